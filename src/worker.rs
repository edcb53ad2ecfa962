//! The kernel in a worker: fed by messages, working in slices.
//!
//! `worker.mjs` answers pings and holds back early messages. Only requests arrive here: requests made together arrive
//! as the bytes of one buffer, and what a slice has finished goes back as one buffer too. Between two slices the worker's
//! event loop turns, so a newer change is seen before older work continues.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent};

use crate::kernel::Kernel;
use crate::kernel::message::{Reply, Request, decode, encode};

/// How long a slice of work may take, in milliseconds; a piece of work that has begun is finished first.
const SLICE_MILLIS: f64 = 8.0;

/// Finished replies do not wait for a piece of work that took longer than this last time, in milliseconds.
const QUICK_MILLIS: f64 = 2.0;

/// Begins to listen. The kernel lives as long as its worker. Outside a worker nothing happens.
pub fn start() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let own = scope.clone();
    std::panic::set_hook(Box::new(move |info| trap(&own, &info.to_string())));
    let Ok(channel) = MessageChannel::new() else {
        return trap(&scope, "this browser has no message channels");
    };
    let worker = Rc::new(Worker {
        kernel: RefCell::new(Kernel::new(now)),
        scope: scope.clone(),
        channel,
        is_scheduled: Cell::new(false),
    });
    let own = Rc::clone(&worker);
    listen_forever(&scope, move |event| own.hear(&event));
    let own = Rc::clone(&worker);
    listen_forever(&worker.channel.port1(), move |_| own.slice());
    worker.channel.port1().start();
}

struct Worker {
    kernel: RefCell<Kernel>,
    scope: DedicatedWorkerGlobalScope,
    /// A message to oneself comes after the messages that are already waiting, and without a timer's delay.
    channel: MessageChannel,
    is_scheduled: Cell<bool>,
}

impl Worker {
    fn hear(&self, event: &MessageEvent) {
        let Ok(bytes) = event.data().dyn_into::<Uint8Array>() else { return };
        match decode::<Vec<Request>>(&bytes.to_vec()) {
            Ok(requests) => {
                let mut kernel = self.kernel.borrow_mut();
                requests.into_iter().for_each(|request| kernel.receive(request));
            }
            Err(reason) => trap(&self.scope, &format!("requests could not be read: {reason}")),
        }
        self.schedule();
    }

    fn slice(&self) {
        self.is_scheduled.set(false);
        let end = now() + SLICE_MILLIS;
        let mut kernel = self.kernel.borrow_mut();
        let mut replies = Vec::new();
        while kernel.has_work() && now() < end && (replies.is_empty() || kernel.next_took() < QUICK_MILLIS) {
            kernel.work(&mut |reply| replies.push(reply));
        }
        drop(kernel);
        if !replies.is_empty() {
            self.post(&replies);
        }
        self.schedule();
    }

    fn schedule(&self) {
        if self.kernel.borrow().has_work() && !self.is_scheduled.replace(true) {
            // Refused only for what cannot be copied, which nothing can.
            let _ = self.channel.port2().post_message(&JsValue::NULL);
        }
    }

    /// Posts replies; their buffer moves to the page.
    fn post(&self, replies: &Vec<Reply>) {
        let bytes = Uint8Array::from(encode(replies).as_slice());
        let moved = Array::of1(&bytes.buffer());
        // Refused only for a buffer that has already moved.
        let _ = self.scope.post_message_with_transfer(&bytes, &moved);
    }
}

/// Reports to the page that this kernel is lost.
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
            js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>().ok().and_then(|scope| scope.performance());
    }
    CLOCK.with(|clock| clock.as_ref().map_or(0.0, web_sys::Performance::now))
}

fn listen_forever(
    target: &(impl AsRef<web_sys::EventTarget> + ?Sized),
    heard: impl FnMut(MessageEvent) + 'static,
) {
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(heard);
    // Adding a listener to a target that exists cannot fail.
    let _ = target.as_ref().add_event_listener_with_callback("message", listener.as_ref().unchecked_ref());
    listener.forget();
}
