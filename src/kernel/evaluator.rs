//! A function of arrays that is evaluated at one place after another, as a descent needs it.
//!
//! It is recorded once; its tape and that of its gradient become a program. A function whose control flow depends on
//! its data is recorded anew at every place: slower, never wrong.

use super::answering::{Answering, complaint};
use crate::autodiff::{Tracked, gradient};
use crate::language::{Error, Recording, Value};
use crate::program::Program;
use crate::tensor::Tensor;

/// A function of arrays, and the program that it became.
pub(super) struct Evaluator {
    function: Value,
    name: String,
    /// Whether its gradient is computed too; then it must give one number.
    is_loss: bool,
    program: Option<Program<f64>>,
}

impl Evaluator {
    pub(super) fn new(function: Value, name: &str, is_loss: bool) -> Evaluator {
        Evaluator { function, name: name.to_owned(), is_loss, program: None }
    }

    /// Its outputs at a place; for a loss its value, then its gradient by each array.
    pub(super) fn at(
        &mut self,
        answering: &mut Answering<'_>,
        place: &[Tensor<f64>],
    ) -> Result<Vec<Tensor<f64>>, Error> {
        if self.program.is_none() {
            let recording = answering.session().record_arrays(&self.function, place)?;
            let outputs = self.wanted(&recording)?;
            if recording.data_dependent {
                return Ok(outputs.iter().map(|output| output.value().clone()).collect());
            }
            let [outputs, inputs]: [Vec<&Tracked<f64>>; 2] =
                [outputs.iter().collect(), recording.inputs.iter().collect()];
            self.program = Some(Program::compile(&outputs, &inputs));
        }
        let Some(program) = &mut self.program else { return Ok(Vec::new()) };
        for (at, array) in place.iter().enumerate() {
            // Arrays keep their shapes: a step adds arrays of the same shapes.
            let _ = program.set_input(at, array);
        }
        program.run();
        Ok((0..program.outputs()).map(|at| program.output(at)).collect())
    }

    fn wanted(&self, recording: &Recording) -> Result<Vec<Tracked<f64>>, Error> {
        let outputs = &recording.outputs;
        if !self.is_loss {
            return Ok(outputs.clone());
        }
        let inputs: Vec<&Tracked<f64>> = recording.inputs.iter().collect();
        match outputs.as_slice() {
            [loss] if loss.value().item().is_some() => {
                Ok([loss.clone()].into_iter().chain(gradient(loss, &inputs)).collect())
            }
            _ => Err(complaint(format!("`{}` must give one number: the loss", self.name))),
        }
    }
}
