//! Honest predictions: nothing on the page tells the answer to a gate before the learner has guessed, or asked for it.
//!
//! What stands in front of a gate, from the last `##` on, must not show the answer; the compiler says where it does. What
//! follows, up to the next `##`, is covered until the gate is answered: numbers and outputs that are the answer, and
//! numbers that its explanation is made of. Of a figure beside the gate only the author can know what it tells, and has to
//! say so. And no guess is good where it begins.

use std::fmt::Write;
use std::ops::Range;

use super::did_you_mean;
use super::draft::{Draft, DraftFigure, Node, Rich};
use super::values::{Covers, Prediction, Values};
use crate::diag::Span;
use crate::lesson::guess::{self, Verdict};
use crate::lesson::show;
use crate::lesson::spec::{GateKind, Piece, pieces};

/// What is written over outputs and pictures that are covered.
const NOTE: &str = "Covered until you have answered the prediction";

/// The rules that cover what stands behind open gates, for lessons with up to so many gates. A gate is open until its
/// answer is shown, by the page or by the browser's own disclosure.
///
/// ```
/// # use fluxion::lesson::compile::honest::sheet;
/// assert!(sheet(2).contains(":has([data-gate=\"1\"] .gate__answer:is([hidden], :not([open]))) [data-behind~=\"1\"] {"));
/// assert_eq!(sheet(0), "");
/// ```
pub fn sheet(gates: usize) -> String {
    let open = |gate: usize| {
        format!(
            "  .lesson:has([data-gate=\"{gate}\"] .gate__answer:is([hidden], :not([open]))) [data-behind~=\"{gate}\"]"
        )
    };
    let selectors: Vec<String> = (0..gates).map(open).collect();
    if selectors.is_empty() {
        return String::new();
    }
    format!(
        "\n/* What is covered until a gate is answered; live.css and figures.css say how. */\n\n\
         @layer components {{\n{} {{\n    --behind: hidden;\n    --sign: \"?\";\n    --note: \"{NOTE}\";\n  }}\n}}\n",
        selectors.join(",\n")
    )
}

/// Something that shows numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Sight {
    Number(usize),
    Setting(usize),
    Output(usize),
    Figure(usize),
    Gate(usize),
}

/// The same, and the section that it stands in.
#[derive(Clone, Copy)]
struct Seen {
    section: usize,
    sight: Sight,
}

/// Reports what tells an answer before the guess, and returns what is to be covered, and a description of every gate.
pub fn check(draft: &mut Draft, values: &Values) -> (Covers, Vec<Prediction>) {
    let mut covers = Covers {
        numbers: vec![Vec::new(); draft.numbers.len()],
        outputs: vec![Vec::new(); draft.cells.len()],
        figures: vec![Vec::new(); draft.figures.len()],
        words: vec![Vec::new(); draft.figures.len()],
    };
    let tour = tour(draft);
    for gate in 0..draft.gates.len() {
        figures_beside(draft, gate, &mut covers);
        let mut mistakes = good_start(draft, values, gate).into_iter().collect::<Vec<_>>();
        if let Some(place) = tour.iter().position(|seen| seen.sight == Sight::Gate(gate)) {
            mistakes.extend(around(draft, values, &tour, (gate, place), &mut covers));
        }
        let at = draft.gates[gate].truth_at;
        mistakes.into_iter().for_each(|mistake| draft.report(at, mistake));
    }
    let predictions =
        (0..draft.gates.len()).map(|gate| prediction(draft, values, &tour, gate, &covers)).collect();
    (covers, predictions)
}

