//! Elementwise operations that follow one another, run as one pass over memory: a block of entries goes through all
//! of them before the next block begins, and what lies between them never leaves the fastest cache.

use crate::autodiff::{Kernel, Number, Op};

/// How many entries go through at a time.
const BLOCK: usize = 256;

/// Where a chain reads an array: how far neighbours lie apart along each of its loops, the last the inner one.
#[derive(Clone, Debug, PartialEq)]
pub struct Load {
    /// The buffer; `None` for the one that the chain writes to.
    pub buffer: Option<usize>,
    /// The first entry.
    pub offset: usize,
    /// The distances.
    pub strides: Vec<usize>,
}

/// What an operation of a chain reads.
#[derive(Clone, Copy, Debug)]
pub enum Operand {
    /// An array.
    Load(usize),
    /// What an operation before it wrote.
    Register(usize),
}

/// An operation of a chain.
#[derive(Debug)]
pub struct Link {
    /// The row.
    pub op: &'static Op,
    /// What it reads.
    pub operands: Vec<Operand>,
    /// The register that it writes; the last link writes to the chain's buffer.
    pub register: usize,
}

/// A chain, ready to run.
#[derive(Debug)]
pub struct Chain {
    loads: Vec<Load>,
    links: Vec<Link>,
    /// The sizes of the loops, the inner one last.
    sizes: Vec<usize>,
    /// For each load the register in which its entries are laid side by side, if they do not lie so in memory.
    staged: Vec<Option<usize>>,
}

/// Scratch memory that all chains of a program share. A register is a block of entries.
#[derive(Debug, Default)]
pub struct Registers<T> {
    blocks: Vec<Vec<T>>,
    constants: Vec<(T, usize)>,
    starts: Vec<usize>,
    index: Vec<usize>,
}

impl<T: Number> Registers<T> {
    fn reserve(&mut self) -> usize {
        self.blocks.push(vec![T::default(); BLOCK]);
        self.blocks.len() - 1
    }

    /// The register that holds a number for good.
    pub fn constant(&mut self, value: T) -> usize {
        let same = |known: &T| known.to_f64().to_bits() == value.to_f64().to_bits();
        if let Some((_, register)) = self.constants.iter().find(|(known, _)| same(known)) {
            return *register;
        }
        let register = self.reserve();
        self.blocks[register].fill(value);
        self.constants.push((value, register));
        register
    }

    /// The bytes it holds.
    pub fn bytes(&self) -> usize {
        self.blocks.len() * BLOCK * size_of::<T>()
    }
}

/// Hands out registers while a chain is laid out: those that nobody reads any more are used again, by this chain
/// and by all others.
#[derive(Debug, Default)]
pub struct Pool {
    scratch: Vec<usize>,
    free: Vec<usize>,
}

impl Pool {
    /// All registers but the constants are free.
    pub fn reset(&mut self) {
        self.free.clone_from(&self.scratch);
    }

    /// A register.
    pub fn take<T: Number>(&mut self, registers: &mut Registers<T>) -> usize {
        self.free.pop().unwrap_or_else(|| {
            let register = registers.reserve();
            self.scratch.push(register);
            register
        })
    }

    /// Gives a register back; constants stay.
    pub fn give_back(&mut self, register: usize) {
        if self.scratch.contains(&register) && !self.free.contains(&register) {
            self.free.push(register);
        }
    }
}

impl Chain {
    /// A chain over loops of `sizes`, the inner one last, that has no links yet. Loops that all arrays run through
    /// in one go are merged.
    pub fn new<T: Number>(
        mut loads: Vec<Load>,
        mut sizes: Vec<usize>,
        pool: &mut Pool,
        registers: &mut Registers<T>,
    ) -> Chain {
        if sizes.is_empty() {
            sizes.push(1);
            loads.iter_mut().for_each(|load| load.strides.push(0));
        }
        merge(&mut sizes, &mut loads);
        let inner = sizes.len() - 1;
        let staged = loads
            .iter()
            .map(|load| {
                let in_place = load.buffer.is_some() && (load.strides[inner] == 1 || sizes[inner] == 1);
                (!in_place).then(|| pool.take(registers))
            })
            .collect();
        Chain { loads, links: Vec::new(), sizes, staged }
    }

    /// Adds a link; it reads what those before it wrote.
    pub fn push(&mut self, link: Link) {
        self.links.push(link);
    }

