//! Tests and measurements of time: what `@test`, `@testset`, `@time` and `@elapsed` call.

use super::base;
use crate::language::display::plain;
use crate::language::error::{self, Fallible, Raised};
use crate::language::types::is_a;
use crate::language::value::Native;
use crate::language::{Machine, OWN, Value};

pub(super) static NATIVES: &[Native] = &[
    own("_tick", (0, 0), "Begins a measurement.", ("@elapsed(1) >= 0", "true"), |machine, _| {
        let now = machine.now();
        machine.timers.push(now);
        Ok(Value::Nothing)
    }),
    own(
        "_elapsed",
        (1, 1),
        "The seconds since a measurement began.",
        ("@elapsed(1) isa Float64", "true"),
        |machine, _| Ok(Value::Float(ended(machine))),
    ),
    own(
        "_told_time",
        (1, 1),
        "The value, after printing how long it took to compute.",
        ("@time 1 + 1", "  0.000000 seconds\n2"),
        |machine, arguments| {
            let seconds = ended(machine);
            machine.print(&format!("  {seconds:.6} seconds\n"))?;
            Ok(arguments.values[0].clone())
        },
    ),
    base(
        "sleep",
        (1, 1),
        "Waits in Julia; here it only uses up the time that a cell may take.",
        ("sleep(0.001)", ""),
        |machine, arguments| match arguments.values[0].number() {
            Some(seconds) if seconds >= 0.0 => {
                machine.charge_time(seconds * 1000.0)?;
                Ok(Value::Nothing)
            }
            Some(_) => Err(error::argument("cannot sleep for a negative time")),
            None => Err(error::no_method("sleep", arguments.values, &[])),
        },
    ),
    own("_test", (2, 2), "Checks a condition.", ("@test 1 + 1 == 2", "Test Passed"), |machine, arguments| {
        let [code, condition] = arguments.values else { return Ok(Value::Nothing) };
        match condition {
            Value::Bool(truth) => counted(machine, *truth, &format!("  Expression: {}", plain(code))),
            other => Err(error::not_boolean(other)),
        }
    }),
    own(
        "_test_throws",
        (3, 3),
        "Checks that an expression raises an error of a type.",
        ("@test_throws DomainError sqrt(-1)", "Test Passed"),
        |machine, arguments| {
            let [code, Value::Type(wanted), tried] = arguments.values else {
                return Err(error::no_method("@test_throws", arguments.values, &[])
                    .hint("Name the type of the error first: `@test_throws DomainError sqrt(-1)`."));
            };
            let code = plain(code);
            let problem = match machine.call(tried, &[]) {
                Ok(_) => {
                    format!("  Expression: {code}\n    Expected: {}\n  No exception thrown", wanted.name())
                }
                Err(raised) if raised.spent => return Err(raised),
                Err(raised) => {
                    let thrown = raised.value();
                    if is_a(&thrown, *wanted) {
                        return counted(machine, true, "");
                    }
                    format!(
                        "  Expression: {code}\n    Expected: {}\n      Thrown: {}",
                        wanted.name(),
                        raised.message
                    )
                }
            };
            counted(machine, false, &problem)
        },
    ),
    own(
        "_testset",
        (2, 2),
        "Runs tests and tells how many passed.",
        (
            "@testset \"sums\" begin; @test 1 + 1 == 2; end",
            "Test Summary: | Pass  Total\nsums          |    1      1\n",
        ),
        |machine, arguments| {
            let [name, body] = arguments.values else { return Ok(Value::Nothing) };
            machine.tests.push([0, 0]);
            let result = machine.call(body, &[]);
            let [passed, failed] = machine.tests.pop().unwrap_or_default();
            result?;
            if let Some(outer) = machine.tests.last_mut() {
                outer[0] += passed;
                outer[1] += failed;
                return Ok(Value::Nothing);
            }
            summarised(machine, &plain(name), passed, failed)
        },
    ),
];

const fn own(
    name: &'static str,
    arity: (usize, usize),
    help: &'static str,
    example: (&'static str, &'static str),
    call: super::Call,
) -> Native {
    Native { module: OWN, ..base(name, arity, help, example, call) }
}

/// Ends the measurement that began last; its seconds.
fn ended(machine: &mut Machine) -> f64 {
    let now = machine.now();
    machine.timers.pop().map_or(0.0, |start| (now - start) / 1000.0)
}

/// Counts a test in the test set that is open. Outside one, a test that fails stops the program.
fn counted(machine: &mut Machine, passed: bool, problem: &str) -> Fallible<Value> {
    if !passed {
        machine.print(&format!("Test Failed\n{problem}\n"))?;
    }
    match (machine.tests.last_mut(), passed) {
        (Some(counts), _) => {
            counts[usize::from(!passed)] += 1;
            Ok(Value::Nothing)
        }
        (None, true) => machine.globals.own("_passed"),
        (None, false) => Err(Raised::new("There was an error during testing")
            .hint("The condition of this `@test` is false; what was tested is printed above.")),
    }
}

/// The table below a test set, as Julia prints it.
fn summarised(machine: &mut Machine, name: &str, passed: usize, failed: usize) -> Fallible<Value> {
    let width = name.chars().count().max("Test Summary:".len());
    let gap = |text: &str| " ".repeat(width - text.chars().count());
    let total = passed + failed;
    let (head, row) = match failed {
        0 => ("Pass  Total".to_owned(), format!("{passed:>4}  {total:>5}")),
        _ => ("Pass  Fail  Total".to_owned(), format!("{passed:>4}  {failed:>4}  {total:>5}")),
    };
    machine.print(&format!(
        "Test Summary:{} | {head}\n{name}{} | {row}\n",
        gap("Test Summary:"),
        gap(name)
    ))?;
    if failed == 0 {
        return Ok(Value::Nothing);
    }
    Err(Raised::new(format!(
        "Some tests did not pass: {passed} passed, {failed} failed, 0 errored, 0 broken."
    ))
    .hint("What was tested and failed is printed above."))
}
