//! What computing costs where, measured, and the choice that follows from it.

use crate::lab::landscape::Task;

/// Where a job is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// In one worker.
    Thread,
    /// In as many workers as there are cores.
    Workers,
    /// On the GPU.
    Gpu,
}

impl Placement {
    /// Each with its name in an address.
    pub const ALL: [(Placement, &'static str); 3] =
        [(Placement::Thread, "cpu"), (Placement::Workers, "workers"), (Placement::Gpu, "gpu")];

    /// The placement of this name.
    pub fn named(name: &str) -> Option<Placement> {
        Placement::ALL.iter().find(|(_, own)| *own == name).map(|(placement, _)| *placement)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Placement::ALL.iter().find(|(own, _)| *own == self).map_or("", |(_, name)| name)
    }
}

/// What takes no longer than a frame of the screen needs no second thread, in milliseconds.
pub const FRAME: f64 = 16.0;

/// What several threads are expected to reach of as many times one, until it is measured.
const SHARED: f64 = 0.75;

/// Programs that take equally long: the same network and loss on as many points.
#[derive(Clone, Debug, PartialEq)]
struct Shape {
    sizes: Vec<u32>,
    activations: Vec<String>,
    loss: String,
    points: usize,
}

impl Shape {
    fn of(task: &Task) -> Shape {
        let Task { sizes, activations, loss, .. } = task;
        let (sizes, activations, loss) = (sizes.clone(), activations.clone(), loss.clone());
        Shape { sizes, activations, loss, points: task.points() }
    }
}

/// Whether two tasks take equally long.
pub(super) fn is_alike(a: &Task, b: &Task) -> bool {
    Shape::of(a) == Shape::of(b)
}

/// The rates that were measured for a shape, in points a millisecond; `None` where nothing was.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measured {
    /// Of one worker.
    pub thread: Option<f64>,
    /// Of so many workers together.
    pub workers: Option<(usize, f64)>,
    /// Of the GPU, without the time that any request takes, which comes first, in milliseconds.
    pub gpu: Option<[f64; 2]>,
}

impl Measured {
    /// How long so many points are expected to take, in milliseconds, with this number of workers; `None` where nothing
    /// was measured.
    pub fn expected(&self, placement: Placement, points: usize, workers: usize) -> Option<f64> {
        let points = points as f64;
        match placement {
            Placement::Thread => self.thread.map(|rate| points / rate),
            Placement::Workers => {
                let guess = self.thread.map(|rate| rate * (workers as f64 * SHARED).max(1.0));
                let rate =
                    self.workers.filter(|(count, _)| *count == workers).map(|(_, rate)| rate).or(guess);
                rate.map(|rate| points / rate)
            }
            Placement::Gpu => self.gpu.map(|[before, rate]| before + points / rate),
        }
    }

    /// Where so many points are computed: in one worker if that takes no longer than a frame, or nothing is known;
    /// otherwise where they are expected first.
    pub fn choose(&self, points: usize, workers: usize, has_gpu: bool) -> Placement {
        let Some(alone) = self.expected(Placement::Thread, points, workers) else { return Placement::Thread };
        if alone <= FRAME {
            return Placement::Thread;
        }
        let mut best = (Placement::Thread, alone);
        let others = [(Placement::Workers, workers > 1), (Placement::Gpu, has_gpu)];
        for (placement, _) in others.into_iter().filter(|(_, can)| *can) {
            let time = self.expected(placement, points, workers);
            if let Some(time) = time.filter(|time| *time < best.1) {
                best = (placement, time);
            }
        }
        best.0
    }
}

/// How many shapes are remembered; the one that was asked for the longest time ago is forgotten first.
const MOST_SHAPES: usize = 16;

/// How much a new measurement counts beside those before it.
const NEW: f64 = 0.3;

/// The measured rates of each shape.
#[derive(Clone, Debug, Default)]
pub struct Costs(Vec<(Shape, Measured)>);

impl Costs {
    /// What was measured for a task.
    pub fn of(&self, task: &Task) -> Measured {
        let shape = Shape::of(task);
        self.0.iter().find(|(own, _)| *own == shape).map(|(_, measured)| *measured).unwrap_or_default()
    }

    fn entry(&mut self, task: &Task) -> &mut Measured {
        let shape = Shape::of(task);
        let at = self.0.iter().position(|(own, _)| *own == shape);
        let entry = at.map_or_else(|| (shape, Measured::default()), |at| self.0.remove(at));
        if self.0.len() >= MOST_SHAPES {
            self.0.remove(0);
        }
        self.0.push(entry);
        let last = self.0.len() - 1;
        &mut self.0[last].1
    }

