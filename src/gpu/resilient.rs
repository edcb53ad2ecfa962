//! A program whose states outlive the device that it runs on.

use super::device::{Gpu, GpuError};
use super::loaded::{Feed, Loaded};
use crate::program::{Program, Shader};

/// A program with states, such as a step of training, that runs on a GPU while it can and on the CPU otherwise. After each
/// call the states are known here; where a call fails on the GPU, they are those from before it, and the CPU does the
/// same once more.
#[derive(Debug)]
pub struct Resilient {
    program: Program<f32>,
    loaded: Option<Loaded>,
    states: Vec<f32>,
    fault: Option<GpuError>,
}

impl Resilient {
    /// A program on the CPU.
    pub fn new(program: Program<f32>) -> Resilient {
        let mut states = Vec::new();
        program.save_states(&mut states);
        Resilient { program, loaded: None, states, fault: None }
    }

    /// Moves the program to a device, with its states.
    ///
    /// # Errors
    /// As [`Gpu::load`]; the program then stays where it is.
    pub async fn move_to(&mut self, gpu: &Gpu) -> Result<(), GpuError> {
        let shader = Shader::of(&self.program, 1).map_err(|error| GpuError::Device(error.to_string()))?;
        let loaded = gpu.load(shader).await?;
        loaded.set_states(0, &self.states);
        self.loaded = Some(loaded);
        self.fault = None;
        Ok(())
    }

    /// Runs once for each value of the feeds; gives the first entry of the first output of the last run.
    ///
    /// # Panics
    /// If the feeds do not all have values for the same number of runs.
    pub async fn run_fed(&mut self, feeds: &[Feed<'_>]) -> f32 {
        if let Some(loaded) = &self.loaded {
            loaded.run_fed(feeds);
            match loaded.states(0).await {
                Ok((states, output)) => {
                    self.states = states;
                    return output.first().copied().unwrap_or_default();
                }
                Err(error) => {
                    self.loaded = None;
                    self.fault = Some(error);
                }
            }
        }
        self.program.load_states(&self.states);
        let times = feeds
            .first()
            .map_or(0, |feed| feed.entries.len() / self.program.input_mut(feed.input).len().max(1));
        for step in 0..times {
            for feed in feeds {
                let input = self.program.input_mut(feed.input);
                let len = input.len();
                input.copy_from_slice(&feed.entries[step * len..(step + 1) * len]);
            }
            self.program.run();
        }
        self.states.clear();
        self.program.save_states(&mut self.states);
        self.program.number(0)
    }

    /// The states after the last call, as [`Program::save_states`] gives them.
    pub fn states(&self) -> &[f32] {
        &self.states
    }

    /// Whether it runs on a device.
    pub fn is_on_gpu(&self) -> bool {
        self.loaded.is_some()
    }

    /// Why it does not run on a device any longer.
    pub fn fault(&self) -> Option<&GpuError> {
        self.fault.as_ref()
    }
}
