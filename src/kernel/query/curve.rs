//! A function of one number, sampled evenly, with its derivative.

use serde::{Deserialize, Serialize};

use crate::autodiff::gradient;
use crate::kernel::answering::{Answerable, Answering, Urgency, spread};
use crate::language::{Error, Recording};
use crate::program::Program;

/// The most samples.
const MAX_SAMPLES: u32 = 4_096;

/// Asks for a function of one number, sampled evenly, with its derivative.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// The function: its name, or an expression for it, as `a -> loss(a, b, c)`.
    pub of: String,
    /// First and last x.
    pub x: [f64; 2],
    /// Number of samples, ends included.
    pub samples: u32,
}

/// A sampled curve. Numbers may be NaN or infinite: the page draws gaps.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SampledCurve {
    /// The function at each sample.
    pub y: Vec<f64>,
    /// Its derivative at each sample.
    pub slope: Vec<f64>,
}

impl Answerable for Curve {
    type Answer = SampledCurve;

    const URGENCY: Urgency = Urgency::Low;

    fn reads(&self) -> Vec<&str> {
        vec![&self.of]
    }

    fn answer(&self, answering: &mut Answering<'_>) -> Result<SampledCurve, Error> {
        let of = self.of.as_str();
        let xs = spread(self.x, self.samples.clamp(2, MAX_SAMPLES));
        let function = answering.function(of)?;
        if let Some(recording) = answering.replayable(&function, &[&xs]) {
            let (y, x) = (&recording.outputs[0], &recording.inputs[0]);
            let slope = gradient(y, &[x]).remove(0);
            let mut columns = Program::compile(&[y, &slope], &[x]).run_batch(&[&xs]).into_iter();
            let (y, slope) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
            return Ok(SampledCurve { y, slope });
        }
        let (mut y, mut slope) = (Vec::with_capacity(xs.len()), Vec::with_capacity(xs.len()));
        answering.point_by_point(of, xs.len(), |answering, k| {
            let recording = answering.record(of, &function, &[xs[k]]);
            let derivative = |recording: &Recording| {
                gradient(&recording.outputs[0], &[&recording.inputs[0]])[0].value().item()
            };
            let (value, d) = match &recording {
                Ok(recording) => (recording.outputs[0].value().item(), derivative(recording)),
                Err(_) => (None, None),
            };
            y.push(value.unwrap_or(f64::NAN));
            slope.push(d.unwrap_or(f64::NAN));
            recording.err()
        })?;
        Ok(SampledCurve { y, slope })
    }
}
