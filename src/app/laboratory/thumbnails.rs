//! The thumbnails of the data sets, and the one that stands for points of one's own.

use leptos::prelude::*;

use super::state::Lab;
use crate::lab::settings::{Sample, Source};
use crate::nn::{DataSet, Samples};
use crate::view::laboratory::words::SETS;

/// The side of a thumbnail in CSS pixels.
const SIDE: f64 = 41.0;

/// How many points a thumbnail shows, of classes and of a function.
const SHOWN: [usize; 2] = [72, 110];

/// Four rows of two: press one, and the network learns from its points.
pub fn view(lab: Lab) -> AnyView {
    // Points of one's own, while another set is chosen.
    let own = StoredValue::new(None::<Vec<Sample>>);
    let take = move |source: Source| {
        if let Source::Own(samples) = lab.settings.with_untracked(|settings| settings.data.source.clone()) {
            own.set_value(Some(samples));
        }
        lab.drawing.set(None);
        lab.change(|settings| settings.data.source = source);
    };
    let set = move |(name, words): &(&'static str, &'static str)| {
        let name = *name;
        let chosen = move || is_set(lab, name).to_string();
        view! {
            <button
                class="thumbnail"
                type="button"
                aria-pressed=chosen
                on:click=move |_| take(Source::Set(name.to_owned()))
            >
                {DataSet::named(name).map(picture)}
                {*words}
            </button>
        }
    };
    let is_own =
        move || lab.settings.with(|settings| matches!(settings.data.source, Source::Own(_))).to_string();
    let take_own = move |_| {
        let samples = own.get_value().unwrap_or_else(|| lab.points.get_untracked().concat());
        take(Source::Own(samples));
    };
    view! {
        <div class="thumbnails" role="group" aria-label="Data set">
            {SETS.iter().map(set).collect_view()}
            <button class="thumbnail" type="button" aria-pressed=is_own on:click=take_own>
                <svg class="thumbnail__picture" viewBox="0 0 41 41" aria-hidden="true">
                    <path class="thumbnail__plus" d="M15 20.5h11M20.5 15v11"></path>
                </svg>
                "Yours"
            </button>
        </div>
    }
    .into_any()
}

fn is_set(lab: Lab, name: &str) -> bool {
    lab.settings.with(|settings| matches!(&settings.data.source, Source::Set(own) if own == name))
}

/// The points of a set: circles for one class, diamonds for the other, and paler the smaller the number.
fn picture(set: &'static DataSet) -> AnyView {
    let samples = set.samples(SHOWN[usize::from(set.is_regression)], 0.08, 3);
    let strengths: &[[f64; 3]] = match set.is_regression {
        false => &[[0.0, 1.0, 1.0]],
        true => &[[0.0, 0.25, 0.25], [0.25, 0.6, 0.55], [0.6, 1.0, 1.0]],
    };
    let group = |[from, to, strength]: &[f64; 3]| {
        let among = |positive: bool| places(&samples, positive, *from..=*to);
        let [circles, diamonds] = [among(true), among(false)];
        let circles: String = circles.iter().map(|[x, y]| format!("M{x:.1} {y:.1}h0")).collect();
        let diamonds: String = diamonds
            .iter()
            .map(|[x, y]| format!("M{x:.1} {:.1}l1.7 1.7-1.7 1.7-1.7-1.7z", y - 1.7))
            .collect();
        view! {
            <path class="thumbnail__circles" opacity=*strength d=circles></path>
            <path class="thumbnail__diamonds" opacity=*strength d=diamonds></path>
        }
    };
    view! {
        <svg class="thumbnail__picture" viewBox="0 0 41 41" aria-hidden="true">
            {strengths.iter().map(group).collect_view()}
        </svg>
    }
    .into_any()
}

/// Where the samples lie in a thumbnail whose target has this sign and is of this size.
fn places(samples: &Samples, positive: bool, sizes: std::ops::RangeInclusive<f64>) -> Vec<[f64; 2]> {
    let scale = (SIDE - 2.0) / 12.0;
    let place = |[x, y]: [f64; 2]| [SIDE / 2.0 + scale * x, SIDE / 2.0 - scale * y];
    let both = samples.points.iter().zip(&samples.wanted);
    both.filter(|(_, wanted)| (**wanted > 0.0) == positive && sizes.contains(&wanted.abs()))
        .map(|(point, _)| place(*point))
        .collect()
}
