//! Marks painted straight onto a canvas, for pictures that change with every frame: a style is told to the canvas only
//! when it changes, and curves are the canvas's own.

use js_sys::Array;
use web_sys::CanvasRenderingContext2d;

use crate::chart::{Anchor, Color, Mark, Picture, Point, Stroke};

/// A canvas that is being painted on, in CSS pixels.
pub struct Ink<'c> {
    context: &'c CanvasRenderingContext2d,
    stroke: Option<Color>,
    fill: Option<Color>,
    width: f64,
    is_dashed: bool,
}

impl<'c> Ink<'c> {
    /// Ink for a canvas that is ready.
    pub fn new(context: &'c CanvasRenderingContext2d) -> Ink<'c> {
        Ink { context, stroke: None, fill: None, width: f64::NAN, is_dashed: true }
    }

    /// Paints all marks of a picture.
    pub fn paint(&mut self, picture: &Picture) {
        for mark in &picture.marks {
            match mark {
                Mark::Line { points, stroke } => {
                    self.set_stroke(stroke, None);
                    self.path(points);
                    self.context.stroke();
                }
                Mark::Curve { points: [from, first, second, to], stroke, dash } => {
                    self.set_stroke(stroke, *dash);
                    self.context.begin_path();
                    self.context.move_to(from[0], from[1]);
                    self.context.bezier_curve_to(first[0], first[1], second[0], second[1], to[0], to[1]);
                    self.context.stroke();
                }
                Mark::Area { points, fill } => {
                    self.set_fill(*fill);
                    self.path(points);
                    self.context.fill();
                }
                Mark::Dot { at, radius, fill, ring } => {
                    self.context.begin_path();
                    // A radius below zero is refused, and there is none.
                    let _ = self.context.arc(at[0], at[1], *radius, 0.0, std::f64::consts::TAU);
                    self.set_fill(*fill);
                    self.context.fill();
                    self.set_stroke(ring, None);
                    self.context.stroke();
                }
                Mark::Text { .. } => self.text(mark, &picture.font),
            }
        }
        self.context.set_global_alpha(1.0);
    }

    fn path(&self, points: &[Point]) {
        self.context.begin_path();
        for (at, [x, y]) in points.iter().enumerate() {
            if at == 0 { self.context.move_to(*x, *y) } else { self.context.line_to(*x, *y) }
        }
    }

    /// The style of lines from now on.
    pub fn set_stroke(&mut self, stroke: &Stroke, dash: Option<[f64; 2]>) {
        if self.stroke.map(|color| color.rgb) != Some(stroke.color.rgb) {
            self.context.set_stroke_style_str(&css(stroke.color));
            self.stroke = Some(stroke.color);
        }
        self.context.set_global_alpha(stroke.color.alpha);
        if self.width != stroke.width {
            self.context.set_line_width(stroke.width);
            self.width = stroke.width;
        }
        if dash.is_some() || self.is_dashed {
            let lengths: Array = dash.into_iter().flatten().map(wasm_bindgen::JsValue::from_f64).collect();
            // Only a negative length is refused, and there is none.
            let _ = self.context.set_line_dash(&lengths);
            self.is_dashed = dash.is_some();
        }
    }

    /// The colour of areas from now on.
    pub fn set_fill(&mut self, fill: Color) {
        if self.fill.map(|color| color.rgb) != Some(fill.rgb) {
            self.context.set_fill_style_str(&css(fill));
            self.fill = Some(fill);
        }
        self.context.set_global_alpha(fill.alpha);
    }

    fn text(&mut self, mark: &Mark, font: &str) {
        let Mark::Text { text, at, anchor, size, bold, color, halo } = mark else { return };
        let weight = if *bold { 600 } else { 400 };
        self.context.set_font(&format!("{weight} {size}px {font}"));
        self.context.set_text_baseline("middle");
        self.context.set_text_align(match anchor {
            Anchor::Center => "center",
            Anchor::Right => "right",
            Anchor::Left => "left",
        });
        // Texts are drawn where they stand or not at all.
        if let Some(halo) = halo {
            self.set_stroke(&Stroke::new(*halo, 3.0), None);
            let _ = self.context.stroke_text(text, at[0], at[1]);
        }
        self.set_fill(*color);
        let _ = self.context.fill_text(text, at[0], at[1]);
    }
}

/// A colour without its opacity, as style sheets write it.
fn css(color: Color) -> String {
    let [r, g, b] = color.rgb;
    format!("#{r:02x}{g:02x}{b:02x}")
}
