//! What stands on a landscape: the point, its arrows, a walk, a guess. The same on the map and on the surface.

use super::picture::{Anchor, Picture, Point, Stroke, Words};
use super::theme::TYPE;
use super::{Color, Rect, Theme};

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

/// How long arrows are drawn where slopes of `steepness` are common on a map `span` wide: 1 if they fit, else a
/// half, a fifth, a tenth and so on.
///
/// ```
/// # use fluxion::chart::{arrow_scale, arrow_scale_words};
/// assert_eq!([3.0, 6.0, 15.0].map(|steepness| arrow_scale(steepness, 6.0)), [1.0, 0.5, 0.2]);
/// assert_eq!(arrow_scale_words(0.2), "Slopes are drawn at 1/5 of their length.");
/// ```
pub fn arrow_scale(steepness: f64, span: f64) -> f64 {
    let most = 0.6 * span;
    let mut scale = 1.0;
    for shrink in [2.0, 2.5, 2.0].into_iter().cycle().take(60) {
        // Gentle ground gets longer arrows only as far as the map's own units.
        if steepness * scale <= most || steepness.is_nan() {
            break;
        }
        scale /= shrink;
    }
    scale
}

/// The rule that [`arrow_scale`] came to, in words.
pub fn arrow_scale_words(scale: f64) -> String {
    if scale == 1.0 {
        "A slope of 1 is drawn as long as 1 on the axes.".to_owned()
    } else {
        format!("Slopes are drawn at 1/{} of their length.", (1.0 / scale).round())
    }
}

/// Draws marks through a projection from data to screen; `rect` bounds lines and arrows.
pub(super) struct Painter<'p> {
    pub picture: &'p mut Picture,
    pub theme: &'p Theme,
    pub rect: Rect,
    pub screen: &'p dyn Fn([f64; 2]) -> Point,
}

