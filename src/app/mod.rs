//! The page: routes, components, widgets, and the two roles of the wasm.

use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

pub mod along;
pub mod browser;
pub mod canvas;
pub mod cell;
pub mod check;
pub mod client;
mod complete;
pub mod editor;
pub mod figures;
pub mod gate;
pub mod home;
pub mod keep;
pub mod lesson;
pub mod number;
pub mod page;
pub mod reactive;
mod router;
pub mod scrub;
pub mod shell;
pub mod storage;
pub mod store;
pub mod theme;
pub mod worker;

/// Takes the role that the surroundings ask for: the page in a window, the kernel in a worker.
pub fn start() {
    match js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
        Ok(scope) => worker::start(&scope),
        Err(_) => page::start(),
    }
}
