//! The WGSL of convolutions and of the largest entries of windows.

use crate::autodiff::attr::CallShapes;
use crate::tensor::kernels::Slide;
use crate::tensor::row_strides;

/// Statements that split the row-major index `at` in an array of this shape into indices of these names.
fn parts(shape: &[usize], names: [&str; 4]) -> String {
    let strides = row_strides(shape);
    let part = |axis: usize| {
        format!("let {} = at / {}u % {}u; ", names[axis], strides[axis].max(1), shape[axis].max(1))
    };
    (0..4).map(part).collect()
}

/// The row-major index of an entry.
fn index(shape: &[usize], places: [&str; 4]) -> String {
    let [_, b, c, d] = [0, 1, 2, 3].map(|axis| shape[axis]);
    format!("((({} * {b}u + {}) * {c}u + {}) * {d}u + {})", places[0], places[1], places[2], places[3])
}

/// How the window slides, or an empty window: the rows have checked the attributes.
fn slides(site: &CallShapes<'_>) -> [Slide; 2] {
    Slide::both(&site.attr.list)
        .unwrap_or([Slide { input: 0, kernel: 0, output: 0, stride: 1, pad: 0, dilation: 1 }; 2])
}

/// The index in the filter of entry `k` of the window.
fn read(site: &CallShapes<'_>, slide: &Slide, k: &str) -> String {
    if site.attr.backward { format!("({}u - {k})", slide.kernel.saturating_sub(1)) } else { k.to_owned() }
}

/// The head of a loop.
fn each(name: &str, count: usize) -> String {
    format!("for (var {name} = 0u; {name} < {count}u; {name}++) {{ ")
}

/// Where entry `k` of the window lies at the place `o`, as `i`; goes on with the next if that is outside. Before the
/// start the difference wraps around, so it is too large as well.
fn onto(slide: &Slide, axis: usize) -> String {
    format!(
        "let i{axis} = o{axis} * {}u + k{axis} * {}u - {}u; if (i{axis} >= {}u) {{ continue; }} ",
        slide.stride, slide.dilation, slide.pad, slide.input
    )
}

/// At which place of the window its entry `k` lies on `i`, as `o`; goes on with the next if there is none.
fn under(slide: &Slide, axis: usize) -> String {
    let Slide { stride, dilation, pad, output, .. } = slide;
    format!(
        "let d{axis} = i{axis} + {pad}u - k{axis} * {dilation}u; let o{axis} = d{axis} / {stride}u; \
         if (d{axis} % {stride}u != 0u || o{axis} >= {output}u) {{ continue; }} "
    )
}

/// One entry of the output of a convolution of the input `x0` with the filter `x1`.
pub(super) fn output(site: &CallShapes<'_>) -> String {
    let [a, b] = slides(site);
    let (mixed, own) = (site.x[1][2], site.x[1][3] / site.attr.size.max(1));
    format!(
        "{}var total = 0.0;\n  {}{}{}{}{}total += x0({}) * x1({}); }} }} }}\n  return total;",
        parts(&site.y, ["o0", "o1", "channel", "sample"]),
        each("k0", a.kernel),
        onto(&a, 0),
        each("k1", b.kernel),
        onto(&b, 1),
        each("c", mixed),
        index(&site.x[0], ["i0", "i1", &format!("(channel / {own}u * {mixed}u + c)"), "sample"]),
        index(&site.x[1], [&read(site, &a, "k0"), &read(site, &b, "k1"), "c", "channel"]),
    )
}

/// One entry of the input of a convolution, from the output `x0` and the filter `x1`.
pub(super) fn input(site: &CallShapes<'_>) -> String {
    let [a, b] = slides(site);
    let (mixed, own) = (site.x[1][2].max(1), site.x[1][3] / site.attr.size.max(1));
    let channel = format!("(own / {mixed}u * {own}u + c)");
    format!(
        "{}var total = 0.0;\n  {}{}{}{}{}total += x0({}) * x1({}); }} }} }}\n  return total;",
        parts(&site.y, ["i0", "i1", "own", "sample"]),
        each("k0", a.kernel),
        under(&a, 0),
        each("k1", b.kernel),
        under(&b, 1),
        each("c", own),
        index(&site.x[0], ["o0", "o1", &channel, "sample"]),
        index(
            &site.x[1],
            [&read(site, &a, "k0"), &read(site, &b, "k1"), &format!("(own % {mixed}u)"), &channel]
        ),
    )
}

/// One entry of the filter of a convolution, from the input `x0` and the output `x1`.
pub(super) fn filter(site: &CallShapes<'_>) -> String {
    let [a, b] = slides(site);
    let (mixed, own) = (site.y[2], site.y[3] / site.attr.size.max(1));
    format!(
        "{}let k0 = {}; let k1 = {}; var total = 0.0;\n  {}{}{}{}{}total += x0({}) * x1({}); }} }} }}\n  return total;",
        parts(&site.y, ["r0", "r1", "c", "channel"]),
        read(site, &a, "r0"),
        read(site, &b, "r1"),
        each("o0", a.output),
        onto(&a, 0),
        each("o1", b.output),
        onto(&b, 1),
        each("sample", site.x[0][3]),
        index(&site.x[0], ["i0", "i1", &format!("(channel / {own}u * {mixed}u + c)"), "sample"]),
        index(&site.x[1], ["o0", "o1", "channel", "sample"]),
    )
}

/// Searches the window at `o0`, `o1` of the input `x0` for its largest entry: its value is `best`, its index `found`.
fn search([a, b]: [Slide; 2], shape: &[usize], outside: &str) -> String {
    format!(
        "var best = {outside}; var found = 0u; var inside = false;
  {}{}{}{}let here = {}; if (!inside || x0(here) > best) {{ best = x0(here); found = here; inside = true; }} }} }}",
        each("k1", b.kernel),
        onto(&b, 1),
        each("k0", a.kernel),
        onto(&a, 0),
        index(shape, ["i0", "i1", "channel", "sample"]),
    )
}

/// What stands where `x0` has the largest entry of a window, as an expression in `best` and `found`; `outside` if the
/// window lies outside.
pub(super) fn largest(site: &CallShapes<'_>, outside: &str, result: &str) -> String {
    let start = if outside == "best" { "-3.4e38" } else { "0.0" };
    let places = parts(&site.y, ["o0", "o1", "channel", "sample"]);
    let search = search(slides(site), &site.x[0], start);
    format!("{places}{search}\n  if (!inside) {{ return {outside}; }}\n  return {result};")
}

/// The sum of the entries of `x1` for the windows whose largest entry in `x0` is this one.
pub(super) fn put(site: &CallShapes<'_>) -> String {
    let [a, b] = slides(site);
    format!(
        "{}var total = 0.0;\n  {}{}{}\n  if (inside && found == at) {{ total += x1({}); }} }} }}\n  return total;",
        parts(&site.y, ["own0", "own1", "channel", "sample"]),
        each("o0", a.output),
        each("o1", b.output),
        search([a, b], &site.x[0], "0.0"),
        index(&site.x[1], ["o0", "o1", "channel", "sample"]),
    )
}
