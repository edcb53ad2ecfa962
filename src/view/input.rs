//! How a parameter is stepped with keys, dragged, and typed.

use super::typed;
use crate::lesson::show;
use crate::lesson::spec::Param;

/// How far a drag leads from one end of a parameter's range to the other, in CSS pixels, and the bounds for one step.
const FULL_DRAG: f64 = 420.0;
const STEP_DRAG: (f64, f64) = (3.0, 12.0);

/// The value after a key: arrows move one step, with Shift ten; Home and End go to the ends.
pub fn value_of_key(spec: &Param, value: f64, key: &str, is_large: bool) -> Option<f64> {
    let step = if is_large { 10.0 * spec.step } else { spec.step };
    match key {
        "ArrowRight" | "ArrowUp" => Some(value + step),
        "ArrowLeft" | "ArrowDown" => Some(value - step),
        "PageUp" => Some(value + 10.0 * spec.step),
        "PageDown" => Some(value - 10.0 * spec.step),
        "Home" => Some(spec.min),
        "End" => Some(spec.max),
        _ => None,
    }
}

/// How far a drag moves for one step, in CSS pixels.
pub fn pixels_of_step(spec: &Param) -> f64 {
    let steps = ((spec.max - spec.min) / spec.step).max(1.0);
    (FULL_DRAG / steps).clamp(STEP_DRAG.0, STEP_DRAG.1)
}

/// A value as it is typed: with the keyboard's minus sign.
pub fn plain(spec: &Param, value: f64) -> String {
    show::param(spec, value).replace('−', "-")
}

/// Reads what was typed for a parameter; what is not a number in its range gets words.
pub fn parse(spec: &Param, typed: &str) -> Result<f64, String> {
    let text = typed.trim().replace('−', "-").replace(',', ".");
    let value = typed::number(&text).ok_or_else(|| format!("“{}” is not a number", typed.trim()))?;
    if (spec.min..=spec.max).contains(&value) {
        Ok(value)
    } else {
        Err(format!("between {} and {}, please", show::param(spec, spec.min), show::param(spec, spec.max)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate() -> Param {
        Param {
            name: "η".into(),
            label: "learning rate".into(),
            value: 0.1,
            min: -1.0,
            max: 1.0,
            step: 0.01,
            integer: false,
            identity: String::new(),
        }
    }

    #[test]
    fn what_is_typed_is_a_number_in_range_or_gets_words() {
        for (typed, expected) in [
            ("0.25", Ok(0.25)),
            (" −0.5 ", Ok(-0.5)),
            ("0,5", Ok(0.5)),
            ("1e-2", Ok(0.01)),
            ("", Err("“” is not a number")),
            ("half", Err("“half” is not a number")),
            ("NaN", Err("between −1.00 and 1.00, please")),
            ("1e999", Err("between −1.00 and 1.00, please")),
        ] {
            assert_eq!(parse(&rate(), typed), expected.map_err(str::to_owned), "{typed}");
        }
    }

    #[test]
    fn keys_step() {
        let after = |key, is_large| value_of_key(&rate(), 0.5, key, is_large);
        assert_eq!(after("ArrowUp", false), Some(0.51));
        assert_eq!(after("ArrowLeft", true), Some(0.4));
        assert_eq!(after("Home", false), Some(-1.0));
        assert_eq!(after("Tab", false), None);
    }
}
