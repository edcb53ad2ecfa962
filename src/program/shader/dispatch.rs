//! The parts of a program's shaders: dispatches, and addresses in their memory.

use std::fmt;

/// The shader of one step, and the number of workgroups to run it with.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispatch {
    /// The WGSL. The entry point is `main`; the memory is binding 0 of group 0, the lists are binding 1.
    pub text: String,
    /// The number of workgroups along each dimension; the third dimension counts the points.
    pub groups: [u32; 3],
}

/// Where a value is stored in the memory of a [`Shader`](super::Shader), in row-major order.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// The index of its first entry, for the first point.
    pub offset: usize,
    /// The distance from there to the same entry for the next point.
    pub point_stride: usize,
    /// Its shape.
    pub shape: Vec<usize>,
}

impl Region {
    pub(super) fn new(offset: usize, point_stride: usize, shape: &[usize]) -> Region {
        Region { offset, point_stride, shape: shape.to_vec() }
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.shape.iter().product()
    }

    /// Whether it has no entries.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// An address in the memory of a shader.
#[derive(Clone, Copy, Debug)]
pub(super) struct Address {
    /// The index of its first entry, for the first point.
    pub offset: usize,
    /// The distance from there to the same entry for the next point; 0 if all points share it.
    pub point_stride: usize,
}

/// A strided view of the memory to read from.
pub(super) struct SourceView<'a> {
    pub from: Address,
    pub shape: &'a [usize],
    pub strides: &'a [usize],
}

impl Address {
    /// The address `offset` entries further on.
    pub(super) fn plus(self, offset: usize) -> Address {
        Address { offset: self.offset + offset, ..self }
    }

    /// WGSL for the entry at the index `place` relative to the address.
    pub(super) fn at(self, place: &str) -> String {
        match self {
            Address { offset, point_stride: 0 } => format!("memory[{offset}u + {place}]"),
            Address { offset, point_stride } => {
                format!("memory[point * {point_stride}u + {offset}u + {place}]")
            }
        }
    }
}

/// The reason why a program cannot run on a GPU.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// The operation.
    pub operation: &'static str,
    /// The shape that is too large.
    pub shape: Vec<usize>,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of size {:?} is too large for a GPU", self.operation, self.shape)
    }
}

impl std::error::Error for TooLarge {}
