//! Trained networks taken along: the Julia file runs in our own language and says what the engine's network says.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod lab_code {
    pub mod settings;
}

use fluxion::autodiff::{Tracked, op_of};
use fluxion::lab::Features;
use fluxion::lab::code::Style;
use fluxion::lab::export::{Trained, julia, notebook, read_weights, write_weights};
use fluxion::lab::message::{Form, LayerNumbers};
use fluxion::lab::settings::{Sample, Settings};
use fluxion::language::{Budget, Session};
use fluxion::nn::{Chain, Dense, Layer};
use fluxion::tensor::Tensor;
use fluxion::tensor::random::Random;
use lab_code::settings::{STYLES, below, changed, settings};
use proptest::prelude::*;

fn samples(random: &mut Random) -> Vec<Sample> {
    let sample =
        |_| Sample { at: [random.between(-6.0, 6.0), random.between(-6.0, 6.0)], wanted: random.uniform() };
    (0..10).map(sample).collect()
}

/// A file without a card.
fn form(style: Style) -> Form {
    Form { style, cuda: false }
}

/// Weights and biases at random.
fn numbers(settings: &Settings, random: &mut Random) -> Vec<LayerNumbers> {
    let sizes = settings.sizes();
    let layer = |sizes: &[usize]| LayerNumbers {
        weights: (0..sizes[0] * sizes[1]).map(|_| random.normal()).collect(),
        biases: (0..sizes[1]).map(|_| random.normal()).collect(),
    };
    sizes.windows(2).map(layer).collect()
}

/// What the engine's network says of the points.
fn engine(settings: &Settings, layers: &[LayerNumbers], points: &[[f64; 2]]) -> Vec<f64> {
    let sizes = settings.sizes();
    let activations =
        settings.layers.iter().map(|layer| layer.activation.as_str()).chain([settings.output.as_str()]);
    let dense = layers.iter().zip(sizes.windows(2)).zip(activations).map(|((layer, sizes), activation)| {
        let columns = (0..sizes[0]).flat_map(|input| (0..sizes[1]).map(move |unit| unit * sizes[0] + input));
        let weights = columns.map(|at| layer.weights[at]).collect();
        Layer::Dense(Dense {
            weights: Tracked::constant(Tensor::from_column_major(&[sizes[1], sizes[0]], weights).unwrap()),
            bias: Tracked::constant(Tensor::from_column_major(&[sizes[1]], layer.biases.clone()).unwrap()),
            activation: (activation != "identity").then(|| op_of(activation, 1).unwrap()),
        })
    });
    let chain = Chain { layers: dense.collect() };
    let rows = Features::new(&settings.features).unwrap().of(points);
    let columns =
        (0..points.len()).flat_map(|point| (0..sizes[0]).map(move |row| row * points.len() + point));
    let x =
        Tensor::from_column_major(&[sizes[0], points.len()], columns.map(|at| rows[at]).collect()).unwrap();
    chain.forward(&Tracked::constant(x)).unwrap().value().entries().to_vec()
}

#[test]
fn the_file_says_what_the_network_says() {
    let mut random = Random::new(1);
    for _ in 0..20 {
        let mut settings = settings(&mut random);
        settings.layers.truncate(3);
        let layers = numbers(&settings, &mut random);
        let training = samples(&mut random);
        let points: Vec<[f64; 2]> = training.iter().map(|sample| sample.at).collect();
        let wanted = engine(&settings, &layers, &points);
        for style in STYLES {
            let text =
                julia(&Trained { settings: &settings, layers: &layers, training: &training }, form(style));
            let mut session = Session::new(Budget::default(), || 0.0);
            let outcome = session.run(&text);
            assert!(outcome.result.is_ok(), "{text}\n{:?}", outcome.result.map(|_| ()));
            let found = session.run("Tracker.data(m(X))").result.unwrap().numbers().unwrap();
            for (found, wanted) in found.iter().zip(&wanted) {
                assert!(
                    (found - wanted).abs() <= 1e-9 * wanted.abs().max(1.0),
                    "{found}, not {wanted}:\n{text}"
                );
            }
            let [x1, x2] = points[0];
            let one =
                session.run(&format!("Tracker.data(predict({x1}, {x2}))")).result.unwrap().number().unwrap();
            assert!((one - wanted[0]).abs() <= 1e-9 * wanted[0].abs().max(1.0));
        }
    }
}

#[test]
fn training_goes_on_from_the_weights() {
    for style in STYLES {
        let mut random = Random::new(2);
        let settings = Settings::default();
        let (layers, training) = (numbers(&settings, &mut random), samples(&mut random));
        let text = julia(&Trained { settings: &settings, layers: &layers, training: &training }, form(style));
        let loss = |text: &str| {
            let mut session = Session::new(Budget::default(), || 0.0);
            assert!(session.run(text).result.is_ok(), "{text}");
            session.run("Flux.mse(Tracker.data(m(X)), Y)").result.unwrap().number().unwrap()
        };
        assert!(loss(&text.replace("epochs = 0", "epochs = 30")) < loss(&text), "{style:?}");
    }
}

