//! What a picture says is true of the network: against differences, against a network computed by hand, against the next
//! step.

use fluxion::lab::Settings;
use fluxion::lab::message::{LayerNumbers, Map, Picture, Request, Watch, Weight};
use fluxion::lab::settings::{Layer, Sample, Source};

use super::driver::Driver;
use super::time::eventful;

/// A network of two layers, some steps after its start.
fn trained(watch: Watch) -> Driver {
    let mut settings = Settings::default();
    settings.layers = [3, 4].map(|units| Layer { units, activation: "tanh".into(), dropout: 0.0 }).into();
    settings.data.count = 100;
    settings.data.batch = 70;
    settings.training.optimiser = "Descent".into();
    settings.training.knobs = vec![0.05];
    let mut driver = Driver::new(settings);
    driver.ask(Request::Watch(watch));
    driver.ask(Request::Steps(40));
    driver
}

/// The network by hand: what every layer says of a point.
fn forward(layers: &[LayerNumbers], point: [f64; 2]) -> Vec<Vec<f64>> {
    let mut values = vec![point.to_vec()];
    for LayerNumbers { weights, biases } in layers {
        let input = values.last().unwrap();
        let unit = |(row, bias): (&[f64], &f64)| {
            (row.iter().zip(input).map(|(w, x)| w * x).sum::<f64>() + bias).tanh()
        };
        let next = weights.chunks(input.len()).zip(biases).map(unit).collect();
        values.push(next);
    }
    values
}

fn loss(layers: &[LayerNumbers], samples: &[Sample]) -> f64 {
    let error = |sample: &Sample| forward(layers, sample.at).last().unwrap()[0] - sample.wanted;
    samples.iter().map(|sample| error(sample).powi(2)).sum::<f64>() / samples.len() as f64
}

#[track_caller]
fn near(a: f64, b: f64, tolerance: f64) {
    assert!((a - b).abs() <= tolerance * (1.0 + b.abs()), "{a} is not {b}");
}

/// The value of a map at a row and a column.
fn at(map: &Map, row: usize, column: usize) -> f64 {
    f64::from(map.values[row * map.side as usize + column]) / 127.0 * map.scale
}

#[test]
fn losses_and_classes_are_those_of_the_network() {
    let driver = trained(Watch::default());
    let picture = driver.last();
    let said = |sample: &Sample| forward(&picture.layers, sample.at).last().unwrap()[0];
    let is_right = |sample: &&Sample| said(sample) * sample.wanted > 0.0;
    let right =
        driver.points.each_ref().map(|part| [part.iter().filter(is_right).count() as u32, part.len() as u32]);
    assert_eq!(picture.right, Some(right));
    driver
        .points
        .iter()
        .zip(picture.losses)
        .for_each(|(part, shown)| near(shown, loss(&picture.layers, part), 1e-12));
    let [[a, b], [c, d]] = picture.confusion.unwrap();
    assert_eq!((a + b + c + d, a + d), (right[1][1], right[1][0]));
    let minus = driver.points[1].iter().filter(|sample| sample.wanted < 0.0).count() as u32;
    assert_eq!(a + b, minus);
}

#[test]
fn maps_show_the_network_at_the_middle_of_their_cells() {
    let watch = Watch { map: 10, units: 6, enlarged: None, ..Watch::default() };
    let mut driver = trained(watch.clone());
    let picture = driver.last().clone();
    let map = picture.map.as_ref().unwrap();
    let place = |side: u32, row: usize, column: usize| {
        let along = |at: usize| 12.0 * (at as f64 + 0.5) / f64::from(side) - 6.0;
        [along(column), -along(row)]
    };
    for (row, column) in [(0, 0), (0, 9), (9, 0), (4, 7)] {
        let said = forward(&picture.layers, place(10, row, column)).pop().unwrap()[0];
        near(at(map, row, column), said, map.scale / 200.0);
    }
    assert_eq!(picture.units.iter().map(Vec::len).collect::<Vec<_>>(), [2, 3, 4, 1]);
    for (row, column) in [(0, 0), (2, 5), (5, 3)] {
        let values = forward(&picture.layers, place(6, row, column));
        for (maps, values) in picture.units.iter().zip(&values) {
            maps.iter()
                .zip(values)
                .for_each(|(map, value)| near(at(map, row, column), *value, map.scale / 200.0));
        }
    }
    // The large map can be that of any unit; one that is not there stands for the output.
    for (unit, same) in [([1, 2], [1, 2]), ([0, 1], [0, 1]), ([3, 0], [3, 0]), ([9, 9], [3, 0])] {
        let watch = Watch { map: 6, enlarged: Some(unit), ..watch.clone() };
        let picture = driver.ask(Request::Watch(watch));
        assert_eq!(picture.map, Some(picture.units[same[0]][same[1]].clone()));
    }
}

