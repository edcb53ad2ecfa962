//! The network: its units as tiles with their maps, its weights as lines, its biases as bars, and what the next step will
//! do to them.

mod net;
mod scene;
mod tiles;
mod units;

use leptos::ev::PointerEvent;
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

use self::net::{Net, part, weight_of};
use self::scene::{Scene, Shot};
use super::state::Lab;
use super::watching::each_frame;
use super::{layers, weight};
use crate::app::canvas::chart_theme;
use crate::app::reactive::memo;
use crate::chart::{Opening, WirePart};
use crate::lab::message::Weight;

/// From this distance of columns on each has room for two words.
const ROOMY: f64 = 150.0;

/// How near a line has to be to be meant: for a pointer, and for a finger.
const NEAR: [f64; 2] = [6.0, 14.0];

/// The size of the panel of a weight, about.
const PANEL: [f64; 2] = [300.0, 106.0];

/// The network in the box that it is given.
pub fn view(lab: Lab) -> AnyView {
    lab.watch_while_shown(
        |watch| (watch.units, watch.gradients) = (tiles::SIDE, true),
        |watch| (watch.units, watch.gradients) = (0, false),
    );
    on_cleanup(move || {
        if lab.chosen.try_get_untracked().is_some() {
            lab.choose(None);
            lab.point_at(None);
        }
    });
    let net = Net::new(lab);
    let canvases = [NodeRef::<html::Canvas>::new(), NodeRef::new()];
    net.draw(canvases);
    let side = move |axis: usize| net.frame.with(|frame| format!("{}px", frame.size[axis]));
    // Below each column there is room for a word, or for two.
    let tight = move || net.frame.with(|frame| (frame.column(1) - frame.column(0) < ROOMY).to_string());
    let tile = move || net.frame.with(|frame| format!("{}px", frame.tile));
    view! {
        <div class="net">
            <div class="net__box">{net.stage.filling(().into_any())}</div>
            <div class="net__scroll">
                <div class="net__sheet" style:width=move || side(0) style:height=move || side(1) style:--tile=tile data-tight=tight>
                    <canvas class="net__canvas" node_ref=canvases[0] aria-hidden="true"></canvas>
                    <canvas class="net__canvas" node_ref=canvases[1] aria-hidden="true"></canvas>
                    {net.press_layer()}
                    {net.buttons()}
                    {net.columns()}
                    {net.panel()}
                </div>
            </div>
            {net.lead()}
        </div>
        {legend(lab)}
    }
    .into_any()
}

impl Net {
    /// Paints the picture whenever something in it has changed.
    fn draw(self, canvases: [NodeRef<html::Canvas>; 2]) {
        let theme = chart_theme();
        let scene = StoredValue::new_local(Scene::default());
        let read = move || {
            self.lab.picture.track();
            self.frame.track();
            theme.track();
            self.hovered.track();
            self.lab.chosen.track();
            self.lab.shows_next_step.track();
            self.stage.is_near.track();
            canvases.iter().for_each(Track::track);
        };
        each_frame(read, move || {
            let [Some(Some(below)), Some(Some(above))] = canvases.map(|canvas| canvas.try_get_untracked())
            else {
                return;
            };
            let Some(frame) = self.frame.try_get_untracked() else { return };
            let canvases: [HtmlCanvasElement; 2] = [below, above];
            if !self.stage.is_near.get_untracked() {
                return;
            }
            let inputs = self.wiring.with_untracked(|wiring| wiring.inputs.clone());
            let marked = [self.chosen(&frame), self.hovered.get_untracked()];
            self.lab.picture.with_untracked(|picture| {
                theme.with_untracked(|theme| {
                    let shows_next_step = self.lab.shows_next_step.get_untracked();
                    let shot =
                        Shot { frame: &frame, inputs: &inputs, picture, theme, shows_next_step, marked };
                    scene.try_update_value(|scene| scene.paint(&canvases, &shot));
                });
            });
        });
    }

