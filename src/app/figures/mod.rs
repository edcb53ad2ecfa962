//! The figures' widgets, one row a kind of figure.

use leptos::prelude::*;

use super::store::Store;
use crate::lesson::spec::Figure;

mod along;
mod axes;
mod bars;
mod costs;
mod curve;
mod curves;
mod descent;
mod differences;
mod equation;
mod fit;
mod ground;
mod handle;
mod in_view;
mod landscape;
mod live;
mod matrices;
mod network;
mod observed;
mod parts;
mod passes;
mod race;
mod roster;
mod rules;
mod run;
mod runners;
mod save;
mod slices;
mod stepper;
mod tape;
mod training;
mod ways;
mod words;

pub use in_view::tell_height;
pub use save::{file_name, save_text, table};

/// A widget: draws a kind of figure of [`FIGURES`](crate::lesson::figures::FIGURES).
pub struct Widget {
    /// The kind's name.
    pub kind: &'static str,
    /// Builds the figure with the given index in its lesson: canvases, controls, text alternative; not its title and caption.
    pub view: fn(Store, u32, Figure) -> AnyView,
}

/// Every widget.
pub static WIDGETS: &[Widget] = &[
    Widget { kind: "curve", view: curve::view },
    Widget { kind: "landscape", view: landscape::view },
    Widget { kind: "descent", view: descent::view },
    Widget { kind: "curves", view: curves::view },
    Widget { kind: "fit", view: fit::view },
    Widget { kind: "slices", view: slices::view },
    Widget { kind: "tape", view: tape::view },
    Widget { kind: "rules", view: rules::view },
    Widget { kind: "costs", view: costs::view },
    Widget { kind: "matrices", view: matrices::view },
    Widget { kind: "training", view: training::view },
    Widget { kind: "differences", view: differences::view },
    Widget { kind: "network", view: network::view },
    Widget { kind: "bars", view: bars::view },
    Widget { kind: "ways", view: ways::view },
    Widget { kind: "race", view: race::view },
];
