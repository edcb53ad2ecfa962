//! A program loaded on the device: its memory, its pipelines, and running it there.

use std::ops::Range;

use wgpu::{
    BindGroup, BindGroupDescriptor, BindGroupEntry, Buffer, BufferDescriptor, BufferUsages, CommandEncoder,
    ComputePassDescriptor, ComputePipeline, ErrorFilter,
};

use super::device::{ENTRY, Gpu, GpuError};
use crate::program::{Program, Region, Shader};

/// The most dispatches of one command buffer: a device that is busy for seconds would be taken for one that hangs.
const DISPATCHES: usize = 4096;

/// The most bytes that are written at once when a memory is first filled.
const FILL_BYTES: usize = 4 << 20;

/// A program loaded on a [`Gpu`]. Its memory is freed when it is dropped.
#[derive(Debug)]
pub struct Loaded {
    pub(super) gpu: Gpu,
    pub(super) shader: Shader,
    pub(super) memory: Buffer,
    lists: Buffer,
    group: BindGroup,
    pipelines: Vec<ComputePipeline>,
}

/// The values of an input for several steps, one step after another, each in row-major order.
#[derive(Clone, Copy, Debug)]
pub struct Feed<'a> {
    /// The input.
    pub input: usize,
    /// Its values.
    pub entries: &'a [f32],
}

impl Gpu {
    /// Loads a program.
    ///
    /// # Errors
    /// If it needs more memory than is available, or the device reports an error.
    pub async fn load(&self, shader: Shader) -> Result<Loaded, GpuError> {
        let needed = shader.len as u64 * ENTRY;
        let limit = self.limit();
        if needed > limit {
            return Err(GpuError::OutOfMemory { needed, limit });
        }
        let scopes = [ErrorFilter::Validation, ErrorFilter::OutOfMemory, ErrorFilter::Internal]
            .map(|filter| self.device().push_error_scope(filter));
        let loaded = Loaded::new(self, shader);
        let mut found = None;
        for scope in scopes.into_iter().rev() {
            found = scope.pop().await.or(found);
        }
        match found {
            // A lost device reports all kinds of errors.
            Some(_) if self.is_lost() => Err(self.fault().unwrap_or(GpuError::Lost(String::new()))),
            Some(wgpu::Error::OutOfMemory { .. }) => Err(GpuError::OutOfMemory { needed, limit: needed - 1 }),
            Some(error) => Err(GpuError::Device(error.to_string())),
            None => self.fault().map_or(Ok(loaded), Err),
        }
    }

    /// Loads a program to be evaluated at `points` points, as many at once as fit. The inputs `common` have one value for
    /// all points.
    ///
    /// # Errors
    /// As [`Gpu::load`]; also if a step is too large for any GPU.
    pub async fn load_batch(
        &self,
        program: &Program<f32>,
        points: usize,
        common: &[usize],
    ) -> Result<Loaded, GpuError> {
        let lanes = program.lanes().unwrap_or(1);
        let points = self.points_at_once(program, points.div_ceil(lanes), common)?;
        let shader = Shader::with_common(program, points, common);
        let shader = shader.map_err(|error| GpuError::Device(error.to_string()))?;
        self.load(shader).await
    }

