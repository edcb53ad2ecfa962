//! Source text to tokens. Lexing never fails: a character that starts no token becomes [`TokenKind::Unknown`].
//!
//! Text pasted from Julia's prompt is accepted: prompts are skipped, and so are the output lines between them.

use super::operators::operator_at;
use super::token::{KEYWORDS, SOFT_KEYWORDS, Token, TokenKind};
use crate::diag::Span;

const PROMPT: &str = "julia>";

/// The tokens of `source`, comments included, [`TokenKind::End`] last.
pub fn lex(source: &str) -> Vec<Token> {
    let pasted = source.lines().any(|line| line.starts_with(PROMPT));
    let mut lexer = Lexer { source, at: 0, spaced: false, tokens: Vec::new(), pasted };
    lexer.line_start();
    while lexer.at < source.len() {
        lexer.token();
    }
    lexer.push(TokenKind::End, source.len());
    lexer.tokens
}

struct Lexer<'a> {
    source: &'a str,
    at: usize,
    spaced: bool,
    tokens: Vec<Token>,
    pasted: bool,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn peek_at(&self, offset: usize) -> Option<char> {
        self.rest().get(offset..)?.chars().next()
    }

    /// Ends the token that began at `start` at the current position.
    fn push(&mut self, kind: TokenKind, start: usize) {
        self.tokens.push(Token { kind, span: Span::new(start, self.at), spaced: self.spaced });
        self.spaced = false;
    }

    /// Moves past the characters that satisfy `test`.
    fn skip_while(&mut self, test: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|c: char| !test(c)).unwrap_or(rest.len());
    }

    /// At the start of a line of pasted prompt text, skips the prompt, or the whole line if it is output.
    fn line_start(&mut self) {
        while self.pasted && self.at < self.source.len() {
            let rest = self.rest();
            if rest.starts_with(PROMPT) {
                self.at += PROMPT.len();
                self.spaced = true;
                return;
            }
            let indented = rest.starts_with(&" ".repeat(PROMPT.len() + 1));
            if indented && self.tokens.iter().any(|token| token.kind != TokenKind::Newline) {
                return;
            }
            self.at += rest.find('\n').map_or(rest.len(), |newline| newline + 1);
        }
    }

    fn token(&mut self) {
        let start = self.at;
        let Some(c) = self.peek() else { return };
        match c {
            '\n' => {
                self.at += 1;
                self.push(TokenKind::Newline, start);
                self.line_start();
            }
            c if c.is_whitespace() || c == '\u{feff}' => {
                self.at += c.len_utf8();
                self.spaced = true;
            }
            '#' => self.comment(),
            '"' => self.string(),
            '\'' if !self.after_operand() => self.character(),
            '(' | '[' | '{' => self.single(c, TokenKind::Open(c)),
            ')' | ']' | '}' => self.single(c, TokenKind::Close(c)),
            ',' => self.single(c, TokenKind::Comma),
            ';' => self.single(c, TokenKind::Semicolon),
            '@' => {
                self.at += 1;
                self.skip_while(|c| is_name_part(c) || c == '.');
                self.push(TokenKind::Macro, start);
            }
            c if c.is_ascii_digit() => self.number(),
            '.' if self.peek_at(1).is_some_and(|c| c.is_ascii_digit()) => self.number(),
            c if is_name_start(c) => self.name(),
            _ => self.operator(),
        }
    }

    fn single(&mut self, c: char, kind: TokenKind) {
        let start = self.at;
        self.at += c.len_utf8();
        self.push(kind, start);
    }

    /// Whether a quote here transposes the preceding operand rather than starting a character literal.
    fn after_operand(&self) -> bool {
        !self.spaced
            && self.tokens.last().is_some_and(|token| match token.kind {
                TokenKind::Integer | TokenKind::Float | TokenKind::Name | TokenKind::Close(_) => true,
                TokenKind::Keyword => {
                    &self.source[token.span.start as usize..token.span.end as usize] == "end"
                }
                TokenKind::Operator(operator, _) => operator.text == "'",
                _ => false,
            })
    }

    /// `# to the end of the line` or `#= nested =#`.
    fn comment(&mut self) {
        let start = self.at;
        if !self.rest().starts_with("#=") {
            self.skip_while(|c| c != '\n');
            self.push(TokenKind::Comment { closed: true }, start);
            self.spaced = true;
            return;
        }
        let mut depth = 0usize;
        while let Some(c) = self.peek() {
            if self.rest().starts_with("#=") {
                depth += 1;
                self.at += 2;
            } else if self.rest().starts_with("=#") {
                depth -= 1;
                self.at += 2;
                if depth == 0 {
                    break;
                }
            } else {
                self.at += c.len_utf8();
            }
        }
        self.push(TokenKind::Comment { closed: depth == 0 }, start);
        self.spaced = true;
    }

    /// `"…"` or `"""…"""`, including any `$(…)` with strings of its own.
    fn string(&mut self) {
        let start = self.at;
        let quote = if self.rest().starts_with("\"\"\"") { "\"\"\"" } else { "\"" };
        self.at += quote.len();
        let closed = self.string_end(quote);
        self.push(TokenKind::Text { closed }, start);
    }

    /// Moves past the closing quote and gives `true`, or to the end of the text and gives `false`.
    fn string_end(&mut self, quote: &str) -> bool {
        let mut inner = vec![quote.to_owned()];
        let mut parens: Vec<usize> = Vec::new();
        while let Some(c) = self.peek() {
            let in_code = parens.len() == inner.len();
            if in_code {
                match c {
                    '(' => parens[inner.len() - 1] += 1,
                    ')' if parens[inner.len() - 1] == 1 => {
                        parens.pop();
                    }
                    ')' => parens[inner.len() - 1] -= 1,
                    '"' => inner.push("\"".to_owned()),
                    _ => {}
                }
                self.at += c.len_utf8();
            } else if c == '\\' {
                self.at += 1;
                self.at += self.peek().map_or(0, char::len_utf8);
            } else if self.rest().starts_with("$(") {
                parens.push(1);
                self.at += 2;
            } else if inner.last().is_some_and(|quote| self.rest().starts_with(quote.as_str())) {
                self.at += inner.pop().map_or(0, |quote| quote.len());
                if inner.is_empty() {
                    return true;
                }
            } else {
                self.at += c.len_utf8();
            }
        }
        false
    }

    fn character(&mut self) {
        let start = self.at;
        self.at += 1;
        let escaped = self.peek() == Some('\\');
        if escaped {
            self.at += 1;
        }
        if let Some(c) = self.peek().filter(|&c| c != '\n') {
            self.at += c.len_utf8();
        }
        if escaped {
            self.skip_while(|c| c.is_ascii_hexdigit());
        }
        let closed = self.peek() == Some('\'');
        if closed {
            self.at += 1;
        }
        self.push(TokenKind::Char { closed }, start);
    }

    fn name(&mut self) {
        let start = self.at;
        self.skip_while(is_name_part);
        // A trailing `!` belongs to the name unless it begins `!=`.
        while self.peek() == Some('!') && (self.peek_at(1) != Some('=') || self.peek_at(2) == Some('=')) {
            self.at += 1;
        }
        let text = &self.source[start..self.at];
        let keyword =
            KEYWORDS.contains(&text) && (!SOFT_KEYWORDS.contains(&text) || self.soft_keyword(start));
        let field = self.tokens.last().is_some_and(
            |token| matches!(token.kind, TokenKind::Operator(operator, false) if operator.text == "."),
        );
        self.push(if keyword && !field { TokenKind::Keyword } else { TokenKind::Name }, start);
    }

    /// Whether the soft keyword that begins at `start` acts as a keyword here.
    fn soft_keyword(&self, start: usize) -> bool {
        let next = self.rest().trim_start_matches([' ', '\t']);
        let after_abstract = self.source[..start].trim_end_matches([' ', '\t']).ends_with("abstract");
        match &self.source[start..self.at] {
            "mutable" => next.starts_with("struct"),
            "abstract" => next.starts_with("type"),
            _ => after_abstract,
        }
    }

    fn number(&mut self) {
        let start = self.at;
        let rest = self.rest();
        let radix = match rest.get(..2) {
            Some("0x") => 16,
            Some("0b") => 2,
            Some("0o") => 8,
            _ => return self.decimal(),
        };
        self.at += 2;
        self.skip_while(|c| c.is_digit(radix) || c == '_');
        let digits = self.source[start + 2..self.at].contains(|c: char| c != '_');
        self.push(if digits { TokenKind::Integer } else { TokenKind::BadNumber }, start);
    }

    fn decimal(&mut self) {
        let start = self.at;
        let digits = |c: char| c.is_ascii_digit() || c == '_';
        let mut kind = TokenKind::Integer;
        self.skip_while(digits);
        // In `1_000_` the last underscore is not followed by a digit, so it begins a name.
        while self.source[start..self.at].ends_with('_') {
            self.at -= 1;
        }
        if self.peek() == Some('.') && self.point_belongs() {
            kind = TokenKind::Float;
            self.at += 1;
            self.skip_while(digits);
            if self.source[..self.at].ends_with('.')
                && self.peek().is_some_and(|c| is_name_start(c) && !self.exponent() || c == '(')
            {
                kind = TokenKind::BadNumber;
            }
        }
        if self.exponent() {
            kind = TokenKind::Float;
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some('+' | '-' | '−')))
                * self.peek().map_or(0, char::len_utf8);
            self.skip_while(digits);
        }
        self.push(kind, start);
    }

    /// Whether the point here belongs to the number rather than beginning a dotted operator.
    fn point_belongs(&self) -> bool {
        match self.peek_at(1) {
            Some('.') => false,
            Some(c) if c.is_ascii_digit() || is_name_start(c) => true,
            Some(_) => operator_at(&self.rest()[1..]).is_none_or(|operator| !operator.dotted),
            None => true,
        }
    }

    /// Whether an exponent begins here: `e`, `E` or `f`, an optional sign, a digit.
    fn exponent(&self) -> bool {
        let mut rest = self.rest().chars();
        matches!(rest.next(), Some('e' | 'E' | 'f'))
            && match rest.next() {
                Some('+' | '-' | '−') => rest.next().is_some_and(|c| c.is_ascii_digit()),
                Some(c) => c.is_ascii_digit(),
                None => false,
            }
    }

    fn operator(&mut self) {
        let start = self.at;
        let rest = self.rest();
        if let Some(dotted) = rest.strip_prefix('.').and_then(operator_at).filter(|operator| operator.dotted)
        {
            self.at += 1 + dotted.text.len();
            return self.push(TokenKind::Operator(dotted, true), start);
        }
        match operator_at(rest) {
            Some(operator) => {
                self.at += operator.text.len();
                self.push(TokenKind::Operator(operator, false), start);
            }
            // A typographic minus, as in text copied from a book.
            None if rest.starts_with('−') => {
                self.at += '−'.len_utf8();
                let minus =
                    operator_at("-").map_or(TokenKind::Unknown, |row| TokenKind::Operator(row, false));
                self.push(minus, start);
            }
            None => {
                self.at += self.peek().map_or(1, char::len_utf8);
                self.push(TokenKind::Unknown, start);
            }
        }
    }
}

