//! The tape as a graph of what must be computed anew in each run: constants folded, the same computation done once.

use std::collections::HashMap;

use crate::autodiff::{ArrayOp, Attr, Number, Op, Planned, Rule, Tape, Tracked, array_op, op_of};
use crate::tensor::Tensor;

/// What a program is to compute.
#[derive(Debug)]
pub struct Recipe<'a, T> {
    /// The values that it gives.
    pub outputs: &'a [&'a Tracked<T>],
    /// The leaves that are given before a run; other leaves are constants with the values that they have now.
    pub inputs: &'a [&'a Tracked<T>],
    /// The leaves that a run changes, each with its next value, of the same shape.
    pub updates: &'a [(&'a Tracked<T>, &'a Tracked<T>)],
}

/// Where a node's value comes from.
#[derive(Clone, Debug)]
pub enum Source<T> {
    /// Given before a run.
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
    /// How it is made.
    pub source: Source<T>,
    /// The nodes it is made of, all before it.
    pub operands: Vec<usize>,
    /// Its shape; in a program that runs on many points at a time, a number has as many entries as there are points.
    pub shape: Vec<usize>,
}

/// What a program computes.
#[derive(Debug)]
pub struct Graph<T> {
    /// The values, operands before their users.
    pub nodes: Vec<Node<T>>,
    /// The node of each input, if anything depends on it.
    pub inputs: Vec<Option<usize>>,
    /// The node of each output.
    pub outputs: Vec<usize>,
    /// For each state its node and that of its next value.
    pub updates: Vec<(usize, usize)>,
    /// How many points the numbers of the graph stand for at a time.
    pub lanes: Option<usize>,
}

impl<T> Graph<T> {
    /// Whether a node is read after the run: an output, or the next value of a state.
    pub fn is_result(&self, node: usize) -> bool {
        self.outputs.contains(&node) || self.updates.iter().any(|&(_, next)| next == node)
    }
}

impl<T: Number> Graph<T> {
    /// Reads the tape of a recipe. If it holds numbers only, they become vectors of `lanes` points.
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
            // A sum that adds nothing up only drops dimensions.
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

    /// The factor that is not 1, if it has the shape of the product already.
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
        matches!(op.planned, Planned::Sum)
            && operands.first().is_some_and(|&x| len(&self.graph.nodes[x].shape) == len(shape))
    }

    /// A column times a row has no sums in it: it is a product of entries.
    fn is_outer_product(&self, op: &'static ArrayOp, operands: &[usize]) -> bool {
        matches!(op.planned, Planned::Product)
            && operands.first().is_some_and(|&x| matches!(self.graph.nodes[x].shape[..], [_, 1]))
    }
}
