//! Elementwise operations that follow one another, run as one pass over memory: a block of entries goes through all
//! of them before the next block begins, and what lies between them never leaves the fastest cache.

use crate::Scalar;
use crate::loops::Loop;

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
pub struct Link<T: 'static> {
    /// What it computes.
    pub many: &'static Loop<T>,
    /// What it reads, as many as the loop takes.
    pub operands: Vec<Operand>,
    /// The register that it writes; the last link writes to the chain's buffer.
    pub register: usize,
}

/// A chain, ready to run.
#[derive(Debug)]
pub struct Chain<T: 'static> {
    loads: Vec<Load>,
    links: Vec<Link<T>>,
    /// The sizes of the loops, the inner one last.
    sizes: Vec<usize>,
    /// For each load the register in which its entries are laid side by side, if they do not lie so in memory.
    staged: Vec<Option<usize>>,
    /// Whether all entries are added up, and only their sum is written.
    summed: bool,
    /// The register of the last link, if the chain is summed.
    last: usize,
}

/// Scratch memory that all chains of a program share. A register is a block of entries.
#[derive(Debug, Default)]
pub struct Registers<T> {
    blocks: Vec<Vec<T>>,
    constants: Vec<(T, usize)>,
    starts: Vec<usize>,
    index: Vec<usize>,
}

impl<T: Scalar> Registers<T> {
    fn reserve(&mut self) -> usize {
        self.blocks.push(vec![T::default(); BLOCK]);
        self.blocks.len() - 1
    }

    /// The register that holds a number for good.
    pub fn constant(&mut self, value: T) -> usize {
        if let Some((_, register)) = self.constants.iter().find(|(known, _)| known.bits() == value.bits()) {
            return *register;
        }
        let register = self.reserve();
        self.blocks[register].fill(value);
        self.constants.push((value, register));
        register
    }

    /// The number that a register holds for good, if it holds one.
    pub fn number(&self, register: usize) -> Option<T> {
        self.constants.iter().find(|(_, at)| *at == register).map(|(value, _)| *value)
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
    pub fn take<T: Scalar>(&mut self, registers: &mut Registers<T>) -> usize {
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

impl<T: Scalar> Chain<T> {
    /// A chain over loops of `sizes`, the inner one last, that has no links yet. Loops that all arrays run through
    /// in one go are merged.
    pub fn new(
        mut loads: Vec<Load>,
        mut sizes: Vec<usize>,
        summed: bool,
        pool: &mut Pool,
        registers: &mut Registers<T>,
    ) -> Chain<T> {
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
        let last = if summed { pool.take(registers) } else { 0 };
        Chain { loads, links: Vec::new(), sizes, staged, summed, last }
    }

    /// The arrays that it reads.
    pub fn loads(&self) -> &[Load] {
        &self.loads
    }

    /// Its operations, in order.
    pub fn links(&self) -> &[Link<T>] {
        &self.links
    }

    /// The sizes of its loops, the inner one last.
    pub fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// Whether it writes only the sum of all entries.
    pub fn is_summed(&self) -> bool {
        self.summed
    }

    /// Adds a link; it reads what those before it wrote.
    pub fn push(&mut self, link: Link<T>) {
        self.links.push(link);
    }

    /// Writes the chain's result, or the sum of its entries, to `out`. At most `limit` entries of the inner loop are computed.
    pub(crate) fn run(&self, buffers: &[Vec<T>], out: &mut [T], registers: &mut Registers<T>, limit: usize) {
        let Some((&inner, outer)) = self.sizes.split_last() else { return };
        let inner = inner.min(limit);
        let mut starts = std::mem::take(&mut registers.starts);
        starts.clear();
        starts.extend(self.loads.iter().map(|load| load.offset));
        let mut sum = T::default();
        let mut index = std::mem::take(&mut registers.index);
        index.clear();
        index.resize(outer.len(), 0);
        let count: usize = outer.iter().product();
        for turn in 0..count {
            let mut begin = 0;
            while begin < inner {
                let len = BLOCK.min(inner - begin);
                if self.summed {
                    let mut block = std::mem::take(&mut registers.blocks[self.last]);
                    self.block(buffers, &mut block[..len], &starts, begin, registers);
                    sum = sum + T::total(&block[..len]);
                    registers.blocks[self.last] = block;
                } else {
                    let at = turn * inner + begin;
                    self.block(buffers, &mut out[at..at + len], &starts, begin, registers);
                }
                begin += len;
            }
            self.advance(&mut index, &mut starts, outer);
        }
        if self.summed {
            out[0] = sum;
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

    /// Takes the entries from `begin` on through all links; as many as `out` has room for.
    fn block(
        &self,
        buffers: &[Vec<T>],
        out: &mut [T],
        starts: &[usize],
        begin: usize,
        registers: &mut Registers<T>,
    ) {
        let len = out.len();
        let inner = self.sizes.len() - 1;
        for (at, load) in self.loads.iter().enumerate() {
            let Some(register) = self.staged[at] else { continue };
            let stride = load.strides[inner];
            let block = &mut registers.blocks[register][..len];
            match load.buffer {
                None => block.copy_from_slice(out),
                Some(buffer) => {
                    let from = &buffers[buffer][starts[at] + begin * stride..];
                    match stride {
                        0 => block.fill(from[0]),
                        1 => block.copy_from_slice(&from[..len]),
                        _ => block.iter_mut().zip(from.iter().step_by(stride)).for_each(|(x, &y)| *x = y),
                    }
                }
            }
        }
        let Some((last, before)) = self.links.split_last() else { return };
        for link in before {
            let mut written = std::mem::take(&mut registers.blocks[link.register]);
            self.link(link, buffers, &registers.blocks, starts, begin, &mut written[..len]);
            registers.blocks[link.register] = written;
        }
        self.link(last, buffers, &registers.blocks, starts, begin, out);
    }

    #[inline(always)]
    fn link(
        &self,
        link: &Link<T>,
        buffers: &[Vec<T>],
        blocks: &[Vec<T>],
        starts: &[usize],
        begin: usize,
        out: &mut [T],
    ) {
        let len = out.len();
        let read = |at: usize| match link.operands[at] {
            Operand::Register(register) => &blocks[register][..len],
            Operand::Load(load) => match (self.staged[load], self.loads[load].buffer) {
                (None, Some(buffer)) => &buffers[buffer][starts[load] + begin..][..len],
                (register, _) => &blocks[register.unwrap_or(0)][..len],
            },
        };
        match link.many {
            Loop::One(f) => f(read(0), out),
            Loop::Two(f) => f(read(0), read(1), out),
            Loop::Three(f) => f([read(0), read(1), read(2)], out),
        }
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
