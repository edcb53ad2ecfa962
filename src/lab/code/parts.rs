//! The parts of a text that describe a network and its training, each with its place, and what stands in the way of
//! drawing it.

use super::Style;
use super::chain::{FoundChain, read_chain};
use super::forms::{LOSS_FORMS, SCHEDULE_FORMS, TRAINING_FORMS};
use super::matching::{Constants, Number, matched, mentions, name, number};
use super::steps::{FoundOptimiser, is_optimiser, read_optimiser};
use crate::diag::{Diagnostic, Span};
use crate::language::syntax::{Expr, ExprKind, Function, Role};

/// A part: what it is called, where its statement and its value are, and what was found.
#[derive(Debug)]
pub(super) struct Part<T> {
    /// The name that it is given.
    pub name: String,
    /// The whole statement.
    pub statement: Span,
    /// What is assigned.
    pub value: Span,
    /// What was found.
    pub found: T,
}

/// A schedule of the learning rate.
#[derive(Debug)]
pub(super) struct FoundSchedule {
    /// Its name in the table of schedules.
    pub name: &'static str,
    /// The full rate.
    pub rate: Number,
    /// The knobs.
    pub knobs: Vec<Number>,
}

/// Training.
#[derive(Debug)]
pub(super) struct FoundTraining {
    /// The statement.
    pub statement: Span,
    /// Whether the learning rate follows a schedule.
    pub is_scheduled: bool,
    /// The style.
    pub style: Style,
    /// The number of epochs, if it is stated.
    pub epochs: Option<Number>,
    /// The name of the loss.
    pub loss: String,
}

/// Everything that was found.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub chain: Option<Part<FoundChain>>,
    /// The loss: its name in the table of losses, and the style of its parameters.
    pub loss: Option<Part<(&'static str, Style)>>,
    pub optimiser: Option<Part<FoundOptimiser>>,
    pub schedule: Option<Part<FoundSchedule>>,
    /// The statement that sets the count of steps to 0.
    pub counter: Option<Span>,
    pub training: Option<FoundTraining>,
    /// Functions that are none of these.
    pub functions: Vec<(String, Span)>,
    pub constants: Constants,
    pub obstacles: Vec<Diagnostic>,
}

impl Parts {
    /// Looks through the statements of a text.
    pub fn of(statements: &[Expr]) -> Parts {
        let mut parts = Parts::default();
        for statement in statements {
            parts.constant(statement);
        }
        for statement in statements {
            if let Err(obstacle) = parts.take(statement) {
                parts.obstacles.push(obstacle);
            }
        }
        parts
    }

    /// Remembers `name = number`.
    fn constant(&mut self, statement: &Expr) {
        let ExprKind::Assign(target, value) = &statement.kind else { return };
        let (ExprKind::Name(name), Some(value)) = (&target.kind, number(value, &self.constants)) else {
            return;
        };
        if self.constants.insert(name.to_string(), value).is_some() {
            let hint = "Give each number a name of its own.";
            self.obstacles.push(
                Diagnostic::new(statement.span, format!("`{name}` is given two values.")).with_hint(hint),
            );
        }
    }

    fn take(&mut self, statement: &Expr) -> Result<(), Diagnostic> {
        match &statement.kind {
            ExprKind::Using(_) => Ok(()),
            ExprKind::Assign(target, value) => match &target.kind {
                ExprKind::Name(name) => self.assigned(name, statement.span, value),
                _ => self.other(statement),
            },
            ExprKind::Function(function) if function.role == Role::Plain => {
                self.function(function, statement.span)
            }
            _ => match self.training(statement) {
                Some(training) if self.training.is_none() => {
                    self.training = Some(training);
                    Ok(())
                }
                Some(_) => Err(obstacle(statement.span, "The network is trained twice.", "Train it once.")),
                None => self.other(statement),
            },
        }
    }

    fn assigned(&mut self, name: &str, statement: Span, value: &Expr) -> Result<(), Diagnostic> {
        self.is_new(name, statement)?;
        let part = |found| Part { name: name.to_owned(), statement, value: value.span, found };
        match &value.kind {
            ExprKind::Call(call) if super::matching::name(&call.callee) == Some("Chain") => {
                if self.chain.is_some() {
                    return Err(obstacle(
                        statement,
                        "There are two chains.",
                        "Keep the one that is to be drawn.",
                    ));
                }
                self.chain = Some(part_with(part(()), read_chain(call, value.span, &self.constants)?));
            }
            _ if is_optimiser(value) => {
                if self.optimiser.is_some() {
                    return Err(obstacle(
                        statement,
                        "There are two optimisers.",
                        "Keep the one that is to train.",
                    ));
                }
                let found = read_optimiser(value, &self.constants)?;
                if let (Some(model), Some(chain)) = (&found.model, &self.chain)
                    && *model != chain.name
                {
                    let message =
                        format!("The optimiser is set up for `{model}`, and the chain is `{}`.", chain.name);
                    return Err(obstacle(value.span, &message, "Set it up for the chain."));
                }
                self.optimiser = Some(part_with(part(()), found));
            }
            ExprKind::Int(0) => self.counter = Some(statement),
            _ if name == "batches" => {
                let hint = "Leave this line out: the laboratory makes the batches from its points.";
                return Err(obstacle(statement, "These batches are not the points of the picture.", hint));
            }
            _ => return self.unless_mentioned(value),
        }
        Ok(())
    }

