//! Pictures as SVG for saving: the same marks as on the canvas, still editable as lines, shapes and text.

use std::fmt::Write;

use super::{Anchor, Color, Mark, Picture, Point, Raster, Stroke};

/// The position of a picture in a drawing, from the drawing's upper left corner.
pub type Placed<'a> = (&'a Picture, Point);

/// A drawing of the given size in CSS pixels, of pictures painted in order on a background colour; `address` returns
/// the data URL of an image.
///
/// ```
/// # use fluxion::chart::{Color, Picture, Stroke, svg};
/// let mut picture = Picture::new("Inter");
/// picture.line(vec![[0.0, 0.0], [8.0, 6.0]], Stroke::new(Color::rgb(0, 0, 0), 2.0));
/// let text = svg(&[(&picture, [10.0, 0.0])], [20.0, 10.0], Color::rgb(255, 255, 255), &|_| None);
/// assert!(text.contains("<polyline points=\"0,0 8,6\""));
/// ```
pub fn svg(
    pictures: &[Placed<'_>],
    [width, height]: [f64; 2],
    paper: Color,
    address: &dyn Fn(&Raster) -> Option<String>,
) -> String {
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" stroke-linejoin=\"round\" stroke-linecap=\"round\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n",
        hex(paper)
    );
    for (picture, [x, y]) in pictures {
        line(
            &mut text,
            format_args!("<g transform=\"translate({x} {y})\" font-family=\"{}\">", escape(&picture.font)),
        );
        if let Some(raster) = &picture.raster
            && let Some(address) = address(raster)
        {
            let ([x, y], [width, height]) = (raster.place.min, raster.place.size());
            line(
                &mut text,
                format_args!(
                    "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" href=\"{address}\"/>",
                    short(x),
                    short(y),
                    short(width),
                    short(height)
                ),
            );
        }
        picture.marks.iter().for_each(|mark| write_mark(&mut text, mark));
        line(&mut text, format_args!("</g>"));
    }
    text + "</svg>\n"
}

fn write_mark(text: &mut String, mark: &Mark) {
    match mark {
        Mark::Line { points, stroke } => line(
            text,
            format_args!("<polyline points=\"{}\" fill=\"none\"{}/>", places(points), stroked(stroke)),
        ),
        Mark::Curve { points: [start, first, second, end], stroke, dash } => {
            let dash = dash.map_or(String::new(), |dash| {
                format!(" stroke-dasharray=\"{}\"", dash.map(|length| short(length).to_string()).join(" "))
            });
            line(
                text,
                format_args!(
                    "<path d=\"M{}C{}\" fill=\"none\"{}{dash}/>",
                    places(&[*start]),
                    places(&[*first, *second, *end]),
                    stroked(stroke)
                ),
            );
        }
        Mark::Area { points, fill } => {
            line(text, format_args!("<polygon points=\"{}\"{}/>", places(points), filled(*fill)));
        }
        Mark::Dot { at: [x, y], radius, fill, ring } => line(
            text,
            format_args!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}{}/>",
                short(*x),
                short(*y),
                short(*radius),
                filled(*fill),
                stroked(ring)
            ),
        ),
        Mark::Text { text: words, at: [x, y], anchor, size, bold, color, halo } => {
            let side = match anchor {
                Anchor::Center => "middle",
                Anchor::Right => "end",
                Anchor::Left => "start",
            };
            let weight = if *bold { " font-weight=\"600\"" } else { "" };
            let halo = halo.map_or(String::new(), |halo| {
                format!(" paint-order=\"stroke\"{}", stroked(&Stroke::new(halo, HALO)))
            });
            line(
                text,
                format_args!(
                    "<text x=\"{}\" y=\"{}\" font-size=\"{size}\" text-anchor=\"{side}\"{weight}{}{halo}>{}</text>",
                    short(*x),
                    short(y + MIDDLE * size),
                    filled(*color),
                    escape(words)
                ),
            );
        }
    }
}

/// The distance from the middle of a text down to its baseline, relative to its size: not every SVG program supports
/// other alignments.
const MIDDLE: f64 = 0.36;

/// The stroke width of the halo around text.
const HALO: f64 = 3.0;

fn line(text: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing into a string cannot fail.
    let _ = writeln!(text, "{words}");
}