/// Everything that shows numbers, in the order of the page. What a gate asks stands before the gate.
fn tour(draft: &Draft) -> Vec<Seen> {
    let mut tour = Vec::new();
    for (at, node) in draft.body.iter().enumerate() {
        let section = draft.sections.partition_point(|start| start.node <= at);
        let mut see = |sight| tour.push(Seen { section, sight });
        match node {
            Node::Figure(index) => {
                let DraftFigure { title, caption, .. } = &draft.figures[*index];
                see(Sight::Figure(*index));
                [title, caption].iter().flat_map(|text| sights(text)).for_each(see);
            }
            Node::Gate(index) => {
                let gate = &draft.gates[*index];
                let asked = std::iter::once(&gate.ask).chain(&gate.options);
                asked.flat_map(sights).for_each(&mut see);
                see(Sight::Gate(*index));
            }
            node => sights_of(node).into_iter().for_each(see),
        }
    }
    tour
}

fn sights(text: &Rich) -> Vec<Sight> {
    text.nodes.iter().flat_map(sights_of).collect()
}

fn sights_of(node: &Node) -> Vec<Sight> {
    match node {
        Node::Number(index) => vec![Sight::Number(*index)],
        Node::Param(index) => vec![Sight::Setting(*index)],
        Node::Matrix(entries) => entries.clone().map(Sight::Setting).collect(),
        Node::Cell(index) => vec![Sight::Output(*index)],
        _ => Vec::new(),
    }
}

/// The sections from the `##` above a section to the next one.
fn chapter(draft: &Draft, section: usize) -> Range<usize> {
    let end = draft.sections.len() + 1;
    let is_first = |section: &usize| section.checked_sub(1).is_none_or(|at| draft.sections[at].level <= 2);
    let from = (0..=section).rev().find(is_first).unwrap_or(0);
    from..(section + 1..end).find(is_first).unwrap_or(end)
}

/// What around a gate tells its answer: says so of what stands before it, and covers what follows.
fn around(
    draft: &Draft,
    values: &Values,
    tour: &[Seen],
    (gate, place): (usize, usize),
    covers: &mut Covers,
) -> Vec<String> {
    let answer = &values.answers[gate];
    let chapter = chapter(draft, tour[place].section);
    let mut mistakes = Vec::new();
    for (at, seen) in tour.iter().enumerate().filter(|(_, seen)| chapter.contains(&seen.section)) {
        let is_after = at > place;
        let is_told = shows(seen.sight, draft, values, answer);
        match seen.sight {
            Sight::Number(index) if is_after => {
                let explains = explains(draft, gate, index) && !is_known(draft, &tour[..place], index);
                if is_told || explains {
                    covers.numbers[index].push(gate);
                }
            }
            Sight::Output(index) if is_after && is_told => covers.outputs[index].push(gate),
            Sight::Figure(index) if covers.figures[index].contains(&gate) => {}
            // A figure keeps the answer back while a guess is made on it; so must the words that stand in for it.
            Sight::Figure(index) if is_told && draft.gates[gate].spec.kind.figure() == Some(index) => {
                covers.words[index].push(gate);
            }
            _ if is_told && (!is_after || seen.section == tour[place].section) => {
                mistakes.push(format!(
                    "the answer, {}, can be read before it is guessed, from {}: move one of them, or ask for another value",
                    values.truths[gate],
                    described(seen.sight, draft)
                ));
            }
            _ => {}
        }
    }
    mistakes.truncate(1);
    mistakes
}

/// Whether a number is computed by an expression that stands in a gate's explanation, or is its truth.
fn explains(draft: &Draft, gate: usize, number: usize) -> bool {
    let gate = &draft.gates[gate].spec;
    let own = squeezed(&draft.numbers[number].value.code);
    let of_piece = |piece: Piece<'_>| matches!(piece, Piece::Number(other) if squeezed(&other.code) == own);
    squeezed(&gate.truth) == own || pieces(&gate.because).into_iter().any(of_piece)
}

/// Whether a number's expression has been seen.
fn is_known(draft: &Draft, before: &[Seen], number: usize) -> bool {
    let code = |index: usize| squeezed(&draft.numbers[index].value.code);
    before.iter().any(|seen| matches!(seen.sight, Sight::Number(index) if code(index) == code(number)))
}

