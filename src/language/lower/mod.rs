//! Syntax tree to [`Code`]: every name is resolved to a slot, a captured variable or a global before anything runs.
//!
//! This file holds the state of lowering and what its parts share; [`scope`] resolves names, [`expression`] and
//! [`control`] lower expressions, [`function`] and `types` definitions.

mod call;
mod control;
mod endless;
mod expression;
mod function;
pub(super) mod scope;
mod try_catch;
mod types;
mod update;

use std::rc::Rc;

use super::code::{Code, Import, Instr};
use super::error::SourceId;
use super::parser::Program;
use super::syntax::Expr;
use super::value::Value;
use crate::diag::{Diagnostic, Span};
use scope::FunctionScope;

type Lowered<T = ()> = Result<T, Diagnostic>;

/// The session's global names, as lowering needs them.
pub trait Globals {
    /// The number of the global `name`; a new name is given one.
    fn number(&mut self, name: &str) -> u32;
    /// Whether `name` already has a value in the session, so that a top-level loop that assigns to `name` assigns the
    /// global (soft scope).
    fn is_defined(&self, name: &str) -> bool;
    /// Called for every global that is read.
    fn reads(&mut self, _name: &str) {}
    /// Called for every global that is assigned or defined.
    fn defines(&mut self, _name: &str) {}
}

/// Lowers a cell's statements.
///
/// # Errors
/// An expression that is not allowed where it is, as Julia words the error.
pub fn lower(program: &Program, source: SourceId, globals: &mut dyn Globals) -> Result<Code, Diagnostic> {
    let mut lowering = Lowering::new(source, globals);
    lowering.statements(&program.statements)?;
    Ok(lowering.finish_top())
}

/// Lowers one statement only to report the names in it to `globals`.
pub fn lower_statement(statement: &Expr, globals: &mut dyn Globals) -> Lowered {
    let mut lowering = Lowering::new(0, globals);
    lowering.value(statement)
}

/// The state of lowering: a stack of functions, innermost last.
struct Lowering<'a> {
    globals: &'a mut dyn Globals,
    /// Globals that this source has assigned so far.
    assigned: Vec<Rc<str>>,
    functions: Vec<FunctionScope>,
    source: SourceId,
    anonymous: usize,
    /// The struct whose constructors are being lowered: what `new` makes.
    constructing: Option<Rc<str>>,
}

impl<'a> Lowering<'a> {
    fn new(source: SourceId, globals: &'a mut dyn Globals) -> Lowering<'a> {
        let top = FunctionScope::new(source);
        Lowering {
            globals,
            assigned: Vec::new(),
            functions: vec![top],
            source,
            anonymous: 0,
            constructing: None,
        }
    }

    /// The function that is being lowered.
    fn here(&mut self) -> &mut FunctionScope {
        let last = self.functions.len() - 1;
        &mut self.functions[last]
    }

    fn code(&mut self) -> &mut Code {
        &mut self.here().code
    }

    fn finish_top(mut self) -> Code {
        self.emit(Instr::Return, Span::default());
        let top = self.functions.remove(0);
        top.finish()
    }

    /// Appends an instruction and returns its address.
    fn emit(&mut self, instr: Instr, span: Span) -> usize {
        let here = self.here();
        here.height += effect(instr, &here.code);
        here.code.instrs.push(instr);
        here.code.spans.push(span);
        here.code.instrs.len() - 1
    }

    /// The address of the next instruction.
    fn address(&mut self) -> u32 {
        self.code().instrs.len() as u32
    }

    /// Sets the target of the jump at address `at` to the next instruction.
    fn patch_jump(&mut self, at: usize) {
        let here = self.address();
        let instr = &mut self.code().instrs[at];
        match instr {
            Instr::Jump(to)
            | Instr::JumpUnless(to)
            | Instr::JumpIf(to)
            | Instr::JumpIfSet(_, to)
            | Instr::Try(to)
            | Instr::Next(_, to) => *to = here,
            _ => {}
        }
    }

    fn constant(&mut self, value: Value) -> u32 {
        self.code().constants.push(value);
        self.code().constants.len() as u32 - 1
    }

    fn push_constant(&mut self, value: Value, span: Span) {
        let constant = self.constant(value);
        self.emit(Instr::Const(constant), span);
    }

    fn nothing(&mut self, span: Span) {
        self.push_constant(Value::Nothing, span);
    }

    fn import(&mut self, import: Import, span: Span) {
        self.code().imports.push(import);
        let index = self.code().imports.len() as u32 - 1;
        self.emit(Instr::Using(index), span);
    }
}

/// A count as the operand of an instruction.
fn count(length: usize, span: Span) -> Lowered<u16> {
    u16::try_from(length).map_err(|_| {
        Diagnostic::new(span, "syntax: too many entries").with_hint("Split this into smaller parts.")
    })
}

/// The instruction's effect on the height of the operand stack, if it does not jump.
fn effect(instr: Instr, code: &Code) -> i32 {
    use Instr::*;
    match instr {
        Const(_) | Int(_) | Local(_) | LocalBinary(..) | CellLocal(_) | Captured(_) | Global(_) | Dup
        | Next(..) => 1,
        SetLocal(_) | SetCellLocal(_) | SetCaptured(_) | SetGlobal(_) | Pop | Binary(_) | JumpUnless(_)
        | JumpIf(_) | Iterate(_) | Append(_) | Return => -1,
        Tuple(n) | Vector(n) | Range(n) | Text(n) => 1 - i32::from(n),
        Call(n) | Broadcast(n) | Index(n) => -i32::from(n),
        CallExtended(list) | BroadcastExtended(list) => -(code.argument_lists[list as usize].len() as i32),
        SetIndex(n) | FillIndex(n) => -2 - i32::from(n),
        Destructure(n) => i32::from(n) - 1,
        Closure(function) => {
            let prototype = &code.functions[function as usize];
            let annotated = prototype.annotated.iter().filter(|annotated| **annotated).count();
            1 - annotated as i32 - i32::from(prototype.variables)
        }
        DefineGlobal(_) | DefineMember(_) | DefineCallable | DefineConstructor | Rethrow | New
        | Abstract(..) => -1,
        SetField(_) => -2,
        Named(names) => match &code.constants[names as usize] {
            Value::Tuple(names) => 1 - names.items().len() as i32,
            _ => 0,
        },
        Apply(n) => -i32::from(n),
        Struct(index) => {
            let fields = &code.structs[index as usize];
            -(fields.names.len() as i32) - i32::from(fields.variables) - 1
        }
        Fresh(_) | FreshCell(_) | Jump(_) | Loop(_) | JumpIfSet(..) | Field(_) | Promote | Using(_)
        | RequireKeyword(_) | Variable(_) | Try(_) | EndTry => 0,
    }
}
