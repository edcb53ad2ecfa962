//! Exponentials and logarithms.

use std::f64::consts::{LN_2, LN_10};

use super::kernel::Kernel;
use super::row::{Op, binary, call, unary};
use crate::tensor::{double, loops};

const WIDE: [f64; 2] = [-3.0, 3.0];
const POSITIVE: [f64; 2] = [0.1, 4.0];

pub(super) fn rows() -> Vec<Op> {
    vec![
        unary("exp", "e to the x", exp, libm::expf, "exp_of({x})", WIDE, |_, y| vec![y.clone()])
            .in_double_lanes(|x, out| double::exp(x, out, exp))
            .in_lanes(|| Kernel::unary_loop(loops::exp)),
        unary("exp2", "2 to the x", libm::exp2, libm::exp2f, "exp2_of({x})", WIDE, |_, y| vec![y * LN_2]),
        unary(
            "exp10",
            "10 to the x",
            libm::exp10,
            libm::exp10f,
            "exp_of({x} * 2.302585093)",
            [-2.0, 2.0],
            |_, y| vec![y * LN_10],
        ),
        unary(
            "expm1",
            "eˣ − 1, exact near 0",
            libm::expm1,
            libm::expm1f,
            "expm1_of({x})",
            WIDE,
            |_, y| vec![y + 1.0],
        ),
        unary("log", "the natural logarithm", libm::log, libm::logf, "log_of({x})", POSITIVE, |x, _| {
            vec![1.0 / &x[0]]
        }),
        binary(
            "log",
            "the logarithm to a base, log(base, x)",
            |base, x| libm::log(x) / libm::log(base),
            |base, x| libm::logf(x) / libm::logf(base),
            "(log_of({y}) / log_of({x}))",
            [[1.5, 4.0], POSITIVE],
            |x, y| {
                let (base, number) = (&x[0], &x[1]);
                vec![-(y / (base * call("log", base))), 1.0 / (number * call("log", base))]
            },
        ),
        unary(
            "log2",
            "the logarithm to base 2",
            libm::log2,
            libm::log2f,
            "log2_of({x})",
            POSITIVE,
            |x, _| vec![1.0 / (&x[0] * LN_2)],
        ),
        unary(
            "log10",
            "the logarithm to base 10",
            libm::log10,
            libm::log10f,
            "(log_of({x}) / 2.302585093)",
            POSITIVE,
            |x, _| vec![1.0 / (&x[0] * LN_10)],
        ),
        unary(
            "log1p",
            "log(1 + x), exact near 0",
            libm::log1p,
            libm::log1pf,
            "log1p_of({x})",
            [-0.8, 3.0],
            |x, _| vec![1.0 / (&x[0] + 1.0)],
        ),
    ]
}

/// The exponential. At 1 the library's result is one digit off in the last place, where everybody knows the number.
fn exp(x: f64) -> f64 {
    if x == 1.0 { std::f64::consts::E } else { libm::exp(x) }
}
