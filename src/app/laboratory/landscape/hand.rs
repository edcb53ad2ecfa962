//! The learner's hand on the map: wheel, drag, pinch and keys move and zoom it; a press chooses a place.

use leptos::ev::{KeyboardEvent, PointerEvent, WheelEvent};
use leptos::prelude::*;

use super::ground::Ground;
use crate::app::figures::capture;
use crate::chart::{Contour, Frame};
use crate::lesson::show;
use crate::view::keys::way_of_key;
use crate::view::laboratory::survey::{pinched, zoomed};

/// How much a turn of the wheel by one pixel zooms, and a press of a key or a button.
const ZOOM_OF_PIXEL: f64 = 0.0015;
const ZOOM_OF_KEY: f64 = 0.7;

/// How far a press of an arrow key moves the cross-hair, as a share of the reach; with Shift.
const STEP: [f64; 2] = [0.05, 0.25];

/// How far a pointer may slip in a press that is not a drag, in CSS pixels.
const SLIP: f64 = 4.0;

/// The pointers that are down: their numbers and where they are, in CSS pixels; and whether they have moved.
#[derive(Clone, Default)]
struct Down {
    pointers: Vec<(i32, [f64; 2])>,
    start: [f64; 2],
    has_moved: bool,
}

/// What takes the pointer and the keys.
pub fn over(ground: Ground) -> AnyView {
    let down = StoredValue::new(Down::default());
    let words = move || {
        let Some(at) = ground.cross.get() else { return String::new() };
        let number = |value: f64| show::number(value, None);
        format!("At ({}, {}): {}", number(at[0]), number(at[1]), ground.loss_at(at))
    };
    view! {
        <div
            class="ground__press"
            role="application"
            tabindex="0"
            aria-label="Map of the loss. Arrow keys move a cross-hair, Enter chooses the place there, plus and minus zoom, 0 shows all of the path."
            aria-describedby="ground-words"
            on:wheel=move |event| wheel(ground, &event)
            on:pointerdown=move |event| begin(ground, down, &event)
            on:pointermove=move |event| slide(ground, down, &event)
            on:pointerup=move |event| end(ground, down, &event, true)
            on:pointercancel=move |event| end(ground, down, &event, false)
            on:keydown=move |event| key(ground, &event)
            on:blur=move |_| ground.cross.set(None)
        ></div>
        <div class="ground__zoom" role="group" aria-label="Zoom">
            <button type="button" aria-label="Zoom in" on:click=move |_| zoom(ground, None, ZOOM_OF_KEY)>"+"</button>
            <button type="button" aria-label="Zoom out" on:click=move |_| zoom(ground, None, 1.0 / ZOOM_OF_KEY)>"−"</button>
            <button type="button" on:click=move |_| ground.ask(|look| look.view = None)>"Fit"</button>
        </div>
        <p class="unseen" id="ground-words" aria-live="polite">{words}</p>
    }
    .into_any()
}

fn frame(ground: Ground) -> Frame {
    untrack(|| Contour::frame_of(ground.ranges(), Default::default(), ground.stage.size.get()))
}

/// Zooms around a place; around the middle if `None`.
fn zoom(ground: Ground, at: Option<[f64; 2]>, factor: f64) {
    let view = ground.view.get_untracked();
    let zoomed = zoomed(view, at.unwrap_or(view[0]), factor);
    ground.ask(|look| look.view = Some(zoomed));
}

/// The wheel zooms where the map has the focus, or with the keys with which browsers zoom; otherwise the page scrolls.
fn wheel(ground: Ground, event: &WheelEvent) {
    let has_focus = document().active_element().is_some_and(|active| active.class_name() == "ground__press");
    if has_focus || event.ctrl_key() || event.meta_key() {
        event.prevent_default();
        let at = frame(ground).data_from_screen([f64::from(event.offset_x()), f64::from(event.offset_y())]);
        // Lines or pages, where the wheel does not count in pixels.
        let unit = [1.0, 16.0, 400.0][(event.delta_mode() as usize).min(2)];
        let factor = (event.delta_y() * unit * ZOOM_OF_PIXEL).clamp(-1.0, 1.0);
        zoom(ground, Some(at), libm::exp(factor));
    }
}

