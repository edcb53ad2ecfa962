//! Pace: how long the page takes, as ratios to a calibration loop in the same page, which makes fast and slow machines
//! comparable. Run by `cargo xtask bench --page`; `cargo xtask test` leaves these out.

use serde_json::{Value, json};

use crate::controls::move_all;
use crate::driver::{Browser, Window};
use crate::laboratory::SCREEN;
use crate::laboratory_frames::spiral;

/// The calibration loop: it takes about half a frame (8.3 ms) on a slow laptop. All limits are multiples of it.
const LOOP: &str = "const times = [];
    for (let run = 0; run < 9; run++) {
        const start = performance.now();
        let sum = 0;
        for (let k = 0; k < 2_500_000; k++) sum = (Math.imul(sum, 31) + k) | 0;
        globalThis.sum = sum;
        times.push(performance.now() - start);
    }
    return times.sort((one, other) => one - other)[4];";

/// How long one frame of a drag may keep the main thread busy: half a frame on a slow laptop.
const FRAME: f64 = 1.0;

/// How long a change may take to reach the screen: a tenth of a second on a slow laptop.
const AT_ONCE: f64 = 12.0;

/// The frames of a drag.
const FRAMES: u32 = 120;

/// Moves a handle once in each frame, around an ellipse.
const DRAG: &str =
    "const [handle, x, y, frames, done] = [document.querySelector(arguments[0]), ...[...arguments].slice(1)];
    const send = (kind, x, y) => handle.dispatchEvent(
        new PointerEvent(kind, { clientX: x, clientY: y, button: 0, bubbles: true, cancelable: true }));
    send('pointerdown', x, y);
    let frame = 0;
    const move = () => {
        if (++frame > frames) { send('pointerup', x, y); return done(); }
        const turn = frame / frames * 2 * Math.PI;
        send('pointermove', x - 60 + 60 * Math.cos(turn), y + 40 * Math.sin(turn));
        requestAnimationFrame(move);
    };
    requestAnimationFrame(move);";

/// The time from a change until the page had settled; nothing if the kernel was not asked anything.
const TIME: &str = "async (change) => {
        const [before, start] = [page.revision, performance.now()];
        change();
        // What changes only the picture in front of the learner asks the kernel nothing.
        await until(() => page.revision !== before || performance.now() > start + 60);
        if (page.revision === before) return null;
        await until(hasSettled);
        await new Promise(requestAnimationFrame);
        return performance.now() - start;
    }";

/// A browser on a page, and the milliseconds that the calibration loop takes there.
fn open(place: &str) -> (Browser, f64) {
    let browser = Browser::open(Window::LAPTOP);
    browser.devtools("Performance.enable", &json!({ "timeDomain": "threadTicks" }));
    browser.open_page(place);
    let unit = browser.number(LOOP);
    (browser, unit)
}

/// How long the main thread has been busy so far, in milliseconds.
fn busy(browser: &Browser) -> f64 {
    let metrics = browser.devtools("Performance.getMetrics", &json!({}));
    let mut all = metrics["metrics"].as_array().into_iter().flatten();
    let own = all.find(|metric| metric["name"] == "TaskDuration");
    own.and_then(|metric| metric["value"].as_f64()).expect("the browser measures its tasks") * 1000.0
}

#[test]
#[ignore = "measures: cargo xtask bench --page"]
fn a_frame_of_a_drag() {
    let (browser, unit) = open("#/lesson/slopes-and-gradients");
    let handle = "figure[data-figure=\"3\"] .stage__handle";
    let [x, y] = browser.middle_of(handle);
    browser.settle();
    let before = busy(&browser);
    browser.run_async_with(DRAG, &[json!(handle), json!(x), json!(y), json!(FRAMES)]);
    let frame = (busy(&browser) - before) / f64::from(FRAMES);
    println!("a frame of a drag: {:.2} loops ({frame:.1} ms; a loop takes {unit:.1} ms)", frame / unit);
    assert!(frame <= FRAME * unit, "a frame of a drag takes more than {FRAME} loops");
}

