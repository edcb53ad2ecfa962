//! The WGSL of programs: every operation of both tables and whole training steps are validated by `naga` and `tint`, if
//! they are installed. The results are compared in `tests/gpu.rs` and `tests/web`.

#![allow(clippy::unwrap_used, reason = "a step that fails is a failed test")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs};

use fluxion::autodiff::{ARRAY_OPS, OPS, Tracked, gradient, wgsl};
use fluxion::nn::{Chain, DataSet, OPTIMISERS, Trainer, loss};
use fluxion::program::{Program, Shader};
use fluxion::tensor::{random::Random, row_strides};

fn leaf(shape: &[usize]) -> Tracked<f32> {
    Tracked::leaf(Random::new(1).tensor(shape, |random| random.between(0.1, 0.9)))
}

fn texts(program: &Program<f32>) -> Vec<String> {
    Shader::of(program, 3).unwrap().dispatches.into_iter().map(|dispatch| dispatch.text).collect()
}

/// The WGSL of each row with its gradient.
fn rows() -> Vec<String> {
    let mut all = Vec::new();
    for op in OPS.iter() {
        let x: Vec<Tracked<f32>> = (0..op.arity).map(|_| leaf(&[2, 3])).collect();
        let operands: Vec<&Tracked<f32>> = x.iter().collect();
        let y = Tracked::apply(op, &operands).unwrap();
        let slopes = gradient(&y.sum().unwrap(), &operands);
        let outputs: Vec<&Tracked<f32>> = [&y].into_iter().chain(&slopes).collect();
        all.extend(texts(&Program::compile(&outputs, &operands)));
    }
    for op in ARRAY_OPS.iter() {
        for (attr, shapes) in (op.samples)() {
            let x: Vec<Tracked<f32>> = shapes.iter().map(|shape| leaf(shape)).collect();
            let operands: Vec<&Tracked<f32>> = x.iter().collect();
            let y = Tracked::array(op, &attr, &operands).unwrap();
            all.extend(texts(&Program::compile(&[&y], &operands)));
        }
    }
    all
}

/// The WGSL of a training step with each optimiser.
fn training() -> Vec<String> {
    let places: Vec<usize> = (0..100).collect();
    let [x, y] = DataSet::named("spiral").unwrap().samples(100, 0.0, 1).batch(&places);
    let network = Chain::<f32>::dense(&[2, 8, 1], &["tanh", "tanh"], &mut Random::new(1));
    let step = |optimiser| {
        let mut trainer = Trainer::new(&network, loss("mse").unwrap(), optimiser, [&x, &y]).unwrap();
        texts(trainer.program())
    };
    OPTIMISERS.iter().flat_map(step).collect()
}

/// Runs a validator on the files, or prints that it is not installed.
fn read_by(tool: &str, arguments: &[&str], files: &[&Path]) {
    let mut command = Command::new(tool);
    command.args(arguments).args(files).stdout(Stdio::null()).stderr(Stdio::piped());
    match command.output() {
        Ok(output) => assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr)),
        Err(_) => println!("{tool} is not installed: it did not validate the WGSL"),
    }
}

#[test]
fn every_text_is_valid() {
    let mut texts = rows();
    texts.extend(training());
    texts.sort();
    texts.dedup();
    assert!(texts.len() > OPS.len() + ARRAY_OPS.len(), "every operation has its own WGSL");
    let folder = env::temp_dir().join(format!("fluxion-shaders-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let files: Vec<_> = (0..texts.len()).map(|at| folder.join(format!("{at}.wgsl"))).collect();
    for (file, text) in files.iter().zip(&texts) {
        fs::write(file, text).unwrap();
    }
    let files: Vec<&Path> = files.iter().map(|file| file.as_path()).collect();
    read_by("naga", &["--bulk-validate"], &files);
    files.iter().for_each(|file| read_by("tint", &["--format", "wgsl"], &[file]));
    fs::remove_dir_all(&folder).unwrap();
}

/// Evaluates an expression of integers, `/`, `%`, `*` and `+` as WGSL does.
fn place(expression: &str, at: usize) -> usize {
    let product = |term: &str| {
        let mut words = term.split(' ');
        let number = |word: &str| if word == "at" { at } else { word.trim_end_matches('u').parse().unwrap() };
        let mut value = number(words.next().unwrap());
        while let (Some(operator), Some(word)) = (words.next(), words.next()) {
            value = match operator {
                "/" => value / number(word),
                "%" => value % number(word),
                _ => value * number(word),
            };
        }
        value
    };
    expression.split(" + ").map(product).sum()
}

#[test]
fn a_strided_index_reaches_every_entry() {
    let check = |shape: &[usize], strides: &[usize]| {
        let walk = wgsl::strided_index("at", shape, strides);
        for at in 0..shape.iter().product() {
            let digits = row_strides(shape).into_iter().zip(shape).map(|(apart, size)| at / apart % size);
            let expected: usize = digits.zip(strides).map(|(digit, stride)| digit * stride).sum();
            assert_eq!(place(&walk, at), expected, "{shape:?} {strides:?}: {walk}, entry {at}");
        }
    };
    check(&[], &[]);
    check(&[4], &[1]);
    check(&[2, 3], &[3, 1]);
    check(&[2, 3], &[1, 2]);
    check(&[2, 1, 3], &[3, 7, 1]);
    check(&[2, 3, 4], &[12, 4, 1]);
    check(&[2, 3, 4], &[0, 4, 1]);
    check(&[2, 3, 4], &[24, 8, 2]);
    check(&[4, 3, 2], &[1, 4, 12]);
    check(&[2, 3], &[0, 0]);
}

#[test]
fn a_sum_of_many_is_shared_by_a_workgroup() {
    let long = leaf(&[1000]);
    let all = texts(&Program::compile(&[&long.sum().unwrap()], &[&long]));
    assert!(all[0].contains("workgroupBarrier"), "{}", all[0]);
    let short = leaf(&[10]);
    let all = texts(&Program::compile(&[&short.sum().unwrap()], &[&short]));
    assert!(!all[0].contains("workgroupBarrier"), "{}", all[0]);
}
