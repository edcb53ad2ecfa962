//! Pages of one's own: every lesson as a page, pages made at random, and what they are written down as.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

use fluxion::language::{Budget, Session};
use fluxion::lesson::compile::{Course, Source, compile, read_folder, scratch};
use fluxion::lesson::figures::FIGURES;
use fluxion::lesson::own::file::file;
use fluxion::lesson::own::julia::julia;
use fluxion::lesson::own::notebook::notebook;
use fluxion::lesson::own::open::open;
use fluxion::lesson::own::{Drawn, LONGEST_LINK, Name, Page, Part, Setting};
use proptest::prelude::*;

fn course() -> Course {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons");
    compile(&read_folder(&folder).unwrap()).unwrap()
}

/// What the cells of a page print and display.
fn outputs(page: &Page) -> Vec<String> {
    let lesson = open(page).lesson;
    let source = Source::new("50-page.md", &file(page, &[]));
    let (course, _) = fluxion::lesson::compile::compile_anyway(&[source]);
    // The compiler's own outputs, from its fragment.
    let html = &course.lessons[0].html;
    let outputs: Vec<String> = html
        .split("<div class=\"cell__out\"")
        .skip(1)
        .map(|rest| rest.split_once('>').unwrap().1.split_once("</div>").unwrap().0)
        .map(|text| {
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
        })
        .collect();
    assert_eq!(outputs.len(), lesson.cells.len());
    outputs
}

/// What the lesson compiler says to the file of a page.
fn mistakes(page: &Page) -> Vec<String> {
    let text = file(page, &outputs(page));
    let compiled = compile(&[Source::new("50-page.md", &text)]);
    compiled.err().unwrap_or_default().iter().map(|mistake| format!("{mistake}\n{text}")).collect()
}

fn drawn(kind: &str, settings: &[(&str, Setting)]) -> Part {
    Part::Figure(Drawn {
        kind: kind.into(),
        title: "What 1 sees".into(),
        caption: String::new(),
        controls: vec!["x".into()],
        settings: settings.iter().map(|(key, setting)| ((*key).to_owned(), setting.clone())).collect(),
    })
}

fn text(text: &str) -> Setting {
    Setting::Text(text.into())
}

fn sound() -> Page {
    let curve = drawn("curve", &[("of", text("f")), ("at", text("x")), ("tangent", Setting::Flag(true))]);
    Page {
        title: "Parabolas".into(),
        names: vec![Name { key: "height".into(), hue: "green".into(), symbols: vec!["f".into()] }],
        parts: vec![
            Part::Text("## The 1st part\nAt [[x]] it is [[= f(x) | 1 decimals]], *not* 2 * 3 * 4.".into()),
            Part::Number("x: 1.5 | -3..3 step 0.1 | place".into()),
            Part::Number("W: [1.0 2.0; 3.0 4.0] | -9..9 step 0.5 | weights".into()),
            Part::Cell("f(x) = x^2\nprintln(f(x))\nsum(W)".into()),
            curve.clone(),
            curve,
        ],
    }
}

#[test]
fn a_sound_page_opens_whole() {
    let opened = open(&sound());
    assert!(!opened.html.contains("own__fault"), "{}", opened.html);
    assert_eq!(
        (opened.lesson.params.len(), opened.lesson.cells.len(), opened.lesson.figures.len()),
        (5, 1, 2)
    );
    assert_eq!((opened.params[4], opened.cells[0]), (2, 3));
    assert_eq!(opened.lesson.params[0].label, "place");
}

#[test]
fn a_page_is_a_lesson_file() {
    assert_eq!(mistakes(&sound()), [""; 0]);
    let again = compile(&[Source::new("50-page.md", &file(&sound(), &outputs(&sound())))]).unwrap();
    let (made, own) = (&again.lessons[0].lesson, open(&sound()).lesson);
    assert_eq!((&made.params, &made.cells, made.figures.len()), (&own.params, &own.cells, own.figures.len()));
}

#[test]
fn every_lesson_becomes_a_page_that_runs_and_compiles_again() {
    for compiled in course().lessons.iter().filter(|compiled| compiled.lesson.entry.is_lesson()) {
        let (page, title) = (&compiled.own, &compiled.lesson.entry.title);
        let opened = open(page);
        assert!(!opened.html.contains("own__fault"), "{title}: {}", opened.html);
        let (made, own) = (&opened.lesson, &compiled.lesson);
        assert_eq!((&made.cells, made.figures.len()), (&own.cells, own.figures.len()), "{title}");
        let values = |lesson: &fluxion::lesson::spec::Lesson| -> Vec<(String, f64, bool)> {
            lesson.params.iter().map(|param| (param.name.clone(), param.value, param.integer)).collect()
        };
        assert_eq!(values(made), values(own), "{title}");
        assert_eq!(Page::decode(&page.encode()).as_ref(), Some(page), "{title}");
        assert_eq!(mistakes(page), [""; 0], "{title}");
    }
}

