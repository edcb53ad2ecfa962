//! What may have been meant by an undefined name.

use super::super::lower::Globals;
use super::super::value::Value;
use super::elsewhere::elsewhere;
use super::globals::GlobalTable;
use super::near::{foreign, near};
use crate::diag::QuickFix;

impl GlobalTable {
    /// A suggestion for an undefined name: a hint, and a quick fix.
    pub(super) fn suggestion(&self, name: &str) -> Option<(String, Option<QuickFix>)> {
        if let Some((hint, quick_fix)) = self.correction(name, true) {
            return Some((hint, Some(quick_fix)));
        }
        if let Some(hint) = elsewhere(name) {
            return Some((hint, None));
        }
        self.correction(name, false).map(|(hint, quick_fix)| (hint, Some(quick_fix)))
    }

    /// How an undefined name could be corrected: with `certain` only by what it certainly means, otherwise by what looks
    /// like it.
    fn correction(&self, name: &str, certain: bool) -> Option<(String, QuickFix)> {
        if !certain {
            let session = self.globals[self.library.globals.0.len()..]
                .iter()
                .filter(|global| !matches!(global.value, Value::Unset))
                .map(|global| &*global.name);
            let library = self.library.entries.iter().filter(|(_, module, _)| self.used.contains(module));
            let near = near(name, session.chain(library.map(|(entry, ..)| &**entry)))?;
            return Some((format!("Did you mean `{near}`?"), QuickFix::Replace(near.to_owned())));
        }
        let elsewhere = self.library.entries.iter().find(|(entry, ..)| *entry == name);
        if let Some((_, module, _)) = elsewhere {
            if let Some(row) = self.exporter(module) {
                let using = format!("using {}", row.name);
                return Some((format!("`{name}` is available after `{using}`."), QuickFix::Prepend(using)));
            }
            let holder = self.library.modules.iter().find(|row| row.qualified_only.contains(module));
            let full = format!("{}.{name}", holder.map_or(*module, |row| row.name));
            return Some((format!("Write `{full}`."), QuickFix::Replace(full)));
        }
        if let Some((hint, text)) = foreign(name) {
            return Some((hint, QuickFix::Replace(text)));
        }
        if let Some((left, right)) = self.product(name) {
            let product = format!("{left} * {right}");
            let hint = format!("`{name}` is a single name. For a product, write `{product}`.");
            return Some((hint, QuickFix::Replace(product)));
        }
        None
    }

    /// Two defined names whose concatenation is `name`.
    fn product<'a>(&self, name: &'a str) -> Option<(&'a str, &'a str)> {
        name.char_indices()
            .skip(1)
            .map(|(at, _)| name.split_at(at))
            .find(|(left, right)| [left, right].iter().all(|part| self.is_defined(part)))
    }
}
