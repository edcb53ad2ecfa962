//! − field +: typing assigns the weight that is chosen, and the loss follows.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::state::Lab;
use crate::app::reactive::react;
use crate::lab::message::{Request, Weight};
use crate::lesson::show;
use crate::view::laboratory::weights;

/// The decimals of a weight, and how far − and + move it; with Shift, ten times as far.
const DECIMALS: u8 = 4;
const STEP: f64 = 0.1;

/// Larger values say nothing and would soon be infinite.
const LARGEST: f64 = 1e6;

/// The field of a weight.
#[derive(Clone, Copy)]
struct Field {
    lab: Lab,
    chosen: Memo<Option<Weight>>,
    input: NodeRef<html::Input>,
    /// Whether what stands in it is the learner's, and must not follow the run.
    is_typing: RwSignal<bool>,
    problem: RwSignal<Option<&'static str>>,
}

/// The field between its two buttons; `takes_focus` puts the caret into it.
pub fn view(lab: Lab, chosen: Memo<Option<Weight>>, takes_focus: bool) -> AnyView {
    let field = Field {
        lab,
        chosen,
        input: NodeRef::new(),
        is_typing: RwSignal::new(false),
        problem: RwSignal::new(None),
    };
    field.follow(takes_focus);
    let Field { input, problem, .. } = field;
    let button = move |sign: &'static str, label: &'static str, by: f64| {
        view! {
            <button class="button weight__step" type="button" aria-label=label on:click=move |_| field.step(by)>
                {sign}
            </button>
        }
    };
    view! {
        {button("−", "Less", -STEP)}
        <input
            class="weight__field"
            node_ref=input
            type="text"
            inputmode="decimal"
            autocomplete="off"
            aria-label="Value"
            aria-invalid=move || problem.with(Option::is_some).to_string()
            on:input=move |_| field.read()
            on:blur=move |_| field.leave()
            on:keydown=move |event| field.key(&event)
        />
        {button("+", "More", STEP)}
        {move || problem.get().map(|words| view! { <span class="weight__problem" role="alert">{words}</span> })}
    }
    .into_any()
}

impl Field {
    fn value(self) -> Option<f64> {
        self.lab.picture.with(|picture| weights::number(&picture.layers, self.chosen.get()?))
    }

    /// What is typed stays as it is typed; otherwise the field follows the run.
    fn follow(self, takes_focus: bool) {
        react(move || {
            let text = self.value().map_or(String::new(), |value| show::number(value, Some(DECIMALS)));
            let input = self.input.get().filter(|_| !self.is_typing.get());
            if let Some(input) = input.filter(|input| input.value() != text) {
                input.set_value(&text);
            }
        });
        react(move || {
            if let Some(input) = self.input.get().filter(|_| takes_focus) {
                // Focus can be refused; then the learner goes there by hand.
                let _ = input.focus();
                input.select();
            }
        });
    }

    fn assign(self, value: f64) {
        match self.chosen.get_untracked().filter(|_| value.abs() <= LARGEST) {
            Some(weight) => {
                self.problem.set(None);
                self.lab.request(Request::Assign { weight, value });
            }
            None => self.problem.set(Some("A number between −1,000,000 and 1,000,000, please")),
        }
    }

    fn read(self) {
        self.is_typing.set(true);
        let typed = self.input.get_untracked().map(|input| input.value()).unwrap_or_default();
        match typed.trim().replace('−', "-").replace(',', ".").parse() {
            Ok(value) => self.assign(value),
            Err(_) => self.problem.set(Some("That is not a number")),
        }
    }

    fn leave(self) {
        self.is_typing.set(false);
        self.problem.set(None);
    }

    fn step(self, by: f64) {
        self.is_typing.set(false);
        let now = untrack(|| self.value()).filter(|value| value.is_finite()).unwrap_or(0.0);
        // The decimal that was meant, not the sum of many binary tenths.
        self.assign(((now + by) * 1e4).round() / 1e4);
    }

    fn key(self, event: &KeyboardEvent) {
        let way = match event.key().as_str() {
            "ArrowUp" => 1.0,
            "ArrowDown" => -1.0,
            "Enter" => return self.leave(),
            _ => return,
        };
        event.prevent_default();
        self.step(way * STEP * if event.shift_key() { 10.0 } else { 1.0 });
    }
}
