//! Symbolic differentiation: derivatives as expressions, and how large these expressions grow.
//!
//! Expressions are another [`Algebra`]. Replaying a tape of numbers in it gives an expression, and replaying the tape
//! in dual numbers over it gives the derivative as well. The rules are again those of the operation table.

use std::fmt::Write;
use std::rc::Rc;

use super::algebra::Algebra;
use super::arrays::ArrayOp;
use super::attr::Attr;
use super::dual::{Dual, Duals, replay};
use super::ops::{Number, Op};
use super::tape::Tape;
use super::tracked::{Rule, Tracked};

/// An expression of numbers, names and operations of the table. Cloning shares it.
///
/// ```
/// # use fluxion::autodiff::{Tracked, call, symbolic};
/// # use fluxion::tensor::Tensor;
/// let x = Tracked::leaf(Tensor::scalar(2.0));
/// let y = call("*", &[&x, &call("sin", &[&x])?])?;
/// let (value, slope) = symbolic::derivative(&y, &[(&x, "x")], 0).unwrap();
/// assert_eq!(value.to_string(), "x * sin(x)");
/// assert_eq!(slope.to_string(), "sin(x) + x * cos(x)");
/// assert_eq!((value.size(), slope.size()), (4, 7));
/// # Ok::<(), fluxion::tensor::ShapeError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Symbol(Rc<Node>);

#[derive(Debug)]
enum Node {
    Number(f64),
    Name(String),
    Apply(&'static Op, Vec<Symbol>, u64),
    /// The derivative of an expression, not evaluated yet.
    Derivative(Symbol),
}

/// The root of an expression; see [`Symbol::part`].
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// A number or a name.
    Leaf,
    /// An operation and its operands.
    Operation(&'static Op, &'a [Symbol]),
    /// The derivative of this expression, not evaluated yet.
    Derivative(&'a Symbol),
}

impl Symbol {
    /// A number.
    pub fn number(value: f64) -> Symbol {
        Symbol(Rc::new(Node::Number(value)))
    }

    /// A name.
    pub fn name(name: &str) -> Symbol {
        Symbol(Rc::new(Node::Name(name.to_owned())))
    }

    /// An operation on expressions. A shared operand counts towards the size each time it is written.
    pub fn apply(op: &'static Op, operands: &[Symbol]) -> Symbol {
        let size = operands.iter().fold(1_u64, |size, operand| size.saturating_add(operand.size()));
        simplified(op, operands).unwrap_or_else(|| Symbol(Rc::new(Node::Apply(op, operands.to_vec(), size))))
    }

    /// The number of numbers, names and operations that it is written with.
    pub fn size(&self) -> u64 {
        match &*self.0 {
            Node::Number(_) | Node::Name(_) => 1,
            Node::Apply(_, _, size) => *size,
            Node::Derivative(of) => of.size().saturating_add(1),
        }
    }

    /// The root of the expression.
    pub fn part(&self) -> Part<'_> {
        match &*self.0 {
            Node::Number(_) | Node::Name(_) => Part::Leaf,
            Node::Apply(op, operands, _) => Part::Operation(op, operands),
            Node::Derivative(of) => Part::Derivative(of),
        }
    }

    /// The derivative of an expression, not evaluated yet.
    pub(super) fn derivative(of: Symbol) -> Symbol {
        Symbol(Rc::new(Node::Derivative(of)))
    }

    /// Whether it contains a name.
    pub(super) fn varies(&self) -> bool {
        match &*self.0 {
            Node::Number(_) => false,
            Node::Name(_) => true,
            Node::Apply(_, operands, _) => operands.iter().any(Symbol::varies),
            Node::Derivative(of) => of.varies(),
        }
    }

    fn is(&self, value: f64) -> bool {
        matches!(*self.0, Node::Number(own) if own == value)
    }
}

