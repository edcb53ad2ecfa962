//! Tests of the rules on small made-up files: each rule finds what it should, and nothing else.

use std::collections::BTreeSet;

use super::circles::circles;
use super::rules::RULES;
use super::source::Source;
use crate::{FILE_LINES, FUNCTION_LINES, dependencies, documented};

/// Checks which lines of a file break a rule.
#[track_caller]
fn check(rule: &str, path: &str, text: &str, lines: &[usize]) {
    let source = if path.ends_with(".rs") { Source::rust(path, text) } else { Source::other(path, text) };
    let (_, of) = RULES.iter().find(|(name, _)| *name == rule).expect("a rule of the table");
    let violations = of(&source);
    let found: BTreeSet<usize> = violations.iter().map(|(line, _)| *line).collect();
    assert_eq!(found, lines.iter().copied().collect(), "{rule}, {path}: {violations:?}\n{text}");
}

#[test]
fn a_layer_uses_lower_layers_only() {
    let check = |path, text, lines: &[usize]| check("layers", path, text, lines);
    check("src/tensor/dense.rs", "use crate::tensor::Shape;\nuse crate::kernel::Kernel;", &[2]);
    check(
        "src/tensor/dense.rs",
        "use crate::{\n    tensor::{Shape, kernel},\n    kernel::{self, app},\n};",
        &[3],
    );
    check("src/tensor/dense.rs", "//! [`x`](crate::kernel)\n// crate::app\nlet x = \"crate::app\";", &[]);
    check("src/tensor/dense.rs", "fn f() -> crate::chart::Theme {}", &[1]);
    check("src/tensor/dense.rs", "use super::super::language::Session;\nuse super::language;", &[1]);
    check("src/tensor/mod.rs", "use super::{language, diag};", &[1]);
    check("src/stdlib/mod.rs", "use crate::language::Session;\nuse fluxion::chart::Curve;", &[2]);
    check("src/app/cell.rs", "use crate::{chart, kernel, lesson::spec};", &[]);
    check("src/app/cell.rs", "use crate::stdlib::TABLES;", &[1]);
    check("src/kernel/mod.rs", "pub(crate) mod app;\nuse crate::app;", &[2]);
    check("tests/kernel.rs", "use fluxion::app::page;", &[]);
}

#[test]
fn the_page_names_nothing_that_computes() {
    let check = |path, text, lines: &[usize]| check("what the page names", path, text, lines);
    check(
        "src/app/cell.rs",
        "use crate::language::{Highlight, highlight};\nuse crate::kernel::query::Curve;",
        &[],
    );
    check("src/app/cell.rs", "use crate::language::{\n    Highlight, highlight,\n    names,\n};", &[3]);
    check("src/app/cell.rs", "let kernel = crate::kernel::Kernel::new(now);", &[1]);
    check("src/app/cell.rs", "use crate::{\n    chart,\n    language,\n};", &[3]);
    check("src/app/figures/race.rs", "use super::super::super::nn::{Knob, Trainer};", &[1]);
    check("src/view/words.rs", "use crate::nn::Trainer;", &[1]);
    check("src/lesson/mod.rs", "use crate::language::Session;", &[]);
}

#[test]
fn a_test_in_the_page_would_never_run() {
    let check = |path, lines: &[usize]| {
        check("tests in the page", path, "//! A file.\n\n#[test]\nfn it_works() {}\n", lines);
    };
    check("src/app/cell.rs", &[3]);
    check("src/app/figures/race.rs", &[3]);
    check("src/view/route.rs", &[]);
}

#[test]
fn circles_are_found_and_passed_on_names_followed() {
    let check = |files: &[(&str, &str)], expected: &[&str]| {
        let project: Vec<Source> = files.iter().map(|(path, text)| Source::rust(path, text)).collect();
        let found: Vec<String> = circles(&project).iter().map(|circle| circle.join(" ")).collect();
        assert_eq!(found, expected, "{files:?}");
    };
    let upper = ("src/chart/upper.rs", "use super::{lower::{Low, lowest}};\n");
    check(&[upper, ("src/chart/lower.rs", "use std::fmt;\n")], &[]);
    check(&[upper, ("src/chart/lower.rs", "use crate::chart::upper::Up;\n")], &["chart/lower chart/upper"]);
    check(
        &[upper, ("src/chart/lower.rs", "fn low() -> super::upper::Up {}\n")],
        &["chart/lower chart/upper"],
    );
    check(
        &[upper, ("src/chart/lower.rs", "#[cfg(test)]\nmod tests {\n    use super::super::upper::Up;\n}\n")],
        &[],
    );
    // `Up` is only passed on by the file that names the layer.
    let facade = ("src/chart/mod.rs", "mod lower;\nmod upper;\npub use upper::Up;\nuse lower::Low;\n");
    check(&[upper, facade, ("src/chart/lower.rs", "use crate::chart::Up;\n")], &["chart/lower chart/upper"]);
    check(&[facade, ("src/chart/lower.rs", "use super::Chart;\n")], &["chart chart/lower"]);
}

