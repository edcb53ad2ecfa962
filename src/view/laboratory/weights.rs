//! The number of a weight among all numbers of a run.

use crate::lab::message::{LayerNumbers, Weight};

/// A weight's number among the numbers of its layer.
pub fn number(layers: &[LayerNumbers], weight: Weight) -> Option<f64> {
    let numbers = layers.get(weight.layer as usize)?;
    let unit = weight.unit as usize;
    match weight.from {
        None => numbers.biases.get(unit).copied(),
        Some(from) => {
            let inputs = numbers.weights.len() / numbers.biases.len().max(1);
            ((from as usize) < inputs).then(|| numbers.weights.get(unit * inputs + from as usize).copied())?
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_found_row_after_row() {
        let layer = LayerNumbers { weights: vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0], biases: vec![7.0, 8.0] };
        let weight = |unit, from| Weight { layer: 0, unit, from };
        for (weight, expected) in [
            (weight(0, Some(2)), Some(3.0)),
            (weight(1, Some(0)), Some(4.0)),
            (weight(1, None), Some(8.0)),
            (weight(1, Some(3)), None),
            (weight(2, None), None),
        ] {
            assert_eq!(number(std::slice::from_ref(&layer), weight), expected, "{weight:?}");
        }
    }
}
