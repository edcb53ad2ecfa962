//! The GPU: a device, and programs loaded on it.
//!
//! What a program computes is described by its [`Shader`](crate::program::Shader); this module only compiles its
//! shaders on a device and copies values there and back. If there is no GPU, or it has too little memory, an error
//! says so, and the CPU runs the program.

mod device;
mod loaded;
mod wait;

pub use device::{Gpu, GpuError};
pub use loaded::Loaded;