#[test]
fn the_output_of_logits_is_shown_as_a_class() {
    let mut settings = Settings::default();
    settings.training.loss = "logitbinarycrossentropy".into();
    settings.output = "identity".into();
    let mut driver = Driver::new(settings);
    driver.ask(Request::Watch(Watch { map: 16, ..Watch::default() }));
    let picture = driver.ask(Request::Steps(400));
    let scale = picture.map.as_ref().unwrap().scale;
    assert!((0.5..=1.0).contains(&scale), "2σ(ŷ) − 1 stays between −1 and 1: {scale}");
}

#[test]
fn gradients_are_the_differences_of_the_loss() {
    let driver = trained(Watch { gradients: true, ..Watch::default() });
    let picture = driver.last();
    // One batch is all points, so the gradient of the batch is that of the training loss.
    let nudged = |layer: usize, at: usize, by: f64| {
        let mut layers = picture.layers.clone();
        let weights = layers[layer].weights.len();
        match at.checked_sub(weights) {
            None => layers[layer].weights[at] += by,
            Some(bias) => layers[layer].biases[bias] += by,
        }
        loss(&layers, &driver.points[0])
    };
    for (layer, slopes) in picture.gradients.iter().enumerate() {
        for (at, slope) in slopes.weights.iter().chain(&slopes.biases).enumerate() {
            near(*slope, (nudged(layer, at, 1e-5) - nudged(layer, at, -1e-5)) / 2e-5, 1e-8);
        }
    }
}

/// All numbers of a list of layers.
fn flat(layers: &[LayerNumbers]) -> Vec<f64> {
    layers.iter().flat_map(|layer| layer.weights.iter().chain(&layer.biases)).copied().collect()
}

#[test]
fn changes_are_what_the_next_step_adds() {
    let mut driver = Driver::new(eventful());
    driver.ask(Request::Watch(Watch { gradients: true, ..Watch::default() }));
    let before = driver.ask(Request::Steps(25)).clone();
    let after = driver.ask(Request::Steps(1));
    let added =
        flat(&before.layers).into_iter().zip(flat(&after.layers)).map(|(before, after)| after - before);
    assert_eq!(flat(&before.changes), added.collect::<Vec<_>>());
}

#[test]
fn gradients_have_the_penalties_and_the_dropout_of_their_step() {
    // With plain descent the next change is −η times the gradient that is shown.
    let mut settings = eventful();
    settings.training.optimiser = "Descent".into();
    settings.training.knobs = vec![0.5];
    settings.training.schedule = "constant".into();
    settings.training.schedule_knobs.clear();
    let mut driver = Driver::new(settings);
    driver.ask(Request::Watch(Watch { gradients: true, ..Watch::default() }));
    let picture = driver.ask(Request::Steps(10));
    let pairs = flat(&picture.gradients).into_iter().zip(flat(&picture.changes));
    pairs.for_each(|(slope, change)| near(change, -0.5 * slope, 1e-12));
}

#[test]
fn histograms_count_everything_once() {
    let driver = trained(Watch { histograms: true, ..Watch::default() });
    let picture = driver.last();
    let totals: Vec<[u32; 3]> =
        picture.histograms.iter().map(|three| three.each_ref().map(|one| one.counts.iter().sum())).collect();
    let points = driver.points[0].len() as u32;
    assert_eq!(totals, [[6, 3 * points, 6], [12, 4 * points, 12], [4, points, 4]]);
    let [low, high] = picture.histograms[1][0].range;
    let weights = &picture.layers[1].weights;
    assert!(
        weights.iter().all(|w| (low..=high).contains(w)) && weights.contains(&low) && weights.contains(&high)
    );
}

#[test]
fn a_trace_is_the_way_of_a_point_and_back() {
    let sample = Sample { at: [1.5, -2.0], wanted: 1.0 };
    let driver = trained(Watch { trace: Some(sample), ..Watch::default() });
    let picture = driver.last();
    let trace = picture.trace.as_ref().unwrap();
    let values = forward(&picture.layers, sample.at);
    let flat = |lists: &[Vec<f64>]| lists.concat();
    flat(&trace.values).iter().zip(flat(&values)).for_each(|(a, b)| near(*a, b, 1e-12));
    flat(&trace.sums).iter().zip(flat(&values[1..])).for_each(|(a, b)| near(a.tanh(), b, 1e-12));
    near(trace.loss, (values[3][0] - 1.0).powi(2), 1e-12);
    near(trace.adjoints[3][0], 2.0 * (values[3][0] - 1.0), 1e-12);
    let nudged = |by: f64| loss(&picture.layers, &[Sample { at: [1.5 + by, -2.0], wanted: 1.0 }]);
    near(trace.adjoints[0][0], (nudged(1e-5) - nudged(-1e-5)) / 2e-5, 1e-7);
    assert_eq!(trace.adjoints.iter().map(Vec::len).collect::<Vec<_>>(), [2, 3, 4, 1]);
}

