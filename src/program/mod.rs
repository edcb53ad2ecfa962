//! A tape compiled once and run on whole batches of points.
//!
//! [`Program`] is the plan and its buffers. So far it takes tapes of numbers; arrays come with their kernels.

use std::fmt;

use crate::autodiff::{Entry, Number, Op, Rule, Tape, Tracked};

/// How many points run through the plan at a time, so that its buffers stay in the fastest cache.
const CHUNK: usize = 256;

/// A tape of numbers as a plan: dead code removed, constants folded, buffers shared by values that are not
/// needed at the same time. Running it allocates nothing but the results.
///
/// ```
/// # use fluxion::autodiff::{Tracked, gradient, op};
/// # use fluxion::program::Program;
/// # use fluxion::tensor::Tensor;
/// let x = Tracked::leaf(Tensor::scalar(0.0));
/// let y = Tracked::apply(op("*").unwrap(), &[&x, &x]).unwrap();
/// let slope = gradient(&y, &[&x]).remove(0);
/// let mut program = Program::compile(&[&y, &slope], &[&x])?;
/// assert_eq!(program.run_batch(&[&[1.0, 2.0, 3.0]]), [[1.0, 4.0, 9.0], [2.0, 4.0, 6.0]]);
/// # Ok::<(), fluxion::program::NotANumber>(())
/// ```
#[derive(Debug)]
pub struct Program<T> {
    steps: Vec<Step>,
    buffers: Vec<Vec<T>>,
    inputs: Vec<Option<usize>>,
    outputs: Vec<usize>,
}

#[derive(Debug)]
struct Step {
    op: &'static Op,
    operands: Vec<usize>,
    out: usize,
}

/// An entry of the tape is an array, which a program of numbers cannot hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotANumber {
    /// The sizes of the array.
    pub shape: Vec<usize>,
}

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a program of numbers met an array of size {:?}", self.shape)
    }
}

impl std::error::Error for NotANumber {}

impl<T: Number> Program<T> {
    /// Compiles what `outputs` need of their common tape; `inputs` become the inputs, other leaves constants with
    /// the values that they have now.
    ///
    /// # Errors
    /// If the tape holds an array.
    pub fn compile(outputs: &[&Tracked<T>], inputs: &[&Tracked<T>]) -> Result<Program<T>, NotANumber> {
        let tape = Tape::of(outputs);
        if let Some(entry) = tape.entries().iter().find(|entry| !entry.tracked.value().shape().is_empty()) {
            return Err(NotANumber { shape: entry.tracked.value().shape().to_vec() });
        }
        let inputs: Vec<Option<usize>> = inputs.iter().map(|input| tape.position(input)).collect();
        let outputs: Vec<usize> = outputs.iter().filter_map(|output| tape.position(output)).collect();
        let moving = moving_entries(tape.entries(), &inputs);
        let plan = Plan::new(tape.entries(), &moving, &inputs, &outputs);
        let buffers =
            plan.constants.iter().map(|constant| vec![constant.unwrap_or_default(); CHUNK]).collect();
        let place = |at: &usize| plan.places[*at];
        Ok(Program {
            inputs: inputs.iter().map(|at| at.as_ref().map(place)).collect(),
            outputs: outputs.iter().map(place).collect(),
            steps: plan.steps,
            buffers,
        })
    }

    /// Evaluates every output at every point: `inputs[i][k]` is input `i` at point `k`, and `results[j][k]` is
    /// output `j` there. A program without inputs runs once.
    ///
    /// # Panics
    /// If there are more or fewer inputs than the program was compiled with, or they differ in length.
    pub fn run_batch(&mut self, inputs: &[&[T]]) -> Vec<Vec<T>> {
        let points = inputs.first().map_or(1, |input| input.len());
        assert_eq!(inputs.len(), self.inputs.len(), "a program takes as many inputs as it was compiled with");
        assert!(inputs.iter().all(|input| input.len() == points), "every input has one value a point");
        let mut results: Vec<Vec<T>> = self.outputs.iter().map(|_| Vec::with_capacity(points)).collect();
        let mut start = 0;
        while start < points {
            let len = CHUNK.min(points - start);
            for (input, place) in inputs.iter().zip(&self.inputs) {
                if let Some(place) = place {
                    self.buffers[*place][..len].copy_from_slice(&input[start..start + len]);
                }
            }
            self.run_chunk(len);
            for (result, &place) in results.iter_mut().zip(&self.outputs) {
                result.extend_from_slice(&self.buffers[place][..len]);
            }
            start += len;
        }
        results
    }

