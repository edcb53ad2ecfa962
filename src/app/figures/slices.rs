//! f(a, b, c) along each of its numbers while the others stay, and the landscape of two of them; with the curve
//! that the three numbers make, where there is one.

use std::rc::Rc;

use leptos::prelude::*;

use super::axes::bands;
use super::curve_point::curve_point;
use super::frame::{Parts, Slot, Words};
use super::ground::{Ground, Standing};
use super::handle::press_layer;
use super::landscape::{dragging, handle};
use super::observed::Observed;
use super::parts::{hue, sampled, slopes, values};
use super::turning::Turning;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::last_good::LastGood;
use crate::app::reactive::{derived, memo};
use crate::app::store::{ParamHandle, Store};
use crate::chart::{Aspect, Marks, Panel, PanelPoint, Picture, grow_to_include};
use crate::kernel::message::Problem;
use crate::lesson::figures::{self, slices::View};
use crate::view::files::table;
use crate::view::words::{known, number};

/// Samples along a slice.
const SAMPLES: u32 = 121;

/// The pairs of numbers that a landscape can be drawn over.
const PAIRS: [[usize; 2]; 3] = [[0, 1], [0, 2], [1, 2]];

/// The function around the point.
#[derive(Clone, Copy)]
struct Sliced {
    of: StoredValue<String>,
    point: [ParamHandle; 3],
    here: LastGood<(f64, Vec<f64>)>,
    slices: [LastGood<Vec<f64>>; 3],
    /// The heights that all slices show at least; their own if there are none.
    least: Option<[f64; 2]>,
    tangent: bool,
}

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Slices) -> Parts {
    let store = slot.store;
    let sliced = Sliced::new(slot, &settings);
    let has = |view: View| settings.views.has(view);
    let fitted = settings.fitted.as_ref().filter(|_| has(View::Fit));
    let observed = fitted.map(|fitted| Observed::new(slot, &fitted.seen, &fitted.fit, None));
    let stages: [Stage; 6] = std::array::from_fn(|_| Stage::new());
    let [fit, first, second, third, map, space] = stages;
    let words = sliced.in_words();
    let fit = observed.map(|observed| observed.view(fit, |width| figures::Slices::FIT.at(width)));
    let slices = has(View::Slices).then(|| {
        let slices: Vec<_> = [first, second, third].into_iter().enumerate().collect();
        let slices: Vec<_> =
            slices.into_iter().map(|(axis, stage)| sliced.slice(store, stage, axis, words)).collect();
        view! { <div class="figure__row" data-count="3">{slices}</div> }
    });
    let ground = (has(View::Contour) || has(View::Surface))
        .then(|| sliced.ground(store, [map, space], [has(View::Contour), has(View::Surface)], words));
    let problem = derived(move || {
        let observed = observed.and_then(|observed| observed.problem.get());
        sliced.problem().or(observed)
    });
    let names = ["axis".to_owned(), "at".to_owned(), sliced.of.get_value()];
    let rows = move || table(&names.each_ref().map(String::as_str), sliced.rows());
    Parts::new((fit, slices, ground), stages, problem, Words::Line(words), rows)
}

impl Sliced {
    fn new(slot: &Slot, settings: &figures::Slices) -> Sliced {
        let (store, of, point) = (slot.store, settings.of.to_string(), slot.params(&settings.at));
        let call = format!("{of}({})", point.map(|param| param.spec().name).join(", "));
        let slices = point.map(|param| {
            let spec = param.spec();
            sampled(store, format!("{} -> {call}", spec.name), [spec.min, spec.max], SAMPLES)
        });
        let here = slopes(store, &of, &point);
        let (least, tangent) = (settings.height, settings.tangent);
        Sliced { of: StoredValue::new(of), point, here, slices, least, tangent }
    }

    fn panel(self, axis: usize) -> Panel {
        let spec = self.point[axis].spec();
        let values = self.slices[axis].good.get().unwrap_or_default();
        Panel::new([spec.min, spec.max], values, [&spec.name, &self.of.get_value()])
    }

    fn height(self) -> Option<f64> {
        self.here.with(|(value, _)| *value)
    }

    /// The heights that all slices show.
    fn heights(self) -> [f64; 2] {
        match self.least {
            Some(least) => grow_to_include(least, self.height().unwrap_or(f64::NAN)),
            None => (0..3)
                .map(|axis| self.panel(axis).heights())
                .fold([f64::MAX, f64::MIN], |all, own| [all[0].min(own[0]), all[1].max(own[1])]),
        }
    }

