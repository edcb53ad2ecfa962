//! The frame of a page of one's own: what stands around its parts, and the forms that its parts are described with.
//!
//! It is made where the page is built, and fetched only by whoever opens such a page. The form of a figure follows from
//! its kind's settings (`lesson::figures`): nothing here knows a kind or a setting by its name.

use std::fmt::Write;

use crate::lesson::figures::{ANY, FIGURES, Field, FigureKind, Form, Sort};
use crate::lesson::paint::{coded, escape};
use crate::lesson::spec::{Entry, Lesson, REFERENCE};

/// The name of the frame's files.
pub const SLUG: &str = "scratch";

/// The frame's specification: nothing in it is alive yet.
pub fn lesson() -> Lesson {
    let entry = Entry {
        slug: SLUG.to_owned(),
        number: REFERENCE,
        title: "A page of your own".to_owned(),
        ..Entry::default()
    };
    Lesson { entry, ..Lesson::default() }
}

/// The frame, as an HTML fragment.
pub fn fragment() -> String {
    let mut html = format!("{HEAD}{FOOT}");
    for (name, content) in [("tools", TOOLS), ("add", ADD), ("Text", TEXT), ("Number", NUMBER)] {
        template(&mut html, name, content);
    }
    let option = |kind: &FigureKind| format!("<option>{}</option>", escape(kind.name));
    let options: String = FIGURES.iter().map(option).collect();
    template(&mut html, "Figure", &FIGURE.replace("{options}", &options));
    for kind in FIGURES {
        template(&mut html, &format!("figure-{}", kind.name), &settings(kind));
    }
    html.push_str("</article>\n");
    html
}

/// What stands above a page's parts.
const HEAD: &str = r##"<article class="lesson own" data-scratch>
<header class="lead">
<h1><input class="own__name" data-name aria-label="Name of this page" maxlength="80" autocomplete="off" spellcheck="false"></h1>
<p class="lead__summary">A page of your own: text, code, numbers to drag, and figures. It is kept in this browser.</p>
<nav class="own__pages" aria-label="Your pages" data-pages></nav>
</header>
<div class="linked" data-offer></div>
<p class="own__said" role="status" data-said></p>
"##;

/// The parts' place, and what stands below.
const FOOT: &str = r##"<div class="own__parts" data-parts></div>
<section class="share own__share" aria-label="This page">
<button class="button" type="button" data-do="link">Copy a link to this page</button>
<button class="button" type="button" data-do="julia">Save as a Julia file</button>
<button class="button" type="button" data-do="notebook">Save as a Jupyter notebook</button>
<button class="button" type="button" data-do="file">Save as a lesson file</button>
<button class="button" type="button" data-do="duplicate">Duplicate this page</button>
<button class="button" type="button" data-do="delete-page">Delete this page</button>
<div aria-live="polite" data-link></div>
</section>
<datalist id="own-functions"></datalist>
<datalist id="own-params"></datalist>
"##;

/// What can be done with a part.
const TOOLS: &str = r##"<div class="own__tools">
<button class="button button--plain" type="button" data-do="edit">Edit</button>
<button class="button button--plain" type="button" data-do="up">Move up</button>
<button class="button button--plain" type="button" data-do="down">Move down</button>
<button class="button button--plain" type="button" data-do="delete">Delete</button>
</div>"##;

/// What can be added between two parts.
const ADD: &str = r##"<details class="own__add"><summary><span>Add</span></summary><div class="own__kinds">
<button class="button" type="button" data-do="add-text">Text</button>
<button class="button" type="button" data-do="add-cell">Code cell</button>
<button class="button" type="button" data-do="add-number">Number</button>
<button class="button" type="button" data-do="add-figure">Figure</button>
</div></details>"##;

/// The end of every form.
const BUTTONS: &str = r##"<p class="own__fault" role="alert" data-fault></p>
<p class="own__buttons"><button class="button button--primary" type="submit">Done</button>
<button class="button" type="button" data-do="cancel">Cancel</button></p>"##;

const TEXT: &str = r##"<label class="own__field"><span class="own__key">Text</span>
<textarea name="text" rows="7"></textarea></label>
<p class="own__about"><code>## Heading</code>, <code>*emphasis*</code>, <code>**strong**</code>, <code>`code`</code>; <code>[[= f(x)]]</code> shows a computed number, <code>[[x]]</code> a number of this page to drag. An empty line begins a new paragraph.</p>
{buttons}"##;

