//! Drops long chains of values without recursion.

use std::cell::RefCell;

use super::Value;

thread_local! {
    /// Values still to be dropped, while a drop is in progress.
    static WAITING: RefCell<Option<Vec<Value>>> = const { RefCell::new(None) };
}

/// Drops `values`. Values that contain others go on a worklist that the outermost drop processes, so that a chain of any
/// length (a tuple in a tuple in a tuple …) takes no stack.
pub(super) fn release(values: &mut Vec<Value>) {
    if !values.iter().any(Value::is_container) {
        return;
    }
    let values = std::mem::take(values);
    let outermost = WAITING.try_with(|waiting| {
        let mut waiting = waiting.borrow_mut();
        match waiting.as_mut() {
            Some(list) => {
                list.extend(values);
                false
            }
            None => {
                *waiting = Some(values);
                true
            }
        }
    });
    if outermost != Ok(true) {
        return;
    }
    // The list is borrowed only while popping a value, because dropping that value may add to it.
    while let Some(value) = WAITING.with(|waiting| waiting.borrow_mut().as_mut().and_then(Vec::pop)) {
        drop(value);
    }
    WAITING.with(|waiting| waiting.borrow_mut().take());
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn a_long_chain_is_dropped() {
        let mut chain = Value::Nothing;
        for _ in 0..1_000_000 {
            chain = Value::tuple(vec![chain]);
        }
        drop(chain);
    }
}
