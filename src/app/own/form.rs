//! The forms that parts of a page are described with: read into a part, and filled from one.
//!
//! The forms stand in the page's frame (`lesson::compile::scratch`); here only their controls are read, by their names and,
//! for a figure's settings, by the sort of form that each states.

use js_sys::Reflect;
use web_sys::{Element, HtmlElement};

use crate::app::browser::{all, first};
use crate::lesson::define;
use crate::lesson::own::{Drawn, Part, Setting};

/// What a new number is, but for its name.
const NUMBER: [(&str, &str); 5] =
    [("value", "1.0"), ("from", "-5"), ("to", "5"), ("step", "0.1"), ("label", "")];

/// The text in a control.
pub fn value(control: &Element) -> String {
    let value = Reflect::get(control, &"value".into()).ok();
    value.and_then(|value| value.as_string()).unwrap_or_default()
}

/// Writes a text into a control.
pub fn set_value(control: &Element, text: &str) {
    // Every control has a value, and it can be set.
    let _ = Reflect::set(control, &"value".into(), &text.into());
}

fn is_checked(control: &Element) -> bool {
    Reflect::get(control, &"checked".into()).is_ok_and(|checked| checked.is_truthy())
}

fn check(control: &Element, is_checked: bool) {
    // As above.
    let _ = Reflect::set(control, &"checked".into(), &is_checked.into());
}

/// The text in the control of that name.
fn named(form: &Element, name: &str) -> String {
    first(form, &format!("[name={name}]")).map(|control| value(&control)).unwrap_or_default()
}

fn set_named(form: &Element, name: &str, text: &str) {
    if let Some(control) = first(form, &format!("[name={name}]")) {
        set_value(&control, text);
    }
}

/// The part that a form describes; `noun` is the part's.
pub fn read(form: &Element, noun: &str) -> Part {
    match noun {
        "Number" => Part::Number(definition(form)),
        "Figure" => Part::Figure(Drawn {
            kind: named(form, "kind"),
            title: named(form, "title"),
            caption: named(form, "caption"),
            controls: lines(&named(form, "controls")),
            settings: all(form, "[data-key]").iter().filter_map(setting).collect(),
        }),
        _ => Part::Text(named(form, "text")),
    }
}

/// A number as it is written.
fn definition(form: &Element) -> String {
    let [name, value, from, to, step, label] =
        ["name", "value", "from", "to", "step", "label"].map(|name| named(form, name).trim().to_owned());
    let label: String = label.chars().filter(|letter| !"|[]\n".contains(*letter)).collect();
    let label = if label.is_empty() { name.clone() } else { label };
    format!("{name}: {value} | {from}..{to} step {step} | {label}")
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn controls(setting: &Element) -> Vec<HtmlElement> {
    all(setting, "input, textarea")
}

/// A setting, unless it is left out.
fn setting(element: &HtmlElement) -> Option<(String, Setting)> {
    let key = element.dataset().get("key")?;
    let controls = controls(element);
    let texts: Vec<String> = controls.iter().flat_map(|control| lines(&value(control))).collect();
    let setting = match element.dataset().get("form")?.as_str() {
        "flag" => controls.iter().any(|control| is_checked(control)).then_some(Setting::Flag(true)),
        "words" => {
            let chosen = controls.iter().filter(|control| is_checked(control));
            let chosen: Vec<String> = chosen.map(|control| value(control)).collect();
            // None of them would be nothing to see.
            let is_choice = !chosen.is_empty() && chosen.len() < controls.len();
            is_choice.then_some(Setting::Texts(chosen))
        }
        "numbers" => {
            let number = |text: &String| text.replace(',', ".").replace('−', "-").parse().unwrap_or(f64::NAN);
            match texts.iter().map(number).collect::<Vec<f64>>().as_slice() {
                [] => None,
                [number] => Some(Setting::Number(*number)),
                numbers => Some(Setting::Numbers(numbers.to_vec())),
            }
        }
        _ => match texts.as_slice() {
            [] => None,
            [text] => Some(Setting::Text(text.clone())),
            texts => Some(Setting::Texts(texts.to_vec())),
        },
    };
    Some((key, setting?))
}

/// Writes a part into its form; a figure's kind has been chosen already.
pub fn fill(form: &Element, part: &Part) {
    match part {
        Part::Text(text) | Part::Cell(text) => set_named(form, "text", text),
        Part::Number(definition) => fill_number(form, definition),
        Part::Figure(drawn) => {
            set_named(form, "title", &drawn.title);
            set_named(form, "caption", &drawn.caption);
            set_named(form, "controls", &drawn.controls.join("\n"));
            for element in all(form, "[data-key]") {
                let key = element.dataset().get("key").unwrap_or_default();
                if let Some((_, setting)) = drawn.settings.iter().find(|(own, _)| *own == key) {
                    fill_setting(&element, setting);
                }
            }
        }
    }
}

fn fill_number(form: &Element, definition: &str) {
    let mut parts = definition.splitn(3, '|').map(str::trim);
    let (name, value) = parts.next().and_then(|part| part.split_once(": ")).unwrap_or((definition, ""));
    let (range, step) = parts.next().and_then(|part| part.split_once(" step ")).unwrap_or_default();
    let (from, to) = range.split_once("..").unwrap_or_default();
    let label = parts.next().filter(|label| *label != name).unwrap_or_default();
    for (key, text) in
        [("name", name), ("value", value), ("from", from), ("to", to), ("step", step), ("label", label)]
    {
        set_named(form, key, text.trim());
    }
}

/// Writes what a new number begins with into its form: a name that is free, and an ordinary range.
pub fn fill_new_number(form: &Element, taken: &[Part]) {
    let is_taken = |name: &str| {
        let own = |part: &Part| matches!(part, Part::Number(text) if define::name(text) == name);
        taken.iter().any(own)
    };
    let free = ["x", "y", "z", "a", "b", "c", "d"].into_iter().find(|name| !is_taken(name));
    set_named(form, "name", free.unwrap_or_default());
    for (name, text) in NUMBER {
        set_named(form, name, text);
    }
}

fn fill_setting(element: &Element, setting: &Setting) {
    let controls = controls(element);
    let texts: Vec<String> = match setting {
        Setting::Flag(flag) => {
            return controls.iter().for_each(|control| check(control, *flag));
        }
        Setting::Number(number) => vec![number.to_string()],
        Setting::Text(text) => vec![text.clone()],
        Setting::Numbers(numbers) => numbers.iter().map(f64::to_string).collect(),
        Setting::Texts(texts) => texts.clone(),
    };
    if let [only] = controls.as_slice() {
        return set_value(only, &texts.join("\n"));
    }
    for (at, control) in controls.iter().enumerate() {
        if control.get_attribute("type").is_some() {
            check(control, texts.contains(&value(control)));
        } else {
            set_value(control, texts.get(at).map_or("", String::as_str));
        }
    }
}
