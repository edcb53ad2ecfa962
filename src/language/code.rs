//! Bytecode, which lowering emits and the machine runs: a flat list of instructions with every name resolved.
//!
//! An expression leaves one value on the operand stack. The variables of a function live in numbered slots below the
//! operands; a captured variable lives in a shared [`Cell`](super::value::Cell) that its slot holds. Globals are
//! numbers of entries in the session's table, looked up when the instruction runs.

use std::rc::Rc;

use crate::diag::Span;

use super::error::SourceId;
use super::value::Value;

/// An instruction of the stack machine.
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
    /// Pushes the content of the cell in a slot.
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
    /// Unsets a local variable of an inner scope, at the start of each iteration.
    Fresh(u16),
    /// The same for a variable in a cell: a new cell.
    FreshCell(u16),
    /// Drops the top of the stack.
    Pop,
    /// Duplicates the top of the stack.
    Dup,
    /// Pops two operands and pushes the result of the operator in this row.
    Binary(u16),
    /// A superinstruction in place of the [`Instr::Local`] of this slot, followed by another operand and the
    /// [`Instr::Binary`] of this row: for plain numbers it does the work of all three, otherwise only that of the first.
    LocalBinary(u16, u16),
    /// Jumps.
    Jump(u32),
    /// Jumps back to the head of a loop; costs one step of the budget.
    Loop(u32),
    /// Pops a condition and jumps if it is false.
    JumpUnless(u32),
    /// Pops a condition and jumps if it is true.
    JumpIf(u32),
    /// Jumps if the slot already has a value: skips a default.
    JumpIfSet(u16, u32),
    /// Pops values and pushes their tuple.
    Tuple(u16),
    /// Pops values and pushes their vector.
    Vector(u16),
    /// Pops two or three numbers and pushes a range.
    Range(u16),
    /// Pops values and pushes the string that they interpolate to.
    Text(u16),
    /// Calls with this many positional arguments.
    Call(u16),
    /// Calls with splats or keywords; the kinds of the arguments are in this row of `argument_lists`.
    CallExtended(u32),
    /// Broadcasts a call.
    Broadcast(u16),
    /// Broadcasts a call with splats or keywords.
    BroadcastExtended(u32),
    /// Pops indices and what they index, pushes the entry.
    Index(u16),
    /// Pops a value, indices, and what they index, and stores the value there.
    SetIndex(u16),
    /// The same for a broadcast assignment: a value that is not a container is stored at every index.
    FillIndex(u16),
    /// Pops an object and pushes its field, named by a constant.
    Field(u32),
    /// Pops a value and an object, and assigns the value to a field of the object.
    SetField(u32),
    /// Pops values and pushes their tuple, with names from a constant.
    Named(u32),
    /// Pops a bound and pushes a type variable, named by a constant.
    Variable(u32),
    /// Pops type parameters and a type, and pushes the type with these parameters.
    Apply(u16),
    /// Pops the supertype and the types of the fields and parameters, and defines the struct as a global.
    Struct(u32),
    /// Pops the supertype and defines an abstract type, named by a constant, as a global.
    Abstract(u32, u32),
    /// Pops a tuple and a type, and pushes the struct with these fields.
    New,
    /// Installs a handler: from here on an error jumps there, with the error on the stack.
    Try(u32),
    /// Removes the innermost handler.
    EndTry,
    /// Pops an error and raises it again.
    Rethrow,
    /// Pops a function and adds its method to a library function, named by a constant.
    DefineMember(u32),
    /// Pops a function and adds its method to calls of values of its first parameter's type.
    DefineCallable,
    /// Pops a function and adds it to the constructors of a type with parameters, which its first parameter names.
    DefineConstructor,
    /// Pushes a closure of an inner [`Code`] and the variables that it captures.
    Closure(u32),
    /// Pops a function and adds its method to the global.
    DefineGlobal(u32),
    /// Pops what a loop iterates over into a slot, and initialises the position in the next slot.
    Iterate(u16),
    /// Pushes the next value of the iteration, or jumps if there is none.
    Next(u16, u32),
    /// Pops a container and pushes its first values, the first on top.
    Destructure(u16),
    /// Pops a value and appends it to the vector in a slot.
    Append(u16),
    /// Sets the element type of the vector on top to the common type of its entries.
    Promote,
    /// Imports modules or names, described by an [`Import`].
    Using(u32),
    /// Raises an error if the keyword in this slot was not given.
    RequireKeyword(u16),
    /// Returns the top of the stack from the function.
    Return,
}

