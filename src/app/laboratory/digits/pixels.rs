//! Small canvases with a pixel for each number; the style sheet stretches them, with sharp borders.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::Clamped;
use web_sys::{HtmlCanvasElement, ImageData};

use crate::app::canvas::{chart_theme, context};
use crate::app::laboratory::watching::each_frame;
use crate::chart::Theme;
use crate::view::laboratory::digits::pixels::Image;

/// A canvas that shows an image, and another as soon as what the image is made from has changed.
pub fn canvas(
    class: &'static str,
    image: impl Fn(&Theme) -> Option<Image> + Send + Sync + 'static,
) -> AnyView {
    type Paint = Box<dyn Fn(&Theme) -> Option<Image> + Send + Sync>;
    fn boxed(class: &'static str, image: Paint) -> AnyView {
        let place = NodeRef::<html::Canvas>::new();
        let theme = chart_theme();
        let now = Memo::new(move |_| theme.with(|theme| image(theme)));
        each_frame(
            move || {
                place.track();
                now.track();
            },
            move || {
                let canvas = place.try_get_untracked().flatten();
                if let Some(canvas) = canvas {
                    now.try_with_untracked(|now| paint(&canvas, now.as_ref()));
                }
            },
        );
        view! { <canvas class=class node_ref=place width="1" height="1" aria-hidden="true"></canvas> }
            .into_any()
    }
    boxed(class, Box::new(image))
}

fn paint(canvas: &HtmlCanvasElement, image: Option<&Image>) {
    let Some(context) = context(canvas) else { return };
    let Some(image) = image else {
        return context.clear_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
    };
    let (width, height) = (image.width as u32, image.height as u32);
    // Setting the size clears the canvas and costs more than painting over it.
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    if let Ok(image) = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&image.rgba), width, height) {
        // Finite places are not refused.
        let _ = context.put_image_data(&image, 0.0, 0.0);
    }
}
