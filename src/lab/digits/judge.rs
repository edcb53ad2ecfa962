//! What a network says of examples, and how good that is.

use super::data::Examples;
use super::message::{Shown, Verdict, Wrong};
use crate::autodiff::Tracked;
use crate::nn::Chain;
use crate::tensor::Tensor;

/// How many examples go through the network at a time. Larger products of matrices would leave our own inner loops for
/// the library's, which may fuse and so give other bits natively than in wasm.
const AT_A_TIME: usize = 100;

/// What the network says of an example.
struct Said {
    wanted: u8,
    said: u8,
    /// The probability of the class that it says.
    sureness: f64,
    /// −log of the probability of the class that is wanted.
    loss: f64,
}

impl Said {
    fn new(probabilities: &[f64], wanted: u8) -> Said {
        let most = probabilities.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
        let (said, sureness) = most.map_or((0, 0.0), |(at, sureness)| (at as u8, *sureness));
        let given = probabilities.get(usize::from(wanted)).copied().unwrap_or(0.0);
        let loss = if given.is_nan() { f64::NAN } else { -libm::log(given.max(f64::MIN_POSITIVE)) };
        Said { wanted, said, sureness, loss }
    }

    fn is_right(&self) -> bool {
        self.said == self.wanted && !self.sureness.is_nan()
    }
}

/// How good a network is: on the examples learned from, and on those kept for testing.
pub(super) fn judge(
    network: &Chain<f64>,
    examples: &Examples,
    parts: &[Vec<usize>; 2],
    classes: usize,
    step: u64,
) -> Verdict {
    let said = parts.each_ref().map(|part| say(network, examples, part, classes));
    let mut confusion = vec![vec![0; classes]; classes];
    for said in &said[1] {
        confusion[usize::from(said.wanted)][usize::from(said.said)] += 1;
    }
    let mean = |said: &Vec<Said>| said.iter().map(|said| said.loss).sum::<f64>() / said.len().max(1) as f64;
    let right = |said: &Vec<Said>| said.iter().filter(|said| said.is_right()).count() as u32;
    let is_wrong = said[1].iter().enumerate().filter(|(_, said)| !said.is_right());
    let mut wrong: Vec<Wrong> = is_wrong
        .map(|(at, said)| Wrong { example: at as u32, said: said.said, sureness: said.sureness })
        .collect();
    wrong.sort_by(|a, b| b.sureness.total_cmp(&a.sureness));
    Verdict { step, losses: said.each_ref().map(mean), right: said.each_ref().map(right), confusion, wrong }
}

fn say(network: &Chain<f64>, examples: &Examples, places: &[usize], classes: usize) -> Vec<Said> {
    let mut all = Vec::with_capacity(places.len());
    for places in places.chunks(AT_A_TIME) {
        let x = Tracked::constant(examples.batch(places));
        // The network was made for these examples.
        let Ok(outputs) = network.forward(&x) else { return all };
        let columns = outputs.value().entries().chunks(classes.max(1)).map(probabilities);
        all.extend(
            columns.zip(places).map(|(probabilities, &at)| Said::new(&probabilities, examples.labels[at])),
        );
    }
    all
}

/// An example on its way through a network; `None` if it does not fit.
pub(super) fn way(network: &Chain<f64>, features: &[f64], wanted: Option<u8>) -> Option<Shown> {
    let x = Tensor::from_column_major(&[features.len(), 1], features.to_vec()).ok()?;
    let mut layers = vec![features.to_vec()];
    let mut value = Tracked::constant(x);
    for layer in &network.layers {
        value = layer.forward(&value).ok()?;
        layers.push(value.value().entries().to_vec());
    }
    let probabilities = probabilities(layers.last()?);
    Some(Shown { wanted, layers, probabilities })
}

/// The softmax of outputs; the largest is subtracted first, so that nothing overflows.
fn probabilities(outputs: &[f64]) -> Vec<f64> {
    let largest = outputs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let powers: Vec<f64> = outputs.iter().map(|x| libm::exp(x - largest)).collect();
    let sum: f64 = powers.iter().sum();
    powers.iter().map(|power| power / sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_add_up_however_large_the_outputs_are() {
        for outputs in [[0.0, 0.0, 0.0], [1.0, 2.0, 3.0], [1e4, -1e4, 0.0]] {
            let sum: f64 = probabilities(&outputs).iter().sum();
            assert!((sum - 1.0).abs() < 1e-12, "{outputs:?}");
        }
        assert!(probabilities(&[f64::NAN, 1.0]).iter().all(|value| value.is_nan()));
    }

    #[test]
    fn a_guess_is_wrong_if_it_is_no_number() {
        let said = Said::new(&[f64::NAN, f64::NAN], 1);
        assert!(!said.is_right() && said.loss.is_nan());
        let said = Said::new(&[0.25, 0.75], 1);
        assert!(said.is_right());
        assert!((said.loss - -libm::log(0.75)).abs() < 1e-15);
    }
}
