//! What a page can ask of the kernel, and what the kernel answers.

use serde::{Deserialize, Serialize};

/// What a page can want to know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Query {
    /// The value of an expression. Answered by [`Answer::Value`].
    Value {
        /// The expression.
        code: String,
    },
    /// A function of one number, sampled evenly, with its derivative. Answered by [`Answer::Curve`].
    Curve {
        /// The function: its name, or an expression for it, as `a -> loss(a, b, c)`.
        of: String,
        /// First and last x.
        x: [f64; 2],
        /// Number of samples, ends included.
        samples: u32,
    },
    /// A function of two numbers on an even grid. Answered by [`Answer::Grid`].
    Grid {
        /// The function: its name, or an expression for it.
        of: String,
        /// First and last x.
        x: [f64; 2],
        /// First and last y.
        y: [f64; 2],
        /// Columns and rows, ends included.
        size: [u32; 2],
    },
    /// A function, its gradient and its Hessian at one point. Answered by [`Answer::Point`].
    Point {
        /// The function's name.
        of: String,
        /// One expression for each argument, usually a parameter's name.
        at: Vec<String>,
    },
    /// How a function comes to its value at one point, line by line, and back. Answered by [`Answer::Tape`].
    Tape {
        /// The function's name.
        of: String,
        /// One expression for each argument, usually a parameter's name.
        at: Vec<String>,
    },
    /// How the slope of a function of one number is worked out, rule by rule. Answered by [`Answer::Rules`].
    Rules {
        /// The function's name.
        of: String,
        /// The expression for its argument, usually a parameter's name.
        at: String,
    },
    /// What all slopes of a function cost, forwards and backwards. Answered by [`Answer::Costs`].
    Costs {
        /// The function's name.
        of: String,
        /// An expression for its arguments: a vector, or a tuple.
        at: String,
    },
    /// The places that a step function visits on a landscape. Answered by [`Answer::Path`].
    Path {
        /// The landscape.
        of: String,
        /// The function that gives the next place from a place.
        step: String,
        /// One expression for each coordinate of the start.
        start: Vec<String>,
        /// How many steps to take.
        steps: u32,
    },
    /// Gradient descent on a loss of one or more arrays. Answered by [`Answer::Run`].
    Train {
        /// The loss: a function of the arrays.
        of: String,
        /// A function of the same arrays whose numbers are wanted at each step; may be empty.
        watch: String,
        /// One expression for each array: where it starts.
        at: Vec<String>,
        /// An expression for the learning rate.
        rate: String,
        /// How many steps to take.
        steps: u32,
    },
    /// Several optimisers from one start on one landscape. Answered by [`Answer::Race`].
    Race {
        /// The landscape.
        of: String,
        /// One expression for each coordinate of the start.
        start: Vec<String>,
        /// Who takes part.
        runners: Vec<Runner>,
        /// How many steps each takes.
        steps: u32,
    },
}

/// Who takes part in a race.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Runner {
    /// The optimiser's name in [`OPTIMISERS`](crate::nn::OPTIMISERS).
    pub optimiser: String,
    /// How its knobs are set, from the start on; a fork has more than one leg.
    pub legs: Vec<Leg>,
}

/// A part of a race with the same knobs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Leg {
    /// The step that is the first with them; 0 is the first of all.
    pub from: u32,
    /// The knobs, in the optimiser's order.
    pub knobs: Vec<f64>,
}

