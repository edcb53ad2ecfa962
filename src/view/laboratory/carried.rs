//! What a laboratory carries from visit to visit and from learner to learner: settings, pace, and what a link allows. Written
//! with a version and a checksum; reading is total.

use serde::{Deserialize, Serialize};

use super::limits::Limits;
use super::sound::sound;
use crate::lab::Settings;
use crate::lab::settings::Source;
use crate::lesson::link::{DAMAGED, LONGEST, checksum, pack, unpack};
use crate::lesson::spec;
use crate::view::route::{EMBEDDED_LABORATORY, LABORATORY};

/// The version of the settings' form; what another version wrote is not read.
const VERSION: u8 = 1;

/// What a laboratory carries.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Carried {
    /// Everything that is set.
    pub settings: Settings,
    /// Steps between two pictures; as many as fit into a frame if 0. `None` for the usual pace.
    pub pace: Option<u32>,
    /// What the link allows, if it came with one.
    pub limits: Limits,
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// To the laboratory in its page.
    Page,
    /// To the laboratory alone, for a frame in another page.
    Frame,
}

/// A link, and whether it carries everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// From the `#` on.
    pub hash: String,
    /// Whether points of one's own, if there are some, are in it: they stay behind if they are too many.
    pub is_whole: bool,
}

impl Carried {
    /// What a link carries behind its question mark.
    ///
    /// # Errors
    /// A message that says why it carries nothing that can be used.
    pub fn linked(piece: &str) -> Result<Carried, &'static str> {
        read(&unpack(piece, LONGEST)?).ok_or(DAMAGED)
    }

    /// The address of a laboratory in this state; `None` if it is too long for one.
    pub fn address(&self, place: Place) -> Option<Address> {
        let place = match place {
            Place::Page => LABORATORY,
            Place::Frame => EMBEDDED_LABORATORY,
        };
        let address = |carried: &Carried, is_whole| {
            let piece = pack(&carried.bytes()?, LONGEST)?;
            Some(Address { hash: format!("{place}?{piece}"), is_whole })
        };
        address(self, true).or_else(|| {
            let mut without = self.clone();
            if let Source::Own(_) = without.settings.data.source {
                without.settings.data.source = Settings::default().data.source;
            }
            address(&without, false)
        })
    }

    /// The bytes to keep in the browser. They belong to the link that brought the laboratory, if one did.
    pub fn kept(&self, link: Option<&str>) -> Option<Vec<u8>> {
        let bytes = self.bytes()?;
        Some([&sum(&bytes, link).to_le_bytes()[..], &bytes].concat())
    }

    /// Reads what was kept; `None` if it is damaged, of another version, or belongs to another link.
    pub fn from_kept(bytes: &[u8], link: Option<&str>) -> Option<Carried> {
        let (own, bytes) = bytes.split_first_chunk()?;
        if u32::from_le_bytes(*own) == sum(bytes, link) { read(bytes) } else { None }
    }

    fn bytes(&self) -> Option<Vec<u8>> {
        Some([&[VERSION], &spec::encode(self).ok()?[..]].concat())
    }
}

fn read(bytes: &[u8]) -> Option<Carried> {
    let (version, bytes) = bytes.split_first()?;
    let carried: Carried = spec::decode(bytes).ok().filter(|_| *version == VERSION)?;
    Some(Carried { settings: sound(carried.settings)?, ..carried })
}

fn sum(bytes: &[u8], link: Option<&str>) -> u32 {
    checksum(&[bytes, link.unwrap_or_default().as_bytes()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::settings::Sample;

    fn some() -> Carried {
        Carried { pace: Some(3), ..Carried::default() }
    }

    #[test]
    fn a_link_is_read_back() {
        let address = some().address(Place::Frame).unwrap();
        let piece = address.hash.strip_prefix("#/embed/laboratory?").unwrap();
        assert_eq!(Carried::linked(piece), Ok(some()));
        assert!(address.is_whole);
        assert_eq!(Carried::linked(&piece[..40]), Err(DAMAGED));
        assert!(Carried::linked("2AAAA").is_err());
    }

    #[test]
    fn points_that_do_not_fit_stay_behind() {
        let with = |count| {
            let mut carried = some();
            let sample = Sample { at: [0.1, 0.2], wanted: 1.0 };
            carried.settings.data.source = Source::Own(vec![sample; count]);
            carried.address(Place::Page).map(|address| address.is_whole)
        };
        assert_eq!([with(100), with(4000)], [Some(true), Some(false)]);
    }

    #[test]
    fn what_is_kept_is_read_back_for_the_same_link_only() {
        let kept = some().kept(Some("a link")).unwrap();
        assert_eq!(Carried::from_kept(&kept, Some("a link")), Some(some()));
        assert_eq!(Carried::from_kept(&kept, Some("another")), None);
        assert_eq!(Carried::from_kept(&kept, None), None);
        assert_eq!(Carried::from_kept(&kept[..9], Some("a link")), None);
        assert_eq!(Carried::from_kept(&[], None), None);
    }
}