const NUMBER: &str = r##"<div class="own__row">
<label class="own__field"><span class="own__key">Name</span><input name="name" autocomplete="off" spellcheck="false" required></label>
<label class="own__field"><span class="own__key">Value</span><input name="value" autocomplete="off" spellcheck="false" required></label>
<label class="own__field"><span class="own__key">From</span><input name="from" inputmode="decimal" autocomplete="off" required></label>
<label class="own__field"><span class="own__key">To</span><input name="to" inputmode="decimal" autocomplete="off" required></label>
<label class="own__field"><span class="own__key">Step</span><input name="step" inputmode="decimal" autocomplete="off" required></label>
<label class="own__field"><span class="own__key">What it is</span><input name="label" autocomplete="off"></label>
</div>
<p class="own__about">The name is a variable in every code cell. Whole numbers for value and step make a whole number; <code>[0.5, 0.1]</code> is a vector and <code>[1 2; 3 4]</code> a matrix whose entries can be dragged.</p>
{buttons}"##;

const FIGURE: &str = r##"<label class="own__field"><span class="own__key">Kind</span><select name="kind" data-kinds>{options}</select></label>
<div data-settings></div>
<label class="own__field"><span class="own__key">Title</span><input name="title" autocomplete="off"></label>
<label class="own__field"><span class="own__key">Caption</span><input name="caption" autocomplete="off"></label>
<label class="own__field"><span class="own__key">Sliders below it</span><span class="own__takes">names of numbers, one to a line</span><textarea name="controls" rows="2" autocomplete="off" spellcheck="false"></textarea></label>
{buttons}"##;

fn template(html: &mut String, name: &str, content: &str) {
    let content = content.replace("{buttons}", BUTTONS);
    let _ = writeln!(html, "<template data-template=\"{}\">{content}</template>", escape(name));
}

/// The part of a figure's form that its kind decides.
fn settings(kind: &FigureKind) -> String {
    let fields: String = (kind.fields)().iter().map(field).collect();
    format!("<p class=\"own__about\">{}</p>\n{fields}", coded(kind.about))
}

/// The controls for a setting.
fn field(field: &Field) -> String {
    let (key, about) = (escape(field.key), coded(field.about));
    let form = match field.form {
        Form::Flag => "flag",
        Form::Whole | Form::Range => "numbers",
        Form::Words(_) => "words",
        Form::One(_) | Form::Several(..) => "texts",
    };
    let controls = controls(field);
    format!(
        "<div class=\"own__setting\" data-key=\"{key}\" data-form=\"{form}\">{controls}<p class=\"own__about\">{about}</p></div>\n"
    )
}

fn controls(field: &Field) -> String {
    let key = escape(field.key);
    let takes = format!("<span class=\"own__takes\">{}</span>", takes(field));
    let input =
        |attributes: String| format!("<input {attributes} autocomplete=\"off\" spellcheck=\"false\">");
    let labelled = |control: String| {
        format!("<label class=\"own__field\"><span class=\"own__key\">{key}</span> {takes} {control}</label>")
    };
    let grouped = |controls: String| {
        format!(
            "<fieldset class=\"own__group\"><legend><span class=\"own__key\">{key}</span> {takes}</legend>{controls}</fieldset>"
        )
    };
    match &field.form {
        Form::Flag => format!(
            "<label class=\"own__flag\"><input type=\"checkbox\"> <span class=\"own__key\">{key}</span></label>"
        ),
        Form::Whole => labelled(input("inputmode=\"numeric\"".to_owned())),
        Form::Range => grouped(
            ["from", "to"].map(|end| input(format!("inputmode=\"decimal\" aria-label=\"{key}, {end}\""))).concat(),
        ),
        Form::Words(words) => grouped(
            words
                .iter()
                .map(|word| {
                    format!("<label class=\"own__flag\"><input type=\"checkbox\" value=\"{word}\" checked> {word}</label>")
                })
                .collect(),
        ),
        Form::One(sort) => labelled(input(list(*sort).to_owned())),
        Form::Several(_, ANY) => {
            labelled("<textarea rows=\"3\" autocomplete=\"off\" spellcheck=\"false\"></textarea>".to_owned())
        }
        Form::Several(sort, count) => grouped(
            (1..=*count)
                .map(|at| input(format!("{} aria-label=\"{key}, {at} of {count}\"", list(*sort))))
                .collect(),
        ),
    }
}

/// What a form offers for a text of a sort.
fn list(sort: Sort) -> &'static str {
    match sort {
        Sort::Function => "list=\"own-functions\"",
        Sort::Param => "list=\"own-params\"",
        Sort::Free => "",
    }
}

/// What a setting takes, as a form says it.
fn takes(field: &Field) -> String {
    let mut takes = field.takes.replace(", in quotes", "").replace(" in quotes", "");
    if matches!(field.form, Form::Several(_, ANY)) {
        takes += ", one to a line";
    }
    match field.needs {
        Some(other) => takes += &format!("; needs `{other}`"),
        None if !field.is_required && !takes.contains("if left out") => takes += "; may be left out",
        None => {}
    }
    coded(&takes)
}
