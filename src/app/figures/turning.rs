//! Turning a landscape by hand: it follows the pointer, goes on for a moment when it is let go, and returns to its
//! first view after a double click.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::handle::capture;
use crate::app::browser::wants_less_motion;
use crate::chart::Projection;
use crate::view::keys::way_of_key;

/// The first view: from the south-west, a little from above.
const YAW: f64 = -0.62;
const PITCH: f64 = 0.66;

/// How far one pixel of dragging and one press of a key turn it, in radians.
const TURN_OF_PIXEL: f64 = 0.01;
const TURN_OF_KEY: f64 = 0.12;

/// What is left of its speed after a frame, and the speed at which it comes to rest, in radians a frame.
const FRICTION: f64 = 0.93;
const REST: f64 = 0.001;

/// The time between two frames, in milliseconds, and the time after which a pointer that is let go was at rest.
const FRAME_MS: f64 = 16.7;
const PAUSE_MS: f64 = 60.0;

/// A view that can be turned.
#[derive(Clone, Copy)]
pub struct Turning {
    /// The view.
    pub view: RwSignal<Projection>,
    /// Whether it is being turned, so that drawing it must be quick.
    pub is_moving: RwSignal<bool>,
    /// Where the pointer and the view were when a drag began.
    began: StoredValue<Option<([f64; 2], Projection)>>,
    /// Where the pointer was last, and when.
    last: StoredValue<([f64; 2], f64)>,
    /// How far it turns in a frame.
    speed: StoredValue<[f64; 2]>,
}

impl Default for Turning {
    fn default() -> Turning {
        Turning::new()
    }
}

impl Turning {
    /// The first view.
    pub fn new() -> Turning {
        Turning {
            view: RwSignal::new(Projection::new(YAW, PITCH)),
            is_moving: RwSignal::new(false),
            began: StoredValue::new(None),
            last: StoredValue::default(),
            speed: StoredValue::default(),
        }
    }

    /// The layer over a surface that turns it.
    pub fn layer(self) -> AnyView {
        let degrees = move || {
            let turn = self.view.get().angles()[0].to_degrees().round();
            if turn > 180.0 { turn - 360.0 } else { turn }
        };
        view! {
            <div
                class="stage__turn"
                role="slider"
                tabindex="0"
                aria-label="Turn the landscape"
                aria-valuemin="-180"
                aria-valuemax="180"
                aria-valuenow=degrees
                aria-valuetext=move || format!("turned by {} degrees", degrees())
                title="Drag, or use the arrow keys, to turn the landscape; double-click to turn it back"
                on:pointerdown=move |event| self.down(&event)
                on:pointermove=move |event| self.slide(&event)
                on:pointerup=move |event| self.up(&event)
                on:pointercancel=move |_| self.rest()
                on:dblclick=move |_| self.turn_back()
                on:keydown=move |event| self.key(&event)
            ></div>
        }
        .into_any()
    }

    fn down(self, event: &PointerEvent) {
        if event.button() == 0 {
            capture(event);
            self.speed.set_value([0.0; 2]);
            self.last.set_value((place(event), event.time_stamp()));
            self.began.set_value(Some((place(event), self.view.get_untracked())));
        }
    }

    fn slide(self, event: &PointerEvent) {
        let Some((from, start)) = self.began.get_value() else { return };
        let now = place(event);
        let way = [0, 1].map(|axis| (now[axis] - from[axis]) * TURN_OF_PIXEL);
        self.is_moving.set(true);
        self.view.set(start.turned(way[0], way[1]));
        let (before, at) = self.last.get_value();
        let frames = ((event.time_stamp() - at) / FRAME_MS).max(0.25);
        self.speed.set_value([0, 1].map(|axis| (now[axis] - before[axis]) * TURN_OF_PIXEL / frames));
        self.last.set_value((now, event.time_stamp()));
    }

    fn up(self, event: &PointerEvent) {
        let was_still = event.time_stamp() - self.last.get_value().1 > PAUSE_MS;
        if self.began.get_value().is_none() || was_still || wants_less_motion() {
            return self.rest();
        }
        self.began.set_value(None);
        self.go_on();
    }

    /// Turns on without a hand, more slowly with every frame.
    fn go_on(self) {
        request_animation_frame(move || {
            // The figure may have gone with its lesson, or have been taken hold of again.
            if self.began.try_get_value() != Some(None) {
                return;
            }
            let speed = self.speed.get_value().map(|speed| speed * FRICTION);
            self.speed.set_value(speed);
            if speed[0].abs().max(speed[1].abs()) < REST {
                return self.rest();
            }
            self.view.update(|view| *view = view.turned(speed[0], speed[1]));
            self.go_on();
        });
    }

    fn rest(self) {
        self.began.set_value(None);
        self.speed.set_value([0.0; 2]);
        if self.is_moving.get_untracked() {
            self.is_moving.set(false);
        }
    }

    fn turn_back(self) {
        self.rest();
        self.view.set(Projection::new(YAW, PITCH));
    }

    fn key(self, event: &KeyboardEvent) {
        if let Some([right, up]) = way_of_key(&event.key()) {
            event.prevent_default();
            self.view.update(|view| *view = view.turned(right * TURN_OF_KEY, up * TURN_OF_KEY));
        }
    }
}

fn place(event: &PointerEvent) -> [f64; 2] {
    [f64::from(event.client_x()), f64::from(event.client_y())]
}