    fn run_chunk(&mut self, len: usize) {
        for step in &self.steps {
            // The plan never lets a step write to a buffer that it reads, so the buffer can be taken out.
            let mut out = std::mem::take(&mut self.buffers[step.out]);
            let read = |at: usize| &self.buffers[step.operands[at]][..len];
            let kernel = step.op.kernel::<T>();
            match step.operands.len() {
                1 => kernel.eval_slices(&[read(0)], &mut out[..len]),
                2 => kernel.eval_slices(&[read(0), read(1)], &mut out[..len]),
                _ => kernel.eval_slices(&[read(0), read(1), read(2)], &mut out[..len]),
            }
            self.buffers[step.out] = out;
        }
    }
}

/// Which entries change with the inputs; the others are constants.
fn moving_entries<T: Number>(entries: &[Entry<T>], inputs: &[Option<usize>]) -> Vec<bool> {
    let mut moving = vec![false; entries.len()];
    for (at, entry) in entries.iter().enumerate() {
        moving[at] = inputs.contains(&Some(at)) || entry.operands.iter().any(|&operand| moving[operand]);
    }
    moving
}

/// Where each entry's value lies, and in what order they are computed.
struct Plan<T> {
    places: Vec<usize>,
    steps: Vec<Step>,
    /// For each buffer its constant, if it holds one for good.
    constants: Vec<Option<T>>,
    free: Vec<usize>,
}

impl<T: Number> Plan<T> {
    fn new(entries: &[Entry<T>], moving: &[bool], inputs: &[Option<usize>], outputs: &[usize]) -> Plan<T> {
        let last_use = last_uses(entries, outputs);
        let read = read_by_steps(entries, moving, outputs);
        let mut plan = Plan {
            places: vec![0; entries.len()],
            steps: Vec::new(),
            constants: Vec::new(),
            free: Vec::new(),
        };
        for (at, entry) in entries.iter().enumerate() {
            let is_input = inputs.contains(&Some(at));
            if !moving[at] {
                // A constant that only feeds other constants is folded away into their values.
                if read[at] {
                    plan.places[at] = plan.hold(entry.tracked.value().item());
                }
                continue;
            }
            if is_input {
                plan.places[at] = plan.hold(None);
                continue;
            }
            plan.places[at] = plan.free.pop().unwrap_or(plan.constants.len());
            if plan.places[at] == plan.constants.len() {
                plan.constants.push(None);
            }
            plan.schedule(entry, at);
            for &operand in &entry.operands {
                let computed = moving[operand] && !inputs.contains(&Some(operand));
                let place = plan.places[operand];
                if computed && last_use[operand] == at && !plan.free.contains(&place) {
                    plan.free.push(place);
                }
            }
        }
        plan
    }

    /// A buffer that nothing else will use.
    fn hold(&mut self, constant: Option<T>) -> usize {
        self.constants.push(constant);
        self.constants.len() - 1
    }

    fn schedule(&mut self, entry: &Entry<T>, at: usize) {
        // Between numbers a sum over, or a repetition along, no dimension would be the identity, and the
        // tape records no identities.
        if let Rule::Elementwise(op) = entry.tracked.rule() {
            let operands = entry.operands.iter().map(|&operand| self.places[operand]).collect();
            self.steps.push(Step { op, operands, out: self.places[at] });
        }
    }
}

/// Which entries a step reads while the program runs, or are outputs.
fn read_by_steps<T>(entries: &[Entry<T>], moving: &[bool], outputs: &[usize]) -> Vec<bool> {
    let mut read = vec![false; entries.len()];
    for &output in outputs {
        read[output] = true;
    }
    for (entry, _) in entries.iter().zip(moving).filter(|(_, moves)| **moves) {
        for &operand in &entry.operands {
            read[operand] = true;
        }
    }
    read
}

/// The last entry that reads each entry; outputs are read after all.
fn last_uses<T>(entries: &[Entry<T>], outputs: &[usize]) -> Vec<usize> {
    let mut last: Vec<usize> = (0..entries.len()).collect();
    for (at, entry) in entries.iter().enumerate() {
        for &operand in &entry.operands {
            last[operand] = at;
        }
    }
    for &output in outputs {
        last[output] = entries.len();
    }
    last
}
