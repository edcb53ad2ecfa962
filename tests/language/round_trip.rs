//! Round trips: a program unparsed from its syntax tree parses to the same tree and behaves the same.

use fluxion::language::{Budget, Session, bracketed};

use super::random::{Random, soup, statement};

/// The behaviour of a program: its output and display, or the error message that it ends with.
fn outcome(source: &str) -> String {
    let budget = Budget { steps: 3_000, tape: 2_000, ..Budget::default() };
    let mut session = Session::new(budget, || 0.0);
    session.run("using Flux, Flux.Tracker");
    let outcome = session.run(source);
    let end = match outcome.result {
        Ok(_) => outcome.display,
        Err(error) => error.diagnostic.message,
    };
    outcome.printed + &end
}

/// The unparsed text, if `source` parses; unparsing it again must not change it.
fn written(source: &str) -> Option<String> {
    let once = bracketed(source).ok()?;
    let twice = bracketed(&once).unwrap_or_else(|error| {
        panic!("this does not parse after unparsing: {source:?}\n{once}\n{}", error.message)
    });
    assert_eq!(once, twice, "{source:?}");
    Some(once)
}

#[test]
fn whatever_parses_can_be_unparsed() {
    let mut random = Random(4);
    for _ in 0..super::random::count(20_000, 10) {
        written(&soup(&mut random));
        written(&statement(&mut random, 3));
    }
}

#[test]
fn unparsed_programs_behave_the_same() {
    let mut random = Random(5);
    for _ in 0..super::random::count(1_500, 2) {
        let source: String = (0..1 + random.below(4)).map(|_| statement(&mut random, 3)).collect();
        if let Some(text) = written(&source) {
            assert_eq!(outcome(&source), outcome(&text), "{source}\nunparsed\n{text}");
        }
    }
}
