//! Programs and the bits of their results, which are the same natively and in wasm.

use fluxion::language::{Budget, Session};

/// The programs and the expected bits of their results.
pub const BITS: &str = include_str!("bits.txt");

/// Small programs whose last value consists of numbers.
pub const PROGRAMS: [&str; 9] = [
    "3.0^2 + 2/3",
    "(sin(1.3), cos(1.3), tan(1.3), asin(0.3), atan(0.7))",
    "(exp(1.7), log(1.7), sqrt(1.7), 1.7^2.3, cbrt(1.7))",
    "(sinh(0.7), cosh(0.7), tanh(0.7), exp(-40.0), log1p(1e-9), expm1(1e-9))",
    "using Flux.Tracker\nf(x, y) = x^2/4 + y^2/2 + x/4 + cos(2x) * cos(y)\nTracker.gradient(f, 2.4, 1.4)",
    "using Flux.Tracker\nf(x) = sin(3x) * exp(-x^2)\ng(x) = Tracker.gradient(f, x; nest = true)[1]\nTracker.gradient(g, 0.7)[1]",
    "s = 0.0\nfor i in 1:1000\n  s = s + sin(i) / i\nend\ns",
    "p = 0.5\nfor i in 1:200\n  p = 3.7 * p * (1 - p)\nend\np",
    "1e300 * 1e10 - 1e300",
];

/// The bits of the results, one line for each program.
pub fn bits() -> String {
    let line = |program: &&str| {
        let value = Session::new(Budget::default(), || 0.0).run(program).result.expect("the program runs");
        let numbers = value.numbers().expect("its value is numbers");
        numbers.iter().map(|number| format!("{:016x}", number.to_bits())).collect::<Vec<_>>().join(" ")
    };
    PROGRAMS.iter().map(line).collect::<Vec<_>>().join("\n") + "\n"
}
