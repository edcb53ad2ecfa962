//! The kernel as the page sees it: requests go in, replies come out.

mod kernel {
    mod changes;
    mod decision;
    mod formulas;
    mod race;
    mod training;
}

use std::collections::HashMap;

use fluxion::kernel::Kernel;
use fluxion::kernel::message::{Binding, Problem, QueryId, Reply, Request};
use fluxion::kernel::query::{
    AnyAnswer, AnyQuery, Curve, Grid, Path, Point, PointDerivatives, Query, SampledCurve, SampledGrid, Value,
    WalkedPath,
};

const PARABOLA: &str = "using Flux.Tracker\nh(x) = x^2/2 - x\nslope(x) = Tracker.gradient(h, x)[1]\nslope(3)";
const HILLS: &str = "using Flux.Tracker\nf(x, y) = 0.6x^2 + 1.1y^2 + sin(2x) * cos(y)\n∇f(x, y) = Tracker.gradient(f, x, y)\n\
                     step(x, y) = (x, y) .- η .* ∇f(x, y)\n∇f(x, y)";

/// A kernel, and the last word on every cell and query.
struct Page {
    kernel: Kernel,
    revision: u64,
    cells: HashMap<u32, (String, Option<Problem>)>,
    answers: HashMap<QueryId, Result<AnyAnswer, Problem>>,
    replies: Vec<String>,
}

impl Page {
    fn new(clock: fn() -> f64) -> Page {
        Page {
            kernel: Kernel::new(clock),
            revision: 1,
            cells: HashMap::new(),
            answers: HashMap::new(),
            replies: Vec::new(),
        }
    }

    fn open(params: &[(&str, f64)], cells: &[&str]) -> Page {
        let mut page = Page::new(|| 0.0);
        let params = params.iter().map(|(name, value)| binding(name, *value)).collect();
        let cells = cells.iter().map(|cell| cell.to_string()).collect();
        page.kernel.receive(Request::Open { revision: 1, params, cells });
        page.settle();
        page
    }

    fn settle(&mut self) {
        self.replies.clear();
        while self.kernel.has_work() {
            self.kernel.work(&mut |reply| match reply {
                Reply::Cell { cell, display, problem, .. } => {
                    self.replies.push(format!("cell {cell}"));
                    self.cells.insert(cell, (display, problem));
                }
                Reply::Answer { id, result, revision } => {
                    assert_eq!(revision, self.revision);
                    self.replies.push(format!("answer {id}"));
                    self.answers.insert(id, result);
                }
                Reply::Settled { .. } => self.replies.push("settled".into()),
            });
        }
    }

    fn ask(&mut self, id: QueryId, query: impl Into<AnyQuery>) {
        self.kernel.receive(Request::Ask { id, query: query.into() });
    }

    fn set(&mut self, name: &str, value: f64) {
        self.revision += 1;
        self.kernel.receive(Request::Set { revision: self.revision, param: binding(name, value) });
    }

    fn edit(&mut self, cell: u32, source: &str) {
        self.revision += 1;
        self.kernel.receive(Request::Edit { revision: self.revision, cell, source: source.into() });
        self.settle();
    }

    #[track_caller]
    fn answer<Q: Query>(&self, id: QueryId) -> Q::Answer {
        let answer = self.answers[&id].clone().ok().and_then(Q::answer_from);
        answer.unwrap_or_else(|| panic!("{:?}", self.answers[&id]))
    }

    fn problem(&self, id: QueryId) -> &Problem {
        self.answers[&id].as_ref().err().unwrap_or_else(|| panic!("query {id} has an answer"))
    }
}

fn binding(name: &str, value: f64) -> Binding {
    Binding { name: name.into(), value, integer: false }
}

fn value(code: &str) -> Value {
    Value { code: code.into() }
}

fn grid(of: &str, side: u32) -> Grid {
    Grid { of: of.into(), x: [-3.0, 3.0], y: [-2.0, 2.0], size: [side, side] }
}

fn hills() -> Page {
    let mut page = Page::open(&[("x", -1.6), ("y", 1.2), ("η", 0.08)], &[HILLS]);
    page.ask(1, Point { of: "f".into(), at: vec!["x".into(), "y".into()] });
    page.ask(2, grid("f", 96));
    page.ask(3, walk(40));
    page.ask(4, value("hypot(∇f(x, y)...)"));
    page.settle();
    page
}

fn walk(steps: u32) -> Path {
    Path { of: "f".into(), step: "step".into(), start: vec!["x".into(), "y".into()], steps }
}

