//! The types of settings that name something of the lesson: functions, parameters, arrays, expressions.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::settings::{Field, Form, Setting, Sort, Value, optional, required};
use super::{Reader, Written};
use crate::lesson::term::{ArrayTerm, Term};
use crate::nn::DataSet;

/// Stands for as many numbers as the figure has parameters.
pub const ALL: usize = usize::MAX;

/// Stands for any number of numbers.
pub const ANY: usize = usize::MAX;

/// The name of a function that the cells define: how many numbers it takes, and how many it gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Function<const TAKES: usize, const GIVES: usize>(String);

/// The name of a parameter, or of one entry of an array.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ParamName(String);

/// The name of a parameter that may be an array.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArrayName(String);

/// Julia code for numbers, one or many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Expression(String);

/// Julia code for places at which a figure's functions are called: a vector of numbers on a line, or an array of two
/// rows and a column for each place of a plane.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Places<const DIMENSIONS: usize>(String);

/// The name of a data set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DataName(String);

/// The text itself.
impl Deref for DataName {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// How many steps something takes, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Steps<const DEFAULT: usize>(pub usize);

/// The text itself.
impl<const TAKES: usize, const GIVES: usize> Deref for Function<TAKES, GIVES> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// The text itself.
impl Deref for ParamName {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// The text itself.
impl Deref for ArrayName {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// The text itself.
impl Deref for Expression {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// The text itself.
impl<const DIMENSIONS: usize> Deref for Places<DIMENSIONS> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// What a list can be made of.
pub trait Item: Sized {
    /// What one takes, in words.
    const ONE: &'static str;
    /// What many are, in words.
    const MANY: &'static str;

    /// What one names.
    const SORT: Sort = Sort::Free;

    /// Reads one.
    fn parse(reader: &mut Reader<'_>, written: &Written) -> Option<Self>;

    /// Some of them, as the lesson compiler looks at them.
    fn value<'a>(items: impl Iterator<Item = &'a Self>) -> Value
    where
        Self: 'a;

    /// Tells every array in it its sizes.
    fn measure_item(&mut self, _sizes: &mut dyn FnMut(&str) -> Vec<usize>) {}
}

impl<const TAKES: usize, const GIVES: usize> Item for Function<TAKES, GIVES> {
    const ONE: &'static str = "the name of a function in quotes";
    const MANY: &'static str = "names of functions";
    const SORT: Sort = Sort::Function;

    fn parse(_: &mut Reader<'_>, written: &Written) -> Option<Self> {
        Some(Function(written.text()?.to_owned()))
    }

    fn value<'a>(items: impl Iterator<Item = &'a Self>) -> Value {
        Value::Functions { names: items.map(|item| item.0.clone()).collect(), takes: TAKES, gives: GIVES }
    }
}

impl Item for ParamName {
    const ONE: &'static str = "the name of a parameter in quotes";
    const MANY: &'static str = "names of parameters";
    const SORT: Sort = Sort::Param;

    fn parse(reader: &mut Reader<'_>, written: &Written) -> Option<Self> {
        reader.param(written).map(ParamName)
    }

    fn value<'a>(items: impl Iterator<Item = &'a Self>) -> Value {
        Value::Params { names: items.map(|item| item.0.clone()).collect(), is_required: true }
    }
}

impl Item for ArrayName {
    const ONE: &'static str = "the name of a parameter that is an array, in quotes";
    const MANY: &'static str = "names of parameters that are arrays";
    const SORT: Sort = Sort::Param;

    fn parse(reader: &mut Reader<'_>, written: &Written) -> Option<Self> {
        reader.array(written).map(ArrayName)
    }

    fn value<'a>(items: impl Iterator<Item = &'a Self>) -> Value {
        Value::Params { names: items.map(|item| item.0.clone()).collect(), is_required: true }
    }
}

impl Item for Expression {
    const ONE: &'static str = "an expression for numbers in quotes";
    const MANY: &'static str = "expressions for numbers";

    fn parse(_: &mut Reader<'_>, written: &Written) -> Option<Self> {
        Some(Expression(written.text()?.to_owned()))
    }

    fn value<'a>(mut items: impl Iterator<Item = &'a Self>) -> Value {
        Value::Expression(items.next().map_or_else(String::new, |item| item.0.clone()))
    }
}

impl<const DIMENSIONS: usize> Item for Places<DIMENSIONS> {
    const ONE: &'static str = match DIMENSIONS {
        1 => "an expression for a vector of numbers, in quotes",
        _ => "an expression for an array with two rows, in quotes",
    };
    const MANY: &'static str = "expressions for places";

    fn parse(_: &mut Reader<'_>, written: &Written) -> Option<Self> {
        Some(Places(written.text()?.to_owned()))
    }

    fn value<'a>(mut items: impl Iterator<Item = &'a Self>) -> Value {
        let code = items.next().map_or_else(String::new, |item| item.0.clone());
        Value::Places { code, dimensions: DIMENSIONS }
    }
}

/// A name for the learner.
impl Item for String {
    const ONE: &'static str = "a text in quotes";
    const MANY: &'static str = "texts in quotes";

    fn parse(_: &mut Reader<'_>, written: &Written) -> Option<Self> {
        written.text().map(str::to_owned)
    }

    fn value<'a>(items: impl Iterator<Item = &'a Self>) -> Value {
        Value::Words(items.cloned().collect::<Vec<_>>().join(", "))
    }
}

impl Item for DataName {
    const ONE: &'static str = "the name of a data set in quotes";
    const MANY: &'static str = "names of data sets";

