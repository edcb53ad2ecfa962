//! The Julia subset that cells run: lexer, parser, values, evaluation, display, errors.
//!
//! Source text becomes tokens (`lexer`), then a syntax tree (`parser`), then instructions in which every name is
//! resolved (`lower`), which the `machine` runs. The functions that cells can call are in
//! [`stdlib`](crate::stdlib), which passes its tables to the session as a [`Library`].

mod arithmetic;
pub mod array;
mod case;
mod code;
mod complete;
mod convert;
mod digest;
pub mod display;
mod domain;
pub mod entries;
mod entry_names;
mod equality;
pub mod error;
mod highlight;
mod lexer;
mod limits;
mod lower;
mod machine;
mod names;
mod notebook;
mod operators;
mod parser;
mod quick_fix;
mod session;
pub mod single;
mod symbols;
pub mod syntax;
mod text_index;
mod token;
pub mod types;
mod unparse;
pub mod value;
mod walk;

pub use arithmetic::{BINARY_OPERATORS, binary, integer, operate, operator_index};
pub use case::{lowercase, uppercase};
pub use complete::{PartialName, partial_name, symbols_from};
pub use entry_names::{MAX_SIZE, entry_name, split_entry_name, variables};
pub use error::{Error, SourceId};
pub use highlight::{Highlight, highlight};
pub use machine::{Budget, CustomAdjoint, Drawn, Library, Machine, OWN, Slice};
pub use names::{Names, StatementForm, StatementNames, names, names_by_statement};
pub use notebook::{NotebookCell, notebook, quoted};
pub use parser::parse;
pub use quick_fix::{TextEdit, quick_fix};
pub use session::{Outcome, Prepared, Recording, Session};
pub use symbols::{SYMBOLS, symbol_before};
pub use text_index::starts;
pub use unparse::bracketed;
pub use value::Value;
