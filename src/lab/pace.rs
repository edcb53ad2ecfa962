//! How far training goes before the next picture, and how fast it is.

/// Whether training goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Mode {
    /// It does not.
    #[default]
    Paused,
    /// It does, with at most so many steps between two pictures; any number if 0.
    Playing {
        /// Steps between two pictures.
        steps: u32,
    },
    /// It does, until so many steps, or whatever [`Pace::count`] is told, are reached.
    Until {
        /// How many.
        end: u64,
        /// Steps between two pictures; any number if 0.
        steps: u32,
    },
}

/// The mode, and what has been trained since the last picture.
#[derive(Debug, Default)]
pub(super) struct Pace {
    mode: Mode,
    steps: u32,
    samples: u64,
    /// Whether training has had a slice since the last picture.
    has_trained: bool,
    /// When the last picture was drawn, and the samples in a second up to then.
    since: Option<f64>,
    speed: f64,
}

impl Pace {
    /// Sets the mode.
    pub(super) fn set(&mut self, mode: Mode) {
        if !self.is_playing() {
            // The time in which nothing was trained counts for no speed.
            (self.since, self.samples) = (None, 0);
        }
        self.mode = mode;
        self.steps = 0;
        self.has_trained = false;
    }

    /// Whether training goes on.
    pub(super) fn is_playing(&self) -> bool {
        self.mode != Mode::Paused
    }

    /// Whether the next step may be taken before the next picture.
    pub(super) fn may_train(&self) -> bool {
        match self.mode {
            Mode::Paused => false,
            Mode::Playing { steps: 0 } | Mode::Until { steps: 0, .. } => true,
            Mode::Playing { steps } | Mode::Until { steps, .. } => self.steps < steps,
        }
    }

    /// Whether training must have its slice before the next picture, so that pictures do not take all the time.
    pub(super) fn owes_training(&self) -> bool {
        self.may_train() && !self.has_trained
    }

    /// Counts a step of so many samples, after which so much is reached.
    pub(super) fn count(&mut self, reached: u64, samples: u64) {
        self.steps += 1;
        self.samples += samples;
        if matches!(self.mode, Mode::Until { end, .. } if reached >= end) {
            self.mode = Mode::Paused;
        }
    }

    /// Notes that training has had its slice.
    pub(super) fn pay(&mut self) {
        self.has_trained = true;
    }

    /// A fresh run: what was to be reached in the one before is not any more.
    pub(super) fn begin(&mut self) {
        if matches!(self.mode, Mode::Until { .. }) {
            self.mode = Mode::Paused;
        }
    }

    /// Samples in a second, lately; 0 while paused.
    pub(super) fn speed(&mut self, now: f64) -> f64 {
        let since = self.since.replace(now).filter(|since| now > *since);
        let rate = since.map(|since| 1000.0 * self.samples as f64 / (now - since));
        self.samples = 0;
        self.speed = match rate {
            Some(rate) if self.is_playing() && self.speed > 0.0 => 0.9 * self.speed + 0.1 * rate,
            Some(rate) if self.is_playing() => rate,
            _ => 0.0,
        };
        self.speed
    }

    /// A picture has been drawn.
    pub(super) fn drawn(&mut self) {
        self.steps = 0;
        self.has_trained = false;
    }
}
