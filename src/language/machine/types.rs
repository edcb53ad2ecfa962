//! Types while a program runs: their definitions, and the fields of structs.

use std::rc::Rc;

use super::super::code::Fields;
use super::super::error::{self, Fallible, Raised};
use super::super::types::{self, Form, Layout, Made, Type, applied, intern, made, union};
use super::super::value::{Object, Value};
use super::Machine;
use crate::language::entries;

impl Machine {
    /// Makes the type of a struct and gives it its name. The parameters, the fields' types and the type above lie on
    /// the stack.
    pub(super) fn define_struct(&mut self, fields: &Fields) -> Fallible<()> {
        let above = self.pop_type("a type above")?;
        let types = self.pop_types(fields.names.len())?;
        let variables = self.pop_types(fields.variables as usize)?;
        check_above(above, &fields.name)?;
        let layout = Layout {
            fields: fields.names.clone(),
            types,
            variables,
            mutable: fields.mutable,
            open: fields.open,
        };
        let kind = intern(Made { name: fields.name.clone(), above, form: Form::Struct(layout) })?;
        self.globals.define_type(fields.global, kind)
    }

    /// `abstract type name <: above end`.
    pub(super) fn define_abstract(&mut self, name: Rc<str>, global: u32) -> Fallible<()> {
        let above = self.pop_type("a type above")?;
        check_above(above, &name)?;
        let kind = intern(Made { name, above, form: Form::Abstract })?;
        self.globals.define_type(global, kind)
    }

    /// A type variable with the bound that lies on the stack.
    pub(super) fn type_variable(&mut self, name: Rc<str>) -> Fallible<Value> {
        let above = self.pop_type("a bound")?;
        intern(Made { name, above, form: Form::Variable }).map(Value::Type)
    }

    /// `head{parameters}`, all on the stack.
    pub(super) fn apply_type(&mut self, count: u16) -> Fallible<Value> {
        let parameters = self.pop_types(count as usize)?;
        let head = match self.stack.pop() {
            Some(Value::Type(head)) => head,
            other => {
                let kind = types::type_name(&other.unwrap_or_default());
                return Err(Raised::new(format!(
                    "TypeError: in Type{{...}} expression, expected UnionAll, got {kind}"
                ))
                .hint("Before the curly brackets stands a type with parameters, such as `Vector`."));
            }
        };
        if head == Type::Union {
            return union(parameters).map(Value::Type);
        }
        applied(head, parameters).map(Value::Type)
    }

    fn pop_type(&mut self, what: &str) -> Fallible<Type> {
        match self.stack.pop() {
            Some(Value::Type(kind)) => Ok(kind),
            other => Err(not_a_type(&other.unwrap_or_default(), what)),
        }
    }

    fn pop_types(&mut self, count: usize) -> Fallible<Vec<Type>> {
        let values = self.stack.split_off(self.stack.len() - count);
        values.iter().map(as_parameter).collect()
    }

