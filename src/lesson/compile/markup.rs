//! The fixed parts of the prose's HTML: tags, addresses, the names of headings.

use pulldown_cmark::{BlockQuoteKind, TagEnd};

pub use crate::lesson::link::slug;

/// The address of a lesson or of a heading in it.
pub fn address(slug: &str, heading: Option<&str>) -> String {
    match (slug, heading) {
        ("home", None) => "#/".to_owned(),
        (_, None) => format!("#/lesson/{slug}"),
        (_, Some(heading)) => format!("#/lesson/{slug}/{heading}"),
    }
}

/// What opens a block quote: a note on the original, or words of somebody else.
pub fn quote_open(kind: Option<BlockQuoteKind>) -> &'static str {
    match kind {
        Some(BlockQuoteKind::Note) => {
            "<div class=\"note\" role=\"note\"><p class=\"note__title\">Note on the original</p>\n"
        }
        _ => "<div class=\"quote\">",
    }
}

/// Tags without anything to say beside their name.
pub fn simple_tag(tag: &TagEnd, open: bool) -> &'static str {
    match (tag, open) {
        (TagEnd::Paragraph, true) => "<p>",
        (TagEnd::Emphasis, true) => "<em>",
        (TagEnd::Emphasis, false) => "</em>",
        (TagEnd::Strong, true) => "<strong>",
        (TagEnd::Strong, false) => "</strong>",
        (TagEnd::List(true), true) => "<ol>\n",
        (TagEnd::List(true), false) => "</ol>\n",
        (TagEnd::List(false), true) => "<ul>\n",
        (TagEnd::List(false), false) => "</ul>\n",
        (TagEnd::Item, true) => "<li>",
        (TagEnd::Item, false) => "</li>\n",
        // Where it is wider than the window it scrolls, by keyboard too.
        (TagEnd::Table, true) => "<table tabindex=\"0\">\n",
        (TagEnd::Table, false) => "</table>\n",
        (TagEnd::TableHead | TagEnd::TableRow, true) => "<tr>",
        (TagEnd::TableHead | TagEnd::TableRow, false) => "</tr>\n",
        (TagEnd::TableCell, true) => "<td>",
        (TagEnd::TableCell, false) => "</td>",
        (TagEnd::Link, false) => "</a>",
        (TagEnd::BlockQuote(_), false) => "</div>",
        _ => "",
    }
}

/// The first numeral in words: where it begins, and the numeral.
pub fn numeral(words: &str) -> Option<(usize, &str)> {
    let start = words.find(|c: char| c.is_ascii_digit())?;
    let rest = &words[start..];
    let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    Some((start, rest[..length].trim_end_matches('.')))
}
