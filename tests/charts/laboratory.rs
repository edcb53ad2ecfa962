//! The laboratory's pictures: the map of what a network says, its lines, its losses.

use crate::{SIZES, check, holds};
use fluxion::chart::{
    Accuracy, Bent, Bins, Course, Field, LayerWeights, LossMarks, LossRun, Losses, Multiples, Nudges,
    Passage, PassageStep, Picture, Plane, PlaneMarks, PlanePoint, Theme, Tint, WirePart, Wires, Wiring,
    WiringFrame,
};

/// The bytes of a function from −1 to 1 over the square from −6 to 6.
fn bytes(side: usize, f: impl Fn(f64, f64) -> f64) -> Vec<i8> {
    let on = |at: usize| 6.0 * ((2 * at + 1) as f64 / side as f64 - 1.0);
    let byte =
        |value: f64| if value.is_nan() { i8::MIN } else { (127.0 * value.clamp(-1.0, 1.0)).round() as i8 };
    (0..side * side).map(|at| byte(f(on(at % side), -on(at / side)))).collect()
}

fn waves(x: f64, y: f64) -> f64 {
    libm::tanh(libm::sin(0.9 * x) + 0.4 * y)
}

fn points(count: usize, start: usize) -> Vec<PlanePoint> {
    let point = |at: usize| {
        let turn = 2.4 * at as f64;
        let at = [0.6 * turn.sqrt() * libm::cos(turn), 0.6 * turn.sqrt() * libm::sin(turn)];
        PlanePoint { at, wanted: if waves(at[0], at[1]) > 0.0 { 1.0 } else { -1.0 } }
    };
    (start..start + count).map(point).collect()
}

#[test]
fn a_map_of_what_a_network_says() {
    let map = Plane { reach: 6.0, full: 1.0, has_scale: true };
    let size = [364.0, 308.0];
    let (frame, values) = (map.frame(size), bytes(48, waves));
    let field = Field::new(48, 1.0, 6.0, &values).expect("there are as many values as points");
    let (training, testing) = (points(30, 0), points(30, 30));
    let marks = PlaneMarks {
        training: &training,
        testing: &testing,
        cross: Some([2.0, -3.0]),
        traced: Some(training[12].at),
    };
    for (name, tint) in [("plane", Tint::smooth as fn(&Theme, f64) -> Tint), ("plane-steps", Tint::in_steps)]
    {
        check(name, size, |theme| {
            let tint = tint(theme, 0.42);
            vec![map.base(&frame, theme, &field, &tint, 2.0), map.overlay(&frame, theme, &tint, &marks)]
        });
    }
}

#[test]
fn maps_hold_for_any_function_and_size() {
    let theme = Theme::light();
    let tint = Tint::smooth(&theme, 0.42);
    for size in SIZES {
        for (full, f) in [
            (1.0, waves as fn(f64, f64) -> f64),
            (f64::NAN, |_, _| f64::NAN),
            (0.0, |_, _| 0.0),
            (1e300, |x, _| x),
            (12.0, |x, y| if x > 0.0 { f64::NAN } else { y }),
        ] {
            let map = Plane { reach: 6.0, full, has_scale: size[0] > 400.0 };
            let (frame, values) = (map.frame(size), bytes(20, f));
            let field = Field::new(20, full, 6.0, &values).expect("there are as many values as points");
            let base = map.base(&frame, &theme, &field, &tint, 2.0);
            let overlay = map.overlay(&frame, &theme, &tint, &PlaneMarks::default());
            holds("a map", [size[0] + 40.0, size[1]], &[base, overlay]);
        }
    }
}

/// A network of two inputs and these layers, all weights and biases between −2 and 2, and its changes.
fn network(layers: &[usize], size: [f64; 2]) -> (WiringFrame, Vec<Vec<f64>>, Vec<Vec<f64>>, Vec<f64>) {
    let inputs = (0..9).map(|row| (row < 2).then_some(row)).collect();
    let frame = Wiring { inputs, layers: layers.to_vec() }.frame(size, 66.0);
    let mut seed = 1.0;
    let mut next = || {
        seed = (seed * 997.0 + 13.0) % 1013.0;
        4.0 * seed / 1013.0 - 2.0
    };
    let before = std::iter::once(2).chain(layers.iter().copied());
    let weights =
        before.zip(layers).map(|(before, own)| (0..before * own).map(|_| next()).collect()).collect();
    let biases = layers.iter().map(|own| (0..*own).map(|_| next()).collect()).collect();
    let changes = frame.wires.iter().map(|_| next() * next()).collect();
    (frame, weights, biases, changes)
}