fn squeezed(code: &str) -> String {
    code.split_whitespace().collect()
}

/// Whether something shows these numbers side by side, rounded as readers see them; never if there are none.
fn shows(sight: Sight, draft: &Draft, values: &Values, wanted: &[f64]) -> bool {
    let rounded = |numbers: &[f64]| show::numbers(numbers, ".", None);
    let among = |numbers: &[f64]| {
        !wanted.is_empty() && numbers.windows(wanted.len()).any(|some| rounded(some) == rounded(wanted))
    };
    match sight {
        Sight::Number(index) => among(&values.computed[index]),
        Sight::Setting(index) => among(&[draft.params[index].value.value]),
        Sight::Output(index) => among(&numerals(&values.outputs[index])),
        Sight::Figure(index) => among(&numerals(&values.stills[index])),
        Sight::Gate(_) => false,
    }
}

/// The numbers that stand by themselves in a text; not those in names and types.
fn numerals(text: &str) -> Vec<f64> {
    let parts = text.split(|c: char| c.is_whitespace() || "()[],;:".contains(c));
    let number = |part: &str| part.trim_end_matches('.').replace('−', "-").parse().ok();
    parts.filter(|part| part.contains(|c: char| c.is_ascii_digit())).filter_map(number).collect()
}

/// What shows something, and where.
fn described(sight: Sight, draft: &Draft) -> String {
    let (what, at) = match sight {
        Sight::Number(index) => {
            let number = &draft.numbers[index];
            (format!("`{}`", number.value.code), number.at)
        }
        Sight::Setting(index) => {
            let param = &draft.params[index];
            (format!("the setting of `{}`", param.value.name), param.at)
        }
        Sight::Output(index) => {
            let cell = &draft.cells[index];
            ("the output of the cell".to_owned(), cell.lines.first().copied().unwrap_or(0))
        }
        Sight::Figure(index) => (named(&draft.figures[index]), draft.figures[index].at),
        Sight::Gate(index) => ("the gate".to_owned(), draft.gates[index].at),
    };
    format!("{what} in line {}", line(draft, at))
}

fn line(draft: &Draft, at: usize) -> usize {
    Span::new(at, at).line_column(&draft.source.text).0
}

fn named(figure: &DraftFigure) -> String {
    match figure.name.as_str() {
        "" => format!("the figure of kind {}", figure.spec.kind.name()),
        name => format!("the figure `{name}`"),
    }
}

/// Covers the figures that a gate names, and insists that it says what becomes of the one in its own section.
fn figures_beside(draft: &mut Draft, gate: usize, covers: &mut Covers) {
    let own = draft.gates[gate].clone();
    let index_of = |draft: &Draft, name: &str| draft.figures.iter().position(|figure| figure.name == name);
    for name in own.covers.iter().chain(&own.beside) {
        if index_of(draft, &name.value).is_none() {
            let names = draft.figures.iter().map(|figure| figure.name.as_str());
            let hint = did_you_mean(&name.value, names);
            draft.report(name.at, format!("no figure named `{}`{hint}", name.value));
        }
    }
    for name in &own.covers {
        if let Some(figure) = index_of(draft, &name.value) {
            covers.figures[figure].push(gate);
        }
    }
    let here = draft.figures.iter().position(|figure| figure.section == own.section);
    let Some(figure) = here.filter(|figure| own.spec.kind.figure() != Some(*figure)) else { return };
    let name = &draft.figures[figure].name;
    if !own.covers.iter().chain(&own.beside).any(|other| other.value == *name) {
        let message = format!(
            "{} is in view while the guess is made: if it tells the answer, give it a heading of its own below the \
             gate, or cover it with `covers = [\"its name\"]`; if not, say `beside = [\"its name\"]`",
            named(&draft.figures[figure])
        );
        draft.report(own.at, message);
    }
}

