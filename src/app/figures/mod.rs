//! The figures' widgets: one file for each kind of figure, and what several share.

use leptos::prelude::*;

use super::store::Store;
use crate::lesson::figures::{Kind, every_kind};
use crate::lesson::spec::Figure;

mod axes;
mod curve_point;
mod equation;
mod frame;
mod ground;
mod handle;
mod in_view;
mod live;
mod observed;
mod parts;
mod roster;
mod save;
mod stepper;
mod turning;

pub use handle::capture;
pub use in_view::tell_height;
pub use save::save_text;
pub use stepper::Stepper;
pub use turning::Turning;

macro_rules! widgets {
    ($($module:ident: $Settings:ident,)*) => {
        $(mod $module;)*

        /// The figure with an index in the open lesson, without its title and caption.
        pub fn view(store: Store, index: u32, figure: Figure) -> AnyView {
            let Figure { kind, title, controls, .. } = figure;
            let slot = frame::Slot { store, index, title, controls };
            let parts = match kind {
                $(Kind::$Settings(settings) => $module::parts(&slot, settings),)*
            };
            parts.framed(&slot)
        }
    };
}

every_kind!(widgets);
