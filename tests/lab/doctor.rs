//! Every row of the doctor: what it says when there is something to notice, that it is silent otherwise, and that its ways
//! out help.

use fluxion::lab::Settings;
use fluxion::lab::message::{Diagnosis, Picture, Request};
use fluxion::lab::settings::{Layer, Sample, Source};

use super::driver::Driver;

/// Trains in strides of 50 steps until the doctor says something; gives what it says and the picture.
fn said(driver: &mut Driver, steps: u32) -> Option<(Diagnosis, Picture)> {
    for _ in 0..steps / 50 {
        let picture = driver.ask(Request::Steps(50)).clone();
        if let Some(diagnosis) = picture.diagnosis.clone() {
            return Some((diagnosis, picture));
        }
    }
    None
}

#[track_caller]
fn check(driver: &mut Driver, steps: u32, words: &str, ways: &[&str]) -> (Diagnosis, Picture) {
    let (diagnosis, picture) = said(driver, steps).expect("the doctor notices something");
    assert!(diagnosis.words.contains(words), "{}", diagnosis.words);
    assert_eq!(diagnosis.ways.iter().map(|way| way.label.as_str()).collect::<Vec<_>>(), ways);
    (diagnosis, picture)
}

/// Takes a way out, and gives the picture after it.
fn take(driver: &mut Driver, diagnosis: &Diagnosis, way: usize) -> Picture {
    diagnosis.ways[way].requests.iter().for_each(|request| drop(driver.ask(request.clone()).clone()));
    driver.last().clone()
}

/// A network without hidden layers on the plane, trained on all points at once by plain descent.
fn line(rate: f64) -> Settings {
    let mut settings = Settings::default();
    settings.data.source = Source::Set("plane".into());
    settings.data.count = 40;
    settings.data.testing = 0.0;
    settings.data.batch = 40;
    settings.layers.clear();
    settings.output = "identity".into();
    settings.training.optimiser = "Descent".into();
    settings.training.knobs = vec![rate];
    settings
}

fn layers(units: &[u32], activation: &str) -> Vec<Layer> {
    units.iter().map(|&units| Layer { units, activation: activation.into(), dropout: 0.0 }).collect()
}

#[test]
fn an_overflow_stops_training_within_a_step_and_names_the_layer() {
    let mut settings = Settings::default();
    settings.layers = layers(&[4, 4], "relu");
    settings.output = "identity".into();
    settings.training.optimiser = "Descent".into();
    settings.training.knobs = vec![1e6];
    let mut driver = Driver::new(settings);
    driver.ask(Request::Play { pace: 1 });
    let picture = driver.last().clone();
    assert!(!picture.is_playing, "training has stopped");
    assert!(picture.step < 20, "at step {}", picture.step);
    let diagnosis = picture.diagnosis.expect("the doctor notices the overflow");
    let begin = format!("The numbers have overflowed at step {}: the first", picture.step);
    assert!(diagnosis.words.starts_with(&begin), "{}", diagnosis.words);
    assert!(diagnosis.words.contains("are in layer 1"), "{}", diagnosis.words);
    // Every number of the picture arrives, and the way back is one to finite numbers.
    let healthy = take(&mut driver, &diagnosis, 0);
    assert_eq!(Some(healthy.step), diagnosis.step);
    assert!(healthy.losses[0].is_finite());
    assert!(healthy.diagnosis.is_none());
    let Request::Set(settings) = &diagnosis.ways[0].requests[1] else { panic!("{diagnosis:?}") };
    assert_eq!(settings.training.knobs, [5e5]);
}

#[test]
fn a_loss_that_grows_is_noticed_before_it_overflows() {
    let mut driver = Driver::new(line(0.2));
    let (diagnosis, picture) = check(&mut driver, 300, "The loss grows", &["Go back and halve η", "Go back"]);
    assert!(picture.losses[0].is_finite());
    let before = driver.pictures[0].losses[0];
    let healthy = take(&mut driver, &diagnosis, 1);
    assert!(healthy.losses[0] <= before);
    assert_eq!(said(&mut Driver::new(line(0.02)), 300), None);
}

#[test]
fn steps_above_two_over_lambda_are_named_with_their_numbers() {
    // A bounded network cannot diverge, so steps that are too long make it swing.
    let swinging = |rate: f64| {
        let mut settings = line(rate);
        settings.data.source = Source::Set("circle".into());
        settings.layers = layers(&[4], "tanh");
        settings.output = "tanh".into();
        settings
    };
    let mut driver = Driver::new(swinging(3.0));
    let words = "The loss swings and no longer falls: η = 3.00 is above 2/λ = ";
    let (diagnosis, _) = check(&mut driver, 5000, words, &["Halve η"]);
    let number = |after: &str| -> f64 {
        let text = diagnosis.words.split(after).nth(1).unwrap();
        text.split([',', ' ']).next().unwrap().parse().unwrap()
    };
    let (bound, lambda) = (number("2/λ = "), number("where λ = "));
    assert!((bound * lambda - 2.0).abs() < 0.05, "{}", diagnosis.words);
    let picture = take(&mut driver, &diagnosis, 0);
    assert_eq!(picture.step, driver.last().step);
    assert_eq!(said(&mut Driver::new(swinging(0.05)), 3000), None);
}