    /// A definition of something that was defined above.
    fn is_new(&self, name: &str, statement: Span) -> Result<(), Diagnostic> {
        let names = [
            self.chain.as_ref().map(|part| &part.name),
            self.loss.as_ref().map(|part| &part.name),
            self.optimiser.as_ref().map(|part| &part.name),
            self.schedule.as_ref().map(|part| &part.name),
        ];
        match names.into_iter().flatten().any(|known| known == name) {
            true => Err(obstacle(statement, &format!("`{name}` is defined twice."), "Keep one definition.")),
            false => Ok(()),
        }
    }

    /// A function: the loss, the learning rate, or something else, which does nothing by itself.
    fn function(&mut self, function: &Function, statement: Span) -> Result<(), Diagnostic> {
        let Some(called) = &function.name else { return Ok(()) };
        self.is_new(&called.text, statement)?;
        let names: Option<Vec<&str>> =
            function.parameters.iter().map(|parameter| name(&parameter.pattern)).collect();
        let names = names.filter(|_| function.keywords.is_empty()).unwrap_or_default();
        let (value, part) = (function.body.span, called.text.to_string());
        if let Some(found) = self.loss_in(function, &names) {
            self.loss = Some(Part { name: part, statement, value, found });
        } else if let Some(found) = self.schedule_in(function, &names) {
            self.schedule = Some(Part { name: part, statement, value, found });
        } else {
            self.functions.push((part, statement));
        }
        Ok(())
    }

    fn loss_in(&self, function: &Function, names: &[&str]) -> Option<(&'static str, Style)> {
        let (mut known, style): (Vec<(&'static str, &str)>, Style) = match names {
            [x, y] => (vec![("x", x), ("y", y)], Style::Flux09),
            [m, x, y] => (vec![("m", m), ("x", x), ("y", y)], Style::Today),
            _ => return None,
        };
        if let (Style::Flux09, Some(chain)) = (style, &self.chain) {
            known.push(("m", &chain.name));
        }
        let agrees = |form: &&str| matched(form, &function.body, &known, &self.constants).is_some();
        let forms = |style| LOSS_FORMS.iter().filter(move |row| row.of(style).iter().any(&agrees));
        let row = forms(style).next().or_else(|| {
            // A form of the other style means the same.
            let other = if style == Style::Today { Style::Flux09 } else { Style::Today };
            LOSS_FORMS.iter().find(|row| row.of(other).iter().any(&agrees))
        })?;
        Some((row.name, style))
    }

    fn schedule_in(&self, function: &Function, names: &[&str]) -> Option<FoundSchedule> {
        let [step] = names else { return None };
        SCHEDULE_FORMS.iter().find_map(|(name, form)| {
            let bound = matched(form, &function.body, &[("step", step)], &self.constants)?;
            let mut numbers = bound.numbers.into_iter().collect::<Option<Vec<Number>>>()?;
            (!numbers.is_empty()).then(|| FoundSchedule { name, rate: numbers.remove(0), knobs: numbers })
        })
    }

    fn training(&self, statement: &Expr) -> Option<FoundTraining> {
        let mut known: Vec<(&'static str, &str)> = Vec::new();
        known.extend(self.chain.as_ref().map(|part| ("m", part.name.as_str())));
        known.extend(self.optimiser.as_ref().map(|part| ("opt", part.name.as_str())));
        known.extend(self.schedule.as_ref().map(|part| ("rate", part.name.as_str())));
        TRAINING_FORMS.iter().find_map(|row| {
            let bound = matched(row.form, statement, &known, &self.constants)?;
            Some(FoundTraining {
                statement: statement.span,
                is_scheduled: row.is_scheduled,
                style: row.style,
                epochs: bound.numbers.first().copied().flatten(),
                loss: bound.name("loss").to_owned(),
            })
        })
    }

    /// A statement that is none of the parts. It may show things, but not change what is drawn.
    fn other(&self, statement: &Expr) -> Result<(), Diagnostic> {
        const SHOWING: &[&str] = &["println", "print", "display", "show"];
        match &statement.kind {
            ExprKind::Call(call) if name(&call.callee).is_some_and(|callee| SHOWING.contains(&callee)) => {
                Ok(())
            }
            _ => self.unless_mentioned(statement),
        }
    }

    fn unless_mentioned(&self, expr: &Expr) -> Result<(), Diagnostic> {
        let names = [
            self.chain.as_ref().map(|part| &part.name),
            self.optimiser.as_ref().map(|part| &part.name),
            self.loss.as_ref().map(|part| &part.name),
        ];
        match names.into_iter().flatten().find(|name| mentions(expr, name)) {
            Some(name) => Err(obstacle(
                expr.span,
                &format!("What this does with `{name}` cannot be drawn."),
                "What can be drawn is a chain, its loss, its optimiser, and `Flux.train!`.",
            )),
            None => Ok(()),
        }
    }
}

/// A part with what was found.
fn part_with<T>(part: Part<()>, found: T) -> Part<T> {
    Part { name: part.name, statement: part.statement, value: part.value, found }
}

pub(super) fn obstacle(span: Span, message: &str, hint: &str) -> Diagnostic {
    Diagnostic::new(span, message).with_hint(hint)
}
