//! Decision maps: a picture, and properties that hold for any function and any size.

use crate::{ODD, SIZES, check, holds, stays_in};
use fluxion::chart::{Decision, Grid, LabelledPoint, Theme};

/// An ellipse, positive inside.
fn ellipse(x: f64, y: f64) -> f64 {
    1.0 - x * x / 4.0 - y * y / 2.0
}

fn point(at: [f64; 2], is_positive: bool, is_hollow: bool) -> LabelledPoint {
    LabelledPoint { at, is_positive, is_hollow }
}

#[test]
fn circles_inside_an_ellipse_and_diamonds_around_it() {
    let grid = Grid::sample([-3.0, 3.0], [-3.0, 3.0], [49, 49], ellipse);
    let decision = Decision::new(grid, ["x₁", "x₂"]);
    let frame = decision.frame([320.0, 320.0]);
    let points = [
        point([0.4, 0.3], true, false),
        point([-1.1, -0.5], true, true),
        point([-2.4, 1.9], false, false),
        point([2.6, -1.2], false, true),
        point([1.2, 0.4], false, false),
        point([0.0, 3.5], true, false),
    ];
    let overlay = decision.overlay(&frame, &Theme::light(), &points);
    let (circles, diamonds) = (2, 3);
    assert_eq!(overlay.marks.len(), circles + 2 * diamonds, "the point above the map is left out");
    check("decision", [320.0, 320.0], |theme| {
        vec![decision.base(&frame, theme), decision.overlay(&frame, theme, &points)]
    });
}

#[test]
fn the_boundary_lies_between_the_two_colours() {
    let grid = Grid::sample([-3.0, 3.0], [-3.0, 3.0], [49, 49], ellipse);
    let theme = Theme::light();
    let decision = Decision::new(grid, ["x", "y"]);
    let picture = decision.base(&decision.frame([320.0, 320.0]), &theme);
    let raster = picture.raster.expect("a decision map has a ground");
    let color = |column: usize, row: usize| {
        let at = 4 * (row * raster.width + column);
        [raster.rgba[at], raster.rgba[at + 2]]
    };
    let [red, blue] = color(raster.width / 2, raster.height / 2);
    assert!(blue > red, "positive inside");
    let [red, blue] = color(0, 0);
    assert!(red > blue, "negative outside");
}

#[test]
fn decision_maps_hold_for_any_function_and_size() {
    let theme = Theme::light();
    for (what, f) in ODD {
        let decision = Decision::new(Grid::sample([-3.0, 3.0], [-2.0, 2.0], [25, 17], f), ["x", "y"]);
        let points: Vec<LabelledPoint> =
            [-3.0, 0.0, 2.9, f64::NAN, f64::INFINITY].map(|x| point([x, f(x, 1.0)], x > 0.0, x < 0.0)).into();
        for size in SIZES {
            let frame = decision.frame(size);
            let pictures = [decision.base(&frame, &theme), decision.overlay(&frame, &theme, &points)];
            stays_in(what, &[frame.plot()], &pictures[0]);
            holds(what, size, &pictures);
        }
    }
}
