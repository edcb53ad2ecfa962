//! The reference: pages made from the tables of operations, of functions and of terms, in the format of a lesson, so
//! that everything that works in a lesson works in them.

use std::fmt::Write;

use super::Source;
use super::terms::TERMS;
use crate::autodiff::{OPS, Op, Tracked, families, symbolic};
use crate::lesson::spec::{REFERENCE, Word};
use crate::stdlib::{Help, every_help};
use crate::tensor::Tensor;

/// A page of operations: its name in addresses, its title, what stands below it, and the families of its operations.
struct Page {
    slug: &'static str,
    title: &'static str,
    lead: &'static str,
    families: &'static [&'static str],
}

static PAGES: &[Page] = &[
    Page {
        slug: "arithmetic",
        title: "Arithmetic, powers and logarithms",
        lead: "What numbers are combined with, and how each operation behaves when its operands change a little.",
        families: &["arithmetic", "exponential"],
    },
    Page {
        slug: "activations",
        title: "Activations",
        lead: "What stands between the layers of a network. Look at the slopes: where one is zero, nothing is learned.",
        families: &["activation"],
    },
    Page {
        slug: "angles",
        title: "Angles and hyperbolas",
        lead: "Sine, cosine and their relatives, forwards and backwards.",
        families: &["trigonometric", "hyperbolic"],
    },
    Page {
        slug: "steps",
        title: "Rounding and comparing",
        lead: "Operations with steps and corners. A step is flat on both sides, so its slope says nothing.",
        families: &["rounding", "comparison"],
    },
];

/// The sources of all pages of the reference, in their order.
pub fn sources() -> Vec<Source> {
    let operations = PAGES.iter().map(|page| (page.slug, operations(page)));
    let pages = operations.chain([("functions", functions()), (super::terms::GLOSSARY, glossary())]);
    let named = |(number, (slug, text)): (u32, (&str, String))| {
        Source::new(format!("reference/{:02}-{slug}.md", REFERENCE + number), &text)
    };
    (0..).zip(pages).map(named).collect()
}

fn front(title: &str, lead: &str) -> String {
    format!("+++\ntitle = \"{title}\"\nlead = \"{lead}\"\nsummary = \"{lead}\"\nminutes = 5\n+++\n\n")
}

/// A text in which every numeral is marked as a constant.
fn bound(text: &str) -> String {
    let mut out = String::new();
    for (i, part) in text.split('`').enumerate() {
        if i % 2 == 1 {
            let _ = write!(out, "`{part}`");
            continue;
        }
        let digit = |c: char| c.is_ascii_digit();
        let mut rest = part;
        while let Some(at) = rest.find(digit) {
            let length = rest[at..].find(|c| !digit(c)).unwrap_or(rest.len() - at);
            let _ = write!(out, "{}[[! {}]]", &rest[..at], &rest[at..at + length]);
            rest = &rest[at + length..];
        }
        out.push_str(rest);
    }
    out
}

/// The first letter as a capital; the name of a variable stays as it is.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    if !letters.clone().nth(1).is_some_and(char::is_alphabetic) && !text.starts_with("a ") {
        return text.to_owned();
    }
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn is_word(name: &str) -> bool {
    name.chars().all(char::is_alphanumeric)
}

/// A page of operations: a section with cell and picture for each that takes one number, a list of the others.
fn operations(page: &Page) -> String {
    let mut out = front(page.title, page.lead);
    out.push_str("```julia\nusing Flux, Flux.Tracker\nslope(f, x) = Tracker.gradient(f, x)[1];\n```\n\n");
    let families = families();
    let rows = || {
        let own = families.iter().filter(|(name, _)| page.families.contains(name));
        own.flat_map(|(_, rows)| rows.iter())
    };
    for (number, op) in (1..).zip(rows().filter(|op| op.arity == 1 && is_word(op.name))) {
        out.push_str(&section(op, number));
    }
    let others: Vec<&'static Op> = rows().filter(|op| op.arity != 1 || !is_word(op.name)).collect();
    if !others.is_empty() {
        out.push_str("## With several operands, or written as a sign\n\n");
        out.push_str("| operation | what it is | its slopes, operand by operand |\n|---|---|---|\n");
    }
    for op in others {
        let cell = |text: String| text.replace('|', "\\|");
        let slopes: Vec<String> =
            (0..op.arity).filter_map(|by| slope(op, by)).map(|text| format!("`{text}`")).collect();
        let _ = writeln!(
            out,
            "| `{}` | {} | {} |",
            cell(op.name.to_owned()),
            cell(bound(&sentence(op.about))),
            cell(slopes.join(", "))
        );
    }
    out
}

