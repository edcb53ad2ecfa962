//! What the page of real data says of a network and its examples.

use crate::lab::digits::message::{Picture, Shown, Verdict, Wrong};
use crate::lab::digits::{RealSet, Setup};
use crate::lesson::show;
use crate::view::laboratory::words::{number, whole};

/// A second class is named if it is at least so probable.
const WORTH_A_WORD: f64 = 0.01;

/// A probability as a percentage: `97 %`; next to nothing is `< 1 %`, and almost certain `> 99 %`.
///
/// ```
/// # use fluxion::view::laboratory::digits::words::percent;
/// assert_eq!([0.97, 0.004, 0.0, 0.9991, 1.0, f64::NAN].map(percent), ["97 %", "< 1 %", "0 %", "> 99 %", "100 %", "–"]);
/// ```
pub fn percent(share: f64) -> String {
    let rounded = (100.0 * share).round();
    match share {
        share if share.is_nan() => "–".to_owned(),
        share if share > 0.0 && rounded < 1.0 => "< 1 %".to_owned(),
        share if share < 1.0 && rounded > 99.0 => "> 99 %".to_owned(),
        _ => format!("{rounded} %"),
    }
}

/// The classes by their probabilities, the most probable first, with those.
fn ranked(probabilities: &[f64]) -> Vec<(usize, f64)> {
    let mut ranked: Vec<(usize, f64)> = probabilities.iter().copied().enumerate().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    ranked
}

/// The class that a network says; `None` if its outputs are no numbers.
pub fn said(probabilities: &[f64]) -> Option<usize> {
    let (class, share) = *ranked(probabilities).first()?;
    (!share.is_nan()).then_some(class)
}

/// What a network says of an example, with the class that comes next: `It says 3, 97 %; then 8, 2 %.`
pub fn guess(set: &RealSet, shown: &Shown) -> String {
    let ranked = ranked(&shown.probabilities);
    let name = |(class, share): (usize, f64)| {
        format!("{}, {}", set.classes.get(class).copied().unwrap_or("?"), percent(share))
    };
    let Some(first) = ranked.first().filter(|(_, share)| !share.is_nan()) else {
        return "Its outputs are no numbers.".to_owned();
    };
    let judged = match shown.wanted {
        Some(wanted) if usize::from(wanted) == first.0 => ": right",
        Some(_) => ": wrong",
        None => "",
    };
    match ranked.get(1).filter(|(_, share)| *share >= WORTH_A_WORD) {
        Some(second) => format!("It says {}{judged}; then {}.", name(*first), name(*second)),
        None => format!("It says {}{judged}.", name(*first)),
    }
}

/// Where training is: `Epoch 12 of 30, 45,000 samples a second, 2 s to go`.
pub fn progress(picture: &Picture, training: u32) -> String {
    let epoch = show::number(picture.epoch, Some(if picture.epoch.fract() == 0.0 { 0 } else { 1 }));
    if !picture.is_playing {
        return match picture.step {
            0 => "Not trained yet".to_owned(),
            step => format!("Epoch {epoch}, step {}", whole(step)),
        };
    }
    let mut words = format!("Epoch {epoch} of {}", picture.goal[1]);
    if picture.speed > 0.0 {
        let left =
            (f64::from(picture.goal[1]) - picture.epoch).max(0.0) * f64::from(training) / picture.speed;
        words += &format!(", {} samples a second, {} to go", whole(rounded(picture.speed)), duration(left));
    }
    words
}

/// How much of what is to be trained is done, from 0 to 1.
pub fn share_done(picture: &Picture) -> f64 {
    let [from, until] = picture.goal.map(f64::from);
    if until > from { ((picture.epoch - from) / (until - from)).clamp(0.0, 1.0) } else { 0.0 }
}

/// A speed to two digits, which can be read while it changes.
fn rounded(speed: f64) -> u64 {
    let unit = libm::pow(10.0, (libm::log10(speed.max(1.0)).floor() - 1.0).max(0.0));
    ((speed / unit).round() * unit) as u64
}

