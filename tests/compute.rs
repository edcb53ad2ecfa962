//! Pools that compute landscapes: the same bits with any number of workers, and the work goes on when members are late,
//! lost, replaced, or lie. The members are real ones that this test runs in turns, by a clock of its own.

#![allow(clippy::unwrap_used, reason = "a step that fails is a failed test")]

#[path = "compute/simulation.rs"]
mod simulation;

use fluxion::compute::{GpuState, Kind, Placement, Pool, Tiler};
use fluxion::lab::landscape::{Evaluator, Job, Plane, Task, Tile};
use fluxion::tensor::random::Random;

use simulation::{Fate, Simulation, now, pass};

/// A network of two inputs on some points.
fn job(side: u32, seed: u64) -> Job {
    let mut random = Random::new(seed);
    let mut numbers = |count: usize| -> Vec<f64> { (0..count).map(|_| random.between(-1.0, 1.0)).collect() };
    let task = Task {
        sizes: vec![2, 4, 1],
        activations: vec!["tanh".into(), "identity".into()],
        loss: "mse".into(),
        share: 1.0,
        inputs: numbers(20),
        targets: numbers(10),
    };
    let origin = numbers(17);
    let directions = [numbers(17), numbers(17)];
    Job { task, plane: Plane { origin, directions, center: [0.1, 0.2], half: [1.0, 0.7], side } }
}

fn expected(job: &Job) -> Vec<f64> {
    let side = job.plane.side;
    let tile = Tile { level: 0, first: [0, 0], step: [1, 1], count: [side, side] };
    Evaluator::new(job).unwrap().evaluate(&tile)
}

fn bits(losses: &[f64]) -> Vec<u64> {
    losses.iter().map(|loss| loss.to_bits()).collect()
}

fn assert_close(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= 1e-5 * expected.abs().max(1.0), "{found} instead of {expected}");
    }
}

#[test]
fn any_number_of_workers_gives_the_same_bits() {
    for side in [1, 2, 9, 40, 65] {
        let job = job(side, 7);
        let expected = bits(&expected(&job));
        for cores in [1, 2, 3, 8] {
            for forced in [Some(Placement::Thread), Some(Placement::Workers)] {
                let mut simulation = Simulation::new(cores, forced, Fate::Missing);
                let id = simulation.begin(&job);
                assert_eq!(bits(&simulation.finish(id, side)), expected, "{side} {cores} {forced:?}");
                let last_run = simulation.pool.last_run().unwrap();
                assert_eq!((last_run.points as u32, last_run.is_forced), (side * side, true));
            }
        }
    }
}

#[test]
fn a_newer_job_takes_the_place_of_the_one_before() {
    let mut simulation = Simulation::new(4, Some(Placement::Workers), Fate::Missing);
    simulation.begin(&job(65, 1));
    (0..40).for_each(|_| simulation.turn());
    simulation.begin(&job(33, 2));
    (0..5).for_each(|_| simulation.turn());
    let last = job(40, 3);
    let id = simulation.begin(&last);
    assert_eq!(bits(&simulation.finish(id, 40)), bits(&expected(&last)));
}

#[test]
fn workers_that_are_replaced_or_gone_lose_nothing() {
    let job = job(65, 4);
    let mut simulation = Simulation::new(4, Some(Placement::Workers), Fate::Missing);
    let id = simulation.begin(&job);
    for round in 0..30 {
        (0..7).for_each(|_| simulation.turn());
        let ids: Vec<u32> = simulation.members.keys().copied().collect();
        let Some(&member) = ids.get(round % ids.len().max(1)) else { continue };
        let actions = if round % 10 == 9 {
            simulation.members.remove(&member);
            simulation.pool.gone(member, "it broke", now())
        } else {
            let own = simulation.members.get_mut(&member).unwrap();
            own.tiler = Tiler::new(now);
            own.inbox.clear();
            own.has_started = false;
            simulation.pool.replaced(member, now())
        };
        simulation.act(actions);
    }
    assert_eq!(bits(&simulation.finish(id, 65)), bits(&expected(&job)));
}

#[test]
fn where_no_worker_can_be_started_the_pool_says_so() {
    let mut simulation = Simulation::new(2, None, Fate::Missing);
    simulation.begin(&job(33, 5));
    for _ in 0..100 {
        let Some(&member) = simulation.members.keys().next() else { break };
        simulation.members.remove(&member);
        let actions = simulation.pool.gone(member, "the server answered 404", now());
        simulation.act(actions);
    }
    assert_eq!(simulation.pool.flaw(), Some("No worker could be started: the server answered 404."));
    assert!(simulation.members.is_empty() && simulation.pool.job().is_none());
}

#[test]
fn a_flawed_job_is_given_up_with_its_reason() {
    let mut bad = job(33, 6);
    bad.task.activations[0] = "wiggle".into();
    let mut simulation = Simulation::new(2, None, Fate::Missing);
    simulation.begin(&bad);
    (0..50).for_each(|_| simulation.turn());
    let flaw = simulation.pool.flaw().map(str::to_owned).unwrap_or_default();
    assert!(flaw.contains("wiggle"), "{flaw}");
    let good = job(9, 6);
    let id = simulation.begin(&good);
    assert_eq!(bits(&simulation.finish(id, 9)), bits(&expected(&good)), "the next is computed");
}

