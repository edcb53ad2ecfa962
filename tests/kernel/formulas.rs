//! Formulas and tapes in the kernel: derivatives rule by rule, and what derivatives cost.

use crate::Page;
use fluxion::kernel::query::{AnyAnswer, Costs, Derivation, DerivativeCosts, RecordedTape, Rules, Tape};

#[test]
fn the_cost_of_derivatives_is_counted_in_both_modes() {
    let program = "f(a, b, c) = (a * b + c)^2\ng(a) = [sin(a), 2a, a]\nh(x) = sum([x, 2] .* [3, x])";
    let mut page = Page::open(&[], &[program]);
    page.ask(1, Costs { of: "f".into(), at: "(1.0, 2.0, 3.0)".into() });
    page.ask(2, Costs { of: "g".into(), at: "[0.5]".into() });
    page.ask(3, Costs { of: "f".into(), at: "[]".into() });
    page.settle();
    // Three entries and five products: a and b, the product and c, the sum. The inputs and two entries are alive at
    // once.
    let f = AnyAnswer::Costs(DerivativeCosts { ends: [3, 1], operations: [3 * 8, 8], kept: [10, 6] });
    assert_eq!(page.answers[&1], Ok(f));
    // Two entries with a product each; the third output is the input itself.
    let g = AnyAnswer::Costs(DerivativeCosts { ends: [1, 3], operations: [4, 8], kept: [6, 3] });
    assert_eq!(page.answers[&2], Ok(g));
    assert!(page.problem(3).message.contains("must be one to 1000 numbers"));
}

#[test]
fn a_derivative_is_computed_rule_by_rule() {
    let squares = "f(x) = x * sin(x)\nfunction g(x)\n  for i in 1:40\n    x = x * x\n  end\n  x\nend";
    let mut page = Page::open(&[("t", 0.5)], &[squares]);
    page.ask(1, Rules { of: "f".into(), at: "t".into() });
    page.ask(2, Rules { of: "g".into(), at: "t".into() });
    page.ask(3, Rules { of: "x -> sum([x, 2])".into(), at: "t".into() });
    page.settle();
    let Derivation { steps, sizes, operations } = page.answer::<Rules>(1);
    assert_eq!(steps.last().map(|step| step.text.as_str()), Some("sin(t) + t * cos(t)"));
    assert_eq!((steps[0].parts.len(), sizes, operations), (5, [4.0, 7.0], 5));
    assert!(steps[0].parts[0].is_open && steps[4].parts.iter().all(|part| !part.is_open));
    // Forty squarings: the tree is too large to draw, but its symbols are still counted.
    let Derivation { steps, sizes, .. } = page.answer::<Rules>(2);
    assert!(steps.is_empty() && sizes[0] == 2.0_f64.powi(41) - 1.0 && sizes[1] > sizes[0]);
}

#[test]
fn a_tape_says_how_a_number_came_about_and_what_each_line_passes_back() {
    let mut page = Page::open(&[("x", 2.0)], &["f(x) = 3x^2 + sin(x)\ng(x) = sum([x, 2x])\nh(x) = x^100"]);
    page.ask(1, Tape { of: "f".into(), at: vec!["x".into()] });
    page.ask(2, Tape { of: "nobody".into(), at: vec!["x".into()] });
    page.settle();
    let RecordedTape { lines } = page.answer::<Tape>(1);
    let argument = lines.iter().find(|line| line.is_argument).unwrap();
    assert_eq!((argument.name.as_str(), argument.value), ("x", 2.0));
    assert!((argument.adjoint - (12.0 + 2f64.cos())).abs() < 1e-12, "{argument:?}");
    let names: Vec<&str> =
        lines.iter().filter(|line| !line.operands.is_empty()).map(|line| line.name.as_str()).collect();
    assert_eq!(names, ["^", "*", "sin", "+"]);
    // What a line passes back is its adjoint times its slope; what arrives adds up.
    for (at, line) in lines.iter().enumerate() {
        let mut sum = f64::from(u8::from(at + 1 == lines.len()));
        for user in &lines {
            let parts =
                user.operands.iter().zip(&user.slopes).filter(|(operand, _)| **operand as usize == at);
            sum += parts.map(|(_, slope)| user.adjoint * slope).sum::<f64>();
        }
        assert!((sum - line.adjoint).abs() < 1e-12, "line {at}: {sum}, {line:?}");
    }
    assert_eq!(page.problem(2).message, "UndefVarError: nobody not defined");
}
