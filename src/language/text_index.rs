//! Indices of strings: Julia counts the bytes of UTF-8, and an index is valid only where a character begins.

use super::arithmetic::integer;
use super::display::{plain, show};
use super::entries::{entries, out_of_bounds};
use super::error::{Fallible, Raised};
use super::value::Value;

/// `text[index]`: a character for an integer, a string for a range or an array of integers.
///
/// # Errors
/// If an index is outside the string, or inside a character.
pub fn index(container: &Value, text: &str, index: &Value) -> Fallible<Value> {
    match index {
        Value::Int(at) => Ok(Value::Char(char_at(container, text, *at)?)),
        Value::Range(range) if range.is_empty() => Ok(Value::text("")),
        Value::Range(range) => {
            let ends = (range.get(0), range.get(range.len() - 1));
            match (ends.0.as_ref().and_then(integer), ends.1.as_ref().and_then(integer)) {
                (Some(first), Some(last)) if last - first + 1 == range.len() as i64 => {
                    let outside = |at: i64| at < 1 || at > text.len() as i64;
                    if outside(first) || outside(last) {
                        return Err(out_of_bounds(container, std::slice::from_ref(index), text.len()));
                    }
                    let end = last as usize - 1 + char_at(container, text, last)?.len_utf8();
                    char_at(container, text, first)?;
                    Ok(Value::text(&text[first as usize - 1..end]))
                }
                _ => picked(container, text, index),
            }
        }
        _ => picked(container, text, index),
    }
}

/// The characters at several indices, as a string.
fn picked(container: &Value, text: &str, index: &Value) -> Fallible<Value> {
    let mut chars = String::new();
    for at in entries(index)? {
        match integer(&at) {
            Some(at) => chars.push(char_at(container, text, at)?),
            None => return Err(out_of_bounds(container, &[at], text.len())),
        }
    }
    Ok(Value::text(chars))
}

/// The character that begins at byte `at`, counted from 1.
fn char_at(container: &Value, text: &str, at: i64) -> Fallible<char> {
    let start = usize::try_from(at).ok().and_then(|at| at.checked_sub(1)).filter(|at| *at < text.len());
    let Some(start) = start else { return Err(out_of_bounds(container, &[Value::Int(at)], text.len())) };
    match text.get(start..).and_then(|rest| rest.chars().next()) {
        Some(c) => Ok(c),
        None => Err(Raised::new(format!("StringIndexError({}, {at})", show(container))).hint(format!(
            "Indices of a string count bytes, and no character begins at {at}: {}. `collect(s)` gives the characters as a vector, and `eachindex(s)` the valid indices.",
            neighbours(text, start)
        ))),
    }
}

/// Where the character around a byte begins, and the next one, in words.
fn neighbours(text: &str, at: usize) -> String {
    let mut starts = starts(text).into_iter();
    let before = starts.clone().take_while(|start| *start <= at).last().unwrap_or(0);
    let around = text[before..].chars().next().map(|c| plain(&Value::Char(c))).unwrap_or_default();
    match starts.find(|start| *start > at) {
        Some(next) => format!("`{around}` begins at {}, and the next character at {}", before + 1, next + 1),
        None => format!("`{around}` begins at {}", before + 1),
    }
}

/// The bytes at which the characters begin, counted from 0.
pub fn starts(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).collect()
}
