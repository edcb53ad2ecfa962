//! Hyperbolic functions and their inverses.

use super::kernel::Kernel;
use super::row::{Op, call, unary};
use crate::tensor::{double, loops};

const WIDE: [f64; 2] = [-3.0, 3.0];

pub(super) fn rows() -> Vec<Op> {
    vec![
        unary("sinh", "the hyperbolic sine", libm::sinh, libm::sinhf, "sinh_of({x})", WIDE, |x, _| {
            vec![call("cosh", &x[0])]
        }),
        unary("cosh", "the hyperbolic cosine", libm::cosh, libm::coshf, "cosh_of({x})", WIDE, |x, _| {
            vec![call("sinh", &x[0])]
        }),
        unary(
            "tanh",
            "the hyperbolic tangent, a step from −1 to 1",
            libm::tanh,
            libm::tanhf,
            "tanh_of({x})",
            WIDE,
            |_, y| vec![1.0 - y * y],
        )
        .in_double_lanes(|x, out| double::tanh(x, out, libm::tanh))
        .in_lanes(|| Kernel::unary_loop(loops::tanh)),
        unary("asinh", "the inverse of sinh", libm::asinh, libm::asinhf, "asinh_of({x})", WIDE, |x, _| {
            vec![1.0 / call("sqrt", &(&x[0] * &x[0] + 1.0))]
        }),
        unary(
            "acosh",
            "the inverse of cosh",
            libm::acosh,
            libm::acoshf,
            "acosh_of({x})",
            [1.2, 4.0],
            |x, _| vec![1.0 / call("sqrt", &(&x[0] * &x[0] - 1.0))],
        ),
        unary(
            "atanh",
            "the inverse of tanh",
            libm::atanh,
            libm::atanhf,
            "atanh_of({x})",
            [-0.8, 0.8],
            |x, _| vec![1.0 / (1.0 - &x[0] * &x[0])],
        ),
    ]
}
