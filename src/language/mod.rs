//! The Julia subset that the cells run: lexer, parser, values, evaluation, display, errors.
//!
//! A text becomes tokens (`lexer`), a syntax tree (`parser`), and instructions in which every name is
//! resolved (`lower`); the `machine` runs them. What cells can call is in [`stdlib`](crate::stdlib), which
//! hands its tables to the session as a [`Library`].

mod arithmetic;
pub mod array;
mod case;
mod code;
mod complete;
mod convert;
pub mod display;
mod domain;
pub mod entries;
mod equality;
pub mod error;
mod fix;
mod highlight;
mod lexer;
mod lower;
mod machine;
mod names;
mod operators;
mod parser;
mod place;
mod session;
pub mod single;
mod symbols;
mod syntax;
mod token;
pub mod types;
mod unparse;
pub mod value;
mod walk;

pub use arithmetic::{ROWS, activation, binary, default_operand, integer, operate, row_of};
pub use case::{lowercase, uppercase};
pub use complete::{Unfinished, symbols_from, unfinished};
pub use error::{Error, SourceId};
pub use fix::{Fix, fix};
pub use highlight::{Highlight, highlight};
pub use machine::{Budget, Cut, Library, Machine, OWN};
pub use names::{Names, StatementNames, names, names_by_statement};
pub use place::{LONGEST, entry_name, place, variables};
pub use session::{Outcome, Prepared, Recording, Session};
pub use symbols::{SYMBOLS, symbol_before};
pub use unparse::bracketed;
pub use value::Value;
