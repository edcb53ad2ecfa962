//! What of a landscape can be seen, and what is seen at a place on the screen: lines of sight, followed step by step.

use super::{FLOOR, HIGH, Surface, SurfaceFrame};
use crate::chart::Point;

/// The length of a step along a line of sight, as it lies on the floor.
const STEP: f64 = 0.02;

/// What is closer to the ground than this counts as on it.
const NEAR: f64 = 0.008;

impl Surface {
    /// The height of the ground above the block's middle at a place on the floor.
    pub(super) fn rise(&self, frame: &SurfaceFrame, place: [f64; 2]) -> f64 {
        let height = self.grid.at(frame.data_from_floor(place));
        (2.0 * super::share(height, frame.z).clamp(0.0, 1.0) - 1.0) * HIGH
    }

    /// Where a place of the ground is on the screen; `None` outside the ground and where its height is not known.
    pub fn screen_of(&self, frame: &SurfaceFrame, place: [f64; 2]) -> Option<Point> {
        let [u, v] = frame.floor_from_data(place);
        let is_on = u.abs() <= frame.half[0] && v.abs() <= frame.half[1];
        let rise = self.rise(frame, [u, v]);
        (is_on && rise.is_finite()).then(|| frame.screen([u, v, rise]))
    }

    /// Whether nothing hides a place of the block from the viewer.
    pub(super) fn is_seen(&self, frame: &SurfaceFrame, [u, v, z]: [f64; 3]) -> bool {
        let [yaw, pitch] = frame.projection.angles();
        let ((sin, cos), (rise, stand)) = (libm::sincos(yaw), libm::sincos(pitch));
        let climb = STEP * rise / stand.max(1e-3);
        let starts_below = z < self.rise(frame, [u, v]) - NEAR;
        for step in 1.. {
            let far = STEP * f64::from(step);
            let place = [u - far * sin, v - far * cos];
            if (0..2).any(|axis| place[axis].abs() > frame.half[axis]) {
                return true;
            }
            let z = z + climb * f64::from(step);
            if z > HIGH {
                return !starts_below;
            }
            let over = z - self.rise(frame, place);
            // Unknown heights hide nothing.
            if if starts_below { over > NEAR } else { over < -NEAR } {
                return false;
            }
        }
        true
    }

    /// The place of the ground, in data, that is seen at a place on the screen; where there is none, the nearest place
    /// of the floor.
    ///
    /// ```
    /// # use fluxion::chart::{Grid, Projection, Surface};
    /// let surface = Surface::new(Grid::sample([-1.0, 1.0], [-1.0, 1.0], [33, 33], |x, y| x * y), ["x", "y"]);
    /// let frame = surface.frame([400.0, 300.0], Projection::new(0.6, 0.7));
    /// let [x, y] = surface.place_at(&frame, frame.screen_from_data([0.5, -0.25, -0.125]));
    /// assert!((x - 0.5).abs() < 0.01 && (y + 0.25).abs() < 0.01);
    /// ```
    pub fn place_at(&self, frame: &SurfaceFrame, at: Point) -> [f64; 2] {
        let [yaw, pitch] = frame.projection.angles();
        let ((sin, cos), (rise, stand)) = (libm::sincos(yaw), libm::sincos(pitch));
        let [right, up] = [at[0] - frame.middle[0], frame.middle[1] - at[1]].map(|part| part / frame.scale);
        let on = |away: f64| [right * cos + away * sin, away * cos - right * sin];
        let is_on = |place: [f64; 2]| (0..2).all(|axis| place[axis].abs() <= frame.half[axis]);
        // How far the line of sight is above the ground.
        let over = |away: f64| {
            let height = (up - away * rise) / stand.max(1e-3);
            height - self.rise(frame, on(away))
        };
        let reach = frame.half[0].hypot(frame.half[1]);
        let steps = (2.0 * reach / STEP) as i32;
        let mut before: Option<f64> = None;
        for step in 0..=steps {
            let away = STEP * f64::from(step) - reach;
            if !is_on(on(away)) {
                continue;
            }
            if let Some(last) = before
                && over(last) >= 0.0
                && over(away) < 0.0
            {
                let (mut above, mut below) = (last, away);
                for _ in 0..20 {
                    let middle = (above + below) / 2.0;
                    if over(middle) >= 0.0 { above = middle } else { below = middle }
                }
                return frame.data_from_floor(on(above));
            }
            before = Some(away);
        }
        let away = (up - FLOOR * stand) / rise.max(1e-3);
        let place = on(away);
        frame.data_from_floor([0, 1].map(|axis| place[axis].clamp(-frame.half[axis], frame.half[axis])))
    }

    /// The parts of a line through the block that can be seen, on the screen.
    pub(super) fn seen(&self, frame: &SurfaceFrame, line: &[[f64; 3]]) -> Vec<Vec<Point>> {
        let mut parts: Vec<Vec<Point>> = Vec::new();
        let mut was_seen = false;
        for (at, place) in line.iter().enumerate() {
            let is_seen = place.iter().all(|part| part.is_finite()) && self.is_seen(frame, *place);
            if is_seen && !was_seen {
                // From the place before, so that a line ends at what hides it.
                let before = at.checked_sub(1).map(|at| line[at]).filter(|place| place[2].is_finite());
                parts.push(before.into_iter().map(|place| frame.screen(place)).collect());
            }
            if let (true, Some(part)) = (is_seen, parts.last_mut()) {
                part.push(frame.screen(*place));
            }
            was_seen = is_seen;
        }
        parts.retain(|part| part.len() > 1);
        parts
    }
}
