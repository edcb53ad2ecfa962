//! The settings of figures with observations.

use super::{Expression, Function, ParamName, Places, settings};

settings! {
    /// Observations and what belongs to them.
    pub struct Observations {
        /// Where the observations were made.
        pub times: Places<1>,
        /// What was observed there.
        pub values: Expression,
        /// The range of the horizontal axis.
        pub x: [f64; 2],
        /// The range of the vertical axis.
        pub y: [f64; 2],
        /// The name of the vertical axis; the curve's if left out.
        pub axis: Option<String>,
        /// The law behind the observations, drawn dashed.
        pub truth: Option<Function<1, 1>>,
        /// For each observation the parameter that the cells add to it: then it can be dragged.
        pub moves: Option<Vec<ParamName>>,
        /// Draw how far the curve misses each observation.
        pub bars: bool,
        /// Draw the squares of these distances.
        pub squares: bool,
    }
}
