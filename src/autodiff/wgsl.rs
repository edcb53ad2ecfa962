//! Building blocks for the WGSL code of the tables: helper functions, and index arithmetic as text.
//!
//! The WGSL of an elementwise row is an expression. That of a row on whole arrays is the body of
//! `fn entry(at: u32) -> f32`, which returns one entry of the result: `at` is its row-major index; `x0(k)`, `x1(k)`, …
//! are the entries of the operands at the row-major index `k`; `list(k)` is entry `k` of the attribute's list. Complete
//! shaders are assembled from them in [`program::Shader`](crate::program::Shader).

use super::attr::CallShapes;
use crate::tensor::row_strides;

/// The functions that rows call because WGSL's own are not exact enough or not defined for all numbers.
const FUNCTIONS: &str = include_str!("functions.wgsl");

/// The functions that a text calls, those that they call, and so on, in the order of their file.
///
/// ```
/// # use fluxion::autodiff::wgsl::functions;
/// assert_eq!(functions("x + 1.0"), "");
/// let text = functions("hypot_of(x, y)");
/// assert!(text.contains("fn hypot_of") && text.contains("fn is_nan") && !text.contains("fn sin_of"));
/// ```
pub fn functions(text: &str) -> String {
    let all: Vec<(&str, &str)> = FUNCTIONS
        .split("\n\n")
        .filter_map(|function| {
            let (_, rest) = function.split_once("fn ")?;
            Some((rest.split_once('(')?.0, function.trim()))
        })
        .collect();
    let calls = |text: &str, name: &str| {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let call = format!("{name}(");
        text.match_indices(&call)
            .any(|(at, _)| !text[..at].ends_with(is_word) && !text[..at].ends_with("fn "))
    };
    let mut needed = vec![false; all.len()];
    let mut waiting = vec![text];
    while let Some(text) = waiting.pop() {
        for (at, (name, function)) in all.iter().enumerate() {
            if !needed[at] && calls(text, name) {
                needed[at] = true;
                waiting.push(function);
            }
        }
    }
    all.iter()
        .zip(needed)
        .filter(|(_, needed)| *needed)
        .map(|((_, function), _)| format!("{function}\n"))
        .collect()
}

/// The offset of the entry with the row-major index `index` in an array with this shape and these strides.
///
/// ```
/// # use fluxion::autodiff::wgsl::strided_index;
/// assert_eq!(strided_index("at", &[2, 3], &[3, 1]), "at");
/// assert_eq!(strided_index("at", &[2, 3], &[1, 2]), "at / 3u + at % 3u * 2u");
/// assert_eq!(strided_index("at", &[2, 3], &[0, 0]), "0u");
/// ```
pub fn strided_index(index: &str, shape: &[usize], strides: &[usize]) -> String {
    // Adjacent dimensions that are contiguous with each other are merged.
    let mut loops: Vec<(usize, usize)> = Vec::new();
    for (&size, &stride) in shape.iter().zip(strides).filter(|(size, _)| **size != 1) {
        match loops.last_mut() {
            Some(outer) if outer.1 == stride * size => *outer = (outer.0 * size, stride),
            _ => loops.push((size, stride)),
        }
    }
    let sizes: Vec<usize> = loops.iter().map(|&(size, _)| size).collect();
    let mut terms = Vec::new();
    for ((axis, &(size, stride)), apart) in loops.iter().enumerate().zip(row_strides(&sizes)) {
        if stride == 0 {
            continue;
        }
        let mut term = index.to_owned();
        if apart != 1 {
            term += &format!(" / {apart}u");
        }
        if axis != 0 {
            term += &format!(" % {size}u");
        }
        if stride != 1 {
            term += &format!(" * {stride}u");
        }
        terms.push(term);
    }
    if terms.is_empty() { "0u".into() } else { terms.join(" + ") }
}

/// A dimension of a row-major array, for index arithmetic.
pub(super) struct Axis {
    /// The number of entries in the dimensions after it: its stride.
    pub inner: usize,
    /// Its size.
    pub size: usize,
}

impl Axis {
    /// The dimension `axis` of a shape.
    pub(super) fn of(shape: &[usize], axis: usize) -> Axis {
        Axis { inner: shape[axis + 1..].iter().product(), size: shape[axis] }
    }

