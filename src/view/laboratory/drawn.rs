//! Points of one's own: what drawing and erasing make of them.

use crate::lab::Settings;
use crate::lab::message::{Problem, Request};
use crate::lab::settings::{Sample, Source};

/// What is drawn while points are erased.
pub const ERASER: f64 = 0.0;

/// How far the map reaches from the middle.
pub const REACH: f64 = 6.0;

/// The least distance between two points that are drawn in one go, and how near a point must be to be erased.
const APART: f64 = 0.2;
const RUBBER: f64 = 0.35;

/// The most points that can be drawn.
const MOST: usize = 2_000;

/// Draws a point of a class, or erases those near; whether that changes the points.
pub fn draw(points: &mut Vec<Sample>, at: [f64; 2], class: f64) -> bool {
    if !at.iter().all(|side| side.abs() <= REACH) {
        return false;
    }
    let before = points.len();
    if class == ERASER {
        points.retain(|point| distance(point, at) > RUBBER);
    } else if before < MOST && points.iter().all(|point| distance(point, at) > APART) {
        points.push(Sample { at, wanted: class });
    }
    points.len() != before
}

/// What is wrong with settings that have no points: the learner has taken all away and is about to draw others.
/// `None` if there are some.
///
/// ```
/// # use fluxion::lab::{Settings, settings::Source};
/// # use fluxion::view::laboratory::drawn::lacks_points;
/// let mut settings = Settings::default();
/// assert_eq!(lacks_points(&settings), None);
/// settings.data.source = Source::Own(Vec::new());
/// assert_eq!(lacks_points(&settings).unwrap().message, "There are no points to train on.");
/// ```
pub fn lacks_points(settings: &Settings) -> Option<Problem> {
    matches!(&settings.data.source, Source::Own(samples) if samples.is_empty()).then(|| Problem {
        place: "data.source".to_owned(),
        message: "There are no points to train on.".to_owned(),
        hint: Some("Draw some into the map, or choose a data set.".to_owned()),
    })
}

/// Whether a request trains, for which there must be points.
pub fn needs_points(request: &Request) -> bool {
    matches!(request, Request::Play { .. } | Request::Steps(_) | Request::Epoch)
}

/// How far a point is from a place.
pub fn distance(point: &Sample, at: [f64; 2]) -> f64 {
    (point.at[0] - at[0]).hypot(point.at[1] - at[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_drawn_apart_and_erased_together() {
        let mut points = Vec::new();
        assert!(draw(&mut points, [1.0, 1.0], 1.0));
        assert!(!draw(&mut points, [1.1, 1.0], 1.0), "a drag does not pile points up");
        assert!(draw(&mut points, [1.3, 1.0], -1.0));
        assert!(!draw(&mut points, [7.0, 0.0], 1.0), "outside of the map");
        assert!(draw(&mut points, [1.15, 1.0], ERASER));
        assert!(points.is_empty());
        assert!(!draw(&mut points, [0.0, 0.0], ERASER));
    }
}
