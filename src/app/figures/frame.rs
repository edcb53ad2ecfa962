//! The frame of every figure: pictures, the mistake over them, stepper, words, what can be saved, sliders.
//!
//! A widget returns its [`Parts`]; only the frame makes a view of them, so that all figures behave alike.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::save::Save;
use super::stepper::Stepper;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::number::ParamSlider;
use crate::app::reactive::derived;
use crate::app::store::{ParamHandle, Store};
use crate::kernel::message::Problem;
use crate::lesson::figures::ParamName;

/// Where a widget stands.
#[derive(Clone)]
pub struct Slot {
    /// The open lesson.
    pub store: Store,
    /// The figure's index in the lesson.
    pub index: u32,
    /// The figure's title.
    pub title: String,
    /// The parameters that have sliders below the figure, by their index in the lesson.
    pub controls: Vec<u32>,
}

impl Slot {
    /// The parameter that a setting names.
    pub fn param(&self, name: &ParamName) -> ParamHandle {
        self.store.param(name).expect("the lesson compiler has checked that the parameter exists")
    }

    /// The same for several.
    pub fn params<const N: usize>(&self, names: &[ParamName; N]) -> [ParamHandle; N] {
        names.each_ref().map(|name| self.param(name))
    }
}

/// What a widget returns.
pub struct Parts {
    above: Option<AnyView>,
    views: AnyView,
    stages: Vec<Stage>,
    problem: Signal<Option<Problem>>,
    stepping: Option<Stepping>,
    tools: Option<AnyView>,
    words: Words,
    rule: Option<Signal<String>>,
    numbers: Callback<(), String>,
    is_alone: bool,
}

/// What a figure says of its present state.
pub enum Words {
    /// A line of numbers.
    Line(Signal<String>),
    /// Sentences, some of them with a name in front.
    Sentences(Signal<Vec<(&'static str, String)>>),
}

/// How a figure is stepped through.
pub struct Stepping {
    /// The stepper.
    pub stepper: Stepper,
    /// Where it stands, in words.
    pub place: Signal<String>,
    /// What the last step did, in words.
    pub happened: Signal<String>,
    /// Whether it must wait for a guess.
    pub is_locked: Signal<bool>,
}

impl Parts {
    /// The pictures of a figure, the stages that they are drawn on, what is wrong with the code behind them, the
    /// present numbers in words, and all numbers as a table (see [`table`](crate::view::files::table)).
    pub fn new(
        views: impl IntoAny,
        stages: impl Into<Vec<Stage>>,
        problem: Signal<Option<Problem>>,
        words: Words,
        numbers: impl Fn() -> String + Send + Sync + 'static,
    ) -> Parts {
        Parts {
            above: None,
            views: views.into_any(),
            stages: stages.into(),
            problem,
            stepping: None,
            tools: None,
            words,
            rule: None,
            numbers: Callback::new(move |()| numbers()),
            is_alone: false,
        }
    }

    /// Something that draws itself and has controls of its own.
    pub fn alone(view: impl IntoAny) -> Parts {
        let nothing = derived(|| None);
        let words = Words::Line(derived(String::new));
        Parts { is_alone: true, ..Parts::new(view, Vec::<Stage>::new(), nothing, words, String::new) }
    }

    /// The same with something above the pictures.
    pub fn above(self, view: AnyView) -> Parts {
        Parts { above: Some(view), ..self }
    }

    /// The same with a stepper.
    pub fn stepped(self, stepping: Stepping) -> Parts {
        Parts { stepping: Some(stepping), ..self }
    }

    /// The same with something between the stepper and the words.
    pub fn tools(self, view: AnyView) -> Parts {
        Parts { tools: Some(view), ..self }
    }

    /// The same with a sentence on how arrows are drawn.
    pub fn rule(self, rule: Signal<String>) -> Parts {
        Parts { rule: Some(rule), ..self }
    }

    /// The whole figure.
    pub fn framed(self, slot: &Slot) -> AnyView {
        let Parts { above, views, stages, problem, stepping, tools, words, rule, numbers, is_alone } = self;
        if is_alone {
            return views;
        }
        let stepper = stepping.as_ref().map(|stepping| (stepping.stepper, stepping.is_locked));
        let on_key = move |event: KeyboardEvent| {
            if let Some((stepper, is_locked)) = stepper
                && !is_locked.get_untracked()
            {
                stepper.toggle_on_space(&event);
            }
        };
        let stepping = stepping
            .map(|Stepping { stepper, place, happened, is_locked }| stepper.view(place, happened, is_locked));
        let rule = rule.map(|rule| view! { <p class="figure__rule">{rule}</p> });
        let save = Save { title: slot.title.clone(), stages, theme: chart_theme(), numbers };
        view! {
            {above}
            <div
                class="figure__views"
                data-problem=move || problem.get().is_some().to_string()
                on:keydown=on_key
            >
                {views} {mistake(problem)}
            </div>
            <div class="figure__side">
                {stepping}
                {tools}
                {words.view()}
                <div class="figure__foot">{rule} {save.view()}</div>
                {controls(slot)}
            </div>
        }
        .into_any()
    }
}

impl Words {
    fn view(self) -> AnyView {
        match self {
            Words::Line(words) => view! { <p class="figure__now">{words}</p> }.into_any(),
            Words::Sentences(sentences) => {
                let sentence = |(name, words): (&'static str, String)| {
                    let name = (!name.is_empty()).then(|| view! { <b>{name}</b>" " });
                    view! { <p>{name}{words}</p> }
                };
                let all = move || sentences.get().into_iter().map(sentence).collect_view();
                view! { <div class="stepper__words">{all}</div> }.into_any()
            }
        }
    }

    /// A single sentence.
    pub fn sentence(sentence: Signal<String>) -> Words {
        Words::Sentences(derived(move || vec![("", sentence.get())]))
    }
}

/// The sliders below a figure.
fn controls(slot: &Slot) -> AnyView {
    let store = slot.store;
    let sliders: Vec<_> =
        slot.controls.iter().map(|param| view! { <ParamSlider store param=*param/> }).collect();
    (!sliders.is_empty()).then(|| view! { <div class="figure__controls">{sliders}</div> }).into_any()
}

/// Words over a figure whose code has a mistake.
fn mistake(problem: Signal<Option<Problem>>) -> AnyView {
    let words = move || {
        problem.get().map(|problem| {
            view! {
                <div class="figure__problem" role="status">
                    <p class="figure__message">{problem.message}</p>
                    {problem.hint.map(|hint| view! { <p>{hint}</p> })}
                </div>
            }
        })
    };
    words.into_any()
}
