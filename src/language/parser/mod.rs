//! Recursive-descent parser: tokens to a syntax tree, or one good error message. There is one function per production.
//!
//! This file holds the cursor that all productions share, the depth limit, and the error messages; the productions
//! are in [`statement`], [`expression`], [`primary`], [`call`] and [`literal`].

mod array;
mod call;
mod definition;
mod expression;
mod habits;
mod literal;
mod macros;
mod other_macros;
mod primary;
mod statement;
mod types;

use super::lexer::lex;
use super::syntax::Expr;
use super::token::{Token, TokenKind};
use crate::diag::{Diagnostic, QuickFix, Span};

/// The maximum nesting depth of expressions: the stack of a browser's thread is small.
pub const MAX_DEPTH: usize = 200;

/// The maximum length of a source text, in bytes.
pub const MAX_SOURCE: usize = 32 * 1024;

/// Characters that look like one of Julia's or mean the same elsewhere, and Julia's spelling.
static LOOKALIKES: &[(&str, &str)] = &[
    ("×", "*"),
    ("−", "-"),
    ("–", "-"),
    ("“", "\""),
    ("”", "\""),
    ("„", "\""),
    ("’", "'"),
    ("‘", "'"),
    ("…", "..."),
    ("，", ","),
    ("（", "("),
    ("）", ")"),
];

pub use definition::APPLIED;

type Parsed<T> = Result<T, Diagnostic>;

/// A parsed source text.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// The statements at top level.
    pub statements: Vec<Expr>,
    /// Whether a `;` after the last statement suppresses its display.
    pub silent: bool,
}

/// Parses a whole source text.
///
/// # Errors
/// The first syntax error, as Julia words it.
pub fn parse(source: &str) -> Result<Program, Diagnostic> {
    check_length(source)?;
    Parser::new(source, lex(source)).program()
}

/// Parses with error recovery: after a syntax error, parsing resumes on the next line.
pub fn parse_tolerant(source: &str) -> Vec<Expr> {
    if check_length(source).is_err() {
        return Vec::new();
    }
    let mut parser = Parser::new(source, lex(source));
    let mut statements = Vec::new();
    loop {
        parser.skip_separators();
        if parser.peek() == TokenKind::End {
            return statements;
        }
        let start = parser.at;
        match parser.statement().and_then(|statement| parser.end_of_statement().map(|()| statement)) {
            Ok(statement) => statements.push(statement),
            Err(_) => parser.skip_line(start),
        }
    }
}

fn check_length(source: &str) -> Parsed<()> {
    if source.len() <= MAX_SOURCE {
        return Ok(());
    }
    Err(Diagnostic::new(Span::new(0, 0), format!("the code is longer than {MAX_SOURCE} bytes"))
        .with_hint("Split it into several cells."))
}

/// The cursor over the tokens, and the context that the productions depend on.
struct Parser<'a> {
    source: &'a str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    /// Whether a newline ends a statement; inside `(…)` or `[…]` it is white space.
    newlines_matter: bool,
    /// Whether a colon makes a range; between `?` and its `:` it does not.
    colon_is_range: bool,
    /// The keywords of the blocks that are open, for the message if an `end` is missing.
    open_blocks: Vec<Span>,
    /// Inside an index, where `end` is the last index.
    in_index: bool,
    /// Directly inside `[…]`, where spaces separate entries: `[u -v]` has two.
    in_row: bool,
}

