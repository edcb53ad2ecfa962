//! Markdown to nodes: paragraphs, sections, links, notes, and the places of everything that is alive.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::directive::{self, Directive, MARK, Masked};
use super::draft::{Draft, Link, Node, Placed, Rich, Section, Start};
use super::markup::{address, numeral, quote_open, simple_tag, slug};
use super::{block, math, terms};
use crate::lesson::paint::escape;
use crate::lesson::spec::Number;

/// The nodes of the prose that begins at `base`.
pub fn body(draft: &mut Draft, base: usize) -> Vec<Node> {
    let text = draft.source.text[base..].to_owned();
    let mut walker = Walker::new(draft, &text, base, Scope::Body);
    walker.html("<section class=\"section\">");
    walker.walk();
    walker.html("</section>");
    walker.nodes
}

/// A text of a block: words with markup, directives and code, but no paragraphs, formulas or definitions.
pub fn sentence(draft: &mut Draft, text: &Placed<String>) -> Rich {
    let mut walker = Walker::new(draft, &text.value, text.at, Scope::Sentence);
    walker.walk();
    Rich { nodes: walker.nodes, plain: walker.plain }
}

#[derive(Clone, Copy, PartialEq)]
enum Scope {
    Body,
    Sentence,
}

/// An open heading: everything until its end belongs in its element.
struct Heading {
    level: u8,
    at: usize,
    before: Vec<Node>,
    text_start: usize,
}

struct Walker<'d> {
    draft: &'d mut Draft,
    base: usize,
    scope: Scope,
    masked: Masked,
    nodes: Vec<Node>,
    /// The text without markup.
    plain: String,
    heading: Option<Heading>,
    section: Section,
    /// Whether the words of a link are being read.
    linked: bool,
    /// Whether the cells of a table's first row are being read.
    table_head: bool,
    /// The live number that was just written: its node, and what must stay on one line with it in front.
    tie: Option<(usize, &'static str)>,
    /// The fenced block that is being read: its words after the fence, its text, where the text begins.
    fence: Option<(String, String, usize)>,
}

impl<'d> Walker<'d> {
    fn new(draft: &'d mut Draft, text: &str, base: usize, scope: Scope) -> Walker<'d> {
        let masked = directive::mask(text);
        for at in &masked.unclosed {
            draft.report(base + at, "`[[` without `]]` on the same line");
        }
        Walker {
            draft,
            base,
            scope,
            masked,
            nodes: Vec::new(),
            plain: String::new(),
            heading: None,
            section: Section { index: 0, level: 1 },
            linked: false,
            table_head: false,
            tie: None,
            fence: None,
        }
    }

    fn walk(&mut self) {
        let text = std::mem::take(&mut self.masked.text);
        let options = Options::ENABLE_MATH
            | Options::ENABLE_GFM
            | Options::ENABLE_TABLES
            | Options::ENABLE_SMART_PUNCTUATION;
        for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
            self.event(event, range);
        }
        self.tie_up("");
    }

    fn html(&mut self, html: &str) {
        self.tie_up("");
        match self.nodes.last_mut() {
            Some(Node::Html(last)) => last.push_str(html),
            _ => self.nodes.push(Node::Html(html.to_owned())),
        }
    }

    /// Writes a live number and keeps it on one line with an equals sign before it.
    fn live(&mut self, node: Node) {
        self.tie_up("");
        let mut lead = "";
        if let Some(Node::Html(last)) = self.nodes.last_mut()
            && last.ends_with(" = ")
        {
            last.truncate(last.len() - " = ".len());
            last.push('\u{a0}');
            lead = "= ";
        }
        self.tie = Some((self.nodes.len(), lead));
        self.nodes.push(node);
    }

    /// Ties the live number that was just written to what stands before it and to the punctuation after it.
    fn tie_up(&mut self, punctuation: &str) {
        let Some((index, lead)) = self.tie.take() else { return };
        if !lead.is_empty() || !punctuation.is_empty() {
            self.nodes.insert(index, Node::Html(format!("<span class=\"together\">{lead}")));
            self.nodes.push(Node::Html(format!("{punctuation}</span>")));
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let at = self.base + range.start;
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag, at),
            Event::Text(text) => self.text(&text, range.start),
            Event::Code(code) => self.code(&code),
            Event::InlineMath(tex) => self.math(&tex, false, at),
            Event::DisplayMath(tex) => self.math(&tex, true, at),
            Event::SoftBreak => {
                self.html("\n");
                self.plain.push(' ');
            }
            Event::HardBreak => self.html("<br>"),
            Event::Rule => self.html("<hr>"),
            Event::Html(_) | Event::InlineHtml(_) => {
                self.draft.report(at, "HTML does not belong in a lesson")
            }
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {
                self.draft.report(at, "a lesson has no footnotes and no task lists");
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        if self.scope == Scope::Sentence
            && !matches!(tag, Tag::Paragraph | Tag::Emphasis | Tag::Strong | Tag::Link { .. })
        {
            self.draft.report(at, "only words, code, links and numbers belong here");
            return;
        }
        match tag {
            Tag::Paragraph if self.scope == Scope::Sentence => {}
            Tag::Heading { level, .. } => self.start_heading(level, at),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.fence = Some((info.to_string(), String::new(), at));
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.draft.report(at, "an indented code block: use a fence of three backticks");
            }
            Tag::Link { dest_url, .. } => {
                let open = self.link(&dest_url, at);
                self.linked = true;
                self.html(&open);
            }
            Tag::Image { .. } => {
                self.draft.report(at, "a picture does not belong in a lesson: figures are computed")
            }
            Tag::BlockQuote(kind) => self.html(quote_open(kind)),
            Tag::List(Some(first)) if first != 1 => self.html(&format!("<ol start=\"{first}\">")),
            Tag::TableCell if self.table_head => self.html("<th scope=\"col\">"),
            tag => {
                self.table_head |= matches!(tag, Tag::TableHead);
                self.html(simple_tag(&tag.to_end(), true));
            }
        }
    }