/// The simpler form of an operation on constants, or with a 0 or 1 among its operands, if it has one.
fn simplified(op: &'static Op, operands: &[Symbol]) -> Option<Symbol> {
    let numbers: Option<Vec<f64>> = operands
        .iter()
        .map(|operand| match *operand.0 {
            Node::Number(value) => Some(value),
            _ => None,
        })
        .collect();
    if let Some(numbers) = numbers {
        return Some(Symbol::number(op.eval(&numbers)));
    }
    let (x, y) = match operands {
        [x, y] => (x, y),
        // The condition is constant.
        [condition, if_true, if_false] => match *condition.0 {
            Node::Number(value) => return Some(if value == 0.0 { if_false } else { if_true }.clone()),
            _ => return None,
        },
        _ => return None,
    };
    match op.name {
        "+" if x.is(0.0) => Some(y.clone()),
        "+" | "-" if y.is(0.0) => Some(x.clone()),
        "*" if x.is(0.0) || y.is(0.0) => Some(Symbol::number(0.0)),
        "*" if x.is(1.0) => Some(y.clone()),
        "*" | "/" | "^" if y.is(1.0) => Some(x.clone()),
        "^" if y.is(0.0) => Some(Symbol::number(1.0)),
        _ => None,
    }
}

/// Expressions as values of an algebra. There are no expressions for arrays.
pub(super) struct Symbols;

impl Algebra for Symbols {
    type Value = Symbol;

    fn constant(&self, value: f64) -> Symbol {
        Symbol::number(value)
    }

    fn apply(&self, op: &'static Op, operands: &[Symbol]) -> Symbol {
        Symbol::apply(op, operands)
    }

    fn array(&self, _: &'static ArrayOp, _: &Attr, operands: &[Symbol]) -> Symbol {
        // Summing, repeating or reshaping a number gives the number itself.
        operands.first().cloned().unwrap_or_else(|| Symbol::number(0.0))
    }

    fn shape(&self, _: &Symbol) -> Vec<usize> {
        Vec::new()
    }
}

/// The longest tape that is turned into an expression: deeper expressions would overflow the stack when they are walked
/// or freed.
const LONGEST_TAPE: usize = 500;

/// The expression that `y` was computed by, and its derivative with respect to the input `names[by]`. `None` if arrays
/// or more than five hundred operations were involved. Leaves without a name are written as numbers.
pub fn derivative<T: Number>(
    y: &Tracked<T>,
    names: &[(&Tracked<T>, &str)],
    by: usize,
) -> Option<(Symbol, Symbol)> {
    let tape = Tape::of(&[y]);
    let written =
        |tracked: &Tracked<T>| tracked.value().item().is_some() && !matches!(tracked.rule(), Rule::Array(_));
    if tape.entries().len() > LONGEST_TAPE || !tape.entries().iter().all(|entry| written(&entry.tracked)) {
        return None;
    }
    let given = |tracked: &Tracked<T>| {
        if let Some(at) = names.iter().position(|(leaf, _)| leaf.serial() == tracked.serial()) {
            let tangent = (at == by).then(|| Symbol::number(1.0));
            return Some(Dual { value: Symbol::name(names[at].1), tangent });
        }
        let number = tracked.value().item().filter(|_| matches!(tracked.rule(), Rule::Leaf | Rule::Constant));
        number.map(|number| Dual { value: Symbol::number(number.to_f64()), tangent: None })
    };
    let mut values = replay(&Duals(Symbols), &tape, given);
    let last = values.pop()?;
    Some((last.value, last.tangent.unwrap_or_else(|| Symbol::number(0.0))))
}

/// The precedence of an operation that is written as an infix or prefix operator; `None` for all others.
fn binding(op: &Op) -> Option<u8> {
    match (op.name, op.arity) {
        ("+" | "-", 2) => Some(1),
        ("*" | "/", 2) => Some(2),
        ("-", 1) => Some(3),
        ("^", 2) => Some(4),
        ("<" | ">" | "<=" | ">=" | "==", 2) => Some(0),
        _ => None,
    }
}

/// The longest text that is written, in bytes; a longer one ends in an ellipsis.
const LONGEST: usize = 4000;

impl std::fmt::Display for Symbol {
    /// In Julia's syntax, with as few parentheses as possible.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::new();
        write(self, 0, &mut text);
        f.write_str(&text)
    }
}

