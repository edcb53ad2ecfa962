//! The glossary: its terms, and their first uses in a lesson.
//!
//! The terms are in `lessons/glossary.toml`. A term in the prose becomes a link to the page that lists all of them; its
//! entry is shown while the pointer or the focus is on it, which the style sheet does alone.

use std::sync::LazyLock;

use serde::Deserialize;

use super::draft::Draft;
use super::markup::{address, slug};
use crate::lesson::paint::escape;

/// The page that lists the terms.
pub const GLOSSARY: &str = "glossary";

/// One entry of the glossary.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Term {
    /// The word as it stands in the glossary.
    pub name: String,
    /// Other forms of it.
    #[serde(default)]
    pub also: Vec<String>,
    /// What it means, in a sentence or two.
    pub is: String,
}

/// Every term, in the order of the file: alphabetical, except for names that begin with another name.
pub static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct File {
        term: Vec<Term>,
    }
    let file: Result<File, _> = toml::from_str(include_str!("../../../lessons/glossary.toml"));
    file.map(|file| file.term).expect("a test reads the glossary")
});

/// Prose as HTML, with each term marked where the lesson uses it for the first time.
pub fn marked(text: &str, draft: &mut Draft) -> String {
    match draft.entry.slug == GLOSSARY {
        true => escape(text),
        false => first_said(text, &mut draft.said),
    }
}

fn first_said(text: &str, said: &mut Vec<&'static str>) -> String {
    let mut html = String::new();
    let mut rest = text;
    while let Some((at, form, term)) = first(rest, said) {
        let number = said.len();
        said.push(&term.name);
        let href = address(GLOSSARY, Some(&slug(&term.name)));
        html.push_str(&escape(&rest[..at]));
        html.push_str(&format!(
            "<span class=\"term\"><a class=\"term__word\" href=\"{href}\" aria-describedby=\"term-{number}\">{}</a>\
             <span class=\"term__entry\" role=\"tooltip\" id=\"term-{number}\">{}</span></span>",
            escape(&rest[at..at + form]),
            escape(&term.is),
        ));
        rest = &rest[at + form..];
    }
    html + &escape(rest)
}

/// The first term in a text that has not been used before: where it is, how long it is there, and which one. Of two that
/// begin at the same place the longer one wins.
fn first(text: &str, said: &[&'static str]) -> Option<(usize, usize, &'static Term)> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let unsaid = TERMS.iter().filter(|term| !said.contains(&term.name.as_str()));
    let forms =
        unsaid.flat_map(|term| std::iter::once(&term.name).chain(&term.also).map(move |form| (form, term)));
    let found = forms.filter_map(|(form, term)| Some((word(&lower, form)?, form.len(), term)));
    found.min_by_key(|(at, length, _)| (*at, usize::MAX - length))
}

/// Where `form` occurs in a text as whole words.
fn word(text: &str, form: &str) -> Option<usize> {
    let alone = |at: usize| {
        let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_');
        !inside(text[..at].chars().next_back()) && !inside(text[at + form.len()..].chars().next())
    };
    text.match_indices(form).map(|(at, _)| at).find(|at| alone(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_has_one_entry_in_words() {
        let mut seen: Vec<&str> = Vec::new();
        for term in TERMS.iter() {
            for form in std::iter::once(&term.name).chain(&term.also) {
                assert!(!seen.contains(&form.as_str()), "{form}");
                seen.push(form);
            }
            assert!(
                term.is.ends_with('.') && !term.is.contains(|c: char| c.is_ascii_digit()),
                "{}",
                term.name
            );
        }
        assert!(TERMS.len() >= 40);
    }

    #[test]
    fn a_term_is_marked_once_and_the_longest_one_first() {
        let mut said = Vec::new();
        let html =
            first_said("Gradient descent needs a gradient, not gradient-free ideas; <gradient>.", &mut said);
        assert_eq!(said, ["gradient descent", "gradient"]);
        assert!(html.starts_with(
            "<span class=\"term\"><a class=\"term__word\" href=\"#/lesson/glossary/gradient-descent\""
        ));
        assert!(html.ends_with("</span></span>, not gradient-free ideas; &lt;gradient&gt;."), "{html}");
    }
}
