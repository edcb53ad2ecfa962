//! Sharing a lesson: a link with its state, and its code as a Julia file.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

use fluxion::language::{Budget, Session};
use fluxion::lesson::compile::{compile, read_folder};
use fluxion::lesson::link::{LONGEST, Linked, LinkedCell, checksum, read, write};
use fluxion::lesson::script::{cell, julia};
use fluxion::lesson::spec::Lesson;
use proptest::prelude::*;

fn state() -> impl Strategy<Value = Linked> {
    let param = ("[a-zηW]{1,3}(\\[[1-9](,[1-9])?\\])?", -1e9..1e9_f64);
    let cell = (0..20_u32, any::<u32>(), ".{0,80}");
    let cell = cell.prop_map(|(index, original, text)| LinkedCell { index, original, text });
    (prop::collection::vec(param, 0..20), prop::collection::vec(cell, 0..5))
        .prop_map(|(params, cells)| Linked { params, cells })
}

proptest! {
    #[test]
    fn a_link_restores_the_state_it_was_made_from(state in state()) {
        let piece = write(&state).unwrap();
        prop_assert_eq!(read(&piece), Ok(state));
    }

    #[test]
    fn a_damaged_link_is_rejected(state in state(), place in any::<prop::sample::Index>(), letter in "[A-Za-z0-9_-]") {
        let piece = write(&state).unwrap();
        let at = place.index(piece.len());
        let damaged = format!("{}{letter}{}", &piece[..at], &piece[at + 1..]);
        if damaged != piece {
            // The last character may contain unused bits.
            prop_assert!(read(&damaged).is_err() || at + 1 == piece.len());
        }
        prop_assert!(read(&piece[..at]).is_err());
    }

    #[test]
    fn any_text_is_a_state_or_an_error(text in ".{0,300}") {
        let refused = |text: &str| read(text).is_err();
        prop_assert!(refused(&text));
        let versioned = format!("1{text}");
        prop_assert!(refused(&versioned));
    }
}

#[test]
fn a_link_has_a_maximal_length_and_a_version() {
    let cell = LinkedCell { index: 0, original: 0, text: "x".repeat(LONGEST) };
    assert_eq!(write(&Linked { params: Vec::new(), cells: vec![cell] }), None);
    assert_eq!(read(&"1".repeat(LONGEST + 1)), Err("This link is longer than any that this page makes."));
    assert_eq!(read("2AAAA"), Err("This link was made by another version of this page."));
    let not_a_number = Linked { params: vec![("x".into(), f64::NAN)], cells: Vec::new() };
    assert!(read(&write(&not_a_number).unwrap()).is_err());
    assert_eq!((checksum(b""), checksum(b"a")), (0x811c_9dc5, 0xe40c_292c));
}

fn lessons() -> Vec<Lesson> {
    let sources = read_folder(Path::new("lessons")).unwrap();
    let course = compile(&sources).unwrap();
    course.lessons.into_iter().map(|compiled| compiled.lesson).collect()
}

#[test]
fn the_code_of_every_lesson_runs_as_a_file() {
    for lesson in lessons() {
        let values: Vec<f64> = lesson.params.iter().map(|param| param.value).collect();
        let cells: Vec<String> = lesson.cells.iter().map(|cell| cell.source.clone()).collect();
        let script = julia(&lesson, &values, &cells);
        let mut session = Session::new(Budget::default(), || 0.0);
        let outcome = session.run(&script);
        assert!(outcome.result.is_ok(), "{}: {:?}\n{script}", lesson.entry.title, outcome.result.err());
    }
}

#[test]
fn a_cell_is_copied_with_the_numbers_that_it_names() {
    let lesson =
        lessons().into_iter().find(|lesson| lesson.entry.slug == "finding-an-unknown-function").unwrap();
    let values: Vec<f64> = lesson.params.iter().map(|param| param.value).collect();
    let copied =
        |text: &str| cell(&lesson.params, &values, &["c, d = 1, 2\na == 1\nb => 2".to_owned()], text);
    assert_eq!(
        copied("P(s) = a*s^2 + b*s + c"),
        "a = -0.2   # bend a\nb = 0.2   # tilt b\nP(s) = a*s^2 + b*s + c",
        "c was given another value before"
    );
    assert_eq!(copied("sum(moved) # a"), "moved = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]\nsum(moved) # a");
    assert_eq!(copied("x = 1"), "x = 1");
}

#[test]
fn the_cells_of_every_lesson_run_in_order_when_copied() {
    for lesson in lessons() {
        let values: Vec<f64> = lesson.params.iter().map(|param| param.value).collect();
        let mut session = Session::new(Budget::default(), || 0.0);
        session.run("using Flux, LinearAlgebra, Random, Statistics");
        let sources: Vec<String> = lesson.cells.iter().map(|cell| cell.source.clone()).collect();
        for (at, own) in sources.iter().enumerate() {
            let text = cell(&lesson.params, &values, &sources[..at], own);
            let outcome = session.run(&text);
            assert!(outcome.result.is_ok(), "{}: {:?}\n{text}", lesson.entry.title, outcome.result.err());
        }
    }
}

#[test]
fn parameters_are_at_the_beginning_of_the_file() {
    let lesson = lessons().into_iter().find(|lesson| lesson.entry.slug == "a-simple-model").unwrap();
    let values: Vec<f64> = lesson.params.iter().map(|param| param.value).collect();
    let script = julia(&lesson, &values, &[]);
    assert!(script.contains("\nW₀ = [0.4 -0.3 0.8 0.1 0.5; -0.2 0.6 0.3 -0.5 0.9]\n"), "{script}");
    assert!(script.contains("\nb₀ = [0.2, -0.1]\n"), "{script}");
    assert!(script.contains("\ns = -0.1   # factor s\n"), "{script}");
    assert!(script.contains("\nr = 2   # rows of W\n"), "{script}");
}
