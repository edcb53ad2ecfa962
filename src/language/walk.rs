//! Visits the children of a node of the syntax tree.

use super::syntax::{Expr, ExprKind, Piece};

impl Expr {
    /// Calls `visit` with each direct child expression, in source order.
    pub fn for_each_child<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        use ExprKind::*;
        match &self.kind {
            Int(_) | Float(_) | Single(_) | Bool(_) | Char(_) | Symbol(_) | Name(_) | Break | Continue
            | Using(_) | Return(None) => {}
            Text(pieces) => {
                for piece in pieces {
                    if let Piece::Value(value) = piece {
                        visit(value);
                    }
                }
            }
            Tuple(items) | Vector(items) | Range(items) | Block(items) | Declare(_, items) => {
                items.iter().for_each(visit)
            }
            Matrix(rows) => rows.iter().flatten().for_each(visit),
            Comprehension(inner) => {
                visit(&inner.body);
                for clause in &inner.clauses {
                    visit(&clause.pattern);
                    visit(&clause.values);
                    clause.condition.iter().for_each(&mut *visit);
                }
            }
            Call(call) => {
                visit(&call.callee);
                call.arguments.iter().for_each(|argument| visit(&argument.value));
            }
            Index(array, indices) => {
                visit(array);
                indices.iter().for_each(visit);
            }
            Field(inner, _) | Adjoint(inner) | Prefix(_, inner) | Splat(inner) | Return(Some(inner)) => {
                visit(inner)
            }
            Typed(value, annotation) => {
                if let Some(value) = value {
                    visit(value);
                }
                visit(annotation);
            }
            Fold(first, steps) | Comparison(first, steps) => {
                visit(first);
                steps.iter().for_each(|step| visit(&step.right));
            }
            Logic(_, left, right) | Assign(left, right) | Update(_, left, right) | While(left, right) => {
                visit(left);
                visit(right);
            }
            Function(function) => {
                function
                    .variables
                    .iter()
                    .filter_map(|variable| variable.bound.as_ref())
                    .for_each(&mut *visit);
                for parameter in function.parameters.iter().chain(&function.keywords) {
                    visit(&parameter.pattern);
                    parameter.annotation.iter().chain(&parameter.default).for_each(&mut *visit);
                }
                visit(&function.body);
            }
            If(branches, otherwise) => {
                for (condition, body) in branches {
                    visit(condition);
                    visit(body);
                }
                otherwise.iter().for_each(|body| visit(body));
            }
            For(clauses, body) => {
                for (pattern, values) in clauses {
                    visit(pattern);
                    visit(values);
                }
                visit(body);
            }
            Let(bindings, body) => {
                bindings.iter().for_each(&mut *visit);
                visit(body);
            }
            Curly(head, parameters) => {
                visit(head);
                parameters.iter().for_each(visit);
            }
            Subtype(inner) => visit(inner),
            Where(inner, variables) => {
                visit(inner);
                variables.iter().filter_map(|variable| variable.bound.as_ref()).for_each(visit);
            }
            Struct(definition) => {
                definition.supertype.iter().for_each(&mut *visit);
                definition.fields.iter().filter_map(|(_, kind)| kind.as_ref()).for_each(&mut *visit);
                definition.constructors.iter().for_each(visit);
            }
            Abstract(_, supertype) => supertype.iter().for_each(|supertype| visit(supertype)),
            Try(attempt) => {
                visit(&attempt.body);
                attempt.catch.iter().for_each(|(_, handler)| visit(handler));
                attempt.finally.iter().for_each(visit);
            }
        }
    }
}
