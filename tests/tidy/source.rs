//! A rough scan of a source file: which characters are code, comments and literals; where functions begin and end; what
//! is inside `#[cfg(test)]`. It is not a parser and does no more than the rules need.

/// A scanned file. `code`, `comments` and `literals` have the same lines as `text`, with everything else blanked out.
pub struct Source {
    /// The path relative to the project's folder, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// The text without comments and quoted literals.
    pub code: String,
    /// `code` without items that are compiled for tests only.
    pub shipped: String,
    /// Only the comments.
    pub comments: String,
    /// Only the quoted literals.
    pub literals: String,
}

/// A function with a body.
pub struct Function {
    pub name: String,
    /// The line of its `fn`, counted from 1.
    pub line: usize,
    pub lines: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Code,
    Comment,
    Literal,
}

impl Source {
    /// Reads a Rust file.
    pub fn rust(path: &str, text: &str) -> Source {
        let letters: Vec<char> = text.chars().collect();
        let classes = classify(&letters);
        let only = |wanted: Class| -> String {
            letters.iter().zip(&classes).map(|(&c, &class)| kept(c, class == wanted)).collect()
        };
        let code = only(Class::Code);
        let shipped = without_tests(&code);
        let (comments, literals) = (only(Class::Comment), only(Class::Literal));
        Source { path: path.to_owned(), text: text.to_owned(), code, shipped, comments, literals }
    }

    /// A file of another kind: all of it counts as code.
    pub fn other(path: &str, text: &str) -> Source {
        let [path, text] = [path, text].map(str::to_owned);
        let (code, shipped) = (text.clone(), text.clone());
        Source { path, text, code, shipped, comments: String::new(), literals: String::new() }
    }

    /// The extension of the file name.
    pub fn extension(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// The module path of a file under `src/`: `app/figures/mod.rs` is `[app, figures]`.
    pub fn module(&self) -> Option<Vec<&str>> {
        let inside = self.path.strip_prefix("src/")?.strip_suffix(".rs")?;
        let inside = inside.strip_suffix("/mod").unwrap_or(inside);
        Some(inside.split('/').filter(|part| *part != "lib" && *part != "main").collect())
    }

    /// The functions that have a body, in order.
    pub fn functions(&self) -> Vec<Function> {
        let mut found = Vec::new();
        for (at, _) in words(&self.code, "fn") {
            let rest = &self.code[at + 2..];
            let name: String = rest.trim_start().chars().take_while(|c| is_word(*c)).collect();
            let mut depth = 0;
            let body = rest.char_indices().find(|(_, c)| {
                depth += i32::from("([".contains(*c)) - i32::from(")]".contains(*c));
                depth == 0 && "{;".contains(*c)
            });
            let Some((open, '{')) = body else { continue };
            if !name.is_empty() {
                let end = at + 2 + closing(rest, open);
                let lines = self.code[at..end].matches('\n').count() + 1;
                found.push(Function { name, line: line_of(&self.code, at), lines });
            }
        }
        found
    }

    /// Every name directly below the root of the crate in a path, with its line: what follows `crate::`, the crate's
    /// own
    /// name, or as many `super::` as lead to the root. Lists in braces are included.
    pub fn named_below_root(&self) -> Vec<(usize, String)> {
        let lined = |(end, name): (usize, String)| (line_of(&self.code, end - name.len()), name);
        let mut found: Vec<_> = self.below_root().into_iter().map(lined).collect();
        found.sort();
        found
    }

    /// Every name that stands directly below one of those, with its line. Where nothing stands below it, as in
    /// `use crate::{language}`, the name is empty.
    pub fn named_below(&self, layer: &str) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        for (end, _) in self.below_root().into_iter().filter(|(_, name)| name == layer) {
            let names = self.names_after(end);
            if names.is_empty() {
                found.push((line_of(&self.code, end), String::new()));
            }
            let lined = |(end, name): (usize, String)| (line_of(&self.code, end - name.len()), name);
            found.extend(names.into_iter().map(lined));
        }
        found
    }

    /// The names below the root, each with the place where it ends.
    fn below_root(&self) -> Vec<(usize, String)> {
        let depth = self.module().map_or(usize::MAX, |module| module.len());
        let mut found = Vec::new();
        for root in ["crate", "fluxion"] {
            for (at, _) in words(&self.code, root) {
                found.extend(self.names_after(at + root.len()));
            }
        }
        for (at, _) in words(&self.code, "super") {
            if self.code[..at].ends_with("super::") {
                continue;
            }
            let chain = self.code[at..].split("::").take_while(|part| *part == "super").count();
            if chain >= depth {
                found.extend(self.names_after(at + "super::".len() * chain - 2));
            }
        }
        found
    }

