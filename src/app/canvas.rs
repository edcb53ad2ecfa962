//! Pictures on canvases: sharp on any screen, drawn at most once a frame, never asking the page for its layout.
//!
//! A [`Stage`] holds two canvases one over the other: the base changes with the data, the overlay follows the
//! learner's hand. Sizes come from a resize observer, colours from the style sheet's tokens, widths of texts from a
//! canvas of their own.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{
    CanvasRenderingContext2d, Element, HtmlCanvasElement, ImageData, IntersectionObserver,
    IntersectionObserverEntry, IntersectionObserverInit, ResizeObserver, ResizeObserverEntry,
};

use super::theme;
use crate::app::reactive::{memo, react};
use crate::chart::{Color, Picture, Raster, Ruler, SUBPIXELS, SubpixelBackend, Theme};

/// How far outside the window a figure is drawn already, so that it stands when it is scrolled to.
const NEAR: &str = "200px";

/// The colours and the font of charts, following the page's; cheap to ask for again and again.
pub fn chart_theme() -> Memo<Theme> {
    if let Some(ready) = use_context::<Memo<Theme>>() {
        return ready;
    }
    let page = expect_context::<theme::Theme>();
    let fonts = fonts_loaded();
    // A font that arrives late changes no colour, so the style sheet is not asked again.
    let tokens = memo(move || read_theme(page.is_dark()));
    memo(move || {
        fonts.track();
        tokens.get()
    })
}

/// Puts one [`chart_theme`] into the context, for all figures.
pub fn provide_chart_theme() {
    let theme = chart_theme();
    provide_context(theme);
}

/// Counts up when fonts have arrived that texts were drawn without.
fn fonts_loaded() -> RwSignal<u32> {
    let loaded = RwSignal::new(0);
    let arrived = Closure::<dyn FnMut()>::new(move || {
        loaded.try_update(|count| *count += 1);
    });
    // A browser without font events draws with what it has.
    let fonts = document().fonts();
    let _ = fonts.add_event_listener_with_callback("loadingdone", arrived.as_ref().unchecked_ref());
    arrived.forget();
    loaded
}

/// The style sheet's tokens as a chart's theme; the built-in one stands in where a token is missing.
fn read_theme(dark: bool) -> Theme {
    let mut theme = if dark { Theme::dark() } else { Theme::light() };
    let root = document().document_element();
    let Some(style) = root.and_then(|root| window().get_computed_style(&root).ok().flatten()) else {
        return theme;
    };
    let token = |name: &str| style.get_property_value(name).unwrap_or_default();
    let tokens: [(&str, &mut Color); 13] = [
        ("--paper", &mut theme.paper),
        ("--ink", &mut theme.ink),
        ("--soft", &mut theme.soft),
        ("--rule", &mut theme.rule),
        ("--edge", &mut theme.edge),
        ("--hue-green", &mut theme.height),
        ("--positive", &mut theme.positive),
        ("--negative", &mut theme.negative),
        ("--point", &mut theme.point),
        ("--path", &mut theme.path),
        ("--hue-rose", &mut theme.first),
        ("--hue-gold", &mut theme.second),
        ("--ink", &mut theme.guess),
    ];
    for (name, color) in tokens {
        if let Some(read) = Color::parse(&token(name)) {
            *color = read;
        }
    }
    let font = token("--font-label");
    if !font.trim().is_empty() {
        theme.font = font.trim().to_owned();
    }
    theme
}

/// Where a figure is drawn.
#[derive(Clone, Copy)]
pub struct Stage {
    /// Width and height in CSS pixels; the height is zero until the browser has told.
    pub size: RwSignal<[f64; 2]>,
    /// Whether it is in the window, or almost.
    pub is_near: RwSignal<bool>,
    ratio: RwSignal<f64>,
    frame: NodeRef<html::Div>,
    base: NodeRef<html::Canvas>,
    overlay: NodeRef<html::Canvas>,
    /// What was painted last, below and above.
    painted: StoredValue<[Picture; 2]>,
}

/// What draws a layer for a size. Boxed, so that all that comes after it is in the wasm once and not for each picture.
type Painting = Box<dyn Fn([f64; 2]) -> Picture>;

/// The height for a width, if it is not left to the style sheet.
type Height = Box<dyn Fn(f64) -> Option<f64> + Send + Sync>;

/// What a stage shows now, to be saved.
pub struct Shown {
    /// Where it stands in its figure, in CSS pixels.
    pub at: [f64; 2],
    /// Width and height in CSS pixels.
    pub size: [f64; 2],
    /// Device pixels for a CSS pixel.
    pub ratio: f64,
    /// The marks, below and above.
    pub pictures: [Picture; 2],
    canvases: [HtmlCanvasElement; 2],
}

