//! How a path on a landscape is drawn: what has been walked so far, and what lies ahead.

use super::Stroke;
use super::marks::{Painter, Walk};

/// The opacity of the part of a path that is still ahead.
const AHEAD: f64 = 0.5;

impl Painter<'_> {
    /// The path so far with its points and, if it is shown, what lies ahead.
    pub(super) fn walk(&mut self, walk: &Walk<'_>) {
        let places = &walk.places[..walk.places.len().min(walk.reached + 1)];
        let color = self.theme.path;
        if walk.is_ahead_shown {
            let ahead = walk.places.iter().skip(walk.reached);
            for (line, strength) in self.on_ground(ahead.copied()) {
                self.picture.line(line.clone(), Stroke::new(self.theme.paper.fade(AHEAD * strength), 3.6));
                self.picture.line(line, Stroke::new(color.fade(AHEAD * strength), 1.6));
            }
        }
        for (line, strength) in self.on_ground(places.iter().copied()) {
            self.picture.line(line.clone(), Stroke::new(self.theme.paper.fade(0.8 * strength), 4.4));
            self.picture.line(line, Stroke::new(color.fade(strength), 2.4));
        }
        // Only points that are far enough apart get a dot, and only the first few hundred.
        let mut last = [f64::MIN; 2];
        for place in places.iter().skip(1).take(400) {
            let at = (self.screen)(*place);
            if self.shows(*place, at) && (at[0] - last[0]).hypot(at[1] - last[1]) > 4.5 {
                self.picture.dot(at, 2.2, self.theme.paper, Stroke::new(color, 1.4));
                last = at;
            }
        }
        if let Some(place) = places.last().filter(|_| places.len() > 1) {
            let at = (self.screen)(*place);
            if self.shows(*place, at) {
                self.picture.dot(at, 5.0, color, Stroke::new(self.theme.paper, 2.0));
            }
        }
    }
}
