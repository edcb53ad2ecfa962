//! What code changes without naming it: after any change of a parameter, everything is as if the lesson had just been
//! opened with it.

use fluxion::kernel::message::{Binding, Request};
use fluxion::lesson::compile::{compile, read_course};

use super::super::{Page, value};

/// Opens cells with the parameter `k` at 2, moves it about, and compares every cell and every answer with those of a
/// lesson that is opened there.
#[track_caller]
fn check(cells: &[&str], asked: &[&str]) {
    let mut page = open(2, cells);
    ask(&mut page, asked);
    let at_first = page.answers.clone();
    for k in [3, 1, 5, 2] {
        set(&mut page, k);
        let mut fresh = open(k, cells);
        ask(&mut fresh, asked);
        for cell in 0..cells.len() as u32 {
            assert_eq!(page.cells[&cell], fresh.cells[&cell], "cell {cell} with k = {k} of {cells:#?}");
        }
        for (id, code) in asked.iter().enumerate() {
            let id = id as u32;
            assert_eq!(page.answers[&id], fresh.answers[&id], "`{code}` with k = {k} of {cells:#?}");
        }
        if k == 3 {
            assert_ne!(page.answers, at_first, "nothing follows `k`: {cells:#?}");
        }
    }
}

fn open(k: i64, cells: &[&str]) -> Page {
    let mut page = Page::new(|| 0.0);
    let cells = cells.iter().map(|cell| cell.to_string()).collect();
    page.kernel.receive(Request::Open { revision: 1, params: vec![whole(k)], cells });
    page.settle();
    page
}

fn set(page: &mut Page, k: i64) {
    page.revision += 1;
    page.kernel.receive(Request::Set { revision: page.revision, param: whole(k) });
    page.settle();
}

fn whole(k: i64) -> Binding {
    Binding { name: "k".into(), value: k as f64, integer: true }
}

fn ask(page: &mut Page, asked: &[&str]) {
    for (id, code) in asked.iter().enumerate() {
        page.ask(id as u32, value(code));
    }
    page.settle();
}

#[test]
fn what_a_loop_changes_is_changed_again() {
    let count = "for i in 1:k\n  push!(losses, i)\nend";
    check(&["losses = []", count, "length(losses)"], &["losses", "sum(losses)"]);
    check(&["losses = Int[]", "losses", count, "losses"], &["last(losses)"]);
    check(&["x = [1.0, 2.0]", "x[1] = k", "x .+ 1"], &["x[1]"]);
    check(&["x = [1.0, 2.0]", "if k > 2\n  x[2] = k\nend"], &["x"]);
    check(&["x = [1.0, 2.0]", "x .+= k", "x .*= 2"], &["x"]);
    check(&["x = zeros(2, 2)", "x[1, :] .= k"], &["x"]);
    check(&["d = Dict()", "d[:a] = k", "delete!(d, :a)\nd[:b] = 2k"], &["d"]);
    check(&["total = 0", "for i in 1:k\n  global total += i\nend"], &["total"]);
    check(&["total = 0", "total = total + k", "total = 2total"], &["total"]);
    check(&["using Random\nv = [1, 2, 3]", "append!(v, 1:k)", "popfirst!(v)"], &["v"]);
}

#[test]
fn what_shares_a_value_follows() {
    check(&["a = [1]", "b = a", "push!(b, k)"], &["a", "b", "length(a)"]);
    check(&["a = [1]", "b = a", "push!(a, k)"], &["a", "b"]);
    check(&["a = [1]\nc = (a, 2)", "push!(c[1], k)"], &["a", "c"]);
    check(&["a = [1]", "c = Any[]", "push!(c, a)", "push!(c[1], k)"], &["a", "c"]);
    check(&["a, b = let v = [0]; (v, v) end", "push!(a, k)"], &["b"]);
    check(&["a = [1]\nf() = a", "b = f()", "push!(b, k)"], &["a", "b"]);
    check(&["a = [1]", "b = a", "push!(a, k); a = 0"], &["a", "b"]);
    check(&["a = [1]; k", "b = a", "push!(a, 1)"], &["k + length(a)", "length(b)", "a === b"]);
}

