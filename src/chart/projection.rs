//! The projection from space to the screen: a rotation about the vertical and a tilt, without perspective.

use super::Point;

/// A view of a block with corners at ±1.
///
/// ```
/// # use fluxion::chart::Projection;
/// let above = Projection::new(0.0, std::f64::consts::FRAC_PI_2);
/// let [right, up] = above.turn([1.0, 0.0, 5.0]);
/// assert!((right - 1.0).abs() < 1e-9 && up.abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    yaw: f64,
    pitch: f64,
}

impl Projection {
    /// A view rotated by `yaw` about the vertical and tilted by `pitch` (0 from the side, π/2 from above), in radians.
    pub fn new(yaw: f64, pitch: f64) -> Projection {
        Projection {
            yaw: yaw.rem_euclid(std::f64::consts::TAU),
            pitch: pitch.clamp(0.05, std::f64::consts::FRAC_PI_2),
        }
    }

    /// The rotation about the vertical and the tilt, in radians.
    pub fn angles(&self) -> [f64; 2] {
        [self.yaw, self.pitch]
    }

    /// The view rotated and tilted further.
    #[must_use]
    pub fn turned(&self, yaw: f64, pitch: f64) -> Projection {
        Projection::new(self.yaw + yaw, self.pitch + pitch)
    }

    /// The projection of a point: its distance to the right and upwards on the screen.
    pub fn turn(&self, [x, y, z]: [f64; 3]) -> Point {
        let (sin, cos) = libm::sincos(self.yaw);
        let (right, away) = (x * cos - y * sin, x * sin + y * cos);
        let (rise, stand) = libm::sincos(self.pitch);
        [right, away * rise + z * stand]
    }

    /// Whether x and y increase away from the viewer, to draw farther cells first.
    pub fn grows_away(&self) -> [bool; 2] {
        let (sin, cos) = libm::sincos(self.yaw);
        [sin > 0.0, cos > 0.0]
    }
}
