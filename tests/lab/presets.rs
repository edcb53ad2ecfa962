//! Every data set is learned with its preset.

use fluxion::lab::Settings;
use fluxion::lab::message::Request;

use super::driver::Driver;

#[test]
fn training_lowers_the_loss() {
    let mut driver = Driver::new(Settings::default());
    let before = driver.last().losses;
    let after = driver.ask(Request::Steps(1000));
    assert_eq!((after.step, after.last), (1000, 1000));
    assert!(after.losses[0] < before[0] / 2.0);
}
