//! Requests and replies as the bytes of one buffer each way, for whatever works in a worker.

use std::cell::RefCell;
use std::thread::LocalKey;

use js_sys::Uint8Array;
use leptos::prelude::queue_microtask;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::kernel::message::{decode, encode};

/// The requests to a worker since the last message was sent.
pub type Waiting<Request> = RefCell<Vec<Request>>;

/// Sends a request with `send`, in one message with any others made in the same turn of the event loop: a dragged point
/// changes two parameters.
pub fn post<Request: Serialize>(
    waiting: &'static LocalKey<Waiting<Request>>,
    request: Request,
    send: fn(&Uint8Array),
) {
    let is_first = waiting.with_borrow_mut(|waiting| {
        waiting.push(request);
        waiting.len() == 1
    });
    if is_first {
        queue_microtask(move || send(&Uint8Array::from(encode(&waiting.take()).as_slice())));
    }
}

/// Hands on the replies in a message.
pub fn hear<Reply: DeserializeOwned>(message: &Uint8Array, hear: impl FnMut(Reply)) {
    match decode::<Vec<Reply>>(&message.to_vec()) {
        Ok(replies) => replies.into_iter().for_each(hear),
        Err(reason) => web_sys::console::warn_1(&format!("Replies could not be read: {reason}").into()),
    }
}
