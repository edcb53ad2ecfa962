//! Rooms: the height that each figure keeps before the page is alive is the height that it has afterwards, at every width.

use serde_json::Value;

use crate::PAGES;
use crate::driver::{Browser, Window};

/// Windows with a figure's column in each of its layouts.
const WINDOWS: [[u32; 2]; 3] = [[390, 844], [1280, 800], [1920, 1080]];

/// How far the two may be apart, in CSS pixels.
const MOST: f64 = 2.0;

/// The title, width and height of every figure's body.
const BODIES: &str = "return [...document.querySelectorAll('figure[data-figure]')].map((figure) => {
        const box = figure.querySelector('.figure__body').getBoundingClientRect();
        return [figure.querySelector('.figure__title, figcaption')?.textContent ?? '', box.width, box.height];
    })";

/// Steps through every figure that can be stepped through, at a dozen places, and back to the start; gives the title, the
/// least and the largest height of each.
const STEPPED: &str = "const [done] = arguments;
    const frame = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    (async () => {
        const all = [];
        for (const scrub of document.querySelectorAll('figure[data-figure] .stepper__scrub:enabled')) {
            const figure = scrub.closest('figure');
            const heights = [];
            for (let place = 0; place <= 12; place++) {
                scrub.value = Math.round(scrub.max * (place % 12) / 11);
                scrub.dispatchEvent(new Event('input', { bubbles: true }));
                await frame();
                heights.push(figure.querySelector('.figure__body').getBoundingClientRect().height);
            }
            const title = figure.querySelector('.figure__title, figcaption')?.textContent ?? '';
            all.push([title, Math.min(...heights), Math.max(...heights)]);
        }
        done(all);
    })();";

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn figures_have_the_height_that_is_kept_for_them() {
    let browser = Browser::open(Window::LAPTOP);
    browser.hold_modules();
    let mut wrong = Vec::new();
    for size in WINDOWS {
        browser.resize(Window { size, dark: false });
        for (name, place) in PAGES {
            browser.load(place);
            browser.wait("the prose", "return !!document.querySelector('main article')");
            browser.run_async("document.fonts.ready.then(() => requestAnimationFrame(() => arguments[0]()))");
            let kept = browser.run(BODIES);
            browser.release_modules();
            browser.come_alive();
            browser.draw_all();
            let real = browser.run(BODIES);
            let pairs = kept.as_array().into_iter().flatten().zip(real.as_array().into_iter().flatten());
            for (at, (kept, real)) in pairs.enumerate() {
                let number = |body: &Value, which: usize| body[which].as_f64().unwrap_or(f64::NAN);
                let [kept_height, height, width] = [number(kept, 2), number(real, 2), number(real, 1)];
                if (kept_height - height).abs() > MOST {
                    wrong.push(format!(
                        "{name} at {} px, figure {at} ({}), {width:.0} px wide: {kept_height:.1} px are kept, it has {height:.1} px",
                        size[0], real[0]
                    ));
                }
            }
            for figure in browser.run_async(STEPPED).as_array().into_iter().flatten() {
                let [least, most] = [1, 2].map(|at| figure[at].as_f64().unwrap_or(f64::NAN));
                if most - least > MOST {
                    wrong.push(format!(
                        "{name} at {} px ({}): {least:.1} to {most:.1} px high while one steps",
                        size[0], figure[0]
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
