//! What a teacher's link can hide or lock: a row for every group of controls.

use serde::{Deserialize, Serialize};

macro_rules! controls {
    ($($name:ident: $words:literal,)*) => {
        /// A group of controls.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Control {
            $(#[doc = $words] $name,)*
        }

        /// Every group, with its name in words. The order is part of a link.
        pub static CONTROLS: &[(Control, &str)] = &[$((Control::$name, $words)),*];
    };
}

controls! {
    Sets: "Data sets",
    Noise: "Noise",
    Points: "Number of points",
    Testing: "Share for testing",
    Batch: "Batch",
    Sample: "New sample",
    Own: "Points of one's own",
    Inputs: "Inputs",
    Layers: "Layers and units",
    Activations: "Activations and dropout",
    Weights: "Editing the network",
    Views: "Bent grid, histograms, trace",
    NextStep: "Next step on the lines",
    Play: "Play",
    Steps: "Batch and epoch",
    Time: "Time",
    Speed: "Speed",
    Reset: "Reset",
    NewWeights: "New weights and their seed",
    Initialiser: "Initial weights",
    Optimiser: "Optimiser",
    Rate: "Learning rate",
    Schedule: "Schedule",
    Loss: "Loss",
    Penalties: "L1 and L2",
    TakeAlong: "Take along",
    Code: "Code",
}

/// The groups that code can do the work of.
static WRITTEN: &[Control] = &[
    Control::Code,
    Control::Layers,
    Control::Activations,
    Control::Initialiser,
    Control::Optimiser,
    Control::Rate,
    Control::Schedule,
    Control::Loss,
    Control::Penalties,
];

/// What a link allows, and the task that it sets. Every group of controls is a bit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The groups that are not shown.
    pub hidden: u64,
    /// The groups that are shown and cannot be changed.
    pub locked: u64,
    /// The task; empty if there is none.
    pub task: String,
}

/// What a link does with a group of controls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It can be used.
    Free,
    /// It is shown and cannot be used.
    Locked,
    /// It is not shown.
    Hidden,
}

impl Limits {
    /// What is done with a group.
    pub fn access(&self, control: Control) -> Access {
        let bit = 1_u64 << control as u32;
        match (self.hidden & bit != 0, self.locked & bit != 0) {
            (true, _) => Access::Hidden,
            (false, true) => Access::Locked,
            (false, false) => Access::Free,
        }
    }

    /// What is done with the code cell: it shows and changes what these groups do, so it is hidden or locked with any of
    /// them.
    pub fn code(&self) -> Access {
        let accesses = || WRITTEN.iter().map(|control| self.access(*control));
        match () {
            () if accesses().any(|access| access == Access::Hidden) => Access::Hidden,
            () if accesses().any(|access| access == Access::Locked) => Access::Locked,
            () => Access::Free,
        }
    }

    /// Does something else with a group.
    pub fn allow(&mut self, control: Control, access: Access) {
        let bit = 1_u64 << control as u32;
        let put = |bits: u64, is_set: bool| if is_set { bits | bit } else { bits & !bit };
        self.hidden = put(self.hidden, access == Access::Hidden);
        self.locked = put(self.locked, access == Access::Locked);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_can_be_limited() {
        for (control, words) in CONTROLS {
            let mut limits = Limits::default();
            for access in [Access::Hidden, Access::Locked, Access::Free] {
                limits.allow(*control, access);
                assert_eq!(limits.access(*control), access, "{words}");
            }
            assert_eq!(limits, Limits::default());
        }
    }

    #[test]
    fn code_gets_round_no_limit() {
        let with = |control, access| {
            let mut limits = Limits::default();
            limits.allow(control, access);
            limits.code()
        };
        assert_eq!(Limits::default().code(), Access::Free);
        assert_eq!(with(Control::Loss, Access::Hidden), Access::Hidden);
        assert_eq!(with(Control::Optimiser, Access::Locked), Access::Locked);
        assert_eq!(with(Control::Code, Access::Hidden), Access::Hidden);
        assert_eq!(with(Control::Noise, Access::Hidden), Access::Free);
    }
}
