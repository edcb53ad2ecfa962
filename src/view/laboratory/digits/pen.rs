//! The pen that the arrow keys lead over the pad: up it moves, down it draws.

use super::hand::Hand;
use crate::chart::Point;

/// The places of the pen along a side of the pad.
pub const PLACES: i32 = 16;

/// A pen on a grid of places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    /// Where it is, from the upper left.
    place: [i32; 2],
    /// Whether it touches the paper.
    pub is_down: bool,
}

impl Default for Pen {
    fn default() -> Pen {
        Pen { place: [PLACES / 2, PLACES / 4], is_down: false }
    }
}

impl Pen {
    /// Where it is, in a square from 0 to 1.
    pub fn at(self) -> Point {
        self.place.map(|place| (f64::from(place) + 0.5) / f64::from(PLACES))
    }

    /// Puts it down or takes it up.
    pub fn toggle(&mut self, hand: &mut Hand) {
        self.is_down = !self.is_down;
        if self.is_down {
            hand.press(self.at());
        }
    }

    /// Leads it by so many places; down it draws. It stays on the pad.
    pub fn lead(&mut self, by: [i32; 2], hand: &mut Hand) {
        self.place = [0, 1].map(|axis| (self.place[axis] + by[axis]).clamp(0, PLACES - 1));
        if self.is_down {
            hand.draw_to(self.at());
        }
    }

    /// Where it is, in words.
    ///
    /// ```
    /// # use fluxion::view::laboratory::digits::pen::Pen;
    /// assert_eq!(Pen::default().words(), "Pen up, column 9, row 5 of 16");
    /// ```
    pub fn words(self) -> String {
        let [column, row] = self.place.map(|place| place + 1);
        let state = if self.is_down { "down" } else { "up" };
        format!("Pen {state}, column {column}, row {row} of {PLACES}")
    }
}

/// Where an arrow key leads; `None` for other keys.
pub fn way(key: &str) -> Option<[i32; 2]> {
    match key {
        "ArrowLeft" => Some([-1, 0]),
        "ArrowRight" => Some([1, 0]),
        "ArrowUp" => Some([0, -1]),
        "ArrowDown" => Some([0, 1]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pen_draws_only_while_it_is_down() {
        let (mut pen, mut hand) = (Pen::default(), Hand::default());
        pen.lead([0, 3], &mut hand);
        assert!(hand.is_empty());
        pen.toggle(&mut hand);
        for key in ["ArrowDown", "ArrowDown", "ArrowRight"] {
            pen.lead(way(key).unwrap(), &mut hand);
        }
        pen.toggle(&mut hand);
        pen.lead([-5, 0], &mut hand);
        assert_eq!(hand.strokes().len(), 1);
        assert_eq!(hand.strokes()[0].len(), 4);
        assert_eq!(way("Tab"), None);
    }

    #[test]
    fn it_stays_on_the_pad() {
        let (mut pen, mut hand) = (Pen::default(), Hand::default());
        pen.lead([99, -99], &mut hand);
        assert_eq!(pen.words(), "Pen up, column 16, row 1 of 16");
        assert!(pen.at()[0] < 1.0 && pen.at()[1] > 0.0);
    }
}
