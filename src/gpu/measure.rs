//! What a device can do at most, measured: to say how much of it a program uses.

use wgpu::{
    BindGroupDescriptor, BindGroupEntry, BufferDescriptor, BufferUsages, ComputePassDescriptor, PollType,
};

use super::device::{ENTRY, Gpu, GpuError};
use super::wait::callback;

/// The workgroups, the invocations of each, the loops of each invocation, and the chains of multiplications and additions
/// in a loop that do not wait for each other.
const GROUPS: u32 = 16_384;
const INVOCATIONS: u32 = 256;
const LOOPS: u32 = 1024;
const CHAINS: u32 = 8;

impl Gpu {
    /// How many bytes a second a copy within the device's memory reads and writes, together. `now` gives the time in
    /// seconds, `bytes` are copied `times` times.
    ///
    /// # Errors
    /// If the memory is not there or the device is lost.
    pub async fn copy_rate(&self, now: impl Fn() -> f64, bytes: u64, times: u32) -> Result<f64, GpuError> {
        let bytes = bytes.min(self.limit()) / ENTRY * ENTRY;
        let buffer = || {
            self.device().create_buffer(&BufferDescriptor {
                label: None,
                size: bytes,
                usage: BufferUsages::COPY_DST | BufferUsages::COPY_SRC,
                mapped_at_creation: false,
            })
        };
        let (from, to) = (buffer(), buffer());
        let copy = |times: u32| {
            let mut encoder = self.device().create_command_encoder(&Default::default());
            (0..times).for_each(|_| encoder.copy_buffer_to_buffer(&from, 0, &to, 0, bytes));
            self.queue().submit([encoder.finish()]);
        };
        // The first copy also fills the memory with zeros.
        copy(1);
        self.finish().await?;
        let before = now();
        copy(times);
        self.finish().await?;
        Ok(2.0 * bytes as f64 * f64::from(times) / (now() - before))
    }

    /// How many multiplications and additions a second the device does when it does nothing else; 2 for each pair.
    ///
    /// # Errors
    /// If the device is lost or reports an error.
    pub async fn peak(&self, now: impl Fn() -> f64) -> Result<f64, GpuError> {
        let buffer = |len: u32, usage| {
            let size = u64::from(len) * ENTRY;
            self.device().create_buffer(&BufferDescriptor {
                label: None,
                size,
                usage,
                mapped_at_creation: false,
            })
        };
        let memory = buffer(INVOCATIONS, BufferUsages::STORAGE);
        let lists = buffer(1, BufferUsages::STORAGE);
        let group = self.device().create_bind_group(&BindGroupDescriptor {
            label: None,
            layout: self.bindings(),
            entries: &[
                BindGroupEntry { binding: 0, resource: memory.as_entire_binding() },
                BindGroupEntry { binding: 1, resource: lists.as_entire_binding() },
            ],
        });
        let pipeline = self.pipeline(&chains());
        let run = |groups: u32| {
            let mut encoder = self.device().create_command_encoder(&Default::default());
            let mut pass = encoder.begin_compute_pass(&ComputePassDescriptor::default());
            pass.set_pipeline(&pipeline);
            pass.set_bind_group(0, &group, &[]);
            pass.dispatch_workgroups(groups, 1, 1);
            drop(pass);
            self.queue().submit([encoder.finish()]);
        };
        run(1);
        self.finish().await?;
        // A device in software would take minutes for what another does in milliseconds.
        let mut groups = 16;
        loop {
            let before = now();
            run(groups);
            self.finish().await?;
            let spent = now() - before;
            if spent > 0.02 || groups >= GROUPS {
                let pairs = f64::from(groups) * f64::from(INVOCATIONS * CHAINS) * f64::from(LOOPS);
                return Ok(2.0 * pairs / spent);
            }
            groups *= 4;
        }
    }

    /// Waits until everything that was submitted is done.
    async fn finish(&self) -> Result<(), GpuError> {
        let (call, answer) = callback();
        self.queue().on_submitted_work_done(move || call(()));
        let lost = || self.fault().unwrap_or_else(|| GpuError::Lost(String::new()));
        self.device().poll(PollType::wait_indefinitely()).map_err(|_| lost())?;
        answer.await;
        self.fault().map_or(Ok(()), Err)
    }
}

/// A shader whose invocations multiply and add in chains that do not wait for each other.
fn chains() -> String {
    let chain = |at: u32, text: &str| text.replace('#', &at.to_string());
    let each = |text: &str| (0..CHAINS).map(|at| chain(at, text)).collect::<String>();
    let (start, step) = (each("  var x# = x + #.0;\n"), each("    x# = fma(x#, y, x);\n"));
    let sum = (0..CHAINS).map(|at| chain(at, "x#")).collect::<Vec<_>>().join(" + ");
    format!(
        "@group(0) @binding(0) var<storage, read_write> memory: array<f32>;
@group(0) @binding(1) var<storage, read> lists: array<u32>;
@compute @workgroup_size({INVOCATIONS})
fn main(@builtin(local_invocation_id) own: vec3u, @builtin(workgroup_id) group: vec3u) {{
  let x = f32(own.x + lists[0]);
  let y = 0.999;
{start}  for (var k = 0u; k < {LOOPS}u; k++) {{
{step}  }}
  if (group.x == 0u) {{ memory[own.x] = {sum}; }} else if ({sum} == -1.0) {{ memory[0] = 1.0; }}
}}
"
    )
}
