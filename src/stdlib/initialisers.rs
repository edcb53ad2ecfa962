//! The initialisers of the engine's table, in cells: a function of the array's sizes for each row.

use std::borrow::Cow;
use std::fmt::Write;

use super::arrays::given_sizes;
use super::help::Help;
use super::{base, random};
use crate::language::array::charge;
use crate::language::display::plain;
use crate::language::error::{self, Fallible};
use crate::language::value::{Arguments, Native};
use crate::language::{Machine, OWN, Value};
use crate::nn::{INITIALISERS, Initialiser, RandomSource, initialiser};

/// The module whose names they are.
pub(super) const MODULE: &str = "Flux.held";

pub(super) static NATIVES: &[Native] = &[Native {
    module: OWN,
    ..base(
        "_initial",
        (1, usize::MAX),
        "Weights from an initialiser, in an array of these sizes.",
        ("size(Flux.glorot_uniform(2, 3))", "(2, 3)"),
        draw,
    )
}];

/// The random numbers of a session.
struct SessionRandom<'m>(&'m mut Machine);

impl RandomSource for SessionRandom<'_> {
    fn uniform(&mut self) -> f64 {
        self.0.random()
    }

    fn normal(&mut self) -> f64 {
        random::normal(self.0)
    }
}

/// `_initial(name, sizes...)`.
fn draw(machine: &mut Machine, arguments: Arguments<'_>) -> Fallible<Value> {
    let [name, sizes @ ..] = arguments.values else { return Ok(Value::Nothing) };
    let name = plain(name);
    let Some(row) = initialiser(&name) else { return Err(error::undefined(&name, None)) };
    let shape = given_sizes(&name, sizes)?;
    let count = charge(machine, &shape)?;
    // The weights of a layer are outputs × inputs. A vector counts as weights for one input; all sizes together are
    // what Flux 0.9 adds up.
    let inputs = shape.get(1).copied().unwrap_or(1);
    let outputs = shape.iter().sum::<usize>().saturating_sub(inputs);
    let mut source = SessionRandom(machine);
    let items = (0..count).map(|_| Value::Float(row.draw(inputs, outputs, &mut source))).collect();
    Ok(Value::array(items, &shape))
}

/// The rows that are not functions of Julia itself, such as `zeros`.
fn rows() -> impl Iterator<Item = &'static Initialiser> {
    let is_base = |name: &str| {
        let mut natives = super::TABLES.iter().copied().flatten();
        natives.any(|native| native.module == "Base" && native.name == name)
    };
    INITIALISERS.iter().filter(move |row| !is_base(row.name))
}

/// The functions of all rows, in Julia.
pub(super) fn source() -> String {
    let mut out = String::new();
    for Initialiser { name, .. } in rows() {
        let _ = writeln!(out, "{name}(sizes...) = _initial(\"{name}\", sizes...)");
    }
    out
}

/// The help of every initialiser.
pub(super) fn helps() -> impl Iterator<Item = Help> {
    rows().map(|row| Help {
        module: MODULE,
        name: row.name,
        help: Cow::Owned(format!("Random weights: {}.", row.about)),
        example: (Cow::Owned(format!("size(Flux.{}(2, 3))", row.name)), Cow::Borrowed("(2, 3)")),
    })
}
