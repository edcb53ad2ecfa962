//! A tape compiled once and run often: a training step, one point, or whole batches of points.
//!
//! [`Program`] is the compiled plan and its memory. A tape becomes a graph, the graph a plan of steps, and elementwise
//! operations that follow one another become one [`chain`](crate::tensor::chain). Running allocates nothing, but
//! where matrices are factorised, stacks of them multiplied, or many arrays put together.

mod chain;
mod dispatch;
mod fuse;
mod graph;
mod plan;
mod planner;
mod shader;
mod step;
mod text;

pub use dispatch::{Dispatch, Stretch, TooLarge};
use graph::Graph;
pub use graph::Recipe;
use plan::{Plan, row_major};
pub use shader::Shader;
use step::{Place, Step};

use crate::autodiff::{Number, Tracked};
use crate::tensor::chain::Registers;
use crate::tensor::{ShapeError, Tensor, kernels, row_strides};

/// How many points a program of numbers takes through its plan at a time, so that its memory stays in the fastest
/// cache.
const LANES: usize = 256;

/// A tape as a plan: dead code removed, constants folded, elementwise operations fused, memory shared by values that
/// are not needed at the same time.
///
/// ```
/// # use fluxion::autodiff::{Tracked, gradient, op};
/// # use fluxion::program::{Program, Recipe};
/// # use fluxion::tensor::Tensor;
/// let number = |x| Tracked::leaf(Tensor::scalar(x));
/// let (x, rate) = (number(8.0), number(0.25));
/// let apply = |name, a: &_, b: &_| Tracked::apply(op(name).unwrap(), &[a, b]);
/// let loss = apply("*", &x, &x)?;
/// let slope = gradient(&loss, &[&x]).remove(0);
/// let next = apply("-", &x, &apply("*", &rate, &slope)?)?;
/// let mut descent = Program::new(&Recipe { outputs: &[&loss], inputs: &[], updates: &[(&x, &next)] });
/// let losses: Vec<f64> = (0..3).map(|_| { descent.run(); descent.number(0) }).collect();
/// assert_eq!(losses, [64.0, 16.0, 4.0]);
/// assert_eq!(descent.state(0).item(), Some(1.0));
/// # Ok::<(), fluxion::tensor::ShapeError>(())
/// ```
#[derive(Debug)]
pub struct Program<T: 'static> {
    steps: Vec<Step<T>>,
    buffers: Vec<Vec<T>>,
    registers: Registers<T>,
    inputs: Vec<(Option<usize>, Vec<usize>)>,
    outputs: Vec<(Place, Vec<usize>)>,
    states: Vec<State>,
    pending: Vec<T>,
    lanes: Option<usize>,
}

#[derive(Debug)]
struct State {
    buffer: usize,
    /// Where its next value lies after a run, if not in the buffer itself.
    next: Option<Place>,
    shape: Vec<usize>,
}

impl<T: Number> Program<T> {
    /// Compiles what a recipe needs of its tape.
    pub fn new(recipe: &Recipe<'_, T>) -> Program<T> {
        let graph = Graph::of(recipe, LANES);
        let Plan { steps, buffers, registers, inputs, outputs, states } = plan::plan(&graph);
        let shape = |tracked: &&Tracked<T>| tracked.value().shape().to_vec();
        let states = states.into_iter().zip(&graph.updates).map(|((buffer, next), (node, _))| State {
            buffer,
            next,
            shape: graph.nodes[*node].shape.clone(),
        });
        let mut program = Program {
            steps,
            buffers,
            registers,
            inputs: inputs.into_iter().zip(recipe.inputs.iter().map(shape)).collect(),
            outputs: outputs.into_iter().zip(recipe.outputs.iter().map(shape)).collect(),
            states: states.collect(),
            pending: Vec::new(),
            lanes: graph.lanes,
        };
        for (at, (state, _)) in recipe.updates.iter().enumerate() {
            program.fill_state(at, state.value());
        }
        for (at, input) in recipe.inputs.iter().enumerate() {
            program.fill_input(at, &row_major(input.value()));
        }
        program
    }

    /// Compiles a program without states.
    pub fn compile(outputs: &[&Tracked<T>], inputs: &[&Tracked<T>]) -> Program<T> {
        Program::new(&Recipe { outputs, inputs, updates: &[] })
    }

    fn fill_state(&mut self, at: usize, value: &Tensor<T>) {
        let entries = row_major(value);
        self.buffers[self.states[at].buffer].copy_from_slice(&entries);
    }

    fn fill_input(&mut self, at: usize, entries: &[T]) {
        if let Some(buffer) = self.inputs[at].0 {
            match (self.lanes, entries) {
                (Some(_), [value]) => self.buffers[buffer].fill(*value),
                _ => self.buffers[buffer].copy_from_slice(entries),
            }
        }
    }

    /// Gives an input its value for the next runs.
    ///
    /// # Errors
    /// If the shape is not the one that the program was compiled with.
    pub fn set_input(&mut self, at: usize, value: &Tensor<T>) -> Result<(), ShapeError> {
        fits("input", value.shape(), &self.inputs[at].1)?;
        self.fill_input(at, &row_major(value));
        Ok(())
    }

    /// The entries of an input, the last dimension running fastest (for samples side by side: feature after feature),
    /// to be written before a run; empty if nothing depends on it.
    pub fn input_mut(&mut self, at: usize) -> &mut [T] {
        match self.inputs[at].0 {
            Some(buffer) => &mut self.buffers[buffer],
            None => &mut [],
        }
    }

