//! The room that a figure keeps before it is drawn, so that the text does not move when it is.
//!
//! A kind states how high its pictures are and what stands below them; the style sheet that keeps the room is made
//! from that. Lengths are in CSS pixels.

use std::fmt::Write;

use crate::chart::{Aspect, Contour};

/// From this width on a figure has a wide layout, in `rem`; the style sheet's figures change there, too.
const WIDE: &str = "26rem";

/// From this width on what stands below the pictures may stand beside them; the style sheet's figures know it, too.
const BROAD: &str = "44rem";

/// The gap between two columns of a broad figure.
const BESIDE: f64 = 18.0;

/// The gap between two pictures.
const GAP: f64 = 8.0;

/// The gap above the sliders.
const ABOVE_SLIDERS: f64 = 8.0;

/// A line of words.
const LINE: f64 = 20.3;

/// How many sliders' numbers the words have room for in the lines that a kind states.
const SLIDERS_OF_A_LINE: usize = 3;

/// The gap above the words, and the line below them with what can be saved.
const AROUND_WORDS: f64 = 32.0;

/// The height of a picture for its width: a share of it and a constant, kept between two bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Height {
    share: f64,
    constant: f64,
    bounds: Option<[f64; 2]>,
}

impl Height {
    /// The same height for every width.
    pub const fn fixed(height: f64) -> Height {
        Height { share: 0.0, constant: height, bounds: None }
    }

    /// A share of the width.
    pub const fn of_width(share: f64) -> Height {
        Height { share, constant: 0.0, bounds: None }
    }

    /// The same and a constant more.
    #[must_use]
    pub const fn plus(self, more: f64) -> Height {
        Height { constant: self.constant + more, ..self }
    }

    /// The same, kept between two bounds.
    #[must_use]
    pub const fn within(self, least: f64, most: f64) -> Height {
        Height { bounds: Some([least, most]), ..self }
    }

    /// The same in a column of a broad figure that takes this part of its width.
    #[must_use]
    pub const fn in_column(self, part: f64) -> Height {
        Height {
            share: self.share * part,
            constant: self.constant - self.share * part * BESIDE,
            bounds: self.bounds,
        }
    }

    /// The height for a width.
    ///
    /// ```
    /// # use fluxion::lesson::figures::Height;
    /// let height = Height::of_width(0.5).within(100.0, 300.0);
    /// assert_eq!([100.0, 500.0, 900.0].map(|width| height.at(width)), [100.0, 250.0, 300.0]);
    /// ```
    pub fn at(self, width: f64) -> f64 {
        let height = self.share * width + self.constant;
        self.bounds.map_or(height, |[least, most]| height.clamp(least, most))
    }

    /// The same in the style sheet's words, for the width of the figure.
    fn css(self) -> String {
        let share = format!("{}cqi", rounded(100.0 * self.share));
        let height = match (self.share == 0.0, self.constant == 0.0) {
            (true, _) => format!("{}px", rounded(self.constant)),
            (false, true) => share,
            (false, false) => format!("({share} + {}px)", rounded(self.constant)),
        };
        match self.bounds {
            Some([least, most]) => format!("clamp({least}px, {height}, {most}px)"),
            None => height,
        }
    }
}

/// What a kind of figure is asked for its room with.
pub struct Around<'a> {
    /// Whether the figure's column is wide.
    pub is_wide: bool,
    /// Whether it is wide enough for pictures beside what belongs to them.
    pub is_broad: bool,
    /// The range of a parameter, by its name.
    pub range_of: &'a dyn Fn(&str) -> [f64; 2],
}

impl Around<'_> {
    /// The first number in a narrow column, the second in a wide one.
    pub fn by_width<T>(&self, narrow: T, wide: T) -> T {
        if self.is_wide { wide } else { narrow }
    }

    /// The width that a figure with this layout most often has.
    pub fn width(&self) -> f64 {
        if self.is_broad { 752.0 } else { self.by_width(358.0, 546.0) }
    }
}

/// The room that a figure keeps for one layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Room {
    pictures: Vec<Height>,
    below: Option<f64>,
    more: f64,
    buttons: usize,
    lines: usize,
    beside: Option<Height>,
    is_drawn: bool,
}

impl Room {
    /// Room for pictures one below the other, and for a line of words and what can be saved.
    pub fn new(pictures: impl IntoIterator<Item = Height>) -> Room {
        let pictures = pictures.into_iter().collect();
        Room { pictures, below: None, more: 0.0, buttons: 0, lines: 1, beside: None, is_drawn: false }
    }

    /// Room below a picture that stands in the prose already.
    pub fn below_the_still() -> Room {
        Room { is_drawn: true, ..Room::new([]) }
    }

    /// The same with so much below the pictures in place of the words; sliders are not part of it.
    #[must_use]
    pub fn below(self, height: f64) -> Room {
        Room { below: Some(height), ..self }
    }

    /// The same and so much more.
    #[must_use]
    pub fn more(self, height: f64) -> Room {
        Room { more: height, ..self }
    }