#[test]
fn functions_that_change_something_are_followed() {
    check(&["n = 0\nfunction step!()\n  global n += 1\nend", "for i in 1:k step!() end"], &["n"]);
    check(&["v = []\nnote(x) = push!(v, x)", "note(k)", "note(2k)"], &["v"]);
    check(&["v = []\nnote = push!", "note(v, k)"], &["v"]);
    check(
        &[
            "function counter()\n  n = 0\n  () -> (n += 1)\nend\ntick = counter()",
            "for i in 1:k tick() end\ntick()",
            "tick()",
        ],
        &["k"],
    );
    check(&["mutable struct Box\n  value\nend\nbox = Box(0)", "box.value = k"], &["box.value"]);
    check(&["struct Pen\n  ink\nend\np = Pen([1])", "push!(p.ink, k)"], &["p.ink"]);
    check(&["r = Ref(0)", "r[] = k"], &["r[]"]);
    check(&["io = IOBuffer()", "print(io, k)", "length(String(take!(io)))"], &["k"]);
    check(&["f = k > 2 ? (x -> x) : (x -> 2x)", "f(10)"], &["f(1)"]);
    check(&["make(n) = x -> n * x", "f = make(k)", "f(10)"], &["f(1)"]);
    check(&["if k > 2\n  g(x) = x\nelse\n  g(x) = 2x\nend", "g(10)"], &["g(1)"]);
    check(&["f(x) = x", "f(k)", "f(x) = 2x", "f(k)"], &["f(k)"]);
    check(
        &["struct Meter\n  x\nend\nBase.:+(a::Meter, b::Meter) = Meter(k * (a.x + b.x))\nm = Meter(1)"],
        &["(m + m).x"],
    );
    check(&["struct Line\n  a\nend\n(l::Line)(x) = l.a * x + k\nl = Line(3)", "l(1)"], &["l(2)"]);
}

#[test]
fn a_parameter_that_is_changed_begins_with_its_value() {
    check(&["k = k + 1", "k = 2k"], &["k"]);
    check(&["k", "k = 7 + k", "k"], &["k"]);
    check(&["a = k", "k = 0", "b = k"], &["a", "b"]);
    let entries = [("x[1]", 1.0), ("x[2]", 2.0)];
    let mut page = Page::open(&entries, &["y = sum(x)", "x[1] = x[2] + 1", "sum(x)"]);
    page.set("x[2]", 5.0);
    page.settle();
    assert_eq!([&page.cells[&0].0, &page.cells[&2].0], ["6.0", "11.0"]);
}

#[test]
fn training_at_the_top_level_is_followed() {
    let data = "using Flux, Random\nusing Flux: mse, train!, params\nRandom.seed!(3)\nX = rand(2, 20); Y = X[1:1, :] .* X[2:2, :];";
    let model = "Random.seed!(1)\nm = Chain(Dense(2, 4, tanh), Dense(4, 1))\nloss(x, y) = mse(m(x), y)\nopt = ADAM(0.1)\nlosses = Float64[]";
    let training =
        "for step in 1:k\n  train!(loss, params(m), [(X, Y)], opt)\n  push!(losses, loss(X, Y).data)\nend";
    check(&[data, model, training, "losses"], &["length(losses)", "m(X[:, 1])", "loss(X, Y)"]);
    let by_hand = "for step in 1:k\n  gs = Tracker.gradient(() -> loss(X, Y), params(m))\n  for p in params(m)\n    Tracker.update!(p, -0.1gs[p])\n  end\nend";
    check(&[data, model, by_hand], &["loss(X, Y)"]);
    check(
        &[
            "using Flux\nW = param([1.0, 2.0])",
            "Tracker.back!(sum(W .^ 2))",
            "for i in 1:k\n  Tracker.update!(W, 0.1k .* W.grad)\nend",
            "W",
        ],
        &["W", "W.grad"],
    );
    let recurrent = "using Flux, Random\nRandom.seed!(1)\nr = RNN(1, 1)";
    check(&[recurrent, "for i in 1:k r([1.0]) end", "r([1.0])"], &["r.state"]);
}

#[test]
fn training_follows_its_settings_and_leaves_the_data_alone() {
    let cells = [
        "using Flux\nX = rand(2, 20)",
        "m = Dense(2, 1)",
        "for i in 1:k\n  Flux.train!((x, y) -> Flux.mse(m(x), y), Flux.params(m), [(X, X[1:1, :])], Descent(0.1))\nend",
        "sum(X)",
    ];
    let mut page = open(2, &cells);
    page.ask(1, value("X"));
    page.ask(2, value("m(X)[1]"));
    page.settle();
    set(&mut page, 3);
    assert_eq!(page.replies, ["cell 1", "cell 2", "answer 2", "settled"]);
}

