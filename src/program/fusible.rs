//! Which elementwise operations are fused into their users.

use super::graph::{Graph, Node, Source};
use crate::autodiff::{Lowering, Number};

/// Whether a node can be computed within the fused loop of its only user.
pub(super) fn is_fused<T: Number>(graph: &Graph<T>, uses: &[Vec<usize>], node: usize) -> bool {
    let &[user] = &uses[node][..] else { return false };
    let elementwise = |at: usize| matches!(graph.nodes[at].source, Source::Elementwise(_));
    let goes_on = elementwise(user) && graph.nodes[node].shape == graph.nodes[user].shape;
    !graph.is_result(node) && elementwise(node) && (goes_on || sums_all(&graph.nodes[user]))
}

/// Whether a node is the sum of all entries of another.
fn sums_all<T>(node: &Node<T>) -> bool {
    matches!(node.source, Source::Array(op, _) if matches!(op.lowering, Lowering::Sum))
        && node.shape.iter().all(|&size| size == 1)
}
