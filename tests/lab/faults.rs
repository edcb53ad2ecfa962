//! Settings that cannot be used are problems in words; the run goes on with the last good ones, and nothing panics.

use fluxion::lab::Settings;
use fluxion::lab::message::{Axes, Look, Request, Watch, Weight};
use fluxion::lab::settings::{Layer, Sample, Source};
use fluxion::nn::{OPTIMISERS, SCHEDULES};
use proptest::prelude::*;

use super::driver::Driver;
use super::time::bits;

/// Checks the words for a change that cannot be used, and that the run is what it was.
#[track_caller]
fn check(change: impl FnOnce(&mut Settings), place: &str, message: &str) {
    let mut driver = Driver::new(Settings::default());
    let before = bits(driver.ask(Request::Steps(3)));
    let mut settings = Settings::default();
    change(&mut settings);
    let after = driver.ask(Request::Set(settings)).clone();
    let problem = driver.problems.first().expect("there is a problem");
    assert_eq!((problem.place.as_str(), problem.message.as_str()), (place, message));
    assert_eq!((after.step, bits(&after)), (3, before));
    assert_eq!(driver.ask(Request::Steps(1)).step, 4);
}

fn at(x1: f64, x2: f64, wanted: f64) -> Sample {
    Sample { at: [x1, x2], wanted }
}

#[test]
fn points_that_cannot_be_used_say_why() {
    let own =
        |samples: Vec<Sample>| move |settings: &mut Settings| settings.data.source = Source::Own(samples);
    check(own(vec![]), "data.source", "There are no points to train on.");
    check(
        own(vec![at(1.0, 1.0, 1.0), at(f64::NAN, 2.0, 1.0)]),
        "data.source[1]",
        "Point 2 is (NaN, 2) and wants 1; these must be finite numbers.",
    );
    check(
        own(vec![at(1.0, f64::INFINITY, -1.0)]),
        "data.source[0]",
        "Point 1 is (1, inf) and wants -1; these must be finite numbers.",
    );
    check(
        own(vec![at(0.0, 0.0, 1.0); 4001]),
        "data.count",
        "There are 4001 points; at most 4000 can be trained on.",
    );
    check(|settings| settings.data.count = 0, "data.source", "There are no points to train on.");
    check(|settings| settings.data.batch = 0, "data.batch", "A batch of 0 points teaches nothing.");
    check(
        |settings| settings.data.noise = f64::NAN,
        "data.noise",
        "The noise is NaN; it must be a number from 0 to 0.5.",
    );
    check(
        |settings| settings.data.testing = 1.0,
        "data.testing",
        "The share of points kept for testing is 1; it must be a number from 0 to 0.9.",
    );
}

#[test]
fn names_and_numbers_that_cannot_be_used_say_why() {
    check(
        |settings| settings.data.source = Source::Set("mist".into()),
        "data.source",
        "There is no data set named `mist`.",
    );
    check(|settings| settings.output = "atan2".into(), "output", "There is no activation named `atan2`.");
    check(
        |settings| settings.layers[1].activation = "wobble".into(),
        "layers[1].activation",
        "There is no activation named `wobble`.",
    );
    check(
        |settings| settings.layers[0].units = 17,
        "layers[0].units",
        "The number of units is 17; it must be a number from 1 to 16.",
    );
    check(
        |settings| settings.layers[0].dropout = 0.95,
        "layers[0].dropout",
        "The dropout is 0.95; it must be a number from 0 to 0.9.",
    );
    check(
        |settings| settings.layers = vec![settings.layers[0].clone(); 7],
        "layers",
        "At most 16 inputs and 6 layers can be drawn.",
    );
    check(|settings| settings.features.clear(), "features", "The network has no inputs.");
    check(
        |settings| settings.training.knobs[0] = f64::NAN,
        "training.knobs[0]",
        "`η`, the learning rate, is NaN; it must be a number from -1000000000 to 1000000000.",
    );
    check(|settings| settings.training.knobs.truncate(1), "training.knobs", "`ADAM` takes 3 numbers, not 1.");
    check(
        |settings| settings.training.l2 = -1.0,
        "training.l2",
        "L2 is -1; it must be a number from 0 to 1000000000.",
    );
    check(
        |settings| {
            settings.training.schedule = "step".into();
            settings.training.schedule_knobs = vec![0.5, 0.0];
        },
        "training.schedule_knobs[0]",
        "With these numbers the schedule `step` gives no learning rate.",
    );
}

