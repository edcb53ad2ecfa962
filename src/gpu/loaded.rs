//! A program on the device: its memory, its pipelines, and the way of values there and back.

use wgpu::util::{BufferInitDescriptor, DeviceExt};
use wgpu::{
    BindGroup, BindGroupDescriptor, BindGroupEntry, Buffer, BufferDescriptor, BufferUsages, CommandEncoder,
    ComputePassDescriptor, ComputePipeline, ComputePipelineDescriptor, ErrorFilter, MapMode, PollType,
    ShaderModuleDescriptor, ShaderSource,
};

use super::device::{Gpu, GpuError};
use super::wait::called_back;

use crate::program::{Shader, Stretch};
use crate::tensor::{Tensor, row_strides};

/// The bytes of an entry.
const ENTRY: u64 = size_of::<f32>() as u64;

/// A program that is loaded on a [`Gpu`].
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
    /// If it needs more memory than there is, or the device refuses it.
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
            return Err(GpuError::NoRoom { needed, limit });
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
                return Err(GpuError::Refused(error.to_string()));
            }
        }
        Ok(Loaded { gpu, shader, memory, group, pipelines })
    }

    /// The shaders that it was made of.
    pub fn shader(&self) -> &Shader {
        &self.shader
    }

    /// Gives an input of a point its value for the next runs, row after row; without effect if nothing depends on
    /// it.
    ///
    /// # Panics
    /// If there is no such input or point, or the value has another number of entries.
    pub fn set_input(&self, at: usize, point: usize, entries: &[f32]) {
        if let Some(stretch) = &self.shader.inputs[at] {
            self.write(stretch, point, entries);
        }
    }

    /// Sets a state of a point, row after row.
    ///
    /// # Panics
    /// If there is no such state or point, or the value has another number of entries.
    pub fn set_state(&self, at: usize, point: usize, entries: &[f32]) {
        self.write(&self.shader.states[at], point, entries);
    }

    fn write(&self, stretch: &Stretch, point: usize, entries: &[f32]) {
        assert!(point < self.shader.points, "the program runs on {} points", self.shader.points);
        assert_eq!(entries.len(), stretch.len(), "a value has as many entries as its shape says");
        let bytes: Vec<u8> = entries.iter().flat_map(|x| x.to_le_bytes()).collect();
        let offset = (stretch.offset + point * stretch.apart) as u64 * ENTRY;
        self.gpu.queue.write_buffer(&self.memory, offset, &bytes);
    }

    /// Runs so many times: computes the outputs and moves the states on, at all points. Returns at once; what is
    /// read afterwards waits for it.
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

    /// An output of the last run at all points: its entries row after row, point after point.
    ///
    /// # Errors
    /// If the device is lost.
    pub async fn output(&self, at: usize) -> Result<Vec<f32>, GpuError> {
        let stretch = &self.shader.outputs[at];
        self.read(stretch.offset, stretch.len() * self.shader.points).await
    }

    /// A state of a point as it is now.
    ///
    /// # Errors
    /// If the device is lost.
    pub async fn state(&self, at: usize, point: usize) -> Result<Tensor<f32>, GpuError> {
        let stretch = &self.shader.states[at];
        let entries = self.read(stretch.offset + point * stretch.apart, stretch.len()).await?;
        Ok(Tensor::strided(&stretch.shape, &row_strides(&stretch.shape), &entries))
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
        let (call, answer) = called_back();
        copy.map_async(MapMode::Read, .., call);
        // A browser does this by itself.
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
