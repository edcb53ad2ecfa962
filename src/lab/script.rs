//! A run of the learner's own code, which may be any code: it is run as it stands, step by step, and between two steps its
//! network and its loss are called to see what they say. Weights are not known, and nothing earlier can be seen again.

use std::rc::Rc;

use super::code::surroundings;
use super::curve::Course;
use super::gauge::Measured;
use super::maps::{Grid, map};
use super::message::{CodeRun, Curve, Picture, Watch};
use super::plan::Plan;
use super::run::measuring_cost;
use crate::diag::Diagnostic;
use crate::language::{Budget, Error, Session, Slice, Value};

/// What the code may spend between two pauses; a loop can be paused, so only a single long call comes near it.
const BUDGET: Budget = Budget { steps: 50_000_000, millis: 4_000.0, depth: 200, tape: 1_000_000 };

/// The number by which errors refer to the learner's text.
const SOURCE: u32 = 1;

/// The most bytes of what was printed that are kept: the newest.
const MOST_PRINTED: usize = 4_000;

/// The largest side of a map: the network is called as the language does it, which takes longer than a program.
const LARGEST: u32 = 64;

/// The names under which the network and the loss are looked for.
const NETWORK: &str = "m";
const LOSS: &str = "loss";

/// A run of code.
pub(super) struct Script {
    /// The code.
    pub text: String,
    plan: Rc<Plan>,
    session: Session,
    printed: String,
    problem: Option<Diagnostic>,
    is_over: bool,
    course: Course,
    has_news: bool,
    grid: Option<(u32, Value)>,
    /// All points as the network takes them, then those trained on and those kept for testing with what they want.
    points: Points,
    measured: Option<(u64, Measured)>,
    hint: Option<String>,
}

/// The points as values of the language.
struct Points {
    all: Value,
    parts: [[Value; 2]; 2],
}

impl Script {
    /// The code at its beginning; nothing of it has been run yet.
    pub(super) fn new(text: String, plan: &Rc<Plan>, clock: fn() -> f64) -> Script {
        let mut session = Session::new(BUDGET, clock);
        session.seed(plan.settings.seed);
        // What is around the code has been checked with the settings.
        session.run(&surroundings(&plan.settings, plan.points.parts()[0]));
        let problem = match session.prepare(SOURCE, &text) {
            Ok(prepared) => {
                session.begin(&prepared);
                None
            }
            Err(error) => Some(error.diagnostic),
        };
        Script {
            text,
            plan: Rc::clone(plan),
            session,
            printed: String::new(),
            is_over: problem.is_some(),
            problem,
            course: Course::default(),
            has_news: true,
            grid: None,
            points: Points::of(plan),
            measured: None,
            hint: None,
        }
    }

    /// How many steps have been taken: a step is a gradient that the code has computed.
    pub(super) fn step(&self) -> u64 {
        self.session.gradient_count()
    }

    /// Whether the code has come to its end, or to an error.
    pub(super) fn is_over(&self) -> bool {
        self.is_over
    }

    /// Goes on to the next step, or for so many milliseconds.
    pub(super) fn advance(&mut self, millis: f64) {
        if self.is_over {
            return;
        }
        let outcome = self.session.go_on(Slice { millis, gradients: 1 });
        self.printed.push_str(&self.session.take_printed());
        if self.printed.len() > MOST_PRINTED {
            let from = self.printed.ceil_char_boundary(self.printed.len() - MOST_PRINTED);
            self.printed.drain(..from);
        }
        self.is_over = outcome.is_some();
        if let Some(Err(error)) = outcome {
            self.problem = Some(placed(error));
        }
        let step = self.step();
        if self.is_over || self.course.is_due(step, measuring_cost(&self.plan)) {
            self.measure();
        }
    }

    /// The run as the page draws it, without what only the laboratory knows.
    pub(super) fn draw(&mut self, watch: &Watch) -> Picture {
        let step = self.step();
        let measured = self.measure();
        let says_something = !measured.said.is_empty();
        Picture {
            step,
            last: step,
            epoch: self.plan.epoch(),
            losses: measured.losses,
            right: says_something.then(|| measured.right(&self.plan)).flatten(),
            confusion: says_something.then(|| measured.confusion(&self.plan)).flatten(),
            curve: std::mem::take(&mut self.has_news).then(|| self.course.curve(String::new(), None)),
            other: Some(Curve::default()),
            map: self.map(watch.map),
            code: Some(CodeRun {
                printed: self.printed.clone(),
                problem: self.problem.clone(),
                is_over: self.is_over,
                hint: self.hint.clone(),
            }),
            ..Picture::default()
        }
    }

