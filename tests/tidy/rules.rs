//! The rules: each takes a file and returns its violations.

use std::path::Path;

use super::source::{Function, Source, is_word, line_of, words};
use crate::{
    CRATES, EFFECTS, FILE_LINES, FUNCTION_LINES, LAYERS, LONG_FILES, LONG_FUNCTIONS, NAMED_BY_THE_PAGE,
};

/// A violation: the line, and what is wrong there.
pub type Violation = (usize, String);

/// The rules that every file must follow.
pub static RULES: &[(&str, fn(&Source) -> Vec<Violation>)] = &[
    ("layers", layers),
    ("what the page names", page_names),
    ("tests in the page", tests_in_the_page),
    ("outside crates", crates),
    ("opening", opening),
    ("file size", file_size),
    ("function size", function_size),
    ("unwrap", unwraps),
    ("effects", effects),
    ("left over", left_over),
    ("exceptions with reasons", reasons),
    ("unsafe", unsafe_code),
    ("inline", inline),
    ("third parties", third_parties),
    ("design tokens", tokens),
    ("places", places),
];

/// Namespaces that look like addresses and are never fetched.
static NAMESPACES: &[&str] = &["http://www.w3.org/"];

fn layers(source: &Source) -> Vec<Violation> {
    let Some(layer) = source.module().and_then(|module| module.first().map(|layer| layer.to_string())) else {
        return Vec::new();
    };
    let Some((_, uses)) = LAYERS.iter().find(|(name, _)| *name == layer) else { return Vec::new() };
    let is_layer = |name: &str| LAYERS.iter().any(|(other, _)| *other == name);
    let mut violations = source.named_below_root();
    violations.retain(|(_, name)| is_layer(name) && *name != layer && !uses.contains(&&**name));
    violations.iter().map(|(line, name)| (*line, format!("`{layer}` may not use `{name}`"))).collect()
}

/// The page's layers name only what its module may link.
fn page_names(source: &Source) -> Vec<Violation> {
    let layer = source.module().and_then(|module| module.first().map(|layer| layer.to_string()));
    let Some(page) = layer.filter(|layer| ["view", "app"].contains(&layer.as_str())) else {
        return Vec::new();
    };
    let mut violations = Vec::new();
    for (layer, names) in NAMED_BY_THE_PAGE {
        let mut named = source.named_below(layer);
        named.retain(|(_, name)| !names.contains(&&**name));
        violations.extend(
            named.iter().map(|(line, name)| (*line, format!("`{page}` may not name `{layer}::{name}`"))),
        );
    }
    violations
}

/// The page is not built for tests, so a test in it would never run.
fn tests_in_the_page(source: &Source) -> Vec<Violation> {
    if source.module().is_none_or(|module| module.first() != Some(&"app")) {
        return Vec::new();
    }
    let tests = source.text.match_indices("#[test]");
    tests
        .map(|(at, _)| {
            (
                line_of(&source.text, at),
                "`app` is not built for tests: move what is tested to `view`".to_owned(),
            )
        })
        .collect()
}

fn crates(source: &Source) -> Vec<Violation> {
    let Some(layer) = source.module().and_then(|module| module.first().map(|layer| layer.to_string())) else {
        return Vec::new();
    };
    let mut violations = Vec::new();
    for (name, owners) in CRATES.iter().filter(|(_, owners)| !owners.contains(&&*layer) && layer != "bin") {
        let name = name.replace('-', "_");
        for (at, line) in words(&source.shipped, &name) {
            let before = source.shipped[..at].trim_end();
            let is_path = source.shipped[at + name.len()..].starts_with("::") && !before.ends_with("::");
            if is_path || before.ends_with("use") {
                violations.push((line, format!("only {owners:?} may name `{name}`, not `{layer}`")));
            }
        }
    }
    violations
}

/// A file begins by saying what is in it.
fn opening(source: &Source) -> Vec<Violation> {
    let starts: &[&str] = match source.extension() {
        "rs" => &["//! "],
        "js" | "mjs" => &["// "],
        "css" => &["/* "],
        "html" => &["<!doctype html>\n<!-- "],
        "py" => &["\"\"\"", "#!"],
        "md" => &["# ", "+++\n"],
        _ => return Vec::new(),
    };
    if starts.iter().any(|start| source.text.starts_with(start)) {
        return Vec::new();
    }
    vec![(1, format!("opens with none of {starts:?}, which says what lives here"))]
}

/// The number of lines of a file.
pub fn lines(source: &Source) -> usize {
    source.text.lines().count()
}

