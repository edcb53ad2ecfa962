//! Computes losses: of a tile of a landscape, or at any weights.

use super::job::{Flaw, Job, Task};
use super::tile::Tile;
use crate::autodiff::{Number, Op, Tracked};
use crate::nn::{activation, loss};
use crate::program::Program;
use crate::tensor::Tensor;

/// How many points are computed in one batch, which bounds the memory that their weights take.
const BATCH: usize = 64;

/// The shapes are made from one list of sizes, and were checked against the numbers.
const FITS: &str = "the shapes of a checked task agree";

/// The loss of a task, recorded as a function of the weights.
#[derive(Clone, Debug)]
pub struct Recorded<T> {
    /// The weights (outputs × inputs) and the biases of each layer, in order: leaves of zeros.
    pub parameters: Vec<Tracked<T>>,
    /// The mean loss of a point, a number.
    pub loss: Tracked<T>,
}

impl Task {
    /// Records the loss in any number type.
    ///
    /// # Errors
    /// What is wrong with the task.
    pub fn record<T: Number>(&self) -> Result<Recorded<T>, Flaw> {
        let mut parameters = Vec::new();
        let loss = self.record_at(|zeros| {
            let leaf = Tracked::leaf(zeros);
            parameters.push(leaf.clone());
            leaf
        })?;
        Ok(Recorded { parameters, loss })
    }

    /// Records the loss at weights and biases that the caller gives for arrays of zeros of their shapes: the weights
    /// (outputs × inputs), then the biases of each layer, in order.
    ///
    /// # Errors
    /// What is wrong with the task.
    pub fn record_at<T: Number>(
        &self,
        mut weights: impl FnMut(Tensor<T>) -> Tracked<T>,
    ) -> Result<Tracked<T>, Flaw> {
        let (activations, points) = self.check()?;
        let array = |shape: [usize; 2], entries: &dyn Fn(usize) -> f64| {
            // Arrays are stored column by column.
            let [rows, columns] = shape;
            let at = |index: usize| T::from_f64(entries(index % rows * columns + index / rows));
            let entries = (0..rows * columns).map(at).collect();
            Tensor::from_column_major(&shape, entries).expect(FITS)
        };
        let sizes: Vec<usize> = self.sizes.iter().map(|&size| size as usize).collect();
        let mut value = Tracked::constant(array([sizes[0], points], &|at| self.inputs[at]));
        for (sizes, activation) in sizes.windows(2).zip(activations) {
            let bias = Tensor::from_column_major(&[sizes[1]], vec![T::zero(); sizes[1]]).expect(FITS);
            let (weights, bias) = (weights(array([sizes[1], sizes[0]], &|_| 0.0)), weights(bias));
            value = crate::nn::Dense { weights, bias, activation }.forward(&value).expect(FITS);
        }
        let targets = Tracked::constant(array([sizes[sizes.len() - 1], points], &|at| self.targets[at]));
        let formula = loss(&self.loss).ok_or_else(|| Flaw::Loss(self.loss.clone()))?;
        let loss = formula.of(&value, &targets).expect(FITS);
        Ok(if self.share == 1.0 { loss } else { loss.times(&Tracked::number(self.share)).expect(FITS) })
    }

    /// The activations, and the number of points.
    fn check(&self) -> Result<(Vec<Option<&'static Op>>, usize), Flaw> {
        let [inputs, .., outputs] = self.sizes[..] else { return Err(Flaw::Sizes) };
        if self.sizes.contains(&0) {
            return Err(Flaw::Sizes);
        }
        if self.activations.len() + 1 != self.sizes.len() {
            return Err(Flaw::Activation(String::new()));
        }
        let named = |name: &String| match name.as_str() {
            "identity" => Ok(None),
            _ => activation(name).map(Some).ok_or_else(|| Flaw::Activation(name.clone())),
        };
        let activations = self.activations.iter().map(named).collect::<Result<_, Flaw>>()?;
        if loss(&self.loss).is_none() {
            return Err(Flaw::Loss(self.loss.clone()));
        }
        let points = self.points();
        let is_whole =
            self.inputs.len() == points * inputs as usize && self.targets.len() == points * outputs as usize;
        if points == 0 || !is_whole {
            return Err(Flaw::Points);
        }
        Ok((activations, points))
    }
}

