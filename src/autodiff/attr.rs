//! The attributes of a whole-array operation, the shapes it is called with, and its kernel.

use crate::tensor::kernels::{Out, View};

/// The kernel of a whole-array operation: computes the result from strided views of the operands.
pub(super) type ArrayKernel<T> = fn(&Attr, &[View<'_, T>], Out<'_, T>);

/// The attributes of a whole-array operation: everything it depends on besides its operands. Each row documents
/// which fields it reads. Dimensions and positions count from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Attr {
    /// A shape, a permutation of the dimensions, or indices along a dimension.
    pub list: Vec<usize>,
    /// A dimension.
    pub axis: usize,
    /// The first index along that dimension.
    pub start: usize,
    /// A size along that dimension.
    pub size: usize,
    /// Whether to run from the end to the start.
    pub backward: bool,
}

impl Attr {
    /// A shape or a permutation of the dimensions.
    pub fn list(list: &[usize]) -> Attr {
        Attr { list: list.to_vec(), ..Attr::default() }
    }

    /// A dimension.
    pub fn axis(axis: usize) -> Attr {
        Attr { axis, ..Attr::default() }
    }

    /// A range along a dimension, `size` entries long in the result.
    pub fn stretch(axis: usize, start: usize, size: usize) -> Attr {
        Attr { axis, start, size, ..Attr::default() }
    }

    /// Indices along a dimension of size `size`.
    pub fn places(axis: usize, places: Vec<usize>, size: usize) -> Attr {
        Attr { axis, list: places, size, ..Attr::default() }
    }
}

/// The attributes and shapes of one call of a whole-array operation.
#[derive(Debug)]
pub struct CallShapes<'a> {
    /// The attributes.
    pub attr: &'a Attr,
    /// The shapes of the operands.
    pub x: Vec<Vec<usize>>,
    /// The shape of the result.
    pub y: Vec<usize>,
}
