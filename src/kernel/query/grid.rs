//! A function of two numbers on an even grid.

use serde::{Deserialize, Serialize};

use crate::kernel::answering::{Answerable, Answering, Urgency, complaint, spread, too_many};
use crate::language::Error;
use crate::program::Program;

/// The most columns or rows.
const MAX_SIDE: u32 = 512;

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
        let of = self.of.as_str();
        let [columns, rows] = self.size.map(|side| side.clamp(2, MAX_SIDE));
        let (xs, ys) = (spread(self.x, columns), spread(self.y, rows));
        let function = answering.function(of)?;
        let along_x: Vec<f64> = ys.iter().flat_map(|_| xs.iter().copied()).collect();
        let along_y: Vec<f64> = ys.iter().flat_map(|&y| xs.iter().map(move |_| y)).collect();
        if let Some(recording) = answering.replayable(&function, &[&along_x, &along_y]) {
            let inputs: Vec<_> = recording.inputs.iter().collect();
            let mut program = Program::compile(&[&recording.outputs[0]], &inputs);
            let z = program.run_batch(&[&along_x, &along_y]).pop().unwrap_or_default();
            return Ok(SampledGrid { z: z.into_iter().map(|z| z as f32).collect() });
        }
        let mut z = Vec::with_capacity(along_x.len());
        answering.point_by_point(of, along_x.len(), |answering, k| {
            let value = answering.session().call(&function, &[along_x[k], along_y[k]]);
            let number = value.and_then(|value| match value.numbers().as_deref() {
                Some([number]) => Ok(*number),
                Some(numbers) => Err(too_many(of, numbers.len())),
                None => Err(complaint(format!("`{of}` does not give a number"))),
            });
            z.push(number.as_ref().map_or(f32::NAN, |number| *number as f32));
            number.err()
        })?;
        Ok(SampledGrid { z })
    }
}
