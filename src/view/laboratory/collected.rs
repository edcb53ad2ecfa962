//! A landscape as it arrives: which of its heights are shown, and in which order.

use std::sync::Arc;

use crate::chart::Grid;
use crate::lab::landscape::Tile;
use crate::lab::message::Survey;
use crate::lesson::show;

/// The points along a side of a landscape that is stretched over another rectangle.
const STRETCHED: usize = 49;

/// A landscape that is shown: its survey, and its heights on the finest grid that is complete.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// What is known of it.
    pub survey: Arc<Survey>,
    /// The heights.
    pub grid: Grid,
    /// The level of refinement.
    pub level: u32,
}

/// Collects landscapes. A newer one takes the place of the one that is shown as soon as it is as fine as newer ones are
/// while the weights move, so that the picture does not flicker between coarse and fine.
#[derive(Default)]
pub struct Collected {
    shown: Option<Arc<Shown>>,
    coming: Option<Coming>,
    /// How fine the last landscape was when a newer one took its place.
    left_at: Option<u32>,
}

struct Coming {
    survey: Arc<Survey>,
    losses: Vec<f32>,
    /// For each level, how many of its points are missing.
    missing: Vec<usize>,
}

impl Coming {
    fn new(survey: Survey) -> Coming {
        let side = survey.look.side;
        let known = |level: u32| (side.div_ceil(Tile::stride(side, level)) as usize).pow(2);
        let missing = (0..Tile::levels(side)).map(|level| {
            let before = level.checked_sub(1).map_or(0, known);
            known(level) - before
        });
        Coming {
            losses: vec![f32::NAN; (side * side) as usize],
            missing: missing.collect(),
            survey: Arc::new(survey),
        }
    }

    /// The finest level up to which nothing is missing.
    fn level(&self) -> Option<u32> {
        let complete = self.missing.iter().take_while(|missing| **missing == 0).count();
        (complete as u32).checked_sub(1)
    }

    fn grid(&self, level: u32) -> Option<Grid> {
        let side = self.survey.look.side;
        let stride = Tile::stride(side, level);
        let [center, half] = self.survey.view;
        let range = |axis: usize| [center[axis] - half[axis], center[axis] + half[axis]];
        let is_whole = (side - 1).is_multiple_of(stride);
        let (count, stride_in) = if is_whole { ((side - 1) / stride + 1, stride) } else { (side, 1) };
        // Where the coarse grid ends before the border, its last points stand for those beyond.
        let at = |index: u32| index * stride_in / stride * stride;
        let heights = (0..count).flat_map(|row| (0..count).map(move |column| [column, row]));
        let heights = heights.map(|[column, row]| self.losses[(at(row) * side + at(column)) as usize]);
        Grid::new(range(0), range(1), [count as usize; 2], heights.collect())
    }
}

impl Collected {
    /// What is shown now.
    pub fn shown(&self) -> Option<Arc<Shown>> {
        self.shown.clone()
    }

    /// A landscape begins.
    pub fn begin(&mut self, survey: Survey) {
        if survey.look.side < 2 {
            return;
        }
        let is_same_place = |other: &Survey| other.view == survey.view && other.look.axes == survey.look.axes;
        let before = self.coming.as_ref().filter(|coming| is_same_place(&coming.survey));
        self.left_at = before.and_then(Coming::level);
        self.coming = Some(Coming::new(survey));
    }

    /// Heights have come. Whether what is shown has changed.
    pub fn take(&mut self, number: u64, tile: Tile, losses: &[f32]) -> bool {
        let Some(coming) = self.coming.as_mut().filter(|coming| coming.survey.number == number) else {
            return false;
        };
        let side = coming.survey.look.side;
        let Some(missing) = coming.missing.get_mut(tile.level as usize) else { return false };
        for (at, loss) in tile.places().zip(losses) {
            if let Some(place) = coming.losses.get_mut((at[1] * side + at[0]) as usize) {
                *place = *loss;
                *missing = missing.saturating_sub(1);
            }
        }
        let Some(level) = coming.level() else { return false };
        let is_enough = match &self.shown {
            Some(shown) if shown.survey.number == number => level > shown.level,
            Some(shown) if shown.survey.look.axes == coming.survey.look.axes => {
                level
                    >= self.left_at.map_or(1, |left_at| left_at.min(shown.level)).min(Tile::levels(side) - 1)
            }
            _ => true,
        };
        let grid = is_enough.then(|| coming.grid(level)).flatten();
        let survey = Arc::clone(&coming.survey);
        grid.map(|grid| self.shown = Some(Arc::new(Shown { survey, grid, level }))).is_some()
    }
}

