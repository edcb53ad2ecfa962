//! A syntax tree back to source text, fully parenthesised.
//!
//! The text may differ from the original, but it parses to the same program: that is tested on random programs.

use super::display::{SingleStyle, single};
use super::parser::parse;
use super::syntax::{Call, Declaration, Import, Try};
use super::syntax::{
    Comprehension, Expr, ExprKind, Function, Logic, Parameter, Piece, Role, Step, Struct, TypeVariable,
};
use crate::diag::Diagnostic;

/// A program with all parentheses written out, which shows how its operators group.
///
/// ```
/// # use fluxion::language::bracketed;
/// assert_eq!(bracketed("y = -x^2 + 3x").unwrap(), "y = ((-(x ^ 2)) + (3 * x))\n");
/// ```
///
/// # Errors
/// Syntax errors.
pub fn bracketed(source: &str) -> Result<String, Diagnostic> {
    let program = parse(source)?;
    let mut text = lines(&program.statements);
    if program.silent {
        text.truncate(text.trim_end().len());
        text.push_str(";\n");
    }
    Ok(text)
}

fn lines(statements: &[Expr]) -> String {
    statements.iter().map(|statement| bare(statement) + "\n").collect()
}

/// The statements of a body, one per line.
fn body(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Block(statements) => lines(statements),
        _ => bare(expr) + "\n",
    }
}

fn list<T>(items: &[T], text: impl Fn(&T) -> String, between: &str) -> String {
    items.iter().map(text).collect::<Vec<_>>().join(between)
}

/// An expression in a position where it needs no parentheses.
fn bare(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Assign(target, value) => format!("{} = {}", pattern(target), inner(value)),
        ExprKind::Update(applied, target, value) => {
            let dot = if applied.dotted { "." } else { "" };
            format!("{} {dot}{} {}", pattern(target), applied.operator.text, inner(value))
        }
        ExprKind::Function(function) => definition(function),
        ExprKind::If(branches, otherwise) => {
            let mut text = String::new();
            for (i, (condition, then)) in branches.iter().enumerate() {
                let word = if i == 0 { "if" } else { "elseif" };
                text += &format!("{word} {}\n{}", inner(condition), body(then));
            }
            text +=
                &otherwise.iter().map(|otherwise| format!("else\n{}", body(otherwise))).collect::<String>();
            text + "end"
        }
        ExprKind::For(clauses, turn) => {
            let clauses =
                list(clauses, |(name, values)| format!("{} in {}", pattern(name), inner(values)), ", ");
            format!("for {clauses}\n{}end", body(turn))
        }
        ExprKind::While(condition, turn) => format!("while {}\n{}end", inner(condition), body(turn)),
        ExprKind::Let(bindings, inside) => format!("let {}\n{}end", list(bindings, bare, ", "), body(inside)),
        ExprKind::Return(value) => {
            format!("return {}", value.iter().map(|value| inner(value)).collect::<String>())
        }
        ExprKind::Declare(declaration, items) => {
            let word = match declaration {
                Declaration::Global => "global",
                Declaration::Local => "local",
                Declaration::Const => "const",
            };
            format!("{word} {}", list(items, bare, ", "))
        }
        ExprKind::Using(imports) => using(imports),
        ExprKind::Struct(definition) => structure(definition),
        ExprKind::Abstract(name, above) => {
            let above: String = above.iter().map(|above| format!(" <: {}", inner(above))).collect();
            format!("abstract type {}{above} end", name.text)
        }
        ExprKind::Try(attempt) => attempted(attempt),
        ExprKind::Typed(Some(name), kind) if matches!(name.kind, ExprKind::Name(_)) => {
            format!("{}::{}", inner(name), inner(kind))
        }
        _ => inner(expr),
    }
}

/// An expression inside another one.
fn inner(expr: &Expr) -> String {
    let text = bare_inner(expr);
    text.unwrap_or_else(|| format!("({})", bare(expr)))
}

