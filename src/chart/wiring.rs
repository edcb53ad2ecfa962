//! The layout of a network whose units are tiles: where units, inputs and the lines of weights stand, and what is under
//! the pointer.
//!
//! Not here: what the lines look like (`wires`), and where the triangles of the next step sit on them (`nudges`).

use super::Point;
use super::picture::on_curve;

/// The room above for the number of units, and below for the activation.
const HEAD: f64 = 26.0;
const FOOT: f64 = 26.0;

/// From here on the names of inputs and the output have their full room on both sides.
const WIDE: f64 = 520.0;

/// The smallest and the largest distance of units, and by how much a tile is smaller than that.
const PITCH: [f64; 2] = [34.0, 58.0];
const BETWEEN: f64 = 12.0;
const TILE: f64 = 24.0;

/// The smallest and the largest distance of inputs that are not in use, and by how much their tiles are smaller.
const ROW: [f64; 2] = [24.0, 34.0];
const BETWEEN_ROWS: f64 = 6.0;

/// How much of a tile's height the lines that leave it, and those that arrive, are spread over.
const LEAVE: f64 = 18.0 / 38.0;
const ARRIVE: f64 = 24.0 / 38.0;

/// The parts of a line that are looked at to find the nearest.
const PARTS: u32 = 24;

/// What is laid out.
///
/// ```
/// # use fluxion::chart::Wiring;
/// let wiring = Wiring { inputs: vec![Some(0), None, Some(1)], layers: vec![6, 4, 1] };
/// let frame = wiring.frame([612.0, 354.0], 66.0);
/// assert_eq!([frame.units[0].len(), frame.units[1].len(), frame.wires.len()], [2, 6, 12 + 24 + 4]);
/// assert_eq!(frame.size, [612.0, 354.0]);
/// let middle = frame.wires[0].at(0.5);
/// assert_eq!(frame.wire_at(middle, 1.0), Some(0));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wiring {
    /// The rows of inputs from the top: the input in use that it is, if it is in use.
    pub inputs: Vec<Option<usize>>,
    /// The units of each layer after the inputs, the output last.
    pub layers: Vec<usize>,
}

/// The layout of a network, in CSS pixels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WiringFrame {
    /// Width and height; more than the box if the network does not fit into it.
    pub size: [f64; 2],
    /// The side of a unit's tile.
    pub tile: f64,
    /// The side of the tile of an input that is not in use.
    pub small: f64,
    /// The centres of the rows of inputs.
    pub rows: Vec<Point>,
    /// The centres of units, layer after layer; the inputs in use come first, the output last.
    pub units: Vec<Vec<Point>>,
    /// The lines of all weights: layer after layer, unit after unit, and in the order of the units that they come from.
    pub wires: Vec<Wire>,
}

/// The line of a weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wire {
    /// The layer that it leads to; the first after the inputs is 0.
    pub layer: usize,
    /// The unit that it leads to.
    pub unit: usize,
    /// The unit that it comes from.
    pub from: usize,
    /// Its two ends, at ports of the tiles.
    pub ends: [Point; 2],
}

impl Wire {
    /// The Bézier curve that it is.
    pub fn curve(&self) -> [Point; 4] {
        let [start, end] = self.ends;
        let middle = (start[0] + end[0]) / 2.0;
        [start, [middle, start[1]], [middle, end[1]], end]
    }

    /// The point of the line at `t`, from 0 at its start to 1 at its end.
    pub fn at(&self, t: f64) -> Point {
        on_curve(&self.curve(), t)
    }
}

impl Wiring {
    /// The layout for the size of a box; layers stand at least `gap` apart, and if that is too much for the box the
    /// layout is larger than it.
    pub fn frame(&self, [width, height]: [f64; 2], gap: f64) -> WiringFrame {
        let [left, right] = if width < WIDE { [62.0, 28.0] } else { [66.0, 40.0] };
        let gaps = self.layers.len().max(1) as f64;
        let width = width.max(left + right + gap * gaps);
        let (pitch, row, body) = self.distances(height - HEAD - FOOT);
        let tile = (pitch - BETWEEN).max(TILE).floor();
        let middle = HEAD + body / 2.0;
        let column = |layer: usize| (left + (width - left - right) * layer as f64 / gaps).round();
        let rows = self.rows(column(0), middle, pitch, row);
        let mut units = vec![self.in_use(&rows)];
        for (layer, count) in self.layers.iter().enumerate() {
            let place = |unit: usize| middle + (unit as f64 - (*count as f64 - 1.0) / 2.0) * pitch;
            units.push((0..*count).map(|unit| [column(layer + 1), place(unit).round()]).collect());
        }
        let wires = wires(&units, tile);
        let small = (row - BETWEEN_ROWS).floor();
        WiringFrame { size: [width, HEAD + body + FOOT], tile, small, rows, units, wires }
    }