#[test]
fn random_numbers_go_on_where_the_cell_above_left_off() {
    check(&["using Random\nRandom.seed!(k)", "rand()", "rand()"], &["k"]);
    check(&["rand(k)", "1 + 1", "v = rand(2)"], &["sum(v)"]);
    check(&["rand(k)", "1 + 1"], &["rand()"]);
    check(&["using Random\nrand(k)", "Random.seed!(1)", "rand()"], &["k * rand()"]);
    let mut page = open(2, &["using Random\nrand(k)", "Random.seed!(1)\nrand()", "rand()"]);
    set(&mut page, 3);
    assert_eq!(page.replies, ["cell 0", "settled"], "what is seeded anew is the same");
}

#[test]
fn a_figure_that_changes_something_leaves_nothing_behind() {
    check(&["v = [0.0]\nfunction f(x)\n  v[1] += k\n  x + v[1]\nend", "v[1]"], &["f(1)", "f(2)", "v[1]"]);
    check(&["n = 0\nfunction f(x)\n  global n += 1\n  x + k + n\nend", "n"], &["f(1)", "f(1)", "n"]);
}

#[test]
fn a_clock_that_seeds_does_not_run_in_circles() {
    let cells = [
        "using Random\nRandom.seed!(round(Int, 1e6time()) + k)\nv = []",
        "push!(v, rand())",
        "push!(v, rand())",
    ];
    let mut page = Page::new(ticking);
    page.kernel.receive(Request::Open {
        revision: 1,
        params: vec![whole(2)],
        cells: cells.map(str::to_owned).to_vec(),
    });
    page.settle();
    set(&mut page, 3);
    assert_eq!(page.replies, ["cell 0", "cell 1", "cell 2", "settled"]);
}

/// A clock that is never the same twice, in milliseconds.
fn ticking() -> f64 {
    thread_local! {
        static NOW: std::cell::Cell<f64> = const { std::cell::Cell::new(0.0) };
    }
    NOW.replace(NOW.get() + 1.0)
}

/// Every number of every lesson that we ship, moved to both its ends.
#[test]
fn lessons_follow_every_number_as_if_they_had_been_opened_with_it() {
    let course = compile(&read_course("lessons".as_ref()).unwrap()).unwrap();
    for lesson in
        course.lessons.iter().map(|compiled| &compiled.lesson).filter(|lesson| lesson.entry.is_lesson())
    {
        let cells: Vec<String> = lesson.cells.iter().map(|cell| cell.source.clone()).collect();
        let binding = |at: usize, value: f64| {
            let param = &lesson.params[at];
            Binding { name: param.name.clone(), value, integer: param.integer }
        };
        let mut values: Vec<f64> = lesson.params.iter().map(|param| param.value).collect();
        let open = |values: &[f64]| {
            let mut page = Page::new(|| 0.0);
            let params = values.iter().enumerate().map(|(at, &value)| binding(at, value)).collect();
            page.kernel.receive(Request::Open { revision: 1, params, cells: cells.clone() });
            let codes: Vec<&str> = lesson.numbers.iter().map(|number| number.code.as_str()).collect();
            ask(&mut page, &codes);
            page
        };
        let mut page = open(&values);
        for (at, param) in lesson.params.iter().enumerate() {
            for value in [param.min, param.max, param.value] {
                values[at] = value;
                page.revision += 1;
                let (revision, param) = (page.revision, binding(at, value));
                page.kernel.receive(Request::Set { revision, param });
                page.settle();
            }
            values[at] = if at % 2 == 0 { param.max } else { param.min };
            page.revision += 1;
            page.kernel.receive(Request::Set { revision: page.revision, param: binding(at, values[at]) });
            page.settle();
        }
        let fresh = open(&values);
        for (cell, told) in &fresh.cells {
            assert_eq!(&page.cells[cell], told, "cell {cell} of {}", lesson.entry.slug);
        }
        for (id, answer) in &fresh.answers {
            let code = &lesson.numbers[*id as usize].code;
            assert_eq!(
                format!("{:?}", page.answers[id]),
                format!("{answer:?}"),
                "`{code}` of {}",
                lesson.entry.slug
            );
        }
    }
}
