//! What the parts of the network's picture share: its layout, and what is pointed at.

use leptos::prelude::*;

use crate::app::canvas::Stage;
use crate::app::laboratory::state::Lab;
use crate::app::laboratory::watching::Still;
use crate::app::reactive::memo;
use crate::chart::{WirePart, Wiring, WiringFrame};
use crate::lab::message::Weight;
use crate::view::laboratory::units::{Row, rows};

/// From this width of the box on the columns may stand closer, because − and + are smaller for a pointer.
const WIDE: f64 = 520.0;
const GAPS: [f64; 2] = [124.0, 96.0];

/// The picture of the network.
#[derive(Clone, Copy)]
pub struct Net {
    /// The laboratory.
    pub lab: Lab,
    /// Measures the box.
    pub stage: Stage,
    /// The rows of inputs.
    pub rows: Memo<Vec<Row>>,
    /// What is laid out.
    pub wiring: Memo<Wiring>,
    /// The layout.
    pub frame: Memo<WiringFrame>,
    /// What the pointer is at.
    pub hovered: RwSignal<Option<WirePart>>,
    /// The button that the Tab key leads to, by column and row.
    pub at: RwSignal<[usize; 2]>,
    /// The run when it last stood still.
    pub still: Memo<Still>,
    /// Whether the panel that opens next takes the focus.
    pub wants_focus: StoredValue<bool>,
}

impl Net {
    /// The network of a laboratory, in a box whose size is not known yet.
    pub fn new(lab: Lab) -> Net {
        let stage = Stage::new();
        let rows = memo(move || lab.settings.with(|settings| rows(&settings.features)));
        let wiring = memo(move || {
            let units = lab.settings.with(|settings| settings.sizes().into_iter().skip(1).collect());
            Wiring { inputs: rows.with(|rows| rows.iter().map(|row| row.used).collect()), layers: units }
        });
        let frame = memo(move || {
            let size = stage.size.get();
            let gap = GAPS[usize::from(size[0] >= WIDE)];
            wiring.with(|wiring| wiring.frame(size, gap))
        });
        Net {
            lab,
            stage,
            rows,
            wiring,
            frame,
            hovered: RwSignal::new(None),
            at: RwSignal::new([1, 0]),
            still: lab.still(),
            wants_focus: StoredValue::new(false),
        }
    }

    /// The line or the bar of the weight that is chosen, if the network still has it.
    pub fn chosen(self, frame: &WiringFrame) -> Option<WirePart> {
        part(frame, self.lab.chosen.get_untracked()?)
    }
}

/// The line or the bar of a weight.
pub fn part(frame: &WiringFrame, weight: Weight) -> Option<WirePart> {
    let (layer, unit) = (weight.layer as usize, weight.unit as usize);
    match weight.from {
        Some(from) => frame.index(layer, unit, from as usize).map(WirePart::Line),
        None => frame.units.get(layer + 1)?.get(unit).map(|_| WirePart::Bias([layer, unit])),
    }
}

/// The weight of a line or a bar.
pub fn weight_of(frame: &WiringFrame, part: WirePart) -> Option<Weight> {
    match part {
        WirePart::Line(index) => {
            let wire = frame.wires.get(index)?;
            Some(Weight { layer: wire.layer as u32, unit: wire.unit as u32, from: Some(wire.from as u32) })
        }
        WirePart::Bias([layer, unit]) => Some(Weight { layer: layer as u32, unit: unit as u32, from: None }),
    }
}
