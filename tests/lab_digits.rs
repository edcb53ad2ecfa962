//! Real data: every file of the table, files that are damaged, and a network that learns them behind messages.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use fluxion::lab::digits::message::{Look, Opened, Picture, Reply, Request};
use fluxion::lab::digits::{Examples, REAL_SETS, RealSet, Recogniser, Setup, checksum, read_examples};
use fluxion::tensor::random::Random;
use fluxion::view::laboratory::digits::words;

mod lab_digits {
    pub mod drawn;
}

use lab_digits::drawn::drawn;

fn file(set: &RealSet) -> Vec<u8> {
    let path = format!("{}/data/{}", env!("CARGO_MANIFEST_DIR"), set.file);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn digits() -> &'static RealSet {
    RealSet::named("digits").unwrap()
}

fn examples(set: &RealSet) -> Examples {
    read_examples(set, &file(set)).unwrap()
}

#[test]
fn every_file_has_its_examples() {
    for set in REAL_SETS {
        assert_eq!(checksum(&file(set)), set.checksum, "{}", set.name);
        assert!(set.is_picture() || set.features.len() == set.size(), "{}", set.name);
        let examples = examples(set);
        assert_eq!(examples.values.len(), examples.count() * set.size(), "{}", set.name);
        let classes: std::collections::BTreeSet<u8> = examples.labels.iter().copied().collect();
        assert_eq!(classes.len(), set.classes.len(), "{}", set.name);
    }
    let digits = examples(digits());
    assert_eq!(digits.count(), 1_797);
    // The first digit of the set, as scikit-learn prints it: a zero.
    let first: Vec<f64> = digits.example(0)[..16].iter().map(|value| value * 16.0).collect();
    assert_eq!(first, [0., 0., 5., 13., 9., 1., 0., 0., 0., 0., 13., 15., 10., 15., 5., 0.]);
    assert_eq!(digits.labels[..10], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    let iris = examples(RealSet::named("iris").unwrap());
    assert_eq!((iris.count(), iris.example(0)), (150, &[5.1, 3.5, 1.4, 0.2][..]));
}

#[test]
fn a_split_has_every_example_once() {
    let examples = examples(digits());
    let [training, testing] = examples.split(0.25, 3);
    assert_eq!([training.len(), testing.len()], [1_348, 449]);
    let mut all = [training.clone(), testing].concat();
    all.sort_unstable();
    assert_eq!(all, (0..1_797).collect::<Vec<_>>());
    assert_eq!(examples.split(0.25, 3)[0], training);
    assert_ne!(examples.split(0.25, 4)[0], training);
}

#[test]
fn damaged_files_are_refused_in_words() {
    let whole = file(digits());
    let check = |bytes: &[u8], message: &str| {
        let message = format!("The file of the set `digits` {message}.");
        assert_eq!(read_examples(digits(), bytes), Err(message));
    };
    check(&[], "ends too early");
    check(&whole[..5], "ends too early");
    check(&whole[..whole.len() - 1], "ends too early");
    check(&[&whole[..], &[0]].concat(), "goes on after its end");
    check(b"Fx2------", "has another format");
    check(&file(RealSet::named("iris").unwrap()), "belongs to another set");
    let mut other = whole.clone();
    assert_eq!(digits().read(&whole).map(|examples| examples.count()), Ok(1_797));
    other[9] = 10;
    let words = "The file of the set `digits` came damaged, or belongs to another version of this page.";
    assert_eq!(digits().read(&other), Err(words.to_owned()));
    check(&other, "names a class that the set does not have");
    let mut random = Random::new(1);
    for _ in 0..300 {
        let mut bytes = whole.clone();
        for _ in 0..3 {
            let at = (random.uniform() * bytes.len() as f64) as usize;
            bytes[at] = (random.uniform() * 256.0) as u8;
        }
        if let Ok(examples) = read_examples(digits(), &bytes) {
            assert!(examples.values.iter().all(|value| (0.0..=16.0).contains(value)));
        }
    }
}

/// Feeds requests and works until there is nothing to do, answering every picture; returns the replies.
fn after(recogniser: &mut Recogniser, requests: Vec<Request>) -> Vec<Reply> {
    let mut replies = Vec::new();
    requests.into_iter().for_each(|request| recogniser.receive(request));
    while recogniser.has_work() {
        let from = replies.len();
        recogniser.work(&mut |reply| replies.push(reply));
        for reply in &replies[from..] {
            if let Reply::Picture(picture) = reply {
                recogniser.receive(Request::Drawn(picture.number));
            }
        }
    }
    replies
}

/// What the page knows after some replies: the last picture, with the curves and the verdict that came last.
fn seen(replies: &[Reply]) -> Picture {
    let mut seen = Picture::default();
    for reply in replies {
        if let Reply::Picture(picture) = reply {
            let (course, verdict) = (seen.course.take(), seen.verdict.take());
            seen = (**picture).clone();
            seen.course = seen.course.or(course);
            seen.verdict = seen.verdict.or(verdict);
        }
    }
    assert!(seen.number > 0, "no picture: {replies:?}");
    seen
}

fn open(set: &RealSet, setup: Setup) -> Request {
    Request::Open { set: set.name.into(), bytes: file(set), setup }
}

fn begun(set: &RealSet, seed: u64) -> (Recogniser, Vec<Reply>) {
    let mut recogniser = Recogniser::new(|| 0.0);
    let setup = Setup { seed, ..Setup::of(set) };
    let replies = after(&mut recogniser, vec![open(set, setup)]);
    (recogniser, replies)
}

fn train(recogniser: &mut Recogniser, epochs: u32) -> Picture {
    seen(&after(recogniser, vec![Request::Train { epochs, pace: 0 }]))
}

#[test]
fn digits_are_learned_within_ten_epochs() {
    for seed in [1, 2] {
        let (mut recogniser, replies) = begun(digits(), seed);
        let Reply::Opened(opened) = &replies[0] else { panic!("{replies:?}") };
        let Opened { counts, tests, labels } = &**opened;
        assert_eq!((counts, tests.len(), labels.len()), (&[1_348, 449], 449, 449));
        let before = seen(&replies).verdict.unwrap();
        assert!(before.right[1] < 120, "an untrained network guesses: {}", before.right[1]);
        let picture = train(&mut recogniser, 10);
        assert_eq!(
            (picture.step, picture.epoch, picture.goal, picture.is_playing),
            (420, 10.0, [0, 10], false)
        );
        let verdict = picture.verdict.unwrap();
        let share = f64::from(verdict.right[1]) / 449.0;
        assert!(share > 0.95, "{share} of the test is right after ten epochs with seed {seed}");
        let course = picture.course.unwrap();
        assert_eq!(course.steps, (0..=10).map(|epoch| 42 * epoch).collect::<Vec<u64>>());
        assert_eq!(course.shares[1].last(), Some(&share));
        assert_eq!(course.losses[0].last(), Some(&verdict.losses[0]));
        let total: u32 = verdict.confusion.iter().flatten().sum();
        let right: u32 = (0..10).map(|class| verdict.confusion[class][class]).sum();
        assert_eq!((total, right), (449, verdict.right[1]));
        assert_eq!(verdict.wrong.len(), 449 - right as usize);
        assert!(verdict.wrong.iter().all(|wrong| labels[wrong.example as usize] != wrong.said));
        assert!(verdict.wrong.is_sorted_by(|a, b| a.sureness >= b.sureness));
    }
}

#[test]
fn irises_are_learned() {
    let (mut recogniser, _) = begun(RealSet::named("iris").unwrap(), 1);
    let verdict = train(&mut recogniser, 200).verdict.unwrap();
    assert!(verdict.right[1] >= 35, "{} of 38", verdict.right[1]);
}

#[test]
fn the_same_seed_learns_the_same() {
    let run = || train(&mut begun(digits(), 5).0, 1);
    assert_eq!(run(), run());
    let (mut recogniser, _) = begun(digits(), 5);
    train(&mut recogniser, 1);
    after(&mut recogniser, vec![Request::Reset]);
    assert_eq!(train(&mut recogniser, 1).filters, run().filters, "starting afresh with the same seed");
}

#[test]
fn what_is_set_while_it_trains_keeps_the_weights_where_they_fit() {
    let (mut recogniser, _) = begun(digits(), 1);
    let before = train(&mut recogniser, 2);
    let setup = Setup::of(digits());
    for other in [
        Setup { rate: 0.001, ..setup.clone() },
        Setup { batch: 64, ..setup.clone() },
        Setup { optimiser: "Momentum".into(), rate: 0.01, ..setup.clone() },
        Setup { optimiser: "ADADelta".into(), ..setup.clone() },
    ] {
        let now = seen(&after(&mut recogniser, vec![Request::Set(other)]));
        assert_eq!((now.step, &now.filters), (before.step, &before.filters));
    }
    // An epoch of the new batch: 1,348 examples, 32 at a time again.
    let picture = seen(&after(
        &mut recogniser,
        vec![Request::Set(setup.clone()), Request::Train { epochs: 1, pace: 0 }],
    ));
    assert_eq!((picture.step, picture.epoch), (126, 3.0));
    assert!(picture.filters != before.filters);
    for other in [
        Setup { hidden: vec![16, 12], ..setup.clone() },
        Setup { hidden: Vec::new(), ..setup.clone() },
        Setup { activation: "tanh".into(), ..setup.clone() },
        Setup { seed: 2, ..setup.clone() },
    ] {
        let units = other.hidden.first().map_or(10, |units| *units as usize);
        let replies = after(&mut recogniser, vec![Request::Set(other)]);
        assert!(matches!(replies[0], Reply::Opened(_)));
        let picture = seen(&replies);
        assert_eq!((picture.step, picture.filters.len()), (0, units));
        assert!(train(&mut recogniser, 1).verdict.unwrap().right[1] > 224, "it learns");
    }
}

#[test]
fn settings_out_of_range_are_refused() {
    let (mut recogniser, _) = begun(digits(), 1);
    let setup = Setup::of(digits());
    for other in [
        Setup { hidden: vec![0], ..setup.clone() },
        Setup { hidden: vec![65], ..setup.clone() },
        Setup { hidden: vec![8; 4], ..setup.clone() },
        Setup { activation: "wobble".into(), ..setup.clone() },
        Setup { optimiser: "wobble".into(), ..setup.clone() },
        Setup { rate: f64::NAN, ..setup.clone() },
        Setup { batch: 0, ..setup.clone() },
    ] {
        let replies = after(&mut recogniser, vec![Request::Set(other)]);
        assert_eq!(replies[0], Reply::Notice("These settings cannot be used.".into()));
        assert_eq!(seen(&replies).filters.len(), 32, "all stays as it was");
    }
}

#[test]
fn a_loss_that_is_lost_stops_training_and_says_so() {
    let (mut recogniser, _) = begun(digits(), 1);
    // Each layer's step grows with the weights of the others.
    let wild = Setup {
        hidden: vec![16; 3],
        activation: "identity".into(),
        optimiser: "Descent".into(),
        rate: 10.0,
        ..Setup::of(digits())
    };
    after(&mut recogniser, vec![Request::Set(wild)]);
    let picture = train(&mut recogniser, 20);
    assert!(picture.is_lost && !picture.is_playing && picture.epoch < 20.0, "epoch {}", picture.epoch);
    let fresh = seen(&after(&mut recogniser, vec![Request::Reset]));
    assert!(!fresh.is_lost && fresh.step == 0);
}

#[test]
fn a_drawing_is_recognised_while_it_is_drawn() {
    let (mut recogniser, _) = begun(digits(), 1);
    train(&mut recogniser, 5);
    let shown = |recogniser: &mut Recogniser, look| seen(&after(recogniser, vec![Request::Look(look)])).shown;
    let example = shown(&mut recogniser, Look::Example(7)).unwrap();
    assert_eq!(example.layers.iter().map(Vec::len).collect::<Vec<_>>(), [64, 32, 10]);
    assert!((example.probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    let drawing = shown(&mut recogniser, Look::Drawing(example.layers[0].clone())).unwrap();
    assert_eq!((drawing.wanted, &drawing.probabilities), (None, &example.probabilities));
    assert_eq!(shown(&mut recogniser, Look::Drawing(vec![0.5; 63])), None);
    assert_eq!(shown(&mut recogniser, Look::Drawing(vec![f64::NAN; 64])), None);
    assert_eq!(shown(&mut recogniser, Look::Example(449)), None);
}

#[test]
fn pictures_wait_until_they_are_drawn() {
    let (mut recogniser, replies) = begun(digits(), 1);
    let first = seen(&replies).number;
    recogniser.receive(Request::Train { epochs: 1_000, pace: 0 });
    let mut pictures = Vec::new();
    for _ in 0..20 {
        recogniser.work(&mut |reply| pictures.extend(matches!(reply, Reply::Picture(_)).then_some(())));
    }
    assert_eq!(pictures.len(), 1, "one picture is on its way, and training goes on");
    recogniser.receive(Request::Drawn(first + 1));
    recogniser.receive(Request::Pause);
    let paused = seen(&after(&mut recogniser, Vec::new()));
    assert!(!paused.is_playing && paused.step > 0);
    assert_eq!(paused.verdict.map(|verdict| verdict.step), Some(paused.step), "what stands still is judged");
}

#[test]
fn a_pace_holds_back_training_until_a_picture_is_drawn() {
    let (mut recogniser, _) = begun(digits(), 1);
    let replies = after(&mut recogniser, vec![Request::Train { epochs: 1, pace: 4 }]);
    let steps = replies.iter().filter_map(|reply| match reply {
        Reply::Picture(picture) => Some(picture.step),
        _ => None,
    });
    // The first may show what was before.
    let steps: Vec<u64> = steps.filter(|step| *step > 0).collect();
    assert_eq!(steps, (1..=10).map(|at| 4 * at).chain([42]).collect::<Vec<_>>());
}

#[test]
fn a_long_run_keeps_a_short_course() {
    let set = RealSet::named("iris").unwrap();
    let (mut recogniser, _) = begun(set, 1);
    let course = train(&mut recogniser, 1_700).course.unwrap();
    assert!((200..=400).contains(&course.steps.len()), "{}", course.steps.len());
    assert!(course.steps.is_sorted() && course.steps[0] == 0);
    let gaps: Vec<u64> = course.steps.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(gaps.iter().all(|gap| *gap == gaps[0]), "{gaps:?}");
    assert_eq!(course.shares[1].len(), course.steps.len());
}

#[test]
fn what_cannot_be_opened_is_said() {
    let mut recogniser = Recogniser::new(|| 0.0);
    let open = |set: &str| Request::Open { set: set.into(), bytes: Vec::new(), setup: Setup::default() };
    let problem = |words: &str| [Reply::Problem(words.into())];
    assert_eq!(after(&mut recogniser, vec![open("cats")]), problem("There is no data set `cats`."));
    assert_eq!(
        after(&mut recogniser, vec![open("digits")]),
        problem("The file of the set `digits` came damaged, or belongs to another version of this page.")
    );
    let nothing = vec![Request::Train { epochs: 3, pace: 0 }, Request::Reset, Request::Pause];
    assert_eq!(after(&mut recogniser, nothing), []);
}

#[test]
fn drawn_digits_are_read_wherever_they_stand_and_however_large() {
    let (mut recogniser, _) = begun(digits(), 1);
    train(&mut recogniser, 30);
    for (size, middle) in [(1.0, [0.5, 0.5]), (0.6, [0.35, 0.6])] {
        let mut read = Vec::new();
        for digit in 0..10 {
            let look = Look::Drawing(drawn(digit, size, middle).pixels());
            let shown = seen(&after(&mut recogniser, vec![Request::Look(look)])).shown.unwrap();
            read.push(words::said(&shown.probabilities).unwrap());
        }
        let right = (0..10).filter(|digit| read[*digit] == *digit).count();
        assert!(right >= 9, "{right} of ten drawings are read, of size {size}: {read:?}");
    }
}
