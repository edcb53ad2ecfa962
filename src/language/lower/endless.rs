//! Loops that cannot end: their condition never changes, and nothing in them leaves them.

use super::super::syntax::{Expr, ExprKind};

/// Whether a `while` loop can be seen to never end.
pub(super) fn is_endless(condition: &Expr, body: &Expr) -> bool {
    let mut names = Vec::new();
    let is_constant = is_plain(condition, &mut names);
    is_constant
        && !leaves(body, false)
        && !any(body, &mut |expr| match &expr.kind {
            ExprKind::Assign(target, _) | ExprKind::Update(_, target, _) => any(
                target,
                &mut |part| matches!(&part.kind, ExprKind::Name(name) if names.contains(&&**name)),
            ),
            // A call may assign a global that the condition reads.
            ExprKind::Call(_) => !names.is_empty(),
            _ => false,
        })
}

/// Whether the value of a condition depends on literals and variables only; these are added to `names`.
fn is_plain<'a>(condition: &'a Expr, names: &mut Vec<&'a str>) -> bool {
    match &condition.kind {
        ExprKind::Bool(truth) => *truth || !names.is_empty(),
        ExprKind::Int(_) | ExprKind::Float(_) => true,
        ExprKind::Name(name) => {
            names.push(name);
            true
        }
        ExprKind::Comparison(first, steps) | ExprKind::Fold(first, steps) => {
            is_plain(first, names) && steps.iter().all(|step| is_plain(&step.right, names))
        }
        ExprKind::Prefix(_, inner) => is_plain(inner, names),
        ExprKind::Logic(_, left, right) => is_plain(left, names) && is_plain(right, names),
        _ => false,
    }
}

/// Whether something in a body leaves the loop: `return`, or a `break` that is not inside another loop.
fn leaves(body: &Expr, nested: bool) -> bool {
    match &body.kind {
        ExprKind::Break => !nested,
        ExprKind::Return(_) => true,
        ExprKind::Function(_) => false,
        // A `try` block and what it leaves with are not looked into.
        ExprKind::Try(_) => true,
        kind => {
            let nested = nested || matches!(kind, ExprKind::For(..) | ExprKind::While(..));
            let mut found = false;
            body.for_each_child(&mut |child| found = found || leaves(child, nested));
            found
        }
    }
}

fn any(expr: &Expr, test: &mut dyn FnMut(&Expr) -> bool) -> bool {
    if test(expr) {
        return true;
    }
    let mut found = false;
    expr.for_each_child(&mut |child| found = found || any(child, test));
    found
}
