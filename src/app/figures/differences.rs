//! Finite differences in place of a slope: their errors over the size of the step, and their secants on the curve.

use leptos::prelude::*;

use super::curve_point::curve_point;
use super::frame::{Parts, Slot, Words};
use super::handle::{Handle, press_layer};
use super::parts::{axis, numbers, sampled};
use crate::app::canvas::{Stage, chart_theme};
use crate::app::last_good::LastGood;
use crate::app::reactive::{derived, memo};
use crate::app::store::ParamHandle;
use crate::chart::{Errors, Frame, Panel, Picture, Secants};
use crate::lesson::figures;
use crate::lesson::show;
use crate::view::files::table;
use crate::view::words::known;

/// Samples along the curve.
const SAMPLES: u32 = 201;

/// The first and the last step, as quarters of a power of ten: 10^(−q/4).
const QUARTERS: [u32; 2] = [4, 64];

/// The decimals of a slope in words: as many as fit on two lines of a phone.
const DIGITS: u8 = 8;

/// The numbers at the chosen step: the step, the slope, the place, the place one step further, and the result of each
/// rule.
#[derive(Clone)]
struct Here {
    step: f64,
    secants: Secants,
}

impl Here {
    /// Reads what [`here`] asks for.
    fn read(numbers: &[f64]) -> Option<Here> {
        let (&[step, slope, x, y, further, height], slopes) = numbers.split_first_chunk()?;
        let secants = Secants {
            point: [x, y],
            slope,
            slopes: slopes.to_vec(),
            other: [further, height],
            is_held: false,
        };
        Some(Here { step, secants })
    }

    fn errors(&self) -> Vec<f64> {
        self.secants.slopes.iter().map(|slope| (slope - self.secants.slope).abs()).collect()
    }
}

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Differences) -> Parts {
    let (store, x, exponent) = (slot.store, slot.param(&settings.at), slot.param(&settings.exponent));
    let range = axis(settings.x, x);
    let shown = Shown {
        rules: StoredValue::new(settings.rules.iter().map(|rule| rule.to_string()).collect()),
        of: StoredValue::new(settings.of.to_string()),
        range,
        x,
        exponent,
        curve: sampled(store, settings.of.to_string(), range, SAMPLES),
        errors: numbers(store, all(&settings)),
        here: numbers(store, here(&settings)),
        stages: [Stage::new(), Stage::new()],
        is_held: [RwSignal::new(false), RwSignal::new(false)],
    };
    shown.draw();
    let words = shown.in_words();
    let problem = derived(move || {
        let [curve, errors, here] =
            [shown.curve.problem.get(), shown.errors.problem.get(), shown.here.problem.get()];
        curve.or(errors).or(here)
    });
    let rows = move || {
        let rows: Vec<_> = untrack(|| shown.chart()).samples().collect();
        table(&["h", "rule", "error"], rows)
    };
    let [curve, errors] = shown.stages;
    let views = (
        curve.view(|width| figures::Differences::CURVE.at(width), shown.on_curve(words)),
        errors.view(|width| figures::Differences::ERRORS.at(width), shown.on_errors(words)),
    );
    Parts::new(views, shown.stages, problem, Words::Line(words), rows)
}

/// The code for the errors of all rules at all steps: the steps, the floor, then the errors rule by rule.
fn all(settings: &figures::Differences) -> String {
    let (x, slope, [first, last]) = (&*settings.at, &*settings.slope, QUARTERS);
    let errors = settings.rules.iter().map(|rule| format!(", map(h -> abs({}(h) - d), hs)...", &**rule));
    let errors: String = errors.collect();
    format!(
        "let d = {slope}({x}), hs = [10.0^(-q/4) for q in {first}:{last}]; (hs..., abs(d) * 2.0^(-52){errors}) end"
    )
}

/// The code for [`Here`].
fn here(settings: &figures::Differences) -> String {
    let figures::Differences { of, slope, at: x, exponent: k, .. } = settings;
    let [of, slope, x, k]: [&str; 4] = [of, slope, x, k];
    let rules: String = settings.rules.iter().map(|rule| format!(", {}(h)", &**rule)).collect();
    format!("let h = 10.0^(-{k}); (h, {slope}({x}), {x}, {of}({x}), {x} + h, {of}({x} + h){rules}) end")
}

