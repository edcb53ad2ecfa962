//! The laboratory's code: written, read, updated, and run in our own language.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod lab_code {
    pub mod settings;
    mod styles;
    mod training;
}

use fluxion::lab::code::{Style, read, surroundings, update, write};
use fluxion::lab::message::{Ask, Reply, Request, Text};
use fluxion::lab::settings::{Layer, Sample, Settings};
use fluxion::lab::{Lab, shortest};
use fluxion::language::{Budget, Session};
use fluxion::nn::{OPTIMISERS, SCHEDULES};
use fluxion::tensor::random::Random;
use lab_code::settings::{LOSSES, STYLES, below, changed, settings};

#[test]
fn what_is_written_reads_back() {
    let mut random = Random::new(1);
    for _ in 0..500 {
        let settings = settings(&mut random);
        let before = Settings { features: settings.features.clone(), ..Settings::default() };
        for style in STYLES {
            let text = write(&settings, style);
            let reading = read(&text, &before);
            assert_eq!(reading.obstacles, [], "{text}");
            assert_eq!(reading.settings.as_ref(), Some(&settings), "{text}");
            assert_eq!((reading.style, reading.epochs), (style, Some(200)), "{text}");
        }
    }
}

#[test]
fn an_update_says_what_it_should_and_keeps_comments() {
    let mut random = Random::new(2);
    for _ in 0..1_000 {
        let old = settings(&mut random);
        let new = changed(&old, &mut random);
        let style = STYLES[below(&mut random, 2)];
        let mut comments = 0;
        let mut text = String::from("# a network of mine\nusing Flux\n");
        for line in write(&old, style).lines() {
            comments += 1;
            text.push_str(&format!("{line} # note {comments}\n"));
        }
        text.push_str("\nprintln(m(X)) # the end");
        let updated = update(&text, &new);
        let reading = read(&updated, &new);
        assert_eq!(reading.settings.as_ref(), Some(&new), "{text}\n{updated}\n{:?}", reading.obstacles);
        for at in 1..=comments {
            assert_eq!(updated.matches(&format!("# note {at}\n")).count(), 1, "{at}:\n{text}\n{updated}");
        }
        assert!(updated.starts_with("# a network of mine\nusing Flux\n"), "{text}\n{updated}");
        assert!(updated.ends_with("\nprintln(m(X)) # the end"), "{text}\n{updated}");
        assert_eq!(update(&updated, &new), updated);
    }
}

fn check_update(before: &str, change: fn(&mut Settings), after: &str) {
    let mut settings = read(before, &Settings::default()).settings.unwrap_or_else(|| panic!("{before}"));
    assert_eq!(update(before, &settings), before);
    change(&mut settings);
    assert_eq!(update(before, &settings), after);
}

#[test]
fn an_update_of_a_layer_touches_nothing_else() {
    let check = check_update;
    check(
        "m=Chain( Dense(2,8,tanh),Dense(8 ,1) )  # two",
        |s| s.layers[0].units = 5,
        "m=Chain( Dense(2,5,tanh),Dense(5 ,1) )  # two",
    );
    check(
        "m = Chain(Dense(2, 8, tanh), Dense(8, 1))",
        |s| s.layers[0].activation = "relu".into(),
        "m = Chain(Dense(2, 8, relu), Dense(8, 1))",
    );
    check(
        "m = Chain(Dense(2, 8), Dense(8, 1))",
        |s| s.output = "tanh".into(),
        "m = Chain(Dense(2, 8), Dense(8, 1, tanh))",
    );
    check(
        "m = Chain(Dense(2 => 8), Dense(8 => 1))",
        |s| s.layers[0].dropout = 0.25,
        "m = Chain(Dense(2 => 8), Dropout(0.25), Dense(8 => 1))",
    );
    check(
        "m = Chain(Dense(2, 8), Dropout(0.5), Dense(8, 1))",
        |s| s.layers[0].dropout = 0.0,
        "m = Chain(Dense(2, 8), Dense(8, 1))",
    );
    check(
        "m = Chain(Dense(2, 8), Dense(8, 1))",
        |s| s.initialiser = "glorot_normal".into(),
        "m = Chain(Dense(2, 8, initW = Flux.glorot_normal), Dense(8, 1, initW = Flux.glorot_normal))",
    );
}