#[test]
fn a_page_is_a_julia_file_that_runs() {
    for page in course().lessons.iter().map(|compiled| &compiled.own).chain([&sound()]) {
        let mut session = Session::new(Budget::default(), || 0.0);
        let outcome = session.run(&julia(page));
        assert!(outcome.result.is_ok(), "{}: {:?}", page.title, outcome.result.err());
    }
}

#[test]
fn a_page_is_a_notebook() {
    let read: serde_json::Value = serde_json::from_str(&notebook(&sound())).unwrap();
    let cells = read["cells"].as_array().unwrap();
    let kinds: Vec<&str> = cells.iter().filter_map(|cell| cell["cell_type"].as_str()).collect();
    assert_eq!(kinds, ["markdown", "code", "markdown", "code", "markdown", "markdown"]);
    assert!(cells[1]["source"].as_str().unwrap().contains("W = [1.0 2.0; 3.0 4.0]"));
    assert_eq!((&read["nbformat"], &cells[1]["outputs"]), (&4.into(), &serde_json::json!([])));
}

#[test]
fn every_setting_of_every_kind_has_a_place_in_its_form() {
    let html = scratch::fragment();
    for kind in FIGURES {
        let form = html.split_once(&format!("data-template=\"figure-{}\"", kind.name)).unwrap().1;
        let form = form.split_once("</template>").unwrap().0;
        for field in (kind.fields)() {
            assert!(form.contains(&format!("data-key=\"{}\"", field.key)), "{}: {}", kind.name, field.key);
        }
        assert!(!form.contains("in quotes"), "{}: a form has no quotes", kind.name);
    }
}

/// What is wrong with a part of a page, in the part's place.
fn check(parts: &[Part], words: &str) {
    let page = Page { parts: parts.to_vec(), ..Page::named("Wrong") };
    let html = open(&page).html;
    assert!(html.contains(words), "{words}: {html}");
}

#[test]
fn what_is_wrong_with_a_part_stands_in_its_place() {
    let number = |definition: &str| Part::Number(definition.into());
    check(&[number("x: 2 | 0..1 step 1")], "starts at 2, outside its range 0..1");
    check(&[number("x: 0 | 1..0 step 1")], "the range must increase");
    check(&[number("x: NaN | 0..1 step 1")], "is not a number");
    check(&[number("2x: 0 | 0..1 step 1")], "<code>2x</code> cannot be the name of a number.");
    check(&[number("end: 0 | 0..1 step 1")], "<code>end</code> cannot be the name of a number.");
    check(&[number("x")], "write a parameter as");
    let x = number("x: 0.5 | 0..1 step 0.1");
    check(&[x.clone(), x.clone()], "Another number of this page is called <code>x</code>.");
    check(
        &[drawn("curves", &[])],
        "<code>of</code> is missing; <code>at</code> is missing; no parameter <code>x</code>.",
    );
    check(&[drawn("curve", &[("of", text("f")), ("at", text("x"))])], "no parameter <code>x</code>");
    let wrong = [("of", text("f")), ("at", text("x")), ("x", Setting::Numbers(vec![1.0, 0.0]))];
    check(&[x.clone(), drawn("curve", &wrong)], "<code>x</code> takes two numbers, the smaller one first.");
    check(&[x, drawn("pie", &[])], "There is no kind of figure <code>pie</code>.");
    check(&[Part::Text("<b onclick=\"x\">&".into())], "<p>&lt;b onclick=&quot;x&quot;&gt;&amp;</p>");
}

