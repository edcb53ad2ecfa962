// Functions that rows call in place of WGSL's own, which may be off by more than 1e-5, are not defined for all numbers, and
// may treat infinities and NaN as the device likes. Each is followed by an empty line; a shader gets those it needs.

fn is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}

fn is_infinite(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) == 0x7f800000u;
}

fn is_zero(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) == 0u;
}

fn is_negative(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x80000000u) != 0u;
}

fn infinity() -> f32 {
  var bits = 0x7f800000u;
  return bitcast<f32>(bits);
}

fn nan() -> f32 {
  var bits = 0x7fc00000u;
  return bitcast<f32>(bits);
}

// x with the sign of y.
fn signed_as(x: f32, y: f32) -> f32 {
  return bitcast<f32>((bitcast<u32>(x) & 0x7fffffffu) | (bitcast<u32>(y) & 0x80000000u));
}

fn max_of(x: f32, y: f32) -> f32 {
  if (is_nan(x)) { return x; }
  if (is_nan(y)) { return y; }
  return max(x, y);
}

fn min_of(x: f32, y: f32) -> f32 {
  if (is_nan(x)) { return x; }
  if (is_nan(y)) { return y; }
  return min(x, y);
}

fn clamp_of(x: f32, low: f32, high: f32) -> f32 {
  if (is_nan(x)) { return x; }
  return clamp(x, low, high);
}

fn sign_of(x: f32) -> f32 {
  if (is_nan(x)) { return x; }
  return sign(x);
}

fn equal_of(x: f32, y: f32) -> bool {
  return x == y && !is_nan(x) && !is_nan(y);
}

// x - y, where the difference of two equal infinities counts as 0.
fn distance_of(x: f32, y: f32) -> f32 {
  return select(x - y, 0.0, equal_of(x, y));
}

// 2 to the n, for whole n from -126 to 127.
fn power_of_two(n: i32) -> f32 {
  return bitcast<f32>(u32(n + 127) << 23u);
}

// p times 2 to the n, for n from -252 to 254.
fn scaled(p: f32, n: i32) -> f32 {
  let half = n / 2;
  return p * power_of_two(half) * power_of_two(n - half);
}

// e to the r, for |r| up to 0.35.
fn small_exp(r: f32) -> f32 {
  return 1.0 + (r + r * r * (0.5 + r * (0.16666667 + r * (0.041666668 + r * (0.008333334 + r * 0.0013888889)))));
}

fn exp_of(x: f32) -> f32 {
  if (is_nan(x)) { return x; }
  if (x > 88.72284) { return infinity(); }
  if (x < -103.97) { return 0.0; }
  // x = n log 2 + r.
  let n = round(x * 1.4426950);
  let r = (x - n * 0.693145752) - n * 1.42860677e-6;
  return scaled(small_exp(r), i32(n));
}

fn exp2_of(x: f32) -> f32 {
  if (is_nan(x)) { return x; }
  if (x >= 128.0) { return infinity(); }
  if (x < -150.0) { return 0.0; }
  let n = round(x);
  return scaled(small_exp((x - n) * 0.6931472), i32(n));
}

fn expm1_of(x: f32) -> f32 {
  if (abs(x) < 0.35) {
    return x + x * x * (0.5 + x * (0.16666667 + x * (0.041666668 + x * (0.008333334 + x * (0.0013888889 + x * 0.0001984127)))));
  }
  return exp_of(x) - 1.0;
}

// The mantissa of a finite number above 0, between √½ and √2, and the power of two that it is multiplied by.
fn parts_of(x: f32) -> vec2f {
  var bits = bitcast<u32>(x);
  var power = 0;
  if (bits < 0x00800000u) {
    bits = bitcast<u32>(x * 16777216.0);
    power = -24;
  }
  power += i32(bits >> 23u) - 127;
  var m = bitcast<f32>((bits & 0x007fffffu) | 0x3f800000u);
  if (m > 1.4142135) {
    m *= 0.5;
    power += 1;
  }
  return vec2f(m, f32(power));
}

// log(m) for m between √½ and √2, given m - 1: 2 atanh(s) for s = (m - 1) / (m + 1).
fn small_log(more: f32) -> f32 {
  let s = more / (2.0 + more);
  let z = s * s;
  return 2.0 * s + 2.0 * s * z * (0.33333334 + z * (0.2 + z * (0.14285715 + z * 0.11111111)));
}

