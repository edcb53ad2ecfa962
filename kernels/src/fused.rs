//! Fused elementwise operations: a sequence of operations in one pass over memory. A block of entries goes through all
//! operations before the next block begins, so that intermediate results never leave the fastest cache.

use crate::Scalar;
use crate::loops::Loop;

/// The number of entries in a block.
const BLOCK: usize = 256;

/// How a fused loop reads an array.
#[derive(Clone, Debug, PartialEq)]
pub struct Load {
    /// The buffer; `None` for the buffer that the loop writes.
    pub buffer: Option<usize>,
    /// The index of the first entry.
    pub offset: usize,
    /// The stride along each dimension of the loop; the last dimension is the inner one.
    pub strides: Vec<usize>,
}

/// What an operation of a fused loop reads.
#[derive(Clone, Copy, Debug)]
pub enum Operand {
    /// An array.
    Load(usize),
    /// The result of an earlier operation, or a constant.
    Register(usize),
}

/// An operation of a fused loop.
#[derive(Debug)]
pub struct FusedOp<T: 'static> {
    /// The function that it computes.
    pub many: &'static Loop<T>,
    /// The operands, as many as the function takes.
    pub operands: Vec<Operand>,
    /// The register that it writes; the last operation writes to the output buffer instead.
    pub register: usize,
}

/// A sequence of elementwise operations, ready to run.
#[derive(Debug)]
pub struct FusedLoop<T: 'static> {
    loads: Vec<Load>,
    ops: Vec<FusedOp<T>>,
    /// The sizes of the nested loops, the innermost last.
    sizes: Vec<usize>,
    /// The sizes of the outer loops; empty if all entries are computed in one pass.
    outer: Vec<usize>,
    inner: usize,
    /// Where the operations read each load.
    sources: Vec<Source>,
    /// The loads that are copied to registers before the operations run.
    staged: Vec<Staged>,
    /// The operations with resolved operands.
    ready: Vec<Ready<T>>,
    /// The offset of each load.
    starts: Vec<usize>,
    /// Whether all entries are summed and only the sum is written.
    summed: bool,
    /// The register of the last operation, if the entries are summed.
    last: usize,
}

/// Where contiguous entries are read.
#[derive(Clone, Copy, Debug)]
enum Source {
    Register(usize),
    /// In a buffer, at the current offset of the load with this index.
    Buffer(usize, usize),
}

/// An operation with resolved operands.
#[derive(Debug)]
struct Ready<T: 'static> {
    many: &'static Loop<T>,
    reads: [Source; 3],
    register: usize,
}

/// A load that is not contiguous, and so is copied to a register first.
#[derive(Debug)]
struct Staged {
    load: usize,
    register: usize,
    gather: Gather,
}

/// How a load is copied to a register.
#[derive(Debug)]
enum Gather {
    /// From the output buffer.
    Own,
    /// From a buffer, with a stride.
    Strided(usize, usize),
    /// From a buffer, at these offsets.
    Indexed(usize, Vec<usize>),
}

/// Scratch memory shared by all fused loops of a program. A register holds a block of entries.
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

    /// A register that permanently holds a constant.
    pub fn constant(&mut self, value: T) -> usize {
        if let Some((_, register)) = self.constants.iter().find(|(known, _)| known.bits() == value.bits()) {
            return *register;
        }
        let register = self.reserve();
        self.blocks[register].fill(value);
        self.constants.push((value, register));
        register
    }

    /// The constant that a register permanently holds, if any.
    pub fn number(&self, register: usize) -> Option<T> {
        self.constants.iter().find(|(_, at)| *at == register).map(|(value, _)| *value)
    }

    /// The size in bytes.
    pub fn bytes(&self) -> usize {
        self.blocks.len() * BLOCK * size_of::<T>()
    }
}

/// Allocates registers while fused loops are built. Registers that are no longer read are reused, by the same loop and
/// by others.
#[derive(Debug, Default)]
pub struct Pool {
    scratch: Vec<usize>,
    free: Vec<usize>,
}

impl Pool {
    /// Marks all registers except the constants as free.
    pub fn reset(&mut self) {
        self.free.clone_from(&self.scratch);
    }

