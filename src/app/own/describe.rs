//! Describing a part: its form is opened where the part is or will be, filled, read and checked.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::desk::Desk;
use super::form;
use super::shelf::UNTITLED;
use crate::app::browser::{first, index, mark, write};
use crate::app::store::Outcome;
use crate::lesson::define;
use crate::lesson::own::open::{self, open};
use crate::lesson::own::{Page, Part};
use crate::lesson::paint::escape;

impl Desk {
    /// Opens a form: at the gap with an index for a new part, or below the part with one.
    pub fn describe(self, at: usize, noun: &str, part: Option<&Part>) {
        self.close_form();
        let place =
            if part.is_some() { format!("[data-own=\"{at}\"]") } else { format!("[data-gap=\"{at}\"]") };
        let Some(place) = self.find(&place) else { return };
        let editing = if part.is_some() { " data-editing" } else { "" };
        let html = format!(
            "<form class=\"own__form\" aria-label=\"{noun}\" data-noun=\"{noun}\" data-at=\"{at}\"{editing} novalidate>{}</form>",
            self.template(noun)
        );
        let _ = place.insert_adjacent_html("beforeend", &html);
        mark(&place, "data-described", "true");
        let Some(form) = first(&place, "form") else { return };
        self.offer_names();
        if let Some(kinds) = first(&form, "[data-kinds]") {
            if let Some(Part::Figure(drawn)) = part {
                form::set_value(&kinds, &drawn.kind);
            }
            self.changed(&kinds);
        }
        match part {
            Some(part) => form::fill(&form, part),
            None => form::fill_new_number(&form, &self.page().parts),
        }
        if let Some(control) = first(&form, "input, textarea, select") {
            let _ = control.focus();
        }
    }

    /// Fills in what forms offer: the functions of the cells, the page's numbers.
    fn offer_names(self) {
        let Some(store) = self.store() else { return };
        let defines = |outcome: &Option<Outcome>| {
            outcome.as_ref().map(|outcome| outcome.defines.clone()).unwrap_or_default()
        };
        let functions =
            store.cells().into_iter().flat_map(|cell| cell.outcome.with_untracked(defines)).collect();
        let params = store.params().into_iter().map(|param| param.spec().name).collect();
        for (place, names) in [("#own-functions", functions), ("#own-params", params)] {
            let names: Vec<String> = names;
            let options: String =
                names.iter().map(|name| format!("<option value=\"{}\"></option>", escape(name))).collect();
            if let Some(place) = self.find(place) {
                place.set_inner_html(&options);
            }
        }
    }

    /// Closes the open form, if there is one; says where it was.
    pub fn close_form(self) -> Option<HtmlElement> {
        let form = self.find("[data-noun]")?;
        let place = form.parent_element()?.dyn_into::<HtmlElement>().ok()?;
        mark(&place, "data-described", "false");
        form.remove();
        Some(place)
    }

    /// Takes what a form describes into the page, or says in the form what is wrong with it.
    pub fn finish(self, form: &Element) {
        let noun = form.get_attribute("data-noun").unwrap_or_default();
        let part = form::read(form, &noun);
        let at = index(form, "data-at").unwrap_or_default() as usize;
        let is_editing = form.has_attribute("data-editing");
        if let Err(words) = self.check(&part, is_editing.then_some(at)) {
            if let Some(fault) = first(form, "[data-fault]") {
                write(&fault, &words);
            }
            return;
        }
        let change = move |page: &mut Page, _: &mut Vec<(usize, Part)>| {
            if is_editing && at < page.parts.len() {
                page.parts[at] = part;
            } else {
                page.insert(at, part);
            }
        };
        self.change(change, &format!("[data-own=\"{at}\"] [data-do=edit]"));
    }

    /// Whether a part would be drawn in the page, in the place of one or as a new one.
    fn check(self, part: &Part, in_place_of: Option<usize>) -> Result<(), String> {
        let mut others = self.page();
        if let Some(at) = in_place_of {
            others.remove(at);
        }
        let params = open(&others).lesson.params;
        match part {
            Part::Number(definition) => {
                open::params(definition)?;
                open::is_free(define::name(definition), &params)
            }
            Part::Figure(drawn) => drawn.read(&params).map(|_| ()),
            Part::Text(_) | Part::Cell(_) => Ok(()),
        }
    }

    /// The learner has chosen a kind of figure, or named the page.
    pub fn changed(self, control: &Element) {
        if control.has_attribute("data-kinds") {
            let settings = self.template(&format!("figure-{}", form::value(control)));
            if let Some(place) = self.find("[data-settings]") {
                place.set_inner_html(&settings);
            }
        } else if control.has_attribute("data-name") {
            let title = form::value(control).trim().to_owned();
            let title = if title.is_empty() { UNTITLED.to_owned() } else { title };
            form::set_value(control, &title);
            self.name(title);
        }
    }
}
