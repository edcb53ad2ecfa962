//! Running a program does not allocate: checked for every operation of both tables and a training step with every
//! optimiser, with a counting allocator.

#![allow(clippy::unwrap_used, reason = "a step that fails is a failed test")]

use allocation_counter::measure;
use fluxion::autodiff::{ARRAY_OPS, OPS, Tracked, gradient};
use fluxion::nn::{Chain, LOSSES, Layer, OPTIMISERS, Trainer, optimiser};
use fluxion::program::Program;
use fluxion::tensor::random::Random;

/// Rows whose kernels allocate because they factorise a matrix.
const FACTORISING: &[&str] = &["inv", "det", "solve"];

fn leaf(shape: &[usize]) -> Tracked<f32> {
    Tracked::leaf(Random::new(1).tensor(shape, |random| random.between(0.1, 0.9)))
}

/// The number of allocations of a run after the first.
fn allocations(program: &mut Program<f32>) -> u64 {
    program.run();
    measure(|| program.run()).count_total
}

#[test]
fn elementwise_operations_and_their_gradients_allocate_nothing() {
    for op in OPS.iter() {
        let x: Vec<Tracked<f32>> = (0..op.arity).map(|_| leaf(&[20, 30])).collect();
        let operands: Vec<&Tracked<f32>> = x.iter().collect();
        let y = Tracked::apply(op, &operands).unwrap();
        let slopes = gradient(&y.sum().unwrap(), &operands);
        let outputs: Vec<&Tracked<f32>> = [&y].into_iter().chain(&slopes).collect();
        assert_eq!(allocations(&mut Program::compile(&outputs, &operands)), 0, "{}", op.name);
    }
}

#[test]
fn operations_on_whole_arrays_allocate_nothing() {
    for op in ARRAY_OPS.iter() {
        for (attr, shapes) in (op.samples)() {
            let x: Vec<Tracked<f32>> = shapes.iter().map(|shape| leaf(shape)).collect();
            let operands: Vec<&Tracked<f32>> = x.iter().collect();
            let y = Tracked::array(op, &attr, &operands).unwrap();
            let count = allocations(&mut Program::compile(&[&y], &operands));
            let is_excepted = FACTORISING.contains(&op.name) || operands.len() > 2;
            // Stacks of matrices are copied matrix by matrix.
            let is_stack = op.name == "matmul" && shapes[0].len() > 2;
            assert_eq!(count == 0, !is_excepted && !is_stack, "{} of {shapes:?}: {count}", op.name);
        }
    }
}

#[test]
fn training_allocates_nothing() {
    let mut network = Chain::<f32>::dense(&[4, 16, 3], &["tanh", "identity"], &mut Random::new(1));
    let (x, y) = (leaf(&[4, 50]).value().clone(), leaf(&[3, 50]).value().clone());
    let count = |network: &Chain<f32>, loss, optimiser| {
        let mut trainer = Trainer::new(network, loss, optimiser, [&x, &y]).unwrap();
        trainer.step();
        measure(|| trainer.step()).count_total
    };
    for optimiser in OPTIMISERS {
        assert_eq!(count(&network, &LOSSES[1], optimiser), 0, "{}", optimiser.name);
    }
    for loss in LOSSES {
        assert_eq!(count(&network, loss, optimiser("Descent").unwrap()), 0, "{}", loss.name);
    }
    network.layers.push(Layer::Softmax);
    let crossentropy = fluxion::nn::loss("crossentropy").unwrap();
    assert_eq!(count(&network, crossentropy, optimiser("ADAM").unwrap()), 0);
}