fn file_size(source: &Source) -> Vec<Violation> {
    let excepted = LONG_FILES.iter().any(|(path, _)| *path == source.path);
    if lines(source) <= FILE_LINES || excepted || source.extension() == "md" {
        return Vec::new();
    }
    vec![(FILE_LINES, format!("{} lines, {FILE_LINES} at most", lines(source)))]
}

fn function_size(source: &Source) -> Vec<Violation> {
    if source.extension() != "rs" {
        return Vec::new();
    }
    let excepted =
        |name: &str| LONG_FUNCTIONS.iter().any(|(path, own, _)| *path == source.path && *own == name);
    let mut functions = source.functions();
    functions.retain(|function| function.lines > FUNCTION_LINES && !excepted(&function.name));
    let told = |f: &Function| format!("`{}` has {} lines, {FUNCTION_LINES} at most", f.name, f.lines);
    functions.iter().map(|function| (function.line, told(function))).collect()
}

/// Only tests and examples may unwrap.
fn unwraps(source: &Source) -> Vec<Violation> {
    if source.extension() != "rs" || !["src/", "xtask/"].iter().any(|folder| source.path.starts_with(folder))
    {
        return Vec::new();
    }
    found(
        &source.shipped,
        &[".unwrap()", ".unwrap_err()", "panic!(", "unreachable!()"],
        "ends the program without a reason",
    )
}

/// An effect reaches outside, to the canvas, the document, storage or the kernel; what depends on signals is derived.
pub fn signals_written(source: &Source) -> Vec<Violation> {
    if !source.path.starts_with("src/app/") {
        return Vec::new();
    }
    let mut violations = Vec::new();
    for (at, _) in words(&source.shipped, "react").filter(|(at, _)| !source.shipped[..*at].ends_with("fn ")) {
        let call = &source.shipped[at..];
        let mut depth = 0;
        let end = call.char_indices().find(|(_, c)| {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
            depth == 0 && ");".contains(*c)
        });
        let body = &call[..end.map_or(call.len(), |(end, _)| end)];
        let written = found(body, &[".set(", ".update(", ".try_set(", ".try_update("], "in an effect");
        let first = line_of(&source.shipped, at);
        violations.extend(written.into_iter().map(|(line, what)| (first + line - 1, what)));
    }
    violations
}

fn effects(source: &Source) -> Vec<Violation> {
    match EFFECTS.iter().any(|(path, _)| *path == source.path) {
        true => Vec::new(),
        false => signals_written(source),
    }
}

/// Code and notes that somebody meant to come back to.
fn left_over(source: &Source) -> Vec<Violation> {
    let mut violations = Vec::new();
    if source.extension() == "rs" {
        for name in ["dbg", "todo", "unimplemented"] {
            let called =
                words(&source.code, name).filter(|(at, _)| source.code[at + name.len()..].starts_with('!'));
            violations.extend(called.map(|(_, line)| (line, format!("`{name}!` is left over"))));
        }
    }
    let prose = if source.extension() == "rs" { &source.comments } else { &source.text };
    // Each in two pieces, so that this file does not contain them.
    for note in [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!("HA", "CK")] {
        violations.extend(words(prose, note).map(|(_, line)| (line, format!("`{note}` is left over"))));
    }
    violations
}

/// Disabling a lint needs a reason.
fn reasons(source: &Source) -> Vec<Violation> {
    let mut violations = Vec::new();
    for mark in ["[allow(", "[expect(", ", allow("] {
        for (at, _) in source.code.match_indices(mark) {
            let end = source.code[at..].find(']').map_or(source.code.len(), |end| at + end);
            if source.extension() == "rs" && !source.code[at..end].contains("reason =") {
                violations.push((
                    line_of(&source.code, at),
                    "a lint is switched off without a `reason`".to_owned(),
                ));
            }
        }
    }
    violations
}

fn unsafe_code(source: &Source) -> Vec<Violation> {
    let is_rust = source.extension() == "rs";
    words(&source.code, "unsafe").filter(|_| is_rust).map(|(_, line)| (line, "`unsafe`".to_owned())).collect()
}

/// Scripts, styles and handlers must come from files: the content policy blocks all others.
fn inline(source: &Source) -> Vec<Violation> {
    match source.extension() {
        "html" => inline_in_markup(&source.text),
        "rs" if source.path.starts_with("src/app/") => {
            let mut violations =
                found(&source.shipped, &[" style=", " style:="], "the policy refuses inline styles");
            violations.extend(inline_in_markup(&source.literals.replace("\\\"", "\"")));
            violations
        }
        "js" | "mjs" => found(
            &source.text,
            &["eval(", "new Function", "document.write", ".outerHTML ="],
            "runs or parses text",
        ),
        _ => Vec::new(),
    }
}

