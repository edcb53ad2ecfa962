//! What is kept of a page of real data between visits: its settings, with a version and a checksum. Reading is total.

use serde::{Deserialize, Serialize};

use crate::lab::digits::{RealSet, Setup, checksum};
use crate::lesson::spec;
use crate::nn::OPTIMISERS;
use crate::view::laboratory::words::{ACTIVATIONS, has};

/// The version of the form; what another version wrote is not read.
const VERSION: u8 = 1;

/// The most epochs that are trained at a time.
pub const MAX_EPOCHS: u32 = 10_000;

/// The usual pace: slow enough to watch, and still a few hundred steps in a second.
pub const USUAL_PACE: u32 = 4;

/// How many steps are trained between two pictures, and the words for it; 0 for as many as fit.
pub static PACES: &[(u32, &str)] =
    &[(1, "1 step a picture"), (4, "4 steps"), (16, "16 steps"), (0, "no limit")];

/// Everything that is set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The network, and how it is trained.
    pub setup: Setup,
    /// For how many epochs it is trained at a time.
    pub epochs: u32,
    /// Steps between two pictures; as many as fit into a frame if 0.
    pub pace: u32,
}

impl Kept {
    /// What a set begins with.
    pub fn of(set: &RealSet) -> Kept {
        Kept { setup: Setup::of(set), epochs: set.epochs, pace: USUAL_PACE }
    }

    /// The bytes to keep.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let bytes = [&[VERSION], &spec::encode(self).ok()?[..]].concat();
        Some([&checksum(&bytes).to_le_bytes()[..], &bytes].concat())
    }

    /// Reads what was kept; `None` if it is damaged, of another version, or holds something that cannot be used.
    pub fn read(bytes: &[u8]) -> Option<Kept> {
        let (sum, bytes) = bytes.split_first_chunk()?;
        let (version, content) = bytes.split_first()?;
        let is_ours = u32::from_le_bytes(*sum) == checksum(bytes) && *version == VERSION;
        let kept: Kept = if is_ours { spec::decode(content).ok()? } else { return None };
        kept.is_sound().then_some(kept)
    }

    fn is_sound(&self) -> bool {
        self.setup.is_in_range()
            && has(ACTIVATIONS, &self.setup.activation)
            && OPTIMISERS.iter().any(|row| row.name == self.setup.optimiser)
            && (1..=MAX_EPOCHS).contains(&self.epochs)
            && PACES.iter().any(|(pace, _)| *pace == self.pace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::digits::REAL_SETS;

    #[test]
    fn what_is_kept_is_read_back() {
        for set in REAL_SETS {
            let mut kept = Kept::of(set);
            kept.setup.hidden = vec![12, 5];
            kept.pace = 0;
            assert_eq!(Kept::read(&kept.bytes().unwrap()), Some(kept));
        }
    }

    #[test]
    fn what_cannot_be_used_is_not_read() {
        let usual = Kept::of(&REAL_SETS[0]);
        let bytes = usual.bytes().unwrap();
        for cut in 0..bytes.len() {
            assert_eq!(Kept::read(&bytes[..cut]), None);
        }
        let check = |change: fn(&mut Kept)| {
            let mut kept = usual.clone();
            change(&mut kept);
            assert_eq!(Kept::read(&kept.bytes().unwrap()), None, "{kept:?}");
        };
        check(|kept| kept.pace = 3);
        check(|kept| kept.epochs = 0);
        check(|kept| kept.setup.hidden = vec![1_000]);
        check(|kept| kept.setup.rate = f64::NAN);
        check(|kept| kept.setup.activation = "wobble".into());
        check(|kept| kept.setup.optimiser = "wobble".into());
    }
}
