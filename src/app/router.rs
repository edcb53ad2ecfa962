//! Follows the page's address, and remembers the last lesson visited. What addresses mean is in [`crate::view::route`].

use leptos::ev;
use leptos::prelude::*;

use super::storage;
use crate::app::reactive::react;
use crate::view::route::{self, parse, without_state};

pub use crate::view::route::{LABORATORY, Route};

/// Where the address of the last lesson visited is kept.
const LAST_PLACE: &str = "fluxion.place";

/// The lesson state that the current address carries, if any.
pub fn carried() -> Option<String> {
    route::carried(&hash()).map(str::to_owned)
}

/// The set of real data that the current address opens the laboratory with, if any.
pub fn real_set() -> Option<String> {
    match here() {
        Route::Laboratory { set, .. } => set,
        _ => None,
    }
}

/// The current route, following the address. Remembers the last lesson visited.
pub fn follow_address() -> ReadSignal<Route> {
    let (route, set_route) = signal(here());
    let handle = window_event_listener(ev::hashchange, move |_| {
        let hash = hash();
        // A link within the page, such as a footnote's, names no route.
        if hash.is_empty() || hash.starts_with("#/") {
            set_route.set(here());
        }
    });
    on_cleanup(move || handle.remove());
    react(move || {
        if let Route::Lesson { .. } = route.get() {
            storage::set(LAST_PLACE, without_state(&hash()));
        }
    });
    route
}

/// Where the learner was last, unless that was only the home page.
pub fn last_place() -> Option<Route> {
    let place = parse(&storage::get(LAST_PLACE)?);
    matches!(place, Route::Lesson { .. }).then_some(place)
}

fn here() -> Route {
    parse(&hash())
}

fn hash() -> String {
    window().location().hash().unwrap_or_default()
}
