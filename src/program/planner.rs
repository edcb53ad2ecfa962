//! The state of the planner: which values are views of others, where each value is stored, and how long it is needed.

use super::fusible::is_fused;
use super::graph::{Graph, Node, Source};
use super::step::{BufferView, Step};
use crate::autodiff::{ArrayOp, Attr, Lowering, Number};
use crate::tensor::fused::{Pool, Registers};
use crate::tensor::row_strides;

/// The state of the planner.
pub(super) struct Planner<'g, T: 'static> {
    pub(super) graph: &'g Graph<T>,
    pub(super) uses: Vec<Vec<usize>>,
    /// Whether each node is computed within the fused loop of its only user.
    pub(super) fused: Vec<bool>,
    /// For each node the last node whose step reads its buffer.
    pub(super) last_read: Vec<usize>,
    pub(super) places: Vec<Option<BufferView>>,
    pub(super) steps: Vec<Step<T>>,
    pub(super) buffers: Vec<Vec<T>>,
    /// The indices of buffers that are no longer read.
    free: Vec<usize>,
    /// For each buffer the last node that reads it, or [`FOREVER`] if it may never be reused.
    pub(super) live_until: Vec<usize>,
    pub(super) pool: Pool,
    pub(super) registers: Registers<T>,
}

/// Later than every node: the buffer is read after the run.
pub(super) const FOREVER: usize = usize::MAX;

impl<'g, T: Number> Planner<'g, T> {
    pub(super) fn new(graph: &'g Graph<T>) -> Planner<'g, T> {
        let uses = uses(graph);
        let fused = (0..graph.nodes.len()).map(|node| is_fused(graph, &uses, node)).collect();
        let mut planner = Planner {
            graph,
            uses,
            fused,
            last_read: Vec::new(),
            places: vec![None; graph.nodes.len()],
            steps: Vec::new(),
            buffers: Vec::new(),
            free: Vec::new(),
            live_until: Vec::new(),
            pool: Pool::default(),
            registers: Registers::default(),
        };
        planner.last_read = planner.last_reads();
        planner
    }

    /// For each node the last node whose step reads its entries, directly or through views and fused nodes.
    fn last_reads(&self) -> Vec<usize> {
        let mut last: Vec<usize> = (0..self.graph.nodes.len()).collect();
        for node in (0..self.graph.nodes.len()).rev() {
            if self.graph.is_result(node) {
                last[node] = FOREVER;
            }
            for &user in &self.uses[node] {
                // A fused user reads it when the step of the loop runs; a view is read when the users of the view run.
                let through = self.fused[user] || self.is_view(user);
                last[node] = last[node].max(if through { last[user] } else { user });
            }
        }
        last
    }

    /// Whether a node is a view of its operand.
    pub(super) fn is_view(&self, node: usize) -> bool {
        let Node { source: Source::Array(op, attr), operands, shape } = &self.graph.nodes[node] else {
            return false;
        };
        let from = &self.graph.nodes[operands[0]];
        !self.graph.is_result(node)
            && uniform(from).is_none()
            && view_of(op, attr, &whole_buffer(0, &from.shape), &from.shape, shape).is_some()
    }

    /// A new buffer that is never reused.
    pub(super) fn dedicated_buffer(&mut self, entries: Vec<T>) -> usize {
        self.buffers.push(entries);
        self.live_until.push(FOREVER);
        self.buffers.len() - 1
    }

    /// Allocates a buffer for the value of `node`: the smallest free one that is large enough, or a new one.
    pub(super) fn allocate(&mut self, node: usize) -> usize {
        let len: usize = self.graph.nodes[node].shape.iter().product();
        let fitting = (0..self.free.len())
            .filter(|&at| self.buffers[self.free[at]].len() >= len)
            .min_by_key(|&at| self.buffers[self.free[at]].len());
        let buffer = match fitting {
            Some(at) => self.free.swap_remove(at),
            None => {
                self.buffers.push(vec![T::default(); len]);
                self.live_until.push(FOREVER);
                self.buffers.len() - 1
            }
        };
        self.occupy(node, buffer);
        buffer
    }

    pub(super) fn occupy(&mut self, node: usize, buffer: usize) {
        self.live_until[buffer] = self.last_read[node];
        self.places[node] = Some(whole_buffer(buffer, &self.graph.nodes[node].shape));
    }

    /// Frees the buffers whose last reader is the step of `node`.
    pub(super) fn release(&mut self, node: usize) {
        for buffer in 0..self.buffers.len() {
            if self.live_until[buffer] <= node && !self.free.contains(&buffer) {
                self.free.push(buffer);
            }
        }
    }
}

/// For each node the nodes that use it, not counting nodes that no result needs.
fn uses<T>(graph: &Graph<T>) -> Vec<Vec<usize>> {
    let mut needed = vec![false; graph.nodes.len()];
    for &output in &graph.outputs {
        needed[output] = true;
    }
    for &(state, next) in &graph.updates {
        needed[state] = true;
        needed[next] = true;
    }
    let mut uses = vec![Vec::new(); graph.nodes.len()];
    for node in (0..graph.nodes.len()).rev() {
        if needed[node] {
            for &operand in &graph.nodes[node].operands {
                needed[operand] = true;
                if uses[operand].last() != Some(&node) {
                    uses[operand].push(node);
                }
            }
        }
    }
    uses
}

/// The value of all entries of a constant, if they are equal.
pub(super) fn uniform<T: Number>(node: &Node<T>) -> Option<T> {
    let Source::Constant(value) = &node.source else { return None };
    let (&first, rest) = value.entries().split_first()?;
    let same = |x: &T| x.to_f64().to_bits() == first.to_f64().to_bits();
    rest.iter().all(same).then_some(first)
}

/// A whole buffer as a row-major array.
pub(super) fn whole_buffer(buffer: usize, shape: &[usize]) -> BufferView {
    BufferView { buffer, offset: 0, strides: row_strides(shape) }
}

/// Whether an array with these strides is contiguous in row-major order.
pub(super) fn is_row_major(strides: &[usize], shape: &[usize]) -> bool {
    row_strides(shape).iter().zip(strides).zip(shape).all(|((a, b), size)| a == b || *size == 1)
}

/// The strided view that a node is of its operand, if it is one.
pub(super) fn view_of(
    op: &ArrayOp,
    attr: &Attr,
    place: &BufferView,
    from: &[usize],
    to: &[usize],
) -> Option<BufferView> {
    let Lowering::View(look) = op.lowering else { return None };
    let (offset, strides) = look(attr, from, to, &place.strides)?;
    Some(BufferView { buffer: place.buffer, offset: place.offset + offset, strides })
}
