//! What is known of a standing query after each result: the last good answer, and what is wrong now, if anything.
//!
//! A mistake in the learner's code dims a picture and does not take it away, so the answer before it must be kept.

use crate::kernel::message::Problem;

/// What a result changes: the good answer if there is a new one, and the problem in any case.
pub fn changes<T>(result: Result<T, Problem>) -> (Option<T>, Option<Problem>) {
    match result {
        Ok(answer) => (Some(answer), None),
        Err(problem) => (None, Some(problem)),
    }
}

/// What is shown once something has been made of an answer: that, else what was shown before, else a blank.
pub fn kept<T: Clone>(made: Option<T>, before: Option<T>, blank: Option<&T>) -> Option<T> {
    made.or(before).or_else(|| blank.cloned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;

    /// A query as the page knows it, its answers doubled, and those that are even, with zero before the first.
    #[derive(Default)]
    struct Known {
        good: Option<i32>,
        problem: Option<Problem>,
        doubled: Option<i32>,
        even: Option<i32>,
    }

    impl Known {
        fn hear(&mut self, result: Result<i32, Problem>) {
            let (answer, problem) = changes(result);
            self.good = answer.or(self.good);
            self.problem = problem;
            self.read();
        }

        fn read(&mut self) {
            self.doubled = kept(self.good.map(|number| 2 * number), self.doubled, None);
            self.even = kept(self.good.filter(|number| number % 2 == 0), self.even, Some(&0));
        }
    }

    #[test]
    fn a_mistake_keeps_the_answer_before_it() {
        let mut known = Known::default();
        known.read();
        let check = |known: &Known, good: [Option<i32>; 2], has_problem: bool| {
            assert_eq!([known.doubled, known.even], good);
            assert_eq!(known.problem.is_some(), has_problem);
        };
        check(&known, [None, Some(0)], false);
        known.hear(Ok(2));
        check(&known, [Some(4), Some(2)], false);
        known.hear(Err(Problem {
            cell: None,
            span: Span::default(),
            message: "DivideError: integer division error".to_owned(),
            hint: None,
            fix: None,
        }));
        check(&known, [Some(4), Some(2)], true);
        known.hear(Ok(3));
        // Three is not even: the answer before it stays.
        check(&known, [Some(6), Some(2)], false);
    }
}
