//! What chooses and what slides: a word with a chevron, and a name with a slider and its value. Each takes its value as a
//! signal and tells a callback what the learner wants.

use leptos::prelude::*;

use crate::view::laboratory::words::Named;

/// A word with a chevron: one of a table's rows.
#[component]
pub fn Choice(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// The table.
    table: Vec<(String, String)>,
    /// The name that is chosen now.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the name that the learner chooses.
    #[prop(into)]
    set: Callback<String>,
) -> impl IntoView {
    let option = |(name, words): (String, String)| {
        let own = name.clone();
        view! { <option value=name prop:selected=move || value.with(|value| *value == own)>{words}</option> }
    };
    view! {
        <span class="choice">
            <select
                class="choice__field"
                aria-label=move || label.get()
                on:change=move |event| set.run(event_target_value(&event))
            >
                {table.into_iter().map(option).collect_view()}
            </select>
        </span>
    }
}

/// A table as [`Choice`] takes it.
pub fn rows(table: &[Named]) -> Vec<(String, String)> {
    table.iter().map(|(name, words)| (name.to_string(), words.to_string())).collect()
}

/// A row of the data column: a name, a slider, and the value in words.
#[component]
pub fn Slider(
    /// What it is called.
    label: &'static str,
    /// Its value now.
    #[prop(into)]
    value: Signal<f64>,
    /// The smallest value, the largest, and the step between two.
    scale: [f64; 3],
    /// The value in words.
    words: fn(f64) -> String,
    /// Called with what the learner wants.
    #[prop(into)]
    set: Callback<f64>,
) -> impl IntoView {
    let [min, max, step] = scale;
    let part = move || format!("{}%", 100.0 * ((value.get() - min) / (max - min)).clamp(0.0, 1.0));
    view! {
        <label class="knob">
            <span class="knob__name">{label}</span>
            <input
                class="knob__range"
                type="range"
                min=min
                max=max
                step=step
                prop:value=move || value.get()
                style:--part=part
                aria-valuetext=move || words(value.get())
                on:input=move |event| {
                    if let Ok(value) = event_target_value(&event).parse() {
                        set.run(value);
                    }
                }
            />
            <output class="knob__value">{move || words(value.get())}</output>
        </label>
    }
}

/// A control whose change starts training afresh, and says so when it is pointed at or focused.
pub fn afresh(control: impl IntoView + 'static) -> AnyView {
    let control = control.into_any();
    view! {
        <span class="afresh">
            {control}
            <span class="afresh__words">"starts afresh"</span>
        </span>
    }
    .into_any()
}
