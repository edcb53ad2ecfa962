//! What a row of the table of whole-array operations is told besides its operands, and the shapes it is applied to.

/// What a row needs to know beside its operands; each row reads the fields that it documents. Dimensions and
/// places count from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Attr {
    /// A shape, an order of dimensions, or places along a dimension.
    pub list: Vec<usize>,
    /// A dimension.
    pub axis: usize,
    /// The first place along that dimension.
    pub start: usize,
    /// A size along that dimension.
    pub size: usize,
    /// Whether to run from the end.
    pub backward: bool,
}

impl Attr {
    /// A shape, an order of dimensions.
    pub fn list(list: &[usize]) -> Attr {
        Attr { list: list.to_vec(), ..Attr::default() }
    }

    /// A dimension.
    pub fn axis(axis: usize) -> Attr {
        Attr { axis, ..Attr::default() }
    }

    /// A stretch of a dimension, `size` long in the result.
    pub fn stretch(axis: usize, start: usize, size: usize) -> Attr {
        Attr { axis, start, size, ..Attr::default() }
    }

    /// Places along a dimension that has `size` of them.
    pub fn places(axis: usize, places: Vec<usize>, size: usize) -> Attr {
        Attr { axis, list: places, size, ..Attr::default() }
    }
}

/// Where a row is applied: its attribute, the shapes of its operands and of its result.
#[derive(Debug)]
pub struct Site<'a> {
    /// The attribute.
    pub attr: &'a Attr,
    /// The shapes of the operands.
    pub x: Vec<Vec<usize>>,
    /// The shape of the result.
    pub y: Vec<usize>,
}
