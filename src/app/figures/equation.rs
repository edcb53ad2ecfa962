//! Equations of arrays on a stage: entries that are parameters can be changed in place, and the entry under the pointer
//! is explained in words. It is the figure of matrices, or part of another. How an entry is computed is left to
//! `lesson::term`.

use leptos::prelude::*;

use super::live::Live;
use super::parts;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::number::ParamNumber;
use crate::app::reactive::memo;
use crate::app::store::Store;
use crate::chart::{Matrices, MatricesFrame, MatricesMarks, Matrix, MatrixEntry, MatrixTerm, Picture};
use crate::kernel::message::Problem;
use crate::lesson::term::{self, Shape};

/// Terms, and the entry that is explained.
#[derive(Clone, Copy)]
pub struct Equation {
    store: Store,
    terms: StoredValue<Vec<Live>>,
    at: RwSignal<Option<MatrixEntry>>,
    shapes_only: bool,
    /// Called before the learner changes an entry.
    grab: Option<Callback<()>>,
    /// Entries that another part of the figure highlights.
    others: Option<Signal<Vec<MatrixEntry>>>,
}

impl Equation {
    /// An equation of these terms, with their numbers.
    pub fn new(store: Store, terms: Vec<Live>) -> Equation {
        let terms = StoredValue::new(terms);
        Equation { store, terms, at: RwSignal::new(None), shapes_only: false, grab: None, others: None }
    }

    /// The same without numbers: only whether the shapes fit.
    pub fn of_shapes(self) -> Equation {
        Equation { shapes_only: true, ..self }
    }

    /// The same, and `grab` is called before the learner changes an entry.
    pub fn grabbed(self, grab: Callback<()>) -> Equation {
        Equation { grab: Some(grab), ..self }
    }

    /// The same with entries highlighted that belong to what is explained elsewhere.
    pub fn lighting(self, others: Signal<Vec<MatrixEntry>>) -> Equation {
        Equation { others: Some(others), ..self }
    }

    /// The picture on a stage, the layer over it, and its numbers in words for screen readers.
    pub fn view(self, stage: Stage) -> AnyView {
        let chart = memo(move || self.chart());
        let frame = memo(move || chart.with(|chart| chart.frame(stage.size.get()[0])));
        let theme = chart_theme();
        stage.base(move |_| {
            let theme = theme.get();
            chart.with(|chart| frame.with(|frame| chart.base(frame, &theme)))
        });
        stage.overlay(move |_| {
            let (theme, marks) = (theme.get(), self.marks());
            match self.shapes_only {
                true => Picture::default(),
                false => chart.with(|chart| frame.with(|frame| chart.overlay(frame, &theme, &marks))),
            }
        });
        let height = move |width: f64| chart.with(|chart| chart.frame(width).height);
        let over = (!self.shapes_only).then(|| self.entries(frame));
        let all = move || self.all_in_words();
        (stage.view(height, over.into_any()), view! { <p class="unseen">{all}</p> }).into_any()
    }

    /// The current shapes of the terms.
    fn shapes(self) -> Vec<Shape> {
        let shape = |live: &Live| match &live.shape {
            Shape::Sizes(_) => Shape::Sizes(live.numbers().sides()),
            other => other.clone(),
        };
        self.terms.with_value(|terms| terms.iter().map(shape).collect())
    }

    fn chart(self) -> Matrices {
        let misfits = term::misfits(&self.shapes());
        let term = |(live, misfits): (&Live, [bool; 2])| match &live.shape {
            Shape::Break => MatrixTerm::Break,
            Shape::Sign(sign) => MatrixTerm::Sign(sign.shown().to_owned()),
            Shape::Sizes(_) => {
                let numbers = live.numbers();
                let sizes = numbers.sides();
                let (name, texts, values) = match self.shapes_only {
                    true if sizes == [0, 0] => (format!("{} ?", live.name), Vec::new(), Vec::new()),
                    true => {
                        let sides: Vec<String> = numbers.sizes.iter().map(usize::to_string).collect();
                        (format!("{} {}", live.name, sides.join("×")), Vec::new(), Vec::new())
                    }
                    false => (live.name.clone(), live.texts(&numbers), numbers.values),
                };
                MatrixTerm::Matrix(Matrix { name, hue: live.hue.clone(), sizes, values, texts, misfits })
            }
        };
        self.terms.with_value(|terms| Matrices::new(terms.iter().zip(misfits).map(term).collect()))
    }

