//! A point that is dragged along a curve: its x is a parameter, its height follows.

use leptos::prelude::*;

use super::handle::{Handle, press_layer};
use crate::app::reactive::derived;
use crate::app::store::ParamHandle;
use crate::chart::Frame;

/// The handle of such a point, over a layer that moves it to where it is pressed. `place` gives the curve's frame
/// and the height; a point outside the picture keeps its handle at the edge.
pub fn curve_point(
    what: &str,
    param: ParamHandle,
    place: Signal<Option<(Frame, f64)>>,
    words: Signal<String>,
    is_held: RwSignal<bool>,
) -> AnyView {
    let spec = param.spec();
    let drag = Callback::new(move |to: [f64; 2]| {
        if let Some((frame, _)) = place.get_untracked() {
            param.set(frame.data_from_screen(to)[0]);
        }
    });
    let step = Callback::new(move |[right, up]: [f64; 2]| {
        param.set(param.get_untracked() + (right + up) * param.spec().step);
    });
    let at = derived(move || {
        let (frame, height) = place.get()?;
        let (at, plot) = (frame.screen_from_data([param.get(), height]), frame.plot());
        let top = if at[1].is_nan() { plot.max[1] } else { at[1].clamp(plot.min[1], plot.max[1]) };
        Some([at[0].clamp(plot.min[0], plot.max[0]), top])
    });
    let handle = Handle {
        label: format!("{}: {what}", spec.label),
        at,
        words,
        value: derived(move || param.get()),
        range: [spec.min, spec.max],
        drag,
        step,
        is_held,
    };
    (press_layer(drag), handle.view()).into_any()
}
