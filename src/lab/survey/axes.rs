//! The two directions of a landscape, and what lies where in its plane.

use crate::lab::landscape::Plane;
use crate::lab::message::{Axes, Weight};
use crate::lab::network::places;
use crate::lab::picture::place;
use crate::lab::plan::Plan;
use crate::nn::{filter_normalised, principal_directions};
use crate::tensor::Tensor;
use crate::tensor::random::Random;

/// The seed of the directions that stand in for those of a path that has none yet.
const STAND_IN: u64 = 1;

/// A plane in the space of weights.
pub(super) struct Directions {
    /// What it is along; weights that the network does not have are replaced.
    pub axes: Axes,
    /// The weights at (0, 0).
    pub origin: Vec<f64>,
    /// The two directions.
    pub directions: [Vec<f64>; 2],
    /// The share of the path's movement along each.
    pub shares: Option<[f64; 2]>,
}

/// The plane along axes, through the last of the states of a path.
pub(super) fn along(axes: Axes, plan: &Plan, states: &[(u64, &[f64])]) -> Directions {
    let here = states.last().map_or(&[][..], |(_, weights)| weights);
    match axes {
        Axes::Path => of_path(plan, states, here),
        Axes::Random { seed } => {
            let [first, second] = random(plan, here, seed);
            Directions { axes, origin: here.to_vec(), directions: [first, second], shares: None }
        }
        Axes::Weights(weights) => {
            let weights = weights.map(|weight| known(weight, plan));
            let mut origin = here.to_vec();
            let mut directions = [vec![0.0; here.len()], vec![0.0; here.len()]];
            for (direction, weight) in directions.iter_mut().zip(weights) {
                if let Some(at) = place(weight, &plan.sizes) {
                    direction[at] = 1.0;
                    origin[at] = 0.0;
                }
            }
            if weights[0] == weights[1] {
                // A second axis along the same weight leads nowhere.
                directions[1].fill(0.0);
            }
            Directions { axes: Axes::Weights(weights), origin, directions, shares: None }
        }
    }
}

/// A weight, or the first of all if the network does not have it.
fn known(weight: Weight, plan: &Plan) -> Weight {
    place(weight, &plan.sizes).map_or(Weight { layer: 0, unit: 0, from: Some(0) }, |_| weight)
}

fn of_path(plan: &Plan, states: &[(u64, &[f64])], here: &[f64]) -> Directions {
    let is_finite = |weights: &&[f64]| weights.iter().all(|weight| weight.is_finite());
    let path: Vec<Vec<f64>> =
        states.iter().map(|(_, weights)| *weights).filter(is_finite).map(<[f64]>::to_vec).collect();
    let mut principal = principal_directions(&path, 2);
    let shares =
        principal.shares.first().map(|first| [*first, principal.shares.get(1).copied().unwrap_or(0.0)]);
    let start = path.first().map_or(here, Vec::as_slice);
    for (at, direction) in principal.directions.iter_mut().enumerate() {
        // The sign of a direction means nothing: the path begins at the left, and its widest detour leads up.
        let along = |weights: &[f64]| -> f64 {
            weights.iter().zip(here).zip(&*direction).map(|((one, here), by)| (one - here) * by).sum()
        };
        let widest = path.iter().map(|weights| along(weights)).max_by(|a, b| a.abs().total_cmp(&b.abs()));
        let is_turned = if at == 0 { along(start) > 0.0 } else { widest.is_some_and(|widest| widest < 0.0) };
        if is_turned {
            direction.iter_mut().for_each(|by| *by = -*by);
        }
    }
    let mut found = principal.directions.into_iter();
    let directions = random(plan, here, STAND_IN).map(|stand_in| found.next().unwrap_or(stand_in));
    Directions { axes: Axes::Path, origin: here.to_vec(), directions, shares }
}

/// Two filter-normalised directions.
fn random(plan: &Plan, here: &[f64], seed: u64) -> [Vec<f64>; 2] {
    let mut random = Random::new(seed);
    let arrays: Vec<Tensor<f64>> = places(&plan.sizes)
        .zip(plan.sizes.windows(2))
        .map(|((weights, _), sizes)| Tensor::strided(&[sizes[1], sizes[0]], &[sizes[0], 1], &here[weights]))
        .collect();
    [(), ()].map(|()| {
        let drawn = filter_normalised(&arrays, &mut random);
        let mut direction = vec![0.0; here.len()];
        for ((weights, _), array) in places(&plan.sizes).zip(&drawn) {
            direction[weights].iter_mut().zip(array.view().iter()).for_each(|(to, from)| *to = *from);
        }
        direction
    })
}

/// The place in a plane that is nearest to some weights, and the distance from there.
pub(super) fn shadow(plane: &Plane, weights: &[f64]) -> ([f64; 2], f64) {
    let [first, second] = &plane.directions;
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let way: Vec<f64> = weights.iter().zip(&plane.origin).map(|(at, origin)| at - origin).collect();
    let (aa, ab, bb) = (product(first, first), product(first, second), product(second, second));
    let [a, b] = [first, second].map(|direction| product(direction, &way));
    let determinant = aa * bb - ab * ab;
    let at = if determinant > 1e-12 * aa * bb {
        [(a * bb - b * ab) / determinant, (b * aa - a * ab) / determinant]
    } else if aa > 0.0 {
        [a / aa, 0.0]
    } else {
        [0.0; 2]
    };
    let mut below = Vec::with_capacity(weights.len());
    plane.weights(at, &mut below);
    let squares: f64 = weights.iter().zip(&below).map(|(at, below)| (at - below).powi(2)).sum();
    (at, libm::sqrt(squares))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plane(directions: [Vec<f64>; 2]) -> Plane {
        Plane { origin: vec![1.0, 2.0, 3.0], directions, ..Plane::default() }
    }

    #[test]
    fn the_shadow_is_the_nearest_place_even_between_slanted_axes() {
        let slanted = plane([vec![1.0, 0.0, 0.0], vec![1.0, 1.0, 0.0]]);
        let (at, away) = shadow(&slanted, &[4.0, 4.0, 5.0]);
        assert!((at[0] - 1.0).abs() < 1e-12 && (at[1] - 2.0).abs() < 1e-12, "{at:?}");
        assert!((away - 2.0).abs() < 1e-12);
    }

    #[test]
    fn axes_that_lead_nowhere_leave_the_shadow_in_the_middle() {
        let first = vec![0.0, 2.0, 0.0];
        assert_eq!(shadow(&plane([first.clone(), first.clone()]), &[1.0, 6.0, 3.0]), ([2.0, 0.0], 0.0));
        assert_eq!(shadow(&plane([vec![0.0; 3], first]), &[1.0, 6.0, 3.0]), ([0.0, 0.0], 4.0));
    }
}
