//! Real data: every file of the table, files that are damaged, and a network that learns them behind messages.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use fluxion::lab::digits::message::{Look, Picture, Reply, Request};
use fluxion::lab::digits::{Examples, MAX_WRONG, REAL_SETS, RealSet, Recogniser, read_examples};
use fluxion::tensor::random::Random;

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
        let examples = examples(set);
        assert_eq!(examples.values.len(), examples.count() * set.features(), "{}", set.name);
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
    other[9] = 10;
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

fn last(replies: &[Reply]) -> Picture {
    match replies.last() {
        Some(Reply::Picture(picture)) => (**picture).clone(),
        other => panic!("no picture: {other:?}"),
    }
}

fn begun(set: &RealSet, seed: u64) -> (Recogniser, Picture) {
    let mut recogniser = Recogniser::new(|| 0.0);
    let replies =
        after(&mut recogniser, vec![Request::Begin { set: set.name.into(), bytes: file(set), seed }]);
    (recogniser, last(&replies))
}

#[test]
fn digits_are_learned_within_ten_epochs() {
    for seed in [1, 2] {
        let (mut recogniser, before) = begun(digits(), seed);
        assert!(before.right[1] < 120, "an untrained network guesses: {}", before.right[1]);
        let picture = last(&after(&mut recogniser, vec![Request::Epochs(10)]));
        assert_eq!((picture.step, picture.epoch, picture.is_playing), (420, 42, false));
        let share = f64::from(picture.right[1]) / 449.0;
        assert!(share > 0.95, "{share} of the test is right after ten epochs with seed {seed}");
        assert_eq!(picture.course.len(), 11);
        assert_eq!(picture.course.last(), Some(&(420, share)));
        let total: u32 = picture.confusion.iter().flatten().sum();
        let right: u32 = (0..10).map(|class| picture.confusion[class][class]).sum();
        assert_eq!((total, right), (449, picture.right[1]));
        assert_eq!(picture.wrong.len(), (449 - right as usize).min(MAX_WRONG));
        assert!(picture.wrong.iter().all(|wrong| wrong.wanted != wrong.said && wrong.features.len() == 64));
        assert!(picture.wrong.is_sorted_by(|a, b| a.sureness >= b.sureness));
    }
}

#[test]
fn irises_are_learned() {
    let (mut recogniser, _) = begun(RealSet::named("iris").unwrap(), 1);
    let picture = last(&after(&mut recogniser, vec![Request::Epochs(200)]));
    assert!(picture.right[1] >= 35, "{} of 38", picture.right[1]);
}

#[test]
fn the_same_seed_learns_the_same() {
    let run = || {
        let (mut recogniser, _) = begun(digits(), 5);
        last(&after(&mut recogniser, vec![Request::Epochs(1)]))
    };
    assert_eq!(run(), run());
}

#[test]
fn a_drawing_is_recognised_while_it_is_drawn() {
    let (mut recogniser, _) = begun(digits(), 1);
    after(&mut recogniser, vec![Request::Epochs(5)]);
    let shown = |recogniser: &mut Recogniser, look| last(&after(recogniser, vec![Request::Look(look)])).shown;
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
    let (mut recogniser, picture) = begun(digits(), 1);
    recogniser.receive(Request::Play);
    let mut pictures = Vec::new();
    for _ in 0..20 {
        recogniser.work(&mut |reply| pictures.extend(matches!(reply, Reply::Picture(_)).then_some(())));
    }
    assert_eq!(pictures.len(), 1, "one picture is on its way, and training goes on");
    recogniser.receive(Request::Drawn(picture.number + 1));
    recogniser.receive(Request::Pause);
    let paused = last(&after(&mut recogniser, Vec::new()));
    assert!(!paused.is_playing && paused.step > 0);
}

#[test]
fn what_cannot_be_begun_is_said() {
    let mut recogniser = Recogniser::new(|| 0.0);
    let begin = |set: &str| Request::Begin { set: set.into(), bytes: Vec::new(), seed: 1 };
    assert_eq!(
        after(&mut recogniser, vec![begin("cats")]),
        [Reply::Problem("There is no data set `cats`.".into())]
    );
    assert_eq!(after(&mut recogniser, vec![Request::Play, Request::Epochs(3), Request::Pause]), []);
}
