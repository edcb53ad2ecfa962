//! The chain of layers in code: its sizes, activations, initialisers and dropouts, each with its place.

use super::Style;
use super::matching::{Constants, Number, name, number};
use crate::autodiff::{OPS, op_of};
use crate::diag::{Diagnostic, Span};
use crate::lab::settings::{Layer, MAX_LAYERS, MAX_UNITS};
use crate::language::syntax::{Call, Expr, ExprKind};
use crate::nn::initialiser;

/// A chain that was found.
#[derive(Debug)]
pub(super) struct FoundChain {
    /// Its dense layers; the last one is the output.
    pub layers: Vec<FoundLayer>,
    /// The style of its layers.
    pub style: Style,
}

/// A dense layer, and the dropout behind it.
#[derive(Debug)]
pub(super) struct FoundLayer {
    /// The call of `Dense`.
    pub call: Span,
    /// The numbers of inputs and outputs.
    pub sizes: [Number; 2],
    /// The activation.
    pub activation: Option<(String, Span)>,
    /// The initialiser.
    pub initialiser: Option<(String, Span)>,
    /// The end of the last argument without a name, and that of the last argument.
    pub ends: [u32; 2],
    /// The call of `Dropout`, and its probability.
    pub dropout: Option<(Span, Number)>,
}

type Found<T> = Result<T, Diagnostic>;

fn obstacle<T>(span: Span, message: impl Into<String>, hint: &str) -> Found<T> {
    Err(Diagnostic::new(span, message).with_hint(hint))
}

const DRAWN: &str =
    "What can be drawn is a `Chain` of `Dense` layers, each perhaps with a `Dropout` behind it.";

/// Reads the arguments of a call of `Chain`.
pub(super) fn read_chain(call: &Call, span: Span, constants: &Constants) -> Found<FoundChain> {
    let mut layers: Vec<FoundLayer> = Vec::new();
    let mut style = None;
    for argument in &call.arguments {
        let at = argument.value.span;
        let ExprKind::Call(inner) = &argument.value.kind else {
            return obstacle(at, "This layer cannot be drawn.", DRAWN);
        };
        match (name(&inner.callee), argument.name.is_none() && !inner.dotted) {
            (Some("Dense"), true) => {
                let (layer, own) = dense(inner, at, constants)?;
                if style.is_some_and(|style| style != own) {
                    return obstacle(
                        at,
                        "Some layers are written as in Flux 0.9, others as in today's.",
                        "Write all of them `Dense(2, 6)`, or all of them `Dense(2 => 6)`.",
                    );
                }
                style = Some(own);
                layers.push(layer);
            }
            (Some("Dropout"), true) => {
                let rate = match inner.arguments.as_slice() {
                    [rate] if rate.name.is_none() => number(&rate.value, constants),
                    _ => None,
                };
                let Some(rate) = rate.filter(|rate| (0.0..=0.9).contains(&rate.value)) else {
                    return obstacle(
                        at,
                        "This dropout cannot be drawn.",
                        "Give it a probability from 0 to 0.9.",
                    );
                };
                match layers.last_mut() {
                    Some(layer) if layer.dropout.is_none() => layer.dropout = Some((at, rate)),
                    _ => return obstacle(at, "A dropout stands where none can be drawn.", DRAWN),
                }
            }
            _ => return obstacle(at, "This layer cannot be drawn.", DRAWN),
        }
    }
    let (Some(style), Some(last)) = (style, layers.last()) else {
        return obstacle(span, "The chain has no layers.", DRAWN);
    };
    if let Some((at, _)) = last.dropout {
        return obstacle(at, "The output has a dropout, which cannot be drawn.", DRAWN);
    }
    Ok(FoundChain { layers, style })
}

/// A call of `Dense`, in either style.
fn dense(call: &Call, span: Span, constants: &Constants) -> Found<(FoundLayer, Style)> {
    const SIZES: &str = "Write the numbers of inputs and outputs: `Dense(2, 6)`, or today `Dense(2 => 6)`.";
    let given: Vec<&Expr> = call
        .arguments
        .iter()
        .filter(|argument| argument.name.is_none())
        .map(|argument| &argument.value)
        .collect();
    let (sizes, rest, style) = match given.as_slice() {
        [pair, rest @ ..] if is_pair(pair).is_some() => {
            (is_pair(pair).unwrap_or([pair, pair]), rest, Style::Today)
        }
        [inputs, outputs, rest @ ..] => ([*inputs, *outputs], rest, Style::Flux09),
        _ => return obstacle(span, "The sizes of this layer are not numbers that can be drawn.", SIZES),
    };
    let whole = |expr: &Expr| {
        number(expr, constants)
            .filter(|size| size.value >= 1.0 && size.value.fract() == 0.0 && size.value < 1e6)
    };
    let [Some(inputs), Some(outputs)] = sizes.map(whole) else {
        return obstacle(span, "The sizes of this layer are not numbers that can be drawn.", SIZES);
    };
    let activation = match rest {
        [] => None,
        [activation] => Some((named_activation(activation)?, activation.span)),
        [_, other, ..] => return obstacle(other.span, "This layer has one argument too many.", SIZES),
    };
    let keyword = match style {
        Style::Flux09 => "initW",
        Style::Today => "init",
    };
    let mut initialiser = None;
    for argument in &call.arguments {
        let Some(given) = &argument.name else { continue };
        if &*given.text != keyword {
            return obstacle(
                given.span,
                format!("The keyword `{}` cannot be drawn.", given.text),
                "Leave it out.",
            );
        }
        initialiser = Some((named_initialiser(&argument.value)?, argument.value.span));
    }
    let end =
        |exprs: &mut dyn Iterator<Item = &Expr>| exprs.map(|expr| expr.span.end).max().unwrap_or(span.end);
    let ends =
        [end(&mut given.iter().copied()), end(&mut call.arguments.iter().map(|argument| &argument.value))];
    Ok((
        FoundLayer { call: span, sizes: [inputs, outputs], activation, initialiser, ends, dropout: None },
        style,
    ))
}

