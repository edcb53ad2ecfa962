//! The WGSL of one step: one invocation for each entry, one workgroup for each long sum or each tile of a matrix
//! product.

use super::dispatch::{Address, Dispatch, SourceView, TooLarge};
use crate::autodiff::wgsl::{folded, functions as wgsl_functions, strided_index};
use crate::autodiff::{ArrayOp, Attr, CallShapes, Lowering, Op};
use crate::program::step::{Operand, Step, Work};
use crate::tensor::fused::{FusedLoop, Operand as Read, Registers};

/// The number of invocations in a workgroup.
const GROUP: usize = 64;
/// The number of invocations that share a sum, and the number of terms from which a sum is shared.
const TOGETHER: usize = 256;
const LONG: usize = 64;
/// The number of invocations along a side of the square tiles of a matrix product.
const SIDE: usize = 16;
/// The number of workgroups that is enough to keep a device busy.
const BUSY: usize = 64;
/// The distance between the rows of a tile in workgroup memory: odd, so that a column lies in different banks.
const PITCH: usize = SIDE + 1;
/// The largest number of workgroups along a dimension that every GPU supports.
const GROUPS: usize = 65_535;

/// The shader of a step. If it needs a list of indices, the list is appended to `lists`.
pub(super) fn step(
    step: &Step<f32>,
    registers: &Registers<f32>,
    addresses: &[Address],
    lists: &mut Vec<u32>,
) -> Result<Dispatch, TooLarge> {
    let out = Target { address: addresses[step.out], len: step.shape.iter().product() };
    Ok(match &step.work {
        Work::Fused(fused, ops) => {
            let value = fused_value(fused, ops, registers, addresses, step.out);
            let entries: usize = fused.sizes().iter().product();
            match fused.is_summed() {
                true => {
                    out.sum(&format!("fn term(at: u32, k: u32) -> f32 {{\n{}\n}}\n", value("k")), entries)
                }
                false => out.entries(&format!("fn entry(at: u32) -> f32 {{\n{}\n}}\n", value("at"))),
            }
        }
        Work::Sums(place, count) => {
            let value = addresses[place.buffer].plus(place.offset).at(&format!("at * {count}u + k"));
            out.sum(&format!("fn term(at: u32, k: u32) -> f32 {{ return {value}; }}\n"), *count)
        }
        Work::Product(x, y) if x.shape[0].max(y.shape[1]) > SIDE * GROUPS => {
            return Err(TooLarge { operation: "a product of matrices", shape: step.shape.clone() });
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

/// The shader that copies an array to another place, in row-major order.
pub(super) fn copy(seen: &SourceView<'_>, to: Address) -> Dispatch {
    let place = seen.from.at(&strided_index("at", seen.shape, seen.strides));
    Target { address: to, len: seen.shape.iter().product() }
        .entries(&format!("fn entry(at: u32) -> f32 {{ return {place}; }}\n"))
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
    len: usize,
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
        let called = wgsl_functions(functions);
        let text = format!(
            "@group(0) @binding(0) var<storage, read_write> memory: array<f32>;
@group(0) @binding(1) var<storage, read> lists: array<u32>;
var<private> point: u32;
{variables}{called}{functions}@compute @workgroup_size({size})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_id) own: vec3u,
) {{
  point = group.z;
{main}}}
"
        );
        let groups = groups.map(|count| u32::try_from(count.min(GROUPS)).unwrap_or(u32::MAX));
        Dispatch { text, groups: [groups[0], groups[1], 1] }
    }

    /// One invocation for each entry, computed by the function `entry(at: u32) -> f32` in `functions`.
    fn entries(&self, functions: &str) -> Dispatch {
        let main = format!(
            "  for (var at = group.x * {GROUP}u + own.x; at < {}u; at += groups.x * {GROUP}u) {{ {} = entry(at); }}\n",
            self.len,
            self.address.at("at")
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
            out = self.address.at("at")
        );
        let parts = format!("var<workgroup> parts: array<f32, {TOGETHER}>;\n");
        self.dispatch(functions, &parts, &TOGETHER.to_string(), &main, [self.len, 1])
    }

    /// A matrix product: each workgroup computes a square tile of it, and copies one tile of both operands after another
    /// to workgroup memory for that. Each invocation computes a square of entries, so that what it reads there is used
    /// several times.
    fn product(&self, x: &Operand, y: &Operand, addresses: &[Address]) -> Dispatch {
        let (m, inner, n) = (x.shape[0], x.shape[1], y.shape[1]);
        let each = square_of(m, n);
        let tile = each * SIDE;
        let copy_left = tile_copy(x, addresses, "left", "group.y", each, Turned::No);
        let copy_right = tile_copy(y, addresses, "right", "group.x", each, Turned::Yes);
        let (mut totals, mut add, mut write) = (String::new(), String::new(), String::new());
        for i in 0..each {
            add += &format!("      let x{i} = left[(own.y + {0}u) * {PITCH}u + k];\n", i * SIDE);
            add += &format!("      let y{i} = right[(own.x + {0}u) * {PITCH}u + k];\n", i * SIDE);
        }
        for i in 0..each {
            for j in 0..each {
                let (down, right) = (i * SIDE, j * SIDE);
                let row = format!("(group.y * {tile}u + own.y + {down}u)");
                let column = format!("(group.x * {tile}u + own.x + {right}u)");
                let out = self.address.at(&format!("{row} * {n}u + {column}"));
                totals += &format!("  var t{i}{j} = 0.0;\n");
                add += &format!("      t{i}{j} += x{i} * y{j};\n");
                write += &format!("  if ({row} < {m}u && {column} < {n}u) {{ {out} = t{i}{j}; }}\n");
            }
        }
        let main = format!(
            "{totals}  for (var start = 0u; start < {inner}u; start += {SIDE}u) {{
{copy_left}{copy_right}    workgroupBarrier();
    for (var k = 0u; k < {SIDE}u; k++) {{
{add}    }}
    workgroupBarrier();
  }}
{write}"
        );
        let len = tile * PITCH;
        let variables =
            format!("var<workgroup> left: array<f32, {len}>;\nvar<workgroup> right: array<f32, {len}>;\n");
        self.dispatch("", &variables, &format!("{SIDE}, {SIDE}"), &main, [n.div_ceil(tile), m.div_ceil(tile)])
    }
}

