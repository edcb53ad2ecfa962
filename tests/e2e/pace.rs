//! Pace: how long the page takes, as ratios to a calibration loop in the same page, which makes fast and slow machines
//! comparable. Run by `cargo xtask bench --page`; `cargo xtask test` leaves these out.

use serde_json::{Value, json};

use crate::driver::{Browser, Window};

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

/// Moves every slider and handle of a page there and back, and edits every cell; returns, for each control, its name and
/// the shorter of the two times until the page had settled.
const MOVE_ALL: &str = "const done = arguments[0], page = document.documentElement.dataset;
    const until = async (is_so) => { while (!is_so()) await new Promise((go) => setTimeout(go, 1)); };
    const frames = async () => { for (let k = 0; k < 3; k++) await new Promise(requestAnimationFrame); };
    const has_settled = () => Number(page.settled) >= Number(page.revision);
    const move = (control, back) => {
        if (control.tagName === 'TEXTAREA') control.value = back ? control.value.slice(0, -2) : control.value + ' #';
        else if (control.tagName === 'INPUT') back ? control.stepDown() : control.stepUp();
        else return control.dispatchEvent(
            new KeyboardEvent('keydown', { key: back ? 'ArrowLeft' : 'ArrowRight', bubbles: true, cancelable: true }));
        control.dispatchEvent(new InputEvent('input', { bubbles: true }));
    };
    (async () => {
        const found = [];
        const controls = 'main input[type=range], main [role=slider], main .cell__input';
        for (const control of document.querySelectorAll(controls)) {
            if (control.getClientRects().length === 0) continue;
            control.scrollIntoView({ block: 'center', behavior: 'instant' });
            await frames();
            await until(has_settled);
            await frames();
            let shortest = null;
            for (let turn = 0; turn < 2; turn++) {
                const [before, start] = [page.revision, performance.now()];
                move(control, turn === 1);
                // What changes only the picture in front of the learner asks the kernel nothing.
                await until(() => page.revision !== before || performance.now() > start + 60);
                if (page.revision !== before) {
                    await until(has_settled);
                    await new Promise(requestAnimationFrame);
                    const took = performance.now() - start;
                    shortest = Math.min(shortest ?? took, took);
                }
                await frames();
            }
            const name = control.getAttribute('aria-label') ?? control.closest('label')?.textContent ?? '';
            if (shortest !== null) found.push([`${control.closest('figure')?.dataset.kind ?? 'cell'} ${name}`, shortest]);
        }
        done(found);
    })();";

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
        let found = browser.run_async(MOVE_ALL);
        let mut took: Vec<(f64, &str)> = found.as_array().into_iter().flatten().filter_map(answer).collect();
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

fn answer(control: &Value) -> Option<(f64, &str)> {
    Some((control[1].as_f64()?, control[0].as_str()?))
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
