//! The subtype relation for types with parameters, type variables and unions; and which values belong to a type.

use super::super::value::{Range, Value};
use super::{DefinedType, Type, TypeForm, defined, type_of};

/// Whether `kind` is a subtype of `supertype`, where at least one of them was defined by a program.
pub(super) fn is_subtype(kind: Type, supertype: Type) -> bool {
    let (lower, upper) = (defined(kind), defined(supertype));
    let form = |made: &'_ Option<std::rc::Rc<DefinedType>>| made.as_ref().map(|made| made.clone());
    match form(&lower).as_deref().map(|made| &made.form) {
        Some(TypeForm::Union(members)) => return members.iter().all(|member| member.is_subtype(supertype)),
        Some(TypeForm::Variable) => return kind.supertype().is_subtype(supertype),
        _ => {}
    }
    match upper.as_deref() {
        Some(DefinedType { form: TypeForm::Union(members), .. }) => {
            members.iter().any(|member| kind.is_subtype(*member))
        }
        Some(DefinedType { form: TypeForm::Variable, supertype: bound, .. }) => kind.is_subtype(*bound),
        Some(DefinedType { form: TypeForm::Parametric(head, wanted), .. }) => match lower.as_deref() {
            Some(DefinedType { form: TypeForm::Parametric(own, actual), .. }) => {
                own.is_subtype(*head)
                    && actual.len() == wanted.len()
                    && actual.iter().zip(wanted).all(|(a, b)| parameter_fits(*a, *b, *head))
            }
            _ => kind != Type::Any && kind.supertype().is_subtype(supertype),
        },
        _ => match lower.as_deref() {
            Some(DefinedType { form: TypeForm::Parametric(head, _), .. }) => head.is_subtype(supertype),
            _ => kind != Type::Any && kind.supertype().is_subtype(supertype),
        },
    }
}

/// Whether a type parameter matches another. Tuples are covariant; all other types are invariant.
fn parameter_fits(actual: Type, wanted: Type, head: Type) -> bool {
    let variable = matches!(defined(wanted).as_deref(), Some(DefinedType { form: TypeForm::Variable, .. }));
    actual == wanted || ((variable || head == Type::Tuple) && actual.is_subtype(wanted))
}

/// Whether `value` is of type `asked`.
pub fn is_a(value: &Value, asked: Type) -> bool {
    Bindings::default().takes(value, asked)
}

/// The bindings of a signature's type variables in a call.
#[derive(Debug, Default)]
pub struct Bindings(Vec<(Type, Type)>);

impl Bindings {
    /// The type that a variable is bound to; its upper bound if it is unbound.
    pub fn of(&self, variable: Type) -> Type {
        let bound = self.0.iter().find(|(known, _)| *known == variable);
        bound.map_or(variable.supertype(), |(_, kind)| *kind)
    }

    /// Whether `value` is of type `asked`, binding the variables in it consistently.
    pub fn takes(&mut self, value: &Value, asked: Type) -> bool {
        if asked == Type::Any {
            return true;
        }
        let Some(row) = defined(asked) else { return type_of(value).is_subtype(asked) };
        match &row.form {
            TypeForm::Union(members) => members.iter().any(|member| self.takes(value, *member)),
            TypeForm::Variable => self.takes(value, row.supertype) && self.bind(asked, super::full(value)),
            TypeForm::Parametric(Type::Tuple, wanted) => match value {
                Value::Tuple(tuple) => {
                    tuple.items().len() == wanted.len()
                        && tuple.items().iter().zip(wanted).all(|(item, wanted)| self.takes(item, *wanted))
                }
                _ => false,
            },
            TypeForm::Parametric(head, wanted) => {
                type_of(value).is_subtype(*head) && {
                    let actual = parameters(value);
                    actual.len() >= wanted.len()
                        && actual.iter().zip(wanted).all(|(actual, wanted)| self.matches(*actual, *wanted))
                }
            }
            // `::typeof(f)`: only that function.
            TypeForm::Abstract if row.supertype == Type::Function => {
                type_of(value) == Type::Function && super::singleton(value).is_ok_and(|kind| kind == asked)
            }
            _ => type_of(value).is_subtype(asked),
        }
    }

    fn matches(&mut self, actual: Type, wanted: Type) -> bool {
        match defined(wanted).as_deref() {
            Some(DefinedType { form: TypeForm::Variable, supertype, .. }) => {
                actual.is_subtype(*supertype) && self.bind(wanted, actual)
            }
            Some(DefinedType { form: TypeForm::Parametric(head, inner), .. }) => {
                actual == wanted
                    || matches!(defined(actual).as_deref(),
                        Some(DefinedType { form: TypeForm::Parametric(own, given), .. })
                            if own == head
                                && given.len() == inner.len()
                                && given.iter().zip(inner).all(|(given, inner)| self.matches(*given, *inner)))
            }
            _ => actual == wanted,
        }
    }

    /// Binds `variable` to `kind`; `false` if it is already bound to another type.
    fn bind(&mut self, variable: Type, kind: Type) -> bool {
        match self.0.iter().find(|(known, _)| *known == variable) {
            Some((_, bound)) => *bound == kind,
            None => {
                self.0.push((variable, kind));
                true
            }
        }
    }
}

/// The parameters of the type of `value`, except for tuples.
pub(super) fn parameters(value: &Value) -> Vec<Type> {
    match value {
        Value::Array(array) => {
            let mut parameters = vec![array.element];
            if array.rank() != 1 && array.rank() != 2 {
                let rank = array.rank() as i64;
                let count = DefinedType {
                    name: rank.to_string().into(),
                    supertype: Type::Any,
                    form: TypeForm::Count(rank),
                };
                parameters.extend(super::intern(count));
            }
            parameters
        }
        Value::Range(range) => match **range {
            Range::Int { unit: true, .. } => vec![Type::Int],
            Range::Int { .. } => vec![Type::Int; 2],
            Range::Float { .. } => vec![Type::Float, Type::TwicePrecision, Type::TwicePrecision],
        },
        Value::Dict(dict) => {
            let (key, entry) = dict.types();
            vec![key, entry]
        }
        // These may contain themselves, so only the outermost type is given.
        Value::Pair(pair) => vec![type_of(&pair.0), type_of(&pair.1)],
        Value::Ref(inner) => vec![type_of(&inner.value.borrow())],
        Value::Type(inner) => vec![*inner],
        Value::Struct(object) => match defined(object.kind).as_deref() {
            Some(DefinedType { form: TypeForm::Parametric(_, parameters), .. }) => parameters.clone(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

impl Bindings {
    /// Bindings of variables to explicitly given types.
    pub fn given(variables: &[Type], types: &[Type]) -> Bindings {
        Bindings(variables.iter().copied().zip(types.iter().copied()).collect())
    }

    /// `kind`, or the type it is bound to if it is a bound variable.
    pub fn resolved(&self, kind: Type) -> Type {
        self.0.iter().find(|(known, _)| *known == kind).map_or(kind, |(_, bound)| *bound)
    }
}

/// The field names of a struct; empty for any other type.
pub fn fields(kind: Type) -> Vec<std::rc::Rc<str>> {
    match defined(head(kind)).as_deref() {
        Some(DefinedType { form: TypeForm::Struct(layout), .. }) => layout.fields.clone(),
        _ => Vec::new(),
    }
}

/// The type without its parameters.
pub fn head(kind: Type) -> Type {
    match defined(kind).as_deref() {
        Some(DefinedType { form: TypeForm::Parametric(head, _), .. }) => *head,
        _ => kind,
    }
}