#[test]
fn a_notebook_has_the_same_code() {
    let mut random = Random::new(3);
    let settings = Settings::default();
    let (layers, training) = (numbers(&settings, &mut random), samples(&mut random));
    let trained = Trained { settings: &settings, layers: &layers, training: &training };
    let notebook: serde_json::Value = serde_json::from_str(&notebook(&trained, form(Style::Today))).unwrap();
    assert_eq!(notebook["nbformat"], 4);
    let cells = notebook["cells"].as_array().unwrap();
    let code =
        cells.iter().filter(|cell| cell["cell_type"] == "code").map(|cell| cell["source"].as_str().unwrap());
    let file = julia(&trained, form(Style::Today));
    for source in code {
        assert!(file.contains(source), "{source}");
    }
}

#[test]
fn a_file_for_a_card_moves_the_network_there_and_back() {
    let mut random = Random::new(4);
    let settings = Settings::default();
    let (layers, training) = (numbers(&settings, &mut random), samples(&mut random));
    let trained = Trained { settings: &settings, layers: &layers, training: &training };
    let plain = julia(&trained, form(Style::Today));
    let card = julia(&trained, Form { style: Style::Today, cuda: true });
    assert!(!plain.contains("CUDA") && !plain.contains("gpu"), "{plain}");
    let places =
        ["using Flux, CUDA, cuDNN\n", "m = gpu(m)\n", "Flux.setup(", "train!", "m = cpu(m)\npredict"];
    let found: Vec<usize> = places.iter().map(|place| card.find(place).expect(place)).collect();
    assert!(found.is_sorted(), "{card}");
    let old = Form { style: Style::Flux09, cuda: true };
    assert_eq!(julia(&trained, old), julia(&trained, form(Style::Flux09)));
}

#[test]
fn files_of_weights_that_do_not_fit_are_refused_in_words() {
    let settings = Settings { layers: Vec::new(), ..Settings::default() };
    let check = |text: &str, message: &str| {
        assert_eq!(read_weights(text, &settings), Err(message.to_owned()), "{text}");
    };
    check("", "The file is not JSON: see line 1.");
    check("{\n\"layers\": [,]}", "The file is not JSON: see line 2.");
    check("{\"layers\": []} x", "The file is not JSON: see line 1.");
    check(
        "{\"layers\": [{\"weights\": [[1e999, 2]], \"biases\": [0]}]}",
        "The file is not JSON: see line 1.",
    );
    check(&"[".repeat(100_000), "The file is not JSON: see line 1.");
    check("{}", "The file has no list of `layers`.");
    check("[1, 2]", "The file has no list of `layers`.");
    check("{\"layers\": []}", "The file has 0 layers, and the network here 1.");
    check("{\"layers\": [null]}", "Layer 1 has no list of `weights`.");
    check("{\"layers\": [{\"weights\": [1, 2]}]}", "Layer 1 has no list of rows of numbers in `weights`.");
    check("{\"layers\": [{\"weights\": [[1, 2]]}]}", "Layer 1 has no list of numbers in `biases`.");
    check(
        "{\"layers\": [{\"weights\": [[1, 2], [3]], \"biases\": [0, 0]}]}",
        "The rows of layer 1 do not have the same length, or not a bias each.",
    );
    check(
        "{\"layers\": [{\"weights\": [[1, 2, 3]], \"biases\": [0]}]}",
        "Layer 1 leads from 3 to 1 units, and the network here has 2-1.",
    );
    check(&" ".repeat(5_000_000), "The file is larger than 4 million bytes.");
}

proptest! {
    #[test]
    fn weights_read_back_to_the_same_bits(seed: u64, special in prop::collection::vec(any::<f64>(), 8)) {
        let mut random = Random::new(seed);
        let one = settings(&mut random);
        let settings = if below(&mut random, 2) == 0 { changed(&one, &mut random) } else { one };
        let mut layers = numbers(&settings, &mut random);
        for value in special {
            let last = layers.last_mut().unwrap();
            let at = below(&mut random, last.weights.len());
            last.weights[at] = value;
        }
        let read = read_weights(&write_weights(&settings, &layers), &settings).unwrap();
        let bits = |layers: &[LayerNumbers]| {
            let all = layers.iter().flat_map(|layer| layer.weights.iter().chain(&layer.biases));
            all.map(|x| if x.is_nan() { 0 } else { x.to_bits() }).collect::<Vec<u64>>()
        };
        prop_assert_eq!(bits(&read), bits(&layers));
    }
}
