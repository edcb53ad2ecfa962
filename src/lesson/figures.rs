//! The kinds of figure that a lesson can name, and what each can be told.
//!
//! One row a kind. The compiler checks a lesson's figures against this table, the page has one widget for
//! each row, and a test holds the two together.

/// A kind of figure.
pub struct FigureKind {
    /// The word after ```` ```figure ````.
    pub name: &'static str,
    /// What it shows, for authors.
    pub about: &'static str,
    /// What it shows before the page is alive, in words: `{of}` stands for a setting, `{= …}` for a computed number.
    pub still: &'static str,
    /// What it can be told.
    pub settings: &'static [SettingKind],
}

/// One setting of a kind of figure.
pub struct SettingKind {
    /// Its key.
    pub name: &'static str,
    /// What values it takes.
    pub takes: Takes,
    /// Whether it must be written.
    pub required: bool,
    /// What it does, for authors.
    pub about: &'static str,
}

/// What values a setting takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Takes {
    /// The name of a function that the cells define.
    Function {
        /// How many numbers it takes.
        of: usize,
        /// How many it gives.
        gives: usize,
    },
    /// So many names of parameters.
    Params(usize),
    /// So many numbers.
    Numbers(usize),
    /// One or more of these words.
    Words(&'static [&'static str]),
    /// Text for the learner.
    Text,
    /// `true` or `false`.
    Flag,
}

const fn setting(name: &'static str, takes: Takes, required: bool, about: &'static str) -> SettingKind {
    SettingKind { name, takes, required, about }
}

/// Every kind of figure.
pub static FIGURES: &[FigureKind] = &[
    FigureKind {
        name: "curve",
        about: "The curve of f(x) with a point that can be dragged, its tangent, and the slope drawn as it moves.",
        still: "The curve of {of}. At {at} = {= {at}} its height is {= {of}({at})}.",
        settings: &[
            setting("of", Takes::Function { of: 1, gives: 1 }, true, "the function"),
            setting("at", Takes::Params(1), true, "the parameter that holds the point's x"),
            setting("x", Takes::Numbers(2), false, "range of x; the parameter's range if left out"),
            setting("tangent", Takes::Flag, false, "draw the tangent"),
            setting("slope", Takes::Flag, false, "draw f′ in a second panel as the point moves"),
        ],
    },
    FigureKind {
        name: "landscape",
        about: "f(x, y) as a contour map and a surface that can be turned; one point on both.",
        still: "The landscape of {of}. At ({at}) = {= ({at})} its height is {= {of}({at})}.",
        settings: &[
            setting("of", Takes::Function { of: 2, gives: 1 }, true, "the function"),
            setting("at", Takes::Params(2), true, "the parameters that hold the point"),
            setting("x", Takes::Numbers(2), false, "range of x; the parameter's range if left out"),
            setting("y", Takes::Numbers(2), false, "range of y; the parameter's range if left out"),
            setting("views", Takes::Words(&["contour", "surface"]), false, "which views; both if left out"),
            setting("gradient", Takes::Flag, false, "draw the gradient"),
            setting("components", Takes::Flag, false, "draw the two partial slopes as arrows"),
        ],
    },
    FigureKind {
        name: "descent",
        about: "Gradient descent over f(x, y): path, step arrow, stepper, loss curve.",
        still: "A walk down the landscape of {of}, from ({start}) = {= ({start})}, where its height is \
                {= {of}({start})}, with {rate} = {= {rate}}. The first step leads to {= {step}({start})}.",
        settings: &[
            setting("of", Takes::Function { of: 2, gives: 1 }, true, "the function to go down"),
            setting(
                "step",
                Takes::Function { of: 2, gives: 2 },
                true,
                "the function that gives the next place, a tuple, from x and y",
            ),
            setting("rate", Takes::Params(1), true, "the parameter that holds the learning rate"),
            setting("start", Takes::Params(2), true, "the parameters that hold the starting place"),
            setting("steps", Takes::Numbers(1), false, "how many steps to walk; 40 if left out"),
            setting("x", Takes::Numbers(2), false, "range of x; the parameter's range if left out"),
            setting("y", Takes::Numbers(2), false, "range of y; the parameter's range if left out"),
            setting(
                "views",
                Takes::Words(&["contour", "surface", "loss"]),
                false,
                "which views; all if left out",
            ),
            setting(
                "play",
                Takes::Flag,
                false,
                "walks by itself, again and again; still under reduced motion",
            ),
        ],
    },
];
