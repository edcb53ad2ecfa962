//! The code beside the laboratory: both train to the same numbers.

use fluxion::lab::Lab;
use fluxion::lab::export::{Trained, julia};
use fluxion::lab::message::{Form, LayerNumbers, Reply, Request};
use fluxion::lab::settings::{Sample, Settings};
use fluxion::language::{Budget, Session};

use super::settings::STYLES;

/// A laboratory's picture after so many steps, and the points that it learned from.
fn trained(settings: &Settings, steps: u32) -> (Vec<LayerNumbers>, Vec<Sample>) {
    let mut lab = Lab::new(|| 0.0);
    lab.receive(Request::Set(settings.clone()));
    if steps > 0 {
        lab.receive(Request::Steps(steps));
    }
    let (mut layers, mut points) = (Vec::new(), Vec::new());
    while lab.has_work() {
        let mut number = None;
        lab.work(&mut |reply| match reply {
            Reply::Points { training, .. } => points = training,
            Reply::Picture(picture) => (layers, number) = (picture.layers, Some(picture.number)),
            _ => {}
        });
        number.into_iter().for_each(|number| lab.receive(Request::Drawn(number)));
    }
    (layers, points)
}

/// Penalties included, which pull weights and biases alike.
#[test]
fn the_code_trains_as_the_laboratory_does() {
    let mut settings = Settings::default();
    settings.data.count = 40;
    // Every step looks at all points, so their order makes no difference.
    settings.data.batch = 40;
    settings.training.optimiser = "Momentum".into();
    settings.training.knobs = vec![0.05, 0.9];
    (settings.training.l1, settings.training.l2) = (0.01, 0.2);
    let (start, points) = trained(&settings, 0);
    let (end, _) = trained(&settings, 20);
    for style in STYLES {
        let form = Form { style, cuda: false };
        let file = julia(&Trained { settings: &settings, layers: &start, training: &points }, form);
        let mut session = Session::new(Budget::default(), || 0.0);
        let result = session.run(&file.replace("epochs = 0", "epochs = 20")).result;
        assert!(result.is_ok(), "{file}\n{:?}", result.map(|_| ()));
        for (at, layer) in end.iter().enumerate() {
            let mut found = |text: &str| {
                let text = format!("Tracker.data(m.layers[{}].{text})", at + 1);
                session.run(&text).result.unwrap().numbers().unwrap()
            };
            let columns = layer.weights.len() / layer.biases.len();
            let (weights, biases) = (found("W"), found("b"));
            for (unit, wanted) in layer.biases.iter().enumerate() {
                assert!((biases[unit] - wanted).abs() < 1e-9, "{style:?}: {} and {wanted}", biases[unit]);
                for input in 0..columns {
                    let (one, other) =
                        (weights[input * layer.biases.len() + unit], layer.weights[unit * columns + input]);
                    assert!((one - other).abs() < 1e-9, "{style:?}: {one} and {other}");
                }
            }
        }
    }
}