fn log_of(x: f32) -> f32 {
  if (is_nan(x)) { return x; }
  if (is_zero(x)) { return -infinity(); }
  if (is_negative(x)) { return nan(); }
  if (is_infinite(x)) { return x; }
  let parts = parts_of(x);
  return parts.y * 0.693145752 + (parts.y * 1.42860677e-6 + small_log(parts.x - 1.0));
}

fn log2_of(x: f32) -> f32 {
  if (is_nan(x)) { return x; }
  if (is_zero(x)) { return -infinity(); }
  if (is_negative(x)) { return nan(); }
  if (is_infinite(x)) { return x; }
  let parts = parts_of(x);
  return parts.y + small_log(parts.x - 1.0) * 1.442695;
}

fn log1p_of(x: f32) -> f32 {
  if (x > -0.29 && x < 0.41) { return small_log(x); }
  return log_of(1.0 + x);
}

fn sqrt_of(x: f32) -> f32 {
  if (is_nan(x) || is_zero(x)) { return x; }
  if (is_negative(x)) { return nan(); }
  if (is_infinite(x)) { return x; }
  return sqrt(x);
}

fn cbrt_of(x: f32) -> f32 {
  if (is_nan(x) || is_zero(x) || is_infinite(x)) { return x; }
  let size = abs(x);
  let guess = exp2_of(log2_of(size) * 0.33333334);
  return signed_as(guess - (guess - size / guess / guess) * 0.33333334, x);
}

fn hypot_of(x: f32, y: f32) -> f32 {
  if (is_infinite(x) || is_infinite(y)) { return infinity(); }
  if (is_nan(x) || is_nan(y)) { return nan(); }
  let large = max(abs(x), abs(y));
  if (large == 0.0) { return 0.0; }
  let part = min(abs(x), abs(y)) / large;
  return large * sqrt(1.0 + part * part);
}

fn sinh_of(x: f32) -> f32 {
  if (is_nan(x)) { return x; }
  let size = abs(x);
  if (size > 20.0) {
    let half = exp_of(0.5 * size);
    return signed_as(0.5 * half * half, x);
  }
  let e = expm1_of(size);
  return signed_as(0.5 * (e + e / (e + 1.0)), x);
}

fn cosh_of(x: f32) -> f32 {
  if (is_nan(x)) { return x; }
  let half = exp_of(0.5 * abs(x));
  return 0.5 * half * half + 0.5 / half / half;
}

fn tanh_of(x: f32) -> f32 {
  if (is_nan(x)) { return x; }
  let size = abs(x);
  if (size > 10.0) { return signed_as(1.0, x); }
  let e = expm1_of(2.0 * size);
  return signed_as(e / (e + 2.0), x);
}

fn asinh_of(x: f32) -> f32 {
  if (is_nan(x) || is_infinite(x)) { return x; }
  let size = abs(x);
  if (size > 1e8) { return signed_as(log_of(size) + 0.6931472, x); }
  return signed_as(log1p_of(size + size * size / (1.0 + sqrt(size * size + 1.0))), x);
}

fn acosh_of(x: f32) -> f32 {
  if (is_nan(x) || x < 1.0) { return nan(); }
  if (x > 1e8) { return log_of(x) + 0.6931472; }
  let more = x - 1.0;
  return log1p_of(more + sqrt_of(more * (more + 2.0)));
}

fn atanh_of(x: f32) -> f32 {
  let size = abs(x);
  if (is_nan(x) || size > 1.0) { return nan(); }
  if (size == 1.0) { return signed_as(infinity(), x); }
  return signed_as(0.5 * log1p_of(2.0 * size / (1.0 - size)), x);
}

// The high half of a product of 32 bits.
fn high_product(x: u32, y: u32) -> u32 {
  let a = x >> 16u;
  let b = x & 0xffffu;
  let c = y >> 16u;
  let d = y & 0xffffu;
  let middle = a * d + ((b * d) >> 16u);
  return a * c + (middle >> 16u) + ((b * c + (middle & 0xffffu)) >> 16u);
}