/// Whether a name may begin with `c`.
pub fn is_name_start(c: char) -> bool {
    c.is_alphabetic() || c == '_' || matches!(c, '∇' | '∂' | '∞' | '∑' | '∏' | '∫' | '∅' | '⊥' | '⊤')
}

/// Whether `c` may occur in a name.
pub fn is_name_part(c: char) -> bool {
    is_name_start(c)
        || c.is_alphanumeric()
        || matches!(c, '\u{0300}'..='\u{036f}' | '′' | '″' | '‴' | '⁗' | '₊' | '₋' | '⁺' | '⁻')
        || matches!(c, '²' | '³' | '¹' | '⁰'..='⁹' | '₀'..='₉')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[&str]) {
        let tokens = lex(source);
        let texts: Vec<&str> = tokens
            .iter()
            .filter(|token| token.kind != TokenKind::End)
            .map(|token| &source[token.span.start as usize..token.span.end as usize])
            .collect();
        assert_eq!(texts, expected, "{source}");
    }

    #[test]
    fn numbers_names_and_operators() {
        check("3x^2 + 2x + 1", &["3", "x", "^", "2", "+", "2", "x", "+", "1"]);
        check("1_000 .5 5. 1e-3 2.5f0 0x1f", &["1_000", ".5", "5.", "1e-3", "2.5f0", "0x1f"]);
        check("1:n-1", &["1", ":", "n", "-", "1"]);
        check("1./x .+ f.(y)", &["1", "./", "x", ".+", "f", ".", "(", "y", ")"]);
        check("ŷ σ W₁ x² x′ update! a!=b", &["ŷ", "σ", "W₁", "x²", "x′", "update!", "a", "!=", "b"]);
        check("∇f(x)", &["∇f", "(", "x", ")"]);
        check("x' 'c'", &["x", "'", "'c'"]);
        check("\"a $(f(\"b\")) c\" d", &["\"a $(f(\"b\")) c\"", "d"]);
        check("1 #= a #= b =# c =# + 2", &["1", "#= a #= b =# c =#", "+", "2"]);
        check("julia> 1 + 1\n2\n\njulia> 3", &["1", "+", "1", "\n", "3"]);
    }
}
