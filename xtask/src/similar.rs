//! An order of byte strings in which similar ones are neighbours, so that a compressor, which looks back only a short
//! way, finds what they have in common.
//!
//! Similarity is estimated from sketches (Broder, "On the resemblance and containment of documents", 1997): the
//! smallest hashes of all windows of a string. The fraction of hashes that two sketches share approximates the
//! fraction that the strings share.

use std::collections::{BTreeSet, HashMap};

/// The length of a window in bytes.
const WINDOW: usize = 6;
/// The most hashes in a sketch.
const SKETCH: usize = 128;
/// A hash that more strings than this share is ignored.
const COMMON: usize = 400;
/// Strings that share less than this fraction of their sketches do not count as similar.
const LEAST: f64 = 0.05;

/// A permutation of the strings: each is followed by the most similar remaining one, or, if none is similar, by the
/// first remaining one.
pub fn order(strings: &[&[u8]]) -> Vec<usize> {
    let sketches: Vec<Vec<u32>> = strings.iter().map(|string| sketch(string)).collect();
    let mut holders: HashMap<u32, Vec<usize>> = HashMap::new();
    for (index, sketch) in sketches.iter().enumerate() {
        for hash in sketch {
            holders.entry(*hash).or_default().push(index);
        }
    }
    holders.retain(|_, holders| holders.len() < COMMON);
    let mut is_left = vec![true; strings.len()];
    let mut shared = vec![0_usize; strings.len()];
    let mut order: Vec<usize> = Vec::with_capacity(strings.len());
    let mut first = 0;
    while order.len() < strings.len() {
        let similar =
            order.last().and_then(|last| most_similar(*last, &sketches, &holders, &is_left, &mut shared));
        let next = similar.unwrap_or_else(|| {
            while !is_left[first] {
                first += 1;
            }
            first
        });
        is_left[next] = false;
        order.push(next);
    }
    order
}

/// The remaining string that is most similar to the one at `index`; the nearest of several. `shared` is zero everywhere,
/// before and after.
fn most_similar(
    index: usize,
    sketches: &[Vec<u32>],
    holders: &HashMap<u32, Vec<usize>>,
    is_left: &[bool],
    shared: &mut [usize],
) -> Option<usize> {
    let mut found = Vec::new();
    for other in sketches[index].iter().filter_map(|hash| holders.get(hash)).flatten() {
        if is_left[*other] {
            if shared[*other] == 0 {
                found.push(*other);
            }
            shared[*other] += 1;
        }
    }
    let mut best: Option<(f64, usize)> = None;
    for other in found {
        let common = std::mem::take(&mut shared[other]);
        let all = sketches[index].len() + sketches[other].len() - common;
        let likeness = common as f64 / all as f64;
        let is_better = |(most, chosen): (f64, usize)| {
            likeness > most || (likeness == most && other.abs_diff(index) < chosen.abs_diff(index))
        };
        if likeness >= LEAST && best.is_none_or(is_better) {
            best = Some((likeness, other));
        }
    }
    best.map(|(_, other)| other)
}

/// The smallest hashes of a string's windows.
fn sketch(string: &[u8]) -> Vec<u32> {
    let hashes: BTreeSet<u32> = string.windows(WINDOW.min(string.len().max(1))).map(hash).collect();
    hashes.into_iter().take(SKETCH).collect()
}

/// FNV-1a, with its bits mixed once more so that the smallest are a fair sample.
fn hash(bytes: &[u8]) -> u32 {
    let hash =
        bytes.iter().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similar_strings_become_neighbours() {
        let texts = [
            "the quick brown fox jumps",
            "0123456789 9876543210",
            "the quick brown cat jumps",
            "0123456789 987654321!",
        ];
        let strings: Vec<&[u8]> = texts.iter().map(|text| text.as_bytes()).collect();
        assert_eq!(order(&strings), [0, 2, 1, 3]);
    }

    #[test]
    fn every_string_stands_once() {
        let strings: [&[u8]; 5] = [b"", b"a", b"", b"abcdefgh", b"a"];
        let mut order = order(&strings);
        order.sort_unstable();
        assert_eq!(order, [0, 1, 2, 3, 4]);
    }
}
