//! The numbers of an array and its sizes.

use crate::lesson::term;

/// An array's numbers, column after column, and its sizes; a number has none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    /// One for each dimension.
    pub sizes: Vec<usize>,
    /// As many as the product of the sizes; none while they are not known.
    pub values: Vec<f64>,
}

impl Numbers {
    /// Reads the answer to a term's query.
    pub fn read(numbers: &[f64]) -> Option<Numbers> {
        let (sizes, values) = term::split(numbers)?;
        Some(Numbers { sizes, values: values.to_vec() })
    }

    /// Numbers that are not known yet, of sizes that are.
    pub fn unknown(sizes: &[usize]) -> Numbers {
        Numbers { sizes: sizes.to_vec(), values: Vec::new() }
    }

    /// Rows and columns.
    pub fn sides(&self) -> [usize; 2] {
        let side = |axis: usize| self.sizes.get(axis).copied().unwrap_or(1);
        [side(0), side(1)]
    }
}
