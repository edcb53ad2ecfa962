//! The large map: what the network says all over the plane, or what a unit says that is pointed at. Points are picked here
//! to be traced, drawn and erased.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::state::{ERASER, Lab};
use super::watching::{REACH, field};
use super::{confusion, map_hand};
use crate::app::canvas::{Stage, chart_theme};
use crate::app::reactive::{derived, memo};
use crate::chart::{Frame, Picture, Plane, PlaneMarks, PlanePoint, Tint};
use crate::lab::settings::Sample;
use crate::lesson::show;
use crate::view::laboratory::naming;

/// The points along a side of the map that the laboratory computes.
const SIDE: u32 = 64;

/// The share of the hue in the deepest colour.
const STRENGTH: f64 = 0.42;

/// The width from which there is room for a scale of colours.
const ROOMY: f64 = 360.0;

/// The sizes of the image's pixels, smooth and in steps, whose borders must be sharp.
const PIXEL: [f64; 2] = [2.0, 0.5];

/// How far a press of an arrow key moves the cross-hair, and with Shift.
const STEP: [f64; 2] = [0.25, 1.0];

/// The map's part of the page.
#[derive(Clone, Copy)]
struct View {
    lab: Lab,
    stage: Stage,
    /// Whether colours come in steps.
    in_steps: RwSignal<bool>,
    /// Where the cross-hair is.
    cross: RwSignal<Option<[f64; 2]>>,
}

/// The map with its title, its points and its legend.
pub fn view(lab: Lab) -> AnyView {
    lab.watch_while_shown(|watch| watch.map = SIDE, |watch| watch.map = 0);
    let view = View { lab, stage: Stage::new(), in_steps: RwSignal::new(false), cross: RwSignal::new(None) };
    view.draw();
    let title = move || match lab.pointed.get() {
        Some(unit) => lab.settings.with(|settings| format!("{} alone", naming::unit(settings, unit))),
        None => "What the network says".to_owned(),
    };
    view! {
        <div class="map">
            <div class="lab__head map__head">
                <h2 class="lab__title">{title}</h2>
                {confusion::score(lab)}
            </div>
            <div class="map__stage">{view.stage.filling(view.over())}</div>
            {view.legend()}
        </div>
    }
    .into_any()
}

impl View {
    /// The layout for the present size and scale.
    fn plane(self) -> Plane {
        let width = self.stage.size.get()[0];
        let pointed = self.lab.pointed.get().is_some();
        let scale = self.lab.picture.with(|picture| picture.map.as_ref().map_or(1.0, |map| map.scale));
        let full = if pointed && scale > 1.0 { scale } else { 1.0 };
        Plane { reach: REACH, full, has_scale: width >= ROOMY }
    }

    fn frame(self) -> Frame {
        self.plane().frame(self.stage.size.get())
    }

    fn draw(self) {
        let theme = chart_theme();
        let tints = memo(move || {
            theme.with(|theme| [Tint::smooth(theme, STRENGTH), Tint::in_steps(theme, STRENGTH)])
        });
        let kind = move || usize::from(self.in_steps.get());
        let plane = memo(move || self.plane());
        self.stage.base(move |size| {
            let plane = plane.get();
            self.lab.picture.with(|picture| {
                let map = picture.map.as_ref().and_then(field);
                map.map_or_else(Picture::default, |map| {
                    let (frame, pixel) = (plane.frame(size), PIXEL[kind()]);
                    theme.with(|theme| {
                        tints.with(|tints| plane.base(&frame, theme, &map, &tints[kind()], pixel))
                    })
                })
            })
        });
        let points =
            memo(move || self.lab.points.with(|points| points.each_ref().map(|points| marks(points))));
        let traced = memo(move || self.lab.watch.with(|watch| watch.trace.map(|sample| sample.at)));
        self.stage.overlay(move |size| {
            let (plane, cross) = (plane.get(), self.cross.get());
            let frame = plane.frame(size);
            points.with(|[training, testing]| {
                let marks = PlaneMarks { training, testing, cross, traced: traced.get() };
                theme.with(|theme| tints.with(|tints| plane.overlay(&frame, theme, &tints[kind()], &marks)))
            })
        });
    }

