//! A figure of a page of one's own: from its description to settings that a widget takes, or to words.

use super::{Drawn, Setting};
use crate::language::quoted;
use crate::lesson::figures::{FigureKind, Kind, Reader};
use crate::lesson::spec::{Figure, Param};

impl Drawn {
    /// The figure, for a page with these parameters.
    ///
    /// # Errors
    /// Everything that is wrong with it, in words.
    pub fn read(&self, params: &[Param]) -> Result<Figure, String> {
        let row =
            FigureKind::named(&self.kind).ok_or(format!("There is no kind of figure `{}`.", self.kind))?;
        let is_param = |name: &str| params.iter().any(|param| param.name == name);
        let is_array =
            |name: &str| is_param(name) || params.iter().any(|param| is_entry_of(&param.name, name));
        let written = self.settings.iter().map(|(key, setting)| (key.as_str(), setting.written())).collect();
        let mut reader = Reader::new(written, &is_param, &is_array);
        let kind = (row.read)(&mut reader);
        let mut faults: Vec<String> = reader.faults().iter().map(ToString::to_string).collect();
        let mut controls = Vec::new();
        for name in &self.controls {
            match params.iter().position(|param| param.name == *name) {
                Some(at) => controls.push(at as u32),
                None => faults.push(format!("no parameter `{name}`")),
            }
        }
        match kind {
            Some(kind) if faults.is_empty() => Ok(self.figure(kind, controls)),
            _ => Err(format!("This figure cannot be drawn: {}.", faults.join("; "))),
        }
    }

    fn figure(&self, kind: Kind, controls: Vec<u32>) -> Figure {
        Figure { kind, title: self.title.clone(), caption: self.caption.clone(), controls }
    }
}

/// Whether a parameter is an entry of an array.
fn is_entry_of(param: &str, array: &str) -> bool {
    param.strip_prefix(array).is_some_and(|rest| rest.starts_with('['))
}

impl Setting {
    /// The setting as a lesson file has it.
    pub fn toml(&self) -> String {
        fn list<T>(items: &[T], text: impl Fn(&T) -> String) -> String {
            format!("[{}]", items.iter().map(text).collect::<Vec<_>>().join(", "))
        }
        match self {
            Setting::Flag(flag) => flag.to_string(),
            Setting::Number(number) => number.to_string(),
            Setting::Text(text) => quoted(text),
            Setting::Numbers(numbers) => list(numbers, f64::to_string),
            Setting::Texts(texts) => list(texts, |text| quoted(text)),
        }
    }
}