    /// The rows that it applies, in order.
    pub fn ops(&self) -> impl Iterator<Item = &'static Op> {
        self.links.iter().map(|link| link.op)
    }

    /// Writes the chain's result to `out`. At most `limit` entries of the inner loop are computed.
    pub fn run<T: Number>(
        &self,
        buffers: &[Vec<T>],
        out: &mut [T],
        registers: &mut Registers<T>,
        limit: usize,
    ) {
        let (&inner, outer) = self.sizes.split_last().expect("a chain has an inner loop");
        let count: usize = outer.iter().product();
        let mut starts = std::mem::take(&mut registers.starts);
        starts.clear();
        starts.extend(self.loads.iter().map(|load| load.offset));
        let mut index = std::mem::take(&mut registers.index);
        index.clear();
        index.resize(outer.len(), 0);
        for turn in 0..count {
            let mut begin = 0;
            while begin < inner.min(limit) {
                let len = BLOCK.min(inner.min(limit) - begin);
                self.block(buffers, &mut out[turn * inner..], &starts, begin, len, registers);
                begin += len;
            }
            self.advance(&mut index, &mut starts, outer);
        }
        registers.starts = starts;
        registers.index = index;
    }

    /// Moves the outer loops on by one turn.
    fn advance(&self, index: &mut [usize], starts: &mut [usize], outer: &[usize]) {
        for axis in (0..outer.len()).rev() {
            index[axis] += 1;
            for (start, load) in starts.iter_mut().zip(&self.loads) {
                *start += load.strides[axis];
            }
            if index[axis] < outer[axis] {
                return;
            }
            for (start, load) in starts.iter_mut().zip(&self.loads) {
                *start -= load.strides[axis] * outer[axis];
            }
            index[axis] = 0;
        }
    }

    fn block<T: Number>(
        &self,
        buffers: &[Vec<T>],
        out: &mut [T],
        starts: &[usize],
        begin: usize,
        len: usize,
        registers: &mut Registers<T>,
    ) {
        for ((load, &start), register) in self.loads.iter().zip(starts).zip(&self.staged) {
            let &Some(register) = register else { continue };
            let stride = load.strides[self.sizes.len() - 1];
            let block = &mut registers.blocks[register][..len];
            match load.buffer {
                None => block.copy_from_slice(&out[begin..begin + len]),
                Some(buffer) => {
                    let from = &buffers[buffer][start + begin * stride..];
                    match stride {
                        0 => block.fill(from[0]),
                        1 => block.copy_from_slice(&from[..len]),
                        _ => block.iter_mut().zip(from.iter().step_by(stride)).for_each(|(x, &y)| *x = y),
                    }
                }
            }
        }
        let last = self.links.len() - 1;
        for (at, link) in self.links.iter().enumerate() {
            let mut written =
                if at == last { Vec::new() } else { std::mem::take(&mut registers.blocks[link.register]) };
            let to = if at == last { &mut out[begin..begin + len] } else { &mut written[..len] };
            let read = |operand: usize| match link.operands[operand] {
                Operand::Register(register) => &registers.blocks[register][..len],
                Operand::Load(load) => match (self.staged[load], self.loads[load].buffer) {
                    (None, Some(buffer)) => &buffers[buffer][starts[load] + begin..][..len],
                    (register, _) => &registers.blocks[register.unwrap_or(0)][..len],
                },
            };
            apply(link.op.kernel::<T>(), link.operands.len(), read, to);
            if at != last {
                registers.blocks[link.register] = written;
            }
        }
    }
}

fn apply<'a, T: Number>(kernel: &Kernel<T>, arity: usize, read: impl Fn(usize) -> &'a [T], out: &mut [T]) {
    match arity {
        1 => kernel.eval_slices(&[read(0)], out),
        2 => kernel.eval_slices(&[read(0), read(1)], out),
        _ => kernel.eval_slices(&[read(0), read(1), read(2)], out),
    }
}

/// Joins neighbouring loops where every array goes on after one as it went within the other.
fn merge(sizes: &mut Vec<usize>, loads: &mut [Load]) {
    let mut axis = sizes.len();
    while axis > 1 {
        axis -= 1;
        let (outer, inner) = (sizes[axis - 1], sizes[axis]);
        let joins =
            |load: &Load| outer == 1 || inner == 1 || load.strides[axis - 1] == load.strides[axis] * inner;
        if loads.iter().all(joins) {
            sizes[axis - 1] = outer * inner;
            sizes.remove(axis);
            for load in loads.iter_mut() {
                let stride = load.strides.remove(axis);
                if inner != 1 {
                    load.strides[axis - 1] = stride;
                }
            }
        }
    }
}
