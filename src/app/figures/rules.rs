//! The slope of a function worked out by rules: its formula as a growing tree, compared with what the tape needs.

use leptos::prelude::*;

use super::frame::{Parts, Slot, Stepping, Words};
use super::save::table;
use super::stepper::Stepper;
use super::words::plain;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::reactive::{derived, memo};
use crate::chart::{Tree, TreeNode};
use crate::kernel::query::{self, Derivation, DerivationStep, FormulaPart};
use crate::lesson::figures;

/// The longest formula that is written out.
const LONGEST: usize = 160;

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Rules) -> Parts {
    let of = settings.of.to_string();
    let derivation = slot.store.ask(query::Rules { of: of.clone(), at: settings.at.to_string() });
    let steps = memo(move || {
        derivation.good.with(|derivation| {
            derivation.as_ref().map_or(0, |derivation| derivation.steps.len().saturating_sub(1))
        })
    });
    let stepper = Stepper::new(steps.into(), false);
    let tree = memo(move || {
        let reached = stepper.reached();
        derivation.good.with(|derivation| {
            derivation
                .as_ref()
                .and_then(|derivation| derivation.steps.get(reached))
                .map(drawn)
                .unwrap_or_default()
        })
    });
    let (stage, theme) = (Stage::new(), chart_theme());
    stage.base(move |size| {
        let theme = theme.get();
        tree.with(|tree| tree.base(size, &theme))
    });
    let place = derived(move || {
        let symbols = tree.with(|tree| tree.nodes.len());
        format!("rule {} of {}, {symbols} symbols", stepper.reached(), stepper.steps.get())
    });
    let happened = derived(move || {
        let reached = stepper.reached();
        derivation.good.with(|derivation| {
            derivation.as_ref().map(|derivation| derivation.told(&of, reached)).unwrap_or_default()
        })
    });
    let rows = move || {
        let rows = derivation.good.with_untracked(|derivation| {
            let stages =
                derivation.as_ref().map(|derivation| derivation.steps.as_slice()).unwrap_or_default();
            stages
                .iter()
                .enumerate()
                .map(|(at, stage)| [at as f64, stage.parts.len() as f64])
                .collect::<Vec<_>>()
        });
        table(&["rule", "symbols"], rows)
    };
    let views = stage.view(|width| figures::Rules::HEIGHT.at(width), ().into_any());
    Parts::new(views, [stage], derivation.problem, Words::sentence(happened), rows).stepped(Stepping {
        stepper,
        place,
        happened,
        is_locked: Signal::stored(false),
    })
}

/// A step as it is drawn.
fn drawn(step: &DerivationStep) -> Tree {
    let node = |part: &FormulaPart| TreeNode {
        label: sign(&part.label).to_owned(),
        children: part.operands.iter().map(|operand| *operand as usize).collect(),
        is_pending: part.is_open,
    };
    Tree { nodes: step.parts.iter().map(node).collect() }
}

/// An operation as it is drawn.
fn sign(name: &str) -> &str {
    match name {
        "*" => "×",
        "-" => "−",
        other => other,
    }
}

/// What the figure says of it.
impl Derivation {
    /// What the last rule did, and the result.
    fn told(&self, of: &str, reached: usize) -> String {
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
        let part = |at| FormulaPart { label: "x".into(), operands: Vec::new(), is_open: at < open };
        DerivationStep { parts: (0..3).map(part).collect(), text: text.into(), rule: rule.into() }
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
