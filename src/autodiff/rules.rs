//! The rules of differentiation, applied one after another: a formula that grows while its slope is worked out.
//!
//! A rule is what dual numbers over expressions do with one operation whose operands have slopes that are still to be
//! worked out; so the rules are those of the operation table here, too.

use super::algebra::Algebra;
use super::dual::{Dual, Duals};
use super::ops::Op;
use super::symbolic::{Part, Symbol, Symbols};

/// A formula on its way, and the rule that led to it.
#[derive(Clone, Debug)]
pub struct Stage {
    /// The formula, in which some slopes may still be to be worked out.
    pub formula: Symbol,
    /// The rule in words; empty at the start.
    pub rule: String,
}

/// Works out the slope of an expression of one name, rule by rule, from the outside to the inside; at most so many
/// rules, and no formula larger than `size`.
///
/// ```
/// # use fluxion::autodiff::{op, rules::stages, symbolic::Symbol};
/// let x = Symbol::name("x");
/// let sine = Symbol::apply(op("sin").unwrap(), &[x.clone()]);
/// let stages = stages(&Symbol::apply(op("*").unwrap(), &[x, sine]), 100, 100);
/// let formulas: Vec<String> = stages.iter().map(|stage| stage.formula.to_string()).collect();
/// assert_eq!(
///     formulas,
///     [
///         "(x * sin(x))′",
///         "sin(x) * x′ + x * (sin(x))′",
///         "sin(x) + x * (sin(x))′",
///         "sin(x) + x * (cos(x) * x′)",
///         "sin(x) + x * cos(x)",
///     ]
/// );
/// assert_eq!(stages[1].rule, "(u * v)′ = v * u′ + u * v′, with u = x and v = sin(x)");
/// ```
pub fn stages(of: &Symbol, most: usize, size: u64) -> Vec<Stage> {
    let mut stages = vec![Stage { formula: Symbol::slope(of.clone()), rule: String::new() }];
    while stages.len() <= most {
        let last = &stages[stages.len() - 1].formula;
        let Some((formula, rule)) = rewritten(last).filter(|(formula, _)| formula.size() <= size) else {
            break;
        };
        stages.push(Stage { formula, rule });
    }
    stages
}

/// Whether no slope is left to be worked out.
pub fn is_done(formula: &Symbol) -> bool {
    match formula.part() {
        Part::Leaf => true,
        Part::Operation(_, operands) => operands.iter().all(is_done),
        Part::Slope(_) => false,
    }
}

/// The formula with its first open slope worked out by one rule, and that rule; none if no slope is open. What is
/// walked is no deeper than the expression, which was made of a short tape.
fn rewritten(formula: &Symbol) -> Option<(Symbol, String)> {
    match formula.part() {
        Part::Leaf => None,
        Part::Operation(op, operands) => {
            let (at, (new, rule)) =
                operands.iter().enumerate().find_map(|(at, own)| Some((at, rewritten(own)?)))?;
            let mut operands = operands.to_vec();
            operands[at] = new;
            Some((Symbol::apply(op, &operands), rule))
        }
        Part::Slope(of) => Some(match of.part() {
            Part::Operation(op, operands) => (applied(op, operands), in_words(op, operands)),
            _ if of.varies() => {
                (Symbol::number(1.0), format!("{of}′ = 1, because {of} changes as much as {of}"))
            }
            _ => (Symbol::number(0.0), format!("{of}′ = 0, because a number does not change")),
        }),
    }
}

/// The slope of an operation, with the slopes of its operands open.
fn applied(op: &'static Op, operands: &[Symbol]) -> Symbol {
    let dual = |operand: &Symbol| Dual {
        value: operand.clone(),
        tangent: operand.varies().then(|| Symbol::slope(operand.clone())),
    };
    let duals: Vec<Dual<Symbol>> = operands.iter().map(dual).collect();
    Duals(Symbols).apply(op, &duals).tangent.unwrap_or_else(|| Symbol::number(0.0))
}

/// The rule that was applied: what varies stands for itself under a name of its own.
fn in_words(op: &'static Op, operands: &[Symbol]) -> String {
    let mut names = ["u", "v", "w"].into_iter();
    let (mut stand_ins, mut meant) = (Vec::new(), Vec::new());
    for operand in operands {
        match operand.varies().then(|| names.next()).flatten() {
            Some(name) => {
                stand_ins.push(Symbol::name(name));
                meant.push(format!("{name} = {operand}"));
            }
            None => stand_ins.push(operand.clone()),
        }
    }
    let whole = Symbol::slope(Symbol::apply(op, &stand_ins));
    format!("{whole} = {}, with {}", applied(op, &stand_ins), meant.join(" and "))
}

#[cfg(test)]
mod tests {
    use super::super::symbolic::derivative;
    use super::*;
    use crate::autodiff::{Tracked, call};
    use crate::tensor::Tensor;

    #[test]
    fn the_rules_one_by_one_come_to_what_duals_give_at_once() {
        let x = Tracked::leaf(Tensor::scalar(0.7));
        let apply = |name: &str, x: &[&Tracked<f64>]| call(name, x).unwrap();
        let half = apply("/", &[&apply("^", &[&x, &Tracked::number(2.0)]), &Tracked::number(2.0)]);
        let functions = [
            apply("*", &[&half, &apply("sin", &[&half])]),
            apply("exp", &[&apply("-", &[&half])]),
            apply("tanh", &[&apply("+", &[&x, &Tracked::number(3.0)])]),
            x.clone(),
            apply("max", &[&x, &half]),
        ];
        for f in functions {
            let (value, slope) = derivative(&f, &[(&x, "x")], 0).unwrap();
            let stages = stages(&value, 1000, 1000);
            let last = &stages[stages.len() - 1].formula;
            assert!(is_done(last));
            assert_eq!(last.to_string(), slope.to_string(), "{value}");
        }
    }

    #[test]
    fn formulas_stop_growing_where_they_are_told_to() {
        let mut y = Symbol::name("x");
        for _ in 0..30 {
            y = Symbol::apply(crate::autodiff::op("*").unwrap(), &[y.clone(), y]);
        }
        assert_eq!(stages(&y, 100, 500).len(), 1);
    }
}
