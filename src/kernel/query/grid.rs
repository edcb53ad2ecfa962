//! A function of two numbers on an even grid.

use serde::{Deserialize, Serialize};

use crate::kernel::answering::{Answerable, Answering, Urgency, grid};
use crate::language::Error;

/// Asks for a function of two numbers on an even grid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// The function: its name, or an expression for it.
    pub of: String,
    /// First and last x.
    pub x: [f64; 2],
    /// First and last y.
    pub y: [f64; 2],
    /// Columns and rows, ends included.
    pub size: [u32; 2],
}

/// A sampled landscape. Heights may be NaN or infinite: the page draws gaps.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SampledGrid {
    /// Heights, row by row from the smallest y, x running fastest.
    pub z: Vec<f32>,
}

impl Answerable for Grid {
    type Answer = SampledGrid;

    const URGENCY: Urgency = Urgency::Lowest;

    fn reads(&self) -> Vec<&str> {
        vec![&self.of]
    }

    fn answer(&self, answering: &mut Answering<'_>) -> Result<SampledGrid, Error> {
        let [xs, ys] = grid([self.x, self.y], self.size);
        let z = answering.sampled(&self.of, &[&xs, &ys])?;
        Ok(SampledGrid { z: z.into_iter().map(|z| z as f32).collect() })
    }
}
