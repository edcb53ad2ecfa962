//! Synthetic data sets with seeds: points of the plane in two classes, and functions of the plane for regression.

use crate::tensor::random::Random;
use crate::tensor::{Real, Tensor};

/// Samples and their targets.
#[derive(Clone, Debug, PartialEq)]
pub struct Samples {
    /// The points, (x₁, x₂), between −6 and 6.
    pub points: Vec<[f64; 2]>,
    /// The targets: −1 or 1 for a class, a number between them for a function.
    pub wanted: Vec<f64>,
}

/// A row of the table of data sets.
#[derive(Debug)]
pub struct DataSet {
    /// Its name.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Whether the target of a point is a number rather than a class.
    pub is_regression: bool,
    make: fn(usize, f64, &mut Random) -> Samples,
}

/// Every data set.
pub static DATA_SETS: &[DataSet] = &[
    classes("circle", "a disc within a ring", circle),
    classes("xor", "opposite quadrants share a class", xor),
    classes("gauss", "two clouds", gauss),
    classes("spiral", "two intertwined arms", spiral),
    classes("moons", "two interlocking crescents", moons),
    regression("plane", "an inclined plane", plane),
    regression("hills", "hills and valleys", hills),
];

const fn classes(
    name: &'static str,
    about: &'static str,
    make: fn(usize, f64, &mut Random) -> Samples,
) -> DataSet {
    DataSet { name, about, is_regression: false, make }
}

const fn regression(
    name: &'static str,
    about: &'static str,
    make: fn(usize, f64, &mut Random) -> Samples,
) -> DataSet {
    DataSet { name, about, is_regression: true, make }
}

impl DataSet {
    /// The set of this name.
    pub fn named(name: &str) -> Option<&'static DataSet> {
        DATA_SETS.iter().find(|set| set.name == name)
    }

    /// A number of samples. `noise`, from 0 to 1, displaces the points (or widens the clouds); equal seeds give equal
    /// samples.
    ///
    /// ```
    /// # use fluxion::nn::DataSet;
    /// let spiral = DataSet::named("spiral").unwrap();
    /// assert_eq!(spiral.samples(100, 0.1, 1), spiral.samples(100, 0.1, 1));
    /// ```
    pub fn samples(&self, count: usize, noise: f64, seed: u64) -> Samples {
        (self.make)(count, noise, &mut Random::new(seed))
    }
}

impl Samples {
    /// Shuffles the samples and splits them: this share of them for training, the rest for testing.
    pub fn split(&self, training: f64, random: &mut Random) -> (Samples, Samples) {
        let mut order: Vec<usize> = (0..self.points.len()).collect();
        random.shuffle(&mut order);
        let count = (training.clamp(0.0, 1.0) * order.len() as f64).round() as usize;
        let pick = |order: &[usize]| Samples {
            points: order.iter().map(|&at| self.points[at]).collect(),
            wanted: order.iter().map(|&at| self.wanted[at]).collect(),
        };
        (pick(&order[..count]), pick(&order[count..]))
    }

    /// The samples with these indices, as a batch: 2 × samples and 1 × samples.
    ///
    /// # Panics
    /// If an index is out of range.
    pub fn batch<T: Real>(&self, places: &[usize]) -> [Tensor<T>; 2] {
        const FITS: &str = "as many entries as places";
        let x = places.iter().flat_map(|&at| self.points[at].map(T::from_f64)).collect();
        let y = places.iter().map(|&at| T::from_f64(self.wanted[at])).collect();
        [
            Tensor::from_column_major(&[2, places.len()], x).expect(FITS),
            Tensor::from_column_major(&[1, places.len()], y).expect(FITS),
        ]
    }
}

/// The class of the sample with this index: the two alternate.
fn class(at: usize) -> f64 {
    if at.is_multiple_of(2) { 1.0 } else { -1.0 }
}

