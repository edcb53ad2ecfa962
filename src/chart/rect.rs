//! Points and rectangles on the screen.

/// A point on the screen in CSS pixels: from the left, from the top.
pub type Point = [f64; 2];

/// A rectangle in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left, top.
    pub min: Point,
    /// Right, bottom.
    pub max: Point,
}

impl Rect {
    /// Whether a point is inside, or at most `slack` outside.
    pub fn contains(&self, [x, y]: Point, slack: f64) -> bool {
        x >= self.min[0] - slack
            && x <= self.max[0] + slack
            && y >= self.min[1] - slack
            && y <= self.max[1] + slack
    }

    /// Width and height.
    pub fn size(&self) -> [f64; 2] {
        [self.max[0] - self.min[0], self.max[1] - self.min[1]]
    }
}
