//! The kinds of figure that a lesson can name, and what each can be told.
//!
//! One row a kind. The compiler checks a lesson's figures against this table, the page has one widget for
//! each row, and a test holds the two together.

use crate::nn::OPTIMISER_NAMES;

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
    /// Other settings without which it means nothing.
    pub needs: &'static [&'static str],
    /// What it does, for authors.
    pub about: &'static str,
}

/// What values a setting takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Takes {
    /// The name of a function that the cells define.
    Function {
        /// How many numbers it takes; 0 stands for as many as the figure has parameters.
        of: usize,
        /// How many it gives.
        gives: usize,
    },
    /// The names of one or more functions that take a number and give one.
    Functions,
    /// The names of one or more functions that take two numbers and give one.
    Landscapes,
    /// So many names of parameters.
    Params(usize),
    /// The names of one or more parameters.
    AnyParams,
    /// The names of one or more parameters that are arrays.
    Arrays,
    /// An expression for numbers, one or many.
    Values,
    /// Arrays and signs between them; see [`term`](super::term).
    Terms,
    /// So many numbers.
    Numbers(usize),
    /// One or more of these words.
    Words(&'static [&'static str]),
    /// Text for the learner.
    Text,
    /// One or more names for the learner.
    Names,
    /// `true` or `false`.
    Flag,
}

const fn setting(name: &'static str, takes: Takes, required: bool, about: &'static str) -> SettingKind {
    SettingKind { name, takes, required, needs: &[], about }
}

