//! TeX to MathML: with the TeX kept as annotation, without a `style` attribute, and with the colours of named
//! quantities.
//!
//! A symbol that the front matter lists (`is = ["∇f"]`) is coloured wherever it stands in a formula. Anything
//! but a row of letters, such as a fraction, is marked by hand: `\textcolor{gradient}{\frac{…}{…}}`, with the key of a
//! named quantity for a colour; a code host shows that in plain ink.

use std::error::Error as _;

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};

use super::did_you_mean;
use super::draft::Draft;
use crate::lesson::paint::escape;

/// A placeholder for the annotation; no formula produces it.
const ANNOTATION: &str = "\u{E001}";

/// The MathML of a formula at `at`; reports TeX that does not parse.
pub fn mathml(draft: &mut Draft, tex: &str, display: bool, at: usize) -> String {
    let tex = tex.trim();
    let coloured = match keys_as_colours(draft, tex) {
        Ok(coloured) => coloured,
        Err(message) => {
            draft.report(at, message);
            return String::new();
        }
    };
    let storage = Storage::new();
    if let Some(Err(error)) = Parser::new(&coloured, &storage).find(Result::is_err) {
        let reason = error.source().map_or_else(|| error.to_string(), |source| source.to_string());
        draft.report(at, format!("this TeX does not parse: {reason}"));
        return String::new();
    }
    let storage = Storage::new();
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, annotation: Some(ANNOTATION), ..RenderConfig::default() };
    let mut mathml = String::new();
    if let Err(error) = push_mathml(&mut mathml, Parser::new(&coloured, &storage), config) {
        draft.report(at, format!("this TeX does not parse: {error}"));
        return String::new();
    }
    let mathml = colours_as_identities(draft, &mended(&mathml));
    if mathml.contains(" style=") {
        draft.report(
            at,
            "this TeX needs a style attribute, which the page's content policy forbids: \
                          use `\\textcolor` with a named quantity, and no `\\hspace` or `\\color`",
        );
    }
    mathml.replace(ANNOTATION, &escape(tex))
}

/// The output with what the converter leaves out: escapes, and an upright nabla.
fn mended(mathml: &str) -> String {
    mathml
        .replace("<mo><</mo>", "<mo>&lt;</mo>")
        .replace("<mi>&</mi>", "<mi>&amp;</mi>")
        .replace("<mi>∇</mi>", "<mi mathvariant=\"normal\">∇</mi>")
        .replace("<mi>∂</mi>", "<mi mathvariant=\"normal\">∂</mi>")
}

/// `\textcolor{key}` as a colour that stands for the key's index; any other colour is a mistake.
fn keys_as_colours(draft: &Draft, tex: &str) -> Result<String, String> {
    const COMMAND: &str = "\\textcolor{";
    let mut out = String::new();
    let mut rest = tex;
    while let Some((before, after)) = rest.split_once(COMMAND) {
        let key = after.split('}').next().unwrap_or("");
        let Some(index) = draft.names.iter().position(|named| named.key == key) else {
            let hint = did_you_mean(key, draft.names.iter().map(|named| named.key.as_str()));
            return Err(format!("`\\textcolor` takes a named quantity, and `{key}` is not one{hint}"));
        };
        out.push_str(&format!("{before}{COMMAND}#0100{index:02x}"));
        rest = &after[key.len()..];
    }
    Ok(out + rest)
}

/// Puts identities where the colours of [`keys_as_colours`] and the symbols of named quantities stand.
fn colours_as_identities(draft: &Draft, mathml: &str) -> String {
    let mut mathml = mathml.to_owned();
    for (index, named) in draft.names.iter().enumerate() {
        let attributes = format!(" class=\"name\"{}", draft.identity_attributes(&named.key));
        mathml = mathml.replace(&format!(" style=\"color: rgb(1 0 {index})\""), &attributes);
    }
    let mut patterns: Vec<(String, String)> = Vec::new();
    for named in &draft.names {
        let attributes = draft.identity_attributes(&named.key);
        for symbol in &named.symbols {
            let row: String = symbol.chars().map(|c| mended(&format!("<mi>{c}</mi>"))).collect();
            let marked = format!("<mrow class=\"name\"{attributes}>{row}</mrow>");
            patterns.push((row, marked));
        }
    }
    patterns.sort_by_key(|(row, _)| std::cmp::Reverse(row.len()));
    let mut out = String::with_capacity(mathml.len());
    let mut rest = mathml.as_str();
    while let Some(c) = rest.chars().next() {
        if let Some((row, marked)) = patterns.iter().find(|(row, _)| rest.starts_with(row.as_str())) {
            out.push_str(marked);
            rest = &rest[row.len()..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::compile::Source;
    use crate::lesson::spec::Named;

    #[track_caller]
    fn check(tex: &str, inside: &str) {
        let mut draft = Draft::new(&Source::new("lessons/01-slope.md", ""));
        let named = |key: &str, hue: &str, symbols: &[&str]| Named {
            key: key.to_owned(),
            hue: hue.to_owned(),
            symbols: symbols.iter().map(|symbol| (*symbol).to_owned()).collect(),
        };
        draft.names = vec![named("gradient", "blue", &["∇f"]), named("rate", "orange", &["η"])];
        let mathml = mathml(&mut draft, tex, false, 0);
        let expected = format!(
            "<math display=\"inline\"><semantics><mrow>{inside}</mrow>\
             <annotation encoding=\"application/x-tex\">{}</annotation></semantics></math>",
            escape(tex)
        );
        assert_eq!(mathml, expected);
        assert!(draft.mistakes().is_empty());
    }

    #[test]
    fn symbols_of_named_quantities_are_coloured() {
        check(
            r"\eta\nabla f g",
            "<mrow class=\"name\" data-identity=\"rate\" data-hue=\"orange\"><mi>η</mi></mrow>\
             <mrow class=\"name\" data-identity=\"gradient\" data-hue=\"blue\">\
             <mi mathvariant=\"normal\">∇</mi><mi>f</mi></mrow><mi>g</mi>",
        );
    }

    #[test]
    fn what_is_no_symbol_is_coloured_by_hand() {
        check(
            r"\textcolor{rate}{\frac{1}{2}}",
            "<mrow class=\"name\" data-identity=\"rate\" data-hue=\"orange\">\
             <mrow><mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac></mrow></mrow>",
        );
    }

    #[test]
    fn signs_that_mean_something_in_html_are_escaped() {
        check("a < b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>");
    }
}
