//! The CSV reader of the laboratory: a check for each boundary, round trips, and texts made at random.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use fluxion::lab::csv::{self, MAX_BYTES, MAX_NAMED, MAX_POINTS, Reading};
use fluxion::lab::settings::Sample;
use proptest::prelude::*;

fn read(text: &str) -> Reading {
    csv::read(text).unwrap_or_else(|refusal| panic!("{text:?}: {refusal:?}"))
}

/// What was kept, as `(x1, x2) wanted`.
fn kept(reading: &Reading) -> String {
    let sample = |Sample { at: [x1, x2], wanted }: &Sample| format!("({x1}, {x2}) {wanted}");
    reading.samples.iter().map(sample).collect::<Vec<_>>().join(", ")
}

#[test]
fn forms_of_the_same_points() {
    let check = |what: &str, text: &str| assert_eq!(kept(&read(text)), "(1.5, -2) -1, (0.25, 3) 1", "{what}");
    check("commas", "1.5,-2,a\n0.25,3,b\n");
    check("no newline at the end", "1.5,-2,a\n0.25,3,b");
    check("semicolons", "1.5;-2;a\n0.25;3;b\n");
    check("semicolons and decimal commas", "1,5;-2;a\n0,25;3,0;b\n");
    check("tabs", "1.5\t-2\ta\n0.25\t3\tb\n");
    check("tabs and decimal commas", "1,5\t-2,0\ta\n0,25\t3\tb\n");
    check("a header", "x1,x2,class\n1.5,-2,a\n0.25,3,b\n");
    check("a header of other words", "width,height,kind\n1.5,-2,a\n0.25,3,b\n");
    check("columns found by their names", "id,class,x2,x1\n7,a,-2,1.5\n8,b,3,0.25\n");
    check("a byte order mark", "\u{feff}1.5,-2,a\n0.25,3,b\n");
    check("a byte order mark and a header", "\u{feff}x1,x2,class\n1.5,-2,a\n0.25,3,b\n");
    check("a stated separator", "sep=;\r\n1,5;-2;a\r\n0,25;3;b\r\n");
    check("CRLF", "1.5,-2,a\r\n0.25,3,b\r\n");
    check("CR", "1.5,-2,a\r0.25,3,b\r");
    check("blank lines", "\n\n1.5,-2,a\n  \n\r\n0.25,3,b\n\n");
    check("spaces", " 1.5 , -2 ,a\n0.25,3 , b \n");
    check("quoted fields", "\"1.5\",\"-2\",\"a\"\n0.25,3,\"b\"\n");
    check("spaces around quotes", "1.5, \"-2\" , \"a\"\n0.25,3,b\n");
    check("a separator in quotes", "1.5,-2,\"a, or so; yes\"\n0.25,3,b\n");
    check("quotes in quotes", "1.5,-2,\"the \"\"a\"\"\"\n0.25,3,b\n");
    check("a plus, an exponent, no zero", "+1.5,-2e0,a\n.25,3.,b\n");
    check("a real minus", "1.5,−2,a\n0.25,3,b\n");
    check("more columns", "1.5,-2,a,9,9\n0.25,3,b,9,9\n");
    check("classes 0 and 1", "1.5,-2,0\n0.25,3,1\n");
    check("classes 1 and 2", "1.5,-2,1\n0.25,3,2\n");
    check("classes -1 and 1", "1.5,-2,-1\n0.25,3,1.0\n");
}

#[test]
fn labels_are_classes_or_numbers() {
    let check = |text: &str, expected: &str, classes: &[&str]| {
        let reading = read(text);
        assert_eq!(
            (kept(&reading).as_str(), reading.is_regression),
            (expected, classes.is_empty()),
            "{text:?}"
        );
        assert_eq!(reading.classes, classes, "{text:?}");
    };
    check("1,1,b\n2,2,a\n", "(1, 1) -1, (2, 2) 1", &["b", "a"]);
    check("1,1,1\n2,2,0\n", "(1, 1) 1, (2, 2) -1", &["0", "1"]);
    check("1,1,0.5\n2,2,0.25\n3,3,0.75\n", "(1, 1) 0.5, (2, 2) 0.25, (3, 3) 0.75", &[]);
    check("x1,x2,number\n1,1,0.5\n2,2,0.25\n", "(1, 1) 0.5, (2, 2) 0.25", &[]);
    check("x1,x2,class\n1,1,0\n2,2,1\n3,3,2\n", "(1, 1) -1, (2, 2) 1", &["0", "1"]);
    check("1,1,1\n2,2,1\n", "(1, 1) 1, (2, 2) 1", &["1"]);
    check("1,1,-1\n", "(1, 1) -1", &["-1"]);
    check("1,1,a\n", "(1, 1) -1", &["a"]);
}

