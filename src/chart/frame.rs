//! The mapping from a chart's data to the screen: two scales and the margins around them.

use super::{Point, Rect, Scale};

/// The layout of a chart with two axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The horizontal axis.
    pub x: Scale,
    /// The vertical axis, which runs upwards on the screen.
    pub y: Scale,
}

impl Frame {
    /// Linear axes over `x` and `y` that fill `plot`.
    pub fn linear(plot: Rect, x: [f64; 2], y: [f64; 2]) -> Frame {
        Frame {
            x: Scale::linear(x, [plot.min[0], plot.max[0]]),
            y: Scale::linear(y, [plot.max[1], plot.min[1]]),
        }
    }

    /// The rectangle of the screen that shows data.
    pub fn plot(&self) -> Rect {
        let ([left, right], [bottom, top]) = (self.x.screen(), self.y.screen());
        Rect { min: [left, top], max: [right, bottom] }
    }

    /// The screen position of a point of the data.
    ///
    /// ```
    /// # use fluxion::chart::{Frame, Rect};
    /// let plot = Rect { min: [40.0, 10.0], max: [240.0, 110.0] };
    /// let frame = Frame::linear(plot, [0.0, 2.0], [0.0, 1.0]);
    /// assert_eq!(frame.screen_from_data([1.0, 0.0]), [140.0, 110.0]);
    /// assert_eq!(frame.data_from_screen([140.0, 110.0]), [1.0, 0.0]);
    /// ```
    pub fn screen_from_data(&self, [x, y]: [f64; 2]) -> Point {
        [self.x.screen_from_data(x), self.y.screen_from_data(y)]
    }

    /// The point of the data at a screen position.
    pub fn data_from_screen(&self, [x, y]: Point) -> [f64; 2] {
        [self.x.data_from_screen(x), self.y.data_from_screen(y)]
    }
}
