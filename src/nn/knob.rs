//! Optimisers as data: the numbers that steer them, the state that they keep, what cells call them. Nothing here
//! computes.

/// A number that steers an optimiser, a decay or a schedule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Knob {
    /// Its symbol.
    pub symbol: &'static str,
    /// What cells call it, as a field of the optimiser; neighbours that share a name are one tuple.
    pub field: &'static str,
    /// What it does, in a few words.
    pub about: &'static str,
    /// Its default, as in Flux.
    pub default: f64,
}

impl Knob {
    /// A knob whose symbol and field differ.
    pub const fn new(symbol: &'static str, field: &'static str, about: &'static str, default: f64) -> Knob {
        Knob { symbol, field, about, default }
    }

    /// A knob whose field is named like its symbol.
    pub const fn plain(symbol: &'static str, about: &'static str, default: f64) -> Knob {
        Knob::new(symbol, symbol, about, default)
    }
}

/// A part of the state that an optimiser keeps for each parameter, as it is before the first step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum InitialState {
    /// An array of the parameter's shape, with this value in every entry.
    Array(f64),
    /// A number.
    Number(f64),
}

/// What the constructor of an optimiser gives in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Constructs {
    /// A struct with the knobs as fields, and no state.
    Knobs,
    /// A struct with the knobs as fields, and a field of this name for the state of each parameter.
    KnobsAndState(&'static str),
    /// A chain of the optimisers or decays of these names, which share the knobs out in order.
    Chain(&'static [&'static str]),
}
