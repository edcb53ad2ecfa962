//! A quantised map: a function over a square, a byte for each value. As colours, as a zero line, at a point.

use super::isoline::joined_sides;
use super::{Color, Grid, Point, Theme};

/// The byte that stands for NaN.
const GAP: i8 = i8::MIN;

/// The byte of the largest value.
const FULL: f64 = 127.0;

/// By how much bytes around a cell may differ to count as nearly level.
const LEVEL: i32 = 4;

/// Zero stands for the smallest numbers from zero up, −1 for all below: on average a little more than they say.
const BELOW: f32 = 0.25;

/// The bands of each sign in steps.
const STEPS: f64 = 4.0;

/// A function over a square that reaches as far as `reach` from the middle: its values at the middles of square cells, row
/// after row from the top.
///
/// ```
/// # use fluxion::chart::Field;
/// let field = Field::new(2, 2.0, 6.0, &[-127, 127, -127, 127]).unwrap();
/// assert_eq!(field.at([3.0, 0.0]), 2.0);
/// assert_eq!(field.at([1.5, -3.0]), 1.0);
/// assert!(Field::new(3, 1.0, 6.0, &[0; 8]).is_none(), "a value is missing");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field<'a> {
    side: usize,
    scale: f64,
    reach: f64,
    values: &'a [i8],
}

/// The colours of the bytes of a map: paper at zero, one hue for each sign.
///
/// ```
/// # use fluxion::chart::{Theme, Tint};
/// let theme = Theme::light();
/// let tint = Tint::smooth(&theme, 0.42);
/// assert_eq!(tint.color(0.0), theme.paper);
/// assert_ne!(tint.color(0.5), tint.color(-0.5));
/// let steps = Tint::in_steps(&theme, 0.42);
/// assert_eq!(steps.color(0.9), steps.color(0.8));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Tint {
    colors: Vec<[u8; 4]>,
}

impl Tint {
    /// Colours that grow with the value; `strength` is the share of the hue in the colour of the largest.
    pub fn smooth(theme: &Theme, strength: f64) -> Tint {
        Tint::new(theme, strength, |share| share)
    }

    /// The same colours in four bands for each sign.
    pub fn in_steps(theme: &Theme, strength: f64) -> Tint {
        Tint::new(theme, strength, |share| ((share * STEPS).floor() + 1.0).min(STEPS) / STEPS)
    }

    fn new(theme: &Theme, strength: f64, share: impl Fn(f64) -> f64) -> Tint {
        let color = |byte: u8| {
            let value = byte as i8;
            let hue = if value < 0 { theme.negative } else { theme.positive };
            let Color { rgb: [r, g, b], .. } = match value {
                GAP => theme.rule,
                _ => hue.over(theme.paper, strength * share(f64::from(value).abs() / FULL)),
            };
            [r, g, b, 255]
        };
        Tint { colors: (0..=u8::MAX).map(color).collect() }
    }

    /// The colour of a value from −1 to 1.
    pub fn color(&self, value: f64) -> Color {
        let [r, g, b, _] = self.colors[usize::from(byte(value * FULL) as u8)];
        Color::rgb(r, g, b)
    }
}

/// The byte of a value in units of the smallest step.
fn byte(value: f64) -> i8 {
    if value.is_nan() { GAP } else { value.round().clamp(-FULL, FULL) as i8 }
}

