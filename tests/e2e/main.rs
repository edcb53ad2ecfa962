//! A learner's way through the page, in a real Chromium: `cargo xtask test` builds and serves the page, then runs
//! these. Each file says what it checks.

mod access;
mod along;
mod controls;
mod counts;
mod devices;
mod digits;
mod driver;
mod fits;
mod hands;
mod laboratory;
mod laboratory_code;
mod laboratory_data;
mod laboratory_frames;
mod laboratory_runs;
mod landscape;
mod late;
mod learn;
mod load;
mod looks;
mod mistakes;
mod pace;
mod pictures;
mod real_data;
mod rooms;
mod scratch;
mod scratch_tabs;
mod work;

/// All pages: name and address.
const PAGES: [(&str, &str); 17] = [
    ("home", "#/"),
    ("slopes", "#/lesson/slopes-and-gradients"),
    ("unknown", "#/lesson/finding-an-unknown-function"),
    ("landscape", "#/lesson/the-loss-landscape"),
    ("downhill", "#/lesson/walking-downhill"),
    ("three-ways", "#/lesson/three-ways-to-differentiate"),
    ("gradients", "#/lesson/taking-gradients"),
    ("parameters", "#/lesson/parameters"),
    ("model", "#/lesson/a-simple-model"),
    ("layers", "#/lesson/building-layers"),
    ("stacking", "#/lesson/stacking-it-up"),
    ("network", "#/lesson/train-a-network"),
    ("slices", "#/lesson/the-landscape-of-a-network"),
    ("then-and-now", "#/lesson/then-and-now"),
    ("activations", "#/lesson/activations"),
    ("functions", "#/lesson/functions"),
    ("glossary", "#/lesson/glossary"),
];
