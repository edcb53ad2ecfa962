//! What a landscape is computed from, as plain data.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A network without its weights, and the points that its loss is measured on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// The number of units of each layer, inputs first and the output last.
    pub sizes: Vec<u32>,
    /// The activation of each layer after the inputs: a row of the elementwise operations, or `identity`.
    pub activations: Vec<String>,
    /// A row of the losses of `nn`.
    pub loss: String,
    /// What the loss of all points together is multiplied by to get that of a point on average: 1 for a loss that is a mean,
    /// one over the number of points for a loss that is a sum.
    pub share: f64,
    /// The inputs of the network: features × points in row-major order.
    pub inputs: Vec<f64>,
    /// What the loss compares the outputs with: outputs × points in row-major order.
    pub targets: Vec<f64>,
}

/// A square grid of points in a plane of weights. The weights at (a, b) are origin + a · first direction + b · second
/// direction.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Plane {
    /// All weights and biases at (0, 0): layer after layer, the weights (outputs × inputs in row-major order) before the
    /// biases.
    pub origin: Vec<f64>,
    /// The two directions, each with a number for every weight and bias in the same order.
    pub directions: [Vec<f64>; 2],
    /// The middle of the grid, as (a, b).
    pub center: [f64; 2],
    /// How far the grid reaches from its middle to either side, along each direction.
    pub half: [f64; 2],
    /// The number of points along each side of the grid.
    pub side: u32,
}

/// A landscape to compute.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// Whose loss.
    pub task: Task,
    /// Where.
    pub plane: Plane,
}

/// Why a job cannot be computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A layer has no units, or there are fewer than two layers.
    Sizes,
    /// There is no activation of this name, or there are more or fewer than layers after the inputs.
    Activation(String),
    /// There is no loss of this name.
    Loss(String),
    /// There are no points, or inputs and targets are of different numbers of points.
    Points,
    /// The origin or a direction does not have a number for each weight and bias.
    Weights,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Flaw::Sizes => f.write_str("Every layer needs a unit, and a network needs a layer."),
            Flaw::Activation(name) => {
                write!(f, "There is no activation `{name}`, or not one for each layer.")
            }
            Flaw::Loss(name) => write!(f, "There is no loss `{name}`."),
            Flaw::Points => f.write_str("There are no points, or not as many targets as inputs."),
            Flaw::Weights => f.write_str("The plane does not have a number for each weight and bias."),
        }
    }
}

impl Task {
    /// The number of weights and biases.
    pub fn parameters(&self) -> usize {
        self.sizes.windows(2).map(|sizes| (sizes[0] as usize + 1) * sizes[1] as usize).sum()
    }

    /// The number of points that the loss is measured on.
    pub fn points(&self) -> usize {
        self.targets.len() / self.sizes.last().map_or(1, |&outputs| outputs.max(1) as usize)
    }
}

impl Plane {
    /// The place of a point of the grid, as (a, b). Column 0 and row 0 are the smallest.
    ///
    /// ```
    /// # use fluxion::lab::landscape::Plane;
    /// let plane = Plane { center: [1.0, 0.0], half: [2.0, 0.5], side: 5, ..Plane::default() };
    /// assert_eq!([[0, 0], [2, 2], [4, 3]].map(|at| plane.place(at)), [[-1.0, -0.5], [1.0, 0.0], [3.0, 0.25]]);
    /// ```
    pub fn place(&self, at: [u32; 2]) -> [f64; 2] {
        let last = f64::from(self.side.saturating_sub(1));
        [0, 1].map(|axis| {
            let part = if last > 0.0 { (2.0 * f64::from(at[axis]) - last) / last } else { 0.0 };
            self.center[axis] + self.half[axis] * part
        })
    }

    /// Appends all weights and biases at (a, b).
    pub fn weights(&self, [a, b]: [f64; 2], to: &mut Vec<f64>) {
        let [first, second] = &self.directions;
        let along = self.origin.iter().zip(first).zip(second);
        to.extend(along.map(|((origin, first), second)| origin + a * first + b * second));
    }
}
