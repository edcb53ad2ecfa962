//! The figure of a race.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::fields::Item;
use super::room::map;
use super::{
    Appearance, Around, Expression, Function, Height, ParamName, Reader, Room, Steps, Value, Written,
    settings,
};
use crate::nn::OPTIMISER_NAMES;

settings! {
    /// Optimisers from one start on one of several landscapes: their paths, heights, knobs, and forks of them.
    pub struct Race {
        /// The functions to descend, one at a time, beginning with the first.
        pub of: Vec<Function<2, 1>>,
        /// The parameters that hold the starting place.
        pub start: [ParamName; 2],
        /// The optimisers, in the order of their numbers.
        pub runners: Vec<Runner>,
        /// For each of them its first knob: the learning rate.
        pub rates: Expression,
        /// How many steps each takes.
        pub steps: Steps<100>,
        /// The range of x; the parameter's range if left out.
        pub x: Option<[f64; 2]>,
        /// The range of y; the parameter's range if left out.
        pub y: Option<[f64; 2]>,
    }
}

/// The name of an optimiser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Runner(String);

/// The text itself.
impl Deref for Runner {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Item for Runner {
    const ONE: &'static str = "the name of an optimiser in quotes";
    const MANY: &'static str = "names of optimisers";

    fn parse(_: &mut Reader<'_>, written: &Written) -> Option<Runner> {
        let name = written.text()?;
        OPTIMISER_NAMES.contains(&name).then(|| Runner(name.to_owned()))
    }

    fn value<'a>(items: impl Iterator<Item = &'a Runner>) -> Value {
        Value::Words(items.map(|runner| runner.0.as_str()).collect::<Vec<_>>().join(", "))
    }
}

impl Race {
    /// The height of the curves of heights.
    pub const HEIGHTS: Height = Height::fixed(170.0);
}

impl Appearance for Race {
    fn still() -> &'static str {
        "A race of {runners} over {of}, from ({start}) = {= ({start})}, with the learning rates \
                                 {= {rates}}."
    }

    fn room(&self, around: &Around<'_>) -> Room {
        let range =
            |set: Option<[f64; 2]>, axis: usize| set.unwrap_or_else(|| (around.range_of)(&self.start[axis]));
        let ranges = [range(self.x, 0), range(self.y, 1)];
        if around.is_broad {
            // The choice of a landscape stands above, the map and the heights beside the runners.
            let map = map(ranges, 0.6 * around.width());
            return Room::new([]).beside(map.in_column(0.6).plus(230.0)).below(760.0);
        }
        let map = map(ranges, around.width());
        Room::new([map, Self::HEIGHTS]).below(around.by_width(671.0, 496.5))
    }
}