    /// One slice, with the point on it.
    fn slice(self, store: Store, stage: Stage, axis: usize, words: Signal<String>) -> AnyView {
        let (param, theme) = (self.point[axis], chart_theme());
        let hues = [hue(store, &self.of.get_value()), param.named().map(|named| named.hue)];
        let [own, knob] = hues.map(|hue| hue.unwrap_or_default());
        let is_held = RwSignal::new(false);
        let frame = memo(move || {
            let size = stage.size.get();
            (size[0] > 0.0).then(|| self.panel(axis).frame(size, self.heights()))
        });
        stage.base(move |_| {
            let (theme, Some(frame)) = (theme.get(), frame.get()) else { return Picture::default() };
            let color = theme.hue(&own).unwrap_or(theme.height);
            self.panel(axis).base(&frame, &theme, color, true)
        });
        stage.overlay(move |_| {
            let (theme, Some(frame)) = (theme.get(), frame.get()) else { return Picture::default() };
            let (y, slopes) = self.here.good.get().unwrap_or((f64::NAN, Vec::new()));
            let slope = slopes.get(axis).copied().filter(|_| self.tangent);
            let point = PanelPoint { x: param.get(), y, slope, is_held: is_held.get() };
            let color = theme.hue(&knob).unwrap_or(theme.point);
            self.panel(axis).overlay(&frame, &theme, &point, color)
        });
        let place = derived(move || Some((frame.get()?, self.height()?)));
        let over = (curve_point("point on its slice", param, place, words, is_held), bands(frame, &[param]));
        stage.view(|width| figures::Slices::SLICE.at(width), over.into_any())
    }

    /// The landscape over two of the numbers, to be chosen.
    fn ground(self, store: Store, stages: [Stage; 2], has: [bool; 2], words: Signal<String>) -> AnyView {
        let pair = RwSignal::new(PAIRS[0]);
        let name = move |axis: usize| self.point[axis].spec().name;
        let choice = move |own: [usize; 2]| {
            view! {
                <button
                    class="button"
                    type="button"
                    aria-pressed=move || (pair.get() == own).to_string()
                    on:click=move |_| pair.set(own)
                >
                    {format!("{}, {}", name(own[0]), name(own[1]))}
                </button>
            }
        };
        let count = has.iter().filter(|has| **has).count();
        view! {
            <div class="figure__choice" role="group" aria-label="Landscape over">
                <span aria-hidden="true">"Landscape over"</span>
                {Vec::from(PAIRS.map(choice))}
            </div>
            <div class="figure__row" data-count=count>
                {move || self.over_pair(store, pair.get(), stages, has, words)}
            </div>
        }
        .into_any()
    }

    fn over_pair(
        self,
        store: Store,
        pair: [usize; 2],
        [map, space]: [Stage; 2],
        has: [bool; 2],
        words: Signal<String>,
    ) -> AnyView {
        let params = pair.map(|axis| self.point[axis]);
        let [x, y] = params.map(|param| param.spec());
        let call = self.point.map(|param| param.spec().name).join(", ");
        let of = format!("({}, {}) -> {}({call})", x.name, y.name, self.of.get_value());
        let ranges = [[x.min, x.max], [y.min, y.max]];
        // The numbers mean different things: there is no angle to be true.
        let ground = Ground::shaped(store, &of, (ranges, Aspect::Free), [x.name, y.name]);
        let is_held = RwSignal::new(false);
        let marks: Standing = Rc::new(move |draw: &mut dyn FnMut(&Marks<'_>)| {
            let point = Some(params.map(ParamHandle::get));
            draw(&Marks { point, is_held: is_held.get(), ..Marks::default() });
        });
        let frame = ground.frame(map);
        let over = (
            press_layer(dragging(params, frame)),
            handle("the point", params, frame, words, is_held),
            bands(frame, &params),
        );
        let flat = has[0].then(|| ground.map(map, true, Rc::clone(&marks), over.into_any()));
        let surface = has[1].then(|| {
            let turning = Turning::new();
            let over = ground.handle_in_space("the point", space, turning, params, (words, is_held));
            ground.surface(space, turning, marks, over)
        });
        (flat, surface).into_any()
    }

    fn problem(self) -> Option<Problem> {
        let slices = self.slices.into_iter().find_map(|slice| slice.problem.get());
        slices.or_else(|| self.here.problem.get())
    }

    /// Where the point is, how high, and how steep along each number.
    fn in_words(self) -> Signal<String> {
        derived(move || {
            let here = self.here.good.get();
            let height = known(here.as_ref().map(|(value, _)| *value));
            let mut words = format!("{}, {} = {height}", values(&self.point), self.of.get_value());
            if let (true, Some((_, slopes))) = (self.tangent, &here) {
                let slopes: Vec<_> = slopes.iter().map(|slope| number(*slope)).collect();
                words += &format!(", slopes {}", slopes.join(", "));
            }
            words
        })
    }

    /// Every sample: the number of its axis, where on it, and how high.
    fn rows(self) -> Vec<[f64; 3]> {
        let rows = |axis: usize| {
            let panel = untrack(|| self.panel(axis));
            panel.samples().map(|[x, y]| [axis as f64 + 1.0, x, y]).collect::<Vec<_>>()
        };
        (0..3).flat_map(rows).collect()
    }
}
