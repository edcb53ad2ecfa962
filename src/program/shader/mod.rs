//! A program as WGSL: one compute shader for each step, all working on one block of memory.
//!
//! `text` generates the code of a step. Nothing here needs a GPU; [`gpu`](crate::gpu) runs the shaders.

mod dispatch;
mod text;

use dispatch::{Address, SourceView};
pub use dispatch::{Dispatch, Region, TooLarge};

use super::Program;
use crate::tensor::row_strides;

/// The largest number of points at once: the number of workgroups along a dimension that every GPU supports.
const POINTS: usize = 65_535;

/// A program as compute shaders. Its memory is one array of `f32`: first what all points share, then a region for each
/// point with its inputs, states and intermediate results, then the outputs, point after point.
///
/// ```
/// # use fluxion::autodiff::{Tracked, op};
/// # use fluxion::program::{Program, Shader};
/// # use fluxion::tensor::Tensor;
/// let x = Tracked::leaf(Tensor::from_column_major(&[3], vec![1.0_f32, 2.0, 3.0])?);
/// let y = Tracked::apply(op("exp").unwrap(), &[&x])?;
/// let shader = Shader::of(&Program::compile(&[&y], &[&x]), 1)?;
/// // One dispatch for the step, one that gathers the output.
/// assert_eq!(shader.dispatches.len(), 2);
/// assert!(shader.dispatches[0].text.contains("exp("));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Shader {
    /// The dispatches, in order.
    pub dispatches: Vec<Dispatch>,
    /// The initial contents of the memory.
    pub memory: Vec<f32>,
    /// The index lists that steps read; never empty, because WebGPU does not allow an empty binding.
    pub lists: Vec<u32>,
    /// The region of each input, if anything depends on it.
    pub inputs: Vec<Option<Region>>,
    /// The regions of the outputs.
    pub outputs: Vec<Region>,
    /// The regions of the states.
    pub states: Vec<Region>,
    /// The number of points that run at once.
    pub points: usize,
}

impl Shader {
    /// The shaders of a program for `points` points at once, all of which begin with the current values of the
    /// program.
    ///
    /// # Errors
    /// Names what is too large.
    pub fn of(program: &Program<f32>, points: usize) -> Result<Shader, TooLarge> {
        if points == 0 || points > POINTS {
            return Err(TooLarge { operation: "a batch of points", shape: vec![points] });
        }
        let Layout { addresses, shared, each, pending } = Layout::of(program);
        let point_stride = each.len();
        let mut memory = shared;
        (0..points).for_each(|_| memory.extend_from_slice(&each));
        let (mut lists, mut dispatches) = (Vec::new(), Vec::new());
        for step in program.steps.iter().filter(|step| !step.shape.contains(&0)) {
            dispatches.push(text::step(step, &program.registers, &addresses, point_stride, &mut lists)?);
        }
        lists.push(0);
        // In a program of numbers, each number is a vector of lanes.
        let lanes = |shape: &[usize]| program.lanes.map_or_else(|| shape.to_vec(), |lanes| vec![lanes]);
        let mut outputs = Vec::new();
        for (place, shape) in &program.outputs {
            let shape = lanes(shape);
            let output = Region::new(memory.len(), shape.iter().product(), &shape);
            memory.resize(output.offset + output.len() * points, 0.0);
            let from = SourceView {
                from: addresses[place.buffer].plus(place.offset),
                shape: &shape,
                strides: &place.strides,
            };
            dispatches.push(text::gather(&from, &output, point_stride));
            outputs.push(output);
        }
        dispatches.extend(moves(program, &addresses, pending, point_stride));
        for dispatch in &mut dispatches {
            dispatch.groups[2] = u32::try_from(points).unwrap_or(u32::MAX);
        }
        let own = |buffer: usize, shape: &[usize]| {
            Region::new(addresses[buffer].offset, point_stride, &lanes(shape))
        };
        let inputs = program.inputs.iter().map(|(at, shape)| at.map(|at| own(at, shape))).collect();
        let states = program.states.iter().map(|state| own(state.buffer, &state.shape)).collect();
        Ok(Shader { dispatches, memory, lists, inputs, outputs, states, points })
    }
}

/// The dispatches that update the states: first all next values are copied to a safe place, then each to its state.
fn moves(
    program: &Program<f32>,
    addresses: &[Address],
    pending: usize,
    point_stride: usize,
) -> Vec<Dispatch> {
    let (mut away, mut back) = (Vec::new(), Vec::new());
    let mut start = pending;
    for state in &program.states {
        let Some(next) = &state.next else { continue };
        let shape = &state.shape;
        let waiting = Address { offset: start, own: true };
        let from =
            SourceView { from: addresses[next.buffer].plus(next.offset), shape, strides: &next.strides };
        away.push(text::copy(&from, waiting, point_stride));
        let straight = row_strides(shape);
        back.push(text::copy(
            &SourceView { from: waiting, shape, strides: &straight },
            addresses[state.buffer],
            point_stride,
        ));
        start += shape.iter().product::<usize>();
    }
    away.append(&mut back);
    away
}

/// The memory layout of a program's shaders.
struct Layout {
    addresses: Vec<Address>,
    /// The data that nothing writes, shared by all points.
    shared: Vec<f32>,
    /// The data of one point, followed by space for the next values of the states while they are copied.
    each: Vec<f32>,
    /// The address of that space, for the first point.
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
