//! Features of the laboratory: rows against the language, expressions against closed forms, and every mistake in words.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use fluxion::lab::{FEATURES, Features};
use fluxion::tensor::random::Random;

fn features(texts: &[&str]) -> Features {
    Features::new(&texts.iter().map(ToString::to_string).collect::<Vec<_>>()).unwrap()
}

/// Points all over the square and a little beyond, with zeros among them.
fn points() -> Vec<[f64; 2]> {
    let mut random = Random::new(1);
    let mut points: Vec<[f64; 2]> =
        (0..1_000).map(|_| [random.between(-7.0, 7.0), random.between(-7.0, 7.0)]).collect();
    points.extend([[0.0, 0.0], [-0.0, 0.0], [6.0, -6.0]]);
    points
}

fn bits(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|x| x.to_bits()).collect()
}

#[test]
fn a_row_computes_what_its_text_says() {
    for row in FEATURES {
        // A space more, and it is no row but the learner's own text.
        let own = features(&[&format!("{} ", row.name)]).of(&points());
        let native = features(&[row.name]).of(&points());
        assert_eq!(bits(&native), bits(&own), "{}", row.name);
        assert!(!row.label.is_empty() && !row.about.is_empty(), "{}", row.name);
    }
}

#[test]
fn features_stand_one_after_another() {
    let found = features(&["x2", "x1 + 10", "x1*x2"]).of(&[[1.0, 2.0], [3.0, 4.0]]);
    assert_eq!(found, [2.0, 4.0, 11.0, 13.0, 2.0, 12.0]);
    assert!(features(&["x1"]).of(&[]).is_empty());
}

#[test]
fn expressions_of_ones_own_have_their_values_everywhere() {
    let check = |text: &str, expected: fn(f64, f64) -> f64| {
        let found = features(&[text]).of(&points());
        for (value, [x1, x2]) in found.iter().zip(points()) {
            let wanted = expected(x1, x2);
            let is_near = *value == wanted || (value - wanted).abs() <= 1e-12 * wanted.abs().max(1.0);
            assert!(
                is_near || value.is_nan() && wanted.is_nan(),
                "{text} at ({x1}, {x2}): {value}, not {wanted}"
            );
        }
    };
    check("exp(-x1^2)", |x1, _| libm::exp(-x1 * x1));
    check("hypot(x1, x2)", libm::hypot);
    check("3", |_, _| 3.0);
    check("x1 > x2", |x1, x2| f64::from(u8::from(x1 > x2)));
    check("x1 > 0 ? x2 : -x2", |x1, x2| if x1 > 0.0 { x2 } else { -x2 });
    check("relu(x1)", |x1, _| x1.max(0.0));
    check("abs(x1) # how far", |x1, _| x1.abs());
    check("r = x1^2 + x2^2\n√r", |x1, x2| libm::sqrt(x1 * x1 + x2 * x2));
    check("sum(x1 * k for k in 1:10)", |x1, _| 55.0 * x1);
    // No value left of zero: a gap there, and no mistake.
    check("log(x1)", |x1, _| libm::log(x1));
    check("x1 > 0 ? log(x1) : NaN", |x1, _| if x1 > 0.0 { libm::log(x1) } else { f64::NAN });
}

#[test]
fn mistakes_are_said_in_words_at_their_place() {
    let check = |text: &str, message: &str| {
        let texts = ["x1".to_owned(), text.to_owned()];
        let problem = Features::new(&texts).err().unwrap_or_else(|| panic!("{text} is no mistake"));
        assert_eq!((problem.place.as_str(), problem.message.as_str()), ("features[1]", message));
        assert!(problem.hint.is_some_and(|hint| hint.ends_with('.')), "{text}");
    };
    check("", "The expression is empty.");
    check(" \n", "The expression is empty.");
    check("# x1", "The expression is empty.");
    check(&"x1+".repeat(200), "The expression is longer than 500 characters.");
    check("x1 +", "`x1 +` is not a complete expression: incomplete: premature end of input.");
    check("x1) + (x2", "`x1) + (x2` is not a complete expression: unexpected \")\".");
    check("end; x1", "`end; x1` is not a complete expression: unexpected \"end\".");
    check("x3 * 2", "`x3` is not known here.");
    check("\"x1\"", "`\"x1\"` does not give a number.");
    check("[x1, x2]", "`[x1, x2]` does not give a number.");
    check("nothing", "`nothing` does not give a number.");
    check("0 / 0", "`0 / 0` is not a finite number anywhere in the square.");
    check("log(-1 - x1^2)", "`log(-1 - x1^2)` has no value: DomainError with -37.0.");
    check(
        "while true end",
        "`while true end` takes too long: it does not end, or computes too much at a point.",
    );
    check(
        "x1 > 3 ? sum(1:k for k in 1:100000) : 1",
        "`x1 > 3 ? sum(1:k for k in 1:100000) : 1` takes too long: it does not end, or computes too much at a point.",
    );
    check(
        "(f = n -> f(n + 1); f(x1))",
        "`(f = n -> f(n + 1); f(x1))` takes too long: it does not end, or computes too much at a point.",
    );
    assert_eq!(Features::new(&[]).err().unwrap().message, "The network has no inputs.");
}

#[test]
fn points_without_a_value_are_counted() {
    let texts = ["x1".to_owned(), "x1 > 0 ? 1 / x1 : NaN".to_owned()];
    let mut features = Features::new(&texts).unwrap();
    assert_eq!(features.check(&texts, &[[1.0, 0.0]]), Ok(()));
    let problem = features.check(&texts, &[[1.0, 0.0], [-2.0, 0.5], [-3.0, 0.5]]).unwrap_err();
    assert_eq!(problem.place, "features[1]");
    assert_eq!(
        problem.message,
        "`x1 > 0 ? 1 / x1 : NaN` is not a finite number at 2 of 3 points, for example at (-2.00, 0.50)."
    );
}
