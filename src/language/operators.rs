//! The table of operators: spelling, precedence and forms.
//!
//! Lexer, parser and lowering all read this table; adding an operator means adding a row.

/// The precedence of an operator, loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precedence {
    /// `=`, `+=`, `.=` …: right associative, handled by the statement productions.
    Assignment,
    /// `=>`.
    Pair,
    /// `? :`.
    Ternary,
    /// `||`.
    Or,
    /// `&&`.
    And,
    /// `==`, `<`, `in` …: these chain.
    Comparison,
    /// `|>`.
    Pipe,
    /// `:` in a range.
    Range,
    /// `+`, `-`.
    Sum,
    /// `*`, `/`.
    Product,
    /// `//`.
    Rational,
    /// `<<`, `>>`.
    Shift,
    /// Prefix only: `!`, `√`, `~`.
    Prefix,
    /// `^`: right associative, binds tighter than a minus on its left.
    Power,
    /// `->`, `::`, `.`, `...`, `'`: each has its own production.
    Special,
}

/// One row of the table.
#[derive(Debug, PartialEq, Eq)]
pub struct Operator {
    /// Its spelling, without a leading dot.
    pub text: &'static str,
    /// Its precedence.
    pub precedence: Precedence,
    /// Whether it may be a prefix operator.
    pub prefix: bool,
    /// Whether it has a dotted form.
    pub dotted: bool,
    /// The name of the function that it calls; several spellings may share one.
    pub function: &'static str,
}

const fn row(text: &'static str, precedence: Precedence, function: &'static str) -> Operator {
    Operator { text, precedence, prefix: false, dotted: true, function }
}

const fn plain(text: &'static str, precedence: Precedence) -> Operator {
    Operator { text, precedence, prefix: false, dotted: false, function: text }
}

const fn prefix(text: &'static str, precedence: Precedence, function: &'static str) -> Operator {
    Operator { text, precedence, prefix: true, dotted: true, function }
}

/// Every operator. If one spelling is a prefix of another, the longer one comes first.
pub static OPERATORS: &[Operator] = &[
    plain("...", Precedence::Special),
    row("===", Precedence::Comparison, "==="),
    row("!==", Precedence::Comparison, "!=="),
    row(">>>=", Precedence::Assignment, ">>>"),
    row("<<=", Precedence::Assignment, "<<"),
    row(">>=", Precedence::Assignment, ">>"),
    row("⊻=", Precedence::Assignment, "⊻"),
    row(">>>", Precedence::Shift, ">>>"),
    row("<<", Precedence::Shift, "<<"),
    row(">>", Precedence::Shift, ">>"),
    row("//=", Precedence::Assignment, "//"),
    row("==", Precedence::Comparison, "=="),
    row("!=", Precedence::Comparison, "!="),
    row("<=", Precedence::Comparison, "<="),
    row(">=", Precedence::Comparison, ">="),
    plain("<:", Precedence::Comparison),
    row("+=", Precedence::Assignment, "+"),
    row("-=", Precedence::Assignment, "-"),
    row("*=", Precedence::Assignment, "*"),
    row("/=", Precedence::Assignment, "/"),
    row("\\=", Precedence::Assignment, "\\"),
    row("^=", Precedence::Assignment, "^"),
    row("÷=", Precedence::Assignment, "÷"),
    row("%=", Precedence::Assignment, "%"),
    row("|=", Precedence::Assignment, "|"),
    row("&=", Precedence::Assignment, "&"),
    row("=>", Precedence::Pair, "=>"),
    row("->", Precedence::Special, "->"),
    plain("&&", Precedence::And),
    plain("||", Precedence::Or),
    row("|>", Precedence::Pipe, "|>"),
    row("//", Precedence::Rational, "//"),
    plain("::", Precedence::Special),
    row("=", Precedence::Assignment, "="),
    row("≠", Precedence::Comparison, "!="),
    row("≤", Precedence::Comparison, "<="),
    row("≥", Precedence::Comparison, ">="),
    row("≈", Precedence::Comparison, "≈"),
    row("∈", Precedence::Comparison, "in"),
    row("∉", Precedence::Comparison, "∉"),
    row("∋", Precedence::Comparison, "∋"),
    row("≡", Precedence::Comparison, "==="),
    row("≢", Precedence::Comparison, "!=="),
    row("≉", Precedence::Comparison, "≉"),
    row("⊆", Precedence::Comparison, "issubset"),
    row("⊇", Precedence::Comparison, "⊇"),
    row("<", Precedence::Comparison, "<"),
    row(">", Precedence::Comparison, ">"),
    prefix("+", Precedence::Sum, "+"),
    prefix("-", Precedence::Sum, "-"),
    row("|", Precedence::Sum, "|"),
    row("⊻", Precedence::Sum, "⊻"),
    row("∪", Precedence::Sum, "union"),
    row("*", Precedence::Product, "*"),
    row("/", Precedence::Product, "/"),
    row("÷", Precedence::Product, "÷"),
    row("%", Precedence::Product, "%"),
    row("&", Precedence::Product, "&"),
    row("\\", Precedence::Product, "\\"),
    row("⋅", Precedence::Product, "⋅"),
    row("∘", Precedence::Product, "∘"),
    row("∩", Precedence::Product, "intersect"),
    row("^", Precedence::Power, "^"),
    prefix("!", Precedence::Prefix, "!"),
    prefix("√", Precedence::Prefix, "√"),
    prefix("∛", Precedence::Prefix, "cbrt"),
    prefix("~", Precedence::Prefix, "~"),
    plain(":", Precedence::Range),
    plain("?", Precedence::Ternary),
    plain("'", Precedence::Special),
    plain(".", Precedence::Special),
];

/// The words that are operators between two operands and ordinary names elsewhere.
pub static WORDS: &[Operator] =
    &[row("in", Precedence::Comparison, "in"), row("isa", Precedence::Comparison, "isa")];

/// The row spelled `text`.
pub fn operator(text: &str) -> Option<&'static Operator> {
    OPERATORS.iter().chain(WORDS).find(|operator| operator.text == text)
}

/// The longest operator that is a prefix of `rest`.
pub fn operator_at(rest: &str) -> Option<&'static Operator> {
    OPERATORS.iter().find(|operator| rest.starts_with(operator.text))
}

#[cfg(test)]
mod tests {
    use super::OPERATORS;

    #[test]
    fn longer_spellings_come_first() {
        for (i, early) in OPERATORS.iter().enumerate() {
            for late in &OPERATORS[i + 1..] {
                assert!(!late.text.starts_with(early.text), "{} hides {}", early.text, late.text);
            }
        }
    }
}
