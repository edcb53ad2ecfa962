//! Shapes: broadcasting, strides and sizes.

use std::fmt;

/// Shapes that an operation does not accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapeError {
    /// The operation.
    pub operation: &'static str,
    /// The shapes of its operands.
    pub shapes: Vec<Vec<usize>>,
}

impl fmt::Display for ShapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shapes: Vec<String> = self.shapes.iter().map(|shape| size_words(shape)).collect();
        write!(f, "{} cannot take arrays of size {}", self.operation, shapes.join(" and "))
    }
}

impl std::error::Error for ShapeError {}

fn size_words(shape: &[usize]) -> String {
    let sizes: Vec<String> = shape.iter().map(usize::to_string).collect();
    if sizes.is_empty() { "1".into() } else { sizes.join("×") }
}

/// The common shape of two operands, if it exists: along each dimension the sizes must be equal or one of them 1.
/// Missing trailing dimensions have size 1.
///
/// ```
/// # use fluxion::tensor::broadcast_shape;
/// assert_eq!(broadcast_shape(&[2, 3], &[2]), Some(vec![2, 3]));
/// assert_eq!(broadcast_shape(&[2, 1], &[1, 4]), Some(vec![2, 4]));
/// assert_eq!(broadcast_shape(&[2], &[3]), None);
/// ```
pub fn broadcast_shape(a: &[usize], b: &[usize]) -> Option<Vec<usize>> {
    let rank = a.len().max(b.len());
    let size = |shape: &[usize], axis: usize| shape.get(axis).copied().unwrap_or(1);
    (0..rank)
        .map(|axis| match (size(a, axis), size(b, axis)) {
            (m, n) if m == n => Some(m),
            (1, n) => Some(n),
            (m, 1) => Some(m),
            _ => None,
        })
        .collect()
}

/// The strides of a row-major array.
///
/// ```
/// # use fluxion::tensor::row_strides;
/// assert_eq!(row_strides(&[2, 3, 4]), [12, 4, 1]);
/// ```
pub fn row_strides(shape: &[usize]) -> Vec<usize> {
    let mut strides = vec![1; shape.len()];
    for axis in (1..shape.len()).rev() {
        strides[axis - 1] = strides[axis] * shape[axis];
    }
    strides
}

/// The strides of an array broadcast to `rank` dimensions: 0 along dimensions that are missing or have size 1.
///
/// ```
/// # use fluxion::tensor::repeated_strides;
/// assert_eq!(repeated_strides(&[5, 1], &[1, 5], 3), [1, 0, 0]);
/// ```
pub fn repeated_strides(shape: &[usize], strides: &[usize], rank: usize) -> Vec<usize> {
    let stride = |axis: usize| match shape.get(axis) {
        Some(&size) if size != 1 => strides[axis],
        _ => 0,
    };
    (0..rank).map(stride).collect()
}

/// The number of entries of a shape, or `None` if it does not fit the address space.
///
/// ```
/// # use fluxion::tensor::checked_len;
/// assert_eq!(checked_len(&[2, 3]), Some(6));
/// assert_eq!(checked_len(&[usize::MAX, 2]), None);
/// ```
pub fn checked_len(shape: &[usize]) -> Option<usize> {
    shape.iter().try_fold(1_usize, |len, &size| len.checked_mul(size))
}
