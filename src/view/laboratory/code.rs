//! What the code cell says of its text: whether the picture is in step with it, and what stands in the way.

use crate::diag::Diagnostic;
use crate::lab::Reading;
use crate::lab::message::CodeRun;

/// The most obstacles that are named; the others are counted.
const MOST: usize = 3;

/// How a text and the picture stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The picture shows what the text says.
    InStep,
    /// The text says something that the laboratory cannot use, such as a learning rate beyond all bounds.
    Refused,
    /// The text is code that cannot be drawn.
    Undrawn,
    /// The text is not code.
    Broken,
}

impl Standing {
    /// How a text stands that was read so; a text that was written, not read, is in step.
    pub fn of(reading: Option<&Reading>) -> Standing {
        match reading {
            Some(reading) if !reading.is_code => Standing::Broken,
            Some(reading) if reading.settings.is_none() => Standing::Undrawn,
            _ => Standing::InStep,
        }
    }

    /// The same in words.
    pub fn words(self) -> &'static str {
        match self {
            Standing::InStep => "in step with the picture",
            Standing::Refused => "asks for what cannot be used, so the picture stays as it was",
            Standing::Undrawn => "cannot be drawn, so the picture stays as it was",
            Standing::Broken => "has a mistake, so the picture stays as it was",
        }
    }
}

/// What stands in the way of drawing a text: for each obstacle its line, what it is, and what to do.
///
/// ```
/// # use fluxion::lab::{Settings, code::read};
/// # use fluxion::view::laboratory::code::obstacles;
/// let text = "m = Chain(\n  Dense(2, 40),\n  Dense(40, 1))";
/// assert_eq!(obstacles(text, &read(text, &Settings::default())), [
///     "Line 2. A layer of 40 units is too large to draw: at most 16 fit. The code can be trained all the same.",
/// ]);
/// ```
pub fn obstacles(text: &str, reading: &Reading) -> Vec<String> {
    let is_long = text.trim_end().contains('\n');
    let words = |obstacle: &Diagnostic| {
        let line = match is_long {
            true => format!("Line {}. ", obstacle.span.line_column(text).0),
            false => String::new(),
        };
        let hint = obstacle.hint.as_deref().map_or(String::new(), |hint| format!(" {hint}"));
        // The language's own messages end without a full stop.
        let stop = if obstacle.message.ends_with(['.', '?', '!']) { "" } else { "." };
        format!("{line}{}{stop}{hint}", obstacle.message)
    };
    let mut lines: Vec<String> = reading.obstacles.iter().take(MOST).map(words).collect();
    let others = reading.obstacles.len().saturating_sub(MOST);
    if others > 0 {
        lines.push(format!("And {others} more."));
    }
    lines
}

/// A sentence about what Flux 0.9 itself does not have of what its code names; none if it has everything.
///
/// ```
/// # use fluxion::view::laboratory::code::lacking_in_words;
/// assert_eq!(lacking_in_words(&[]), None);
/// assert_eq!(lacking_in_words(&["mish"]).unwrap(), "Here it runs, but Flux 0.9 itself has no `mish`.");
/// ```
pub fn lacking_in_words(missing: &[&str]) -> Option<String> {
    let names = missing.join("` and no `");
    (!missing.is_empty()).then(|| format!("Here it runs, but Flux 0.9 itself has no `{names}`."))
}

/// How a run of code has ended; empty while it goes on.
///
/// ```
/// # use fluxion::lab::message::CodeRun;
/// # use fluxion::view::laboratory::code::stopped;
/// assert_eq!(stopped(&CodeRun::default()), "");
/// assert_eq!(stopped(&CodeRun { is_over: true, ..CodeRun::default() }), "The code has come to its end.");
/// ```
pub fn stopped(run: &CodeRun) -> String {
    match &run.problem {
        Some(problem) => {
            let hint = problem.hint.as_deref().map_or(String::new(), |hint| format!(" {hint}"));
            format!("The code has stopped: {}.{hint}", problem.message.trim_end_matches('.'))
        }
        None if run.is_over => "The code has come to its end.".to_owned(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;
    use crate::lab::{Settings, Style};

    /// What was read, with so many obstacles at the beginning of the second line.
    fn reading(is_code: bool, obstacles: usize) -> Reading {
        let obstacle = Diagnostic::new(Span::new(2, 3), "This cannot be drawn.");
        Reading {
            settings: (obstacles == 0).then(Settings::default),
            style: Style::Flux09,
            epochs: None,
            found: Vec::new(),
            obstacles: vec![obstacle; obstacles],
            is_code,
        }
    }

    #[test]
    fn a_text_says_how_it_stands_to_the_picture() {
        let standing = |is_code, obstacles| Standing::of(Some(&reading(is_code, obstacles)));
        assert_eq!(standing(true, 0), Standing::InStep);
        assert_eq!(standing(true, 1), Standing::Undrawn);
        assert_eq!(standing(false, 1), Standing::Broken);
        assert_eq!(Standing::of(None), Standing::InStep);
    }

    #[test]
    fn many_obstacles_are_counted() {
        let lines = obstacles("a\nb", &reading(true, MOST + 2));
        assert_eq!(lines.len(), MOST + 1);
        assert_eq!(
            (lines[0].as_str(), lines[MOST].as_str()),
            ("Line 2. This cannot be drawn.", "And 2 more.")
        );
    }
}