    /// A buffer with these contents. It is not mapped at creation, because a lost device has nothing to map.
    fn filled(&self, contents: &[u8], usage: BufferUsages) -> Buffer {
        let buffer = self.device().create_buffer(&BufferDescriptor {
            label: None,
            size: (contents.len() as u64).max(ENTRY),
            usage: usage | BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        self.queue().write_buffer(&buffer, 0, contents);
        buffer
    }
}

impl Loaded {
    fn new(gpu: &Gpu, shader: Shader) -> Loaded {
        let memory = gpu.device().create_buffer(&BufferDescriptor {
            label: None,
            size: (shader.len.max(1)) as u64 * ENTRY,
            usage: BufferUsages::STORAGE | BufferUsages::COPY_DST | BufferUsages::COPY_SRC,
            mapped_at_creation: false,
        });
        let contents: Vec<u8> = shader.lists.iter().flat_map(|x| x.to_le_bytes()).collect();
        let lists = gpu.filled(&contents, BufferUsages::STORAGE);
        let group = gpu.device().create_bind_group(&BindGroupDescriptor {
            label: None,
            layout: gpu.bindings(),
            entries: &[
                BindGroupEntry { binding: 0, resource: memory.as_entire_binding() },
                BindGroupEntry { binding: 1, resource: lists.as_entire_binding() },
            ],
        });
        let pipelines = shader.dispatches.iter().map(|dispatch| gpu.pipeline(&dispatch.text)).collect();
        let loaded = Loaded { gpu: gpu.clone(), shader, memory, lists, group, pipelines };
        loaded.fill();
        loaded
    }

    /// Writes the initial contents of the memory: what all points share, then the same for each point.
    fn fill(&self) {
        let Shader { shared, each, inputs, points, .. } = &self.shader;
        self.write(0, shared);
        // Apart from states, everything in the region of a point is computed before it is read.
        if !self.shader.states.is_empty() {
            self.repeat(shared.len(), each, *points);
        }
        for (region, entries) in inputs.iter().flatten() {
            self.repeat(region.offset, entries, if region.point_stride == 0 { 1 } else { *points });
        }
    }

    /// Writes the same entries many times, one after another.
    fn repeat(&self, offset: usize, entries: &[f32], times: usize) {
        let len = entries.len();
        if len == 0 {
            return;
        }
        let together = (FILL_BYTES / (len * ENTRY as usize)).clamp(1, times);
        let block = entries.repeat(together);
        for start in (0..times).step_by(together) {
            let count = together.min(times - start);
            self.write(offset + start * len, &block[..count * len]);
        }
    }

    /// Writes entries of the memory.
    fn write(&self, offset: usize, entries: &[f32]) {
        if !entries.is_empty() {
            self.gpu.queue().write_buffer(&self.memory, offset as u64 * ENTRY, &bytes(entries));
        }
    }

    /// The shaders of the program.
    pub fn shader(&self) -> &Shader {
        &self.shader
    }

    /// Sets an input of a point for the next runs, in row-major order. Has no effect if nothing depends on the input.
    ///
    /// # Panics
    /// If there is no such input or point, or the number of entries is wrong.
    pub fn set_input(&self, at: usize, point: usize, entries: &[f32]) {
        if let Some((region, _)) = &self.shader.inputs[at] {
            self.write_region(region, point, entries);
        }
    }

    /// Sets a state of a point, in row-major order.
    ///
    /// # Panics
    /// If there is no such state or point, or the number of entries is wrong.
    pub fn set_state(&self, at: usize, point: usize, entries: &[f32]) {
        self.write_region(&self.shader.states[at], point, entries);
    }

    /// Sets all states of a point to what [`Program::save_states`] appended.
    ///
    /// # Panics
    /// If there is no such point, or the number of entries is wrong.
    pub fn set_states(&self, point: usize, mut entries: &[f32]) {
        for region in &self.shader.states {
            let (own, rest) = entries.split_at(region.len());
            self.write_region(region, point, own);
            entries = rest;
        }
        assert!(entries.is_empty(), "there are as many entries as the states have");
    }

    fn write_region(&self, region: &Region, point: usize, entries: &[f32]) {
        assert!(point < self.shader.points, "the program runs on {} points", self.shader.points);
        assert_eq!(entries.len(), region.len(), "a value has as many entries as its shape says");
        self.write(region.offset + point * region.point_stride, entries);
    }

    /// Sets an input of the first points, point after point.
    pub(super) fn set_points(&self, at: usize, entries: &[f32]) {
        if let Some((region, _)) = &self.shader.inputs[at] {
            self.write(region.offset, entries);
        }
    }

    /// Runs the program `times` times: computes the outputs and updates the states at all points. Returns immediately;
    /// reading a value waits until the runs are finished.
    pub fn run(&self, times: usize) {
        self.run_steps(times, &[], self.shader.points);
    }

    /// Runs the program once for each value of the feeds, as one command for many runs: nothing is read back between
    /// them. Only the first point is fed.
    ///
    /// # Panics
    /// If the feeds do not all have values for the same number of runs.
    pub fn run_fed(&self, feeds: &[Feed<'_>]) {
        let fed: Vec<(&Region, &[f32])> = feeds
            .iter()
            .filter_map(|feed| Some((&self.shader.inputs[feed.input].as_ref()?.0, feed.entries)))
            .filter(|(region, _)| !region.is_empty())
            .collect();
        let Some(&(first, entries)) = fed.first() else { return };
        let times = entries.len() / first.len();
        let whole = fed.iter().all(|(region, entries)| entries.len() == region.len() * times);
        assert!(whole, "every feed has a value for every run");
        let all: Vec<u8> = fed.iter().flat_map(|(_, entries)| bytes(entries)).collect();
        let values = self.gpu.filled(&all, BufferUsages::COPY_SRC);
        let mut copies = Vec::new();
        let mut start = 0;
        for (region, entries) in fed {
            copies.push(Copied { from: start, to: region.offset, len: region.len() });
            start += entries.len();
        }
        self.run_steps(times, &copies.iter().map(|copy| (&values, copy)).collect::<Vec<_>>(), 1);
        values.destroy();
    }

    /// Runs the program at the first `points` points.
    pub(super) fn run_points(&self, points: usize) {
        self.run_steps(1, &[], points);
    }

    fn run_steps(&self, times: usize, copies: &[(&Buffer, &Copied)], points: usize) {
        let together = (DISPATCHES / self.pipelines.len().max(1)).max(1);
        for start in (0..times).step_by(together) {
            let mut encoder = self.encoder();
            for step in start..times.min(start + together) {
                for (values, Copied { from, to, len }) in copies {
                    let from = (from + step * len) as u64 * ENTRY;
                    encoder.copy_buffer_to_buffer(
                        values,
                        from,
                        &self.memory,
                        *to as u64 * ENTRY,
                        *len as u64 * ENTRY,
                    );
                }
                self.pass(&mut encoder, points);
            }
            self.gpu.queue().submit([encoder.finish()]);
        }
    }

    fn pass(&self, encoder: &mut CommandEncoder, points: usize) {
        let mut pass = encoder.begin_compute_pass(&ComputePassDescriptor::default());
        pass.set_bind_group(0, &self.group, &[]);
        for (pipeline, dispatch) in self.pipelines.iter().zip(&self.shader.dispatches) {
            pass.set_pipeline(pipeline);
            let [x, y, _] = dispatch.groups;
            pass.dispatch_workgroups(x, y, u32::try_from(points).unwrap_or(u32::MAX));
        }
    }

    pub(super) fn encoder(&self) -> CommandEncoder {
        self.gpu.device().create_command_encoder(&Default::default())
    }

    /// Where the entries of all states of a point are, in their order.
    pub(super) fn state_places(&self, point: usize) -> Vec<Range<usize>> {
        let place = |region: &Region| region.offset + point * region.point_stride;
        self.shader.states.iter().map(|region| place(region)..place(region) + region.len()).collect()
    }
}

impl Drop for Loaded {
    /// A browser would free the memory only when it next collects garbage.
    fn drop(&mut self) {
        self.memory.destroy();
        self.lists.destroy();
    }
}

/// What is copied before each run: entries of the feed's buffer, counted from its start for the first run.
struct Copied {
    from: usize,
    to: usize,
    len: usize,
}

fn bytes(entries: &[f32]) -> Vec<u8> {
    entries.iter().flat_map(|x| x.to_le_bytes()).collect()
}
