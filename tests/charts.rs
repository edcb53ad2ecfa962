//! Charts: pictures of every kind as SVG files, and properties that hold for any data and any size.
//!
//! The pictures are in `tests/snapshots`. After an intended change, `FLUXION_SNAPSHOTS=write cargo test --test charts`
//! updates them; open them in a browser and look at them before committing. The ground of a map is not a mark: a coarse
//! image of it is drawn under the marks.

mod charts {
    mod decision;
    mod errors;
    mod laboratory;
    mod panels;
    mod race;
}

use std::fs;
use std::path::Path;

use fluxion::chart::{
    Anchor, Contour, Curve, CurvePoint, Frame, Grid, Guess, Loss, Mark, Marks, Picture, Point, Projection,
    Ramp, Raster, Rect, Ruler, SUBPIXELS, Scale, SubpixelBackend, Surface, Theme, Walk, arrow_scale,
    isolines,
};
use plotters::prelude::SVGBackend;

/// The font size of plotters' SVG backend for a type size of 1: it expects the line height.
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
        walk: Some(Walk { places: walk, reached: walk.len(), is_ahead_shown: false }),
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
        let mut backend = SubpixelBackend::new(
            SVGBackend::with_string(&mut text, (whole[0], whole[1])),
            size,
            &ruler,
            SVG_TYPE,
        );
        let [width, height] = size;
        let mut paper = Picture::new(&theme.font);
        paper.area(vec![[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]], theme.paper);
        paper.draw(&mut backend).expect("a string takes everything");
        for picture in pictures {
            picture.draw(&mut backend).expect("a string takes everything");
        }
    }
    // Displayed at its size in CSS pixels.
    let [inner, outer] =
        [whole.map(f64::from), size].map(|[wide, high]| format!("width=\"{wide}\" height=\"{high}\""));
    text = text.replacen(&inner, &outer, 1);
    // The paper is the first mark; the ground is drawn over it.
    let after_paper = text.find("<polygon").and_then(|start| Some(start + text[start..].find("/>")? + 2));
    let raster = pictures.iter().find_map(|picture| picture.raster.as_ref());
    if let (Some(place), Some(raster)) = (after_paper, raster) {
        text.insert_str(place, &ground(raster));
    }
    text
}

/// The number of pixels of the ground that become one in a snapshot.
const COARSE: usize = 4;

/// The ground as an image in the drawing's own coordinates: some of its pixels, scaled up.
fn ground(raster: &Raster) -> String {
    let [columns, rows] = [raster.width, raster.height].map(|side| side.div_ceil(COARSE));
    let mut bitmap = Vec::new();
    // A bitmap with opacity (header version 4), rows from top to bottom.
    let size = 4 * columns * rows;
    bitmap.extend(b"BM");
    let numbers = |bitmap: &mut Vec<u8>, all: &[i32]| bitmap.extend(all.iter().flat_map(|n| n.to_le_bytes()));
    numbers(
        &mut bitmap,
        &[122 + size as i32, 0, 122, 108, columns as i32, -(rows as i32), 0x0020_0001, 3, size as i32],
    );
    numbers(&mut bitmap, &[0, 0, 0, 0, 0xff, 0xff00, 0x00ff_0000, -0x0100_0000]);
    bitmap.extend(b"BGRs");
    bitmap.extend([0; 48]);
    for row in 0..rows {
        for column in 0..columns {
            let middle = |at: usize, sides: usize, side: usize| (2 * at + 1) * side / (2 * sides);
            let at = middle(row, rows, raster.height) * raster.width + middle(column, columns, raster.width);
            bitmap.extend(&raster.rgba[4 * at..4 * at + 4]);
        }
    }
    let ([x, y], [wide, high]) = (raster.place.min, raster.place.size());
    let [x, y, wide, high] = [x, y, wide, high].map(|length| (length * SUBPIXELS).round());
    format!(
        "\n<image x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" preserveAspectRatio=\"none\" \
         href=\"data:image/bmp;base64,{}\"/>",
        base64(&bitmap)
    )
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let part = |chunk: &[u8], index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
    let text = bytes.chunks(3).flat_map(|chunk| {
        let bits = part(chunk, 0) << 16 | part(chunk, 1) << 8 | part(chunk, 2);
        let digit = move |index: usize| char::from(DIGITS[(bits >> (18 - 6 * index)) as usize % 64]);
        let count = chunk.len() + 1;
        (0..4).map(move |index| if index < count { digit(index) } else { '=' })
    });
    text.collect()
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
    let surface = Surface::new(landscape([97, 65]), ["x", "y"]);
    let frame = surface.frame([480.0, 300.0], Projection::new(-0.62, 0.72));
    check("surface", [480.0, 300.0], |theme| {
        vec![surface.base(&frame, theme, 1.0), surface.overlay(&frame, theme, &marks(&WALK))]
    });
}

