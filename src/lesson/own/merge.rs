//! Two versions of a page that have come from the same one, made into one: what one of them has changed is taken from it.

use super::{MOST_PARTS, Page, Part};

/// A page with what `mine` and `theirs` have each changed in `base`; nothing if both have changed the same part.
///
/// ```
/// # use fluxion::lesson::own::{Page, Part, merge::merge};
/// let page = |parts: &[&str]| Page {
///     parts: parts.iter().map(|code| Part::Cell(code.to_string())).collect(),
///     ..Page::named("Mine")
/// };
/// let base = page(&["a", "b", "c"]);
/// let merged = merge(&base, &page(&["a", "new", "b", "c"]), &page(&["a", "b", "other"]));
/// assert_eq!(merged, Some(page(&["a", "new", "b", "other"])));
/// assert_eq!(merge(&base, &page(&["one", "b", "c"]), &page(&["two", "b", "c"])), None);
/// ```
pub fn merge(base: &Page, mine: &Page, theirs: &Page) -> Option<Page> {
    let parts = merged_parts(&base.parts, &mine.parts, &theirs.parts)?;
    let page = Page {
        title: either(&base.title, &mine.title, &theirs.title)?,
        names: either(&base.names, &mine.names, &theirs.names)?,
        parts,
    };
    (page.parts.len() <= MOST_PARTS).then_some(page)
}

/// The one that has changed, if not both have changed differently.
fn either<T: PartialEq + Clone>(base: &T, mine: &T, theirs: &T) -> Option<T> {
    match () {
        () if mine == base || mine == theirs => Some(theirs.clone()),
        () if theirs == base => Some(mine.clone()),
        () => None,
    }
}

/// Between parts that neither has changed, at most one of them may have.
fn merged_parts(base: &[Part], mine: &[Part], theirs: &[Part]) -> Option<Vec<Part>> {
    let mut merged = Vec::new();
    let mut from = [0; 3];
    let ends = [base.len(), mine.len(), theirs.len()];
    let (own, other) = (kept(base, mine), kept(base, theirs));
    let stable = (0..base.len()).filter_map(|at| Some([at, own[at]?, other[at]?]));
    for next in stable.chain([ends]) {
        let before = [&base[from[0]..next[0]], &mine[from[1]..next[1]], &theirs[from[2]..next[2]]];
        merged.extend(merged_stretch(before)?);
        if next != ends {
            merged.push(base[next[0]].clone());
            from = next.map(|at| at + 1);
        }
    }
    Some(merged)
}

/// A stretch of a page in three versions.
fn merged_stretch([base, mine, theirs]: [&[Part]; 3]) -> Option<Vec<Part>> {
    if let Some(parts) = either(&base.to_vec(), &mine.to_vec(), &theirs.to_vec()) {
        return Some(parts);
    }
    if base.is_empty() {
        // Both have added something.
        return Some([mine, theirs].concat());
    }
    if [mine.len(), theirs.len()] != [base.len(); 2] {
        return None;
    }
    // Neighbours that each have been changed once.
    base.iter().zip(mine).zip(theirs).map(|((base, mine), theirs)| either(base, mine, theirs)).collect()
}

/// For each part of a page its place in a later version, if it is still there: a longest common subsequence.
fn kept(base: &[Part], later: &[Part]) -> Vec<Option<usize>> {
    // lengths[i][j]: the length of the longest one of base[i..] and later[j..].
    let mut lengths = vec![vec![0_usize; later.len() + 1]; base.len() + 1];
    for i in (0..base.len()).rev() {
        for j in (0..later.len()).rev() {
            lengths[i][j] = match base[i] == later[j] {
                true => lengths[i + 1][j + 1] + 1,
                false => lengths[i + 1][j].max(lengths[i][j + 1]),
            };
        }
    }
    let mut places = vec![None; base.len()];
    let (mut i, mut j) = (0, 0);
    while i < base.len() && j < later.len() {
        if base[i] == later[j] {
            places[i] = Some(j);
            (i, j) = (i + 1, j + 1);
        } else if lengths[i + 1][j] >= lengths[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(parts: &str) -> Page {
        let parts = parts.split_whitespace().map(|code| Part::Cell(code.to_owned()));
        Page { parts: parts.collect(), ..Page::named("Mine") }
    }

    fn check(base: &str, mine: &str, theirs: &str, merged: Option<&str>) {
        let found = merge(&page(base), &page(mine), &page(theirs));
        assert_eq!(found, merged.map(page), "{base} | {mine} | {theirs}");
    }

    #[test]
    fn what_either_has_changed_is_in_it() {
        check("a b c", "a b c", "a b c", Some("a b c"));
        check("a b c", "a B c", "a b c", Some("a B c"));
        check("a b c", "a b c", "a B c", Some("a B c"));
        check("a b c", "A b c", "a b C", Some("A b C"));
        // Neighbours.
        check("a b c", "A b c", "a B c", Some("A B c"));
        check("a b c", "b c", "a b C", Some("b C"));
        check("a b c", "a b c d", "z a b c", Some("z a b c d"));
        check("a b c", "a x b c", "a y b c", Some("a x y b c"));
        check("", "x", "y", Some("x y"));
        check("a b c", "c a b", "a b c", Some("c a b"));
        check("a b", "", "a b", Some(""));
    }

    #[test]
    fn what_both_have_changed_is_not_merged() {
        check("a b c", "a X c", "a Y c", None);
        check("a b c", "a c", "a Y c", None);
        check("a b c", "a X c", "a X c", Some("a X c"));
        let named = |title: &str| Page::named(title);
        assert_eq!(merge(&named("a"), &named("b"), &named("a")), Some(named("b")));
        assert_eq!(merge(&named("a"), &named("b"), &named("c")), None);
        let full = page(&"a ".repeat(MOST_PARTS - 1));
        let more = |at: usize| {
            let mut more = full.clone();
            more.insert(at, Part::Cell(format!("x{at}")));
            more
        };
        assert_eq!(merge(&full, &more(0), &more(90)), None, "the page would be too long");
    }
}
