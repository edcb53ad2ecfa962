//! Passes over a tape, step by step: the correct backward pass, backward passes with one rule left out, and the forward
//! pass with dual numbers. Not here: pictures and words.

use crate::kernel::query::TapeLine;

/// A method of finding slopes on a tape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way {
    /// Backward from the last line to the first; contributions to a line are added up.
    Back,
    /// Backward, but each line passes on as soon as it is reached, whether or not all lines that use it have contributed
    /// to it.
    Unordered,
    /// Backward, but each contribution to a line replaces the one before.
    Overwriting,
    /// Backward twice, without clearing the adjoints in between.
    Twice,
    /// Forward along one of the arguments: each value carries its slope.
    Dual(usize),
}

/// The state after a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Pass {
    /// The line that the step worked on.
    pub at: Option<usize>,
    /// Whether the step was part of the backward pass.
    pub is_backward: bool,
    /// How many of the working lines have values.
    pub known: usize,
    /// The adjoint that the line passed on; only in the backward pass.
    pub adjoint: f64,
    /// The slopes so far: for each line by how much the result changes with it; of dual numbers by how much it
    /// changes itself.
    pub slopes: Vec<Option<f64>>,
}

/// All steps of a method; the first is the state before any. `working` are the lines that have a step.
pub fn passes(lines: &[TapeLine], working: &[usize], way: Way) -> Vec<Pass> {
    match way {
        Way::Dual(argument) => carried(lines, working, argument),
        _ => there_and_back(lines, working, way),
    }
}

fn carried(lines: &[TapeLine], working: &[usize], argument: usize) -> Vec<Pass> {
    let arguments = lines.iter().enumerate().filter(|(_, line)| line.is_argument);
    let mut slopes = vec![None; lines.len()];
    for (rank, (at, _)) in arguments.enumerate() {
        slopes[at] = Some(if rank == argument { 1.0 } else { 0.0 });
    }
    let mut passes =
        vec![Pass { at: None, is_backward: false, known: 0, adjoint: 0.0, slopes: slopes.clone() }];
    for (rank, &at) in working.iter().enumerate() {
        let line = &lines[at];
        let parts = line.operands.iter().zip(&line.slopes);
        let parts = parts.filter_map(|(operand, slope)| Some(slope * slopes[*operand as usize]?));
        slopes[at] = Some(parts.sum());
        let (at, known) = (Some(at), rank + 1);
        passes.push(Pass { at, is_backward: false, known, adjoint: 0.0, slopes: slopes.clone() });
    }
    passes
}

fn there_and_back(lines: &[TapeLine], working: &[usize], way: Way) -> Vec<Pass> {
    let mut slopes = vec![None; lines.len()];
    let forwards = |known: usize| Pass {
        at: known.checked_sub(1).map(|rank| working[rank]),
        is_backward: false,
        known,
        adjoint: 0.0,
        slopes: vec![None; lines.len()],
    };
    let mut passes: Vec<Pass> = (0..=working.len()).map(forwards).collect();
    let rounds = if way == Way::Twice { 2 } else { 1 };
    for _ in 0..rounds {
        if let Some(last) = slopes.last_mut() {
            *last = Some(1.0);
        }
        let pass = |at, adjoint, slopes: &[Option<f64>]| Pass {
            at,
            is_backward: true,
            known: working.len(),
            adjoint,
            slopes: slopes.to_vec(),
        };
        passes.push(pass(None, 1.0, &slopes));
        for at in order(lines, working, way) {
            let adjoint = slopes[at].unwrap_or(0.0);
            for (operand, slope) in lines[at].operands.iter().zip(&lines[at].slopes) {
                let before = &mut slopes[*operand as usize];
                let kept = if way == Way::Overwriting { 0.0 } else { before.unwrap_or(0.0) };
                *before = Some(kept + adjoint * slope);
            }
            passes.push(pass(Some(at), adjoint, &slopes));
        }
    }
    passes
}

/// The order in which lines pass on their adjoints.
fn order(lines: &[TapeLine], working: &[usize], way: Way) -> Vec<usize> {
    if way != Way::Unordered {
        return working.iter().rev().copied().collect();
    }
    let mut order: Vec<usize> = working.last().copied().into_iter().collect();
    let mut next = 0;
    while let Some(&at) = order.get(next) {
        for operand in lines[at].operands.iter().map(|operand| *operand as usize) {
            if working.contains(&operand) && !order.contains(&operand) {
                order.push(operand);
            }
        }
        next += 1;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    /// u sin u with u = 3x, at x = 2: the line u is used twice, and once by a line after it.
    fn tape() -> (Vec<TapeLine>, [usize; 3]) {
        let line = |is_argument, operands: &[u32], value: f64, slopes: &[f64]| TapeLine {
            name: String::new(),
            is_argument,
            operands: operands.into(),
            value,
            slopes: slopes.into(),
            adjoint: 0.0,
        };
        let (u, sine) = (6.0_f64, 0.25);
        let lines = vec![
            line(true, &[], 2.0, &[]),
            line(false, &[], 3.0, &[]),
            line(false, &[1, 0], u, &[2.0, 3.0]),
            line(false, &[2], sine, &[0.5]),
            line(false, &[2, 3], u * sine, &[sine, u]),
        ];
        (lines, [2, 3, 4])
    }

    #[track_caller]
    fn check(way: Way, at: usize, expected: f64) {
        let (lines, working) = tape();
        let passes = passes(&lines, &working, way);
        assert_eq!(passes.last().and_then(|pass| pass.slopes[at]), Some(expected), "{way:?}");
    }

    #[test]
    fn only_the_right_ways_find_the_slope() {
        // The slope by u is 0.25 + 6 · 0.5, that by x three times as much.
        check(Way::Back, 0, 9.75);
        check(Way::Dual(0), 4, 9.75);
        // Only what came from the product directly was passed on.
        check(Way::Unordered, 0, 0.75);
        // Only what the sine passed on is left.
        check(Way::Overwriting, 2, 3.0);
        check(Way::Overwriting, 0, 9.0);
    }

    #[test]
    fn going_back_twice_is_worse_than_twice_as_much() {
        // The second time the sine passes on 12 in place of 6, and u keeps what it had.
        check(Way::Twice, 2, 3.25 + 0.25 + 6.0);
        check(Way::Twice, 0, 9.75 + 3.0 * 9.5);
    }

    #[test]
    fn every_way_has_a_step_for_each_line() {
        let (lines, working) = tape();
        let steps = |way| passes(&lines, &working, way).len() - 1;
        assert_eq!([Way::Back, Way::Unordered, Way::Twice, Way::Dual(0)].map(steps), [7, 7, 11, 3]);
    }
}