/// Some seconds: `3 s`, `2 min`, `5 h`.
fn duration(seconds: f64) -> String {
    match seconds {
        seconds if seconds < 100.0 => format!("{} s", seconds.ceil()),
        seconds if seconds < 6_000.0 => format!("{} min", (seconds / 60.0).round()),
        seconds => format!("{} h", whole((seconds / 3_600.0).round() as u64)),
    }
}

/// `432 of 449 right, 96.2 %`.
pub fn score(right: u32, all: u32) -> String {
    let share = 100.0 * f64::from(right) / f64::from(all.max(1));
    format!("{right} of {all} right, {} %", show::number(share, Some(1)))
}

/// How good the network is, in a sentence.
pub fn verdict(verdict: &Verdict, counts: [u32; 2]) -> String {
    let [training, testing] = [0, 1].map(|part| score(verdict.right[part], counts[part]));
    format!("Of the examples kept for testing: {testing}. Of those it learns from: {training}.")
}

/// A wrong guess in words: `3, not 8`.
pub fn wrong(set: &RealSet, wrong: &Wrong, wanted: u8) -> String {
    let name = |class: u8| set.classes.get(usize::from(class)).copied().unwrap_or("?");
    format!("{}, not {}", name(wrong.said), name(wanted))
}

/// What an example of the test is: `Test example 12: a 3`, with its measurements if it is no picture.
pub fn example(set: &RealSet, at: usize, wanted: u8, features: &[f64]) -> String {
    let class = set.classes.get(usize::from(wanted)).copied().unwrap_or("?");
    match set.is_picture() {
        true => format!("Test example {}: {class}", at + 1),
        false => format!("Test example {}: {class}, {}", at + 1, measured(features)),
    }
}

/// Measurements side by side.
pub fn measured(features: &[f64]) -> String {
    features.iter().map(|value| show::number(*value, Some(1))).collect::<Vec<_>>().join("  ")
}

/// What there is to say of a unit of the first layer.
pub fn unit(set: &RealSet, at: usize, is_output: bool, weights: &[f32], output: Option<f64>) -> String {
    let name = match set.classes.get(at).filter(|_| is_output) {
        Some(class) => format!("The output for {class}"),
        None => format!("Unit {}", at + 1),
    };
    let says = output.map_or(String::new(), |output| format!(" says {}", show::number(output, Some(2))));
    let extreme = |better: fn(f32, f32) -> bool| {
        weights.iter().enumerate().fold(None::<(usize, f32)>, |best, (at, weight)| match best {
            Some((_, most)) if !better(*weight, most) => best,
            _ => Some((at, *weight)),
        })
    };
    let Some((highest, lowest)) = extreme(|a, b| a > b).zip(extreme(|a, b| a < b)) else {
        return name + &says;
    };
    let place = |(at, weight): (usize, f32)| {
        format!("{} at {}", show::number(f64::from(weight), Some(2)), feature(set, at))
    };
    format!("{name}{says}. Weights from {} to {}.", place(lowest), place(highest))
}

/// Which units of a layer say most: `Unit 3 says most, 2.10`.
///
/// ```
/// # use fluxion::view::laboratory::digits::words::loudest;
/// assert_eq!(loudest(&[0.0, 0.5, 2.1]), "Unit 3 says most, 2.10; 2 of 3 units say something.");
/// assert_eq!(loudest(&[0.0, 0.0]), "None of 2 units says anything.");
/// ```
pub fn loudest(outputs: &[f64]) -> String {
    let all = outputs.len();
    let speaking = outputs.iter().filter(|output| **output != 0.0).count();
    let most = outputs.iter().enumerate().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
    match most.filter(|_| speaking > 0) {
        Some((at, output)) => format!(
            "Unit {} says most, {}; {speaking} of {all} units say something.",
            at + 1,
            show::number(*output, Some(2))
        ),
        None => format!("None of {all} units says anything."),
    }
}

/// What a feature is called: `row 3, column 5`, or its own name.
fn feature(set: &RealSet, at: usize) -> String {
    match set.features.get(at) {
        Some(name) => (*name).to_owned(),
        None => format!("row {}, column {}", at / set.shape[1] + 1, at % set.shape[1] + 1),
    }
}

