//! The data column: the sets, what can be changed about them, and points of one's own.

use leptos::prelude::*;

use super::control::{Control, control};
use super::field::Slider;
use super::number::{Bounds, Number};
use super::state::{Lab, problem_with};
use super::{inputs, own, thumbnails};
use crate::lab::digits::REAL_SETS;
use crate::lab::settings::{Data, Source};
use crate::view::laboratory::words::number;
use crate::view::route::LABORATORY;

/// The column without its heading.
pub fn view(lab: Lab) -> AnyView {
    view! {
        {control(Control::Sets, thumbnails::view(lab))}
        <div class="knobs">
            {control(Control::Noise, noise(lab))}
            {control(Control::Points, points(lab))}
            {control(Control::Testing, testing(lab))}
            {control(Control::Batch, batch(lab))}
        </div>
        {control(Control::Sample, sample(lab))}
        {control(Control::Own, own::view(lab))}
        {inputs::told(problem_with(lab, "data"))}
        {control(Control::Sets, real())}
        {control(Control::Inputs, inputs::view(lab))}
    }
    .into_any()
}

/// The way to real data, which has a page of its own.
fn real() -> AnyView {
    let address = format!("{LABORATORY}/{}", REAL_SETS[0].name);
    view! { <a class="act line__way" href=address>"Real data: handwritten digits"</a> }.into_any()
}

fn of(lab: Lab, value: fn(&Data) -> f64) -> Signal<f64> {
    Signal::derive(move || lab.settings.with(|settings| value(&settings.data)))
}

fn changed(lab: Lab, change: fn(&mut Data, f64)) -> Callback<f64> {
    Callback::new(move |value| lab.change(|settings| change(&mut settings.data, value)))
}

fn noise(lab: Lab) -> AnyView {
    let value = of(lab, |data| data.noise);
    let set = changed(lab, |data, value| data.noise = value);
    view! { <Slider label="Noise" value scale=[0.0, 0.5, 0.01] words=number set/> }.into_any()
}

fn points(lab: Lab) -> AnyView {
    let value = of(lab, |data| match &data.source {
        Source::Set(_) => f64::from(data.count),
        Source::Own(samples) => samples.len() as f64,
    });
    let set = changed(lab, |data, value| data.count = value as u32);
    view! { <Slider label="Points" value scale=[10.0, 1000.0, 10.0] words=number set/> }.into_any()
}

fn testing(lab: Lab) -> AnyView {
    let value = of(lab, |data| data.testing);
    let set = changed(lab, |data, value| data.testing = value);
    let words = |share: f64| format!("{:.0} %", 100.0 * share);
    view! { <Slider label="For testing" value scale=[0.0, 0.9, 0.05] words set/> }.into_any()
}

fn batch(lab: Lab) -> AnyView {
    let value = of(lab, |data| f64::from(data.batch));
    let set = changed(lab, |data, value| data.batch = value as u32);
    view! { <Slider label="Batch" value scale=[1.0, 100.0, 1.0] words=number set/> }.into_any()
}

fn sample(lab: Lab) -> AnyView {
    const SEEDS: Bounds = Bounds::whole(0.0, 999_999.0);
    let value = of(lab, |data| data.seed as f64);
    let set = changed(lab, |data, value| data.seed = value as u64);
    let another = move |_| lab.change(|settings| settings.data.seed = (settings.data.seed + 1) % 1_000_000);
    view! {
        <div class="line">
            <span>"Sample " <Number label="Seed of the sample" value bounds=SEEDS set/></span>
            <button class="act" type="button" on:click=another>"New sample"</button>
        </div>
    }
    .into_any()
}