/// Everything that is drawn.
#[derive(Clone, Copy)]
struct Shown {
    rules: StoredValue<Vec<String>>,
    of: StoredValue<String>,
    range: [f64; 2],
    x: ParamHandle,
    exponent: ParamHandle,
    curve: LastGood<Vec<f64>>,
    errors: LastGood<Vec<f64>>,
    here: LastGood<Vec<f64>>,
    stages: [Stage; 2],
    is_held: [RwSignal<bool>; 2],
}

impl Shown {
    fn panel(self) -> (Panel, Frame) {
        let name = self.x.spec().name;
        let values = self.curve.good.get().unwrap_or_default();
        let panel = self.of.with_value(|of| Panel::new(self.range, values, [&name, of]));
        let frame = panel.frame(self.stages[0].size.get(), panel.heights());
        (panel, frame)
    }

    fn chart(self) -> Errors {
        let count = (QUARTERS[1] - QUARTERS[0] + 1) as usize;
        let numbers = self.errors.good.get().unwrap_or_default();
        let (steps, rest) = numbers.split_at(count.min(numbers.len()));
        let (floor, rest) = rest.split_first().unwrap_or((&0.0, &[]));
        let errors = rest.chunks(count).map(<[f64]>::to_vec);
        let rules = self.rules.get_value().into_iter().zip(errors).collect();
        Errors::new(steps.to_vec(), rules, *floor)
    }

    fn now(self) -> Option<Here> {
        self.here.with(|numbers| Here::read(numbers)).flatten()
    }

    fn draw(self) {
        let (theme, [curve, errors], [on_curve, on_errors]) = (chart_theme(), self.stages, self.is_held);
        curve.base(move |_| {
            let (theme, (panel, frame)) = (theme.get(), self.panel());
            panel.base(&frame, &theme, theme.height, true)
        });
        curve.overlay(move |_| {
            let (theme, (_, frame)) = (theme.get(), self.panel());
            let Some(here) = self.now() else { return Picture::default() };
            Secants { is_held: on_curve.get(), ..here.secants }.draw(&frame, &theme)
        });
        errors.base(move |size| {
            let (theme, chart) = (theme.get(), self.chart());
            chart.base(&chart.frame(size), &theme)
        });
        errors.overlay(move |size| {
            let (theme, chart) = (theme.get(), self.chart());
            let Some(here) = self.now() else { return Picture::default() };
            chart.overlay(&chart.frame(size), &theme, here.step, &here.errors(), on_errors.get())
        });
    }

    fn on_curve(self, words: Signal<String>) -> AnyView {
        let place = derived(move || Some((self.panel().1, self.now()?.secants.point[1])));
        curve_point("point on the curve", self.x, place, words, self.is_held[0])
    }

    /// The step is dragged along its axis.
    fn on_errors(self, words: Signal<String>) -> AnyView {
        let (exponent, stage) = (self.exponent, self.stages[1]);
        let frame = memo(move || self.chart().frame(stage.size.get()));
        let drag = Callback::new(move |to: [f64; 2]| {
            exponent.set(-libm::log10(frame.get_untracked().data_from_screen(to)[0]));
        });
        let step = Callback::new(move |[right, up]: [f64; 2]| {
            exponent.set(exponent.get_untracked() - (right + up) * exponent.spec().step);
        });
        let spec = exponent.spec();
        let at =
            derived(move || Some(self.chart().handle_at(&frame.get(), libm::pow(10.0, -exponent.get()))));
        let handle = Handle {
            label: format!("{}: the step", spec.label),
            at,
            words,
            value: derived(move || exponent.get()),
            range: [spec.min, spec.max],
            drag,
            step,
            is_held: self.is_held[1],
        };
        (press_layer(drag), handle.view()).into_any()
    }

    fn in_words(self) -> Signal<String> {
        derived(move || {
            let Some(here) = self.now() else { return format!("h = {}", known(None)) };
            let (exact, errors) = (here.secants.slope, here.errors());
            let rules = self.rules.get_value();
            let told: String = rules
                .iter()
                .zip(here.secants.slopes.iter().zip(&errors))
                .map(|(rule, (slope, error))| {
                    format!(
                        "; {rule} {}, off by {}",
                        show::number(*slope, Some(DIGITS)),
                        show::number(*error, None)
                    )
                })
                .collect();
            let step = show::number(here.step, None);
            format!("h = {step}: automatic {}{told}", show::number(exact, Some(DIGITS)))
        })
    }
}
