//! The tables of what code can say: losses, schedules and training, as they are written and in the other forms that are
//! understood.
//!
//! In a form, `_0`, `_1` … stand for numbers; `m` is the model, `loss` the loss, `opt` the optimiser, and so on.

use super::Style;

/// How a loss of the laboratory is written: the first form of each style is the one that is written, the others are
/// understood too.
pub(super) struct LossForms {
    /// The name of the loss.
    pub name: &'static str,
    /// In Flux 0.9.
    flux09: &'static [&'static str],
    /// In today's Flux.
    today: &'static [&'static str],
}

const MSE: &str = "Flux.mse(m(x), y)";
const SSE: &[&str] = &["sum((m(x) .- y) .^ 2)", "sum(abs2, m(x) .- y)", "Flux.sse(m(x), y)"];
const MAE: &str = "Flux.mae(m(x), y)";
const HUBER: &str = "Flux.huber_loss(m(x), y)";
const HINGES: [&str; 2] = ["Flux.hinge(m(x), y)", "Flux.hinge_loss(m(x), y)"];
const LOGIT: &str = "Flux.logitbinarycrossentropy(m(x), (y .+ 1) ./ 2)";

/// Every loss. Flux 0.9 lacks some, which are written out: with q = min(|e|, 1), Huber's loss of an error e is q(|e| − q/2).
pub(super) static LOSS_FORMS: &[LossForms] = &[
    LossForms { name: "mse", flux09: &[MSE], today: &[MSE] },
    LossForms {
        name: "huber_loss",
        flux09: &["(e = abs.(m(x) .- y); q = min.(e, 1); sum(q .* (e .- q ./ 2)) / length(y))", HUBER],
        today: &[HUBER],
    },
    LossForms {
        name: "logitbinarycrossentropy",
        flux09: &["sum(Flux.logitbinarycrossentropy.(m(x), (y .+ 1) ./ 2)) / length(y)", LOGIT],
        today: &[LOGIT],
    },
    LossForms { name: "hinge", flux09: &[HINGES[0], HINGES[1]], today: &[HINGES[1], HINGES[0]] },
    LossForms { name: "mae", flux09: &["sum(abs.(m(x) .- y)) / length(y)", MAE], today: &[MAE] },
    LossForms { name: "sse", flux09: SSE, today: SSE },
];

impl LossForms {
    /// The forms in a style.
    pub fn of(&self, style: Style) -> &'static [&'static str] {
        match style {
            Style::Flux09 => self.flux09,
            Style::Today => self.today,
        }
    }
}

/// The learning rate at a step, counted from 0: `_0` is the full rate, `_1` and `_2` are the knobs of the schedule.
pub(super) static SCHEDULE_FORMS: &[(&str, &str)] = &[
    ("step", "_0 * _1 ^ (step ÷ _2)"),
    ("exponential", "_0 * _1 ^ (step / _2)"),
    ("inverse", "_0 / (1 + _1 * step)"),
    ("cosine", "_0 * (1 + cos(π * min(step / _1, 1))) / 2"),
    ("restarts", "_0 * (1 + cos(π * (step / _1 % 1))) / 2"),
    ("warm-up", "_0 * min((step + 1) / _1, 1)"),
];

/// Training, with `_0` for the number of epochs.
pub(super) struct TrainingForm {
    /// The style that it belongs to.
    pub style: Style,
    /// Whether the learning rate follows a schedule.
    pub is_scheduled: bool,
    /// The code.
    pub form: &'static str,
}

/// Every form of training; of each style and kind, the first is the one that is written. `_1` is the place of the
/// optimiser behind its decays; an optimiser may itself be a chain.
pub(super) static TRAINING_FORMS: &[TrainingForm] = &[
    flux09("Flux.@epochs _0 Flux.train!(loss, params(m), batches, opt)"),
    flux09("for epoch in 1:_0\n  Flux.train!(loss, params(m), batches, opt)\nend"),
    flux09("Flux.train!(loss, params(m), batches, opt)"),
    today("for epoch in 1:_0\n  Flux.train!(loss, m, batches, opt)\nend"),
    today("Flux.@epochs _0 Flux.train!(loss, m, batches, opt)"),
    today("Flux.train!(loss, m, batches, opt)"),
    scheduled(
        Style::Flux09,
        "for epoch in 1:_0, batch in batches\n  opt.eta = rate(step)\n  Flux.train!(loss, params(m), [batch], opt)\n  global step += 1\nend",
    ),
    scheduled(
        Style::Flux09,
        "for epoch in 1:_0, batch in batches\n  opt.os[_1].eta = rate(step)\n  Flux.train!(loss, params(m), [batch], opt)\n  global step += 1\nend",
    ),
    scheduled(
        Style::Flux09,
        "for epoch in 1:_0, batch in batches\n  opt.os[_1].os[1].eta = rate(step)\n  Flux.train!(loss, params(m), [batch], opt)\n  global step += 1\nend",
    ),
    scheduled(
        Style::Today,
        "for epoch in 1:_0, batch in batches\n  Flux.adjust!(opt, rate(step))\n  Flux.train!(loss, m, [batch], opt)\n  global step += 1\nend",
    ),
];

const fn flux09(form: &'static str) -> TrainingForm {
    TrainingForm { style: Style::Flux09, is_scheduled: false, form }
}

const fn today(form: &'static str) -> TrainingForm {
    TrainingForm { style: Style::Today, is_scheduled: false, form }
}

const fn scheduled(style: Style, form: &'static str) -> TrainingForm {
    TrainingForm { style, is_scheduled: true, form }
}

/// What today's Flux calls the optimisers that it has renamed.
static RENAMED: &[(&str, &str)] = &[
    ("ADAM", "Adam"),
    ("ADAGrad", "AdaGrad"),
    ("ADADelta", "AdaDelta"),
    ("NADAM", "NAdam"),
    ("ADAMW", "AdamW"),
];

/// What an optimiser is called in a style.
pub(super) fn optimiser_name(name: &str, style: Style) -> &str {
    match RENAMED.iter().find(|(old, _)| *old == name && style == Style::Today) {
        Some((_, new)) => new,
        None => name,
    }
}

/// The optimiser that either style calls so.
pub(super) fn optimiser_called(name: &str) -> &str {
    RENAMED.iter().find(|(_, new)| *new == name).map_or(name, |(old, _)| old)
}
