//! What stands on a landscape: the point, its arrows, a walk, a guess. The same on the map and on the surface.

use super::clip::{clipped, cut};
use super::picture::{Anchor, NO_RING, Picture, Point, Stroke, Words};
use super::theme::TYPE;
use super::{Color, Rect, Theme, Track, label, nice_step};

/// What to draw on a landscape, in data coordinates.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks<'a> {
    /// Where the learner stands.
    pub point: Option<[f64; 2]>,
    /// Whether the point is being dragged or has the focus.
    pub is_held: bool,
    /// Where the arrows stand, if not at the point.
    pub foot: Option<[f64; 2]>,
    /// The gradient there.
    pub gradient: Option<[f64; 2]>,
    /// The two partial slopes there, as arrows along the axes.
    pub components: Option<[f64; 2]>,
    /// A step from there.
    pub step: Option<[f64; 2]>,
    /// How long gradient and partial slopes are drawn: see [`arrow_scale`].
    pub scale: f64,
    /// What stands beside the gradient's arrow.
    pub gradient_name: &'a str,
    /// What stands beside the arrows along the axes.
    pub component_names: [&'a str; 2],
    /// Places visited.
    pub walk: Option<Walk<'a>>,
    /// Several walks at once, up to the step that `reached` says; the chosen one is to come last.
    pub tracks: &'a [Track],
    /// The step that they have reached.
    pub reached: usize,
    /// How a walker would move on if the ground were level, as long as it is to be drawn.
    pub swing: Option<[f64; 2]>,
    /// What the learner thinks.
    pub guess: Option<Guess>,
}

/// Places visited one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Walk<'a> {
    /// The places, the start first.
    pub places: &'a [[f64; 2]],
    /// The index of the place that the walker has reached.
    pub reached: usize,
}

/// A guess and, once it is told, the truth.
#[derive(Clone, Copy, Debug)]
pub struct Guess {
    /// Whether it is an arrow from the point, or a place.
    pub arrow: bool,
    /// The arrow's vector, or the place.
    pub tip: [f64; 2],
    /// What it should have been.
    pub truth: Option<[f64; 2]>,
}

/// How long arrows are drawn where slopes of `steepness` are common on a map `span` wide: 1 if that is seen and fits,
/// else one over 2, 5, 10 and so on, or 2, 5, 10 and so on.
///
/// ```
/// # use fluxion::chart::{arrow_scale, arrow_scale_words};
/// assert_eq!([3.0, 6.0, 15.0].map(|steepness| arrow_scale(steepness, 6.0)), [1.0, 0.5, 0.2]);
/// assert_eq!([0.1, 0.0].map(|steepness| arrow_scale(steepness, 6.0)), [20.0, 1.0]);
/// assert_eq!(arrow_scale_words(0.2), "A slope of 5 is drawn as long as 1 on the axes.");
/// ```
pub fn arrow_scale(steepness: f64, span: f64) -> f64 {
    // The slope that would be drawn as long as 1.
    let least = steepness / (FITS * span);
    let is_seen_and_fits = (SEEN / FITS..=1.0).contains(&least);
    let is_a_number = (1e-300..1e300).contains(&least);
    if is_seen_and_fits || !is_a_number { 1.0 } else { 1.0 / nice_step(least) }
}

/// The parts of a map that a common arrow may cover at most, and must cover to be left as it is.
const FITS: f64 = 0.5;
const SEEN: f64 = 0.02;

/// The rule that [`arrow_scale`] came to, in words.
pub fn arrow_scale_words(scale: f64) -> String {
    let slope = 1.0 / scale;
    format!("A slope of {} is drawn as long as 1 on the axes.", label(slope, slope))
}

/// Draws marks through a projection from data to screen; `rect` bounds lines and arrows.
pub(super) struct Painter<'p> {
    pub picture: &'p mut Picture,
    pub theme: &'p Theme,
    pub rect: Rect,
    pub screen: &'p dyn Fn([f64; 2]) -> Point,
    /// Where there is ground in space, in data: walks lie on it and end at its rim. A map is flat, and its point can
    /// be dragged.
    pub ground: Option<Rect>,
}

