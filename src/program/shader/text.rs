//! The WGSL of one step: one invocation for each entry, one workgroup for each long sum or each tile of a matrix
//! product.

use super::dispatch::{Address, Dispatch, Region, SourceView, TooLarge};
use crate::autodiff::wgsl::{FUNCTIONS, folded, strided_index};
use crate::autodiff::{ArrayOp, Attr, CallShapes, Lowering, Op};
use crate::program::step::{Operand, Step, Work};
use crate::tensor::fused::{FusedLoop, Operand as Read, Registers};

/// The number of invocations in a workgroup.
const GROUP: usize = 64;
/// The number of invocations that share a sum, and the number of terms from which a sum is shared.
const TOGETHER: usize = 256;
const LONG: usize = 64;
/// The side of the square tiles of a matrix product.
const SIDE: usize = 16;
/// The largest number of workgroups along a dimension that every GPU supports.
const GROUPS: usize = 65_535;

/// The shader of a step. If it needs a list of indices, the list is appended to `lists`.
pub(super) fn step(
    step: &Step<f32>,
    registers: &Registers<f32>,
    addresses: &[Address],
    point_stride: usize,
    lists: &mut Vec<u32>,
) -> Result<Dispatch, TooLarge> {
    let len: usize = step.shape.iter().product();
    let out = Target { address: addresses[step.out], place: "at".into(), len, point_stride };
    Ok(match &step.work {
        Work::Fused(fused, ops) => {
            let value = fused_value(fused, ops, registers, addresses, step.out);
            let entries: usize = fused.sizes().iter().product();
            match fused.is_summed() {
                true => out.sum(
                    &format!("{FUNCTIONS}fn term(at: u32, k: u32) -> f32 {{\n{}\n}}\n", value("k")),
                    entries,
                ),
                false => {
                    out.entries(&format!("{FUNCTIONS}fn entry(at: u32) -> f32 {{\n{}\n}}\n", value("at")))
                }
            }
        }
        Work::Sums(place, count) => {
            let value = addresses[place.buffer].plus(place.offset).at(&format!("at * {count}u + k"));
            out.sum(&format!("fn term(at: u32, k: u32) -> f32 {{ return {value}; }}\n"), *count)
        }
        Work::Product(x, y) => out.product(x, y, addresses),
        Work::Row(op, attr, operands) => {
            let reads = reads(operands, addresses);
            let site = CallShapes {
                attr,
                x: operands.iter().map(|operand| operand.shape.clone()).collect(),
                y: step.shape.clone(),
            };
            match op.lowering {
                Lowering::Sum => {
                    let (place, count) = folded(&site, &site.y);
                    out.sum(
                        &format!("{reads}fn term(at: u32, k: u32) -> f32 {{ return x0({place}); }}\n"),
                        count,
                    )
                }
                _ => out.entries(&(reads + &row(op, attr, &site, lists)?)),
            }
        }
    })
}

/// The shader that copies an array to row-major order.
pub(super) fn copy(seen: &SourceView<'_>, to: Address, point_stride: usize) -> Dispatch {
    copied(seen, &Target { address: to, place: "at".into(), len: seen.shape.iter().product(), point_stride })
}

/// The shader that gathers the arrays of all points into one region, point after point.
pub(super) fn gather(seen: &SourceView<'_>, to: &Region, point_stride: usize) -> Dispatch {
    let address = Address { offset: to.offset, own: false };
    copied(
        seen,
        &Target {
            address,
            place: format!("group.z * {}u + at", to.point_stride),
            len: to.len(),
            point_stride,
        },
    )
}

fn copied(seen: &SourceView<'_>, to: &Target) -> Dispatch {
    let place = seen.from.at(&strided_index("at", seen.shape, seen.strides));
    to.entries(&format!("fn entry(at: u32) -> f32 {{ return {place}; }}\n"))
}