    /// The distance of units, that of inputs not in use, and the height that all need.
    fn distances(&self, room: f64) -> (f64, f64, f64) {
        let most = self.layers.iter().copied().max().unwrap_or(1).max(1) as f64;
        let used = self.inputs.iter().flatten().count() as f64;
        let unused = self.inputs.len() as f64 - used;
        let fits = (room / most).min((room - unused * ROW[0]) / used.max(1.0));
        let largest = (room / 6.0).clamp(PITCH[1], 1.5 * PITCH[1]);
        let pitch = fits.min(largest).max(PITCH[0]).floor();
        let body = room.max(most * pitch).max(used * pitch + unused * ROW[0]);
        let row = ((body - used * pitch) / unused.max(1.0)).clamp(ROW[0], ROW[1]).floor();
        (pitch, row, body)
    }

    fn rows(&self, x: f64, middle: f64, pitch: f64, row: f64) -> Vec<Point> {
        let height = |input: &Option<usize>| if input.is_some() { pitch } else { row };
        let mut top = middle - self.inputs.iter().map(height).sum::<f64>() / 2.0;
        let mut place = |input| {
            let own = height(input);
            top += own;
            [x, (top - own / 2.0).round()]
        };
        self.inputs.iter().map(&mut place).collect()
    }

    /// The centres of the inputs in use, in their own order.
    fn in_use(&self, rows: &[Point]) -> Vec<Point> {
        let mut used: Vec<(usize, Point)> =
            self.inputs.iter().zip(rows).filter_map(|(input, row)| Some(((*input)?, *row))).collect();
        used.sort_by_key(|(input, _)| *input);
        used.into_iter().map(|(_, row)| row).collect()
    }
}

/// The lines between units, from port to port.
fn wires(units: &[Vec<Point>], tile: f64) -> Vec<Wire> {
    let half = tile / 2.0 + 1.0;
    let spread = |at: usize, count: usize, over: f64| match count {
        0 | 1 => 0.0,
        _ => (at as f64 / (count - 1) as f64 - 0.5) * over * tile,
    };
    let mut wires = Vec::new();
    for (layer, pair) in units.windows(2).enumerate() {
        let (before, after) = (&pair[0], &pair[1]);
        for (unit, to) in after.iter().enumerate() {
            for (from, start) in before.iter().enumerate() {
                let leave = [start[0] + half, start[1] + spread(unit, after.len(), LEAVE)];
                let arrive = [to[0] - half, to[1] + spread(from, before.len(), ARRIVE)];
                wires.push(Wire { layer, unit, from, ends: [leave, arrive] });
            }
        }
    }
    wires
}

impl WiringFrame {
    /// The centre of a column: 0 for the inputs.
    pub fn column(&self, layer: usize) -> f64 {
        let rows = if layer == 0 { self.rows.first() } else { None };
        rows.or_else(|| self.units.get(layer)?.first()).map_or(0.0, |place| place[0])
    }

    /// The index of a weight's line.
    pub fn index(&self, layer: usize, unit: usize, from: usize) -> Option<usize> {
        self.wires.iter().position(|wire| (wire.layer, wire.unit, wire.from) == (layer, unit, from))
    }

    /// The line nearest to a point, if it is not farther away than `slack`.
    pub fn wire_at(&self, at: Point, slack: f64) -> Option<usize> {
        let reach = |wire: &Wire| {
            let [start, end] = wire.ends;
            let (low, high) = (start[1].min(end[1]) - slack, start[1].max(end[1]) + slack);
            (start[0]..=end[0]).contains(&at[0]) && (low..=high).contains(&at[1])
        };
        let near = self.wires.iter().enumerate().filter(|(_, wire)| reach(wire));
        let far = near.map(|(index, wire)| (index, distance(wire, at)));
        let nearest = far.min_by(|(_, one), (_, other)| one.total_cmp(other));
        nearest.filter(|(_, distance)| *distance <= slack).map(|(index, _)| index)
    }

    /// The unit whose bias is drawn at a point, as layer and unit; the first layer after the inputs is 0.
    pub fn bias_at(&self, [x, y]: Point) -> Option<[usize; 2]> {
        let half = self.tile / 2.0;
        let hit =
            |place: &Point| (x - place[0]).abs() <= half && (half..=half + 10.0).contains(&(y - place[1]));
        let layers = self.units.iter().skip(1).enumerate();
        layers
            .flat_map(|(layer, units)| units.iter().enumerate().map(move |(unit, at)| ([layer, unit], at)))
            .find(|(_, at)| hit(at))
            .map(|(unit, _)| unit)
    }
}