// A finite angle x as n quarters of a turn and a rest: (rest, n modulo 4). Beyond 8000 by Payne and Hanek's method: the
// mantissa times those bits of 2/π that matter.
fn quarters(x: f32) -> vec2f {
  if (abs(x) < 8000.0) {
    let n = round(x * 0.63661975);
    let rest = ((x - n * 1.5703125) - n * 4.83751297e-4) - n * 7.54978995e-8;
    return vec2f(rest, f32(i32(n) & 3));
  }
  var two_over_pi = array<u32, 7>(0u, 0x28be60dbu, 0x9391054au, 0x7f09d5f4u, 0x7d4d3770u, 0x36d8a566u, 0x4f10e410u);
  let bits = bitcast<u32>(x);
  let mantissa = (bits << 8u) | 0x80000000u;
  let power = ((bits >> 23u) & 0xffu) - 126u;
  let at = power >> 5u;
  let by = power & 31u;
  var high = two_over_pi[at];
  var mid = two_over_pi[at + 1u];
  var low = two_over_pi[at + 2u];
  if (by != 0u) {
    high = (high << by) | (mid >> (32u - by));
    mid = (mid << by) | (low >> (32u - by));
    low = (low << by) | (two_over_pi[at + 3u] >> (32u - by));
  }
  let carried = high_product(mantissa, low);
  let lower = mantissa * mid + carried;
  let carry = select(0u, 1u, lower < carried);
  let upper = mantissa * high + high_product(mantissa, mid) + carry;
  // Two bits before the point, then 62 behind it; the rest is between -½ and ½ quarters.
  var n = upper >> 30u;
  var fraction = (upper << 2u) | (lower >> 30u);
  var rest = f32(fraction) * 2.3283064e-10;
  if (fraction >= 0x80000000u) {
    n += 1u;
    rest = -f32(~fraction) * 2.3283064e-10;
  }
  rest *= 1.5707964;
  if (is_negative(x)) {
    return vec2f(-rest, f32((4u - n) & 3u));
  }
  return vec2f(rest, f32(n & 3u));
}

// The sine of an angle between -π/4 and π/4.
fn small_sin(x: f32) -> f32 {
  let z = x * x;
  return x + x * z * (-0.16666655 + z * (0.00833216087 + z * -0.000195152959));
}

// The cosine of an angle between -π/4 and π/4.
fn small_cos(x: f32) -> f32 {
  let z = x * x;
  return 1.0 - 0.5 * z + z * z * (0.0416666457 + z * (-0.00138873162 + z * 0.0000244331571));
}

// The sine of an angle and n quarters of a turn.
fn sin_of_parts(parts: vec2f, n: i32) -> f32 {
  let quarter = (i32(parts.y) + n) & 3;
  let size = select(small_sin(parts.x), small_cos(parts.x), (quarter & 1) == 1);
  return select(size, -size, quarter >= 2);
}

fn sin_of(x: f32) -> f32 {
  if (is_nan(x) || is_infinite(x)) { return nan(); }
  if (is_zero(x)) { return x; }
  return sin_of_parts(quarters(x), 0);
}

fn cos_of(x: f32) -> f32 {
  if (is_nan(x) || is_infinite(x)) { return nan(); }
  return sin_of_parts(quarters(x), 1);
}

fn tan_of(x: f32) -> f32 {
  if (is_nan(x) || is_infinite(x)) { return nan(); }
  let parts = quarters(x);
  return sin_of_parts(parts, 0) / sin_of_parts(parts, 1);
}

fn atan_of(x: f32) -> f32 {
  if (is_nan(x)) { return x; }
  let size = abs(x);
  var base = 0.0;
  var t = size;
  if (size > 2.4142137) {
    base = 1.5707964;
    t = -1.0 / size;
  } else if (size > 0.41421357) {
    base = 0.7853982;
    t = (size - 1.0) / (size + 1.0);
  }
  if (is_infinite(x)) { t = 0.0; }
  let z = t * t;
  let rest = t * z * (-0.333329492 + z * (0.199777106 + z * (-0.138776856 + z * 0.0805374450)));
  return signed_as(base + (t + rest), x);
}

fn atan2_of(y: f32, x: f32) -> f32 {
  if (is_nan(x) || is_nan(y)) { return nan(); }
  var angle = 0.0;
  if (is_infinite(x) && is_infinite(y)) {
    angle = 0.7853982;
  } else if (is_infinite(y) || (is_zero(x) && !is_zero(y))) {
    angle = 1.5707964;
  } else if (!is_zero(y) && !is_infinite(x)) {
    angle = abs(atan_of(y / x));
    if (is_zero(x)) { angle = 1.5707964; }
  }
  if (is_negative(x)) { angle = 3.1415927 - angle; }
  return signed_as(angle, y);
}

