//! Quick fixes: edits of the source text that the page can offer to make.
//!
//! Whatever reports an error may attach a [`QuickFix`], but it does not have the source text. Here the fix becomes an
//! edit of that text, and is offered only if the result parses.

use super::error::{Error, SourceId};
use super::parser::{parse, parse_tolerant};
use super::syntax::{Argument, Call, Expr, ExprKind};
use crate::diag::{QuickFix, Span};

/// An edit of a source text: one span and what replaces it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// The id of the source text, as its host chose it.
    pub source: SourceId,
    /// The span to replace.
    pub span: Span,
    /// The replacement.
    pub text: String,
}

/// The edit that corrects an error, if one is known. `text_of` looks up a source text by its id.
///
/// ```
/// # use fluxion::language::{Budget, Session, quick_fix};
/// let code = "v = [1, 2]\nsin(v)";
/// let error = Session::new(Budget::default(), || 0.0).run(code).result.unwrap_err();
/// let edit = quick_fix(&error, |_| Some(code)).unwrap();
/// assert_eq!(edit.apply(code), "v = [1, 2]\nsin.(v)");
/// ```
pub fn quick_fix<'t>(error: &Error, text_of: impl Fn(SourceId) -> Option<&'t str>) -> Option<TextEdit> {
    let quick_fix = error.diagnostic.quick_fix.as_deref()?;
    let source = match quick_fix {
        QuickFix::IndexFirst(source, _) | QuickFix::NestGradient(source, _) => *source,
        _ => error.source,
    };
    let text = text_of(source)?;
    let (span, replacement) = change(quick_fix, error.diagnostic.span, text)?;
    let edit = TextEdit { source, span, text: replacement };
    let is_inside = text.get(span.start as usize..span.end as usize).is_some();
    (is_inside && parse(&edit.apply(text)).is_ok()).then_some(edit)
}

impl TextEdit {
    /// `text` with this edit applied; unchanged if the span does not lie in the text.
    pub fn apply(&self, text: &str) -> String {
        let [start, end] = [self.span.start, self.span.end].map(|at| at as usize);
        match (text.get(..start), text.get(end..)) {
            (Some(before), Some(after)) => format!("{before}{}{after}", self.text),
            _ => text.to_owned(),
        }
    }
}

/// The span to replace and its replacement. `place` is the span of the diagnostic.
fn change(quick_fix: &QuickFix, place: Span, text: &str) -> Option<(Span, String)> {
    match quick_fix {
        QuickFix::Replace(own) => Some((place, own.clone())),
        QuickFix::ReplaceAt(span, own) => Some((*span, own.clone())),
        QuickFix::Prepend(line) => Some((Span::new(0, 0), format!("{line}\n"))),
        QuickFix::Append(own) => Some((at(text.trim_end().len()), own.clone())),
        QuickFix::IndexFirst(_, place) => Some((at(place.end as usize), "[1]".to_owned())),
        QuickFix::Broadcast => dots(&found(text, place)?, text).or_else(|| assigned(text, place)),
        QuickFix::ReplaceOperator(own) => Some((operator(&found(text, place)?, place)?, own.clone())),
        QuickFix::Multiply => {
            let callee = called(&found(text, place)?)?.callee.span.end;
            Some((at(callee as usize), " * ".to_owned()))
        }
        QuickFix::CallToIndex => {
            let callee = called(&found(text, place)?)?.callee.span.end;
            let inside = text.get(callee as usize..place.end as usize)?;
            let inside = inside.strip_prefix('(')?.strip_suffix(')')?;
            Some((Span { start: callee, end: place.end }, format!("[{inside}]")))
        }
        QuickFix::NestGradient(_, place) => nest(text, *place),
    }
}

/// An empty span: the position between two characters.
fn at(offset: usize) -> Span {
    Span::new(offset, offset)
}

/// The smallest expression that covers a span. It may be larger than the span: in `a + b + c` the sum of the first two
/// operands has no node of its own.
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

/// Calls `each` with an expression and everything inside it, in pre-order. The parser limits how deep they nest.
fn visit(expr: &Expr, each: &mut dyn FnMut(&Expr)) {
    each(expr);
    expr.for_each_child(&mut |child| visit(child, each));
}

fn called(expr: &Expr) -> Option<&Call> {
    match &expr.kind {
        ExprKind::Call(call) if !call.dotted => Some(call),
        _ => None,
    }
}

/// The operator in `expr` whose right operand ends where `place` does.
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

/// The edit that broadcasts an expression: a dot before its operator, or after the name of the called function.
fn dots(expr: &Expr, text: &str) -> Option<(Span, String)> {
    if let Some(call) = called(expr) {
        return Some((at(call.callee.span.end as usize), ".".to_owned()));
    }
    let own = operator(expr, expr.span)?;
    // A dot directly after a digit would become part of the number.
    let is_number = text.get(..own.start as usize)?.ends_with(|last: char| last.is_ascii_digit());
    Some((at(own.start as usize), if is_number { " ." } else { "." }.to_owned()))
}

/// The edit that broadcasts an assignment: a dot before the `=` that follows the target at `places`.
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

/// The edit that adds `nest = true` to the first call of `gradient` within a span.
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