#[test]
fn a_curve_its_slope_and_its_point() {
    let mut page = Page::open(&[("x", 1.5)], &[PARABOLA]);
    assert_eq!(page.cells[&0], ("2.0 (tracked)".into(), None));
    page.ask(1, Curve { of: "h".into(), x: [-1.0, 1.0], samples: 3 });
    page.ask(2, Point { of: "h".into(), at: vec!["x".into()] });
    page.settle();
    assert_eq!(page.replies, ["answer 2", "answer 1", "settled"]);
    let curve = SampledCurve { y: vec![1.5, 0.0, -0.5], slope: vec![-2.0, -1.0, 0.0] };
    assert_eq!(page.answer::<Curve>(1), curve);
    let point = PointDerivatives { at: vec![1.5], value: -0.375, gradient: vec![0.5], hessian: vec![1.0] };
    assert_eq!(page.answer::<Point>(2), point);
}

#[test]
fn a_mistake_is_mended_in_the_cell_that_made_it() {
    let df = "using Flux.Tracker\nf(x) = 3x^2\ndf(x) = Tracker.gradient(f, x; nest = true)";
    let mut page = Page::open(&[], &[df, "Tracker.gradient(df, 2; nest = true)"]);
    let problem = page.cells[&1].1.clone().expect("a tuple has no slope");
    assert_eq!(problem.cell, Some(1));
    let change = problem.fix.expect("a change that mends it");
    assert_eq!((change.cell, change.text.as_str()), (0, "[1]"));
    let mut mended = df.to_owned();
    mended.insert_str(change.span.start as usize, &change.text);
    page.edit(0, &mended);
    assert_eq!(page.cells[&1], ("(6.0 (tracked),)".into(), None));
}

#[test]
fn a_cell_says_what_it_defined_and_which_arrays_it_made_where() {
    let mut page = Page::open(&[], &[]);
    let cells = vec!["W, b = zeros(2, 5), 0.5\nf(x) = W * x\nb = [1, 2]\nW".to_owned()];
    page.kernel.receive(Request::Open { revision: 1, params: Vec::new(), cells });
    let (mut made, mut defined) = (Vec::new(), Vec::new());
    while page.kernel.has_work() {
        page.kernel.work(&mut |reply| {
            if let Reply::Cell { shapes, defines, .. } = reply {
                (made, defined) = (shapes, defines);
            }
        });
    }
    let made: Vec<(u32, &str)> = made.iter().map(|shape| (shape.end, shape.text.as_str())).collect();
    assert_eq!(made, [(23, "W :: 2×5"), (47, "b :: 2")]);
    assert_eq!(defined, ["W", "b", "f"]);
}

#[test]
fn only_what_depends_on_a_parameter_is_computed_again() {
    let mut page = hills();
    page.set("x", -1.5);
    page.settle();
    assert_eq!(page.replies, ["cell 0", "answer 1", "answer 4", "answer 3", "settled"]);
    page.set("η", 0.1);
    page.settle();
    assert_eq!(page.replies, ["answer 3", "settled"]);
    page.set("η", 0.1);
    page.settle();
    assert_eq!(page.replies, ["settled"]);
    page.edit(0, &HILLS.replace("step(x, y) =", "step(x, y) = # a comment\n"));
    assert_eq!(page.replies, ["cell 0", "answer 3", "settled"]);
}

#[test]
fn a_drag_is_answered_at_its_newest_place_only() {
    let mut page = hills();
    for k in 0..1000 {
        page.set("x", f64::from(k) / 1000.0);
    }
    page.settle();
    assert_eq!(page.replies, ["cell 0", "answer 1", "answer 4", "answer 3", "settled"]);
    let PointDerivatives { at, .. } = page.answer::<Point>(1);
    assert_eq!(at, [0.999, 1.2]);
}

#[test]
fn a_walk_follows_the_learners_own_step() {
    let mut page = hills();
    let WalkedPath { points, values, ended, .. } = page.answer::<Path>(3);
    assert_eq!(ended, None);
    assert_eq!((points.len(), values.len()), (41, 41));
    assert!(values.windows(2).all(|pair| pair[1] <= pair[0]), "{values:?}");
    page.edit(0, &HILLS.replace("(x, y) .- η .* ∇f(x, y)", "(x + 1, y)"));
    let WalkedPath { points, .. } = page.answer::<Path>(3);
    assert_eq!(points[3], [-1.6 + 3.0, 1.2]);
}