    /// The first problem of any term.
    pub fn problem(self) -> Option<Problem> {
        self.terms.with_value(|terms| terms.iter().find_map(|live| live.problem()))
    }

    /// The entry that is explained: the one that was pointed at last, or the one that it contributes to; before that, the
    /// first that is computed from others.
    fn looked_at(self, shapes: &[Shape]) -> Option<MatrixEntry> {
        let is_there = |(term, row, column): &MatrixEntry| matches!(shapes.get(*term), Some(Shape::Sizes([rows, columns])) if row < rows && column < columns);
        match self.at.get().filter(is_there) {
            Some(at) if term::made_of(shapes, at).is_empty() => term::user(shapes, at).or(Some(at)),
            Some(at) => Some(at),
            None => (0..shapes.len())
                .map(|term| (term, 0, 0))
                .find(|entry| !term::made_of(shapes, *entry).is_empty()),
        }
    }

    fn marks(self) -> MatricesMarks {
        let shapes = self.shapes();
        let at = self.looked_at(&shapes);
        let made_of = at.map(|at| term::made_of(&shapes, at)).unwrap_or_default();
        let others = self.others.map(|others| others.get()).unwrap_or_default();
        let from = made_of.into_iter().flat_map(|(_, factors)| factors).chain(others).collect();
        MatricesMarks { at, from }
    }

    /// The name and the formatted value of an entry.
    fn written(self, (term, row, column): MatrixEntry) -> Option<[String; 2]> {
        self.terms.with_value(|terms| {
            let live = terms.get(term)?;
            let numbers = live.numbers();
            let at = column * numbers.sides()[0] + row;
            numbers.values.get(at)?;
            let text = live.texts(&numbers).into_iter().nth(at)?;
            Some([live.entry(&live.name, &numbers, [row, column]), text])
        })
    }

    /// How the explained entry is computed, in numbers, and in names if that is short.
    pub fn in_words(self) -> String {
        let shapes = self.shapes();
        let Some(at) = self.looked_at(&shapes) else { return String::new() };
        let Some([name, value]) = self.written(at) else { return String::new() };
        let sum = term::made_of(&shapes, at);
        if sum.is_empty() {
            return format!("{name} = {value}");
        }
        let spelled = |which: usize| {
            let mut text = String::new();
            for (index, (minus, factors)) in sum.iter().enumerate() {
                text += match (index, minus) {
                    (0, false) => "",
                    (_, true) => " − ",
                    _ => " + ",
                };
                let factors = factors.iter().filter_map(|factor| Some(self.written(*factor)?[which].clone()));
                // A minus sign after another sign needs brackets.
                let bracketed =
                    |text: String| if text.starts_with('−') { format!("({text})") } else { text };
                text += &factors.map(bracketed).collect::<Vec<_>>().join(" × ");
            }
            text
        };
        // A long sum is written once, not twice.
        let names = if sum.len() > 2 { String::new() } else { format!("{} = ", spelled(0)) };
        format!("{name} = {names}{} = {value}", spelled(1))
    }

    /// Whether the shapes fit, in Julia's words if they do not.
    pub fn fit_in_words(self) -> String {
        match self.problem() {
            Some(problem) => format!("The shapes do not match. Julia says: {}", problem.message),
            None => "The shapes match.".to_owned(),
        }
    }

