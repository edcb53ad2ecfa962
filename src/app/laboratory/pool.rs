//! The laboratory's pool: a landscape's job goes in, its tiles come out; `pool.mjs` starts and ends the workers.

use std::cell::RefCell;

use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::client;
use crate::compute::message::{Reply, Request};
use crate::compute::{Action, GpuState, Kind, LastRun, Part, Placement, Pool};
use crate::kernel::message::{decode, encode};
use crate::lab::message as lab;
use crate::view::laboratory::computed::device_in;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["fluxion", "laboratory", "pool"], js_name = begin)]
    fn begin_pool(
        on_reply: &Closure<dyn FnMut(u32, Uint8Array)>,
        on_state: &Closure<dyn FnMut(u32, String, String)>,
        on_tick: &Closure<dyn FnMut()>,
    );
    #[wasm_bindgen(js_namespace = ["fluxion", "laboratory", "pool"])]
    fn cores() -> u32;
    #[wasm_bindgen(js_namespace = ["fluxion", "laboratory", "pool"])]
    fn start(id: u32, kind: &str);
    #[wasm_bindgen(js_namespace = ["fluxion", "laboratory", "pool"])]
    fn post(id: u32, bytes: &Uint8Array);
    #[wasm_bindgen(js_namespace = ["fluxion", "laboratory", "pool"])]
    fn end(id: u32);
}

/// The most workers.
const MOST_WORKERS: u32 = 8;

/// What can be said of the pool.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Who computed the last landscape.
    pub last_run: Option<LastRun>,
    /// What is known of the GPU.
    pub gpu: GpuState,
    /// Whether it is being measured how fast the GPU is.
    pub is_calibrating: bool,
    /// Where everything is computed, if somebody chose.
    pub forced: Option<Placement>,
    /// Why nobody can compute the last one.
    pub flaw: Option<String>,
}

/// The pool, the number of the landscape's survey, and what hears of it.
struct Own {
    pool: Pool,
    survey: u64,
    hear: fn(lab::Reply),
    give_up: fn(),
}

thread_local! {
    static OWN: RefCell<Option<Own>> = const { RefCell::new(None) };
    static REPORT: ArcRwSignal<Report> = ArcRwSignal::new(Report::default());
}

/// Calls `hear` with the heights that the pool computes from now on, as if the laboratory's worker had sent them, and
/// `give_up` when nobody in the pool can compute them. To be called once, as the module starts.
pub fn listen(hear: fn(lab::Reply), give_up: fn()) {
    let search = window().location().search().unwrap_or_default();
    let pool = Pool::new(cores().min(MOST_WORKERS) as usize, device_in(&search));
    OWN.set(Some(Own { pool, survey: 0, hear, give_up }));
    let on_reply = Closure::new(|id, bytes: Uint8Array| match decode::<Vec<Reply>>(&bytes.to_vec()) {
        Ok(replies) => replies.into_iter().for_each(|reply| tell(|pool, now| pool.hear(id, reply, now))),
        Err(reason) => web_sys::console::warn_1(&format!("Replies could not be read: {reason}").into()),
    });
    let on_state = Closure::new(|id, state: String, reason: String| {
        tell(|pool, now| {
            let actions = match state.as_str() {
                "ready" => pool.started(id, now),
                "restarted" => pool.replaced(id, now),
                "missing" => pool.gone(id, &reason, now),
                "failed" => pool.gone(id, "it broke down several times", now),
                _ => Vec::new(),
            };
            (None, actions)
        });
    });
    let on_tick = Closure::new(|| tell(|pool, now| (None, pool.tick(now))));
    begin_pool(&on_reply, &on_state, &on_tick);
    on_reply.forget();
    on_state.forget();
    on_tick.forget();
}

/// Computes the heights of a survey that says what is to be computed, in place of those before.
pub fn take(survey: &mut lab::Survey) {
    let Some(job) = survey.job.take() else { return };
    let number = survey.number;
    OWN.with_borrow_mut(|own| own.iter_mut().for_each(|own| own.survey = number));
    tell(|pool, now| (None, pool.begin(*job, now).1));
}

/// Computes everything there from now on, or where it is fastest.
pub fn force(placement: Option<Placement>) {
    tell(|pool, now| (None, pool.force(placement, now)));
}

/// The laboratory is closed: all workers have been ended.
pub fn close() {
    tell(|pool, _| (None, pool.end()));
}

/// What can be said of the pool.
pub fn report() -> ArcRwSignal<Report> {
    REPORT.with(Clone::clone)
}

/// Tells the pool something, does what follows, and passes on what has been computed.
fn tell(something: impl FnOnce(&mut Pool, f64) -> (Option<Part>, Vec<Action>)) {
    let now = window().performance().map_or(0.0, |clock| clock.now());
    let told = OWN.with_borrow_mut(|own| {
        let own = own.as_mut()?;
        let was_busy = own.pool.job().is_some();
        let (part, actions) = something(&mut own.pool, now);
        let is_over = (was_busy || part.is_some()) && own.pool.job().is_none();
        let report = Report {
            last_run: own.pool.last_run().cloned(),
            gpu: own.pool.gpu().clone(),
            is_calibrating: own.pool.is_calibrating(),
            forced: own.pool.forced(),
            flaw: own.pool.flaw().map(str::to_owned),
        };
        Some((part, actions, is_over, report, own.survey, (own.hear, own.give_up)))
    });
    let Some((part, actions, is_over, report, survey, (hear, give_up))) = told else { return };
    actions.into_iter().for_each(act);
    if let Some(Part { tile, losses, .. }) = part {
        let losses = losses.into_iter().map(|loss| loss as f32).collect();
        hear(lab::Reply::Heights { survey, tile, losses });
    }
    let is_flawed = report.flaw.is_some();
    put(&REPORT.with(Clone::clone), report);
    if is_over {
        client::post(lab::Request::Surveyed(survey));
    }
    if is_over && is_flawed {
        give_up();
    }
}

/// Sets a signal if that changes it.
fn put(signal: &ArcRwSignal<Report>, report: Report) {
    if signal.with_untracked(|before| *before != report) {
        signal.set(report);
    }
}

fn act(action: Action) {
    match action {
        Action::Start(id, Kind::Worker) => start(id, "tiles"),
        Action::Start(id, Kind::Gpu) => start(id, "gpu"),
        Action::Post(id, request) => {
            post(id, &Uint8Array::from(encode::<Vec<Request>>(&vec![request]).as_slice()))
        }
        Action::End(id) => end(id),
    }
}
