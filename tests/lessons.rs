//! The lessons that we ship compile, and every mistake that an author can make is said with its place.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use fluxion::lesson::compile::{Course, Mistake, Source, compile, read_course};
use fluxion::lesson::figures::{FIGURES, Kind};
use fluxion::lesson::spec::{Lesson, decode, encode};
use fluxion::lesson::term::Term;
use proptest::prelude::*;

/// A lesson without a mistake, with one of everything; the fixtures below break it in one place each.
const SOUND: &str = r#"+++
title = "A slope"
lead = "How steep is [[the ground @ height]]?"
summary = "One slope."
minutes = 5

[names]
height = { hue = "green", is = ["f"] }
gradient = { hue = "blue", is = ["∇f"] }
+++

Stand at $x$ = [[x: 1.5 | -3..3 step 0.1 | place x]], [[y: 1.0 | -2..2 step 0.1]].
The height is [[= f(x, y) @ height | 3 decimals]]; see [below](#the-arrow).

## The arrow

```julia
using Flux.Tracker
f(x, y) = x^2 + 2y^2
∇f(x, y) = Tracker.gradient(f, x, y)
f(1.5, 1.0)    #> 4.25
```

```figure landscape
name = "hill"
title = "The arrow points uphill"
caption = "Here the height is [[= f(x, y)]]."
of = "f"
at = ["x", "y"]
gradient = true
controls = ["x"]
```

```predict arrow
ask = "Where will it point?"
truth = "∇f(x, y)"
because = "Its parts are [[= ∇f(x, y)]]."
```

```check
ask = "Stand where `f` is lowest."
when = "f(x, y) < 0.05"
done = "It is [[= f(x, y)]] there."
reach = { x = 0.0, y = 0.0 }
```
"#;

fn source(text: &str) -> Source {
    Source::new("lessons/01-slope.md", text)
}

fn course() -> Course {
    let sources = read_course("lessons".as_ref()).unwrap();
    compile(&sources).unwrap_or_else(|mistakes| panic!("{}", lines(&mistakes)))
}

fn lines(mistakes: &[Mistake]) -> String {
    mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Compiles the sound lesson with `from` replaced by `to`, and compares what the compiler says.
#[track_caller]
fn check(from: &str, to: &str, messages: &[&str]) {
    assert_eq!(SOUND.matches(from).count(), 1, "the sound lesson holds {from:?} once");
    let broken = SOUND.replacen(from, to, 1);
    let said = compile(&[source(&broken)]).err().unwrap_or_default();
    let expected: Vec<String> =
        messages.iter().map(|message| format!("lessons/01-slope.md:{message}")).collect();
    assert_eq!(lines(&said), expected.join("\n"));
}

#[test]
fn every_lesson_compiles_with_the_outputs_that_it_states() {
    let course = course();
    assert!(course.lessons.len() >= 3);
    assert_eq!(course.lessons[0].lesson.entry.slug, "home");
}

#[test]
fn every_lesson_has_what_a_lesson_needs() {
    for compiled in course().lessons.iter().filter(|compiled| compiled.lesson.entry.is_lesson()) {
        let Lesson { entry, gates, checks, figures, params, .. } = &compiled.lesson;
        assert!(gates.len() >= 2, "{}: at least two predictions", entry.slug);
        assert!((3..=5).contains(&checks.len()), "{}: three to five checks", entry.slug);
        assert!(!figures.is_empty() && !params.is_empty(), "{}", entry.slug);
        assert_eq!(entry.checks as usize, checks.len());
    }
}

#[test]
fn the_editors_know_every_function_with_a_line_of_help() {
    let words = fluxion::lesson::compile::words();
    for known in ["gradient", "Dense", "tanh", "sum", "onehotbatch"] {
        assert!(words.iter().any(|word| word.name == known), "{known}");
    }
    assert!(words.windows(2).all(|pair| pair[0].name < pair[1].name));
    for word in &words {
        assert!(!word.about.is_empty() && !word.about.contains('\n') && !word.module.is_empty(), "{word:?}");
    }
}

#[test]
fn specifications_survive_encoding() {
    for compiled in course().lessons {
        let bytes = encode(&compiled.lesson).unwrap();
        assert_eq!(decode::<Lesson>(&bytes), Ok(compiled.lesson));
    }
}

#[test]
fn fragments_keep_the_content_policy() {
    for compiled in course().lessons {
        let html = &compiled.html;
        for forbidden in [" style=", "<script", "<img", " onclick", "http://", " src=", "<merror"] {
            assert!(!html.contains(forbidden), "{}: {forbidden}", compiled.lesson.entry.slug);
        }
    }
}

#[test]
fn every_index_of_a_fragment_points_into_its_specification() {
    for compiled in course().lessons {
        let lesson = &compiled.lesson;
        let lists = [
            ("data-cell", lesson.cells.len()),
            ("data-number", lesson.numbers.len()),
            ("data-param", lesson.params.len()),
            ("data-figure", lesson.figures.len()),
            ("data-gate", lesson.gates.len()),
            ("data-check", lesson.checks.len()),
        ];
        for (attribute, length) in lists {
            let mut seen = vec![false; length];
            for after in compiled.html.split(&format!("{attribute}=\"")).skip(1) {
                let index: usize = after.split('"').next().unwrap().parse().unwrap();
                seen[index] = true;
            }
            assert!(seen.iter().all(|seen| *seen), "{}: {attribute} {seen:?}", lesson.entry.slug);
        }
    }
}

#[test]
fn the_fragment_states_true_values_before_the_page_is_alive() {
    let course = compile(&[source(SOUND)]).unwrap();
    let html = &course.lessons[0].html;
    for part in [
        "<h1>A slope</h1>",
        r#"<span class="name" data-identity="height" data-hue="green">the ground</span>"#,
        r#"<span class="number number--param" data-param="0" data-name="x" data-digits="4">1.5</span>"#,
        r#"<span class="number" data-number="0" data-identity="height" data-hue="green">4.250</span>"#,
        r##"4.250</span>;</span> see <a href="#/lesson/slope/the-arrow">below</a>.</p>"##,
        r#"<section class="section" id="the-arrow"><h2>The arrow</h2>"#,
        r#"<div class="cell__out">4.25</div>"#,
        r#"<h3 class="figure__title">The arrow points uphill</h3>"#,
        "The landscape of f. At (x, y) = (1.50, 1.00) its height is 4.25.",
        r#"<p class="gate__truth">(3.00, 4.00)</p>"#,
        r#"Stand where <code class="name" data-identity="height" data-hue="green">f</code> is lowest.</p>"#,
    ] {
        assert!(html.contains(part), "{part}\nis not in\n{html}");
    }
}

#[test]
fn specifications_hold_plain_text_with_expressions() {
    let course = compile(&[source(SOUND)]).unwrap();
    let lesson = &course.lessons[0].lesson;
    assert_eq!(lesson.gates[0].because, "Its parts are {= ∇f(x, y)}.");
    assert_eq!(lesson.figures[0].caption, "Here the height is {= f(x, y)}.");
    assert_eq!(lesson.checks[0].ask, "Stand where f is lowest.");
    assert_eq!(lesson.params[0].label, "place x");
    assert!(lesson.params.iter().all(|param| !param.integer));
}

#[test]
fn every_kind_of_figure_can_fill_in_its_words() {
    for kind in FIGURES {
        for inside in (kind.still)().split('{').skip(1) {
            let name = inside.split(['}', ' ']).next().unwrap();
            let known =
                name == "=" || (kind.fields)().iter().any(|field| field.key == name && field.is_required);
            assert!(known, "{}: `{{{name}}}` is no required setting", kind.name);
        }
    }
}

#[test]
fn front_matter_is_checked() {
    check("minutes = 5", "", &["1:1: front matter: `minutes` is missing"]);
    check("minutes = 5", "minutes = 0", &["5:11: front matter: `minutes` is a whole number from 1 to 600"]);
    check(
        "minutes = 5",
        "minuets = 5",
        &[
            "1:1: front matter: `minutes` is missing",
            "5:1: front matter: no setting `minuets`: did you mean `minutes`?",
        ],
    );
    check(
        r#"hue = "green""#,
        r#"hue = "gren""#,
        &[
            "8:19: names: no hue `gren`: did you mean `green`? The hues are blue, gold, green, orange, rose, violet",
        ],
    );
    check(r#"["∇f"]"#, r#"["f"]"#, &["9:12: names: `f` already belongs to `height`"]);
    check(
        r#"["∇f"]"#,
        r#"[""]"#,
        &["9:12: names: write `gradient = { hue = \"blue\", is = [\"a symbol\"] }`"],
    );
}

#[test]
fn a_file_without_front_matter_says_so() {
    let said = compile(&[source("Just words.\n")]).unwrap_err();
    let expected = "lessons/01-slope.md:1:1: front matter is missing: a lesson begins with settings between two \
                    lines of `+++`";
    assert_eq!(lines(&said), expected);
}

#[test]
fn a_file_name_is_two_digits_and_a_slug() {
    let said = compile(&[Source::new("lessons/Slope.md", SOUND)]).unwrap_err();
    let expected = "lessons/Slope.md:1:1: the name of a lesson file is two digits and a slug, like \
                    `04-walking-downhill.md`";
    assert_eq!(lines(&said), expected);
}

#[test]
fn parameters_are_checked() {
    let y = "[[y: 1.0 | -2..2 step 0.1]]";
    let broken = |wrong: &str| format!("{wrong} {y}");
    check(
        y,
        &broken("[[x: 1.0 | -2..2 step 0.1]]"),
        &["12:55: parameter `x` is defined twice: `[[x]]` shows it again"],
    );
    check(
        y,
        &broken("[[z: 5.0 | -2..2 step 0.1]]"),
        &["12:55: parameter `z` starts at 5, outside its range -2..2"],
    );
    check(
        y,
        &broken("[[z: 1.0 | 2..-2 step 0.1]]"),
        &["12:55: parameter `z`: the range must increase and the step must be positive"],
    );
    check(y, &broken("[[z: 1.0]]"), &["12:55: write a parameter as `[[x: 1.5 | -3..3 step 0.1]]`"]);
}

#[test]
fn a_numeral_in_prose_is_bound_or_marked() {
    check(
        "The height is",
        "After 40 steps the height is",
        &[
            "13:7: the numeral 40 is not bound to anything: compute it with `[[= …]]`, or mark it as a constant: `[[! 40]]`",
        ],
    );
    check("The height is", "After [[! 40]] steps the height is", &[]);
    check(
        "Where will it point?",
        "Where will it point at 3.5?",
        &[
            "35:31: the numeral 3.5 is not bound to anything: compute it with `[[= …]]`, or mark it as a constant: `[[! 3.5]]`",
        ],
    );
}

#[test]
fn brackets_close_and_name_something() {
    check("The height is", "At [[x the height is", &["13:4: `[[` without `]]` on the same line"]);
    check(
        "The height is",
        "The [[gradeint]] and the height is",
        &["13:5: `gradeint` is neither a parameter nor a named quantity: did you mean `gradient`?"],
    );
    check(
        "f(x, y) @ height |",
        "f(x, y) @ hight |",
        &["13:15: no named quantity `hight` in the front matter's `[names]`: did you mean `height`?"],
    );
}

#[test]
fn numbers_compute() {
    let number = "[[= f(x, y) @ height | 3 decimals]]";
    check(number, "[[= f(z, y)]]", &["13:21: `f(z, y)`: UndefVarError: z not defined"]);
    check(
        number,
        "[[= f(x, y) | three decimals]]",
        &["13:15: `three decimals` is not a format: write `2 decimals`"],
    );
    check(number, "[[=]]", &["13:15: `[[= ]]` contains no expression"]);
}

#[test]
fn formulas_parse() {
    check("$x$", "$\\fraq{x}{y}$", &["12:10: this TeX does not parse: unknown primitive command found"]);
    check(
        "$x$",
        "$\\textcolor{hieght}{x}$",
        &["12:10: `\\textcolor` takes a named quantity, and `hieght` is not one: did you mean `height`?"],
    );
    check(
        "$x$",
        "$\\color{red} x$",
        &[
            "12:10: this TeX needs a style attribute, which the page's content policy forbids: use `\\textcolor` \
           with a named quantity, and no `\\hspace` or `\\color`",
        ],
    );
}

#[test]
fn links_lead_somewhere() {
    check(
        "(#the-arrow)",
        "(#the-arow)",
        &["13:56: lesson `slope` has no heading `#the-arow`: did you mean `the-arrow`?"],
    );
    check("(#the-arrow)", "(04-walking.md)", &["13:56: no lesson `walking`"]);
    check(
        "(#the-arrow)",
        "(http://example.com)",
        &[
            "13:56: `http://example.com` is not a place to link to: use a lesson file, `#heading`, `#/laboratory` or `https://…`",
        ],
    );
}

#[test]
fn links_to_real_data_name_a_set() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(root.join("lessons")).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let mut count = 0;
    for path in files.chain([root.join("src/lesson/compile/html.rs")]) {
        let text = std::fs::read_to_string(&path).unwrap();
        for rest in text.split("#/laboratory/").skip(1) {
            let name: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
            assert!(fluxion::lab::digits::RealSet::named(&name).is_some(), "{}: {name}", path.display());
            count += 1;
        }
    }
    assert!(count >= 2, "the home page and the last lesson lead to the digits");
}

#[test]
fn headings_have_addresses() {
    check(
        "## The arrow",
        "## The arrow\n\n## The arrow",
        &["17:1: a second heading `#the-arrow`: links could not tell them apart"],
    );
    check(
        "## The arrow",
        "## The arrow\n\n### The σ",
        &["17:1: the heading `#the-σ` cannot be part of an address: use plain letters"],
    );
    check("## The arrow", "### The arrow", &["15:1: `###` above the first `##`"]);
}

#[test]
fn only_what_a_lesson_is_made_of() {
    check(
        "The height is",
        "<b>The</b> height is",
        &["13:1: HTML does not belong in a lesson", "13:7: HTML does not belong in a lesson"],
    );
    check(
        "```predict arrow",
        "```julai\n```\n\n```predict arrow",
        &["34:1: a block is one of julia, figure, predict, check, not `julai`: did you mean `julia`?"],
    );
    check(
        "## The arrow",
        "# The arrow",
        &["15:1: a section begins with `##` or `###`; the title stands in the front matter"],
    );
}

#[test]
fn cells_state_what_they_print() {
    check("#> 4.25", "#> 4.5", &["21:16: this cell prints \"4.25\", not \"4.5\""]);
    check("    #> 4.25", "", &["18:1: this cell does not state what it prints: add `#> 4.25`"]);
    check("f(1.5, 1.0)    #> 4.25", "1 + g(1.5, 1.0)", &["21:5: UndefVarError: g not defined"]);
}

#[test]
fn figures_are_checked_against_the_table() {
    check(
        "figure landscape",
        "figure landscap",
        &[
            "24:1: no kind of figure `landscap`: did you mean `landscape`?",
            "34:1: no figure in this section to guess on: name another with `on = \"…\"`",
        ],
    );
    let figure = |from: &str, to: &str, message: &str| check(from, to, &[message]);
    figure(
        "gradient = true",
        "gradiant = true",
        "30:1: figure landscape: no setting `gradiant`: did you mean `gradient`?",
    );
    figure("gradient = true", "gradient = 1", "30:12: figure landscape: `gradient` takes true or false");
    figure(
        "gradient = true",
        "x = [3, -3]",
        "30:5: figure landscape: `x` takes two numbers, the smaller one first",
    );
    figure("of = \"f\"", "of = \"g\"", "28:6: figure landscape: no cell defines `g`: did you mean `f`?");
    figure(
        "of = \"f\"",
        "of = \"∇f\"",
        "28:6: figure landscape: `∇f(x, y)` should give a number, but gives (3.0 (tracked), 4.0 (tracked))",
    );
    figure(
        "[\"x\", \"y\"]",
        "[\"x\", \"u\"]",
        "29:13: figure landscape: no parameter `u`: did you mean `x`?",
    );
    figure("[\"x\"]", "[\"θ\"]", "31:14: figure landscape: no parameter `θ`: did you mean `x`?");
}

#[test]
fn settings_that_need_another_say_so() {
    check(
        "gradient = true",
        "gradient = true\nviews = [\"contour\", \"side\"]",
        &["31:9: figure landscape: `views` takes a list of `contour`, `surface`"],
    );
    let slices = "figure slices\nat = [\"x\", \"y\", \"x\"]\ntimes = \"1:2\"";
    let lesson = SOUND.replacen("figure landscape", slices, 1).replacen("at = [\"x\", \"y\"]\n", "", 1);
    let said = lines(&compile(&[source(&lesson)]).err().unwrap_or_default());
    assert!(said.contains("26:9: figure slices: `times` needs `fit`"), "{said}");
}

#[test]
fn the_format_lists_every_kind_of_figure() {
    let (path, begin) = ("lessons/README.md", "\n## Kinds of figure\n\n");
    let written = std::fs::read_to_string(path).unwrap();
    let (before, _) = written.split_once(begin).expect("the format has a section with all kinds");
    let expected = format!("{before}{begin}{}", fluxion::lesson::compile::documentation_of_figures());
    if std::env::var_os("FLUXION_SNAPSHOTS").is_some() {
        std::fs::write(path, &expected).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap();
    assert!(written == expected, "FLUXION_SNAPSHOTS=write cargo test --no-default-features --test lessons");
}

#[test]
fn every_figure_keeps_its_room() {
    let course = course();
    let layouts: Vec<&str> = course.rooms.split("@container").collect();
    let [narrow, wide, _broad] = layouts[..] else { panic!("{} layouts", layouts.len()) };
    for compiled in &course.lessons {
        for after in compiled.html.split("data-room=\"").skip(1) {
            let room = after.split('"').next().unwrap();
            let rule = format!("[data-room=\"{room}\"] > .figure__body:not");
            for (layout, rules) in [("narrow", narrow), ("wide", wide)] {
                let count = rules.matches(&rule).count();
                assert_eq!(count, 1, "{}: room {room}, {layout}", compiled.lesson.entry.slug);
            }
        }
    }
}

#[test]
fn figures_of_observations_are_checked_against_what_the_cells_give() {
    /// Stands for the figure of the sound lesson.
    const FIT: &str = r#"figure fit
title = "A fit"
caption = "And how far it misses."
of = "line"
times = "T"
values = "2T"
x = [-1, 3]
y = [0, 5]
moves = ["x", "y"]
```

```figure landscape"#;
    let figure = |from: &str, to: &str, messages: &[&str]| {
        assert_eq!(FIT.matches(from).count(), 1, "{from}");
        let lesson = SOUND.replacen("figure landscape", &FIT.replacen(from, to, 1), 1);
        let lesson = lesson.replacen("f(1.5, 1.0)    #> 4.25", "T = 0:2; line(t) = 2t + 1;", 1);
        let lesson = lesson.replacen("```figure landscape", "### Below\n\n```figure landscape", 1);
        let said = compile(&[source(&lesson)]).err().unwrap_or_default();
        let messages = messages.iter().map(|message| format!("lessons/01-slope.md:{message}"));
        assert_eq!(lines(&said), messages.collect::<Vec<_>>().join("\n"));
    };
    figure("A fit", "A fit", &[]);
    figure("values = \"2T\"", "", &["24:1: figure fit: `values` is missing"]);
    figure("\"2T\"", "\"2U\"", &["29:10: figure fit: `2U`: UndefVarError: U not defined"]);
    figure(
        "\"2T\"",
        "\"line\"",
        &["29:10: figure fit: `line` should give numbers, but gives line (generic function with 1 method)"],
    );
    figure(
        "\"line\"",
        "\"f\"",
        &[
            "27:6: figure fit: `f((T)[1])`: MethodError: no method matching f(::Int64)\nClosest candidates are:\n  f(::Any, ::Any)",
        ],
    );
    figure("\"x\", \"y\"", "\"x\", \"z\"", &["32:16: figure fit: no parameter `z`: did you mean `x`?"]);
    // What one setting needs of others is said where it stands.
    let whole = "figure slices\nat = [\"x\", \"y\", \"x\"]\nfit = \"line\"";
    let lesson = SOUND.replacen("figure landscape", whole, 1).replacen("at = [\"x\", \"y\"]\n", "", 1);
    let said = lines(&compile(&[source(&lesson)]).err().unwrap_or_default());
    for other in ["times", "values", "x", "y"] {
        assert!(said.contains(&format!("26:7: figure slices: `fit` needs `{other}`")), "{said}");
    }
}

#[test]
fn the_function_of_a_decision_map_must_take_its_points() {
    const MAP: &str = r#"figure decision
title = "Two classes"
caption = "And the line between them."
of = "line"
points = "P"
wanted = "[1, -1]"
x = [-1, 3]
y = [0, 5]
controls = ["x"]
```

### Below

```figure landscape"#;
    let figure = |from: &str, to: &str, messages: &[&str]| {
        let lesson = SOUND.replacen("figure landscape", &MAP.replacen(from, to, 1), 1);
        let lesson = lesson.replacen("f(1.5, 1.0)    #> 4.25", "P = [1 2; 3 4]; line(a, b) = x * a + b;", 1);
        let said = compile(&[source(&lesson)]).err().unwrap_or_default();
        let messages = messages.iter().map(|message| format!("lessons/01-slope.md:{message}"));
        assert_eq!(lines(&said), messages.collect::<Vec<_>>().join("\n"));
    };
    figure("\"P\"", "\"P\"", &[]);
    let unknown = "UndefVarError: Q not defined";
    figure(
        "\"P\"",
        "\"Q\"",
        &[
            &format!("27:6: figure decision: `line((Q)[1, 1], (Q)[2, 1])`: {unknown}"),
            &format!("28:10: figure decision: `Q`: {unknown}"),
        ],
    );
    figure(
        "\"line\"",
        "\"∇f\"",
        &[
            "27:6: figure decision: `∇f((P)[1, 1], (P)[2, 1])` should give a number, but gives (2.0 (tracked), 12.0 (tracked))",
        ],
    );
}

#[test]
fn a_section_has_one_figure() {
    let figure = &SOUND[SOUND.find("```figure").unwrap()..SOUND.find("```predict").unwrap()];
    let second = figure.replace("name = \"hill\"\n", "");
    check(
        "```predict arrow",
        &format!("{second}```predict arrow"),
        &["34:1: a second figure in one section: give it a heading of its own"],
    );
}

#[test]
fn gates_are_checked() {
    check(
        "predict arrow",
        "predict arow",
        &["34:1: a prediction is one of arrow, point, choice, number, not `arow`: did you mean `arrow`?"],
    );
    check("truth = ", "on = \"hil\"\ntruth = ", &["36:7: no figure named `hil`: did you mean `hill`?"]);
    check(
        "truth = \"∇f(x, y)\"",
        "truth = \"f(x, y)\"",
        &["36:10: `f(x, y)` is 4.25, which cannot be guessed here"],
    );
}

/// The sound lesson with a gate that asks for a number, in a section without a figure, and some text around it.
fn asking(before: &str, gate: &str, after: &str) -> String {
    let gate = format!(
        "## A question\n\n{before}\n\n```predict number\nask = \"How high?\"\nbecause = \"It is [[= f(2.0, 1)]].\"\n{gate}\n```\n\n{after}\n\n"
    );
    SOUND.replacen("## The arrow", &format!("{gate}## The arrow"), 1)
}

const HOW_HIGH: &str = "range = [0, 20]\nstep = 0.5\ntruth = \"f(2.0, 1)\"";

#[test]
fn no_answer_is_shown_before_it_is_guessed() {
    let refused = |before: &str, gate: &str, message: &str| {
        let said = compile(&[source(&asking(before, gate, ""))]).err().unwrap_or_default();
        assert_eq!(lines(&said), format!("lessons/01-slope.md:{message}"));
    };
    let told = |from: &str| {
        format!(
            "24:10: the answer, 6.00, can be read before it is guessed, from {from}: move one of them, or ask for another value"
        )
    };
    refused("It is [[= 2 * 3.0]].", HOW_HIGH, &told("`2 * 3.0` in line 17"));
    refused("Take [[z: 6 | 0..9 step 1]].", HOW_HIGH, &told("the setting of `z` in line 17"));
    let cell = told("the output of the cell in line 18").replace("24:10", "27:10");
    refused("```julia\n(1.5, 6.0)    #> (1.5, 6.0)\n```\n", HOW_HIGH, &cell);
    let start = HOW_HIGH.replace("0, 20", "6, 20");
    refused(
        "It is high.",
        &start,
        "24:10: the answer, 6.00, is where the guess begins: ask for another value",
    );
    // Far away, and beside other numbers, nothing is told.
    compile(&[source(&asking("It is not [[= 2 * 3.1]].", HOW_HIGH, ""))]).unwrap();
    let far = asking("", HOW_HIGH, "").replace("The height is", "It is [[= 6.0]], and the height is");
    compile(&[source(&far)]).unwrap();
}

#[test]
fn what_follows_a_gate_is_covered_until_it_is_answered() {
    let after = "It is [[= 12 / 2]], or [[= f(2.0,1)]], not [[= 7]].\n\n```julia\n3.0 * 2    #> 6.0\n```";
    let course = compile(&[source(&asking("", HOW_HIGH, after))]).unwrap();
    let html = &course.lessons[0].html;
    assert_eq!(html.matches(" data-behind=\"0\"").count(), 3, "{html}");
    for part in [" data-behind=\"0\">6.00</span>", "class=\"cell\" data-cell=\"0\" data-behind=\"0\">"] {
        assert!(html.contains(part), "{part}\nis not in\n{html}");
    }
    assert!(
        course
            .rooms
            .contains("[data-gate=\"1\"] .gate__answer:is([hidden], :not([open]))) [data-behind~=\"1\"]")
    );
    let shown = &course.lessons[0].predictions[0];
    assert_eq!((shown.kind, shown.line, shown.answer.as_str()), ("number", 19, "6.00"));
    assert_eq!(shown.first_shown, "`12 / 2` in line 27, covered until then");
}

#[test]
fn the_figure_beside_a_gate_is_accounted_for() {
    let number = |more: &str| {
        format!(
            "```predict number\nask = \"How high?\"\n{HOW_HIGH}\nbecause = \"So high.\"\n{more}```\n\n```check\n"
        )
    };
    let with = |more: &str| compile(&[source(&SOUND.replacen("```check\n", &number(more), 1))]);
    let beside = "lessons/01-slope.md:40:1: the figure `hill` is in view while the guess is made: if it tells the answer, \
                  give it a heading of its own below the gate, or cover it with `covers = [\"its name\"]`; if not, say \
                  `beside = [\"its name\"]`";
    assert_eq!(lines(&with("").unwrap_err()), beside);
    assert!(!with("beside = \"hill\"\n").unwrap().lessons[0].html.contains("data-behind"));
    let covered = with("covers = [\"hill\"]\n").unwrap();
    assert!(covered.lessons[0].html.contains(" data-room=\"0\" data-behind=\"1\">"));
    let unknown = with("beside = [\"hill\", \"hil\"]\n").unwrap_err();
    assert_eq!(lines(&unknown), "lessons/01-slope.md:46:20: no figure named `hil`: did you mean `hill`?");
    let again =
        "```predict arrow\nask = \"And again?\"\ntruth = \"(1, 2)\"\nbecause = \"So.\"\n```\n\n```check\n";
    let said = compile(&[source(&SOUND.replacen("```check\n", again, 1))]).unwrap_err();
    assert_eq!(
        lines(&said),
        "lessons/01-slope.md:40:1: another guess is made on this figure: a figure has room for one"
    );
}

#[test]
fn figures_keep_answers_back_in_words_too() {
    let course = course();
    let walk =
        course.lessons.iter().find(|compiled| compiled.lesson.entry.slug == "walking-downhill").unwrap();
    let still = walk.html.split("figure__still\"").nth(1).unwrap().split("</p>").next().unwrap();
    assert!(
        still.starts_with(" data-behind=\"0\">") && still.contains(&walk.predictions[0].answer),
        "{still}"
    );
}

/// The sound lesson with `from` replaced by `to`, compiled.
fn compiled(from: &str, to: &str) -> (String, Lesson) {
    let text = SOUND.replacen(from, to, 1);
    let course = compile(&[source(&text)]).unwrap_or_else(|mistakes| panic!("{}", lines(&mistakes)));
    let lesson = &course.lessons[0];
    (lesson.html.clone(), lesson.lesson.clone())
}

#[test]
fn every_entry_of_an_array_is_a_parameter() {
    const PLACE: &str = "see [below](#the-arrow)";
    let array =
        "[[W: [0.5 -0.2; 0.1 0.3] | -1..1 step 0.05 | weight W]], `W[2,1]`, [[W[2,1]]], [[= W * [1, 1]]]";
    let (prose, lesson) = compiled(PLACE, &format!("{array}; {PLACE}"));
    let params: Vec<_> = lesson.params[2..].iter().map(|param| (param.label.as_str(), param.value)).collect();
    let expected =
        [("weight W[1,1]", 0.5), ("weight W[1,2]", -0.2), ("weight W[2,1]", 0.1), ("weight W[2,2]", 0.3)];
    assert_eq!(params, expected);
    assert_eq!(prose.matches("class=\"matrix__row\"").count(), 2);
    assert_eq!(prose.matches("data-name=\"W[2,1]\"").count(), 2);
    assert!(prose.contains("(0.30, 0.40)"), "{prose}");
    let at = "the rows";
    for (array, message) in [
        ("[1 2; 3]", "`[1 2; 3]` is not a matrix: its rows must have the same length"),
        ("[1 x]", "`x` is not a number: write a parameter as `[[x: 1.5 | -3..3 step 0.1]]`"),
        ("[1, 9]", "parameter `W[2]` starts at 9, outside its range -1..1"),
        ("[]", "`[]` is not a matrix: its rows must have the same length"),
    ] {
        let text = SOUND.replacen(PLACE, &format!("[[W: {array} | -1..1 step 1]] {at}"), 1);
        let said = compile(&[source(&text)]).unwrap_err();
        assert_eq!(said[0].message, message);
    }
}

#[test]
fn equations_stand_in_the_prose_with_the_sizes_that_they_will_have() {
    const CHECK: &str = "```check\n";
    let figure = |terms: &str, more: &str| {
        format!(
            "## A product\n\n```figure matrices\ntitle = \"A product\"\ncaption = \"Two numbers.\"\nterms = [{terms}]\n{more}```\n\n{CHECK}"
        )
    };
    let (html, lesson) =
        compiled(CHECK, &figure(r#""W: [1 2.5; x 4]", "*", "[1, 1]", "=", "f: [1 2.5; x 4] * [1, 1]""#, ""));
    assert!(html.contains("<span class=\"blocks__row\"><span>1.50</span><span>4.00</span></span>"), "{html}");
    assert!(html.contains("W × [1, 1] = f."));
    let terms = lesson.figures.iter().find_map(|figure| match &figure.kind {
        Kind::Matrices(matrices) => Some(matrices.terms.clone()),
        _ => None,
    });
    let sizes = |term: &Term| match term {
        Term::Array(array) => Some(array.sizes.clone()),
        _ => None,
    };
    let sizes: Vec<_> = terms.unwrap().iter().filter_map(sizes).collect();
    assert_eq!(sizes, [vec![2, 2], vec![2], vec![2]]);
    // Shapes that do not fit are to be shown, and only there.
    let misfit = r#""W: zeros(2, 3)", "*", "zeros(2)", "=", "y: zeros(2, 3) * zeros(2)""#;
    assert!(compiled(CHECK, &figure(misfit, "shapes = true\n")).0.contains("y ?"));
    let text = SOUND.replacen(CHECK, &figure(misfit, ""), 1);
    let said = compile(&[source(&text)]).unwrap_err();
    assert!(
        said[0].message.starts_with("figure matrices: `zeros(2, 3) * zeros(2)`: DimensionMismatch"),
        "{}",
        said[0]
    );
}

#[test]
fn checks_begin_false_and_can_be_reached() {
    check(
        "f(x, y) < 0.05",
        "f(x, y) > 0.05",
        &[
            "42:9: `f(x, y) > 0.05` is true at the start: a check must be false there",
            "44:24: `f(x, y) > 0.05` is false there, not true",
        ],
    );
    let reach = "reach = { x = 0.0, y = 0.0 }";
    check(reach, "reach = { x = 1.0 }", &["44:15: `f(x, y) < 0.05` is false there, not true"]);
    let missing = "40:1: check: `reach = { x = 1.0 }` is missing: state a way to get there, for the tests";
    check(reach, "", &[missing]);
    check(reach, "reach = { x = 9.0 }", &[missing, "44:15: check: `x` must be a number in its range -3..3"]);
}

#[test]
fn several_mistakes_are_said_at_once() {
    let broken = SOUND.replace("minutes = 5", "minutes = 0").replace("of = \"f\"", "of = \"g\"");
    let said = compile(&[source(&broken)]).unwrap_err();
    let places: Vec<usize> = said.iter().map(|mistake| mistake.line).collect();
    assert_eq!(places, [5, 28], "{}", lines(&said));
}

#[test]
fn numbers_and_slugs_are_used_once() {
    let said = compile(&[source(SOUND), source(SOUND)]).unwrap_err();
    let expected = "lessons/01-slope.md:1:1: a second lesson with the number 1\n\
                    lessons/01-slope.md:1:1: a second lesson with the slug `slope`";
    assert_eq!(lines(&said), expected);
}

/// What an author's slip may put into a file.
const SLIPS: &[&str] = &[
    "[[", "]]", "`", "```", "$", "\"", "\n", "+++\n", "> ", "|", "@ ", "= ", "#> ", "{", "\u{E000}", "σ", "0",
];

proptest! {
    #[test]
    fn no_file_brings_the_compiler_down(at in 0..SOUND.len(), cut in 0..40usize, slip in 0..SLIPS.len()) {
        let start = (0..=at).rev().find(|start| SOUND.is_char_boundary(*start)).unwrap();
        let end = (start + cut..=SOUND.len()).find(|end| SOUND.is_char_boundary(*end)).unwrap_or(SOUND.len());
        let broken = format!("{}{}{}", &SOUND[..start], SLIPS[slip], &SOUND[end..]);
        let lines = broken.lines().count() + 1;
        for mistake in compile(&[source(&broken)]).err().unwrap_or_default() {
            prop_assert!(mistake.line <= lines, "{mistake}");
        }
    }
}
