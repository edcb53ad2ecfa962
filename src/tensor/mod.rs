//! Dense arrays, shapes and broadcasting. `autodiff` defines what an operation computes; this module runs the loops
//! over the arrays.

mod dense;
mod gemm;
pub mod kernels;
pub mod random;
mod real;
mod shape;

pub use dense::Tensor;
pub use fluxion_kernels::{Strided, double, fused, loops};
pub use gemm::gemm;
pub use real::Real;
pub use shape::{ShapeError, broadcast_shape, checked_len, repeated_strides, row_strides};
