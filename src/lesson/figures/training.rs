//! The figure of a training.

use super::{
    ALL, ANY, Appearance, Around, ArrayName, Expression, Function, Height, ParamName, Room, Steps, settings,
};

settings! {
    /// Gradient descent on a loss of arrays: weights, slopes, loss and predictions at each step, and a slice.
    pub struct Training {
        /// The loss, a function of the arrays.
        pub of: Function<ALL, 1>,
        /// The parameters that hold the arrays at the start.
        pub at: Vec<ArrayName>,
        /// The parameter that holds the learning rate.
        pub rate: ParamName,
        /// How many steps to take.
        pub steps: Steps<60>,
        /// Predictions and their targets.
        pub predictions: Option<Predictions>,
        /// The two numbers that the slice is drawn over at first.
        pub axes: Option<[ParamName; 2]>,
    }
}

settings! {
    /// Predictions and their targets.
    pub struct Predictions {
        /// Predictions, a function of the arrays.
        pub predicted: Function<ALL, ANY>,
        /// What should be predicted.
        pub targets: Expression,
    }
}

impl Training {
    /// The height of the loss curve.
    pub const LOSS: Height = Height::fixed(132.0);
    /// The height of the predictions.
    pub const PREDICTIONS: Height = Height::fixed(240.0);
}

impl Appearance for Training {
    fn still() -> &'static str {
        "Gradient descent on {of} from {at}, with {rate} = {= {rate}}. At the start the loss is \
                                 {= {of}({at})}."
    }

    fn room(&self, around: &Around<'_>) -> Room {
        // The blocks of weights are as high as the lesson's arrays; these are a matrix of two rows and a bias.
        match around.is_wide {
            true if around.is_broad => Room::new([Height::fixed(673.5)]).below(268.5),
            true => Room::new([Height::fixed(598.5)]).below(268.5),
            false => Room::new([Height::of_width(0.82).plus(580.0)]).below(367.0),
        }
    }
}
