//! Formulas and tapes in the kernel: derivatives rule by rule, and what derivatives cost.

use crate::Page;
use fluxion::kernel::message::{Answer, Query};

#[test]
fn the_cost_of_derivatives_is_counted_in_both_modes() {
    let program = "f(a, b, c) = (a * b + c)^2\ng(a) = [sin(a), 2a, a]\nh(x) = sum([x, 2] .* [3, x])";
    let mut page = Page::open(&[], &[program]);
    page.ask(1, Query::Costs { of: "f".into(), at: "(1.0, 2.0, 3.0)".into() });
    page.ask(2, Query::Costs { of: "g".into(), at: "[0.5]".into() });
    page.ask(3, Query::Costs { of: "f".into(), at: "[]".into() });
    page.settle();
    // Three entries and five products: a and b, the product and c, the sum. The inputs and two entries are alive at
    // once.
    let f = Answer::Costs { ends: [3, 1], operations: [3 * 8, 8], kept: [10, 6] };
    assert_eq!(page.answers[&1], Ok(f));
    // Two entries with a product each; the third output is the input itself.
    let g = Answer::Costs { ends: [1, 3], operations: [4, 8], kept: [6, 3] };
    assert_eq!(page.answers[&2], Ok(g));
    assert!(page.problem(3).message.contains("must be one to 1000 numbers"));
}

#[test]
fn a_derivative_is_computed_rule_by_rule() {
    let squares = "f(x) = x * sin(x)\nfunction g(x)\n  for i in 1:40\n    x = x * x\n  end\n  x\nend";
    let mut page = Page::open(&[("t", 0.5)], &[squares]);
    page.ask(1, Query::Rules { of: "f".into(), at: "t".into() });
    page.ask(2, Query::Rules { of: "g".into(), at: "t".into() });
    page.ask(3, Query::Rules { of: "x -> sum([x, 2])".into(), at: "t".into() });
    page.settle();
    let Ok(Answer::Rules { stages, sizes, operations }) = &page.answers[&1] else {
        panic!("{:?}", page.answers[&1])
    };
    assert_eq!(stages.last().map(|stage| stage.text.as_str()), Some("sin(t) + t * cos(t)"));
    assert_eq!((stages[0].parts.len(), *sizes, *operations), (5, [4.0, 7.0], 5));
    assert!(stages[0].parts[0].is_open && stages[4].parts.iter().all(|part| !part.is_open));
    // Forty squarings: the tree is too large to draw, but its symbols are still counted.
    let Ok(Answer::Rules { stages, sizes, .. }) = &page.answers[&2] else { panic!("{:?}", page.answers[&2]) };
    assert!(stages.is_empty() && sizes[0] == 2.0_f64.powi(41) - 1.0 && sizes[1] > sizes[0]);
}
