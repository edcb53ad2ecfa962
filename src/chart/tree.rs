//! A formula as a tree: operations above what they work on.

use super::Theme;
use super::picture::{Anchor, NO_RING, Picture, Point, Stroke, Words};
use super::theme::{FAINT, TYPE};

/// Room around the tree, and the greatest distance between two levels, in CSS pixels.
const MARGIN: f64 = 14.0;
const LEVEL: f64 = 52.0;

/// The smallest type that can be read.
const SMALLEST: f64 = 8.5;

/// A node of a tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TreeNode {
    /// What it is: an operation, a name, a number.
    pub label: String,
    /// What it works on, as indices of nodes behind it.
    pub parts: Vec<usize>,
    /// Whether it is still to be worked out.
    pub is_open: bool,
}

/// A tree; its root is the first node.
///
/// ```
/// # use fluxion::chart::{Theme, Tree, TreeNode};
/// let leaf = |label: &str| TreeNode { label: label.into(), ..TreeNode::default() };
/// let tree = Tree { nodes: vec![TreeNode { parts: vec![1, 2], ..leaf("*") }, leaf("x"), leaf("3")] };
/// let places = tree.places([200.0, 100.0]);
/// assert!(places[0][1] < places[1][1] && places[1][0] < places[2][0]);
/// assert!(!tree.base([200.0, 100.0], &Theme::light()).marks.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    /// The nodes, each before what it works on.
    pub nodes: Vec<TreeNode>,
}

impl Tree {
    /// Where each node stands on so many CSS pixels: leaves side by side, all else above the middle of its parts.
    pub fn places(&self, [width, height]: [f64; 2]) -> Vec<Point> {
        let (mut levels, mut column) = (vec![0_usize; self.nodes.len()], 0.0);
        for (at, node) in self.nodes.iter().enumerate() {
            for &part in node.parts.iter().filter(|&&part| part > at && part < self.nodes.len()) {
                levels[part] = levels[at] + 1;
            }
        }
        let mut across = vec![0.0; self.nodes.len()];
        // The order of nodes is that in which they are written, so leaves come from the left to the right.
        for (at, node) in self.nodes.iter().enumerate() {
            if node.parts.is_empty() {
                across[at] = column;
                column += 1.0;
            }
        }
        for (at, node) in self.nodes.iter().enumerate().rev() {
            let parts: Vec<f64> = node.parts.iter().filter_map(|&part| across.get(part).copied()).collect();
            if let (Some(first), Some(last)) = (parts.first(), parts.last()) {
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

    /// Edges and labels; what is still to be worked out stands out, and the first of it most.
    pub fn base(&self, size: [f64; 2], theme: &Theme) -> Picture {
        let mut picture = Picture::new(&theme.font);
        let places = self.places(size);
        for (at, node) in self.nodes.iter().enumerate() {
            for &part in node.parts.iter().filter(|&&part| part < places.len()) {
                picture.line(vec![places[at], places[part]], Stroke::new(theme.edge.fade(FAINT), 1.3));
            }
        }
        let leaves = self.nodes.iter().filter(|node| node.parts.is_empty()).count().max(1) as f64;
        let type_size = (0.9 * size[0] / leaves).clamp(SMALLEST, TYPE + 1.0);
        let next = self.nodes.iter().position(|node| node.is_open);
        for (at, (node, place)) in self.nodes.iter().zip(&places).enumerate() {
            if node.is_open {
                let fill = theme.negative.fade(if next == Some(at) { 0.95 } else { 0.35 });
                picture.dot(*place, 0.75 * type_size, fill, NO_RING);
            }
            let color = match (node.is_open, next == Some(at), node.parts.is_empty()) {
                (true, true, _) => theme.paper,
                (true, false, _) => theme.ink,
                (_, _, true) => theme.point,
                _ => theme.ink,
            };
            let halo = (!node.is_open).then_some(theme.paper);
            let (text, anchor) = (node.label.as_str(), Anchor::Center);
            picture.text(Words { text, at: *place, anchor, size: type_size, bold: true, color, halo });
        }
        picture
    }
}
