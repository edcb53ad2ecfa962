//! Marks on a landscape: the point with its arrows, a path, a guess. They are the same on the map and on the surface.

use super::clip::{clipped, cut};
use super::picture::{Anchor, NO_RING, Picture, Stroke, TextMark};
use super::theme::TYPE;
use super::{Color, Point, Rect, Theme, Track, label, nice_step};

/// The marks to draw on a landscape, in data coordinates.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks<'a> {
    /// The learner's position.
    pub point: Option<[f64; 2]>,
    /// Whether the point is being dragged or has focus.
    pub is_held: bool,
    /// Where the arrows begin, if not at the point.
    pub arrow_base: Option<[f64; 2]>,
    /// The gradient there.
    pub gradient: Option<[f64; 2]>,
    /// The two partial derivatives there, as arrows along the axes.
    pub components: Option<[f64; 2]>,
    /// A step from there.
    pub step: Option<[f64; 2]>,
    /// The scale of the gradient and the partial derivatives; see [`arrow_scale`].
    pub scale: f64,
    /// The label of the gradient's arrow.
    pub gradient_name: &'a str,
    /// The labels of the arrows along the axes.
    pub component_names: [&'a str; 2],
    /// The path walked so far.
    pub walk: Option<Walk<'a>>,
    /// Several paths at once, drawn up to the step `reached`; the selected one must come last.
    pub tracks: &'a [Track],
    /// The current step of these paths.
    pub reached: usize,
    /// The velocity of a path: the step it would take if the ground were level, already scaled for drawing.
    pub velocity: Option<[f64; 2]>,
    /// The learner's guess.
    pub guess: Option<Guess>,
}

/// A path and the position on it.
#[derive(Clone, Copy, Debug)]
pub struct Walk<'a> {
    /// The points visited, the start first.
    pub places: &'a [[f64; 2]],
    /// The index of the current point.
    pub reached: usize,
    /// Whether the points after it are shown too, faintly.
    pub is_ahead_shown: bool,
}

/// A guess and, once it is revealed, the answer.
#[derive(Clone, Copy, Debug)]
pub struct Guess {
    /// Whether it is an arrow from the point; otherwise it is a place.
    pub arrow: bool,
    /// The vector of the arrow, or the place.
    pub tip: [f64; 2],
    /// The answer.
    pub truth: Option<[f64; 2]>,
}

/// The scale of arrows on a map of width `span` whose typical slope is `steepness`: 1 if such arrows are visible and
/// fit, otherwise 2, 5, 10, … or 1/2, 1/5, 1/10, …
///
/// ```
/// # use fluxion::chart::{arrow_scale, arrow_scale_words};
/// assert_eq!([3.0, 6.0, 15.0].map(|steepness| arrow_scale(steepness, 6.0)), [1.0, 0.5, 0.2]);
/// assert_eq!([0.1, 0.0].map(|steepness| arrow_scale(steepness, 6.0)), [20.0, 1.0]);
/// assert_eq!(arrow_scale_words(0.2), "A slope of 5 is drawn as long as 1 on the axes.");
/// ```
pub fn arrow_scale(steepness: f64, span: f64) -> f64 {
    // The slope whose arrow would have length 1.
    let least = steepness / (FITS * span);
    let is_seen_and_fits = (SEEN / FITS..=1.0).contains(&least);
    let is_a_number = (1e-300..1e300).contains(&least);
    if is_seen_and_fits || !is_a_number { 1.0 } else { 1.0 / nice_step(least) }
}

/// The largest fraction of a map that a typical arrow may cover, and the smallest one that is left unscaled.
const FITS: f64 = 0.5;
const SEEN: f64 = 0.02;

/// The result of [`arrow_scale`] in words.
pub fn arrow_scale_words(scale: f64) -> String {
    let slope = 1.0 / scale;
    format!("A slope of {} is drawn as long as 1 on the axes.", label(slope, slope))
}

/// Draws marks through a projection from data to screen; lines and arrows are clipped to `rect`.
pub(super) struct Painter<'p> {
    pub picture: &'p mut Picture,
    pub theme: &'p Theme,
    pub rect: Rect,
    pub screen: &'p dyn Fn([f64; 2]) -> Point,
    /// The ground of a surface: paths are draped over it and end at its border. `None` on a map, which is flat.
    pub ground: Option<Ground<'p>>,
}

