//! Directives in double brackets: parameters, computed numbers, constants, coloured words.
//!
//! | written | means |
//! |---|---|
//! | `[[x: 1.5 \| -3..3 step 0.1 \| place x]]` | defines the parameter `x` and shows it |
//! | `[[W: [0.5 0.2; 0.1 0.3] \| -1..1 step 0.1]]` | the same for a matrix: each entry is a parameter, as `W[1,2]` |
//! | `[[x]]` | shows it again |
//! | `[[= f(x)]]`, `[[= f(x) @ height \| 3 decimals]]` | a computed number |
//! | `[[! 40]]` | a constant: a numeral that depends on nothing |
//! | `[[uphill @ gradient]]`, `[[gradient]]` | words tied to a named quantity |

use super::did_you_mean;
use super::draft::{Draft, Placed};
use crate::lesson::define;
use crate::lesson::spec::Param;

/// Marks the beginning of a masked directive; it occurs nowhere else.
pub const MARK: char = '\u{E000}';

/// What one pair of double brackets says.
#[derive(Clone, Debug, PartialEq)]
pub enum Directive {
    /// Defines a parameter.
    Define(String),
    /// `[[name]]`: a parameter or a named quantity.
    Show(String),
    /// A computed number.
    Compute {
        /// The expression.
        code: String,
        /// How far into the directive the expression begins.
        offset: usize,
        /// The key of a named quantity, or `""`.
        identity: String,
        /// Digits after the point.
        decimals: Option<u8>,
    },
    /// A numeral that depends on nothing.
    Constant(String),
    /// Words tied to a named quantity.
    Words {
        /// The words.
        text: String,
        /// The quantity's key.
        identity: String,
    },
    /// None of these; the message for the author.
    Wrong(String),
}

/// A text whose directives are replaced by the same number of harmless bytes, so that the Markdown parser leaves them
/// alone and every offset stays valid.
pub struct Masked {
    /// The text for the Markdown parser.
    pub text: String,
    /// The directives: where each begins in the text, how long it is, what it says.
    pub directives: Vec<(usize, usize, Directive)>,
    /// Where brackets open that never close.
    pub unclosed: Vec<usize>,
}

/// Masks the directives of a text. Double brackets in code and formulas are not directives.
pub fn mask(text: &str) -> Masked {
    let mut masked =
        Masked { text: String::with_capacity(text.len()), directives: Vec::new(), unclosed: Vec::new() };
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let verbatim = skip_fence(text, at).or_else(|| skip_span(rest));
        if let Some(length) = verbatim {
            masked.text.push_str(&rest[..length]);
            at += length;
        } else if rest.starts_with("[[") {
            let line = rest.find('\n').map_or(rest, |end| &rest[..end]);
            let Some(length) = closing(line) else {
                masked.unclosed.push(at);
                masked.text.push_str("[[");
                at += 2;
                continue;
            };
            // In a table `|` is written `\|`; accept that everywhere.
            let inside = rest[2..length - 2].replace("\\|", " |");
            masked.directives.push((at, length, parse(&inside)));
            masked.text.push(MARK);
            masked.text.extend(std::iter::repeat_n('x', length - MARK.len_utf8()));
            at += length;
        } else {
            let c = rest.chars().next().unwrap_or('\n');
            masked.text.push(c);
            at += c.len_utf8();
        }
    }
    masked
}

/// The length of the directive that `line` begins with: brackets inside are balanced, so that `[[= v[1]]]` works.
fn closing(line: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in line.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return line[..at].ends_with(']').then_some(at + 1);
        }
    }
    None
}

/// The length of the fenced block that begins at `at`, if one does.
fn skip_fence(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let line_start = at == 0 || text.as_bytes()[at - 1] == b'\n';
    if !line_start || !rest.starts_with("```") {
        return None;
    }
    let end = rest[3..].find("\n```").map_or(rest.len(), |close| 3 + close + "\n```".len());
    Some(end)
}

/// The length of the code span or formula that `rest` begins with, if it does.
fn skip_span(rest: &str) -> Option<usize> {
    let quote = rest.chars().next().filter(|c| matches!(c, '`' | '$'))?;
    let width = rest.chars().take_while(|c| *c == quote).count();
    let close = rest[width..].find(&rest[..width])?;
    Some(width + close + width)
}

/// Parses the text between the brackets.
fn parse(inside: &str) -> Directive {
    let offset = |code: &str| 2 + code.as_ptr() as usize - inside.as_ptr() as usize;
    if let Some(constant) = inside.strip_prefix("! ") {
        return Directive::Constant(constant.trim().to_owned());
    }
    if let Some(compute) = inside.strip_prefix('=') {
        let (compute, decimals) = match compute.rsplit_once(" | ") {
            None => (compute, None),
            Some((code, format)) => match decimals(format) {
                None => {
                    return Directive::Wrong(format!(
                        "`{}` is not a format: write `2 decimals`",
                        format.trim()
                    ));
                }
                some => (code, some),
            },
        };
        let (code, identity) = compute.rsplit_once(" @ ").unwrap_or((compute, ""));
        let code = code.trim();
        return Directive::Compute {
            offset: if code.is_empty() { 2 } else { offset(code) },
            code: code.to_owned(),
            identity: identity.trim().to_owned(),
            decimals,
        };
    }
    if let Some((text, identity)) = inside.rsplit_once(" @ ") {
        return Directive::Words { text: text.trim().to_owned(), identity: identity.trim().to_owned() };
    }
    if inside.contains(": ") {
        return Directive::Define(inside.to_owned());
    }
    Directive::Show(inside.trim().to_owned())
}

fn decimals(format: &str) -> Option<u8> {
    let digits = format.trim().strip_suffix("decimals").or(format.trim().strip_suffix("decimal"))?;
    digits.trim().parse().ok().filter(|digits| *digits <= 12)
}

/// Reads every definition of a parameter in the prose that begins at `body`.
///
/// This happens before the prose is read, so that a parameter may appear before the sentence that defines it.
pub fn define_params(draft: &mut Draft, body: usize) {
    let text = draft.source.text[body..].to_owned();
    for (at, _, directive) in mask(&text).directives {
        let Directive::Define(definition) = directive else { continue };
        let at = body + at;
        match define::read(&definition) {
            Err(message) => draft.report(at, message),
            Ok((name, params)) => {
                if !draft.entries(&name).is_empty() {
                    draft.report(
                        at,
                        format!("parameter `{name}` is defined twice: `[[{name}]]` shows it again"),
                    );
                    continue;
                }
                let identity = draft.identity_of(&name);
                let params = params.into_iter().map(|param| Param { identity: identity.clone(), ..param });
                draft.params.extend(params.map(|value| Placed { at, value }));
            }
        }
    }
}

/// The message for `[[name]]` where `name` is neither a parameter nor a named quantity.
pub fn unknown_name(draft: &Draft, name: &str) -> String {
    let params = draft.params.iter().map(|param| param.value.name.as_str());
    let names = draft.names.iter().map(|named| named.key.as_str());
    let hint = did_you_mean(name, params.chain(names));
    format!("`{name}` is neither a parameter nor a named quantity{hint}")
}

/// The message for `@ key` where the front matter has no such name.
pub fn unknown_identity(draft: &Draft, key: &str) -> String {
    let hint = did_you_mean(key, draft.names.iter().map(|named| named.key.as_str()));
    format!("no named quantity `{key}` in the front matter's `[names]`{hint}")
}
