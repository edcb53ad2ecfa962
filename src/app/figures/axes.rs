//! The bands along a chart's axes. Each belongs to the number on its axis, and lights up together with every other
//! mention of that number on the page.

use leptos::prelude::*;

use super::parts;
use crate::app::store::ParamHandle;
use crate::chart::{Frame, Rect};

/// How wide the bands below and beside a plot are, in CSS pixels: as far as the numbers on the axes reach.
const BELOW: f64 = 22.0;
const BESIDE: f64 = 30.0;

/// The bands along the axes of a plot, the horizontal one first. A number that is not named on the page has none.
pub fn bands(frame: Memo<Option<Frame>>, params: &[ParamHandle]) -> AnyView {
    let bands = params.iter().enumerate().map(|(axis, param)| band(frame, axis, *param));
    bands.collect_view().into_any()
}

fn band(frame: Memo<Option<Frame>>, axis: usize, param: ParamHandle) -> AnyView {
    let (part, named) = (param.spec().part(), param.named());
    if part.is_none() && named.is_none() {
        return ().into_any();
    }
    let side = parts::side(move || Some(along(frame.get()?.plot(), axis)));
    view! {
        <span
            class="figure__axis"
            aria-hidden="true"
            data-part=part
            data-identity=named.as_ref().map(|named| named.key.clone())
            data-hue=named.map(|named| named.hue)
            style:left=side(0, false)
            style:top=side(1, false)
            style:width=side(0, true)
            style:height=side(1, true)
        ></span>
    }
    .into_any()
}

/// How far they reach beyond the plot, around the first and the last number.
const AROUND: [f64; 2] = [12.0, 7.0];

/// Where the band of an axis lies.
fn along(plot: Rect, axis: usize) -> Rect {
    let ([left, top], [right, bottom]) = (plot.min, plot.max);
    match axis {
        0 => Rect { min: [left - AROUND[0], bottom + 1.0], max: [right + AROUND[0], bottom + BELOW] },
        _ => Rect { min: [(left - BESIDE).max(0.0), top - AROUND[1]], max: [left - 1.0, bottom + AROUND[1]] },
    }
}