    /// The names in `::name` or `::{name, name::…, …}` at a place, each with the place where it ends.
    fn names_after(&self, at: usize) -> Vec<(usize, String)> {
        let Some(rest) = self.code[at..].strip_prefix("::") else { return Vec::new() };
        let begin = at + 2;
        let first = |at: usize| {
            let text = &self.code[at..];
            let start = at + text.len() - text.trim_start().len();
            let name: String = self.code[start..].chars().take_while(|c| is_word(*c)).collect();
            (start + name.len(), name)
        };
        if !rest.starts_with('{') {
            return vec![first(begin)];
        }
        let (mut depth, mut found) = (0, Vec::new());
        for (offset, c) in self.code[begin..begin + closing(rest, 0)].char_indices() {
            if "{,".contains(c) && depth <= 1 - i32::from(c == '{') {
                found.push(first(begin + offset + 1));
            }
            depth += i32::from(c == '{') - i32::from(c == '}');
        }
        found.retain(|(_, name)| !name.is_empty());
        found
    }
}

/// Every position where `word` occurs as a whole word, and its line, counted from 1.
pub fn words<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = (usize, usize)> + 't {
    text.match_indices(word).filter_map(move |(at, _)| {
        let alone = !text[..at].ends_with(is_word) && !text[at + word.len()..].starts_with(is_word);
        alone.then(|| (at, line_of(text, at)))
    })
}

/// The line, counted from 1, of a position in a text.
pub fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn kept(c: char, keep: bool) -> char {
    if keep || c == '\n' { c } else { ' ' }
}

/// The position after the brace that closes the one at `open`.
fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0;
    let end = code[open..].char_indices().find(|(_, c)| {
        depth += i32::from(*c == '{') - i32::from(*c == '}');
        depth == 0
    });
    end.map_or(code.len(), |(at, _)| open + at + 1)
}

/// Blanks out what follows each `#[cfg(test)]`, up to the closing brace or the semicolon.
fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let (mut left, mut rest) = (String::new(), code);
    while let Some((before, after)) = rest.split_once(MARK) {
        let end = match after.find(['{', ';']) {
            Some(at) if after[at..].starts_with('{') => closing(after, at),
            Some(at) => at + 1,
            None => after.len(),
        };
        left.push_str(before);
        left.extend(MARK.chars().chain(after[..end].chars()).map(|c| kept(c, false)));
        rest = &after[end..];
    }
    left + rest
}

/// The class of each character; quotes belong to the literal that they enclose.
fn classify(letters: &[char]) -> Vec<Class> {
    let mut classes = vec![Class::Code; letters.len()];
    let starts =
        |at: usize, what: &str| what.chars().enumerate().all(|(i, c)| letters.get(at + i) == Some(&c));
    // Not a lifetime: an escape, or one character and the closing quote.
    let is_character =
        |at: usize| letters[at] == '\'' && (starts(at + 1, "\\") || letters.get(at + 2) == Some(&'\''));
    let mut at = 0;
    while at < letters.len() {
        let (class, end) = if starts(at, "//") {
            (Class::Comment, find(letters, at, |i| letters[i] == '\n'))
        } else if starts(at, "/*") {
            (Class::Comment, end_of_block(letters, at))
        } else if let Some(hashes) = raw_string(letters, at) {
            let close = format!("\"{}", "#".repeat(hashes));
            let open = at + 1 + hashes;
            (Class::Literal, find(letters, open + 1, |i| starts(i, &close)) + close.len())
        } else if letters[at] == '"' || is_character(at) {
            (Class::Literal, end_of_quoted(letters, at))
        } else {
            (Class::Code, at + 1)
        };
        let end = end.min(letters.len());
        classes[at..end].fill(class);
        at = end;
    }
    classes
}

fn find(letters: &[char], from: usize, is_it: impl Fn(usize) -> bool) -> usize {
    (from..letters.len()).find(|&i| is_it(i)).unwrap_or(letters.len())
}

/// The number of hashes of a raw string that begins here.
fn raw_string(letters: &[char], at: usize) -> Option<usize> {
    let begins_word = at == 0 || !is_word(letters[at - 1]) || letters[at - 1] == 'b';
    if letters[at] != 'r' || !begins_word {
        return None;
    }
    let hashes = letters[at + 1..].iter().take_while(|c| **c == '#').count();
    (letters.get(at + 1 + hashes) == Some(&'"')).then_some(hashes)
}

/// The position after the quote that closes the literal that begins here.
fn end_of_quoted(letters: &[char], at: usize) -> usize {
    let mut end = at + 1;
    while end < letters.len() && letters[end] != letters[at] {
        end += if letters[end] == '\\' { 2 } else { 1 };
    }
    end + 1
}

/// The position after a block comment; block comments can be nested.
fn end_of_block(letters: &[char], at: usize) -> usize {
    let (mut depth, mut end) = (0, at);
    while end + 1 < letters.len() {
        match (letters[end], letters[end + 1]) {
            ('/', '*') => (depth, end) = (depth + 1, end + 2),
            ('*', '/') => (depth, end) = (depth - 1, end + 2),
            _ => end += 1,
        }
        if depth == 0 {
            return end;
        }
    }
    letters.len()
}
