//! The GPU device and its errors.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use wgpu::{
    BindGroupLayout, BindGroupLayoutDescriptor, BindGroupLayoutEntry, BindingType, BufferBindingType, Device,
    DeviceDescriptor, Instance, PipelineLayout, PipelineLayoutDescriptor, Queue, RequestAdapterOptions,
    ShaderStages,
};

/// An error of the GPU.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GpuError {
    /// There is no usable GPU; the reason given by the system.
    Unavailable(String),
    /// The program needs more memory than is available.
    OutOfMemory {
        /// The required number of bytes.
        needed: u64,
        /// The available number of bytes.
        limit: u64,
    },
    /// The device was lost: the driver was restarted, or the browser took the device away.
    Lost,
    /// The device reported an error; its message.
    Device(String),
}

impl fmt::Display for GpuError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GpuError::Unavailable(words) => write!(f, "no usable GPU: {words}"),
            GpuError::OutOfMemory { needed, limit } => {
                write!(f, "the program needs {needed} bytes on the GPU, but only {limit} are available")
            }
            GpuError::Lost => f.write_str("the GPU was lost"),
            GpuError::Device(words) => write!(f, "the GPU reported an error: {words}"),
        }
    }
}

impl std::error::Error for GpuError {}

/// A device that runs programs.
#[derive(Debug)]
pub struct Gpu {
    pub(super) device: Device,
    pub(super) queue: Queue,
    pub(super) bindings: BindGroupLayout,
    pub(super) layout: PipelineLayout,
    lost: Arc<AtomicBool>,
}

impl Gpu {
    /// Opens the fastest device of the system.
    ///
    /// # Errors
    /// If there is none.
    pub async fn open() -> Result<Gpu, GpuError> {
        let missing = |words: &dyn fmt::Display| GpuError::Unavailable(words.to_string());
        let options = RequestAdapterOptions {
            power_preference: wgpu::PowerPreference::HighPerformance,
            ..RequestAdapterOptions::default()
        };
        let adapter = Instance::default().request_adapter(&options).await.map_err(|error| missing(&error))?;
        let wanted = DeviceDescriptor { required_limits: adapter.limits(), ..DeviceDescriptor::default() };
        let (device, queue) = adapter.request_device(&wanted).await.map_err(|error| missing(&error))?;
        let lost = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&lost);
        device.set_device_lost_callback(move |_, _| told.store(true, Ordering::Relaxed));
        let binding = |binding, read_only| BindGroupLayoutEntry {
            binding,
            visibility: ShaderStages::COMPUTE,
            ty: BindingType::Buffer {
                ty: BufferBindingType::Storage { read_only },
                has_dynamic_offset: false,
                min_binding_size: None,
            },
            count: None,
        };
        let entries = [binding(0, false), binding(1, true)];
        let bindings =
            device.create_bind_group_layout(&BindGroupLayoutDescriptor { label: None, entries: &entries });
        let layout = device.create_pipeline_layout(&PipelineLayoutDescriptor {
            label: None,
            bind_group_layouts: &[Some(&bindings)],
            immediate_size: 0,
        });
        Ok(Gpu { device, queue, bindings, layout, lost })
    }

    /// Whether the device was lost. Then a new one must be opened; until then the CPU can run the program.
    pub fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }
}
