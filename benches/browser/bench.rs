//! The engine's side of the browser benchmark: the workloads, driven from JavaScript.

#[path = "../shared/workloads.rs"]
mod workloads;

use fluxion::nn::Trainer;
use fluxion::program::Program;
use wasm_bindgen::prelude::wasm_bindgen;

use workloads::{Landscape, TRAINED, Workload};

/// A network in training.
#[wasm_bindgen]
pub struct Training {
    workload: &'static Workload,
    trainer: Trainer<f32>,
}

#[wasm_bindgen]
impl Training {
    /// The workload with this name, at its start.
    pub fn named(name: &str) -> Option<Training> {
        let workload = TRAINED.iter().find(|workload| workload.name == name)?;
        Some(Training { workload, trainer: workload.trainer() })
    }

    /// Takes `steps` steps and returns the loss of the last one.
    pub fn steps(&mut self, count: u32) -> f32 {
        for _ in 0..count {
            self.trainer.step();
        }
        self.trainer.loss()
    }

    /// The sizes of the layers, beginning with the number of features.
    pub fn sizes(&self) -> Vec<u32> {
        self.workload.sizes.iter().map(|&size| size as u32).collect()
    }

    /// The activation of each layer, separated by commas.
    pub fn activations(&self) -> String {
        self.workload.activations.join(",")
    }

    /// The name of the loss.
    pub fn loss(&self) -> String {
        self.workload.loss.to_owned()
    }

    /// The number of samples in a step.
    pub fn batch(&self) -> u32 {
        self.workload.batch as u32
    }

    /// The learning rate.
    pub fn rate(&self) -> f64 {
        self.workload.rate
    }

    /// The initial value of a parameter; a weight matrix is in column-major order, with one row for each output.
    pub fn parameter(&self, at: usize) -> Vec<f32> {
        self.workload.network().parameters()[at].value().entries().to_vec()
    }

    /// The samples (0) or their targets (1), sample after sample.
    pub fn data(&self, at: usize) -> Vec<f32> {
        self.workload.batch()[at].entries().to_vec()
    }
}

/// A loss, alone and with its gradient.
#[wasm_bindgen]
pub struct Gradient {
    function: Program<f32>,
    gradient: Program<f32>,
}

#[wasm_bindgen]
impl Gradient {
    /// The loss of the workload with this name.
    pub fn named(name: &str) -> Option<Gradient> {
        let workload = TRAINED.iter().find(|workload| workload.name == name)?;
        let [function, gradient] = workload.loss_and_gradient();
        Some(Gradient { function, gradient })
    }

    /// Computes the loss `times` times.
    pub fn function(&mut self, count: u32) {
        (0..count).for_each(|_| self.function.run());
    }

    /// Computes the loss and its gradient `times` times.
    pub fn gradient(&mut self, count: u32) {
        (0..count).for_each(|_| self.gradient.run());
    }
}

/// The loss of a network over a plane of weights.
#[wasm_bindgen]
pub struct Plane {
    landscape: Landscape,
    program: Program<f32>,
}

#[wasm_bindgen]
impl Plane {
    /// The landscape.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "JavaScript calls it")]
    pub fn new() -> Plane {
        let landscape = Landscape::seeded();
        let program = landscape.program();
        Plane { landscape, program }
    }

    /// The losses at points of the plane.
    pub fn losses(&mut self, x: &[f32], y: &[f32]) -> Vec<f32> {
        self.program.run_batch(&[x, y]).pop().unwrap_or_default()
    }

    /// A parameter at the centre of the plane (0) or of one of its directions (1, 2).
    pub fn parameter(&self, of: usize, at: usize) -> Vec<f32> {
        match of {
            0 => self.landscape.network.parameters()[at].value().entries().to_vec(),
            _ => self.landscape.directions[of - 1][at].entries().to_vec(),
        }
    }

    /// The samples (0) or their targets (1), sample after sample.
    pub fn data(&self, at: usize) -> Vec<f32> {
        self.landscape.samples[at].entries().to_vec()
    }
}