    /// What the network says of the points, and its losses; measured once for each step.
    fn measure(&mut self) -> Measured {
        let step = self.step();
        if let Some((_, measured)) = self.measured.as_ref().filter(|(own, _)| *own == step && !self.is_over) {
            return measured.clone();
        }
        self.hint = None;
        let all = self.points.all.clone();
        let count = self.plan.points.samples.len();
        let said = self.say(&all).filter(|said| said.len() == count).unwrap_or_default();
        if said.is_empty() && step > 0 {
            self.hint = Some(format!(
                "Call the network `{NETWORK}` and let it give one number for each column of `X`: then its map is drawn."
            ));
        }
        let losses = self.points.parts.clone().map(|part| self.loss(part));
        if losses[0].is_nan() && step > 0 && self.hint.is_none() {
            self.hint = Some(format!(
                "Call the loss `{LOSS}` and let it take `(x, y)` or `({NETWORK}, x, y)`: then its curve is drawn."
            ));
        }
        let measured = Measured { losses, said };
        if !losses[0].is_nan() && self.course.points.last().is_none_or(|(last, _)| *last < step) {
            self.course.push(step, losses);
            self.has_news = true;
        }
        self.measured = Some((step, measured.clone()));
        measured
    }

    /// What the network says of points.
    fn say(&mut self, points: &Value) -> Option<Vec<f64>> {
        let network = self.session.global(NETWORK)?;
        self.session.call_between(&network, std::slice::from_ref(points)).ok()?.numbers()
    }

    /// The loss over some points; NaN if there is none.
    fn loss(&mut self, [x, y]: [Value; 2]) -> f64 {
        let Some(loss) = self.session.global(LOSS) else { return f64::NAN };
        let network = self.session.global(NETWORK);
        let forms = [Some(vec![x.clone(), y.clone()]), network.map(|network| vec![network, x, y])];
        let values = forms
            .into_iter()
            .flatten()
            .filter_map(|form| self.session.call_between(&loss, &form).ok()?.number());
        values.into_iter().next().unwrap_or(f64::NAN)
    }

    fn map(&mut self, side: u32) -> Option<super::message::Map> {
        let side = side.min(LARGEST);
        if side == 0 {
            return None;
        }
        if self.grid.as_ref().is_none_or(|(own, _)| *own != side) {
            let grid = Grid::new(side, &mut self.plan.features.borrow_mut());
            self.grid = Some((side, matrix(&grid.inputs, self.plan.sizes[0])));
        }
        let points = self.grid.as_ref().map(|(_, points)| points.clone())?;
        let said = self.say(&points).filter(|said| said.len() == (side * side) as usize)?;
        Some(map(side, said.iter().copied()))
    }
}

impl Points {
    fn of(plan: &Plan) -> Points {
        let rows = plan.sizes[0];
        let (inputs, all) = (&plan.points.inputs, plan.points.samples.len());
        let part = |range: std::ops::Range<usize>| {
            let own: Vec<f64> =
                inputs.chunks_exact(all).flat_map(|feature| feature[range.clone()].to_vec()).collect();
            let wanted: Vec<f64> = plan.points.samples[range].iter().map(|sample| sample.wanted).collect();
            [matrix(&own, rows), matrix(&wanted, 1)]
        };
        Points {
            all: matrix(inputs, rows),
            parts: [part(0..plan.points.training), part(plan.points.training..all)],
        }
    }
}

/// A matrix of the language from its rows, one after another.
fn matrix(entries: &[f64], rows: usize) -> Value {
    let columns = entries.len() / rows.max(1);
    let items = (0..columns).flat_map(|column| (0..rows).map(move |row| row * columns + column));
    Value::gathered(items.map(|at| Value::Float(entries[at])).collect(), &[rows, columns])
}

/// An error with a place in the learner's text.
fn placed(error: Error) -> Diagnostic {
    match error.source {
        SOURCE => error.diagnostic,
        _ => Diagnostic { span: Default::default(), ..error.diagnostic },
    }
}