#[test]
fn a_link_holds_a_page_and_pages_live_long() {
    let piece = sound().to_link().unwrap();
    assert_eq!(Page::from_link(&piece), Ok(sound()));
    assert!(Page::from_link(&piece[..piece.len() - 2]).is_err());
    let long = Page { parts: vec![Part::Text("x".repeat(LONGEST_LINK))], ..Page::default() };
    assert_eq!(long.to_link(), None);
    let many = Page { parts: vec![Part::Text(String::new()); 201], ..Page::default() };
    assert_eq!(Page::decode(&many.encode()), None);
    // A page as the first version wrote it: whoever changes the format must still read it.
    let first = "1Gx-YjAEFRmlyc3QBBmhlaWdodAVncmVlbgEBZgQABVdvcmRzAQh4ICsgMC4yNQIWeDogMC41IHwgMC4uMSBzdGVwIDAuMQMFY3VydmUBVAFDAQF4BQJvZgIBZgJhdAIBeAd0YW5nZW50AAEBeAMCAAAAAAAAAAAAAAAAAAAAQAVzdGVwcwEAAAAAAABZQA";
    let parts = vec![
        Part::Text("Words".into()),
        Part::Cell("x + 0.25".into()),
        Part::Number("x: 0.5 | 0..1 step 0.1".into()),
        Part::Figure(Drawn {
            kind: "curve".into(),
            title: "T".into(),
            caption: "C".into(),
            controls: vec!["x".into()],
            settings: vec![
                ("of".into(), text("f")),
                ("at".into(), text("x")),
                ("tangent".into(), Setting::Flag(true)),
                ("x".into(), Setting::Numbers(vec![0.0, 2.0])),
                ("steps".into(), Setting::Number(100.0)),
            ],
        }),
    ];
    let names = vec![Name { key: "height".into(), hue: "green".into(), symbols: vec!["f".into()] }];
    let page = Page { title: "First".into(), names, parts };
    assert_eq!(page.to_link().as_deref(), Some(first));
    assert_eq!(Page::from_link(first), Ok(page));
}

fn setting() -> impl Strategy<Value = Setting> {
    prop_oneof![
        any::<bool>().prop_map(Setting::Flag),
        (-1e3..1e3_f64).prop_map(Setting::Number),
        "[a-z]{0,2}|.{0,6}".prop_map(Setting::Text),
        prop::collection::vec(-9.0..9.0_f64, 0..4).prop_map(Setting::Numbers),
        prop::collection::vec("[a-z]|.{0,6}", 0..4).prop_map(Setting::Texts),
    ]
}

fn figure() -> impl Strategy<Value = Part> {
    let kind = prop::sample::select(FIGURES.iter().map(|kind| kind.name).collect::<Vec<_>>());
    let keys: Vec<&str> = FIGURES.iter().flat_map(|kind| (kind.fields)()).map(|field| field.key).collect();
    let settings = prop::collection::vec((prop::sample::select(keys), setting()), 0..8);
    (kind, ".{0,20}", settings).prop_map(|(kind, title, settings)| {
        let settings = settings.into_iter().map(|(key, setting)| (key.to_owned(), setting)).collect();
        Part::Figure(Drawn { kind: kind.into(), title, settings, ..Drawn::default() })
    })
}

const WORDS: &str = "([a-z1-9 ]{1,9}|[\\\\\\[\\]`*$|#>+=_<&!-]{1,3}|\n\n?|\\PC){0,12}";

fn part() -> impl Strategy<Value = Part> {
    prop_oneof![
        WORDS.prop_map(Part::Text),
        ".{0,60}".prop_map(Part::Cell),
        "[a-z]: [0-9\\[\\];, .e-]{1,12} \\| -?[0-9.]{1,3}\\.\\.[0-9.]{1,3} step [0-9.]{1,3}( \\| .{0,9})?|.{0,20}"
            .prop_map(Part::Number),
        figure(),
    ]
}

fn page() -> impl Strategy<Value = Page> {
    (".{0,20}", prop::collection::vec(part(), 0..8)).prop_map(|(title, parts)| Page {
        title,
        names: Vec::new(),
        parts,
    })
}

proptest! {
    #[test]
    fn a_page_is_read_as_it_was_written(page in page()) {
        prop_assert_eq!(Page::decode(&page.encode()), Some(page.clone()));
        if let Some(piece) = page.to_link() {
            prop_assert_eq!(Page::from_link(&piece), Ok(page));
        }
    }

    #[test]
    fn any_page_opens_and_is_written_down(page in page()) {
        let opened = open(&page);
        prop_assert_eq!(opened.html.matches("data-own=").count(), page.parts.len());
        let lesson = &opened.lesson;
        prop_assert_eq!((opened.cells.len(), opened.params.len()), (lesson.cells.len(), lesson.params.len()));
        for param in &lesson.params {
            prop_assert!(param.min <= param.value && param.value <= param.max && param.step > 0.0);
        }
        let _ = (julia(&page), file(&page, &[]));
        prop_assert!(serde_json::from_str::<serde_json::Value>(&notebook(&page)).is_ok());
    }

    #[test]
    fn any_words_are_words_to_the_lesson_compiler(words in WORDS) {
        let page = Page { parts: vec![Part::Text(words)], ..Page::named("Words") };
        prop_assert_eq!(mistakes(&page), [""; 0]);
    }

    #[test]
    fn any_bytes_are_a_page_or_nothing(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let _ = Page::decode(&[&[1], bytes.as_slice()].concat());
        prop_assert!(Page::from_link(&String::from_utf8_lossy(&bytes)).is_err());
    }
}
