//! Training curves and the bits of their losses, which are the same natively and in wasm.

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
    NETWORKS.iter().map(line).collect()
}
