//! The figure of a network in training, in the laboratory's own module.

use super::{Appearance, Around, DataName, Room, settings};

settings! {
    /// A network in training and the landscape of its loss, live, from the laboratory. A lesson has one at most.
    pub struct Laboratory {
        /// The data set that the network learns, with the settings that the laboratory has for it.
        pub data: DataName,
    }
}

impl Laboratory {
    /// The height of what is opened, in CSS pixels: in a narrow column and in a wide one.
    pub const HEIGHTS: [f64; 2] = [1180.0, 760.0];
}

impl Appearance for Laboratory {
    fn still() -> &'static str {
        "A network that learns the data set `{data}`, and the landscape of its loss around the present weights, with the \
         path of the training on it. It is opened here once the page is alive."
    }

    fn room(&self, around: &Around<'_>) -> Room {
        let [narrow, wide] = Laboratory::HEIGHTS;
        Room::new([]).below(around.by_width(narrow, wide))
    }
}
