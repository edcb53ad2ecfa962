//! The engine's side of the browser benchmark: the workloads, driven from JavaScript, on the CPU and on the GPU.

#[path = "../shared/workloads.rs"]
mod workloads;

use std::rc::Rc;

use fluxion::gpu::{Gpu, GpuError, Loaded};
use fluxion::nn::Trainer;
use fluxion::program::{Program, Shader};
use js_sys::{Float32Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::future_to_promise;

use workloads::{Landscape, TRAINED, Workload};

/// A network in training.
#[wasm_bindgen]
pub struct Training {
    workload: &'static Workload,
    trainer: Trainer<f32>,
    /// The same in double precision, in which the laboratory trains.
    double: Trainer<f64>,
}

#[wasm_bindgen]
impl Training {
    /// The workload with this name, at its start.
    pub fn named(name: &str) -> Option<Training> {
        let workload = TRAINED.iter().find(|workload| workload.name == name)?;
        Some(Training { workload, trainer: workload.trainer(), double: workload.trainer() })
    }

    /// Takes `steps` steps and returns the loss of the last one.
    pub fn steps(&mut self, count: u32) -> f32 {
        for _ in 0..count {
            self.trainer.step();
        }
        self.trainer.loss()
    }

    /// The same in double precision.
    pub fn double_steps(&mut self, count: u32) -> f64 {
        for _ in 0..count {
            self.double.step();
        }
        self.double.loss()
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
        self.workload.network::<f32>().parameters()[at].value().entries().to_vec()
    }

    /// The samples (0) or their targets (1), sample after sample.
    pub fn data(&self, at: usize) -> Vec<f32> {
        self.workload.batch::<f32>()[at].entries().to_vec()
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

/// The browser's GPU.
#[wasm_bindgen]
pub struct Device(Gpu);

#[wasm_bindgen]
impl Device {
    /// Opens it and tests it.
    pub async fn open() -> Result<Device, JsValue> {
        let gpu = Gpu::open().await.map_err(words)?;
        gpu.check().await.map_err(words)?;
        Ok(Device(gpu))
    }

    /// The training of the workload with this name, at its start.
    pub async fn training(&self, name: &str) -> Result<GpuTraining, JsValue> {
        let workload = TRAINED.iter().find(|workload| workload.name == name).ok_or("no such workload")?;
        let shader = Shader::of(workload.trainer::<f32>().program(), 1).map_err(|error| error.to_string())?;
        Ok(GpuTraining(Rc::new(self.0.load(shader).await.map_err(words)?)))
    }

    /// The landscape, for so many points at once if they fit.
    pub async fn plane(&self, points: usize) -> Result<GpuPlane, JsValue> {
        let program = Landscape::seeded().program();
        Ok(GpuPlane(Rc::new(self.0.load_batch(&program, points, &[]).await.map_err(words)?)))
    }
}

/// A network in training on the GPU.
#[wasm_bindgen]
pub struct GpuTraining(Rc<Loaded>);

#[wasm_bindgen]
impl GpuTraining {
    /// Takes `count` steps; promises the loss of the last one.
    pub fn steps(&self, count: usize) -> Promise {
        let loaded = Rc::clone(&self.0);
        future_to_promise(async move {
            loaded.run(count);
            let losses = loaded.output(0).await.map_err(words)?;
            Ok(losses.first().map_or(JsValue::NULL, |loss| JsValue::from(*loss)))
        })
    }
}

/// The loss of a network over a plane of weights, on the GPU.
#[wasm_bindgen]
pub struct GpuPlane(Rc<Loaded>);

#[wasm_bindgen]
impl GpuPlane {
    /// Promises the losses at points of the plane.
    pub fn losses(&self, x: Vec<f32>, y: Vec<f32>) -> Promise {
        let loaded = Rc::clone(&self.0);
        future_to_promise(async move {
            let losses = loaded.evaluate(&[&x, &y]).await.map_err(words)?.pop().unwrap_or_default();
            Ok(Float32Array::from(losses.as_slice()).into())
        })
    }
}

fn words(error: GpuError) -> JsValue {
    error.to_string().into()
}
