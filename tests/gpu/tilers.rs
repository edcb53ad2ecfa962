//! A member of a pool that computes on the GPU: close to the CPU, honest, and asked for again at most twice.

#![allow(clippy::unwrap_used, reason = "a step that fails is a failed test")]

use fluxion::compute::GpuTiler;
use fluxion::compute::message::{Device, Reply, Request};
use fluxion::lab::landscape::{Evaluator, Job, Plane, Task, Tile};
use fluxion::tensor::random::Random;

fn job(side: u32) -> Job {
    let mut random = Random::new(3);
    let mut numbers = |count: usize| -> Vec<f64> { (0..count).map(|_| random.between(-1.0, 1.0)).collect() };
    let task = Task {
        sizes: vec![2, 8, 8, 1],
        activations: vec!["tanh".into(), "relu".into(), "identity".into()],
        loss: "mse".into(),
        share: 0.5,
        inputs: numbers(2 * 60),
        targets: numbers(60),
    };
    let parameters = task.parameters();
    let origin = numbers(parameters);
    let directions = [numbers(parameters), numbers(parameters)];
    Job { task, plane: Plane { origin, directions, center: [0.2, -0.1], half: [1.0, 0.5], side } }
}

async fn worked(tiler: &mut GpuTiler) -> Vec<Reply> {
    let mut replies = Vec::new();
    tiler.work(&mut |reply| replies.push(reply)).await;
    replies
}

/// The tiles of a landscape are close to those of the CPU, whatever their size; another plane of the same task needs no
/// other program.
pub async fn landscapes() {
    let mut tiler = GpuTiler::new(|| 0.0);
    assert!(tiler.has_work(), "it opens a device at once");
    let replies = worked(&mut tiler).await;
    assert!(matches!(replies[..], [Reply::Device(Device::Ready { .. })]), "{replies:?}");
    let mut job = job(33);
    for (id, most) in [(1, 1 << 16), (2, 100)] {
        job.plane.center[0] += 0.1;
        let mut evaluator = Evaluator::new(&job).unwrap();
        tiler.receive(Request::Job { id, job: Box::new(job.clone()) });
        for tile in Tile::order(33, most) {
            tiler.receive(Request::Tile { id, tile });
            let [Reply::Tile { losses, .. }] = &worked(&mut tiler).await[..] else { panic!("a tile") };
            for (found, expected) in losses.iter().zip(evaluator.evaluate(&tile)) {
                let apart = (found - expected).abs() / expected.abs().max(1.0);
                assert!(apart <= 1e-5, "{found} instead of {expected}");
            }
        }
    }
    assert!(!tiler.has_work());
    let mut bad = job.clone();
    bad.task.loss = "regret".into();
    tiler.receive(Request::Job { id: 3, job: Box::new(bad) });
    tiler.receive(Request::Tile { id: 3, tile: Tile::order(33, 100)[0] });
    let replies = worked(&mut tiler).await;
    assert!(
        matches!(&replies[..], [Reply::Flaw { id: 3, words }] if words.contains("regret")),
        "{replies:?}"
    );
}

/// A device that computes something else is found out before it is used.
pub async fn liars() {
    let mut tiler = GpuTiler::prepared(
        || 0.0,
        |gpu| gpu.rewrite(|text| text.replace("= tanh_of(", "= 1.001 * tanh_of(")),
    );
    let replies = worked(&mut tiler).await;
    let [Reply::Device(Device::Unusable { words })] = &replies[..] else { panic!("{replies:?}") };
    assert!(words.contains("wrong result"), "{words}");
    assert!(!tiler.has_work(), "it is not asked for again");
}

/// A device that is lost gives its tiles back and is asked for again, at most twice.
pub async fn losses() {
    let mut tiler = GpuTiler::new(|| 0.0);
    let job = job(9);
    for round in 0..3 {
        worked(&mut tiler).await;
        tiler.gpu().unwrap().lose();
        tiler.receive(Request::Job { id: round + 1, job: Box::new(job.clone()) });
        let tiles = Tile::order(9, 9);
        tiles.iter().for_each(|tile| tiler.receive(Request::Tile { id: round + 1, tile: *tile }));
        let mut replies = Vec::new();
        while tiler.gpu().is_some() {
            replies.extend(worked(&mut tiler).await);
        }
        let news = replies.pop();
        let declined = replies.iter().filter(|reply| matches!(reply, Reply::Declined { .. })).count();
        assert_eq!(declined, tiles.len(), "every tile is given back: {replies:?}");
        let is_right = match news {
            Some(Reply::Device(Device::Lost { .. })) => round < 2,
            Some(Reply::Device(Device::Unusable { .. })) => round == 2,
            _ => false,
        };
        assert!(is_right, "round {round}: {news:?}");
    }
    assert!(!tiler.has_work());
}
