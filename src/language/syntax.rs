//! The syntax tree: what the parser makes and lowering reads. It knows no meaning of any name.

use std::rc::Rc;

use super::operators::Operator;
use crate::diag::Span;

/// An expression, which in this language includes every statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// A name as it was written, in composed Unicode form.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Its text.
    pub text: Rc<str>,
    /// Where it stands.
    pub span: Span,
}

/// The forms of expression.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// `42`.
    Int(i64),
    /// `2.5`.
    Float(f64),
    /// `2.5f0`.
    Single(f32),
    /// `true`.
    Bool(bool),
    /// `'c'`.
    Char(char),
    /// `:name`.
    Symbol(Rc<str>),
    /// `"text $value"`: literal pieces and expressions in turn.
    Text(Vec<Piece>),
    /// A variable, or any other name.
    Name(Rc<str>),
    /// `(a, b)`, or `a, b` at statement level.
    Tuple(Vec<Expr>),
    /// `[a, b]`.
    Vector(Vec<Expr>),
    /// `[a b; c d]`, row by row.
    Matrix(Vec<Vec<Expr>>),
    /// `[body for … if …]`, or without brackets as a call's argument.
    Comprehension(Box<Comprehension>),
    /// `f(a; k = b)` or `f.(a)`.
    Call(Box<Call>),
    /// `x[i]`.
    Index(Box<Expr>, Vec<Expr>),
    /// `a.b`.
    Field(Box<Expr>, Name),
    /// `x'`.
    Adjoint(Box<Expr>),
    /// Operators of one level, applied from left to right: `a + b - c`. Flat, so that long sums nest nothing.
    Fold(Box<Expr>, Vec<Step>),
    /// `-x`, `!x`, `√x`.
    Prefix(Applied, Box<Expr>),
    /// `a < b <= c`.
    Comparison(Box<Expr>, Vec<Step>),
    /// `a && b` when the flag is true, else `a || b`.
    Logic(Logic, Box<Expr>, Box<Expr>),
    /// `a:b` or `a:step:b`.
    Range(Vec<Expr>),
    /// `a...`.
    Splat(Box<Expr>),
    /// `x::T`; without a value in a parameter list.
    Typed(Option<Box<Expr>>, Box<Expr>),
    /// `pattern = value`.
    Assign(Box<Expr>, Box<Expr>),
    /// `target += value`, `target .= value`.
    Update(Applied, Box<Expr>, Box<Expr>),
    /// `x -> …`, `f(x) = …`, `function … end`.
    Function(Rc<Function>),
    /// `if … elseif … else … end` and `c ? a : b`.
    If(Vec<(Expr, Expr)>, Option<Box<Expr>>),
    /// `for pattern in values, … body end`.
    For(Vec<(Expr, Expr)>, Box<Expr>),
    /// `while condition body end`.
    While(Box<Expr>, Box<Expr>),
    /// Statements one after another.
    Block(Vec<Expr>),
    /// `let a = 1 … end`: the bindings, then the body.
    Let(Vec<Expr>, Box<Expr>),
    /// `return value`.
    Return(Option<Box<Expr>>),
    /// `break`.
    Break,
    /// `continue`.
    Continue,
    /// `global a`, `local a = 1`, `const a = 1`.
    Declare(Declaration, Vec<Expr>),
    /// `using A, B.C` or `using A: f, g`.
    Using(Vec<Import>),
    /// `A{B, C}`.
    Curly(Box<Expr>, Vec<Expr>),
    /// `<:A` among the parameters of a type: any type below it.
    Below(Box<Expr>),
    /// `A{T} where T <: B`.
    Where(Box<Expr>, Vec<Variable>),
    /// `struct A … end`.
    Struct(Rc<Struct>),
    /// `abstract type A <: B end`.
    Abstract(Name, Option<Box<Expr>>),
    /// `try … catch e … finally … end`.
    Try(Rc<Try>),
}

/// A part of a string literal.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Text, escapes resolved.
    Literal(String),
    /// `$name` or `$(expression)`.
    Value(Expr),
}

/// An operator where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Applied {
    /// Its row.
    pub operator: &'static Operator,
    /// Whether it is dotted, and so applied to each entry.
    pub dotted: bool,
    /// Where it stands.
    pub span: Span,
}