/// The ground of a surface, for marks.
pub(super) struct Ground<'p> {
    /// The region that it covers, in data coordinates.
    pub area: Rect,
    /// Whether nothing hides a place of it.
    pub is_seen: &'p dyn Fn([f64; 2]) -> bool,
    /// The opacity of what is hidden.
    pub hidden: f64,
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
        let arrow_base = marks.arrow_base.unwrap_or(point);
        self.slopes(marks, arrow_base);
        if let Some(guess) = marks.guess {
            self.guess(&guess, point, marks.scale);
        }
        self.handle(point, marks.is_held);
        if let Some(step) = marks.step {
            // Drawn over the point, which would hide a short step.
            let style = ArrowStyle { color: self.theme.negative, width: 2.5, head: Head::Open };
            self.arrow(arrow_base, add(arrow_base, step, 1.0), style, "");
        }
    }

    /// Partial derivatives, gradient and velocity.
    fn slopes(&mut self, marks: &Marks<'_>, arrow_base: [f64; 2]) {
        let thin = |color| ArrowStyle { color, width: 2.0, head: Head::Full };
        if let Some([east, north]) = marks.components {
            let ends = [[east, 0.0], [0.0, north]].map(|slope| add(arrow_base, slope, marks.scale));
            if marks.gradient.is_some() {
                // Placed tip to tail, they add up to the gradient.
                let sum = add(arrow_base, [east, north], marks.scale);
                for end in ends {
                    self.dashes(end, sum, self.theme.soft);
                }
            }
            self.arrow(arrow_base, ends[0], thin(self.theme.first), marks.component_names[0]);
            self.arrow(arrow_base, ends[1], thin(self.theme.second), marks.component_names[1]);
        }
        if let Some(gradient) = marks.gradient {
            let style = ArrowStyle { color: self.theme.positive, width: 3.5, head: Head::Full };
            self.arrow(arrow_base, add(arrow_base, gradient, marks.scale), style, marks.gradient_name);
        }
        if let Some(velocity) = marks.velocity {
            let style = ArrowStyle { color: self.theme.negative, width: 2.5, head: Head::Open };
            self.arrow(arrow_base, add(arrow_base, velocity, 1.0), style, "velocity");
        }
    }

    fn is_in_sight(&self, place: [f64; 2]) -> bool {
        self.rect.contains((self.screen)(place), 12.0)
    }

    /// The point; on a map a light ring around it shows that it can be dragged or is being dragged.
    fn handle(&mut self, point: [f64; 2], is_held: bool) {
        let (at, color, paper) = ((self.screen)(point), self.theme.point, self.theme.paper);
        match self.ground {
            None => self.picture.handle(at, color, paper, is_held),
            Some(_) => {
                let strength = self.strength(point);
                let radius = if is_held { 9.0 } else { 7.0 };
                self.picture.dot(at, radius, color.fade(strength), Stroke::new(paper.fade(strength), 2.5));
            }
        }
    }

    /// Several paths: their lines, each with an outline that sets it off from the ground, then their heads.
    fn tracks(&mut self, marks: &Marks<'_>) {
        let paper = self.theme.paper.fade(0.8);
        for track in marks.tracks {
            let color = self.theme.track(track.color);
            for (line, strength) in self.on_ground(track.places.iter().take(marks.reached + 1).copied()) {
                self.picture.line(line.clone(), Stroke::new(paper.fade(strength), track.width() + 2.0));
                track.line(self.picture, line, color.fade(strength));
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

    /// Whether a point of a path, which is `at` this position on the screen, is visible.
    pub(super) fn shows(&self, place: [f64; 2], at: Point) -> bool {
        let is_on = |ground: &Ground<'_>| ground.area.contains(place, 0.0) && (ground.is_seen)(place);
        self.rect.contains(at, 0.0) && self.ground.as_ref().is_none_or(is_on)
    }

    /// How strongly something at a place is drawn.
    fn strength(&self, place: [f64; 2]) -> f64 {
        self.ground.as_ref().map_or(1.0, |ground| if (ground.is_seen)(place) { 1.0 } else { ground.hidden })
    }

    /// A path as lines on the screen, each with its opacity: draped over the ground, where there is one, and faint
    /// where that hides it.
    pub(super) fn on_ground(&self, places: impl Iterator<Item = [f64; 2]>) -> Vec<(Vec<Point>, f64)> {
        let lines = match &self.ground {
            None => vec![(places.map(|place| (self.screen)(place)).collect(), 1.0)],
            Some(ground) => {
                let lines = clipped(places, &ground.area);
                lines.iter().flat_map(|line| self.draped(line)).collect::<Vec<_>>()
            }
        };
        let inside = |(line, strength): (Vec<Point>, f64)| {
            clipped(line, &self.rect).into_iter().map(move |part| (part, strength))
        };
        lines.into_iter().flat_map(inside).collect()
    }

    /// A line with intermediate points, so that it follows the ground; a new part begins where it is hidden or seen
    /// again.
    fn draped(&self, line: &[[f64; 2]]) -> Vec<(Vec<Point>, f64)> {
        let mut parts: Vec<(Vec<Point>, f64)> = Vec::new();
        let mut add_place = |place: [f64; 2]| {
            let (at, strength) = ((self.screen)(place), self.strength(place));
            match parts.last_mut() {
                Some((part, same)) if *same == strength => part.push(at),
                Some((part, _)) => {
                    part.push(at);
                    parts.push((vec![at], strength));
                }
                None => parts.push((vec![at], strength)),
            }
        };
        line.first().copied().into_iter().for_each(&mut add_place);
        let length = |pair: &[[f64; 2]]| {
            let [a, b] = [(self.screen)(pair[0]), (self.screen)(pair[1])];
            (b[0] - a[0]).hypot(b[1] - a[1])
        };
        let spacing = (line.windows(2).map(length).sum::<f64>() / MOST_PARTS).max(FINEST);
        for pair in line.windows(2) {
            let [from, to] = [pair[0], pair[1]];
            let count = (length(pair) / spacing).ceil().clamp(1.0, 32.0);
            let way = [to[0] - from[0], to[1] - from[1]];
            (1..=count as usize).for_each(|i| add_place(add(from, way, i as f64 / count)));
        }
        parts
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

    /// A guessed place, which can be dragged.
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

    /// An arrow with a label. If it is too short for a head, it is drawn as a line; if it leaves the plot, it ends in
    /// dots at the border.
    fn arrow(&mut self, from: [f64; 2], to: [f64; 2], style: ArrowStyle, name: &str) {
        let (from, to) = ((self.screen)(from), (self.screen)(to));
        let length = (to[0] - from[0]).hypot(to[1] - from[1]);
        let Some([start, end]) = cut(from, to, &self.rect).filter(|_| length > 0.5) else {
            return;
        };
        let ArrowStyle { color, width, head } = style;
        let along = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
        let is_whole = end == to;
        let size = if is_whole { (2.4 * width + 4.0).min(0.6 * length) } else { BEYOND };
        let back = add(end, along, -size);
        let is_shaft = (back[0] - start[0]) * along[0] + (back[1] - start[1]) * along[1] > 0.0;
        // An outline in the paper's colour sets it off from what it crosses.
        let paper = self.theme.paper.fade(0.85);
        if is_shaft {
            self.picture.line(vec![start, back], Stroke::new(paper, width + 2.5));
            self.picture.line(vec![start, back], Stroke::new(color, width));
        }
        if is_whole {
            self.head(end, along, size, style);
        } else {
            for at in [0.65, 0.15].map(|part| add(end, along, -size * part)) {
                self.picture.dot(at, 0.55 * width, color, NO_RING);
            }
        }
        if !name.is_empty() && length > 24.0 {
            self.name(name, color, [start, end], along, is_whole && head == Head::Full);
        }
    }

    fn head(&mut self, tip: Point, along: Point, size: f64, style: ArrowStyle) {
        let back = add(tip, along, -size);
        let side = [-along[1], along[0]];
        let corners = vec![add(back, side, 0.46 * size), tip, add(back, side, -0.46 * size)];
        match style.head {
            Head::Full => self.picture.area(corners, style.color),
            Head::Open => {
                self.picture.area(corners.clone(), self.theme.paper);
                let outline = corners.iter().chain(&corners[..2]).copied().collect();
                self.picture.line(outline, Stroke::new(style.color, 0.6 * style.width));
            }
        }
    }

    /// Draws a label beyond the tip of an arrow or, if there is no room, beside the arrow; inside the plot and clear of
    /// other labels.
    fn name(&mut self, text: &str, color: Color, [start, end]: [Point; 2], along: Point, is_free: bool) {
        let size = TYPE + 1.0;
        let half = [0.3 * size * text.chars().count() as f64, 0.5 * size];
        let side = [-along[1], along[0]];
        // The distance from the arrow depends on the extent of the label's box in that direction.
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
            self.picture.text(TextMark { text, at, anchor: Anchor::Center, size, bold: true, color, halo });
        }
    }
}

/// The distance between the points of a draped line in CSS pixels, and the number of points above which it grows.
const FINEST: f64 = 6.0;
const MOST_PARTS: f64 = 800.0;

/// The style of an arrow. Slopes have filled heads and steps open ones, so that arrows do not differ by colour alone.
#[derive(Clone, Copy)]
struct ArrowStyle {
    color: Color,
    width: f64,
    head: Head,
}

#[derive(Clone, Copy, PartialEq)]
enum Head {
    Full,
    Open,
}

/// The length of the dotted end of an arrow that leaves the plot, in CSS pixels.
const BEYOND: f64 = 14.0;

fn add(place: [f64; 2], vector: [f64; 2], scale: f64) -> [f64; 2] {
    [place[0] + vector[0] * scale, place[1] + vector[1] * scale]
}
