//! The numbers of a run: that of one weight, and all of them as requests, for another run to begin with.

use crate::lab::message::{LayerNumbers, Request, Weight};

/// Requests that give a new run the numbers of another.
pub fn assignments(layers: &[LayerNumbers]) -> Vec<Request> {
    let mut requests = Vec::new();
    for (layer, numbers) in layers.iter().enumerate() {
        let inputs = numbers.weights.len().checked_div(numbers.biases.len()).unwrap_or(0);
        let mut assign = |unit: usize, from: Option<usize>, value: f64| {
            let weight =
                Weight { layer: layer as u32, unit: unit as u32, from: from.map(|from| from as u32) };
            requests.push(Request::Assign { weight, value });
        };
        for (unit, bias) in numbers.biases.iter().enumerate() {
            for from in 0..inputs {
                assign(unit, Some(from), numbers.weights[unit * inputs + from]);
            }
            assign(unit, None, *bias);
        }
    }
    requests
}

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
    fn every_number_is_assigned() {
        let layer = LayerNumbers { weights: vec![1.0, 2.0, 3.0, 4.0], biases: vec![5.0, 6.0] };
        let values: Vec<_> = assignments(&[layer])
            .into_iter()
            .map(|request| match request {
                Request::Assign { weight, value } => (weight.unit, weight.from, value),
                other => panic!("{other:?}"),
            })
            .collect();
        let expected = [(0, Some(0), 1.0), (0, Some(1), 2.0), (0, None, 5.0), (1, Some(0), 3.0)];
        assert_eq!(values[..4], expected);
        assert_eq!(values.len(), 6);
    }

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