impl Painter<'_> {
    pub fn draw(&mut self, marks: &Marks<'_>) {
        if let Some(walk) = &marks.walk {
            self.walk(walk);
        }
        self.tracks(marks);
        let Some(point) = marks.point.filter(|point| self.is_in_sight(*point)) else {
            if let Some(guess) = marks.guess {
                self.guess(&guess, marks.point.unwrap_or_default(), marks.scale);
            }
            return;
        };
        let foot = marks.foot.unwrap_or(point);
        self.slopes(marks, foot);
        if let Some(guess) = marks.guess {
            self.guess(&guess, point, marks.scale);
        }
        self.handle(point, marks.is_held);
        if let Some(step) = marks.step {
            // Over the point: a short step would vanish under the place that it starts from.
            let look = Look { color: self.theme.negative, width: 2.5, head: Head::Open };
            self.arrow(foot, add(foot, step, 1.0), look, "");
        }
    }

    /// Partial slopes and gradient.
    fn slopes(&mut self, marks: &Marks<'_>, foot: [f64; 2]) {
        let thin = |color| Look { color, width: 2.0, head: Head::Full };
        if let Some([east, north]) = marks.components {
            let ends = [[east, 0.0], [0.0, north]].map(|slope| add(foot, slope, marks.scale));
            if marks.gradient.is_some() {
                // Tip to tail: the gradient is the sum.
                let sum = add(foot, [east, north], marks.scale);
                for end in ends {
                    self.dashes(end, sum, self.theme.soft);
                }
            }
            self.arrow(foot, ends[0], thin(self.theme.first), marks.component_names[0]);
            self.arrow(foot, ends[1], thin(self.theme.second), marks.component_names[1]);
        }
        if let Some(gradient) = marks.gradient {
            let look = Look { color: self.theme.positive, width: 3.5, head: Head::Full };
            self.arrow(foot, add(foot, gradient, marks.scale), look, marks.gradient_name);
        }
        if let Some(swing) = marks.swing {
            let look = Look { color: self.theme.negative, width: 2.5, head: Head::Open };
            self.arrow(foot, add(foot, swing, 1.0), look, "velocity");
        }
    }

    fn is_in_sight(&self, place: [f64; 2]) -> bool {
        self.rect.contains((self.screen)(place), 12.0)
    }

    /// The place that can be dragged: a light ring around it says so, and that it is held.
    fn handle(&mut self, point: [f64; 2], is_held: bool) {
        let (at, color, paper) = ((self.screen)(point), self.theme.point, self.theme.paper);
        match self.ground {
            None => self.picture.handle(at, color, paper, is_held),
            Some(_) => self.picture.dot(at, 7.0, color, Stroke::new(paper, 2.5)),
        }
    }

    fn walk(&mut self, walk: &Walk<'_>) {
        let places = &walk.places[..walk.places.len().min(walk.reached + 1)];
        let color = self.theme.path;
        let stroke = Stroke::new(color, 2.0);
        match self.ground {
            None => {
                let screen = places.iter().map(|place| (self.screen)(*place));
                self.picture.line_in(&self.rect, screen, stroke);
            }
            Some(ground) => {
                for line in clipped(places.iter().copied(), &ground) {
                    let draped = self.draped(&line);
                    self.picture.line_in(&self.rect, draped, stroke);
                }
            }
        }
        // Only steps that can be told apart get a dot, and the first hundreds of them.
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

    /// Several walks: their lines, each on paper that keeps it apart from the ground, then their heads.
    fn tracks(&mut self, marks: &Marks<'_>) {
        let paper = self.theme.paper.fade(0.55);
        for track in marks.tracks {
            let color = self.theme.track(track.color);
            let places = track.places.iter().take(marks.reached + 1).copied();
            let lines = match self.ground {
                None => vec![places.map(|place| (self.screen)(place)).collect()],
                Some(ground) => {
                    clipped(places, &ground).into_iter().map(|line| self.draped(&line)).collect::<Vec<_>>()
                }
            };
            for line in lines.into_iter().flat_map(|line| clipped(line, &self.rect)) {
                self.picture.line(line.clone(), Stroke::new(paper, track.width() + 2.0));
                track.line(self.picture, line, color);
            }
        }
        for track in marks.tracks {
            let Some(place) = track.places.get(marks.reached).or(track.places.last()) else { continue };
            let at = (self.screen)(*place);
            if self.shows(*place, at) {
                track.head(self.picture, at, self.theme);
            }
        }
    }

    /// Whether a place of a walk, which stands `at` the screen, is shown.
    fn shows(&self, place: [f64; 2], at: Point) -> bool {
        self.rect.contains(at, 0.0) && self.ground.is_none_or(|ground| ground.contains(place, 0.0))
    }

    /// A line with more places between its own, so that it follows the ground.
    fn draped(&self, line: &[[f64; 2]]) -> Vec<Point> {
        let mut draped: Vec<Point> = line.iter().take(1).map(|place| (self.screen)(*place)).collect();
        for pair in line.windows(2) {
            let [from, to] = [pair[0], pair[1]];
            let [a, b] = [(self.screen)(from), (self.screen)(to)];
            let parts = ((b[0] - a[0]).hypot(b[1] - a[1]) / 6.0).ceil().clamp(1.0, 32.0);
            let way = [to[0] - from[0], to[1] - from[1]];
            draped.extend((1..=parts as usize).map(|i| (self.screen)(add(from, way, i as f64 / parts))));
        }
        draped
    }

    fn guess(&mut self, guess: &Guess, point: [f64; 2], scale: f64) {
        let color = self.theme.guess;
        if guess.arrow {
            let tip = add(point, guess.tip, scale);
            self.dashes(point, tip, color);
            self.ring(tip, color);
        } else {
            self.ring(guess.tip, color);
            if let Some(truth) = guess.truth {
                self.dashes(guess.tip, truth, color);
                let at = (self.screen)(truth);
                self.picture.dot(at, 6.0, self.theme.negative, Stroke::new(self.theme.paper, 2.0));
            }
        }
    }

    /// A place that is guessed, to be dragged.
    fn ring(&mut self, place: [f64; 2], color: Color) {
        let at = (self.screen)(place);
        self.picture.dot(at, 8.0, self.theme.paper.fade(0.75), Stroke::new(color, 2.0));
        self.picture.dot(at, 1.5, color, Stroke::new(color, 1.0));
    }

    fn dashes(&mut self, from: [f64; 2], to: [f64; 2], color: Color) {
        let (from, to) = ((self.screen)(from), (self.screen)(to));
        if let Some(part) = cut(from, to, &self.rect) {
            self.picture.dashes(&part, Stroke::new(color, 1.6));
        }
    }

    /// An arrow with a name. One too short for a head is a line; one that leaves the plot ends at its rim in dots.
    fn arrow(&mut self, from: [f64; 2], to: [f64; 2], look: Look, name: &str) {
        let (from, to) = ((self.screen)(from), (self.screen)(to));
        let length = (to[0] - from[0]).hypot(to[1] - from[1]);
        let Some([start, end]) = cut(from, to, &self.rect).filter(|_| length > 0.5) else {
            return;
        };
        let Look { color, width, head } = look;
        let along = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
        let is_whole = end == to;
        let size = if is_whole { (2.4 * width + 4.0).min(0.6 * length) } else { BEYOND };
        let back = add(end, along, -size);
        let is_shaft = (back[0] - start[0]) * along[0] + (back[1] - start[1]) * along[1] > 0.0;
        // Paper around it keeps it apart from what it crosses.
        let paper = self.theme.paper.fade(0.6);
        if is_shaft {
            self.picture.line(vec![start, back], Stroke::new(paper, width + 2.5));
            self.picture.line(vec![start, back], Stroke::new(color, width));
        }
        if is_whole {
            self.head(end, along, size, look);
        } else {
            for at in [0.65, 0.15].map(|part| add(end, along, -size * part)) {
                self.picture.dot(at, 0.55 * width, color, NO_RING);
            }
        }
        if !name.is_empty() && length > 24.0 {
            self.name(name, color, [start, end], along, is_whole && head == Head::Full);
        }
    }

    fn head(&mut self, tip: Point, along: Point, size: f64, look: Look) {
        let back = add(tip, along, -size);
        let side = [-along[1], along[0]];
        let corners = vec![add(back, side, 0.46 * size), tip, add(back, side, -0.46 * size)];
        match look.head {
            Head::Full => self.picture.area(corners, look.color),
            Head::Open => {
                self.picture.area(corners.clone(), self.theme.paper);
                let outline = corners.iter().chain(&corners[..2]).copied().collect();
                self.picture.line(outline, Stroke::new(look.color, 0.6 * look.width));
            }
        }
    }

    /// Puts a name beyond an arrow's tip, or where it must, beside the arrow: inside the plot, off other names.
    fn name(&mut self, text: &str, color: Color, [start, end]: [Point; 2], along: Point, is_free: bool) {
        let size = TYPE + 1.0;
        let half = [0.3 * size * text.chars().count() as f64, 0.5 * size];
        let side = [-along[1], along[0]];
        // Beside the arrow it must clear as much of its box as lies across.
        let clear = |way: Point, gap: f64| gap + way[0].abs() * half[0] + way[1].abs() * half[1];
        let near = [start[0] + 0.75 * (end[0] - start[0]), start[1] + 0.75 * (end[1] - start[1])];
        let beside = clear(side, 7.0);
        let Rect { min, max } = self.rect;
        let kept =
            |at: Point| [0, 1].map(|axis| at[axis].min(max[axis] - half[axis]).max(min[axis] + half[axis]));
        let beyond = Some(add(end, along, clear(along, 4.0))).filter(|at| is_free && kept(*at) == *at);
        let places = beyond.into_iter().chain([beside, -beside].map(|out| kept(add(near, side, out))));
        let is_clear = |at: &Point| !self.picture.has_name_near(*at, half);
        let at = places.clone().find(is_clear).or(places.clone().next());
        if let Some(at) = at {
            let halo = Some(self.theme.paper.fade(0.8));
            self.picture.text(Words { text, at, anchor: Anchor::Center, size, bold: true, color, halo });
        }
    }
}

/// How an arrow looks. Slopes have full heads, steps open ones: never the same but for the colour.
#[derive(Clone, Copy)]
struct Look {
    color: Color,
    width: f64,
    head: Head,
}

#[derive(Clone, Copy, PartialEq)]
enum Head {
    Full,
    Open,
}

/// How long the dots are with which an arrow goes on beyond the rim, in CSS pixels.
const BEYOND: f64 = 14.0;

fn add(place: [f64; 2], vector: [f64; 2], scale: f64) -> [f64; 2] {
    [place[0] + vector[0] * scale, place[1] + vector[1] * scale]
}
