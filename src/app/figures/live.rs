//! A live term of an equation: an array of parameters, of computed numbers, or of numbers that are known elsewhere.

use leptos::prelude::*;

use super::parts::hue;
use crate::app::last_good::LastGood;
use crate::app::store::{ParamHandle, Store};
use crate::kernel::message::Problem;
use crate::kernel::query;
use crate::language::entry_name;
use crate::lesson::show;
use crate::lesson::term::{self, ArrayTerm, Shape, Term};
use crate::view::numbers::Numbers;
use crate::view::words::number;

/// The placeholder for a number that is not known yet: as wide as most numbers.
const BLANK: &str = "     ";

/// The decimals of numbers that are known elsewhere.
const GIVEN: u8 = 2;

/// A live term.
#[derive(Clone)]
pub struct Live {
    /// Its sign, or that it is an array: the sizes are those of its numbers.
    pub shape: Shape,
    /// What it is called.
    pub name: String,
    /// The hue of the quantity that it is; empty for none.
    pub hue: String,
    /// The array whose entries light up with its own.
    pub like: String,
    /// Its entries, column after column, if they can be changed.
    pub entries: Vec<ParamHandle>,
    /// The sizes of the array that they make up.
    sizes: Vec<usize>,
    /// Its numbers, if a query computes them.
    computed: Option<LastGood<Numbers>>,
    /// Its numbers, if they are known elsewhere.
    given: Option<Signal<Numbers>>,
}

impl Live {
    fn blank(shape: Shape) -> Live {
        Live {
            shape,
            name: String::new(),
            hue: String::new(),
            like: String::new(),
            entries: Vec::new(),
            sizes: Vec::new(),
            computed: None,
            given: None,
        }
    }

    /// An array whose numbers are known elsewhere, under a name; its entries light up with those of `like`.
    pub fn given(store: Store, name: &str, like: &str, numbers: Signal<Numbers>) -> Live {
        let hue = [name, like].iter().find_map(|symbol| hue(store, symbol)).unwrap_or_default();
        let (name, like) = (name.to_owned(), like.to_owned());
        let given = Some(numbers);
        Live { name, hue, like, given, ..Live::blank(Shape::Sizes([0, 0])) }
    }

    /// The same with entries that can be changed: each changes the entry of the parameter that it lights up with.
    pub fn changing(self, store: Store) -> Live {
        let (entries, sizes) = store.array(&self.like);
        Live { entries, sizes, ..self }
    }

    /// What is wrong with it, if anything.
    pub fn problem(&self) -> Option<Problem> {
        self.computed?.problem.get()
    }

    /// The end of a line.
    pub fn end_of_line() -> Live {
        Live::blank(Shape::Break)
    }

    /// A term of an equation.
    pub fn term(store: Store, term: &Term) -> Live {
        match term {
            Term::Break => Live::blank(Shape::Break),
            Term::Sign(sign) => Live::blank(Shape::Sign(*sign)),
            Term::Array(array) => Live::array(store, array),
        }
    }

    /// A parameter that is an array, under its own name.
    pub fn parameter(store: Store, name: &str) -> Live {
        let (name, code) = (name.to_owned(), name.to_owned());
        Live::array(store, &ArrayTerm { name, code, ..ArrayTerm::default() })
    }

    /// An array of an equation.
    pub fn array(store: Store, ArrayTerm { name, code, like, sizes }: &ArrayTerm) -> Live {
        let like = if like.is_empty() { code } else { like };
        let blank = Numbers::unknown(sizes);
        let (entries, sizes) = store.array(code);
        let computed = entries.is_empty().then(|| {
            let value = store.ask(query::Value { code: term::sized(code) });
            value.filter_map_from(blank, |value| Numbers::read(&value.numbers))
        });
        let hue = [name, like, code].iter().find_map(|symbol| hue(store, symbol)).unwrap_or_default();
        let (name, like) = (name.to_owned(), like.to_owned());
        Live { name, hue, like, entries, sizes, computed, ..Live::blank(Shape::Sizes([0, 0])) }
    }

    /// Its current numbers; those of a parameter follow the hand before the kernel has answered.
    pub fn numbers(&self) -> Numbers {
        if let Some(given) = self.given {
            return given.get();
        }
        match self.computed {
            Some(held) if held.problem.with(Option::is_some) => {
                Numbers { sizes: vec![0, 0], values: Vec::new() }
            }
            Some(held) => held.good.get().unwrap_or_default(),
            None => {
                let values = self.entries.iter().map(|entry| entry.get()).collect();
                Numbers { sizes: self.sizes.clone(), values }
            }
        }
    }

    /// Its numbers, formatted.
    pub fn texts(&self, numbers: &Numbers) -> Vec<String> {
        let count = numbers.sizes.iter().product();
        if numbers.values.len() != count {
            // Not known yet; keep the room.
            return vec![BLANK.to_owned(); count];
        }
        let texts = numbers.values.iter().enumerate().map(|(at, value)| match self.entries.get(at) {
            Some(entry) => show::param(&entry.spec(), *value),
            // Numbers that change with every step keep their width.
            None if self.given.is_some() => show::number(*value, Some(GIVEN)),
            None => number(*value),
        });
        texts.collect()
    }

    /// The entry at a row and a column, from 0, by name.
    pub fn entry(&self, variable: &str, numbers: &Numbers, [row, column]: [usize; 2]) -> String {
        let place = [row + 1, column + 1];
        match numbers.sizes.len() {
            0 => variable.to_owned(),
            rank => entry_name(variable, &place[..rank.min(2)]),
        }
    }
}
