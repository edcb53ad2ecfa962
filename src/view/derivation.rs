//! A slope worked out rule by rule: the formula as a tree, and what each rule says.

use super::words::plain;
use crate::chart::{Tree, TreeNode, short_number};
use crate::kernel::query::{Derivation, DerivationStep, FormulaPart};

/// The longest formula that is written out.
const LONGEST: usize = 160;

/// The longest number that is drawn with all its digits; a node has room for no more.
const DIGITS: usize = 6;

/// A step as it is drawn.
pub fn drawn(step: &DerivationStep) -> Tree {
    let node = |part: &FormulaPart| TreeNode {
        label: label(part),
        children: part.operands.iter().map(|operand| *operand as usize).collect(),
        is_pending: part.is_open,
    };
    Tree { nodes: step.parts.iter().map(node).collect() }
}

/// An operation, a name or a number as it is drawn.
fn label(part: &FormulaPart) -> String {
    match (part.label.as_str(), part.number) {
        (text, Some(number)) if text.len() > DIGITS => short_number(number),
        ("*", _) => "×".to_owned(),
        ("-", _) => "−".to_owned(),
        (text, _) => text.to_owned(),
    }
}

/// What the figure says of it.
impl Derivation {
    /// What the last rule did, and the result.
    pub fn told(&self, of: &str, reached: usize) -> String {
        let [own, slope] = self.sizes;
        let Some(stage) = self.steps.get(reached) else {
            let count = counted(own);
            return format!(
                "Written as one formula, {of} has {count}: too many to draw. Its slope has {}.",
                counted(slope)
            );
        };
        let open = stage.parts.iter().filter(|part| part.is_open).count();
        let mut words = match stage.rule.as_str() {
            "" => format!("We want the slope of {of}. Written as one formula, {of} has {}.", counted(own)),
            rule => format!("{}.", typeset(rule)),
        };
        words += &match open {
            0 => format!(
                " Done: {} with {}; {of} itself has {}. The tape computes the value and the slope with {} operations.",
                shortened(&stage.text),
                counted(slope),
                counted(own),
                self.operations
            ),
            _ if reached > 0 && reached + 1 == self.steps.len() => {
                format!(
                    " There is no room for more. In the end, the formula of the slope has {}.",
                    counted(slope)
                )
            }
            1 => format!(" Now it reads {}, with one slope left to work out.", shortened(&stage.text)),
            open => format!(" Now it reads {}, with {open} slopes left to work out.", shortened(&stage.text)),
        };
        words
    }
}

/// A count of symbols in words.
fn counted(size: f64) -> String {
    match size {
        1.0 => "one symbol".to_owned(),
        size if size.is_infinite() => "more symbols than can be counted".to_owned(),
        size => format!("{} symbols", plain(size)),
    }
}

/// A formula with typographic signs.
fn typeset(text: &str) -> String {
    text.replace(" * ", " × ").replace(" - ", " − ")
}

/// The same, shortened so that it does not fill the page.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", typeset(&text[..end])),
        None => typeset(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(text: &str, rule: &str, open: usize) -> DerivationStep {
        let part =
            |at| FormulaPart { label: "x".into(), number: None, operands: Vec::new(), is_open: at < open };
        DerivationStep { parts: (0..3).map(part).collect(), text: text.into(), rule: rule.into() }
    }

    #[test]
    fn long_numbers_are_drawn_short() {
        let texts = ["0.3333333333333333", "-1.4142135623730951", "0.25", "12345", "x", "*", "inf"];
        let part = |text: &str| FormulaPart {
            label: text.into(),
            number: text.parse().ok(),
            operands: Vec::new(),
            is_open: false,
        };
        assert_eq!(texts.map(|text| label(&part(text))), ["0.33", "−1.4", "0.25", "12345", "x", "×", "inf"]);
    }

    #[test]
    fn each_rule_is_told_and_the_end_is_compared_with_the_tape() {
        let stages = vec![
            stage("(x * x)′", "", 1),
            stage("x + x", "(u * v)′ = v * u′ + u * v′, with u = x and v = x", 0),
        ];
        let derivation = Derivation { steps: stages, sizes: [3.0, 3.0], operations: 3 };
        assert_eq!(
            derivation.told("f", 0),
            "We want the slope of f. Written as one formula, f has 3 symbols. Now it reads (x × x)′, with one \
             slope left to work out."
        );
        assert_eq!(
            derivation.told("f", 1),
            "(u × v)′ = v × u′ + u × v′, with u = x and v = x. Done: x + x with 3 symbols; f itself has 3 symbols. The \
             tape computes the value and the slope with 3 operations."
        );
        let endless = Derivation { steps: Vec::new(), sizes: [1e6, f64::INFINITY], operations: 120 };
        assert!(endless.told("f", 0).ends_with("Its slope has more symbols than can be counted."));
    }
}
