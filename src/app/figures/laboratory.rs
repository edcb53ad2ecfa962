//! A network in training and the landscape of its loss: a door to the laboratory's module, which a lesson does not pay for
//! before it is opened.

use leptos::html;
use leptos::prelude::*;

use super::frame::{Parts, Slot};
use crate::app::laboratory_door;
use crate::lesson::figures;

/// Builds the figure.
pub fn parts(_: &Slot, settings: figures::Laboratory) -> Parts {
    let place = NodeRef::<html::Div>::new();
    let is_open = StoredValue::new(false);
    let open = move |_| {
        if let Some(place) = place.get_untracked() {
            is_open.set_value(true);
            laboratory_door::open_figure(&place);
        }
    };
    on_cleanup(move || {
        if is_open.try_get_value() == Some(true) {
            laboratory_door::close();
        }
    });
    Parts::alone(view! {
        <div class="laboratory" node_ref=place data-trains=settings.data.to_string()>
            <p>"The network trains in the laboratory's engine, which is loaded when you open it here."</p>
            <p><button class="button button--primary" type="button" on:click=open>"Open the landscape"</button></p>
        </div>
    })
}
