//! The marks of the map on the ground: what the ground hides is faint, and the floor shows where everything stands.

use super::{FLOOR, Surface, SurfaceFrame};
use crate::chart::clip::{clipped, dashed};
use crate::chart::marks::{Ground, Painter};
use crate::chart::picture::NO_RING;
use crate::chart::{Marks, Picture, Rect, Stroke, Theme};

/// The opacity of what the ground hides.
const HIDDEN: f64 = 0.25;

/// The dashes of the drop line, in CSS pixels.
const DASH: [f64; 2] = [4.0, 4.0];

impl Surface {
    /// The marks of the map, on the ground, with the shadow of paths and a line down from the point.
    pub fn overlay(&self, frame: &SurfaceFrame, theme: &Theme, marks: &Marks<'_>) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let [x, y] = [self.grid.x(), self.grid.y()];
        let area = Rect { min: [x[0].min(x[1]), y[0].min(y[1])], max: [x[0].max(x[1]), y[0].max(y[1])] };
        if let Some(walk) = &marks.walk {
            let places = walk.places.iter().take(walk.reached + 1).copied();
            self.shadow(&mut picture, frame, theme, &area, places);
        }
        for track in marks.tracks {
            let places = track.places.iter().take(marks.reached + 1).copied();
            self.shadow(&mut picture, frame, theme, &area, places);
        }
        if let Some(point) = marks.point.filter(|point| area.contains(*point, 0.0)) {
            self.drop_line(&mut picture, frame, theme, point);
        }
        let place = |[x, y]: [f64; 2]| {
            let [u, v] = frame.floor_from_data([x, y]);
            [u, v, self.rise(frame, [u, v])]
        };
        let screen = |at: [f64; 2]| frame.screen(place(at));
        let is_seen = |at: [f64; 2]| self.is_seen(frame, place(at));
        let rect = Rect { min: [0.0, 0.0], max: frame.size };
        let ground = Some(Ground { area, is_seen: &is_seen, hidden: HIDDEN });
        Painter { picture: &mut picture, theme, rect, screen: &screen, ground }.draw(marks);
        picture
    }

    /// The shadow of a path on the floor.
    fn shadow(
        &self,
        picture: &mut Picture,
        frame: &SurfaceFrame,
        theme: &Theme,
        area: &Rect,
        places: impl Iterator<Item = [f64; 2]>,
    ) {
        let on_floor = |place: &[f64; 2]| {
            let [u, v] = frame.floor_from_data(*place);
            [u, v, FLOOR]
        };
        let color = theme.ink.fade(0.7);
        for line in clipped(places, area) {
            let line: Vec<_> = line.iter().map(on_floor).collect();
            for part in self.seen(frame, &line) {
                picture.line(part, Stroke::new(color, 1.6));
            }
        }
    }

    /// A dashed line from the point down to the floor, and its foot.
    fn drop_line(&self, picture: &mut Picture, frame: &SurfaceFrame, theme: &Theme, point: [f64; 2]) {
        let [u, v] = frame.floor_from_data(point);
        let top = self.rise(frame, [u, v]);
        if !top.is_finite() {
            return;
        }
        let [foot, head] = [FLOOR, top].map(|z| frame.screen([u, v, z]));
        let whole = (foot[1] - head[1]).max(1e-9);
        let height = |at: [f64; 2]| FLOOR + (top - FLOOR) * (foot[1] - at[1]) / whole;
        for dash in dashed(&[foot, head], DASH[0], DASH[1]) {
            // Where the middle of the dash is in the block.
            let middle = dash.iter().map(|at| height(*at)).sum::<f64>() / dash.len() as f64;
            let is_seen = self.is_seen(frame, [u, v, middle]);
            let color = theme.ink.fade(if is_seen { 0.8 } else { HIDDEN });
            picture.line(dash, Stroke::new(color, 1.3));
        }
        let strength = if self.is_seen(frame, [u, v, FLOOR]) { 1.0 } else { HIDDEN };
        picture.dot(foot, 3.0, theme.point.fade(strength), NO_RING);
    }
}
