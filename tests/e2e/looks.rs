//! Looks: a picture of every page at every width, light and dark, for people to look at; and no page scrolls
//! sideways.

use std::fs;

use crate::PAGES;
use crate::driver::{Browser, Window};

const WIDTHS: [u32; 5] = [320, 360, 768, 1280, 1920];

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn every_page_at_every_width_in_both_themes() {
    let browser = Browser::open(Window::LAPTOP);
    for dark in [false, true] {
        for (name, place) in PAGES {
            browser.resize(Window { size: [1280, 900], dark });
            browser.open_page(place);
            for width in WIDTHS {
                browser.resize(Window { size: [width, 900], dark });
                // Figures are drawn as they come into view.
                browser.run_async(
                    "const done = arguments[0]; let y = 0;
                     const down = () => {
                         scrollTo({ top: y, behavior: 'instant' }); y += 600;
                         if (y < document.documentElement.scrollHeight + 600) requestAnimationFrame(down);
                         else { scrollTo({ top: 0, behavior: 'instant' }); done(); }
                     };
                     down();",
                );
                browser.settle();
                let wide = browser.number("return document.documentElement.scrollWidth");
                assert!(wide <= f64::from(width), "{name} at {width} px is {wide} px wide");
                let shade = if dark { "dark" } else { "light" };
                browser.screenshot_whole(&format!("{name}-{width}-{shade}"));
            }
        }
    }
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn the_readme_shows_the_page_as_it_is() {
    let browser = Browser::open(Window { size: [1280, 860], dark: false });
    browser.open_page("#/lesson/walking-downhill");
    browser.run("document.getElementById('again-and-again').scrollIntoView({ behavior: 'instant' }); scrollBy(0, -90)");
    browser.settle();
    let picture = browser.screenshot("readme");
    // Fonts differ from machine to machine in the last pixel, so the file changes only when someone asks for it.
    let shown = concat!(env!("CARGO_MANIFEST_DIR"), "/style/screenshot.png");
    if std::env::var_os("FLUXION_SNAPSHOTS").is_some() {
        fs::copy(&picture, shown).expect("the picture can be copied");
    }
    assert!(fs::metadata(shown).is_ok_and(|file| file.len() > 20_000), "style/screenshot.png is missing");
}
