//! A lesson's state as part of an address, for sharing: changed numbers and changed cells. Any other bytes too.
//!
//! Version, checksum, and the bytes as base64 with the letters that an address may hold. Reading is total and bounded:
//! a damaged, foreign or oversized piece is an error in words, never a state.

use serde::{Deserialize, Serialize};

use super::spec;

/// The longest such part that is read, in characters.
pub const LONGEST: usize = 8 * 1024;

/// The current format. Another format would begin with another letter.
const VERSION: char = '1';

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What the learner has changed in a lesson.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Linked {
    /// Names and values of changed parameters.
    pub params: Vec<(String, f64)>,
    /// Changed cells.
    pub cells: Vec<LinkedCell>,
}

/// A changed cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkedCell {
    /// Its number in the lesson, from 0.
    pub index: u32,
    /// The [`checksum`] of the lesson's own text, to know whether it is still the same cell.
    pub original: u32,
    /// Its current text.
    pub text: String,
}

/// The state as part of an address; `None` if it is too long for one.
///
/// ```
/// # use fluxion::lesson::link::{Linked, read, write};
/// let state = Linked { params: vec![("η".into(), 0.3)], cells: Vec::new() };
/// let piece = write(&state).unwrap();
/// assert!(piece.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
/// assert_eq!(read(&piece), Ok(state));
/// assert!(read(&piece.replace('A', "B")).is_err());
/// ```
pub fn write(state: &Linked) -> Option<String> {
    pack(&spec::encode(state).ok()?, LONGEST)
}

/// Bytes as part of an address of at most so many characters.
pub fn pack(state: &[u8], longest: usize) -> Option<String> {
    let bytes = [&checksum(state).to_le_bytes()[..], state].concat();
    let mut text = VERSION.to_string();
    for group in bytes.chunks(3) {
        let bits =
            group.iter().enumerate().fold(0_u32, |bits, (at, byte)| bits | u32::from(*byte) << (16 - 8 * at));
        let letter = |at: usize| char::from(LETTERS[(bits >> (18 - 6 * at)) as usize & 63]);
        text.extend((0..=group.len()).map(letter));
    }
    (text.len() <= longest).then_some(text)
}

/// Reads such a part of an address.
///
/// # Errors
/// A message that says why it contains no state.
pub fn read(piece: &str) -> Result<Linked, &'static str> {
    let state: Linked = spec::decode(&unpack(piece, LONGEST)?).map_err(|_| DAMAGED)?;
    if state.params.iter().all(|(_, value)| value.is_finite()) { Ok(state) } else { Err(DAMAGED) }
}

/// What is said of a link that does not hold what was put into it.
pub const DAMAGED: &str = "This link is damaged: some of it is missing or was changed on its way.";

/// The bytes that [`pack`] wrote.
///
/// # Errors
/// A message that says why they are not what was written.
pub fn unpack(piece: &str, longest: usize) -> Result<Vec<u8>, &'static str> {
    if piece.len() > longest {
        return Err("This link is longer than any that this page makes.");
    }
    let Some(letters) = piece.strip_prefix(VERSION) else {
        return Err("This link was made by another version of this page.");
    };
    let mut bytes = Vec::with_capacity(letters.len());
    for group in letters.as_bytes().chunks(4) {
        let mut bits = 0;
        for (at, letter) in group.iter().enumerate() {
            let value = LETTERS.iter().position(|own| own == letter).ok_or(DAMAGED)?;
            bits |= (value as u32) << (18 - 6 * at);
        }
        bytes.extend_from_slice(&bits.to_be_bytes()[1..group.len().max(1)]);
    }
    let (sum, state) = bytes.split_first_chunk().ok_or(DAMAGED)?;
    if u32::from_le_bytes(*sum) == checksum(state) { Ok(state.to_vec()) } else { Err(DAMAGED) }
}

/// A heading's name in addresses, made as code hosts make it.
pub fn slug(title: &str) -> String {
    let kept = title.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-'));
    kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect()
}

/// The FNV-1a hash of some bytes.
pub fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
