//! What a learner draws, and how it becomes the pixels that the network knows from its examples.
//!
//! The digits of the set were written on paper, scanned, and brought to one size by programs of NIST: a bitmap of 32×32
//! dots in which each digit is 32 dots high and about 20 wide, with strokes made thicker or thinner until a third of the
//! bitmap is ink. Then the dots were counted in blocks of 4×4, which gives 8×8 pixels from 0 to 16. A drawing goes the same
//! way.

use crate::chart::Point;

/// The dots along a side of the bitmap, and those along a side of a block.
const DOTS: usize = 32;
const BLOCK: usize = 4;

/// The pixels along a side.
pub const SIDE: usize = DOTS / BLOCK;

/// The width and height of a digit in dots.
const BOX: Point = [20.0, 32.0];

/// How many dots of the bitmap are ink: the mean over the set.
const INK: f64 = 312.0;

/// The thinnest and the thickest stroke, in dots.
const THICKNESS: [f64; 2] = [3.0, 8.0];

/// How much more a drawing may be stretched in one direction than in the other.
const STRETCH: f64 = 1.6;

/// How many dots the side of the pad can become at most, so that a speck stays a speck.
const LARGEST: f64 = 4.0 * DOTS as f64;

/// Where the pen must have gone before its way gets another point, in sides of the pad.
const APART: f64 = 0.008;

/// The most points of a drawing: enough for minutes of scribbling.
const MOST: usize = 4_000;

/// A drawing: the ways of the pen, in a square from 0 to 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hand {
    strokes: Vec<Vec<Point>>,
}

impl Hand {
    /// Whether nothing is drawn.
    pub fn is_empty(&self) -> bool {
        self.strokes.is_empty()
    }

    /// The strokes, the first one first; each has at least one point.
    pub fn strokes(&self) -> &[Vec<Point>] {
        &self.strokes
    }

    /// Puts the pen down: a stroke begins.
    pub fn press(&mut self, at: Point) {
        if self.count() < MOST {
            self.strokes.push(vec![inside(at)]);
        }
    }

    /// Draws on to a place; says whether the drawing has changed.
    pub fn draw_to(&mut self, at: Point) -> bool {
        let has_room = self.count() < MOST;
        let at = inside(at);
        let Some(stroke) = self.strokes.last_mut() else { return false };
        let is_apart = stroke.last().is_none_or(|last| distance(*last, at) >= APART);
        if is_apart && has_room {
            stroke.push(at);
        }
        is_apart && has_room
    }

    /// Takes back the last stroke.
    pub fn undo(&mut self) {
        self.strokes.pop();
    }

    fn count(&self) -> usize {
        self.strokes.iter().map(Vec::len).sum()
    }

    /// The pixels, row after row, from 0 to 1 in sixteenths.
    ///
    /// ```
    /// # use fluxion::view::laboratory::digits::hand::Hand;
    /// let mut hand = Hand::default();
    /// hand.press([0.5, 0.2]);
    /// hand.draw_to([0.5, 0.9]);
    /// let pixels = hand.pixels();
    /// assert_eq!(pixels.len(), 64);
    /// assert!(pixels[3] > 0.5 && pixels[8 * 7 + 4] > 0.5, "a bar from the first row to the last");
    /// assert_eq!((pixels[0], pixels[7]), (0.0, 0.0));
    /// ```
    pub fn pixels(&self) -> Vec<f64> {
        let mut dots = vec![0.0f64; DOTS * DOTS];
        if let Some(fit) = self.fit() {
            for stroke in &self.strokes {
                let first = fit.place(stroke[0]);
                fit.ink(&mut dots, [first, first]);
                for pair in stroke.windows(2) {
                    fit.ink(&mut dots, [fit.place(pair[0]), fit.place(pair[1])]);
                }
            }
        }
        let block = |at: usize| {
            let (row, column) = (BLOCK * (at / SIDE), BLOCK * (at % SIDE));
            let places =
                (row..row + BLOCK).flat_map(|row| (column..column + BLOCK).map(move |x| row * DOTS + x));
            let full = (BLOCK * BLOCK) as f64;
            places.map(|place| dots[place]).sum::<f64>().round() / full
        };
        (0..SIDE * SIDE).map(block).collect()
    }

    /// How the drawing is brought into the bitmap; `None` if there is none.
    fn fit(&self) -> Option<Fit> {
        let mut points = self.strokes.iter().flatten();
        let first = points.next()?;
        let (low, high) = points.fold((*first, *first), |(low, high), point| {
            ([0, 1].map(|axis| low[axis].min(point[axis])), [0, 1].map(|axis| high[axis].max(point[axis])))
        });
        let middle = [0, 1].map(|axis| (low[axis] + high[axis]) / 2.0);
        let size = [0, 1].map(|axis| high[axis] - low[axis]);
        let mut fit = Fit { middle, scale: [DOTS as f64; 2], thickness: 5.0 };
        // Thicker strokes leave less room for their middles, and shorter ways of the pen want thicker strokes.
        for _ in 0..4 {
            let wanted = [0, 1].map(|axis| ((BOX[axis] - fit.thickness) / size[axis].max(1e-9)).min(LARGEST));
            fit.scale = [0, 1].map(|axis| wanted[axis].min(STRETCH * wanted[1 - axis]));
            let way: f64 = self
                .strokes
                .iter()
                .flat_map(|stroke| stroke.windows(2))
                .map(|pair| distance(fit.place(pair[0]), fit.place(pair[1])))
                .sum();
            fit.thickness = (INK / way.max(1.0)).clamp(THICKNESS[0], THICKNESS[1]);
        }
        Some(fit)
    }
}

