//! The page: routes, components, widgets. It draws and listens; what there is to compute, it asks of the kernel.

pub mod browser;
pub mod canvas;
pub mod cell;
pub mod check;
pub mod client;
mod complete;
pub mod conversation;
pub mod editor;
pub mod figures;
pub mod gate;
pub mod handles;
pub mod home;
pub mod keep;
pub mod laboratory;
pub mod laboratory_door;
pub mod last_good;
pub mod lesson;
pub mod number;
pub mod page;
pub mod reactive;
mod router;
pub mod share;
pub mod shell;
pub mod storage;
pub mod store;
pub mod theme;
mod vocabulary;