fn inline_in_markup(text: &str) -> Vec<Violation> {
    let mut violations = found(text, &["<style", " style=\"", "javascript:"], "is inline");
    for (at, tag) in text.match_indices("<script") {
        let end = text[at..].find('>').map_or(text.len(), |end| at + end);
        if !text[at + tag.len()..end].contains(" src=") {
            violations.push((line_of(text, at), "a script without `src`".to_owned()));
        }
    }
    for (at, handler) in text.match_indices(" on") {
        let name: String = text[at + 1..].chars().take_while(|c| is_word(*c)).collect();
        if name.len() > handler.len() && text[at + 1 + name.len()..].starts_with("=\"") {
            violations.push((line_of(text, at), format!("the handler `{name}`")));
        }
    }
    violations
}

/// Nothing that the page ships refers to another host. A lesson may link to one, but must not load anything from it.
fn third_parties(source: &Source) -> Vec<Violation> {
    let shown = match source.extension() {
        "rs" if source.path.starts_with("src/") => &source.literals,
        "html" | "css" | "js" | "mjs" if !source.path.starts_with("tests/") => &source.text,
        "md" if source.path.starts_with("lessons/") => {
            return found(&source.text, &["](http://", "src=\"http", "](//"], "fetches from another host");
        }
        _ => return Vec::new(),
    };
    let mut violations = Vec::new();
    for (at, scheme) in shown.match_indices("://") {
        let start = shown[..at].rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| at + 1);
        let names_host = shown[at + scheme.len()..].starts_with(|c: char| c.is_alphanumeric());
        if names_host && !NAMESPACES.iter().any(|namespace| shown[start..].starts_with(namespace)) {
            violations.push((line_of(shown, at), "names another host".to_owned()));
        }
    }
    violations
}

/// Colours are defined in `style/tokens.css`, so that a theme can change them; the black of a shadow does not count.
fn tokens(source: &Source) -> Vec<Violation> {
    let is_design = source.extension() == "css" && source.path != "style/tokens.css";
    if !is_design {
        return Vec::new();
    }
    let mut violations = found(&source.text, &["hsl(", "oklch("], "is a colour outside style/tokens.css");
    for (at, _) in source.text.match_indices(": #") {
        violations.push((line_of(&source.text, at), "a colour outside style/tokens.css".to_owned()));
    }
    violations
}

/// Paths in documents and comments must exist. Words in capitals are placeholders.
fn places(source: &Source) -> Vec<Violation> {
    const FOLDERS: &[&str] = &["src/", "tests/", "style/", "lessons/", "xtask/", "examples/"];
    let is_made_up = source.path.starts_with("tests/tidy/");
    let told = if source.extension() == "rs" { &source.comments } else { &source.text };
    let mut violations = Vec::new();
    for (at, _) in FOLDERS.iter().flat_map(|folder| told.match_indices(folder)).filter(|_| !is_made_up) {
        let is_in_path = |c: char| is_word(c) || "./-".contains(c);
        let end = told[at..].find(|c| !is_in_path(c)).map_or(told.len(), |end| at + end);
        let place = told[at..end].trim_end_matches(['.', '/']);
        let is_open = place.ends_with('-') || ["NN", "SLUG"].iter().any(|name| place.contains(name));
        let exists = || Path::new(env!("CARGO_MANIFEST_DIR")).join(place).exists();
        if !told[..at].ends_with(is_in_path) && !is_open && !exists() {
            violations.push((line_of(told, at), format!("there is no `{place}`")));
        }
    }
    if source.extension() == "md" && !source.path.contains('/') {
        for (at, _) in told.match_indices("](") {
            let link = told[at + 2..].split([')', '#']).next().unwrap_or_default();
            let is_ours = !link.contains("://");
            if is_ours && !Path::new(env!("CARGO_MANIFEST_DIR")).join(link).exists() {
                violations.push((line_of(told, at), format!("there is no `{link}`")));
            }
        }
    }
    violations
}

fn found(text: &str, wanted: &[&str], wrong: &str) -> Vec<Violation> {
    let hits = wanted.iter().flat_map(|what| text.match_indices(what));
    hits.map(|(at, what)| (line_of(text, at), format!("`{}` {wrong}", what.trim()))).collect()
}