#[test]
fn bad_rows_are_named_and_the_good_ones_kept() {
    let check = |row: &str, reason: &str| {
        let text = format!("x1;x2;class\n1;1;a\n2;2;b\n{row}\n3;3;a\n");
        let reading = read(&text);
        assert_eq!(kept(&reading), "(1, 1) -1, (2, 2) 1, (3, 3) -1", "{row}");
        let bad: Vec<(usize, &str)> = reading.bad.iter().map(|bad| (bad.line, bad.reason.as_str())).collect();
        assert_eq!((bad, reading.bad_count), (vec![(4, reason)], 1));
    };
    check("1", "1 column, and 3 are needed");
    check("1;2", "2 columns, and 3 are needed");
    check("one;2;a", "x1: `one` is not a number");
    check("1;;a", "x2 is empty");
    check("1;2;", "the label is empty");
    check(";;", "x1 is empty");
    check("1e999;2;a", "x1: `1e999` is not a finite number");
    check("1;-1e999;a", "x2: `-1e999` is not a finite number");
    check("nan;2;a", "x1: `nan` is not a finite number");
    check("1;-Infinity;a", "x2: `-Infinity` is not a finite number");
    check("0x10;2;a", "x1: `0x10` is not a number");
    check("1.2.3;2;a", "x1: `1.2.3` is not a number");
    check("1.234,5;2;a", "x1: `1.234,5` is not a number");
    check("1,2,3;2;a", "x1: `1,2,3` is not a number");
    check("--1;2;a", "x1: `--1` is not a number");
    check("1 000;2;a", "x1: `1 000` is not a number");
    check("1e;2;a", "x1: `1e` is not a number");
    check("1;2;c", "`c` is one class too many: there are `a` and `b` already");
    check("\"1;2;a", "a quote is not closed");
    check("\"1\"2;2;a", "text follows a closing quote");
    check("a text that goes on and on and on;2;a", "x1: `a text that goes on …` is not a number");
    check("\u{7};2;a", "x1: ` ` is not a number");
    let reading = read("1,1,1\n2,2,0\n3,3,yes\n");
    assert_eq!(
        (reading.bad[0].line, reading.bad[0].reason.as_str()),
        (3, "the label: `yes` is not a number")
    );
}

#[test]
fn what_was_done_and_what_is_odd_is_said() {
    let check = |text: &str, expected: &str, notes: &[&str]| {
        let reading = read(text);
        assert_eq!(kept(&reading), expected, "{text:?}");
        assert_eq!(reading.notes, notes, "{text:?}");
    };
    check("1,1,-1\n2,2,1\n", "(1, 1) -1, (2, 2) 1", &[]);
    check("1,1,cat\n2,2,dog\n", "(1, 1) -1, (2, 2) 1", &["The class `cat` is −1, and `dog` is 1."]);
    check(
        "1,1,a\n2,2,a\n",
        "(1, 1) -1, (2, 2) -1",
        &["Every point is of the class `a`: there is nothing to tell apart."],
    );
    check("1,3,-1\n2,3,1\n", "(1, 3) -1, (2, 3) 1", &["x2 is 3 in every row: it tells the network nothing."]);
    check(
        "1,1,-1,5\n2,2,1,6\n",
        "(1, 1) -1, (2, 2) 1",
        &["Of 4 columns, three are used: x1, x2 and the label."],
    );
    check(
        "x1,x2,number\n1,1,0.5\n2,2,0.5\n",
        "(1, 1) 0.5, (2, 2) 0.5",
        &["number is 0.5 in every row: it tells the network nothing."],
    );
    check(
        "1,1,0\n2,2,1\n3,3,40\n",
        "(1, 1) 0, (2, 2) 1, (3, 3) 40",
        &["The numbers to predict reach ±40: give the output the activation `identity`."],
    );
    check("-6,6,-1\n6,-6,1\n", "(-6, 6) -1, (6, -6) 1", &[]);
    check(
        "20,1,-1\n70,2,1\n",
        "(-5, 1) -1, (5, 2) 1",
        &["x1 goes from 20 to 70, beyond the square: it is shown as (x1 − 45) / 5."],
    );
    check(
        "age,x,k\n-20,1,-1\n20,2,1\n",
        "(-5, 1) -1, (5, 2) 1",
        &["age goes from -20 to 20, beyond the square: it is shown as age / 4."],
    );
    check(
        "-1003,1,-1\n-1013,2,1\n",
        "(5, 1) -1, (-5, 2) 1",
        &["x1 goes from -1013 to -1003, beyond the square: it is shown as x1 + 1008."],
    );
    check(
        "7,1,-1\n7,2,1\n",
        "(0, 1) -1, (0, 2) 1",
        &[
            "x1 is 7 in every row: it tells the network nothing.",
            "x1 goes from 7 to 7, beyond the square: it is shown as x1 − 7.",
        ],
    );
    check(
        "-1.7e308,1,-1\n1.7e308,2,1\n",
        "(-5, 1) -1, (5, 2) 1",
        &["x1 goes from -1.7e308 to 1.7e308, beyond the square: it is shown as x1 / 3.4e307."],
    );
}