/// The sizes of the layers, inputs first: `64–32–10`.
pub fn sizes(set: &RealSet, hidden: &[u32]) -> String {
    let outer = |size: usize| size.to_string();
    let all = [outer(set.size())].into_iter().chain(hidden.iter().map(u32::to_string));
    all.chain([outer(set.classes.len())]).collect::<Vec<_>>().join("–")
}

/// What is set, in a few words: `64–32–10, relu, ADAM, η = 0.005`.
pub fn setup(set: &RealSet, setup: &Setup) -> String {
    let rate = setup.rate_knob().map_or(String::new(), |_| format!(", η = {}", number(setup.rate)));
    format!("{}, {}, {}{rate}", sizes(set, &setup.hidden), setup.activation, setup.optimiser)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits() -> &'static RealSet {
        RealSet::named("digits").unwrap()
    }

    fn shown(probabilities: &[f64], wanted: Option<u8>) -> Shown {
        Shown { wanted, layers: Vec::new(), probabilities: probabilities.to_vec() }
    }

    #[test]
    fn a_guess_names_the_two_most_probable() {
        let check = |shown: Shown, words: &str| assert_eq!(guess(digits(), &shown), words);
        check(shown(&[0.02, 0.97, 0.01], None), "It says 1, 97 %; then 0, 2 %.");
        check(shown(&[0.0, 1.0], Some(1)), "It says 1, 100 %: right.");
        check(shown(&[0.4, 0.6], Some(0)), "It says 1, 60 %: wrong; then 0, 40 %.");
        check(shown(&[f64::NAN, f64::NAN], Some(0)), "Its outputs are no numbers.");
        assert_eq!(said(&[0.2, 0.7, 0.1]), Some(1));
        assert_eq!(said(&[f64::NAN]), None);
    }

    #[test]
    fn progress_says_how_fast_and_how_long() {
        let mut picture = Picture { epoch: 12.5, goal: [10, 30], step: 525, ..Picture::default() };
        assert_eq!(progress(&picture, 1_348), "Epoch 12.5, step 525");
        picture.is_playing = true;
        assert_eq!(progress(&picture, 1_348), "Epoch 12.5 of 30");
        picture.speed = 7_677.0;
        assert_eq!(progress(&picture, 1_348), "Epoch 12.5 of 30, 7,700 samples a second, 4 s to go");
        assert_eq!(share_done(&picture), 0.125);
        assert_eq!(share_done(&Picture::default()), 0.0);
        assert_eq!(progress(&Picture::default(), 1), "Not trained yet");
        assert_eq!([0.2, 99.5, 600.0, 40_000.0].map(duration), ["1 s", "100 s", "10 min", "11 h"]);
    }

    #[test]
    fn units_and_examples_are_described() {
        let mut weights = vec![0.0; 64];
        (weights[0], weights[8 * 2 + 4]) = (-1.5, 2.0);
        assert_eq!(
            unit(digits(), 4, false, &weights, Some(0.25)),
            "Unit 5 says 0.25. Weights from −1.50 at row 1, column 1 to 2.00 at row 3, column 5."
        );
        assert!(unit(digits(), 4, true, &weights, None).starts_with("The output for 4. "));
        let iris = RealSet::named("iris").unwrap();
        assert_eq!(
            example(iris, 2, 1, &[5.1, 3.5, 1.4, 0.2]),
            "Test example 3: versicolor, 5.1  3.5  1.4  0.2"
        );
        assert_eq!(wrong(digits(), &Wrong { example: 0, said: 3, sureness: 0.5 }, 8), "3, not 8");
    }

    #[test]
    fn a_score_and_a_setup_fit_on_a_line() {
        assert_eq!(score(432, 449), "432 of 449 right, 96.2 %");
        assert_eq!(score(0, 0), "0 of 0 right, 0.0 %");
        assert_eq!(setup(digits(), &Setup::of(digits())), "64–32–10, relu, ADAM, η = 0.005");
        assert_eq!(sizes(digits(), &[]), "64–10");
    }
}