#[test]
fn an_update_of_the_rest_touches_nothing_else() {
    let check = check_update;
    check(
        "net = Chain(\n  Dense(2, 8), # first\n  Dense(8, 1), # last\n)",
        |s| s.layers.push(Layer { units: 3, activation: "relu".into(), dropout: 0.0 }),
        "net = Chain(\n  Dense(2, 8), # first\n  Dense(8, 3, relu),\n  Dense(3, 1), # last\n)",
    );
    check(
        "net = Chain(\n  Dense(2, 8), # first\n  Dense(8, 3), # second\n  Dense(3, 1), # last\n)",
        |s| drop(s.layers.remove(1)),
        "net = Chain(\n  Dense(2, 8), # first\n  # second\n  Dense(8, 1), # last\n)",
    );
    check(
        "n = 8 # wide\nm = Chain(Dense(2, n), Dense(n, 1))",
        |s| s.layers[0].units = 4,
        "n = 4 # wide\nm = Chain(Dense(2, n), Dense(n, 1))",
    );
    check(
        "m = Chain(Dense(2, 1))\nopt = ADAM(0.02)",
        |s| s.training.knobs[0] = 0.3,
        "m = Chain(Dense(2, 1))\nopt = ADAM(0.3)",
    );
    check(
        "m = Chain(Dense(2, 1))\nopt = ADAM()",
        |s| s.training.knobs[1] = 0.5,
        "m = Chain(Dense(2, 1))\nopt = ADAM(0.001, (0.5, 0.999))",
    );
    check(
        "m = Chain(Dense(2, 1))\nopt = ADAM(0.02)",
        |s| s.training.l2 = 0.1,
        "m = Chain(Dense(2, 1))\nopt = Flux.Optimiser(WeightDecay(0.1), ADAM(0.02))",
    );
    check(
        "m = Chain(Dense(2 => 1))\nopt = Flux.setup(OptimiserChain(WeightDecay(0.1), Adam(0.02)), m)",
        |s| s.training.l1 = 0.5,
        "m = Chain(Dense(2 => 1))\nopt = Flux.setup(OptimiserChain(WeightDecay(0.1), SignDecay(0.5), Adam(0.02)), m)",
    );
    // One constant of two uses, which now differ: the chain is written anew, and nothing else.
    check(
        "n = 8\nm = Chain(Dense(2, n), Dense(n, n), Dense(n, 1)) # mine",
        |s| s.layers[1].units = 3,
        "n = 8\nm = Chain(Dense(2, 8), Dense(8, 3), Dense(3, 1)) # mine",
    );
    check(
        "m = Chain(Dense(2, 1))\nη = 0.1\nopt = Descent(η) # slow\n",
        |s| s.training.knobs[0] = 0.2,
        "m = Chain(Dense(2, 1))\nη = 0.2\nopt = Descent(η) # slow\n",
    );
}

fn check_obstacle(text: &str, place: &str, message: &str) {
    let reading = read(text, &Settings::default());
    assert!(reading.settings.is_none(), "{text}");
    let first = &reading.obstacles[0];
    assert_eq!(first.message, message, "{text}");
    assert_eq!(&text[first.span.start as usize..first.span.end as usize], place, "{text}");
    assert!(first.hint.as_deref().is_some_and(|hint| hint.ends_with(['.', ')'])), "{text}");
    assert_eq!(reading.is_code, !message.starts_with("syntax"), "{text}");
}

#[test]
fn a_chain_that_cannot_be_drawn_is_said_at_its_place() {
    let check = check_obstacle;
    check("m = Chain(Dense(2, 1)", "", "syntax: incomplete: premature end of input");
    check("", "", "There is no chain of layers here.");
    check("f(x) = 2x", "", "There is no chain of layers here.");
    check("m = Chain()", "Chain()", "The chain has no layers.");
    check("m = Chain(Dense(2, 1), softmax)", "softmax", "This layer cannot be drawn.");
    check("m = Chain(Dense(2, 4), x -> 2x, Dense(4, 1))", "x -> 2x", "This layer cannot be drawn.");
    check(
        "m = Chain(Dense(2, 4), Dense(5, 1))",
        "5",
        "This layer takes 5 numbers, and the layer before gives 4.",
    );
    check("m = Chain(Dense(3, 1))", "3", "The first layer takes 3 inputs, and the picture has 2.");
    check("m = Chain(Dense(2, 2))", "2", "The last layer has 2 outputs, and the picture shows one.");
    check(
        "m = Chain(Dense(2, 40), Dense(40, 1))",
        "40",
        "A layer of 40 units is too large to draw: at most 16 fit.",
    );
    check(
        "m = Chain(Dense(2, 2), Dense(2 => 1))",
        "Dense(2 => 1)",
        "Some layers are written as in Flux 0.9, others as in today's.",
    );
    check("m = Chain(Dense(2, 4, act), Dense(4, 1))", "act", "This activation cannot be drawn.");
    check(
        "m = Chain(Dense(W, b))",
        "Dense(W, b)",
        "The sizes of this layer are not numbers that can be drawn.",
    );
    check(
        "m = Chain(Dense(2, 1), Dropout(0.5))",
        "Dropout(0.5)",
        "The output has a dropout, which cannot be drawn.",
    );
    check(
        "m = Chain(Dense(2, 2), Dropout(1.5), Dense(2, 1))",
        "Dropout(1.5)",
        "This dropout cannot be drawn.",
    );
    check("m = Chain(Dense(2, 1, initW = f))", "f", "This initialiser cannot be drawn.");
}