/// The side of the square of entries that an invocation computes of an `m`×`n` product: as large as leaves enough
/// workgroups to keep a device busy.
fn square_of(m: usize, n: usize) -> usize {
    let groups = |each: usize| m.div_ceil(each * SIDE) * n.div_ceil(each * SIDE);
    [4, 2].into_iter().find(|&each| m.min(n) >= each * SIDE && groups(each) >= BUSY).unwrap_or(1)
}

/// Whether a tile's rows are columns of its operand.
#[derive(Clone, Copy, PartialEq)]
enum Turned {
    No,
    Yes,
}

/// The WGSL that copies a tile of an operand to `name`: `each` times [`SIDE`] rows from the tile's place `group` on, and
/// [`SIDE`] columns from `start` on; 0 beyond the operand. The right operand of a product is turned, so that both are
/// read alike.
fn tile_copy(
    operand: &Operand,
    addresses: &[Address],
    name: &str,
    group: &str,
    each: usize,
    turned: Turned,
) -> String {
    let (mut shape, mut strides) = (operand.shape.clone(), operand.place.strides.clone());
    if turned == Turned::Yes {
        shape.reverse();
        strides.reverse();
    }
    let (down, right) = (strides[0], strides[1]);
    // Neighbouring invocations read neighbouring entries where they can.
    let [row, column] = if down < right { ["own.x", "own.y"] } else { ["own.y", "own.x"] };
    let from = addresses[operand.place.buffer].plus(operand.place.offset);
    let mut text = String::new();
    for i in 0..each {
        let below = i * SIDE;
        let r = format!("({group} * {}u + {row} + {below}u)", each * SIDE);
        let c = format!("(start + {column})");
        let place = format!("({row} + {below}u) * {PITCH}u + {column}");
        let entry = from.at(&format!("{r} * {down}u + {c} * {right}u"));
        text += &format!("    {name}[{place}] = 0.0;\n");
        text += &format!(
            "    if ({r} < {}u && {c} < {}u) {{ {name}[{place}] = {entry}; }}\n",
            shape[0], shape[1]
        );
    }
    text
}
