//! Initial weights: a table of distributions, each with its scale for a layer.

use crate::tensor::random::Random;

/// A row of the table of initialisers.
#[derive(Debug)]
pub struct Initialiser {
    /// Its name, as in Flux where Flux has it.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    draw: fn([f64; 2], &mut dyn RandomSource) -> f64,
}

/// A generator of random numbers. Programs of the language have their own.
pub trait RandomSource {
    /// A number from 0 to just below 1.
    fn uniform(&mut self) -> f64;

    /// A normally distributed number with mean 0 and deviation 1.
    fn normal(&mut self) -> f64;
}

impl RandomSource for Random {
    fn uniform(&mut self) -> f64 {
        Random::uniform(self)
    }

    fn normal(&mut self) -> f64 {
        Random::normal(self)
    }
}

/// Every initialiser.
///
/// Glorot and Bengio (2010) keep the variance of values and gradients through layers of `tanh`; He et al. (2015),
/// "kaiming", through layers of `relu`; LeCun et al. (1998) keep that of the values alone, which suits `selu`.
pub static INITIALISERS: &[Initialiser] = &[
    Initialiser {
        name: "glorot_uniform",
        about: "uniform, with the standard deviation √(2/(inputs + outputs))",
        draw: |[inputs, outputs], random| (random.uniform() - 0.5) * libm::sqrt(24.0 / (inputs + outputs)),
    },
    Initialiser {
        name: "glorot_normal",
        about: "normal, with the standard deviation √(2/(inputs + outputs))",
        draw: |[inputs, outputs], random| random.normal() * libm::sqrt(2.0 / (inputs + outputs)),
    },
    Initialiser {
        name: "kaiming_uniform",
        about: "uniform, with the standard deviation √(2/inputs)",
        draw: |[inputs, _], random| (random.uniform() - 0.5) * libm::sqrt(24.0 / inputs),
    },
    Initialiser {
        name: "kaiming_normal",
        about: "normal, with the standard deviation √(2/inputs)",
        draw: |[inputs, _], random| random.normal() * libm::sqrt(2.0 / inputs),
    },
    Initialiser {
        name: "lecun_uniform",
        about: "uniform, with the standard deviation √(1/inputs)",
        draw: |[inputs, _], random| (random.uniform() - 0.5) * libm::sqrt(12.0 / inputs),
    },
    Initialiser {
        name: "lecun_normal",
        about: "normal, with the standard deviation √(1/inputs)",
        draw: |[inputs, _], random| random.normal() / libm::sqrt(inputs),
    },
    Initialiser {
        name: "truncated_normal",
        about: "normal with the standard deviation 1, cut off beyond ±2",
        draw: |_, random| loop {
            let x = random.normal();
            if x.abs() <= 2.0 {
                return x;
            }
        },
    },
    Initialiser {
        name: "randn",
        about: "normal, with the standard deviation 1",
        draw: |_, random| random.normal(),
    },
    Initialiser { name: "rand", about: "uniform from 0 to 1", draw: |_, random| random.uniform() },
    Initialiser { name: "zeros", about: "all 0, so that all units learn the same", draw: |_, _| 0.0 },
    Initialiser { name: "ones", about: "all 1, so that all units learn the same", draw: |_, _| 1.0 },
];

/// The initialiser of this name.
pub fn initialiser(name: &str) -> Option<&'static Initialiser> {
    INITIALISERS.iter().find(|initialiser| initialiser.name == name)
}

impl Initialiser {
    /// A weight of a layer with this number of inputs and outputs.
    ///
    /// ```
    /// # use fluxion::nn::initialiser;
    /// # use fluxion::tensor::random::Random;
    /// let mut random = Random::new(1);
    /// let weight = initialiser("glorot_uniform").unwrap().draw(3, 3, &mut random);
    /// assert!(weight.abs() <= 1.0);
    /// assert_eq!(initialiser("zeros").unwrap().draw(3, 3, &mut random), 0.0);
    /// ```
    pub fn draw(&self, inputs: usize, outputs: usize, random: &mut dyn RandomSource) -> f64 {
        (self.draw)([inputs as f64, outputs as f64], random)
    }
}