/// The WGSL functions that read the operands of a row.
fn reads(operands: &[Operand], addresses: &[Address]) -> String {
    let read = |(at, operand): (usize, &Operand)| {
        let start = addresses[operand.place.buffer].plus(operand.place.offset);
        let value = start.at(&strided_index("k", &operand.shape, &operand.place.strides));
        format!("fn x{at}(k: u32) -> f32 {{ return {value}; }}\n")
    };
    operands.iter().enumerate().map(read).collect()
}

fn row(op: &ArrayOp, attr: &Attr, site: &CallShapes<'_>, lists: &mut Vec<u32>) -> Result<String, TooLarge> {
    let body = op.wgsl(site).ok_or_else(|| TooLarge { operation: op.name, shape: site.x[0].clone() })?;
    let mut text = String::new();
    if body.contains("list(") {
        text = format!("fn list(k: u32) -> u32 {{ return lists[{}u + k]; }}\n", lists.len());
        lists.extend(attr.list.iter().map(|&place| u32::try_from(place).unwrap_or(u32::MAX)));
    }
    Ok(format!("{text}fn entry(at: u32) -> f32 {{\n  {body}\n}}\n"))
}

/// The WGSL statements that compute an entry of a fused loop, as a function of the name of its index.
fn fused_value(
    fused: &FusedLoop<f32>,
    ops: &[&'static Op],
    registers: &Registers<f32>,
    addresses: &[Address],
    out: usize,
) -> impl Fn(&str) -> String {
    let mut loads = Vec::new();
    for load in fused.loads() {
        loads.push((addresses[load.buffer.unwrap_or(out)].plus(load.offset), load.strides.clone()));
    }
    let sizes = fused.sizes().to_vec();
    let (mut constants, mut statements) = (String::new(), String::new());
    // The last operation that wrote each register.
    let mut written: Vec<(usize, usize)> = Vec::new();
    for (at, (fused_op, op)) in fused.ops().iter().zip(ops).enumerate() {
        let mut value = op.wgsl().to_owned();
        for (operand, name) in fused_op.operands.iter().zip(["{x}", "{y}", "{z}"]) {
            let read = match *operand {
                Read::Load(load) => format!("x{load}"),
                Read::Register(register) => match registers.number(register) {
                    Some(number) => {
                        let name = format!("c{register}");
                        if !constants.contains(&format!(" {name} ")) {
                            constants += &constant(&name, number);
                        }
                        name
                    }
                    None => {
                        let value =
                            written.iter().rev().find(|(own, _)| *own == register).map_or(0, |(_, at)| *at);
                        format!("v{value}")
                    }
                },
            };
            value = value.replace(name, &read);
        }
        statements += &format!("  let v{at} = {value};\n");
        written.push((fused_op.register, at));
    }
    let last = fused.ops().len().saturating_sub(1);
    move |index| {
        let mut text = constants.clone();
        for (at, (start, strides)) in loads.iter().enumerate() {
            text += &format!("  let x{at} = {};\n", start.at(&strided_index(index, &sizes, strides)));
        }
        text + &statements + &format!("  return v{last};")
    }
}

/// Declares a constant as a variable. As a literal it could make a constant expression overflow, which WGSL rejects.
fn constant(name: &str, number: f32) -> String {
    if number.is_finite() {
        // Written as a double: the shortest decimal of the largest `f32` would be rounded up to infinity.
        format!("  var {name} = {:?}f;\n", f64::from(number))
    } else {
        format!("  var {name}b = {}u; let {name} = bitcast<f32>({name}b);\n", number.to_bits())
    }
}

/// The region that a shader writes.
struct Target {
    address: Address,
    /// WGSL for the index of the entry `at`, relative to the address.
    place: String,
    len: usize,
    point_stride: usize,
}

impl Target {
    fn dispatch(
        &self,
        functions: &str,
        variables: &str,
        size: &str,
        main: &str,
        groups: [usize; 2],
    ) -> Dispatch {
        let text = format!(
            "@group(0) @binding(0) var<storage, read_write> memory: array<f32>;
@group(0) @binding(1) var<storage, read> lists: array<u32>;
var<private> origin: u32;
{variables}{functions}@compute @workgroup_size({size})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_id) own: vec3u,
) {{
  origin = group.z * {}u;
{main}}}
",
            self.point_stride
        );
        let groups = groups.map(|count| u32::try_from(count.min(GROUPS)).unwrap_or(u32::MAX));
        Dispatch { text, groups: [groups[0], groups[1], 1] }
    }

    /// One invocation for each entry, computed by the function `entry(at: u32) -> f32` in `functions`.
    fn entries(&self, functions: &str) -> Dispatch {
        let main = format!(
            "  for (var at = group.x * {GROUP}u + own.x; at < {}u; at += groups.x * {GROUP}u) {{ {} = entry(at); }}\n",
            self.len,
            self.address.at(&self.place)
        );
        self.dispatch(functions, "", &GROUP.to_string(), &main, [self.len.div_ceil(GROUP), 1])
    }

    /// Sums of `count` terms each, computed by the function `term(at: u32, k: u32) -> f32` in `functions`.
    fn sum(&self, functions: &str, count: usize) -> Dispatch {
        if count < LONG {
            let entry = format!(
                "fn entry(at: u32) -> f32 {{
  var total = 0.0;
  for (var k = 0u; k < {count}u; k++) {{ total += term(at, k); }}
  return total;
}}\n"
            );
            return self.entries(&(functions.to_owned() + &entry));
        }
        let main = format!(
            "  for (var at = group.x; at < {len}u; at += groups.x) {{
    var total = 0.0;
    for (var k = own.x; k < {count}u; k += {TOGETHER}u) {{ total += term(at, k); }}
    parts[own.x] = total;
    workgroupBarrier();
    for (var half = {half}u; half > 0u; half /= 2u) {{
      if (own.x < half) {{ parts[own.x] += parts[own.x + half]; }}
      workgroupBarrier();
    }}
    if (own.x == 0u) {{ {out} = parts[0]; }}
    workgroupBarrier();
  }}\n",
            len = self.len,
            half = TOGETHER / 2,
            out = self.address.at(&self.place)
        );
        let parts = format!("var<workgroup> parts: array<f32, {TOGETHER}>;\n");
        self.dispatch(functions, &parts, &TOGETHER.to_string(), &main, [self.len, 1])
    }

    /// A matrix product: each workgroup copies one tile of both operands after another to workgroup memory.
    fn product(&self, x: &Operand, y: &Operand, addresses: &[Address]) -> Dispatch {
        let (m, inner, n) = (x.shape[0], x.shape[1], y.shape[1]);
        let entry = |operand: &Operand, row: &str, column: &str| {
            let [down, right] = [operand.place.strides[0], operand.place.strides[1]];
            addresses[operand.place.buffer]
                .plus(operand.place.offset)
                .at(&format!("({row}) * {down}u + ({column}) * {right}u"))
        };
        let main = format!(
            "  let row = group.y * {SIDE}u + own.y;
  let column = group.x * {SIDE}u + own.x;
  let place = own.y * {SIDE}u + own.x;
  var total = 0.0;
  for (var start = 0u; start < {inner}u; start += {SIDE}u) {{
    left[place] = 0.0;
    right[place] = 0.0;
    if (row < {m}u && start + own.x < {inner}u) {{ left[place] = {x}; }}
    if (start + own.y < {inner}u && column < {n}u) {{ right[place] = {y}; }}
    workgroupBarrier();
    for (var k = 0u; k < {SIDE}u; k++) {{ total += left[own.y * {SIDE}u + k] * right[k * {SIDE}u + own.x]; }}
    workgroupBarrier();
  }}
  if (row < {m}u && column < {n}u) {{ {out} = total; }}\n",
            x = entry(x, "row", "start + own.x"),
            y = entry(y, "start + own.y", "column"),
            out = self.address.at(&format!("row * {n}u + column"))
        );
        let square = SIDE * SIDE;
        let variables = format!(
            "var<workgroup> left: array<f32, {square}>;\nvar<workgroup> right: array<f32, {square}>;\n"
        );
        self.dispatch("", &variables, &format!("{SIDE}, {SIDE}"), &main, [n.div_ceil(SIDE), m.div_ceil(SIDE)])
    }
}