/// Writes an expression, with parentheses if its precedence is below `around`. It was made from a short tape, so it is
/// not nested deeply.
fn write(symbol: &Symbol, around: u8, text: &mut String) {
    if text.len() > LONGEST {
        if !text.ends_with('…') {
            text.push('…');
        }
        return;
    }
    match &*symbol.0 {
        Node::Number(value) if *value < 0.0 && around > 1 => {
            let _ = write!(text, "({value})");
        }
        Node::Number(value) => {
            let _ = write!(text, "{value}");
        }
        Node::Name(name) => text.push_str(name),
        Node::Derivative(of) => {
            let is_leaf = matches!(of.part(), Part::Leaf);
            text.push_str(if is_leaf { "" } else { "(" });
            write(of, 0, text);
            text.push_str(if is_leaf { "′" } else { ")′" });
        }
        Node::Apply(op, operands, _) => match (binding(op), &operands[..]) {
            (Some(own), [x, y]) => {
                let closed = own < around;
                text.push_str(if closed { "(" } else { "" });
                // Powers bind to the right, all others to the left.
                write(x, own + u8::from(own == 4), text);
                match *y.0 {
                    // Adding a negative number is written as a subtraction.
                    Node::Number(value) if op.name == "+" && value < 0.0 => {
                        let _ = write!(text, " - {}", -value);
                    }
                    _ => {
                        let _ = if own == 4 {
                            write!(text, "{}", op.name)
                        } else {
                            write!(text, " {} ", op.name)
                        };
                        write(y, own + u8::from(own != 4), text);
                    }
                }
                text.push_str(if closed { ")" } else { "" });
            }
            (Some(own), [x]) => {
                let closed = own < around || around > 1;
                text.push_str(if closed { "(-" } else { "-" });
                write(x, own, text);
                text.push_str(if closed { ")" } else { "" });
            }
            _ => {
                let _ = write!(text, "{}(", op.name);
                write_list(operands, text);
                text.push(')');
            }
        },
    }
}

/// Writes expressions separated by commas.
fn write_list(symbols: &[Symbol], text: &mut String) {
    for (at, symbol) in symbols.iter().enumerate() {
        text.push_str(if at > 0 { ", " } else { "" });
        write(symbol, 0, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::autodiff::call;
    use crate::tensor::Tensor;

    fn leaf(x: f64) -> Tracked<f64> {
        Tracked::leaf(Tensor::scalar(x))
    }

    #[track_caller]
    fn check(f: impl Fn(&Tracked<f64>) -> Tracked<f64>, value: &str, slope: &str) {
        let x = leaf(0.7);
        let (own, derivative) = derivative(&f(&x), &[(&x, "x")], 0).unwrap();
        assert_eq!((own.to_string().as_str(), derivative.to_string().as_str()), (value, slope));
    }

    fn apply(name: &str, x: &[&Tracked<f64>]) -> Tracked<f64> {
        call(name, x).unwrap()
    }

    #[test]
    fn derivatives_are_written_as_in_textbooks() {
        let number = Tracked::number;
        check(|x| apply("*", &[&number(3.0), x]), "3 * x", "3");
        check(|x| apply("^", &[x, &number(1.0)]), "x", "1");
        check(|x| apply("-", &[&apply("exp", &[x]), x]), "exp(x) - x", "exp(x) - 1");
        check(|x| apply("tanh", &[x]), "tanh(x)", "1 - tanh(x) * tanh(x)");
        check(|x| apply("-", &[&number(1.0), &apply("-", &[x, &number(2.0)])]), "1 - (x - 2)", "-1");
        check(|x| apply("*", &[&apply("+", &[x, &number(1.0)]), x]), "(x + 1) * x", "x + (x + 1)");
        check(|_| number(2.0), "2", "0");
    }

    #[test]
    fn expressions_grow_where_values_do_not() {
        // Repeated squaring: each square adds one entry to the tape but doubles the size of the derivative.
        let x = leaf(0.5);
        let mut y = x.clone();
        let mut sizes = Vec::new();
        for _ in 0..40 {
            y = apply("*", &[&y, &y]);
            sizes.push(derivative(&y, &[(&x, "x")], 0).unwrap().1.size());
        }
        assert!(sizes.windows(2).all(|pair| pair[1] >= 2 * pair[0]), "{sizes:?}");
        let (value, _) = derivative(&y, &[(&x, "x")], 0).unwrap();
        assert!(value.to_string().ends_with('…'));
    }

    #[test]
    fn arrays_have_no_expression() {
        let x = Tracked::leaf(Tensor::from_column_major(&[2], vec![1.0, 2.0]).unwrap());
        assert!(derivative(&x.sum().unwrap(), &[], 0).is_none());
    }
}
