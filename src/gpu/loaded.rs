//! A program loaded on the device: its memory, its pipelines, and copying values there and back.

use wgpu::util::{BufferInitDescriptor, DeviceExt};
use wgpu::{
    BindGroup, BindGroupDescriptor, BindGroupEntry, Buffer, BufferDescriptor, BufferUsages, CommandEncoder,
    ComputePassDescriptor, ComputePipeline, ComputePipelineDescriptor, ErrorFilter, MapMode, PollType,
    ShaderModuleDescriptor, ShaderSource,
};

use super::device::{Gpu, GpuError};
use super::wait::callback;

use crate::program::{Region, Shader};
use crate::tensor::{Tensor, row_strides};

/// The size of an entry in bytes.
const ENTRY: u64 = size_of::<f32>() as u64;

/// A program loaded on a [`Gpu`].
#[derive(Debug)]
pub struct Loaded<'g> {
    gpu: &'g Gpu,
    shader: Shader,
    memory: Buffer,
    group: BindGroup,
    pipelines: Vec<ComputePipeline>,
}

impl Gpu {
    /// Loads a program.
    ///
    /// # Errors
    /// If it needs more memory than is available, or the device reports an error.
    pub async fn load(&self, shader: Shader) -> Result<Loaded<'_>, GpuError> {
        Loaded::new(self, shader).await
    }
}

impl<'g> Loaded<'g> {
    async fn new(gpu: &'g Gpu, shader: Shader) -> Result<Loaded<'g>, GpuError> {
        let needed = shader.memory.len() as u64 * ENTRY;
        let limits = gpu.device.limits();
        let limit = limits.max_buffer_size.min(limits.max_storage_buffer_binding_size);
        if needed > limit {
            return Err(GpuError::OutOfMemory { needed, limit });
        }
        let scopes = [ErrorFilter::Validation, ErrorFilter::OutOfMemory, ErrorFilter::Internal]
            .map(|filter| gpu.device.push_error_scope(filter));
        let storage = |entries: Vec<u8>, usage| {
            let contents = &entries;
            gpu.device.create_buffer_init(&BufferInitDescriptor { label: None, contents, usage })
        };
        let bytes = |entries: &[f32]| entries.iter().flat_map(|x| x.to_le_bytes()).collect();
        let memory = storage(
            bytes(&shader.memory),
            BufferUsages::STORAGE | BufferUsages::COPY_DST | BufferUsages::COPY_SRC,
        );
        let lists =
            storage(shader.lists.iter().flat_map(|x| x.to_le_bytes()).collect(), BufferUsages::STORAGE);
        let group = gpu.device.create_bind_group(&BindGroupDescriptor {
            label: None,
            layout: &gpu.bindings,
            entries: &[
                BindGroupEntry { binding: 0, resource: memory.as_entire_binding() },
                BindGroupEntry { binding: 1, resource: lists.as_entire_binding() },
            ],
        });
        let pipelines = shader.dispatches.iter().map(|dispatch| pipeline(gpu, &dispatch.text)).collect();
        for scope in scopes.into_iter().rev() {
            if let Some(error) = scope.pop().await {
                return Err(GpuError::Device(error.to_string()));
            }
        }
        Ok(Loaded { gpu, shader, memory, group, pipelines })
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
        if let Some(region) = &self.shader.inputs[at] {
            self.write(region, point, entries);
        }
    }

    /// Sets a state of a point, in row-major order.
    ///
    /// # Panics
    /// If there is no such state or point, or the number of entries is wrong.
    pub fn set_state(&self, at: usize, point: usize, entries: &[f32]) {
        self.write(&self.shader.states[at], point, entries);
    }

    fn write(&self, region: &Region, point: usize, entries: &[f32]) {
        assert!(point < self.shader.points, "the program runs on {} points", self.shader.points);
        assert_eq!(entries.len(), region.len(), "a value has as many entries as its shape says");
        let bytes: Vec<u8> = entries.iter().flat_map(|x| x.to_le_bytes()).collect();
        let offset = (region.offset + point * region.point_stride) as u64 * ENTRY;
        self.gpu.queue.write_buffer(&self.memory, offset, &bytes);
    }

    /// Runs the program `times` times: computes the outputs and updates the states at all points. Returns immediately;
    /// reading a value waits until the runs are finished.
    pub fn run(&self, times: usize) {
        for _ in 0..times {
            let mut encoder = self.encoder();
            let mut pass = encoder.begin_compute_pass(&ComputePassDescriptor::default());
            pass.set_bind_group(0, &self.group, &[]);
            for (pipeline, dispatch) in self.pipelines.iter().zip(&self.shader.dispatches) {
                pass.set_pipeline(pipeline);
                let [x, y, z] = dispatch.groups;
                pass.dispatch_workgroups(x, y, z);
            }
            drop(pass);
            self.gpu.queue.submit([encoder.finish()]);
        }
    }

    /// An output of the last run at all points: its entries in row-major order, point after point.
    ///
    /// # Errors
    /// If the device is lost.
    pub async fn output(&self, at: usize) -> Result<Vec<f32>, GpuError> {
        let region = &self.shader.outputs[at];
        self.read(region.offset, region.len() * self.shader.points).await
    }

    /// The current value of a state at a point.
    ///
    /// # Errors
    /// If the device is lost.
    pub async fn state(&self, at: usize, point: usize) -> Result<Tensor<f32>, GpuError> {
        let region = &self.shader.states[at];
        let entries = self.read(region.offset + point * region.point_stride, region.len()).await?;
        Ok(Tensor::strided(&region.shape, &row_strides(&region.shape), &entries))
    }

    async fn read(&self, offset: usize, len: usize) -> Result<Vec<f32>, GpuError> {
        let size = len as u64 * ENTRY;
        let usage = BufferUsages::MAP_READ | BufferUsages::COPY_DST;
        let copy = self.gpu.device.create_buffer(&BufferDescriptor {
            label: None,
            size,
            usage,
            mapped_at_creation: false,
        });
        let mut encoder = self.encoder();
        encoder.copy_buffer_to_buffer(&self.memory, offset as u64 * ENTRY, &copy, 0, size);
        self.gpu.queue.submit([encoder.finish()]);
        let (call, answer) = callback();
        copy.map_async(MapMode::Read, .., call);
        // In a browser this happens without polling.
        self.gpu.device.poll(PollType::wait_indefinitely()).map_err(|_| GpuError::Lost)?;
        answer.await.map_err(|_| GpuError::Lost)?;
        let bytes = copy.get_mapped_range(..).map_err(|_| GpuError::Lost)?;
        let (entries, _) = bytes.as_chunks();
        Ok(entries.iter().map(|entry| f32::from_le_bytes(*entry)).collect())
    }

    fn encoder(&self) -> CommandEncoder {
        self.gpu.device.create_command_encoder(&Default::default())
    }
}

fn pipeline(gpu: &Gpu, text: &str) -> ComputePipeline {
    let source = ShaderSource::Wgsl(text.into());
    let module = gpu.device.create_shader_module(ShaderModuleDescriptor { label: None, source });
    gpu.device.create_compute_pipeline(&ComputePipelineDescriptor {
        label: None,
        layout: Some(&gpu.layout),
        module: &module,
        entry_point: Some("main"),
        compilation_options: Default::default(),
        cache: None,
    })
}
