//! Work: a change sends one message to the kernel, redraws only what depends on it, and never forces a layout. Times are
//! only printed; `cargo xtask bench --page` judges them.

use crate::PAGES;
use crate::controls::move_all;
use crate::counts::Counts;
use crate::driver::{Browser, Window};

const PLACE: &str = "#/lesson/slopes-and-gradients";

/// The moves of a drag, around an ellipse that is too small for a check to be answered on the way.
const MOVES: u32 = 24;

fn around([x, y]: [f64; 2], step: u32) -> [f64; 2] {
    let turn = f64::from(step) / f64::from(MOVES) * std::f64::consts::TAU;
    [x - 30.0 + 30.0 * turn.cos(), y + 20.0 * turn.sin()]
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_drag_redraws_only_what_depends_on_the_point() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page(PLACE);
    let middle = browser.middle_of("figure[data-figure=\"3\"] .stage__handle");
    browser.settle();
    browser.hold(middle);
    let moved = Counts::of(&browser, || {
        for step in 1..=MOVES {
            browser.move_to(around(middle, step));
            browser.settle();
        }
    });
    browser.let_go();
    println!("{MOVES} moves of a point: {moved:?}");
    assert_eq!(moved.requests, MOVES, "a move changes two numbers and is sent as one message");
    assert!(moved.request_bytes <= MOVES * 64, "{} bytes of requests", moved.request_bytes);
    assert_eq!(moved.canvases, OVERLAYS, "only overlays are redrawn");
    assert!(moved.reply_bytes <= MOVES * 7_000, "{} bytes of answers", moved.reply_bytes);
    keeps_still(&moved);
    assert_eq!(moved.same_again, 0, "every write changes something");
}

/// The canvases that show the point: those of its own figure, and the lower one of the figure above it; what is further
/// from the window is not drawn.
const OVERLAYS: [&str; 3] = ["figure 2, canvas 3", "figure 3, canvas 1", "figure 3, canvas 3"];

/// What holds whatever the learner does.
#[track_caller]
fn keeps_still(counts: &Counts) {
    assert_eq!(counts.draws_again, 0, "a canvas is drawn at most once a frame: {counts:?}");
    assert_eq!(counts.layout_reads, 0, "nothing forces a layout: {counts:?}");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn moves_within_one_frame_are_sent_and_drawn_once() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page(PLACE);
    let handle = "figure[data-figure=\"3\"] .stage__handle";
    let [x, y] = browser.middle_of(handle);
    browser.settle();
    browser.hold([x, y]);
    let moved = Counts::of(&browser, || {
        browser.run(&format!(
            "const handle = document.querySelector({handle:?});
             for (let k = 1; k <= 20; k++) handle.dispatchEvent(new PointerEvent('pointermove',
                 {{ clientX: {x} - 2 * k, clientY: {y} + k, bubbles: true }}));"
        ));
    });
    browser.let_go();
    println!("twenty moves within a frame: {moved:?}");
    assert_eq!(moved.requests, 1, "changes within one turn of the event loop are one message");
    assert_eq!(moved.canvases, OVERLAYS);
    assert!(moved.reply_bytes <= 7_000, "superseded moves get no answer: {} bytes", moved.reply_bytes);
    keeps_still(&moved);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_playing_descent_asks_nothing_and_redraws_only_the_step() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/lesson/walking-downhill");
    let play = "document.querySelector('figure[data-figure=\"1\"] .stepper__play')";
    browser.middle_of("figure[data-figure=\"1\"]");
    browser.settle();
    let played = Counts::of(&browser, || {
        browser.run(&format!("{play}.click()"));
        browser.wait("the end of the walk", &format!("return {play}.textContent === 'Play'"));
    });
    println!("playing a walk: {played:?}");
    let steps =
        browser.number(&format!("return Number({play}.parentElement.querySelector('.stepper__scrub').max)"));
    assert_eq!((played.requests, played.replies), (0, 0), "the whole walk is known before it plays");
    assert_eq!(played.canvases, ["figure 1, canvas 1", "figure 1, canvas 3", "figure 1, canvas 5"]);
    assert!(f64::from(played.most_draws) <= steps + 2.0, "each step is drawn once: {played:?}");
    assert_eq!(played.same_again, 0, "every write changes something");
    keeps_still(&played);
}

/// What the page did after a change, until it had settled.
const COUNT: &str = "async (change) => {
        counts.begin();
        change();
        // The page counts its changes after the task in which they were made.
        await frames();
        await until(hasSettled);
        await frames();
        return counts.end();
    }";

/// The most that a change of one control may cost: messages (a figure may come to ask for something else), bytes of
/// answers, canvases, texts and attributes that are written, and those of them that were so before.
const REQUESTS: u32 = 2;
const BYTES: u32 = 110_000;
const CANVASES: usize = 20;
const WRITTEN: u32 = 150;
const SAME_AGAIN: u32 = 4;

/// Changes every control of these pages.
#[track_caller]
fn no_control_costs_more_than_it_must(pages: &[(&str, &str)]) {
    let browser = Browser::open(Window::LAPTOP);
    for (name, place) in pages {
        browser.open_page(place);
        let found = browser.run_async(&move_all(COUNT));
        let mut slowest = (0.0, "nothing");
        for control in found.as_array().into_iter().flatten() {
            let (control, counts) = (control[0].as_str().unwrap_or_default(), Counts::read(&control[1]));
            let what = format!("{name}, {control}: {counts:?}");
            keeps_still(&counts);
            assert!(counts.requests <= REQUESTS, "{what}");
            assert!(counts.reply_bytes <= BYTES, "{what}");
            assert!(counts.canvases.len() <= CANVASES, "{what}");
            assert!(counts.texts <= WRITTEN && counts.attributes <= WRITTEN, "{what}");
            assert!(counts.same_again <= SAME_AGAIN, "{what}");
            if counts.millis > slowest.0 {
                slowest = (counts.millis, control);
            }
        }
        println!("{name}: the slowest control, {}, was followed after {:.0} ms", slowest.1, slowest.0);
    }
}

/// Where the pages are cut into three parts, which run side by side.
const CUTS: [usize; 2] = [6, 11];

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn no_control_of_the_first_pages_costs_more_than_it_must() {
    no_control_costs_more_than_it_must(&PAGES[..CUTS[0]]);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn no_control_of_the_pages_after_them_costs_more_than_it_must() {
    no_control_costs_more_than_it_must(&PAGES[CUTS[0]..CUTS[1]]);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn no_control_of_the_last_pages_costs_more_than_it_must() {
    no_control_costs_more_than_it_must(&PAGES[CUTS[1]..]);
}
