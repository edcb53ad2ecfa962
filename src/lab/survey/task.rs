//! The task of a laboratory's network: its shape, and the points that it is trained on.

use crate::lab::landscape::Task;
use crate::lab::plan::Plan;

/// The most points that a landscape's loss is measured on. Of more, as many are taken at equal distances.
pub(super) const MOST_POINTS: usize = 512;

/// The task of a plan. Dropout and penalties are left out, as they are from the losses that are shown.
pub(super) fn task(plan: &Plan) -> Task {
    let points = &plan.points;
    let (all, training) = (points.samples.len(), points.training);
    let count = training.min(MOST_POINTS);
    let taken = |at: usize| at * training / count;
    let feature = |own: &[f64]| (0..count).map(|at| own[taken(at)]).collect::<Vec<_>>();
    let activation = |op: &Option<&crate::autodiff::Op>| op.map_or("identity", |op| op.name).to_owned();
    Task {
        sizes: plan.sizes.iter().map(|&size| size as u32).collect(),
        activations: plan.activations.iter().map(activation).collect(),
        loss: plan.loss.name.to_owned(),
        share: if plan.loss.is_sum { 1.0 / count as f64 } else { 1.0 },
        inputs: points.inputs.chunks_exact(all).flat_map(feature).collect(),
        targets: (0..count).map(|at| plan.loss.target(points.samples[taken(at)].wanted)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::lab::landscape::{Evaluator, Flaw, Job, Plane, Tile};
    use crate::lab::losses::LAB_LOSSES;
    use crate::lab::settings::Settings;
    use crate::lab::stepper::Stepper;
    use crate::lab::views::Views;
    use crate::lab::{PRESETS, Preset};
    use crate::nn::filter_normalised;
    use crate::tensor::Tensor;
    use crate::tensor::random::Random;

    /// A plan, and the weights and biases of its network before the first step.
    fn begun(settings: Settings) -> (Rc<Plan>, Vec<f64>) {
        let plan = Rc::new(Plan::of(settings, None).unwrap());
        let mut weights = Stepper::new(Rc::clone(&plan)).memory();
        weights.truncate(plan.parameters());
        (plan, weights)
    }

    /// A job for a plan's network around some weights, along two random directions.
    fn job(plan: &Plan, weights: &[f64], side: u32) -> Job {
        let mut random = Random::new(3);
        let whole = Tensor::from_column_major(&[1, weights.len()], weights.to_vec()).unwrap();
        let mut direction =
            || filter_normalised(std::slice::from_ref(&whole), &mut random)[0].entries().to_vec();
        let directions = [direction(), direction()];
        let plane = Plane { origin: weights.to_vec(), directions, center: [0.0; 2], half: [0.8, 1.1], side };
        Job { task: task(plan), plane }
    }

    fn losses(job: &Job, most: u32) -> Vec<u64> {
        let mut evaluator = Evaluator::new(job).unwrap();
        let side = job.plane.side;
        let mut found = vec![0; (side * side) as usize];
        for tile in Tile::order(side, most) {
            let losses = evaluator.evaluate(&tile);
            for ([column, row], loss) in tile.places().zip(losses) {
                found[(row * side + column) as usize] = loss.to_bits();
            }
        }
        found
    }

    #[test]
    fn a_point_has_the_same_bits_whatever_tile_it_is_computed_in() {
        for preset in PRESETS {
            let (plan, weights) = begun(preset.settings());
            for side in [1, 2, 9, 20, 33] {
                let job = job(&plan, &weights, side);
                let whole = losses(&job, u32::MAX);
                for most in [1, 7, 64, 65, 200] {
                    assert_eq!(losses(&job, most), whole, "{} at most {most} in a tile", preset.set);
                }
                // Each row by another evaluator, as if workers had shared them.
                for row in 0..side {
                    let tile = Tile { level: 0, first: [0, row], step: [1, 1], count: [side, 1] };
                    let own: Vec<u64> =
                        Evaluator::new(&job).unwrap().evaluate(&tile).into_iter().map(f64::to_bits).collect();
                    assert_eq!(own, whole[(row * side) as usize..][..side as usize]);
                }
            }
        }
    }

    #[test]
    fn the_loss_is_the_laboratorys_own_at_the_origin_and_along_the_axes() {
        for row in LAB_LOSSES {
            let mut settings = Preset::named("circle").unwrap().settings();
            settings.training.loss = row.name.into();
            let (plan, weights) = begun(settings);
            let job = job(&plan, &weights, 5);
            let mut evaluator = Evaluator::new(&job).unwrap();
            let mut views = Views::new(&plan);
            for at in [[2, 2], [0, 2], [4, 2], [2, 0], [2, 3]] {
                let mut moved = Vec::new();
                job.plane.weights(job.plane.place(at), &mut moved);
                let shown = views.measure(&moved).losses[0];
                let tile = Tile { level: 0, first: at, step: [1, 1], count: [1, 1] };
                let [own] = evaluator.evaluate(&tile)[..] else { panic!("a point has a loss") };
                assert!((own - shown).abs() <= 1e-12 * shown.abs(), "{}: {own} {shown}", row.name);
                assert_eq!(evaluator.loss_at(&moved).to_bits(), own.to_bits(), "{}", row.name);
            }
            let middle = Tile { level: 0, first: [2, 2], step: [1, 1], count: [1, 1] };
            assert_eq!(evaluator.evaluate(&middle)[0].to_bits(), evaluator.loss_at(&weights).to_bits());
        }
    }

    #[test]
    fn directions_of_zeros_give_level_ground() {
        let (plan, weights) = begun(Settings::default());
        let mut job = job(&plan, &weights, 9);
        job.plane.directions = [vec![0.0; weights.len()], vec![0.0; weights.len()]];
        let found = losses(&job, 64);
        assert!(found.iter().all(|bits| *bits == found[0]));
    }

    #[test]
    fn far_away_the_loss_may_not_be_finite() {
        let mut settings = Preset::named("plane").unwrap().settings();
        settings.output = "identity".into();
        let (plan, weights) = begun(settings);
        let mut job = job(&plan, &weights, 3);
        job.plane.half = [1e200, 1e308];
        let losses: Vec<f64> = losses(&job, 64).into_iter().map(f64::from_bits).collect();
        assert!(losses[4].is_finite(), "the middle is where the weights are");
        assert!(losses.iter().enumerate().all(|(at, loss)| at == 4 || !loss.is_finite()), "{losses:?}");
    }

    #[test]
    fn many_points_are_thinned_out_evenly() {
        let mut settings = Settings::default();
        settings.data.count = 3000;
        settings.data.testing = 0.0;
        let (plan, _) = begun(settings);
        let task = task(&plan);
        assert_eq!((task.points(), task.inputs.len()), (MOST_POINTS, 2 * MOST_POINTS));
        assert_eq!(task.targets[1], plan.points.samples[3000 / MOST_POINTS].wanted);
    }

    #[test]
    fn a_job_that_cannot_be_computed_says_why() {
        let (plan, weights) = begun(Settings::default());
        let good = job(&plan, &weights, 9);
        let check = |spoil: &dyn Fn(&mut Job), flaw: Flaw| {
            let mut bad = good.clone();
            spoil(&mut bad);
            assert_eq!(Evaluator::new(&bad).err(), Some(flaw.clone()));
            let mut evaluator = Evaluator::new(&good).unwrap();
            assert_eq!(evaluator.turn_to(&bad), Err(flaw));
            assert_eq!(evaluator.job(), &good, "the job before is kept");
        };
        check(&|job| job.task.sizes = vec![2], Flaw::Sizes);
        check(&|job| job.task.sizes[1] = 0, Flaw::Sizes);
        check(&|job| job.task.activations[0] = "wiggle".into(), Flaw::Activation("wiggle".into()));
        check(&|job| job.task.activations.clear(), Flaw::Activation(String::new()));
        check(&|job| job.task.loss = "regret".into(), Flaw::Loss("regret".into()));
        check(&|job| job.task.targets.clear(), Flaw::Points);
        check(&|job| job.task.inputs.truncate(7), Flaw::Points);
        check(&|job| job.plane.origin.truncate(7), Flaw::Weights);
        check(&|job| job.plane.directions[1].push(0.0), Flaw::Weights);
    }

    #[test]
    fn another_plane_needs_no_other_program() {
        let (plan, weights) = begun(Settings::default());
        let [one, mut other] = [0, 0].map(|_| job(&plan, &weights, 9));
        other.plane.center = [0.3, -0.2];
        other.plane.half = [0.1, 0.2];
        let mut evaluator = Evaluator::new(&one).unwrap();
        evaluator.turn_to(&other).unwrap();
        let tile = Tile { level: 0, first: [0, 0], step: [1, 1], count: [9, 9] };
        assert_eq!(evaluator.evaluate(&tile), Evaluator::new(&other).unwrap().evaluate(&tile));
    }
}
