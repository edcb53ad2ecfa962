//! Turns drafts and their values into HTML fragments and specifications.
//!
//! A fragment makes sense without the page's code: it contains every number, output and question. The page brings the
//! elements with a `data-…` index to life.

use std::ops::Range;

use super::draft::{Draft, DraftCheck, DraftFigure, DraftGate, Node, Placed};
use super::honest;
use super::markup::address;
use super::values::Values;
use super::{Compiled, Course, own};
use crate::language::split_entry_name;
use crate::lesson::figures::{Around, Room, sheet};
use crate::lesson::paint::{self, escape};
use crate::lesson::show;
use crate::lesson::spec::{Entry, Figure, Lesson};

/// The whole course.
pub fn write(drafts: &[Draft], values: &[Values]) -> Course {
    let mut rooms = Rooms::default();
    let entries: Vec<&Entry> = drafts.iter().map(|draft| &draft.entry).collect();
    let lessons = drafts.iter().zip(values).enumerate().map(|(index, (draft, values))| {
        let previous = index.checked_sub(1).and_then(|index| entries.get(index));
        let next = entries.get(index + 1);
        let after = match draft.entry.number {
            0 => contents(&entries),
            _ => SHARE.to_owned() + &onward(previous.copied(), next.copied()),
        };
        let own: Vec<usize> = draft.figures.iter().map(|figure| rooms.keep(draft, &figure.spec)).collect();
        let html = Fragment { draft, values, rooms: &own }.article(&after);
        let predictions = values.predictions.clone();
        Compiled { lesson: lesson(draft), html, own: own::page(draft), predictions }
    });
    let lessons = lessons.collect();
    let gates = drafts.iter().map(|draft| draft.gates.len()).max().unwrap_or(0);
    Course { lessons, rooms: sheet(&rooms.0) + &honest::sheet(gates) }
}

/// The different rooms of all figures, narrow, wide and broad, each with a number of sliders.
#[derive(Default)]
struct Rooms(Vec<([Room; 3], usize)>);

impl Rooms {
    /// The number of a figure's room.
    fn keep(&mut self, draft: &Draft, figure: &Figure) -> usize {
        let range_of = |name: &str| {
            let param = draft.param(name).map(|at| &draft.params[at].value);
            param.map_or([0.0, 1.0], |param| [param.min, param.max])
        };
        let appearance = figure.kind.appearance();
        let room = |is_wide, is_broad| appearance.room(&Around { is_wide, is_broad, range_of: &range_of });
        let own = ([room(false, false), room(true, false), room(true, true)], figure.controls.len());
        self.0.iter().position(|other| *other == own).unwrap_or_else(|| {
            self.0.push(own);
            self.0.len() - 1
        })
    }
}

fn lesson(draft: &Draft) -> Lesson {
    fn values<T: Clone>(placed: &[Placed<T>]) -> Vec<T> {
        placed.iter().map(|placed| placed.value.clone()).collect()
    }
    Lesson {
        entry: draft.entry.clone(),
        names: draft.names.clone(),
        params: values(&draft.params),
        cells: draft.cells.iter().map(Into::into).collect(),
        numbers: values(&draft.numbers),
        figures: draft.figures.iter().map(|figure| figure.spec.clone()).collect(),
        gates: draft.gates.iter().map(|gate| gate.spec.clone()).collect(),
        checks: draft.checks.iter().map(|check| check.spec.clone()).collect(),
    }
}

struct Fragment<'d> {
    draft: &'d Draft,
    values: &'d Values,
    /// The number of each figure's room.
    rooms: &'d [usize],
}