#[test]
fn a_loss_curve() {
    let loss = Loss::new((0..=40).map(|step| 3.0 * 0.85f64.powi(step) - 0.1).collect(), 40, ["step", "f"]);
    let frame = loss.frame([480.0, 132.0]);
    check("loss", [480.0, 132.0], |theme| vec![loss.base(&frame, theme), loss.overlay(&frame, theme, 12)]);
}

#[test]
fn a_path_that_diverges() {
    let loss = Loss::new((0..=30).map(|step| 4.0 * 2.4f64.powi(step)).collect(), 40, ["step", "bowl"]);
    let frame = loss.frame([320.0, 132.0]);
    check("loss-runaway", [320.0, 132.0], |theme| {
        vec![loss.base(&frame, theme), loss.overlay(&frame, theme, 12)]
    });
}

#[test]
fn the_path_ahead_is_shown_only_where_it_gives_nothing_away() {
    let map = Contour::new(landscape([31, 21]), ["x", "y"]);
    let frame = map.frame([300.0, 200.0]);
    let marks = |reached, is_ahead_shown| {
        let walk = Some(Walk { places: &WALK, reached, is_ahead_shown });
        map.overlay(&frame, &Theme::light(), &Marks { walk, ..Marks::default() }).marks
    };
    assert!(marks(0, false).is_empty(), "a walk that has not begun has left nothing");
    assert_eq!(marks(0, true).len(), 2, "a line and what sets it off");
    assert_eq!(marks(3, true).len(), marks(3, false).len() + 2);
    assert_eq!(marks(5, true), marks(5, false), "at the end nothing lies ahead");
}

#[test]
fn a_small_map_with_a_guess_and_an_arrow_that_leaves_it() {
    let map = Contour::new(landscape([31, 21]), ["x", "y"]);
    let frame = map.frame([300.0, 200.0]);
    let marks = Marks {
        point: Some([2.2, -1.2]),
        components: Some([1.3, 0.9]),
        component_names: ["∂f/∂x", "∂f/∂y"],
        scale: 1.0,
        guess: Some(Guess { arrow: true, tip: [-1.0, 0.7], truth: None }),
        ..Marks::default()
    };
    check("map-small", [300.0, 200.0], |theme| {
        vec![map.base(&frame, theme), map.overlay(&frame, theme, &marks)]
    });
}

#[test]
fn a_dome_with_nothing_around_it() {
    let dome = |x: f64, y: f64| (2.0 - x * x - y * y).sqrt();
    let grid = Grid::sample([-2.0, 2.0], [-2.0, 2.0], [25, 25], dome);
    let (map, surface) = (Contour::new(grid.clone(), ["x", "y"]), Surface::new(grid, ["x", "y"]));
    let (flat, turned) =
        (map.frame([300.0, 300.0]), surface.frame([300.0, 260.0], Projection::new(2.5, 0.4)));
    check("map-gaps", [300.0, 300.0], |theme| vec![map.base(&flat, theme)]);
    check("surface-gaps", [300.0, 260.0], |theme| vec![surface.base(&turned, theme, 1.0)]);
}

#[test]
fn a_curve_with_a_pole_and_one_without_finite_values() {
    let x = |i: usize| -3.0 + 6.0 * i as f64 / 120.0;
    let pole = (0..=120).map(|i| 1.0 / x(i)).collect();
    let pole = Curve::new([-3.0, 3.0], pole, vec![], ["x", "f"], None);
    let nothing =
        Curve::new([-3.0, 3.0], vec![f64::NAN; 121], vec![f64::INFINITY; 121], ["x", "f"], Some("f′"));
    for (name, curve) in [("curve-pole", pole), ("curve-nothing", nothing)] {
        let frames = curve.frames([320.0, 220.0]);
        check(name, [320.0, 220.0], |theme| vec![curve.base(&frames, theme)]);
    }
}

