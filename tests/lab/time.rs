//! Every step has the same bits whenever and however it is reached; what has been can be seen again and changed.

use std::sync::atomic::{AtomicU64, Ordering};

use fluxion::lab::message::{Picture, Request, Watch, Weight};
use fluxion::lab::settings::{Layer, Source};
use fluxion::lab::{Lab, Settings};
use fluxion::nn::{Chain, Trainer, initialiser, loss, optimiser};
use fluxion::tensor::Tensor;
use fluxion::tensor::random::Random;

use super::driver::Driver;

/// The weights and losses of a picture, as bits.
pub fn bits(picture: &Picture) -> Vec<u64> {
    let numbers = picture.layers.iter().flat_map(|layer| layer.weights.iter().chain(&layer.biases));
    numbers.chain(&picture.losses).map(|x| x.to_bits()).collect()
}

/// Settings in which everything that has a state or is random takes part.
pub fn eventful() -> Settings {
    let mut settings = Settings::default();
    settings.layers = [("tanh", 0.2), ("relu", 0.0), ("leakyrelu", 0.1)]
        .map(|(activation, dropout)| Layer { units: 5, activation: activation.into(), dropout })
        .into();
    settings.data.batch = 7;
    settings.training.schedule = "cosine".into();
    settings.training.schedule_knobs = vec![300.0];
    settings.training.l1 = 1e-4;
    settings.training.l2 = 1e-3;
    settings
}

#[test]
fn five_hundred_steps_are_those_of_a_plain_trainer() {
    let settings = Settings::default();
    let mut driver = Driver::new(settings.clone());
    let samples = driver.points[0].clone();
    let shown = bits(driver.ask(Request::Steps(500)));

    let sizes = settings.sizes();
    let activations: Vec<&str> = settings
        .layers
        .iter()
        .map(|layer| layer.activation.as_str())
        .chain([settings.output.as_str()])
        .collect();
    let start = initialiser(&settings.initialiser).unwrap();
    let network = Chain::<f64>::drawn(&sizes, &activations, start, &mut Random::new(settings.seed));
    let size = settings.data.batch as usize;
    let batch = |chosen: &[usize]| {
        let x = chosen.iter().flat_map(|&at| samples[at].at).collect();
        let y = chosen.iter().map(|&at| samples[at].wanted).collect();
        [Tensor::from_column_major(&[2, size], x).unwrap(), Tensor::from_column_major(&[1, size], y).unwrap()]
    };
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let [x, y] = batch(&order[..size]);
    let row = optimiser(&settings.training.optimiser).unwrap();
    let mut trainer = Trainer::new(&network, loss(&settings.training.loss).unwrap(), row, [&x, &y]).unwrap();
    settings.training.knobs.iter().enumerate().for_each(|(at, knob)| trainer.set_knob(at, *knob));
    let steps = samples.len().div_ceil(size);
    for step in 0..500 {
        if step % steps == 0 {
            let epoch = (step / steps) as u64;
            order = (0..samples.len()).collect();
            Random::new(settings.seed ^ (epoch + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)).shuffle(&mut order);
        }
        let from = step % steps * size;
        let chosen: Vec<usize> = (from..from + size).map(|at| order[at % samples.len()]).collect();
        let [x, y] = batch(&chosen);
        trainer.set_batch([&x, &y]).unwrap();
        trainer.step();
    }
    let mut memory = Vec::new();
    trainer.save(&mut memory);
    let weights = shown.len() - 2;
    assert_eq!(shown[..weights], memory[..weights].iter().map(|x| x.to_bits()).collect::<Vec<_>>());
}

#[test]
fn slices_and_pictures_leave_no_trace() {
    static NOW: AtomicU64 = AtomicU64::new(0);
    let expected = bits(Driver::new(eventful()).ask(Request::Steps(500)));
    let mut driver = Driver::new(eventful());
    // A clock that runs so fast that every slice has one or two steps.
    driver.lab = Lab::new(|| 3.0 * NOW.fetch_add(1, Ordering::Relaxed) as f64);
    driver.ask(Request::Set(eventful()));
    let sample = driver.points[0][0];
    driver.ask(Request::Watch(Watch {
        map: 8,
        units: 8,
        gradients: true,
        histograms: true,
        grid: Some(1),
        trace: Some(sample),
        ..Watch::default()
    }));
    assert_eq!(bits(driver.ask(Request::Steps(500))), expected);
    assert!(driver.pictures.len() > 100, "{} pictures", driver.pictures.len());
}

