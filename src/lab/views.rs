//! The compiled programs that look into a network, made when they are first needed and again when its shape changes.

use std::rc::Rc;

use super::forward::Forward;
use super::gauge::{Gauge, Measured};
use super::maps::Grid;
use super::plan::Plan;
use super::probe::{Probe, UnitSigns};
use super::slopes::Slopes;
use super::stepper::{Stepper, compile_alike};
use super::trace::Tracer;

/// The programs for a plan.
pub(super) struct Views {
    plan: Rc<Plan>,
    /// The network on many points.
    pub forward: Forward,
    gauge: Gauge,
    grids: Vec<Rc<Grid>>,
    tracer: Option<Tracer>,
    slopes: Option<Slopes>,
    probe: Option<Probe>,
}

/// The most grids that are kept: one for the large map, one for the units'.
const GRIDS: usize = 2;

impl Views {
    /// The programs for a plan.
    pub(super) fn new(plan: &Rc<Plan>) -> Views {
        Views {
            plan: Rc::clone(plan),
            forward: Forward::new(plan),
            gauge: Gauge::new(plan.loss),
            grids: Vec::new(),
            tracer: None,
            slopes: None,
            probe: None,
        }
    }

    /// Looks into the network of another plan. What still fits is kept.
    pub(super) fn follow(&mut self, plan: &Rc<Plan>) {
        if Rc::ptr_eq(plan, &self.plan) {
            return;
        }
        let before = std::mem::replace(&mut self.plan, Rc::clone(plan));
        let names = |plan: &Plan| plan.activations.iter().map(|op| op.map(|op| op.name)).collect::<Vec<_>>();
        let is_same_network = before.sizes == plan.sizes && names(&before) == names(plan);
        if !is_same_network {
            self.forward = Forward::new(plan);
            self.probe = None;
        }
        if !self.gauge.is_of(plan) {
            self.gauge = Gauge::new(plan.loss);
            self.tracer = None;
        }
        if !is_same_network {
            self.tracer = None;
        }
        if !is_same_network || !compile_alike(&before, plan) {
            self.slopes = None;
        }
        if !Rc::ptr_eq(&before.features, &plan.features) {
            self.grids.clear();
        }
    }

    /// Measures the network with a memory.
    pub(super) fn measure(&mut self, memory: &[f64]) -> Measured {
        self.forward.set_weights(memory);
        self.gauge.measure(&self.plan, &mut self.forward)
    }

    /// The grid of a map with so many points in a row.
    pub(super) fn grid(&mut self, side: u32) -> Rc<Grid> {
        if let Some(grid) = self.grids.iter().find(|grid| grid.side == side) {
            return Rc::clone(grid);
        }
        let grid = Rc::new(Grid::new(side, &mut self.plan.features.borrow_mut()));
        self.grids.truncate(GRIDS - 1);
        self.grids.insert(0, Rc::clone(&grid));
        grid
    }

    /// What traces a point.
    pub(super) fn tracer(&mut self) -> &mut Tracer {
        self.tracer.get_or_insert_with(|| Tracer::new(&self.plan))
    }

    /// The gradient over the batch of a step, at a memory.
    pub(super) fn slopes(&mut self, memory: &[f64], stepper: &mut Stepper, step: u64) -> Vec<f64> {
        self.slopes.get_or_insert_with(|| Slopes::new(&self.plan)).at(memory, stepper, step)
    }

    /// What the units do.
    pub(super) fn units(&mut self, memory: &[f64]) -> Vec<Vec<UnitSigns>> {
        self.probe.get_or_insert_with(|| Probe::new(&self.plan)).look(&self.plan, memory)
    }
}
