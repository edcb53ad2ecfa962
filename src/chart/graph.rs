//! A tape as a graph: each entry is a box, with operands above their users.

use super::picture::{Anchor, Picture, Stroke, TextMark};
use super::theme::{FAINT, TYPE};
use super::{Color, Point, Rect, Theme};

/// The height and the largest width of a box, and the smallest gap beside it, in CSS pixels.
const TALL: f64 = 38.0;
const WIDE: f64 = 160.0;
const GAP: f64 = 10.0;

/// The margin around the graph.
const MARGIN: f64 = 4.0;

/// The boxes of a graph and their operands.
///
/// ```
/// # use fluxion::chart::{Graph, GraphMarks, Theme};
/// let graph = Graph::new(vec![("x".into(), vec![]), ("v1 = 3 × x".into(), vec![0])]);
/// let frame = graph.frame([300.0, 200.0]);
/// let marks = GraphMarks { values: vec!["2".into(), "6".into()], ..GraphMarks::default() };
/// assert!(!graph.overlay(&frame, &Theme::light(), &marks).marks.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    nodes: Vec<Node>,
    /// The slots of each level, from the top: boxes, and waypoints of edges that pass between them.
    levels: Vec<Vec<Slot>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Node {
    label: String,
    operands: Vec<usize>,
    level: usize,
}

/// A slot of a level: the box of a node, or a waypoint of an edge that crosses the level.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Slot {
    Box(usize),
    Waypoint([usize; 2]),
}

/// The layout of a graph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GraphFrame {
    /// The boxes, in the order of the nodes.
    pub boxes: Vec<Rect>,
    waypoints: Vec<([usize; 2], Point)>,
}

/// The current state of a pass over the graph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GraphMarks {
    /// The value of each node as text; empty if it is not known yet.
    pub values: Vec<String>,
    /// The adjoint accumulated at each node so far, as text.
    pub adjoints: Vec<String>,
    /// The current node.
    pub at: Option<usize>,
    /// Whether this is the backward pass, in which the node passes its adjoint to its operands.
    pub is_backward: bool,
}

impl Graph {
    /// Boxes with labels and the indices of their operands, which must be smaller than their own.
    pub fn new(nodes: Vec<(String, Vec<usize>)>) -> Graph {
        let mut placed: Vec<Node> = Vec::with_capacity(nodes.len());
        for (label, operands) in nodes {
            let operands: Vec<usize> =
                operands.into_iter().filter(|&operand| operand < placed.len()).collect();
            let level = operands.iter().map(|&operand| placed[operand].level + 1).max().unwrap_or(0);
            placed.push(Node { label, operands, level });
        }
        let depth = placed.iter().map(|node| node.level + 1).max().unwrap_or(0);
        let mut levels: Vec<Vec<(f64, Slot)>> = vec![Vec::new(); depth];
        // The horizontal position of each node, from 0 to 1: below the middle of its operands.
        let mut across = vec![0.5; placed.len()];
        for level in 0..depth {
            for (index, node) in placed.iter().enumerate().filter(|(_, node)| node.level == level) {
                let from: Vec<f64> = node.operands.iter().map(|&operand| across[operand]).collect();
                let wish = if from.is_empty() { 0.5 } else { from.iter().sum::<f64>() / from.len() as f64 };
                levels[level].push((wish, Slot::Box(index)));
                for &operand in node.operands.iter().filter(|&&operand| placed[operand].level + 1 < level) {
                    for passed in &mut levels[placed[operand].level + 1..level] {
                        passed.push((across[operand], Slot::Waypoint([operand, index])));
                    }
                }
            }
            // Passing edges are known only after the levels below are placed; then the level is sorted again.
            sort_level(&mut levels[level]);
            let count = levels[level].len() as f64;
            for (at, (_, slot)) in levels[level].iter().enumerate() {
                if let Slot::Box(index) = slot {
                    across[*index] = (at as f64 + 0.5) / count;
                }
            }
        }
        for level in &mut levels {
            sort_level(level);
        }
        let levels = levels.into_iter().map(|level| level.into_iter().map(|(_, slot)| slot).collect());
        Graph { nodes: placed, levels: levels.collect() }
    }

    /// The layout for a size in CSS pixels.
    pub fn frame(&self, [width, height]: [f64; 2]) -> GraphFrame {
        let mut frame = GraphFrame { boxes: vec![EMPTY; self.nodes.len()], waypoints: Vec::new() };
        let room = (height - 2.0 * MARGIN).max(10.0) / self.levels.len().max(1) as f64;
        let tall = TALL.min(0.8 * room);
        for (row, level) in self.levels.iter().enumerate() {
            let step = (width - 2.0 * MARGIN).max(10.0) / level.len().max(1) as f64;
            let wide = WIDE.min(step - GAP).max(8.0);
            for (column, slot) in level.iter().enumerate() {
                let at = [MARGIN + step * (column as f64 + 0.5), MARGIN + room * (row as f64 + 0.5)];
                match slot {
                    Slot::Box(index) => {
                        frame.boxes[*index] = Rect {
                            min: [at[0] - wide / 2.0, at[1] - tall / 2.0],
                            max: [at[0] + wide / 2.0, at[1] + tall / 2.0],
                        };
                    }
                    Slot::Waypoint(edge) => frame.waypoints.push((*edge, at)),
                }
            }
        }
        frame
    }