#[test]
fn a_diverging_walk_ends_with_words() {
    let mut page = hills();
    page.set("η", 10.0);
    page.settle();
    let WalkedPath { ended, points, .. } = page.answer::<Path>(3);
    let words = "The walk diverged: after step 10 the place is farther away than 1e12.";
    assert_eq!(ended.as_deref(), Some(words));
    assert_eq!(points.len(), 11);
}

#[test]
fn code_that_branches_is_drawn_point_by_point() {
    let mut page = Page::open(&[], &["f(x, y) = x > 0 ? x : -2x\ng(x, y) = 7\nk(x) = log(x)"]);
    page.ask(1, Grid { of: "f".into(), x: [-1.0, 1.0], y: [0.0, 1.0], size: [3, 2] });
    page.ask(2, Grid { of: "g".into(), x: [-1.0, 1.0], y: [0.0, 1.0], size: [2, 2] });
    page.ask(3, Curve { of: "k".into(), x: [-1.0, 1.0], samples: 3 });
    page.settle();
    assert_eq!(page.answer::<Grid>(1).z, [2.0, 0.0, 1.0, 2.0, 0.0, 1.0]);
    assert_eq!(page.answer::<Grid>(2).z, [7.0; 4]);
    let SampledCurve { y, slope } = page.answer::<Curve>(3);
    assert!(y[0].is_nan() && y[2] == 0.0 && slope[2] == 1.0, "{y:?} {slope:?}");
}

#[test]
fn a_slice_through_a_function_follows_the_parameters_that_it_holds_fast() {
    let mut page = hills();
    let slice = |of: &str| Curve { of: of.into(), x: [-1.0, 1.0], samples: 3 };
    page.edit(0, "h(x, y) = x^2 + 3y");
    page.ask(1, slice("x -> h(x, y)"));
    page.ask(2, slice("y -> h(x, y)"));
    page.ask(3, slice("x -> nobody(x)"));
    page.settle();
    page.set("x", 2.0);
    page.settle();
    // The first slice varies `x` by itself, so its value is nothing to it.
    assert!(!page.replies.contains(&"answer 1".to_owned()), "{:?}", page.replies);
    assert_eq!(page.answer::<Curve>(2), SampledCurve { y: vec![1.0, 4.0, 7.0], slope: vec![3.0; 3] });
    let problem = page.answers[&3].clone().err().map(|problem| problem.message);
    assert_eq!(problem.as_deref(), Some("UndefVarError: nobody not defined"));
}

#[test]
fn mistakes_have_words_and_a_place_and_can_be_undone() {
    let mut page = hills();
    let good = page.answers.clone();
    let check = |page: &mut Page, source: &str, message: &str| {
        page.edit(0, source);
        let problem = page.problem(2).clone();
        assert!(problem.message.starts_with(message), "{source:?} gives {problem:?}");
        page.edit(0, HILLS);
        assert_eq!(page.cells[&0].1, None);
        assert_eq!(page.answers, good);
    };
    check(&mut page, "f(x, y) = f(x, y)", "StackOverflowError");
    check(&mut page, "f(x, y) = (x +", "syntax: incomplete: premature end of input");
    check(&mut page, "f(x, y) = x ÷ 0 + 1 ÷ 0", "DivideError: integer division error");
    check(&mut page, "f(x, y) = 1e999", "syntax: overflow in numeric constant");
    check(&mut page, "", "UndefVarError: f not defined");
    check(&mut page, "f(x, y) = (x, y)", "`f` gives 2 numbers, and this figure draws one");
    check(&mut page, "f = 3", "MethodError: objects of type Int64 are not callable");
}

#[test]
fn infinite_and_missing_heights_are_gaps() {
    let mut page = hills();
    page.edit(0, "f(x, y) = 1e308 * 10 * x\nstep(x, y) = (x, y)");
    let SampledGrid { z } = page.answer::<Grid>(2);
    assert!(z.iter().all(|z| !z.is_finite()));
    page.edit(0, "f(x, y) = 1 / (0 * x)\nstep(x, y) = (x, y)");
    page.answer::<Grid>(2);
}

#[test]
fn nothing_that_comes_in_breaks_it() {
    let mut page = Page::open(&[("x", f64::NAN), ("f", f64::INFINITY)], &["f(x) = x", "", "g(x, y) = x"]);
    page.set("g", 1.0);
    page.kernel.receive(Request::Edit { revision: page.revision, cell: 99, source: "x".into() });
    page.kernel.receive(Request::Forget { id: 99 });
    page.ask(1, Curve { of: "f".into(), x: [f64::NAN, f64::INFINITY], samples: 0 });
    page.ask(2, Grid { of: "g".into(), x: [1.0, 1.0], y: [5.0, -5.0], size: [u32::MAX, 0] });
    page.ask(3, Point { of: "f".into(), at: vec![] });
    page.ask(4, Path { of: "g".into(), step: "g".into(), start: vec!["1".into()], steps: u32::MAX });
    page.ask(5, value(""));
    page.ask(6, value("((((("));
    page.settle();
    assert_eq!(page.replies.last().map(String::as_str), Some("settled"));
}