    /// Statements that split the row-major index `at`: `before` is the index over the dimensions before this one,
    /// `place` the index along it, `after` the index over the dimensions after it.
    pub(super) fn parts(&self) -> String {
        let Axis { inner, size } = self;
        format!(
            "let before = at / {}u; let place = at / {inner}u % {size}u; let after = at % {inner}u;",
            size * inner
        )
    }

    /// The row-major index of the entry at `place` along this dimension, with the other parts as [`Axis::parts`] names
    /// them.
    pub(super) fn entry(&self, place: &str) -> String {
        let Axis { inner, size } = self;
        format!("(before * {size}u + {place}) * {inner}u + after")
    }
}

/// The operand entries that are reduced to one entry of the result: an expression for the index of the `k`-th of them,
/// in column-major order, and their number. `at` is a row-major index into an array of the shape `counted`, which is
/// the shape of the operand or of the result.
pub fn folded(site: &CallShapes<'_>, counted: &[usize]) -> (String, usize) {
    let (x, folded) = (&site.x[0], &site.attr.list);
    let is_kept = |axis: usize| folded.get(axis) == Some(&x[axis]);
    let strides = row_strides(x);
    let keep = |axis: usize| if is_kept(axis) { strides[axis] } else { 0 };
    let first = strided_index("at", counted, &(0..counted.len()).map(keep).collect::<Vec<_>>());
    let sizes: Vec<usize> = (0..x.len()).rev().map(|axis| if is_kept(axis) { 1 } else { x[axis] }).collect();
    let back: Vec<usize> = strides.iter().rev().copied().collect();
    (format!("{first} + {}", strided_index("k", &sizes, &back)), sizes.iter().product())
}

/// The largest matrix that can be factorised in a shader: WGSL limits the variables of a function to 8 KiB.
const SMALL: usize = 44;

/// Gaussian elimination with row exchanges of the `n`×`n` matrix `x0`, augmented by the column `right` (an expression
/// in the row `r`), in an array `a` with rows of length `n` + 1; then the code `after`. `sign` is the sign of the
/// permutation of the rows. Empty if `n` is too large.
pub(super) fn eliminated(n: usize, right: &str, after: &str) -> String {
    if n > SMALL {
        return String::new();
    }
    let w = n + 1;
    format!(
        "var a: array<f32, {size}>;
  for (var r = 0u; r < {n}u; r++) {{
    for (var c = 0u; c < {n}u; c++) {{ a[r * {w}u + c] = x0(r * {n}u + c); }}
    a[r * {w}u + {n}u] = {right};
  }}
  var sign = 1.0;
  for (var k = 0u; k < {n}u; k++) {{
    var p = k;
    for (var r = k + 1u; r < {n}u; r++) {{ if (abs(a[r * {w}u + k]) > abs(a[p * {w}u + k])) {{ p = r; }} }}
    if (p != k) {{
      sign = -sign;
      for (var c = 0u; c < {w}u; c++) {{
        let held = a[k * {w}u + c];
        a[k * {w}u + c] = a[p * {w}u + c];
        a[p * {w}u + c] = held;
      }}
    }}
    for (var r = k + 1u; r < {n}u; r++) {{
      let factor = a[r * {w}u + k] / a[k * {w}u + k];
      for (var c = k; c < {w}u; c++) {{ a[r * {w}u + c] -= factor * a[k * {w}u + c]; }}
    }}
  }}
  {after}",
        size = n * w
    )
}

/// The entry in the row `row` of the solution of the linear system with the matrix `x0` and the right-hand side
/// `right`.
pub(super) fn solved(n: usize, right: &str, row: &str) -> String {
    let w = n + 1;
    let after = format!(
        "for (var r = {n}u; r > 0u; r--) {{
    let last = (r - 1u) * {w}u;
    for (var c = r; c < {n}u; c++) {{ a[last + {n}u] -= a[last + c] * a[c * {w}u + {n}u]; }}
    a[last + {n}u] /= a[last + r - 1u];
  }}
  return a[({row}) * {w}u + {n}u];"
    );
    eliminated(n, right, &after)
}
