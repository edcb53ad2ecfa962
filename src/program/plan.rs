//! From a graph to steps and buffers: what is seen through, what is fused, what lies where and for how long.

use super::fuse::is_fused;
use super::graph::{Graph, Node, Source};
use super::step::{Operand, Place, Step, Work};
use crate::autodiff::{ArrayOp, Attr, Number, Planned};
use crate::tensor::chain::{Pool, Registers};
use crate::tensor::{Tensor, row_strides};

/// A finished plan.
#[derive(Debug)]
pub struct Plan<T: 'static> {
    /// What is done, in order.
    pub steps: Vec<Step<T>>,
    /// The memory, with constants and the first values of states in place.
    pub buffers: Vec<Vec<T>>,
    /// Scratch memory of the chains.
    pub registers: Registers<T>,
    /// Where each input lies.
    pub inputs: Vec<Option<usize>>,
    /// Where each output lies.
    pub outputs: Vec<Place>,
    /// Where each state lies, and its next value if that must be copied to it after the run.
    pub states: Vec<(usize, Option<Place>)>,
}

/// Lays out a graph.
pub fn plan<T: Number>(graph: &Graph<T>) -> Plan<T> {
    let mut planner = Planner::new(graph);
    for node in 0..graph.nodes.len() {
        planner.settle(node);
    }
    planner.finish()
}

/// What is known while a plan is made.
pub(super) struct Planner<'g, T: 'static> {
    pub(super) graph: &'g Graph<T>,
    uses: Vec<Vec<usize>>,
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
    fn new(graph: &'g Graph<T>) -> Planner<'g, T> {
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
    fn looks_through(&self, node: usize) -> bool {
        let Node { source: Source::Array(op, attr), operands, shape } = &self.graph.nodes[node] else {
            return false;
        };
        let from = &self.graph.nodes[operands[0]];
        !self.graph.is_result(node)
            && uniform(from).is_none()
            && seen(op, attr, &whole(0, &from.shape), &from.shape, shape).is_some()
    }

    /// Finds the place of a node, and adds the step that computes it if it needs one.
    fn settle(&mut self, node: usize) {
        let Node { source, operands, shape } = &self.graph.nodes[node];
        if self.uses[node].is_empty() && !self.graph.is_result(node) && !matches!(source, Source::State) {
            return;
        }
        match source {
            Source::Input | Source::State => {
                let buffer = self.keep(vec![T::default(); shape.iter().product()]);
                self.places[node] = Some(whole(buffer, shape));
            }
            Source::Constant(value) => self.constant(node, value),
            Source::Elementwise(_) if self.fused[node] => {}
            Source::Elementwise(_) => self.chain(node),
            Source::Array(op, attr) if self.looks_through(node) => {
                let from = &self.graph.nodes[operands[0]].shape;
                let place = self.places[operands[0]].as_ref();
                self.places[node] = place.and_then(|place| seen(op, attr, place, from, shape));
            }
            Source::Array(..) if operands.iter().any(|&operand| self.fused[operand]) => self.chain(node),
            Source::Array(op, attr) => {
                let reads: Vec<Operand> = operands.iter().map(|&operand| self.operand(operand)).collect();
                let work = match (op.planned, &reads[..]) {
                    (Planned::Product, [x, y]) if x.shape.len() == 2 => Work::Product(x.clone(), y.clone()),
                    (Planned::Sum, [x]) if sums_of_stretches(x, shape) => {
                        let len = x.shape.iter().product::<usize>() / shape.iter().product::<usize>().max(1);
                        Work::Sums(x.place.clone(), len)
                    }
                    _ => Work::Row(op, attr.clone(), reads),
                };
                let out = self.allocate(node);
                self.steps.push(Step { work, out, shape: shape.clone() });
                self.release(node);
            }
        }
    }

    /// A buffer that nobody else will ever use.
    fn keep(&mut self, entries: Vec<T>) -> usize {
        self.buffers.push(entries);
        self.until.push(FOR_GOOD);
        self.buffers.len() - 1
    }

    /// A constant array gets a buffer; numbers are written into the chains, except where something else reads them.
    fn constant(&mut self, node: usize, value: &Tensor<T>) {
        let only_chains = self.uses[node]
            .iter()
            .all(|&user| matches!(self.graph.nodes[user].source, Source::Elementwise(_)));
        if uniform(&self.graph.nodes[node]).is_some() && only_chains && !self.graph.is_result(node) {
            return;
        }
        let shape = &self.graph.nodes[node].shape;
        let entries = if self.graph.lanes.is_some() {
            vec![value.item().unwrap_or_default(); shape.iter().product()]
        } else {
            row_major(value)
        };
        let buffer = self.keep(entries);
        self.places[node] = Some(whole(buffer, shape));
    }

    fn operand(&mut self, node: usize) -> Operand {
        let shape = self.graph.nodes[node].shape.clone();
        let place = self.places[node].clone().expect("operands are settled before their users");
        Operand { place, shape }
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

    fn finish(self) -> Plan<T> {
        let place = |node: usize| self.places[node].clone();
        let states = self.graph.updates.iter().filter_map(|&(state, next)| {
            let (state, next) = (place(state)?, place(next)?);
            Some((state.buffer, (next != state).then_some(next)))
        });
        Plan {
            states: states.collect(),
            inputs: self
                .graph
                .inputs
                .iter()
                .map(|node| node.and_then(place).map(|place| place.buffer))
                .collect(),
            outputs: self.graph.outputs.iter().filter_map(|&node| place(node)).collect(),
            steps: self.steps,
            buffers: self.buffers,
            registers: self.registers,
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
fn seen(op: &ArrayOp, attr: &Attr, place: &Place, from: &[usize], to: &[usize]) -> Option<Place> {
    let Planned::Look(look) = op.planned else { return None };
    let (offset, strides) = look(attr, from, to, &place.strides)?;
    Some(Place { buffer: place.buffer, offset: place.offset + offset, strides })
}

/// Whether the entries of each sum lie in one piece, one after another: the last dimensions are summed.
fn sums_of_stretches(x: &Operand, to: &[usize]) -> bool {
    let kept = (0..x.shape.len()).take_while(|&axis| to.get(axis) == Some(&x.shape[axis])).count();
    let rest_is_one = (kept..x.shape.len()).all(|axis| to.get(axis).is_none_or(|&size| size == 1));
    rest_is_one && lies_straight(&x.place.strides, &x.shape) && x.shape.iter().all(|&size| size > 0)
}

/// The entries of a tensor, the last dimension running fastest.
pub fn row_major<T: Number>(value: &Tensor<T>) -> Vec<T> {
    if value.shape().len() < 2 { value.entries().to_vec() } else { value.view().iter().copied().collect() }
}
