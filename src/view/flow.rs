//! The numbers that flow through a network, and how they are written in a sum.

/// The output of every layer, and the sum in each unit of all layers but the first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// The input, then the output of each layer.
    pub out: Vec<Vec<f64>>,
    /// The sums in each layer but the input.
    pub sums: Vec<Vec<f64>>,
}

impl Flow {
    /// Splits the numbers of the query: the input, then the output of each layer, then the sums in each.
    pub fn read(numbers: &[f64], rows: &[usize]) -> Option<Flow> {
        let made: usize = rows.iter().sum();
        let inputs = numbers.len().checked_sub(2 * made)?;
        let mut rest = numbers;
        let mut take = |count: usize| {
            let (own, others) = rest.split_at_checked(count)?;
            rest = others;
            Some(own.to_vec())
        };
        let out = [inputs].iter().chain(rows).map(|count| take(*count)).collect::<Option<Vec<_>>>()?;
        let sums = rows.iter().map(|count| take(*count)).collect::<Option<Vec<_>>>()?;
        Some(Flow { out, sums })
    }
}

/// A number as written, to be added.
pub fn signed(text: &str) -> String {
    match text.strip_prefix('−') {
        Some(digits) => format!("− {digits}"),
        None => format!("+ {text}"),
    }
}

/// A number as written, as a factor.
pub fn bracketed(text: &str) -> String {
    if text.starts_with('−') { format!("({text})") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_apart() {
        let numbers: Vec<f64> = (1..=9).map(f64::from).collect();
        let flow = Flow::read(&numbers, &[2, 1]).unwrap();
        assert_eq!(flow.out, [vec![1.0, 2.0, 3.0], vec![4.0, 5.0], vec![6.0]]);
        assert_eq!(flow.sums, [vec![7.0, 8.0], vec![9.0]]);
        assert_eq!(Flow::read(&numbers, &[5]), None);
    }

    #[test]
    fn numbers_are_written_as_one_would() {
        assert_eq!([signed("−0.30"), signed("0.20")], ["− 0.30", "+ 0.20"]);
        assert_eq!([bracketed("−0.30"), bracketed("0.20")], ["(−0.30)", "0.20"]);
    }
}
