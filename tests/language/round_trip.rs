//! Programs written out from their syntax trees: they read as the same trees, and do the same.

use fluxion::language::{Budget, Session, bracketed};

use super::random::{Random, soup, statement};

/// What a program does: what it prints and shows, or the message that it ends with.
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

/// The text written out, if it is a program; written out again it is the same.
fn written(source: &str) -> Option<String> {
    let once = bracketed(source).ok()?;
    let twice = bracketed(&once).unwrap_or_else(|error| {
        panic!("written out, this is no program: {source:?}\n{once}\n{}", error.message)
    });
    assert_eq!(once, twice, "{source:?}");
    Some(once)
}

#[test]
fn whatever_parses_can_be_written_out() {
    let mut random = Random(4);
    for _ in 0..super::random::count(20_000, 10) {
        written(&soup(&mut random));
        written(&statement(&mut random, 3));
    }
}

#[test]
fn what_is_written_out_does_the_same() {
    let mut random = Random(5);
    for _ in 0..super::random::count(1_500, 2) {
        let source: String = (0..1 + random.below(4)).map(|_| statement(&mut random, 3)).collect();
        if let Some(text) = written(&source) {
            assert_eq!(outcome(&source), outcome(&text), "{source}\nwritten out\n{text}");
        }
    }
}
