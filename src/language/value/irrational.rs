//! π and ℯ: numbers that the prompt shows by name.

use super::super::types::Type;

/// An irrational constant. In arithmetic with another number it becomes the nearest `Float64`.
#[derive(Debug, PartialEq)]
pub struct Irrational {
    /// Its name.
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
    /// What the prompt prints: its name and its first digits.
    pub fn display(&self) -> String {
        let digits = format!("{:.15}", self.value);
        format!("{} = {}...", self.name, digits.get(..15).unwrap_or(&digits))
    }
}
