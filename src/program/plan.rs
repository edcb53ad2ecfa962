//! From a graph to steps and buffers, node by node.

use super::graph::{Graph, Node, Source};
use super::planner::{Planner, is_row_major, uniform, view_of, whole_buffer};
use super::step::{BufferView, Operand, Step, Work};
use crate::autodiff::{Lowering, Number};
use crate::tensor::Tensor;
use crate::tensor::fused::Registers;

/// A finished plan.
#[derive(Debug)]
pub struct Plan<T: 'static> {
    /// The steps, in order.
    pub steps: Vec<Step<T>>,
    /// The buffers, already filled with the constants.
    pub buffers: Vec<Vec<T>>,
    /// Scratch memory of the fused loops.
    pub registers: Registers<T>,
    /// The buffer of each input, if anything depends on it.
    pub inputs: Vec<Option<usize>>,
    /// Where each output is stored.
    pub outputs: Vec<BufferView>,
    /// The buffer of each state, and its next value if that must be copied to the buffer after the run.
    pub states: Vec<(usize, Option<BufferView>)>,
}

/// Plans a graph.
pub fn plan<T: Number>(graph: &Graph<T>) -> Plan<T> {
    let mut planner = Planner::new(graph);
    for node in 0..graph.nodes.len() {
        planner.place(node);
    }
    planner.finish()
}

impl<T: Number> Planner<'_, T> {
    /// Decides where a node is stored, and adds the step that computes it if it needs one.
    fn place(&mut self, node: usize) {
        let Node { source, operands, shape } = &self.graph.nodes[node];
        if self.uses[node].is_empty() && !self.graph.is_result(node) && !matches!(source, Source::State) {
            return;
        }
        match source {
            Source::Input | Source::State => {
                let buffer = self.dedicated_buffer(vec![T::default(); shape.iter().product()]);
                self.places[node] = Some(whole_buffer(buffer, shape));
            }
            Source::Constant(value) => self.constant(node, value),
            Source::Elementwise(_) if self.fused[node] => {}
            Source::Elementwise(_) => self.fuse(node),
            Source::Array(op, attr) if self.is_view(node) => {
                let from = &self.graph.nodes[operands[0]].shape;
                let place = self.places[operands[0]].as_ref();
                self.places[node] = place.and_then(|place| view_of(op, attr, place, from, shape));
            }
            Source::Array(..) if operands.iter().any(|&operand| self.fused[operand]) => self.fuse(node),
            Source::Array(op, attr) => {
                let reads: Vec<Operand> = operands.iter().map(|&operand| self.operand(operand)).collect();
                let work = match (op.lowering, &reads[..]) {
                    (Lowering::Product, [x, y]) if x.shape.len() == 2 => Work::Product(x.clone(), y.clone()),
                    (Lowering::Sum, [x]) if sums_contiguous_runs(x, shape) => {
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

    /// Stores a constant in a buffer. Uniform constants that only fused loops read become registers of the loops
    /// instead.
    fn constant(&mut self, node: usize, value: &Tensor<T>) {
        let only_elementwise_users = self.uses[node]
            .iter()
            .all(|&user| matches!(self.graph.nodes[user].source, Source::Elementwise(_)));
        if uniform(&self.graph.nodes[node]).is_some() && only_elementwise_users && !self.graph.is_result(node)
        {
            return;
        }
        let shape = &self.graph.nodes[node].shape;
        let entries = if self.graph.lanes.is_some() {
            vec![value.item().unwrap_or_default(); shape.iter().product()]
        } else {
            row_major(value)
        };
        let buffer = self.dedicated_buffer(entries);
        self.places[node] = Some(whole_buffer(buffer, shape));
    }

    fn operand(&mut self, node: usize) -> Operand {
        let shape = self.graph.nodes[node].shape.clone();
        let place = self.places[node].clone().expect("operands are placed before their users");
        Operand { place, shape }
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

/// Whether each sum adds up a contiguous run of entries, because the trailing dimensions are summed.
fn sums_contiguous_runs(x: &Operand, to: &[usize]) -> bool {
    let kept = (0..x.shape.len()).take_while(|&axis| to.get(axis) == Some(&x.shape[axis])).count();
    let rest_is_one = (kept..x.shape.len()).all(|axis| to.get(axis).is_none_or(|&size| size == 1));
    rest_is_one && is_row_major(&x.place.strides, &x.shape) && x.shape.iter().all(|&size| size > 0)
}

/// The entries of a tensor in row-major order.
pub fn row_major<T: Number>(value: &Tensor<T>) -> Vec<T> {
    if value.shape().len() < 2 { value.entries().to_vec() } else { value.view().iter().copied().collect() }
}
