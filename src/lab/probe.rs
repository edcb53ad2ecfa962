//! What the units do on the points that the network is trained on, in plain numbers for the doctor.

use super::forward::set_parameters;
use super::network::record;
use super::plan::Plan;
use crate::autodiff::gradient;
use crate::program::Program;

/// At most so many points are looked at.
const COLUMNS: usize = 128;

/// A derivative below this lets almost no gradient pass.
const FLAT: f64 = 0.01;

/// A compiled network with the derivatives of its activations.
pub(super) struct Probe {
    program: Program<f64>,
}

/// What a unit does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct UnitSigns {
    /// The smallest and the largest value that it says.
    pub range: [f64; 2],
    /// The share of points at which its activation is flat: |f′| below 0.01.
    pub flat: f64,
    /// Whether no gradient passes at any point.
    pub is_blocked: bool,
    /// Whether every weighted sum that enters it is finite.
    pub is_finite: bool,
}

impl Probe {
    /// Compiles a plan's network.
    pub(super) fn new(plan: &Plan) -> Probe {
        let recorded = record(plan, COLUMNS);
        let pairs = recorded.sums.iter().zip(&recorded.values);
        let slopes: Vec<_> = pairs.map(|(sums, values)| gradient(values, &[sums]).swap_remove(0)).collect();
        let layers = recorded.sums.iter().zip(&recorded.values).zip(&slopes);
        let outputs: Vec<_> = layers.flat_map(|((sums, values), slopes)| [sums, values, slopes]).collect();
        let inputs: Vec<_> = std::iter::once(&recorded.x).chain(&recorded.parameters).collect();
        Probe { program: Program::compile(&outputs, &inputs) }
    }

    /// Looks at the units of every layer after the inputs.
    pub(super) fn look(&mut self, plan: &Plan, memory: &[f64]) -> Vec<Vec<UnitSigns>> {
        let points = &plan.points;
        let columns = self.program.input_mut(0).chunks_exact_mut(COLUMNS);
        for (to, from) in columns.zip(points.inputs.chunks_exact(points.samples.len())) {
            // If there are fewer points than columns, some are looked at more than once.
            to.iter_mut().enumerate().for_each(|(at, to)| *to = from[at % points.training]);
        }
        set_parameters(&mut self.program, 1, &plan.sizes, memory);
        self.program.run();
        let mut rows: [Vec<f64>; 3] = Default::default();
        let layer = |at: usize| {
            for (which, row) in rows.iter_mut().enumerate() {
                row.clear();
                self.program.read_output(3 * at + which, row);
            }
            let [sums, values, slopes] = &rows;
            let units = sums
                .chunks_exact(COLUMNS)
                .zip(values.chunks_exact(COLUMNS))
                .zip(slopes.chunks_exact(COLUMNS));
            units.map(|((sums, values), slopes)| UnitSigns::of(sums, values, slopes)).collect()
        };
        (0..plan.activations.len()).map(layer).collect()
    }
}

impl UnitSigns {
    fn of(sums: &[f64], values: &[f64], slopes: &[f64]) -> UnitSigns {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let flat = slopes.iter().filter(|slope| slope.abs() < FLAT).count();
        UnitSigns {
            range: [low, high],
            flat: flat as f64 / slopes.len() as f64,
            is_blocked: slopes.iter().all(|&slope| slope == 0.0),
            is_finite: sums.iter().all(|sum| sum.is_finite()),
        }
    }
}