fn wires(frame: &WiringFrame, theme: &Theme, numbers: [&[Vec<f64>]; 2], changes: &[f64]) -> Picture {
    let [weights, biases] = numbers;
    let layers: Vec<LayerWeights<'_>> =
        weights.iter().zip(biases).map(|(weights, biases)| LayerWeights { weights, biases }).collect();
    let nudges = Nudges::new(frame).place(changes);
    let chosen = frame.index(1, 3, 5).map(WirePart::Line);
    Wires { layers: &layers, nudges: &nudges, chosen, pointed: Some(WirePart::Bias([0, 1])) }
        .draw(frame, theme)
}

#[test]
fn a_network_with_its_next_step() {
    let size = [612.0, 354.0];
    let (frame, weights, biases, changes) = network(&[6, 4, 1], size);
    check("wires", size, |theme| vec![wires(&frame, theme, [&weights, &biases], &changes)]);
}

#[test]
fn networks_hold_for_any_shape() {
    let theme = Theme::light();
    for layers in [vec![1], vec![16, 1], vec![6, 4, 1], vec![3, 3, 3, 3, 3, 3, 1]] {
        let (frame, mut weights, biases, changes) = network(&layers, [320.0, 300.0]);
        for odd in [1.0, f64::NAN, f64::INFINITY, -1e300] {
            weights[0][0] = odd;
            holds("lines", frame.size, &[wires(&frame, &theme, [&weights, &biases], &changes)]);
        }
    }
}

/// Two runs: one that begins to learn the noise, and one that left it at step 600.
fn runs() -> [(Vec<u64>, Vec<f64>, Vec<f64>); 2] {
    let steps: Vec<u64> = (0..=120).map(|at| 20 * at).collect();
    let fall = |rate: f64, step: u64| {
        libm::exp(-rate * step as f64) + 0.05 * libm::sin(step as f64).abs() * libm::exp(-rate * step as f64)
    };
    let training = steps.iter().map(|step| fall(0.0024, *step)).collect();
    let testing = steps.iter().map(|step| fall(0.0024, *step) + 0.03 + 1.6e-5 * *step as f64).collect();
    let later: Vec<u64> = steps.iter().copied().filter(|step| (600..=1400).contains(step)).collect();
    let other = later.iter().map(|step| 0.3 * fall(0.001, *step)).collect();
    let none = later.iter().map(|_| f64::NAN).collect();
    [(steps, training, testing), (later, other, none)]
}

#[test]
fn losses_of_two_runs() {
    let [run, other] = runs();
    let run = LossRun { steps: &run.0, training: &run.1, testing: &run.2 };
    let other = LossRun { steps: &other.0, training: &other.1, testing: &other.2 };
    let losses = Losses { run, other, fork: Some(600) };
    let size = [364.0, 164.0];
    let frame = losses.frame(size);
    let now = LossMarks { step: 2400.0, values: run.at(2400.0), ring: Some(1300.0), ..LossMarks::default() };
    let then = LossMarks {
        step: 1000.0,
        values: run.at(1000.0),
        other: Some((other.compared(1000.0), "B")),
        is_pointed: true,
        ..now
    };
    for (name, marks) in [("losses", now), ("losses-pointed", then)] {
        check(name, size, |theme| vec![losses.base(&frame, theme), losses.overlay(&frame, theme, &marks)]);
    }
}

#[test]
fn losses_hold_for_any_numbers_and_size() {
    let theme = Theme::light();
    for size in SIZES {
        for value in [0.0, 1e-300, 0.5, 1e300, f64::NAN, f64::INFINITY] {
            let values = [1.0, value, value];
            let run = LossRun { steps: &[0, 5, 9], training: &values, testing: &[value; 3] };
            let losses = Losses { run, other: run, fork: Some(5) };
            let frame = losses.frame(size);
            let marks = LossMarks {
                step: 5.0,
                values: run.at(5.0),
                ring: Some(9.0),
                other: Some((value, "B")),
                is_pointed: false,
            };
            let right = [size[0] + 60.0, size[1]];
            holds("losses", right, &[losses.base(&frame, &theme)]);
            holds("the current step", right, &[losses.overlay(&frame, &theme, &marks)]);
        }
        let nothing = Losses::default();
        holds("no run", size, &[nothing.base(&nothing.frame(size), &theme)]);
    }
}

