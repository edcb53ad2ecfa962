//! The GPU device, its limits and its errors.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

use wgpu::{
    BindGroupLayout, BindGroupLayoutDescriptor, BindGroupLayoutEntry, BindingType, BufferBindingType,
    ComputePipeline, Device, DeviceDescriptor, Instance, PipelineLayout, PipelineLayoutDescriptor, PollType,
    Queue, RequestAdapterOptions, ShaderStages,
};

use super::pipelines::Pipelines;
use crate::program::{MAX_POINTS, Program, Shader};

/// The size of an entry in bytes.
pub(super) const ENTRY: u64 = size_of::<f32>() as u64;

/// The invocations of the largest workgroup of a [`Shader`], and the bytes of workgroup memory that it uses.
const INVOCATIONS: u32 = 256;
const WORKGROUP_BYTES: u32 = 10 << 10;

/// The most bytes that a batch of points takes, so that much remains for others and a command ends soon.
const BATCH_BYTES: u64 = 256 << 20;

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
    /// The device was lost: the driver was restarted, or the browser took the device away. What the system says.
    Lost(String),
    /// The device computed something else than the CPU: which program, and both values.
    Wrong(String),
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
            GpuError::Lost(words) if words.is_empty() => f.write_str("the GPU was lost"),
            GpuError::Lost(words) => write!(f, "the GPU was lost: {words}"),
            GpuError::Wrong(words) => write!(f, "the GPU computed a wrong result: {words}"),
            GpuError::Device(words) => write!(f, "the GPU reported an error: {words}"),
        }
    }
}

impl std::error::Error for GpuError {}

/// A device that runs programs. Clones share the device.
#[derive(Clone, Debug)]
pub struct Gpu(Rc<Shared>);

#[derive(Debug)]
struct Shared {
    device: Device,
    queue: Queue,
    bindings: BindGroupLayout,
    layout: PipelineLayout,
    pipelines: RefCell<Pipelines>,
    rewrite: Cell<fn(&str) -> String>,
    fault: Arc<Mutex<Option<GpuError>>>,
    /// What the adapter is called, for the bench and for reports.
    name: String,
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
        let limits = device.limits();
        if limits.max_compute_invocations_per_workgroup < INVOCATIONS
            || limits.max_compute_workgroup_size_x < INVOCATIONS
            || limits.max_compute_workgroup_storage_size < WORKGROUP_BYTES
        {
            return Err(missing(&"its workgroups are too small"));
        }
        let fault = watched(&device);
        let bindings = bindings(&device);
        let layout = device.create_pipeline_layout(&PipelineLayoutDescriptor {
            label: None,
            bind_group_layouts: &[Some(&bindings)],
            immediate_size: 0,
        });
        Ok(Gpu(Rc::new(Shared {
            device,
            queue,
            bindings,
            layout,
            pipelines: RefCell::default(),
            rewrite: Cell::new(str::to_owned),
            fault,
            name: adapter.get_info().name,
        })))
    }

    /// What the system calls the device; empty where a browser does not say.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Whether the device was lost. Then a new one must be opened; until then the CPU can run the program.
    pub fn is_lost(&self) -> bool {
        self.listen();
        matches!(*self.0.fault.lock().unwrap_or_else(PoisonError::into_inner), Some(GpuError::Lost(_)))
    }

    /// Gives the device up, as if the system had taken it away.
    pub fn lose(&self) {
        self.0.device.destroy();
    }

    /// Rewrites the text of every shader that is loaded from now on. This makes a device that computes something else
    /// than it should, for tests of [`Gpu::check`].
    pub fn rewrite(&self, rewrite: fn(&str) -> String) {
        self.0.rewrite.set(rewrite);
    }

    /// The number of points of a program that the device runs at once: all `points`, or as many as fit. The inputs
    /// `common` have one value for all points.
    ///
    /// # Errors
    /// If not even one fits.
    pub fn points_at_once(
        &self,
        program: &Program<f32>,
        points: usize,
        common: &[usize],
    ) -> Result<usize, GpuError> {
        let [shared, each] = Shader::entries(program, common).map(|entries| entries as u64 * ENTRY);
        let limit = self.limit();
        let needed = shared + each;
        if needed > limit {
            return Err(GpuError::OutOfMemory { needed, limit });
        }
        let most = BATCH_BYTES.min(limit).saturating_sub(shared) / each.max(1);
        Ok(points.min(most as usize).clamp(1, MAX_POINTS))
    }

    /// The largest memory of a program in bytes.
    pub(super) fn limit(&self) -> u64 {
        let limits = self.0.device.limits();
        limits.max_buffer_size.min(limits.max_storage_buffer_binding_size)
    }

    pub(super) fn device(&self) -> &Device {
        &self.0.device
    }

    pub(super) fn queue(&self) -> &Queue {
        &self.0.queue
    }

    pub(super) fn bindings(&self) -> &BindGroupLayout {
        &self.0.bindings
    }

    /// The pipeline of a shader, compiled or from the cache.
    pub(super) fn pipeline(&self, text: &str) -> ComputePipeline {
        let text = self.0.rewrite.get()(text);
        self.0
            .pipelines
            .borrow_mut()
            .get(text, |text| super::pipelines::compile(&self.0.device, &self.0.layout, text))
    }

    /// Lets the device report what has happened to it; in a browser it does so by itself. A failure is reported in the
    /// same way.
    fn listen(&self) {
        let _ = self.0.device.poll(PollType::Poll);
    }

    /// What has gone wrong on the device since it was last asked. A lost device stays lost.
    pub(super) fn fault(&self) -> Option<GpuError> {
        self.listen();
        let mut fault = self.0.fault.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*fault, Some(GpuError::Lost(_))) { fault.clone() } else { fault.take() }
    }
}

/// Keeps what the device reports that no error scope catches, and why it was lost.
fn watched(device: &Device) -> Arc<Mutex<Option<GpuError>>> {
    let fault = Arc::new(Mutex::new(None));
    let told = Arc::clone(&fault);
    device.set_device_lost_callback(move |_, words| {
        *told.lock().unwrap_or_else(PoisonError::into_inner) = Some(GpuError::Lost(words));
    });
    let told = Arc::clone(&fault);
    device.on_uncaptured_error(Arc::new(move |error| {
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.is_none() {
            *told = Some(GpuError::Device(error.to_string()));
        }
    }));
    fault
}

/// The memory of a program, and the lists that its steps read.
fn bindings(device: &Device) -> BindGroupLayout {
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
    device.create_bind_group_layout(&BindGroupLayoutDescriptor { label: None, entries: &entries })
}
