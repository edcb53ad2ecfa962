//! How the network is trained: the optimiser and its knobs, the learning rate and its schedule, the loss and its
//! penalties. All of it can change while training runs.

use leptos::prelude::*;

use super::control::{Control, control};
use super::field::{Choice, rows};
use super::number::{Bounds, Number, Step};
use super::state::Lab;
use crate::lab::settings::Training;
use crate::nn::{Knob, OPTIMISERS};
use crate::view::laboratory::sound::{optimiser_knobs, schedule_knobs};
use crate::view::laboratory::training::{RATE, bounds, choose_optimiser, rate_of, rounded};
use crate::view::laboratory::words::{LOSSES, SCHEDULES, number};

/// The powers of ten between which the slider of the learning rate leads.
const RATES: [f64; 2] = [-4.0, 1.0];

fn of<T: Send + Sync + 'static>(lab: Lab, value: fn(&Training) -> T) -> Signal<T> {
    Signal::derive(move || lab.settings.with(|settings| value(&settings.training)))
}

/// The optimiser, and its knobs but for the learning rate.
pub fn optimiser(lab: Lab) -> AnyView {
    let value = of(lab, |training| training.optimiser.clone());
    let set = move |name: String| lab.change(|settings| choose_optimiser(&mut settings.training, &name));
    let table = OPTIMISERS.iter().map(|row| (row.name.to_owned(), row.name.to_owned())).collect();
    let knobs = move || {
        let knobs = optimiser_knobs(&value.get()).unwrap_or_default().iter().enumerate();
        knobs
            .filter(|(_, knob)| knob.symbol != RATE)
            .map(|(at, knob)| optimiser_knob(lab, at, knob))
            .collect_view()
    };
    let view = view! { <Choice label="Optimiser" table value set/> {knobs} };
    control(Control::Optimiser, view)
}

fn optimiser_knob(lab: Lab, at: usize, knob: &'static Knob) -> AnyView {
    let value = Signal::derive(move || {
        lab.settings.with(|settings| settings.training.knobs.get(at).copied().unwrap_or(knob.default))
    });
    let set = move |value| {
        lab.change(|settings| {
            if let Some(own) = settings.training.knobs.get_mut(at) {
                *own = value;
            }
        });
    };
    view! { <span class="named">{knob.symbol} " " <Number label=knob.about value bounds=bounds(knob) set/></span> }
        .into_any()
}

/// The learning rate on a slider of powers of ten, and as a number.
pub fn rate(lab: Lab) -> AnyView {
    let value = of(lab, rate_of);
    let set = Callback::new(move |rate: f64| {
        lab.change(|settings| {
            let training = &mut settings.training;
            let knobs = optimiser_knobs(&training.optimiser).unwrap_or_default();
            if let Some(at) = knobs.iter().position(|knob| knob.symbol == RATE) {
                training.knobs[at] = rate;
            }
        });
    });
    let has_rate = move || value.get().is_some();
    let shown = Signal::derive(move || value.get().unwrap_or(0.0));
    let power = move || libm::log10(shown.get().max(1e-9)).clamp(RATES[0], RATES[1]);
    let part = move || format!("{}%", 100.0 * (power() - RATES[0]) / (RATES[1] - RATES[0]));
    let bounds = Bounds { min: 0.0, max: 1000.0, step: Step::Decades(1e-6) };
    let view = view! {
        <div class="rate">
            <span class="rate__name">"Learning rate η"</span>
            <Show when=has_rate fallback=|| view! { <span class="rate__none">"this optimiser has none"</span> }>
                <span class="rate__scale">
                    <input
                        class="rate__range"
                        type="range"
                        min=RATES[0]
                        max=RATES[1]
                        step="0.05"
                        prop:value=power
                        style:--part=part
                        aria-label="Learning rate η"
                        aria-valuetext=move || number(shown.get())
                        on:input=move |event| {
                            if let Ok(power) = event_target_value(&event).parse::<f64>() {
                                set.run(rounded(libm::pow(10.0, power)));
                            }
                        }
                    />
                    <span class="rate__ticks" aria-hidden="true">
                        {["0.0001", "0.001", "0.01", "0.1", "1", "10"].map(|tick| view! { <span>{tick}</span> }).collect_view()}
                    </span>
                </span>
                <span class="rate__value"><Number label="Learning rate η" value=shown bounds set/></span>
            </Show>
        </div>
    };
    control(Control::Rate, view)
}

/// The schedule of the learning rate, and its knobs.
pub fn schedule(lab: Lab) -> AnyView {
    let value = of(lab, |training| training.schedule.clone());
    let set = move |name: String| {
        lab.change(|settings| {
            let knobs = schedule_knobs(&name).unwrap_or_default();
            settings.training.schedule_knobs = knobs.iter().map(|knob| knob.default).collect();
            settings.training.schedule = name;
        });
    };
    let knobs = move || {
        let knobs = schedule_knobs(&value.get()).unwrap_or_default().iter().enumerate();
        knobs.map(|(at, knob)| schedule_knob(lab, at, knob)).collect_view()
    };
    let view = view! {
        <span class="named">"Schedule " <Choice label="Schedule of the learning rate" table=rows(SCHEDULES) value set/></span>
        {knobs}
    };
    control(Control::Schedule, view)
}

fn schedule_knob(lab: Lab, at: usize, knob: &'static Knob) -> AnyView {
    let value = Signal::derive(move || {
        lab.settings
            .with(|settings| settings.training.schedule_knobs.get(at).copied().unwrap_or(knob.default))
    });
    let set = move |value| {
        lab.change(|settings| {
            if let Some(own) = settings.training.schedule_knobs.get_mut(at) {
                *own = value;
            }
        });
    };
    view! { <span class="named">{knob.symbol} " " <Number label=knob.about value bounds=bounds(knob) set/></span> }
        .into_any()
}

/// The loss.
pub fn loss(lab: Lab) -> AnyView {
    let value = of(lab, |training| training.loss.clone());
    let set = move |name: String| lab.change(|settings| settings.training.loss = name);
    let view =
        view! { <span class="named">"Loss " <Choice label="Loss" table=rows(LOSSES) value set/></span> };
    control(Control::Loss, view)
}

/// The penalties on large weights.
pub fn penalties(lab: Lab) -> AnyView {
    const FACTORS: Bounds = Bounds { min: 0.0, max: 10.0, step: Step::Decades(1e-5) };
    let l1 = of(lab, |training| training.l1);
    let l2 = of(lab, |training| training.l2);
    let set_l1 = move |value| lab.change(|settings| settings.training.l1 = value);
    let set_l2 = move |value| lab.change(|settings| settings.training.l2 = value);
    let view = view! {
        <span class="named">"L1 " <Number label="L1 penalty" value=l1 bounds=FACTORS set=set_l1/></span>
        <span class="named">"L2 " <Number label="L2 penalty" value=l2 bounds=FACTORS set=set_l2/></span>
    };
    control(Control::Penalties, view)
}