/// One operation of one number: what it is, its slope as a formula, code, a number to drag, and both curves.
fn section(op: &'static Op, number: u32) -> String {
    let name = op.name;
    let sub: String = number
        .to_string()
        .chars()
        .map(|digit| char::from_u32(digit as u32 - 48 + 0x2080).unwrap_or(digit))
        .collect();
    let [low, high] = op.domain[0];
    // Whole tenths inside the domain, and a start that lies neither in the middle nor on a corner.
    let (low, high) = ((low * 10.0).ceil() / 10.0, (high * 10.0).floor() / 10.0);
    let start = ((low + 0.7 * (high - low)) * 10.0).round() / 10.0;
    let formula = slope(op, 0).map_or_else(String::new, |slope| format!(" Its slope is `{slope}`."));
    format!(
        "## `{name}`\n\n{}.{formula}\n\n\
         ```julia\nf{sub}(x) = {name}(x)\ndf{sub}(x) = slope({name}, x);\n```\n\n\
         At [[x{sub}: {start:?} | {low:?}..{high:?} step 0.1 | x]] it gives [[= f{sub}(x{sub})]], with the slope [[= df{sub}(x{sub})]].\n\n\
         ```figure curves\ntitle = \"`{name}` and its slope\"\ncaption = \"Drag the point.\"\nof = [\"f{sub}\", \"df{sub}\"]\n\
         at = \"x{sub}\"\ntangent = true\ncontrols = [\"x{sub}\"]\n```\n\n",
        bound(&sentence(op.about)),
    )
}

/// The slope of an operation by one of its operands, as a formula of `x`, `y` and `z`; what the table says, written out.
fn slope(op: &'static Op, by: usize) -> Option<String> {
    let point = |[low, high]: [f64; 2], share: f64| Tracked::leaf(Tensor::scalar(low + share * (high - low)));
    let operands: Vec<Tracked<f64>> =
        op.domain.iter().zip([0.7, 0.4, 0.6]).map(|(domain, share)| point(*domain, share)).collect();
    let result = Tracked::apply(op, &operands.iter().collect::<Vec<_>>()).ok()?;
    let names: Vec<(&Tracked<f64>, &str)> = operands.iter().zip(["x", "y", "z"]).collect();
    symbolic::derivative(&result, &names, by).map(|(_, slope)| slope.to_string())
}

/// The page of functions: what each does, and an example that a test runs.
/// Every function that a cell can call, for the editor, in alphabetical order.
pub fn words() -> Vec<Word> {
    let functions = every_help().into_iter().map(|help| Word {
        name: help.name.to_owned(),
        module: home(&help).to_owned(),
        about: help.help.into_owned(),
    });
    let named = OPS.iter().filter(|op| is_word(op.name));
    let operations = named.map(|op| Word {
        name: op.name.to_owned(),
        module: if op.is_activation { "Flux" } else { "Base" }.to_owned(),
        about: sentence(op.about),
    });
    let mut words: Vec<Word> = functions.chain(operations).filter(|word| is_named(&word.name)).collect();
    words.sort_by(|one, other| one.name.cmp(&other.name));
    words.dedup_by(|one, other| one.name == other.name);
    words
}

/// Whether it can be typed as a name.
fn is_named(name: &str) -> bool {
    name.chars().all(|letter| letter.is_alphanumeric() || "_!".contains(letter))
}

fn functions() -> String {
    let lead = "Every function that a cell can call: what it does, and an example with what it gives.";
    let mut out = front("Functions", lead);
    out.push_str("Try them here:\n\n```julia\nusing Flux, Flux.Tracker, Statistics, LinearAlgebra, Random\nsum(abs2, [1, 2, 3])    #> 14\n```\n\n");
    let helps = every_help();
    let mut modules: Vec<&str> = Vec::new();
    for help in &helps {
        if !modules.contains(&home(help)) {
            modules.push(home(help));
        }
    }
    for module in modules {
        let _ = writeln!(out, "## {module}\n");
        let mut own: Vec<&Help> = helps.iter().filter(|help| home(help) == module).collect();
        own.sort_by_key(|help| help.name.to_lowercase());
        for help in own {
            let (code, shown) = &help.example;
            let gives = match shown.trim_end() {
                "" => String::new(),
                shown => format!(" gives {}", code_span(&shown.replace('\n', " ⏎ "))),
            };
            let _ = writeln!(
                out,
                "- {}: {} {}{gives}.",
                code_span(help.name),
                bound(&help.help),
                code_span(code)
            );
        }
        out.push('\n');
    }
    out
}

/// The module under which a function is listed: the one that `using` brings it by.
fn home(help: &Help) -> &'static str {
    match help.module.split_once('.') {
        Some(("Flux", rest)) if rest.starts_with("Tracker") || rest == "param" => "Tracker",
        Some((first, _)) => first,
        None => help.module,
    }
}

/// Code in a sentence.
fn code_span(code: &str) -> String {
    match code.contains('`') {
        true => format!("`` {code} ``"),
        false => format!("`{code}`"),
    }
}

/// The page of terms, by the alphabet.
fn glossary() -> String {
    let mut out = front("Glossary", "The words of these lessons, each in a sentence or two.");
    let mut terms: Vec<_> = TERMS.iter().collect();
    terms.sort_by(|a, b| a.name.cmp(&b.name));
    for term in terms {
        let _ = writeln!(out, "## {}\n\n{}\n", sentence(&term.name), term.is);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_table_stands_in_it() {
        let text: String = sources().iter().map(|source| source.text.clone()).collect();
        for op in crate::autodiff::OPS.iter() {
            assert!(text.contains(&format!("`{}`", op.name.replace('|', "\\|"))), "{}", op.name);
        }
        for help in every_help() {
            assert!(text.contains(&format!("- {}: ", code_span(help.name))), "{}", help.name);
        }
        for term in TERMS.iter() {
            assert!(text.contains(&term.is), "{}", term.name);
        }
    }
}
