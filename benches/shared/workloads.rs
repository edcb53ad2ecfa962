//! The workloads of the native benchmarks and of the benchmark in the browser.

use fluxion::autodiff::{Number, Tracked, gradient};
use fluxion::nn::{Chain, Trainer, loss, optimiser};
use fluxion::program::Program;
use fluxion::tensor::Tensor;
use fluxion::tensor::random::Random;

/// A network and how to train it.
pub struct Workload {
    /// The name.
    pub name: &'static str,
    /// The sizes of the layers, beginning with the number of features.
    pub sizes: &'static [usize],
    /// The activation of each layer.
    pub activations: &'static [&'static str],
    /// The loss.
    pub loss: &'static str,
    /// The number of samples in a step.
    pub batch: usize,
    /// The learning rate of plain gradient descent.
    pub rate: f64,
}

/// The networks that are trained.
pub static TRAINED: [Workload; 5] = [
    Workload {
        name: "linreg",
        sizes: &[5, 2],
        activations: &["identity"],
        loss: "sse",
        batch: 1,
        rate: 0.01,
    },
    Workload {
        name: "play",
        sizes: &[2, 4, 2, 1],
        activations: &["tanh", "tanh", "tanh"],
        loss: "mse",
        batch: 10,
        rate: 0.03,
    },
    Workload {
        name: "spiral",
        sizes: &[2, 8, 8, 8, 1],
        activations: &["tanh", "tanh", "tanh", "tanh"],
        loss: "mse",
        batch: 32,
        rate: 0.03,
    },
    Workload {
        name: "mlp784",
        sizes: &[784, 128, 10],
        activations: &["relu", "identity"],
        loss: "logitcrossentropy",
        batch: 128,
        rate: 0.05,
    },
    Workload {
        name: "mlp784w",
        sizes: &[784, 512, 512, 10],
        activations: &["relu", "relu", "identity"],
        loss: "logitcrossentropy",
        batch: 128,
        rate: 0.05,
    },
];

/// The network whose loss landscape is computed, and the number of its samples.
const LANDSCAPE: ([usize; 4], usize) = ([2, 8, 8, 1], 200);

impl Workload {
    /// The network with its initial weights.
    pub fn network<T: Number>(&self) -> Chain<T> {
        Chain::dense(self.sizes, self.activations, &mut Random::new(1))
    }

    /// The single batch that all steps use.
    pub fn batch<T: Number>(&self) -> [Tensor<T>; 2] {
        let mut random = Random::new(2);
        let outputs = self.sizes[self.sizes.len() - 1];
        let x = random.tensor(&[self.sizes[0], self.batch], |random| random.between(-1.0, 1.0));
        let y = if self.loss == "logitcrossentropy" {
            let mut entries = vec![T::zero(); outputs * self.batch];
            for sample in 0..self.batch {
                entries[sample * outputs + (random.uniform() * outputs as f64) as usize] = T::one();
            }
            Tensor::from_column_major(&[outputs, self.batch], entries).expect("each column is one sample")
        } else {
            random.tensor(&[outputs, self.batch], |random| random.between(-1.0, 1.0))
        };
        [x, y]
    }

    /// A compiled training step.
    pub fn trainer<T: Number>(&self) -> Trainer<T> {
        let [x, y] = self.batch();
        let (loss, descent) = (loss(self.loss), optimiser("Descent"));
        let mut trainer = Trainer::new(
            &self.network(),
            loss.expect("the loss is in the table"),
            descent.expect("the optimiser is in the table"),
            [&x, &y],
        )
        .expect("the batch fits the network");
        trainer.set_knob(0, self.rate);
        trainer
    }

    /// The loss alone, and the loss with its gradient, to measure what a gradient costs.
    pub fn loss_and_gradient(&self) -> [Program<f32>; 2] {
        let [x, y] = self.batch::<f32>().map(Tracked::leaf);
        let network = self.network::<f32>();
        let parameters = network.parameters();
        let all: Vec<&Tracked<f32>> = parameters.iter().chain([&x, &y]).collect();
        let guess = network.forward(&x).expect("the batch fits the network");
        let value =
            loss(self.loss).expect("the loss is in the table").of(&guess, &y).expect("the shapes agree");
        let slopes = gradient(&value, &parameters.iter().collect::<Vec<_>>());
        let both: Vec<&Tracked<f32>> = std::iter::once(&value).chain(&slopes).collect();
        [Program::compile(&[&value], &all), Program::compile(&both, &all)]
    }
}

/// The network of the landscape, its samples, and the two directions that span its plane of weights.
pub struct Landscape {
    /// The network at the centre of the plane.
    pub network: Chain<f32>,
    /// The samples and their targets.
    pub samples: [Tensor<f32>; 2],
    /// Two directions, each with one array for each parameter.
    pub directions: [Vec<Tensor<f32>>; 2],
}

impl Landscape {
    /// The landscape, which is the same each time.
    pub fn seeded() -> Landscape {
        let mut random = Random::new(3);
        let network = Chain::dense(&LANDSCAPE.0, &["tanh"; 3], &mut random);
        let uniform = |random: &mut Random| random.between(-1.0, 1.0);
        let samples = [random.tensor(&[2, LANDSCAPE.1], uniform), random.tensor(&[1, LANDSCAPE.1], uniform)];
        let mut direction =
            || network.parameters().iter().map(|p| random.tensor(p.value().shape(), uniform)).collect();
        let directions = [direction(), direction()];
        Landscape { network, samples, directions }
    }

    /// The loss as a program of two numbers: the distances along both directions.
    pub fn program(&self) -> Program<f32> {
        const FITS: &str = "directions have the shapes of the parameters";
        let steps = [0.0, 0.0].map(|x| Tracked::leaf(Tensor::scalar(x)));
        let moved = self.network.parameters().into_iter().enumerate().map(|(at, parameter)| {
            let constant = Tracked::constant(parameter.value().clone());
            steps.iter().zip(&self.directions).fold(constant, |sum, (step, direction)| {
                let along = step.times(&Tracked::constant(direction[at].clone())).expect(FITS);
                sum.plus(&along).expect(FITS)
            })
        });
        let [x, y] = self.samples.clone().map(Tracked::constant);
        let guess = self.network.with_parameters(moved).forward(&x).expect(FITS);
        let value = loss("mse").expect("the loss is in the table").of(&guess, &y).expect(FITS);
        Program::compile(&[&value], &[&steps[0], &steps[1]])
    }
}
