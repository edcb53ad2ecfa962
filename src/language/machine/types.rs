//! Type definitions at run time, and the fields of structs.

use std::rc::Rc;

use super::super::code::StructDefinition;
use super::super::error::{self, Fallible, Raised};
use super::super::types::{
    self, DefinedType, StructLayout, Type, TypeForm, apply_type, defined, intern, union,
};
use super::super::value::{Object, Value};
use super::Machine;
use crate::language::entries;

impl Machine {
    /// Defines a struct type as a global. The parameters, the fields' types and the supertype are on the stack.
    pub(super) fn define_struct(&mut self, fields: &StructDefinition) -> Fallible<()> {
        let supertype = self.pop_type("An abstract type")?;
        let types = self.pop_types(fields.names.len())?;
        let variables = self.pop_types(fields.variables as usize)?;
        check_supertype(supertype, &fields.name)?;
        let layout = StructLayout {
            fields: fields.names.clone(),
            types,
            variables,
            mutable: fields.mutable,
            has_default_constructor: fields.has_default_constructor,
        };
        let kind =
            intern(DefinedType { name: fields.name.clone(), supertype, form: TypeForm::Struct(layout) })?;
        self.globals.define_type(fields.global, kind)
    }

    /// `abstract type name <: supertype end`. The supertype is on the stack.
    pub(super) fn define_abstract(&mut self, name: Rc<str>, global: u32) -> Fallible<()> {
        let supertype = self.pop_type("An abstract type")?;
        check_supertype(supertype, &name)?;
        let kind = intern(DefinedType { name, supertype, form: TypeForm::Abstract })?;
        self.globals.define_type(global, kind)
    }

    /// A type variable with the bound that is on the stack.
    pub(super) fn type_variable(&mut self, name: Rc<str>) -> Fallible<Value> {
        let supertype = self.pop_type("A type")?;
        intern(DefinedType { name, supertype, form: TypeForm::Variable }).map(Value::Type)
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
                .hint("Before curly braces goes a type with parameters, such as `Vector`."));
            }
        };
        if head == Type::Union {
            return union(parameters).map(Value::Type);
        }
        apply_type(head, parameters).map(Value::Type)
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

    /// A value of the struct type `kind`, possibly with parameters. Fields are converted to their types.
    pub fn new_object(&mut self, kind: Type, values: Vec<Value>) -> Fallible<Value> {
        let head = types::head(kind);
        let Some(row) = defined(head) else { return Err(error::no_method(&kind.name(), &values, &[])) };
        let TypeForm::Struct(layout) = &row.form else {
            return Err(Raised::new(format!(
                "MethodError: no constructors have been defined for {}",
                kind.name()
            ))
            .hint("An abstract type has no values of its own: construct one of its subtypes instead."));
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
                "`{}` has {} fields, but got {} values.",
                row.name,
                layout.fields.len(),
                values.len()
            )));
        }
        let mut bindings = types::Bindings::default();
        let mut converts = layout.variables.is_empty();
        if let Some(DefinedType { form: TypeForm::Parametric(_, given), .. }) = defined(kind).as_deref() {
            bindings = types::Bindings::given(&layout.variables, given);
            converts = true;
        }
        // If the parameters are inferred from the values, there is nothing to convert to.
        let mut pairs = values.iter().zip(&layout.types);
        if !converts && !pairs.all(|(value, asked)| bindings.takes(value, bindings.resolved(*asked))) {
            let name = &row.name;
            return Err(error::no_method(name, &values, &[]).hint(format!(
                "Fields that share a type parameter must have values of one type: give that type, as in `{name}{{Float64}}(…)`."
            )));
        }
        let mut fields = Vec::with_capacity(layout.fields.len());
        for (value, asked) in values.into_iter().zip(&layout.types) {
            let asked = bindings.resolved(*asked);
            fields.push(if bindings.takes(&value, asked) { value } else { entries::convert(value, asked)? });
        }
        // Fields that `new` got no value for stay unset, as in the last node of a linked list.
        fields.resize(layout.fields.len(), Value::Unset);
        let kind = match layout.variables.is_empty() {
            true => head,
            false => {
                apply_type(head, layout.variables.iter().map(|variable| bindings.of(*variable)).collect())?
            }
        };
        Ok(Value::Struct(Rc::new(Object::new(kind, row.clone(), fields))))
    }

    /// `object.name = value`.
    pub fn set_field(&mut self, object: &Value, name: &str, value: Value) -> Fallible<()> {
        if let (Value::Tracked(number), "data", Some(new)) = (object, name, value.number()) {
            number.overwrite(new);
            return Ok(());
        }
        let Value::Struct(inner) = object else {
            return Err(Raised::new(format!("type {} has no field {name}", types::type_name(object)))
                .hint("Only the fields of a `mutable struct` can be assigned."));
        };
        let (Some(layout), Some(position)) = (inner.layout(), inner.position(name)) else {
            return Err(super::fields::no_field(object, name));
        };
        if !layout.mutable {
            let kind = inner.kind.name();
            return Err(Raised::new(format!("setfield! immutable struct of type {kind} cannot be changed"))
                .hint(format!(
                    "Define it as `mutable struct {kind}`, or construct a new value with a different `{name}`."
                )));
        }
        let asked = match defined(inner.kind).as_deref() {
            Some(DefinedType { form: TypeForm::Parametric(_, given), .. }) => {
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

fn check_supertype(supertype: Type, name: &str) -> Fallible<()> {
    let abstract_ = match defined(supertype) {
        Some(row) => match &row.form {
            TypeForm::Abstract => true,
            TypeForm::Parametric(head, _) => {
                matches!(defined(*head).as_deref(), None | Some(DefinedType { form: TypeForm::Abstract, .. }))
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
        .contains(&supertype),
    };
    if abstract_ {
        return Ok(());
    }
    Err(Raised::new(format!("invalid subtyping in definition of {name}")).hint(format!(
        "`{}` is a concrete type and cannot have subtypes: only abstract types can.",
        supertype.name()
    )))
}

/// A type parameter: a type, or an integer.
fn as_parameter(value: &Value) -> Fallible<Type> {
    match value {
        Value::Type(kind) => Ok(*kind),
        Value::Int(count) => intern(DefinedType {
            name: count.to_string().into(),
            supertype: Type::Any,
            form: TypeForm::Count(*count),
        }),
        Value::Nothing => Ok(Type::Nothing),
        other => Err(not_a_type(other, "A type")),
    }
}

fn not_a_type(value: &Value, what: &str) -> Box<Raised> {
    let kind = types::type_name(value);
    Raised::new(format!("TypeError: in type definition, expected Type, got a value of type {kind}"))
        .hint(format!("{what} is needed here, such as `Real`, not a value."))
}
