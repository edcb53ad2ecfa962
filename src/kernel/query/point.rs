//! A function, its gradient and its Hessian at one point.

use serde::{Deserialize, Serialize};

use crate::autodiff::gradient;
use crate::kernel::answering::{Answerable, Answering, Urgency};
use crate::language::Error;

/// Asks for a function, its gradient and its Hessian at one point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// The function's name.
    pub of: String,
    /// One expression for each argument, usually a parameter's name.
    pub at: Vec<String>,
}

/// A function at a point. Numbers may be NaN or infinite.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PointDerivatives {
    /// The point.
    pub at: Vec<f64>,
    /// The function's value.
    pub value: f64,
    /// One partial derivative for each argument.
    pub gradient: Vec<f64>,
    /// Second derivatives, row by row.
    pub hessian: Vec<f64>,
}

impl Answerable for Point {
    type Answer = PointDerivatives;

    const URGENCY: Urgency = Urgency::Immediate;

    fn reads(&self) -> Vec<&str> {
        self.at.iter().chain([&self.of]).map(String::as_str).collect()
    }

    fn answer(&self, answering: &mut Answering<'_>) -> Result<PointDerivatives, Error> {
        let at = answering.numbers(&self.at)?;
        let function = answering.function(&self.of)?;
        let recording = answering.record(&self.of, &function, &at)?;
        let inputs: Vec<_> = recording.inputs.iter().collect();
        let slopes = gradient(&recording.outputs[0], &inputs);
        let hessian = slopes
            .iter()
            .flat_map(|slope| gradient(slope, &inputs))
            .map(|second| second.value().item().unwrap_or(f64::NAN))
            .collect();
        Ok(PointDerivatives {
            at,
            value: recording.outputs[0].value().item().unwrap_or(f64::NAN),
            gradient: slopes.iter().map(|slope| slope.value().item().unwrap_or(f64::NAN)).collect(),
            hessian,
        })
    }
}
