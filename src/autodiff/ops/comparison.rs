//! Maximum, minimum, comparisons (1 where they hold, 0 elsewhere) and selection.

use super::kernel::Kernel;
use super::row::{Op, binary, choose, flat};
use crate::autodiff::expr::Expr;
use crate::autodiff::single::Single;
use crate::tensor::loops::Loop;
use crate::tensor::{double, loops};

const WIDE: [f64; 2] = [-3.0, 3.0];

pub(super) fn rows() -> Vec<Op> {
    vec![
        // If both are equal, the second operand gets the whole gradient, as in Tracker: max(x, 0)′ is 0 at 0.
        binary(
            "max",
            "the larger of two numbers",
            |x, y| if x > y || x.is_nan() { x } else { y },
            |x, y| if x > y || x.is_nan() { x } else { y },
            "max_of({x}, {y})",
            [WIDE, WIDE],
            |x, _| vec![choose(&x[0], ">", &x[1], 1.0, 0.0), choose(&x[0], ">", &x[1], 0.0, 1.0)],
        )
        .in_lanes(|| Kernel::binary_loop(loops::max))
        .kinks_at(|x| x[0] - x[1])
        .keeping_integers(|x| x[0].max(x[1])),
        binary(
            "min",
            "the smaller of two numbers",
            |x, y| if x < y || x.is_nan() { x } else { y },
            |x, y| if x < y || x.is_nan() { x } else { y },
            "min_of({x}, {y})",
            [WIDE, WIDE],
            |x, _| vec![choose(&x[0], "<", &x[1], 1.0, 0.0), choose(&x[0], "<", &x[1], 0.0, 1.0)],
        )
        .in_lanes(|| Kernel::binary_loop(loops::min))
        .kinks_at(|x| x[0] - x[1])
        .keeping_integers(|x| x[0].min(x[1])),
        compare(
            "<",
            "1 where x is less than y",
            |x, y| x < y,
            |x, y| x < y,
            "select(0.0, 1.0, {x} < {y})",
            loops::lt,
        ),
        compare(
            ">",
            "1 where x is greater than y",
            |x, y| x > y,
            |x, y| x > y,
            "select(0.0, 1.0, {x} > {y})",
            loops::gt,
        )
        .in_double_lanes_of_two(double::gt),
        compare(
            "<=",
            "1 where x is at most y",
            |x, y| x <= y,
            |x, y| x <= y,
            "select(0.0, 1.0, {x} <= {y})",
            loops::le,
        ),
        compare(
            ">=",
            "1 where x is at least y",
            |x, y| x >= y,
            |x, y| x >= y,
            "select(0.0, 1.0, {x} >= {y})",
            loops::ge,
        )
        .in_double_lanes_of_two(double::ge),
        compare(
            "==",
            "1 where x equals y",
            |x, y| x == y,
            |x, y| x == y,
            "select(0.0, 1.0, equal_of({x}, {y}))",
            loops::eq,
        ),
        select(),
    ]
}

fn compare(
    name: &'static str,
    about: &'static str,
    f64: fn(f64, f64) -> bool,
    f32: fn(f32, f32) -> bool,
    wgsl: &'static str,
    many: fn(&[f32], &[f32], &mut [f32]),
) -> Op {
    let f64 = move |x, y| f64::from(u8::from(f64(x, y)));
    let f32 = move |x, y| f32::from(u8::from(f32(x, y)));
    binary(name, about, f64, f32, wgsl, [WIDE, WIDE], flat)
        .in_lanes(|| Kernel::binary_loop(many))
        .kinks_at(|x| x[0] - x[1])
}

fn select() -> Op {
    Op {
        name: "ifelse",
        about: "y where x is not 0, else z",
        arity: 3,
        domain: vec![WIDE; 3],
        kink: Some(|x| x[0]),
        is_activation: false,
        alias: None,
        default: None,
        on_integers: None,
        f64: Kernel::ternary(|x, y, z| if x != 0.0 { y } else { z })
            .with_loop(Loop::Three(Box::new(double::select))),
        single: Single::ternary(|x, y, z| if x != 0.0 { y } else { z }, "select({y}, {z}, is_zero({x}))")
            .in_lanes(|| Kernel::ternary_loop(|x, y, z| if x != 0.0 { y } else { z }, loops::select)),
        derivative: |x, _| {
            let pick = |y: f64, z: f64| Expr::apply("ifelse", &[&x[0], &y.into(), &z.into()]);
            vec![0.0.into(), pick(1.0, 0.0), pick(0.0, 1.0)]
        },
        index: 0,
    }
}