#[test]
fn effects_write_no_signals() {
    let check = |text, lines: &[usize]| check("effects", "src/app/a.rs", text, lines);
    check("react(move || {\n    let x = (a.get(), 1);\n    b.set(x);\n});\nc.set(1);", &[3]);
    check("react(move || mark(&root, \"title\", &words.get()));\nlet go = move || a.set(1);", &[]);
}

#[test]
fn a_crate_has_its_layer() {
    let check = |path, text, lines: &[usize]| check("outside crates", path, text, lines);
    check(
        "src/language/lexer.rs",
        "use leptos::prelude::*;\nlet x = libm::exp(1.0);\nlet libm = 1;",
        &[1, 2],
    );
    check("src/autodiff/ops/mod.rs", "use libm::exp;\nuse super::libm::x;", &[]);
    check("src/kernel/mod.rs", "#[cfg(test)]\nmod tests {\n    use web_sys::Node;\n}\nuse web_sys;", &[5]);
    check("src/kernel/mod.rs", "use web_sys::Worker;", &[1]);
}

#[test]
fn a_file_says_what_it_is() {
    let check = |path, text, lines: &[usize]| check("opening", path, text, lines);
    check("src/a.rs", "//! What lives here.\n", &[]);
    check("src/a.rs", "use std::fs;\n//! Too late.", &[1]);
    check("style/a.css", "/* What lives here. */", &[]);
    check("style/a.css", ".a { color: red }", &[1]);
    check("a.mjs", "import x from 'y';", &[1]);
    check("a.html", "<!doctype html>\n<html>", &[1]);
}

#[test]
fn sizes_are_counted() {
    let long =
        |count| format!("//! x\nfn f(x: [u8; 2]) {{\n{}}}\nfn g();\nfn h() {{}}\n", "    x;\n".repeat(count));
    check("function size", "src/a.rs", &long(FUNCTION_LINES - 2), &[]);
    check("function size", "src/a.rs", &long(FUNCTION_LINES - 1), &[2]);
    check("function size", "src/autodiff/ops/arithmetic.rs", &long(99).replace("fn f", "fn rows"), &[]);
    check("file size", "src/a.rs", &"\n".repeat(FILE_LINES), &[]);
    check("file size", "src/a.rs", &"\n".repeat(FILE_LINES + 1), &[FILE_LINES]);
    check("file size", "tests/lessons.rs", &"\n".repeat(FILE_LINES + 1), &[]);
}

#[test]
fn programs_end_with_a_reason() {
    let check = |path, text, lines: &[usize]| check("unwrap", path, text, lines);
    check(
        "src/a.rs",
        "a.unwrap();\nb.unwrap_or(1);\n/// c.unwrap()\nd(\".unwrap()\");\npanic!(\"\");\nunreachable!();\nunreachable!(\"why\")",
        &[1, 5, 6],
    );
    check("src/a.rs", "#[cfg(test)]\nmod tests { fn f() { a.unwrap(); } }\nb.unwrap();", &[3]);
    check("src/a.rs", "#[cfg(test)]\nuse b;\nb.unwrap();", &[3]);
    check("tests/a.rs", "a.unwrap();", &[]);
}

#[test]
fn nothing_is_left_over() {
    let check = |path, text: &str, lines: &[usize]| check("left over", path, text, lines);
    let note = concat!("TO", "DO");
    check("src/a.rs", "dbg!(x);\ntodo!();\n// todo! and dbg! are fine here\nlet dbg = 1;", &[1, 2]);
    check("src/a.rs", &format!("// {note}: later\nlet x = \"{note}\";\n/* a /* b */ {note} */"), &[1, 3]);
    check("a.md", &format!("# x\n{note}\n{note}S are a word of their own"), &[2]);
}

