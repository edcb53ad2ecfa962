//! Charts: pictures of every kind as SVG files, and what must hold for any data on any size.
//!
//! The pictures lie in `tests/snapshots`. After a change that is meant, `FLUXION_SNAPSHOTS=write cargo test --test
//! charts` writes them anew; look at them before committing. The ground of a map is no mark: it is noted as a few of
//! its colours.

use std::fs;
use std::path::Path;

use fluxion::chart::{
    Contour, Curve, CurvePoint, Grid, Guess, Loss, Mark, Marks, Picture, Point, Projection, Ruler, SUBPIXELS,
    Sharp, Surface, Theme, Walk,
};
use plotters::prelude::SVGBackend;

/// What plotters' SVG backend calls a type of size 1: it takes the height of a line.
const SVG_TYPE: f64 = 1.24;

fn valleys(x: f64, y: f64) -> f64 {
    x * x / 4.0 + y * y / 2.0 + x / 4.0 + (2.0 * x).cos() * y.cos()
}

fn landscape(size: [usize; 2]) -> Grid {
    Grid::sample([-3.0, 3.0], [-2.0, 2.0], size, valleys)
}

fn marks(walk: &[[f64; 2]]) -> Marks<'_> {
    Marks {
        point: Some([1.2, 0.8]),
        is_held: true,
        gradient: Some([-0.75, 0.9]),
        components: Some([-0.75, 0.9]),
        step: Some([0.3, -0.36]),
        scale: 1.0,
        gradient_name: "∇f",
        component_names: ["∂f/∂x", "∂f/∂y"],
        walk: Some(Walk { places: walk, reached: walk.len() }),
        guess: Some(Guess { arrow: true, tip: [1.0, -0.5], truth: Some([-0.75, 0.9]) }),
        ..Marks::default()
    }
}

const WALK: [[f64; 2]; 6] = [[2.4, 1.4], [2.0, 1.1], [1.7, 0.8], [1.5, 0.5], [1.4, 0.2], [1.35, 0.05]];

fn wave(slope_name: Option<&str>) -> Curve {
    let x = |i: usize| -2.5 + 5.0 * i as f64 / 60.0;
    let y = (0..=60).map(|i| x(i).powi(3) / 3.0 - x(i)).collect();
    let slope = (0..=60).map(|i| x(i) * x(i) - 1.0).collect();
    Curve::new([-2.5, 2.5], y, slope, ["x", "h"], slope_name)
}

/// Two pictures as one SVG text.
fn svg(size: [f64; 2], theme: &Theme, pictures: &[Picture]) -> String {
    let ruler = Ruler::new(|text, _, size| 0.6 * size * text.chars().count() as f64);
    let mut text = String::new();
    let whole = size.map(|side| (side * SUBPIXELS) as u32);
    {
        let mut backend =
            Sharp::new(SVGBackend::with_string(&mut text, (whole[0], whole[1])), size, &ruler, SVG_TYPE);
        let [width, height] = size;
        let mut paper = Picture::new(&theme.font);
        paper.area(vec![[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]], theme.paper);
        paper.draw(&mut backend).expect("a string takes everything");
        for picture in pictures {
            picture.draw(&mut backend).expect("a string takes everything");
        }
    }
    text.push_str(&ground(pictures));
    text
}

/// A few colours of the ground, row by row.
fn ground(pictures: &[Picture]) -> String {
    let Some(raster) = pictures.iter().find_map(|picture| picture.raster.as_ref()) else {
        return String::new();
    };
    let color = |column: usize, row: usize| {
        let (x, y) = (column * (raster.width - 1) / 6, row * (raster.height - 1) / 4);
        let at = 4 * (y * raster.width + x);
        raster.rgba[at..at + 3].iter().map(|part| format!("{part:02x}")).collect::<String>()
    };
    let row = |row| (0..=6).map(|column| color(column, row)).collect::<Vec<_>>().join(" ");
    format!("\n<!-- ground\n{}\n-->\n", (0..=4).map(row).collect::<Vec<_>>().join("\n"))
}

