//! Trains a small network to tell the two arms of a spiral apart: `cargo run --release --no-default-features
//! --example spiral`.

use fluxion::autodiff::Tracked;
use fluxion::nn::{Chain, DataSet, Trainer, loss, optimiser};
use fluxion::tensor::ShapeError;
use fluxion::tensor::random::Random;

fn main() -> Result<(), ShapeError> {
    let mut random = Random::new(1);
    let spiral = DataSet::named("spiral").expect("the spiral is a data set").samples(400, 0.05, 1);
    let (train, test) = spiral.split(0.5, &mut random);
    let model = Chain::<f32>::dense(&[2, 16, 16, 1], &["tanh", "tanh", "tanh"], &mut random);

    let everything: Vec<usize> = (0..train.points.len()).collect();
    let [x, y] = train.batch(&everything);
    let (mse, adam) = (loss("mse").expect("a loss"), optimiser("ADAM").expect("an optimiser"));
    let mut trainer = Trainer::new(&model, mse, adam, [&x, &y])?;
    trainer.set_knob(0, 0.01);
    for epoch in 1..=3000 {
        trainer.step();
        if epoch % 500 == 0 {
            println!("epoch {epoch:4}: loss {:.4}", trainer.loss());
        }
    }

    let learned = (0..model.parameters().len()).map(|at| Tracked::constant(trainer.parameter(at)));
    let [x, y] = test.batch::<f32>(&(0..test.points.len()).collect::<Vec<_>>());
    let guesses = model.with_parameters(learned).forward(&Tracked::constant(x))?;
    let right = guesses.value().entries().iter().zip(y.entries()).filter(|(guess, y)| **guess * **y > 0.0);
    println!("{} of {} unseen points are classified correctly", right.count(), test.points.len());
    Ok(())
}
