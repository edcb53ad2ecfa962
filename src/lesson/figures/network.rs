//! The figure of a network.

use super::{Appearance, Around, ArrayName, Height, Room, settings};
use crate::lesson::term::ArrayTerm;

settings! {
    /// A network drawn: units with their outputs, weights as lines, what a unit is made of.
    pub struct Network {
        /// The output of each layer, a vector; the input first.
        pub layers: Vec<ArrayTerm>,
        /// A parameter for each layer but the first: its matrix.
        pub weights: Vec<ArrayName>,
        /// A parameter for each layer but the first: its bias.
        pub biases: Vec<ArrayName>,
    }
}

impl Appearance for Network {
    fn still() -> &'static str {
        "A network of layers, {layers}, with the weights {weights} and the biases {biases}."
    }

    fn room(&self, _: &Around<'_>) -> Room {
        Room::new([Height::fixed(552.0)]).lines(3)
    }
}
