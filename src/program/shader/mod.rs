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
pub const MAX_POINTS: usize = 65_535;

/// A program as compute shaders. Its memory is one array of `f32`: first what all points share, then a region for each
/// point with its states and intermediate results, then the inputs and the outputs, each point after point.
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
    /// The initial contents of the memory that all points share.
    pub shared: Vec<f32>,
    /// The initial contents of the region of each point, which follows.
    pub each: Vec<f32>,
    /// The number of entries of the whole memory.
    pub len: usize,
    /// The index lists that steps read; never empty, because WebGPU does not allow an empty binding.
    pub lists: Vec<u32>,
    /// The region of each input, if anything depends on it, and its initial contents for a point. An input that all points
    /// have in common has no distance between points.
    pub inputs: Vec<Option<(Region, Vec<f32>)>>,
    /// The regions of the outputs.
    pub outputs: Vec<Region>,
    /// The regions of the states.
    pub states: Vec<Region>,
    /// The number of points that run at once.
    pub points: usize,
    /// The number of entries of each input.
    pub sizes: Vec<usize>,
    /// In a program of numbers, the number of lanes of a point: its numbers are vectors of so many entries.
    pub lanes: Option<usize>,
}

impl Shader {
    /// The shaders of a program for `points` points at once, all of which begin with the current values of the
    /// program.
    ///
    /// # Errors
    /// Names what is too large.
    pub fn of(program: &Program<f32>, points: usize) -> Result<Shader, TooLarge> {
        Shader::with_common(program, points, &[])
    }

    /// The shaders of a program, some of whose inputs (`common`) have one value for all points.
    ///
    /// # Errors
    /// Names what is too large.
    pub fn with_common(program: &Program<f32>, points: usize, common: &[usize]) -> Result<Shader, TooLarge> {
        if points == 0 || points > MAX_POINTS {
            return Err(TooLarge { operation: "a batch of points", shape: vec![points] });
        }
        // Shaders count entries in 32 bits, and so do addresses in a browser.
        let [once, each] = Shader::entries(program, common).map(|entries| entries as u64);
        if once.saturating_add(each.saturating_mul(points as u64)) > u64::from(u32::MAX) {
            return Err(TooLarge { operation: "a batch of points", shape: vec![points] });
        }
        let Layout { addresses, shared, each, pending, mut len } = Layout::of(program, points, common);
        let (mut lists, mut dispatches) = (Vec::new(), Vec::new());
        for step in program.steps.iter().filter(|step| !step.shape.contains(&0)) {
            dispatches.push(text::step(step, &program.registers, &addresses, &mut lists)?);
        }
        lists.push(0);
        // In a program of numbers, each number is a vector of lanes.
        let lanes = |shape: &[usize]| program.lanes.map_or_else(|| shape.to_vec(), |lanes| vec![lanes]);
        let mut outputs = Vec::new();
        for (place, shape) in &program.outputs {
            let shape = lanes(shape);
            let output = Region::new(len, shape.iter().product(), &shape);
            len += output.len() * points;
            let from = SourceView {
                from: addresses[place.buffer].plus(place.offset),
                shape: &shape,
                strides: &place.strides,
            };
            let to = Address { offset: output.offset, point_stride: output.point_stride };
            dispatches.extend((!output.is_empty()).then(|| text::copy(&from, to)));
            outputs.push(output);
        }
        dispatches.extend(moves(program, &addresses, pending));
        for dispatch in &mut dispatches {
            dispatch.groups[2] = u32::try_from(points).unwrap_or(u32::MAX);
        }
        let own = |buffer: usize, shape: &[usize]| {
            let Address { offset, point_stride } = addresses[buffer];
            Region::new(offset, point_stride, &lanes(shape))
        };
        let input = |(at, shape): &(Option<usize>, Vec<usize>)| {
            at.map(|at| (own(at, shape), program.buffers[at].clone()))
        };
        let inputs = program.inputs.iter().map(input).collect();
        let states = program.states.iter().map(|state| own(state.buffer, &state.shape)).collect();
        let sizes = program.inputs.iter().map(|(_, shape)| shape.iter().product()).collect();
        let lanes = program.lanes;
        Ok(Shader { dispatches, shared, each, len, lists, inputs, outputs, states, points, sizes, lanes })
    }

    /// The number of entries of the memory that a program needs: shared by all points, and for each of them. `common` are
    /// the inputs that have one value for all points.
    pub fn entries(program: &Program<f32>, common: &[usize]) -> [usize; 2] {
        let [one, two] = [1, 2].map(|points| Layout::of(program, points, common).len);
        let outputs = program
            .outputs
            .iter()
            .map(|(_, shape)| program.lanes.unwrap_or_else(|| shape.iter().product::<usize>()));
        [2 * one - two, two - one + outputs.sum::<usize>()]
    }
}

/// The dispatches that update the states: first all next values are copied to a safe place, then each to its state.
fn moves(program: &Program<f32>, addresses: &[Address], pending: Address) -> Vec<Dispatch> {
    let (mut away, mut back) = (Vec::new(), Vec::new());
    let mut waiting = pending;
    for state in &program.states {
        let Some(next) = &state.next else { continue };
        let shape = &state.shape;
        let from =
            SourceView { from: addresses[next.buffer].plus(next.offset), shape, strides: &next.strides };
        away.push(text::copy(&from, waiting));
        let straight = row_strides(shape);
        back.push(text::copy(
            &SourceView { from: waiting, shape, strides: &straight },
            addresses[state.buffer],
        ));
        waiting = waiting.plus(shape.iter().product());
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
    /// The address of that space.
    pending: Address,
    /// The number of entries, without the outputs.
    len: usize,
}

impl Layout {
    fn of(program: &Program<f32>, points: usize, common: &[usize]) -> Layout {
        let is_input = |buffer: usize| program.inputs.iter().any(|(at, _)| *at == Some(buffer));
        let is_written = |buffer: usize| {
            program.steps.iter().any(|step| step.out == buffer)
                || program.states.iter().any(|state| state.buffer == buffer)
        };
        let (mut shared, mut each) = (Vec::new(), Vec::new());
        let mut starts = Vec::new();
        for (at, entries) in program.buffers.iter().enumerate().filter(|(at, _)| !is_input(*at)) {
            let part: &mut Vec<f32> = if is_written(at) { &mut each } else { &mut shared };
            starts.push((at, part.len()));
            part.extend_from_slice(entries);
        }
        let before = each.len();
        let copied = program.states.iter().filter(|state| state.next.is_some());
        let copied: usize = copied.map(|state| state.shape.iter().product::<usize>()).sum();
        each.resize(before + copied, 0.0);
        let own = |start: usize| Address { offset: shared.len() + start, point_stride: each.len() };
        let mut addresses = vec![Address { offset: 0, point_stride: 0 }; program.buffers.len()];
        for (at, start) in starts {
            addresses[at] =
                if is_written(at) { own(start) } else { Address { offset: start, point_stride: 0 } };
        }
        let pending = own(before);
        let mut len = shared.len() + each.len() * points;
        for (input, (at, _)) in program.inputs.iter().enumerate() {
            let Some(at) = *at else { continue };
            let own = program.buffers[at].len();
            let (point_stride, copies) = if common.contains(&input) { (0, 1) } else { (own, points) };
            addresses[at] = Address { offset: len, point_stride };
            len += own * copies;
        }
        Layout { addresses, shared, each, pending, len }
    }
}
