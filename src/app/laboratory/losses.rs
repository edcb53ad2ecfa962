//! The loss curves: two of the present run, one of the run to compare with, and all values at the step that is pointed at.

use std::sync::Arc;

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::state::Lab;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::reactive::{derived, memo};
use crate::chart::{LossMarks, LossRun, Losses, grouped, loss_text};
use crate::lab::message::{Curve, Picture, Request};

/// How much of the run a press of an arrow key goes along, and with Shift.
const STEP: [f64; 2] = [0.01, 0.1];

/// The curves with their title.
pub fn view(lab: Lab) -> AnyView {
    let stage = Stage::new();
    let pointed = RwSignal::new(None::<f64>);
    draw(lab, stage, pointed);
    let other = memo(move || {
        lab.picture.with(|picture| {
            let other = picture.other.as_ref().filter(|other| !other.steps.is_empty());
            other.map(|other| other.name.clone())
        })
    });
    let other = move || {
        let name = other.get();
        let (label, words, request) = match name {
            None => (None, "Keep to compare", Request::KeepForComparison),
            Some(name) => (Some(other_name(&name)), "Let go", Request::EndComparison),
        };
        let act = view! {
            <button class="act" type="button" on:click=move |_| lab.request(request.clone())>{words}</button>
        };
        view! { {label.map(|label| view! { <span class="losses__other">{label}</span> })} {act} }
    };
    view! {
        <div class="losses">
            <div class="lab__head losses__head">
                <h2 class="lab__title">"Loss: how wrong it is"</h2>
                {other}
            </div>
            <div class="losses__stage">{stage.filling(over(lab, stage, pointed))}</div>
        </div>
    }
    .into_any()
}

fn other_name(name: &str) -> String {
    if name.is_empty() { "the run before".to_owned() } else { format!("the run before, {name}") }
}

/// A picture's curves as the chart reads them.
fn losses(picture: &Picture) -> Losses<'_> {
    let fork = picture.other.as_ref().or(picture.curve.as_ref()).and_then(|curve| curve.fork);
    Losses { run: as_run(&picture.curve), other: as_run(&picture.other), fork }
}

fn as_run(curve: &Option<Curve>) -> LossRun<'_> {
    curve.as_ref().map_or_else(LossRun::default, |curve| LossRun {
        steps: &curve.steps,
        training: &curve.training,
        testing: &curve.testing,
    })
}

/// The losses near the step that is pointed at, or else at the current one.
fn values(picture: &Picture, pointed: Option<f64>) -> (f64, [f64; 2], Option<f64>) {
    let losses = losses(picture);
    let now = (picture.step as f64, picture.losses);
    let (step, values) = pointed.map_or(now, |step| losses.run.near(step, now));
    let other = losses.other.compared(step);
    (step, values, (!other.is_nan()).then_some(other))
}

fn draw(lab: Lab, stage: Stage, pointed: RwSignal<Option<f64>>) {
    let theme = chart_theme();
    // A curve is thinned out and does not change with every picture.
    let curves = memo(move || lab.picture.with(|picture| Curves::of(picture)));
    stage.base(move |size| {
        curves.with(|curves| {
            let losses = losses(&curves.0);
            theme.with(|theme| losses.base(&losses.frame(size), theme))
        })
    });
    stage.overlay(move |size| {
        lab.picture.with(|picture| {
            let losses = losses(picture);
            let pointed = pointed.get();
            let (step, values, other) = values(picture, pointed);
            let ring =
                picture.diagnosis.as_ref().and_then(|diagnosis| diagnosis.step).map(|step| step as f64);
            let other = other.filter(|_| pointed.is_some()).map(|value| (value, "before"));
            let marks = LossMarks { step, values, other, ring, is_pointed: pointed.is_some() };
            theme.with(|theme| losses.overlay(&losses.frame(size), theme, &marks))
        })
    });
}

/// The curves of a picture; two are equal if they end at the same step and have as many points.
#[derive(Clone)]
struct Curves(Arc<Picture>);

impl Curves {
    fn of(picture: &Picture) -> Curves {
        let (curve, other) = (picture.curve.clone(), picture.other.clone());
        Curves(Arc::new(Picture { curve, other, ..Picture::default() }))
    }
}

impl PartialEq for Curves {
    fn eq(&self, other: &Curves) -> bool {
        self.0.curve == other.0.curve && self.0.other == other.0.other
    }
}

/// What takes the pointer and the keys.
fn over(lab: Lab, stage: Stage, pointed: RwSignal<Option<f64>>) -> AnyView {
    let last = derived(move || lab.picture.with(|picture| picture.last) as f64);
    let slide = move |event: PointerEvent| {
        let x = f64::from(event.offset_x());
        let step = lab.picture.with_untracked(|picture| {
            losses(picture).frame(stage.size.get_untracked()).x.data_from_screen(x)
        });
        pointed.set(Some(step.round().clamp(0.0, last.get_untracked())));
    };
    let keys = move |event: KeyboardEvent| {
        let (now, last) = (pointed.get_untracked(), last.get_untracked());
        let now = now.unwrap_or_else(|| lab.picture.with_untracked(|picture| picture.step as f64));
        let by = (STEP[usize::from(event.shift_key())] * last).max(1.0);
        let next = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => now + by,
            "ArrowLeft" | "ArrowDown" => now - by,
            "Home" => 0.0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        pointed.set(Some(next.round().clamp(0.0, last)));
    };
    let still = lab.still();
    // What is pointed at is read now; otherwise a screen reader hears of it when the run stands still.
    let words = memo(move || match pointed.get() {
        Some(step) => lab.picture.with(|picture| in_words(picture, Some(step))),
        None => still.with(|still| in_words(&still.0, None)),
    });
    view! {
        <div
            class="losses__press"
            role="slider"
            tabindex="0"
            aria-label="Losses by step"
            aria-valuemin="0"
            aria-valuemax=move || still.with(|still| still.0.last)
            aria-valuenow=move || pointed.get().unwrap_or_else(|| still.with(|still| still.0.step as f64))
            aria-valuetext=move || words.get()
            on:pointermove=slide
            on:pointerleave=move |_| pointed.set(None)
            on:blur=move |_| pointed.set(None)
            on:keydown=keys
        ></div>
    }
    .into_any()
}

fn in_words(picture: &Picture, pointed: Option<f64>) -> String {
    let (step, [training, testing], other) = values(picture, pointed);
    let testing = if testing.is_nan() { String::new() } else { format!(", test {}", loss_text(testing)) };
    let other = other.map_or(String::new(), |other| format!(", the run before {}", loss_text(other)));
    format!("Step {}: train {}{testing}{other}", grouped(step as u64), loss_text(training))
}
