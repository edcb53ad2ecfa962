//! What is known while a plan is made: which values are views of others, where each lies, and until when.

use super::fuse::is_fused;
use super::graph::{Graph, Node, Source};
use super::step::{Place, Step};
use crate::autodiff::{ArrayOp, Attr, Number, Planned};
use crate::tensor::chain::{Pool, Registers};
use crate::tensor::row_strides;

/// What is known while a plan is made.
pub(super) struct Planner<'g, T: 'static> {
    pub(super) graph: &'g Graph<T>,
    pub(super) uses: Vec<Vec<usize>>,
    /// The nodes whose value is computed within the chain of their only user.
    pub(super) fused: Vec<bool>,
    /// The last node whose step reads the buffer of each node.
    pub(super) last_read: Vec<usize>,
    pub(super) places: Vec<Option<Place>>,
    pub(super) steps: Vec<Step<T>>,
    pub(super) buffers: Vec<Vec<T>>,
    /// Buffers that nobody reads any more, by their place in `buffers`.
    free: Vec<usize>,
    /// For each buffer the last node that reads it; those that stay for good are never free.
    pub(super) until: Vec<usize>,
    pub(super) pool: Pool,
    pub(super) registers: Registers<T>,
}

/// Later than every node: read after the run.
pub(super) const FOR_GOOD: usize = usize::MAX;

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
            until: Vec::new(),
            pool: Pool::default(),
            registers: Registers::default(),
        };
        planner.last_read = planner.last_reads();
        planner
    }

    /// For each node the last node in whose step its entries are read, through whatever looks through to it.
    fn last_reads(&self) -> Vec<usize> {
        let mut last: Vec<usize> = (0..self.graph.nodes.len()).collect();
        for node in (0..self.graph.nodes.len()).rev() {
            if self.graph.is_result(node) {
                last[node] = FOR_GOOD;
            }
            for &user in &self.uses[node] {
                // What is fused is read when its user's step runs, and what is looked through when its users read.
                let through = self.fused[user] || self.looks_through(user);
                last[node] = last[node].max(if through { last[user] } else { user });
            }
        }
        last
    }

    /// Whether a node is only another way to look at its operand.
    pub(super) fn looks_through(&self, node: usize) -> bool {
        let Node { source: Source::Array(op, attr), operands, shape } = &self.graph.nodes[node] else {
            return false;
        };
        let from = &self.graph.nodes[operands[0]];
        !self.graph.is_result(node)
            && uniform(from).is_none()
            && seen(op, attr, &whole(0, &from.shape), &from.shape, shape).is_some()
    }

    /// A buffer that nobody else will ever use.
    pub(super) fn keep(&mut self, entries: Vec<T>) -> usize {
        self.buffers.push(entries);
        self.until.push(FOR_GOOD);
        self.buffers.len() - 1
    }

    /// A buffer for the value of `node`: one that is free and large enough, or a new one.
    pub(super) fn allocate(&mut self, node: usize) -> usize {
        let len: usize = self.graph.nodes[node].shape.iter().product();
        let fitting = (0..self.free.len())
            .filter(|&at| self.buffers[self.free[at]].len() >= len)
            .min_by_key(|&at| self.buffers[self.free[at]].len());
        let buffer = match fitting {
            Some(at) => self.free.swap_remove(at),
            None => {
                self.buffers.push(vec![T::default(); len]);
                self.until.push(FOR_GOOD);
                self.buffers.len() - 1
            }
        };
        self.occupy(node, buffer);
        buffer
    }

    pub(super) fn occupy(&mut self, node: usize, buffer: usize) {
        self.until[buffer] = self.last_read[node];
        self.places[node] = Some(whole(buffer, &self.graph.nodes[node].shape));
    }

    /// Frees the buffers that were read for the last time by the step of `node`.
    pub(super) fn release(&mut self, node: usize) {
        for buffer in 0..self.buffers.len() {
            if self.until[buffer] <= node && !self.free.contains(&buffer) {
                self.free.push(buffer);
            }
        }
    }
}

/// For each node the nodes that are made of it, without those that no result needs.
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

/// The number that all entries of a constant are.
pub(super) fn uniform<T: Number>(node: &Node<T>) -> Option<T> {
    let Source::Constant(value) = &node.source else { return None };
    let (&first, rest) = value.entries().split_first()?;
    let same = |x: &T| x.to_f64().to_bits() == first.to_f64().to_bits();
    rest.iter().all(same).then_some(first)
}

/// A whole buffer, row after row.
pub(super) fn whole(buffer: usize, shape: &[usize]) -> Place {
    Place { buffer, offset: 0, strides: row_strides(shape) }
}

/// Whether an array with these distances lies row after row.
pub(super) fn lies_straight(strides: &[usize], shape: &[usize]) -> bool {
    row_strides(shape).iter().zip(strides).zip(shape).all(|((a, b), size)| a == b || *size == 1)
}

/// Where the entries lie for a node that only looks at its operand in another way.
pub(super) fn seen(op: &ArrayOp, attr: &Attr, place: &Place, from: &[usize], to: &[usize]) -> Option<Place> {
    let Planned::Look(look) = op.planned else { return None };
    let (offset, strides) = look(attr, from, to, &place.strides)?;
    Some(Place { buffer: place.buffer, offset: place.offset + offset, strides })
}