#[test]
fn histograms_of_every_layer() {
    let size = [612.0, 300.0];
    let bell: Vec<u32> = (0..24)
        .map(|bin: i32| (40.0 * libm::exp(-f64::from((bin - 10) * (bin - 10)) / 30.0)) as u32)
        .collect();
    let columns =
        |range: [f64; 2]| [1.0, 0.5, 0.01].map(|by| Bins { range: range.map(|end| end * by), counts: &bell });
    let rows = vec![
        ("Layer 1".to_owned(), columns([-2.4, 3.1])),
        ("Layer 2".to_owned(), columns([0.1, 5.0])),
        ("Output".to_owned(), [Bins { range: [0.0, 0.0], counts: &[] }; 3]),
    ];
    let multiples = Multiples { columns: ["Weights", "Activations", "Gradients"], rows };
    check("multiples", size, |theme| vec![multiples.draw(size, theme)]);
    for size in SIZES {
        let theme = Theme::light();
        holds("histograms", [size[0], size[1].max(multiples.height())], &[multiples.draw(size, &theme)]);
    }
}

#[test]
fn a_bent_grid() {
    let line = |at: usize, is_across: bool| {
        let place = |at: usize, count: usize| 2.0 * at as f64 / (count - 1) as f64 - 1.0;
        let point = move |along: usize| {
            let (a, b) = (place(at, 7), place(along, 21));
            let [x, y] = if is_across { [b, a] } else { [a, b] };
            [libm::tanh(1.5 * x + 0.8 * y), libm::tanh(y - 0.7 * x * x)]
        };
        (0..21).map(point).collect::<Vec<_>>()
    };
    let lines: Vec<_> = (0..7).flat_map(|at| [line(at, false), line(at, true)]).collect();
    let points = [[0.2, 0.3], [-0.5, -0.4], [0.7, -0.2]];
    let bent = Bent { lines: &lines, points: &points, wanted: &[1.0, -1.0, 1.0] };
    let size = [612.0, 330.0];
    check("bent", size, |theme| vec![bent.draw(&bent.frame(size), theme)]);
    for size in SIZES {
        holds("a bent grid", size, &[bent.draw(&bent.frame(size), &Theme::light())]);
    }
}

#[test]
fn a_point_on_its_way_through_a_network() {
    let size = [612.0, 300.0];
    let inputs = (0..2).map(Some).collect();
    let frame = Wiring { inputs, layers: vec![4, 1] }.frame(size, 104.0);
    let (_, weights, biases, _) = network(&[4, 1], size);
    let layers: Vec<LayerWeights<'_>> =
        weights.iter().zip(&biases).map(|(weights, biases)| LayerWeights { weights, biases }).collect();
    let values = [vec![1.25, -3.5], vec![0.9, -0.31, 0.004, f64::NAN], vec![12.5]];
    let adjoints = [vec![0.1, -0.2], vec![-0.01, 0.5, 1e-9, 0.0], vec![-2e7]];
    let passage = Passage { layers: &layers, values: &values, adjoints: &adjoints };
    for (name, step) in [("passage", PassageStep::Forwards(1)), ("passage-back", PassageStep::Backwards(1))] {
        check(name, size, |theme| vec![passage.draw(&frame, theme, step)]);
    }
}

#[test]
fn courses_hold_for_any_numbers() {
    for value in [0.0, 2.0, -1e300, f64::NAN, f64::INFINITY] {
        let course = Course { points: vec![(0, 1.0), (10, value), (20, value)] };
        holds("a course", [98.0, 30.0], &[course.draw([98.0, 30.0], &Theme::light())]);
    }
    assert!(Course::default().draw([98.0, 30.0], &Theme::light()).marks.is_empty());
}

#[test]
fn how_often_a_network_is_right() {
    let steps: Vec<u64> = (0..=20).map(|epoch| 42 * epoch).collect();
    let rising = |rate: f64, most: f64| -> Vec<f64> {
        steps.iter().map(|step| 0.1 + (most - 0.1) * (1.0 - libm::exp(-rate * *step as f64))).collect()
    };
    let (training, testing) = (rising(0.012, 0.99), rising(0.01, 0.96));
    let accuracy = Accuracy { steps: &steps, training: &training, testing: &testing };
    let size = [320.0, 120.0];
    let frame = accuracy.frame(size);
    check("accuracy", size, |theme| vec![accuracy.base(&frame, theme), accuracy.overlay(&frame, theme)]);
    let theme = Theme::light();
    for size in SIZES {
        for accuracy in [accuracy, Accuracy::default()] {
            let frame = accuracy.frame(size);
            let pictures = [accuracy.base(&frame, &theme), accuracy.overlay(&frame, &theme)];
            holds("accuracy", size, &pictures);
        }
    }
}