/// An operator and its right operand.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The operator.
    pub applied: Applied,
    /// What stands on its right.
    pub right: Expr,
}

/// A call.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// What is called.
    pub callee: Expr,
    /// Its arguments in source order.
    pub arguments: Vec<Argument>,
    /// Whether it is `f.(…)`.
    pub dotted: bool,
}

/// An argument of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// `name = value`; a positional argument has none.
    pub name: Option<Name>,
    /// What is passed; [`ExprKind::Splat`] passes several.
    pub value: Expr,
    /// Whether it stands behind the semicolon. In a definition's head this tells keywords from defaults.
    pub after_semicolon: bool,
}

/// `[body for pattern in values, … if condition for …]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Comprehension {
    /// The element.
    pub body: Expr,
    /// The loops, outermost first, each with its own condition.
    pub clauses: Vec<Clause>,
    /// Whether it stands in brackets and gives an array.
    pub array: bool,
}

/// One `for` of a comprehension.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// What takes the value.
    pub pattern: Expr,
    /// What is walked through.
    pub values: Expr,
    /// The `if` behind it.
    pub condition: Option<Expr>,
    /// Whether a comma stands before it: both loops then span one grid, this one the slower.
    pub joined: bool,
}

/// The two operators that look at their right operand only if they must.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Logic {
    /// `&&`.
    And,
    /// `||`.
    Or,
}

/// The words before a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declaration {
    /// `global`.
    Global,
    /// `local`.
    Local,
    /// `const`.
    Const,
}

/// A function definition of any form.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Its name; `None` for an anonymous one.
    pub name: Option<Name>,
    /// What it is a method of.
    pub role: Role,
    /// The type variables of its signature.
    pub variables: Vec<Variable>,
    /// Positional parameters.
    pub parameters: Vec<Parameter>,
    /// Parameters after the semicolon.
    pub keywords: Vec<Parameter>,
    /// What it gives.
    pub body: Expr,
}

/// What a definition adds a method to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The function of its name, or nothing if it has none.
    Plain,
    /// A function of a module: `Base.:+(a::P, b::P) = …`.
    Member,
    /// The values of the type of its first parameter: `(m::Affine)(x) = …`.
    Callable,
}

/// A type variable, behind `where` or in the head of a struct.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Its name.
    pub name: Name,
    /// What it is below: `T <: Real`.
    pub bound: Option<Expr>,
}

/// A definition of a type with fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// Its name.
    pub name: Name,
    /// Whether its fields can change.
    pub mutable: bool,
    /// `{T, S <: Real}`.
    pub variables: Vec<Variable>,
    /// The type above it.
    pub above: Option<Expr>,
    /// Its fields and their types.
    pub fields: Vec<(Name, Option<Expr>)>,
    /// The constructors inside: functions that call `new`.
    pub constructors: Vec<Expr>,
}

/// What is tried, and what is done when it fails or ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Try {
    /// What is tried.
    pub body: Expr,
    /// The name that `catch` gives the error, and what is done then.
    pub catch: Option<(Option<Name>, Expr)>,
    /// What is done in any case.
    pub finally: Option<Expr>,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// A name, or a tuple of names that takes the argument apart.
    pub pattern: Expr,
    /// `::T`.
    pub annotation: Option<Expr>,
    /// `= value`.
    pub default: Option<Expr>,
    /// Whether it collects all arguments that are left: `xs...`.
    pub rest: bool,
}

/// One module of a `using`.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// `Flux.Tracker` as its parts.
    pub path: Vec<Name>,
    /// The names after the colon; `None` brings all that the module exports.
    pub names: Option<Vec<Name>>,
    /// Whether it says `import`: definitions then add methods to what the names mean.
    pub extends: bool,
}

impl Expr {
    /// Whether it hands over all entries of a container: `a...`.
    pub fn is_splat(&self) -> bool {
        matches!(self.kind, ExprKind::Splat(_))
    }
}

impl Function {
    /// A function without a name.
    pub fn anonymous(parameters: Vec<Parameter>, keywords: Vec<Parameter>, body: Expr) -> Function {
        Function { name: None, role: Role::Plain, variables: Vec::new(), parameters, keywords, body }
    }
}
