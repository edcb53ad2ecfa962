//! Tapes compiled once and run many times: training steps, functions of one point or of a batch of points.
//!
//! A [`Program`] is a compiled plan and its memory. A tape becomes a graph, the graph becomes a plan of steps, and
//! consecutive elementwise operations become [fused loops](crate::tensor::fused). Running a program does not allocate,
//! except to factorise matrices, multiply stacks of them, or concatenate more than two arrays.

mod fusible;
mod fusion;
mod graph;
mod plan;
mod planner;
#[cfg(any(feature = "single", not(target_arch = "wasm32")))]
mod shader;
mod step;

use graph::Graph;
pub use graph::Recipe;
use plan::{Plan, row_major};
#[cfg(any(feature = "single", not(target_arch = "wasm32")))]
pub use shader::{Dispatch, MAX_POINTS, Region, Shader, TooLarge};
use step::{BufferView, Step};

use crate::autodiff::{Number, Tracked};
use crate::tensor::fused::Registers;
use crate::tensor::{ShapeError, Tensor, kernels, row_strides};

/// The number of points that a program of numbers computes at once: few enough for its memory to stay in the fastest
/// cache.
const LANES: usize = 256;

/// A compiled tape: dead code is eliminated, constants are folded, elementwise operations are fused, and values that
/// are not needed at the same time share memory.
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
    outputs: Vec<(BufferView, Vec<usize>)>,
    states: Vec<State>,
    pending: Vec<T>,
    lanes: Option<usize>,
}

#[derive(Debug)]
struct State {
    buffer: usize,
    /// Where its next value is after a run, if not in the buffer itself.
    next: Option<BufferView>,
    shape: Vec<usize>,
}

impl<T: Number> Program<T> {
    /// Compiles a recipe.
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

    /// Sets an input for the next runs.
    ///
    /// # Errors
    /// If the shape is not the one that the program was compiled with.
    pub fn set_input(&mut self, at: usize, value: &Tensor<T>) -> Result<(), ShapeError> {
        fits("input", value.shape(), &self.inputs[at].1)?;
        self.fill_input(at, &row_major(value));
        Ok(())
    }

    /// The entries of an input in row-major order, to be written before a run; empty if nothing depends on the input.
    /// (If the columns are samples, all values of the first feature come first.)
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

    /// The current value of a state.
    pub fn state(&self, at: usize) -> Tensor<T> {
        let State { buffer, shape, .. } = &self.states[at];
        read(&self.buffers[*buffer], 0, &row_strides(shape), shape)
    }

    /// Appends the current values of all states, each in row-major order: everything that a run changes.
    pub fn save_states(&self, to: &mut Vec<T>) {
        self.states.iter().for_each(|state| to.extend_from_slice(&self.buffers[state.buffer]));
    }

    /// Sets all states to what [`Program::save_states`] appended.
    ///
    /// # Panics
    /// If the number of entries is not that of the states.
    pub fn load_states(&mut self, mut from: &[T]) {
        for state in &self.states {
            let buffer = &mut self.buffers[state.buffer];
            let (own, rest) = from.split_at(buffer.len());
            buffer.copy_from_slice(own);
            from = rest;
        }
        assert!(from.is_empty(), "there are as many entries as the states have");
    }

    /// Runs once: computes the outputs, then updates the states.
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

    /// The number of outputs.
    pub fn outputs(&self) -> usize {
        self.outputs.len()
    }

    /// If the program computes with numbers only: the number of points that it runs on at once.
    #[cfg(any(feature = "single", not(target_arch = "wasm32")))]
    pub fn lanes(&self) -> Option<usize> {
        self.lanes
    }

    /// An output of the last run.
    pub fn output(&self, at: usize) -> Tensor<T> {
        let (BufferView { buffer, offset, strides }, shape) = &self.outputs[at];
        let strides = if self.lanes.is_some() { &[] } else { strides.as_slice() };
        read(&self.buffers[*buffer], *offset, strides, shape)
    }

    /// Appends an output of the last run, in row-major order. (If the columns are samples, all values of the first
    /// feature come first.)
    pub fn read_output(&self, at: usize, to: &mut Vec<T>) {
        let (BufferView { buffer, offset, strides }, shape) = &self.outputs[at];
        to.extend(kernels::view(&self.buffers[*buffer][*offset..], shape, strides).iter());
    }

    /// The first entry of an output of the last run; for a number, its value.
    pub fn number(&self, at: usize) -> T {
        let place = &self.outputs[at].0;
        self.buffers[place.buffer][place.offset]
    }

    /// Evaluates the outputs, which must be numbers, at many points: `inputs[i]` holds the values of input `i`, point
    /// after point, and `results[j][k]` is output `j` at point `k`. A program without inputs runs once. The states are
    /// not updated.
    ///
    /// # Panics
    /// If the number of inputs is not that of the program, or the inputs do not have the same number of points.
    pub fn run_batch(&mut self, inputs: &[&[T]]) -> Vec<Vec<T>> {
        assert_eq!(inputs.len(), self.inputs.len(), "a program takes as many inputs as it was compiled with");
        let sizes: Vec<usize> = self.inputs.iter().map(|(_, shape)| shape.iter().product()).collect();
        let points = inputs.first().map_or(1, |input| input.len() / sizes[0].max(1));
        let whole = inputs.iter().zip(&sizes).all(|(input, size)| input.len() == points * size);
        assert!(whole, "every input has a value for every point");
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

    /// The operations of the first step of the last run whose result is not finite, and the shape of that result.
    /// Inputs and states are not checked.
    pub fn first_non_finite(&mut self) -> Option<(Vec<&'static str>, Vec<usize>)> {
        let registers = &mut self.registers;
        self.steps.iter().find_map(|step| {
            step.run(&mut self.buffers, registers, usize::MAX);
            let len = step.shape.iter().product();
            let bad = self.buffers[step.out][..len].iter().any(|x| !x.to_f64().is_finite());
            bad.then(|| (step.names(), step.shape.clone()))
        })
    }

    /// The size of its memory in bytes.
    pub fn bytes(&self) -> usize {
        let entries: usize = self.buffers.iter().map(Vec::len).sum();
        entries * size_of::<T>() + self.registers.bytes()
    }

    /// The names of the operations of each step.
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

/// The tensor stored in a buffer.
fn read<T: Number>(buffer: &[T], offset: usize, strides: &[usize], shape: &[usize]) -> Tensor<T> {
    Tensor::strided(shape, strides, &buffer[offset.min(buffer.len())..])
}
