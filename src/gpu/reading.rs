//! Copying results back from the device.

use std::ops::Range;

use wgpu::{BufferDescriptor, BufferUsages, MapMode, PollType};

use super::device::{ENTRY, GpuError};
use super::loaded::Loaded;
use super::wait::callback;
use crate::tensor::{Tensor, row_strides};

impl Loaded {
    /// An output of the last run at all points: its entries in row-major order, point after point.
    ///
    /// # Errors
    /// If the device is lost or has reported an error.
    pub async fn output(&self, at: usize) -> Result<Vec<f32>, GpuError> {
        let region = &self.shader.outputs[at];
        let place = region.offset..region.offset + region.len() * self.shader.points;
        self.read(std::slice::from_ref(&place)).await
    }

    /// The current value of a state at a point.
    ///
    /// # Errors
    /// If the device is lost or has reported an error.
    pub async fn state(&self, at: usize, point: usize) -> Result<Tensor<f32>, GpuError> {
        let region = &self.shader.states[at];
        let place = self.state_places(point).swap_remove(at);
        let entries = self.read(&[place]).await?;
        Ok(Tensor::strided(&region.shape, &row_strides(&region.shape), &entries))
    }

    /// The current values of all states at a point, as [`Program::save_states`](crate::program::Program::save_states)
    /// gives them, and the first output of the last run there.
    ///
    /// # Errors
    /// If the device is lost or has reported an error.
    pub async fn states(&self, point: usize) -> Result<(Vec<f32>, Vec<f32>), GpuError> {
        let mut places = self.state_places(point);
        if let Some(output) = self.shader.outputs.first() {
            let start = output.offset + point * output.point_stride;
            places.push(start..start + output.len());
        }
        let states: usize = self.shader.states.iter().map(|region| region.len()).sum();
        let mut all = self.read(&places).await?;
        let output = all.split_off(states);
        Ok((all, output))
    }

    /// Evaluates the outputs, which must be numbers, at many points, as
    /// [`Program::run_batch`](crate::program::Program::run_batch) does: `inputs[i]` holds the values of input `i`, point
    /// after point, or the one value of an input that all points have in common, and `results[j][k]` is output `j` at point
    /// `k`. The first input is of each point. A program with states would update them.
    ///
    /// # Errors
    /// If the device is lost or has reported an error.
    ///
    /// # Panics
    /// If the inputs do not have the same number of points.
    pub async fn evaluate(&self, inputs: &[&[f32]]) -> Result<Vec<Vec<f32>>, GpuError> {
        let lanes = self.shader.lanes.unwrap_or(1);
        let sizes: Vec<usize> = self
            .shader
            .sizes
            .iter()
            .map(|size| if self.shader.lanes.is_some() { 1 } else { *size })
            .collect();
        let points = inputs.first().map_or(1, |input| input.len() / sizes[0].max(1));
        let is_common = |at: usize| {
            self.shader.inputs[at].as_ref().is_some_and(|(region, _)| region.point_stride == 0 && points > 1)
        };
        for (at, input) in inputs.iter().enumerate() {
            let count = if is_common(at) { 1 } else { points };
            assert_eq!(input.len(), count * sizes[at], "every input has a value for every point");
            if is_common(at) {
                self.set_points(at, input);
            }
        }
        let together = self.shader.points * lanes;
        let mut results = vec![Vec::with_capacity(points); self.shader.outputs.len()];
        for start in (0..points).step_by(together) {
            let count = together.min(points - start);
            for (at, input) in inputs.iter().enumerate().filter(|(at, _)| !is_common(*at)) {
                self.set_points(at, &input[start * sizes[at]..(start + count) * sizes[at]]);
            }
            self.run_points(count.div_ceil(lanes));
            let places: Vec<Range<usize>> =
                self.shader.outputs.iter().map(|output| output.offset..output.offset + count).collect();
            let all = self.read(&places).await?;
            for (result, part) in results.iter_mut().zip(all.chunks(count)) {
                result.extend_from_slice(part);
            }
        }
        Ok(results)
    }

    /// Entries of the memory, one place after another.
    async fn read(&self, places: &[Range<usize>]) -> Result<Vec<f32>, GpuError> {
        let len: usize = places.iter().map(|place| place.len()).sum();
        if len == 0 {
            return Ok(Vec::new());
        }
        let copy = self.gpu.device().create_buffer(&BufferDescriptor {
            label: None,
            size: len as u64 * ENTRY,
            usage: BufferUsages::MAP_READ | BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let mut encoder = self.encoder();
        let mut start = 0;
        for place in places.iter().filter(|place| !place.is_empty()) {
            let [from, to, size] = [place.start, start, place.len()].map(|at| at as u64 * ENTRY);
            encoder.copy_buffer_to_buffer(&self.memory, from, &copy, to, size);
            start += place.len();
        }
        self.gpu.queue().submit([encoder.finish()]);
        let (call, answer) = callback();
        copy.map_async(MapMode::Read, .., call);
        let lost = || self.gpu.fault().unwrap_or_else(|| GpuError::Lost(String::new()));
        // In a browser this happens without polling.
        self.gpu.device().poll(PollType::wait_indefinitely()).map_err(|_| lost())?;
        answer.await.map_err(|_| lost())?;
        let bytes = copy.get_mapped_range(..).map_err(|_| lost())?;
        let (entries, _) = bytes.as_chunks();
        let entries = entries.iter().map(|entry| f32::from_le_bytes(*entry)).collect();
        drop(bytes);
        copy.destroy();
        self.gpu.fault().map_or(Ok(entries), Err)
    }
}