/// The instructions of a loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoopRange {
    /// The address of its head.
    pub start: u32,
    /// The address behind it.
    pub end: u32,
    /// What ends it.
    pub kind: LoopKind,
}

/// What ends a loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoopKind {
    /// The end of the container whose iteration is in this slot.
    Over(u16),
    /// A condition that can change, or a `break`.
    Condition,
    /// Nothing.
    Endless,
}

/// How an argument of a call is passed.
#[derive(Clone, Debug, PartialEq)]
pub enum ArgumentKind {
    /// One positional argument.
    Positional,
    /// Positional arguments: all entries of a container.
    Splat,
    /// A keyword argument.
    Keyword(Rc<str>),
    /// Keyword arguments: all entries of a named tuple.
    Keywords,
}

/// What a `using` or `import` asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// The module's path, with dots.
    pub module: String,
    /// The names after the colon.
    pub names: Option<Vec<Rc<str>>>,
    /// Whether definitions add methods to these names.
    pub extends: bool,
}

/// What a struct definition contains besides types.
#[derive(Clone, Debug, PartialEq)]
pub struct StructDefinition {
    /// The struct's name.
    pub name: Rc<str>,
    /// The global that holds it.
    pub global: u32,
    /// The names of its fields.
    pub names: Vec<Rc<str>>,
    /// Whether they can be assigned.
    pub mutable: bool,
    /// Whether it has a default constructor, because it has no inner one.
    pub has_default_constructor: bool,
    /// How many type variables are below the fields' types on the stack.
    pub variables: u16,
}

/// A lowered function body, or a cell's statements.
#[derive(Debug, Default)]
pub struct Code {
    /// The function's name, for messages.
    pub name: Option<Rc<str>>,
    /// The instructions.
    pub instrs: Vec<Instr>,
    /// The span of each instruction in the source.
    pub spans: Vec<Span>,
    /// The source that the spans refer to.
    pub source: SourceId,
    /// What [`Instr::Const`] and [`Instr::Field`] refer to.
    pub constants: Vec<Value>,
    /// What [`Instr::Closure`] refers to.
    pub functions: Vec<Prototype>,
    /// What [`Instr::CallExtended`] and [`Instr::BroadcastExtended`] refer to.
    pub argument_lists: Vec<Vec<ArgumentKind>>,
    /// What [`Instr::Struct`] refers to.
    pub structs: Vec<StructDefinition>,
    /// What [`Instr::Using`] refers to.
    pub imports: Vec<Import>,
    /// The loops, each after the loops inside it.
    pub loops: Vec<LoopRange>,
    /// The name of the variable in each slot, for messages.
    pub slots: Vec<Rc<str>>,
    /// The names of the captured variables, in order.
    pub captured: Vec<Rc<str>>,
    /// The parameters that inner functions capture, which therefore live in cells.
    pub cells: Vec<u16>,
    /// The parameters.
    pub parameters: Parameters,
}

/// The parameters of a function, which occupy its first slots in this order.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    /// Positional parameters without a default.
    pub required: usize,
    /// Positional parameters with a default.
    pub optional: usize,
    /// Whether a further parameter collects the remaining positional arguments.
    pub rest: bool,
    /// Keyword parameters.
    pub keywords: Vec<Rc<str>>,
    /// Whether the last keyword parameter collects the remaining keyword arguments.
    pub collects: bool,
    /// Type variables.
    pub variables: usize,
}

impl Parameters {
    /// How many slots they occupy.
    pub fn slots(&self) -> usize {
        self.required + self.optional + usize::from(self.rest) + self.keywords.len() + self.variables
    }

    /// Whether they accept this many positional arguments.
    pub fn fits(&self, count: usize) -> bool {
        count >= self.required && (self.rest || count <= self.required + self.optional)
    }
}

impl Code {
    /// The span of the expression whose value the code returns.
    pub fn last_place(&self) -> Option<Span> {
        let last = self.instrs.len().checked_sub(2)?;
        self.spans.get(last).copied().filter(|place| place.start < place.end)
    }
}

/// A function before it captures its variables.
#[derive(Debug)]
pub struct Prototype {
    /// Its code.
    pub code: Rc<Code>,
    /// Which positional parameters have a type; [`Instr::Closure`] pops these types, and the others are `Any`.
    pub annotated: Vec<bool>,
    /// How many type variables are below them on the stack.
    pub variables: u16,
    /// Where each captured variable comes from.
    pub captures: Vec<Capture>,
}

/// Where a captured variable comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capture {
    /// A slot of the enclosing function, which holds a cell.
    Slot(u16),
    /// A captured variable of the enclosing function.
    Outer(u16),
}
