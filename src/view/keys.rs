//! How far the keys of the keyboard move a place in a figure.

/// The steps of one key press with Shift, and more steps than any range has.
const LARGE: f64 = 10.0;
const FAR: f64 = 1e9;

/// How many steps to the right and upwards a key asks for, with Shift or without.
pub fn steps_of_key(key: &str, is_large: bool) -> Option<[f64; 2]> {
    let size = if is_large { LARGE } else { 1.0 };
    match key {
        "Home" => Some([-FAR, 0.0]),
        "End" => Some([FAR, 0.0]),
        "PageUp" => Some([0.0, LARGE]),
        "PageDown" => Some([0.0, -LARGE]),
        _ => way_of_key(key).map(|way| way.map(|part| part * size)),
    }
}

/// Right and up for an arrow key.
pub fn way_of_key(key: &str) -> Option<[f64; 2]> {
    match key {
        "ArrowRight" => Some([1.0, 0.0]),
        "ArrowLeft" => Some([-1.0, 0.0]),
        "ArrowUp" => Some([0.0, 1.0]),
        "ArrowDown" => Some([0.0, -1.0]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_by_steps() {
        for (key, is_large, expected) in [
            ("ArrowRight", false, Some([1.0, 0.0])),
            ("ArrowUp", true, Some([0.0, 10.0])),
            ("ArrowDown", false, Some([0.0, -1.0])),
            ("PageDown", false, Some([0.0, -10.0])),
            ("Home", false, Some([-FAR, 0.0])),
            ("End", true, Some([FAR, 0.0])),
            (" ", false, None),
        ] {
            assert_eq!(steps_of_key(key, is_large), expected, "{key}");
        }
    }
}
