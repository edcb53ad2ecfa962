//! The heights of several paths after each step, over a common axis.

use super::axes::Axes;
use super::picture::{Anchor, TextMark};
use super::theme::{FAINT, TYPE};
use super::{Color, Frame, Loss, Picture, Point, Stroke, Theme};

/// One of several paths, which are distinguished by colour, by the tag at the head, and by line style.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Track {
    /// The points visited, the start first.
    pub places: Vec<[f64; 2]>,
    /// The height at each point.
    pub values: Vec<f64>,
    /// The index of its colour among the theme's [tracks](Theme::track).
    pub color: usize,
    /// The tag at its head.
    pub tag: String,
    /// Whether its line is dashed.
    pub is_dashed: bool,
    /// Whether it is selected.
    pub is_chosen: bool,
}

impl Track {
    /// The width of its line in CSS pixels.
    pub(super) fn width(&self) -> f64 {
        if self.is_chosen { 3.2 } else { 1.8 }
    }

    /// Draws its line.
    pub(super) fn line(&self, picture: &mut Picture, points: Vec<Point>, color: Color) {
        let stroke = Stroke::new(color, self.width());
        match self.is_dashed {
            true => picture.dashes(&points, stroke),
            false => picture.line(points, stroke),
        }
    }

    /// Draws its head: a dot with the tag.
    pub(super) fn head(&self, picture: &mut Picture, at: Point, theme: &Theme) {
        let radius = if self.is_chosen { 9.5 } else { 8.0 };
        picture.dot(at, radius, theme.track(self.color), Stroke::new(theme.paper, 1.5));
        picture.text(TextMark {
            text: &self.tag,
            at,
            anchor: Anchor::Center,
            size: TYPE,
            bold: true,
            color: theme.paper,
            halo: None,
        });
    }
}

/// The heights of several paths.
///
/// ```
/// # use fluxion::chart::{Heights, Theme, Track};
/// let track = |values: Vec<f64>| Track { values, ..Track::default() };
/// let tracks = [track(vec![3.0, 1.0, 0.5]), track(vec![3.0, 40.0, 900.0])];
/// let heights = Heights::new(&tracks, 2, ["step", "f"]);
/// let frame = heights.frame([400.0, 160.0]);
/// // A path that diverges leaves the picture, and the others can still be told apart.
/// assert!(frame.y.data()[1] < 10.0);
/// assert!(!heights.overlay(&frame, &Theme::light(), &tracks, 1).marks.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Heights {
    room: Loss,
    names: [String; 2],
}

impl Heights {
    /// The heights of these paths, which all begin at the same point; the number of steps on the axis; the names of the
    /// axes.
    pub fn new(tracks: &[Track], steps: usize, names: [&str; 2]) -> Heights {
        let all = || tracks.iter().flat_map(|track| track.values.iter().copied());
        let first = all().next().filter(|first| first.is_finite()).unwrap_or(0.0);
        let least = all().filter(|value| value.is_finite()).fold(first, f64::min);
        // The axis reaches above the start by a quarter of the deepest descent; a path that goes beyond has diverged.
        let top = first + 0.25 * (first - least).max(f64::MIN_POSITIVE);
        let seen = [first, least].into_iter().chain(all()).filter(|value| *value <= top).collect();
        Heights { room: Loss::new(seen, steps, names), names: names.map(str::to_owned) }
    }

    /// The layout for a size in CSS pixels.
    pub fn frame(&self, size: [f64; 2]) -> Frame {
        self.room.frame(size)
    }

    /// Axes and all curves, drawn faintly.
    pub fn base(&self, frame: &Frame, theme: &Theme, tracks: &[Track]) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let names = [self.names[0].as_str(), self.names[1].as_str()];
        Axes { names, grid: true, below: true }.draw(&mut picture, frame, theme);
        for track in tracks {
            let stroke = Stroke::new(theme.track(track.color).fade(FAINT), 1.4);
            picture.line_in(&frame.plot(), points(track, frame, track.values.len()), stroke);
        }
        picture
    }

    /// The curves up to the current step, and their heads there.
    pub fn overlay(&self, frame: &Frame, theme: &Theme, tracks: &[Track], reached: usize) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let plot = frame.plot();
        for track in tracks {
            for part in super::clip::clipped(points(track, frame, reached + 1), &plot) {
                track.line(&mut picture, part, theme.track(track.color));
            }
        }
        for track in tracks {
            let at = track.values.get(reached).map(|value| frame.screen_from_data([reached as f64, *value]));
            if let Some(at) = at.filter(|at| at[1].is_finite() && plot.contains(*at, 2.0)) {
                track.head(&mut picture, at, theme);
            }
        }
        picture
    }
}

fn points<'a>(track: &'a Track, frame: &'a Frame, count: usize) -> impl Iterator<Item = Point> + 'a {
    let values = track.values.iter().take(count).enumerate();
    values.map(|(step, value)| frame.screen_from_data([step as f64, *value]))
}
