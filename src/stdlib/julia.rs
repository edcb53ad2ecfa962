//! The functions of the library that are written in Julia: `julia/*.jl`, one file a theme.
//!
//! Each is lowered once a thread, with names of its own. Above a function stand its help (`#: …`) and an example
//! (`#= code =# #> what the prompt shows`), which a test runs.

use super::help::Help;
use super::stripped::{self, native_only};
use super::{initialisers, losses, optimisers, whole_arrays};
use crate::language::{Library, OWN};

/// A text in Julia, and which modules have what it defines.
struct Text {
    /// The module whose names it sees first.
    module: &'static str,
    /// What stands before it: code that is written from a table.
    tables: fn() -> String,
    /// Its code.
    source: &'static str,
    /// The same with its comments; empty in a browser.
    whole: &'static str,
    /// The modules of the names that are not `module`'s.
    owners: &'static [(&'static str, &'static [&'static str])],
}

/// The text of a file, as code alone and as it was written.
macro_rules! text {
    ($module:literal, $file:literal, $owners:expr $(,)?) => {
        text!($module, $file, $owners, String::new)
    };
    ($module:literal, $file:literal, $owners:expr, $tables:expr $(,)?) => {{
        const WHOLE: &str = include_str!($file);
        static STRIPPED: [u8; stripped::length(WHOLE)] = stripped::text(WHOLE);
        Text {
            module: $module,
            tables: $tables,
            source: stripped::read(&STRIPPED),
            whole: native_only(WHOLE),
            owners: $owners,
        }
    }};
}

static TEXTS: &[Text] = &[
    text!("Base", "julia/base.jl", &[("Base.Iterators", &["product", "flatten", "partition"])]),
    text!("Base", "julia/places.jl", &[]),
    text!("Base", "julia/rational.jl", &[]),
    text!("Random", "julia/random.jl", &[]),
    text!("Statistics", "julia/statistics.jl", &[]),
    text!("LinearAlgebra", "julia/linear_algebra.jl", &[], || whole_arrays::source("LinearAlgebra")),
    text!(
        "Flux.Tracker",
        "julia/tracker.jl",
        &[(
            "Flux.Tracker.held",
            &["forward", "hook", "gradcheck", "ngradient", "forwarddiff", "forward_jacobian"]
        )]
    ),
    text!(
        "Flux",
        "julia/nnlib.jl",
        &[(
            "Flux.held",
            &[
                "data",
                "jacobian",
                "normalise",
                "onehot",
                "onehotbatch",
                "onecold",
                "chunk",
                "unsqueeze",
                "stack",
                "unstack",
                "batch",
                "batchseq",
                "frequencies",
                "loadparams!",
            ],
        ),],
        || whole_arrays::source("Flux"),
    ),
    Text { module: losses::MODULE, tables: losses::source, source: "", whole: "", owners: &[] },
    Text { module: initialisers::MODULE, tables: initialisers::source, source: "", whole: "", owners: &[] },
    text!(
        "Flux",
        "julia/layers.jl",
        &[(
            "Flux.held",
            &[
                "activations",
                "Diagonal",
                "Recur",
                "reset!",
                "truncate!",
                "RNNCell",
                "LSTMCell",
                "GRUCell",
                "hidden",
            ],
        )],
    ),
    text!(
        "Flux",
        "julia/windows.jl",
        &[(
            "Flux.held",
            &[
                "crosscor",
                "input_size",
                "kernel_size",
                "channels_in",
                "channels_out",
                "channel_multiplier",
                "stride",
                "padding",
                "dilation",
                "flipkernel",
                "output_size",
            ]
        )],
    ),
    text!("Flux", "julia/normalisation.jl", &[("Flux.held", &["testmode!", "dropout"])]),
    text!("Flux", "julia/data.jl", &[("Flux.held", &["flatten"])]),
    text!(
        "Flux.Optimise",
        "julia/optimise.jl",
        &[
            (
                "Flux.Optimise.held",
                &["apply!", "update!", "StopException", "setup", "adjust!", "throttle", "runall"]
            ),
            ("Flux.training", &["train!", "stop"]),
        ],
        optimisers::source,
    ),
    text!("Flux", "julia/models.jl", &[("Flux.held", &["mapchildren", "destructure"])]),
];

impl Text {
    /// All of its code.
    fn code(&self) -> String {
        (self.tables)() + self.source
    }
}

/// Adds the functions that are written in Julia.
pub(super) fn define(library: &mut Library) {
    for text in TEXTS {
        let owner = |name: &str| {
            let listed = text.owners.iter().find(|(_, names)| names.contains(&name));
            match name.starts_with('_') {
                true => Some(OWN),
                false => Some(listed.map_or(text.module, |(owner, _)| *owner)),
            }
        };
        let defined = library.define(text.module, &text.code(), owner);
        debug_assert!(defined.is_ok(), "{}: {defined:?}", text.module);
    }
}

/// The help of every function that is written in Julia: in the order of the texts, then of the tables.
pub fn helps() -> Vec<Help> {
    let mut helps = Vec::new();
    for text in TEXTS {
        let (mut help, mut example) = (None, None);
        for line in text.whole.lines() {
            if let Some(words) = line.strip_prefix("#: ") {
                help = Some(words);
            } else if let Some((code, shown)) =
                line.strip_prefix("#= ").and_then(|rest| rest.split_once(" =# #> "))
            {
                example = Some((code, shown));
            } else if let (Some(help), Some(example)) = (help.take(), example.take()) {
                let line = line.strip_prefix("function ").or(line.strip_prefix("struct ")).unwrap_or(line);
                // A layer that is called: `(m::Maxout)(x)`.
                let line =
                    line.split_once("::").filter(|_| line.starts_with('(')).map_or(line, |(_, kind)| kind);
                let end = line.find(['(', ' ', '{', ')']).unwrap_or(line.len());
                let name = &line[..end];
                let owner = text.owners.iter().find(|(_, names)| names.contains(&name));
                let module = owner.map_or(text.module, |(module, _)| *module);
                helps.push(Help {
                    module,
                    name,
                    help: help.into(),
                    example: (example.0.into(), example.1.into()),
                });
            }
        }
    }
    helps.extend(whole_arrays::helps());
    helps.extend(losses::helps());
    helps.extend(initialisers::helps());
    helps.extend(optimisers::helps());
    helps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Budget, Session};

    #[test]
    fn every_text_is_julia() {
        let mut library = super::super::natives();
        for text in TEXTS {
            if let Err(error) = library.define(text.module, &text.code(), |_| Some(text.module)) {
                let (line, column) = error.diagnostic.span.line_column(&text.code());
                panic!("{}:{line}:{column}: {}", text.module, error.diagnostic.message);
            }
        }
    }

    #[test]
    fn every_name_in_them_has_a_value() {
        assert_eq!(super::super::library().missing(), [""; 0]);
    }

    #[test]
    fn every_example_gives_what_it_states() {
        for Help { name, help, example: (code, expected), .. } in helps() {
            let mut session = Session::new(Budget::default(), || 0.0);
            session.run("using Flux, Flux.Tracker, Statistics, LinearAlgebra, Random");
            let outcome = session.run(&code);
            let shown = match &outcome.result {
                Ok(_) => outcome.printed + &outcome.display,
                Err(error) => error.diagnostic.message.clone(),
            };
            assert_eq!(shown, expected, "{name}: {code}");
            assert!(help.ends_with('.') && !name.is_empty(), "{name}");
            assert!(code.contains(name), "{name}: its example calls something else: {code}");
        }
        assert!(helps().len() > 60);
    }
}
