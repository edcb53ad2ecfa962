//! What takes the network's place while the learner's own code is trained: what it prints, and how it ends.

use leptos::prelude::*;

use super::state::Lab;
use crate::app::browser::coded;
use crate::app::reactive::memo;
use crate::lab::message::Request;
use crate::view::laboratory::code::stopped;

/// Whether code is run in place of the network.
pub fn is_running(lab: Lab) -> Memo<bool> {
    memo(move || lab.picture.with(|picture| picture.code.is_some()))
}

/// The view.
pub fn view(lab: Lab) -> AnyView {
    let run = memo(move || lab.picture.with(|picture| picture.code.clone()).unwrap_or_default());
    let words = move || run.with(stopped);
    let hint = move || run.with(|run| run.hint.clone()).map(|hint| view! { <p>{coded(&hint)}</p> });
    let printed = move || {
        let printed = run.with(|run| run.printed.clone());
        (!printed.is_empty())
            .then(|| view! { <pre class="view__printed" tabindex="0" aria-label="What the code prints">{printed}</pre> })
    };
    view! {
        <div class="view view--code">
            <p class="view__lead">
                "Your code is trained as it stands. Its weights cannot be drawn; what its network says and its losses can. A step is a gradient that it computes."
            </p>
            <p class="view__stopped" role="status">{move || coded(&words()).into_any()}</p>
            {hint}
            {printed}
            <p>
                <button class="button" type="button" on:click=move |_| lab.request(Request::EndCode)>
                    "Back to the network"
                </button>
            </p>
        </div>
    }
    .into_any()
}
