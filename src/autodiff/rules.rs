//! Symbolic differentiation one rule at a time, so that a reader can follow how a derivative comes about.
//!
//! One rule is what dual numbers over expressions do to one operation if the derivatives of its operands are left
//! unevaluated. So the rules are those of the operation table here as well.

use super::algebra::Algebra;
use super::dual::{Dual, Duals};
use super::ops::Op;
use super::symbolic::{Part, Symbol, Symbols};

/// An intermediate formula, and the rule that produced it.
#[derive(Clone, Debug)]
pub struct Rewrite {
    /// The formula, which may still contain unevaluated derivatives.
    pub formula: Symbol,
    /// The rule in words; empty for the first formula.
    pub rule: String,
}

/// Differentiates an expression in one variable rule by rule, from the outside in. Stops after `most` rules, or
/// before a formula larger than `size`.
///
/// ```
/// # use fluxion::autodiff::{op, rules::rewrites, symbolic::Symbol};
/// let x = Symbol::name("x");
/// let sine = Symbol::apply(op("sin").unwrap(), &[x.clone()]);
/// let rewrites = rewrites(&Symbol::apply(op("*").unwrap(), &[x, sine]), 100, 100);
/// let formulas: Vec<String> = rewrites.iter().map(|rewrite| rewrite.formula.to_string()).collect();
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
/// assert_eq!(rewrites[1].rule, "(u * v)′ = v * u′ + u * v′, with u = x and v = sin(x)");
/// ```
pub fn rewrites(of: &Symbol, most: usize, size: u64) -> Vec<Rewrite> {
    let mut rewrites = vec![Rewrite { formula: Symbol::derivative(of.clone()), rule: String::new() }];
    while rewrites.len() <= most {
        let last = &rewrites[rewrites.len() - 1].formula;
        let Some((formula, rule)) = rewritten(last).filter(|(formula, _)| formula.size() <= size) else {
            break;
        };
        rewrites.push(Rewrite { formula, rule });
    }
    rewrites
}

/// Whether no unevaluated derivative is left.
pub fn is_fully_differentiated(formula: &Symbol) -> bool {
    match formula.part() {
        Part::Leaf => true,
        Part::Operation(_, operands) => operands.iter().all(is_fully_differentiated),
        Part::Derivative(_) => false,
    }
}

/// The formula with one rule applied to its first unevaluated derivative, and that rule; `None` if there is no such
/// derivative. The recursion is no deeper than the expression, which was made from a short tape.
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
        Part::Derivative(of) => Some(match of.part() {
            Part::Operation(op, operands) => (applied(op, operands), in_words(op, operands)),
            _ if of.varies() => (
                Symbol::number(1.0),
                format!("{of}′ = 1, the derivative of a variable with respect to itself"),
            ),
            _ => (Symbol::number(0.0), format!("{of}′ = 0, because a number is constant")),
        }),
    }
}

/// The derivative of an operation, with the derivatives of its operands left unevaluated.
fn applied(op: &'static Op, operands: &[Symbol]) -> Symbol {
    let dual = |operand: &Symbol| Dual {
        value: operand.clone(),
        tangent: operand.varies().then(|| Symbol::derivative(operand.clone())),
    };
    let duals: Vec<Dual<Symbol>> = operands.iter().map(dual).collect();
    Duals(Symbols).apply(op, &duals).tangent.unwrap_or_else(|| Symbol::number(0.0))
}

/// The rule in words: operands that vary are replaced by `u`, `v` and `w`.
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
    let whole = Symbol::derivative(Symbol::apply(op, &stand_ins));
    format!("{whole} = {}, with {}", applied(op, &stand_ins), meant.join(" and "))
}

#[cfg(test)]
mod tests {
    use super::super::symbolic::derivative;
    use super::*;
    use crate::autodiff::{Tracked, call};
    use crate::tensor::Tensor;

    #[test]
    fn the_rules_one_by_one_give_what_duals_give_at_once() {
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
            let rewrites = rewrites(&value, 1000, 1000);
            let last = &rewrites[rewrites.len() - 1].formula;
            assert!(is_fully_differentiated(last));
            assert_eq!(last.to_string(), slope.to_string(), "{value}");
        }
    }

    #[test]
    fn formulas_stop_at_the_size_limit() {
        let mut y = Symbol::name("x");
        for _ in 0..30 {
            y = Symbol::apply(crate::autodiff::op("*").unwrap(), &[y.clone(), y]);
        }
        assert_eq!(rewrites(&y, 100, 500).len(), 1);
    }
}