#[test]
fn little_work_asks_for_nothing() {
    let mut simulation = Simulation::new(8, None, Fate::Works);
    let small = job(9, 8);
    let id = simulation.begin(&small);
    simulation.finish(id, 9);
    assert_eq!((simulation.members.len(), simulation.pool.gpu()), (1, &GpuState::Unasked));
    assert_eq!(simulation.pool.last_run().unwrap().placement, Placement::Thread);
}

#[test]
fn much_work_is_placed_where_it_was_measured_to_be_fastest() {
    let job = job(129, 9);
    let mut simulation = Simulation::new(4, None, Fate::Works);
    for _ in 0..6 {
        let id = simulation.begin(&job);
        let found = simulation.finish(id, 129);
        assert_close(&found, &expected(&job));
    }
    let last_run = simulation.pool.last_run().unwrap();
    assert_eq!(last_run.placement, Placement::Gpu, "{last_run:?}");
    assert_eq!(simulation.pool.gpu(), &GpuState::Ready("test".into()));
    assert!(last_run.expected.iter().all(Option::is_some), "all three were measured: {last_run:?}");
}

#[test]
fn a_plane_too_small_for_single_precision_stays_with_the_workers() {
    let mut tiny = job(65, 10);
    tiny.plane.half = [1e-4, 1e-4];
    let mut simulation = Simulation::new(2, Some(Placement::Gpu), Fate::Works);
    for _ in 0..3 {
        let id = simulation.begin(&tiny);
        assert_eq!(bits(&simulation.finish(id, 65)), bits(&expected(&tiny)));
    }
}

#[test]
fn without_a_gpu_the_workers_compute_and_the_reason_is_known() {
    let job = job(65, 11);
    for forced in [None, Some(Placement::Gpu)] {
        let mut simulation = Simulation::new(2, forced, Fate::Missing);
        for _ in 0..4 {
            let id = simulation.begin(&job);
            assert_eq!(bits(&simulation.finish(id, 65)), bits(&expected(&job)));
        }
        assert_eq!(simulation.pool.gpu(), &GpuState::Unusable("no usable GPU: none".into()));
        assert_eq!(simulation.pool.last_run().unwrap().placement, Placement::Workers);
    }
}

#[test]
fn a_gpu_that_is_lost_or_silent_costs_no_tile() {
    let job = job(65, 12);
    for fate in [Fate::LostAfter(0), Fate::LostAfter(4), Fate::SilentAfter(0), Fate::SilentAfter(5)] {
        let mut simulation = Simulation::new(2, Some(Placement::Gpu), fate);
        for _ in 0..60 {
            let id = simulation.begin(&job);
            let found = simulation.finish(id, 65);
            assert_close(&found, &expected(&job));
            pass(6000.0);
        }
        let is_given_up = matches!(simulation.pool.gpu(), GpuState::Unusable(_));
        assert!(is_given_up, "{fate:?}: asked for again at most twice, {:?}", simulation.pool.gpu());
    }
}

#[test]
fn members_with_nothing_to_do_are_ended() {
    let mut simulation = Simulation::new(4, Some(Placement::Workers), Fate::Missing);
    let id = simulation.begin(&job(65, 13));
    simulation.finish(id, 65);
    assert_eq!(simulation.members.len(), 4);
    pass(30_000.0);
    let actions = simulation.pool.tick(now());
    simulation.act(actions);
    assert!(simulation.members.is_empty());
    let again = job(9, 14);
    let id = simulation.begin(&again);
    assert_eq!(bits(&simulation.finish(id, 9)), bits(&expected(&again)), "they are started again");
}

#[test]
fn members_are_ended_also_after_a_gpu_was_lost_while_it_was_measured() {
    let mut simulation = Simulation::new(2, Some(Placement::Gpu), Fate::Works);
    let id = simulation.begin(&job(65, 16));
    while !simulation.pool.is_calibrating() {
        simulation.turn();
    }
    let (&member, _) = simulation.members.iter().find(|(_, own)| own.kind == Kind::Gpu).unwrap();
    simulation.members.remove(&member);
    let actions = simulation.pool.gone(member, "it broke", now());
    simulation.act(actions);
    simulation.finish(id, 65);
    assert!(!simulation.members.is_empty());
    pass(30_000.0);
    let actions = simulation.pool.tick(now());
    simulation.act(actions);
    assert!(simulation.members.is_empty());
}

#[test]
fn a_choice_computes_the_last_job_once_more() {
    let job = job(65, 15);
    let mut simulation = Simulation::new(2, None, Fate::Works);
    let id = simulation.begin(&job);
    simulation.finish(id, 65);
    for placement in [Placement::Gpu, Placement::Thread, Placement::Workers, Placement::Gpu] {
        let actions = simulation.pool.force(Some(placement), now());
        simulation.act(actions);
        let is_there = |pool: &Pool| pool.last_run().is_some_and(|last_run| last_run.placement == placement);
        for _ in 0..20_000 {
            if is_there(&simulation.pool) && simulation.pool.job().is_none() {
                break;
            }
            simulation.turn();
        }
        assert!(is_there(&simulation.pool), "{placement:?}: {:?}", simulation.pool.last_run());
        assert!(simulation.pool.last_run().is_some_and(|last_run| last_run.is_forced));
    }
}
