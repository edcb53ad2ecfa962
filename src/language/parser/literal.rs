//! Literals: the values of numbers, strings and characters.

use super::super::lexer::{is_name_part, is_name_start, lex};
use super::super::syntax::{Expr, ExprKind, Piece};
use super::super::token::Token;
use super::{Parsed, Parser};
use crate::diag::{Diagnostic, Span};

/// The error for text that looks like a number but is not one.
pub(super) fn bad_number(text: &str, span: Span) -> Diagnostic {
    if text.ends_with('.') {
        let message = format!(
            "syntax: numeric constant \"{text}\" cannot be implicitly multiplied because it ends with \".\""
        );
        return Diagnostic::new(span, message)
            .with_hint("Write the product with `*`, or drop the point at the end of the number.");
    }
    Diagnostic::new(span, format!("syntax: invalid numeric constant \"{text}\"")).with_hint(
        "Numbers that begin with `0x`, `0b` or `0o` are hexadecimal, binary or octal; for a product, write `0 * x`.",
    )
}

impl Parser<'_> {
    /// The value of a numeric literal, negated if it has a minus sign.
    pub(super) fn number(&self, token: Token, negative: bool) -> Parsed<ExprKind> {
        let digits: String = self.text(token).chars().filter(|&c| c != '_').collect();
        let sign = if negative { -1 } else { 1 };
        let radix = match digits.get(..2) {
            Some("0x") => 16,
            Some("0b") => 2,
            Some("0o") => 8,
            _ => 10,
        };
        let fits = |value: i128| i64::try_from(sign as i128 * value).ok().map(ExprKind::Int);
        let too_big = || {
            Diagnostic::new(
                token.span,
                format!("syntax: integer constant \"{digits}\" is too large for Int64"),
            )
            .with_hint("To make it a Float64, write it with a decimal point or an exponent, as in `1e20`.")
        };
        if radix != 10 {
            let value = i128::from_str_radix(&digits[2..], radix).map_err(|_| too_big())?;
            return fits(value).ok_or_else(too_big);
        }
        if digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return digits.parse().ok().and_then(fits).ok_or_else(too_big);
        }
        let single = digits.contains('f');
        let value: f64 = digits.replace('f', "e").replace('−', "-").parse().unwrap_or(f64::NAN);
        let value = if negative { -value } else { value };
        let largest = if single { f64::from(f32::MAX) } else { f64::MAX };
        if !(-largest..=largest).contains(&value) {
            return Err(Diagnostic::new(
                token.span,
                format!("syntax: overflow in numeric constant \"{digits}\""),
            )
            .with_hint(match single {
                true => "The largest Float32 is about 3.4f38; for infinity, write `Inf32`.",
                false => "The largest Float64 is about 1.8e308; for infinity, write `Inf`.",
            }));
        }
        Ok(if single { ExprKind::Single(value as f32) } else { ExprKind::Float(value) })
    }

    /// `'c'`.
    pub(super) fn character(&self, token: Token) -> Parsed<ExprKind> {
        let text = self.text(token);
        let inner = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')).unwrap_or("");
        let decoded = unescape(inner, token.span)?;
        let mut chars = decoded.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Ok(ExprKind::Char(c)),
            _ => Err(Diagnostic::new(token.span, "syntax: invalid character literal")
                .with_hint("Single quotes hold exactly one character; put a string in double quotes.")),
        }
    }

    /// `"text $name $(expression)"` in one or three quotes.
    pub(super) fn string(&mut self, token: Token) -> Parsed<ExprKind> {
        let text = self.text(token);
        let quotes = if text.starts_with("\"\"\"") && text.len() >= 6 { 3 } else { 1 };
        let (start, end) = (token.span.start as usize + quotes, token.span.end as usize - quotes);
        let block = quotes == 3;
        let mut pieces = Vec::new();
        let mut literal = start;
        let mut at = start;
        while at < end {
            let rest = &self.source[at..end];
            if let Some(escaped) = rest.strip_prefix('\\') {
                at += 1 + escaped.chars().next().map_or(0, char::len_utf8);
            } else if rest.starts_with('$') {
                self.push_literal(&mut pieces, literal, at)?;
                let value = self.interpolated(at + 1, end, token.span)?;
                at = value.span.end as usize;
                literal = at;
                pieces.push(Piece::Value(value));
            } else {
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        self.push_literal(&mut pieces, literal, end)?;
        if block {
            dedent(&mut pieces);
        }
        Ok(ExprKind::Text(pieces))
    }

    fn push_literal(&self, pieces: &mut Vec<Piece>, start: usize, end: usize) -> Parsed<()> {
        if start < end {
            pieces.push(Piece::Literal(unescape(&self.source[start..end], Span::new(start, end))?));
        }
        Ok(())
    }

    /// The expression that begins at `start`, just after a `$`.
    fn interpolated(&mut self, start: usize, end: usize, string: Span) -> Parsed<Expr> {
        let rest = &self.source[start..end];
        let length = if rest.starts_with('(') {
            closing_bracket(rest)
        } else {
            rest.starts_with(is_name_start).then(|| rest.find(|c| !is_name_part(c)).unwrap_or(rest.len()))
        };
        let Some(length) = length else {
            return Err(Diagnostic::new(string, "syntax: invalid interpolation syntax: \"$\"").with_hint(
                "After `$` comes a name, or an expression in parentheses; for a dollar sign, write `\\$`.",
            ));
        };
        // The piece is lexed separately; its spans are then shifted so that they refer to the whole source.
        let offset = start as u32;
        let mut tokens = lex(&self.source[start..start + length]);
        for token in &mut tokens {
            token.span = Span { start: token.span.start + offset, end: token.span.end + offset };
        }
        let mut inner = Parser::new(self.source, tokens);
        inner.depth = self.depth;
        let mut value = inner.nested(Self::statement)?;
        inner.end_of_statement()?;
        value.span = Span::new(start, start + length);
        Ok(value)
    }
}

/// The length of the parenthesised text at the start of `rest`.
fn closing_bracket(rest: &str) -> Option<usize> {
    use super::super::token::TokenKind::{Close, Open};
    let mut depth = 0usize;
    for token in lex(rest) {
        match token.kind {
            Open(_) => depth += 1,
            Close(_) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(token.span.end as usize);
                }
            }
            _ => {}
        }
    }
    None
}

