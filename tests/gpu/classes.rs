//! Infinities, NaN and numbers far away: every row gives the same class of value on both, and close values where they are
//! finite.

#![allow(clippy::unwrap_used, reason = "a step that fails is a failed test")]

use fluxion::autodiff::{ARRAY_OPS, OPS, Tracked};
use fluxion::gpu::Gpu;
use fluxion::program::{Program, Shader};
use fluxion::tensor::Tensor;

/// What every operand is, in every combination. Numbers that only a denormal result could tell apart are left out, because
/// a device may round denormal numbers to 0.
const FAR: [f32; 17] = [
    f32::NAN,
    f32::INFINITY,
    f32::NEG_INFINITY,
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -2.0,
    3.25,
    -0.8,
    1e-20,
    60.0,
    -85.5,
    12_345.679,
    -1e9,
    3e38,
];

/// The tolerance, relative to the larger of 1 and the size of the value.
const CLOSE: f64 = 1e-5;

fn class(x: f32) -> &'static str {
    match x {
        x if x.is_nan() => "NaN",
        f32::INFINITY => "∞",
        f32::NEG_INFINITY => "−∞",
        _ => "finite",
    }
}

/// What differs.
fn differences(name: &str, operands: &[Vec<f32>], found: &[f32], expected: &[f32]) -> Vec<String> {
    assert_eq!(found.len(), expected.len(), "{name}");
    let mut all = Vec::new();
    for (at, (&found, &expected)) in found.iter().zip(expected).enumerate() {
        let apart = f64::from(found - expected).abs() / f64::from(expected).abs().max(1.0);
        let is_same = class(found) == class(expected) && (!expected.is_finite() || apart <= CLOSE);
        if !is_same {
            let x: Vec<f32> = operands.iter().map(|operand| operand[at % operand.len()]).collect();
            all.push(format!("{name}, entry {at} of {x:?}: {found} instead of {expected}"));
        }
    }
    all
}

async fn run(gpu: &Gpu, name: &str, program: &mut Program<f32>) -> (Vec<f32>, Vec<f32>) {
    let loaded =
        gpu.load(Shader::of(program, 1).unwrap()).await.unwrap_or_else(|error| panic!("{name}: {error}"));
    loaded.run(1);
    program.run();
    let mut expected = Vec::new();
    program.read_output(0, &mut expected);
    (loaded.output(0).await.unwrap(), expected)
}

/// Every elementwise row on every combination of these numbers.
pub async fn elementwise(gpu: &Gpu) {
    let mut all = Vec::new();
    for op in OPS.iter() {
        let count = FAR.len().pow(op.arity as u32);
        let operands: Vec<Vec<f32>> = (0..op.arity as u32)
            .map(|at| (0..count).map(|index| FAR[index / FAR.len().pow(at) % FAR.len()]).collect())
            .collect();
        let leaf =
            |entries: &Vec<f32>| Tracked::leaf(Tensor::from_column_major(&[count], entries.clone()).unwrap());
        let x: Vec<Tracked<f32>> = operands.iter().map(leaf).collect();
        let x: Vec<&Tracked<f32>> = x.iter().collect();
        let y = Tracked::apply(op, &x).unwrap();
        let (found, expected) = run(gpu, op.name, &mut Program::compile(&[&y], &x)).await;
        all.extend(differences(op.name, &operands, &found, &expected));
    }
    assert!(all.is_empty(), "{} differences:\n{}", all.len(), all.join("\n"));
}

/// Every row on whole arrays, with each of these numbers in place of one entry of the first operand.
pub async fn arrays(gpu: &Gpu) {
    let mut all = Vec::new();
    for op in ARRAY_OPS.iter() {
        let Some((attr, shapes)) = (op.samples)().into_iter().next() else { continue };
        for special in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e20] {
            let fill = |(at, shape): (usize, &Vec<usize>)| {
                let count: usize = shape.iter().product();
                let mut entries: Vec<f32> =
                    (0..count).map(|index| 0.3 + 0.17 * (index * index % 11) as f32).collect();
                if at == 0 && count > 0 {
                    entries[count / 2] = special;
                }
                Tracked::leaf(Tensor::from_column_major(shape, entries).unwrap())
            };
            let x: Vec<Tracked<f32>> = shapes.iter().enumerate().map(fill).collect();
            let x: Vec<&Tracked<f32>> = x.iter().collect();
            let y = Tracked::array(op, &attr, &x).unwrap();
            let name = format!("{} of {shapes:?} with {special}", op.name);
            let (found, expected) = run(gpu, &name, &mut Program::compile(&[&y], &x)).await;
            all.extend(differences(&name, &[], &found, &expected));
        }
    }
    assert!(all.is_empty(), "{} differences:\n{}", all.len(), all.join("\n"));
}
