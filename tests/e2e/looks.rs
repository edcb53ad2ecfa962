//! Layout: no page scrolls sideways at any width, and the README has its screenshot.

use std::fs;

use serde_json::Value;

use crate::PAGES;
use crate::driver::{Browser, Window};

/// The widths of the windows, in CSS pixels.
pub const WIDTHS: [u32; 5] = [320, 360, 768, 1280, 1920];

/// The screenshot in the README.
pub const SHOWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/style/screenshot.png");

/// The screenshot of the laboratory with handwritten digits, in the README too.
pub const READ: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/style/screenshot-digits.png");

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn no_page_scrolls_sideways_and_entries_of_terms_have_room() {
    let browser = Browser::open(Window::LAPTOP);
    for (name, place) in PAGES {
        browser.open_page(place);
        for width in WIDTHS {
            browser.resize(Window { size: [width, 900], dark: false });
            browser.draw_all();
            let wide = browser.number("return document.documentElement.scrollWidth");
            assert!(wide <= f64::from(width), "{name} at {width} px is {wide} px wide");
            let narrow = browser.run(NARROW_ENTRIES);
            assert_eq!(narrow, Value::Array(Vec::new()), "{name} at {width} px");
        }
    }
}

/// The entries of the glossary that are shown narrower than the text that their terms stand in, with both widths.
const NARROW_ENTRIES: &str = "return [...document.querySelectorAll('main .term__word')].map((word) => {
        word.focus({ preventScroll: true });
        const entry = word.nextElementSibling.getBoundingClientRect().width;
        const text = word.closest('p, li, td, th, dd, figcaption, h1, h2, h3, summary').getBoundingClientRect().width;
        word.blur();
        return [word.textContent, entry, text];
    }).filter(([, entry, text]) => entry < Math.min(text, 200) - 1)";

#[test]
fn the_readme_has_its_picture() {
    assert!(fs::metadata(SHOWN).is_ok_and(|file| file.len() > 20_000), "style/screenshot.png is missing");
}

/// Left, top, width and height of the first element that a selector names, in CSS pixels.
fn place(browser: &Browser, selector: &str) -> [f64; 4] {
    ["left", "top", "width", "height"].map(|side| {
        browser.number(&format!("return document.querySelector({selector:?}).getBoundingClientRect().{side}"))
    })
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_wide_screen_has_large_figures_that_fit_into_it() {
    let browser = Browser::open(Window { size: [1920, 900], dark: false });
    let below_bar = 900.0 - 52.0;
    browser.open_page("#/lesson/slopes-and-gradients");
    browser.draw_all();
    let figure = "figure[data-figure=\"2\"]";
    let [left, top, width, height] = place(&browser, figure);
    assert!(width > 740.0 && height <= below_bar, "a landscape of {width} × {height} px");
    let stage = |which: &str| place(&browser, &format!("{figure} .stage:{which}"));
    let ([_, map_top, map_width, _], [surface_left, surface_top, surface_width, surface_height]) =
        (stage("first-child"), stage("nth-child(2)"));
    assert!(surface_width == width && surface_height >= 400.0 && surface_left == left);
    assert!(top < surface_top && surface_top + surface_height < map_top, "the map stands below the surface");
    let [side_left, side_top, ..] = place(&browser, &format!("{figure} .figure__side"));
    assert!(side_top == map_top && side_left > left + map_width, "words and sliders stand beside the map");

    browser.open_page("#/lesson/walking-downhill");
    browser.draw_all();
    let race = "figure[data-kind=\"race\"]";
    let [.., height] = place(&browser, race);
    // The caption may stand below the window.
    assert!(height <= below_bar + 60.0, "a race {height} px high");
    let [map_left, _, map_width, _] = place(&browser, &format!("{race} .stage"));
    let [roster_left, ..] = place(&browser, &format!("{race} .race__roster"));
    assert!(roster_left > map_left + map_width, "the runners stand beside the map");
}
