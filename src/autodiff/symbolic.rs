//! Symbolic differentiation: expressions whose derivatives are expressions, and how large they grow.
//!
//! Expressions are one more [`Algebra`]: a tape of numbers replayed in it becomes an expression, and dual numbers over
//! it carry the derivative along. So the rules are those of the operation table, as everywhere.

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
    /// The slope of an expression, still to be worked out.
    Slope(Symbol),
}

/// What an expression is made of at its top; see [`Symbol::part`].
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// A number or a name.
    Leaf,
    /// An operation on these.
    Operation(&'static Op, &'a [Symbol]),
    /// The slope of this, still to be worked out.
    Slope(&'a Symbol),
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

    /// An operation on expressions; what is shared is counted as often as it is written.
    pub fn apply(op: &'static Op, operands: &[Symbol]) -> Symbol {
        let size = operands.iter().fold(1_u64, |size, operand| size.saturating_add(operand.size()));
        simplified(op, operands).unwrap_or_else(|| Symbol(Rc::new(Node::Apply(op, operands.to_vec(), size))))
    }

    /// How many numbers, names and operations it is written with.
    pub fn size(&self) -> u64 {
        match &*self.0 {
            Node::Number(_) | Node::Name(_) => 1,
            Node::Apply(_, _, size) => *size,
            Node::Slope(of) => of.size().saturating_add(1),
        }
    }

    /// What it is made of at its top.
    pub fn part(&self) -> Part<'_> {
        match &*self.0 {
            Node::Number(_) | Node::Name(_) => Part::Leaf,
            Node::Apply(op, operands, _) => Part::Operation(op, operands),
            Node::Slope(of) => Part::Slope(of),
        }
    }

    /// Its slope, still to be worked out.
    pub(super) fn slope(of: Symbol) -> Symbol {
        Symbol(Rc::new(Node::Slope(of)))
    }

    /// Whether it holds a name.
    pub(super) fn varies(&self) -> bool {
        match &*self.0 {
            Node::Number(_) => false,
            Node::Name(_) => true,
            Node::Apply(_, operands, _) => operands.iter().any(Symbol::varies),
            Node::Slope(of) => of.varies(),
        }
    }

    fn is(&self, value: f64) -> bool {
        matches!(*self.0, Node::Number(own) if own == value)
    }
}

/// What an operation with a number comes to, where that is simpler: numbers alone, nothing added, once or no times.
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
        // A choice that is made already.
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

/// Expressions as values of an algebra. Arrays are none of them.
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
        // Of a number every sum, repetition and other shape is the number itself.
        operands.first().cloned().unwrap_or_else(|| Symbol::number(0.0))
    }

    fn shape(&self, _: &Symbol) -> Vec<usize> {
        Vec::new()
    }
}

/// The longest tape that is made an expression of: what is deeper would be walked and freed deeper than a stack goes.
const LONGEST_TAPE: usize = 500;

/// The expression that `y` was computed by, and its derivative by the input at place `by`; `None` if arrays took part,
/// or more than five hundred operations. Leaves without a name are written as the numbers that they are.
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

/// How tightly an operation binds when it is written between or before its operands, and whether it stands before.
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

/// The longest text that is written; what is larger ends in an ellipsis.
const LONGEST: usize = 4000;

impl std::fmt::Display for Symbol {
    /// As Julia writes it, with no more parentheses than it takes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::new();
        write(self, 0, &mut text);
        f.write_str(&text)
    }
}

/// Writes an expression where one must bind at least as tightly as `around`. The tape it was made of is short, so the
/// nesting is not deep.
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
        Node::Slope(of) => {
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
                    // A negative number is taken away.
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

/// Writes expressions with commas between.
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
    fn the_rules_of_school_come_out() {
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
        // Squaring again and again: the tape has one entry more each time, the derivative twice as many symbols.
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
