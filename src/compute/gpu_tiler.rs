//! A member of a pool that computes tiles on the GPU, in single precision.

use std::collections::VecDeque;

use super::message::{Device, Reply, Request};
use crate::autodiff::Tracked;
use crate::gpu::{Gpu, GpuError, Loaded};
use crate::lab::landscape::{Flaw, Plane, Task, Tile};
use crate::program::Program;
use crate::tensor::Tensor;

/// How often a device that was lost is asked for again.
const TRIES: u32 = 2;

/// The points that a loaded loss is ready for at once, if they fit.
const POINTS: usize = 1 << 16;

/// Computes tiles on a GPU, one after another.
pub struct GpuTiler {
    now: fn() -> f64,
    /// What is done to a device before its self-test.
    prepare: fn(&Gpu),
    gpu: Option<Gpu>,
    /// Whether it was said that no device can be used.
    is_over: bool,
    lost: u32,
    job: u64,
    plane: Plane,
    /// A loss that was compiled, and loaded on the present device.
    loaded: Option<(Task, Loaded)>,
    task: Option<Task>,
    waiting: VecDeque<Tile>,
}

impl GpuTiler {
    /// A member without a device. `now` gives the time in milliseconds.
    pub fn new(now: fn() -> f64) -> GpuTiler {
        GpuTiler::prepared(now, |_| ())
    }

    /// A member that does something to a device before its self-test, for tests.
    pub fn prepared(now: fn() -> f64, prepare: fn(&Gpu)) -> GpuTiler {
        GpuTiler {
            now,
            prepare,
            gpu: None,
            is_over: false,
            lost: 0,
            job: 0,
            plane: Plane::default(),
            loaded: None,
            task: None,
            waiting: VecDeque::new(),
        }
    }

    /// Notes a request; computes nothing.
    pub fn receive(&mut self, request: Request) {
        match request {
            Request::Job { id, job } => {
                self.job = id;
                self.task = Some(job.task);
                self.plane = job.plane;
                self.waiting.clear();
            }
            Request::Tile { id, tile } if id == self.job => self.waiting.push_back(tile),
            Request::Tile { .. } => {}
        }
    }

    /// Whether there is work to do: a device to be opened, or a tile to be computed.
    pub fn has_work(&self) -> bool {
        !self.is_over && (self.gpu.is_none() || !self.waiting.is_empty())
    }

    /// The device, once it is open, so that tests can take it away.
    pub fn gpu(&self) -> Option<&Gpu> {
        self.gpu.as_ref()
    }

    /// Opens a device and tests it, or computes a tile.
    pub async fn work(&mut self, send: &mut dyn FnMut(Reply)) {
        let Some(gpu) = self.gpu.clone() else { return self.open(send).await };
        if gpu.is_lost() {
            return self.lose(GpuError::Lost(String::new()), send);
        }
        let Some(tile) = self.waiting.pop_front() else { return };
        let before = (self.now)();
        let (id, task) = (self.job, self.task.clone().unwrap_or_default());
        match self.compute(&gpu, task, &tile).await {
            Ok(Ok(losses)) => send(Reply::Tile { id, tile, losses, millis: (self.now)() - before }),
            Ok(Err(flaw)) => {
                self.waiting.clear();
                send(Reply::Flaw { id, words: flaw.to_string() });
            }
            Err(error) => {
                send(Reply::Declined { id, tile });
                self.lose(error, send);
            }
        }
    }

    async fn open(&mut self, send: &mut dyn FnMut(Reply)) {
        let checked = match Gpu::open().await {
            Ok(gpu) => {
                (self.prepare)(&gpu);
                gpu.check().await.map(|()| gpu)
            }
            Err(error) => Err(error),
        };
        match checked {
            Ok(gpu) => {
                let name = gpu.name().to_owned();
                self.gpu = Some(gpu);
                send(Reply::Device(Device::Ready { name }));
            }
            Err(error) => self.lose(error, send),
        }
    }

