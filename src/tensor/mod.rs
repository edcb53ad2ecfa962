//! Dense arrays, shapes and broadcasting. What an operation computes is in `autodiff`; how its loop runs over
//! arrays is here.

mod dense;
mod gemm;
pub mod kernels;
pub mod random;
mod real;
mod shape;

pub use dense::Tensor;
pub use fluxion_kernels::{Strided, chain, loops};
pub use gemm::gemm;
pub use real::Real;
pub use shape::{ShapeError, broadcast_shape, checked_len, repeated_strides, row_strides};