#[test]
#[ignore = "measures: cargo xtask bench --page"]
fn the_answer_to_every_control() {
    for (name, place) in crate::PAGES {
        let (browser, unit) = open(place);
        let found = browser.run_async(&move_all(TIME));
        let there_and_back = found.as_array().map(Vec::as_slice).unwrap_or_default().chunks(2);
        let mut took: Vec<(f64, &str)> = there_and_back.filter_map(shorter).collect();
        took.sort_by(|one, other| one.0.total_cmp(&other.0));
        let Some((slowest, control)) = took.last() else { continue };
        println!(
            "{name}: {} controls; median {:.1} loops, slowest {:.1} loops ({slowest:.0} ms, {control})",
            took.len(),
            took[took.len() / 2].0 / unit,
            slowest / unit
        );
        assert!(*slowest <= AT_ONCE * unit, "{name}: {control} takes more than {AT_ONCE} loops");
    }
}

/// The shorter of the two times that a control took, and its name.
fn shorter(there_and_back: &[Value]) -> Option<(f64, &str)> {
    let times = there_and_back.iter().filter_map(|change| change[1].as_f64());
    Some((times.reduce(f64::min)?, there_and_back.first()?[0].as_str()?))
}

#[test]
#[ignore = "measures: cargo xtask bench --page"]
fn a_descent_that_plays() {
    let (browser, unit) = open("#/lesson/walking-downhill");
    let play = "document.querySelector('figure[data-figure=\"1\"] .stepper__play')";
    browser.middle_of("figure[data-figure=\"1\"]");
    browser.settle();
    let before = busy(&browser);
    browser.run(&format!("{play}.click()"));
    browser.run_async("setTimeout(arguments[0], 5500)");
    browser.wait("the end of the walk", &format!("return {play}.textContent === 'Play'"));
    let steps = browser
        .number("return Number(document.querySelector('figure[data-figure=\"1\"] .stepper__scrub').max)");
    let step = (busy(&browser) - before) / steps;
    println!("a step of a walk that plays: {:.2} loops ({step:.1} ms)", step / unit);
    assert!(step <= FRAME * unit, "a step takes more than {FRAME} loops");
}

#[test]
#[ignore = "measures: cargo xtask bench --page"]
fn the_first_load() {
    let mut took: Vec<(f64, f64)> = (0..3)
        .map(|_| {
            let (browser, unit) = open("#/lesson/slopes-and-gradients");
            (browser.number("return seen.alive"), unit)
        })
        .collect();
    took.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (alive, unit) = took[1];
    println!("from the address to a page that is alive: {:.0} loops ({alive:.0} ms)", alive / unit);
}

/// Steps in a second, over so many milliseconds.
const RATE: &str = "const [millis, done] = arguments;
    const place = document.getElementById('laboratory');
    const [step, start] = [Number(place.dataset.step), performance.now()];
    setTimeout(() => done(1000 * (Number(place.dataset.step) - step) / (performance.now() - start)), millis);";

/// The same while no frame is drawn, so that the worker does nothing but train.
const RATE_ALONE: &str = "const [millis, done] = arguments;
    const place = document.getElementById('laboratory');
    const [step, start] = [Number(place.dataset.step), performance.now()];
    const request = globalThis.requestAnimationFrame;
    const held = [];
    globalThis.requestAnimationFrame = (work) => held.push(work);
    setTimeout(() => {
        globalThis.requestAnimationFrame = request;
        const before = Number(place.dataset.pictures);
        held.forEach((work) => request(work));
        const wait = () => Number(place.dataset.pictures) > before
            ? done(1000 * (Number(place.dataset.step) - step) / (performance.now() - start)) : setTimeout(wait, 1);
        wait();
    }, millis);";

#[test]
#[ignore = "measures: cargo xtask bench --page"]
fn the_time_that_pictures_leave_for_training() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(&spiral(0));
    browser.press_button("Play");
    browser.wait_for_step("> 500");
    let rate = |script: &str| browser.run_async_with(script, &[json!(3000)]).as_f64().expect("a rate");
    let shares: Vec<f64> = (0..3)
        .map(|_| {
            let [drawing, alone] = [rate(RATE), rate(RATE_ALONE)].map(|steps| 32.0 * steps);
            println!("spiral: {drawing:.0} samples/s beside its pictures, {alone:.0} without them");
            drawing / alone
        })
        .collect();
    let share = shares.iter().copied().fold(0.0, f64::max);
    println!("pictures leave {:.0} % of the time for training", 100.0 * share);
    assert!(share >= 0.5, "pictures take more than half of the time");
}