    /// Allocates a register.
    pub fn take<T: Scalar>(&mut self, registers: &mut Registers<T>) -> usize {
        self.free.pop().unwrap_or_else(|| {
            let register = registers.reserve();
            self.scratch.push(register);
            register
        })
    }

    /// Frees a register; constants are kept.
    pub fn give_back(&mut self, register: usize) {
        if self.scratch.contains(&register) && !self.free.contains(&register) {
            self.free.push(register);
        }
    }
}

impl<T: Scalar> FusedLoop<T> {
    /// A fused loop without operations, over nested loops of the given `sizes`, the innermost last. Adjacent loops
    /// that are contiguous in all arrays are merged.
    pub fn new(
        mut loads: Vec<Load>,
        mut sizes: Vec<usize>,
        summed: bool,
        pool: &mut Pool,
        registers: &mut Registers<T>,
    ) -> FusedLoop<T> {
        if sizes.is_empty() {
            sizes.push(1);
            loads.iter_mut().for_each(|load| load.strides.push(0));
        }
        merge(&mut sizes, &mut loads);
        let len: usize = sizes.iter().product();
        let in_one_pass = sizes.len() == 1 || len <= BLOCK;
        let (outer, inner) = match sizes.split_last() {
            Some((&inner, outer)) if !in_one_pass => (outer.to_vec(), inner),
            _ => (Vec::new(), len),
        };
        let mut staged = Vec::new();
        let mut sources = Vec::new();
        for (at, load) in loads.iter().enumerate() {
            let gather = match load.buffer {
                None => Gather::Own,
                Some(buffer) if outer.is_empty() && sizes.len() > 1 => {
                    let places = places(&sizes, &load.strides);
                    if places.iter().copied().eq(0..len) {
                        sources.push(Source::Buffer(buffer, at));
                        continue;
                    }
                    Gather::Indexed(buffer, places)
                }
                Some(buffer) => match load.strides.last() {
                    Some(&stride) if stride != 1 && inner != 1 => Gather::Strided(buffer, stride),
                    _ => {
                        sources.push(Source::Buffer(buffer, at));
                        continue;
                    }
                },
            };
            let register = pool.take(registers);
            sources.push(Source::Register(register));
            staged.push(Staged { load: at, register, gather });
        }
        let last = if summed { pool.take(registers) } else { 0 };
        let starts = loads.iter().map(|load| load.offset).collect();
        let (ops, ready) = (Vec::new(), Vec::new());
        FusedLoop { loads, ops, sizes, outer, inner, sources, staged, ready, starts, summed, last }
    }

    /// The arrays that it reads.
    pub fn loads(&self) -> &[Load] {
        &self.loads
    }

    /// Its operations, in order.
    pub fn ops(&self) -> &[FusedOp<T>] {
        &self.ops
    }

    /// The sizes of the nested loops, the innermost last.
    pub fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// Whether it writes only the sum of all entries.
    pub fn is_summed(&self) -> bool {
        self.summed
    }

    /// Appends an operation, which may read the results of earlier ones.
    pub fn push(&mut self, op: FusedOp<T>) {
        let mut reads = [Source::Register(0); 3];
        for (read, operand) in reads.iter_mut().zip(&op.operands) {
            *read = match *operand {
                Operand::Load(load) => self.sources[load],
                Operand::Register(register) => Source::Register(register),
            };
        }
        self.ready.push(Ready { many: op.many, reads, register: op.register });
        self.ops.push(op);
    }

    /// Writes the result, or the sum of its entries, to `out`. Computes at most `limit` entries of the inner loop.
    pub(crate) fn run(&self, buffers: &[Vec<T>], out: &mut [T], registers: &mut Registers<T>, limit: usize) {
        let inner = self.inner.min(limit);
        let mut sum = T::default();
        if self.outer.is_empty() {
            self.run_inner(buffers, &mut out[..], &self.starts, inner, registers, &mut sum);
        } else {
            self.run_outer(buffers, out, inner, registers, &mut sum);
        }
        if self.summed {
            out[0] = sum;
        }
    }

