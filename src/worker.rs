//! A worker: fed by messages, working in slices. What it runs is decided by its module: the kernel's runs a lesson, the
//! trainer's a laboratory or, in workers of other names, a recogniser of real data or tiles of a landscape; the module with
//! the GPU computes such tiles there.
//!
//! `worker.mjs` answers pings and holds back early messages. Only requests arrive here: requests made together arrive
//! as the bytes of one buffer, and what a slice has finished goes back as one buffer too. Between two slices the worker's
//! event loop turns, so a newer change is seen before older work continues.

#[cfg(feature = "gpu")]
mod gpu;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent};

use crate::compute::{self, Tiler};
use crate::kernel::message::{decode, encode};
use crate::kernel::{self, Kernel};
use crate::lab::digits::{self, Recogniser};
use crate::lab::{self, Lab};

#[cfg(feature = "gpu")]
pub use gpu::compute_on_gpu;

/// How long a slice of work may take, in milliseconds; a piece of work that has begun is finished first.
const SLICE_MILLIS: f64 = 8.0;

/// Finished replies do not wait for a piece of work that takes longer than this, in milliseconds.
const QUICK_MILLIS: f64 = 2.0;

/// The names of the trainer's workers that learn real data, and that compute tiles of a landscape. In any other it runs a
/// laboratory.
const DIGITS: &str = "digits";
const TILES: &str = "tiles";

/// What a worker runs: notes requests, and works in pieces.
trait Role {
    /// What it is asked.
    type Request: DeserializeOwned;
    /// What it replies.
    type Reply: Serialize;

    /// Notes a request; computes nothing.
    fn receive(&mut self, request: Self::Request);

    /// Whether there is work to do.
    fn has_work(&self) -> bool;

    /// How long the next piece of work is expected to take, in milliseconds.
    fn next_took(&self) -> f64;

    /// Does the next piece of work and hands replies to `send`.
    fn work(&mut self, send: &mut dyn FnMut(Self::Reply));
}

/// Makes a role of a type with these methods of its own.
macro_rules! role {
    ($Role:ident, $layer:ident) => {
        impl Role for $Role {
            type Request = $layer::message::Request;
            type Reply = $layer::message::Reply;

            fn receive(&mut self, request: Self::Request) {
                $Role::receive(self, request);
            }

            fn has_work(&self) -> bool {
                $Role::has_work(self)
            }

            fn next_took(&self) -> f64 {
                $Role::next_took(self)
            }

            fn work(&mut self, send: &mut dyn FnMut(Self::Reply)) {
                $Role::work(self, send);
            }
        }
    };
}

role!(Kernel, kernel);
role!(Lab, lab);
role!(Recogniser, digits);
role!(Tiler, compute);

/// Runs a lesson's kernel, which lives as long as its worker. Outside a worker nothing happens.
pub fn start() {
    run(Kernel::new(now));
}

/// Runs a laboratory, a recogniser of real data, or a member of a pool that computes tiles, as long as its worker lives.
/// Outside a worker nothing happens.
pub fn train() {
    match scope().map(|scope| scope.name()).as_deref() {
        Some(DIGITS) => run(Recogniser::new(now)),
        Some(TILES) => run(Tiler::new(now)),
        _ => run(Lab::new(now)),
    }
}

/// The worker around this module; `None` elsewhere.
fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

fn run<R: Role + 'static>(role: R) {
    let Some(scope) = scope() else { return };
    let own = scope.clone();
    std::panic::set_hook(Box::new(move |info| trap(&own, &info.to_string())));
    let Ok(channel) = MessageChannel::new() else {
        return trap(&scope, "this browser has no message channels");
    };
    let worker = Rc::new(Worker {
        role: RefCell::new(role),
        scope: scope.clone(),
        channel,
        is_scheduled: Cell::new(false),
    });
    let own = Rc::clone(&worker);
    listen_forever(&scope, Box::new(move |event| own.hear(&event)));
    let own = Rc::clone(&worker);
    listen_forever(&worker.channel.port1(), Box::new(move |_| own.slice()));
    worker.channel.port1().start();
}

struct Worker<R> {
    role: RefCell<R>,
    scope: DedicatedWorkerGlobalScope,
    /// A message to oneself comes after the messages that are already waiting, and without a timer's delay.
    channel: MessageChannel,
    is_scheduled: Cell<bool>,
}

impl<R: Role> Worker<R> {
    fn hear(&self, event: &MessageEvent) {
        let Ok(bytes) = event.data().dyn_into::<Uint8Array>() else { return };
        match decode::<Vec<R::Request>>(&bytes.to_vec()) {
            Ok(requests) => {
                let mut role = self.role.borrow_mut();
                requests.into_iter().for_each(|request| role.receive(request));
            }
            Err(reason) => trap(&self.scope, &format!("requests could not be read: {reason}")),
        }
        self.schedule();
    }

    fn slice(&self) {
        self.is_scheduled.set(false);
        let end = now() + SLICE_MILLIS;
        let mut role = self.role.borrow_mut();
        let mut replies = Vec::new();
        while role.has_work() && now() < end && (replies.is_empty() || role.next_took() < QUICK_MILLIS) {
            role.work(&mut |reply| replies.push(reply));
        }
        drop(role);
        if !replies.is_empty() {
            post(&self.scope, &encode(&replies));
        }
        self.schedule();
    }

    fn schedule(&self) {
        if self.role.borrow().has_work() && !self.is_scheduled.replace(true) {
            // Refused only for what cannot be copied, which nothing can.
            let _ = self.channel.port2().post_message(&JsValue::NULL);
        }
    }
}

/// Posts replies; their buffer moves to the page.
fn post(scope: &DedicatedWorkerGlobalScope, replies: &[u8]) {
    let bytes = Uint8Array::from(replies);
    let moved = Array::of1(&bytes.buffer());
    // Refused only for a buffer that has already moved.
    let _ = scope.post_message_with_transfer(&bytes, &moved);
}

/// Reports to the page that this worker is lost.
fn trap(scope: &DedicatedWorkerGlobalScope, reason: &str) {
    let report = js_sys::Object::new();
    // Setting a property of a fresh object cannot fail, nor can posting a text.
    let _ = js_sys::Reflect::set(&report, &"trap".into(), &reason.into());
    let _ = scope.post_message(&report);
}

/// Milliseconds since the worker began.
fn now() -> f64 {
    thread_local! {
        static CLOCK: Option<web_sys::Performance> =
            scope().and_then(|scope| scope.performance());
    }
    CLOCK.with(|clock| clock.as_ref().map_or(0.0, web_sys::Performance::now))
}

fn listen_forever(target: &web_sys::EventTarget, heard: Box<dyn FnMut(MessageEvent)>) {
    let listener = Closure::wrap(heard);
    // Adding a listener to a target that exists cannot fail.
    let _ = target.add_event_listener_with_callback("message", listener.as_ref().unchecked_ref());
    listener.forget();
}