impl Stage {
    /// A stage without pictures.
    pub fn new() -> Stage {
        let stage = Stage {
            size: RwSignal::new([0.0; 2]),
            is_near: RwSignal::new(false),
            ratio: RwSignal::new(1.0),
            frame: NodeRef::new(),
            base: NodeRef::new(),
            overlay: NodeRef::new(),
            painted: StoredValue::default(),
        };
        react(move || {
            if let Some(frame) = stage.frame.get() {
                stage.observe(&frame);
            }
        });
        stage
    }

    /// The lower picture, drawn again when what it reads changes.
    pub fn base(self, picture: impl Fn([f64; 2]) -> Picture + 'static) {
        self.layer(self.base, 0, Box::new(picture));
    }

    /// The upper picture, drawn again when what it reads changes.
    pub fn overlay(self, picture: impl Fn([f64; 2]) -> Picture + 'static) {
        self.layer(self.overlay, 1, Box::new(picture));
    }

    /// The two canvases; `over` lies on them and takes the pointer. `height` gives the height for a width.
    pub fn view(self, height: impl Fn(f64) -> f64 + Send + Sync + 'static, over: AnyView) -> AnyView {
        self.framed(Box::new(move |width| Some(height(width))), over)
    }

    /// The same, as high as the style sheet says.
    pub fn filling(self, over: AnyView) -> AnyView {
        self.framed(Box::new(|_| None), over)
    }

    fn framed(self, height: Height, over: AnyView) -> AnyView {
        let tall = move || match self.size.get()[0] {
            0.0 => None,
            width => height(width).map(|height| format!("{height}px")),
        };
        view! {
            <div class="stage" node_ref=self.frame style:height=tall>
                <canvas class="stage__layer" node_ref=self.base aria-hidden="true"></canvas>
                <canvas class="stage__layer" node_ref=self.overlay aria-hidden="true"></canvas>
                {over}
            </div>
        }
        .into_any()
    }

    /// Device pixels for a CSS pixel.
    pub fn pixel_ratio(self) -> f64 {
        self.ratio.get()
    }

    /// Draws it even if it is far from the window; returns whether it was, so that what it shows may be old until a
    /// frame has passed.
    pub fn wake(self) -> bool {
        let was_far = !self.is_near.get_untracked();
        self.is_near.set(true);
        was_far
    }

    /// Whether anything has been painted on it; `None` once it has gone with its lesson.
    pub fn is_painted(self) -> Option<bool> {
        self.painted.try_with_value(|layers| layers.iter().any(|picture| !picture.is_empty()))
    }

    /// What it shows now; `None` before there is anything.
    pub fn shown(self) -> Option<Shown> {
        let frame = self.frame.get_untracked()?;
        Some(Shown {
            at: [f64::from(frame.offset_left()), f64::from(frame.offset_top())],
            size: self.size.get_untracked(),
            ratio: self.ratio.get_untracked(),
            pictures: self.painted.get_value(),
            canvases: [self.base.get_untracked()?, self.overlay.get_untracked()?],
        })
    }

    /// What it shows is computed when something changes, and painted with the next frame: of several changes within
    /// a frame only the last is painted. Far from the window nothing is done.
    fn layer(self, canvas: NodeRef<html::Canvas>, level: usize, picture: Painting) {
        let waiting = Rc::new(RefCell::new(None::<Picture>));
        let is_due = Rc::new(Cell::new(false));
        react(move || {
            let (size, ratio) = (self.size.get(), self.ratio.get());
            let Some(canvas) = canvas.get().filter(|_| self.is_near.get() && size[0] > 0.0 && size[1] > 0.0)
            else {
                return;
            };
            *waiting.borrow_mut() = Some(picture(size));
            if is_due.replace(true) {
                return;
            }
            let (waiting, is_due) = (Rc::clone(&waiting), Rc::clone(&is_due));
            request_animation_frame(move || {
                is_due.set(false);
                let (size, ratio) = (
                    self.size.try_get_untracked().unwrap_or(size),
                    self.ratio.try_get_untracked().unwrap_or(ratio),
                );
                if let Some(picture) = waiting.borrow_mut().take() {
                    paint(&canvas, size, ratio, &picture);
                    // The figure may have gone with its lesson since.
                    self.painted.try_update_value(|painted| painted[level] = picture);
                }
            });
        });
    }

    fn observe(self, frame: &Element) {
        // Once, before the first frame: the observer speaks only after it, and what stands below would have moved.
        self.size.set([frame.get_bounding_client_rect().width(), 0.0]);
        let resized = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let Some(entry) =
                entries.iter().last().and_then(|entry| entry.dyn_into::<ResizeObserverEntry>().ok())
            else {
                return;
            };
            let rect = entry.content_rect();
            let size = [rect.width(), rect.height()].map(|side| (side * 4.0).round() / 4.0);
            // What is drawn for a new width may change the height: not while sizes are being told.
            request_animation_frame(move || {
                if self.size.try_get_untracked().is_some_and(|before| before != size) {
                    self.size.set(size);
                }
                self.ratio.try_set(device_pixel_ratio());
            });
        });
        let seen = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            if let Some(entry) =
                entries.iter().last().and_then(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok())
            {
                self.is_near.try_set(entry.is_intersecting());
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(NEAR);
        let resizing = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
        let seeing = IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options).ok();
        if let (Some(resizing), Some(seeing)) = (&resizing, &seeing) {
            resizing.observe(frame);
            seeing.observe(frame);
        }
        let kept = StoredValue::new_local((resizing, seeing, resized, seen));
        on_cleanup(move || {
            kept.try_with_value(|(resizing, seeing, ..)| {
                resizing.iter().for_each(ResizeObserver::disconnect);
                seeing.iter().for_each(IntersectionObserver::disconnect);
            });
        });
    }
}

