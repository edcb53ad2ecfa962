//! How types compare that have parameters, variables or alternatives, and which values are of them.

use super::super::value::{Range, Value};
use super::{Form, Made, Type, made, type_of};

/// Whether every value of type `kind` is one of `above`, where at least one of them was made by a program.
pub(super) fn is_subtype(kind: Type, above: Type) -> bool {
    let (lower, upper) = (made(kind), made(above));
    let form = |made: &'_ Option<std::rc::Rc<Made>>| made.as_ref().map(|made| made.clone());
    match form(&lower).as_deref().map(|made| &made.form) {
        Some(Form::Union(members)) => return members.iter().all(|member| member.is_subtype(above)),
        Some(Form::Variable) => return kind.above().is_subtype(above),
        _ => {}
    }
    match upper.as_deref() {
        Some(Made { form: Form::Union(members), .. }) => {
            members.iter().any(|member| kind.is_subtype(*member))
        }
        Some(Made { form: Form::Variable, above: bound, .. }) => kind.is_subtype(*bound),
        Some(Made { form: Form::Of(head, wanted), .. }) => match lower.as_deref() {
            Some(Made { form: Form::Of(own, actual), .. }) => {
                own.is_subtype(*head)
                    && actual.len() == wanted.len()
                    && actual.iter().zip(wanted).all(|(a, b)| parameter_fits(*a, *b, *head))
            }
            _ => kind != Type::Any && kind.above().is_subtype(above),
        },
        _ => match lower.as_deref() {
            Some(Made { form: Form::Of(head, _), .. }) => head.is_subtype(above),
            _ => kind != Type::Any && kind.above().is_subtype(above),
        },
    }
}

/// Whether a parameter fits another: tuples may hold what is more special, everything else the same.
fn parameter_fits(actual: Type, wanted: Type, head: Type) -> bool {
    let variable = matches!(made(wanted).as_deref(), Some(Made { form: Form::Variable, .. }));
    actual == wanted || ((variable || head == Type::Tuple) && actual.is_subtype(wanted))
}

/// Whether `value` is of type `asked`.
pub fn is_a(value: &Value, asked: Type) -> bool {
    Bindings::default().takes(value, asked)
}

/// What the variables of a signature stand for in a call.
#[derive(Debug, Default)]
pub struct Bindings(Vec<(Type, Type)>);

impl Bindings {
    /// What a variable stands for; its bound, if nothing says.
    pub fn of(&self, variable: Type) -> Type {
        let bound = self.0.iter().find(|(known, _)| *known == variable);
        bound.map_or(variable.above(), |(_, kind)| *kind)
    }

    /// Whether `value` is of type `asked`, with every variable standing for one type.
    pub fn takes(&mut self, value: &Value, asked: Type) -> bool {
        if asked == Type::Any {
            return true;
        }
        let Some(row) = made(asked) else { return type_of(value).is_subtype(asked) };
        match &row.form {
            Form::Union(members) => members.iter().any(|member| self.takes(value, *member)),
            Form::Variable => self.takes(value, row.above) && self.bind(asked, super::full(value)),
            Form::Of(Type::Tuple, wanted) => match value {
                Value::Tuple(tuple) => {
                    tuple.items().len() == wanted.len()
                        && tuple.items().iter().zip(wanted).all(|(item, wanted)| self.takes(item, *wanted))
                }
                _ => false,
            },
            Form::Of(head, wanted) => {
                type_of(value).is_subtype(*head) && {
                    let actual = parameters(value);
                    actual.len() >= wanted.len()
                        && actual.iter().zip(wanted).all(|(actual, wanted)| self.matches(*actual, *wanted))
                }
            }
            // `::typeof(f)`: that function alone.
            Form::Abstract if row.above == Type::Function => {
                type_of(value) == Type::Function && super::singleton(value).is_ok_and(|kind| kind == asked)
            }
            _ => type_of(value).is_subtype(asked),
        }
    }

    fn matches(&mut self, actual: Type, wanted: Type) -> bool {
        match made(wanted).as_deref() {
            Some(Made { form: Form::Variable, above, .. }) => {
                actual.is_subtype(*above) && self.bind(wanted, actual)
            }
            _ => actual == wanted,
        }
    }

    /// Lets `variable` stand for `kind`, unless it stands for another.
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

/// The parameters of the type of `value`, a tuple's excepted.
pub(super) fn parameters(value: &Value) -> Vec<Type> {
    match value {
        Value::Array(array) => {
            let mut parameters = vec![array.element];
            if array.rank() != 1 && array.rank() != 2 {
                let rank = array.rank() as i64;
                let count = Made { name: rank.to_string().into(), above: Type::Any, form: Form::Count(rank) };
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
        // Of what may hold itself, the outermost type only.
        Value::Pair(pair) => vec![type_of(&pair.0), type_of(&pair.1)],
        Value::Ref(inner) => vec![type_of(&inner.value.borrow())],
        Value::Type(inner) => vec![*inner],
        Value::Struct(object) => match made(object.kind).as_deref() {
            Some(Made { form: Form::Of(_, parameters), .. }) => parameters.clone(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

impl Bindings {
    /// Variables that stand for types which were written out.
    pub fn given(variables: &[Type], types: &[Type]) -> Bindings {
        Bindings(variables.iter().copied().zip(types.iter().copied()).collect())
    }

    /// `kind`, or what it stands for if it is a variable that stands for something.
    pub fn resolved(&self, kind: Type) -> Type {
        self.0.iter().find(|(known, _)| *known == kind).map_or(kind, |(_, bound)| *bound)
    }
}

/// The names of the fields of a struct; none for any other type.
pub fn fields(kind: Type) -> Vec<std::rc::Rc<str>> {
    match made(head(kind)).as_deref() {
        Some(Made { form: Form::Struct(layout), .. }) => layout.fields.clone(),
        _ => Vec::new(),
    }
}

/// The type without its parameters.
pub fn head(kind: Type) -> Type {
    match made(kind).as_deref() {
        Some(Made { form: Form::Of(head, _), .. }) => *head,
        _ => kind,
    }
}