impl Fragment<'_> {
    /// The whole fragment; `after` follows the prose.
    fn article(&self, after: &str) -> String {
        let entry = &self.draft.entry;
        let minutes = if !entry.is_lesson() {
            String::new()
        } else {
            format!(
                "<p class=\"lead__minutes\">Lesson {}, about {} minutes</p>\n",
                entry.number, entry.minutes
            )
        };
        format!(
            "<article class=\"lesson\" data-lesson=\"{}\">\n<header class=\"lead\">\n<h1>{}</h1>\n\
             <p class=\"lead__summary\">{}</p>\n{minutes}</header>\n\
             <div class=\"linked\" data-linked></div>\n{}\n{}</article>\n",
            entry.slug,
            escape(&entry.title),
            self.nodes(&self.draft.lead.nodes),
            self.nodes(&self.draft.body),
            after,
        )
    }

    /// Consecutive checks form one list.
    fn nodes(&self, nodes: &[Node]) -> String {
        let is_check = |node: &Node| matches!(node, Node::Check(_));
        let run = |run: &[Node]| {
            let html: String = run.iter().map(|node| self.node(node)).collect();
            if is_check(&run[0]) { format!("<ul class=\"checks\">\n{html}</ul>\n") } else { html }
        };
        nodes.chunk_by(|a, b| is_check(a) == is_check(b)).map(run).collect()
    }

    fn node(&self, node: &Node) -> String {
        match node {
            Node::Html(html) => html.clone(),
            Node::Number(index) => self.number(*index),
            Node::Param(index) => self.param(*index),
            Node::Matrix(entries) => self.matrix(entries.clone()),
            Node::Cell(index) => self.cell(*index),
            Node::Figure(index) => self.figure(*index, &self.draft.figures[*index]),
            Node::Gate(index) => self.gate(*index, &self.draft.gates[*index]),
            Node::Check(index) => self.check(*index, &self.draft.checks[*index]),
        }
    }

    fn number(&self, index: usize) -> String {
        let number = &self.draft.numbers[index].value;
        let identity = self.draft.identity_attributes(&number.identity);
        let value = escape(&self.values.numbers[index]);
        let behind = self.values.covers.number(index);
        format!("<span class=\"number\" data-number=\"{index}\"{behind}{identity}>{value}</span>")
    }

    fn param(&self, index: usize) -> String {
        let param = &self.draft.params[index].value;
        let identity =
            self.draft.identity_attributes(&param.identity) + &paint::part(param.part().as_deref());
        let name = escape(&param.name);
        let (value, digits) = (show::param(param, param.value), show::letters(param));
        format!(
            "<span class=\"number number--param\" data-param=\"{index}\" data-name=\"{name}\" \
             data-digits=\"{digits}\"{identity}>{value}</span>"
        )
    }

    /// The entries of an array between brackets: a matrix in its rows, a vector in one line as Julia writes it.
    fn matrix(&self, entries: Range<usize>) -> String {
        let row = |index: &usize| match split_entry_name(&self.draft.params[*index].value.name).1.as_slice() {
            [row, _, ..] => *row,
            _ => 0,
        };
        let indices: Vec<usize> = entries.collect();
        let rows = indices.chunk_by(|one, other| row(one) == row(other)).map(|indices| {
            let cells: String = indices.iter().map(|index| self.param(*index)).collect();
            format!("<span class=\"matrix__row\">{cells}</span>")
        });
        format!("<span class=\"matrix\">{}</span>", rows.collect::<String>())
    }

    fn cell(&self, index: usize) -> String {
        let code = paint::code(&self.draft.cells[index].source, |name| self.draft.name_of(name), None);
        let output = escape(&self.values.outputs[index]);
        // A single long line wraps, several lines scroll, just as they do when the page is alive.
        let lines = if output.contains('\n') { " data-lines=\"many\"" } else { "" };
        let behind = self.values.covers.output(index);
        format!(
            "<div class=\"cell\" data-cell=\"{index}\"{behind}><pre class=\"cell__source\"><code>{code}</code></pre>\
             <div class=\"cell__out\"{lines}>{output}</div></div>\n"
        )
    }

    fn figure(&self, index: usize, figure: &DraftFigure) -> String {
        let (level, kind) = (figure.level, figure.spec.kind.name());
        let title = self.nodes(&figure.title.nodes);
        let caption = self.nodes(&figure.caption.nodes);
        let still = escape(&self.values.stills[index]);
        let picture = &self.values.pictures[index];
        let class = if picture.is_empty() { "figure__still" } else { "unseen" };
        let room = self.rooms[index];
        let covers = &self.values.covers;
        let (behind, words) = (covers.figure(index), covers.words(index));
        format!(
            "<figure class=\"figure\" data-figure=\"{index}\" data-kind=\"{kind}\" data-room=\"{room}\"{behind}>\
             <h{level} class=\"figure__title\">{title}</h{level}><div class=\"figure__body\">{picture}<p class=\"{class}\"{words}>{still}</p></div>\
             <figcaption class=\"figure__caption\">{caption}</figcaption></figure>\n"
        )
    }

    /// The question, and the answer behind a disclosure that works without the page.
    fn gate(&self, index: usize, gate: &DraftGate) -> String {
        let kind = gate.spec.kind.name();
        let options: String =
            gate.options.iter().map(|option| format!("<li>{}</li>", self.nodes(&option.nodes))).collect();
        let options =
            if options.is_empty() { options } else { format!("<ol class=\"gate__options\">{options}</ol>") };
        format!(
            "<div class=\"gate\" data-gate=\"{index}\" data-kind=\"{kind}\"><p class=\"gate__title\">Predict</p>\
             <p class=\"gate__ask\">{}</p><div class=\"gate__body\">{options}<details class=\"gate__answer\">\
             <summary>Show me</summary><p class=\"gate__truth\">{}</p><p class=\"gate__because\">{}</p></details>\
             </div></div>\n",
            self.nodes(&gate.ask.nodes),
            escape(&self.values.truths[index]),
            self.nodes(&gate.because.nodes),
        )
    }

    fn check(&self, index: usize, check: &DraftCheck) -> String {
        format!(
            "<li class=\"check\" data-check=\"{index}\"><span class=\"check__tick\" aria-hidden=\"true\"></span>\
             <div class=\"check__body\"><p class=\"check__ask\">{}</p><p class=\"check__done\" hidden>{}</p></div></li>\n",
            self.nodes(&check.ask.nodes),
            self.nodes(&check.done.nodes),
        )
    }
}