// For |x| up to ½.
fn small_asin(x: f32) -> f32 {
  let z = x * x;
  return x + x * z * (0.166667522 + z * (0.0749530027 + z * (0.0454700260 + z * (0.0241813110 + z * 0.0421631990))));
}

fn asin_of(x: f32) -> f32 {
  let size = abs(x);
  if (is_nan(x) || size > 1.0) { return nan(); }
  if (size <= 0.5) { return small_asin(x); }
  return signed_as(1.5707964 - 2.0 * small_asin(sqrt_of(0.5 * (1.0 - size))), x);
}

fn acos_of(x: f32) -> f32 {
  let size = abs(x);
  if (is_nan(x) || size > 1.0) { return nan(); }
  if (size <= 0.5) { return 1.5707964 - small_asin(x); }
  let angle = 2.0 * small_asin(sqrt_of(0.5 * (1.0 - size)));
  return select(angle, 3.1415927 - angle, x < 0.0);
}

fn is_odd(y: f32) -> bool {
  // From 2 to the 24 on, all numbers are even.
  return abs(y) < 16777216.0 && (i32(y) & 1) == 1;
}

fn pow_of(x: f32, y: f32) -> f32 {
  if (is_zero(y) || (x == 1.0 && !is_nan(x))) { return 1.0; }
  if (is_nan(x) || is_nan(y)) { return nan(); }
  let size = abs(x);
  if (is_infinite(y)) {
    if (size == 1.0) { return 1.0; }
    return select(0.0, infinity(), (size > 1.0) != is_negative(y));
  }
  let is_whole = abs(y) >= 8388608.0 || y == floor(y);
  let turns = is_negative(x) && is_whole && is_odd(y);
  if (is_zero(x) || is_infinite(x)) {
    let result = select(infinity(), 0.0, is_zero(x) != is_negative(y));
    return select(result, -result, turns);
  }
  if (is_negative(x) && !is_whole) { return nan(); }
  if (is_whole && abs(y) <= 8.0) {
    var product = 1.0;
    for (var k = 0.0; k < abs(y); k += 1.0) { product *= x; }
    return select(product, 1.0 / product, y < 0.0);
  }
  // 2 to the (power + log2 m) y, where the whole part of the exponent is split off before anything is rounded.
  let parts = parts_of(size);
  let more = y * small_log(parts.x - 1.0) * 1.442695;
  let power = y * parts.y;
  let n = clamp(round(power + more), -300.0, 300.0);
  if (power + more > 128.5) { return select(infinity(), -infinity(), turns); }
  if (power + more < -151.0) { return 0.0; }
  let rest = fma(y, parts.y, -n) + more;
  let p = small_exp(clamp(rest, -0.6, 0.6) * 0.6931472);
  let whole = i32(n);
  let third = whole / 3;
  let result = p * power_of_two(third) * power_of_two(third) * power_of_two(whole - 2 * third);
  return select(result, -result, turns);
}

// The mantissa of a finite number as a whole number, and the power of two that it is multiplied by, plus 150.
fn whole_parts_of(bits: u32) -> vec2u {
  let power = bits >> 23u;
  let mantissa = bits & 0x007fffffu;
  if (power == 0u) { return vec2u(mantissa, 1u); }
  return vec2u(mantissa | 0x00800000u, power);
}

// The exact remainder with the sign of x, in whole numbers: a quotient would be rounded.
fn rem_of(x: f32, y: f32) -> f32 {
  if (is_nan(x) || is_nan(y) || is_infinite(x) || is_zero(y)) { return nan(); }
  let size = bitcast<u32>(x) & 0x7fffffffu;
  let by = bitcast<u32>(y) & 0x7fffffffu;
  if (size < by) { return x; }
  let a = whole_parts_of(size);
  let b = whole_parts_of(by);
  var rest = a.x % b.x;
  // A rest is below 2 to the 24, so there is room for 8 more bits.
  var more = a.y - b.y;
  while (more > 0u) {
    let next = min(more, 8u);
    rest = (rest << next) % b.x;
    more -= next;
  }
  return signed_as(scaled(f32(rest), i32(b.y) - 150), x);
}

fn mod_of(x: f32, y: f32) -> f32 {
  let rest = rem_of(x, y);
  if (is_nan(rest) || is_zero(rest) || is_negative(rest) == is_negative(y)) { return rest; }
  return rest + y;
}
