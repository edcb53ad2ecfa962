//! Training curves and the bits of their losses, which are the same natively and in wasm.

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
        let mut trainer = network.expect("the network is in the table").trainer();
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
    NETWORKS.iter().map(line).collect::<String>() + &laboratory()
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
