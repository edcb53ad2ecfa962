//! Building fused loops: what their operations read, and which buffer they write.

use super::graph::{Node, Source};
use super::planner::{FOREVER, Planner, is_row_major, uniform, whole_buffer};
use super::step::{Step, Work};
use crate::autodiff::{Number, Op};
use crate::tensor::fused::{FusedLoop, FusedOp, Load, Operand as Read};
use crate::tensor::repeated_strides;

impl<T: Number> Planner<'_, T> {
    /// Adds the step that computes `root` and everything that is fused into it.
    pub(super) fn fuse(&mut self, root: usize) {
        let mut members = self.members(root);
        let summed = matches!(self.graph.nodes[root].source, Source::Array(..));
        if summed {
            members.retain(|&member| member != root);
        }
        let shape = self.graph.nodes[root].shape.clone();
        let sizes = if summed {
            self.graph.nodes[self.graph.nodes[root].operands[0]].shape.clone()
        } else {
            shape.clone()
        };
        let mut loads: Vec<Load> = Vec::new();
        // The load of each operand that is neither a constant nor computed within the loop.
        let mut load_of: Vec<(usize, usize)> = Vec::new();
        for &member in &members {
            for &operand in &self.graph.nodes[member].operands {
                let inside = members.contains(&operand);
                if inside
                    || self.places[operand].is_none()
                    || load_of.iter().any(|(node, _)| *node == operand)
                {
                    continue;
                }
                let load = self.load(operand, &sizes);
                let at = loads.iter().position(|known| *known == load).unwrap_or(loads.len());
                if at == loads.len() {
                    loads.push(load);
                }
                load_of.push((operand, at));
            }
        }
        let own = if summed { None } else { self.in_place(root, &loads) };
        let out = own.unwrap_or_else(|| self.allocate(root));
        for load in &mut loads {
            if load.buffer == Some(out) {
                load.buffer = None;
            }
        }
        self.pool.reset();
        let mut fused = FusedLoop::new(loads, sizes, summed, &mut self.pool, &mut self.registers);
        let ops = self.fused_ops(&members, &load_of, &mut fused);
        self.steps.push(Step { work: Work::Fused(fused, ops), out, shape });
        self.release(root);
    }

    /// The nodes of the fused loop that ends with `root`, in order.
    fn members(&self, root: usize) -> Vec<usize> {
        let mut members = vec![root];
        let mut at = 0;
        while at < members.len() {
            for &operand in &self.graph.nodes[members[at]].operands {
                if self.fused[operand] && !members.contains(&operand) {
                    members.push(operand);
                }
            }
            at += 1;
        }
        members.sort_unstable();
        members
    }

    fn load(&self, node: usize, sizes: &[usize]) -> Load {
        let shape = &self.graph.nodes[node].shape;
        let place = self.places[node].as_ref().expect("operands are placed before their users");
        let strides = repeated_strides(shape, &place.strides, sizes.len());
        Load { buffer: Some(place.buffer), offset: place.offset, strides }
    }

    /// A buffer that the fused loop of `root` may overwrite while reading it: the buffer of the state whose next value
    /// this is, or one that is read here for the last time.
    fn in_place(&mut self, root: usize, loads: &[Load]) -> Option<usize> {
        let shape = &self.graph.nodes[root].shape;
        let same = |load: &Load| load.offset == 0 && is_row_major(&load.strides, shape);
        let own = |buffer: usize| loads.iter().filter(|load| load.buffer == Some(buffer)).all(same);
        for &(state, next) in &self.graph.updates {
            let buffer = self.places[state].as_ref().map(|place| place.buffer)?;
            if next == root
                && self.last_read[state] <= root
                && own(buffer)
                && !self.graph.outputs.contains(&root)
            {
                self.live_until[buffer] = FOREVER;
                self.places[root] = Some(whole_buffer(buffer, shape));
                return Some(buffer);
            }
        }
        let len: usize = shape.iter().product();
        let dying = |buffer: &usize| {
            self.live_until[*buffer] <= root && self.buffers[*buffer].len() >= len && own(*buffer)
        };
        let buffer = loads.iter().filter_map(|load| load.buffer).find(dying)?;
        self.occupy(root, buffer);
        Some(buffer)
    }

    /// Appends the operations of a fused loop and allocates registers for intermediate results.
    fn fused_ops(
        &mut self,
        members: &[usize],
        load_of: &[(usize, usize)],
        fused: &mut FusedLoop<T>,
    ) -> Vec<&'static Op> {
        let mut ops = Vec::new();
        let mut register_of: Vec<(usize, usize)> = Vec::new();
        for (at, &member) in members.iter().enumerate() {
            let Node { source: Source::Elementwise(op), operands, .. } = &self.graph.nodes[member] else {
                continue;
            };
            let read = |operand: usize| {
                let register = register_of.iter().find(|(node, _)| *node == operand).map(|(_, at)| *at);
                let load = load_of.iter().find(|(node, _)| *node == operand).map(|(_, at)| *at);
                match (register, load) {
                    (Some(register), _) => Read::Register(register),
                    (None, Some(load)) => Read::Load(load),
                    (None, None) => {
                        let value = uniform(&self.graph.nodes[operand]).unwrap_or_default();
                        Read::Register(self.registers.constant(value))
                    }
                }
            };
            let operands_read: Vec<Read> = operands.iter().copied().map(read).collect();
            let register = if at + 1 == members.len() { 0 } else { self.pool.take(&mut self.registers) };
            register_of.push((member, register));
            for &operand in operands {
                let read_later = members[at + 1..]
                    .iter()
                    .any(|&later| self.graph.nodes[later].operands.contains(&operand));
                if let (Some((_, register)), false) =
                    (register_of.iter().find(|(node, _)| *node == operand), read_later)
                {
                    self.pool.give_back(*register);
                }
            }
            fused.push(FusedOp { many: op.kernel::<T>().many(), operands: operands_read, register });
            ops.push(*op);
        }
        ops
    }
}
