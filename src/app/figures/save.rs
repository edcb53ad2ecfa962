//! Saving what a figure shows: as an image, as a drawing, as a table of its numbers.

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlCanvasElement, Url};

use crate::app::canvas::{self, Shown, Stage};
use crate::chart::{self, Theme};

/// What there is to save.
#[derive(Clone)]
pub struct Save {
    /// The figure's title, for the file's name.
    pub title: String,
    /// Where it is drawn.
    pub stages: Vec<Stage>,
    /// Its colours.
    pub theme: Memo<Theme>,
    /// Its numbers; see [`table`].
    pub numbers: Callback<(), String>,
}

impl Save {
    /// Three quiet buttons.
    pub fn view(self) -> AnyView {
        let (png, svg, csv) = (self.clone(), self.clone(), self);
        view! {
            <span class="figure__save" role="group" aria-label="Save this figure">
                <span aria-hidden="true">"Save"</span>
                <button class="button button--plain" type="button" on:click=move |_| png.png()>"PNG"</button>
                <button class="button button--plain" type="button" on:click=move |_| svg.svg()>"SVG"</button>
                <button class="button button--plain" type="button" on:click=move |_| csv.csv()>"CSV"</button>
            </span>
        }
        .into_any()
    }

    fn png(&self) {
        let shown = self.shown();
        let ratio = shown.iter().map(|stage| stage.ratio).fold(1.0, f64::max);
        let paper = self.theme.with_untracked(|theme| theme.paper);
        let Some(canvas) = canvas::composed(&shown, extent(&shown), ratio, paper) else { return };
        let name = format!("{}.png", file_name(&self.title));
        let ready = Closure::once_into_js(move |blob: Option<Blob>| {
            if let Some(blob) = blob {
                download(&blob, &name);
            }
        });
        // Refused only to a canvas that holds another site's image, which ours never does.
        let _ = HtmlCanvasElement::to_blob(&canvas, ready.unchecked_ref());
    }

    fn svg(&self) {
        let shown = self.shown();
        let pictures: Vec<_> =
            shown.iter().flat_map(|stage| stage.pictures.iter().map(|picture| (picture, stage.at))).collect();
        let paper = self.theme.with_untracked(|theme| theme.paper);
        let text = chart::svg(&pictures, extent(&shown), paper, &canvas::address_of);
        self.download(&text, "svg", "image/svg+xml");
    }

    fn csv(&self) {
        self.download(&self.numbers.run(()), "csv", "text/csv");
    }

    fn shown(&self) -> Vec<Shown> {
        self.stages.iter().filter_map(|stage| stage.shown()).collect()
    }

    fn download(&self, text: &str, ending: &str, kind: &str) {
        save_text(text, kind, &format!("{}.{ending}", file_name(&self.title)));
    }
}

/// Hands the learner a text as a file of this kind and name.
pub fn save_text(text: &str, kind: &str, name: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(&format!("{kind};charset=utf-8"));
    let parts = Array::of1(&JsValue::from_str(text));
    // Out of memory is the only reason to fail, and the learner sees that nothing came.
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) {
        download(&blob, name);
    }
}

/// Numbers as comma-separated values under the names of their columns, with every digit.
///
/// ```
/// # use fluxion::app::figures::table;
/// assert_eq!(table(&["x", "f"], [[0.5, -1.0], [1.0, f64::NAN]]), "x,f\n0.5,-1\n1,NaN\n");
/// ```
pub fn table<const N: usize>(names: &[&str; N], rows: impl IntoIterator<Item = [f64; N]>) -> String {
    let mut text = names.join(",") + "\n";
    for row in rows {
        text += &row.map(|number| number.to_string()).join(",");
        text.push('\n');
    }
    text
}

/// The lower right corner of all stages together.
fn extent(shown: &[Shown]) -> [f64; 2] {
    [0, 1].map(|axis| shown.iter().map(|stage| stage.at[axis] + stage.size[axis]).fold(1.0, f64::max))
}

fn download(blob: &Blob, name: &str) {
    let Ok(address) = Url::create_object_url_with_blob(blob) else { return };
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    // The browser has taken the bytes over with the click.
    let _ = Url::revoke_object_url(&address);
}

/// A title as a file's name: letters and digits, with hyphens between the words.
pub fn file_name(title: &str) -> String {
    let words: Vec<String> = title
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_after_the_figure() {
        for (title, expected) in [
            ("Forty steps, and the height after each", "forty-steps-and-the-height-after-each"),
            ("Above: how high. Below: how steep", "above-how-high-below-how-steep"),
            ("∂f/∂x", "f-x"),
        ] {
            assert_eq!(file_name(title), expected);
        }
    }
}