fn places(points: &[Point]) -> String {
    points.iter().map(|[x, y]| format!("{},{}", short(*x), short(*y))).collect::<Vec<_>>().join(" ")
}

/// A length with at most two decimals.
fn short(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn hex(color: Color) -> String {
    let [r, g, b] = color.rgb;
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn filled(color: Color) -> String {
    format!(" fill=\"{}\"{}", hex(color), opacity("fill", color))
}

fn stroked(stroke: &Stroke) -> String {
    let Stroke { color, width } = stroke;
    format!(" stroke=\"{}\" stroke-width=\"{width}\"{}", hex(*color), opacity("stroke", *color))
}

fn opacity(what: &str, color: Color) -> String {
    if color.alpha < 1.0 { format!(" {what}-opacity=\"{}\"", short(color.alpha)) } else { String::new() }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Rect, TextMark};

    const INK: Color = Color::rgb(0x22, 0x21, 0x1f);

    #[track_caller]
    fn check(build: impl FnOnce(&mut Picture), expected: &str) {
        let mut picture = Picture::new("\"A\", serif");
        build(&mut picture);
        let address = |raster: &Raster| Some(format!("data:{}x{}", raster.width, raster.height));
        let text = svg(&[(&picture, [1.0, 2.0])], [30.0, 20.0], Color::rgb(255, 255, 255), &address);
        let body: Vec<&str> = text.lines().skip(3).collect();
        assert_eq!(body[..body.len() - 2].join("\n"), expected);
        assert!(text.contains("<g transform=\"translate(1 2)\" font-family=\"&quot;A&quot;, serif\">"));
    }

    #[test]
    fn every_kind_of_mark_is_written() {
        check(
            |picture| picture.area(vec![[0.0, 0.0], [1.234, 0.0], [0.0, 9.0]], INK.fade(0.25)),
            "<polygon points=\"0,0 1.23,0 0,9\" fill=\"#22211f\" fill-opacity=\"0.25\"/>",
        );
        check(
            |picture| picture.dot([3.0, 4.0], 2.5, INK, Stroke::new(Color::rgb(255, 0, 0), 1.5)),
            "<circle cx=\"3\" cy=\"4\" r=\"2.5\" fill=\"#22211f\" stroke=\"#ff0000\" stroke-width=\"1.5\"/>",
        );
        check(
            |picture| {
                let points = [[0.0, 0.0], [1.0, 0.0], [1.0, 2.0], [2.0, 2.0]];
                picture.curve(points, Stroke::new(INK, 2.0), Some([3.0, 1.5]));
            },
            "<path d=\"M0,0C1,0 1,2 2,2\" fill=\"none\" stroke=\"#22211f\" stroke-width=\"2\" stroke-dasharray=\"3 1.5\"/>",
        );
        let words = |halo| TextMark {
            text: "a<b",
            at: [5.0, 6.0],
            anchor: Anchor::Right,
            size: 10.0,
            bold: false,
            color: INK,
            halo,
        };
        check(
            |picture| picture.text(words(None)),
            "<text x=\"5\" y=\"9.6\" font-size=\"10\" text-anchor=\"end\" fill=\"#22211f\">a&lt;b</text>",
        );
        check(
            |picture| picture.text(words(Some(INK))),
            "<text x=\"5\" y=\"9.6\" font-size=\"10\" text-anchor=\"end\" fill=\"#22211f\" paint-order=\"stroke\" \
             stroke=\"#22211f\" stroke-width=\"3\">a&lt;b</text>",
        );
    }

    #[test]
    fn images_stand_under_the_marks() {
        check(
            |picture| {
                let place = Rect { min: [1.0, 2.0], max: [5.0, 8.0] };
                picture.raster = Some(Raster { width: 2, height: 3, rgba: vec![0; 24], place });
                picture.line(vec![[0.0, 0.0], [1.0, 1.0]], Stroke::new(INK, 1.0));
            },
            "<image x=\"1\" y=\"2\" width=\"4\" height=\"6\" preserveAspectRatio=\"none\" href=\"data:2x3\"/>\n\
             <polyline points=\"0,0 1,1\" fill=\"none\" stroke=\"#22211f\" stroke-width=\"1\"/>",
        );
    }
}
