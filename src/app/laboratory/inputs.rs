//! An input of the learner's own: a Julia expression of x1 and x2.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::field::afresh;
use super::state::{Lab, problem_with};
use crate::app::browser::coded;
use crate::lab::FEATURES;
use crate::lab::message::Problem;
use crate::lab::settings::MAX_FEATURES;

/// Turns an input on or off. The last one stays on: a network without inputs has nothing to learn from.
pub fn toggle(lab: Lab, feature: &str) {
    lab.change(|settings| {
        let features = &mut settings.features;
        match features.iter().position(|own| own == feature) {
            Some(at) if features.len() > 1 => {
                features.remove(at);
            }
            Some(_) => {}
            None if features.len() < MAX_FEATURES => features.push(feature.to_owned()),
            None => {}
        }
    });
}

/// A field for an expression, what is wrong with it, and the learner's own inputs in use.
pub fn view(lab: Lab) -> AnyView {
    let field = NodeRef::<html::Input>::new();
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        let text = typed.trim().to_owned();
        if !text.is_empty() && lab.settings.with_untracked(|settings| !settings.features.contains(&text)) {
            toggle(lab, &text);
        }
    };
    let problem = problem_with(lab, "features");
    let words = told(problem);
    let mine = move || {
        let features = lab.settings.with(|settings| settings.features.clone());
        features.into_iter().filter(|text| FEATURES.iter().all(|row| row.name != text)).map(|text| {
            let label = format!("Remove the input {text}");
            let shown = text.clone();
            view! {
                <li>
                    <code>{shown}</code>
                    <button class="act" type="button" aria-label=label on:click=move |_| toggle(lab, &text)>"×"</button>
                </li>
            }
        }).collect_view()
    };
    view! {
        <form class="inputs" on:submit=add>
            <input
                node_ref=field
                class="inputs__field"
                type="text"
                aria-label="An input of your own, as Julia code of x1 and x2"
                aria-invalid=move || problem.with(Option::is_some).to_string()
                placeholder="sin(x1 + x2)"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                maxlength="200"
            />
            {afresh(view! { <button class="act" type="submit">"Add input"</button> })}
        </form>
        {words}
        <ul class="inputs__own" role="list">{mine}</ul>
    }
    .into_any()
}

/// A problem in a line of its own, as soon as there is one.
pub fn told(problem: Signal<Option<Problem>>) -> AnyView {
    let line = move || {
        let problem = problem.get()?;
        let hint = problem.hint.map(|hint| view! { <span class="inputs__hint">{coded(&hint)}</span> });
        Some(view! { <p class="inputs__problem" role="alert">{coded(&problem.message)} " " {hint}</p> })
    };
    line.into_any()
}
