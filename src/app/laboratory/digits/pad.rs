//! The pad: a digit is drawn with mouse, pen or finger, or with the arrow keys, and the network sees it at once.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use super::bench::Bench;
use super::guess;
use crate::chart::Point;
use crate::view::laboratory::digits::hand::Hand;
use crate::view::laboratory::digits::pen::{PLACES, Pen, way};

/// How far Shift leads the pen with an arrow key, in places.
const FAR: i32 = 3;

/// The pad with what clears it, and the drawing as the network sees it.
pub fn view(bench: Bench) -> AnyView {
    let pen = RwSignal::new(Pen::default());
    let undo = move |_| bench.draw(Hand::undo);
    let clear = move |_| bench.draw(|hand| *hand = Hand::default());
    let is_empty = move || bench.hand.with(Hand::is_empty);
    view! {
        <div class="pad">
            <h2 class="lab__title">"Draw a digit"</h2>
            {paper(bench, pen)}
            <div class="pad__acts">
                <button class="button" type="button" disabled=is_empty on:click=undo>"Undo"</button>
                <button class="button" type="button" disabled=is_empty on:click=clear>"Clear"</button>
            </div>
        </div>
        {guess::seen(bench)}
    }
    .into_any()
}

fn paper(bench: Bench, pen: RwSignal<Pen>) -> AnyView {
    let paper = NodeRef::<html::Div>::new();
    let is_drawing = RwSignal::new(false);
    let is_focused = RwSignal::new(false);
    let place = move |event: &PointerEvent| -> Option<Point> {
        let paper = paper.get_untracked()?;
        let size = [paper.client_width(), paper.client_height()].map(|side| f64::from(side.max(1)));
        Some([f64::from(event.offset_x()) / size[0], f64::from(event.offset_y()) / size[1]])
    };
    let down = move |event: PointerEvent| {
        let Some(at) = place(&event).filter(|_| event.button() == 0) else { return };
        if let Some(paper) = paper.get_untracked() {
            // Without capture a stroke ends where the pointer leaves the paper; it still is one.
            let _ = paper.set_pointer_capture(event.pointer_id());
        }
        is_drawing.set(true);
        bench.draw(|hand| hand.press(at));
    };
    let slide = move |event: PointerEvent| {
        if let Some(at) = place(&event).filter(|_| is_drawing.get_untracked()) {
            bench.draw(|hand| {
                hand.draw_to(at);
            });
        }
    };
    let up = move |_: PointerEvent| is_drawing.set(false);
    view! {
        <div
            class="pad__paper"
            node_ref=paper
            role="application"
            tabindex="0"
            aria-label="Paper to draw a digit on. Arrow keys lead the pen, Space puts it down and takes it up, Backspace takes back a stroke, Delete clears."
            aria-describedby="pad-words"
            data-drawing=move || is_drawing.get().to_string()
            on:pointerdown=down
            on:pointermove=slide
            on:pointerup=up
            on:pointercancel=up
            on:keydown=move |event| key(bench, pen, &event)
            on:focus=move |_| is_focused.set(true)
            on:blur=move |_| is_focused.set(false)
        >
            {shown(bench, pen)}
        </div>
        <p class="unseen" id="pad-words" aria-live="polite">
            {move || is_focused.get().then(|| pen.get().words())}
        </p>
    }
    .into_any()
}

/// The strokes, and the pen that the keys lead.
fn shown(bench: Bench, pen: RwSignal<Pen>) -> AnyView {
    let point = move |axis: usize| move || format!("{:.2}%", 100.0 * pen.get().at()[axis]);
    view! {
        <svg class="pad__ink" viewBox="0 0 1 1" aria-hidden="true">{move || strokes(bench)}</svg>
        <span class="pad__hint" hidden=move || !bench.hand.with(Hand::is_empty) aria-hidden="true">
            "Draw here"
        </span>
        <span
            class="pad__pen"
            data-down=move || pen.get().is_down.to_string()
            style:left=point(0)
            style:top=point(1)
            style:--places=PLACES.to_string()
            aria-hidden="true"
        ></span>
    }
    .into_any()
}

fn strokes(bench: Bench) -> AnyView {
    let line = |stroke: &Vec<Point>| {
        let place = |[x, y]: &Point| format!("{x:.3},{y:.3}");
        let mut points: Vec<String> = stroke.iter().map(place).collect();
        if points.len() == 1 {
            // A line that goes nowhere shows its round ends.
            points.extend(points.clone());
        }
        view! { <polyline points=points.join(" ")></polyline> }
    };
    bench.hand.with(|hand| hand.strokes().iter().map(line).collect_view().into_any())
}

fn key(bench: Bench, pen: RwSignal<Pen>, event: &KeyboardEvent) {
    let name = event.key();
    if let Some(by) = way(&name) {
        let by = by.map(|step| if event.shift_key() { FAR * step } else { step });
        pen.update(|pen| bench.draw(|hand| pen.lead(by, hand)));
    } else {
        match name.as_str() {
            " " => pen.update(|pen| bench.draw(|hand| pen.toggle(hand))),
            "Backspace" => {
                pen.update(|pen| pen.is_down = false);
                bench.draw(Hand::undo);
            }
            "Delete" => {
                pen.update(|pen| pen.is_down = false);
                bench.draw(|hand| *hand = Hand::default());
            }
            _ => return,
        }
    }
    event.prevent_default();
}