#[test]
fn every_step_can_be_seen_again() {
    let mut driver = Driver::new(eventful());
    let mut seen = vec![bits(driver.last())];
    for _ in 0..500 {
        seen.push(bits(driver.ask(Request::Steps(1))));
    }
    for step in [500, 0, 499, 1, 250, 251, 300, 17, 63, 64, 65, 500] {
        let picture = driver.ask(Request::Seek(step as u64));
        assert_eq!((picture.step, picture.last, picture.is_playing), (step as u64, 500, false));
        assert_eq!(bits(picture), seen[step], "step {step}");
    }
    let picture = driver.ask(Request::Seek(9999));
    assert_eq!((picture.step, bits(picture)), (500, seen[500].clone()));
    // Training on from an earlier step follows the same path.
    driver.ask(Request::Seek(123));
    assert_eq!(bits(driver.ask(Request::Steps(300))), seen[423]);
}

/// A run with changes of every kind at several steps.
fn changed() -> (Driver, Vec<Vec<u64>>) {
    let mut driver = Driver::new(eventful());
    let mut seen = Vec::new();
    let weight = Weight { layer: 1, unit: 2, from: Some(3) };
    for step in 0..300 {
        let mut settings = eventful();
        let request = match step {
            40 => {
                settings.training.optimiser = "Momentum".into();
                settings.training.knobs = vec![0.01, 0.9];
                Some(Request::Set(settings))
            }
            100 => Some(Request::Assign { weight, value: 0.75 }),
            101 => {
                settings.data.batch = 30;
                settings.data.noise = 0.2;
                settings.layers[1].dropout = 0.5;
                Some(Request::Set(settings))
            }
            200 => {
                settings.training.loss = "hinge".into();
                settings.output = "identity".into();
                Some(Request::Set(settings))
            }
            _ => None,
        };
        request.into_iter().for_each(|request| drop(driver.ask(request).clone()));
        seen.push(bits(driver.last()));
        driver.ask(Request::Steps(1));
    }
    seen.push(bits(driver.last()));
    (driver, seen)
}

#[test]
fn changes_are_followed_again() {
    let (mut driver, seen) = changed();
    assert_eq!(driver.problems, []);
    for step in [300, 0, 39, 40, 41, 100, 101, 102, 199, 200, 201, 299, 300] {
        assert_eq!(bits(driver.ask(Request::Seek(step as u64))), seen[step], "step {step}");
    }
    driver.ask(Request::Seek(0));
    assert_eq!(bits(driver.ask(Request::Steps(300))), seen[300]);
}

#[test]
fn settings_and_points_are_those_of_the_step_that_is_shown() {
    let mut driver = Driver::new(Settings::default());
    let first = driver.points.clone();
    driver.ask(Request::Steps(50));
    let mut settings = Settings::default();
    settings.training.knobs[0] = 0.2;
    settings.data.noise = 0.2;
    driver.ask(Request::Set(settings.clone()));
    let second = driver.points.clone();
    assert_ne!(second, first);
    driver.ask(Request::Steps(50));
    for (step, points, shown) in
        [(30, &first, &Settings::default()), (50, &second, &settings), (49, &first, &Settings::default())]
    {
        driver.ask(Request::Seek(step));
        assert_eq!((&driver.points, &driver.settings), (points, shown), "step {step}");
    }
    // On along the same path, they change where they changed before.
    driver.ask(Request::Steps(1));
    assert_eq!((&driver.points, &driver.settings), (&second, &settings));
}