    /// Sets a state.
    ///
    /// # Errors
    /// If the shape is not that of the state.
    pub fn set_state(&mut self, at: usize, value: &Tensor<T>) -> Result<(), ShapeError> {
        fits("state", value.shape(), &self.states[at].shape)?;
        self.fill_state(at, value);
        Ok(())
    }

    /// A state as it is now.
    pub fn state(&self, at: usize) -> Tensor<T> {
        let State { buffer, shape, .. } = &self.states[at];
        read(&self.buffers[*buffer], 0, &row_strides(shape), shape)
    }

    /// Runs once: computes the outputs, then moves the states on.
    pub fn run(&mut self) {
        self.run_steps(usize::MAX);
        self.pending.clear();
        for state in &self.states {
            if let Some(next) = &state.next {
                let from = &self.buffers[next.buffer][next.offset..];
                self.pending.extend(kernels::view(from, &state.shape, &next.strides).iter());
            }
        }
        let mut start = 0;
        for state in self.states.iter().filter(|state| state.next.is_some()) {
            let buffer = &mut self.buffers[state.buffer];
            let len = buffer.len();
            buffer.copy_from_slice(&self.pending[start..start + len]);
            start += len;
        }
    }

    fn run_steps(&mut self, limit: usize) {
        for step in &self.steps {
            step.run(&mut self.buffers, &mut self.registers, limit);
        }
    }

    /// How many outputs there are.
    pub fn outputs(&self) -> usize {
        self.outputs.len()
    }

    /// An output of the last run.
    pub fn output(&self, at: usize) -> Tensor<T> {
        let (Place { buffer, offset, strides }, shape) = &self.outputs[at];
        let strides = if self.lanes.is_some() { &[] } else { strides.as_slice() };
        read(&self.buffers[*buffer], *offset, strides, shape)
    }

    /// The first entry of an output of the last run; of a number, its value.
    pub fn number(&self, at: usize) -> T {
        let place = &self.outputs[at].0;
        self.buffers[place.buffer][place.offset]
    }

    /// Evaluates every output, numbers all, at every point: `inputs[i]` holds input `i` at one point after the other,
    /// and `results[j][k]` is output `j` at point `k`. A program without inputs runs once. States stay as they are.
    ///
    /// # Panics
    /// If there are more or fewer inputs than the program was compiled with, or they are not of one number of points.
    pub fn run_batch(&mut self, inputs: &[&[T]]) -> Vec<Vec<T>> {
        assert_eq!(inputs.len(), self.inputs.len(), "a program takes as many inputs as it was compiled with");
        let sizes: Vec<usize> = self.inputs.iter().map(|(_, shape)| shape.iter().product()).collect();
        let points = inputs.first().map_or(1, |input| input.len() / sizes[0].max(1));
        let whole = inputs.iter().zip(&sizes).all(|(input, size)| input.len() == points * size);
        assert!(whole, "every input has its entries for every point");
        let at_once = self.lanes.unwrap_or(1);
        let mut results: Vec<Vec<T>> = self.outputs.iter().map(|_| Vec::with_capacity(points)).collect();
        let mut start = 0;
        while start < points {
            let len = at_once.min(points - start);
            for ((input, (buffer, _)), size) in inputs.iter().zip(&self.inputs).zip(&sizes) {
                if let Some(buffer) = buffer {
                    let entries = &input[start * size..(start + len) * size];
                    self.buffers[*buffer][..entries.len()].copy_from_slice(entries);
                }
            }
            self.run_steps(if self.lanes.is_some() { len } else { usize::MAX });
            for (result, (place, _)) in results.iter_mut().zip(&self.outputs) {
                result.extend_from_slice(&self.buffers[place.buffer][place.offset..][..len]);
            }
            start += len;
        }
        results
    }

    /// The first operation of the last run whose result holds something that is not a finite number, and the shape of
    /// that result; inputs and states are not asked.
    pub fn first_bad(&mut self) -> Option<(Vec<&'static str>, Vec<usize>)> {
        let registers = &mut self.registers;
        self.steps.iter().find_map(|step| {
            step.run(&mut self.buffers, registers, usize::MAX);
            let len = step.shape.iter().product();
            let bad = self.buffers[step.out][..len].iter().any(|x| !x.to_f64().is_finite());
            bad.then(|| (step.names(), step.shape.clone()))
        })
    }

    /// How many bytes its memory holds.
    pub fn bytes(&self) -> usize {
        let entries: usize = self.buffers.iter().map(Vec::len).sum();
        entries * size_of::<T>() + self.registers.bytes()
    }

    /// For each step the operations that it applies.
    pub fn steps(&self) -> Vec<Vec<&'static str>> {
        self.steps.iter().map(Step::names).collect()
    }
}

fn fits(operation: &'static str, shape: &[usize], expected: &[usize]) -> Result<(), ShapeError> {
    if shape == expected {
        Ok(())
    } else {
        Err(ShapeError { operation, shapes: vec![shape.to_vec(), expected.to_vec()] })
    }
}

/// The tensor that lies in a buffer.
fn read<T: Number>(buffer: &[T], offset: usize, strides: &[usize], shape: &[usize]) -> Tensor<T> {
    Tensor::strided(shape, strides, &buffer[offset.min(buffer.len())..])
}