/// How a drawing is brought into the bitmap.
struct Fit {
    /// What comes to lie in the middle.
    middle: Point,
    /// Dots for a side of the pad, across and down.
    scale: Point,
    /// Of strokes, in dots.
    thickness: f64,
}

impl Fit {
    fn place(&self, point: Point) -> Point {
        [0, 1].map(|axis| (point[axis] - self.middle[axis]) * self.scale[axis] + DOTS as f64 / 2.0)
    }

    /// Inks the dots along a piece of a stroke; those at its border in part.
    fn ink(&self, dots: &mut [f64], [from, to]: [Point; 2]) {
        let reach = self.thickness / 2.0;
        let range = |axis: usize| {
            let (low, high) =
                (from[axis].min(to[axis]) - reach - 1.0, from[axis].max(to[axis]) + reach + 1.0);
            (low.max(0.0) as usize)..(high.clamp(0.0, DOTS as f64) as usize)
        };
        for row in range(1) {
            for column in range(0) {
                let dot = [column as f64 + 0.5, row as f64 + 0.5];
                let covered = (reach + 0.5 - distance_to_piece(dot, from, to)).clamp(0.0, 1.0);
                let own = &mut dots[row * DOTS + column];
                *own = own.max(covered);
            }
        }
    }
}

fn inside(at: Point) -> Point {
    at.map(|side| if side.is_finite() { side.clamp(0.0, 1.0) } else { 0.5 })
}

fn distance(a: Point, b: Point) -> f64 {
    libm::hypot(a[0] - b[0], a[1] - b[1])
}

/// How far a point is from a straight piece.
fn distance_to_piece(point: Point, from: Point, to: Point) -> f64 {
    let way = [to[0] - from[0], to[1] - from[1]];
    let length = way[0] * way[0] + way[1] * way[1];
    let along = (point[0] - from[0]) * way[0] + (point[1] - from[1]) * way[1];
    let share = if length > 0.0 { (along / length).clamp(0.0, 1.0) } else { 0.0 };
    distance(point, [from[0] + share * way[0], from[1] + share * way[1]])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(strokes: &[&[Point]]) -> Hand {
        let mut hand = Hand::default();
        for stroke in strokes {
            hand.press(stroke[0]);
            stroke[1..].iter().for_each(|at| {
                hand.draw_to(*at);
            });
        }
        hand
    }

    fn ring(middle: Point, radii: Point) -> Vec<Point> {
        let at = |turn: usize| {
            let angle = std::f64::consts::TAU * turn as f64 / 24.0;
            [middle[0] + radii[0] * libm::sin(angle), middle[1] - radii[1] * libm::cos(angle)]
        };
        (0..=24).map(at).collect()
    }

    #[test]
    fn size_and_place_of_a_drawing_do_not_matter() {
        let large = drawn(&[&ring([0.5, 0.5], [0.3, 0.4])]).pixels();
        let small = drawn(&[&ring([0.3, 0.7], [0.15, 0.2])]).pixels();
        let most = large.iter().zip(&small).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(most <= 1.0 / 16.0, "{most}");
    }

    #[test]
    fn a_drawing_is_as_high_as_the_bitmap_and_has_as_much_ink_as_the_examples() {
        let pixels = drawn(&[&ring([0.5, 0.5], [0.25, 0.4])]).pixels();
        let row = |row: usize| pixels[SIDE * row..SIDE * (row + 1)].iter().sum::<f64>();
        assert!(row(0) > 0.5 && row(7) > 0.5);
        let column = |column: usize| (0..SIDE).map(|row| pixels[SIDE * row + column]).sum::<f64>();
        assert_eq!((column(0), column(7)), (0.0, 0.0));
        let ink = 16.0 * pixels.iter().sum::<f64>();
        assert!((250.0..400.0).contains(&ink), "{ink}");
        assert!(pixels.iter().all(|pixel| (16.0 * pixel).fract() == 0.0 && (0.0..=1.0).contains(pixel)));
    }

    #[test]
    fn a_speck_stays_a_speck_and_nothing_is_nothing() {
        assert_eq!(Hand::default().pixels(), vec![0.0; 64]);
        let speck = drawn(&[&[[0.1, 0.1]]]).pixels();
        assert!(speck[8 * 3 + 3] > 0.0 && speck[0] == 0.0);
        assert!(16.0 * speck.iter().sum::<f64>() < 80.0);
        let mut odd = Hand::default();
        odd.press([f64::NAN, -3.0]);
        odd.draw_to([7.0, f64::INFINITY]);
        assert!(odd.pixels().iter().all(|pixel| pixel.is_finite()));
    }

    #[test]
    fn strokes_are_taken_back_and_points_are_counted() {
        let mut hand = drawn(&[&[[0.1, 0.1], [0.2, 0.2]], &[[0.5, 0.5]]]);
        hand.undo();
        assert_eq!(hand.strokes().len(), 1);
        assert!(!hand.draw_to([0.2, 0.2001]), "too near to be another point");
        hand.undo();
        hand.undo();
        assert!(hand.is_empty() && !hand.draw_to([0.5, 0.5]));
        hand.press([0.0, 0.0]);
        for turn in 0..2 * MOST {
            hand.draw_to([(turn % 2) as f64, 0.5]);
        }
        assert_eq!(hand.count(), MOST);
    }
}