    /// What takes the pointer and the keys, and the names of the axes.
    fn over(self) -> AnyView {
        let name = move |text: &'static str, digit: &'static str, at: [f64; 2]| {
            let place = move |axis: usize| {
                let plot = self.frame().plot();
                format!("{}px", plot.min[axis] + at[axis] * plot.size()[axis])
            };
            view! {
                <span class="map__axis" data-axis=digit aria-hidden="true" style:left=move || place(0) style:top=move || place(1)>
                    <i>{text}</i><sub>{digit}</sub>
                </span>
            }
        };
        let words = move || self.words();
        let drawing = move || {
            self.lab.drawing.get().map_or("none", |class| if class == ERASER { "erase" } else { "draw" })
        };
        view! {
            <div
                class="map__press"
                role="application"
                tabindex="0"
                aria-label="The plane. Arrow keys move a cross-hair; Enter picks the point there, draws or erases."
                aria-describedby="map-words"
                data-drawing=drawing
                on:pointerdown=move |event| self.press(&event)
                on:pointermove=move |event| self.slide(&event)
                on:keydown=move |event| self.key(&event)
                on:blur=move |_| self.cross.set(None)
            ></div>
            {name("x", "1", [0.875, 1.0])}
            {name("x", "2", [0.0, 0.125])}
            <p class="unseen" id="map-words" aria-live="polite">{words}</p>
        }
        .into_any()
    }

    /// What there is at the cross-hair.
    fn words(self) -> String {
        let Some(at) = self.cross.get() else { return String::new() };
        let number = |value: f64| show::number(value, Some(2));
        let value =
            self.lab.picture.with(|picture| picture.map.as_ref().and_then(field).map(|map| map.at(at)));
        let said = value.map_or(String::new(), |value| format!("the map says {}", number(value)));
        format!("x₁ = {}, x₂ = {}: {said}", number(at[0]), number(at[1]))
    }

    fn place(self, event: &PointerEvent) -> [f64; 2] {
        let frame = untrack(|| self.frame());
        frame.data_from_screen([f64::from(event.offset_x()), f64::from(event.offset_y())])
    }

    fn press(self, event: &PointerEvent) {
        if event.button() == 0 {
            self.act(self.place(event));
        }
    }

    /// Drawing goes on while a button is held; points keep a distance.
    fn slide(self, event: &PointerEvent) {
        if event.buttons() == 1 && self.lab.drawing.get_untracked().is_some() {
            self.act(self.place(event));
        }
    }

    /// Draws or erases at a place, or picks the point there.
    fn act(self, at: [f64; 2]) {
        match self.lab.drawing.get_untracked() {
            Some(class) => map_hand::draw(self.lab, at, class),
            None => map_hand::pick(self.lab, at),
        }
    }

    fn key(self, event: &KeyboardEvent) {
        let from = self.cross.get_untracked();
        let way = match event.key().as_str() {
            "ArrowRight" => [1.0, 0.0],
            "ArrowLeft" => [-1.0, 0.0],
            "ArrowUp" => [0.0, 1.0],
            "ArrowDown" => [0.0, -1.0],
            "Enter" | " " => {
                event.prevent_default();
                self.act(from.unwrap_or_default());
                [0.0; 2]
            }
            _ => return,
        };
        event.prevent_default();
        let step = STEP[usize::from(event.shift_key())];
        let from = from.unwrap_or_default();
        let moved = |axis: usize| (from[axis] + step * way[axis]).clamp(-REACH, REACH);
        self.cross.set(Some([moved(0), moved(1)]));
    }

    fn legend(self) -> AnyView {
        let is_number = derived(move || {
            self.lab.points.with(|points| points.iter().flatten().any(|point| point.wanted.abs() != 1.0))
        });
        let names = move || if is_number.get() { ["above 0", "below 0"] } else { ["+1", "−1"] };
        let kept = derived(move || self.lab.points.with(|points| !points[1].is_empty()));
        let choice = move |words: &'static str, steps: bool| {
            view! {
                <button
                    class="map__choice"
                    type="button"
                    aria-pressed=move || (self.in_steps.get() == steps).to_string()
                    on:click=move |_| self.in_steps.set(steps)
                >
                    {words}
                </button>
            }
        };
        view! {
            <div class="map__legend">
                <span class="map__key" data-mark="circle">{move || names()[0]}</span>
                <span class="map__key" data-mark="diamond">{move || names()[1]}</span>
                <span class="map__key" data-mark="hollow" hidden=move || !kept.get()>
                    <span class="map__diamond" aria-hidden="true"></span>
                    "kept for testing"
                </span>
                <span class="map__choices" role="group" aria-label="Colours">
                    {choice("Smooth", false)} {choice("In steps", true)}
                </span>
            </div>
        }
        .into_any()
    }
}

fn marks(samples: &[Sample]) -> Vec<PlanePoint> {
    samples.iter().map(|sample| PlanePoint { at: sample.at, wanted: sample.wanted }).collect()
}
