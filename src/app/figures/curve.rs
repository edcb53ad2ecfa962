//! The curve of f(x): a point to drag, its tangent, and the slope drawn as the point moves.

use leptos::prelude::*;

use super::axes::bands;
use super::curve_point::curve_point;
use super::frame::{Parts, Slot, Words};
use super::parts::axis;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::last_good::LastGood;
use crate::app::reactive::{derived, memo};
use crate::app::store::{ParamHandle, Store};
use crate::chart::{Curve, CurvePoint};
use crate::kernel::query::{self, SampledCurve};
use crate::lesson::figures;
use crate::lesson::show;
use crate::view::files::table;
use crate::view::words::{known, number};

/// Samples along the curve: one for every two or three pixels.
const SAMPLES: u32 = 241;

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Curve) -> Parts {
    let (store, param) = (slot.store, slot.param(&settings.at));
    let of = settings.of.to_string();
    let (tangent, has_slope) = (settings.tangent, settings.slope);
    let curve = sampled(store, &of, axis(settings.x, param), param, has_slope);
    let point = store.ask(query::Point { of: of.clone(), at: vec![param.spec().name] });
    let here = point.map(|point| (point.value, point.gradient.first().copied()));
    let stage = Stage::new();
    let is_held = RwSignal::new(false);
    let frames = memo(move || {
        let size = stage.size.get();
        curve.with(|curve| curve.frames(size))
    });
    let theme = chart_theme();
    stage.base(move |_| {
        let (theme, frames) = (theme.get(), frames.get());
        let Some(frames) = frames else { return Default::default() };
        curve.with(|curve| curve.base(&frames, &theme)).unwrap_or_default()
    });
    let traced = traced(param);
    stage.overlay(move |_| {
        let (theme, frames) = (theme.get(), frames.get());
        let (value, slope) = here.good.get().unwrap_or((f64::NAN, None));
        let point = CurvePoint {
            x: param.get(),
            y: value,
            slope,
            tangent,
            is_held: is_held.get(),
            traced: Some(traced.get()),
        };
        let Some(frames) = frames else { return Default::default() };
        curve.with(|curve| curve.overlay(&frames, &theme, &point)).unwrap_or_default()
    });
    let words = words(&of, param, here, tangent || has_slope);
    let place = derived(move || Some((frames.get()?.main, here.good.get()?.0)));
    let frame = memo(move || Some(frames.get()?.main));
    let over =
        (curve_point("point on the curve", param, place, words, is_held), bands(frame, &[param])).into_any();
    let problem = derived(move || curve.problem.get().or_else(|| here.problem.get()));
    let views = stage.view(move |width| settings.height().at(width), over);
    let names = [param.spec().name, of.clone(), format!("{of}′")];
    let numbers = move || {
        let samples = curve
            .good
            .with_untracked(|curve| curve.as_ref().map(|curve| curve.samples().collect::<Vec<_>>()));
        table(&names.each_ref().map(String::as_str), samples.unwrap_or_default())
    };
    Parts::new(views, [stage], problem, Words::Line(words), numbers)
}

fn sampled(store: Store, of: &str, x: [f64; 2], param: ParamHandle, has_slope: bool) -> LastGood<Curve> {
    let query = query::Curve { of: of.to_owned(), x, samples: SAMPLES };
    let names = [param.spec().name, of.to_owned()];
    let slope_name = has_slope.then(|| format!("{of}′"));
    let curve = move |y, slope| Curve::new(x, y, slope, [&names[0], &names[1]], slope_name.as_deref());
    let blank = curve(Vec::new(), Vec::new());
    let read = move |sampled: &SampledCurve| Some(curve(sampled.y.clone(), sampled.slope.clone()));
    store.ask(query).filter_map_from(blank, read)
}

/// The range of x that the point has been in.
fn traced(param: ParamHandle) -> Memo<[f64; 2]> {
    let start = param.get_untracked();
    Memo::new(move |before: Option<&[f64; 2]>| {
        let ([from, to], x) = (before.copied().unwrap_or([start, start]), param.get());
        [from.min(x), to.max(x)]
    })
}

type Here = LastGood<(f64, Option<f64>)>;

fn words(of: &str, param: ParamHandle, here: Here, says_slope: bool) -> Signal<String> {
    let of = of.to_owned();
    derived(move || {
        let spec = param.spec();
        let x = show::param(&spec, param.get());
        let here = here.good.get();
        let height = known(here.map(|(value, _)| value));
        let place = format!("{} = {x}, {of}({}) = {height}", spec.name, spec.name);
        match here.and_then(|(_, slope)| slope).filter(|_| says_slope) {
            Some(slope) => format!("{place}, slope {}", number(slope)),
            None => place,
        }
    })
}
