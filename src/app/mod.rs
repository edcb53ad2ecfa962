//! The page: routes, components, widgets. It draws and listens; what there is to compute, it asks of the kernel.

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
