//! π and ℯ: numbers that the prompt names instead of writing their digits.

use super::super::types::Type;

/// A number that no `Float64` is. It becomes the nearest one where it meets another number.
#[derive(Debug, PartialEq)]
pub struct Irrational {
    /// What it is called.
    pub name: &'static str,
    /// The nearest `Float64`.
    pub value: f64,
    /// Its type, of which it is the only value.
    pub kind: Type,
}

/// π.
pub static PI: Irrational = Irrational { name: "π", value: std::f64::consts::PI, kind: Type::IrrationalPi };

/// ℯ.
pub static E: Irrational = Irrational { name: "ℯ", value: std::f64::consts::E, kind: Type::IrrationalE };

impl Irrational {
    /// What the prompt prints: its name and the first of its digits.
    pub fn display(&self) -> String {
        let digits = format!("{:.15}", self.value);
        format!("{} = {}...", self.name, digits.get(..15).unwrap_or(&digits))
    }
}