fn begin(ground: Ground, down: StoredValue<Down>, event: &PointerEvent) {
    if event.button() != 0 {
        return;
    }
    let at = [f64::from(event.offset_x()), f64::from(event.offset_y())];
    if event.pointer_type() != "touch" {
        capture(event);
    }
    ground.cross.set(None);
    down.update_value(|down| {
        if down.pointers.is_empty() {
            *down = Down { start: at, ..Down::default() };
        }
        down.pointers.push((event.pointer_id(), at));
    });
}

/// One mouse drags the map along; two fingers stretch it. One finger scrolls the page.
fn slide(ground: Ground, down: StoredValue<Down>, event: &PointerEvent) {
    let at = [f64::from(event.offset_x()), f64::from(event.offset_y())];
    let before = down.get_value();
    let own = before.pointers.iter().position(|(pointer, _)| *pointer == event.pointer_id());
    let Some(own) = own else { return };
    let frame = frame(ground);
    let from = before.pointers[own].1;
    let slipped = libm::hypot(at[0] - before.start[0], at[1] - before.start[1]) > SLIP;
    let other = before.pointers.iter().enumerate().find(|(place, _)| *place != own).map(|(_, (_, at))| *at);
    let moves = before.has_moved || slipped || other.is_some();
    down.update_value(|down| {
        down.has_moved = moves;
        if let Some(pointer) = down.pointers.get_mut(own).filter(|_| moves) {
            pointer.1 = at;
        }
    });
    if !moves || other.is_none() && event.pointer_type() == "touch" {
        return;
    }
    let place = |at: [f64; 2]| frame.data_from_screen(at);
    let next = pinched(ground.view.get_untracked(), [place(from), place(at)], other.map(place));
    ground.ask(|look| look.view = Some(next));
}

fn end(ground: Ground, down: StoredValue<Down>, event: &PointerEvent, is_press: bool) {
    let before = down.get_value();
    down.update_value(|down| down.pointers.retain(|(pointer, _)| *pointer != event.pointer_id()));
    if is_press && !before.has_moved && before.pointers.len() == 1 {
        choose(ground, frame(ground).data_from_screen(before.start));
    }
}

fn choose(ground: Ground, at: [f64; 2]) {
    let [center, half] = ground.view.get_untracked();
    if (0..2).all(|axis| (at[axis] - center[axis]).abs() <= half[axis]) {
        ground.chosen.set(Some(at));
    }
}

fn key(ground: Ground, event: &KeyboardEvent) {
    let [center, half] = ground.view.get_untracked();
    let start = || untrack(|| ground.survey(|survey| survey.here));
    let is_seen = |at: &[f64; 2]| (0..2).all(|axis| (at[axis] - center[axis]).abs() <= half[axis]);
    let cross = ground.cross.get_untracked().or_else(start).filter(is_seen).unwrap_or(center);
    match event.key().as_str() {
        "+" | "=" => zoom(ground, Some(cross), ZOOM_OF_KEY),
        "-" | "−" => zoom(ground, Some(cross), 1.0 / ZOOM_OF_KEY),
        "0" => ground.ask(|look| look.view = None),
        "Enter" | " " => choose(ground, cross),
        "Escape" => ground.chosen.set(None),
        key => {
            let Some(way) = way_of_key(key) else { return };
            let step = STEP[usize::from(event.shift_key())];
            let next = [0, 1].map(|axis| cross[axis] + way[axis] * step * half[axis]);
            ground.cross.set(Some(next));
            if !is_seen(&next) {
                // The map follows a cross-hair that leaves it.
                let along = [0, 1].map(|axis| center[axis] + way[axis] * half[axis] / 2.0);
                ground.ask(|look| look.view = Some([along, half]));
            }
        }
    }
    event.prevent_default();
}