#[test]
fn a_grid_of_two_units_is_what_they_say() {
    let mut settings = Settings::default();
    settings.layers = [2, 5].map(|units| Layer { units, activation: "tanh".into(), dropout: 0.0 }).into();
    let mut driver = Driver::new(settings);
    let picture = driver.ask(Request::Watch(Watch { grid: Some(1), ..Watch::default() })).clone();
    let grid = picture.grid.unwrap();
    assert_eq!(grid.axes, ["unit 1", "unit 2"]);
    let corner = forward(&picture.layers, [-6.0, -6.0])[1].clone();
    grid.lines[0][0].iter().zip(corner).for_each(|(a, b)| near(*a, b, 1e-12));
    assert_eq!(grid.points.len(), driver.points.concat().len());
    let first = forward(&picture.layers, driver.points[0][0].at)[1].clone();
    grid.points[0].iter().zip(first).for_each(|(a, b)| near(*a, b, 1e-12));

    // Five units are seen along the two directions in which the points differ most.
    let grid = driver.ask(Request::Watch(Watch { grid: Some(2), ..Watch::default() })).grid.clone().unwrap();
    assert!(grid.axes[0].starts_with("principal component 1"), "{:?}", grid.axes);
    let variance = |axis: usize| {
        let mean = grid.points.iter().map(|point| point[axis]).sum::<f64>() / grid.points.len() as f64;
        grid.points.iter().map(|point| (point[axis] - mean).powi(2)).sum::<f64>()
    };
    assert!(variance(0) >= variance(1));
    // The output alone has one axis; a layer that is not there has no grid.
    let grid = driver.ask(Request::Watch(Watch { grid: Some(3), ..Watch::default() })).grid.clone().unwrap();
    assert_eq!(grid.axes, ["unit 1", ""]);
    for layer in [0, 4] {
        assert_eq!(driver.ask(Request::Watch(Watch { grid: Some(layer), ..Watch::default() })).grid, None);
    }
}

#[test]
fn the_course_of_a_weight_ends_with_its_value() {
    let weight = Weight { layer: 1, unit: 2, from: Some(1) };
    let mut driver = trained(Watch { course: Some(weight), ..Watch::default() });
    let check = |picture: &Picture| {
        let now = picture.layers[1].weights[2 * 3 + 1];
        assert_eq!(picture.course.last(), Some(&(picture.step, now)));
        assert!(picture.course.is_sorted_by(|a, b| a.0 < b.0));
        picture.course.len()
    };
    assert_eq!(check(driver.last()), 41);
    assert_eq!(check(driver.ask(Request::Assign { weight, value: -2.5 })), 41);
    assert_eq!(driver.last().course[40], (40, -2.5));
    let many = check(driver.ask(Request::Steps(5000)));
    assert!((64..=129).contains(&many), "{many}");
    let gone = Weight { layer: 7, unit: 0, from: None };
    let watch = Watch { course: Some(gone), ..Watch::default() };
    assert_eq!(driver.ask(Request::Watch(watch)).course, []);
}

#[test]
fn a_weight_or_bias_gets_a_value_and_the_loss_follows() {
    let mut driver = trained(Watch::default());
    let places = [
        Weight { layer: 0, unit: 2, from: Some(1) },
        Weight { layer: 2, unit: 0, from: None },
        Weight { layer: 1, unit: 3, from: None },
    ];
    for (weight, value) in places.into_iter().zip([1.25, -0.5, 3.0]) {
        let picture = driver.ask(Request::Assign { weight, value }).clone();
        let layer = &picture.layers[weight.layer as usize];
        let columns = layer.weights.len() / layer.biases.len();
        let at = weight.unit as usize;
        let now = weight.from.map_or(layer.biases[at], |from| layer.weights[at * columns + from as usize]);
        assert_eq!(now, value);
        near(picture.losses[0], loss(&picture.layers, &driver.points[0]), 1e-12);
    }
    let before = driver.last().layers.clone();
    for weight in [Weight { layer: 3, unit: 0, from: None }, Weight { layer: 0, unit: 0, from: Some(2) }] {
        assert_eq!(driver.ask(Request::Assign { weight, value: 9.0 }).layers, before);
    }
    driver.ask(Request::Assign { weight: places[0], value: f64::NAN });
    assert_eq!(driver.notices[0].message, "A weight is a finite number, not NaN.");
}

#[test]
fn functions_have_no_classes() {
    let mut settings = Settings::default();
    settings.data.source = Source::Set("plane".into());
    let driver = Driver::new(settings);
    assert_eq!((driver.last().right, driver.last().confusion), (None, None));
}

#[test]
fn curves_stay_short_and_end_where_the_run_does() {
    let mut driver = Driver::new(Settings::default());
    for _ in 0..4 {
        driver.ask(Request::Steps(5000));
    }
    let curve = driver.pictures.iter().rev().find_map(|picture| picture.curve.clone()).unwrap();
    assert!((100..=256).contains(&curve.steps.len()), "{} points", curve.steps.len());
    assert!(curve.steps.is_sorted_by(|a, b| a < b));
    assert_eq!(curve.steps[0], 0);
    assert!(*curve.steps.last().unwrap() > 19_800);
}
