//! What can be seen by reading: layers, sizes, documentation, what must never stand in a file, and tables that
//! must agree with each other. Nothing is built or run; what the compiler and clippy see is left to them.
//!
//! A rule is a function from a file to its violations, a row of `RULES` in `tidy/rules.rs`, and is tried on made-up
//! files in `tidy/made_up.rs`; what concerns the project as a whole is a test of its own here. Each exception
//! stands in a table with its reason, and must still be one.

mod tidy {
    pub mod circles;
    mod made_up;
    pub mod rules;
    pub mod source;
}

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tidy::circles::circles;
use tidy::rules::{RULES, lines, signals_written};
use tidy::source::{Function, Source};

/// The layers, lowest first, and the layers that each may use besides itself.
static LAYERS: &[(&str, &[&str])] = &[
    ("diag", &[]),
    ("tensor", &[]),
    ("autodiff", &["tensor"]),
    ("program", &["tensor", "autodiff"]),
    ("gpu", &["tensor", "autodiff", "program"]),
    ("nn", &["tensor", "autodiff", "program"]),
    ("chart", &[]),
    ("language", &["diag", "tensor", "autodiff"]),
    ("stdlib", &["diag", "tensor", "autodiff", "program", "nn", "language"]),
    // The compiler runs the language itself, so that every number in a lesson is computed, lists the tables, and keeps
    // as much room as a chart takes.
    ("lesson", &["diag", "tensor", "autodiff", "nn", "chart", "language", "stdlib"]),
    ("kernel", &["diag", "tensor", "autodiff", "program", "nn", "language", "stdlib"]),
    ("lab", &["diag", "tensor", "autodiff", "program", "nn", "language", "stdlib"]),
    ("compute", &["tensor", "autodiff", "program", "gpu", "lab"]),
    ("worker", &["kernel", "lab", "compute"]),
    ("view", &["diag", "nn", "chart", "language", "lesson", "kernel", "lab", "compute"]),
    ("app", &["diag", "nn", "chart", "language", "lesson", "kernel", "lab", "compute", "view"]),
];

/// What the page's layers, `view` and `app`, may name of the layers whose code must stay out of its module: messages, text and tables,
/// and nothing that computes.
static NAMED_BY_THE_PAGE: &[(&str, &[&str])] = &[
    ("compute", &["Action", "Pool", "GpuState", "Kind", "Part", "Placement", "LastRun", "message"]),
    ("kernel", &["message", "query"]),
    (
        "language",
        &[
            "Highlight",
            "TextEdit",
            "entry_name",
            "highlight",
            "partial_name",
            "split_entry_name",
            "symbol_before",
            "symbols_from",
        ],
    ),
    (
        "lab",
        &[
            "FEATURES",
            "Feature",
            "PRESETS",
            "Preset",
            "Reading",
            "Style",
            "csv",
            "digits",
            "lacking",
            "landscape",
            "losses",
            "message",
            "settings",
            "Settings",
        ],
    ),
    (
        "nn",
        &["DATA_SETS", "DataSet", "INITIALISERS", "Knob", "OPTIMISERS", "Optimiser", "SCHEDULES", "Samples"],
    ),
];

/// Outside crates and the layers that may name them.
static CRATES: &[(&str, &[&str])] = &[
    ("fluxion-kernels", &["tensor", "chart"]),
    ("js-sys", &["app", "view", "worker"]),
    ("leptos", &["app"]),
    // Charts too: what the compiler would link in its place is the same library once more.
    ("libm", &["app", "autodiff", "chart", "lab", "nn", "tensor", "view"]),
    ("ndarray", &["tensor"]),
    ("plotters", &["chart"]),
    ("plotters-backend", &["chart"]),
    ("plotters-canvas", &["app"]),
    ("postcard", &["kernel", "lesson"]),
    ("pulldown-cmark", &["lesson"]),
    ("pulldown-latex", &["lesson"]),
    ("rand", &["tensor"]),
    ("serde", &["app", "compute", "diag", "kernel", "lab", "lesson", "view", "worker"]),
    ("toml", &["lesson"]),
    ("wasm-bindgen", &["app", "worker"]),
    ("wasm-bindgen-futures", &["app", "worker"]),
    ("web-sys", &["app", "worker"]),
    ("wgpu", &["gpu"]),
];

/// The most lines that a file and a function may have.
const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 60;