#[test]
fn what_is_used_otherwise_than_set_is_said() {
    let mut settings = Settings::default();
    settings.data.source = Source::Own(vec![at(1.0, 1.0, 1.0), at(-1.0, 2.0, 1.0)]);
    settings.data.testing = 0.0;
    let mut driver = Driver::new(settings);
    let said: Vec<(&str, &str)> =
        driver.notices.iter().map(|problem| (problem.place.as_str(), problem.message.as_str())).collect();
    let few = "There are only 2 points to train on, fewer than a batch of 20.";
    let same = "All points that are trained on are of one class, so there is nothing to tell apart.";
    assert_eq!(said, [("data.batch", few), ("data.source", same)]);
    let picture = driver.ask(Request::Steps(10));
    assert_eq!((picture.step, picture.epoch), (10, 1));
    assert!(picture.losses[1].is_nan(), "no points are kept for testing");
    assert_eq!(picture.right.unwrap()[1], [0, 0]);
}

#[test]
fn every_optimiser_and_schedule_trains() {
    for optimiser in OPTIMISERS {
        for schedule in SCHEDULES {
            let mut settings = Settings::default();
            settings.training.optimiser = optimiser.name.into();
            settings.training.knobs = optimiser.knobs.iter().map(|knob| knob.default).collect();
            settings.training.schedule = schedule.name.into();
            settings.training.schedule_knobs = schedule.knobs.iter().map(|knob| knob.default).collect();
            let mut driver = Driver::new(settings);
            let picture = driver.ask(Request::Steps(20));
            assert!(picture.losses[0].is_finite(), "{} {}", optimiser.name, schedule.name);
        }
    }
}

#[test]
fn nothing_happens_before_there_are_settings() {
    let mut lab = fluxion::lab::Lab::new(|| 0.0);
    for request in [Request::Play { pace: 0 }, Request::Seek(3), Request::Reset, Request::Steps(5)] {
        lab.receive(request);
        while lab.has_work() {
            lab.work(&mut |reply| panic!("{reply:?}"));
        }
    }
}

/// A number that a slider, a text field or a damaged message may hold.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![4 => 0.0..1.0, 2 => -10.0..10.0, 1 => any::<f64>(), 1 => Just(0.0)]
}

fn name() -> impl Strategy<Value = String> {
    let names = [
        "tanh",
        "relu",
        "identity",
        "leakyrelu",
        "log",
        "sqrt",
        "abs",
        "mse",
        "hinge",
        "huber_loss",
        "sse",
        "spiral",
        "logitbinarycrossentropy",
        "plane",
        "moons",
        "Descent",
        "Momentum",
        "ADAM",
        "ADADelta",
        "AMSGrad",
        "cosine",
        "constant",
        "step",
        "glorot_uniform",
        "zeros",
        "nothing",
        "",
    ];
    proptest::sample::select(names.to_vec()).prop_map(String::from)
}