#[track_caller]
fn check(name: &str, size: [f64; 2], pictures: impl Fn(&Theme) -> Vec<Picture>) {
    for theme in [Theme::light(), Theme::dark()] {
        let now = svg(size, &theme, &pictures(&theme));
        let shade = if theme.dark { "dark" } else { "light" };
        let file = Path::new("tests/snapshots").join(format!("{name}-{shade}.svg"));
        if std::env::var_os("FLUXION_SNAPSHOTS").is_some() {
            fs::create_dir_all("tests/snapshots").expect("the folder can be made");
            fs::write(&file, &now).expect("the file can be written");
        }
        let before = fs::read_to_string(&file).unwrap_or_default();
        assert!(
            now == before,
            "{} is not what is drawn now; the head of this file says how to write it anew",
            file.display()
        );
    }
}

#[test]
fn a_curve_with_its_slope() {
    let curve = wave(Some("h′"));
    let frames = curve.frames([480.0, 380.0]);
    let point = CurvePoint {
        x: 1.5,
        y: -0.375,
        slope: Some(1.25),
        tangent: true,
        is_held: false,
        traced: Some([-0.5, 1.5]),
    };
    check("curve", [480.0, 380.0], |theme| {
        vec![curve.base(&frames, theme), curve.overlay(&frames, theme, &point)]
    });
}

#[test]
fn a_map_with_everything_on_it() {
    let map = Contour::new(landscape([31, 21]), ["x", "y"]);
    let frame = map.frame([480.0, 330.0]);
    check("map", [480.0, 330.0], |theme| {
        vec![map.base(&frame, theme), map.overlay(&frame, theme, &marks(&WALK))]
    });
}

#[test]
fn a_surface_with_everything_on_it() {
    let surface = Surface::new(landscape([19, 13]), ["x", "y"]);
    let frame = surface.frame([480.0, 300.0], Projection::new(-0.62, 0.72));
    check("surface", [480.0, 300.0], |theme| {
        vec![surface.base(&frame, theme), surface.overlay(&frame, theme, &marks(&WALK))]
    });
}

#[test]
fn a_loss_curve() {
    let loss = Loss::new((0..=40).map(|step| 3.0 * 0.85f64.powi(step) - 0.1).collect(), 40, ["step", "f"]);
    let frame = loss.frame([480.0, 132.0]);
    check("loss", [480.0, 132.0], |theme| vec![loss.base(&frame, theme), loss.overlay(&frame, theme, 12)]);
}

/// The places that a mark is made of.
fn places(mark: &Mark) -> Vec<Point> {
    match mark {
        Mark::Line { points, .. } | Mark::Area { points, .. } => points.clone(),
        Mark::Dot { at, .. } | Mark::Text { at, .. } => vec![*at],
    }
}

#[track_caller]
fn holds(what: &str, [width, height]: [f64; 2], pictures: &[Picture]) {
    for mark in pictures.iter().flat_map(|picture| &picture.marks) {
        for [x, y] in places(mark) {
            let slack = 16.0;
            let is_inside = x >= -slack && x <= width + slack && y >= -slack && y <= height + slack;
            assert!(is_inside, "{what} at {width} × {height}: a mark at {x}, {y}: {mark:?}");
        }
    }
    texts_stand_apart(what, pictures);
}

/// No two texts of axes overlap.
#[track_caller]
fn texts_stand_apart(what: &str, pictures: &[Picture]) {
    let texts: Vec<(&str, Point, f64)> = pictures
        .iter()
        .flat_map(|picture| &picture.marks)
        .filter_map(|mark| match mark {
            Mark::Text { text, at, anchor, size, bold: false, .. } => {
                let width = 0.55 * size * text.chars().count() as f64;
                let left = match anchor {
                    fluxion::chart::Anchor::Left => at[0],
                    fluxion::chart::Anchor::Right => at[0] - width,
                    _ => at[0] - width / 2.0,
                };
                Some((text.as_str(), [left, at[1]], width))
            }
            _ => None,
        })
        .collect();
    for (index, (text, [left, y], width)) in texts.iter().enumerate() {
        for (other, [other_left, other_y], other_width) in &texts[..index] {
            let apart = (y - other_y).abs() >= 11.0
                || left + width <= *other_left
                || other_left + other_width <= *left;
            assert!(apart, "{what}: `{text}` lies on `{other}`");
        }
    }
}