impl<'a> Field<'a> {
    /// `side` values in a row, and rows; `scale` is what the byte 127 stands for. `None` if there are more or fewer
    /// values.
    pub fn new(side: usize, scale: f64, reach: f64, values: &'a [i8]) -> Option<Field<'a>> {
        (side >= 2 && values.len() == side * side).then_some(Field { side, scale, reach, values })
    }

    /// The values in a row.
    pub fn side(&self) -> usize {
        self.side
    }

    /// What the largest byte stands for.
    pub fn scale(&self) -> f64 {
        self.scale
    }

    /// The value at a point of the square, interpolated between four; NaN beside a gap.
    pub fn at(&self, [x, y]: [f64; 2]) -> f64 {
        let (side, last) = (self.side as f64, (self.side - 1) as f64);
        let part = |value: f64| ((value / self.reach + 1.0) / 2.0 * side - 0.5).clamp(0.0, last);
        let (column, row) = (part(x), last - part(y));
        let cell = |part: f64| (part as usize).min(self.side - 2);
        let (left, top) = (cell(column), cell(row));
        let value = |column: usize, row: usize| match self.values[row * self.side + column] {
            GAP => f64::NAN,
            value => f64::from(value) / FULL * self.scale,
        };
        let (u, v) = (column - left as f64, row - top as f64);
        let along = |row| value(left, row) * (1.0 - u) + value(left + 1, row) * u;
        along(top) * (1.0 - v) + along(top + 1) * v
    }

    /// The heights as a grid, for contour lines. Where they hardly change from cell to cell, the steps between bytes are
    /// smoothed: a line would follow them like stairs.
    pub fn grid(&self) -> Option<Grid> {
        let first = self.reach * (1.0 - 1.0 / self.side as f64);
        let range = [-first, first];
        let rows = (0..self.side).rev();
        let places = rows.flat_map(|row| (0..self.side).map(move |column| (row, column)));
        Grid::new(
            range,
            range,
            [self.side; 2],
            places.map(|(row, column)| self.height(row, column)).collect(),
        )
    }

    /// A height in bytes; the mean of its neighbourhood where that is nearly level.
    fn height(&self, row: usize, column: usize) -> f32 {
        let around = |at: usize| at.saturating_sub(1)..(at + 2).min(self.side);
        let (mut low, mut high, mut sum, mut count) = (i8::MAX, i8::MIN, 0i32, 0i32);
        for near in around(row) {
            for value in &self.values[near * self.side..][around(column)] {
                (low, high) = (low.min(*value), high.max(*value));
                (sum, count) = (sum + i32::from(*value), count + 1);
            }
        }
        match self.values[row * self.side + column] {
            GAP => f32::NAN,
            _ if low != GAP && i32::from(high) - i32::from(low) <= LEVEL => sum as f32 / count as f32 + BELOW,
            value => f32::from(value) + BELOW,
        }
    }

    /// Writes one pixel for each value into an image whose rows are `stride` bytes apart; `full` is the value that gets
    /// the deepest colour.
    pub fn paint(&self, tint: &Tint, full: f64, image: &mut [u8], stride: usize) {
        let by = self.factor(full);
        for (row, values) in self.values.chunks_exact(self.side).enumerate() {
            let pixels = image[row * stride..].chunks_exact_mut(4);
            for (pixel, value) in pixels.zip(values) {
                pixel.copy_from_slice(&tint.colors[usize::from(scaled(i32::from(*value), by))]);
            }
        }
    }

    /// A square image of `pixels` by `pixels`, with values interpolated between those that are known.
    pub fn image(&self, tint: &Tint, full: f64, pixels: usize) -> Vec<u8> {
        let by = self.factor(full);
        let places: Vec<(usize, i32)> = (0..pixels).map(|pixel| self.place(pixel, pixels)).collect();
        let mut image = Vec::with_capacity(4 * pixels * pixels);
        let mut blend = vec![0i32; self.side];
        for &(row, part) in &places {
            let (above, below) = (&self.values[row * self.side..], &self.values[(row + 1) * self.side..]);
            for ((between, above), below) in blend.iter_mut().zip(above).zip(below) {
                *between = i32::from(*above) * (PARTS - part) + i32::from(*below) * part;
            }
            for &(column, part) in &places {
                let value = blend[column] * (PARTS - part) + blend[column + 1] * part;
                image.extend(tint.colors[usize::from(scaled(value >> (2 * PART_BITS), by))]);
            }
        }
        image
    }

    /// The row or column before a pixel's centre, and how far on it lies towards the next.
    fn place(&self, pixel: usize, pixels: usize) -> (usize, i32) {
        let at = (pixel as f64 + 0.5) / pixels as f64 * self.side as f64 - 0.5;
        let at = at.clamp(0.0, (self.side - 1) as f64);
        let cell = (at as usize).min(self.side - 2);
        (cell, ((at - cell as f64) * f64::from(PARTS)) as i32)
    }

    /// What a byte is multiplied with so that `full` gets the deepest colour, in 1/256.
    fn factor(&self, full: f64) -> i32 {
        let by = 256.0 * self.scale / full;
        if by.is_finite() { by.clamp(0.0, 65_536.0) as i32 } else { 256 }
    }

    /// The line at which the function is zero, as segments in parts of the side from the upper left corner.
    pub fn zero_segments(&self, mut segment: impl FnMut(Point, Point)) {
        let side = self.side as f64;
        for row in 0..self.side - 1 {
            let (above, below) = (&self.values[row * self.side..], &self.values[(row + 1) * self.side..]);
            for column in 0..self.side - 1 {
                let corners = [above[column], above[column + 1], below[column + 1], below[column]];
                let is_crossed =
                    corners.iter().any(|corner| *corner >= 0) && corners.iter().any(|corner| *corner < 0);
                if !is_crossed || corners.contains(&GAP) {
                    continue;
                }
                let corners = corners.map(f64::from);
                let (pairs, count) = joined_sides(corners, 0.0);
                for sides in pairs.into_iter().take(count) {
                    let [from, to] = sides.map(|edge| {
                        let [x, y] = crossing(edge, corners);
                        [(column as f64 + x + 0.5) / side, (row as f64 + y + 0.5) / side]
                    });
                    segment(from, to);
                }
            }
        }
    }
}

/// The precision of interpolated colours.
const PART_BITS: u32 = 8;
const PARTS: i32 = 1 << PART_BITS;

/// The index of the colour of a value that is multiplied with `by` / 256.
fn scaled(value: i32, by: i32) -> u8 {
    if value <= i32::from(GAP) {
        return GAP as u8;
    }
    ((value * by) >> 8).clamp(-127, 127) as i8 as u8
}

/// Where a side of a cell is crossed; side i leads from corner i to the next, clockwise from the upper left.
fn crossing(side: usize, corners: [f64; 4]) -> Point {
    let (from, to) = (corners[side], corners[(side + 1) % 4]);
    let part = from / (from - to);
    [[part, 0.0], [1.0, part], [1.0 - part, 1.0], [0.0, 1.0 - part]][side]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes of a function from −1 to 1.
    fn bytes(side: usize, f: impl Fn(f64, f64) -> f64) -> Vec<i8> {
        let on = |at: usize| (2.0 * at as f64 + 1.0) / side as f64 - 1.0;
        (0..side * side).map(|at| byte(FULL * f(on(at % side), -on(at / side)))).collect()
    }

    #[test]
    fn the_zero_line_lies_where_the_function_is_zero() {
        let values = bytes(25, |x, y| x.hypot(y) - 0.5);
        let field = Field::new(25, 1.0, 1.0, &values).unwrap();
        let mut length = 0.0;
        field.zero_segments(|from, to| {
            for [x, y] in [from, to] {
                assert!(((x - 0.5).hypot(y - 0.5) - 0.25).abs() < 0.01, "{x} {y}");
            }
            length += (to[0] - from[0]).hypot(to[1] - from[1]);
        });
        assert!((length - std::f64::consts::FRAC_PI_2).abs() < 0.02, "{length}");
    }

    #[test]
    fn gaps_have_a_colour_of_their_own_and_no_line() {
        let theme = Theme::light();
        let values = [GAP, 100, -100, GAP];
        let field = Field::new(2, 1.0, 6.0, &values).unwrap();
        field.zero_segments(|_, _| panic!("beside a gap there is no line"));
        assert!(field.at([0.0, 0.0]).is_nan());
        let mut image = [0; 16];
        field.paint(&Tint::smooth(&theme, 0.7), 1.0, &mut image, 8);
        assert_eq!(image[..3], theme.rule.rgb);
    }

    #[test]
    fn images_are_as_deep_as_the_full_value_says() {
        let tint = Tint::smooth(&Theme::light(), 0.42);
        let values = [127; 4];
        let pixel = |scale: f64, full: f64| {
            let field = Field::new(2, scale, 6.0, &values).unwrap();
            let [r, g, b] = [0, 1, 2].map(|at| field.image(&tint, full, 1)[at]);
            Color::rgb(r, g, b)
        };
        assert_eq!(pixel(1.0, 1.0), tint.color(1.0));
        assert_eq!(pixel(7.0, 1.0), tint.color(1.0), "not deeper than the deepest");
        assert_eq!(pixel(0.5, 1.0), tint.color(63.0 / 127.0));
        assert_eq!(pixel(f64::NAN, 1.0), tint.color(1.0));
    }
}
