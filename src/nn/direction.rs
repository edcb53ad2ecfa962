//! Directions in a network's parameter space, along which its loss landscape is drawn.

use crate::tensor::random::Random;
use crate::tensor::{Real, Tensor};

/// A random *filter-normalised* direction (Li et al., "Visualizing the Loss Landscape of Neural Nets", 2018): for each
/// unit it is as long as the unit's weights, so that a step along it means the same for large and small weights. A unit
/// is a row of a matrix; the direction is 0 for vectors (biases).
///
/// ```
/// # use fluxion::nn::filter_normalised;
/// # use fluxion::tensor::{Tensor, random::Random};
/// let weights = Tensor::from_column_major(&[2, 2], vec![3.0, 0.0, 4.0, 0.0])?;
/// let direction = filter_normalised(&[weights], &mut Random::new(1)).remove(0);
/// let row = |at: usize| f64::hypot(direction.entries()[at], direction.entries()[at + 2]);
/// assert!((row(0) - 5.0).abs() < 1e-12);
/// assert_eq!(row(1), 0.0);
/// # Ok::<(), fluxion::tensor::ShapeError>(())
/// ```
pub fn filter_normalised<T: Real>(parameters: &[Tensor<T>], random: &mut Random) -> Vec<Tensor<T>> {
    let direction = |parameter: &Tensor<T>| {
        let &[rows, columns] = parameter.shape() else { return parameter.map(|_| T::zero()) };
        let mut drawn: Vec<f64> = (0..rows * columns).map(|_| random.normal()).collect();
        for row in 0..rows {
            let length = |of: &dyn Fn(usize) -> f64| {
                let squares: f64 = (0..columns).map(|column| of(row + column * rows).powi(2)).sum();
                libm::sqrt(squares)
            };
            let wanted = length(&|at| parameter.entries()[at].to_f64());
            let own = length(&|at| drawn[at]);
            for column in 0..columns {
                drawn[row + column * rows] *= wanted / own;
            }
        }
        let entries = drawn.into_iter().map(T::from_f64).collect();
        Tensor::from_column_major(parameter.shape(), entries).expect("a number was drawn for every entry")
    };
    parameters.iter().map(direction).collect()
}

/// The directions along which a path moved most, and the share of its movement along each.
#[derive(Clone, Debug, PartialEq)]
pub struct Principal {
    /// Orthonormal directions, that of the largest movement first.
    pub directions: Vec<Vec<f64>>,
    /// The share of all movement along each direction; their sum is at most 1.
    pub shares: Vec<f64>,
}

/// The first `count` principal components of a path relative to its end; fewer if it moves along fewer directions.
/// `path` holds all parameters of a network, concatenated, for a number of steps.
///
/// ```
/// # use fluxion::nn::principal_directions;
/// let path = [vec![3.0, 0.0, 1.0], vec![2.0, 0.5, 1.0], vec![1.0, 0.0, 1.0], vec![0.0, 0.0, 1.0]];
/// let plane = principal_directions(&path, 2);
/// assert!(plane.directions[0][0].abs() > 0.99);
/// assert!(plane.directions[1][1].abs() > 0.99);
/// assert!((plane.shares[0] + plane.shares[1] - 1.0).abs() < 1e-12);
/// ```
///
/// # Panics
/// If the points of the path differ in size.
pub fn principal_directions(path: &[Vec<f64>], count: usize) -> Principal {
    let mut principal = Principal { directions: Vec::new(), shares: Vec::new() };
    let Some((end, _)) = path.split_last() else { return principal };
    assert!(
        path.iter().all(|point| point.len() == end.len()),
        "all points have the same number of coordinates"
    );
    let moved: Vec<Vec<f64>> =
        path.iter().map(|point| point.iter().zip(end).map(|(x, end)| x - end).collect()).collect();
    // There are fewer points than parameters, so the components are computed as combinations of the points.
    let products: Vec<Vec<f64>> = moved
        .iter()
        .map(|a| moved.iter().map(|b| a.iter().zip(b).map(|(x, y)| x * y).sum()).collect())
        .collect();
    let total: f64 = (0..moved.len()).map(|at| products[at][at]).sum();
    let (values, vectors) = eigen(products);
    let mut order: Vec<usize> = Vec::new();
    for at in 0..values.len() {
        let before = order.partition_point(|&other| values[other].total_cmp(&values[at]).is_ge());
        order.insert(before, at);
    }
    for &at in order.iter().take(count).filter(|&&at| values[at] > 1e-12 * total) {
        let scale = 1.0 / libm::sqrt(values[at]);
        let along = |coordinate: usize| -> f64 {
            moved.iter().zip(&vectors).map(|(point, row)| row[at] * point[coordinate] * scale).sum()
        };
        principal.directions.push((0..end.len()).map(along).collect());
        principal.shares.push(values[at] / total);
    }
    principal
}

/// The eigenvalues of a symmetric matrix, in no order, and its eigenvectors as columns, by Jacobi rotations.
///
/// ```
/// # use fluxion::nn::eigen;
/// let (values, vectors) = eigen(vec![vec![2.0, 1.0], vec![1.0, 2.0]]);
/// let largest = if values[0] > values[1] { 0 } else { 1 };
/// assert!((values[largest] - 3.0).abs() < 1e-12);
/// assert!((vectors[0][largest] - vectors[1][largest]).abs() < 1e-12);
/// ```
pub fn eigen(mut a: Vec<Vec<f64>>) -> (Vec<f64>, Vec<Vec<f64>>) {
    const SWEEPS: usize = 30;
    let n = a.len();
    let mut vectors: Vec<Vec<f64>> =
        (0..n).map(|row| (0..n).map(|column| f64::from(u8::from(row == column))).collect()).collect();
    for _ in 0..SWEEPS {
        let off: f64 = (0..n).flat_map(|p| (0..p).map(move |q| (p, q))).map(|(p, q)| a[p][q].powi(2)).sum();
        let on: f64 = (0..n).map(|p| a[p][p].powi(2)).sum();
        if off <= 1e-30 * on {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                if a[p][q] == 0.0 {
                    continue;
                }
                // The rotation that makes this entry 0.
                let slope = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
                let tangent = slope.signum() / (slope.abs() + libm::hypot(slope, 1.0));
                let cosine = 1.0 / libm::hypot(tangent, 1.0);
                let sine = tangent * cosine;
                let turn =
                    |x: &mut f64, y: &mut f64| (*x, *y) = (cosine * *x - sine * *y, sine * *x + cosine * *y);
                for row in a.iter_mut().chain(vectors.iter_mut()) {
                    let (left, right) = row.split_at_mut(q);
                    turn(&mut left[p], &mut right[0]);
                }
                let (above, below) = a.split_at_mut(q);
                above[p].iter_mut().zip(&mut below[0]).for_each(|(x, y)| turn(x, y));
            }
        }
    }
    ((0..n).map(|at| a[at][at]).collect(), vectors)
}