    /// Edges, boxes, labels.
    pub fn base(&self, frame: &GraphFrame, theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        for (index, node) in self.nodes.iter().enumerate() {
            for operand in &node.operands {
                picture.line(edge_line(frame, [*operand, index]), Stroke::new(theme.edge.fade(FAINT), 1.5));
            }
        }
        for (node, place) in self.nodes.iter().zip(&frame.boxes) {
            let ([left, top], [right, bottom]) = (place.min, place.max);
            let corners = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
            picture.area(corners.clone(), theme.paper);
            picture.line([corners, vec![[left, top]]].concat(), Stroke::new(theme.edge.fade(FAINT), 1.0));
            // If there is no room for the whole label, the box shows only the name.
            let name = node.label.split(" = ").next().unwrap_or_default();
            let label = if width_of(&node.label) < right - left { &node.label } else { name };
            word(&mut picture, label, [(left + right) / 2.0, top + 0.3 * (bottom - top)], theme.ink);
        }
        picture
    }

    /// Values, adjoints, and the current node.
    pub fn overlay(&self, frame: &GraphFrame, theme: &Theme, marks: &GraphMarks) -> Picture {
        let mut picture = Picture::new(&theme.font);
        if let Some((at, node)) = marks.at.and_then(|at| Some((at, self.nodes.get(at)?))) {
            let color = if marks.is_backward { theme.positive } else { theme.height };
            for operand in &node.operands {
                picture.line(edge_line(frame, [*operand, at]), Stroke::new(color, 3.0));
            }
            let ([left, top], [right, bottom]) = (frame.boxes[at].min, frame.boxes[at].max);
            let rim = vec![[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
            picture.line(rim, Stroke::new(color, 2.5));
        }
        for (index, place) in frame.boxes.iter().enumerate() {
            let text = |texts: &[String]| texts.get(index).cloned().unwrap_or_default();
            let (mut value, adjoint) = (text(&marks.values), text(&marks.adjoints));
            let ([left, top], [right, bottom]) = (place.min, place.max);
            if !adjoint.is_empty() && width_of(&value) + width_of(&adjoint) > right - left {
                value.clear();
            }
            let (middle, y) = ((left + right) / 2.0, top + 0.72 * (bottom - top));
            let apart = if value.is_empty() || adjoint.is_empty() { 0.0 } else { (right - left) / 4.0 };
            word(&mut picture, &value, [middle - apart, y], theme.height);
            word(&mut picture, &adjoint, [middle + apart, y], theme.positive);
        }
        picture
    }
}

const EMPTY: Rect = Rect { min: [0.0; 2], max: [0.0; 2] };

/// Sorts a level by the preferred positions of its slots.
fn sort_level(level: &mut Vec<(f64, Slot)>) {
    let mut sorted: Vec<(f64, Slot)> = Vec::with_capacity(level.len());
    for one in level.drain(..) {
        let at = sorted.partition_point(|(wish, _)| wish.total_cmp(&one.0).is_le());
        sorted.insert(at, one);
    }
    *level = sorted;
}

/// The line of an edge, from the upper box to the lower one, around the boxes between them.
fn edge_line(frame: &GraphFrame, edge: [usize; 2]) -> Vec<Point> {
    let [from, to] = edge.map(|index| frame.boxes[index]);
    let middle = |place: &Rect| (place.min[0] + place.max[0]) / 2.0;
    let waypoints = frame.waypoints.iter().filter(|(own, _)| *own == edge).map(|(_, at)| *at);
    [[middle(&from), from.max[1]]].into_iter().chain(waypoints).chain([[middle(&to), to.min[1]]]).collect()
}

/// The approximate width of a text, estimated without a font.
fn width_of(text: &str) -> f64 {
    text.chars().count() as f64 * 0.6 * TYPE
}

fn word(picture: &mut Picture, text: &str, at: Point, color: Color) {
    if !text.is_empty() {
        picture.text(TextMark {
            text,
            at,
            anchor: Anchor::Center,
            size: TYPE,
            bold: true,
            color,
            halo: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_stand_below_what_leads_to_them_and_apart_from_each_other() {
        // 3x² + 2x + 1: x, x², 3p, 2x, q + r, s + 1.
        let operands = [vec![], vec![0], vec![1], vec![0], vec![2, 3], vec![4]];
        let graph = Graph::new(operands.iter().map(|own| (String::new(), own.clone())).collect());
        for size in [[320.0, 400.0], [490.0, 400.0], [1200.0, 300.0]] {
            let GraphFrame { boxes, waypoints } = graph.frame(size);
            for (index, own) in operands.iter().enumerate() {
                assert!(own.iter().all(|&above| boxes[above].max[1] < boxes[index].min[1]));
                for other in &boxes[..index] {
                    let apart = |axis: usize| {
                        boxes[index].min[axis] >= other.max[axis] || other.min[axis] >= boxes[index].max[axis]
                    };
                    assert!(apart(0) || apart(1), "{index} at {size:?}");
                }
            }
            // The edge from 2x to the sum passes beside 3p.
            assert_eq!(waypoints.len(), 1);
            assert!(!boxes[2].contains(waypoints[0].1, 4.0));
        }
    }
}
