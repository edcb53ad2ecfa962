//! A figure's settings as an author wrote them, and what is wrong with them.

use std::fmt;

/// A value as it is written, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// Where it stands in the file: a byte offset; for a text that of its first character.
    pub at: usize,
    /// What it is.
    pub value: WrittenValue,
}

/// What a written value is.
#[derive(Clone, Debug, PartialEq)]
pub enum WrittenValue {
    /// A text in quotes.
    Text(String),
    /// A number, whole or not.
    Number(f64),
    /// `true` or `false`.
    Flag(bool),
    /// A list.
    List(Vec<Written>),
    /// Something that no setting takes.
    Other,
}

impl Written {
    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        if let WrittenValue::Text(text) = &self.value { Some(text) } else { None }
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<f64> {
        if let WrittenValue::Number(number) = self.value { Some(number) } else { None }
    }

    /// Whether it is on, if it is `true` or `false`.
    pub fn flag(&self) -> Option<bool> {
        if let WrittenValue::Flag(flag) = self.value { Some(flag) } else { None }
    }

    /// The items of a list; anything else is a list of one.
    pub fn list(&self) -> &[Written] {
        match &self.value {
            WrittenValue::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }
}

/// What is wrong with a figure's settings.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// A setting that must be written is not.
    Missing {
        /// Its key.
        key: &'static str,
    },
    /// A setting is written as what it does not take.
    Takes {
        /// Its key.
        key: &'static str,
        /// What it takes, in words.
        takes: String,
    },
    /// A setting means nothing without another.
    Needs {
        /// Its key.
        key: &'static str,
        /// The other one's key.
        other: &'static str,
    },
    /// A setting names a parameter that the lesson does not have.
    NoParameter {
        /// Where the name stands.
        at: usize,
        /// The name.
        name: String,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Missing { key } => write!(f, "`{key}` is missing"),
            Fault::Takes { key, takes } => write!(f, "`{key}` takes {takes}"),
            Fault::Needs { key, other } => write!(f, "`{key}` needs `{other}`"),
            Fault::NoParameter { name, .. } => write!(f, "no parameter `{name}`"),
        }
    }
}

/// Reads a figure's settings one by one, and collects what is wrong with them.
pub struct Reader<'a> {
    written: Vec<(&'a str, Written)>,
    is_param: &'a dyn Fn(&str) -> bool,
    is_array: &'a dyn Fn(&str) -> bool,
    /// The setting that makes those that are being read necessary.
    leader: Option<&'static str>,
    faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    /// A reader of settings with their keys; `is_param` and `is_array` know the lesson's parameters.
    pub fn new(
        written: Vec<(&'a str, Written)>,
        is_param: &'a dyn Fn(&str) -> bool,
        is_array: &'a dyn Fn(&str) -> bool,
    ) -> Reader<'a> {
        Reader { written, is_param, is_array, leader: None, faults: Vec::new() }
    }

    /// What is wrong with the settings that have been read.
    pub fn faults(self) -> Vec<Fault> {
        self.faults
    }

    /// Whether a setting is written.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// The value of a setting that must be written, as `parse` reads it.
    pub fn required<T>(
        &mut self,
        key: &'static str,
        takes: &str,
        parse: impl FnOnce(&mut Self, &Written) -> Option<T>,
    ) -> Option<T> {
        let written = self.find_or_note(key)?;
        let value = parse(self, &written);
        if value.is_none() {
            self.note_taken(key, takes);
        }
        value
    }

    // What does not depend on the setting's type is compiled once: learners download it.
    #[inline(never)]
    fn find_or_note(&mut self, key: &'static str) -> Option<Written> {
        let written = self.find(key).cloned();
        if written.is_none() {
            match self.leader {
                Some(leader) => self.needs(leader, key),
                None => self.faults.push(Fault::Missing { key }),
            }
        }
        written
    }

    #[inline(never)]
    fn note_taken(&mut self, key: &'static str, takes: &str) {
        self.faults.push(Fault::Takes { key, takes: takes.to_owned() });
    }

    /// Reads settings that are necessary because another one is written.
    pub(super) fn led_by<T>(&mut self, leader: &'static str, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.leader.replace(leader);
        let value = read(self);
        self.leader = before;
        value
    }

    /// Notes that a setting means nothing without another.
    pub(super) fn needs(&mut self, key: &'static str, other: &'static str) {
        self.faults.push(Fault::Needs { key, other });
    }

    /// The name of a parameter; notes one that the lesson does not have.
    pub(super) fn param(&mut self, written: &Written) -> Option<String> {
        self.known(written, self.is_param)
    }

    /// The name of an array of parameters, or of one parameter; notes one that the lesson does not have.
    pub(super) fn array(&mut self, written: &Written) -> Option<String> {
        self.known(written, self.is_array)
    }

    fn known(&mut self, written: &Written, is_known: &dyn Fn(&str) -> bool) -> Option<String> {
        let name = written.text()?.to_owned();
        if !is_known(&name) {
            self.faults.push(Fault::NoParameter { at: written.at, name: name.clone() });
        }
        Some(name)
    }

    fn find(&self, key: &str) -> Option<&Written> {
        self.written.iter().find(|(own, _)| *own == key).map(|(_, written)| written)
    }
}
