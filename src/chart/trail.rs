//! The path of a training run over a landscape that shows two of many dimensions. The landscape is the ground below the
//! path, and the path may run above it: on the surface it stands on posts over its own shadow.

use super::clip::clipped;
use super::picture::{Anchor, Picture, Stroke, TextMark};
use super::theme::TYPE;
use super::{Frame, Point, Rect, Surface, SurfaceFrame, Theme};

/// The least distance of two posts, in CSS pixels.
const POSTS: f64 = 9.0;

/// A path over a landscape.
///
/// ```
/// # use fluxion::chart::{Contour, Grid, Theme, Trail};
/// let grid = Grid::sample([-1.0, 1.0], [-1.0, 1.0], [9, 9], |x, y| x * x + y * y);
/// let map = Contour::new(grid, ["a", "b"]);
/// let trail = Trail { places: &[[0.8, 0.5], [0.0, 0.0]], heights: &[1.2, 0.1], ..Trail::default() };
/// assert!(!trail.on_map(&map.frame([300.0, 300.0]), &Theme::light()).marks.is_empty());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Trail<'a> {
    /// The shadow of each step on the plane, the first step first.
    pub places: &'a [[f64; 2]],
    /// The true loss at each step.
    pub heights: &'a [f64],
    /// A place that the learner has chosen.
    pub chosen: Option<[f64; 2]>,
    /// Where the cross-hair is.
    pub cross: Option<[f64; 2]>,
}

impl Trail<'_> {
    /// The path seen from above.
    pub fn on_map(&self, frame: &Frame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let plot = frame.plot();
        let screen = |place: &[f64; 2]| frame.screen_from_data(*place);
        let seen = |place: Option<&[f64; 2]>| place.map(screen).filter(|at| plot.contains(*at, 0.5));
        self.line(&mut picture, self.places.iter().map(screen), &plot, theme);
        let start = self.places.first().filter(|_| self.places.len() > 1);
        ends(&mut picture, [seen(start), seen(self.places.last()), seen(self.chosen.as_ref())], theme);
        if let Some(at) = seen(self.cross.as_ref()) {
            for way in [[1.0, 0.0], [0.0, 1.0]] {
                let end = |by: f64| [at[0] + by * way[0], at[1] + by * way[1]];
                picture.line(vec![end(-9.0), end(9.0)], Stroke::new(theme.paper.fade(0.8), 4.0));
                picture.line(vec![end(-9.0), end(9.0)], Stroke::new(theme.ink, 1.5));
            }
        }
        picture
    }

    /// The path in space: at its true height, on posts over its shadow.
    pub fn on_surface(&self, surface: &Surface, frame: &SurfaceFrame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let grid = surface.grid();
        let Some([lowest, highest]) = grid.range() else { return picture };
        let [x, y] = [grid.x(), grid.y()];
        let floor = Rect { min: [x[0], y[0]], max: [x[1], y[1]] };
        let rect = Rect { min: [-1e4; 2], max: [1e4; 2] };
        let on = |[a, b]: [f64; 2], height: f64| match height.is_nan() {
            true => [f64::NAN; 2],
            false => frame.screen_from_data([a, b, height.clamp(lowest, highest)]),
        };
        let ground = |place: [f64; 2]| on(place, grid.at(place));
        for part in clipped(self.places.iter().copied(), &floor) {
            let draped: Vec<Point> = part.windows(2).flat_map(|pair| draped(pair, &ground)).collect();
            for line in clipped(draped, &rect) {
                picture.dashes(&line, Stroke::new(theme.ink.fade(0.55), 1.2));
            }
        }
        let mut last = [f64::MIN; 2];
        let all = || self.places.iter().zip(self.heights).filter(|(place, _)| floor.contains(**place, 0.0));
        for (place, height) in all() {
            let (foot, head) = (ground(*place), on(*place, *height));
            let is_apart = libm::hypot(head[0] - last[0], head[1] - last[1]) > POSTS;
            if is_apart && libm::hypot(head[0] - foot[0], head[1] - foot[1]) > 3.0 {
                picture.line(vec![foot, head], Stroke::new(theme.path.fade(0.5), 1.2));
                last = head;
            }
        }
        let heads = self.places.iter().zip(self.heights).map(|(place, height)| {
            if floor.contains(*place, 0.0) { on(*place, *height) } else { [f64::NAN; 2] }
        });
        self.line(&mut picture, heads, &rect, theme);
        let standing = |at: Option<usize>| {
            let (place, height) = (self.places.get(at?)?, self.heights.get(at?)?);
            floor.contains(*place, 0.0).then(|| on(*place, *height))
        };
        let chosen = self.chosen.filter(|chosen| floor.contains(*chosen, 0.0)).map(ground);
        let start = standing((self.places.len() > 1).then_some(0));
        ends(&mut picture, [start, standing(self.places.len().checked_sub(1)), chosen], theme);
        picture
    }

    fn line(&self, picture: &mut Picture, points: impl Iterator<Item = Point>, rect: &Rect, theme: &Theme) {
        for part in clipped(points, rect) {
            picture.line(part.clone(), Stroke::new(theme.paper.fade(0.65), 4.5));
            picture.line(part, Stroke::new(theme.path, 2.2));
        }
    }
}