#[test]
fn what_else_cannot_be_drawn_is_said_at_its_place() {
    let check = check_obstacle;
    check(
        "m = Chain(Dense(2, 1))\nm = Chain(Dense(2, 1))",
        "m = Chain(Dense(2, 1))",
        "`m` is defined twice.",
    );
    check("m = Chain(Dense(2, 1))\nm[1].W .= 0", "m[1].W .= 0", "What this does with `m` cannot be drawn.");
    check(
        "m = Chain(Dense(2, 1))\nbatches = [(X, Y)]",
        "batches = [(X, Y)]",
        "These batches are not the points of the picture.",
    );
    check("m = Chain(Dense(2, 1))\nopt = ADAM(η)", "η", "This is no value of η that can be drawn.");
    check("m = Chain(Dense(2, 1))\nopt = Descent(0.1, 2)", "2", "`Descent` has no such knob.");
    check(
        "m = Chain(Dense(2, 1))\nopt = Flux.Optimiser(ExpDecay(), ADAM())",
        "ExpDecay()",
        "This cannot be drawn before an optimiser.",
    );
    check(
        "m = Chain(Dense(2, 1))\nloss(x, y) = sum(m(x))\nopt = ADAM()\nFlux.train!(loss, params(m), batches, opt)",
        "loss(x, y) = sum(m(x))",
        "`loss` is none of the losses that can be drawn.",
    );
    check(
        "m = Chain(Dense(2, 1))\nopt = ADAM()\nFlux.train!(loss, params(m), batches, opt)",
        "Flux.train!(loss, params(m), batches, opt)",
        "The loss `loss` is not defined here.",
    );
    check(
        "m = Chain(Dense(2, 1))\nopt = Flux.setup(Adam(), m)",
        "opt = Flux.setup(Adam(), m)",
        "The code begins in the style of Flux 0.9, and this line is in today's.",
    );
}

#[test]
fn other_ways_of_writing_are_understood() {
    let check = |text: &str, found: &[&str]| {
        let reading = read(text, &Settings::default());
        assert_eq!(reading.obstacles, [], "{text}");
        assert_eq!(reading.found, found, "{text}");
    };
    check(
        "using Flux\nmodel = Flux.Chain(Flux.Dense(2, 4, σ), Dense(4, 1))",
        &["Layers: 2 inputs, 4 sigmoid, 1 identity"],
    );
    check(
        "n = 4\nm = Chain(Dense(2, n, relu), Dense(n, 1))\nerror(a, b) = sum(abs2, m(a) .- b)\nη = 0.5\nopt = Momentum(η)\nfor i in 1:30\n  Flux.train!(error, params(m), batches, opt)\nend\nprintln(m(X))",
        &[
            "Layers: 2 inputs, 4 relu, 1 identity",
            "Loss: sse",
            "Optimiser: Momentum, η = 0.5, ρ = 0.9",
            "Epochs: 30",
        ],
    );
    check(
        "m = Chain(Dense(2 => 1))\nloss(net, x, y) = Flux.mse(net(x), y)\nopt = Flux.setup(OptimiserChain(WeightDecay(1e-3), AdamW(0.1)), m)\nFlux.train!(loss, m, batches, opt)\naccuracy(x, y) = sum(sign.(m(x)) .== y)",
        &[
            "Layers: 2 inputs, 1 identity",
            "Loss: mse",
            "Optimiser: ADAMW, η = 0.1, β₁ = 0.9, β₂ = 0.999, λ = 0",
            "L2: 0.001",
        ],
    );
}

fn samples() -> Vec<Sample> {
    let mut random = Random::new(3);
    let sample = |at: usize| Sample {
        at: [random.between(-6.0, 6.0), random.between(-6.0, 6.0)],
        wanted: if at.is_multiple_of(2) { 1.0 } else { -1.0 },
    };
    (0..12).map(sample).collect()
}