    fn end(&mut self, tag: TagEnd, at: usize) {
        match tag {
            TagEnd::Paragraph if self.scope == Scope::Sentence => {}
            TagEnd::Paragraph => self.close_paragraph(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::CodeBlock => self.end_fence(at),
            TagEnd::TableCell if self.table_head => self.html("</th>"),
            tag => {
                self.linked &= tag != TagEnd::Link;
                self.table_head &= !matches!(tag, TagEnd::TableHead);
                self.html(simple_tag(&tag, false));
            }
        }
    }

    /// Text with masked directives in it; a numeral beside them is a mistake.
    fn text(&mut self, text: &str, start: usize) {
        if let Some((_, block, at)) = &mut self.fence {
            if block.is_empty() {
                *at = self.base + start;
            }
            block.push_str(text);
            return;
        }
        let mut rest = text;
        let mut at = start;
        while let Some(mark) = rest.find(MARK) {
            self.words(&rest[..mark], at);
            at += mark;
            let found = self.masked.directives.iter().find(|(start, ..)| *start == at);
            let Some((_, length, directive)) = found.cloned() else { break };
            self.directive(directive, self.base + at);
            at += length;
            rest = rest.get(mark + length..).unwrap_or("");
        }
        self.words(rest, at);
    }

    fn words(&mut self, words: &str, at: usize) {
        if let Some((start, numeral)) = numeral(words) {
            self.draft.report(
                self.base + at + start,
                format!("the numeral {numeral} is not bound to anything: compute it with `[[= …]]`, or mark it as a constant: `[[! {numeral}]]`"),
            );
        }
        self.plain.push_str(words);
        let after = match self.tie {
            Some(_) => words.trim_start_matches([',', '.', ';', ':', '!', '?', ')']),
            None => words,
        };
        self.tie_up(&words[..words.len() - after.len()]);
        // Terms in headings and links are not marked.
        let plain = self.scope == Scope::Sentence || self.heading.is_some() || self.linked;
        let html = if plain { escape(after) } else { terms::marked(after, self.draft) };
        self.html(&html);
    }

    fn directive(&mut self, directive: Directive, at: usize) {
        match directive {
            Directive::Wrong(message) => self.draft.report(at, message),
            Directive::Constant(text) => {
                self.plain.push_str(&text);
                self.html(&format!("<span class=\"constant\">{}</span>", escape(&text)));
            }
            Directive::Define(definition) => {
                let name = definition.split(": ").next().unwrap_or("").trim().to_owned();
                if self.scope == Scope::Sentence {
                    self.draft.report(at, format!("define the parameter `{name}` in the prose"));
                }
                if let Some(node) = self.draft.param_node(&name) {
                    self.live(node);
                }
            }
            Directive::Show(name) => self.show(&name, at),
            Directive::Words { text, identity } => {
                if self.draft.named(&identity).is_none() {
                    let message = directive::unknown_identity(self.draft, &identity);
                    self.draft.report(at, message);
                }
                self.named_words(&text, &identity);
            }
            Directive::Compute { code, offset, identity, decimals } => {
                if code.is_empty() {
                    self.draft.report(at, "`[[= ]]` contains no expression");
                }
                if !identity.is_empty() && self.draft.named(&identity).is_none() {
                    let message = directive::unknown_identity(self.draft, &identity);
                    self.draft.report(at, message);
                }
                let format = decimals.map_or_else(String::new, |digits| format!(" | {digits} decimals"));
                self.plain.push_str(&format!("{{= {code}{format}}}"));
                self.live(Node::Number(self.draft.numbers.len()));
                let value = Number { code, identity, decimals };
                self.draft.numbers.push(Placed { at: at + offset, value });
            }
        }
    }

    fn show(&mut self, name: &str, at: usize) {
        if let Some(node) = self.draft.param_node(name) {
            self.plain.push_str(&format!("{{= {name}}}"));
            self.live(node);
        } else if self.draft.named(name).is_some() {
            self.named_words(name, name);
        } else {
            let message = directive::unknown_name(self.draft, name);
            self.draft.report(at, message);
        }
    }

    fn named_words(&mut self, words: &str, key: &str) {
        self.plain.push_str(words);
        let attributes = self.draft.identity_attributes(key);
        self.html(&format!("<span class=\"name\"{attributes}>{}</span>", escape(words)));
    }

    /// A code span; one that is a symbol of a named quantity, or an entry of it, has its colour.
    fn code(&mut self, code: &str) {
        self.plain.push_str(code);
        let attributes = self.draft.symbol_attributes(code);
        let class = if attributes.is_empty() { "" } else { " class=\"name\"" };
        self.html(&format!("<code{class}{attributes}>{}</code>", escape(code)));
    }

    fn math(&mut self, tex: &str, display: bool, at: usize) {
        if self.scope == Scope::Sentence {
            return self.draft.report(at, "a formula is not allowed here: write it in the prose");
        }
        let mathml = math::mathml(self.draft, tex, display, at);
        if display {
            self.close_paragraph();
            // It may be wider than a small screen, and must be scrollable with the keyboard.
            self.html(&format!("<div class=\"formula\" tabindex=\"0\">{mathml}</div>\n<p>"));
        } else {
            self.html(&mathml);
        }
    }

    /// Ends the open paragraph; an empty one is removed.
    fn close_paragraph(&mut self) {
        match self.nodes.last_mut() {
            Some(Node::Html(last)) if last.ends_with("<p>") => last.truncate(last.len() - "<p>".len()),
            _ => self.html("</p>\n"),
        }
    }

    fn start_heading(&mut self, level: HeadingLevel, at: usize) {
        let level = level as u8;
        if !(2..=3).contains(&level) {
            self.draft
                .report(at, "a section begins with `##` or `###`; the title stands in the front matter");
        } else if level > self.section.level + 1 {
            self.draft.report(at, "`###` above the first `##`");
        }
        let before = std::mem::take(&mut self.nodes);
        self.heading = Some(Heading { level, at, before, text_start: self.plain.len() });
    }

    /// Closes the section before the heading and opens the heading's own.
    fn end_heading(&mut self) {
        let Some(Heading { level, at, before, text_start }) = self.heading.take() else { return };
        let title = std::mem::replace(&mut self.nodes, before);
        let slug = slug(&self.plain[text_start..]);
        if self.draft.headings.contains(&slug) {
            self.draft.report(at, format!("a second heading `#{slug}`: links could not tell them apart"));
        }
        if slug.is_empty() || !slug.is_ascii() {
            let message = format!("the heading `#{slug}` cannot be part of an address: use plain letters");
            self.draft.report(at, message);
        }
        self.html(&format!("</section>\n<section class=\"section\" id=\"{slug}\"><h{level}>"));
        self.draft.sections.push(Start { node: self.nodes.len(), level });
        self.nodes.extend(title);
        self.html(&format!("</h{level}>\n"));
        self.draft.headings.push(slug);
        self.section = Section { index: self.section.index + 1, level };
    }

    fn end_fence(&mut self, at: usize) {
        let Some((info, text, text_at)) = self.fence.take() else { return };
        let text = Placed { at: text_at, value: text };
        let node = block::read(self.draft, &info, at, &text, self.section);
        let here = self.draft.figures.iter().filter(|figure| figure.section == self.section.index);
        if matches!(node, Some(Node::Figure(_))) && here.count() > 1 {
            self.draft.report(at, "a second figure in one section: give it a heading of its own");
        }
        self.nodes.extend(node);
    }

    /// The opening tag of a link; one to a lesson file or a heading becomes an address of the page.
    fn link(&mut self, target: &str, at: usize) -> String {
        let outside = target.starts_with("https://").then_some(" rel=\"noopener noreferrer\"");
        if let Some(rel) = outside.or(target.starts_with("#/laboratory").then_some("")) {
            return format!("<a href=\"{}\"{rel}>", escape(target));
        }
        let (file, heading) =
            target.split_once('#').map_or((target, None), |(file, h)| (file, Some(h.to_owned())));
        let slug = match file {
            "" => Some(self.draft.entry.slug.clone()),
            _ => super::Source::new(file, "").number_and_slug().map(|(_, slug)| slug.to_owned()),
        };
        let Some(slug) = slug else {
            let places = "a lesson file, `#heading`, `#/laboratory` or `https://…`";
            self.draft.report(at, format!("`{target}` is not a place to link to: use {places}"));
            return "<a>".to_owned();
        };
        let href = address(&slug, heading.as_deref());
        self.draft.links.push(Link { at, slug, heading });
        format!("<a href=\"{href}\">")
    }
}