/// The forms that have brackets of their own or need none.
fn bare_inner(expr: &Expr) -> Option<String> {
    Some(match &expr.kind {
        ExprKind::Int(value) => value.to_string(),
        ExprKind::Float(value) if value.is_infinite() => "1e999".to_owned(),
        ExprKind::Float(value) => format!("{value:?}"),
        ExprKind::Single(value) => single(*value, SingleStyle::Literal),
        ExprKind::Bool(truth) => truth.to_string(),
        ExprKind::Char(c) => format!("'{}'", escaped(&c.to_string(), '\'')),
        ExprKind::Symbol(name) => format!(":{name}"),
        ExprKind::Text(pieces) => {
            let piece = |piece: &Piece| match piece {
                Piece::Literal(text) => escaped(text, '"'),
                Piece::Value(value) => format!("$({})", inner(value)),
            };
            format!("\"{}\"", list(pieces, piece, ""))
        }
        ExprKind::Name(name) => named(name),
        ExprKind::Tuple(items) => match &items[..] {
            [] => "()".to_owned(),
            items => format!("({},)", list(items, entry, ", ")),
        },
        ExprKind::Vector(items) => format!("[{}]", list(items, inner, ", ")),
        ExprKind::Matrix(rows) => {
            let end = if matches!(&rows[..], [row] if row.len() == 1) { ";" } else { "" };
            format!("[{}{end}]", list(rows, |row| list(row, inner, " "), "; "))
        }
        ExprKind::Comprehension(comprehension) => comprehended(comprehension),
        ExprKind::Call(call) => called(call),
        ExprKind::Index(array, indices) => format!("{}[{}]", inner(array), list(indices, inner, ", ")),
        ExprKind::Field(object, name) => format!("{}.{}", inner(object), member(&name.text)),
        ExprKind::Adjoint(value) => format!("{}'", inner(value)),
        ExprKind::Fold(first, steps) | ExprKind::Comparison(first, steps) => {
            format!("({}{})", inner(first), list(steps, step, ""))
        }
        ExprKind::Prefix(applied, operand) => {
            let dot = if applied.dotted { "." } else { "" };
            format!("({dot}{}{})", applied.operator.text, inner(operand))
        }
        ExprKind::Logic(logic, left, right) => {
            let sign = if *logic == Logic::And { "&&" } else { "||" };
            format!("({} {sign} {})", inner(left), inner(right))
        }
        ExprKind::Range(parts) => format!("({})", list(parts, inner, ":")),
        ExprKind::Splat(value) => format!("{} ...", inner(value)),
        ExprKind::Typed(Some(value), kind) => format!("({}::{})", inner(value), inner(kind)),
        ExprKind::Typed(None, kind) => format!("::{}", inner(kind)),
        ExprKind::Block(statements) => format!("({};)", list(statements, inner, "; ")),
        ExprKind::Break => "break".to_owned(),
        ExprKind::Continue => "continue".to_owned(),
        ExprKind::Curly(head, parameters) => format!("{}{{{}}}", inner(head), list(parameters, inner, ", ")),
        ExprKind::Subtype(bound) => format!("<:{}", inner(bound)),
        ExprKind::Where(kind, variables) => format!("({}{})", inner(kind), given(variables)),
        _ => return None,
    })
}

/// An entry of a tuple: `a = 1` names it.
fn entry(item: &Expr) -> String {
    match item.kind {
        ExprKind::Assign(..) => bare(item),
        _ => inner(item),
    }
}

fn step(step: &Step) -> String {
    let dot = if step.applied.dotted { "." } else { "" };
    format!(" {dot}{} {}", step.applied.operator.text, inner(&step.right))
}

/// The target of an assignment, or a parameter.
fn pattern(target: &Expr) -> String {
    match &target.kind {
        ExprKind::Typed(Some(name), kind) => format!("{}::{}", inner(name), inner(kind)),
        ExprKind::Tuple(items) => format!("({},)", list(items, pattern, ", ")),
        _ => inner(target),
    }
}

/// A name as an expression: an operator needs parentheses, and a name generated by a macro needs letters.
fn named(name: &str) -> String {
    match name.chars().next() {
        Some('#') => format!("hidden_{}", &name[1..]),
        Some(first) if first.is_alphabetic() || first == '_' || !first.is_ascii() || first == ':' => {
            name.to_owned()
        }
        _ => format!("({name})"),
    }
}

/// A name after a dot.
fn member(name: &str) -> String {
    match name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '!' || !c.is_ascii()) {
        true => name.to_owned(),
        false => format!(":({name})"),
    }
}

fn escaped(text: &str, quote: char) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\\' => out.push_str("\\\\"),
            '$' => out.push_str("\\$"),
            c if c == quote => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

fn called(call: &Call) -> String {
    // An operator before a parenthesis would be read as a prefix operator.
    let callee = inner(&call.callee);
    let is_sign = callee.chars().all(|letter| !letter.is_alphanumeric() && !"_()".contains(letter));
    let callee = if is_sign { format!("({callee})") } else { callee };
    let mut text = callee + if call.dotted { ".(" } else { "(" };
    let mut behind = false;
    for (i, argument) in call.arguments.iter().enumerate() {
        let starts = argument.after_semicolon && !behind;
        behind |= argument.after_semicolon;
        text += if starts {
            "; "
        } else if i > 0 {
            ", "
        } else {
            ""
        };
        text += &argument.name.iter().map(|name| format!("{} = ", name.text)).collect::<String>();
        text += &inner(&argument.value);
    }
    text + ")"
}