    /// What takes the pointer between the units.
    fn press_layer(self) -> AnyView {
        let hit = move |event: &PointerEvent| {
            let slack = NEAR[usize::from(event.pointer_type() == "touch")];
            let at = [f64::from(event.offset_x()), f64::from(event.offset_y())];
            self.frame.with_untracked(|frame| {
                let bias = frame.bias_at(at).map(WirePart::Bias);
                bias.or_else(|| frame.wire_at(at, slack).map(WirePart::Line))
            })
        };
        let slide = move |event: PointerEvent| {
            let part = hit(&event);
            if self.hovered.get_untracked() != part {
                self.hovered.set(part);
            }
        };
        let press = move |event: PointerEvent| {
            if event.button() == 0 {
                let weight = self.frame.with_untracked(|frame| weight_of(frame, hit(&event)?));
                self.lab.choose(weight);
            }
        };
        view! {
            <div
                class="net__press"
                data-hit=move || self.hovered.with(Option::is_some).to_string()
                on:pointermove=slide
                on:pointerleave=move |_| self.hovered.set(None)
                on:pointerup=press
            ></div>
        }
        .into_any()
    }

    /// What stands above and below each column.
    fn columns(self) -> AnyView {
        let count = memo(move || self.wiring.with(|wiring| wiring.layers.len() + 1));
        let column = move |layer: usize| {
            let left = move || self.frame.with(|frame| format!("{}px", frame.column(layer)));
            view! {
                <div class="net__head" style:left=left>{layers::head(self.lab, layer)}</div>
                <div class="net__foot" style:left=left>{layers::foot(self.lab, layer)}</div>
            }
        };
        (move || (0..count.get()).map(column).collect_view()).into_any()
    }

    /// The hairline that leads from the output to the large map, which is that unit, enlarged.
    fn lead(self) -> AnyView {
        let at = move |axis: usize| {
            self.frame.with(|frame| {
                let [x, y] = *frame.units.last()?.first()?;
                Some(format!("{}px", [x + frame.tile / 2.0 + 1.0, y][axis]))
            })
        };
        view! {
            <span class="net__lead" aria-hidden="true" style:left=move || at(0) style:top=move || at(1)><i>"ŷ"</i></span>
        }
        .into_any()
    }

    /// The panel of the weight that is chosen.
    fn panel(self) -> AnyView {
        let opening = memo(move || {
            let chosen = self.lab.chosen.get()?;
            self.frame.with(|frame| frame.opening(part(frame, chosen)?, PANEL))
        });
        let is_open = memo(move || opening.with(Option::is_some));
        let place = move |axis: usize| opening.get().map(|Opening { at, .. }| format!("{}px", at[axis]));
        let focus = move || self.wants_focus.try_update_value(std::mem::take).unwrap_or(false);
        let back = Callback::new(move |weight: Weight| {
            self.lab.choose(None);
            let button = document().get_element_by_id(&format!("net-{}-{}", weight.layer + 1, weight.unit));
            if let Some(button) =
                button.and_then(|button| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(button).ok())
            {
                // Focus can be refused; then it stays where it is.
                let _ = button.focus();
            }
        });
        let panel = move || {
            is_open.get().then(|| {
                view! {
                    <div
                        class="net__panel"
                        data-above=move || opening.get().is_some_and(|opening| opening.is_above).to_string()
                        style:left=move || place(0)
                        style:top=move || place(1)
                        style:--tip=move || opening.get().map(|opening| format!("{}px", opening.tip))
                    >
                        {weight::panel(self.lab, focus(), back)}
                    </div>
                }
            })
        };
        panel.into_any()
    }
}

/// What lines, triangles and bars mean.
fn legend(lab: Lab) -> AnyView {
    view! {
        <div class="net__legend">
            <span class="net__key" data-mark="positive">"positive"</span>
            <span class="net__key" data-mark="negative">"negative; the thicker, the larger"</span>
            <span class="net__key" data-mark="step" hidden=move || !lab.shows_next_step.get()>
                "the next step raises, lowers it"
            </span>
            <span class="net__key" data-mark="bias">"bias"</span>
        </div>
    }
    .into_any()
}
