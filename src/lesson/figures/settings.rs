//! Settings of figures: what a type of setting can do, and the macro that declares a struct of them.

use super::{Reader, Written};
use crate::lesson::term::{ArrayTerm, Term};

/// A setting as the documentation describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its key.
    pub key: &'static str,
    /// What it does, for authors.
    pub about: &'static str,
    /// What it takes, in words.
    pub takes: String,
    /// How a form asks for it.
    pub form: Form,
    /// Whether it must be written.
    pub is_required: bool,
    /// The setting without which it means nothing.
    pub needs: Option<&'static str>,
}

/// How a form asks for a setting.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// On or off.
    Flag,
    /// A whole number.
    Whole,
    /// Two numbers.
    Range,
    /// Some of these words.
    Words(Vec<&'static str>),
    /// One text of a sort.
    One(Sort),
    /// So many texts of a sort; [`ANY`](super::ANY) for as many as there are.
    Several(Sort, usize),
}

/// What a text in a setting names, so that a form can offer what there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A function that the cells define.
    Function,
    /// A parameter, or an entry of one.
    Param,
    /// Anything else.
    Free,
}

/// A setting's value, as the lesson compiler looks at it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Names of functions that the cells define.
    Functions {
        /// The names.
        names: Vec<String>,
        /// How many numbers each takes; [`ALL`](super::ALL) for as many as the figure has parameters.
        takes: usize,
        /// How many each gives; [`ANY`](super::ANY) if that is open.
        gives: usize,
    },
    /// Names of parameters.
    Params {
        /// The names.
        names: Vec<String>,
        /// Whether the figure always has them, so that they may be the figure's point.
        is_required: bool,
    },
    /// An expression for numbers.
    Expression(String),
    /// An expression for places on a line or in a plane.
    Places {
        /// The expression.
        code: String,
        /// How many numbers a place has.
        dimensions: usize,
    },
    /// Terms of an equation.
    Terms(Vec<Term>),
    /// Anything else, in words.
    Words(String),
}

impl Value {
    /// The value in words, for what a figure says before the page is alive.
    pub fn words(&self) -> String {
        match self {
            Value::Functions { names, .. } | Value::Params { names, .. } => names.join(", "),
            Value::Expression(text) | Value::Words(text) => text.clone(),
            Value::Places { code, .. } => code.clone(),
            Value::Terms(terms) => crate::lesson::term::in_words(terms),
        }
    }
}

/// A type that a setting can have, or a struct of settings whose fields stand beside the others.
pub trait Setting: Sized {
    /// How the documentation describes the setting, or every field of the struct.
    fn fields(key: &'static str, about: &'static str) -> Vec<Field>;

    /// Reads the setting with a key; `None` if it is missing or wrong, which the reader has been told.
    fn read(reader: &mut Reader<'_>, key: &'static str) -> Option<Self>;

    /// Appends the value, or every field's.
    fn values(&self, key: &'static str, values: &mut Vec<(&'static str, Value)>);

    /// Tells every array of an equation its sizes.
    fn measure(&mut self, _sizes: &mut dyn FnMut(&str) -> Vec<usize>) {}
}

/// What a struct of settings is for.
pub trait About {
    /// The struct's documentation.
    const ABOUT: &'static str;
}

