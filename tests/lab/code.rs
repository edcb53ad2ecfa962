//! Code that cannot be drawn is trained as it stands: the same numbers as without a laboratory, and pictures on the way.

use std::cell::Cell;

use fluxion::lab::code::surroundings;
use fluxion::lab::message::{CodeRun, Picture, Reply, Request, Watch};
use fluxion::lab::{Lab, Settings};
use fluxion::language::{Budget, Session};

use super::driver::Driver;

fn settings() -> Settings {
    let mut settings = Settings::default();
    settings.data.count = 60;
    settings
}

/// A network of functions, in the style of Flux 0.9.
const FUNCTIONS: &str = "
W1 = param(0.5randn(4, 2)); b1 = param(zeros(4))
W2 = param(0.5randn(1, 4)); b2 = param(zeros(1))
m(x) = W2 * tanh.(W1 * x .+ b1) .+ b2
loss(x, y) = Flux.mse(m(x), y)
opt = ADAM(0.05)
for epoch in 1:4
  Flux.train!(loss, params(W1, b1, W2, b2), batches, opt)
end
println(\"done\")
";

/// A chain with a layer of its own, in today's style, with steps taken in a function by hand.
const BY_HAND: &str = "
m = Chain(Dense(2 => 40, tanh), x -> x .* 0.5, Dense(40 => 1))
loss(m, x, y) = sum(abs2, m(x) .- y) / length(y)
function step!(x, y)
  slopes = Flux.gradient(m -> loss(m, x, y), m)[1]
  for at in [1, 3]
    layer = m.layers[at]
    layer.weight .= layer.weight .- 0.1 .* slopes.layers[at].weight
    layer.bias .= layer.bias .- 0.1 .* slopes.layers[at].bias
  end
end
for epoch in 1:3, (x, y) in batches
  step!(x, y)
end
";

fn code(picture: &Picture) -> &CodeRun {
    picture.code.as_ref().expect("code is run")
}

fn start(text: &str) -> Driver {
    let mut driver = Driver::new(settings());
    driver.ask(Request::Watch(Watch { map: 8, ..Watch::default() }));
    driver.ask(Request::RunCode(text.to_owned()));
    driver
}

/// The loss that a text comes to without a laboratory, over the points trained on.
fn alone(text: &str, loss: &str) -> f64 {
    let driver = Driver::new(settings());
    let mut session = Session::new(Budget::default(), || 0.0);
    session.seed(settings().seed);
    session.run(&surroundings(&settings(), &driver.points[0]));
    let result = session.run(text).result;
    assert!(result.is_ok(), "{:?}", result.map(|_| ()));
    session.run(loss).result.ok().and_then(|value| value.number()).expect("a number")
}

#[test]
fn it_comes_to_the_same_numbers_as_anywhere() {
    for (text, loss, epochs) in [(FUNCTIONS, "loss(X, Y)", 4), (BY_HAND, "loss(m, X, Y)", 3)] {
        let mut driver = start(text);
        let picture = driver.ask(Request::Play { pace: 3 }).clone();
        assert!(code(&picture).is_over && !picture.is_playing, "{:?}", code(&picture));
        assert_eq!((picture.step, code(&picture).problem.clone()), (epochs * picture.epoch, None));
        assert_eq!(picture.losses[0].to_bits(), alone(text, loss).to_bits());
        let first = driver.pictures.iter().find(|picture| picture.step == 3).expect("a picture of step 3");
        assert!(
            picture.losses[0] != first.losses[0] && picture.losses[1].is_finite(),
            "{:?}",
            picture.losses
        );
        assert_eq!(picture.map.as_ref().map(|map| map.values.len()), Some(64));
        assert!(picture.layers.is_empty() && picture.right.is_some());
        let curve = driver.pictures.iter().rev().find_map(|picture| picture.curve.clone()).expect("a curve");
        assert_eq!(curve.steps.last(), Some(&picture.step));
        // No more than so many steps between two pictures.
        assert!(driver.pictures.windows(2).all(|two| two[1].step <= two[0].step + 3));
    }
    assert_eq!(code(&start(FUNCTIONS).ask(Request::Play { pace: 0 }).clone()).printed, "done\n");
}

#[test]
fn it_is_paused_between_steps_never_within_one() {
    for (text, loss) in [(FUNCTIONS, "loss(X, Y)"), (BY_HAND, "loss(m, X, Y)")] {
        let mut driver = start(text);
        for step in 1..=3 {
            let picture = driver.ask(Request::Steps(1)).clone();
            assert_eq!(picture.step, step);
            // As many batches as steps, all of them in one epoch.
            let cut = text.replace("1:4", "1:1").replace("1:3", "1:1");
            let cut = cut.replace("batches", &format!("batches[1:{step}]"));
            assert_eq!(picture.losses[0].to_bits(), alone(&cut, loss).to_bits(), "step {step} of {text}");
        }
    }
}

#[test]
fn it_begins_again_and_makes_room_for_the_run() {
    let mut driver = Driver::new(settings());
    let run = driver.ask(Request::Steps(30)).clone();
    driver.ask(Request::RunCode(FUNCTIONS.to_owned()));
    let first = driver.ask(Request::Steps(5)).losses;
    driver.ask(Request::Reset);
    assert_eq!(driver.last().step, 0);
    assert_eq!(driver.ask(Request::Steps(5)).losses.map(f64::to_bits), first.map(f64::to_bits));
    // What cannot be done to code does nothing.
    driver.ask(Request::Seek(2));
    driver.ask(Request::KeepForComparison);
    assert_eq!(driver.last().step, 5);
    let back = driver.ask(Request::EndCode).clone();
    assert_eq!((back.step, back.code, back.layers), (30, None, run.layers));
    assert!(back.curve.is_some_and(|curve| curve.steps.last() == Some(&30)));
    // Other settings end it, too.
    driver.ask(Request::RunCode(FUNCTIONS.to_owned()));
    assert_eq!(driver.ask(Request::Set(Settings::default())).code, None);
}

#[test]
fn what_goes_wrong_is_said_with_its_place() {
    let check = |text: &str, place: &str, message: &str| {
        let mut driver = start(text);
        let picture = driver.ask(Request::Play { pace: 16 }).clone();
        let run = code(&picture);
        let problem = run.problem.as_ref().expect("it has stopped");
        assert_eq!(problem.message, message, "{text}");
        assert_eq!(&text[problem.span.start as usize..problem.span.end as usize], place, "{text}");
        assert!(run.is_over && !picture.is_playing);
    };
    check("m(x) = x\nfor i in 1:3\n  W * i\nend", "W", "UndefVarError: W not defined");
    check("m = Chain(", "", "syntax: incomplete: premature end of input");
    let mut driver = start(
        "net = Chain(Dense(2, 1))\nfor b in batches\n  Flux.train!((x, y) -> sum(net(x)), params(net), [b], Descent(0.1))\nend",
    );
    let picture = driver.ask(Request::Play { pace: 16 }).clone();
    assert_eq!((picture.map, picture.step), (None, picture.epoch));
    let hint = code(driver.last()).hint.clone().expect("a hint");
    assert!(hint.starts_with("Call the network `m`"), "{hint}");
}

thread_local! {
    static NOW: Cell<f64> = const { Cell::new(0.0) };
}

/// A clock that goes on with every look at it.
fn ticking() -> f64 {
    NOW.set(NOW.get() + 0.25);
    NOW.get()
}

#[test]
fn a_loop_without_an_end_can_be_paused() {
    let mut lab = Lab::new(ticking);
    let text = "m(x) = x[1:1, :]\ni = 0\nwhile true\n  global i += 1\nend".to_owned();
    [Request::Set(settings()), Request::RunCode(text), Request::Play { pace: 16 }]
        .into_iter()
        .for_each(|request| lab.receive(request));
    let mut last = None;
    let mut work = |lab: &mut Lab| {
        let mut number = None;
        lab.work(&mut |reply| {
            if let Reply::Picture(picture) = reply {
                number = Some(picture.number);
                last = picture.code;
            }
        });
        number.into_iter().for_each(|number| lab.receive(Request::Drawn(number)));
    };
    for _ in 0..200 {
        assert!(lab.has_work());
        work(&mut lab);
    }
    lab.receive(Request::Pause);
    for _ in 0..4 {
        work(&mut lab);
    }
    assert!(!lab.has_work(), "it is paused");
    let run = last.expect("pictures of code");
    assert_eq!((run.is_over, run.problem), (false, None));
}