/// Longer files, and why.
static LONG_FILES: &[(&str, &str)] = &[
    ("style/components.css", "one block a component"),
    ("style/live.css", "one block a component"),
    ("tests/charts.rs", "pictures to draw are data"),
    ("tests/lessons.rs", "an author's mistakes are data"),
];

/// Longer functions, and why.
static LONG_FUNCTIONS: &[(&str, &str, &str)] = &[
    ("src/app/number.rs", "Spin", "one spin button's keys, pointer and names"),
    ("src/autodiff/arrays/fold.rs", "rows", "a table"),
    ("src/autodiff/arrays/matrix.rs", "rows", "a table"),
    ("src/autodiff/arrays/shaping.rs", "rows", "a table"),
    ("src/autodiff/ops/activation.rs", "rows", "a table"),
    ("src/autodiff/ops/arithmetic.rs", "rows", "a table"),
    ("src/autodiff/ops/comparison.rs", "rows", "a table"),
    ("src/autodiff/ops/exponential.rs", "rows", "a table"),
    ("src/language/lower/expression.rs", "value", "one arm a form of expression"),
    ("src/language/machine/containers.rs", "containers", "one arm an instruction"),
    ("src/language/machine/rare.rs", "rare", "one arm an instruction"),
    ("src/language/machine/run.rs", "instructions", "one arm an instruction"),
    ("src/language/walk.rs", "for_each_child", "one arm a form of expression"),
    ("tests/language/random.rs", "expression", "one arm a form of expression"),
];

/// Files whose effects write signals, and why they do.
static EFFECTS: &[(&str, &str)] = &[
    ("src/app/cell.rs", "a timer writes: the effect only starts it"),
    ("src/app/canvas.rs", "the next frame paints: the effect only asks for it"),
    ("src/app/lesson.rs", "a lesson that has arrived is shown: the effect only fetches it"),
    ("src/app/figures/stepper.rs", "a timer writes: the effect only starts it"),
];

/// Families of files that import each other, and why; everywhere else imports run downwards only. A family lists its
/// modules; a name with a slash at its end stands for a whole folder.
static FAMILIES: &[(&[&str], &str)] = &[
    (&["language/"], "values, the machine that runs code, and the arrays and functions that are values"),
    (
        &["lesson/compile/block", "lesson/compile/figure", "lesson/compile/prose"],
        "blocks, figures among them, contain prose, and prose contains blocks",
    ),
    (&["lesson/compile", "lesson/compile/draft"], "a draft of a lesson, and the errors of compiling it"),
    (&["nn/chain", "nn/layer"], "a chain is a layer, and made of layers"),
    (&["app/figures/race", "app/figures/roster"], "a race and the list of its runners"),
];

/// The page's content policy, directive by directive. `ARCHITECTURE.md` has the reasons.
static POLICY: &[&str] = &[
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
];

