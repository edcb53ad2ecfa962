//! Triangles on the lines of weights: which way, and how far, the next step of training moves each.
//!
//! Triangles stay where they are while training runs. A new one is placed where its line has most room, the largest
//! first; it goes when its change has become small.

use super::{Point, WiringFrame};

/// The places on a line that a triangle may take, and the part of the line that they are spread over.
const SPOTS: usize = 27;
const PART: [f64; 2] = [0.15, 0.85];

/// No triangle needs more room than this.
const ROOM: f64 = 26.0;

/// How much more the distance from another line counts than that from another triangle.
const LINES: f64 = 1.7;

/// The share of the largest change, as a square root, from which a triangle is shown, and below which it goes.
const COMES: f64 = 0.34;
const GOES: f64 = 0.26;

/// The most triangles: more cannot be told apart.
const MOST: usize = 96;

/// The size of the smallest triangle, and how much larger the largest is.
const SIZE: f64 = 3.5;
const LARGER: f64 = 5.0;

/// A triangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nudge {
    /// Its middle.
    pub at: Point,
    /// Its height.
    pub size: f64,
    /// Whether the next step raises the weight.
    pub is_up: bool,
}

/// Where the triangles of a layout are.
///
/// ```
/// # use fluxion::chart::{Nudges, Wiring};
/// let frame = Wiring { inputs: vec![Some(0), Some(1)], layers: vec![1] }.frame([400.0, 200.0], 66.0);
/// let mut nudges = Nudges::new(&frame);
/// let shown = nudges.place(&[0.5, -0.01]);
/// assert_eq!(shown.len(), 1, "the small change is left out");
/// assert!(shown[0].is_up);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Nudges {
    lines: Vec<Line>,
}

/// A line: its places, the room that other lines leave at each, and the place that its triangle has.
#[derive(Clone, Debug)]
struct Line {
    spots: [Point; SPOTS],
    room: [f64; SPOTS],
    taken: Option<usize>,
}

impl Nudges {
    /// No triangles yet on the lines of a layout.
    pub fn new(frame: &WiringFrame) -> Nudges {
        let spot = |at: usize| PART[0] + (PART[1] - PART[0]) * at as f64 / (SPOTS - 1) as f64;
        let line = |wire: &super::Wire| Line {
            spots: std::array::from_fn(|at| wire.at(spot(at))),
            room: [ROOM; SPOTS],
            taken: None,
        };
        let mut lines: Vec<Line> = frame.wires.iter().map(line).collect();
        let mut start = 0;
        while let Some(first) = frame.wires.get(start) {
            let count = frame.wires[start..].iter().take_while(|wire| wire.layer == first.layer).count();
            leave_room(&mut lines[start..start + count]);
            start += count;
        }
        Nudges { lines }
    }

    /// The triangles for the changes of all weights, in the order of the lines.
    pub fn place(&mut self, changes: &[f64]) -> Vec<Nudge> {
        let largest = changes
            .iter()
            .filter(|change| change.is_finite())
            .fold(0.0, |most: f64, change| most.max(change.abs()));
        let share = |change: f64| {
            if largest > 0.0 && change.is_finite() { (change.abs() / largest).sqrt() } else { 0.0 }
        };
        for (line, change) in self.lines.iter_mut().zip(changes) {
            line.taken = line.taken.filter(|_| share(*change) >= GOES);
        }
        let mut coming: Vec<(usize, f64)> = changes
            .iter()
            .map(|change| share(*change))
            .enumerate()
            .take(self.lines.len())
            .filter(|(index, share)| *share >= COMES && self.lines[*index].taken.is_none())
            .collect();
        coming.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let shown = self.lines.iter().filter(|line| line.taken.is_some()).count();
        for (index, _) in coming.into_iter().take(MOST.saturating_sub(shown)) {
            self.lines[index].taken = Some(self.roomiest(index));
        }
        let nudge = |(line, change): (&Line, &f64)| {
            let size = SIZE + LARGER * share(*change);
            Some(Nudge { at: line.spots[line.taken?], size, is_up: *change > 0.0 })
        };
        self.lines.iter().zip(changes).filter_map(nudge).collect()
    }