/// The two sides of `a => b`.
fn is_pair(expr: &Expr) -> Option<[&Expr; 2]> {
    match &expr.kind {
        ExprKind::Fold(left, steps) => match steps.as_slice() {
            [step] if step.applied.operator.text == "=>" && !step.applied.dotted => Some([left, &step.right]),
            _ => None,
        },
        _ => None,
    }
}

/// The row of the elementwise operations that an activation names.
fn named_activation(expr: &Expr) -> Found<String> {
    let given = name(expr).unwrap_or_default();
    if given == "identity" || op_of(given, 1).is_some() {
        return Ok(given.to_owned());
    }
    match OPS.iter().find(|op| op.arity == 1 && op.alias == Some(given)) {
        Some(op) => Ok(op.name.to_owned()),
        None => obstacle(
            expr.span,
            "This activation cannot be drawn.",
            "Name one of Flux's activations, such as `tanh`, `relu` or `σ`.",
        ),
    }
}

fn named_initialiser(expr: &Expr) -> Found<String> {
    let known = name(expr).and_then(initialiser).map(|row| row.name.to_owned());
    known.map_or_else(
        || {
            obstacle(
                expr.span,
                "This initialiser cannot be drawn.",
                "Name one of Flux's, such as `Flux.glorot_normal`.",
            )
        },
        Ok,
    )
}

impl FoundChain {
    /// The layers between inputs and output, the activation of the output, and the initialiser.
    pub fn settings(&self, inputs: usize) -> Found<(Vec<Layer>, String, String)> {
        let Some((output, hidden)) = self.layers.split_last() else {
            return obstacle(Span::default(), "The chain has no layers.", DRAWN);
        };
        let mut gives = inputs as f64;
        for (at, layer) in self.layers.iter().enumerate() {
            let [takes, next] = layer.sizes.map(|size| size.value);
            if takes != gives && at == 0 {
                return obstacle(
                    layer.sizes[0].used,
                    format!("The first layer takes {takes} inputs, and the picture has {gives}."),
                    "Write the number of inputs in use, or choose other inputs in the picture.",
                );
            }
            if takes != gives {
                return obstacle(
                    layer.sizes[0].used,
                    format!("This layer takes {takes} numbers, and the layer before gives {gives}."),
                    "The sizes of neighbours must agree.",
                );
            }
            gives = next;
        }
        if gives != 1.0 {
            return obstacle(
                output.sizes[1].used,
                format!("The last layer has {gives} outputs, and the picture shows one."),
                "Let the last layer have one output.",
            );
        }
        if hidden.len() > MAX_LAYERS {
            let message = format!(
                "There are {} layers before the output, and at most {MAX_LAYERS} can be drawn.",
                hidden.len()
            );
            return obstacle(hidden[MAX_LAYERS].call, message, "The code can be trained all the same.");
        }
        if let Some(large) = hidden.iter().find(|layer| layer.sizes[1].value > f64::from(MAX_UNITS)) {
            let message = format!(
                "A layer of {} units is too large to draw: at most {MAX_UNITS} fit.",
                large.sizes[1].value
            );
            return obstacle(large.sizes[1].used, message, "The code can be trained all the same.");
        }
        let initialiser = self.initialiser()?;
        let activation =
            |layer: &FoundLayer| layer.activation.as_ref().map_or("identity", |(name, _)| name).to_owned();
        let layers = hidden.iter().map(|layer| Layer {
            units: layer.sizes[1].value as u32,
            activation: activation(layer),
            dropout: layer.dropout.map_or(0.0, |(_, rate)| rate.value),
        });
        Ok((layers.collect(), activation(output), initialiser))
    }

    /// The initialiser that all layers have.
    fn initialiser(&self) -> Found<String> {
        let of = |layer: &FoundLayer| {
            layer.initialiser.as_ref().map_or("glorot_uniform", |(name, _)| name).to_owned()
        };
        let first = self.layers.first().map_or_else(String::new, of);
        match self.layers.iter().find(|layer| of(layer) != first) {
            Some(other) => obstacle(
                other.initialiser.as_ref().map_or(other.call, |(_, span)| *span),
                "The layers have different initialisers, and the picture has one for all.",
                "Give every layer the same, or none.",
            ),
            None => Ok(first),
        }
    }
}
