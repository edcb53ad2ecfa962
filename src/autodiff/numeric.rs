//! Numerical differentiation by finite differences, for checks and to show what they cost.

/// The five-point central difference with step `h`: (f(x−2h) − 8f(x−h) + 8f(x+h) − f(x+2h)) / 12h.
///
/// The truncation error falls with h⁴; the rounding error grows with 1/h.
/// Source: Abramowitz and Stegun, *Handbook of Mathematical Functions*, table 25.2.
///
/// ```
/// # use fluxion::autodiff::numeric::five_point;
/// let slope = five_point(|x| x * x * x, 2.0, 1e-2);
/// assert!((slope - 12.0).abs() < 1e-11);
/// ```
pub fn five_point(f: impl Fn(f64) -> f64, x: f64, h: f64) -> f64 {
    (f(x - 2.0 * h) - 8.0 * f(x - h) + 8.0 * f(x + h) - f(x + 2.0 * h)) / (12.0 * h)
}

/// The forward difference with step `h`: (f(x+h) − f(x)) / h, the difference quotient before the limit is taken.
///
/// ```
/// # use fluxion::autodiff::numeric::forward;
/// assert_eq!(forward(|x| x * x, 3.0, 0.5), 6.5);
/// ```
pub fn forward(f: impl Fn(f64) -> f64, x: f64, h: f64) -> f64 {
    (f(x + h) - f(x)) / h
}

/// The five-point difference with step sizes that are halved again and again, extrapolated to step 0 (Richardson
/// extrapolation) until rounding errors dominate. Returns the value and an estimate of its error.
///
/// ```
/// # use fluxion::autodiff::numeric::extrapolated;
/// let (slope, error) = extrapolated(f64::exp, 1.0, 0.1);
/// assert!((slope - 1.0_f64.exp()).abs() < 1e-11 && error < 1e-9);
/// ```
pub fn extrapolated(f: impl Fn(f64) -> f64, x: f64, h: f64) -> (f64, f64) {
    const ROWS: usize = 6;
    let mut best = (five_point(&f, x, h), f64::INFINITY);
    let mut above = [best.0; ROWS];
    for row in 1..ROWS {
        let mut current = [0.0; ROWS];
        current[0] = five_point(&f, x, h / f64::from(1 << row));
        for column in 1..=row {
            // The leading error terms are h⁴, h⁶, h⁸, …; halving h divides them by 16, 64, 256, …
            let factor = f64::from(1 << (2 * column + 2));
            current[column] =
                current[column - 1] + (current[column - 1] - above[column - 1]) / (factor - 1.0);
            let error = (current[column] - current[column - 1])
                .abs()
                .max((current[column] - above[column - 1]).abs());
            if error <= best.1 {
                best = (current[column], error);
            }
        }
        above = current;
    }
    best
}