/// Declares a struct of settings. The documentation of the struct and of its fields is also the authors'.
macro_rules! settings {
    (
        $(#[doc = $about:literal])+
        pub struct $Name:ident {
            $(
                $(#[doc = $field_about:literal])+
                pub $field:ident: $Type:ty,
            )+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $Name {
            $(
                $(#[doc = $field_about])+
                pub $field: $Type,
            )+
        }

        impl $crate::lesson::figures::About for $Name {
            const ABOUT: &'static str = concat!($($about),+).trim_ascii();
        }

        impl $crate::lesson::figures::Setting for $Name {
            fn fields(_: &'static str, _: &'static str) -> Vec<$crate::lesson::figures::Field> {
                use $crate::lesson::figures::Setting;
                [$(<$Type as Setting>::fields(
                    stringify!($field),
                    concat!($($field_about),+).trim_ascii(),
                )),+]
                .concat()
            }

            fn read(reader: &mut $crate::lesson::figures::Reader<'_>, _: &'static str) -> Option<Self> {
                use $crate::lesson::figures::Setting;
                // All are read before any is missed: an author hears of every mistake at once.
                $(let $field = <$Type as Setting>::read(reader, stringify!($field));)+
                Some($Name { $($field: $field?),+ })
            }

            fn values(
                &self,
                _: &'static str,
                values: &mut Vec<(&'static str, $crate::lesson::figures::Value)>,
            ) {
                $(self.$field.values(stringify!($field), values);)+
            }

            fn measure(&mut self, sizes: &mut dyn FnMut(&str) -> Vec<usize>) {
                $(self.$field.measure(sizes);)+
            }
        }
    };
}

pub(crate) use settings;

/// A setting that is one value: its description, and how it is read.
pub(super) fn required(key: &'static str, about: &'static str, takes: String, form: Form) -> Vec<Field> {
    vec![Field { key, about, takes, form, is_required: true, needs: None }]
}

/// The same for one that may be left out.
pub(super) fn optional(key: &'static str, about: &'static str, takes: String, form: Form) -> Vec<Field> {
    vec![Field { key, about, takes, form, is_required: false, needs: None }]
}

/// A setting that may be left out. Of a struct the first field decides: with it, the struct's other settings are read.
impl<T: Setting> Setting for Option<T> {
    fn fields(key: &'static str, about: &'static str) -> Vec<Field> {
        let mut fields = T::fields(key, about);
        let leader = fields.first().map(|field| field.key);
        for (at, field) in fields.iter_mut().enumerate() {
            field.needs = if at > 0 && field.needs.is_none() { leader } else { field.needs };
            field.is_required &= at > 0;
        }
        fields
    }

    fn read(reader: &mut Reader<'_>, key: &'static str) -> Option<Option<T>> {
        let fields = T::fields(key, "");
        let (leader, others) = fields.split_first()?;
        if reader.has(leader.key) {
            return reader.led_by(leader.key, |reader| T::read(reader, key)).map(Some);
        }
        for other in others {
            if reader.has(other.key) {
                reader.needs(other.key, leader.key);
            }
        }
        Some(None)
    }

    fn values(&self, key: &'static str, values: &mut Vec<(&'static str, Value)>) {
        let Some(value) = self else { return };
        let before = values.len();
        value.values(key, values);
        for (_, value) in &mut values[before..] {
            if let Value::Params { is_required, .. } = value {
                *is_required = false;
            }
        }
    }

    fn measure(&mut self, sizes: &mut dyn FnMut(&str) -> Vec<usize>) {
        if let Some(value) = self {
            value.measure(sizes);
        }
    }
}

impl Setting for bool {
    fn fields(key: &'static str, about: &'static str) -> Vec<Field> {
        optional(key, about, "true or false".to_owned(), Form::Flag)
    }

    fn read(reader: &mut Reader<'_>, key: &'static str) -> Option<bool> {
        match reader.has(key) {
            true => reader.required(key, "true or false", |_, written| written.flag()),
            false => Some(false),
        }
    }

    fn values(&self, key: &'static str, values: &mut Vec<(&'static str, Value)>) {
        values.push((key, Value::Words(self.to_string())));
    }
}

/// A text for the learner.
impl Setting for String {
    fn fields(key: &'static str, about: &'static str) -> Vec<Field> {
        required(key, about, "a text in quotes".to_owned(), Form::One(Sort::Free))
    }

    fn read(reader: &mut Reader<'_>, key: &'static str) -> Option<String> {
        reader.required(key, "a text in quotes", |_, written| Some(written.text()?.to_owned()))
    }

    fn values(&self, key: &'static str, values: &mut Vec<(&'static str, Value)>) {
        values.push((key, Value::Words(self.clone())));
    }
}

/// A range of numbers.
impl Setting for [f64; 2] {
    fn fields(key: &'static str, about: &'static str) -> Vec<Field> {
        required(key, about, RANGE.to_owned(), Form::Range)
    }

    fn read(reader: &mut Reader<'_>, key: &'static str) -> Option<[f64; 2]> {
        let range = |written: &Written| match written.list() {
            [from, to] => Some([from.number()?, to.number()?]).filter(|[from, to]| from < to),
            _ => None,
        };
        reader.required(key, RANGE, |_, written| range(written))
    }

    fn values(&self, key: &'static str, values: &mut Vec<(&'static str, Value)>) {
        values.push((key, Value::Words(format!("{} to {}", self[0], self[1]))));
    }
}

/// What a range takes.
const RANGE: &str = "two numbers, the smaller one first";

impl ArrayTerm {
    /// Tells it its sizes.
    pub(super) fn measure(&mut self, sizes: &mut dyn FnMut(&str) -> Vec<usize>) {
        self.sizes = sizes(&self.code);
    }
}
