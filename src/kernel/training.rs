//! Gradient descent on arrays: a loss of the learner's, recorded once and run step after step.
//!
//! The loss is a function of the arrays that are learned. Its tape and that of its gradient become a program; a loss
//! that looks at a number on the way is recorded anew at every step: slower, never wrong.

use super::answer::{Answered, Answering, FIGURE_MILLIS, MAX_STEPS, complaint, far};
use super::message::Answer;
use crate::autodiff::{Tracked, gradient};
use crate::language::{Recording, Value};
use crate::program::Program;
use crate::tensor::Tensor;

/// A function of arrays, to be evaluated at one place after another.
pub(super) struct Pass {
    function: Value,
    name: String,
    /// Whether its slopes are wanted too: then it is to give one number.
    is_loss: bool,
    program: Option<Program<f64>>,
}

impl Pass {
    pub(super) fn new(function: Value, name: &str, is_loss: bool) -> Pass {
        Pass { function, name: name.to_owned(), is_loss, program: None }
    }

    /// What it gives at a place; of a loss its value, then its slope along each array.
    pub(super) fn at(
        &mut self,
        answering: &mut Answering<'_>,
        place: &[Tensor<f64>],
    ) -> Answered<Vec<Tensor<f64>>> {
        if self.program.is_none() {
            let recording = answering.session.record_arrays(&self.function, place)?;
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
            // Its arrays keep their shapes: each step adds to them what has their shape.
            let _ = program.set_input(at, array);
        }
        program.run();
        Ok((0..program.outputs()).map(|at| program.output(at)).collect())
    }

    fn wanted(&self, recording: &Recording) -> Answered<Vec<Tracked<f64>>> {
        let outputs = &recording.outputs;
        if !self.is_loss {
            return Ok(outputs.clone());
        }
        let inputs: Vec<&Tracked<f64>> = recording.inputs.iter().collect();
        match outputs.as_slice() {
            [loss] if loss.value().item().is_some() => {
                Ok([loss.clone()].into_iter().chain(gradient(loss, &inputs)).collect())
            }
            _ => Err(complaint(format!("`{}` is to give one number: the loss", self.name))),
        }
    }
}

impl Answering<'_> {
    /// The places that gradient descent visits on the loss `of`, from the arrays that `at` gives on.
    pub(super) fn train(
        &mut self,
        [of, watch, rate]: [&str; 3],
        at: &[String],
        steps: u32,
    ) -> Answered<Answer> {
        let rate = self.number(rate)?;
        let mut place = at.iter().map(|code| self.tensor(code)).collect::<Answered<Vec<_>>>()?;
        let mut loss = Pass::new(self.function(of)?, of, true);
        let mut watched = match watch {
            "" => None,
            name => Some(Pass::new(self.function(name)?, name, false)),
        };
        let begun = (self.clock)();
        let (mut places, mut values, mut gradients, mut seen) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut ended = None;
        for step in 0..=steps.min(MAX_STEPS) {
            let mut results = loss.at(self, &place)?.into_iter();
            let value = results.next().and_then(|value| value.item()).unwrap_or(f64::NAN);
            let slopes: Vec<Tensor<f64>> = results.collect();
            if let Some(watched) = &mut watched {
                seen.push(flat(&watched.at(self, &place)?));
            }
            places.push(flat(&place));
            values.push(value);
            gradients.push(flat(&slopes));
            if !value.is_finite() || far(value) || flat(&place).into_iter().any(far) {
                ended =
                    Some(format!("The training diverged: after step {step} the loss is out of all bounds."));
                break;
            }
            if (self.clock)() - begun > FIGURE_MILLIS {
                ended =
                    Some(format!("The training was stopped after {step} steps, because they take too long."));
                break;
            }
            let next = |(array, slope): (&Tensor<f64>, &Tensor<f64>)| {
                array.zip_map("update", slope, |weight, slope| weight - rate * slope)
            };
            let moved: Result<Vec<_>, _> = place.iter().zip(&slopes).map(next).collect();
            place = moved.map_err(|error| complaint(format!("`{of}`: {error}")))?;
        }
        let sizes =
            place.iter().map(|array| array.shape().iter().map(|side| *side as u32).collect()).collect();
        Ok(Answer::Run { sizes, places, values, gradients, watched: seen, ended })
    }

    /// A number or an array of numbers.
    fn tensor(&mut self, code: &str) -> Answered<Tensor<f64>> {
        let value = self.evaluate(code)?;
        let shape = match &value {
            Value::Array(array) => array.sizes(),
            _ => Vec::new(),
        };
        let array = value.numbers().and_then(|numbers| Tensor::from_column_major(&shape, numbers).ok());
        array.ok_or_else(|| complaint(format!("`{code}` is no array of numbers")))
    }
}

/// All numbers of some arrays, each column after column.
fn flat(arrays: &[Tensor<f64>]) -> Vec<f64> {
    arrays.iter().flat_map(|array| array.entries().iter().copied()).collect()
}