impl Shown {
    /// Its heights over another rectangle, given by its middle and its reach; gaps where nothing is known.
    pub fn over(&self, view: [[f64; 2]; 2]) -> Grid {
        if self.survey.view == view {
            return self.grid.clone();
        }
        let [center, half] = view;
        let range = |axis: usize| [center[axis] - half[axis], center[axis] + half[axis]];
        let [x, y] = [self.grid.x(), self.grid.y()];
        let holds = |[from, to]: [f64; 2], at: f64| (from..=to).contains(&at);
        let height =
            |a: f64, b: f64| if holds(x, a) && holds(y, b) { self.grid.at([a, b]) } else { f64::NAN };
        let grid = Grid::sample(range(0), range(1), [STRETCHED; 2], height);
        match self.grid.range() {
            Some(range) => grid.over(range),
            None => grid,
        }
    }
}

impl Shown {
    /// Its heights over a rectangle, or their decimal logarithms.
    pub fn drawn(&self, view: [[f64; 2]; 2], is_log: bool) -> Grid {
        let mut grid = self.over(view);
        if is_log {
            let heights = grid.heights().iter().map(|height| log(f64::from(*height)) as f32).collect();
            grid = Grid::new(grid.x(), grid.y(), grid.size(), heights).unwrap_or(grid);
        }
        let Some([low, high]) = grid.range() else { return grid };
        // The path may run above the ground; it is to be seen where it does.
        let path = Told::of(&self.survey, is_log).losses;
        let top = path.into_iter().filter(|loss| loss.is_finite()).fold(high, f64::max);
        grid.over([low, top.min(high + (high - low) * HEADROOM)])
    }

    /// The loss at a place, as far as it is known: `loss 0.42`.
    pub fn loss_in_words(&self, at: [f64; 2]) -> String {
        let holds = |[from, to]: [f64; 2], at: f64| (from..=to).contains(&at);
        match holds(self.grid.x(), at[0]) && holds(self.grid.y(), at[1]) {
            true => format!("loss {}", show::number(self.grid.at(at), None)),
            false => "not computed yet".to_owned(),
        }
    }
}

/// How far above the ground the colours may reach for the sake of the path, as a share of the ground's heights.
const HEADROOM: f64 = 0.5;

/// The smallest loss that is told from zero on a logarithmic scale.
const LEAST: f64 = 1e-9;

fn log(loss: f64) -> f64 {
    libm::log10(loss.max(LEAST))
}

/// The path of a landscape in the order in which charts take it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The steps.
    pub steps: Vec<u64>,
    /// The shadow of each on the plane.
    pub places: Vec<[f64; 2]>,
    /// The loss at each, or its logarithm.
    pub losses: Vec<f64>,
    /// The ground below each, or its logarithm.
    pub ground: Vec<f64>,
}