fn settings() -> impl Strategy<Value = Settings> {
    let sample = (number(), number(), prop_oneof![Just(-1.0), Just(1.0), number()]);
    let samples = proptest::collection::vec(sample.prop_map(|(x1, x2, wanted)| at(x1, x2, wanted)), 0..12);
    let source = prop_oneof![name().prop_map(Source::Set), samples.prop_map(Source::Own)];
    let layer = (0..18_u32, name(), 0.0..1.0).prop_map(|(units, activation, dropout)| Layer {
        units,
        activation,
        dropout,
    });
    let feature = prop_oneof![Just("x1"), Just("x2"), Just("sin(x1)"), Just("log(x1)"), Just("x1 +")];
    let features = proptest::collection::vec(feature.prop_map(String::from), 0..4);
    let data = (proptest::option::of(source), number(), 0..60_u32, number(), 0..40_u32, 0..3_u64);
    let network = (features, proptest::collection::vec(layer, 0..4), name(), name(), 0..3_u64);
    let training = (name(), name(), proptest::collection::vec(number(), 0..5), name(), number(), number());
    // Most random names and numbers fit nowhere, so each part is random or that of the default.
    let parts = proptest::array::uniform8(proptest::bool::weighted(0.3));
    (data, network, training, parts).prop_map(|(data, network, training, takes)| {
        let mut settings = Settings::default();
        settings.data.count = data.2;
        settings.data.batch = data.4;
        settings.data.seed = data.5;
        settings.seed = network.4;
        settings.data.source = data.0.filter(|_| takes[0]).unwrap_or(settings.data.source);
        (settings.data.noise, settings.data.testing) = if takes[1] { (data.1, data.3) } else { (0.1, 0.4) };
        settings.features = if takes[2] { network.0 } else { settings.features };
        settings.layers = if takes[3] { network.1 } else { settings.layers };
        settings.output = if takes[4] { network.2 } else { settings.output };
        settings.initialiser = if takes[5] { network.3 } else { settings.initialiser };
        settings.training.loss = if takes[6] { training.0 } else { settings.training.loss };
        if let (true, Some(row)) = (takes[7], OPTIMISERS.iter().find(|row| row.name == training.1)) {
            settings.training.optimiser = training.1;
            settings.training.knobs = training.2;
            settings.training.knobs.resize(row.knobs.len(), 0.5);
            (settings.training.l1, settings.training.l2) = (training.4, training.5);
        }
        settings
    })
}

fn request() -> impl Strategy<Value = Request> {
    let weight = (0..5_u32, 0..9_u32, proptest::option::of(0..9_u32));
    let weight = weight.prop_map(|(layer, unit, from)| Weight { layer, unit, from });
    let watch = (
        0..20_u32,
        0..10_u32,
        any::<(bool, bool)>(),
        proptest::option::of(0..6_u32),
        weight.clone(),
        number(),
    );
    let axes = prop_oneof![
        Just(Axes::Path),
        any::<u64>().prop_map(|seed| Axes::Random { seed }),
        (weight.clone(), weight.clone()).prop_map(|(one, other)| Axes::Weights([one, other])),
    ];
    let view = proptest::option::of((number(), number()).prop_map(|(x, y)| [[x, y], [y, x]]));
    let look = (axes, view, 0..14_u32, any::<bool>());
    let look = look.prop_map(|(axes, view, side, elsewhere)| Look { axes, view, side, elsewhere });
    let watch = (watch, proptest::option::of(look));
    let watch = watch.prop_map(|((map, units, (gradients, histograms), grid, weight, x), landscape)| Watch {
        landscape,
        map,
        units,
        enlarged: Some([weight.layer, weight.unit]),
        gradients,
        histograms,
        grid,
        trace: Some(at(x, -x, 1.0)),
        course: Some(weight),
    });
    prop_oneof![
        6 => settings().prop_map(Request::Set),
        2 => (0..40_u32).prop_map(Request::Steps),
        1 => Just(Request::Epoch),
        2 => (0..90_u64).prop_map(Request::Seek),
        1 => Just(Request::Reset),
        1 => Just(Request::KeepForComparison),
        2 => (weight, number()).prop_map(|(weight, value)| Request::Assign { weight, value }),
        2 => watch.prop_map(Request::Watch),
        1 => (1..9_u64, number(), number()).prop_map(|(survey, a, b)| Request::Move { survey, to: [a, b] }),
        1 => any::<u64>().prop_map(Request::Surveyed),
        1 => Just(Request::Pause),
        1 => any::<u64>().prop_map(Request::Drawn),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is asked, in any order, at once or one by one: every picture fits the run.
    #[test]
    fn no_request_panics(requests in proptest::collection::vec(request(), 1..14), at_once in any::<bool>()) {
        let mut driver = Driver::new(Settings::default());
        for request in requests {
            if at_once {
                driver.lab.receive(request);
            } else {
                driver.ask(request);
            }
        }
        let picture = driver.ask(Request::Watch(Watch { map: 3, ..Watch::default() })).clone();
        prop_assert!(picture.step <= picture.last);
        prop_assert!(!picture.is_playing);
        // And what was seen is seen again.
        driver.ask(Request::Seek(0));
        let again = driver.ask(Request::Seek(picture.step));
        prop_assert_eq!(bits(again), bits(&picture));
    }
}
