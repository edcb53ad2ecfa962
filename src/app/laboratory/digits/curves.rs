//! The curves of a run: the loss, and the share of right answers.

use leptos::prelude::*;

use super::bench::Bench;
use crate::app::canvas::{Stage, chart_theme};
use crate::chart::{Accuracy, LossMarks, LossRun, Losses, loss_text};
use crate::lab::digits::message::Course;
use crate::view::laboratory::digits::words;

/// Both curves, one over the other, and what they say in words.
pub fn view(bench: Bench) -> AnyView {
    let spoken = move || {
        let counts = bench.opened.with(|opened| opened.counts);
        bench.verdict.with(|verdict| {
            let [training, testing] = verdict.losses.map(loss_text);
            format!("{} Loss: train {training}, test {testing}.", words::verdict(verdict, counts))
        })
    };
    view! {
        <div class="curves">
            <h2 class="lab__title">"How much is right"</h2>
            <div class="curves__stage">{accuracy(bench).filling(().into_any())}</div>
            <h2 class="lab__title">"Loss: how wrong it is"</h2>
            <div class="curves__stage">{losses(bench).filling(().into_any())}</div>
            <p class="unseen">{spoken}</p>
        </div>
    }
    .into_any()
}

fn accuracy(bench: Bench) -> Stage {
    let (stage, theme) = (Stage::new(), chart_theme());
    fn of(course: &Course) -> Accuracy<'_> {
        Accuracy { steps: &course.steps, training: &course.shares[0], testing: &course.shares[1] }
    }
    stage.base(move |size| {
        bench.course.with(|course| {
            let accuracy = of(course);
            theme.with(|theme| accuracy.base(&accuracy.frame(size), theme))
        })
    });
    stage.overlay(move |size| {
        bench.course.with(|course| {
            let accuracy = of(course);
            theme.with(|theme| accuracy.overlay(&accuracy.frame(size), theme))
        })
    });
    stage
}

fn losses(bench: Bench) -> Stage {
    let (stage, theme) = (Stage::new(), chart_theme());
    fn of(course: &Course) -> Losses<'_> {
        let [training, testing] = course.losses.each_ref().map(Vec::as_slice);
        Losses { run: LossRun { steps: &course.steps, training, testing }, ..Losses::default() }
    }
    stage.base(move |size| {
        bench.course.with(|course| {
            let losses = of(course);
            theme.with(|theme| losses.base(&losses.frame(size), theme))
        })
    });
    stage.overlay(move |size| {
        bench.course.with(|course| {
            let losses = of(course);
            let last = course.steps.last().copied().unwrap_or(0) as f64;
            let marks = LossMarks { step: last, values: losses.run.at(last), ..LossMarks::default() };
            theme.with(|theme| losses.overlay(&losses.frame(size), theme, &marks))
        })
    });
    stage
}
