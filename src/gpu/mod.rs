//! The GPU: a device, and programs loaded on it.
//!
//! What a program computes is described by its [`Shader`](crate::program::Shader); this module only compiles its
//! shaders on a device and copies values there and back. If there is no GPU, or it has too little memory, or it is lost,
//! or it computes something wrong, an error says so, and the CPU runs the program.

mod check;
mod device;
mod loaded;
mod measure;
mod pipelines;
mod reading;
mod resilient;
mod wait;

pub use device::{Gpu, GpuError};
pub use loaded::{Feed, Loaded};
pub use resilient::Resilient;
