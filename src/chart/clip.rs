//! Clipping lines to a rectangle and cutting them into dashes, neither of which backends do.

use super::{Point, Rect};

/// The parts of a line that lie in `rect`. The line is interrupted at points that are not finite.
pub fn clipped(points: impl IntoIterator<Item = Point>, rect: &Rect) -> Vec<Vec<Point>> {
    let mut parts: Vec<Vec<Point>> = Vec::new();
    let mut before: Option<Point> = None;
    let mut joined = false;
    for point in points {
        let finite = point.iter().all(|value| value.is_finite());
        if let (Some(from), true) = (before, finite) {
            match cut(from, point, rect) {
                Some([start, end]) => {
                    match parts.last_mut() {
                        Some(part) if joined && start == from => part.push(end),
                        _ => parts.push(vec![start, end]),
                    }
                    joined = end == point;
                }
                None => joined = false,
            }
        } else {
            joined = false;
        }
        before = finite.then_some(point);
    }
    parts
}

/// The part of a segment that lies in `rect` (Liang and Barsky 1984); `None` if an end is not finite.
pub fn cut(from: Point, to: Point, rect: &Rect) -> Option<[Point; 2]> {
    if !from.iter().chain(&to).all(|value| value.is_finite()) {
        return None;
    }
    let mut span = [0.0, 1.0];
    for axis in 0..2 {
        let run = to[axis] - from[axis];
        let (low, high) = (rect.min[axis] - from[axis], rect.max[axis] - from[axis]);
        if run == 0.0 {
            if low > 0.0 || high < 0.0 {
                return None;
            }
            continue;
        }
        let (enter, leave) = if run > 0.0 { (low / run, high / run) } else { (high / run, low / run) };
        span = [f64::max(span[0], enter), f64::min(span[1], leave)];
    }
    let at = |t: f64| match t {
        0.0 => from,
        1.0 => to,
        _ => [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])],
    };
    (span[0] < span[1]).then(|| [at(span[0]), at(span[1])])
}

/// A line cut into dashes of length `on` with gaps of length `off`.
pub fn dashed(points: &[Point], on: f64, off: f64) -> Vec<Vec<Point>> {
    let mut dashes = Vec::new();
    let (mut dash, mut left, mut drawing) = (Vec::new(), on, true);
    for pair in points.windows(2) {
        let [from, to] = [pair[0], pair[1]];
        let length = (to[0] - from[0]).hypot(to[1] - from[1]);
        let mut done = 0.0;
        if drawing && dash.is_empty() {
            dash.push(from);
        }
        while length - done > left {
            done += left;
            let t = done / length;
            let at = [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
            if drawing {
                dash.push(at);
                dashes.push(std::mem::take(&mut dash));
            } else {
                dash.push(at);
            }
            drawing = !drawing;
            left = if drawing { on } else { off };
        }
        left -= length - done;
        if drawing {
            dash.push(to);
        }
    }
    if dash.len() > 1 {
        dashes.push(dash);
    }
    dashes
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Rect = Rect { min: [0.0, 0.0], max: [10.0, 10.0] };

    #[track_caller]
    fn check(line: &[Point], expected: &[&[Point]]) {
        assert_eq!(clipped(line.iter().copied(), &BOX), expected);
    }

    #[test]
    fn lines_are_clipped_at_the_border() {
        check(&[[1.0, 1.0], [2.0, 2.0], [3.0, 1.0]], &[&[[1.0, 1.0], [2.0, 2.0], [3.0, 1.0]]]);
        check(&[[-5.0, 5.0], [15.0, 5.0]], &[&[[0.0, 5.0], [10.0, 5.0]]]);
        check(
            &[[5.0, 5.0], [5.0, 15.0], [7.0, 5.0]],
            &[&[[5.0, 5.0], [5.0, 10.0]], &[[6.0, 10.0], [7.0, 5.0]]],
        );
        check(&[[-1.0, 0.0], [-1.0, 9.0]], &[]);
        check(&[[1.0, 1.0], [f64::NAN, 2.0], [3.0, 3.0], [4.0, 4.0]], &[&[[3.0, 3.0], [4.0, 4.0]]]);
    }

    #[test]
    fn dashes_keep_their_length_around_corners() {
        let dashes = dashed(&[[0.0, 0.0], [3.0, 0.0], [3.0, 4.0]], 2.0, 2.0);
        assert_eq!(dashes, [vec![[0.0, 0.0], [2.0, 0.0]], vec![[3.0, 1.0], [3.0, 3.0]]]);
    }
}
