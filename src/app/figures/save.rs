//! Saving what a figure shows: as an image, as a drawing, as a table of its numbers.

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlCanvasElement, Url};

use crate::app::canvas::{self, Shown, Stage};
use crate::chart::{self, Theme};
use crate::view::files::file_name;

/// For how many frames a picture is waited for.
const FRAMES: u32 = 300;

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
                <button class="button button--plain" type="button" on:click=move |_| png.clone().once_painted(Save::png)>"PNG"</button>
                <button class="button button--plain" type="button" on:click=move |_| svg.clone().once_painted(Save::svg)>"SVG"</button>
                <button class="button button--plain" type="button" on:click=move |_| csv.csv()>"CSV"</button>
            </span>
        }
        .into_any()
    }

    /// Saves the figure once all of it is painted: what is far from the window is painted now, and may wait for answers.
    fn once_painted(self, save: fn(&Save)) {
        let far = self.stages.iter().filter(|stage| stage.wake()).count();
        self.wait(if far > 0 { FRAMES } else { 0 }, save);
    }

    fn wait(self, frames: u32, save: fn(&Save)) {
        let painted: Option<Vec<bool>> = self.stages.iter().map(|stage| stage.is_painted()).collect();
        let Some(painted) = painted else { return };
        // A picture is computed in this turn, and painted with the next frame.
        let is_ready = frames < FRAMES - 1 && painted.iter().all(|is_painted| *is_painted);
        if frames == 0 || is_ready {
            save(&self);
        } else {
            request_animation_frame(move || self.wait(frames - 1, save));
        }
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