impl Painter<'_> {
    pub fn draw(&mut self, marks: &Marks<'_>) {
        if let Some(walk) = &marks.walk {
            self.walk(walk);
        }
        let Some(point) = marks.point.filter(|point| self.is_in_sight(*point)) else {
            if let Some(guess) = marks.guess {
                self.guess(&guess, marks.point.unwrap_or_default(), marks.scale);
            }
            return;
        };
        let foot = marks.foot.unwrap_or(point);
        let along = |vector: [f64; 2], scale: f64| [foot[0] + vector[0] * scale, foot[1] + vector[1] * scale];
        if let Some([east, north]) = marks.components {
            let ends = [along([east, 0.0], marks.scale), along([0.0, north], marks.scale)];
            if marks.gradient.is_some() {
                // Tip to tail: the gradient is the sum.
                let sum = along([east, north], marks.scale);
                for end in ends {
                    self.dashes(end, sum, self.theme.soft);
                }
            }
            let colors = [self.theme.first, self.theme.second];
            for ((end, color), name) in ends.into_iter().zip(colors).zip(marks.component_names) {
                self.arrow(foot, end, color, 2.0, name);
            }
        }
        if let Some(gradient) = marks.gradient {
            self.arrow(foot, along(gradient, marks.scale), self.theme.positive, 3.0, marks.gradient_name);
        }
        if let Some(guess) = marks.guess {
            self.guess(&guess, point, marks.scale);
        }
        self.handle(point, marks.is_held);
        // A short step would vanish under the place that it starts from.
        if let Some(step) = marks.step {
            self.arrow(foot, along(step, 1.0), self.theme.negative, 3.0, "");
        }
    }

    fn is_in_sight(&self, place: [f64; 2]) -> bool {
        self.rect.contains((self.screen)(place), 12.0)
    }

    /// The place that can be dragged.
    fn handle(&mut self, point: [f64; 2], is_held: bool) {
        let at = (self.screen)(point);
        if is_held {
            let halo = self.theme.point.fade(0.22);
            self.picture.dot(at, 15.0, halo, Stroke::new(halo, 1.0));
        }
        self.picture.dot(at, 7.0, self.theme.point, Stroke::new(self.theme.paper, 2.5));
    }

    fn walk(&mut self, walk: &Walk<'_>) {
        let places = &walk.places[..walk.places.len().min(walk.reached + 1)];
        let screen: Vec<Point> = places.iter().map(|place| (self.screen)(*place)).collect();
        let color = self.theme.path;
        self.picture.line_in(&self.rect, screen.iter().copied(), Stroke::new(color, 2.0));
        // Only steps that can be told apart get a dot, and the first hundreds of them.
        let mut last = [f64::MIN; 2];
        for at in screen.iter().copied().skip(1).take(400) {
            if self.rect.contains(at, 0.0) && (at[0] - last[0]).hypot(at[1] - last[1]) > 4.5 {
                self.picture.dot(at, 2.2, self.theme.paper, Stroke::new(color, 1.4));
                last = at;
            }
        }
        if let Some(at) = screen.last().filter(|at| screen.len() > 1 && self.rect.contains(**at, 6.0)) {
            self.picture.dot(*at, 5.0, color, Stroke::new(self.theme.paper, 2.0));
        }
    }

    fn guess(&mut self, guess: &Guess, point: [f64; 2], scale: f64) {
        let color = self.theme.guess;
        if guess.arrow {
            let tip = |vector: [f64; 2]| [point[0] + vector[0] * scale, point[1] + vector[1] * scale];
            self.dashes(point, tip(guess.tip), color);
            self.ring(tip(guess.tip), color);
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
        if let Some(part) = super::clip::cut(from, to, &self.rect) {
            self.picture.dashes(&part, Stroke::new(color, 1.6));
        }
    }

    /// An arrow with a name at its tip. One too short for a head is a line; one that leaves the plot ends at its rim.
    fn arrow(&mut self, from: [f64; 2], to: [f64; 2], color: Color, width: f64, name: &str) {
        let (from, to) = ((self.screen)(from), (self.screen)(to));
        let length = (to[0] - from[0]).hypot(to[1] - from[1]);
        let Some([start, end]) = super::clip::cut(from, to, &self.rect).filter(|_| length > 0.5) else {
            return;
        };
        let is_whole = end == to;
        let along = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
        let head = (3.0 * width + 2.0).min(0.6 * length);
        let neck =
            if is_whole { [end[0] - along[0] * head * 0.8, end[1] - along[1] * head * 0.8] } else { end };
        // Paper around it keeps it apart from what it crosses.
        self.picture.line(vec![start, neck], Stroke::new(self.theme.paper.fade(0.6), width + 2.5));
        self.picture.line(vec![start, neck], Stroke::new(color, width));
        if is_whole {
            let side = [-along[1] * head * 0.48, along[0] * head * 0.48];
            let back = [end[0] - along[0] * head, end[1] - along[1] * head];
            let corners =
                vec![end, [back[0] + side[0], back[1] + side[1]], [back[0] - side[0], back[1] - side[1]]];
            self.picture.area(corners, color);
        }
        if !name.is_empty() && length > 24.0 {
            self.name(end, along, color, name);
        }
    }

    /// A name at an arrow's tip: before it, or where the rim is near beside it.
    fn name(&mut self, tip: Point, along: Point, color: Color, name: &str) {
        let half = name.chars().count() as f64 * 0.3 * (TYPE + 1.0);
        let from_tip = |ahead: f64, aside: f64| {
            [tip[0] + along[0] * ahead - along[1] * aside, tip[1] + along[1] * ahead + along[0] * aside]
        };
        let is_inside =
            |at: &Point| [-half, half].iter().all(|side| self.rect.contains([at[0] + side, at[1]], -2.0));
        // A wide name stands further out sideways than a flat one does upwards.
        let (ahead, behind) = (11.0 + 0.8 * half * along[0].abs(), -half * along[0].abs());
        let places = [from_tip(ahead, 0.0), from_tip(behind, -13.0), from_tip(behind, 13.0)];
        if let Some(at) = places.into_iter().find(is_inside) {
            let halo = Some(self.theme.paper.fade(0.8));
            let (size, anchor) = (TYPE + 1.0, Anchor::Center);
            self.picture.text(Words { text: name, at, anchor, size, bold: true, color, halo });
        }
    }
}
