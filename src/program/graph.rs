//! The tape as a graph of what must be computed in each run, after constant folding and common subexpression
//! elimination.

use std::collections::HashMap;

use crate::autodiff::{ArrayOp, Attr, Lowering, Number, Op, Rule, Tape, Tracked, array_op, op_of};
use crate::tensor::Tensor;

/// What to compile into a program.
#[derive(Debug)]
pub struct Recipe<'a, T> {
    /// The output values.
    pub outputs: &'a [&'a Tracked<T>],
    /// The leaves whose values are set before a run; all other leaves become constants with their current values.
    pub inputs: &'a [&'a Tracked<T>],
    /// The leaves that a run updates (the states), each with its next value, which has the same shape.
    pub updates: &'a [(&'a Tracked<T>, &'a Tracked<T>)],
}

/// Where a node's value comes from.
#[derive(Clone, Debug)]
pub enum Source<T> {
    /// Set before a run.
    Input,
    /// Kept from one run to the next.
    State,
    /// The same in every run.
    Constant(Tensor<T>),
    /// A row of the table of elementwise operations.
    Elementwise(&'static Op),
    /// A row of the table of operations on whole arrays.
    Array(&'static ArrayOp, Attr),
}

/// A value of the graph.
#[derive(Clone, Debug)]
pub struct Node<T> {
    /// How its value is obtained.
    pub source: Source<T>,
    /// The indices of its operands, all smaller than its own.
    pub operands: Vec<usize>,
    /// Its shape; in a program that runs on many points at once, a number becomes a vector with one entry for each
    /// point.
    pub shape: Vec<usize>,
}

/// The computation of a program.
#[derive(Debug)]
pub struct Graph<T> {
    /// The nodes; operands come before their users.
    pub nodes: Vec<Node<T>>,
    /// The node of each input, if any result depends on it.
    pub inputs: Vec<Option<usize>>,
    /// The node of each output.
    pub outputs: Vec<usize>,
    /// For each state its node and the node of its next value.
    pub updates: Vec<(usize, usize)>,
    /// If the program computes with numbers only: the number of points that it runs on at once.
    pub lanes: Option<usize>,
}

impl<T> Graph<T> {
    /// Whether a node is read after the run: an output, or the next value of a state.
    pub fn is_result(&self, node: usize) -> bool {
        self.outputs.contains(&node) || self.updates.iter().any(|&(_, next)| next == node)
    }
}

impl<T: Number> Graph<T> {
    /// Builds the graph of a recipe. If its tape contains only numbers, they become vectors of `lanes` points.
    pub fn of(recipe: &Recipe<'_, T>, lanes: usize) -> Graph<T> {
        let results: Vec<_> = recipe
            .outputs
            .iter()
            .copied()
            .chain(recipe.updates.iter().flat_map(|(x, next)| [*x, *next]))
            .collect();
        let tape = Tape::of(&results);
        let numbers = recipe.updates.is_empty()
            && tape.entries().iter().all(|entry| entry.tracked.value().shape().is_empty());
        let mut builder = Builder {
            graph: Graph {
                nodes: Vec::new(),
                inputs: Vec::new(),
                outputs: Vec::new(),
                updates: Vec::new(),
                lanes: numbers.then_some(lanes),
            },
            known: HashMap::new(),
            product: op_of("*", 2),
            reshape: array_op("reshape"),
        };
        let inputs: Vec<Option<usize>> = recipe.inputs.iter().map(|input| tape.position(input)).collect();
        let states: Vec<Option<usize>> =
            recipe.updates.iter().map(|(state, _)| tape.position(state)).collect();
        let mut node_of: Vec<usize> = Vec::with_capacity(tape.entries().len());
        for (at, entry) in tape.entries().iter().enumerate() {
            let value = entry.tracked.value();
            let operands: Vec<usize> = entry.operands.iter().map(|&operand| node_of[operand]).collect();
            node_of.push(if inputs.contains(&Some(at)) {
                builder.given(Source::Input, value.shape())
            } else if states.contains(&Some(at)) {
                builder.given(Source::State, value.shape())
            } else {
                builder.entry(entry.tracked.rule(), operands, value)
            });
        }
        let mut graph = builder.graph;
        let node = |tracked| tape.position(tracked).map(|at| node_of[at]);
        graph.inputs = inputs.iter().map(|at| at.map(|at| node_of[at])).collect();
        graph.outputs = recipe.outputs.iter().filter_map(|output| node(output)).collect();
        graph.updates = recipe.updates.iter().filter_map(|(x, next)| Some((node(x)?, node(next)?))).collect();
        graph
    }
}

struct Builder<T> {
    graph: Graph<T>,
    known: HashMap<(usize, Attr, Vec<usize>), usize>,
    product: Option<&'static Op>,
    reshape: Option<&'static ArrayOp>,
}

impl<T: Number> Builder<T> {
    fn push(&mut self, source: Source<T>, operands: Vec<usize>, shape: &[usize]) -> usize {
        self.graph.nodes.push(Node { source, operands, shape: shape.to_vec() });
        self.graph.nodes.len() - 1
    }

    fn given(&mut self, source: Source<T>, shape: &[usize]) -> usize {
        match self.graph.lanes {
            Some(lanes) => self.push(source, Vec::new(), &[lanes]),
            None => self.push(source, Vec::new(), shape),
        }
    }

    fn entry(&mut self, rule: &Rule, operands: Vec<usize>, value: &Tensor<T>) -> usize {
        let constant = |at: &usize| matches!(self.graph.nodes[*at].source, Source::Constant(_));
        let lanes = self.graph.lanes.map(|lanes| vec![lanes]);
        let shape = lanes.as_deref().unwrap_or(value.shape());
        if operands.iter().all(constant) {
            return self.push(Source::Constant(value.clone()), Vec::new(), shape);
        }
        match rule {
            Rule::Leaf | Rule::Constant => self.push(Source::Constant(value.clone()), Vec::new(), shape),
            Rule::Elementwise(op) => self.elementwise(op, operands, shape),
            Rule::Array(applied) if self.is_outer_product(applied.op, &operands) => match self.product {
                Some(product) => self.elementwise(product, operands, shape),
                None => self.array(applied.op, &applied.attr, operands, shape),
            },
            // A sum over dimensions of size 1 only drops dimensions.
            Rule::Array(applied) if self.sums_nothing(applied.op, &operands, shape) => match self.reshape {
                Some(reshape) => self.array(reshape, &Attr::list(shape), operands, shape),
                None => self.array(applied.op, &applied.attr, operands, shape),
            },
            Rule::Array(applied) => self.array(applied.op, &applied.attr, operands, shape),
        }
    }

    fn elementwise(&mut self, op: &'static Op, operands: Vec<usize>, shape: &[usize]) -> usize {
        if self.product.is_some_and(|product| std::ptr::eq(product, op))
            && let [x, y] = operands[..]
            && let Some(same) = self.other_than_one(x, y, shape)
        {
            return same;
        }
        let key = (std::ptr::from_ref(op) as usize, Attr::default(), operands.clone());
        if let Some(&known) = self.known.get(&key) {
            return known;
        }
        let node = self.push(Source::Elementwise(op), operands, shape);
        self.known.insert(key, node);
        node
    }

    fn array(&mut self, op: &'static ArrayOp, attr: &Attr, operands: Vec<usize>, shape: &[usize]) -> usize {
        let key = (std::ptr::from_ref(op) as usize, attr.clone(), operands.clone());
        if let Some(&known) = self.known.get(&key) {
            return known;
        }
        let node = self.push(Source::Array(op, attr.clone()), operands, shape);
        self.known.insert(key, node);
        node
    }

    /// If one factor is the constant 1: the other factor, provided that it already has the shape of the product.
    fn other_than_one(&self, x: usize, y: usize, shape: &[usize]) -> Option<usize> {
        let one = |at: usize| match &self.graph.nodes[at].source {
            Source::Constant(value) => value.entries().iter().all(|&x| x == T::one()),
            _ => false,
        };
        [(x, y), (y, x)]
            .into_iter()
            .find(|&(x, y)| one(x) && self.graph.nodes[y].shape == shape)
            .map(|(_, y)| y)
    }

    fn sums_nothing(&self, op: &'static ArrayOp, operands: &[usize], shape: &[usize]) -> bool {
        let len = |shape: &[usize]| shape.iter().product::<usize>();
        matches!(op.lowering, Lowering::Sum)
            && operands.first().is_some_and(|&x| len(&self.graph.nodes[x].shape) == len(shape))
    }

    /// A column times a row is an outer product: it involves no sums, so it is an elementwise product with
    /// broadcasting.
    fn is_outer_product(&self, op: &'static ArrayOp, operands: &[usize]) -> bool {
        matches!(op.lowering, Lowering::Product)
            && operands.first().is_some_and(|&x| matches!(self.graph.nodes[x].shape[..], [_, 1]))
    }
}