/// The distance of a point from a line.
fn distance(wire: &Wire, at: Point) -> f64 {
    let curve = wire.curve();
    let mut before = curve[0];
    let mut least = f64::INFINITY;
    for part in 1..=PARTS {
        let next = on_curve(&curve, f64::from(part) / f64::from(PARTS));
        least = least.min(from_segment(at, before, next));
        before = next;
    }
    least
}

/// The distance of a point from a segment.
fn from_segment(at: Point, from: Point, to: Point) -> f64 {
    let along = [to[0] - from[0], to[1] - from[1]];
    let away = [at[0] - from[0], at[1] - from[1]];
    let length = along[0] * along[0] + along[1] * along[1];
    let part =
        if length > 0.0 { ((away[0] * along[0] + away[1] * along[1]) / length).clamp(0.0, 1.0) } else { 0.0 };
    (away[0] - part * along[0]).hypot(away[1] - part * along[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(layers: &[usize], size: [f64; 2]) -> WiringFrame {
        let inputs = (0..9).map(|row| (row < 2).then_some(row)).collect();
        Wiring { inputs, layers: layers.to_vec() }.frame(size, 66.0)
    }

    #[test]
    fn tiles_are_as_large_as_the_picture_says() {
        let check = |layers: &[usize], height: f64, tile: f64, total: f64| {
            let frame = frame(layers, [612.0, height]);
            assert_eq!((frame.tile, frame.size[1]), (tile, total), "{layers:?} in {height}");
        };
        check(&[6, 4, 1], 354.0, 38.0, 354.0);
        check(&[6, 4, 1], 402.0, 46.0, 402.0);
        // More units make tiles smaller, and then the box too small.
        check(&[8, 8, 1], 354.0, 25.0, 354.0);
        check(&[16, 1], 354.0, 24.0, 26.0 + 16.0 * 34.0 + 26.0);
        check(&[2, 1], 354.0, 46.0, 354.0);
    }

    #[test]
    fn nothing_stands_on_anything_else() {
        for layers in [vec![1], vec![6, 4, 1], vec![16, 16, 16, 16, 16, 16, 1]] {
            let frame = frame(&layers, [320.0, 200.0]);
            let places: Vec<Point> =
                frame.units[1..].iter().flatten().copied().chain(frame.rows.clone()).collect();
            for (at, one) in places.iter().enumerate() {
                assert!(
                    one[0] > 10.0
                        && one[0] < frame.size[0] - 10.0
                        && one[1] > HEAD
                        && one[1] < frame.size[1] - FOOT
                );
                for other in &places[..at] {
                    let apart = (one[0] - other[0]).abs().max((one[1] - other[1]).abs());
                    assert!(apart >= 24.0, "{layers:?}: {one:?} {other:?}");
                }
            }
        }
    }

    #[test]
    fn ports_are_apart_and_in_order() {
        let frame = frame(&[6, 4, 1], [612.0, 354.0]);
        let leaving: Vec<f64> = frame
            .wires
            .iter()
            .filter(|wire| wire.layer == 1 && wire.from == 2)
            .map(|wire| wire.ends[0][1])
            .collect();
        assert_eq!(leaving.len(), 4);
        assert!(leaving.windows(2).all(|pair| pair[1] - pair[0] == 6.0), "{leaving:?}");
        let arriving: Vec<f64> = frame
            .wires
            .iter()
            .filter(|wire| wire.layer == 1 && wire.unit == 0)
            .map(|wire| wire.ends[1][1])
            .collect();
        assert_eq!(arriving[5] - arriving[0], 24.0);
    }

    #[test]
    fn the_nearest_line_is_found() {
        let frame = frame(&[6, 4, 1], [612.0, 354.0]);
        for index in [0, 5, 17, 39] {
            // Close to its start lines of one unit are still in order; half-way they cross.
            let at = frame.wires[index].at(0.02);
            assert_eq!(frame.wire_at([at[0], at[1] + 0.4], 6.0), Some(index));
        }
        assert_eq!(frame.wire_at([2.0, 2.0], 6.0), None);
        assert_eq!(
            frame.index(1, 3, 5),
            frame.wires.iter().position(|wire| wire.ends == frame.wires[12 + 23].ends)
        );
    }

    #[test]
    fn a_bias_is_found_under_its_unit() {
        let frame = frame(&[6, 4, 1], [612.0, 354.0]);
        let [x, y] = frame.units[2][3];
        assert_eq!(frame.bias_at([x + 3.0, y + frame.tile / 2.0 + 5.0]), Some([1, 3]));
        assert_eq!(frame.bias_at([x + 3.0, y]), None);
    }
}