/// What a query gave. Numbers may be NaN or infinite: the page draws gaps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// A value.
    Value {
        /// As the prompt displays it.
        display: String,
        /// The numbers in it; empty if it is not made of numbers. A boolean is 0 or 1.
        numbers: Vec<f64>,
    },
    /// A sampled curve.
    Curve {
        /// The function at each sample.
        y: Vec<f64>,
        /// Its derivative at each sample; empty if it cannot be had.
        slope: Vec<f64>,
    },
    /// A sampled landscape.
    Grid {
        /// Heights, row by row from the smallest y, x running fastest.
        z: Vec<f32>,
    },
    /// A function at a point.
    Point {
        /// The point.
        at: Vec<f64>,
        /// The height.
        value: f64,
        /// One partial derivative for each argument.
        gradient: Vec<f64>,
        /// Second derivatives, row by row; empty if they cannot be had.
        hessian: Vec<f64>,
    },
    /// The lines of a tape: what is given first, the result last.
    Tape {
        /// The lines.
        lines: Vec<Line>,
    },
    /// A formula on its way to its slope.
    Rules {
        /// The formula at the start and after each rule, as far as it can be drawn; none if it is too large from the start.
        stages: Vec<Formula>,
        /// How many symbols the function's own formula is written with, and how many its slope's at the end.
        sizes: [f64; 2],
        /// How many operations the tape of both has: the function's, and one way back.
        operations: u32,
    },
    /// What all slopes of all outputs by all inputs cost.
    Costs {
        /// How many inputs and how many outputs there are.
        ends: [u32; 2],
        /// How many operations it takes forwards, with dual numbers, and backwards, with the tape.
        operations: [u32; 2],
        /// How many numbers must be kept at the same time.
        kept: [u32; 2],
    },
    /// A walk.
    Path {
        /// The places: start first, then one after each step taken.
        points: Vec<[f64; 2]>,
        /// The height at each.
        values: Vec<f64>,
        /// The gradient at each.
        gradients: Vec<[f64; 2]>,
        /// Why the walk ended early, in plain words, if it did: it left the numbers, or an error.
        ended: Option<String>,
    },
    /// A training.
    Run {
        /// The sizes of each array.
        sizes: Vec<Vec<u32>>,
        /// All numbers of all arrays, array after array, each column after column: at the start, then after each step.
        places: Vec<Vec<f64>>,
        /// The loss at each place.
        values: Vec<f64>,
        /// Its slope along each of the numbers.
        gradients: Vec<Vec<f64>>,
        /// The numbers that were watched; empty if none were.
        watched: Vec<Vec<f64>>,
        /// Why it ended early, in plain words, if it did.
        ended: Option<String>,
    },
    /// A race.
    Race {
        /// How each of the runners got on, in their order.
        courses: Vec<Course>,
    },
}

/// A formula while its slope is worked out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Formula {
    /// What it is made of: each part before those that it works on.
    pub parts: Vec<FormulaPart>,
    /// As it is written.
    pub text: String,
    /// The rule that led to it, in words; empty at the start.
    pub rule: String,
}

/// A part of a formula.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FormulaPart {
    /// An operation, a name, or a number.
    pub label: String,
    /// Indices of the parts that it works on.
    pub operands: Vec<u32>,
    /// Whether it is a slope that is still to be worked out.
    pub is_open: bool,
}

/// How a runner got on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Course {
    /// The places: start first, then one after each step taken.
    pub points: Vec<[f64; 2]>,
    /// The height at each.
    pub values: Vec<f64>,
    /// The gradient at each.
    pub gradients: Vec<[f64; 2]>,
    /// How the runner would move on from each if the ground were level there: its swing.
    pub swings: Vec<[f64; 2]>,
    /// Why it ended early, in plain words, if it did.
    pub ended: Option<String>,
    /// That it ran away, if it did.
    pub runaway: Option<Runaway>,
}

/// How a runner got lost: it ends higher than it began, or nowhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Runaway {
    /// The last step after which it stood no higher than at the start.
    pub healthy: u32,
    /// By how much the ground bends there in its steepest direction, if that can be had.
    pub bend: Option<f64>,
}

/// A line of a tape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The operation; empty for a constant, and for an argument the expression that gave it.
    pub name: String,
    /// Whether it is an argument.
    pub is_argument: bool,
    /// Indices of the lines that it works on, each before its own.
    pub operands: Vec<u32>,
    /// What came out.
    pub value: f64,
    /// By how much it changes for each operand, if that alone changes.
    pub slopes: Vec<f64>,
    /// By how much the result changes for it.
    pub adjoint: f64,
}