    /// The same with rows of buttons.
    #[must_use]
    pub fn buttons(self, rows: usize) -> Room {
        Room { buttons: rows, ..self }
    }

    /// The same; the words take so many lines, and keep them while they are shorter.
    #[must_use]
    pub fn lines(self, lines: usize) -> Room {
        Room { lines, ..self }
    }

    /// The same with what is below the pictures beside another picture, which is so high.
    #[must_use]
    pub fn beside(self, height: Height) -> Room {
        Room { beside: Some(height), ..self }
    }

    /// The rule's declarations for so many sliders: of the figure's body, and of the body while nothing is drawn.
    fn css(&self, sliders: usize) -> [String; 2] {
        let gaps = self.pictures.len().saturating_sub(usize::from(self.beside.is_none())) as f64 * GAP;
        let above_sliders = if sliders > 0 { ABOVE_SLIDERS } else { 0.0 };
        let mut sum: Vec<String> = self.pictures.iter().map(|height| height.css()).collect();
        // The words begin with the controls and their numbers.
        let lines = self.lines + usize::from(sliders > SLIDERS_OF_A_LINE && self.below.is_none());
        let below = self.below.unwrap_or(AROUND_WORDS + LINE * lines as f64);
        let buttons = GAP * self.buttons as f64;
        let below = below + self.more + buttons + above_sliders;
        let mut rest =
            vec![format!("{}px", rounded(if self.beside.is_some() { below } else { gaps + below }))];
        if sliders + self.buttons > 0 {
            rest.push(format!("{} * var(--control)", sliders + self.buttons));
        }
        match self.beside {
            Some(height) => {
                sum.push(format!("{}px", rounded(gaps)));
                sum.push(format!("max({}, {})", height.css(), rest.join(" + ")));
            }
            None => sum.extend(rest),
        }
        let property = if self.is_drawn { "padding-block-end" } else { "min-block-size" };
        [format!("--lines: {lines};"), format!("{property}: calc({});", sum.join(" + "))]
    }
}

/// The style sheet of the rooms: for the `data-room` of each, narrow, wide and broad, with so many sliders. Where what
/// belongs to a picture stands beside it, its room is kept always, since its words vary.
///
/// ```
/// # use fluxion::lesson::figures::{Height, Room, sheet};
/// let room = |height| Room::new([Height::fixed(height)]).below(40.0);
/// let broad = room(400.0).beside(Height::fixed(250.0));
/// let css = sheet(&[([room(200.0), room(300.0), broad], 2)]);
/// assert!(css.contains("min-block-size: calc(200px + 48px + 2 * var(--control));"));
/// assert!(css.contains("@container figure (min-width: 26rem)"));
/// assert!(css.contains("min-block-size: calc(400px + 8px + max(250px, 48px + 2 * var(--control)));"));
/// ```
pub fn sheet(rooms: &[([Room; 3], usize)]) -> String {
    let rules = |width: usize, indent: &str| {
        let mut css = String::new();
        for (at, (room, sliders)) in rooms.iter().enumerate() {
            if width == 2 && room[2] == room[1] {
                continue;
            }
            let [always, waiting] = room[width].css(*sliders);
            let body = format!(".figure[data-room=\"{at}\"] > .figure__body");
            let empty = format!("{body}:not(:has(.stage))");
            // The second selector outweighs that of a narrower layout.
            let when = if room[width].beside.is_some() { format!("{body}, {empty}") } else { empty };
            let _ = writeln!(css, "{indent}{body} {{ {always} }}");
            let _ = writeln!(css, "{indent}{when} {{ {waiting} }}");
        }
        css
    };
    format!(
        "/* Made by the lesson compiler: the room that each figure keeps before it is drawn. */\n\n\
         @layer components {{\n{}\n  @container figure (min-width: {WIDE}) {{\n{}  }}\n\n  \
         @container figure (min-width: {BROAD}) {{\n{}  }}\n}}\n",
        rules(0, "  "),
        rules(1, "    "),
        rules(2, "    ")
    )
}

/// A length without needless digits.
fn rounded(length: f64) -> f64 {
    (length * 100.0).round() / 100.0
}

/// The height of a map for its width where the surface stands below it in a wide column.
pub const MAP_ABOVE_SURFACE: f64 = 0.5;

/// The height of the surface of a landscape.
pub const SURFACE: Height = Height::of_width(0.7).within(220.0, 400.0);

/// What a stepper and its sentences take, in a narrow and in a wide column.
pub const STEPPER: [f64; 2] = [289.0, 227.5];

/// The height of a map over two ranges whose axes have one scale; exact for a map of this width, since what the axes
/// take depends on how long their numbers are.
pub fn map(ranges: [[f64; 2]; 2], width: f64) -> Height {
    let [x, y] = ranges;
    let ratio = ((y[1] - y[0]) / (x[1] - x[0])).abs().clamp(1.0 / 3.0, 1.2);
    Height::of_width(ratio).plus(Contour::height_for(ranges, Aspect::True, width) - ratio * width)
}
