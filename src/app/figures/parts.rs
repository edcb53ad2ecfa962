//! What several figures have: settings read into ranges and parameters, sliders, words in place of a picture.

use leptos::prelude::*;

use super::save::Save;
use crate::app::last_good::LastGood;
use crate::app::number::ParamSlider;
use crate::app::reactive::derived;
use crate::app::store::{ParamHandle, Store};
use crate::chart::Rect;
use crate::kernel::message::Problem;
use crate::kernel::query;
use crate::lesson::show;
use crate::lesson::spec::Figure;

/// The parameters that a setting names; the compiler has seen to it that there are as many as the figure needs.
pub fn params(store: Store, figure: &Figure, setting: &str) -> Vec<ParamHandle> {
    figure.texts(setting).iter().filter_map(|name| store.param(name)).collect()
}

/// The range of an axis: as set, else the parameter's.
pub fn axis(figure: &Figure, setting: &str, param: ParamHandle) -> [f64; 2] {
    match figure.numbers(setting) {
        [from, to] => [*from, *to],
        _ => {
            let spec = param.spec();
            [spec.min, spec.max]
        }
    }
}

/// A function's samples over a range; `of` is its name or an expression for it.
pub fn sampled(store: Store, of: String, x: [f64; 2], samples: u32) -> LastGood<Vec<f64>> {
    store.ask(query::Curve { of, x, samples }).map(|curve| curve.y.clone())
}

/// The numbers of an expression.
pub fn numbers(store: Store, code: String) -> LastGood<Vec<f64>> {
    store.ask(query::Value { code }).map(|value| value.numbers.clone())
}

/// A function at some parameters: its height, and its slope along each.
pub fn slopes(store: Store, of: &str, at: &[ParamHandle]) -> LastGood<(f64, Vec<f64>)> {
    let at = at.iter().map(|param| param.spec().name).collect();
    let point = store.ask(query::Point { of: of.to_owned(), at });
    point.map(|point| (point.value, point.gradient.clone()))
}

/// The hue of the named quantity that a symbol of the lesson stands for.
pub fn hue(store: Store, symbol: &str) -> Option<String> {
    store.with_lesson(|lesson| lesson.name_of(symbol).map(|named| named.hue.clone()))
}

/// Parameters and their values in words.
pub fn values(params: &[ParamHandle]) -> String {
    let one = |param: &ParamHandle| {
        let spec = param.spec();
        format!("{} = {}", spec.name, show::param(&spec, param.get()))
    };
    params.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The sliders under a figure.
pub fn controls(store: Store, figure: &Figure) -> AnyView {
    let sliders: Vec<_> =
        figure.controls.iter().map(|param| view! { <ParamSlider store param=*param/> }).collect();
    (!sliders.is_empty()).then(|| view! { <div class="figure__controls">{sliders}</div> }).into_any()
}

/// What a figure is made of, from above.
pub struct Parts {
    /// The pictures.
    pub views: AnyView,
    /// What is wrong with the code behind them, if anything.
    pub problem: Signal<Option<Problem>>,
    /// The current numbers in words.
    pub words: Signal<String>,
    /// How arrows are drawn, if there are any.
    pub rule: AnyView,
    /// What can be saved.
    pub save: Save,
}

impl Parts {
    /// The figure, with its sliders.
    pub fn view(self, store: Store, figure: &Figure) -> AnyView {
        let Parts { views, problem, words, rule, save } = self;
        view! {
            <div class="figure__views" data-problem=move || problem.get().is_some().to_string()>
                {views} {mistake(problem)}
            </div>
            <p class="figure__now">{words}</p>
            <div class="figure__foot">{rule} {save.view()}</div>
            {controls(store, figure)}
        }
        .into_any()
    }
}

/// Where a part of a picture lies, for the style of what lies over it: the place along an axis, or the size.
pub fn side(
    place: impl Fn() -> Option<Rect> + Copy + Send + Sync + 'static,
) -> impl Fn(usize, bool) -> Signal<Option<String>> {
    move |axis, is_size| {
        derived(move || {
            let place = place()?;
            Some(format!("{}px", if is_size { place.size()[axis] } else { place.min[axis] }))
        })
    }
}

/// Words over a figure whose code has a mistake.
pub fn mistake(problem: Signal<Option<Problem>>) -> AnyView {
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

/// Sentences with the names of what they tell of.
pub fn sentences(parts: Signal<Vec<(&'static str, String)>>) -> AnyView {
    let sentence = |(name, words): (&'static str, String)| {
        let name = (!name.is_empty()).then(|| view! { <b>{name}</b>" " });
        view! { <p>{name}{words}</p> }
    };
    let sentences = move || parts.get().into_iter().map(sentence).collect_view();
    view! { <div class="stepper__words">{sentences}</div> }.into_any()
}

/// The name of a function's derivative or gradient in a figure.
pub fn nabla(of: &str) -> String {
    format!("∇{of}")
}