impl Default for Stage {
    fn default() -> Stage {
        Stage::new()
    }
}

/// Device pixels for a CSS pixel.
pub fn device_pixel_ratio() -> f64 {
    window().device_pixel_ratio().clamp(0.5, 4.0)
}

/// Clears a canvas of so many CSS pixels and makes it ready to be painted on in CSS pixels; `ratio` is device pixels for
/// each.
pub fn cleared(canvas: &HtmlCanvasElement, size: [f64; 2], ratio: f64) -> Option<CanvasRenderingContext2d> {
    let context = context(canvas)?;
    let [width, height] = size.map(|side| (side * ratio).round() as u32);
    // Setting the size clears the canvas and costs more than clearing.
    if canvas.width() != width || canvas.height() != height {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    // None of these can fail with finite numbers.
    let _ = context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
    context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
    let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
    context.set_line_join("round");
    Some(context)
}

/// Paints a picture over all that a canvas showed.
fn paint(canvas: &HtmlCanvasElement, size: [f64; 2], ratio: f64, picture: &Picture) {
    let Some(context) = cleared(canvas, size, ratio) else { return };
    context.set_line_cap("round");
    if let Some(raster) = &picture.raster {
        paint_raster(&context, raster);
    }
    let scale = ratio / SUBPIXELS;
    let _ = context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0);
    let Some(backend) = CanvasBackend::with_canvas_object(canvas.clone()) else { return };
    RULER.with(|ruler| {
        // A canvas that refuses to draw is lost with its tab; the text alternative still says what it showed.
        let _ = picture.draw(&mut SubpixelBackend::new(backend, size, ruler, 1.0));
    });
}

thread_local! {
    static RULER: Ruler = Ruler::new(measure);
    /// Where an image is put before it is stretched, and where texts are measured.
    static SCRATCH: Option<HtmlCanvasElement> =
        document().create_element("canvas").ok().and_then(|canvas| canvas.dyn_into().ok());
}

/// What a canvas is drawn on with.
pub fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

fn measure(text: &str, family: &str, size: f64) -> f64 {
    SCRATCH
        .with(|scratch| {
            let context = scratch.as_ref().and_then(context)?;
            context.set_font(&format!("{size}px {family}"));
            context.measure_text(text).ok().map(|metrics| metrics.width())
        })
        .unwrap_or(0.0)
}

fn paint_raster(onto: &CanvasRenderingContext2d, raster: &Raster) {
    let ([x, y], [width, height]) = (raster.place.min, raster.place.size());
    with_image(raster, |canvas| {
        let _ = onto.draw_image_with_html_canvas_element_and_dw_and_dh(canvas, x, y, width, height);
    });
}

/// An image on a canvas of its own, for a moment.
fn with_image<T>(raster: &Raster, then: impl FnOnce(&HtmlCanvasElement) -> T) -> Option<T> {
    let [width, height] = [raster.width, raster.height].map(|side| side as u32);
    let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&raster.rgba), width, height).ok()?;
    SCRATCH.with(|scratch| {
        let canvas = scratch.as_ref()?;
        canvas.set_width(width);
        canvas.set_height(height);
        context(canvas)?.put_image_data(&image, 0.0, 0.0).ok()?;
        Some(then(canvas))
    })
}

/// An image as an address that holds all of it.
pub fn address_of(raster: &Raster) -> Option<String> {
    with_image(raster, |canvas| canvas.to_data_url().ok())?
}

/// What stages show, on one canvas of so many CSS pixels, over paper.
pub fn composed(shown: &[Shown], size: [f64; 2], ratio: f64, paper: Color) -> Option<HtmlCanvasElement> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    let [width, height] = size.map(|side| (side * ratio).round());
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = context(&canvas)?;
    let [r, g, b] = paper.rgb;
    context.set_fill_style_str(&format!("rgb({r} {g} {b})"));
    context.fill_rect(0.0, 0.0, width, height);
    for stage in shown {
        let [x, y] = stage.at.map(|side| side * ratio);
        let [wide, high] = stage.size.map(|side| side * ratio);
        for layer in &stage.canvases {
            context.draw_image_with_html_canvas_element_and_dw_and_dh(layer, x, y, wide, high).ok()?;
        }
    }
    Some(canvas)
}
