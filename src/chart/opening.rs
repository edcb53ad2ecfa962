//! Where a small panel opens that belongs to a line or a bar of a network: close to it, and where it covers least.

use super::{Point, Rect, WirePart, WiringFrame};

/// The places on a line that the panel's tip may point at.
const ALONG: [f64; 5] = [0.26, 0.4, 0.5, 0.62, 0.74];

/// The distance of the panel from the line, and that of its tip from its corner.
const AWAY: f64 = 15.0;
const CORNER: f64 = 24.0;

/// What it costs to cover a unit, one of the two that the line joins, and to be a pixel from where it should be.
const UNIT: f64 = 1.0;
const OWN: f64 = 6.0;
const MOVED: f64 = 0.5;

/// Where a panel opens.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Opening {
    /// Its upper left corner.
    pub at: Point,
    /// How far from its left its tip is.
    pub tip: f64,
    /// Whether it stands above the line, with its tip at its foot.
    pub is_above: bool,
}

impl WiringFrame {
    /// Where a panel of a size opens for a line or a bar.
    ///
    /// ```
    /// # use fluxion::chart::{WirePart, Wiring};
    /// let frame = Wiring { inputs: vec![Some(0), Some(1)], layers: vec![6, 4, 1] }.frame([612.0, 400.0], 66.0);
    /// let line = frame.index(1, 3, 5).unwrap();
    /// let opening = frame.opening(WirePart::Line(line), [300.0, 103.0]).unwrap();
    /// assert!(!opening.is_above, "below the lowest line there is room");
    /// ```
    pub fn opening(&self, part: WirePart, size: [f64; 2]) -> Option<Opening> {
        let (tips, own) = self.tips(part)?;
        let candidates = tips.iter().flat_map(|tip| [false, true].map(|is_above| (*tip, is_above)));
        let costs = candidates.map(|(tip, is_above)| {
            let opening = self.candidate(tip, size, is_above);
            (self.cost(&opening, size, (tip, &own)), opening)
        });
        costs.min_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, opening)| opening)
    }

    /// The places that a tip may point at, and the centres of the units that the part belongs to.
    fn tips(&self, part: WirePart) -> Option<(Vec<Point>, Vec<Point>)> {
        match part {
            WirePart::Line(index) => {
                let wire = self.wires.get(index)?;
                let from = self.units.get(wire.layer)?.get(wire.from)?;
                let to = self.units.get(wire.layer + 1)?.get(wire.unit)?;
                Some((ALONG.map(|t| wire.at(t)).into(), vec![*from, *to]))
            }
            WirePart::Bias([layer, unit]) => {
                let at = *self.units.get(layer + 1)?.get(unit)?;
                Some((vec![[at[0], at[1] + self.tile / 2.0 + 5.0]], vec![at]))
            }
        }
    }

    fn candidate(&self, tip: Point, [width, height]: [f64; 2], is_above: bool) -> Opening {
        let left = (tip[0] - CORNER).min(self.size[0] - width).max(0.0);
        let top = if is_above { tip[1] - AWAY - height } else { tip[1] + AWAY };
        let top = top.min(self.size[1] - height).max(0.0);
        Opening { at: [left, top], tip: (tip[0] - left).clamp(8.0, (width - 8.0).max(8.0)), is_above }
    }

    fn cost(&self, opening: &Opening, size: [f64; 2], (target, own): (Point, &[Point])) -> f64 {
        let [left, top] = opening.at;
        let panel = Rect { min: opening.at, max: [left + size[0], top + size[1]] };
        let covers = |place: &&Point| panel.contains(**place, self.tile / 2.0);
        let units = self.units.iter().flatten().filter(covers).count() as f64;
        let mine = own.iter().filter(covers).count() as f64;
        // Where there is no room, the panel is moved, perhaps over the line itself.
        let tip = if opening.is_above { top + size[1] } else { top };
        let away = (tip - target[1]).abs() - AWAY;
        UNIT * units + OWN * mine + MOVED * away.abs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Wiring;

    #[test]
    fn a_panel_stays_in_the_box_and_off_its_own_units() {
        let size = [300.0, 103.0];
        for layers in [vec![6, 4, 1], vec![8, 8, 1], vec![2, 1]] {
            let frame = Wiring { inputs: vec![Some(0), Some(1)], layers }.frame([612.0, 400.0], 66.0);
            for index in 0..frame.wires.len() {
                let opening = frame.opening(WirePart::Line(index), size).unwrap();
                let [left, top] = opening.at;
                assert!(
                    left >= 0.0 && left + size[0] <= 612.0 && top >= 0.0 && top + size[1] <= 400.0,
                    "{opening:?}"
                );
            }
        }
    }

    #[test]
    fn what_is_not_there_opens_nothing() {
        let frame = Wiring::default().frame([612.0, 400.0], 66.0);
        assert_eq!(frame.opening(WirePart::Line(0), [300.0, 103.0]), None);
        assert_eq!(frame.opening(WirePart::Bias([0, 0]), [300.0, 103.0]), None);
    }
}