/// A compiled loss, and the plane that it is computed over.
///
/// ```
/// # use fluxion::lab::landscape::{Evaluator, Flaw, Job, Plane, Task, Tile};
/// // One weight and one bias, and two points on the line y = 2x + 1.
/// let task = Task {
///     sizes: vec![1, 1],
///     activations: vec!["identity".into()],
///     loss: "mse".into(),
///     share: 1.0,
///     inputs: vec![-1.0, 1.0],
///     targets: vec![-1.0, 3.0],
/// };
/// let directions = [vec![1.0, 0.0], vec![0.0, 1.0]];
/// let plane = Plane { origin: vec![2.0, 1.0], directions, center: [0.0, 0.0], half: [1.0, 1.0], side: 3 };
/// let mut evaluator = Evaluator::new(&Job { task, plane })?;
/// let losses: Vec<f64> = Tile::order(3, 9).iter().flat_map(|tile| evaluator.evaluate(tile)).collect();
/// assert_eq!(losses, [2.0, 1.0, 2.0, 1.0, 0.0, 1.0, 2.0, 1.0, 2.0]);
/// assert_eq!(evaluator.loss_at(&[2.0, 3.0]), 4.0);
/// # Ok::<(), Flaw>(())
/// ```
pub struct Evaluator {
    job: Job,
    program: Program<f64>,
    /// The number of entries of each input of the program.
    sizes: Vec<usize>,
    /// The weights of a batch, input after input, and those of a point.
    batch: Vec<Vec<f64>>,
    point: Vec<f64>,
}

impl Evaluator {
    /// Compiles the loss of a job.
    ///
    /// # Errors
    /// What is wrong with the job.
    pub fn new(job: &Job) -> Result<Evaluator, Flaw> {
        let Recorded { parameters, loss } = job.task.record::<f64>()?;
        check_plane(job)?;
        let inputs: Vec<_> = parameters.iter().collect();
        let sizes: Vec<usize> =
            parameters.iter().map(|parameter| parameter.value().entries().len()).collect();
        Ok(Evaluator {
            job: job.clone(),
            program: Program::compile(&[&loss], &inputs),
            batch: vec![Vec::new(); sizes.len()],
            sizes,
            point: Vec::new(),
        })
    }

    /// Turns to another job. The program is kept if the task is the same.
    ///
    /// # Errors
    /// What is wrong with the job; the evaluator then keeps the one before.
    pub fn turn_to(&mut self, job: &Job) -> Result<(), Flaw> {
        if job.task != self.job.task {
            *self = Evaluator::new(job)?;
        } else {
            check_plane(job)?;
            self.job.plane.clone_from(&job.plane);
        }
        Ok(())
    }

    /// The job.
    pub fn job(&self) -> &Job {
        &self.job
    }

    /// The losses of a tile, row after row. They can be infinite or NaN.
    pub fn evaluate(&mut self, tile: &Tile) -> Vec<f64> {
        let mut losses = Vec::with_capacity(tile.points());
        let mut waiting = 0;
        for at in tile.places() {
            self.point.clear();
            self.job.plane.weights(self.job.plane.place(at), &mut self.point);
            self.push_point();
            waiting += 1;
            if waiting == BATCH {
                self.run(&mut losses);
                waiting = 0;
            }
        }
        if waiting > 0 {
            self.run(&mut losses);
        }
        losses
    }

    /// The loss at any weights and biases, in the order of [`Plane::origin`](super::Plane::origin).
    ///
    /// # Panics
    /// If their number is not that of the network.
    pub fn loss_at(&mut self, weights: &[f64]) -> f64 {
        assert_eq!(
            weights.len(),
            self.sizes.iter().sum::<usize>(),
            "there is a number for each weight and bias"
        );
        self.point.clear();
        self.point.extend_from_slice(weights);
        self.push_point();
        let mut losses = Vec::new();
        self.run(&mut losses);
        losses.pop().unwrap_or(f64::NAN)
    }

    fn push_point(&mut self) {
        let mut rest = self.point.as_slice();
        for (batch, size) in self.batch.iter_mut().zip(&self.sizes) {
            let (own, after) = rest.split_at(*size);
            batch.extend_from_slice(own);
            rest = after;
        }
    }

    fn run(&mut self, losses: &mut Vec<f64>) {
        let inputs: Vec<&[f64]> = self.batch.iter().map(Vec::as_slice).collect();
        losses.extend(self.program.run_batch(&inputs).swap_remove(0));
        self.batch.iter_mut().for_each(Vec::clear);
    }
}

fn check_plane(job: &Job) -> Result<(), Flaw> {
    let parameters = job.task.parameters();
    let [first, second] = &job.plane.directions;
    let is_whole = [&job.plane.origin, first, second].iter().all(|list| list.len() == parameters);
    is_whole.then_some(()).ok_or(Flaw::Weights)
}
