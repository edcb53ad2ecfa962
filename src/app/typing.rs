//! Typing in a field of code: where the caret is, what keys do for the learner, and typing on the learner's behalf.
//!
//! What is typed for the learner (a stepped number, a letter for its name, an indentation) goes through the browser's own
//! editing, so that it can be undone.

use std::ops::Range;

use leptos::ev::KeyboardEvent;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use crate::language::symbol_before;
use crate::view::code;

/// The bytes between which the selection is; both are the caret's if nothing is selected.
pub fn selection(input: &HtmlTextAreaElement, text: &str) -> [usize; 2] {
    [input.selection_start(), input.selection_end()]
        .map(|place| code::byte_from_utf16(text, place.ok().flatten().unwrap_or(0)))
}

/// What a key types besides itself, and in place of which bytes: Alt with an arrow steps the number at the caret, Tab
/// replaces a letter's name by the letter, Enter keeps the indentation. Any other Tab moves to the next control.
pub fn helped(event: &KeyboardEvent, text: &str, [at, to]: [usize; 2]) -> Option<(Range<usize>, String)> {
    match event.key().as_str() {
        _ if event.default_prevented() => None,
        "ArrowUp" if event.alt_key() => code::stepped(text, at, 1),
        "ArrowDown" if event.alt_key() => code::stepped(text, at, -1),
        "Tab" if !event.shift_key() && at == to => {
            symbol_before(text, at).map(|(start, symbol)| (start..at, symbol.to_owned()))
        }
        "Enter" => code::indentation(text, at).map(|indentation| (at..to, format!("\n{indentation}"))),
        _ => None,
    }
}

/// Types a text in place of a range of bytes.
pub fn replace(input: &HtmlTextAreaElement, text: &str, range: Range<usize>, typed: &str) {
    let [start, end] = [range.start, range.end].map(|at| code::utf16_from_byte(text, at));
    // A range within the text is always accepted.
    let _ = input.set_selection_range(start, end);
    let is_typed = document()
        .unchecked_into::<web_sys::HtmlDocument>()
        .exec_command_with_show_ui_and_value("insertText", false, typed)
        .unwrap_or(false);
    if is_typed {
        return;
    }
    // A browser without that command cannot undo this step.
    let _ = input.set_range_text(typed);
    let end = start + typed.encode_utf16().count() as u32;
    let _ = input.set_selection_range(end, end);
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &init) {
        let _ = input.dispatch_event(&event);
    }
}