#[test]
fn every_file_keeps_every_rule() {
    let violations: Vec<String> = project()
        .iter()
        .flat_map(|source| {
            RULES.iter().flat_map(move |(rule, check)| {
                let told = move |(line, what)| format!("{}:{line}: {rule}: {what}", source.path);
                check(source).into_iter().map(told)
            })
        })
        .collect();
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

#[test]
fn every_layer_is_in_the_table() {
    let lib = read("src/lib.rs");
    let modules: BTreeSet<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(modules, LAYERS.iter().map(|(layer, _)| *layer).collect());
    for (at, (layer, uses)) in LAYERS.iter().enumerate() {
        for used in *uses {
            let lower = LAYERS[..at].iter().any(|(lower, _)| lower == used);
            assert!(lower, "{layer} may use {used}, which is no lower layer");
        }
    }
}

#[test]
fn imports_run_downwards_outside_of_families() {
    let is_in = |module: &String, family: &[&str]| {
        family.iter().any(|own| own == module || own.ends_with('/') && module.starts_with(own))
    };
    let circles = circles(&project());
    let is_family = |circle: &Vec<String>, family: &[&str]| circle.iter().all(|module| is_in(module, family));
    let outside: Vec<String> = circles
        .iter()
        .filter(|circle| !FAMILIES.iter().any(|(family, _)| is_family(circle, family)))
        .map(|circle| circle.join(", "))
        .collect();
    assert!(outside.is_empty(), "these files import each other:\n{}\n", outside.join("\n"));
    for (family, reason) in FAMILIES {
        let still = circles.iter().any(|circle| is_family(circle, family));
        assert!(still, "{family:?} do not import each other now: take them off ({reason})");
    }
}

#[test]
fn exceptions_are_still_exceptions() {
    let project = project();
    let file = |path: &str| {
        project.iter().find(|source| source.path == path).unwrap_or_else(|| panic!("{path} is gone"))
    };
    for (path, reason) in LONG_FILES {
        assert!(lines(file(path)) > FILE_LINES, "{path} is short enough now: take it off ({reason})");
    }
    for (path, reason) in EFFECTS {
        assert!(
            !signals_written(file(path)).is_empty(),
            "{path} writes no signal now: take it off ({reason})"
        );
    }
    for (path, name, reason) in LONG_FUNCTIONS {
        let is_long = |f: &Function| f.name == *name && f.lines > FUNCTION_LINES;
        let still = file(path).functions().iter().any(is_long);
        assert!(still, "{path}: `{name}` is short enough now: take it off ({reason})");
    }
}

#[test]
fn every_dependency_has_its_layers_and_its_reason() {
    let manifest = read("Cargo.toml");
    let all: BTreeSet<String> = dependencies(&manifest, "dependencies]");
    let shipped: BTreeSet<String> = dependencies(&manifest, "dependencies]")
        .difference(&dependencies(&manifest, "dev-dependencies]"))
        .cloned()
        .chain(dependencies(&manifest, "[dependencies]"))
        .collect();
    let listed: BTreeSet<String> = CRATES.iter().map(|(name, _)| name.to_string()).collect();
    assert_eq!(shipped, listed, "the dependencies of Cargo.toml, and those of the table CRATES");
    let documented = documented(&read("ARCHITECTURE.md"));
    assert_eq!(all, documented, "the dependencies of Cargo.toml, and those of the table in ARCHITECTURE.md");
}

#[test]
fn the_page_has_the_content_policy() {
    let page = read("index.html");
    let policy = page.split_once("\"Content-Security-Policy\" content=\"").map(|(_, rest)| rest);
    let policy = policy.and_then(|rest| rest.split('"').next()).expect("index.html states a policy");
    assert_eq!(policy.split("; ").collect::<Vec<_>>(), POLICY);
}

/// Every file that is written by hand and that a rule may concern.
fn project() -> Vec<Source> {
    const FOLDERS: &[&str] = &["src", "xtask", "tests", "examples", "style", "lessons"];
    // Another project's files as they came.
    const VENDORED: &[&str] = &["tests/e2e/axe.min.js", "style/fonts/LICENSE-source-serif.md"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut waiting: Vec<_> = FOLDERS.iter().map(|folder| root.join(folder)).collect();
    let mut paths = Vec::new();
    while let Some(folder) = waiting.pop() {
        paths.extend(entries(&folder).filter(|path| path.is_file()));
        waiting.extend(entries(&folder).filter(|path| path.is_dir()));
    }
    paths.extend(entries(root).filter(|path| path.is_file()));
    let mut project = Vec::new();
    for path in paths {
        let name = path.strip_prefix(root).expect("it was found there").to_string_lossy().replace('\\', "/");
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        let is_ours = ["rs", "mjs", "js", "css", "html", "md", "py"].contains(&&*extension)
            && !name.starts_with('.')
            && !VENDORED.contains(&&*name);
        if is_ours {
            let text = read(&name);
            project.push(if extension == "rs" {
                Source::rust(&name, &text)
            } else {
                Source::other(&name, &text)
            });
        }
    }
    project.sort_by(|a, b| a.path.cmp(&b.path));
    project
}

fn entries(folder: &Path) -> impl Iterator<Item = std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("a folder that was opened can be read").path())
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names in the tables of a manifest whose heading ends in `heading`.
fn dependencies(manifest: &str, heading: &str) -> BTreeSet<String> {
    let mut inside = false;
    let mut names = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with(heading);
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| inside) {
            names.extend((!name.starts_with([' ', '#', ']'])).then(|| name.to_owned()));
        }
    }
    names
}

/// The names in the first column of the table below the heading "Dependencies".
fn documented(architecture: &str) -> BTreeSet<String> {
    let after = architecture.split("\n## Dependencies").nth(1).unwrap_or_default();
    let section = after.split("\n## ").next().unwrap_or_default();
    let firsts = section.lines().filter_map(|line| line.strip_prefix("| `")?.split(" |").next());
    firsts.flat_map(|first| first.split("`, `").map(|name| name.trim_end_matches('`').to_owned())).collect()
}
