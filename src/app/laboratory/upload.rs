//! Files that the learner chooses: their size at once, their text when it has been read.

use js_sys::Promise;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// A field that takes files.
    type FileField;
    #[wasm_bindgen(method, getter)]
    fn files(this: &FileField) -> Option<FileList>;
    type FileList;
    #[wasm_bindgen(method)]
    fn item(this: &FileList, index: u32) -> Option<OwnFile>;
    /// A file that the learner has chosen.
    type OwnFile;
    #[wasm_bindgen(method, getter)]
    fn size(this: &OwnFile) -> f64;
    #[wasm_bindgen(method)]
    fn text(this: &OwnFile) -> Promise;
}

/// A file that has been chosen.
pub struct Chosen(OwnFile);

/// The file that the field of an event holds.
pub fn chosen(event: &web_sys::Event) -> Option<Chosen> {
    let field = event.target()?.unchecked_into::<FileField>();
    field.files()?.item(0).map(Chosen)
}

impl Chosen {
    /// Its size in bytes.
    pub fn size(&self) -> usize {
        self.0.size() as usize
    }

    /// Reads its text; `then` is called with none if that fails.
    pub fn read(self, then: impl FnOnce(Option<String>) + 'static) {
        spawn_local(async move {
            then(JsFuture::from(self.0.text()).await.ok().and_then(|text| text.as_string()));
        });
    }
}