/// Draws each sample from its index.
fn draw(count: usize, mut sample: impl FnMut(usize) -> ([f64; 2], f64)) -> Samples {
    let (points, wanted) = (0..count).map(&mut sample).unzip();
    Samples { points, wanted }
}

fn polar(radius: f64, angle: f64) -> [f64; 2] {
    [radius * libm::cos(angle), radius * libm::sin(angle)]
}

fn jolted(point: [f64; 2], size: f64, random: &mut Random) -> [f64; 2] {
    point.map(|x| x + size * random.between(-1.0, 1.0))
}

fn circle(count: usize, noise: f64, random: &mut Random) -> Samples {
    draw(count, |at| {
        let radius = if class(at) > 0.0 { random.between(0.0, 2.5) } else { random.between(3.5, 5.0) };
        let point = polar(radius, random.between(0.0, std::f64::consts::TAU));
        (jolted(point, noise * 2.5, random), class(at))
    })
}

fn xor(count: usize, noise: f64, random: &mut Random) -> Samples {
    draw(count, |_| {
        // A gap along the axes separates the quadrants.
        let apart = |x: f64| if x > 0.0 { x + 0.3 } else { x - 0.3 };
        let point = [random.between(-5.0, 5.0), random.between(-5.0, 5.0)].map(apart);
        let wanted = if point[0] * point[1] >= 0.0 { 1.0 } else { -1.0 };
        (jolted(point, noise * 2.5, random), wanted)
    })
}

fn gauss(count: usize, noise: f64, random: &mut Random) -> Samples {
    draw(count, |at| {
        let spread = 0.7 + 2.5 * noise;
        let centre = 2.0 * class(at);
        ([centre + spread * random.normal(), centre + spread * random.normal()], class(at))
    })
}

fn spiral(count: usize, noise: f64, random: &mut Random) -> Samples {
    let arm = count.div_ceil(2).max(1) as f64;
    draw(count, |at| {
        let along = (at / 2) as f64 / arm;
        let start = if class(at) > 0.0 { 0.0 } else { std::f64::consts::PI };
        let point = polar(5.0 * along, 1.75 * std::f64::consts::TAU * along + start);
        (jolted(point, noise * 2.0, random), class(at))
    })
}

fn moons(count: usize, noise: f64, random: &mut Random) -> Samples {
    draw(count, |at| {
        let [x, y] = polar(3.0, random.between(0.0, std::f64::consts::PI));
        let point = if class(at) > 0.0 { [x - 1.5, y - 0.75] } else { [1.5 - x, 0.75 - y] };
        (jolted(point, noise * 2.0, random), class(at))
    })
}

fn plane(count: usize, noise: f64, random: &mut Random) -> Samples {
    draw(count, |_| {
        let point = [random.between(-6.0, 6.0), random.between(-6.0, 6.0)];
        ((jolted(point, noise * 2.0, random)), (point[0] + point[1]) / 12.0)
    })
}

fn hills(count: usize, noise: f64, random: &mut Random) -> Samples {
    const HILLS: [([f64; 2], f64); 6] = [
        ([-4.0, 2.5], 1.0),
        ([0.0, 2.5], -1.0),
        ([4.0, 2.5], 1.0),
        ([-4.0, -2.5], -1.0),
        ([0.0, -2.5], 1.0),
        ([4.0, -2.5], -1.0),
    ];
    draw(count, |_| {
        let point = [random.between(-6.0, 6.0), random.between(-6.0, 6.0)];
        let height = |(centre, sign): &([f64; 2], f64)| {
            let distance = libm::hypot(point[0] - centre[0], point[1] - centre[1]);
            sign * (1.0 - distance / 2.0).max(0.0)
        };
        let highest = HILLS.iter().map(height).max_by(|a, b| a.abs().total_cmp(&b.abs()));
        (jolted(point, noise * 2.0, random), highest.unwrap_or(0.0))
    })
}