/// The list of lessons on the home page. The page adds the learner's progress.
fn contents(entries: &[&Entry]) -> String {
    let item = |entry: &&&Entry| {
        format!(
            "<li><a class=\"lessons__link\" data-lesson=\"{}\" href=\"{}\">\
             <span class=\"lessons__number\">{}</span><span class=\"lessons__title\">{}</span>\
             <span class=\"lessons__state\">{} min</span><span class=\"lessons__summary\">{}</span></a></li>\n",
            escape(&entry.slug),
            address(&entry.slug, None),
            entry.number,
            escape(&entry.title),
            entry.minutes,
            escape(&entry.summary),
        )
    };
    let items: String = entries.iter().filter(|entry| entry.is_lesson()).map(|entry| item(&entry)).collect();
    format!(
        "<section class=\"section home\" data-lessons aria-labelledby=\"lessons\"><h2 id=\"lessons\">Lessons</h2>\n\
         <ol class=\"lessons\" role=\"list\">\n{items}</ol>\n{LABORATORY}</section>\n"
    )
}

/// The ways to the laboratory, below the lessons.
const LABORATORY: &str = "<a class=\"lessons__link\" href=\"#/laboratory\"><span class=\"lessons__number\"></span>\
    <span class=\"lessons__title\">The laboratory</span><span class=\"lessons__state\"></span>\
    <span class=\"lessons__summary\">A neural network to build, train and take apart.</span></a>\n\
    <a class=\"lessons__link\" href=\"#/laboratory/digits\"><span class=\"lessons__number\"></span>\
    <span class=\"lessons__title\">Handwritten digits</span><span class=\"lessons__state\"></span>\
    <span class=\"lessons__summary\">A network that learns to read digits in seconds, yours too.</span></a>\n";

/// The place where the page offers a link to the lesson's state and its code as a file.
const SHARE: &str = "<section class=\"share\" data-share aria-label=\"Share this lesson\"></section>\n";

/// Links to the previous and the next lesson.
fn onward(previous: Option<&Entry>, next: Option<&Entry>) -> String {
    let link = |entry: Option<&Entry>, rel: &str, word: &str| {
        entry.map_or_else(String::new, |entry| {
            let (href, title) = (address(&entry.slug, None), escape(&entry.title));
            format!("<a class=\"onward__link\" rel=\"{rel}\" href=\"{href}\">{word} <b>{title}</b></a>")
        })
    };
    let links = link(previous, "prev", "Previous") + &link(next, "next", "Next");
    format!("<nav class=\"onward\" aria-label=\"Previous and next lesson\">{links}</nav>\n")
}