/// The points of a mark.
fn places(mark: &Mark) -> Vec<Point> {
    match mark {
        Mark::Line { points, .. } | Mark::Area { points, .. } => points.clone(),
        Mark::Curve { points, .. } => points.to_vec(),
        Mark::Dot { at, .. } | Mark::Text { at, .. } => vec![*at],
    }
}

/// Everything is on the canvas and readable.
#[track_caller]
fn holds(what: &str, [width, height]: [f64; 2], pictures: &[Picture]) {
    let canvas = Rect { min: [0.0, 0.0], max: [width, height] };
    for mark in pictures.iter().flat_map(|picture| &picture.marks) {
        for place in places(mark) {
            assert!(canvas.contains(place, 16.0), "{what} at {width} × {height}: {mark:?} at {place:?}");
        }
        if let Mark::Text { size, .. } = mark {
            assert!(*size >= 12.0, "{what}: small text {mark:?}");
        }
    }
    texts_stand_apart(what, pictures);
}

/// No line leaves its plot.
#[track_caller]
fn stays_in(what: &str, plots: &[Rect], picture: &Picture) {
    for mark in &picture.marks {
        if let Mark::Line { points, .. } = mark {
            let is_inside = |point: &Point| plots.iter().any(|plot| plot.contains(*point, 0.01));
            assert!(points.iter().all(is_inside), "{what}: {mark:?} leaves {plots:?}");
        }
    }
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
                    Anchor::Right => at[0] - width,
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
            assert!(apart, "{what}: `{text}` overlaps `{other}`");
        }
    }
}

const SIZES: [[f64; 2]; 4] = [[260.0, 200.0], [320.0, 240.0], [493.0, 300.0], [1200.0, 700.0]];