/// Runs a cell after what it refers to, and returns the session.
fn run(settings: &Settings, text: &str) -> Session {
    let mut session = Session::new(Budget::default(), || 0.0);
    for source in [&surroundings(settings, &samples()), text] {
        let result = session.run(source).result;
        assert!(result.is_ok(), "{source}\n{:?}", result.map(|_| ()));
    }
    session
}

#[test]
fn what_is_written_runs() {
    let mut random = Random::new(4);
    let mut rows = OPTIMISERS.iter().cycle();
    for at in 0..24 {
        let mut settings = settings(&mut random);
        let row = rows.next().unwrap();
        settings.layers.truncate(2);
        settings.layers.iter_mut().for_each(|layer| layer.units = layer.units.min(3));
        settings.training.optimiser = row.name.into();
        settings.training.knobs = row.knobs.iter().map(|knob| knob.default).collect();
        settings.training.loss = LOSSES[at % LOSSES.len()].into();
        let schedule = SCHEDULES.iter().find(|row| row.name == settings.training.schedule).unwrap();
        settings.training.schedule_knobs = schedule.knobs.iter().map(|knob| knob.default).collect();
        if row.name == "ADADelta" {
            settings.training.schedule = "constant".into();
        }
        for style in STYLES {
            let text = write(&settings, style).replace("200", "2");
            let mut session = run(&settings, &text);
            let outcome = session.run("size(m(X))");
            assert_eq!(outcome.display, "(1, 12)", "{text}\n{:?}", outcome.result.map(|_| ()));
        }
    }
}

#[test]
fn the_learning_rate_follows_the_schedule() {
    for schedule in SCHEDULES.iter().filter(|schedule| schedule.name != "constant") {
        let mut settings = Settings::default();
        let knobs: Vec<f64> =
            schedule.knobs.iter().map(|knob| if knob.default > 1.0 { 7.0 } else { knob.default }).collect();
        settings.training.schedule = schedule.name.into();
        settings.training.schedule_knobs = knobs.clone();
        settings.data.batch = 10;
        let rate = settings.training.knobs[0];
        let text = write(&settings, Style::Flux09).replace("200", "1");
        let mut session = run(&settings, &text);
        for step in [0, 1, 6, 7, 8, 20] {
            let found = session.run(&format!("rate({step})")).result.unwrap().number().unwrap();
            let wanted = schedule.rate(step, rate, &knobs);
            assert!((found - wanted).abs() < 1e-15, "{}: {found} and {wanted} at {step}", schedule.name);
        }
        // Two batches of ten and two points: the rate of the second step is what the optimiser has at the end.
        let left = session.run("opt.eta").result.unwrap().number().unwrap();
        assert!((left - schedule.rate(1, rate, &knobs)).abs() < 1e-15, "{}: {left}", schedule.name);
    }
}

#[test]
fn a_learners_own_features_run() {
    let features = ["x1", "exp(-x1^2) # a bell", "r = x1 + x2\nr^2"].map(String::from);
    let settings = Settings { features: features.into(), ..Settings::default() };
    let mut session = run(&settings, &write(&settings, Style::Today).replace("200", "1"));
    assert_eq!(session.run("size(X)").display, "(3, 12)");
}

#[test]
fn every_loss_trains_a_network() {
    for loss in LOSSES {
        for style in STYLES {
            let mut settings = Settings::default();
            settings.training.loss = loss.into();
            settings.output = "identity".into();
            let text = write(&settings, style).replace("200", "30");
            let value = if style == Style::Today { "loss(m, X, Y)" } else { "Tracker.data(loss(X, Y))" };
            let untrained: String = text
                .lines()
                .filter(|line| !line.contains("train!"))
                .map(|line| line.to_owned() + "\n")
                .collect();
            let untrained = untrained.replace("for epoch in 1:30\nend\n", "");
            let number = |text: &str| {
                let mut session = run(&settings, text);
                session.run(value).result.unwrap().number().unwrap()
            };
            let (before, after) = (number(&untrained), number(&text));
            assert!(after < before, "{loss}, {style:?}: {} to {}", shortest(before), shortest(after));
        }
    }
}

#[test]
fn the_laboratory_answers_with_texts() {
    let mut lab = Lab::new(|| 0.0);
    let settings = Settings::default();
    let ask = Ask::Write { settings: settings.clone(), style: Style::Today };
    lab.receive(Request::Text(7, Box::new(ask)));
    let mut replies = Vec::new();
    while lab.has_work() {
        lab.work(&mut |reply| replies.push(reply));
    }
    assert_eq!(replies, [Reply::Text(7, Text::Code(write(&settings, Style::Today)))]);
}