    /// A device cannot be used any longer. A lost one is asked for again, others are not.
    fn lose(&mut self, error: GpuError, send: &mut dyn FnMut(Reply)) {
        self.gpu = None;
        self.loaded = None;
        let id = self.job;
        self.waiting.drain(..).for_each(|tile| send(Reply::Declined { id, tile }));
        self.lost += 1;
        let words = error.to_string();
        let is_final = !matches!(error, GpuError::Lost(_)) || self.lost > TRIES;
        self.is_over = is_final;
        send(Reply::Device(if is_final { Device::Unusable { words } } else { Device::Lost { words } }));
    }

    /// The losses of a tile.
    async fn compute(
        &mut self,
        gpu: &Gpu,
        task: Task,
        tile: &Tile,
    ) -> Result<Result<Vec<f64>, Flaw>, GpuError> {
        if self.loaded.as_ref().is_none_or(|(own, _)| *own != task) {
            self.loaded = None;
            let program = match over_a_plane(&task) {
                Ok(program) => program,
                Err(flaw) => return Ok(Err(flaw)),
            };
            let arrays = 3 * 2 * (task.sizes.len() - 1);
            let common: Vec<usize> = (OWN_INPUTS..OWN_INPUTS + arrays).collect();
            self.loaded = Some((task.clone(), gpu.load_batch(&program, POINTS, &common).await?));
        }
        let Some((_, loaded)) = &self.loaded else { return Ok(Ok(Vec::new())) };
        let mut places = [Vec::new(), Vec::new()];
        for at in tile.places() {
            let place = self.plane.place(at);
            (0..2).for_each(|axis| places[axis].push(place[axis] as f32));
        }
        let plane = [&self.plane.origin, &self.plane.directions[0], &self.plane.directions[1]];
        let arrays: Vec<Vec<f32>> = plane.into_iter().flat_map(|weights| arrays(&task, weights)).collect();
        let inputs: Vec<&[f32]> = places.iter().chain(&arrays).map(Vec::as_slice).collect();
        let losses = loaded.evaluate(&inputs).await?.pop().unwrap_or_default();
        Ok(Ok(losses.into_iter().map(f64::from).collect()))
    }
}

/// The loss of a task over a plane, as a function of (a, b), then of the weights and biases at its origin and along both
/// directions, array after array.
///
/// # Errors
/// What is wrong with the task.
fn over_a_plane(task: &Task) -> Result<Program<f32>, Flaw> {
    const FITS: &str = "origin and directions have the shape of the weights";
    let steps = [0, 1].map(|_| Tracked::leaf(Tensor::scalar(0.0_f32)));
    let mut inputs: [Vec<Tracked<f32>>; 3] = Default::default();
    let loss = task.record_at(|zeros: Tensor<f32>| {
        let own = [(); 3].map(|()| Tracked::leaf(zeros.clone()));
        let [origin, first, second] = &own;
        let along = |step: &Tracked<f32>, direction: &Tracked<f32>| step.times(direction).expect(FITS);
        let first = origin.plus(&along(&steps[0], first)).expect(FITS);
        let moved = first.plus(&along(&steps[1], second)).expect(FITS);
        inputs.iter_mut().zip(own).for_each(|(inputs, own)| inputs.push(own));
        moved
    })?;
    let all: Vec<&Tracked<f32>> = steps.iter().chain(inputs.iter().flatten()).collect();
    Ok(Program::compile(&[&loss], &all))
}

/// How many inputs of [`over_a_plane`] come before those that all points have in common.
const OWN_INPUTS: usize = 2;

/// The weights and biases of a list in its arrays, in single precision.
fn arrays(task: &Task, weights: &[f64]) -> Vec<Vec<f32>> {
    let mut rest = weights.iter().map(|weight| *weight as f32);
    let sizes = task.sizes.windows(2).flat_map(|sizes| [sizes[0] * sizes[1], sizes[1]]);
    sizes.map(|size| rest.by_ref().take(size as usize).collect()).collect()
}