#[test]
fn an_output_that_is_the_same_everywhere_is_noticed_at_once() {
    let mut settings = Settings { initialiser: "zeros".into(), ..Settings::default() };
    let mut driver = Driver::new(settings.clone());
    let diagnosis = driver.last().diagnosis.clone().expect("all weights are 0");
    assert!(
        diagnosis.words.starts_with("The network says nearly the same of every point, from 0.000 to 0.000")
    );
    let picture = take(&mut driver, &diagnosis, 0);
    assert_eq!((picture.step, picture.diagnosis), (0, None));
    settings.initialiser = "glorot_uniform".into();
    assert_eq!(Driver::new(settings).last().diagnosis, None);
}

#[test]
fn dead_units_are_counted() {
    let mut settings = Settings::default();
    settings.layers = layers(&[6, 3], "relu");
    let mut driver = Driver::new(settings);
    assert_eq!(driver.last().diagnosis, None);
    for unit in 0..2 {
        let weight = fluxion::lab::message::Weight { layer: 0, unit, from: None };
        driver.ask(Request::Assign { weight, value: -40.0 });
    }
    let diagnosis = driver.last().diagnosis.clone().expect("two of six units are dead");
    assert!(diagnosis.words.starts_with("2 of 6 units in layer 1 are dead"), "{}", diagnosis.words);
    let picture = take(&mut driver, &diagnosis, 1);
    assert_eq!(picture.diagnosis, None, "a leaky unit passes some gradient");
}

#[test]
fn saturated_units_are_counted() {
    let mut settings = Settings::default();
    settings.layers = layers(&[4], "tanh");
    let mut driver = Driver::new(settings);
    assert_eq!(driver.last().diagnosis, None);
    for unit in 0..3 {
        let weight = fluxion::lab::message::Weight { layer: 0, unit, from: None };
        driver.ask(Request::Assign { weight, value: 30.0 });
    }
    let diagnosis = driver.last().diagnosis.clone().expect("three of four units are saturated");
    assert!(diagnosis.words.starts_with("3 of 4 units in layer 1 are "), "{}", diagnosis.words);
    for unit in 0..4 {
        let weight = fluxion::lab::message::Weight { layer: 0, unit, from: None };
        driver.ask(Request::Assign { weight, value: 0.0 });
        let weight = fluxion::lab::message::Weight { layer: 0, unit, from: Some(0) };
        driver.ask(Request::Assign { weight, value: 500.0 });
    }
    let diagnosis = driver.last().diagnosis.clone().expect("all units are switches");
    assert!(
        diagnosis.words.starts_with("4 of 4 units in layer 1 are saturated: at 95 %"),
        "{}",
        diagnosis.words
    );
    assert_eq!(take(&mut driver, &diagnosis, 0).diagnosis, None);
}

/// Points whose classes are drawn by lot: there is nothing to learn but the points themselves.
fn noise() -> Vec<Sample> {
    let number = |at: u32| f64::from(at.wrapping_mul(2_654_435_761) >> 16 & 0xff) / 255.0;
    let sample = |at: u32| Sample {
        at: [12.0 * number(3 * at) - 6.0, 12.0 * number(3 * at + 1) - 6.0],
        wanted: if number(7 * at + 2) < 0.5 { -1.0 } else { 1.0 },
    };
    (0..60).map(sample).collect()
}

#[test]
fn a_test_loss_that_turns_up_is_noticed_with_its_best_step() {
    let mut settings = Settings::default();
    settings.data.source = Source::Own(noise());
    settings.data.testing = 0.5;
    settings.layers = layers(&[8, 8], "tanh");
    let mut driver = Driver::new(settings);
    let (diagnosis, picture) = check(
        &mut driver,
        10_000,
        "the network learns the points by heart",
        &["Go back", "Add L2 from there"],
    );
    let best = diagnosis.step.expect("the best step is named");
    assert!(
        diagnosis.words.starts_with(&format!("The test loss was lowest at step {best}, ")),
        "{}",
        diagnosis.words
    );
    let back = take(&mut driver, &diagnosis, 0);
    assert_eq!((back.step, back.last), (best, picture.last));
    assert!(back.losses[1] < picture.losses[1] / 1.5);
    let branch = take(&mut driver, &diagnosis, 1);
    assert_eq!((branch.step, branch.last), (best, best));
    assert_eq!(branch.other.expect("what lay ahead is kept").name, "L2 = 0");
}

#[test]
fn losses_over_other_points_are_not_compared() {
    let mut settings = Settings::default();
    settings.layers = layers(&[8, 8], "tanh");
    settings.data.source = Source::Set("plane".into());
    let mut driver = Driver::new(settings.clone());
    let easy = driver.ask(Request::Steps(40)).losses;
    settings.data.source = Source::Own(noise().split_off(36));
    settings.data.testing = 0.5;
    driver.ask(Request::Set(settings));
    let picture = driver.ask(Request::Steps(10_000)).clone();
    assert!(
        picture.losses[0] < easy[0] && picture.losses[1] > 10.0 * easy[1],
        "{:?} {easy:?}",
        picture.losses
    );
    let named = picture.diagnosis.and_then(|diagnosis| diagnosis.step);
    assert!(named.is_none_or(|step| step >= 40), "step {named:?} had other points");
}
