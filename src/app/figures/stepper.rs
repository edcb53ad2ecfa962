//! Going through a run step by step: forwards, backwards, by itself, and to any place at once.

use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::app::browser::wants_less_motion;
use crate::app::reactive::{derived, react};

/// The paces at which a run can play, and how long a step is shown then, in milliseconds; the first at first.
const PACES: [(&str, u64); 4] = [("1×", 120), ("2×", 60), ("4×", 30), ("0.5×", 240)];

/// How long the end is shown before a run that plays for ever begins again, in beats.
const REST: u32 = 16;

/// Where a run stands.
#[derive(Clone, Copy)]
pub struct Stepper {
    /// How many steps the run has.
    pub steps: Signal<usize>,
    /// Whether it plays.
    pub is_playing: RwSignal<bool>,
    wanted: RwSignal<usize>,
    /// Its pace, by its place in [`PACES`].
    pace: RwSignal<usize>,
    /// Whether it begins again at its end.
    is_endless: bool,
}

impl Stepper {
    /// A run at its start: what comes of it is for the learner to find out. One that is `endless` plays; if the learner
    /// wants less motion, it stands at its end instead, where all of it can be seen.
    pub fn new(steps: Signal<usize>, is_endless: bool) -> Stepper {
        let plays = is_endless && !wants_less_motion();
        let wanted = RwSignal::new(if is_endless && !plays { usize::MAX } else { 0 });
        let (is_playing, pace) = (RwSignal::new(plays), RwSignal::new(0));
        let stepper = Stepper { steps, is_playing, wanted, pace, is_endless };
        stepper.beat();
        stepper
    }

    /// A run at its end, where all of it can be seen.
    pub fn at_end(steps: Signal<usize>) -> Stepper {
        let stepper = Stepper::new(steps, false);
        stepper.go_to(usize::MAX);
        stepper
    }

    /// The step that the run stands at.
    pub fn reached(self) -> usize {
        self.wanted.get().min(self.steps.get())
    }

    /// Goes to a step, and stops there.
    pub fn go_to(self, step: usize) {
        self.is_playing.set(false);
        self.wanted.set(step);
    }

    /// Goes back to the start, and plays on if it plays.
    pub fn rewind(self) {
        self.wanted.set(0);
    }

    /// One step forwards; from the end, to the first.
    pub fn step(self) {
        let (reached, steps) = (untrack(|| self.reached()), self.steps.get_untracked());
        self.go_to(if reached >= steps { 1.min(steps) } else { reached + 1 });
    }

    /// One step backwards.
    pub fn back(self) {
        self.go_to(untrack(|| self.reached()).saturating_sub(1));
    }

    /// Plays on, from the beginning if it is at its end; or pauses.
    pub fn toggle(self) {
        let is_at_end = untrack(|| self.reached()) >= self.steps.get_untracked();
        if !self.is_playing.get_untracked() && is_at_end {
            self.wanted.set(0);
        }
        self.is_playing.update(|is_playing| *is_playing = !*is_playing);
    }

    /// Moves on with each beat while it plays.
    fn beat(self) {
        let rest = StoredValue::new(0);
        react(move || {
            if !self.is_playing.get() {
                return;
            }
            let beat = Duration::from_millis(PACES[self.pace.get()].1);
            let tick = move || {
                let Some(reached) = self.wanted.try_get_untracked() else { return };
                let steps = self.steps.get_untracked();
                if document().hidden() {
                } else if reached < steps {
                    self.wanted.set(reached + 1);
                } else if !self.is_endless {
                    self.is_playing.set(false);
                } else if rest.get_value() >= REST {
                    rest.set_value(0);
                    self.wanted.set(0);
                } else {
                    rest.update_value(|beats| *beats += 1);
                }
            };
            // A browser without timers leaves the run to be stepped by hand.
            if let Ok(timer) = set_interval_with_handle(tick, beat) {
                on_cleanup(move || timer.clear());
            }
        });
    }

    /// The buttons and the line to go along; `place` says where the run stands, `happened` what the last step did (it
    /// is read out after a button has been pressed), `is_locked` that the run must wait.
    pub fn view(self, place: Signal<String>, happened: Signal<String>, is_locked: Signal<bool>) -> AnyView {
        let is_at_start = move || self.reached() == 0;
        let move_to = move |event| {
            if let Ok(step) = event_target_value(&event).parse::<usize>() {
                self.go_to(step);
            }
        };
        let keys = move |event: KeyboardEvent| self.toggle_on_space(&event);
        let said = RwSignal::new(String::new());
        let button = move |name: &'static str, class, is_off: Signal<bool>, press: fn(Stepper)| {
            let pressed = move |_| {
                press(self);
                said.set(happened.get_untracked());
            };
            view! {
                <button class=class type="button" disabled=move || is_off.get() on:click=pressed>
                    {name}
                </button>
            }
        };
        let is_done = derived(move || is_locked.get() || is_at_start());
        view! {
            <div class="stepper" role="group" aria-label="Walk">
                {button("Step", "button button--primary", is_locked, Stepper::step)}
                <button
                    class="button stepper__play"
                    type="button"
                    disabled=move || is_locked.get()
                    on:click=move |_| self.toggle()
                >
                    {move || if self.is_playing.get() { "Pause" } else { "Play" }}
                </button>
                {button("Back", "button", is_done, Stepper::back)}
                {button("Reset", "button", is_done, |stepper| stepper.go_to(0))}
                {self.pace_button()}
                <span class="stepper__place">{place}</span>
                <input
                    class="stepper__scrub"
                    type="range"
                    aria-label="Step"
                    aria-valuetext=place
                    min="0"
                    max=move || self.steps.get()
                    step="1"
                    prop:value=move || self.reached().to_string()
                    disabled=move || is_locked.get()
                    on:input=move_to
                    on:keydown=keys
                />
                <span class="unseen" aria-live="polite">{said}</span>
            </div>
        }
        .into_any()
    }

    /// Goes from one pace to the next.
    fn pace_button(self) -> AnyView {
        let pace = move || PACES[self.pace.get()].0;
        view! {
            <button
                class="button button--plain stepper__pace"
                type="button"
                aria-label=move || format!("Speed {}", pace())
                on:click=move |_| self.pace.update(|pace| *pace = (*pace + 1) % PACES.len())
            >
                {pace}
            </button>
        }
        .into_any()
    }

    /// Plays or pauses if the space bar was pressed.
    pub fn toggle_on_space(self, event: &KeyboardEvent) {
        if event.key() == " " {
            event.prevent_default();
            self.toggle();
        }
    }
}
