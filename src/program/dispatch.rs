//! What the shaders of a program consist of: dispatches, and where values lie in their memory.

use std::fmt;

/// A step as text, and how many workgroups it is for.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispatch {
    /// The shader; its entry point is `main`, its bindings are the memory (0) and the lists (1) of group 0.
    pub text: String,
    /// The workgroups along each dimension; the third counts the points.
    pub groups: [u32; 3],
}

/// Where a value lies in the memory of a [`Shader`](super::Shader), row after row.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// Its first entry, for the first point.
    pub offset: usize,
    /// How far the entry of the next point lies from it.
    pub apart: usize,
    /// Its shape.
    pub shape: Vec<usize>,
}

impl Stretch {
    pub(super) fn straight(offset: usize, apart: usize, shape: &[usize]) -> Stretch {
        Stretch { offset, apart, shape: shape.to_vec() }
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.shape.iter().product()
    }

    /// Whether it has no entries.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Where something lies in the memory.
#[derive(Clone, Copy, Debug)]
pub(super) struct Address {
    /// Its first entry, for the first point.
    pub offset: usize,
    /// Whether each point has its own.
    pub own: bool,
}

/// An array to read: where it lies, and how far neighbours lie apart along each dimension.
pub(super) struct Seen<'a> {
    pub from: Address,
    pub shape: &'a [usize],
    pub strides: &'a [usize],
}

impl Address {
    /// So many entries further on.
    pub(super) fn behind(self, offset: usize) -> Address {
        Address { offset: self.offset + offset, ..self }
    }

    /// The entry `place` behind it, to be read or written.
    pub(super) fn at(self, place: &str) -> String {
        let Address { offset, own } = self;
        format!("memory[{}{offset}u + {place}]", if own { "origin + " } else { "" })
    }
}

/// Why a program cannot run on a GPU.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// The operation.
    pub operation: &'static str,
    /// The shape that is too large for it.
    pub shape: Vec<usize>,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of size {:?} is too large for a GPU", self.operation, self.shape)
    }
}

impl std::error::Error for TooLarge {}
