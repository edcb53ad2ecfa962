//! Lines, fields and numbers of a text: separators, quotes, decimal commas. Not here: what columns mean.

use std::borrow::Cow;

/// What can stand between two fields, the most telling first: a comma can also be part of a number.
const SEPARATORS: [char; 3] = ['\t', ';', ','];

/// How many lines are looked at to find the separator.
const LOOKED_AT: usize = 50;

/// The lines of a text that are not blank, with their numbers from 1. A line ends with `\n`, `\r\n` or `\r`.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = Some(text);
    let mut number = 0;
    let all = std::iter::from_fn(move || {
        let text = rest?;
        number += 1;
        let (line, after) = match text.find(['\n', '\r']) {
            Some(end) if text[end..].starts_with("\r\n") => (&text[..end], Some(&text[end + 2..])),
            Some(end) => (&text[..end], Some(&text[end + 1..])),
            None => (text, None),
        };
        rest = after;
        Some((number, line))
    });
    all.filter(|(_, line)| !line.trim().is_empty())
}

/// The separator that a first line such as `sep=;` states, as spreadsheets write it.
pub(super) fn stated_separator(line: &str) -> Option<char> {
    let mut after = line.trim().strip_prefix("sep=")?.chars();
    let separator = after.next().filter(|separator| SEPARATORS.contains(separator))?;
    after.next().is_none().then_some(separator)
}

/// The separator that splits most of the first lines into three fields or more.
pub(super) fn separator(text: &str) -> char {
    let mut scores = [0; SEPARATORS.len()];
    for (_, line) in lines(text).take(LOOKED_AT) {
        let mut found = [0; SEPARATORS.len()];
        let mut quoted = false;
        for c in line.chars() {
            quoted ^= c == '"';
            if let Some(at) = SEPARATORS.iter().position(|separator| *separator == c && !quoted) {
                found[at] += 1;
            }
        }
        for (score, count) in scores.iter_mut().zip(found) {
            // Three fields count most; two say at least that the separator is in use.
            *score += if count >= 2 { LOOKED_AT } else { count };
        }
    }
    let best = scores.iter().copied().max().unwrap_or(0);
    let at = scores.iter().position(|score| *score == best && best > 0);
    at.map_or(',', |at| SEPARATORS[at])
}

/// Splits a line. A field in double quotes may contain separators, and quotes written twice; it ends on its own line, so
/// that a forgotten quote spoils one row only.
pub(super) fn split(line: &str, separator: char) -> Result<Vec<Cow<'_, str>>, &'static str> {
    let mut fields = Vec::with_capacity(4);
    let mut rest = line;
    loop {
        let start = rest.trim_start_matches(|c: char| c.is_whitespace() && c != separator);
        if let Some(quoted) = start.strip_prefix('"') {
            let (field, after) = unquoted(quoted).ok_or("a quote is not closed")?;
            let after = after.trim_start_matches(|c: char| c.is_whitespace() && c != separator);
            fields.push(field);
            match after.strip_prefix(separator) {
                Some(next) => rest = next,
                None if after.is_empty() => return Ok(fields),
                None => return Err("text follows a closing quote"),
            }
        } else {
            let (field, after) = match rest.split_once(separator) {
                Some((field, after)) => (field, Some(after)),
                None => (rest, None),
            };
            fields.push(Cow::Borrowed(field.trim()));
            match after {
                Some(next) => rest = next,
                None => return Ok(fields),
            }
        }
    }
}

/// The text up to the closing quote, and what follows it.
fn unquoted(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let mut from = 0;
    let mut field: Option<String> = None;
    loop {
        let end = from + text[from..].find('"')?;
        let part = &text[from..end];
        let after = &text[end + 1..];
        let Some(_) = after.strip_prefix('"') else {
            let whole = match field {
                Some(start) => Cow::Owned(start + part),
                None => Cow::Borrowed(part),
            };
            return Some((whole, after));
        };
        let start = field.get_or_insert_default();
        start.push_str(part);
        start.push('"');
        from = end + 2;
    }
}

/// Why a field is not a number that can be used.
pub(super) enum NotANumber {
    /// It is empty.
    Empty,
    /// It is some other text.
    Text,
    /// It is infinite or NaN, or too large for a number.
    NotFinite,
}

/// The number in a field. Where no comma separates fields, one may stand for the decimal point.
pub(super) fn number(field: &str, separator: char) -> Result<f64, NotANumber> {
    let field = field.trim();
    if field.is_empty() {
        return Err(NotANumber::Empty);
    }
    let named = field.trim_start_matches(['+', '-', '−']);
    if ["nan", "inf", "infinity"].iter().any(|name| named.eq_ignore_ascii_case(name)) {
        return Err(NotANumber::NotFinite);
    }
    let with_point = match field {
        field if separator != ',' && field.matches(',').count() == 1 && !field.contains('.') => {
            Cow::Owned(field.replace(',', "."))
        }
        field => Cow::Borrowed(field),
    };
    let plain =
        if with_point.contains('−') { Cow::Owned(with_point.replace('−', "-")) } else { with_point };
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
    let value: f64 = if plain.chars().all(is_number) {
        plain.parse().map_err(|_| NotANumber::Text)?
    } else {
        return Err(NotANumber::Text);
    };
    if value.is_finite() { Ok(value) } else { Err(NotANumber::NotFinite) }
}

/// A text as a message shows it: its first characters, on one line.
pub(super) fn short(text: &str) -> String {
    const SHOWN: usize = 20;
    let mut shown: String = text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
