//! Trigonometric functions and their inverses. Angles are in radians.

use super::row::{Op, binary, call, unary};

pub(super) fn rows() -> Vec<Op> {
    vec![
        unary("sin", "the sine", libm::sin, libm::sinf, "sin_of({x})", [-6.0, 6.0], |x, _| {
            vec![call("cos", &x[0])]
        }),
        unary("cos", "the cosine", libm::cos, libm::cosf, "cos_of({x})", [-6.0, 6.0], |x, _| {
            vec![-call("sin", &x[0])]
        }),
        unary("tan", "the tangent", libm::tan, libm::tanf, "tan_of({x})", [-1.2, 1.2], |_, y| {
            vec![y * y + 1.0]
        }),
        unary(
            "asin",
            "the angle of a sine",
            libm::asin,
            libm::asinf,
            "asin_of({x})",
            [-0.85, 0.85],
            |x, _| vec![1.0 / call("sqrt", &(1.0 - &x[0] * &x[0]))],
        ),
        unary(
            "acos",
            "the angle of a cosine",
            libm::acos,
            libm::acosf,
            "acos_of({x})",
            [-0.85, 0.85],
            |x, _| vec![-1.0 / call("sqrt", &(1.0 - &x[0] * &x[0]))],
        ),
        unary(
            "atan",
            "the angle of a tangent",
            libm::atan,
            libm::atanf,
            "atan_of({x})",
            [-3.0, 3.0],
            |x, _| vec![1.0 / (&x[0] * &x[0] + 1.0)],
        ),
        binary(
            "atan",
            "the angle of the point (x, y), atan(y, x)",
            libm::atan2,
            libm::atan2f,
            "atan2_of({x}, {y})",
            [[-3.0, 3.0], [0.3, 3.0]],
            |x, _| {
                let (up, right) = (&x[0], &x[1]);
                let square = up * up + right * right;
                vec![right / &square, -(up / &square)]
            },
        ),
    ]
}
