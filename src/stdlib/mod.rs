//! What a cell may call: tables of natives, one file a theme. One function and one row add one; its help text
//! and its example, which a test runs, stand in the row.
//!
//! The functions of the operation table need no row: `library` takes them from there.

mod arrangement;
mod arrays;
mod backward;
mod bits;
mod collections;
mod data;
mod gradient;
mod growing;
mod help;
mod initialisers;
mod iterators;
mod julia;
mod lanes;
mod losses;
mod operators;
mod optimisers;
mod order;
mod printf;
mod random;
mod reductions;
mod rounding;
mod strings;
mod stripped;
mod testing;
mod text;
mod today;
mod tracker;
mod whole_arrays;
mod windows;

use std::rc::Rc;

pub use help::Help;
pub use julia::helps;
use stripped::native_only;

use crate::autodiff::OPS;
use crate::language::error::Fallible;
use crate::language::types::TYPES;
use crate::language::value::{Arguments, E, Module, Native, PI, Stream};
use crate::language::{Budget, Library, Machine, OWN, Session, Value};

/// The modules that `using` knows.
static MODULES: &[Module] = &[
    Module { name: "Base", exports: &["Base"], qualified_only: &[] },
    Module { name: "Base.Iterators", exports: &["Base.Iterators"], qualified_only: &["Base"] },
    Module {
        name: "Flux",
        exports: &["Flux", "Flux.param", "Flux.Optimise"],
        qualified_only: &["Flux.held", "Flux.losses", "Flux.Optimise.held", "Flux.training"],
    },
    Module {
        name: "Flux.Optimise",
        exports: &["Flux.Optimise", "Flux.training"],
        qualified_only: &["Flux.Optimise.held"],
    },
    Module {
        name: "Flux.Tracker",
        exports: &["Flux.Tracker", "Flux.param"],
        qualified_only: &["Flux.Tracker.held"],
    },
    Module { name: "Flux.Losses", exports: &[], qualified_only: &["Flux.losses"] },
    Module { name: "NNlib", exports: &["Flux"], qualified_only: &["Flux.held"] },
    Module { name: "Statistics", exports: &["Statistics"], qualified_only: &[] },
    Module { name: "LinearAlgebra", exports: &["LinearAlgebra"], qualified_only: &[] },
    Module { name: "Random", exports: &["Random"], qualified_only: &[] },
    Module { name: "Printf", exports: &[], qualified_only: &[] },
    Module { name: "Test", exports: &[], qualified_only: &[] },
];

/// The modules that are names in others: name, and where it is exported.
static MODULE_NAMES: &[(&str, &str)] = &[
    ("Base", "Base"),
    ("Iterators", "Base"),
    ("Flux", "Flux"),
    ("Tracker", "Flux.param"),
    ("Optimise", "Flux.held"),
    ("Losses", "Flux.held"),
    ("Statistics", "Statistics"),
    ("LinearAlgebra", "LinearAlgebra"),
    ("Random", "Random"),
];

/// The tables of functions.
static TABLES: &[&[Native]] = &[
    operators::NATIVES,
    bits::NATIVES,
    rounding::NATIVES,
    reductions::NATIVES,
    order::NATIVES,
    arrays::NATIVES,
    arrangement::NATIVES,
    growing::NATIVES,
    iterators::NATIVES,
    random::NATIVES,
    collections::NATIVES,
    data::NATIVES,
    testing::NATIVES,
    text::NATIVES,
    printf::NATIVES,
    strings::NATIVES,
    tracker::NATIVES,
    gradient::NATIVES,
    backward::NATIVES,
    today::NATIVES,
    optimisers::NATIVES,
    losses::NATIVES,
    initialisers::NATIVES,
    whole_arrays::NATIVES,
    windows::NATIVES,
];

/// The operations that Julia's functions of the same name call: those do more.
static IN_JULIA: &[&str] = &["inv"];

/// Names with a fixed value.
const CONSTANTS: [(&str, Value); 7] = [
    ("π", Value::Irrational(&PI)),
    ("pi", Value::Irrational(&PI)),
    ("ℯ", Value::Irrational(&E)),
    ("Inf", Value::Float(f64::INFINITY)),
    ("NaN", Value::Float(f64::NAN)),
    ("Inf32", Value::Single(f32::INFINITY)),
    ("NaN32", Value::Single(f32::NAN)),
];

impl Session {
    /// A fresh session with the standard library. `clock` gives milliseconds since any fixed moment.
    pub fn new(budget: Budget, clock: fn() -> f64) -> Session {
        Session::with_library(LIBRARY.with(Rc::clone), budget, clock)
    }
}

thread_local! {
    /// Everything that a cell can reach, made once a thread.
    static LIBRARY: Rc<Library> = Rc::new(library());
}

fn library() -> Library {
    let mut library = natives();
    julia::define(&mut library);
    library
}

/// The library without what is written in Julia. Of two entries with one name the first counts, so that a native can
/// do more than the operation of its name (`log` with a base).
fn natives() -> Library {
    let mut library = Library { modules: MODULES, ..Library::default() };
    let entries = &mut library.entries;
    for native in TABLES.iter().copied().flatten() {
        entries.push((native.name.into(), native.module, Value::Native(native)));
    }
    for op in OPS.iter().filter(|op| !IN_JULIA.contains(&op.name)) {
        let module = if op.is_activation { "Flux" } else { "Base" };
        for name in [Some(op.name), op.alias].into_iter().flatten() {
            entries.push((name.into(), module, Value::Operation(op)));
        }
    }
    for (kind, names, _) in TYPES {
        let module =
            if names.iter().any(|name| name.starts_with("Tracked")) { "Flux.Tracker" } else { "Base" };
        entries.extend(names.iter().map(|name| ((*name).into(), module, Value::Type(*kind))));
    }
    entries.extend(CONSTANTS.iter().map(|(name, value)| ((*name).into(), "Base", value.clone())));
    entries.push(("nothing".into(), "Base", Value::Nothing));
    let standard = Stream { standard: true, ..Stream::default() };
    entries.push(("stdout".into(), "Base", Value::Stream(Rc::new(standard))));
    entries.push((":".into(), "Base", Value::Symbol(":".to_owned().into())));
    entries.push(("undef".into(), "Base", Value::Symbol("undef".to_owned().into())));
    for (name, exporter) in MODULE_NAMES {
        let named = |row: &&Module| row.name.rsplit('.').next() == Some(name);
        entries.extend(MODULES.iter().find(named).map(|row| ((*name).into(), *exporter, Value::Module(row))));
    }
    library
}

/// The help of every function that has one and that a cell can name.
pub fn every_help() -> Vec<Help> {
    let natives = TABLES.iter().copied().flatten().filter(|native| native.module != OWN);
    let natives = natives.map(|native| Help {
        module: native.module,
        name: native.name,
        help: native.help.into(),
        example: (native.example.0.into(), native.example.1.into()),
    });
    natives.chain(helps()).filter(|help| !help.name.starts_with('_')).collect()
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
    let example = (native_only(example.0), native_only(example.1));
    Native { name, module: "Base", arity, keywords: &[], call, help: native_only(help), example }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_gives_what_it_states() {
        for native in TABLES.iter().copied().flatten() {
            let mut session = Session::new(Budget::default(), || 0.0);
            session.run("using Flux, Flux.Tracker, Statistics, LinearAlgebra, Random");
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