    /// A value of a struct: `kind` is the struct, perhaps with parameters. Fields are converted to their types.
    pub fn new_object(&mut self, kind: Type, values: Vec<Value>) -> Fallible<Value> {
        let head = types::head(kind);
        let Some(row) = made(head) else { return Err(error::no_method(&kind.name(), &values, &[])) };
        let Form::Struct(layout) = &row.form else {
            return Err(Raised::new(format!(
                "MethodError: no constructors have been defined for {}",
                kind.name()
            ))
            .hint("An abstract type has no values of its own: make one of a struct below it."));
        };
        if values.len() > layout.fields.len() {
            return Err(error::no_method(
                &kind.name(),
                &values,
                &[layout
                    .types
                    .iter()
                    .map(|kind| format!("::{}", kind.name()))
                    .collect::<Vec<_>>()
                    .join(", ")],
            )
            .hint(format!(
                "`{}` has {} fields, and got {} values.",
                row.name,
                layout.fields.len(),
                values.len()
            )));
        }
        let mut bindings = types::Bindings::default();
        let mut converts = layout.variables.is_empty();
        if let Some(Made { form: Form::Of(_, given), .. }) = made(kind).as_deref() {
            bindings = types::Bindings::given(&layout.variables, given);
            converts = true;
        }
        // Where the parameters come from the values, nothing tells what to convert to.
        let mut pairs = values.iter().zip(&layout.types);
        if !converts && !pairs.all(|(value, asked)| bindings.takes(value, bindings.resolved(*asked))) {
            let name = &row.name;
            return Err(error::no_method(name, &values, &[]).hint(format!(
                "Fields of one type parameter take values of one type: say which, as in `{name}{{Float64}}(…)`."
            )));
        }
        let mut fields = Vec::with_capacity(layout.fields.len());
        for (value, asked) in values.into_iter().zip(&layout.types) {
            let asked = bindings.resolved(*asked);
            fields.push(if bindings.takes(&value, asked) { value } else { entries::convert(value, asked)? });
        }
        // What `new` gave no value has none, as in a list whose last link points nowhere.
        fields.resize(layout.fields.len(), Value::Unset);
        let kind = match layout.variables.is_empty() {
            true => head,
            false => applied(head, layout.variables.iter().map(|variable| bindings.of(*variable)).collect())?,
        };
        Ok(Value::Struct(Rc::new(Object::new(kind, row.clone(), fields))))
    }

    /// `object.name = value`.
    pub fn set_field(&mut self, object: &Value, name: &str, value: Value) -> Fallible<()> {
        let Value::Struct(inner) = object else {
            return Err(Raised::new(format!("type {} has no field {name}", types::type_name(object)))
                .hint("Only the fields of a `mutable struct` can be given new values."));
        };
        let (Some(layout), Some(position)) = (inner.layout(), inner.position(name)) else {
            return Err(super::run::no_field(object, name));
        };
        if !layout.mutable {
            let kind = inner.kind.name();
            return Err(Raised::new(format!("setfield! immutable struct of type {kind} cannot be changed"))
                .hint(format!(
                    "Define it as `mutable struct {kind}`, or make a new value with another `{name}`."
                )));
        }
        let asked = match made(inner.kind).as_deref() {
            Some(Made { form: Form::Of(_, given), .. }) => {
                types::Bindings::given(&layout.variables, given).resolved(layout.types[position])
            }
            _ => layout.types[position],
        };
        let value = if types::is_a(&value, asked) { value } else { entries::convert(value, asked)? };
        let before = std::mem::replace(&mut inner.fields.borrow_mut()[position], value);
        drop(before);
        Ok(())
    }
}

fn check_above(above: Type, name: &str) -> Fallible<()> {
    let abstract_ = match made(above) {
        Some(row) => match &row.form {
            Form::Abstract => true,
            Form::Of(head, _) => {
                matches!(made(*head).as_deref(), None | Some(Made { form: Form::Abstract, .. }))
            }
            _ => false,
        },
        None => ![
            Type::Int,
            Type::Float,
            Type::Single,
            Type::Bool,
            Type::String,
            Type::Char,
            Type::Symbol,
            Type::Nothing,
        ]
        .contains(&above),
    };
    if abstract_ {
        return Ok(());
    }
    Err(Raised::new(format!("invalid subtyping in definition of {name}")).hint(format!(
        "`{}` is the type of values and has no types below it: only abstract types do.",
        above.name()
    )))
}

/// A parameter of a type: a type, or a number.
fn as_parameter(value: &Value) -> Fallible<Type> {
    match value {
        Value::Type(kind) => Ok(*kind),
        Value::Int(count) => {
            intern(Made { name: count.to_string().into(), above: Type::Any, form: Form::Count(*count) })
        }
        Value::Nothing => Ok(Type::Nothing),
        other => Err(not_a_type(other, "a type")),
    }
}

fn not_a_type(value: &Value, what: &str) -> Box<Raised> {
    let kind = types::type_name(value);
    Raised::new(format!("TypeError: in type definition, expected Type, got a value of type {kind}"))
        .hint(format!("Here stands {what}, such as `Real`, not a value."))
}