    fn parse(_: &mut Reader<'_>, written: &Written) -> Option<Self> {
        let name = written.text()?;
        DataSet::named(name).map(|set| DataName(set.name.to_owned()))
    }

    fn value<'a>(items: impl Iterator<Item = &'a Self>) -> Value {
        Value::Words(items.map(|item| item.0.as_str()).collect::<Vec<_>>().join(", "))
    }
}

impl Item for Term {
    const ONE: &'static str = "an array or a sign";
    const MANY: &'static str = "arrays and signs";

    fn parse(_: &mut Reader<'_>, written: &Written) -> Option<Self> {
        written.text().map(Term::read)
    }

    fn value<'a>(items: impl Iterator<Item = &'a Self>) -> Value {
        Value::Terms(items.cloned().collect())
    }

    fn measure_item(&mut self, sizes: &mut dyn FnMut(&str) -> Vec<usize>) {
        if let Term::Array(array) = self {
            array.measure(sizes);
        }
    }
}

impl Item for ArrayTerm {
    const ONE: &'static str = "an array, as `name: expression`";
    const MANY: &'static str = "arrays, each as `name: expression`";

    fn parse(_: &mut Reader<'_>, written: &Written) -> Option<Self> {
        match Term::read(written.text()?) {
            Term::Array(array) => Some(array),
            _ => None,
        }
    }

    fn value<'a>(items: impl Iterator<Item = &'a Self>) -> Value {
        Value::Terms(items.cloned().map(Term::Array).collect())
    }

    fn measure_item(&mut self, sizes: &mut dyn FnMut(&str) -> Vec<usize>) {
        self.measure(sizes);
    }
}

/// One item as a setting; written as a list, it is a list of one.
macro_rules! single {
    ($([$($generics:tt)*] $Type:ty),+ $(,)?) => {
        $(impl<$($generics)*> Setting for $Type {
            fn fields(key: &'static str, about: &'static str) -> Vec<Field> {
                required(key, about, <Self as Item>::ONE.to_owned(), Form::One(<Self as Item>::SORT))
            }

            fn read(reader: &mut Reader<'_>, key: &'static str) -> Option<Self> {
                reader.required(key, <Self as Item>::ONE, |reader, written| match written.list() {
                    [one] => <Self as Item>::parse(reader, one),
                    _ => None,
                })
            }

            fn values(&self, key: &'static str, values: &mut Vec<(&'static str, Value)>) {
                values.push((key, <Self as Item>::value(std::iter::once(self))));
            }
        })+
    };
}

single!(
    [const TAKES: usize, const GIVES: usize] Function<TAKES, GIVES>,
    [] ParamName,
    [] Expression,
    [] DataName,
    [const DIMENSIONS: usize] Places<DIMENSIONS>,
);

impl<T: Item> Setting for Vec<T> {
    fn fields(key: &'static str, about: &'static str) -> Vec<Field> {
        required(key, about, format!("a list of {}", T::MANY), Form::Several(T::SORT, ANY))
    }

    fn read(reader: &mut Reader<'_>, key: &'static str) -> Option<Vec<T>> {
        let takes = format!("a list of {}", T::MANY);
        reader.required(key, &takes, |reader, written| {
            written.list().iter().map(|item| T::parse(reader, item)).collect()
        })
    }

    fn values(&self, key: &'static str, values: &mut Vec<(&'static str, Value)>) {
        values.push((key, T::value(self.iter())));
    }

    fn measure(&mut self, sizes: &mut dyn FnMut(&str) -> Vec<usize>) {
        self.iter_mut().for_each(|item| item.measure_item(sizes));
    }
}

impl<T: Item, const N: usize> Setting for [T; N] {
    fn fields(key: &'static str, about: &'static str) -> Vec<Field> {
        required(key, about, format!("a list of {N} {}", T::MANY), Form::Several(T::SORT, N))
    }

    fn read(reader: &mut Reader<'_>, key: &'static str) -> Option<[T; N]> {
        let takes = format!("a list of {N} {}", T::MANY);
        reader.required(key, &takes, |reader, written| {
            let items = written.list();
            let items: Option<Vec<T>> =
                (items.len() == N).then(|| items.iter().map(|item| T::parse(reader, item)).collect())?;
            items?.try_into().ok()
        })
    }

    fn values(&self, key: &'static str, values: &mut Vec<(&'static str, Value)>) {
        values.push((key, T::value(self.iter())));
    }

    fn measure(&mut self, sizes: &mut dyn FnMut(&str) -> Vec<usize>) {
        self.iter_mut().for_each(|item| item.measure_item(sizes));
    }
}

impl<const DEFAULT: usize> Setting for Steps<DEFAULT> {
    fn fields(key: &'static str, about: &'static str) -> Vec<Field> {
        optional(key, about, format!("a whole number; {DEFAULT} if left out"), Form::Whole)
    }

    fn read(reader: &mut Reader<'_>, key: &'static str) -> Option<Self> {
        if !reader.has(key) {
            return Some(Steps(DEFAULT));
        }
        let whole = |steps: &f64| steps.fract() == 0.0 && (1.0..=10_000.0).contains(steps);
        let steps = |written: &Written| written.number().filter(whole).map(|steps| Steps(steps as usize));
        reader.required(key, "a whole number from 1 to 10000", |_, written| steps(written))
    }

    fn values(&self, key: &'static str, values: &mut Vec<(&'static str, Value)>) {
        values.push((key, Value::Words(self.0.to_string())));
    }
}
