//! A callback as a future.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};

/// The state shared by the callback and the future.
struct Shared<V> {
    value: Option<V>,
    waker: Option<Waker>,
}

/// A callback to be called once, and a future of the value that it is called with.
pub fn callback<V>() -> (impl FnOnce(V), impl Future<Output = V>) {
    let shared = Arc::new(Mutex::new(Shared { value: None, waker: None }));
    let told = Arc::clone(&shared);
    let call = move |value| {
        let mut shared = told.lock().unwrap_or_else(PoisonError::into_inner);
        shared.value = Some(value);
        if let Some(waker) = shared.waker.take() {
            waker.wake();
        }
    };
    let wait = poll_fn(move |context| {
        let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
        match shared.value.take() {
            Some(value) => Poll::Ready(value),
            None => {
                shared.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    });
    (call, wait)
}
