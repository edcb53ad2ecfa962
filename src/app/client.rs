//! The page's line to the kernel: bytes through `globalThis.fluxion`, which `boot.mjs` has put there.

use std::cell::RefCell;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::bytes::{self, Waiting};
use crate::kernel::message::{Reply, Request};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = fluxion, js_name = post)]
    fn post_bytes(bytes: &Uint8Array);
    #[wasm_bindgen(js_namespace = fluxion, js_name = listen)]
    fn listen_to(on_reply: &Closure<dyn FnMut(Uint8Array)>, on_state: &Closure<dyn FnMut(String)>);
    #[wasm_bindgen(js_namespace = fluxion, js_name = pagePanicked)]
    fn page_panicked(message: &str);
    /// Ends the kernel and starts another, because the learner pressed Stop.
    #[wasm_bindgen(js_namespace = fluxion)]
    pub fn restart();
}

/// Kernel status, as `supervisor.mjs` sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It has not reported yet.
    Starting,
    /// It is running and responds.
    Ready,
    /// It has not responded for a second.
    Late,
    /// It could not be loaded.
    Missing,
    /// It crashed too often and was stopped.
    Failed,
}

impl State {
    /// The status that `supervisor.mjs` tells by this name; a new worker starts.
    pub fn named(name: &str) -> State {
        match name {
            "ready" => State::Ready,
            "late" => State::Late,
            "missing" => State::Missing,
            "restarted" => State::Starting,
            _ => State::Failed,
        }
    }
}

thread_local! {
    static WAITING: Waiting<Request> = const { RefCell::new(Vec::new()) };
}

/// Sends a request, in one message with any others made in the same turn of the event loop. Dropped while no kernel runs;
/// the next kernel is sent the whole lesson.
pub fn post(request: Request) {
    bytes::post(&WAITING, request, post_bytes);
}

/// Calls `reply` with every reply and `state` with every change of the kernel's status; `true` says that this is a new
/// kernel, which knows nothing. To be called once: the closures live as long as the page.
pub fn listen(mut reply: impl FnMut(Reply) + 'static, mut state: impl FnMut(State, bool) + 'static) {
    let on_reply = Closure::new(move |message: Uint8Array| bytes::hear(&message, &mut reply));
    let on_state = Closure::new(move |name: String| {
        let now = State::named(&name);
        state(now, now == State::Starting);
    });
    listen_to(&on_reply, &on_state);
    on_reply.forget();
    on_state.forget();
}

/// Makes a panic of the page show the card that reports it.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|info| page_panicked(&info.to_string())));
}
