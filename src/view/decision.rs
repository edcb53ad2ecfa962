//! The labelled points of a decision map: as they are drawn, in words, and as a table.

use crate::chart::LabelledPoint;
use crate::kernel::query::Decided;

/// The points as the chart draws them.
pub fn labelled(decided: &Decided) -> Vec<LabelledPoint> {
    let points = decided.points.iter().zip(&decided.wanted);
    let point = |(at, wanted): (&[f64; 2], &f64)| LabelledPoint {
        at: *at,
        is_positive: *wanted > 0.0,
        is_hollow: false,
    };
    points.map(point).collect()
}

/// What the figure says.
impl Decided {
    /// How many points the sign of `of` is right at.
    pub fn in_words(&self, of: &str) -> String {
        match self.points.len() {
            0 => String::new(),
            all => format!("the sign of {of} is right at {} of {all} points", self.right),
        }
    }

    /// Each point, its class, and the function's value there.
    pub fn rows(&self) -> Vec<[f64; 4]> {
        let rows = self.points.iter().zip(&self.wanted).zip(&self.said);
        rows.map(|(([x, y], wanted), said)| [*x, *y, *wanted, *said]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_told_once_there_are_any() {
        let points = vec![[0.0, 1.0], [2.0, 3.0]];
        let decided = Decided {
            points,
            wanted: vec![1.0, -1.0],
            said: vec![0.5, 0.25],
            right: 1,
            ..Decided::default()
        };
        assert_eq!(decided.in_words("f"), "the sign of f is right at 1 of 2 points");
        assert_eq!(Decided::default().in_words("f"), "");
        let is_positive: Vec<bool> = labelled(&decided).iter().map(|point| point.is_positive).collect();
        assert_eq!(is_positive, [true, false]);
        assert_eq!(decided.rows(), [[0.0, 1.0, 1.0, 0.5], [2.0, 3.0, -1.0, 0.25]]);
    }
}
