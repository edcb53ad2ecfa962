//! The laboratory while it trains, with every unit's map live: what it sends, draws and reads is counted. How long frames
//! and tasks take is only printed; how much of the time is left for training is measured by `cargo xtask bench --page`.

use fluxion::lab::Settings;
use fluxion::lab::settings::{Layer, Source};
use fluxion::view::laboratory::carried::{Carried, Place};
use serde_json::{Value, json};

use crate::counts::Counts;
use crate::driver::Browser;
use crate::laboratory::SCREEN;

/// The frames that are watched.
const FRAMES: u32 = 180;

/// The address of a laboratory with the network and the batch of the bench's workload `spiral`: 2-8-8-8-1, tanh, mean
/// square error, gradient descent, 32 points in a batch.
pub fn spiral(pace: u32) -> String {
    let mut settings = Settings::default();
    settings.data.source = Source::Set("spiral".into());
    settings.data.batch = 32;
    settings.layers = vec![Layer { units: 8, activation: "tanh".into(), dropout: 0.0 }; 3];
    settings.output = "tanh".into();
    settings.training.optimiser = "Descent".into();
    settings.training.knobs = vec![0.03];
    let carried = Carried { settings, pace: Some(pace), ..Carried::default() };
    carried.address(Place::Page).expect("it is short").hash
}

/// Begins to watch: when frames begin, how long the page's own work in them takes, and how many pictures are under way.
const WATCH: &str = "
    const seen = globalThis.flow = { begins: [], tasks: [], waiting: 0, most: 0, pictures: 0 };
    const timed = (work) => function (...parts) {
        const start = performance.now();
        try { return work.apply(this, parts); } finally { seen.tasks.push(performance.now() - start); }
    };
    const request = globalThis.requestAnimationFrame;
    globalThis.requestAnimationFrame = (work) => request(timed(work));
    const post = Worker.prototype.postMessage;
    const hear = ({ data }) => {
        if (!(data instanceof Uint8Array)) return;
        seen.pictures++;
        seen.most = Math.max(seen.most, ++seen.waiting);
    };
    const heard = new WeakSet();
    Worker.prototype.postMessage = function (message, ...rest) {
        if (!heard.has(this)) this.addEventListener('message', hear);
        heard.add(this);
        if (message instanceof Uint8Array) seen.waiting = 0;
        return post.call(this, message, ...rest);
    };
    const frame = (now) => { seen.begins.push(now); request(frame); };
    request(frame);";

/// The value that this share of a list does not exceed.
fn quantile(list: &Value, share: f64) -> f64 {
    let mut all: Vec<f64> = list.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    all.sort_by(f64::total_cmp);
    all[((all.len() - 1) as f64 * share) as usize]
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn every_picture_is_drawn_once_before_the_next_is_sent() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(&spiral(16));
    browser.press_button("Play");
    browser.wait_for_step("> 64");
    browser.run(WATCH);
    // Counted from within the page: a driver's calls would take frames of their own.
    let counted = browser.run_async_with(
        "const [frames, done] = arguments;
         const until = flow.begins.length + frames;
         const wait = () => flow.begins.length < until ? requestAnimationFrame(wait) : done(counts.end());
         counts.begin();
         wait();",
        &[json!(FRAMES)],
    );
    let counts = Counts::read(&counted);
    let flow = browser.run(
        "const gaps = flow.begins.slice(1).map((begin, at) => begin - flow.begins[at]);
         return { ...flow, gaps };",
    );
    println!(
        "{FRAMES} frames with {} pictures: a frame takes {:.1} ms (nine of ten at most {:.1}), the page's work in it \
         {:.1} ms (nine of ten at most {:.1}, the longest {:.1})",
        counts.replies,
        quantile(&flow["gaps"], 0.5),
        quantile(&flow["gaps"], 0.9),
        quantile(&flow["tasks"], 0.5),
        quantile(&flow["tasks"], 0.9),
        quantile(&flow["tasks"], 1.0)
    );
    println!("counts: {counts:?}");
    assert!(counts.replies > FRAMES / 4, "pictures come: {counts:?}");
    assert!(counts.replies <= FRAMES + 2, "no more pictures than frames: {counts:?}");
    assert!(
        counts.requests.abs_diff(counts.replies) <= 1,
        "one acknowledgement for each picture: {counts:?}"
    );
    assert_eq!(flow["most"], json!(1), "a picture is sent only when the last one is drawn");
    assert_eq!(counts.draws_again, 0, "a canvas is drawn at most once a frame: {counts:?}");
    assert_eq!(counts.layout_reads, 0, "nothing forces a layout: {counts:?}");
    assert!(counts.same_again <= counts.replies, "hardly a write that changes nothing: {counts:?}");
    assert!(counts.request_bytes <= 16 * counts.requests, "an acknowledgement is a few bytes: {counts:?}");
    assert!(counts.reply_bytes <= 40_000 * counts.replies, "a picture with all maps is small: {counts:?}");
}