/// What is wrong with the place where a guess begins.
fn good_start(draft: &Draft, values: &Values, gate: usize) -> Option<String> {
    let kind = &draft.gates[gate].spec.kind;
    let (miss, scale) = match (kind, values.answers[gate].as_slice()) {
        (GateKind::Number { min, max, .. }, [answer]) => {
            ((answer - guess::first_number(*min)).abs(), max - min)
        }
        (GateKind::Arrow { figure }, [x, y]) => {
            let (_, width) = point_of(draft, *figure as usize)?;
            // The arrow begins as long as the map wants it, so that only its direction counts.
            let [east, north] = guess::first_arrow(width);
            let along = ((x * east + y * north) / (east * east + north * north)).max(0.0);
            ((x - along * east).hypot(y - along * north), guess::scale_of_arrow([*x, *y], width))
        }
        (GateKind::Point { figure }, [x, y]) => {
            let (point, width) = point_of(draft, *figure as usize)?;
            let first = guess::first_place(point, width);
            ((x - first[0]).hypot(y - first[1]), width)
        }
        _ => return None,
    };
    (Verdict::of_miss(miss, scale) == Verdict::Right).then(|| {
        format!("the answer, {}, is where the guess begins: ask for another value", values.truths[gate])
    })
}

/// Where a figure's point is at the start, and how wide its map is.
fn point_of(draft: &Draft, figure: usize) -> Option<([f64; 2], f64)> {
    let plane = draft.figures.get(figure)?.spec.kind.appearance().plane()?;
    let [x, y] = plane.point.each_ref().map(|name| draft.param(name).map(|at| &draft.params[at].value));
    let (x, y) = (x?, y?);
    Some(([x.value, y.value], x.max - x.min))
}

/// A gate as authors look at it.
fn prediction(draft: &Draft, values: &Values, tour: &[Seen], gate: usize, covers: &Covers) -> Prediction {
    let own = &draft.gates[gate];
    let place = tour.iter().position(|seen| seen.sight == Sight::Gate(gate)).unwrap_or(0);
    let tells = |seen: &Seen| match seen.sight {
        Sight::Number(index) => {
            explains(draft, gate, index) || shows(seen.sight, draft, values, &values.answers[gate])
        }
        sight => shows(sight, draft, values, &values.answers[gate]),
    };
    let first_shown = match tour.iter().enumerate().find(|(_, seen)| tells(seen)) {
        None => "nowhere else".to_owned(),
        Some((at, seen)) => {
            let behind = match seen.sight {
                Sight::Number(index) => covers.numbers[index].contains(&gate),
                Sight::Output(index) => covers.outputs[index].contains(&gate),
                Sight::Figure(index) => {
                    [&covers.figures, &covers.words].iter().any(|list| list[index].contains(&gate))
                }
                _ => false,
            };
            let how = match (behind, at < place) {
                (true, _) => "covered until then",
                (false, true) if chapter(draft, tour[place].section).contains(&seen.section) => {
                    "given in the question's own section"
                }
                (false, true) => "in a section before",
                (false, false) => "in a section that follows",
            };
            format!("{}, {how}", described(seen.sight, draft))
        }
    };
    let mut figures = String::new();
    // A figure whose settings are wrong is not there.
    if let Some(on) = own.spec.kind.figure().and_then(|on| draft.figures.get(on)) {
        let _ = write!(figures, "the guess is made on `{}`", on.name);
    }
    for (names, how) in [(&own.covers, "covered"), (&own.beside, "in view")] {
        for name in names {
            let _ = write!(figures, "`{}` {how}", name.value);
        }
    }
    Prediction {
        path: draft.source.path.clone(),
        line: line(draft, own.at),
        kind: own.spec.kind.name(),
        is_placed: own.spec.kind.figure().is_some(),
        ask: own.spec.ask.clone(),
        answer: values.truths[gate].clone(),
        first_shown,
        figure: figures,
    }
}
