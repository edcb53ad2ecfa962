//! Who takes part in a race: which optimisers, with which knobs, and what has been forked from them. No picture and
//! no view is here.

use crate::kernel::query::{Leg, Runner};
use crate::nn::{Knob, OPTIMISERS, Optimiser};

/// Most runners of a race, forks included.
pub const MOST: usize = 14;

/// A runner as the learner has set it up.
#[derive(Clone, Debug)]
pub struct Entrant {
    /// What stands at its head: a number, and a letter more for a fork.
    pub tag: String,
    /// Which colour it has.
    pub color: usize,
    /// Whether it runs.
    pub is_on: bool,
    /// Whether it was forked from another one.
    pub is_fork: bool,
    row: &'static Optimiser,
    legs: Vec<Leg>,
    /// The learning rate that the cell gave it last.
    given: Option<f64>,
}

/// Optimisers are told apart by their names.
impl PartialEq for Entrant {
    fn eq(&self, other: &Entrant) -> bool {
        let all = |one: &Entrant| (one.row.name, one.color, one.is_on, one.is_fork, one.given);
        all(self) == all(other) && self.tag == other.tag && self.legs == other.legs
    }
}

impl Entrant {
    /// The optimisers with these names, with the engine's knobs.
    pub fn all<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Entrant> {
        let named = |name: &str| OPTIMISERS.iter().find(|row| row.name == name);
        let entrant = |(at, row): (usize, &'static Optimiser)| Entrant {
            tag: (at + 1).to_string(),
            color: at,
            is_on: true,
            is_fork: false,
            row,
            legs: vec![Leg { from: 0, knobs: row.knobs.iter().map(|knob| knob.default).collect() }],
            given: None,
        };
        names.into_iter().filter_map(named).enumerate().map(entrant).collect()
    }

    /// The optimiser's name, and since when it is a fork.
    pub fn name(&self) -> String {
        match self.legs.last() {
            Some(leg) if self.is_fork => format!("{} from step {}", self.row.name, leg.from),
            _ => self.row.name.to_owned(),
        }
    }

    /// What the optimiser does, in a few words.
    pub fn about(&self) -> &'static str {
        self.row.about
    }

    /// Its knobs with the values that they have at its end.
    pub fn knobs(&self) -> Vec<(&'static Knob, f64)> {
        let values = self.legs.last().map(|leg| leg.knobs.clone()).unwrap_or_default();
        self.row.knobs.iter().zip(values).collect()
    }

    /// The first of its knobs, the learning rate.
    pub fn rate(&self) -> f64 {
        self.legs.last().and_then(|leg| leg.knobs.first().copied()).unwrap_or(0.0)
    }

    /// Turns a knob, of a fork from its beginning on.
    pub fn turn(&mut self, knob: usize, value: f64) {
        let knobs = self.legs.last_mut().map(|leg| &mut leg.knobs);
        if let Some(knob) = knobs.and_then(|knobs| knobs.get_mut(knob)) {
            *knob = value;
        }
    }

    /// Takes over the learning rate that the cell gives it, if that is a new one: a rate that the learner has set holds
    /// until then.
    pub fn follow(&mut self, rate: f64) {
        if self.given != Some(rate) {
            self.given = Some(rate);
            self.turn(0, rate);
        }
    }

    /// One that goes the same way up to a step, and on from there with another learning rate; `letter` says which
    /// fork it is.
    pub fn forked(&self, from: usize, rate: f64, letter: char) -> Entrant {
        let from = from as u32;
        let mut legs: Vec<Leg> = self.legs.iter().filter(|leg| leg.from < from).cloned().collect();
        let mut knobs = self.legs.last().map(|leg| leg.knobs.clone()).unwrap_or_default();
        if let Some(first) = knobs.first_mut() {
            *first = rate;
        }
        legs.push(Leg { from, knobs });
        let number: String = self.tag.chars().filter(char::is_ascii_digit).collect();
        Entrant { tag: format!("{number}{letter}"), is_fork: true, is_on: true, legs, ..self.clone() }
    }

    /// As the kernel is told of it.
    pub fn runner(&self) -> Runner {
        Runner { optimiser: self.row.name.to_owned(), legs: self.legs.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Entrant {
        Entrant::all([name]).remove(0)
    }

    fn legs(entrant: &Entrant) -> Vec<(u32, f64)> {
        entrant.legs.iter().map(|leg| (leg.from, leg.knobs[0])).collect()
    }

    #[test]
    fn a_fork_keeps_the_way_up_to_its_step() {
        let mut momentum = named("Momentum");
        momentum.turn(0, 0.5);
        let fork = momentum.forked(12, 0.25, 'a');
        assert_eq!((fork.tag.as_str(), legs(&fork)), ("1a", vec![(0, 0.5), (12, 0.25)]));
        assert_eq!(fork.name(), "Momentum from step 12");
        // A fork from a step before the first fork never came to it; one from the start has nothing to keep.
        assert_eq!(legs(&fork.forked(7, 0.1, 'b')), [(0, 0.5), (7, 0.1)]);
        assert_eq!(legs(&fork.forked(20, 0.1, 'b')), [(0, 0.5), (12, 0.25), (20, 0.1)]);
        assert_eq!(legs(&momentum.forked(0, 0.1, 'a')), [(0, 0.1)]);
    }

    #[test]
    fn a_rate_that_was_set_holds_until_the_cell_gives_another() {
        let mut runner = named("Descent");
        let mut rates = Vec::new();
        let mut follow = |runner: &mut Entrant, given| {
            runner.follow(given);
            rates.push(runner.rate());
        };
        follow(&mut runner, 0.2);
        runner.turn(0, 0.5);
        follow(&mut runner, 0.2);
        follow(&mut runner, 0.3);
        follow(&mut runner, 0.2);
        assert_eq!(rates, [0.2, 0.5, 0.3, 0.2]);
    }

    #[test]
    fn what_is_no_optimiser_does_not_run() {
        let names = ["ADAM", "Sprint", "Descent"];
        let tags: Vec<_> = Entrant::all(names).iter().map(|one| (one.tag.clone(), one.name())).collect();
        assert_eq!(tags, [("1".into(), "ADAM".to_owned()), ("2".into(), "Descent".to_owned())]);
    }
}
