//! Several curves of one number, one below the other, with one point on all.

use leptos::prelude::*;

use super::handle::{Handle, press_layer};
use super::parts::{self, Held, axis, hue, sampled, slopes};
use super::save::{Save, table};
use super::words::known;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::store::{ParamHandle, Store};
use crate::chart::{Frame, Panel, PanelPoint, Picture};
use crate::kernel::message::Problem;
use crate::lesson::spec::Figure;

/// Samples along a curve.
const SAMPLES: u32 = 201;

/// How high all panels together are, in CSS pixels.
const HEIGHT: f64 = 400.0;

/// One function of the figure.
#[derive(Clone)]
struct Line {
    of: String,
    values: Held<Vec<f64>>,
    here: Held<(f64, Vec<f64>)>,
    hue: Option<String>,
}

/// Builds the figure.
pub fn view(store: Store, _index: u32, figure: Figure) -> AnyView {
    let Some(param) = parts::params(store, &figure, "at").first().copied() else { return ().into_any() };
    let x = axis(&figure, "x", param);
    let line = |of: &String| Line {
        of: of.clone(),
        values: sampled(store, of.clone(), x, SAMPLES),
        here: slopes(store, of, &[param]),
        hue: hue(store, of),
    };
    let lines: Vec<Line> = figure.texts("of").iter().map(line).collect();
    let problem = problem(&lines);
    let stage = Stage::new();
    let lines = StoredValue::new(lines);
    let panels = panels(lines, x, param);
    let frames = Memo::new(move |_| {
        let size = stage.size.get();
        panels.with(|panels| Panel::stacked(panels, size))
    });
    let is_held = RwSignal::new(false);
    let tangent = figure.flag("tangent");
    draw(stage, (lines, panels, frames), (param, tangent, is_held));
    let words = words(lines, param);
    let over = over(param, frames, lines, (words, is_held));
    let names = [param.spec().name, "curve".to_owned(), "height".to_owned()];
    let rows = Callback::new(move |()| {
        let rows = panels.with_untracked(|panels| {
            let rows = |(index, panel): (usize, &Panel)| {
                panel.samples().map(move |[x, y]| [x, index as f64 + 1.0, y]).collect::<Vec<_>>()
            };
            panels.iter().enumerate().flat_map(rows).collect::<Vec<_>>()
        });
        table(&names.each_ref().map(String::as_str), rows)
    });
    let save = Save { title: figure.title.clone(), stages: vec![stage], theme: chart_theme(), numbers: rows };
    view! {
        <div class="figure__views" data-problem=move || problem.get().is_some().to_string()>
            {stage.view(|_| HEIGHT, over)} {parts::mistake(problem)}
        </div>
        <p class="figure__now">{words}</p>
        <div class="figure__foot">{save.view()}</div>
        {parts::controls(store, &figure)}
    }
    .into_any()
}

fn problem(lines: &[Line]) -> Signal<Option<Problem>> {
    let lines: Vec<_> = lines.iter().map(|line| (line.values, line.here)).collect();
    Signal::derive(move || {
        lines.iter().find_map(|(values, here)| values.problem.get().or_else(|| here.problem.get()))
    })
}

fn panels(lines: StoredValue<Vec<Line>>, x: [f64; 2], param: ParamHandle) -> Memo<Vec<Panel>> {
    let name = param.spec().name;
    Memo::new(move |_| {
        let panel =
            |line: &Line| Panel::new(x, line.values.good.get().unwrap_or_default(), [&name, &line.of]);
        lines.with_value(|lines| lines.iter().map(panel).collect())
    })
}

type Drawn = (StoredValue<Vec<Line>>, Memo<Vec<Panel>>, Memo<Vec<Frame>>);

/// Base: axes and curves. Overlay: the point on each, tangents on all but the lowest.
fn draw(
    stage: Stage,
    (lines, panels, frames): Drawn,
    (param, tangent, is_held): (ParamHandle, bool, RwSignal<bool>),
) {
    let theme = chart_theme();
    stage.base(move |_| {
        let (theme, frames, mut whole) = (theme.get(), frames.get(), Picture::default());
        panels.with(|panels| {
            for (index, (panel, frame)) in panels.iter().zip(&frames).enumerate() {
                let color =
                    lines.with_value(|lines| lines[index].hue.as_ref().and_then(|hue| theme.hue(hue)));
                let is_last = index + 1 == panels.len();
                whole.add(panel.base(frame, &theme, color.unwrap_or(theme.height), is_last));
            }
        });
        whole
    });
    stage.overlay(move |_| {
        let (theme, frames, x) = (theme.get(), frames.get(), param.get());
        let mut whole = Panel::plumb(&frames, x, &theme);
        panels.with(|panels| {
            for (index, (panel, frame)) in panels.iter().zip(&frames).enumerate() {
                let here = lines.with_value(|lines| lines[index].here.good.get());
                let Some((y, slopes)) = here else { continue };
                let slope = slopes.first().copied().filter(|_| tangent && index + 1 < panels.len());
                let point = PanelPoint { x, y, slope, is_held: is_held.get() };
                whole.add(panel.overlay(frame, &theme, &point, theme.point));
            }
        });
        whole
    });
}

fn words(lines: StoredValue<Vec<Line>>, param: ParamHandle) -> Signal<String> {
    let name = param.spec().name;
    Signal::derive(move || {
        let height = |line: &Line| {
            let value = line.here.good.with(|here| here.as_ref().map(|(value, _)| *value));
            format!(", {}({name}) = {}", line.of, known(value))
        };
        let heights: String = lines.with_value(|lines| lines.iter().map(height).collect());
        parts::values(&[param]) + &heights
    })
}

/// The handle on the uppermost curve; a press anywhere brings the point there.
fn over(
    param: ParamHandle,
    frames: Memo<Vec<Frame>>,
    lines: StoredValue<Vec<Line>>,
    (words, is_held): (Signal<String>, RwSignal<bool>),
) -> AnyView {
    let spec = param.spec();
    let first = move || frames.with(|frames| frames.first().copied());
    let drag = Callback::new(move |place: [f64; 2]| {
        if let Some(frame) = untrack(first) {
            param.set(frame.data_from_screen(place)[0]);
        }
    });
    let step = Callback::new(move |[right, up]: [f64; 2]| {
        param.set(param.get_untracked() + (right + up) * param.spec().step);
    });
    let at = Signal::derive(move || {
        let frame = first()?;
        let (y, _) = lines.with_value(|lines| lines.first()?.here.good.get())?;
        let (at, plot) = (frame.screen_from_data([param.get(), y]), frame.plot());
        let height = if at[1].is_nan() { plot.max[1] } else { at[1].clamp(plot.min[1], plot.max[1]) };
        Some([at[0].clamp(plot.min[0], plot.max[0]), height])
    });
    let handle = Handle {
        label: format!("{}: point on the curves", spec.label),
        at,
        words,
        value: Signal::derive(move || param.get()),
        range: [spec.min, spec.max],
        drag,
        step,
        is_held,
    };
    (press_layer(drag), handle.view()).into_any()
}