    /// Notes that one worker computed so many points in so many milliseconds.
    pub fn note_thread(&mut self, task: &Task, points: usize, millis: f64) {
        let rate = rate(points, millis);
        let entry = self.entry(task);
        entry.thread = Some(entry.thread.map_or(rate, |before| before + NEW * (rate - before)));
    }

    /// Notes that so many workers together computed so many points in so many milliseconds.
    pub fn note_workers(&mut self, task: &Task, workers: usize, points: usize, millis: f64) {
        let rate = rate(points, millis);
        let entry = self.entry(task);
        let before = entry.workers.filter(|(count, _)| *count == workers).map(|(_, rate)| rate);
        entry.workers = Some((workers, before.map_or(rate, |before| before + NEW * (rate - before))));
    }

    /// Notes how long the GPU took for few and for many points, each with its milliseconds from the request to the answer.
    pub fn note_gpu(&mut self, task: &Task, few: (usize, f64), many: (usize, f64)) {
        let more = many.0.saturating_sub(few.0);
        let slope = (many.1 - few.1).max(0.01) / more.max(1) as f64;
        let before = (few.1 - slope * few.0 as f64).max(0.0);
        self.entry(task).gpu = Some([before, 1.0 / slope]);
    }

    /// Forgets what was measured on a GPU, because another may answer next time.
    pub fn forget_gpu(&mut self) {
        self.0.iter_mut().for_each(|(_, measured)| measured.gpu = None);
    }
}

/// Points a millisecond. A clock that is too coarse says 0 milliseconds.
fn rate(points: usize, millis: f64) -> f64 {
    points as f64 / millis.max(0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEASURED: Measured = Measured { thread: Some(50.0), workers: None, gpu: Some([20.0, 1000.0]) };

    #[test]
    fn placements_are_named() {
        for (placement, name) in Placement::ALL {
            assert_eq!((Placement::named(name), placement.name()), (Some(placement), name));
        }
        assert_eq!(Placement::named("abacus"), None);
    }

    #[test]
    fn little_work_stays_on_one_thread_and_much_goes_where_it_is_fastest() {
        let check = |points, workers, has_gpu, expected| {
            assert_eq!(MEASURED.choose(points, workers, has_gpu), expected, "{points} points");
        };
        check(800, 8, true, Placement::Thread);
        // 16.4 milliseconds on one thread, 10.9 on two, 20.8 on the GPU.
        check(820, 2, true, Placement::Workers);
        check(100_000, 2, true, Placement::Gpu);
        check(100_000, 2, false, Placement::Workers);
        check(100_000, 1, false, Placement::Thread);
        assert_eq!(Measured::default().choose(1_000_000, 8, true), Placement::Thread, "nothing is known yet");
        let slow = Measured { gpu: Some([20.0, 10.0]), ..MEASURED };
        assert_eq!(slow.choose(100_000, 2, true), Placement::Workers, "a GPU in software is slower");
    }

    #[test]
    fn what_was_measured_is_what_is_expected() {
        let task = Task { sizes: vec![2, 8, 1], targets: vec![0.0; 10], ..Task::default() };
        let mut costs = Costs::default();
        assert_eq!(costs.of(&task), Measured::default());
        costs.note_thread(&task, 500, 10.0);
        costs.note_workers(&task, 4, 1600, 10.0);
        costs.note_gpu(&task, (100, 6.0), (10_100, 16.0));
        let expected = |placement, points| costs.of(&task).expected(placement, points, 4);
        assert_eq!(expected(Placement::Thread, 1000), Some(20.0));
        assert_eq!(expected(Placement::Workers, 1600), Some(10.0));
        let gpu = expected(Placement::Gpu, 10_100).unwrap_or_default();
        assert!((gpu - 16.0).abs() < 1e-9, "{gpu}");
        let other = Task { sizes: vec![2, 9, 1], ..task.clone() };
        assert_eq!(costs.of(&other), Measured::default(), "another network is measured anew");
        for width in 10..40 {
            costs.note_thread(&Task { sizes: vec![2, width, 1], ..task.clone() }, 1, 1.0);
        }
        assert_eq!(costs.of(&task), Measured::default(), "what was not asked for is forgotten");
        assert!(costs.0.len() <= MOST_SHAPES);
    }

    #[test]
    fn a_gpu_that_is_gone_is_forgotten() {
        let task = Task::default();
        let mut costs = Costs::default();
        costs.note_gpu(&task, (1, 1.0), (2, 1.0));
        assert!(costs.of(&task).gpu.is_some());
        costs.forget_gpu();
        assert_eq!(costs.of(&task).gpu, None);
    }
}
