//! A program as text for a GPU: one compute shader a step, all of them on one piece of memory.
//!
//! How a step becomes text is in [`text`](super::text). Nothing here needs a GPU; what runs the shaders is
//! [`gpu`](crate::gpu).

use super::Program;
use super::dispatch::{Address, Dispatch, Seen, Stretch, TooLarge};
use super::text;
use crate::tensor::row_strides;

/// The largest number of points at once: as many workgroups along a dimension as every GPU takes.
const POINTS: usize = 65_535;

/// A program as shaders. Its memory is one array of `f32`: what is the same at all points, then a stretch for each
/// point with its inputs, its states, and what is computed, then the outputs, point after point.
///
/// ```
/// # use fluxion::autodiff::{Tracked, op};
/// # use fluxion::program::{Program, Shader};
/// # use fluxion::tensor::Tensor;
/// let x = Tracked::leaf(Tensor::from_column_major(&[3], vec![1.0_f32, 2.0, 3.0])?);
/// let y = Tracked::apply(op("exp").unwrap(), &[&x])?;
/// let shader = Shader::of(&Program::compile(&[&y], &[&x]), 1)?;
/// // One for the step, one that hands the output over.
/// assert_eq!(shader.dispatches.len(), 2);
/// assert!(shader.dispatches[0].text.contains("exp("));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Shader {
    /// What is to run, in order.
    pub dispatches: Vec<Dispatch>,
    /// The memory before the first run.
    pub memory: Vec<f32>,
    /// Places along dimensions that steps read; never empty, since a binding may not be.
    pub lists: Vec<u32>,
    /// Where its inputs lie, if anything depends on them.
    pub inputs: Vec<Option<Stretch>>,
    /// Where its outputs lie.
    pub outputs: Vec<Stretch>,
    /// Where its states lie.
    pub states: Vec<Stretch>,
    /// How many points run at once.
    pub points: usize,
}

impl Shader {
    /// The shaders of a program for so many points at once, all of which begin with the values that the program
    /// holds now.
    ///
    /// # Errors
    /// Names what is too large.
    pub fn of(program: &Program<f32>, points: usize) -> Result<Shader, TooLarge> {
        if points == 0 || points > POINTS {
            return Err(TooLarge { operation: "a batch of points", shape: vec![points] });
        }
        let Layout { addresses, shared, each, pending } = Layout::of(program);
        let apart = each.len();
        let mut memory = shared;
        (0..points).for_each(|_| memory.extend_from_slice(&each));
        let (mut lists, mut dispatches) = (Vec::new(), Vec::new());
        for step in program.steps.iter().filter(|step| !step.shape.contains(&0)) {
            dispatches.push(text::step(step, &program.registers, &addresses, apart, &mut lists)?);
        }
        lists.push(0);
        // In a program of numbers, each stands for as many as go through it at a time.
        let lanes = |shape: &[usize]| program.lanes.map_or_else(|| shape.to_vec(), |lanes| vec![lanes]);
        let mut outputs = Vec::new();
        for (place, shape) in &program.outputs {
            let shape = lanes(shape);
            let output = Stretch::straight(memory.len(), shape.iter().product(), &shape);
            memory.resize(output.offset + output.len() * points, 0.0);
            let from = Seen {
                from: addresses[place.buffer].behind(place.offset),
                shape: &shape,
                strides: &place.strides,
            };
            dispatches.push(text::gather(&from, &output, apart));
            outputs.push(output);
        }
        dispatches.extend(moves(program, &addresses, pending, apart));
        for dispatch in &mut dispatches {
            dispatch.groups[2] = u32::try_from(points).unwrap_or(u32::MAX);
        }
        let own = |buffer: usize, shape: &[usize]| {
            Stretch::straight(addresses[buffer].offset, apart, &lanes(shape))
        };
        let inputs = program.inputs.iter().map(|(at, shape)| at.map(|at| own(at, shape))).collect();
        let states = program.states.iter().map(|state| own(state.buffer, &state.shape)).collect();
        Ok(Shader { dispatches, memory, lists, inputs, outputs, states, points })
    }
}

/// What moves the states on: first all next values are copied away, then each to its state.
fn moves(program: &Program<f32>, addresses: &[Address], pending: usize, apart: usize) -> Vec<Dispatch> {
    let (mut away, mut back) = (Vec::new(), Vec::new());
    let mut start = pending;
    for state in &program.states {
        let Some(next) = &state.next else { continue };
        let shape = &state.shape;
        let waiting = Address { offset: start, own: true };
        let from = Seen { from: addresses[next.buffer].behind(next.offset), shape, strides: &next.strides };
        away.push(text::copy(&from, waiting, apart));
        let straight = row_strides(shape);
        back.push(text::copy(
            &Seen { from: waiting, shape, strides: &straight },
            addresses[state.buffer],
            apart,
        ));
        start += shape.iter().product::<usize>();
    }
    away.append(&mut back);
    away
}

/// Where the buffers of a program lie in the memory of its shaders.
struct Layout {
    addresses: Vec<Address>,
    /// What no step and nobody else writes.
    shared: Vec<f32>,
    /// What each point has for itself; behind it room for what states take next, while all of them are copied.
    each: Vec<f32>,
    /// Where that room begins, for the first point.
    pending: usize,
}

impl Layout {
    fn of(program: &Program<f32>) -> Layout {
        let is_written = |buffer: usize| {
            program.steps.iter().any(|step| step.out == buffer)
                || program.inputs.iter().any(|(at, _)| *at == Some(buffer))
                || program.states.iter().any(|state| state.buffer == buffer)
        };
        let (mut shared, mut each) = (Vec::new(), Vec::new());
        let mut addresses = Vec::new();
        for (at, entries) in program.buffers.iter().enumerate() {
            let own = is_written(at);
            let part: &mut Vec<f32> = if own { &mut each } else { &mut shared };
            addresses.push(Address { offset: part.len(), own });
            part.extend_from_slice(entries);
        }
        for address in addresses.iter_mut().filter(|address| address.own) {
            address.offset += shared.len();
        }
        let pending = shared.len() + each.len();
        let copied = program.states.iter().filter(|state| state.next.is_some());
        let copied: usize = copied.map(|state| state.shape.iter().product::<usize>()).sum();
        each.resize(each.len() + copied, 0.0);
        Layout { addresses, shared, each, pending }
    }
}
