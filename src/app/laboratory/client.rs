//! The laboratory's line to its page and its worker: callbacks and bytes through `globalThis.fluxion.laboratory`, which
//! `laboratory.mjs` has put there.

use std::cell::RefCell;
use std::thread::LocalKey;

use js_sys::Uint8Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::app::bytes::{self, Waiting};
use crate::app::client::State;
use crate::lab::message::Request;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["fluxion", "laboratory"], js_name = begin)]
    fn begin(
        on_open: &Closure<dyn FnMut(HtmlElement)>,
        on_close: &Closure<dyn FnMut()>,
        on_reply: &Closure<dyn FnMut(Uint8Array)>,
        on_state: &Closure<dyn FnMut(String)>,
        on_theme: &Closure<dyn FnMut()>,
    );
    #[wasm_bindgen(js_namespace = ["fluxion", "laboratory"], js_name = post)]
    fn post_bytes(bytes: &Uint8Array);
    /// Ends the worker and starts another.
    #[wasm_bindgen(js_namespace = ["fluxion", "laboratory"])]
    pub fn restart();
}

thread_local! {
    static WAITING: Waiting<Request> = const { RefCell::new(Vec::new()) };
}

/// Sends a request, in one message with any others made in the same turn of the event loop.
pub fn post(request: Request) {
    post_together(&WAITING, request);
}

/// The same for any kind of request: it waits among those of its kind until the turn ends.
pub fn post_together<R: Serialize>(waiting: &'static LocalKey<Waiting<R>>, request: R) {
    bytes::post(waiting, request, post_bytes);
}

/// What happens to the laboratory from outside.
pub enum Event {
    /// It is opened in this element; its worker has been started.
    Open(HtmlElement),
    /// It is closed.
    Close,
    /// Its worker says something: the bytes of some replies.
    Heard(Uint8Array),
    /// Its worker's status has changed; [`State::Starting`] says that this is a new one, which knows nothing.
    Worker(State),
    /// The page has become light or dark.
    Theme,
}

/// Calls `happen` with everything that happens from now on. To be called once: its closures live as long as the page.
pub fn listen(happen: fn(Event)) {
    let on_open = Closure::new(move |place| happen(Event::Open(place)));
    let on_close = Closure::new(move || happen(Event::Close));
    let on_reply = Closure::new(move |message: Uint8Array| happen(Event::Heard(message)));
    let on_state = Closure::new(move |name: String| happen(Event::Worker(State::named(&name))));
    let on_theme = Closure::new(move || happen(Event::Theme));
    begin(&on_open, &on_close, &on_reply, &on_state, &on_theme);
    on_open.forget();
    on_close.forget();
    on_reply.forget();
    on_state.forget();
    on_theme.forget();
}
