//! Groups of controls, and pictures to point at, as far as the open link allows them.

use leptos::prelude::*;

pub use crate::view::laboratory::limits::{Access, CONTROLS, Control, Limits};

/// A group of controls, unless the open link hides it; disabled if the link locks it.
pub fn control(control: Control, view: impl IntoView + 'static) -> AnyView {
    let access = expect_context::<Limits>().access(control);
    match access {
        Access::Hidden => ().into_any(),
        _ => {
            let view = view.into_any();
            view! { <fieldset class="control" disabled=access == Access::Locked>{view}</fieldset> }.into_any()
        }
    }
}

/// Something to point at, such as a picture, unless the open link hides it; out of reach if the link locks it.
pub fn reach(control: Control, view: impl IntoView + 'static) -> AnyView {
    let access = expect_context::<Limits>().access(control);
    let view = view.into_any();
    view! { <div class="reach" inert=access != Access::Free>{view}</div> }.into_any()
}
