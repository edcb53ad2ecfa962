//! Circles of imports between the files of a layer: `a` uses `b`, which uses `a` again, perhaps through others.
//!
//! Every path that begins with `crate`, `super`, `self` or a child module counts. A name that a file only passes on
//! (`pub use`) is followed to the file that defines it.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Source, is_word, words};

/// A module's path from the root of the crate.
type Module = Vec<String>;

/// A path as it is written, made absolute, and whether the file only passes the name on.
struct Import {
    path: Module,
    is_passed_on: bool,
}

/// The files of `src/` that lie on a circle, each circle sorted: `kernel/reach` stands for `src/kernel/reach.rs`.
pub fn circles(project: &[Source]) -> Vec<Vec<String>> {
    let files = project.iter().filter(|source| source.extension() == "rs");
    let modules: BTreeMap<Module, &Source> = files
        .filter_map(|source| Some((source.module()?.into_iter().map(str::to_owned).collect(), source)))
        .filter(|(module, _): &(Module, _)| module.first().is_some_and(|layer| layer != "bin"))
        .collect();
    let imports: BTreeMap<&Module, Vec<Import>> =
        modules.iter().map(|(module, source)| (module, imports(module, source, &modules))).collect();
    let uses = |module: &Module| -> BTreeSet<Module> {
        let own = imports[module].iter().filter(|import| !import.is_passed_on);
        let targets = own.filter_map(|import| defining(&import.path, &imports, 0));
        targets.filter(|target| target != module && target.first() == module.first()).collect()
    };
    let edges: BTreeMap<&Module, BTreeSet<Module>> =
        modules.keys().map(|module| (module, uses(module))).collect();
    let reached: BTreeMap<&Module, BTreeSet<&Module>> =
        edges.keys().map(|module| (*module, reachable(module, &edges))).collect();
    let mut found = BTreeSet::new();
    for (module, below) in &reached {
        let circle: Vec<String> =
            below.iter().filter(|other| reached[**other].contains(module)).map(|m| m.join("/")).collect();
        if below.contains(module) {
            found.insert(circle);
        }
    }
    found.into_iter().collect()
}

/// Everything that a module reaches over one or more imports.
fn reachable<'m>(start: &Module, edges: &'m BTreeMap<&'m Module, BTreeSet<Module>>) -> BTreeSet<&'m Module> {
    let (mut reached, mut waiting) = (BTreeSet::new(), vec![start]);
    while let Some(module) = waiting.pop() {
        for next in &edges[module] {
            if reached.insert(next) {
                waiting.push(next);
            }
        }
    }
    reached
}

/// The file that defines what a path names: the longest part of the path that is a file, or where that file has the
/// name from.
fn defining(path: &[String], imports: &BTreeMap<&Module, Vec<Import>>, depth: usize) -> Option<Module> {
    const DEEPEST: usize = 8;
    let length = (1..=path.len()).rev().find(|length| imports.contains_key(&path[..*length].to_vec()))?;
    let module = path[..length].to_vec();
    let Some(name) = path.get(length).filter(|_| depth < DEEPEST) else { return Some(module) };
    let passed_on = imports[&module]
        .iter()
        .find(|other| other.is_passed_on && other.path.last() == Some(name) && other.path.as_slice() != path);
    match passed_on {
        Some(other) => defining(&other.path, imports, depth + 1),
        None => Some(module),
    }
}

/// Every path in a file that leads to another place of the crate.
fn imports(module: &Module, source: &Source, modules: &BTreeMap<Module, &Source>) -> Vec<Import> {
    let code = source.shipped.as_str();
    let mut found = Vec::new();
    let mut add = |base: &[String], at: usize, is_passed_on: bool| {
        for rest in tree(code, &mut { at }) {
            found.push(Import { path: base.iter().cloned().chain(rest).collect(), is_passed_on });
        }
    };
    for root in ["crate", "super", "self"] {
        for (at, _) in words(code, root).filter(|(at, _)| !code[..*at].ends_with("::")) {
            let levels = code[at..].split("::").take_while(|part| *part == "super").count();
            let base = match root {
                "crate" => &[],
                _ => &module[..module.len().saturating_sub(levels)],
            };
            let begin = at + root.len().max(levels * "super::".len() - 2 * usize::from(levels > 0));
            if code[begin..].starts_with("::") {
                add(base, begin + 2, is_public_use(&code[..at]));
            }
        }
    }
    for (at, _) in words(code, "use") {
        let first: String = code[at + 3..].trim_start().chars().take_while(|c| is_word(*c)).collect();
        let child: Module = module.iter().cloned().chain([first]).collect();
        if modules.contains_key(&child) {
            let begin = at + 3 + code[at + 3..].len() - code[at + 3..].trim_start().len();
            add(module, begin, is_public_use(&code[..at + 3]));
        }
    }
    found
}

/// Whether a text ends in `pub use `, with or without a restriction.
fn is_public_use(before: &str) -> bool {
    let Some(before) = before.trim_end().strip_suffix("use") else { return false };
    let line = before.rsplit(['\n', ';', '}']).next().unwrap_or_default().trim();
    line == "pub" || (line.starts_with("pub(") && line.ends_with(')'))
}

/// The paths that a use tree stands for; `at` moves behind it.
fn tree(code: &str, at: &mut usize) -> Vec<Module> {
    skip(code, at, char::is_whitespace);
    if code[*at..].starts_with('{') {
        *at += 1;
        let mut paths = Vec::new();
        loop {
            skip(code, at, |c| c.is_whitespace() || c == ',');
            let before = *at;
            paths.extend(tree(code, at));
            // Another name (`as other`), or something that is no list of names at all.
            let is_over = code[*at..].starts_with('}');
            if is_over || *at >= code.len() {
                *at += usize::from(is_over);
                return paths;
            }
            if *at == before {
                *at += code[*at..].chars().next().map_or(1, char::len_utf8);
            }
        }
    }
    let begin = *at;
    skip(code, at, |c| is_word(c) || c == '*');
    let name = code[begin..*at].to_owned();
    if name.is_empty() || name == "as" {
        return Vec::new();
    }
    if !code[*at..].starts_with("::") {
        return vec![vec![name]];
    }
    *at += 2;
    let mut rest = tree(code, at);
    if rest.is_empty() {
        rest.push(Vec::new());
    }
    rest.into_iter().map(|path| [vec![name.clone()], path].concat()).collect()
}

fn skip(code: &str, at: &mut usize, is_skipped: impl Fn(char) -> bool) {
    *at += code[*at..].find(|c| !is_skipped(c)).unwrap_or(code.len() - *at);
}