#[test]
fn what_cannot_be_read_is_refused_in_words() {
    let check = |text: &str, message: &str| {
        let refusal = csv::read(text).unwrap_err();
        assert_eq!(refusal.message, message);
        assert!(refusal.hint.ends_with('.'));
    };
    check("", "There are no rows of data.");
    check(" \n\n\t\n", "There are no rows of data.");
    check("\u{feff}", "There are no rows of data.");
    check("x1,x2,class\n", "There are no rows of data.");
    check("1\n2\n", "The rows have 1 column, and 3 are needed.");
    check("1,2\n3,4\n", "The rows have 2 columns, and 3 are needed.");
    check("a,b\n", "There are no rows of data.");
    check("1,b,c\n", "None of the rows can be used. Line 1: x2: `b` is not a number.");
    check("\"\n", "None of the rows can be used. Line 1: a quote is not closed.");
    check(&" ".repeat(MAX_BYTES + 1), "The data has 20.0 million bytes, and at most 20 million are read.");
    assert!(csv::check_size(MAX_BYTES).is_ok() && csv::check_size(usize::MAX).is_err());
}

#[test]
fn many_rows_are_drawn_from() {
    let text: String = (0..3 * MAX_POINTS)
        .map(|at| format!("{},1,{}\n", at as f64 / 1e4, at * 2 / (3 * MAX_POINTS)))
        .collect();
    let reading = read(&text);
    assert_eq!(reading.samples.len(), MAX_POINTS);
    assert_eq!(reading.notes.last().unwrap(), "4000 of 12000 points are used, drawn at random.");
    // Rows are often sorted by class: a third of either class is drawn, not the first rows.
    let ones = reading.samples.iter().filter(|sample| sample.wanted == 1.0).count();
    assert!((1_800..2_200).contains(&ones), "{ones}");
    assert_eq!(read(&text), reading);
    let reading = read(&format!("1,1,1\n{}", "oops\n".repeat(3_000)));
    assert_eq!((reading.bad.len(), reading.bad_count), (MAX_NAMED, 3_000));
}

proptest! {
    #[test]
    fn what_is_written_reads_back(points in prop::collection::vec((-6.0..=6.0f64, -6.0..=6.0f64, -2.0..2.0f64), 3..50), is_class: bool) {
        let samples: Vec<Sample> = points.iter().map(|(x1, x2, wanted)| Sample {
            at: [*x1, *x2],
            wanted: if is_class { wanted.signum() } else { *wanted },
        }).collect();
        let reading = read(&csv::write(&samples));
        prop_assert_eq!(&reading.samples, &samples);
        prop_assert_eq!((reading.is_regression, reading.bad_count), (!is_class, 0));
    }
}

/// A small random number generator that gives the same numbers everywhere (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }
}

static PIECES: &[&str] = &[
    "1", "0", "-2", "2.5", "1,5", "1e999", "-1e308", "1e-320", "nan", "inf", "6.000001", "7", "1000", "a",
    "b", "c", "x1", "x2", "class", "number", ",", ",", ",", ";", ";", "\t", "\n", "\n", "\n", "\r", "\r\n",
    "\"", "\"\"", " ", "sep=;", "\u{feff}", "−", "é", "\u{0}", "\u{85}", "\u{a0}", "+", "-", ".", "e", "#",
];

/// Pieces in any order: hardly ever rows.
fn soup(random: &mut Random, text: &mut String) {
    for _ in 0..random.below(30) {
        text.push_str(PIECES[random.below(PIECES.len())]);
    }
}

/// Rows that are nearly always sound.
fn rows(random: &mut Random, text: &mut String) {
    let separator = [",", ";", "\t"][random.below(3)];
    for _ in 0..random.below(6) {
        for column in 0..3 {
            text.push_str(if column > 0 { separator } else { "" });
            let piece = if random.below(8) == 0 { random.below(PIECES.len()) } else { random.below(5) };
            text.push_str(PIECES[piece]);
        }
        text.push('\n');
    }
}

/// Two million texts in the gate, which sets `FLUXION_RANDOM`.
#[test]
fn no_text_panics_and_what_is_kept_is_finite() {
    let count = if std::env::var_os("FLUXION_RANDOM").is_some() { 2_000_000 } else { 100_000 };
    let mut random = Random(1);
    let mut text = String::new();
    let (mut read, mut bad) = (0, 0);
    for at in 0..count {
        text.clear();
        let make = if at % 2 == 0 { soup } else { rows };
        make(&mut random, &mut text);
        let outcome = std::panic::catch_unwind(|| csv::read(&text));
        if let Ok(reading) = outcome.unwrap_or_else(|_| panic!("this text must not panic: {text:?}")) {
            let is_sound =
                |sample: &Sample| sample.at.iter().all(|x| x.abs() <= 6.0) && sample.wanted.is_finite();
            assert!(!reading.samples.is_empty() && reading.samples.iter().all(is_sound), "{text:?}");
            assert!(reading.bad.len() <= reading.bad_count, "{text:?}");
            read += 1;
            bad += reading.bad_count;
        }
    }
    assert!(
        read > count / 10 && bad > count / 10,
        "the texts are neither all good nor all bad: {read}, {bad}"
    );
}