impl<'a> Parser<'a> {
    fn new(source: &'a str, mut tokens: Vec<Token>) -> Parser<'a> {
        tokens.retain(|token| !matches!(token.kind, TokenKind::Comment { closed: true }));
        Parser {
            source,
            tokens,
            at: 0,
            depth: 0,
            newlines_matter: true,
            colon_is_range: true,
            open_blocks: Vec::new(),
            in_index: false,
            in_row: false,
        }
    }

    fn program(mut self) -> Parsed<Program> {
        let mut program = Program::default();
        loop {
            self.skip_separators();
            if self.peek() == TokenKind::End {
                return Ok(program);
            }
            program.statements.push(self.statement()?);
            self.end_of_statement()?;
            program.silent = self.peek() == TokenKind::Semicolon;
        }
    }

    /// The current token, after skipping newlines where they do not matter.
    fn token(&mut self) -> Token {
        while !self.newlines_matter && self.tokens[self.at].kind == TokenKind::Newline {
            self.at += 1;
        }
        self.tokens[self.at]
    }

    fn peek(&mut self) -> TokenKind {
        self.token().kind
    }

    /// The token after the current one.
    fn peek_second(&mut self) -> Token {
        self.token();
        self.tokens[(self.at + 1).min(self.tokens.len() - 1)]
    }

    /// Consumes the current token. The last one, [`TokenKind::End`], can be consumed any number of times.
    fn advance(&mut self) -> Token {
        let token = self.token();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    /// Consumes the current token if it is of this kind.
    fn take(&mut self, kind: TokenKind) -> bool {
        let found = self.peek() == kind;
        if found {
            self.advance();
        }
        found
    }

    fn text(&self, token: Token) -> &'a str {
        &self.source[token.span.start as usize..token.span.end as usize]
    }

    fn at_keyword(&mut self, word: &str) -> bool {
        let token = self.token();
        token.kind == TokenKind::Keyword && self.text(token) == word
    }

    fn take_keyword(&mut self, word: &str) -> bool {
        let found = self.at_keyword(word);
        if found {
            self.advance();
        }
        found
    }

    /// Whether the current token is the undotted operator `text`.
    fn at_operator(&mut self, text: &str) -> bool {
        matches!(self.peek(), TokenKind::Operator(operator, false) if operator.text == text)
    }

    fn take_operator(&mut self, text: &str) -> bool {
        let found = self.at_operator(text);
        if found {
            self.advance();
        }
        found
    }

    /// The span of the token consumed last.
    fn last_span(&self) -> Span {
        self.tokens[self.at.saturating_sub(1)].span
    }

    fn skip_newlines(&mut self) {
        while self.tokens[self.at].kind == TokenKind::Newline {
            self.at += 1;
        }
    }

    fn skip_separators(&mut self) {
        while matches!(self.tokens[self.at].kind, TokenKind::Newline | TokenKind::Semicolon) {
            self.at += 1;
        }
    }

    /// Recovers from an error in the statement that began at token `start`: moves to the next line.
    fn skip_line(&mut self, start: usize) {
        self.at = self.at.max(start + 1).min(self.tokens.len() - 1);
        self.newlines_matter = true;
        self.colon_is_range = true;
        self.depth = 0;
        self.open_blocks.clear();
        self.in_index = false;
        self.in_row = false;
        while !matches!(self.tokens[self.at].kind, TokenKind::Newline | TokenKind::End) {
            self.at += 1;
        }
    }

    /// Checks that a statement is followed by a separator or the end of the source.
    fn end_of_statement(&mut self) -> Parsed<()> {
        let token = self.token();
        match token.kind {
            TokenKind::Newline | TokenKind::Semicolon | TokenKind::End => Ok(()),
            TokenKind::Close(_) | TokenKind::Comma => Err(self.unexpected(token)),
            TokenKind::Keyword if self.ends_block(token) => Err(self.unexpected(token)),
            TokenKind::Unknown | TokenKind::BadNumber | TokenKind::Comment { .. } => {
                Err(self.unexpected(token))
            }
            _ => {
                let text = self.text(token);
                let extra = Diagnostic::new(token.span, format!("syntax: extra token \"{text}\" after end of expression"))
                    .with_hint("Two expressions are next to each other: put an operator between them (`*` for a product), or start a new line.");
                Err(self.or_side_by_side(extra, token))
            }
        }
    }

    fn ends_block(&self, token: Token) -> bool {
        token.kind == TokenKind::Keyword
            && matches!(self.text(token), "end" | "else" | "elseif" | "catch" | "finally")
    }

    /// Runs a production one nesting level deeper.
    fn nested<T>(&mut self, production: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= MAX_DEPTH {
            let span = self.token().span;
            return Err(Diagnostic::new(
                span,
                format!("syntax: expression nested deeper than {MAX_DEPTH} levels"),
            )
            .with_hint("Compute parts of it on separate lines first, and give each a name."));
        }
        self.depth += 1;
        let result = production(self);
        self.depth -= 1;
        result
    }

    /// Runs a production with newlines as white space (in brackets) or as separators (in blocks).
    fn with_newlines<T>(
        &mut self,
        matter: bool,
        production: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<T> {
        let before = (self.newlines_matter, self.colon_is_range, self.in_row);
        (self.newlines_matter, self.colon_is_range, self.in_row) = (matter, true, false);
        let result = production(self);
        (self.newlines_matter, self.colon_is_range, self.in_row) = before;
        result
    }

    /// The error for a token that is not allowed here.
    fn unexpected(&mut self, token: Token) -> Diagnostic {
        let text = self.text(token);
        let span = token.span;
        let say = |message: String, hint: &str| Diagnostic::new(span, message).with_hint(hint);
        match token.kind {
            TokenKind::End => self.premature_end(span),
            TokenKind::Comment { .. } => say(
                "syntax: incomplete: unterminated multi-line comment #= ... =#".to_owned(),
                "The comment that begins here is never closed: end it with `=#`.",
            ),
            TokenKind::BadNumber => literal::bad_number(text, span),
            TokenKind::Text { closed: false } => say(
                "syntax: incomplete: invalid string syntax".to_owned(),
                "The string that begins here has no closing quote.",
            ),
            TokenKind::Unknown => {
                let unknown = say(
                    format!("syntax: invalid character \"{}\"", text.escape_default()),
                    "This character has no meaning in Julia: remove it, or put it in a string or a comment.",
                );
                match LOOKALIKES.iter().find(|(sign, _)| *sign == text) {
                    Some((_, own)) => unknown
                        .with_hint(format!("In Julia this is `{own}`."))
                        .with_quick_fix(QuickFix::Replace((*own).to_owned())),
                    None => unknown,
                }
            }
            TokenKind::Newline => say(
                "syntax: unexpected end of line".to_owned(),
                "Something is missing at the end of this line.",
            ),
            TokenKind::Macro => say(
                format!("LoadError: UndefVarError: {text} not defined"),
                other_macros::instead(text.trim_start_matches('@')),
            ),
            TokenKind::Close(_) => say(
                format!("syntax: unexpected \"{text}\""),
                "It has no matching opening bracket, or something is missing before it.",
            ),
            TokenKind::Keyword if self.ends_block(token) => say(
                format!("syntax: unexpected \"{text}\""),
                "It closes a block, but no block is open here, or something is missing before it.",
            ),
            _ => {
                let unexpected =
                    say(format!("syntax: unexpected \"{text}\""), "Something is missing before it.");
                self.or_written_elsewhere(unexpected, token)
            }
        }
    }

    /// The error for a source that ends in the middle of something.
    fn premature_end(&self, span: Span) -> Diagnostic {
        let Some(&opener) = self.open_blocks.last() else {
            return Diagnostic::new(span, "syntax: incomplete: premature end of input").with_hint(
                "The code stops halfway: a closing bracket, or what follows an operator, is missing.",
            );
        };
        let word = &self.source[opener.start as usize..opener.end as usize];
        let (line, _) = opener.line_column(self.source);
        Diagnostic::new(opener, format!("syntax: incomplete: \"{word}\" at none:{line} requires end"))
            .with_hint(format!("The `{word}` that begins here is never closed: add a line with `end`."))
            .with_quick_fix(QuickFix::Append("\nend".to_owned()))
    }
}
