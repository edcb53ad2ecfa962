//! Several paths at once, on the map and as heights: pictures, and properties that hold for any heights and any size.

use crate::{ODD, SIZES, check, holds, landscape, stays_in};
use fluxion::chart::{Contour, Heights, Marks, Theme, Track};

/// A path that covers the fraction `share` of the way to the minimum with each step, and diverges if `share` exceeds 2.
fn track(at: usize, share: f64) -> Track {
    let places: Vec<[f64; 2]> =
        (0..=20).map(|step| [2.4, 1.4].map(|start: f64| start * (1.0 - share).powi(step))).collect();
    Track {
        values: places.iter().map(|[x, y]| x * x / 4.0 + y * y / 2.0).collect(),
        places,
        color: at,
        tag: (at + 1).to_string(),
        is_dashed: at == 2,
        is_chosen: at == 2,
    }
}

fn tracks() -> Vec<Track> {
    [0.05, 2.2, 0.2].into_iter().enumerate().map(|(at, share)| track(at, share)).collect()
}

#[test]
fn three_paths_on_a_map_and_their_heights() {
    let (map, tracks) = (Contour::new(landscape([49, 33]), ["x", "y"]), tracks());
    let frame = map.frame([420.0, 300.0]);
    let (point, arrow_base) = (Some([2.4, 1.4]), Some(tracks[2].places[4]));
    let velocity = Some([-0.5, -0.2]);
    let marks =
        Marks { point, arrow_base, velocity, tracks: &tracks, reached: 4, scale: 1.0, ..Marks::default() };
    check("race-map", [420.0, 300.0], |theme| vec![map.overlay(&frame, theme, &marks)]);
    let heights = Heights::new(&tracks, 20, ["step", "f"]);
    let frame = heights.frame([420.0, 170.0]);
    check("race-heights", [420.0, 170.0], |theme| {
        vec![heights.base(&frame, theme, &tracks), heights.overlay(&frame, theme, &tracks, 4)]
    });
}

#[test]
fn heights_hold_for_any_path_and_size() {
    let theme = Theme::light();
    for (what, f) in ODD {
        let odd = |tag: &str, y: f64| Track {
            values: (0..30).map(|step| f(f64::from(step) / 5.0 - 3.0, y)).collect(),
            tag: tag.to_owned(),
            ..Track::default()
        };
        let tracks = [odd("1", 1.0), odd("2", -0.5)];
        let heights = Heights::new(&tracks, 29, ["step", "f"]);
        for size in SIZES {
            let frame = heights.frame(size);
            let pictures =
                [heights.base(&frame, &theme, &tracks), heights.overlay(&frame, &theme, &tracks, 12)];
            pictures.iter().for_each(|picture| stays_in(what, &[frame.plot()], picture));
            holds(what, size, &pictures);
        }
    }
}
