//! Decision maps in the kernel: the learner's own function on a grid and at labelled points.

use crate::Page;
use fluxion::kernel::query::{Decided, Decision};

fn decision(points: &str, wanted: &str) -> Decision {
    let (x, y) = ([-1.0, 1.0], [-2.0, 2.0]);
    Decision { of: "f".into(), x, y, size: [3, 3], points: points.into(), wanted: wanted.into() }
}

const POINTS: &str = "[1 -1 0.5 0; 1 -2 -1 0]";

#[test]
fn a_point_is_right_where_the_function_has_the_sign_of_its_class() {
    const PLAIN: &str = "f(x, y) = w * x + y";
    // Code that branches on data cannot be replayed, but the numbers are the same.
    for cell in [PLAIN, "f(x, y) = x > 100 ? 7.0 : w * x + y"] {
        let mut page = Page::open(&[("w", 1.0)], &[cell]);
        page.ask(1, decision(POINTS, "[1, -1, 1, 1]"));
        page.settle();
        let Decided { z, points, wanted, said, right } = page.answer::<Decision>(1);
        assert_eq!(z, [-3.0, -2.0, -1.0, -1.0, 0.0, 1.0, 1.0, 2.0, 3.0]);
        assert_eq!(points, [[1.0, 1.0], [-1.0, -2.0], [0.5, -1.0], [0.0, 0.0]]);
        assert_eq!((wanted, said), (vec![1.0, -1.0, 1.0, 1.0], vec![2.0, -3.0, -0.5, 0.0]));
        assert_eq!(right, 2, "the third is on the wrong side, the fourth on the boundary");
        page.set("w", 4.0);
        page.settle();
        assert_eq!(page.answer::<Decision>(1).right, 3);
    }
}

#[test]
fn points_and_classes_must_fit() {
    let mut page = Page::open(&[], &["f(x, y) = x\nmany = zeros(2, 10001)"]);
    let mut check = |points: &str, wanted: &str, message: &str| {
        page.ask(1, decision(points, wanted));
        page.settle();
        assert_eq!(page.problem(1).message, message);
    };
    check("[1 2 3]", "[1]", "`[1 2 3]` must be an array of numbers with two rows");
    check("(1, 2)", "[1]", "`(1, 2)` must be an array of numbers with two rows");
    check("many", "[1]", "`many` has 10001 points, and a figure draws at most 10000");
    check(POINTS, "[1, -1]", "`[1, -1]` must give −1 or 1 for each of the 4 points");
    check(POINTS, "[1, -1, 0, 1]", "`[1, -1, 0, 1]` must give −1 or 1 for each of the 4 points");
    check(POINTS, "f", "`f` must give −1 or 1 for each of the 4 points");
}
