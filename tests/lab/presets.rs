//! Every data set is learned with its preset, and the doctor has nothing to say while it is.

use fluxion::lab::message::Request;
use fluxion::lab::{PRESETS, Settings};
use fluxion::nn::DATA_SETS;

use super::driver::Driver;

/// Steps of 20 points within which every data set is learned: the page takes them in a second or two.
const STEPS: u64 = 4000;

#[test]
fn every_data_set_is_learned() {
    for set in DATA_SETS {
        let preset =
            PRESETS.iter().find(|preset| preset.set == set.name).expect("every data set has a preset");
        let mut driver = Driver::new(preset.settings());
        let mut noticed = Vec::new();
        let learned = (0..STEPS / 100).find(|_| {
            let picture = driver.ask(Request::Steps(100));
            noticed.extend(picture.diagnosis.clone());
            picture.losses[1] < 0.05
        });
        let picture = driver.last();
        assert!(learned.is_some(), "{}: {:?} after {} steps", set.name, picture.losses, picture.step);
        assert_eq!(noticed, [], "{}", set.name);
        assert_eq!(driver.problems, [], "{}", set.name);
    }
}

#[test]
fn the_default_is_the_preset_of_the_spiral() {
    let preset = PRESETS.iter().find(|preset| preset.set == "spiral").expect("the spiral has a preset");
    assert_eq!(preset.settings(), Settings::default());
}
