//! What several figures ask, measure and write.

use leptos::prelude::*;

use crate::app::last_good::LastGood;
use crate::app::reactive::derived;
use crate::app::store::{ParamHandle, Store};
use crate::chart::Rect;
use crate::kernel::query;
use crate::lesson::show;

/// The range of an axis: as set, else the parameter's.
pub fn axis(set: Option<[f64; 2]>, param: ParamHandle) -> [f64; 2] {
    set.unwrap_or_else(|| {
        let spec = param.spec();
        [spec.min, spec.max]
    })
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

/// The place or the size of a part of a picture along an axis, for the style of a layer over it.
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

/// The name of a function's derivative or gradient in a figure.
pub fn nabla(of: &str) -> String {
    format!("∇{of}")
}
