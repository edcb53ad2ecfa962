//! The curve of f(x): a point to drag, its tangent, and the slope drawn as the point moves.

use leptos::prelude::*;

use super::along::along;
use super::axes::bands;
use super::parts::{self, axis};
use super::save::{Save, table};
use super::words::{known, number};
use crate::app::canvas::{Stage, chart_theme};
use crate::app::last_good::LastGood;
use crate::app::reactive::{derived, memo};
use crate::app::store::{ParamHandle, Store};
use crate::chart::{Curve, CurvePoint};
use crate::kernel::query::{self, SampledCurve};
use crate::lesson::show;
use crate::lesson::spec::Figure;

/// Samples along the curve: one for every two or three pixels.
const SAMPLES: u32 = 241;

/// Height for width, and the least and the largest height in CSS pixels: with one panel, and with two.
const ONE: (f64, [f64; 2]) = (0.58, [230.0, 460.0]);
const TWO: (f64, [f64; 2]) = (0.82, [340.0, 460.0]);

/// Builds the figure.
pub fn view(store: Store, _index: u32, figure: Figure) -> AnyView {
    let Some(param) = parts::params(store, &figure, "at").first().copied() else { return ().into_any() };
    let of = figure.text("of").to_owned();
    let x = axis(&figure, "x", param);
    let has_slope = figure.flag("slope");
    let curve = sampled(store, &of, x, param, has_slope);
    let point = store.ask(query::Point { of: of.clone(), at: vec![param.spec().name] });
    let here = point.map(|point| (point.value, point.gradient.first().copied()));
    let stage = Stage::new();
    let is_held = RwSignal::new(false);
    let frames = memo(move || {
        let size = stage.size.get();
        curve.good.with(|curve| Some(curve.as_ref()?.frames(size)))
    });
    let theme = chart_theme();
    stage.base(move |_| {
        let (theme, frames) = (theme.get(), frames.get());
        curve.good.with(|curve| match (curve, frames) {
            (Some(curve), Some(frames)) => curve.base(&frames, &theme),
            _ => Default::default(),
        })
    });
    let traced = traced(param);
    let tangent = figure.flag("tangent");
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
        curve.good.with(|curve| match (curve, frames) {
            (Some(curve), Some(frames)) => curve.overlay(&frames, &theme, &point),
            _ => Default::default(),
        })
    });
    let words = words(&of, param, here, tangent || has_slope);
    let place = derived(move || Some((frames.get()?.main, here.good.get()?.0)));
    let frame = memo(move || Some(frames.get()?.main));
    let over = (along("point on the curve", param, place, words, is_held), bands(frame, &[param])).into_any();
    let (ratio, [least, most]) = if has_slope { TWO } else { ONE };
    let problem = derived(move || curve.problem.get().or_else(|| here.problem.get()));
    let save = save(&figure, stage, param, curve);
    view! {
        <div class="figure__views" data-problem=move || problem.get().is_some().to_string()>
            {stage.view(move |width| (width * ratio).clamp(least, most), over)}
            {parts::mistake(problem)}
        </div>
        <div class="figure__foot"><p class="figure__now">{words}</p> {save.view()}</div>
        {parts::controls(store, &figure)}
    }
    .into_any()
}

/// What can be saved: the picture, and every sample.
fn save(figure: &Figure, stage: Stage, param: ParamHandle, curve: LastGood<Curve>) -> Save {
    let of = figure.text("of");
    let names = [param.spec().name, of.to_owned(), format!("{of}′")];
    let numbers = Callback::new(move |()| {
        let samples = curve
            .good
            .with_untracked(|curve| curve.as_ref().map(|curve| curve.samples().collect::<Vec<_>>()));
        table(&names.each_ref().map(String::as_str), samples.unwrap_or_default())
    });
    Save { title: figure.title.clone(), stages: vec![stage], theme: chart_theme(), numbers }
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
