//! Settings that choose among words: which views a figure has, which optimisers race.

use serde::{Deserialize, Serialize};

use super::Reader;
use super::settings::{Field, Form, Setting, Value, optional};

/// Something that an author chooses by a word.
pub trait Choice: Copy + PartialEq + 'static {
    /// Every word and what it stands for.
    const WORDS: &'static [(&'static str, Self)];
}

/// Those that an author has chosen; all of them if the setting is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Chosen<T>(Vec<T>);

impl<T: Choice> Chosen<T> {
    /// Whether one is among them.
    pub fn has(&self, one: T) -> bool {
        self.0.contains(&one)
    }
}

impl<T: Choice> Setting for Chosen<T> {
    fn fields(key: &'static str, about: &'static str) -> Vec<Field> {
        let form = Form::Words(T::WORDS.iter().map(|(word, _)| *word).collect());
        optional(key, about, format!("{}; all if left out", takes::<T>()), form)
    }

    fn read(reader: &mut Reader<'_>, key: &'static str) -> Option<Self> {
        if !reader.has(key) {
            return Some(Chosen(T::WORDS.iter().map(|(_, one)| *one).collect()));
        }
        let named = |word: &str| T::WORDS.iter().find(|(own, _)| *own == word).map(|(_, one)| *one);
        reader.required(key, &takes::<T>(), |_, written| {
            written.list().iter().map(|word| named(word.text()?)).collect::<Option<_>>().map(Chosen)
        })
    }

    fn values(&self, key: &'static str, values: &mut Vec<(&'static str, Value)>) {
        let words: Vec<_> =
            T::WORDS.iter().filter(|(_, one)| self.has(*one)).map(|(word, _)| *word).collect();
        values.push((key, Value::Words(words.join(", "))));
    }
}

fn takes<T: Choice>() -> String {
    let words: Vec<_> = T::WORDS.iter().map(|(word, _)| format!("`{word}`")).collect();
    format!("a list of {}", words.join(", "))
}

/// Declares things that an author chooses by a word.
macro_rules! choices {
    ($(#[$about:meta])+ pub enum $Name:ident { $($(#[$one:meta])+ $Variant:ident = $word:literal,)+ }) => {
        $(#[$about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub enum $Name {
            $($(#[$one])+ $Variant,)+
        }

        impl $crate::lesson::figures::Choice for $Name {
            const WORDS: &'static [(&'static str, Self)] = &[$(($word, $Name::$Variant)),+];
        }
    };
}

pub(crate) use choices;