impl Told {
    /// The path of a survey.
    pub fn of(survey: &Survey, is_log: bool) -> Told {
        let height = |loss: f64| if is_log && loss.is_finite() { log(loss) } else { loss };
        let path = &survey.path;
        Told {
            steps: path.iter().map(|footprint| footprint.step).collect(),
            places: path.iter().map(|footprint| footprint.at).collect(),
            losses: path.iter().map(|footprint| height(footprint.loss)).collect(),
            ground: path.iter().map(|footprint| height(footprint.ground)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::message::{Axes, Look};
    use crate::view::laboratory::survey::heights_in_words;

    fn survey(number: u64, side: u32) -> Survey {
        let look = Look { axes: Axes::Path, view: None, side, elsewhere: false };
        Survey {
            number,
            step: number,
            look,
            view: [[0.0; 2], [1.0; 2]],
            here: [0.0; 2],
            loss: 0.5,
            dimensions: 105,
            points: [10, 10],
            shares: None,
            path: Vec::new(),
            job: None,
        }
    }

    /// Sends all tiles up to a level; gives the levels that were shown.
    fn send(collected: &mut Collected, number: u64, side: u32, up_to: u32) -> Vec<u32> {
        let mut levels = Vec::new();
        for tile in Tile::order(side, 50).into_iter().filter(|tile| tile.level <= up_to) {
            let losses: Vec<f32> = tile.places().map(|[column, row]| (100 * row + column) as f32).collect();
            if collected.take(number, tile, &losses) {
                levels.push(collected.shown().unwrap().level);
            }
        }
        levels
    }

    #[test]
    fn it_refines_from_coarse_to_fine() {
        for side in [2, 9, 20, 65] {
            let mut collected = Collected::default();
            collected.begin(survey(1, side));
            let levels = send(&mut collected, 1, side, u32::MAX);
            assert_eq!(levels, (0..Tile::levels(side)).collect::<Vec<_>>());
            let shown = collected.shown().unwrap();
            assert_eq!(shown.grid.size(), [side as usize; 2]);
            assert_eq!(shown.grid.height(1, side as usize - 1), f64::from(100 * (side - 1) + 1));
        }
    }

    #[test]
    fn while_weights_move_newer_landscapes_are_shown_when_they_are_as_fine() {
        let mut collected = Collected::default();
        collected.begin(survey(1, 65));
        assert_eq!(send(&mut collected, 1, 65, 2), [0, 1, 2]);
        collected.begin(survey(2, 65));
        assert_eq!(send(&mut collected, 2, 65, 2), [2], "no coarser picture in between");
        collected.begin(survey(3, 65));
        assert_eq!(send(&mut collected, 3, 65, 3), [2, 3], "it refines once the weights stand still");
        collected.begin(survey(4, 65));
        assert_eq!(send(&mut collected, 4, 65, 1), Vec::<u32>::new(), "coarser ones wait");
        assert_eq!(collected.shown().unwrap().survey.number, 3);
    }

    #[test]
    fn heights_of_another_survey_and_odd_tiles_change_nothing() {
        let mut collected = Collected::default();
        collected.begin(survey(2, 9));
        let tile = Tile::order(9, 100)[0];
        assert!(!collected.take(1, tile, &[0.0; 81]));
        assert!(!collected.take(2, Tile { level: 7, ..tile }, &[0.0; 81]));
        assert!(!collected.take(2, Tile { first: [500, 500], ..tile }, &[0.0; 81]));
        assert!(collected.shown().is_none());
        assert!(collected.take(2, tile, &[f32::NAN; 81]), "a landscape without a finite height is one");
        collected.begin(survey(3, 0));
        collected.begin(survey(4, 1));
    }

    #[test]
    fn logarithms_keep_what_is_not_finite_a_gap() {
        let mut collected = Collected::default();
        collected.begin(survey(1, 3));
        let losses = [0.0, 0.1, 1.0, 10.0, f32::INFINITY, f32::NAN, 1.0, 1.0, 1.0];
        assert!(collected.take(1, Tile::order(3, 9)[0], &losses));
        let shown = collected.shown().unwrap();
        let grid = shown.drawn(shown.survey.view, true);
        assert_eq!(grid.heights()[..4], [-9.0, -1.0, 0.0, 1.0]);
        assert!(!grid.heights()[4].is_finite());
        assert_eq!(heights_in_words(&shown.grid), "Losses from 0.00 to 10.00.");
        assert_eq!(shown.loss_in_words([0.0, -1.0]), "loss 0.10");
        assert_eq!(shown.loss_in_words([7.0, 0.0]), "not computed yet");
    }

    #[test]
    fn over_another_rectangle_what_is_not_known_is_a_gap() {
        let mut collected = Collected::default();
        collected.begin(survey(1, 9));
        send(&mut collected, 1, 9, 9);
        let shown = collected.shown().unwrap();
        let moved = shown.over([[1.0, 0.0], [1.0, 1.0]]);
        assert_eq!(moved.at([0.5, 0.0]), shown.grid.at([0.5, 0.0]));
        assert!(moved.at([1.5, 0.0]).is_nan());
        assert_eq!(moved.range(), shown.grid.range(), "colours stay what they were");
    }
}
