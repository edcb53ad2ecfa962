//! Races in the kernel: optimisers from the table on the learner's own landscape.

use crate::Page;
use fluxion::kernel::query::{Course, Leg, Race, Runner};

const BOWL: &str = "bowl(x, y) = x^2 + 3y^2";

fn runner(optimiser: &str, legs: &[(u32, &[f64])]) -> Runner {
    let leg = |(from, knobs): &(u32, &[f64])| Leg { from: *from, knobs: knobs.to_vec() };
    Runner { optimiser: optimiser.into(), legs: legs.iter().map(leg).collect() }
}

fn race(of: &str, runners: Vec<Runner>, steps: u32) -> Race {
    Race { of: of.into(), start: vec!["x".into(), "y".into()], runners, steps }
}

fn courses(cell: &str, runners: Vec<Runner>, steps: u32) -> Vec<Course> {
    let mut page = Page::open(&[("x", 1.0), ("y", 1.0)], &[cell]);
    page.ask(1, race("bowl", runners, steps));
    page.settle();
    page.answer::<Race>(1).courses
}

#[track_caller]
fn near(got: [f64; 2], expected: [f64; 2]) {
    assert!(got.iter().zip(expected).all(|(one, other)| (one - other).abs() < 1e-12), "{got:?} {expected:?}");
}

#[test]
fn each_runner_takes_the_steps_of_its_optimiser() {
    // Code that branches on data cannot be replayed, but the numbers are the same.
    let branching = BOWL.replace("x^2", "(y > 100 ? 7 : 1) * x^2");
    for cell in [BOWL, &branching] {
        let runners = vec![runner("Descent", &[(0, &[0.1])]), runner("Momentum", &[(0, &[0.1, 0.9])])];
        let [descent, momentum] = &courses(cell, runners, 2)[..] else { panic!() };
        near(descent.points[1], [0.8, 0.4]);
        near(descent.points[2], [0.64, 0.16]);
        near(descent.gradients[1], [1.6, 2.4]);
        near(descent.velocities[1], [0.0, 0.0]);
        near(momentum.points[2], [0.46, -0.38]);
        near(momentum.velocities[0], [0.0, 0.0]);
        near(momentum.velocities[1], [-0.18, -0.54]);
        assert!((descent.values[1] - 1.12).abs() < 1e-12);
        assert_eq!((&descent.runaway, &descent.ended), (&None, &None));
    }
}

#[test]
fn a_fork_takes_the_same_steps_and_then_its_own() {
    let legs: [(u32, &[f64]); 2] = [(0, &[0.1, 0.9]), (1, &[0.05, 0.9])];
    let runners = vec![runner("Momentum", &legs[..1]), runner("Momentum", &legs)];
    let [whole, fork] = &courses(BOWL, runners, 3)[..] else { panic!() };
    assert_eq!(whole.points[..2], fork.points[..2]);
    // It keeps its velocity: only the new gradient is scaled by the new rate.
    near(fork.points[2], [0.8 - 0.18 - 0.08, 0.4 - 0.54 - 0.12]);
}

#[test]
fn a_diverging_runner_is_reported_with_its_last_healthy_step_and_the_curvature() {
    let legs: [(u32, &[f64]); 2] = [(0, &[0.1]), (2, &[0.5])];
    let [lost, held] = &courses(BOWL, vec![runner("Descent", &legs), runner("Descent", &legs[..1])], 80)[..]
    else {
        panic!()
    };
    let runaway = lost.runaway.as_ref().expect("the second leg tips");
    // y is 0.16 when the rate changes, and doubles with each step after that: 3(0.16 · 2³)² exceeds 4.
    assert_eq!((runaway.healthy, runaway.curvature), (4, Some(6.0)));
    assert!(lost.ended.as_ref().is_some_and(|why| why.ends_with("it is out of all bounds")));
    assert!(lost.points.len() < 80 && held.points.len() == 81);
    assert_eq!(held.runaway, None);
}

#[test]
fn races_that_cannot_run_are_errors() {
    let mut page = Page::open(&[("x", 1.0), ("y", 1.0)], &[BOWL]);
    page.ask(1, race("bowl", vec![runner("Sprint", &[])], 5));
    page.ask(2, race("nothing_here", vec![runner("ADAM", &[])], 5));
    page.settle();
    assert_eq!(page.problem(1).message, "there is no optimiser `Sprint`");
    assert_eq!(page.problem(2).message, "UndefVarError: nothing_here not defined");
}