/// Where the path begins, where it is now, and the place that is chosen.
fn ends(picture: &mut Picture, [start, now, chosen]: [Option<Point>; 3], theme: &Theme) {
    let finite = |at: &Point| at.iter().all(|side| side.is_finite());
    if let Some(at) = start.filter(finite) {
        picture.dot(at, 4.5, theme.paper, Stroke::new(theme.path, 2.0));
    }
    if let Some(at) = now.filter(finite) {
        picture.dot(at, 6.0, theme.path, Stroke::new(theme.paper, 2.0));
    }
    if let Some(at) = chosen.filter(finite) {
        picture.dot(at, 8.0, theme.paper.fade(0.75), Stroke::new(theme.guess, 2.0));
        picture.dot(at, 1.5, theme.guess, Stroke::new(theme.guess, 1.0));
    }
}

/// A segment with points between, so that it follows the ground.
fn draped(pair: &[[f64; 2]], ground: &dyn Fn([f64; 2]) -> Point) -> Vec<Point> {
    const PARTS: u32 = 8;
    let [from, to] = [pair[0], pair[1]];
    let at = |part: u32| {
        let t = f64::from(part) / f64::from(PARTS);
        ground([0, 1].map(|axis| from[axis] + t * (to[axis] - from[axis])))
    };
    (0..=PARTS).map(at).collect()
}

/// The loss along a path, and the ground below it: what a landscape of two dimensions hides.
///
/// ```
/// # use fluxion::chart::{Profile, Theme};
/// let profile = Profile { steps: &[0, 10, 20], losses: &[1.0, 0.6, 0.2], ground: &[0.7, 0.5, 0.2] };
/// let frame = profile.frame([300.0, 100.0]);
/// assert!(profile.draw(&frame, &Theme::light()).marks.len() > 5);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Profile<'a> {
    /// The steps, ascending.
    pub steps: &'a [u64],
    /// The loss at each.
    pub losses: &'a [f64],
    /// The loss at its shadow on the plane.
    pub ground: &'a [f64],
}

/// The room around the plot: numbers on the left, names on the right, numbers below.
const LEFT: f64 = 38.0;
const RIGHT: f64 = 62.0;
const TOP: f64 = 8.0;
const BELOW: f64 = 24.0;

impl Profile<'_> {
    /// The layout for a size in CSS pixels.
    pub fn frame(&self, [width, height]: [f64; 2]) -> Frame {
        let all = self.losses.iter().chain(self.ground).copied();
        let [_, high] = super::range(all).unwrap_or([0.0, 1.0]);
        let last = self.steps.last().copied().unwrap_or(0).max(1);
        let first = self.steps.first().copied().unwrap_or(0).min(last - 1);
        let max = [(width - RIGHT).max(LEFT + 20.0), (height - BELOW).max(TOP + 12.0)];
        let high = if high > 0.0 { 1.05 * high } else { 1.0 };
        Frame::linear(Rect { min: [LEFT, TOP], max }, [first as f64, last as f64], [0.0, high])
    }

    /// Both curves and what lies between.
    pub fn draw(&self, frame: &Frame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        super::axes::Axes { names: ["step", ""], grid: true, below: true }.draw(&mut picture, frame, theme);
        let plot = frame.plot();
        let points = |values: &[f64]| -> Vec<Point> {
            let all = self.steps.iter().zip(values);
            all.map(|(step, value)| frame.screen_from_data([*step as f64, *value])).collect()
        };
        let (above, below) = (points(self.losses), points(self.ground));
        let inside = |at: &Point| at[1].is_finite() && plot.contains(*at, 1.0);
        for (top, bottom) in above.windows(2).zip(below.windows(2)) {
            let corners = vec![top[0], top[1], bottom[1], bottom[0]];
            if corners.iter().all(inside) {
                picture.area(corners, theme.path.fade(0.16));
            }
        }
        for part in clipped(below.iter().copied(), &plot) {
            picture.dashes(&part, Stroke::new(theme.ink.fade(0.7), 1.4));
        }
        picture.line_in(&plot, above.iter().copied(), Stroke::new(theme.path, 2.0));
        // At the end both meet: the plane goes through the present weights. Their names stand apart.
        let middle = above
            .last()
            .map(|at| at[1])
            .filter(|y| !y.is_nan())
            .unwrap_or(plot.max[1])
            .clamp(plot.min[1] + 8.0, plot.max[1] - 8.0);
        let name = |picture: &mut Picture, text: &str, y: f64, color| {
            let at = [plot.max[0] + 8.0, y];
            picture.text(TextMark {
                text,
                at,
                anchor: Anchor::Left,
                size: TYPE,
                bold: false,
                color,
                halo: None,
            });
        };
        name(&mut picture, "loss", middle - 8.0, theme.path);
        name(&mut picture, "ground", middle + 8.0, theme.soft);
        picture
    }
}
