//! A formula as a tree: operations above their operands.

use super::picture::{Anchor, NO_RING, Picture, Stroke, TextMark};
use super::theme::{FAINT, TYPE};
use super::{Point, Theme};

/// The margin around the tree, and the largest distance between two levels, in CSS pixels.
const MARGIN: f64 = 14.0;
const LEVEL: f64 = 52.0;

/// The smallest readable type size.
const SMALLEST: f64 = 8.5;

/// A node of a tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TreeNode {
    /// An operation, a name or a number.
    pub label: String,
    /// The indices of its operands, all larger than its own.
    pub children: Vec<usize>,
    /// Whether it is an unevaluated derivative.
    pub is_pending: bool,
}

/// A tree; its root is the first node.
///
/// ```
/// # use fluxion::chart::{Theme, Tree, TreeNode};
/// let leaf = |label: &str| TreeNode { label: label.into(), ..TreeNode::default() };
/// let tree = Tree { nodes: vec![TreeNode { children: vec![1, 2], ..leaf("*") }, leaf("x"), leaf("3")] };
/// let places = tree.places([200.0, 100.0]);
/// assert!(places[0][1] < places[1][1] && places[1][0] < places[2][0]);
/// assert!(!tree.base([200.0, 100.0], &Theme::light()).marks.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    /// The nodes; parents come before their children.
    pub nodes: Vec<TreeNode>,
}

impl Tree {
    /// The position of each node for a size in CSS pixels: leaves are side by side, every other node is above the
    /// middle of its children.
    pub fn places(&self, [width, height]: [f64; 2]) -> Vec<Point> {
        let (mut levels, mut column) = (vec![0_usize; self.nodes.len()], 0.0);
        for (at, node) in self.nodes.iter().enumerate() {
            for &part in node.children.iter().filter(|&&part| part > at && part < self.nodes.len()) {
                levels[part] = levels[at] + 1;
            }
        }
        let mut across = vec![0.0; self.nodes.len()];
        // Nodes are in the order in which they are written, so leaves are numbered from left to right.
        for (at, node) in self.nodes.iter().enumerate() {
            if node.children.is_empty() {
                across[at] = column;
                column += 1.0;
            }
        }
        for (at, node) in self.nodes.iter().enumerate().rev() {
            let children: Vec<f64> =
                node.children.iter().filter_map(|&part| across.get(part).copied()).collect();
            if let (Some(first), Some(last)) = (children.first(), children.last()) {
                across[at] = (first + last) / 2.0;
            }
        }
        let depth = levels.iter().copied().max().unwrap_or(0) as f64;
        let room = [(width - 2.0 * MARGIN).max(1.0), (height - 2.0 * MARGIN).max(1.0)];
        let step = if depth > 0.0 { (room[1] / depth).min(LEVEL) } else { 0.0 };
        let top = MARGIN + (room[1] - depth * step) / 2.0;
        let place = |(across, level): (&f64, &usize)| {
            [MARGIN + (across + 0.5) / column.max(1.0) * room[0], top + *level as f64 * step]
        };
        across.iter().zip(&levels).map(place).collect()
    }

    /// Edges and labels. Unevaluated derivatives are highlighted, the first one most strongly.
    pub fn base(&self, size: [f64; 2], theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let places = self.places(size);
        for (at, node) in self.nodes.iter().enumerate() {
            for &part in node.children.iter().filter(|&&part| part < places.len()) {
                picture.line(vec![places[at], places[part]], Stroke::new(theme.edge.fade(FAINT), 1.3));
            }
        }
        let leaves = self.nodes.iter().filter(|node| node.children.is_empty()).count().max(1) as f64;
        let type_size = (0.9 * size[0] / leaves).clamp(SMALLEST, TYPE + 1.0);
        let next = self.nodes.iter().position(|node| node.is_pending);
        for (at, (node, place)) in self.nodes.iter().zip(&places).enumerate() {
            if node.is_pending {
                let fill = theme.negative.fade(if next == Some(at) { 0.95 } else { 0.35 });
                picture.dot(*place, 0.75 * type_size, fill, NO_RING);
            }
            let color = match (node.is_pending, next == Some(at), node.children.is_empty()) {
                (true, true, _) => theme.paper,
                (true, false, _) => theme.ink,
                (_, _, true) => theme.point,
                _ => theme.ink,
            };
            let halo = (!node.is_pending).then_some(theme.paper);
            let (text, anchor) = (node.label.as_str(), Anchor::Center);
            picture.text(TextMark { text, at: *place, anchor, size: type_size, bold: true, color, halo });
        }
        picture
    }
}
