//! Light or dark: the learner's choice, and the next one.

/// What the learner chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// As the system prefers.
    System,
    /// Light, whatever the system prefers.
    Light,
    /// Dark, whatever the system prefers.
    Dark,
}

impl Choice {
    /// Reads a choice that was kept; what is not one counts as none.
    pub fn parse(text: Option<&str>) -> Choice {
        match text {
            Some("light") => Choice::Light,
            Some("dark") => Choice::Dark,
            _ => Choice::System,
        }
    }

    /// In words, for attributes and the button.
    pub fn name(self) -> &'static str {
        match self {
            Choice::System => "system",
            Choice::Light => "light",
            Choice::Dark => "dark",
        }
    }

    /// The choice after this one. The first press changes what is seen: the system's own colours come second.
    pub fn next(self, system_is_dark: bool) -> Choice {
        let (own, other) = match system_is_dark {
            true => (Choice::Dark, Choice::Light),
            false => (Choice::Light, Choice::Dark),
        };
        match self {
            Choice::System => other,
            choice if choice == other => own,
            _ => Choice::System,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_press_changes_what_is_seen() {
        let check = |system_is_dark: bool, expected: [Choice; 3]| {
            let mut choice = Choice::System;
            let pressed = expected.map(|_| {
                choice = choice.next(system_is_dark);
                choice
            });
            assert_eq!(pressed, expected);
        };
        check(false, [Choice::Dark, Choice::Light, Choice::System]);
        check(true, [Choice::Light, Choice::Dark, Choice::System]);
    }
}
