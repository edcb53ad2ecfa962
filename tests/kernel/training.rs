//! Training in the kernel: gradient descent on the learner's own loss.

use crate::Page;
use fluxion::kernel::query::{Train, TrainingRun};

fn training(of: &str, steps: u32) -> Train {
    let at = vec!["W".to_owned(), "b".to_owned()];
    Train { of: of.into(), watch: "seen".into(), at, rate: "0.1".into(), steps }
}

#[test]
fn training_descends_the_learners_loss_replayed_or_not() {
    const PLAIN: &str = "loss(W, b) = sum((W .- 3) .^ 2) + 2b[1]^2\nseen(W, b) = 2W";
    // Code that branches on data cannot be replayed, but the numbers are the same.
    let branching = PLAIN.replace("sum(", "(b[1] > 100 ? 7 : 1) * sum(");
    let entries = [("W[1,1]", 1.0), ("W[1,2]", 5.0), ("b[1]", -1.0)];
    for cell in [PLAIN, &branching] {
        let mut page = Page::open(&entries, &[cell]);
        page.ask(1, training("loss", 2));
        page.settle();
        let TrainingRun { sizes, places, values, gradients, watched, ended } = page.answer::<Train>(1);
        assert_eq!(sizes, [vec![1, 2], vec![1]]);
        let near = |numbers: &[f64], expected: &[f64]| {
            assert_eq!(numbers.len(), expected.len());
            numbers.iter().zip(expected).for_each(|(one, other)| assert!((one - other).abs() < 1e-12));
        };
        // W moves a fifth of the way to 3, b two fifths of the way to 0.
        near(&places[1], &[1.4, 4.6, -0.6]);
        near(&places[2], &[1.72, 4.28, -0.36]);
        near(&values, &[10.0, 1.6 * 1.6 * 2.0 + 0.72, 1.28 * 1.28 * 2.0 + 2.0 * 0.36 * 0.36]);
        near(&gradients[0], &[-4.0, 4.0, -4.0]);
        near(&watched[1], &[2.8, 9.2]);
        assert_eq!(ended, None);
    }
}

#[test]
fn training_that_diverges_or_makes_no_sense_is_reported() {
    let cells = ["loss(W, b) = sum(W .^ 4) * 1e6\nseen(W, b) = W\npair(W, b) = (1, 2)"];
    let mut page = Page::open(&[("W[1]", 1.0), ("b[1]", 0.0)], &cells);
    page.ask(1, training("loss", 50));
    page.ask(2, training("pair", 5));
    page.ask(3, training("nothing_here", 5));
    page.settle();
    let TrainingRun { places, ended, .. } = page.answer::<Train>(1);
    assert_eq!(places.len(), 2);
    assert_eq!(ended.as_deref(), Some("The training diverged: after step 1 the loss is out of all bounds."));
    assert_eq!(page.problem(2).message, "`pair` must give one number: the loss");
    assert_eq!(page.problem(3).message, "UndefVarError: nothing_here not defined");
}
