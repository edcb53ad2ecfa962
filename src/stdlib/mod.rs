//! What a cell may call: tables of natives, one file a theme. One function and one row add one; its help text
//! and its example, which a test runs, stand in the row.
//!
//! The functions of the operation table need no row: `library` takes them from there.

mod arrays;
mod collections;
mod gradient;
mod operators;
mod random;
mod rounding;
mod text;
mod tracker;

use crate::autodiff::{OPS, op_of};
use crate::language::error::Fallible;
use crate::language::types::TYPES;
use crate::language::value::{Arguments, Module, Native};
use crate::language::{Budget, Library, Machine, Session, Value};

/// The modules that `using` knows.
static MODULES: &[Module] = &[
    Module { name: "Base", brings: &["Base"] },
    Module { name: "Flux", brings: &["Flux", "Flux.Tracker"] },
    Module { name: "Flux.Tracker", brings: &["Flux.Tracker"] },
    Module { name: "NNlib", brings: &[] },
    Module { name: "Statistics", brings: &["Statistics"] },
    Module { name: "LinearAlgebra", brings: &["LinearAlgebra"] },
    Module { name: "Random", brings: &["Random"] },
    Module { name: "Printf", brings: &[] },
];

/// The modules that are names in others: name, where it is exported, index into [`MODULES`].
static MODULE_NAMES: &[(&str, &str, usize)] = &[
    ("Base", "Base", 0),
    ("Flux", "Flux", 1),
    ("Tracker", "Flux.Tracker", 2),
    ("Statistics", "Statistics", 4),
    ("LinearAlgebra", "LinearAlgebra", 5),
    ("Random", "Random", 6),
];

/// The tables of functions.
static TABLES: &[&[Native]] = &[
    operators::NATIVES,
    rounding::NATIVES,
    arrays::NATIVES,
    random::NATIVES,
    collections::NATIVES,
    text::NATIVES,
    tracker::NATIVES,
];

/// The operations that are exported by Flux; all others are in Julia's `Base`.
static FLUX_OPERATIONS: &[&str] = &[
    "sigmoid",
    "softplus",
    "relu",
    "leakyrelu",
    "elu",
    "selu",
    "gelu",
    "swish",
    "softsign",
    "logsigmoid",
    "logcosh",
];

/// Second names of operations, exported by Flux.
static ALIASES: &[(&str, &str)] = &[("σ", "sigmoid"), ("logσ", "logsigmoid")];

/// Names with a fixed value.
static CONSTANTS: &[(&str, f64)] = &[
    ("π", std::f64::consts::PI),
    ("pi", std::f64::consts::PI),
    ("ℯ", std::f64::consts::E),
    ("Inf", f64::INFINITY),
    ("NaN", f64::NAN),
];

impl Session {
    /// A fresh session with the standard library. `clock` gives milliseconds since any fixed moment.
    pub fn new(budget: Budget, clock: fn() -> f64) -> Session {
        Session::with_library(library(), budget, clock)
    }
}

/// Everything that a cell can reach. Of two entries with one name the first counts, so that a native can do
/// more than the operation of its name (`log` with a base).
fn library() -> Library {
    let mut entries = Vec::new();
    for native in TABLES.iter().copied().flatten() {
        entries.push((native.name, native.module, Value::Native(native)));
    }
    for op in OPS.iter() {
        let module = if FLUX_OPERATIONS.contains(&op.name) { "Flux" } else { "Base" };
        entries.push((op.name, module, Value::Operation(op)));
    }
    for (name, operation) in ALIASES {
        entries.extend(op_of(operation, 1).map(|op| (*name, "Flux", Value::Operation(op))));
    }
    for (kind, names, _) in TYPES {
        entries.extend(names.iter().map(|name| (*name, "Base", Value::Type(*kind))));
    }
    entries.extend(CONSTANTS.iter().map(|(name, value)| (*name, "Base", Value::Float(*value))));
    entries.push(("nothing", "Base", Value::Nothing));
    entries.push((":", "Base", Value::Symbol(":".to_owned().into())));
    for (name, exporter, index) in MODULE_NAMES {
        entries.push((*name, *exporter, Value::Module(&MODULES[*index])));
    }
    Library { entries, modules: MODULES }
}

type Call = fn(&mut Machine, Arguments<'_>) -> Fallible<Value>;

/// A function of `Base` with positional arguments only.
const fn base(
    name: &'static str,
    arity: (usize, usize),
    help: &'static str,
    example: (&'static str, &'static str),
    call: Call,
) -> Native {
    Native { name, module: "Base", arity, keywords: &[], call, help, example }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_gives_what_it_states() {
        for native in TABLES.iter().copied().flatten() {
            let mut session = Session::new(Budget::default(), || 0.0);
            session.run("using Flux, Statistics, LinearAlgebra, Random");
            let outcome = session.run(native.example.0);
            let shown = match &outcome.result {
                Ok(_) => outcome.printed + &outcome.display,
                Err(error) => error.diagnostic.message.clone(),
            };
            assert_eq!(shown, native.example.1, "{}: {}", native.name, native.example.0);
            assert!(native.help.ends_with('.'), "{}", native.name);
        }
    }

    #[test]
    fn names_are_unique_within_a_module() {
        let mut seen = Vec::new();
        for native in TABLES.iter().copied().flatten() {
            assert!(!seen.contains(&(native.module, native.name)), "{}", native.name);
            seen.push((native.module, native.name));
        }
    }
}
