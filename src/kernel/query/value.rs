//! The value of an expression.

use serde::{Deserialize, Serialize};

use crate::kernel::answering::{Answerable, Answering, Urgency};
use crate::language::Error;

/// Asks for the value of an expression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// The expression.
    pub code: String,
}

/// The value of an expression.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evaluated {
    /// As the prompt displays it.
    pub display: String,
    /// The numbers in it; empty if it is not made of numbers. A boolean is 0 or 1.
    pub numbers: Vec<f64>,
}

impl Answerable for Value {
    type Answer = Evaluated;

    const URGENCY: Urgency = Urgency::High;

    fn reads(&self) -> Vec<&str> {
        vec![&self.code]
    }

    fn answer(&self, answering: &mut Answering<'_>) -> Result<Evaluated, Error> {
        let value = answering.evaluate(&self.code)?;
        Ok(Evaluated { display: value.display(), numbers: value.numbers().unwrap_or_default() })
    }
}
