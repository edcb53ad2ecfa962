//! The SIMD loops of `f64` give the very bits that an operation gives for a single entry.

use fluxion::autodiff::OPS;
use fluxion::tensor::loops::Loop;
use fluxion::tensor::random::Random;

/// Numbers of every size, and the neighbours of those where functions change their formulas.
fn numbers() -> Vec<f64> {
    let mut random = Random::new(7);
    let mut numbers =
        vec![0.0, f64::MIN_POSITIVE, 5e-324, f64::MAX, f64::INFINITY, f64::NAN, 1.0, 0.5, 700.0];
    for high in [0x3fe1_93ea, 0x3fd0_58ae, 0x3fd6_2e42, 0x3ff0_a2b2, 0x3e30_0000, 0x4034_0000, 0x4043_687a] {
        for step in -40_i64..40 {
            let bits = (i64::from(high) << 32) + (step << 26);
            let number = f64::from_bits(bits.cast_unsigned());
            numbers.extend([number, number / 2.0, number.next_up(), number.next_down()]);
        }
    }
    numbers.extend((0..400_000).map(|_| random.between(-25.0, 25.0)));
    numbers.extend((0..100_000).map(|_| random.between(-40.0, 7.0).exp()));
    numbers.extend((-60_000..60_000).map(|k| f64::from(k) * std::f64::consts::LN_2 / 512.0));
    let negative: Vec<f64> = numbers.iter().map(|number| -number).collect();
    numbers.extend(negative);
    // An odd count, so that an entry is left over.
    numbers.push(0.3);
    numbers
}

#[test]
fn loops_give_the_bits_of_single_entries() {
    let x = numbers();
    let y: Vec<f64> = x.iter().rev().copied().collect();
    let mut out = vec![0.0; x.len()];
    for op in OPS.iter() {
        let one: Box<dyn Fn(usize) -> f64> = match op.kernel::<f64>().many() {
            Loop::One(many) => {
                many(&x, &mut out);
                Box::new(|k| op.eval(&[x[k]]))
            }
            Loop::Two(many) => {
                many(&x, &y, &mut out);
                Box::new(|k| op.eval(&[x[k], y[k]]))
            }
            Loop::Three(_) => continue,
        };
        for (k, &got) in out.iter().enumerate() {
            let want = one(k);
            let is_same = got.to_bits() == want.to_bits() || (got.is_nan() && want.is_nan());
            assert!(is_same, "{} at {:e}: {got:e} instead of {want:e}", op.name, x[k]);
        }
    }
}
