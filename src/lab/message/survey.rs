//! What page and worker say of landscapes, and the weights that a landscape lies along.

use serde::{Deserialize, Serialize};

use crate::lab::landscape::Job;

/// A weight or a bias.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Weight {
    /// The layer that it belongs to; the first layer after the inputs is 0.
    pub layer: u32,
    /// The unit that it leads to.
    pub unit: u32,
    /// The unit of the layer before that it comes from; `None` for the bias.
    pub from: Option<u32>,
}

/// Which landscape to send: the loss over a plane in the space of all weights and biases.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// The plane.
    pub axes: Axes,
    /// The middle of the rectangle, and how far it reaches from there along each axis; one that holds the path if `None`.
    pub view: Option<[[f64; 2]; 2]>,
    /// The number of points along each side of the finest grid.
    pub side: u32,
    /// Whether the losses are computed elsewhere: the survey then carries the job, and no heights follow.
    pub elsewhere: bool,
}

/// A plane through the present weights and biases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Axes {
    /// Along the directions in which the path moved most; along random ones while there are none.
    Path,
    /// Along two random directions, filter-normalised.
    Random {
        /// The seed of both.
        seed: u64,
    },
    /// Along two weights or biases, whose values are the coordinates.
    Weights([Weight; 2]),
}

/// A landscape of the loss: where it lies, and the path on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Survey {
    /// Counts surveys.
    pub number: u64,
    /// The step whose weights it goes through.
    pub step: u64,
    /// What was asked for; weights that the network does not have are replaced by its first ones.
    pub look: Look,
    /// The middle of the rectangle, as coordinates along both axes, and how far it reaches from there.
    pub view: [[f64; 2]; 2],
    /// The present weights, as coordinates.
    pub here: [f64; 2],
    /// The loss there.
    pub loss: f64,
    /// The number of weights and biases: the dimensions that there are.
    pub dimensions: u32,
    /// The points that the loss is measured on, and those that the network is trained on.
    pub points: [u32; 2],
    /// The share of the path's movement along each axis, for the directions of the path.
    pub shares: Option<[f64; 2]>,
    /// The path up to here, thinned out.
    pub path: Vec<Footprint>,
    /// What computes the heights, where that is done elsewhere.
    pub job: Option<Box<Job>>,
}

/// A step of the path, and its shadow on the plane: the place in the plane that is nearest to it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Footprint {
    /// The step.
    pub step: u64,
    /// The shadow, as coordinates.
    pub at: [f64; 2],
    /// The loss with the weights of the step.
    pub loss: f64,
    /// The loss with the weights at the shadow: the height of the ground below.
    pub ground: f64,
    /// How far the weights are from the plane.
    pub away: f64,
}