#[test]
fn a_name_that_nobody_defines_is_no_cells_fault() {
    let mut page = Page::open(&[], &["h(x) = x * yy\nh(1)"]);
    page.ask(1, Value { code: "h(2)".into() });
    page.settle();
    let (own, asked) = (page.cells[&0].1.clone(), page.answers[&1].clone());
    let own = own.expect("the cell has a mistake");
    assert!(own.message.contains("yy not defined"));
    assert_eq!(asked, Err(own), "the figure says what the cell says");
}

#[test]
fn words_about_a_missing_function_are_those_of_the_code_as_it_is() {
    let mut page = Page::open(&[], &["h(x) = x^2", "k(x) = h(x) + 1\nk(3)"]);
    page.ask(1, value("h(2)"));
    page.ask(2, value("k(2)"));
    page.settle();
    let mut check = |source: &str, message: &str, hint: Option<&str>| {
        page.edit(0, source);
        let dependent = page.cells[&1].1.as_ref().expect("the other cell cannot run either");
        for problem in [page.problem(1), page.problem(2), dependent] {
            assert_eq!(problem.message, message, "after `{source}`");
            if let Some(hint) = hint {
                assert_eq!(problem.hint.as_deref(), Some(hint), "after `{source}`");
            }
        }
    };
    let broken = "`h` has no value, because the cell that defines it has a mistake.";
    check("h(x) = h(x)", "StackOverflowError:", None);
    check("h(x) = 1e999", "syntax: overflow in numeric constant \"1e999\"", Some(broken));
    check("h(x) = (x", "syntax: incomplete: premature end of input", Some(broken));
    check("", "UndefVarError: h not defined", None);
    check("h(x) = x^2 -", "syntax: incomplete: premature end of input", Some(broken));
    check("nobody\nh(x) = x^2", "UndefVarError: nobody not defined", Some(broken));
    page.edit(0, "h(x) = x^2");
    assert_eq!(page.answer::<Value>(1).display, "4");
    // The statement that is read is the same as before, and yet it is no longer reached.
    page.edit(0, "nobody\nh(x) = x^2");
    assert_eq!(page.problem(1).message, "UndefVarError: nobody not defined");
}

#[test]
fn entries_make_an_array_and_change_it_one_by_one() {
    let entries = [("W[1,1]", 1.0), ("W[1,2]", 2.0), ("W[2,1]", 3.0), ("W[2,2]", 4.0)];
    let mut page = Page::open(&entries, &["v = W * [1, 10]", "1 + 1"]);
    assert_eq!(page.cells[&0].0, "2-element Array{Float64,1}:\n 21.0\n 43.0");
    page.ask(1, value("W[2,1]"));
    page.settle();
    page.set("W[2,1]", 0.5);
    page.settle();
    assert_eq!(page.replies, ["cell 0", "answer 1", "settled"]);
    assert_eq!(page.cells[&0].0, "2-element Array{Float64,1}:\n 21.0\n 40.5");
}

#[test]
fn a_cell_that_runs_again_draws_what_it_drew() {
    let mut page = Page::open(&[("scale", 1.0)], &["v = scale .* rand(2)", "w = rand(2)"]);
    let drawn = page.cells[&0].0.clone();
    for scale in [2.0, 1.0] {
        page.set("scale", scale);
        page.settle();
    }
    assert_eq!(page.cells[&0].0, drawn);
}

#[test]
fn a_cell_that_redefines_a_parameter_starts_from_its_value_on_every_run() {
    let cell = "using Flux, Flux.Tracker\nW = param(W)\nTracker.update!(W, 1.0)\nW * x";
    let mut page = Page::open(&[("W", 2.0), ("x", 1.0)], &[cell]);
    assert_eq!(page.cells[&0], ("3.0 (tracked)".into(), None));
    for (name, value, display) in
        [("x", 2.0, "6.0 (tracked)"), ("x", 3.0, "9.0 (tracked)"), ("W", 1.0, "6.0 (tracked)")]
    {
        page.set(name, value);
        page.settle();
        assert_eq!(page.cells[&0], (display.into(), None), "{name} = {value}");
    }
}
