//! Layout: no page scrolls sideways at any width, and the README has its screenshot.

use std::fs;

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
fn no_page_scrolls_sideways() {
    let browser = Browser::open(Window::LAPTOP);
    for (name, place) in PAGES {
        browser.open_page(place);
        for width in WIDTHS {
            browser.resize(Window { size: [width, 900], dark: false });
            browser.draw_all();
            let wide = browser.number("return document.documentElement.scrollWidth");
            assert!(wide <= f64::from(width), "{name} at {width} px is {wide} px wide");
        }
    }
}

#[test]
fn the_readme_has_its_picture() {
    assert!(fs::metadata(SHOWN).is_ok_and(|file| file.len() > 20_000), "style/screenshot.png is missing");
}