/// Functions that a learner might write.
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
            let (base, overlay) = (map.base(&frame, &theme), map.overlay(&frame, &theme, &marks(&WALK)));
            stays_in(what, &[frame.plot()], &base);
            stays_in(what, &[frame.plot()], &overlay);
            holds(what, size, &[base]);
            holds(what, size, &[overlay]);
            for turn in 0..12 {
                let frame = surface
                    .frame(size, Projection::new(f64::from(turn) * 0.55, 0.1 + 0.12 * f64::from(turn)));
                holds(what, size, &[surface.base(&frame, &theme, 1.0)]);
                let overlay = surface.overlay(&frame, &theme, &marks(&WALK));
                stays_in(what, &[Rect { min: [0.0; 2], max: size }], &overlay);
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
            let (upper, lower) = (frames.main.plot(), frames.slope.expect("it has a name").plot());
            assert!(upper.max[1] < lower.min[1], "{what} at {size:?}: the panels overlap");
            let base = curve.base(&frames, &theme);
            stays_in(what, &[upper, lower], &base);
            holds(what, size, &[base]);
            let overlay = curve.overlay(&frames, &theme, &point);
            stays_in(what, &[Rect { min: upper.min, max: lower.max }], &overlay);
            holds(what, size, &[overlay]);
            let frame = loss.frame(size);
            let (base, overlay) = (loss.base(&frame, &theme), loss.overlay(&frame, &theme, 30));
            stays_in(what, &[frame.plot()], &base);
            stays_in(what, &[frame.plot()], &overlay);
            holds(what, size, &[base]);
            holds(what, size, &[overlay]);
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

#[test]
fn scales_can_be_inverted() {
    let ranges = [[-2.5, 2.5], [0.0, 1e-12], [-1e300, 1e300], [3.0, 3.5], [-7.0, -2.0], [1e-9, 1e9]];
    for data in ranges {
        let screen = [40.0, 440.0];
        let mut scales = vec![Scale::linear(data, screen), Scale::linear(data, [screen[1], screen[0]])];
        if data[1] > 100.0 * data[0] && data[0] > 0.0 {
            scales.push(Scale::log(data, screen));
        }
        for scale in scales {
            for place in (0..=20).map(|i| 40.0 + 20.0 * f64::from(i)) {
                let back = scale.screen_from_data(scale.data_from_screen(place));
                assert!((back - place).abs() < 1e-6, "{scale:?}: {place} came back as {back}");
            }
            let ticks = scale.ticks(6);
            assert!((2..=20).contains(&ticks.len()), "{scale:?} has {} ticks", ticks.len());
            for tick in &ticks {
                let at = scale.screen_from_data(tick.value);
                assert!((39.999..=440.001).contains(&at), "{scale:?}: {tick:?} is at {at}");
            }
            let mut labels: Vec<_> = ticks.iter().map(|tick| &tick.label).collect();
            labels.dedup();
            assert_eq!(labels.len(), ticks.len(), "{scale:?}: {ticks:?}");
        }
    }
}

#[test]
fn contour_lines_are_at_their_height() {
    let grid = Grid::sample([-3.0, 3.0], [-2.0, 2.0], [97, 65], valleys);
    let found = isolines(&grid, 18);
    assert!((10..=36).contains(&found.len()), "{} heights", found.len());
    for isoline in &found {
        assert!(!isoline.lines.is_empty());
        for [x, y] in isoline.lines.iter().flatten().copied() {
            let off = (valleys(x, y) - isoline.level).abs();
            assert!(off < 0.005, "{off} off at {x}, {y}");
        }
    }
    assert!(found.iter().filter(|isoline| isoline.is_fifth).count() * 4 <= found.len() + 4);
}

#[test]
fn the_ground_has_the_colours_of_its_heights() {
    let theme = Theme::light();
    let grid = Grid::sample([-3.0, 3.0], [-2.0, 2.0], [33, 25], valleys);
    let [lowest, highest] = grid.range().expect("there are heights");
    let place = Rect { min: [10.0, 20.0], max: [310.0, 220.0] };
    let frame = Frame::linear(place, grid.x(), grid.y());
    let ramp = Ramp::new(&theme);
    let raster = Raster::of_heights(&grid, &ramp, place, 2.0);
    assert_eq!(raster.rgba.len(), 4 * raster.width * raster.height);
    for (index, rgba) in raster.rgba.chunks(4).enumerate() {
        let (column, row) = (index % raster.width, index / raster.width);
        let middle = [11.0 + 2.0 * column as f64, 21.0 + 2.0 * row as f64];
        let height = grid.at(frame.data_from_screen(middle));
        let expected = ramp.color((height - lowest) / (highest - lowest)).rgb;
        let off = rgba.iter().zip(expected).map(|(is, should)| is.abs_diff(should)).max();
        assert!(off.is_some_and(|off| off <= 3) && rgba[3] == 255, "{rgba:?} for {expected:?} at {middle:?}");
    }
}

/// A pixel of the ground shows what a line of sight meets first, found here by small steps in place of the image's way.
#[test]
fn nearer_ground_hides_farther_ground() {
    let grid = Grid::sample([-3.0, 3.0], [-2.0, 2.0], [73, 49], |x, y| (2.0 * x).cos() * (1.5 * y).sin());
    let surface = Surface::new(grid, ["x", "y"]);
    let size = [300.0, 220.0];
    let mut compared = 0;
    for turn in 0..12 {
        let frame =
            surface.frame(size, Projection::new(0.53 * f64::from(turn), 0.25 + 0.1 * f64::from(turn)));
        let raster = surface.base(&frame, &Theme::light(), 1.0).raster.expect("a ground");
        for (column, row) in (0..60).flat_map(|column| (0..44).map(move |row| (5 * column, 5 * row))) {
            let at = [column as f64 + 0.5, row as f64 + 0.5];
            let place = surface.place_at(&frame, at);
            // Where the line of sight meets the ground, the ground is at that place on the screen.
            let Some(back) = surface.screen_of(&frame, place) else { continue };
            if (back[0] - at[0]).hypot(back[1] - at[1]) > 0.3 {
                continue;
            }
            let alpha = raster.rgba[4 * (row * raster.width + column) + 3];
            assert_eq!(alpha, 255, "turn {turn}: the ground is missing at {at:?}");
            compared += 1;
        }
    }
    assert!(compared > 5_000, "{compared} places were compared");
}

#[test]
fn arrows_have_the_stated_length() {
    let map = Contour::new(landscape([21, 15]), ["x", "y"]);
    let frame = map.frame([600.0, 420.0]);
    let unit = frame.x.pixels_per_unit();
    for scale in [1.0, 0.5, 0.2] {
        let marks = Marks { point: Some([0.0, 0.0]), gradient: Some([1.0, 0.5]), scale, ..Marks::default() };
        let tips =
            map.overlay(&frame, &Theme::light(), &marks).marks.into_iter().filter_map(|mark| match mark {
                Mark::Area { points, .. } => Some(points[1]),
                _ => None,
            });
        let foot = frame.screen_from_data([0.0, 0.0]);
        let [tip] = tips.collect::<Vec<_>>()[..] else { panic!("one head") };
        let drawn = (tip[0] - foot[0]).hypot(tip[1] - foot[1]);
        assert!((drawn - scale * unit * 1.25f64.sqrt()).abs() < 0.01, "{drawn}");
    }
    for (steepness, span) in [(0.0, 4.0), (f64::NAN, 4.0), (f64::INFINITY, 4.0), (1e300, 1e-300), (1.0, 0.0)]
    {
        assert_eq!(arrow_scale(steepness, span), 1.0, "{steepness} on {span}");
    }
}

#[test]
fn names_of_arrows_stay_on_the_map() {
    let map = Contour::new(landscape([21, 15]), ["x", "y"]);
    let theme = Theme::light();
    for size in SIZES {
        let frame = map.frame(size);
        let Rect { min, max } = frame.plot();
        for (point, gradient) in [
            ([2.8, 1.8], [1.5, 1.0]),
            ([-2.9, -1.9], [-2.0, 3.0]),
            ([0.0, 0.0], [1.0, 0.05]),
            ([2.0, 0.0], [2.5, -1.0]),
        ] {
            let marks = Marks {
                point: Some(point),
                gradient: Some(gradient),
                components: Some(gradient),
                scale: 1.0,
                gradient_name: "∇f",
                component_names: ["∂f/∂x", "∂f/∂y"],
                ..Marks::default()
            };
            let overlay = map.overlay(&frame, &theme, &marks);
            for mark in &overlay.marks {
                let Mark::Text { text, at, size, .. } = mark else { continue };
                let half = [0.3 * size * text.chars().count() as f64, 0.5 * size];
                for axis in 0..2 {
                    let is_inside = at[axis] - half[axis] >= min[axis] - 0.01
                        && at[axis] + half[axis] <= max[axis] + 0.01;
                    assert!(is_inside, "`{text}` at {at:?} in {min:?} to {max:?}");
                }
            }
        }
    }
}

/// The cost of a frame is counted, not timed: marks and pixels, for the largest figures and the busiest landscape.
#[test]
fn pictures_are_small_enough_for_every_frame_of_a_drag() {
    let theme = Theme::light();
    let busy = Grid::sample([-3.0, 3.0], [-2.0, 2.0], [97, 65], |x, y| (5.0 * x).sin() * (4.0 * y).cos());
    let (map, surface) = (Contour::new(busy.clone(), ["x", "y"]), Surface::new(busy, ["x", "y"]));
    let places: Vec<[f64; 2]> =
        (0..2_000).map(|i| [3.0 * f64::from(i).sin(), 2.0 * f64::from(i).cos()]).collect();
    let size = [1200.0, 800.0];
    let frame = map.frame(size);
    let raster = map.base(&frame, &theme).raster.expect("a map has a ground");
    assert!(raster.width * raster.height <= 450_000, "{} × {}", raster.width, raster.height);
    let turned = surface.frame(size, Projection::new(0.7, 0.6));
    let count = |picture: Picture| picture.marks.len();
    assert!(count(map.overlay(&frame, &theme, &marks(&WALK))) <= 100);
    assert!(count(map.overlay(&frame, &theme, &marks(&places))) <= 600);
    assert!(count(surface.base(&turned, &theme, 1.0)) <= 100);
    // A path that jumps from end to end two thousand times is cut where the ground hides it.
    let most = count(surface.overlay(&turned, &theme, &marks(&places)));
    assert!(most <= 8_000, "{most}");
    assert!(count(surface.overlay(&turned, &theme, &marks(&WALK))) <= 160);
}