    /// The place of a line that is farthest from other lines and from the triangles that there are.
    fn roomiest(&self, index: usize) -> usize {
        let line = &self.lines[index];
        let taken: Vec<Point> = self.lines.iter().filter_map(|line| Some(line.spots[line.taken?])).collect();
        let mut best = (0, f64::NEG_INFINITY);
        for (spot, at) in line.spots.iter().enumerate() {
            let apart = |other: &Point| (other[0] - at[0]).hypot(other[1] - at[1]);
            let room = taken.iter().map(apart).fold(line.room[spot], f64::min);
            // A little more room is no reason to go farther along.
            if room > best.1 + 0.2 {
                best = (spot, room);
            }
        }
        best.0
    }
}

/// How far each place of a layer's lines is from the nearest other line. At the same place all of them have the same
/// distance from their start, so that only neighbours in height matter.
fn leave_room(lines: &mut [Line]) {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    for spot in 0..SPOTS {
        order.sort_by(|one, other| lines[*one].spots[spot][1].total_cmp(&lines[*other].spots[spot][1]));
        for pair in order.windows(2) {
            let [one, other] = [pair[0], pair[1]];
            let apart = LINES * (lines[other].spots[spot][1] - lines[one].spots[spot][1]);
            for index in [one, other] {
                lines[index].room[spot] = lines[index].room[spot].min(apart);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Wiring;

    fn frame() -> WiringFrame {
        Wiring { inputs: vec![Some(0), Some(1)], layers: vec![6, 4, 1] }.frame([612.0, 354.0], 66.0)
    }

    /// Changes of many sizes and both signs.
    fn changes(count: usize) -> Vec<f64> {
        (0..count).map(|at| (at as f64 * 2.4).sin() / (1.0 + at as f64 % 7.0)).collect()
    }

    fn nearest(nudges: &[Nudge]) -> f64 {
        let pairs = nudges
            .iter()
            .enumerate()
            .flat_map(|(at, one)| nudges[..at].iter().map(move |other| (one, other)));
        pairs
            .map(|(one, other)| (one.at[0] - other.at[0]).hypot(one.at[1] - other.at[1]))
            .fold(f64::MAX, f64::min)
    }

    #[test]
    fn triangles_stand_apart() {
        let frame = frame();
        let shown = Nudges::new(&frame).place(&changes(frame.wires.len()));
        assert!(shown.len() > 20, "{}", shown.len());
        assert!(nearest(&shown) > 6.0, "{}", nearest(&shown));
        for nudge in &shown {
            assert!(nudge.size > 3.5 && nudge.size <= 8.5, "{nudge:?}");
        }
    }

    #[test]
    fn triangles_stay_where_they_are() {
        let frame = frame();
        let mut nudges = Nudges::new(&frame);
        let mut changes = changes(frame.wires.len());
        let places = |shown: &[Nudge]| shown.iter().map(|nudge| nudge.at).collect::<Vec<_>>();
        let before = places(&nudges.place(&changes));
        changes.iter_mut().for_each(|change| *change *= -0.5);
        let after = nudges.place(&changes);
        assert_eq!(before, places(&after));
        // A change that has become small takes its triangle away, and moves no other.
        let largest =
            (0..changes.len()).max_by(|a, b| changes[*a].abs().total_cmp(&changes[*b].abs())).unwrap();
        let quiet = (0..changes.len())
            .find(|at| *at != largest && changes[*at].abs() > 0.3 * changes[largest].abs())
            .unwrap();
        changes[quiet] = 0.0;
        let fewer = places(&nudges.place(&changes));
        assert_eq!(fewer.len() + 1, before.len());
        assert!(fewer.iter().all(|place| before.contains(place)));
    }

    #[test]
    fn odd_changes_make_no_triangle() {
        let frame = frame();
        let mut nudges = Nudges::new(&frame);
        for value in [0.0, f64::NAN, f64::INFINITY] {
            assert!(nudges.place(&vec![value; frame.wires.len()]).is_empty(), "{value}");
        }
        assert!(nudges.place(&[]).is_empty());
    }

    #[test]
    fn a_large_network_shows_the_largest() {
        let frame =
            Wiring { inputs: vec![Some(0), Some(1)], layers: vec![16; 6] }.frame([612.0, 354.0], 66.0);
        assert_eq!(Nudges::new(&frame).place(&vec![1.0; frame.wires.len()]).len(), MOST);
    }
}
