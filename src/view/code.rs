//! Code around the caret: the number that can be stepped, the line's indentation, places as browsers count them.

use std::ops::Range;

use super::typed;
use crate::language::{Highlight, highlight};

/// The number literal at or just before a place in the code, and its text after so many steps in its last digit.
///
/// ```
/// # use fluxion::view::code::stepped;
/// assert_eq!(stepped("x = 0.25", 6, 1), Some((4..8, "0.26".to_owned())));
/// assert_eq!(stepped("x = 9", 5, 1), Some((4..5, "10".to_owned())));
/// assert_eq!(stepped("x = y", 5, 1), None);
/// ```
pub fn stepped(code: &str, caret: usize, steps: i32) -> Option<(Range<usize>, String)> {
    let (span, _) = highlight(code).into_iter().find(|(span, kind)| {
        *kind == Highlight::Number && (span.start as usize..=span.end as usize).contains(&caret)
    })?;
    let range = span.start as usize..span.end as usize;
    let literal = &code[range.clone()];
    // Powers of ten, other bases and fractions without a leading digit are left to the keyboard.
    if !literal.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let decimals = literal.split_once('.').map_or(0, |(_, digits)| digits.len());
    let value = typed::number(literal)?;
    let next = value + f64::from(steps) * 0.1f64.powi(decimals as i32);
    // Below zero it would be a number and a minus sign, which may not stand here.
    let text = format!("{:.*}", decimals, next.max(0.0));
    let text = if decimals == 0 && literal.ends_with('.') { text + "." } else { text };
    Some((range, text))
}

/// The white space that begins the line of a place, if there is any before the place.
///
/// ```
/// # use fluxion::view::code::indentation;
/// assert_eq!(indentation("for i in 1:3\n  x", 16), Some("  "));
/// assert_eq!(indentation("x = 1", 5), None);
/// ```
pub fn indentation(code: &str, caret: usize) -> Option<&str> {
    let line = code[..caret].rsplit('\n').next()?;
    let text = line.trim_start_matches([' ', '\t']);
    let indentation = &line[..line.len() - text.len()];
    (!indentation.is_empty()).then_some(indentation)
}

/// The byte at a place that a browser counts in UTF-16 units.
pub fn byte_from_utf16(text: &str, units: u32) -> usize {
    let mut left = units as usize;
    for (byte, letter) in text.char_indices() {
        if left == 0 {
            return byte;
        }
        left = left.saturating_sub(letter.len_utf16());
    }
    text.len()
}

/// A byte's place as a browser counts it, in UTF-16 units.
pub fn utf16_from_byte(text: &str, byte: usize) -> u32 {
    text[..byte].encode_utf16().count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_the_browser_does() {
        let text = "η𝛼x";
        for (units, byte) in [(0, 0), (1, 2), (3, 6), (4, 7)] {
            assert_eq!(byte_from_utf16(text, units), byte);
            assert_eq!(utf16_from_byte(text, byte), units);
        }
        assert_eq!(byte_from_utf16(text, 99), text.len());
    }

    #[test]
    fn a_number_is_stepped_where_the_caret_is() {
        let after = |code, caret, steps| stepped(code, caret, steps).map(|(_, text)| text);
        assert_eq!(after("3x^2", 0, 1).as_deref(), Some("4"));
        assert_eq!(after("3x^2", 2, 1), None);
        assert_eq!(after("0.05", 4, -5).as_deref(), Some("0.00"));
        assert_eq!(after("2.", 2, 1).as_deref(), Some("3."));
        assert_eq!(after("1e9", 1, 1), None);
        assert_eq!(after("", 0, 1), None);
    }
}