fn comprehended(comprehension: &Comprehension) -> String {
    let (open, close) = if comprehension.array { ('[', ']') } else { ('(', ')') };
    let mut text = format!("{open}{}", inner(&comprehension.body));
    for clause in &comprehension.clauses {
        let word = if clause.joined { ", " } else { " for " };
        text += &format!("{word}{} in {}", pattern(&clause.pattern), inner(&clause.values));
        text +=
            &clause.condition.iter().map(|condition| format!(" if {}", inner(condition))).collect::<String>();
    }
    text.push(close);
    text
}

fn given(variables: &[TypeVariable]) -> String {
    let variable = |variable: &TypeVariable| {
        let bound: String = variable.bound.iter().map(|bound| format!(" <: {}", inner(bound))).collect();
        format!("{}{bound}", variable.name.text)
    };
    if variables.is_empty() {
        String::new()
    } else {
        format!(" where {{{}}}", list(variables, variable, ", "))
    }
}

fn parameter(parameter: &Parameter) -> String {
    let mut text = pattern(&parameter.pattern);
    text += &parameter.annotation.iter().map(|kind| format!("::{}", inner(kind))).collect::<String>();
    text += if parameter.rest { " ..." } else { "" };
    text + &parameter.default.iter().map(|default| format!(" = {}", inner(default))).collect::<String>()
}

fn definition(function: &Function) -> String {
    let (first, rest) = match (function.role, function.parameters.split_first()) {
        (Role::Callable, Some((first, rest))) => (format!("({})", parameter(first)), rest),
        (Role::Constructor, Some((first, rest))) => (applied(first), rest),
        _ => (String::new(), &function.parameters[..]),
    };
    let keywords: String = match &function.keywords[..] {
        [] => String::new(),
        keywords => format!("; {}", list(keywords, parameter, ", ")),
    };
    let head = format!("({}{keywords})", list(rest, parameter, ", "));
    let variables = given(&function.variables);
    let name = match (&function.name, function.role) {
        (Some(name), Role::Member) => format!("Base.{}", member(&name.text)),
        (Some(_), Role::Constructor) => first,
        (Some(name), _) => named(&name.text),
        (None, Role::Callable) => first,
        (None, _) => return format!("function {head}\n{}end", body(&function.body)),
    };
    format!("function {name}{head}{variables}\n{}end", body(&function.body))
}

/// The type that a constructor's first parameter names: the `P{T}` of `::Type{P{T}}`.
fn applied(first: &Parameter) -> String {
    match first.annotation.as_ref().map(|kind| &kind.kind) {
        Some(ExprKind::Curly(_, inside)) => list(inside, inner, ", "),
        _ => String::new(),
    }
}

fn structure(definition: &Struct) -> String {
    let word = if definition.mutable { "mutable struct" } else { "struct" };
    let variables = given(&definition.variables).replacen(" where ", "", 1);
    let above: String = definition.supertype.iter().map(|above| format!(" <: {}", inner(above))).collect();
    let mut text = format!("{word} {}{variables}{above}\n", definition.name.text);
    for (name, kind) in &definition.fields {
        let kind: String = kind.iter().map(|kind| format!("::{}", inner(kind))).collect();
        text += &format!("{}{kind}\n", name.text);
    }
    text + &lines(&definition.constructors) + "end"
}

fn using(imports: &[Import]) -> String {
    let word = if imports.iter().any(|import| import.extends) { "import" } else { "using" };
    let import = |import: &Import| {
        let path = list(&import.path, |name| name.text.to_string(), ".");
        let names =
            import.names.iter().map(|names| format!(": {}", list(names, |name| name.text.to_string(), ", ")));
        path + &names.collect::<String>()
    };
    format!("{word} {}", list(imports, import, ", "))
}

fn attempted(attempt: &Try) -> String {
    let mut text = format!("try\n{}", body(&attempt.body));
    if let Some((name, handler)) = &attempt.catch {
        let name: String = name.iter().map(|name| format!(" {}", name.text)).collect();
        text += &format!("catch{name}\n{}", body(handler));
    }
    text += &attempt.finally.iter().map(|last| format!("finally\n{}", body(last))).collect::<String>();
    text + "end"
}
