//! The syntax tree, which the parser produces and lowering consumes. Names are not resolved in it.

use std::rc::Rc;

use super::operators::Operator;
use crate::diag::Span;

/// An expression; in Julia every statement is one.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its place in the source.
    pub span: Span,
}

/// A name in the source, in composed Unicode form.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Its text.
    pub text: Rc<str>,
    /// Its place in the source.
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
    /// `"text $value"`: literal pieces and interpolated expressions.
    Text(Vec<Piece>),
    /// A variable, or any other name.
    Name(Rc<str>),
    /// `(a, b)`, or `a, b` at statement level.
    Tuple(Vec<Expr>),
    /// `[a, b]`.
    Vector(Vec<Expr>),
    /// `[a b; c d]`, as a list of rows.
    Matrix(Vec<Vec<Expr>>),
    /// `[body for … if …]`, or a generator without the brackets.
    Comprehension(Box<Comprehension>),
    /// `f(a; k = b)` or `f.(a)`.
    Call(Box<Call>),
    /// `x[i]`.
    Index(Box<Expr>, Vec<Expr>),
    /// `a.b`.
    Field(Box<Expr>, Name),
    /// `x'`.
    Adjoint(Box<Expr>),
    /// Operators of one precedence, applied from left to right: `a + b - c`. Flat, so that long sums do not nest.
    Fold(Box<Expr>, Vec<Step>),
    /// `-x`, `!x`, `√x`.
    Prefix(OperatorUse, Box<Expr>),
    /// `a < b <= c`.
    Comparison(Box<Expr>, Vec<Step>),
    /// `a && b` or `a || b`.
    Logic(Logic, Box<Expr>, Box<Expr>),
    /// `a:b` or `a:step:b`.
    Range(Vec<Expr>),
    /// `a...`.
    Splat(Box<Expr>),
    /// `x::T`, or `::T` in a parameter list.
    Typed(Option<Box<Expr>>, Box<Expr>),
    /// `pattern = value`.
    Assign(Box<Expr>, Box<Expr>),
    /// `target += value`, `target .= value`.
    Update(OperatorUse, Box<Expr>, Box<Expr>),
    /// `x -> …`, `f(x) = …`, `function … end`.
    Function(Rc<Function>),
    /// `if … elseif … else … end` and `c ? a : b`.
    If(Vec<(Expr, Expr)>, Option<Box<Expr>>),
    /// `for pattern in values, … body end`.
    For(Vec<(Expr, Expr)>, Box<Expr>),
    /// `while condition body end`.
    While(Box<Expr>, Box<Expr>),
    /// A sequence of statements.
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
    /// `<:A` among the parameters of a type: any subtype of `A`.
    Subtype(Box<Expr>),
    /// `A{T} where T <: B`.
    Where(Box<Expr>, Vec<TypeVariable>),
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
    /// Literal text, escapes resolved.
    Literal(String),
    /// `$name` or `$(expression)`.
    Value(Expr),
}

/// An occurrence of an operator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OperatorUse {
    /// Its row in the table of operators.
    pub operator: &'static Operator,
    /// Whether it is dotted, and so broadcasts.
    pub dotted: bool,
    /// Its place in the source.
    pub span: Span,
}

/// An operator and its right operand.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The operator.
    pub applied: OperatorUse,
    /// Its right operand.
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
    /// The name in `name = value`; a positional argument has none.
    pub name: Option<Name>,
    /// What is passed; an [`ExprKind::Splat`] passes several values.
    pub value: Expr,
    /// Whether it follows the semicolon. In a function's signature this distinguishes keywords from defaults.
    pub after_semicolon: bool,
}

/// `[body for pattern in values, … if condition for …]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Comprehension {
    /// The element.
    pub body: Expr,
    /// The loops, outermost first, each with its own condition.
    pub clauses: Vec<Clause>,
    /// Whether it is in square brackets and gives an array.
    pub array: bool,
}

/// One `for` of a comprehension.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// The loop variable or variables.
    pub pattern: Expr,
    /// What is iterated over.
    pub values: Expr,
    /// The condition of an `if` that follows.
    pub condition: Option<Expr>,
    /// Whether a comma precedes it: both loops then span one grid, in which this one varies more slowly.
    pub joined: bool,
}

/// The short-circuit operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Logic {
    /// `&&`.
    And,
    /// `||`.
    Or,
}

/// The keyword of a declaration.
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
    /// What it adds a method to.
    pub role: Role,
    /// The type variables of its signature.
    pub variables: Vec<TypeVariable>,
    /// Positional parameters.
    pub parameters: Vec<Parameter>,
    /// Parameters after the semicolon.
    pub keywords: Vec<Parameter>,
    /// Its body, whose value the function returns.
    pub body: Expr,
}

/// What a definition adds a method to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The function of that name; an anonymous function adds to none.
    Plain,
    /// A function of a module: `Base.:+(a::P, b::P) = …`.
    Member,
    /// Calls of a type with parameters, which the first parameter names: `P{T}(x) where T = …`.
    Constructor,
    /// Calls of values of the first parameter's type: `(m::Affine)(x) = …`.
    Callable,
}

/// A type variable, after `where` or in the head of a struct.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeVariable {
    /// Its name.
    pub name: Name,
    /// Its upper bound: `T <: Real`.
    pub bound: Option<Expr>,
}

/// A struct definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// Its name.
    pub name: Name,
    /// Whether its fields can be assigned.
    pub mutable: bool,
    /// `{T, S <: Real}`.
    pub variables: Vec<TypeVariable>,
    /// Its supertype.
    pub supertype: Option<Expr>,
    /// Its fields and their types.
    pub fields: Vec<(Name, Option<Expr>)>,
    /// Its inner constructors: functions that call `new`.
    pub constructors: Vec<Expr>,
}

/// A `try` expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Try {
    /// Its body.
    pub body: Expr,
    /// The name that `catch` binds the error to, if any, and the handler.
    pub catch: Option<(Option<Name>, Expr)>,
    /// What runs in any case.
    pub finally: Option<Expr>,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// A name, or a tuple of names that destructures the argument.
    pub pattern: Expr,
    /// `::T`.
    pub annotation: Option<Expr>,
    /// `= value`.
    pub default: Option<Expr>,
    /// Whether it collects all remaining arguments: `xs...`.
    pub rest: bool,
}

/// One module of a `using`.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// The components of a path such as `Flux.Tracker`.
    pub path: Vec<Name>,
    /// The names after the colon; `None` imports everything that the module exports.
    pub names: Option<Vec<Name>>,
    /// Whether the keyword is `import`: definitions then add methods to the imported functions.
    pub extends: bool,
}

impl Expr {
    /// Whether it is a splat, which passes all entries of a container: `a...`.
    pub fn is_splat(&self) -> bool {
        matches!(self.kind, ExprKind::Splat(_))
    }
}

impl Function {
    /// An anonymous function.
    pub fn anonymous(parameters: Vec<Parameter>, keywords: Vec<Parameter>, body: Expr) -> Function {
        Function { name: None, role: Role::Plain, variables: Vec::new(), parameters, keywords, body }
    }
}
