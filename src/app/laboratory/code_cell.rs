//! The code cell as it is seen: the editor, how the text and the picture stand to each other, and what is in the way.

use leptos::html;
use leptos::prelude::*;

use super::bench::Bench;
use super::code::Code;
use super::control::{Access, Limits};
use crate::app::browser::{self, coded};
use crate::app::reactive::react;
use crate::app::typing;
use crate::lab::Style;
use crate::lab::lacking::lacking_as_code;
use crate::lesson::paint;
use crate::lesson::spec::Named;
use crate::view::laboratory::code::{Standing, lacking_in_words, obstacles};

/// The styles, and what they are called.
static STYLES: &[(Style, &str)] = &[(Style::Flux09, "Flux 0.9"), (Style::Today, "Today")];

/// The most characters that the code may have.
const MOST: u32 = 32_768;

/// The cell under a network, which folds to its first line; nothing where the open link hides it.
pub fn panel(bench: Bench) -> AnyView {
    let code = bench.code;
    if expect_context::<Limits>().code() == Access::Hidden {
        return ().into_any();
    }
    let toggle = move |_| code.is_open.update(|is_open| *is_open = !*is_open);
    let body = move || code.is_open.get().then(|| body(bench));
    let standing = move || code.standing().words();
    view! {
        <section class="code" aria-label="Code">
            <div class="code__head">
                <button
                    class="code__title"
                    type="button"
                    aria-expanded=move || code.is_open.get().to_string()
                    on:click=toggle
                >
                    "Code"
                </button>
                <span class="code__standing" role="status">{move || code.is_open.get().then(standing)}</span>
                {move || code.is_open.get().then(|| tools(code))}
            </div>
            {body}
        </section>
    }
    .into_any()
}

/// The cell in a fold of the stack; nothing where the open link hides it.
pub fn fold(bench: Bench) -> AnyView {
    let code = bench.code;
    if expect_context::<Limits>().code() == Access::Hidden {
        return ().into_any();
    }
    let words = move || STYLES.iter().find(|(style, _)| *style == code.style.get()).map(|(_, words)| *words);
    view! {
        <details class="fold" open=code.is_open.get_untracked() on:toggle:target=move |event| code.is_open.set(event.target().open())>
            <summary class="fold__title">"Code" <span class="fold__words">{words}</span></summary>
            <div class="fold__content code">
                <div class="code__head">
                    <span class="code__standing" role="status">{move || code.standing().words()}</span>
                    {tools(code)}
                </div>
                {body(bench)}
            </div>
        </details>
    }
    .into_any()
}

/// How Flux is written, and a copy.
fn tools(code: Code) -> AnyView {
    let said = RwSignal::new("Copy");
    let copy = move |_| {
        browser::copy(&code.text.get_untracked(), move |is_allowed| {
            said.try_set(if is_allowed { "Copied" } else { "Not allowed to copy" });
        });
    };
    let is_fixed = is_locked();
    let style = move |(style, words): &(Style, &'static str)| {
        let style = *style;
        view! {
            <button
                class="map__choice"
                type="button"
                aria-pressed=move || (code.style.get() == style).to_string()
                disabled=move || is_fixed || code.standing() != Standing::InStep
                on:click=move |_| code.restyle(style)
            >
                {*words}
            </button>
        }
    };
    view! {
        <span class="map__choices" role="group" aria-label="How Flux is written">
            {STYLES.iter().map(style).collect_view()}
        </span>
        <button class="map__choice" type="button" on:click=copy on:blur=move |_| said.set("Copy")>
            {move || said.get()}
        </button>
    }
    .into_any()
}

fn is_locked() -> bool {
    expect_context::<Limits>().code() == Access::Locked
}

fn body(bench: Bench) -> AnyView {
    view! { <div class="code__field">{editor(bench.code, is_locked())}</div> {said(bench)} }.into_any()
}

fn editor(code: Code, is_locked: bool) -> AnyView {
    let input = NodeRef::<html::Textarea>::new();
    let rate = Named { key: "rate".into(), hue: "gold".into(), symbols: Vec::new() };
    let painted = move || {
        let first = code.reading.with(|reading| Some(reading.as_ref()?.obstacles.first()?.span));
        let mistake = code.stopped_at().or(first.filter(|_| code.is_read.get()));
        // An empty last line has no height of its own.
        code.text.with(|text| paint::code(text, |name| (name == "η").then_some(&rate), mistake)) + "\n"
    };
    // A change in the picture is copied into the field.
    react(move || {
        let text = code.text.get();
        if let Some(input) = input.get().filter(|input| input.value() != text) {
            input.set_value(&text);
        }
    });
    let key = move |event: leptos::ev::KeyboardEvent| {
        let Some(input) = input.get_untracked() else { return };
        let text = input.value();
        if let Some((range, typed)) = typing::helped(&event, &text, typing::selection(&input, &text)) {
            event.prevent_default();
            typing::replace(&input, &text, range, &typed);
        }
    };
    view! {
        <div class="cell__code">
            <pre class="cell__highlight" aria-hidden="true"><code inner_html=painted></code></pre>
            <textarea
                node_ref=input
                class="cell__input"
                rows="1"
                wrap="off"
                maxlength=MOST
                spellcheck="false"
                autocomplete="off"
                autocapitalize="off"
                translate="no"
                readonly=is_locked
                aria-label="Code of the network and its training"
                aria-describedby="code-said"
                aria-invalid=move || (matches!(code.standing(), Standing::Broken | Standing::Refused)).to_string()
                title="Alt with the up or down arrow changes the number at the caret; \\eta and the tab key give η"
                on:input:target=move |event| code.typed(event.target().value())
                on:keydown=key
            ></textarea>
        </div>
    }
    .into_any()
}

/// What is in the way of drawing the text, and the way back to code that is drawn.
fn said(bench: Bench) -> AnyView {
    let code = bench.code;
    let lines = move || {
        let refusal = code.refusal();
        let lines = code
            .reading
            .with(|reading| reading.as_ref().map(|reading| code.text.with(|text| obstacles(text, reading))));
        let missing = (code.style.get() == Style::Flux09 && code.standing() == Standing::InStep)
            .then(|| bench.session.lab.settings.with(lacking_as_code))
            .and_then(|missing| lacking_in_words(&missing));
        let lines: Vec<String> =
            lines.unwrap_or_default().into_iter().chain(refusal).chain(missing).collect();
        let back = (code.standing() != Standing::InStep).then(|| {
            view! {
                <button class="act" type="button" on:click=move |_| code.write_anew()>"Write the picture’s code"</button>
            }
        });
        let train = (code.standing() == Standing::Undrawn).then(|| {
            let train = move |_| code.train(bench.pace.get_untracked());
            view! { <button class="act" type="button" on:click=train>"Train it all the same"</button> }
        });
        let lines =
            lines.into_iter().map(|line| view! { <p class="code__line">{coded(&line)}</p> }).collect_view();
        let acts =
            (train.is_some() || back.is_some()).then(|| view! { <p class="code__acts">{train} {back}</p> });
        view! { {lines} {acts} }
    };
    view! { <div class="code__said" id="code-said" aria-live="polite">{lines}</div> }.into_any()
}
