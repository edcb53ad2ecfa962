//! One axis: the mapping from data to the screen and back, and its ticks.

use super::number::{label, power_of_ten};

/// The mapping of one axis from data to CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    data: [f64; 2],
    screen: [f64; 2],
    log: bool,
}

/// A labelled position on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// The value in data coordinates.
    pub value: f64,
    /// The label.
    pub label: String,
}

impl Scale {
    /// A linear axis; the range `data` must not be empty.
    pub fn linear(data: [f64; 2], screen: [f64; 2]) -> Scale {
        Scale { data, screen, log: false }
    }

    /// A logarithmic axis with ticks at powers of ten; both ends of `data` must be positive.
    pub fn log(data: [f64; 2], screen: [f64; 2]) -> Scale {
        Scale { data: data.map(libm::log10), screen, log: true }
    }

    /// The first and the last value.
    pub fn data(&self) -> [f64; 2] {
        if self.log { self.data.map(|exponent| libm::pow(10.0, exponent)) } else { self.data }
    }

    /// The screen positions of the first and the last value.
    pub fn screen(&self) -> [f64; 2] {
        self.screen
    }

    /// The number of pixels for one unit, or for one decade on a logarithmic axis.
    pub fn pixels_per_unit(&self) -> f64 {
        (self.screen[1] - self.screen[0]) / (self.data[1] - self.data[0])
    }

    /// The screen position of a value; NaN and infinities are returned unchanged.
    ///
    /// ```
    /// # use fluxion::chart::Scale;
    /// let scale = Scale::linear([-2.0, 2.0], [0.0, 400.0]);
    /// assert_eq!(scale.screen_from_data(1.0), 300.0);
    /// assert_eq!(scale.data_from_screen(300.0), 1.0);
    /// ```
    pub fn screen_from_data(&self, value: f64) -> f64 {
        let value = if self.log { libm::log10(value) } else { value };
        self.screen[0] + (value - self.data[0]) * self.pixels_per_unit()
    }

    /// The value at a screen position.
    pub fn data_from_screen(&self, screen: f64) -> f64 {
        let value = self.data[0] + (screen - self.screen[0]) / self.pixels_per_unit();
        if self.log { libm::pow(10.0, value) } else { value }
    }

    /// About `about` ticks at round numbers.
    ///
    /// ```
    /// # use fluxion::chart::Scale;
    /// let labels = |scale: Scale| scale.ticks(5).into_iter().map(|tick| tick.label).collect::<Vec<_>>();
    /// assert_eq!(labels(Scale::linear([-2.6, 2.6], [0.0, 1.0])), ["−2", "−1", "0", "1", "2"]);
    /// assert_eq!(labels(Scale::log([0.004, 300.0], [0.0, 1.0])), ["0.01", "0.1", "1", "10", "100"]);
    /// ```
    pub fn ticks(&self, about: usize) -> Vec<Tick> {
        let [from, to] = self.data;
        let step = step_for(to - from, about.max(2) as f64);
        let step = if self.log { step.max(1.0).round() } else { step };
        let (first, last) = ((from / step - 1e-9).ceil() as i64, (to / step + 1e-9).floor() as i64);
        let tick = |index: i64| {
            let value = index as f64 * step;
            if self.log {
                let exponent = value.round() as i32;
                Tick { value: 10f64.powi(exponent), label: decade(exponent) }
            } else {
                Tick { value, label: label(value, step) }
            }
        };
        (first..=last.min(first.saturating_add(100))).map(tick).collect()
    }
}

/// The smallest number of the form 1, 2 or 5 times a power of ten that is not less than `step`.
///
/// ```
/// # use fluxion::chart::nice_step;
/// assert_eq!([0.7, 1.3, 3.1, 60.0].map(nice_step), [1.0, 2.0, 5.0, 100.0]);
/// ```
pub fn nice_step(step: f64) -> f64 {
    let power = 10f64.powi(libm::log10(step).floor() as i32);
    let found = [1.0, 2.0, 5.0].into_iter().find(|factor| factor * power >= step * (1.0 - 1e-9));
    found.unwrap_or(10.0) * power
}

/// The round step that divides a range into about `about` steps, and at least two.
fn step_for(range: f64, about: f64) -> f64 {
    let above = nice_step(range / about);
    let below = nice_step(0.4 * above);
    let off = |step: f64| libm::log(range / step / about).abs();
    if off(below) < off(above) || range < 2.0 * above { below } else { above }
}

fn decade(exponent: i32) -> String {
    match exponent {
        0..=4 => 10u32.pow(exponent.unsigned_abs()).to_string(),
        -3..=-1 => format!("{:.*}", exponent.unsigned_abs() as usize, 10f64.powi(exponent)),
        _ => power_of_ten(exponent),
    }
}