#[test]
fn a_change_at_an_earlier_step_begins_a_branch() {
    let mut driver = Driver::new(Settings::default());
    driver.ask(Request::Steps(200));
    let before = driver.pictures.iter().rev().find_map(|picture| picture.curve.clone()).unwrap();
    driver.ask(Request::Seek(80));
    let at_fork = bits(driver.last());
    let mut settings = Settings::default();
    settings.training.knobs[0] = 0.06;
    let picture = driver.ask(Request::Set(settings.clone())).clone();
    assert_eq!((picture.step, picture.last), (80, 80));
    assert_eq!(bits(&picture), at_fork);
    let other = picture.other.unwrap();
    assert_eq!((other.name.as_str(), other.fork), ("η = 0.01", Some(80)));
    assert_eq!((other.steps, other.training), (before.steps, before.training));
    let own = picture.curve.unwrap();
    assert_eq!((own.name.as_str(), own.steps.last()), ("", Some(&80)));

    // A change of mind leaves no trace.
    driver.ask(Request::Set(Settings::default()));
    let after = driver.ask(Request::Steps(120));
    assert_eq!(after.last, 200);
    assert_eq!(bits(after), bits(Driver::new(Settings::default()).ask(Request::Steps(200))));
    let other = driver.pictures.iter().rev().find_map(|picture| picture.other.clone()).unwrap();
    assert_eq!(other.name, "");
}

#[test]
fn a_reset_keeps_the_start_and_the_former_run() {
    let mut driver = Driver::new(Settings::default());
    let start = bits(driver.last());
    driver.ask(Request::Steps(128));
    let picture = driver.ask(Request::Reset);
    assert_eq!((picture.step, picture.last, bits(picture)), (0, 0, start));
    let other = picture.other.clone().unwrap();
    assert_eq!((other.fork, other.steps.last()), (None, Some(&128)));
    let curve = picture.curve.clone().unwrap();
    assert_eq!(curve.steps, [0]);
}

#[test]
fn a_run_is_kept_for_comparison() {
    let mut driver = Driver::new(Settings::default());
    driver.ask(Request::Steps(50));
    let other = driver.ask(Request::KeepForComparison).other.clone().unwrap();
    assert_eq!((other.fork, other.steps.last()), (Some(50), Some(&50)));
    // Another network begins anew, and the run that was kept stays.
    let mut settings = Settings::default();
    settings.layers[0].units = 4;
    let picture = driver.ask(Request::Set(settings));
    assert_eq!(picture.step, 0);
    let other = picture.other.clone().unwrap();
    assert_eq!((other.fork, other.name.as_str()), (None, "8-8 units"));
}

#[test]
fn epochs_end_where_they_end() {
    let mut driver = Driver::new(Settings::default());
    let epoch = driver.last().epoch;
    // 350 points in batches of 20; the last batch is filled up.
    assert_eq!(epoch, 18);
    driver.ask(Request::Steps(5));
    assert_eq!(driver.ask(Request::Epoch).step, epoch);
    let picture = driver.ask(Request::Epoch);
    assert_eq!((picture.step, picture.is_playing), (2 * epoch, false));
}

#[test]
fn pictures_wait_until_they_are_drawn() {
    let mut lab = Lab::new(|| 0.0);
    lab.receive(Request::Set(Settings::default()));
    lab.receive(Request::Play { pace: 3 });
    let mut pictures = Vec::new();
    let mut work = |lab: &mut Lab| {
        while lab.has_work() {
            lab.work(&mut |reply| {
                if let fluxion::lab::message::Reply::Picture(picture) = reply {
                    pictures.push((picture.number, picture.step, picture.is_playing));
                }
            });
        }
        pictures.clone()
    };
    assert_eq!(work(&mut lab), [(1, 3, true)]);
    assert_eq!(work(&mut lab).len(), 1);
    lab.receive(Request::Drawn(1));
    assert_eq!(work(&mut lab)[1..], [(2, 6, true)]);
    // Settings that change meanwhile do not hurry pictures either.
    lab.receive(Request::Watch(Watch { map: 4, ..Watch::default() }));
    assert_eq!(work(&mut lab).len(), 2);
    lab.receive(Request::Pause);
    lab.receive(Request::Drawn(2));
    assert_eq!(work(&mut lab)[2..], [(3, 9, false)]);
}

#[test]
fn what_continues_keeps_the_weights() {
    let mut driver = Driver::new(Settings::default());
    let weights = |picture: &Picture| picture.layers.clone();
    let before = weights(driver.ask(Request::Steps(30)));
    let mut settings = Settings::default();
    settings.data.source = Source::Set("moons".into());
    settings.data.batch = 1;
    settings.training.loss = "huber_loss".into();
    settings.training.optimiser = "NADAM".into();
    settings.layers[0].activation = "swish".into();
    settings.layers[1].dropout = 0.3;
    let picture = driver.ask(Request::Set(settings.clone()));
    assert_eq!((picture.step, weights(picture)), (30, before));
    settings.seed += 1;
    let picture = driver.ask(Request::Set(settings));
    assert_eq!((picture.step, picture.last), (0, 0));
}

