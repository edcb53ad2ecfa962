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
    /// The loops that are run: those of `sizes`, or a single one through all entries where these are few.
    turns: Vec<usize>,
    inner: usize,
    /// Where the links read each load.
    sources: Vec<Source>,
    /// What is laid side by side before the links run.
    staged: Vec<Staged>,
    /// The links as they run.
    ready: Vec<Ready<T>>,
    /// Where each load begins.
    starts: Vec<usize>,
    /// Whether all entries are added up, and only their sum is written.
    summed: bool,
    /// The register of the last link, if the chain is summed.
    last: usize,
}

/// Where entries lie side by side.
#[derive(Clone, Copy, Debug)]
enum Source {
    Register(usize),
    /// In a buffer, from where the load of this number is.
    Buffer(usize, usize),
}

/// A link whose operands have been looked up.
#[derive(Debug)]
struct Ready<T: 'static> {
    many: &'static Loop<T>,
    reads: [Source; 3],
    register: usize,
}

/// Entries that do not lie side by side where the links could read them, and so are copied to a register first.
#[derive(Debug)]
struct Staged {
    load: usize,
    register: usize,
    way: Way,
}

/// How entries are found that are copied to a register.
#[derive(Debug)]
enum Way {
    /// They are those of the chain's own buffer.
    Own,
    /// So far apart in a buffer.
    Apart(usize, usize),
    /// At these places of a buffer.
    Scattered(usize, Vec<usize>),
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
        let len: usize = sizes.iter().product();
        let in_one_go = sizes.len() == 1 || len <= BLOCK;
        let (turns, inner) = match sizes.split_last() {
            Some((&inner, outer)) if !in_one_go => (outer.to_vec(), inner),
            _ => (Vec::new(), len),
        };
        let mut staged = Vec::new();
        let mut sources = Vec::new();
        for (at, load) in loads.iter().enumerate() {
            let way = match load.buffer {
                None => Way::Own,
                Some(buffer) if turns.is_empty() && sizes.len() > 1 => {
                    let places = places(&sizes, &load.strides);
                    if places.iter().copied().eq(0..len) {
                        sources.push(Source::Buffer(buffer, at));
                        continue;
                    }
                    Way::Scattered(buffer, places)
                }
                Some(buffer) => match load.strides.last() {
                    Some(&stride) if stride != 1 && inner != 1 => Way::Apart(buffer, stride),
                    _ => {
                        sources.push(Source::Buffer(buffer, at));
                        continue;
                    }
                },
            };
            let register = pool.take(registers);
            sources.push(Source::Register(register));
            staged.push(Staged { load: at, register, way });
        }
        let last = if summed { pool.take(registers) } else { 0 };
        let starts = loads.iter().map(|load| load.offset).collect();
        let (links, ready) = (Vec::new(), Vec::new());
        Chain { loads, links, sizes, turns, inner, sources, staged, ready, starts, summed, last }
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
        let mut reads = [Source::Register(0); 3];
        for (read, operand) in reads.iter_mut().zip(&link.operands) {
            *read = match *operand {
                Operand::Load(load) => self.sources[load],
                Operand::Register(register) => Source::Register(register),
            };
        }
        self.ready.push(Ready { many: link.many, reads, register: link.register });
        self.links.push(link);
    }

    /// Writes the chain's result, or the sum of its entries, to `out`. At most `limit` entries of the inner loop are computed.
    pub(crate) fn run(&self, buffers: &[Vec<T>], out: &mut [T], registers: &mut Registers<T>, limit: usize) {
        let inner = self.inner.min(limit);
        let mut sum = T::default();
        if self.turns.is_empty() {
            self.turn(buffers, &mut out[..], &self.starts, inner, registers, &mut sum);
        } else {
            self.turns(buffers, out, inner, registers, &mut sum);
        }
        if self.summed {
            out[0] = sum;
        }
    }

    /// Runs through the outer loops.
    fn turns(
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
        index.resize(self.turns.len(), 0);
        for turn in 0..self.turns.iter().product() {
            let begin = if self.summed { 0 } else { turn * inner };
            self.turn(buffers, &mut out[begin..], &starts, inner, registers, sum);
            self.advance(&mut index, &mut starts);
        }
        registers.starts = starts;
        registers.index = index;
    }

    /// Runs the inner loop once, block after block.
    fn turn(
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

    /// Moves the outer loops on by one turn.
    fn advance(&self, index: &mut [usize], starts: &mut [usize]) {
        for (axis, &size) in self.turns.iter().enumerate().rev() {
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

    /// Takes the entries from `begin` on through all links; as many as `out` has room for.
    fn block(
        &self,
        buffers: &[Vec<T>],
        out: &mut [T],
        starts: &[usize],
        begin: usize,
        registers: &mut Registers<T>,
    ) {
        for Staged { load, register, way } in &self.staged {
            let block = &mut registers.blocks[*register][..out.len()];
            match way {
                Way::Own => block.copy_from_slice(out),
                Way::Apart(buffer, 0) => block.fill(buffers[*buffer][starts[*load]]),
                Way::Apart(buffer, stride) => {
                    let from = &buffers[*buffer][starts[*load] + begin * stride..];
                    block.iter_mut().zip(from.iter().step_by(*stride)).for_each(|(x, &y)| *x = y);
                }
                Way::Scattered(buffer, places) => {
                    let from = &buffers[*buffer][starts[*load]..];
                    block.iter_mut().zip(places).for_each(|(x, &place)| *x = from[place]);
                }
            }
        }
        let Some((last, before)) = self.ready.split_last() else { return };
        for link in before {
            let mut written = std::mem::take(&mut registers.blocks[link.register]);
            link.apply(buffers, &registers.blocks, starts, begin, &mut written[..out.len()]);
            registers.blocks[link.register] = written;
        }
        last.apply(buffers, &registers.blocks, starts, begin, out);
    }
}

impl<T> Ready<T> {
    /// Computes as many entries as `out` has room for.
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

/// How far from the first each entry lies, in the order of the loops.
fn places(sizes: &[usize], strides: &[usize]) -> Vec<usize> {
    sizes.iter().zip(strides).fold(vec![0], |places, (&size, &stride)| {
        places.iter().flat_map(|&place| (0..size).map(move |at| place + at * stride)).collect()
    })
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
