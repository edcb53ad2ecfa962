//! One example, traced: its values light up through the network, layer after layer, then the gradients flow back.

use leptos::html;
use leptos::prelude::*;

use super::ink::Ink;
use super::state::Lab;
use super::watching::each_frame;
use crate::app::canvas::{Stage, chart_theme, cleared, device_pixel_ratio};
use crate::app::figures::Stepper;
use crate::app::reactive::{derived, memo};
use crate::chart::{LayerWeights, Passage, Wiring, WiringFrame};
use crate::lab::settings::Sample;
use crate::view::laboratory::naming;
use crate::view::laboratory::traced::{Told, place, sentence, steps};

/// The least distance of columns: boxes with numbers and room for lines between.
const GAP: f64 = 104.0;

/// The way of a point in the box that it is given.
pub fn view(lab: Lab) -> AnyView {
    if lab.watch.with_untracked(|watch| watch.trace.is_none()) {
        let first = lab.points.with_untracked(|points| points.iter().flatten().next().copied());
        lab.watch.update(|watch| watch.trace = first);
    }
    on_cleanup(move || {
        lab.watch.try_update(|watch| watch.trace = None);
    });
    let layers = memo(move || lab.settings.with(|settings| settings.layers.len() + 1));
    let count = derived(move || steps(layers.get()));
    let stepper = Stepper::new(count, false);
    let stage = Stage::new();
    let frame = memo(move || {
        let wiring = lab.settings.with(|settings| {
            let sizes = settings.sizes();
            Wiring { inputs: (0..sizes[0]).map(Some).collect(), layers: sizes[1..].to_vec() }
        });
        wiring.frame(stage.size.get(), GAP)
    });
    let told = move || {
        lab.picture.with(|picture| {
            let (trace, sample) = (picture.trace.as_ref()?, lab.watch.with(|watch| watch.trace)?);
            let settings = lab.settings.get();
            Some(sentence(&Told { settings: &settings, trace, sample }, stepper.reached()))
        })
    };
    let words = derived(move || told().unwrap_or_else(|| "Pick a point in the map.".to_owned()));
    let stands = derived(move || format!("step {} of {}", stepper.reached(), count.get()));
    let canvas = draw(lab, stage, frame, stepper);
    let side = move |axis: usize| frame.with(|frame| format!("{}px", frame.size[axis]));
    view! {
        <div class="view" role="group" aria-label="One example, traced">
            <div class="view__head">{picker(lab)}</div>
            <p class="trace__words">{words}</p>
            <div class="view__stage">
                <div class="net__box">{stage.filling(().into_any())}</div>
                <div class="net__scroll">
                    <div class="net__sheet" style:width=move || side(0) style:height=move || side(1)>
                        <canvas class="net__canvas" node_ref=canvas aria-hidden="true"></canvas>
                        {names(lab, frame)}
                    </div>
                </div>
            </div>
            {stepper.view(stands, words, derived(|| false))}
        </div>
    }
    .into_any()
}

fn draw(lab: Lab, stage: Stage, frame: Memo<WiringFrame>, stepper: Stepper) -> NodeRef<html::Canvas> {
    let canvas = NodeRef::<html::Canvas>::new();
    let theme = chart_theme();
    let reached = memo(move || stepper.reached());
    let read = move || {
        lab.picture.track();
        frame.track();
        theme.track();
        reached.track();
        stage.is_near.track();
        canvas.track();
    };
    each_frame(read, move || {
        let (Some(frame), Some(Some(canvas))) = (frame.try_get_untracked(), canvas.try_get_untracked())
        else {
            return;
        };
        let Some(context) = cleared(&canvas, frame.size, device_pixel_ratio()) else { return };
        lab.picture.with_untracked(|picture| {
            let Some(trace) = &picture.trace else { return };
            let layers: Vec<LayerWeights<'_>> = picture
                .layers
                .iter()
                .map(|layer| LayerWeights { weights: &layer.weights, biases: &layer.biases })
                .collect();
            let passage = Passage { layers: &layers, values: &trace.values, adjoints: &trace.adjoints };
            let step = place(layers.len(), reached.get_untracked());
            theme.with_untracked(|theme| Ink::new(&context).paint(&passage.draw(&frame, theme, step)));
        });
    });
    canvas
}

/// The names of the columns.
fn names(lab: Lab, frame: Memo<WiringFrame>) -> AnyView {
    let columns = memo(move || frame.with(|frame| frame.units.len()));
    let name = move |column: usize| {
        let left = move || frame.with(|frame| format!("{}px", frame.column(column)));
        let words = lab.settings.with_untracked(|settings| naming::layer(settings, column));
        view! { <div class="net__head" style:left=left>{words}</div> }
    };
    (move || (0..columns.get()).map(name).collect_view()).into_any()
}

/// Which point is traced: the one before, the next, or one of the map.
fn picker(lab: Lab) -> AnyView {
    let index = move |sample: Option<Sample>, points: &[Vec<Sample>; 2]| {
        points.iter().flatten().position(|point| Some(*point) == sample)
    };
    let step = move |by: usize| {
        let points = lab.points.get_untracked();
        let count = points.iter().map(Vec::len).sum::<usize>();
        let now = lab.watch.with_untracked(|watch| index(watch.trace, &points)).unwrap_or(0);
        let next = points.iter().flatten().nth((now + by + count) % count.max(1)).copied();
        lab.watch.update(|watch| watch.trace = next);
    };
    let last = move || {
        lab.points.with_untracked(|points| points.iter().map(Vec::len).sum::<usize>()).saturating_sub(1)
    };
    let words = move || {
        lab.points.with(|points| match index(lab.watch.with(|watch| watch.trace), points) {
            Some(at) => {
                let kept = if at >= points[0].len() { ", kept for testing" } else { "" };
                format!("Point {} of {}{kept}", at + 1, points[0].len() + points[1].len())
            }
            None => "No point".to_owned(),
        })
    };
    view! {
        <span class="steps">
            <button class="step" type="button" aria-label="The point before" on:click=move |_| step(last())>"−"</button>
            <span class="steps__words">{words}</span>
            <button class="step" type="button" aria-label="The next point" on:click=move |_| step(1)>"+"</button>
        </span>
        <span class="view__words">"or pick one in the map"</span>
    }
    .into_any()
}
