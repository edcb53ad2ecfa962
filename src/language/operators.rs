//! The table of operators: spelling, how tightly each binds, and what forms it has.
//!
//! Lexer, parser and lowering all read this table; adding an operator is adding a row.

/// How tightly an operator binds, loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
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
    /// `==`, `<`, `in` …: they chain.
    Comparison,
    /// `|>`.
    Pipe,
    /// `:` between numbers.
    Range,
    /// `+`, `-`.
    Sum,
    /// `*`, `/`.
    Product,
    /// `//`.
    Rational,
    /// Only before its operand.
    Prefix,
    /// `^`: right associative, tighter than a minus on its left.
    Power,
    /// `->`, `::`, `.`, `...`, `'`: each has a production of its own.
    Special,
}

/// One row of the table.
#[derive(Debug, PartialEq, Eq)]
pub struct Operator {
    /// As it is written, without a dot in front.
    pub text: &'static str,
    /// How tightly it binds.
    pub level: Level,
    /// Whether it may stand before one operand.
    pub prefix: bool,
    /// Whether it has a dotted form.
    pub dotted: bool,
    /// The name of the function that it calls: several spellings may share one.
    pub function: &'static str,
}

const fn row(text: &'static str, level: Level, function: &'static str) -> Operator {
    Operator { text, level, prefix: false, dotted: true, function }
}

const fn plain(text: &'static str, level: Level) -> Operator {
    Operator { text, level, prefix: false, dotted: false, function: text }
}

const fn prefix(text: &'static str, level: Level, function: &'static str) -> Operator {
    Operator { text, level, prefix: true, dotted: true, function }
}

/// Every operator. Where one spelling begins another, the longer stands first.
pub static OPERATORS: &[Operator] = &[
    plain("...", Level::Special),
    row("===", Level::Comparison, "==="),
    row("!==", Level::Comparison, "!=="),
    row("//=", Level::Assignment, "//"),
    row("==", Level::Comparison, "=="),
    row("!=", Level::Comparison, "!="),
    row("<=", Level::Comparison, "<="),
    row(">=", Level::Comparison, ">="),
    plain("<:", Level::Comparison),
    row("+=", Level::Assignment, "+"),
    row("-=", Level::Assignment, "-"),
    row("*=", Level::Assignment, "*"),
    row("/=", Level::Assignment, "/"),
    row("\\=", Level::Assignment, "\\"),
    row("^=", Level::Assignment, "^"),
    row("÷=", Level::Assignment, "÷"),
    row("%=", Level::Assignment, "%"),
    row("|=", Level::Assignment, "|"),
    row("&=", Level::Assignment, "&"),
    row("=>", Level::Pair, "=>"),
    row("->", Level::Special, "->"),
    plain("&&", Level::And),
    plain("||", Level::Or),
    row("|>", Level::Pipe, "|>"),
    row("//", Level::Rational, "//"),
    plain("::", Level::Special),
    row("=", Level::Assignment, "="),
    row("≠", Level::Comparison, "!="),
    row("≤", Level::Comparison, "<="),
    row("≥", Level::Comparison, ">="),
    row("≈", Level::Comparison, "≈"),
    row("∈", Level::Comparison, "in"),
    row("∉", Level::Comparison, "∉"),
    row("<", Level::Comparison, "<"),
    row(">", Level::Comparison, ">"),
    prefix("+", Level::Sum, "+"),
    prefix("-", Level::Sum, "-"),
    row("|", Level::Sum, "|"),
    row("⊻", Level::Sum, "⊻"),
    row("*", Level::Product, "*"),
    row("/", Level::Product, "/"),
    row("÷", Level::Product, "÷"),
    row("%", Level::Product, "%"),
    row("&", Level::Product, "&"),
    row("\\", Level::Product, "\\"),
    row("⋅", Level::Product, "⋅"),
    row("∘", Level::Product, "∘"),
    row("^", Level::Power, "^"),
    prefix("!", Level::Prefix, "!"),
    prefix("√", Level::Prefix, "√"),
    prefix("~", Level::Prefix, "~"),
    plain(":", Level::Range),
    plain("?", Level::Ternary),
    plain("'", Level::Special),
    plain(".", Level::Special),
];

/// The words that are operators between two operands and plain names elsewhere.
pub static WORDS: &[Operator] = &[row("in", Level::Comparison, "in"), row("isa", Level::Comparison, "isa")];

/// The row spelled `text`.
pub fn operator(text: &str) -> Option<&'static Operator> {
    OPERATORS.iter().chain(WORDS).find(|operator| operator.text == text)
}

/// The longest operator that `rest` begins with.
pub fn operator_at(rest: &str) -> Option<&'static Operator> {
    OPERATORS.iter().find(|operator| rest.starts_with(operator.text))
}

#[cfg(test)]
mod tests {
    use super::OPERATORS;

    #[test]
    fn longer_spellings_stand_first() {
        for (i, early) in OPERATORS.iter().enumerate() {
            for late in &OPERATORS[i + 1..] {
                assert!(!late.text.starts_with(early.text), "{} hides {}", early.text, late.text);
            }
        }
    }
}
