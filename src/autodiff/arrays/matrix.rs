//! Matrix products; inverses, determinants and solutions of small linear systems.

use super::row::{ArrayOp, Callable, Lowering, Pushforward, direction, sum_to};
use crate::autodiff::attr::Attr;
use crate::autodiff::expr::Expr;
use crate::autodiff::single::ArraySingle;
use crate::autodiff::wgsl::{eliminated, solved};
use crate::tensor::kernels;

pub(super) fn rows() -> Vec<ArrayOp> {
    vec![
        ArrayOp {
            name: "matmul",
            about: "the product of two matrices, or of two stacks of matrices along the trailing dimensions",
            callable: Callable::No,
            shape: |_, x| product_shape(x[0], x[1]),
            f64: |_, x, out| kernels::matmul(x[0].clone(), x[1].clone(), out),
            single: ArraySingle::new(
                |_, x, out| kernels::matmul(x[0].clone(), x[1].clone(), out),
                |site| {
                    let (inner, columns) = (site.x[0][1], site.x[1][1]);
                    let stack: usize = site.y[2..].iter().product();
                    format!(
                    "let row = at / {}u; let column = at / {stack}u % {columns}u; let layer = at % {stack}u;
  var total = 0.0;
  for (var k = 0u; k < {inner}u; k++) {{
    total += x0((row * {inner}u + k) * {stack}u + layer) * x1((k * {columns}u + column) * {stack}u + layer);
  }}
  return total;",
                    columns * stack
                )
                },
            ),
            pullback: |site| {
                let (x, y) = (Expr::operand(0), Expr::operand(1));
                vec![
                    Some(matmul(&direction(), &transposed(&y, site.x[1].len()))),
                    Some(matmul(&transposed(&x, site.x[0].len()), &direction())),
                ]
            },
            pushforward: Pushforward::Multilinear,
            lowering: Lowering::Product,
            samples: || {
                let cases: [[&[usize]; 2]; 4] =
                    [[&[2, 3], &[3, 4]], [&[1, 3], &[3, 1]], [&[5, 1], &[1, 2]], [&[2, 3, 2], &[3, 1, 2]]];
                cases.map(|x| (Attr::default(), x.map(<[usize]>::to_vec).into())).into()
            },
        },
        ArrayOp {
            name: "inv",
            about: "the inverse of a matrix",
            callable: Callable::No,
            shape: |_, x| square(x[0]).then(|| x[0].to_vec()),
            f64: |_, x, out| kernels::inv(x[0].clone(), out),
            single: ArraySingle::new(
                |_, x, out| kernels::inv(x[0].clone(), out),
                |site| {
                    let n = site.y[0];
                    let right = format!("select(0.0, 1.0, r == at % {n}u)");
                    solved(n, &right, &format!("at / {n}u"))
                },
            ),
            pullback: |_| {
                let y = transposed(&Expr::result(), 2);
                vec![Some(-matmul(&matmul(&y, &direction()), &y))]
            },
            pushforward: Pushforward::Expr(|_| {
                let y = Expr::result();
                -matmul(&matmul(&y, &direction()), &y)
            }),
            lowering: Lowering::Kernel,
            samples: squares,
        },
        ArrayOp {
            name: "det",
            about: "the determinant of a matrix",
            callable: Callable::Operands("LinearAlgebra"),
            shape: |_, x| square(x[0]).then(Vec::new),
            f64: |_, x, out| kernels::det(x[0].clone(), out),
            single: ArraySingle::new(
                |_, x, out| kernels::det(x[0].clone(), out),
                |site| {
                    let n = site.x[0][0];
                    let w = n + 1;
                    let product = format!(
                        "for (var k = 0u; k < {n}u; k++) {{ sign *= a[k * {w}u + k]; }} return sign;"
                    );
                    eliminated(n, "0.0", &product)
                },
            ),
            pullback: |_| {
                let inverse = Expr::array("inv", Attr::default(), &[&Expr::operand(0)]);
                vec![Some(direction() * Expr::result() * transposed(&inverse, 2))]
            },
            pushforward: Pushforward::Expr(|site| {
                let inverse = Expr::array("inv", Attr::default(), &[&Expr::operand(0)]);
                let change = transposed(&inverse, 2) * direction();
                Expr::result() * sum_to(&change, &site.y)
            }),
            lowering: Lowering::Kernel,
            samples: squares,
        },
        ArrayOp {
            name: "solve",
            about: "the solution x of a x = b",
            callable: Callable::No,
            shape: |_, x| (square(x[0]) && x[1].len() == 2 && x[0][0] == x[1][0]).then(|| x[1].to_vec()),
            f64: |_, x, out| kernels::solve(x[0].clone(), x[1].clone(), out),
            single: ArraySingle::new(
                |_, x, out| kernels::solve(x[0].clone(), x[1].clone(), out),
                |site| {
                    let (n, columns) = (site.y[0], site.y[1]);
                    let right = format!("x1(r * {columns}u + at % {columns}u)");
                    solved(n, &right, &format!("at / {columns}u"))
                },
            ),
            pullback: |_| {
                let by_right = solve(&transposed(&Expr::operand(0), 2), &direction());
                let by_left = -matmul(&by_right, &transposed(&Expr::result(), 2));
                vec![Some(by_left), Some(by_right)]
            },
            pushforward: Pushforward::Expr(|_| {
                let change = Expr::direction(1) - matmul(&direction(), &Expr::result());
                solve(&Expr::operand(0), &change)
            }),
            lowering: Lowering::Kernel,
            samples: || {
                vec![
                    (Attr::default(), vec![vec![3, 3], vec![3, 2]]),
                    (Attr::default(), vec![vec![1, 1], vec![1, 1]]),
                ]
            },
        },
    ]
}

fn matmul(x: &Expr, y: &Expr) -> Expr {
    Expr::array("matmul", Attr::default(), &[x, y])
}

fn solve(x: &Expr, y: &Expr) -> Expr {
    Expr::array("solve", Attr::default(), &[x, y])
}

/// The array with the first two of its `rank` dimensions exchanged.
fn transposed(x: &Expr, rank: usize) -> Expr {
    let mut axes: Vec<usize> = (0..rank).collect();
    axes.swap(0, 1);
    Expr::array("permute", Attr::list(&axes), &[x])
}

fn product_shape(x: &[usize], y: &[usize]) -> Option<Vec<usize>> {
    let fits = x.len() >= 2 && x.len() == y.len() && x[1] == y[0] && x[2..] == y[2..];
    fits.then(|| [&[x[0], y[1]], &x[2..]].concat())
}

fn square(x: &[usize]) -> bool {
    x.len() == 2 && x[0] == x[1]
}

fn squares() -> Vec<(Attr, Vec<Vec<usize>>)> {
    [1, 2, 3].map(|n| (Attr::default(), vec![vec![n, n]])).into()
}