#[test]
fn an_optimiser_that_stays_keeps_its_memory() {
    let mut twice = Driver::new(Settings::default());
    twice.ask(Request::Steps(50));
    // The batch changes and changes back: the step is compiled anew twice.
    let mut settings = Settings::default();
    settings.data.batch = 20;
    twice.ask(Request::Set(settings));
    twice.ask(Request::Set(Settings::default()));
    let mut once = Driver::new(Settings::default());
    once.ask(Request::Steps(50));
    assert_eq!(bits(twice.ask(Request::Steps(50))), bits(once.ask(Request::Steps(50))));
}

#[test]
fn a_long_run_takes_bounded_memory() {
    let mut settings = Settings::default();
    settings.layers.truncate(1);
    settings.data.batch = 1;
    settings.data.count = 20;
    let mut driver = Driver::new(settings);
    let mut held = Vec::new();
    let mut all = 0;
    for _ in 0..10 {
        all += allocation_counter::measure(|| {
            driver.ask(Request::Steps(10_000));
        })
        .bytes_current;
        driver.pictures.clear();
        held.push(all);
    }
    assert_eq!(driver.ask(Request::Seek(77_777)).step, 77_777);
    let most = held.iter().max().unwrap();
    assert!(*most < 1 << 20, "{held:?}");
}

/// So many changes that not all of them can be remembered.
#[test]
fn a_run_remembers_its_first_step_and_the_last_ones_however_much_is_changed() {
    const STEPS: u64 = 400;
    let mut driver = Driver::new(Settings::default());
    let mut seen = Vec::new();
    for step in 0..STEPS {
        for unit in 0..4 {
            for from in [None, Some(0), Some(1), Some(0)] {
                let weight = Weight { layer: 0, unit, from };
                driver.ask(Request::Assign { weight, value: (step as f64 + f64::from(unit)).sin() });
            }
        }
        seen.push(bits(driver.last()));
        driver.ask(Request::Steps(1));
    }
    seen.push(bits(driver.last()));
    let [begin, end] = driver.last().forgotten.expect("some steps are forgotten");
    assert!(begin == 0 && end > 10 && end < STEPS, "{begin} {end}");
    for step in [STEPS, end, end + 1, STEPS - 3, 0, STEPS] {
        assert_eq!(bits(driver.ask(Request::Seek(step))), seen[step as usize], "step {step}");
    }
    for (sought, shown) in [(1, 0), (end - 1, end)] {
        let picture = driver.ask(Request::Seek(sought)).clone();
        assert_eq!((picture.step, picture.last), (shown, STEPS));
    }
    // From step 0 a new way begins, as its settings and weights have it.
    driver.ask(Request::Seek(0));
    let picture = driver.ask(Request::Steps(3)).clone();
    assert_eq!((picture.step, picture.last, picture.forgotten), (3, 3, None));
    assert_eq!(picture.other.as_ref().expect("what lay ahead is kept").fork, Some(0));
    let mut fresh = Driver::new(Settings::default());
    for unit in 0..4 {
        for from in [None, Some(0), Some(1)] {
            let weight = Weight { layer: 0, unit, from };
            fresh.ask(Request::Assign { weight, value: f64::from(unit).sin() });
        }
    }
    assert_eq!(bits(&picture), bits(fresh.ask(Request::Steps(3))));
}

#[test]
fn a_run_is_kept_to_compare_with_until_it_is_let_go() {
    let mut driver = Driver::new(Settings::default());
    driver.ask(Request::Steps(60));
    let kept = driver.ask(Request::KeepForComparison).other.clone().expect("the run is kept");
    assert_eq!((kept.name.as_str(), kept.steps.last()), ("", Some(&60)));
    let mut settings = Settings::default();
    settings.training.knobs[0] = 0.06;
    driver.ask(Request::Set(settings));
    let other = driver.ask(Request::Steps(30)).other.clone();
    let other = other.or_else(|| driver.pictures.iter().rev().find_map(|picture| picture.other.clone()));
    let other = other.expect("its curve");
    assert_eq!((other.name.as_str(), &other.training), ("η = 0.01", &kept.training));
    assert_eq!(driver.ask(Request::EndComparison).other.clone().expect("told once").steps, []);
}
