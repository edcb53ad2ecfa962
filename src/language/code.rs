//! What lowering makes and the machine runs: a flat list of instructions with every name resolved.
//!
//! An expression leaves one value on the operand stack. Variables of a function live in numbered slots below
//! it; a variable that an inner function uses lives in a shared [`Cell`](super::value::Cell) that the slot
//! holds. Global names are numbers into the session's table, looked up when the instruction runs.

use std::rc::Rc;

use crate::diag::Span;

use super::error::SourceId;
use super::value::Value;

/// One step of the machine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Instr {
    /// Pushes a constant.
    Const(u32),
    /// Pushes a small integer.
    Int(i32),
    /// Pushes a local variable.
    Local(u16),
    /// Pops into a local variable.
    SetLocal(u16),
    /// Pushes what the cell in a slot holds.
    CellLocal(u16),
    /// Pops into the cell in a slot.
    SetCellLocal(u16),
    /// Pushes a captured variable.
    Captured(u16),
    /// Pops into a captured variable.
    SetCaptured(u16),
    /// Pushes a global.
    Global(u32),
    /// Pops into a global.
    SetGlobal(u32),
    /// Makes a local variable of an inner scope valueless again, as each turn of a loop begins.
    Fresh(u16),
    /// The same for a variable in a cell: a new cell.
    FreshCell(u16),
    /// Drops the top of the stack.
    Pop,
    /// Doubles the top of the stack.
    Dup,
    /// Pops two operands and pushes what the operator of this row gives.
    Binary(u16),
    /// Stands where [`Instr::Local`] of this slot stood, before another operand and [`Instr::Binary`] of this row:
    /// between plain numbers it does the work of all three, else only that of the first.
    Quick(u16, u16),
    /// Goes on elsewhere.
    Jump(u32),
    /// Goes back to the head of a loop; costs a step.
    Loop(u32),
    /// Pops a condition and goes elsewhere if it is false.
    JumpUnless(u32),
    /// Pops a condition and goes elsewhere if it is true.
    JumpIf(u32),
    /// Goes elsewhere if the slot already has a value: skips a default.
    JumpIfSet(u16, u32),
    /// Pops values and pushes their tuple.
    Tuple(u16),
    /// Pops values and pushes their vector.
    Vector(u16),
    /// Pops two or three numbers and pushes a range.
    Range(u16),
    /// Pops values and pushes their text, joined.
    Text(u16),
    /// Calls with this many positional arguments.
    Call(u16),
    /// Calls with splats or keywords, by a [`Shape`].
    CallShaped(u32),
    /// Calls entry by entry.
    Broadcast(u16),
    /// Calls entry by entry with splats or keywords, by a [`Shape`].
    BroadcastShaped(u32),
    /// Pops indices and what they index, pushes the entry.
    Index(u16),
    /// Pops a value, indices, and what they index: stores the value there.
    SetIndex(u16),
    /// The same for entry by entry: a value that is no container goes to every place.
    FillIndex(u16),
    /// Pops an object and pushes its field, named by a constant.
    Field(u32),
    /// Pops a value and an object, and gives a field of it that value.
    SetField(u32),
    /// Pops values and pushes their tuple, with names from a constant.
    Named(u32),
    /// Pops a bound and pushes a type variable, named by a constant.
    Variable(u32),
    /// Pops parameters and a type, and pushes the type with these parameters.
    Apply(u16),
    /// Pops the type above and those of the fields and parameters, and makes the type a global.
    Struct(u32),
    /// Pops the type above and makes an abstract type a global, by a constant.
    Abstract(u32, u32),
    /// Pops a tuple and a type, and pushes the struct with these fields.
    New,
    /// From here on an error goes elsewhere, with the error on the stack.
    Try(u32),
    /// The end of what is tried.
    EndTry,
    /// Pops an error and raises it again.
    Rethrow,
    /// Pops a function and adds its method to a function of the library, named by a constant.
    DefineMember(u32),
    /// Pops a function and adds its method to the calls of values of its first type.
    DefineCallable,
    /// Pushes a new function made of an inner [`Code`] and the variables that it captures.
    Closure(u32),
    /// Pops a function and adds its method to the global.
    DefineGlobal(u32),
    /// Pops what a loop walks through into a slot, and puts the position into the next one.
    Iterate(u16),
    /// Pushes the next value of the walk, or goes elsewhere if there is none.
    Next(u16, u32),
    /// Pops a container and pushes its first values, the first on top.
    Destructure(u16),
    /// Pops a value and appends it to the vector in a slot.
    Append(u16),
    /// Gives the vector on top the entry type that its entries have in common.
    Promote,
    /// Brings modules in, by a constant.
    Using(u32),
    /// Raises an error if the keyword in this slot was not given.
    RequireKeyword(u16),
    /// Ends the function with the top of the stack.
    Return,
}