    /// Every array in words.
    fn all_in_words(self) -> String {
        let one = |live: &Live| {
            let numbers = live.numbers();
            let [rows, columns] = numbers.sides();
            let texts = live.texts(&numbers);
            let row = |row: usize| {
                let row: Vec<_> =
                    (0..columns).filter_map(|column| texts.get(column * rows + row)).cloned().collect();
                row.join(", ")
            };
            let rows: Vec<String> = (0..rows).map(row).collect();
            format!("{}: {}.", live.name, rows.join("; "))
        };
        self.terms.with_value(|terms| {
            let arrays = terms.iter().filter(|live| matches!(live.shape, Shape::Sizes(_)));
            arrays.map(one).collect::<Vec<_>>().join(" ")
        })
    }

    /// Every entry: its term, row and column from 1, its value.
    pub fn rows(self) -> Vec<[f64; 4]> {
        let shapes = untrack(|| self.shapes());
        self.terms.with_value(|terms| {
            let entries = terms.iter().zip(&shapes).enumerate().flat_map(|(term, (live, shape))| {
                let rows = if let Shape::Sizes([rows, _]) = shape { (*rows).max(1) } else { 1 };
                let values = untrack(|| live.numbers()).values.into_iter().enumerate();
                values.map(move |(at, value)| {
                    [term, at % rows, at / rows]
                        .map(|part| part as f64 + 1.0)
                        .into_iter()
                        .chain([value])
                        .collect::<Vec<_>>()
                })
            });
            entries.filter_map(|row| row.try_into().ok()).collect()
        })
    }

    /// The layer over the picture: each entry in its place, to be pointed at, changed, and highlighted.
    fn entries(self, frame: Memo<MatricesFrame>) -> AnyView {
        let shapes = memo(move || self.shapes());
        let all = move || {
            let shapes = shapes.get();
            let of_term = |term: usize| {
                let Shape::Sizes([rows, columns]) = shapes[term] else { return Vec::new() };
                let places =
                    (0..rows).flat_map(move |row| (0..columns).map(move |column| (term, row, column)));
                places.map(|at| self.entry(at, rows, &shapes, frame)).collect()
            };
            (0..shapes.len()).flat_map(of_term).collect_view()
        };
        all.into_any()
    }

    fn entry(self, at: MatrixEntry, rows: usize, shapes: &[Shape], frame: Memo<MatricesFrame>) -> AnyView {
        let (term, row, column) = at;
        let rect = memo(move || frame.with(|frame| frame.cell(at)));
        let side = parts::side(move || rect.get());
        let (param, part) = self.terms.with_value(|terms| {
            let live = &terms[term];
            let numbers = untrack(|| live.numbers());
            let key =
                self.store.with_lesson(|lesson| lesson.name_of(&live.like).map(|named| named.key.clone()));
            let whole = key.as_deref().unwrap_or(&live.like);
            let part = (!numbers.sizes.is_empty()).then(|| live.entry(whole, &numbers, [row, column]));
            (live.entries.get(column * rows + row).copied(), part)
        });
        // Entries that can be changed have labels of their own.
        let is_made = param.is_none() && !term::made_of(shapes, at).is_empty();
        let words = move || self.written(at).map(|[name, value]| format!("{name} = {value}"));
        let grab = move || {
            if let Some(grab) = self.grab.filter(|_| param.is_some()) {
                grab.run(());
            }
        };
        let inside = param.map(|param| view! { <ParamNumber param/> });
        view! {
            <span
                class="matrices__entry"
                data-part=part
                role=is_made.then_some("img")
                tabindex=is_made.then_some("0")
                aria-label=move || words().filter(|_| is_made)
                style:left=side(0, false)
                style:top=side(1, false)
                style:width=side(0, true)
                style:height=side(1, true)
                on:pointerenter=move |_| self.at.set(Some(at))
                on:focusin=move |_| self.at.set(Some(at))
                on:pointerdown:capture=move |_| grab()
                on:keydown:capture=move |event| {
                    if event.key() != "Tab" {
                        grab();
                    }
                }
            >
                {inside}
            </span>
        }
        .into_any()
    }
}