#[test]
fn lints_are_switched_off_with_a_reason() {
    let check = |text, lines: &[usize]| check("exceptions with reasons", "src/a.rs", text, lines);
    check("#[allow(dead_code)]\n#[allow(dead_code, reason = \"why\")]\n#![allow(\n    unused\n)]", &[1, 3]);
    check("#[cfg_attr(test, allow(unused))]\n#[expect(unused)]\nx.expect(\"y\");", &[1, 2]);
}

#[test]
fn unsafe_is_seen() {
    check("unsafe", "src/a.rs", "// unsafe\nunsafe { x }\nlet y = \"unsafe\";\nunsafe_code()", &[2]);
}

#[test]
fn nothing_is_inline() {
    let check = |path, text, lines: &[usize]| check("inline", path, text, lines);
    check("index.html", "<script src=\"a.js\"></script>\n<script>x</script>", &[2]);
    check("index.html", "<p style=\"color: red\">\n<p class=\"style\">\n<style>\n</style>", &[1, 3]);
    check("index.html", "<p onclick=\"x\">\n<p data-on=\"x\" on=\"y\">\n<a href=\"javascript:x\">", &[1, 3]);
    check("src/app/a.rs", "view! { <p style=\"a\" on:click=f> }\nview! { <p style:--x=y> }", &[1]);
    check(
        "src/app/a.rs",
        r#"f("<p class=\"a\">");
f("<p style=\"a\">");
f("<p onclick=\"a\">")"#,
        &[2, 3],
    );
    check("boot.mjs", "// x\neval(y);", &[2]);
}

#[test]
fn no_other_host_is_named() {
    let check = |path, text, lines: &[usize]| check("third parties", path, text, lines);
    check("index.html", "<link href=\"https://fonts.example/a\">\n<a href=\"#/x\">", &[1]);
    check(
        "src/app/a.rs",
        "// https://example.org\nf(\"https://\");\nf(\"http://www.w3.org/2000/svg\");",
        &[],
    );
    check("src/app/a.rs", "f(\"wss://example.org\")", &[1]);
    check("lessons/01-a.md", "[a](https://example.org)\n<img src=\"https://example.org\">", &[2]);
    check("tests/e2e/main.rs", "f(\"http://127.0.0.1\")", &[]);
}

#[test]
fn colours_are_tokens() {
    let check = |path, text, lines: &[usize]| check("design tokens", path, text, lines);
    check("style/base.css", "a { color: #fff }\nb { color: var(--ink) }\n#id { margin: 0 }", &[1]);
    check("style/tokens.css", "a { color: #fff }", &[]);
}

#[test]
fn what_is_pointed_at_is_there() {
    let check = |path, text, lines: &[usize]| check("places", path, text, lines);
    check("src/a.rs", "// See `src/lib.rs`, src/app/.\n// And src/gone.rs.\nf(\"src/gone.rs\")", &[2]);
    check("README.md", "[a](LICENSE) and [b](GONE)\n[c](https://example.org) [d](README.md#x)", &[1]);
    check("README.md", "`lessons/NN-slug.md`, `tests/language/*.jl`\n`tests/gone/*.jl`, `my/src/gone`", &[2]);
}

#[test]
fn tables_are_read_as_text() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\na-b = \"1\"\nc = { version = \"1\", features = [\n    \"d\",\n] }\n\
                    [target.'cfg(unix)'.dev-dependencies]\ne = \"1\"\n[lints.rust]\nf = \"deny\"\n";
    let names = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<BTreeSet<String>>();
    assert_eq!(dependencies(manifest, "[dependencies]"), names(&["a-b", "c"]));
    assert_eq!(dependencies(manifest, "dependencies]"), names(&["a-b", "c", "e"]));
    let text = "# x\n| `no` | y |\n## Dependencies\n| what | why |\n|---|---|\n| `a-b`, `c` | `d` |\n## More\n| `e` | f |\n";
    assert_eq!(documented(text), names(&["a-b", "c"]));
}

#[test]
fn literals_and_comments_are_not_code() {
    let text =
        "let a = 'x'; let b: &'static str = r#\"fn no() { \"#; let c = '\\''; // fn no() {\nfn yes() { '{' }";
    let source = Source::rust("src/a.rs", text);
    let names: Vec<(String, usize)> = source.functions().into_iter().map(|f| (f.name, f.line)).collect();
    assert_eq!(names, [("yes".to_owned(), 2)]);
    assert!(source.code.contains("'static str"));
    assert!(source.comments.contains("fn no()") && !source.comments.contains("yes"));
}