/// How the arguments of a call are passed.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// One positional argument.
    Positional,
    /// All values of a container.
    Splat,
    /// A keyword argument.
    Keyword(Rc<str>),
    /// Keyword arguments: all entries of a named tuple.
    Keywords,
}

/// What a `using` asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// The module, dots included.
    pub module: String,
    /// The names after the colon.
    pub names: Option<Vec<Rc<str>>>,
    /// Whether definitions add methods to these names.
    pub extends: bool,
}

/// What a struct's definition says beside types.
#[derive(Clone, Debug, PartialEq)]
pub struct Fields {
    /// The struct's name.
    pub name: Rc<str>,
    /// The global that holds it.
    pub global: u32,
    /// The names of its fields.
    pub names: Vec<Rc<str>>,
    /// Whether they can change.
    pub mutable: bool,
    /// Whether it has no constructor inside.
    pub open: bool,
    /// How many type variables lie below the fields' types.
    pub variables: u16,
}

/// A lowered function body, or the statements of a cell.
#[derive(Debug, Default)]
pub struct Code {
    /// The function's name, for messages.
    pub name: Option<Rc<str>>,
    /// The instructions.
    pub instrs: Vec<Instr>,
    /// The place in the source of each instruction.
    pub spans: Vec<Span>,
    /// The text that the spans refer to.
    pub source: SourceId,
    /// What [`Instr::Const`] and [`Instr::Field`] refer to.
    pub constants: Vec<Value>,
    /// What [`Instr::Closure`] refers to.
    pub functions: Vec<Prototype>,
    /// What [`Instr::CallShaped`] and [`Instr::BroadcastShaped`] refer to.
    pub shapes: Vec<Vec<Shape>>,
    /// What [`Instr::Struct`] refers to.
    pub structs: Vec<Fields>,
    /// What [`Instr::Using`] refers to.
    pub imports: Vec<Import>,
    /// The variable in each slot, for messages.
    pub slots: Vec<Rc<str>>,
    /// The names of the captured variables, in order.
    pub captured: Vec<Rc<str>>,
    /// The parameters that inner functions use, and that therefore live in cells.
    pub cells: Vec<u16>,
    /// The parameters.
    pub parameters: Parameters,
}

/// The parameters of a function: they take its first slots, in this order.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    /// Positional parameters without a default.
    pub required: usize,
    /// Positional parameters with one.
    pub optional: usize,
    /// Whether another one collects what is left.
    pub rest: bool,
    /// Keywords.
    pub keywords: Vec<Rc<str>>,
    /// Whether the last keyword collects those that have no other place.
    pub collects: bool,
    /// Type variables.
    pub variables: usize,
}

impl Parameters {
    /// How many slots they take.
    pub fn slots(&self) -> usize {
        self.required + self.optional + usize::from(self.rest) + self.keywords.len() + self.variables
    }

    /// Whether a call with this many positional arguments fits.
    pub fn fits(&self, count: usize) -> bool {
        count >= self.required && (self.rest || count <= self.required + self.optional)
    }
}

impl Code {
    /// The place of what the code gives last.
    pub fn last_place(&self) -> Option<Span> {
        let last = self.instrs.len().checked_sub(2)?;
        self.spans.get(last).copied().filter(|place| place.start < place.end)
    }
}

/// A function before its variables are captured.
#[derive(Debug)]
pub struct Prototype {
    /// Its code.
    pub code: Rc<Code>,
    /// Which positional parameters have a type; their types lie on the stack when it is made, the others are `Any`.
    pub annotated: Vec<bool>,
    /// How many type variables lie on the stack below them.
    pub variables: u16,
    /// Where each captured variable comes from.
    pub captures: Vec<Capture>,
}

/// Where a captured variable comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capture {
    /// A slot of the function around, which holds a cell.
    Slot(u16),
    /// A captured variable of the function around.
    Outer(u16),
}