/// Text with its escapes resolved.
fn unescape(text: &str, span: Span) -> Parsed<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let escape = chars.next();
        let decoded = match escape {
            Some('n') => Some('\n'),
            Some('t') => Some('\t'),
            Some('r') => Some('\r'),
            Some('0') => Some('\0'),
            Some('a') => Some('\u{7}'),
            Some('b') => Some('\u{8}'),
            Some('e') => Some('\u{1b}'),
            Some(c @ ('\\' | '"' | '\'' | '$' | '`')) => Some(c),
            Some(kind @ ('x' | 'u' | 'U')) => {
                let most = match kind {
                    'x' => 2,
                    'u' => 4,
                    _ => 8,
                };
                let mut code = None;
                for _ in 0..most {
                    let Some(digit) = chars.peek().and_then(|c| c.to_digit(16)) else { break };
                    code = Some(code.unwrap_or(0u32).wrapping_mul(16).wrapping_add(digit));
                    chars.next();
                }
                code.and_then(char::from_u32)
            }
            _ => None,
        };
        match decoded {
            Some(c) => out.push(c),
            None => {
                return Err(Diagnostic::new(span, "syntax: invalid escape sequence").with_hint(
                    "A backslash begins an escape such as `\\n`; for a backslash itself, write `\\\\`.",
                ));
            }
        }
    }
    Ok(out)
}

/// For a `"""` string: drops a leading newline and the indentation that all lines share.
fn dedent(pieces: &mut [Piece]) {
    let mut indent: Option<usize> = None;
    for (i, piece) in pieces.iter().enumerate() {
        let Piece::Literal(text) = piece else { continue };
        let last = i + 1 == pieces.len();
        let lines: Vec<&str> = text.split('\n').collect();
        for (k, line) in lines.iter().enumerate().skip(1) {
            let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
            let ends_here = k + 1 == lines.len();
            // A blank line counts only if the closing quotes are on it.
            if blanks < line.len() || (ends_here && (last || !line.is_empty())) {
                indent = Some(indent.map_or(blanks, |least: usize| least.min(blanks)));
            }
        }
    }
    let indent = indent.unwrap_or(0);
    for piece in pieces.iter_mut() {
        let Piece::Literal(text) = piece else { continue };
        let mut lines = text.split('\n');
        let first = lines.next().unwrap_or("").to_owned();
        *text = lines.fold(first, |mut joined, line| {
            joined.push('\n');
            joined.push_str(line.get(indent..).unwrap_or(line.trim_start_matches([' ', '\t'])));
            joined
        });
    }
    if let Some(Piece::Literal(text)) = pieces.first_mut()
        && text.starts_with('\n')
    {
        text.remove(0);
    }
}

/// Letters that have a composed form with an accent, so that a name compares equal in both spellings.
static COMPOSED: &[(char, &str, &str)] = &[
    ('\u{302}', "ACEGHIJOSUWYZaceghijosuwyz", "ÂĈÊĜĤÎĴÔŜÛŴŶẐâĉêĝĥîĵôŝûŵŷẑ"),
    ('\u{303}', "AEINOUVYaeinouvy", "ÃẼĨÑÕŨṼỸãẽĩñõũṽỹ"),
    ('\u{304}', "AEGIOUYaegiouy", "ĀĒḠĪŌŪȲāēḡīōūȳ"),
    ('\u{307}', "ABCDEFGHMNPRSTWXYZabcdefghmnprstwxyz", "ȦḂĊḊĖḞĠḢṀṄṖṘṠṪẆẊẎŻȧḃċḋėḟġḣṁṅṗṙṡṫẇẋẏż"),
    ('\u{308}', "AEHIOUWXYaehiotuwxy", "ÄËḦÏÖÜẄẌŸäëḧïöẗüẅẍÿ"),
    ('\u{301}', "ACEGILMNOPRSUWYZacegilmnoprsuwyz", "ÁĆÉǴÍĹḾŃÓṔŔŚÚẂÝŹáćéǵíĺḿńóṕŕśúẃýź"),
    ('\u{300}', "AEINOUWYaeinouwy", "ÀÈÌǸÒÙẀỲàèìǹòùẁỳ"),
];

/// `text` with each pair of letter and accent replaced by its composed form, if there is one.
pub(super) fn composed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let joined = COMPOSED.iter().find(|(accent, ..)| *accent == c).and_then(|(_, plain, accented)| {
            let last = out.chars().next_back()?;
            let position = plain.chars().position(|letter| letter == last)?;
            accented.chars().nth(position)
        });
        if joined.is_some() {
            out.pop();
        }
        out.push(joined.unwrap_or(c));
    }
    out
}
