//! What the parts of the laboratory's page share.

use leptos::prelude::*;

use super::code::Code;
use super::session::Session;
use crate::view::laboratory::carried::Carried;

/// The open laboratory and what is around it. Copy it freely; it is handles only.
#[derive(Clone, Copy)]
pub struct Bench {
    /// The conversation with the worker.
    pub session: Session,
    /// Steps between two pictures.
    pub pace: RwSignal<u32>,
    /// What the laboratory carries now.
    pub carried: Signal<Carried>,
    /// The code cell's text.
    pub code: Code,
    /// Whether there is room for three columns.
    pub is_wide: Signal<bool>,
}
