//! The edges of the ground and of the floor, and the axes: along the two sides of the floor that face the viewer, and
//! up the corner furthest to the left.

use super::{FLOOR, HIGH, Surface, SurfaceFrame, share};
use crate::chart::picture::{Anchor, TextMark};
use crate::chart::theme::TYPE;
use crate::chart::{Picture, Point, Rect, Scale, Stroke, Theme};

/// The length of a tick, and the gap between it and its number, in CSS pixels.
const TICK: f64 = 5.0;
const GAP: f64 = 3.0;

/// The length of an axis for each of its numbers, in CSS pixels.
const SPACING: f64 = 52.0;
const HIGH_SPACING: f64 = 26.0;

/// The places that an edge of the ground is drawn through.
const PARTS: usize = 72;

impl Surface {
    /// The outline of the ground, and of the floor where the ground leaves it open.
    pub(super) fn edges(&self, picture: &mut Picture, frame: &SurfaceFrame, theme: &Theme) {
        let [a, b] = frame.half;
        let corners = [[-a, -b], [a, -b], [a, b], [-a, b], [-a, -b]];
        let along = |from: [f64; 2], to: [f64; 2], part: usize| {
            let share = part as f64 / PARTS as f64;
            [0, 1].map(|axis| from[axis] + (to[axis] - from[axis]) * share)
        };
        for pair in corners.windows(2) {
            let places = || (0..=PARTS).map(|part| along(pair[0], pair[1], part));
            let floor: Vec<_> = places().map(|[u, v]| [u, v, FLOOR]).collect();
            for part in self.seen(frame, &floor) {
                picture.line(part, Stroke::new(theme.edge.fade(0.7), 1.0));
            }
            let rim: Vec<_> = places().map(|place| [place[0], place[1], self.rise(frame, place)]).collect();
            for part in self.seen(frame, &rim) {
                picture.line(part, Stroke::new(theme.ink.fade(0.55), 1.1));
            }
        }
    }

    /// Numbers and names of the axes; numbers that would overlap others are left out.
    pub(super) fn axes(&self, picture: &mut Picture, frame: &SurfaceFrame, theme: &Theme) {
        let [x_away, y_away] = frame.projection.grows_away();
        let [a, b] = frame.half;
        let near_x = if x_away { -a } else { a };
        let near_y = if y_away { -b } else { b };
        let mut labels = Labels { picture, frame, theme, taken: Vec::new() };
        let floor = |u: f64, v: f64| frame.screen([u, v, FLOOR]);
        labels.axis(
            [floor(-a, near_y), floor(a, near_y)],
            direction(floor(0.0, 0.0), floor(0.0, near_y)),
            (self.grid.x(), SPACING),
            &self.names[0],
        );
        labels.axis(
            [floor(near_x, -b), floor(near_x, b)],
            direction(floor(0.0, 0.0), floor(near_x, 0.0)),
            (self.grid.y(), SPACING),
            &self.names[1],
        );
        self.posts(&mut labels);
    }

    /// The upright edges at the left and at the right, and the height axis at the left one.
    fn posts(&self, labels: &mut Labels<'_>) {
        let frame = labels.frame;
        let [a, b] = frame.half;
        let corners = [[-a, -b], [a, -b], [a, b], [-a, b]];
        let across = |corner: &[f64; 2]| frame.screen([corner[0], corner[1], FLOOR])[0];
        let by_place = |one: &&[f64; 2], other: &&[f64; 2]| across(one).total_cmp(&across(other));
        let stroke = Stroke::new(labels.theme.edge.fade(0.7), 1.0);
        if let Some(&right) = corners.iter().max_by(by_place) {
            let rise = self.rise(frame, right);
            if rise.is_finite() {
                labels
                    .picture
                    .line([FLOOR, rise].map(|z| frame.screen([right[0], right[1], z])).to_vec(), stroke);
            }
        }
        let Some(&left) = corners.iter().min_by(by_place) else { return };
        let up = |z: f64| frame.screen([left[0], left[1], z]);
        labels.picture.line(vec![up(FLOOR), up(HIGH)], stroke);
        // From above there is no height to be seen.
        if self.grid.range().is_some() && up(-HIGH)[1] - up(HIGH)[1] > HIGH_SPACING {
            labels.axis([up(-HIGH), up(HIGH)], [-1.0, 0.0], (frame.z, HIGH_SPACING), "");
        }
    }
}

/// The direction from one point to another.
fn direction(from: Point, to: Point) -> Point {
    let way = [to[0] - from[0], to[1] - from[1]];
    let length = way[0].hypot(way[1]).max(1e-9);
    way.map(|part| part / length)
}

/// What writes the axes.
struct Labels<'a> {
    picture: &'a mut Picture,
    frame: &'a SurfaceFrame,
    theme: &'a Theme,
    taken: Vec<Rect>,
}

impl Labels<'_> {
    /// Ticks with numbers along an edge, and its name beyond them; `out` leads away from the block.
    fn axis(&mut self, [from, to]: [Point; 2], out: Point, (range, spacing): ([f64; 2], f64), name: &str) {
        let length = (to[0] - from[0]).hypot(to[1] - from[1]);
        let about = ((length / spacing) as usize).clamp(2, 8);
        let on = |share: f64| [0, 1].map(|axis| from[axis] + (to[axis] - from[axis]) * share);
        let stroke = Stroke::new(self.theme.edge, 1.0);
        let ticks = Scale::linear(range, range).ticks(about);
        // The name first: it must stand, and numbers give way to it.
        let digits = ticks.iter().map(|tick| tick.label.chars().count()).max().unwrap_or(0);
        if !name.is_empty() {
            let beyond = TICK + 2.0 * GAP + out[0].abs() * 0.6 * TYPE * digits as f64 + out[1].abs() * TYPE;
            self.write(name, on(0.5), out, beyond, true);
        }
        for tick in ticks {
            let at = on(share(tick.value, range));
            let end = [0, 1].map(|axis| at[axis] + out[axis] * TICK);
            if self.write(&tick.label, at, out, TICK + GAP, false) {
                self.picture.line(vec![at, end], stroke);
            }
        }
    }

    /// A text beyond a point, kept inside the picture; whether there was room for it.
    fn write(&mut self, text: &str, at: Point, out: Point, far: f64, is_name: bool) -> bool {
        let size = if is_name { TYPE + 2.0 } else { TYPE };
        let half = [0.31 * size * text.chars().count() as f64, 0.5 * size];
        let far = far + out[0].abs() * half[0] + out[1].abs() * half[1];
        let at = [0, 1].map(|axis| {
            let limit = (self.frame.size[axis] - half[axis]).max(half[axis]);
            (at[axis] + out[axis] * far).clamp(half[axis], limit)
        });
        let own = Rect { min: [at[0] - half[0], at[1] - half[1]], max: [at[0] + half[0], at[1] + half[1]] };
        if self.taken.iter().any(|other| overlap(other, &own)) {
            return false;
        }
        self.taken.push(own);
        let color = if is_name { self.theme.ink } else { self.theme.soft };
        self.picture.text(TextMark {
            text,
            at,
            anchor: Anchor::Center,
            size,
            bold: is_name,
            color,
            halo: None,
        });
        true
    }
}

/// Whether two rectangles overlap, or almost.
fn overlap(one: &Rect, other: &Rect) -> bool {
    (0..2).all(|axis| one.min[axis] < other.max[axis] + 2.0 && other.min[axis] < one.max[axis] + 2.0)
}
