//! Several curves of one number, one below the other, with one point on all.

use leptos::prelude::*;

use super::curve_point::curve_point;
use super::frame::{Parts, Slot, Words};
use super::parts::{self, axis, hue, sampled, slopes};
use crate::app::canvas::{Stage, chart_theme};
use crate::app::last_good::LastGood;
use crate::app::reactive::derived;
use crate::app::store::ParamHandle;
use crate::chart::{Frame, Panel, PanelPoint, Picture};
use crate::kernel::message::Problem;
use crate::lesson::figures;
use crate::view::files::table;
use crate::view::words::known;

/// Samples along a curve.
const SAMPLES: u32 = 201;

/// One function of the figure.
#[derive(Clone)]
struct Line {
    of: String,
    values: LastGood<Vec<f64>>,
    here: LastGood<(f64, Vec<f64>)>,
    hue: Option<String>,
}

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Curves) -> Parts {
    let (store, param) = (slot.store, slot.param(&settings.at));
    let x = axis(settings.x, param);
    let line = |of: &str| Line {
        of: of.to_owned(),
        values: sampled(store, of.to_owned(), x, SAMPLES),
        here: slopes(store, of, &[param]),
        hue: hue(store, of),
    };
    let lines: Vec<Line> = settings.of.iter().map(|of| line(of)).collect();
    let problem = problem(&lines);
    let stage = Stage::new();
    let lines = Lines { lines: StoredValue::new(lines), x, param, stage };
    let is_held = RwSignal::new(false);
    lines.draw(settings.tangent, is_held);
    let words = lines.in_words();
    let place = derived(move || {
        let frame = lines.panels().first().map(|(_, frame)| *frame)?;
        lines.lines.with_value(|lines| Some((frame, lines.first()?.here.good.get()?.0)))
    });
    let over = curve_point("point on the curves", param, place, words, is_held);
    let names = [param.spec().name, "curve".to_owned(), "height".to_owned()];
    let numbers = move || table(&names.each_ref().map(String::as_str), lines.rows());
    let views = stage.view(|width| figures::Curves::HEIGHT.at(width), over);
    Parts::new(views, [stage], problem, Words::Line(words), numbers)
}

fn problem(lines: &[Line]) -> Signal<Option<Problem>> {
    let lines: Vec<_> = lines.iter().map(|line| (line.values, line.here)).collect();
    derived(move || {
        lines.iter().find_map(|(values, here)| values.problem.get().or_else(|| here.problem.get()))
    })
}

/// All functions of the figure and where they are drawn.
#[derive(Clone, Copy)]
struct Lines {
    lines: StoredValue<Vec<Line>>,
    x: [f64; 2],
    param: ParamHandle,
    stage: Stage,
}

impl Lines {
    /// The panels, each with its frame.
    fn panels(self) -> Vec<(Panel, Frame)> {
        let name = self.param.spec().name;
        let panel =
            |line: &Line| Panel::new(self.x, line.values.good.get().unwrap_or_default(), [&name, &line.of]);
        let panels: Vec<_> = self.lines.with_value(|lines| lines.iter().map(panel).collect());
        let frames = Panel::stacked(&panels, self.stage.size.get());
        panels.into_iter().zip(frames).collect()
    }

    /// Base: axes and curves. Overlay: the point on each, tangents on all but the lowest.
    fn draw(self, tangent: bool, is_held: RwSignal<bool>) {
        let theme = chart_theme();
        self.stage.base(move |_| {
            let (theme, mut whole) = (theme.get(), Picture::default());
            let panels = self.panels();
            for (index, (panel, frame)) in panels.iter().enumerate() {
                let hue = self.lines.with_value(|lines| lines[index].hue.clone());
                let color = hue.and_then(|hue| theme.hue(&hue)).unwrap_or(theme.height);
                whole.add(panel.base(frame, &theme, color, index + 1 == panels.len()));
            }
            whole
        });
        self.stage.overlay(move |_| {
            let (theme, x, panels) = (theme.get(), self.param.get(), self.panels());
            let frames: Vec<_> = panels.iter().map(|(_, frame)| *frame).collect();
            let mut whole = Panel::guide_line(&frames, x, &theme);
            for (index, (panel, frame)) in panels.iter().enumerate() {
                let here = self.lines.with_value(|lines| lines[index].here.good.get());
                let Some((y, slopes)) = here else { continue };
                let slope = slopes.first().copied().filter(|_| tangent && index + 1 < panels.len());
                let point = PanelPoint { x, y, slope, is_held: is_held.get() };
                whole.add(panel.overlay(frame, &theme, &point, theme.point));
            }
            whole
        });
    }

    fn in_words(self) -> Signal<String> {
        derived(move || {
            let name = self.param.spec().name;
            let height = |line: &Line| {
                let value = line.here.with(|(value, _)| *value);
                format!(", {}({name}) = {}", line.of, known(value))
            };
            let heights: String = self.lines.with_value(|lines| lines.iter().map(height).collect());
            parts::values(&[self.param]) + &heights
        })
    }

    /// Every sample: where, on which curve, how high.
    fn rows(self) -> Vec<[f64; 3]> {
        let panels = untrack(|| self.panels());
        let rows = |(index, (panel, _)): (usize, &(Panel, Frame))| {
            panel.samples().map(move |[x, y]| [x, index as f64 + 1.0, y]).collect::<Vec<_>>()
        };
        panels.iter().enumerate().flat_map(rows).collect()
    }
}
