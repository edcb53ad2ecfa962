//! Sums, products, powers, and functions composed of them.

use super::kernel::Kernel;
use super::row::{Op, binary, call, choose, power, unary};
use crate::autodiff::expr::Expr;
use crate::tensor::{double, loops};

const WIDE: [f64; 2] = [-3.0, 3.0];

pub(super) fn rows() -> Vec<Op> {
    vec![
        unary("-", "the negative", |x| -x, |x| -x, "-({x})", WIDE, |_, _| vec![(-1.0).into()])
            .in_double_lanes(double::neg)
            .in_lanes(|| Kernel::unary_loop(loops::neg)),
        binary(
            "+",
            "the sum",
            |x, y| x + y,
            |x, y| x + y,
            "({x} + {y})",
            [WIDE, WIDE],
            |_, _| vec![1.0.into(), 1.0.into()],
        )
        .in_double_lanes_of_two(double::add)
        .in_lanes(|| Kernel::binary_loop(loops::add)),
        binary(
            "-",
            "the difference",
            |x, y| x - y,
            |x, y| x - y,
            "({x} - {y})",
            [WIDE, WIDE],
            |_, _| vec![1.0.into(), (-1.0).into()],
        )
        .in_double_lanes_of_two(double::sub)
        .in_lanes(|| Kernel::binary_loop(loops::sub)),
        binary(
            "*",
            "the product",
            |x, y| x * y,
            |x, y| x * y,
            "({x} * {y})",
            [WIDE, WIDE],
            |x, _| vec![x[1].clone(), x[0].clone()],
        )
        .in_double_lanes_of_two(double::mul)
        .in_lanes(|| Kernel::binary_loop(loops::mul)),
        binary(
            "/",
            "the quotient",
            |x, y| x / y,
            |x, y| x / y,
            "({x} / {y})",
            [WIDE, [0.3, 3.0]],
            |x, r| vec![1.0 / &x[1], -(r / &x[1])],
        )
        .in_double_lanes_of_two(double::div)
        .in_lanes(|| Kernel::binary_loop(loops::div)),
        binary(
            "^",
            "the power",
            libm::pow,
            libm::powf,
            "pow_of({x}, {y})",
            [[0.3, 3.0], [-2.0, 3.0]],
            |x, r| {
                let (base, exponent) = (&x[0], &x[1]);
                // 0·x⁻¹ and 0·log 0 are NaN at 0, but the derivative there is 0, and so is every further one. So the
                // operands are replaced where they would give NaN: choosing between finished results would only
                // move the NaN to the next derivative.
                let at_zero = choose(base, "==", 0.0, 0.0, exponent - 1.0);
                let lower = choose(exponent, "==", 0.0, at_zero, exponent - 1.0);
                let positive = choose(base, "==", 0.0, 1.0, base.clone());
                vec![exponent * power(base, lower), r * call("log", &positive)]
            },
        ),
        unary(
            "inv",
            "one over x",
            |x| 1.0 / x,
            |x| 1.0 / x,
            "(1.0 / {x})",
            [0.3, 3.0],
            |_, y| vec![-(y * y)],
        ),
        unary("abs2", "the square", |x| x * x, |x| x * x, "({x} * {x})", WIDE, |x, _| vec![2.0 * &x[0]])
            .in_double_lanes(double::abs2)
            .in_lanes(|| Kernel::unary_loop(loops::abs2))
            .keeping_integers(|x| x[0].wrapping_mul(x[0])),
        unary("sqrt", "the square root", libm::sqrt, libm::sqrtf, "sqrt_of({x})", [0.1, 4.0], |_, y| {
            vec![0.5 / y]
        })
        .in_lanes(|| Kernel::unary_loop(loops::sqrt)),
        unary("cbrt", "the cube root", libm::cbrt, libm::cbrtf, "cbrt_of({x})", [0.1, 4.0], |_, y| {
            vec![1.0 / (3.0 * (y * y))]
        }),
        binary(
            "hypot",
            "the length of the hypotenuse",
            libm::hypot,
            libm::hypotf,
            "hypot_of({x}, {y})",
            [[0.3, 3.0], WIDE],
            |x, r| {
                // Both x/r and its derivatives count as 0 at the origin, where r has a kink.
                let length = choose(r, "==", 0.0, 1.0, r.clone());
                let share = |x: &Expr| choose(r, "==", 0.0, 0.0, x / &length);
                vec![share(&x[0]), share(&x[1])]
            },
        ),
    ]
}