const SIZES: [[f64; 2]; 4] = [[260.0, 200.0], [320.0, 240.0], [493.0, 300.0], [1200.0, 700.0]];

/// Functions that a learner may write.
const ODD: [(&str, fn(f64, f64) -> f64); 9] = [
    ("a bowl", |x, y| x * x + y * y),
    ("a constant", |_, _| 3.0),
    ("zero", |_, _| 0.0),
    ("nothing", |_, _| f64::NAN),
    ("infinite", |_, _| f64::INFINITY),
    ("half a plane", |x, _| x.sqrt()),
    ("a pole", |x, y| 1.0 / (x * y)),
    ("huge", |x, y| 1e300 * x * y),
    ("tiny", |x, y| 1e-300 * (x + y)),
];

#[test]
fn landscapes_hold_for_any_function_and_size() {
    let theme = Theme::light();
    for (what, f) in ODD {
        let grid = Grid::sample([-3.0, 3.0], [-2.0, 2.0], [21, 15], f);
        let (map, surface) = (Contour::new(grid.clone(), ["x", "y"]), Surface::new(grid, ["x", "y"]));
        for size in SIZES {
            let frame = map.frame(size);
            holds(what, size, &[map.base(&frame, &theme)]);
            holds(what, size, &[map.overlay(&frame, &theme, &marks(&WALK))]);
            for turn in 0..12 {
                let frame = surface
                    .frame(size, Projection::new(f64::from(turn) * 0.55, 0.1 + 0.12 * f64::from(turn)));
                let base = surface.base(&frame, &theme);
                assert!(base.marks.iter().flat_map(places).flatten().all(f64::is_finite), "{what}");
                surface.overlay(&frame, &theme, &marks(&WALK));
            }
        }
    }
}

#[test]
fn curves_hold_for_any_function_and_size() {
    let theme = Theme::light();
    for (what, f) in ODD {
        let values: Vec<f64> = (0..=80).map(|i| f(f64::from(i) / 20.0 - 2.0, 1.5)).collect();
        let curve = Curve::new([-2.0, 2.0], values.clone(), values.clone(), ["x", "f"], Some("f′"));
        let loss = Loss::new(values.clone(), 80, ["step", "f"]);
        for size in SIZES {
            let frames = curve.frames(size);
            let point = CurvePoint {
                x: 0.5,
                y: values[50],
                slope: Some(values[50]),
                tangent: true,
                ..Default::default()
            };
            holds(what, size, &[curve.base(&frames, &theme)]);
            holds(what, size, &[curve.overlay(&frames, &theme, &point)]);
            let frame = loss.frame(size);
            holds(what, size, &[loss.base(&frame, &theme)]);
            holds(what, size, &[loss.overlay(&frame, &theme, 30)]);
        }
    }
}

#[test]
fn arrows_that_cannot_be_drawn_are_left_out() {
    let map = Contour::new(landscape([21, 15]), ["x", "y"]);
    let frame = map.frame([400.0, 280.0]);
    for vector in [[f64::NAN, 0.0], [f64::INFINITY, 1.0], [0.0, 0.0], [1e-12, 0.0], [1e200, -1e200]] {
        let marks = Marks { gradient: Some(vector), components: Some(vector), scale: 1.0, ..marks(&WALK) };
        holds("odd arrows", [400.0, 280.0], &[map.overlay(&frame, &Theme::light(), &marks)]);
    }
}

#[test]
fn a_point_outside_the_map_is_not_drawn() {
    let map = Contour::new(landscape([21, 15]), ["x", "y"]);
    let frame = map.frame([400.0, 280.0]);
    let far = Marks { point: Some([1e6, 0.0]), gradient: Some([1.0, 1.0]), scale: 1.0, ..Marks::default() };
    assert!(map.overlay(&frame, &Theme::light(), &far).marks.is_empty());
}
