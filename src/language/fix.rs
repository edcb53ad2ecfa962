//! How a mistake is mended: a change of the text that the page can offer to make.
//!
//! Who finds a mistake says how it could be mended ([`Mend`]), but does not know the text. Here it becomes a change of
//! the text, and is offered only if what comes of it can be read.

use super::error::{Error, SourceId};
use super::parser::{parse, parse_tolerant};
use super::syntax::{Argument, Call, Expr, ExprKind};
use crate::diag::{Mend, Span};

/// A change of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The text, by the number that its host gave it.
    pub source: SourceId,
    /// What to replace.
    pub span: Span,
    /// What to replace it with.
    pub text: String,
}

/// The change that mends a mistake, if one is known; `text_of` finds a text by its number.
///
/// ```
/// # use fluxion::language::{Budget, Session, fix};
/// let code = "v = [1, 2]\nsin(v)";
/// let error = Session::new(Budget::default(), || 0.0).run(code).result.unwrap_err();
/// let fix = fix(&error, |_| Some(code)).unwrap();
/// assert_eq!(fix.apply(code), "v = [1, 2]\nsin.(v)");
/// ```
pub fn fix<'t>(error: &Error, text_of: impl Fn(SourceId) -> Option<&'t str>) -> Option<Fix> {
    let mend = error.diagnostic.mend.as_deref()?;
    let source = match mend {
        Mend::First(source, _) | Mend::Nest(source, _) => *source,
        _ => error.source,
    };
    let text = text_of(source)?;
    let (span, replacement) = change(mend, error.diagnostic.span, text)?;
    let fix = Fix { source, span, text: replacement };
    let is_inside = text.get(span.start as usize..span.end as usize).is_some();
    (is_inside && parse(&fix.apply(text)).is_ok()).then_some(fix)
}

impl Fix {
    /// The text with this change. What is not a place in the text leaves it as it is.
    pub fn apply(&self, text: &str) -> String {
        let [start, end] = [self.span.start, self.span.end].map(|at| at as usize);
        match (text.get(..start), text.get(end..)) {
            (Some(before), Some(after)) => format!("{before}{}{after}", self.text),
            _ => text.to_owned(),
        }
    }
}

/// What to replace, and with what. `place` is where the mistake is.
fn change(mend: &Mend, place: Span, text: &str) -> Option<(Span, String)> {
    match mend {
        Mend::Instead(own) => Some((place, own.clone())),
        Mend::At(span, own) => Some((*span, own.clone())),
        Mend::Before(line) => Some((Span::new(0, 0), format!("{line}\n"))),
        Mend::AtEnd(own) => Some((at(text.trim_end().len()), own.clone())),
        Mend::First(_, place) => Some((at(place.end as usize), "[1]".to_owned())),
        Mend::Dots => dots(&found(text, place)?, text).or_else(|| assigned(text, place)),
        Mend::Operator(own) => Some((operator(&found(text, place)?, place)?, own.clone())),
        Mend::Product => {
            let callee = called(&found(text, place)?)?.callee.span.end;
            Some((at(callee as usize), " * ".to_owned()))
        }
        Mend::Entry => {
            let callee = called(&found(text, place)?)?.callee.span.end;
            let inside = text.get(callee as usize..place.end as usize)?;
            let inside = inside.strip_prefix('(')?.strip_suffix(')')?;
            Some((Span { start: callee, end: place.end }, format!("[{inside}]")))
        }
        Mend::Nest(_, place) => nest(text, *place),
    }
}

/// A place between two characters.
fn at(offset: usize) -> Span {
    Span::new(offset, offset)
}

/// The expression at a place, the innermost if several are, or one that it is a part of: of `a + b + c` the sum of
/// the first two has no node of its own.
fn found(text: &str, place: Span) -> Option<Expr> {
    let mut best: Option<Expr> = None;
    for statement in parse_tolerant(text) {
        visit(&statement, &mut |expr| {
            let covers = expr.span.start <= place.start && place.end <= expr.span.end;
            if covers
                && best
                    .as_ref()
                    .is_none_or(|best| expr.span.end - expr.span.start <= best.span.end - best.span.start)
            {
                best = Some(expr.clone());
            }
        });
    }
    best
}

/// Calls `look` with an expression and all inside it, outer ones first. The parser has capped how deep they nest.
fn visit(expr: &Expr, look: &mut dyn FnMut(&Expr)) {
    look(expr);
    expr.for_each_child(&mut |child| visit(child, look));
}

fn called(expr: &Expr) -> Option<&Call> {
    match &expr.kind {
        ExprKind::Call(call) if !call.dotted => Some(call),
        _ => None,
    }
}

/// The operator of an expression whose operands end where `place` does.
fn operator(expr: &Expr, place: Span) -> Option<Span> {
    match &expr.kind {
        ExprKind::Fold(_, steps) | ExprKind::Comparison(_, steps) => {
            let step = steps.iter().find(|step| step.right.span.end >= place.end)?;
            Some(step.applied.span).filter(|span| span.start < span.end)
        }
        ExprKind::Update(applied, ..) => Some(applied.span),
        _ => None,
    }
}

/// A dot for what an expression does: before its operator, or behind the called name.
fn dots(expr: &Expr, text: &str) -> Option<(Span, String)> {
    if let Some(call) = called(expr) {
        return Some((at(call.callee.span.end as usize), ".".to_owned()));
    }
    let own = operator(expr, expr.span)?;
    // A dot directly behind a digit would belong to the number.
    let is_number = text.get(..own.start as usize)?.ends_with(|last: char| last.is_ascii_digit());
    Some((at(own.start as usize), if is_number { " ." } else { "." }.to_owned()))
}

/// A dot before the `=` behind the places that are assigned to.
fn assigned(text: &str, places: Span) -> Option<(Span, String)> {
    let mut end = None;
    for statement in parse_tolerant(text) {
        visit(&statement, &mut |expr| {
            if let ExprKind::Assign(target, _) = &expr.kind
                && target.span == places
            {
                end = Some(places.end as usize);
            }
        });
    }
    let end = end?;
    Some((at(end + text.get(end..)?.find('=')?), ".".to_owned()))
}

/// `nest = true` for the first call of `gradient` at a place.
fn nest(text: &str, place: Span) -> Option<(Span, String)> {
    let mut end = None;
    for statement in parse_tolerant(text) {
        visit(&statement, &mut |expr| {
            let inside = place.start <= expr.span.start && expr.span.end <= place.end;
            if let (true, None, Some(call)) = (inside, end, called(expr)) {
                let is_nest =
                    |argument: &Argument| argument.name.as_ref().is_some_and(|name| &*name.text == "nest");
                let name = text.get(call.callee.span.start as usize..call.callee.span.end as usize);
                if name.is_some_and(|name| name.ends_with("gradient")) && !call.arguments.iter().any(is_nest)
                {
                    end =
                        Some((expr.span.end, call.arguments.iter().any(|argument| argument.after_semicolon)));
                }
            }
        });
    }
    let (end, has_keywords) = end?;
    let words = if has_keywords { ", nest = true" } else { "; nest = true" };
    Some((at(end as usize - 1), words.to_owned()))
}
