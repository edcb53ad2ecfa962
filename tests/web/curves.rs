//! Training curves and the bits of their losses, which are the same natively and in wasm.

use fluxion::lab::digits::{RealSet, Recogniser, Setup, message as real};
use fluxion::lab::message::{Reply, Request};
use fluxion::lab::{Lab, Settings};

#[path = "../../benches/shared/workloads.rs"]
#[expect(dead_code, reason = "only the benchmarks use the rest of the workloads")]
mod workloads;

/// The expected curves.
pub const CURVES: &str = include_str!("curves.txt");

/// The networks that use only our own matrix products, and so have the same bits on every machine.
const NETWORKS: [&str; 3] = ["linreg", "play", "spiral"];
const STEPS: usize = 500;

/// For each network, every fiftieth loss and a hash of all five hundred.
pub fn curves() -> String {
    let line = |name: &&str| {
        let network = workloads::TRAINED.iter().find(|network| network.name == *name);
        let mut trainer = network.expect("the network is in the table").trainer::<f32>();
        let mut all = 0_u64;
        let mut shown = Vec::new();
        for step in 1..=STEPS {
            trainer.step();
            let bits = trainer.loss().to_bits();
            // The FNV hash (Fowler, Noll and Vo) over every bit of every loss.
            all = (all ^ u64::from(bits)).wrapping_mul(0x100_0000_01b3);
            if step % 50 == 0 {
                shown.push(format!("{bits:08x}"));
            }
        }
        format!("{name} {} {all:016x}\n", shown.join(" "))
    };
    NETWORKS.iter().map(line).collect::<String>() + &laboratory() + &digits()
}

/// The same of the laboratory's default: the losses that were measured in its first steps, and a hash of its weights and
/// biases after them.
fn laboratory() -> String {
    let mut lab = Lab::new(|| 0.0);
    lab.receive(Request::Set(Settings::default()));
    lab.receive(Request::Steps(STEPS as u32));
    let mut picture = None;
    while lab.has_work() {
        lab.work(&mut |reply| {
            if let Reply::Picture(new) = reply {
                picture = Some(new);
            }
        });
    }
    let picture = picture.expect("the laboratory sends a picture at the end");
    let curve = picture.curve.expect("the first picture has a curve");
    let shown: Vec<String> =
        curve.training.iter().rev().take(10).map(|loss| format!("{:016x}", loss.to_bits())).collect();
    let numbers = picture.layers.iter().flat_map(|layer| layer.weights.iter().chain(&layer.biases));
    let all = numbers.fold(0_u64, |all, number| (all ^ number.to_bits()).wrapping_mul(0x100_0000_01b3));
    format!("laboratory {} {} {all:016x}\n", picture.step, shown.join(" "))
}

/// The same of the network that learns handwritten digits: its losses after each of five epochs, how many digits of the test
/// it is right about, and a hash of the weights of its first layer.
fn digits() -> String {
    let set = RealSet::named("digits").expect("the table has the digits");
    let bytes = include_bytes!("../../data/digits.bin").to_vec();
    let mut recogniser = Recogniser::new(|| 0.0);
    recogniser.receive(real::Request::Open { set: set.name.to_owned(), bytes, setup: Setup::of(set) });
    recogniser.receive(real::Request::Train { epochs: 5, pace: 0 });
    let (mut course, mut verdict, mut last) = (None, None, None);
    while recogniser.has_work() {
        let mut drawn = None;
        recogniser.work(&mut |reply| {
            if let real::Reply::Picture(mut picture) = reply {
                drawn = Some(picture.number);
                course = picture.course.take().or(course.take());
                verdict = picture.verdict.take().or(verdict.take());
                last = Some(picture);
            }
        });
        drawn.into_iter().for_each(|number| recogniser.receive(real::Request::Drawn(number)));
    }
    let picture = last.expect("the recogniser sends a picture at the end");
    let (course, verdict) = course.zip(verdict).expect("the first picture has everything");
    let shown: Vec<String> = course.losses[1].iter().map(|loss| format!("{:016x}", loss.to_bits())).collect();
    let weights = picture.filters.iter().flatten();
    let all =
        weights.fold(0_u64, |all, weight| (all ^ u64::from(weight.to_bits())).wrapping_mul(0x100_0000_01b3));
    format!("digits {} {} {} {all:016x}\n", picture.step, shown.join(" "), verdict.right[1])
}