impl SettingKind {
    const fn needing(self, needs: &'static [&'static str]) -> SettingKind {
        SettingKind { needs, ..self }
    }

    const fn optional(self) -> SettingKind {
        SettingKind { required: false, ..self }
    }
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
    FigureKind {
        name: "curves",
        about: "Curves of several functions of one number, one below the other, with one point on all.",
        still: "The curves of {of}, one below the other. At {at} = {= {at}} they stand at \
                {= map(g -> g({at}), ({of},))}.",
        settings: &[
            setting("of", Takes::Functions, true, "the functions, from above"),
            setting("at", Takes::Params(1), true, "the parameter that holds the point's x"),
            setting("x", Takes::Numbers(2), false, "range of x; the parameter's range if left out"),
            setting("tangent", Takes::Flag, false, "draw the tangents of all but the lowest"),
        ],
    },
    FigureKind {
        name: "fit",
        about: "Observations, a curve that is to pass through them, and how far it misses each.",
        still: "{= length({times})} observations and the curve of {of}. It misses the first of them by \
                {= abs({of}(({times})[1]) - ({values})[1])}.",
        settings: &[
            setting("of", Takes::Function { of: 1, gives: 1 }, true, "the curve"),
            TIMES,
            VALUES,
            ACROSS,
            UP,
            NAME,
            setting("at", Takes::Params(1), false, "a parameter that picks one of the times"),
            setting("loss", Takes::Values, false, "an expression for the loss, stated in words"),
            TRUTH,
            MOVES,
            BARS,
            SQUARES,
        ],
    },
    FigureKind {
        name: "slices",
        about: "f(a, b, c) along each of its numbers while the others stay; the landscape of two of them.",
        still: "{of} along each of its numbers while the others stay. At ({at}) = {= ({at})} it is \
                {= {of}({at})}.",
        settings: &[
            setting("of", Takes::Function { of: 3, gives: 1 }, true, "the function"),
            setting("at", Takes::Params(3), true, "the parameters that hold the point"),
            setting("height", Takes::Numbers(2), false, "the heights that the slices show at least"),
            setting("tangent", Takes::Flag, false, "draw the tangent of each slice"),
            setting(
                "views",
                Takes::Words(&["fit", "slices", "contour", "surface"]),
                false,
                "which views; all if left out",
            ),
            setting("fit", Takes::Function { of: 1, gives: 1 }, false, "the curve that the point makes")
                .needing(&["times", "values", "x", "y"]),
            TIMES.optional(),
            VALUES.optional(),
            ACROSS.optional(),
            UP.optional(),
            NAME,
            TRUTH,
            MOVES,
            BARS,
            SQUARES,
        ],
    },
    FigureKind {
        name: "tape",
        about: "How a function comes to its value, line by line as a graph, and how slopes come back.",
        still: "The tape of {of}. At ({at}) = {= ({at})} the function gives {= {of}({at})}.",
        settings: &[
            setting("of", Takes::Function { of: 0, gives: 1 }, true, "the function"),
            setting("at", Takes::AnyParams, true, "the parameters that hold its arguments"),
            setting("faults", Takes::Flag, false, "offer the way back with one of its rules left out"),
            setting("dual", Takes::Flag, false, "carry slopes along on the way there, as dual numbers"),
        ],
    },
    FigureKind {
        name: "rules",
        about: "The slope of a function worked out by rules, one after another: its formula as a tree that grows.",
        still: "The formula of {of} as a tree, and how it grows while its slope is worked out. At {at} = {= {at}} the \
                function gives {= {of}({at})}.",
        settings: &[
            setting("of", Takes::Function { of: 1, gives: 1 }, true, "the function"),
            setting("at", Takes::Params(1), true, "the parameter that holds its argument"),
        ],
    },
    FigureKind {
        name: "costs",
        about: "What all slopes of a function cost, forwards with dual numbers and backwards with the tape, counted.",
        still: "The costs of all slopes of {of} with {= length({inputs})} inputs.",
        settings: &[
            setting(
                "of",
                Takes::Function { of: 0, gives: 0 },
                true,
                "the function; it may give several numbers",
            ),
            setting("inputs", Takes::Values, true, "an expression for its arguments: a vector or a tuple"),
        ],
    },
    FigureKind {
        name: "matrices",
        about: "Equations of arrays as blocks of numbers: what each entry is made of, entries that can be changed.",
        still: "Arrays as blocks of numbers: {terms}.",
        settings: &[
            setting(
                "terms",
                Takes::Terms,
                true,
                "arrays, signs between them, and `|` where a line ends; an array that is a parameter can be changed",
            ),
            setting(
                "shapes",
                Takes::Flag,
                false,
                "shapes only: what does not fit is marked, and said by Julia",
            ),
        ],
    },
    FigureKind {
        name: "training",
        about: "Gradient descent on a loss of arrays: weights, slopes, loss and predictions at each step, and a slice.",
        still: "Gradient descent on {of} from {at}, with {rate} = {= {rate}}. At the start the loss is {= {of}({at})}.",
        settings: &[
            setting("of", Takes::Function { of: 0, gives: 1 }, true, "the loss, a function of the arrays"),
            setting("at", Takes::Arrays, true, "the parameters that hold the arrays at the start"),
            setting("rate", Takes::Params(1), true, "the parameter that holds the learning rate"),
            setting("steps", Takes::Numbers(1), false, "how many steps to take; 60 if left out"),
            setting(
                "predicted",
                Takes::Function { of: 0, gives: 0 },
                false,
                "predictions, a function of the arrays",
            ),
            setting("targets", Takes::Values, false, "what should be predicted").needing(&["predicted"]),
            setting("axes", Takes::Params(2), false, "the numbers that the slice is drawn over at first"),
        ],
    },
    FigureKind {
        name: "differences",
        about: "Differences in place of a slope: their errors over the size of the step, and their lines on the curve.",
        still: "The curve of {of}. At {at} = {= {at}} its slope is {= {slope}({at})}. With the step \
                {= 10.0^(-{exponent})} differences give {= map(g -> g(10.0^(-{exponent})), ({rules},))}.",
        settings: &[
            setting("of", Takes::Function { of: 1, gives: 1 }, true, "the function"),
            setting("slope", Takes::Function { of: 1, gives: 1 }, true, "the function that gives its slope"),
            setting("at", Takes::Params(1), true, "the parameter that holds the point's x"),
            setting(
                "rules",
                Takes::Functions,
                true,
                "differences: functions that give a slope there from a step",
            ),
            setting(
                "exponent",
                Takes::Params(1),
                true,
                "the parameter k: the step is ten to the power of −k",
            ),
            setting("x", Takes::Numbers(2), false, "range of x; the parameter's range if left out"),
        ],
    },
    FigureKind {
        name: "network",
        about: "A network drawn: units with what comes out of them, weights as lines, what a unit is made of.",
        still: "A network of layers, {layers}, with the weights {weights} and the biases {biases}.",
        settings: &[
            setting("layers", Takes::Terms, true, "what comes out of each layer, a vector; the input first"),
            setting("weights", Takes::Arrays, true, "a parameter for each layer but the first: its matrix"),
            setting("biases", Takes::Arrays, true, "a parameter for each layer but the first: its bias"),
        ],
    },
    FigureKind {
        name: "bars",
        about: "Vectors as bars, one below the other; one that is a parameter is dragged by the ends of its bars.",
        still: "Vectors as bars, one below the other: {of}.",
        settings: &[setting("of", Takes::Terms, true, "the vectors, from above")],
    },
    FigureKind {
        name: "ways",
        about: "Functions one after another in four pictures: calls within calls, a list, a chain, a composition.",
        still: "One input through {functions}, written in four ways: {ways}.",
        settings: &[
            setting(
                "functions",
                Takes::Names,
                true,
                "what the functions are called, first the one called first",
            ),
            setting("values", Takes::Terms, true, "the value at the start and after each function"),
            setting("ways", Takes::Terms, true, "the four ways, in this order, as `name: expression`"),
        ],
    },
    FigureKind {
        name: "race",
        about: "Optimisers from one start on one of several landscapes: their ways, heights, knobs, and forks of them.",
        still: "A race of {runners} over {of}, from ({start}) = {= ({start})}, with the learning rates {= {rates}}.",
        settings: &[
            setting(
                "of",
                Takes::Landscapes,
                true,
                "the functions to go down, one at a time; the first at first",
            ),
            setting("start", Takes::Params(2), true, "the parameters that hold the starting place"),
            setting(
                "runners",
                Takes::Words(OPTIMISER_NAMES),
                true,
                "the optimisers, in the order of their numbers",
            ),
            setting("rates", Takes::Values, true, "for each of them its first knob: the learning rate"),
            setting("steps", Takes::Numbers(1), false, "how many steps each takes; 100 if left out"),
            setting("x", Takes::Numbers(2), false, "range of x; the parameter's range if left out"),
            setting("y", Takes::Numbers(2), false, "range of y; the parameter's range if left out"),
        ],
    },
];

/// What figures with observations have.
const TIMES: SettingKind = setting("times", Takes::Values, true, "where the observations were made");
const VALUES: SettingKind = setting("values", Takes::Values, true, "what was observed there");
const ACROSS: SettingKind = setting("x", Takes::Numbers(2), true, "range of the horizontal axis");
const UP: SettingKind = setting("y", Takes::Numbers(2), true, "range of the vertical axis");
const NAME: SettingKind = setting("axis", Takes::Text, false, "name of the vertical axis");
const TRUTH: SettingKind =
    setting("truth", Takes::Function { of: 1, gives: 1 }, false, "the law behind the observations, dashed");
const MOVES: SettingKind = setting(
    "moves",
    Takes::AnyParams,
    false,
    "for each observation the parameter that the cells add to it: then it can be dragged",
);
const BARS: SettingKind =
    setting("bars", Takes::Flag, false, "draw how far the curve misses each observation");
const SQUARES: SettingKind = setting("squares", Takes::Flag, false, "draw the squares of these distances");
