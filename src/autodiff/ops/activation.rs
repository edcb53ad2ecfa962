//! Activation functions of neural networks, with the formulas and kinks of NNlib.

use std::f64::consts::LN_2;

use super::kernel::{Kernel, single_entry};
use super::row::{Op, binary, call, choose, unary};
use crate::tensor::{double, loops};

const WIDE: [f64; 2] = [-3.0, 3.0];
/// The scale λ and the α of selu, which keep mean 0 and deviation 1 from layer to layer.
const SELU: [f64; 2] = [1.050_700_987_355_480_5, 1.673_263_242_354_377_2];
/// √(2/π) and the coefficient of the cubic term of gelu.
const GELU: [f64; 2] = [0.797_884_560_802_865_4, 0.044_715];

pub(super) fn rows() -> Vec<Op> {
    let rows = vec![
        unary(
            "sigmoid",
            "the logistic function 1/(1 + e⁻ˣ)",
            sigmoid,
            single_entry(loops::sigmoid),
            "(1.0 / (1.0 + exp_of(-({x}))))",
            WIDE,
            |_, y| vec![y * (1.0 - y)],
        )
        .in_double_lanes(|x, out| double::sigmoid(x, out, sigmoid))
        .in_lanes(|| Kernel::unary_loop(loops::sigmoid))
        .also_named("σ"),
        unary(
            "softplus",
            "log(1 + eˣ), a smooth ramp",
            |x| libm::fmax(x, 0.0) + libm::log1p(libm::exp(-libm::fabs(x))),
            |x| libm::fmaxf(x, 0.0) + libm::log1pf(libm::expf(-libm::fabsf(x))),
            "(max_of({x}, 0.0) + log1p_of(exp_of(-abs({x}))))",
            WIDE,
            |x, _| vec![call("sigmoid", &x[0])],
        ),
        unary(
            "relu",
            "x, or 0 where x is negative",
            |x: f64| if x < 0.0 { 0.0 } else { x },
            |x: f32| if x < 0.0 { 0.0 } else { x },
            "max_of({x}, 0.0)",
            WIDE,
            |x, _| vec![choose(&x[0], ">=", 0.0, 1.0, 0.0)],
        )
        .in_double_lanes(double::relu)
        .in_lanes(|| Kernel::unary_loop(loops::relu))
        .kinks_at(|x| x[0])
        .keeping_integers(|x| x[0].max(0)),
        binary(
            "leakyrelu",
            "x, or a small fraction of it where it is negative",
            |x, a| if x < 0.0 { a * x } else { x },
            |x, a| if x < 0.0 { a * x } else { x },
            "select({x}, {y} * {x}, {x} < 0.0)",
            [WIDE, [0.01, 0.5]],
            |x, _| {
                let (x, a) = (&x[0], &x[1]);
                vec![choose(x, ">=", 0.0, 1.0, a.clone()), choose(x, ">=", 0.0, 0.0, x.clone())]
            },
        )
        .kinks_at(|x| x[0])
        .with_default(0.01),
        binary(
            "elu",
            "x, or α(eˣ − 1) where it is negative",
            |x, a| if x >= 0.0 { x } else { a * (libm::exp(x) - 1.0) },
            |x, a| if x >= 0.0 { x } else { a * libm::expm1f(x) },
            "select({y} * expm1_of({x}), {x}, {x} >= 0.0)",
            [WIDE, [0.5, 2.0]],
            |x, y| {
                let (x, a) = (&x[0], &x[1]);
                vec![choose(x, ">=", 0.0, 1.0, y + a), choose(x, ">=", 0.0, 0.0, call("exp", x) - 1.0)]
            },
        )
        .kinks_at(|x| x[0])
        .with_default(1.0),
        unary(
            "selu",
            "elu scaled to preserve mean and deviation",
            |x| SELU[0] * if x > 0.0 { x } else { SELU[1] * (libm::exp(x) - 1.0) },
            |x| SELU[0] as f32 * if x > 0.0 { x } else { SELU[1] as f32 * libm::expm1f(x) },
            "(1.050701 * select(1.6732632 * expm1_of({x}), {x}, {x} > 0.0))",
            WIDE,
            |x, y| vec![choose(&x[0], ">", 0.0, SELU[0], y + SELU[0] * SELU[1])],
        )
        .kinks_at(|x| x[0]),
        unary(
            "gelu",
            "x times the probability that a normal number is smaller, approximately",
            gelu,
            // For large negative x the rounding of the exponent matters, so it is computed in double precision.
            |x| gelu(f64::from(x)) as f32,
            "({x} / (1.0 + exp_of(-1.5957691 * ({x} + 0.044715 * {x} * {x} * {x}))))",
            WIDE,
            |x, _| {
                let x = &x[0];
                let square = x * x;
                let step = call("tanh", &(x * (GELU[1] * &square + 1.0) * GELU[0]));
                let slope = (3.0 * GELU[1] * &square + 1.0) * GELU[0];
                vec![0.5 * (1.0 + &step) + x * (1.0 - &step * &step) * slope * 0.5]
            },
        ),
        unary(
            "swish",
            "x times its sigmoid",
            swish,
            |x| x / (1.0 + libm::expf(-x)),
            "({x} / (1.0 + exp_of(-({x}))))",
            WIDE,
            |x, y| {
                let step = call("sigmoid", &x[0]);
                vec![&step + y * (1.0 - &step)]
            },
        )
        .in_double_lanes(|x, out| double::swish(x, out, swish))
        .in_lanes(|| Kernel::unary_loop(loops::swish)),
        unary(
            "softsign",
            "x/(1 + |x|), a smooth step from −1 to 1",
            |x| x / (1.0 + libm::fabs(x)),
            |x| x / (1.0 + libm::fabsf(x)),
            "({x} / (1.0 + abs({x})))",
            WIDE,
            |x, _| {
                let below = 1.0 + call("abs", &x[0]);
                vec![1.0 / (&below * &below)]
            },
        )
        // The second derivative jumps at 0.
        .kinks_at(|x| x[0]),
        unary(
            "logsigmoid",
            "the logarithm of the sigmoid",
            |x| libm::fmin(x, 0.0) - libm::log1p(libm::exp(-libm::fabs(x))),
            |x| libm::fminf(x, 0.0) - libm::log1pf(libm::expf(-libm::fabsf(x))),
            "(min_of({x}, 0.0) - log1p_of(exp_of(-abs({x}))))",
            WIDE,
            |x, _| vec![1.0 - call("sigmoid", &x[0])],
        )
        .also_named("logσ"),
        unary(
            "logcosh",
            "the logarithm of cosh: a parabola that becomes |x|",
            logcosh,
            |x| logcosh(f64::from(x)) as f32,
            "(abs({x}) + log1p_of(exp_of(-2.0 * abs({x}))) - 0.6931472)",
            WIDE,
            |x, _| vec![call("tanh", &x[0])],
        ),
        unary(
            "relu6",
            "x, limited to the range from 0 to 6",
            |x: f64| x.clamp(0.0, 6.0),
            |x: f32| x.clamp(0.0, 6.0),
            "clamp_of({x}, 0.0, 6.0)",
            WIDE,
            |x, _| vec![choose(&x[0], "<", 6.0, choose(&x[0], ">=", 0.0, 1.0, 0.0), 0.0)],
        )
        .kinks_at(|x| x[0])
        .keeping_integers(|x| x[0].clamp(0, 6)),
        unary(
            "mish",
            "x times the tanh of its softplus, a smooth ramp",
            mish,
            |x| mish(f64::from(x)) as f32,
            "({x} * tanh_of(max_of({x}, 0.0) + log1p_of(exp_of(-abs({x})))))",
            WIDE,
            |x, _| {
                let x = &x[0];
                let step = call("tanh", &call("softplus", x));
                vec![&step + x * (1.0 - &step * &step) * call("sigmoid", x)]
            },
        ),
    ];
    rows.into_iter().map(|op| Op { is_activation: true, ..op }).collect()
}

/// Without overflow.
fn sigmoid(x: f64) -> f64 {
    let e = libm::exp(-libm::fabs(x));
    if x >= 0.0 { 1.0 / (1.0 + e) } else { e / (1.0 + e) }
}

fn swish(x: f64) -> f64 {
    x / (1.0 + libm::exp(-x))
}

fn mish(x: f64) -> f64 {
    x * libm::tanh(libm::fmax(x, 0.0) + libm::log1p(libm::exp(-libm::fabs(x))))
}

/// ½(1 + tanh u) is the sigmoid of 2u; this form loses no digits for large negative x.
fn gelu(x: f64) -> f64 {
    x / (1.0 + libm::exp(-2.0 * GELU[0] * (x + GELU[1] * x * x * x)))
}

/// log(1 + 2 sinh²(x/2)), exact near 0; for large arguments |x| − log 2.
fn logcosh(x: f64) -> f64 {
    let size = libm::fabs(x);
    let half = libm::sinh(size / 2.0);
    if size < 20.0 { libm::log1p(2.0 * half * half) } else { size - LN_2 }
}