    /// Runs the outer loops.
    fn run_outer(
        &self,
        buffers: &[Vec<T>],
        out: &mut [T],
        inner: usize,
        registers: &mut Registers<T>,
        sum: &mut T,
    ) {
        let mut starts = std::mem::take(&mut registers.starts);
        starts.clone_from(&self.starts);
        let mut index = std::mem::take(&mut registers.index);
        index.clear();
        index.resize(self.outer.len(), 0);
        for pass in 0..self.outer.iter().product() {
            let begin = if self.summed { 0 } else { pass * inner };
            self.run_inner(buffers, &mut out[begin..], &starts, inner, registers, sum);
            self.advance(&mut index, &mut starts);
        }
        registers.starts = starts;
        registers.index = index;
    }

    /// Runs the inner loop once, block by block.
    fn run_inner(
        &self,
        buffers: &[Vec<T>],
        out: &mut [T],
        starts: &[usize],
        inner: usize,
        registers: &mut Registers<T>,
        sum: &mut T,
    ) {
        let mut begin = 0;
        while begin < inner {
            let len = BLOCK.min(inner - begin);
            if self.summed {
                let mut block = std::mem::take(&mut registers.blocks[self.last]);
                self.block(buffers, &mut block[..len], starts, begin, registers);
                *sum = *sum + T::total(&block[..len]);
                registers.blocks[self.last] = block;
            } else {
                self.block(buffers, &mut out[begin..begin + len], starts, begin, registers);
            }
            begin += len;
        }
    }

    /// Moves the outer loops on by one iteration.
    fn advance(&self, index: &mut [usize], starts: &mut [usize]) {
        for (axis, &size) in self.outer.iter().enumerate().rev() {
            index[axis] += 1;
            for (start, load) in starts.iter_mut().zip(&self.loads) {
                *start += load.strides[axis];
            }
            if index[axis] < size {
                return;
            }
            for (start, load) in starts.iter_mut().zip(&self.loads) {
                *start -= load.strides[axis] * size;
            }
            index[axis] = 0;
        }
    }

    /// Runs all operations on the entries from `begin` on; `out` determines how many.
    fn block(
        &self,
        buffers: &[Vec<T>],
        out: &mut [T],
        starts: &[usize],
        begin: usize,
        registers: &mut Registers<T>,
    ) {
        for Staged { load, register, gather } in &self.staged {
            let block = &mut registers.blocks[*register][..out.len()];
            match gather {
                Gather::Own => block.copy_from_slice(out),
                Gather::Strided(buffer, 0) => block.fill(buffers[*buffer][starts[*load]]),
                Gather::Strided(buffer, stride) => {
                    let from = &buffers[*buffer][starts[*load] + begin * stride..];
                    block.iter_mut().zip(from.iter().step_by(*stride)).for_each(|(x, &y)| *x = y);
                }
                Gather::Indexed(buffer, places) => {
                    let from = &buffers[*buffer][starts[*load]..];
                    block.iter_mut().zip(places).for_each(|(x, &place)| *x = from[place]);
                }
            }
        }
        let Some((last, before)) = self.ready.split_last() else { return };
        for op in before {
            let mut written = std::mem::take(&mut registers.blocks[op.register]);
            op.apply(buffers, &registers.blocks, starts, begin, &mut written[..out.len()]);
            registers.blocks[op.register] = written;
        }
        last.apply(buffers, &registers.blocks, starts, begin, out);
    }
}

impl<T> Ready<T> {
    /// Computes as many entries as `out` has.
    #[inline(always)]
    fn apply(&self, buffers: &[Vec<T>], blocks: &[Vec<T>], starts: &[usize], begin: usize, out: &mut [T]) {
        let len = out.len();
        let read = |source: Source| match source {
            Source::Register(register) => &blocks[register][..len],
            Source::Buffer(buffer, load) => &buffers[buffer][starts[load] + begin..][..len],
        };
        let [x, y, z] = self.reads;
        match self.many {
            Loop::One(f) => f(read(x), out),
            Loop::Two(f) => f(read(x), read(y), out),
            Loop::Three(f) => f([read(x), read(y), read(z)], out),
        }
    }
}

/// The offset of each entry relative to the first, in loop order.
fn places(sizes: &[usize], strides: &[usize]) -> Vec<usize> {
    sizes.iter().zip(strides).fold(vec![0], |places, (&size, &stride)| {
        places.iter().flat_map(|&place| (0..size).map(move |at| place + at * stride)).collect()
    })
}

/// Merges adjacent loops that are contiguous with each other in every array.
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
