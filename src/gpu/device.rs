//! The device, and what can go wrong with it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use wgpu::{
    BindGroupLayout, BindGroupLayoutDescriptor, BindGroupLayoutEntry, BindingType, BufferBindingType, Device,
    DeviceDescriptor, Instance, PipelineLayout, PipelineLayoutDescriptor, Queue, RequestAdapterOptions,
    ShaderStages,
};

/// Why something could not be done on a GPU.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GpuError {
    /// There is no GPU that can be used; the words of the system.
    Missing(String),
    /// The program needs so many bytes of memory, and only so many can be had.
    NoRoom {
        /// The bytes that it needs.
        needed: u64,
        /// The bytes that can be had.
        limit: u64,
    },
    /// The device was lost: a driver was restarted, or the browser took it away.
    Lost,
    /// The device refused something; its words.
    Refused(String),
}

impl fmt::Display for GpuError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GpuError::Missing(words) => write!(f, "there is no GPU to use: {words}"),
            GpuError::NoRoom { needed, limit } => {
                write!(f, "{needed} bytes are needed on the GPU, and {limit} can be had")
            }
            GpuError::Lost => f.write_str("the GPU was lost"),
            GpuError::Refused(words) => write!(f, "the GPU refused: {words}"),
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
    /// Asks the system for its fastest device.
    ///
    /// # Errors
    /// If there is none.
    pub async fn open() -> Result<Gpu, GpuError> {
        let missing = |words: &dyn fmt::Display| GpuError::Missing(words.to_string());
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

    /// Whether the device is gone: then a new one is to be opened, and the CPU goes on meanwhile.
    pub fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }
}
