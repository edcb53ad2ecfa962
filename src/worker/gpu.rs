//! The worker that holds the GPU: hears requests at any time, and computes them one after another.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::{listen_forever, now, post, scope, trap};
use crate::compute::GpuTiler;
use crate::compute::message::Request;
use crate::kernel::message::{decode, encode};

/// What arrives while something is computed waits here, because the member is in use until then.
struct Worker {
    scope: DedicatedWorkerGlobalScope,
    inbox: RefCell<VecDeque<Request>>,
    is_working: Cell<bool>,
}

/// Runs a member of a pool that computes tiles on the GPU, as long as its worker lives. Outside a worker nothing happens.
pub fn compute_on_gpu() {
    let Some(scope) = scope() else { return };
    let own = scope.clone();
    std::panic::set_hook(Box::new(move |info| trap(&own, &info.to_string())));
    let worker =
        Rc::new(Worker { scope: scope.clone(), inbox: RefCell::default(), is_working: Cell::new(false) });
    // The member is with whoever works.
    let member = Rc::new(RefCell::new(Some(GpuTiler::new(now))));
    let (own, idle) = (Rc::clone(&worker), Rc::clone(&member));
    listen_forever(
        &scope,
        Box::new(move |event| {
            own.hear(&event);
            own.work(&idle);
        }),
    );
    worker.work(&member);
}

impl Worker {
    fn hear(&self, event: &MessageEvent) {
        let Ok(bytes) = event.data().dyn_into::<Uint8Array>() else { return };
        match decode::<Vec<Request>>(&bytes.to_vec()) {
            Ok(requests) => self.inbox.borrow_mut().extend(requests),
            Err(reason) => trap(&self.scope, &format!("requests could not be read: {reason}")),
        }
    }

    fn work(self: &Rc<Worker>, member: &Rc<RefCell<Option<GpuTiler>>>) {
        if self.is_working.replace(true) {
            return;
        }
        let (worker, member) = (Rc::clone(self), Rc::clone(member));
        spawn_local(async move {
            let Some(mut tiler) = member.borrow_mut().take() else { return };
            loop {
                worker.inbox.borrow_mut().drain(..).for_each(|request| tiler.receive(request));
                if !tiler.has_work() {
                    break;
                }
                let mut replies = Vec::new();
                tiler.work(&mut |reply| replies.push(reply)).await;
                if !replies.is_empty() {
                    post(&worker.scope, &encode(&replies));
                }
            }
            *member.borrow_mut() = Some(tiler);
            worker.is_working.set(false);
        });
    }
}
