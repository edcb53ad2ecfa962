//! Pictures for people to look at, made by `cargo xtask pictures` and judged by nobody else: every page at every width,
//! light and dark, and the README's.

use std::fs;

use crate::PAGES;
use crate::driver::{Browser, Window};
use crate::looks::{READ, SHOWN, WIDTHS};
use crate::scratch::{sound, take};

#[test]
#[ignore = "needs the page: cargo xtask pictures"]
fn every_page_at_every_width_in_both_themes() {
    let browser = Browser::open(Window::LAPTOP);
    for (name, place) in PAGES {
        browser.open_page(place);
        for dark in [false, true] {
            for width in WIDTHS {
                browser.resize(Window { size: [width, 900], dark });
                browser.draw_all();
                let shade = if dark { "dark" } else { "light" };
                browser.screenshot_whole(&format!("{name}-{width}-{shade}"));
            }
        }
    }
}

#[test]
#[ignore = "needs the page: cargo xtask pictures"]
fn the_readme_shows_the_page_as_it_is() {
    let browser = Browser::open(Window { size: [1280, 860], dark: false });
    browser.open_page("#/lesson/walking-downhill");
    browser.run("document.getElementById('again-and-again').scrollIntoView({ behavior: 'instant' }); scrollBy(0, -90)");
    browser.settle();
    let picture = browser.screenshot("readme");
    // Fonts differ from machine to machine in the last pixel, so the file changes only when someone asks for it.
    if std::env::var_os("FLUXION_SNAPSHOTS").is_some() {
        fs::copy(&picture, SHOWN).expect("the picture can be copied");
    }
}

#[test]
#[ignore = "needs the page: cargo xtask pictures"]
fn the_readme_shows_a_digit_being_read() {
    let browser = Browser::open(Window { size: [1280, 720], dark: false });
    browser.open_data("#/laboratory/digits");
    browser.train_to_the_end();
    let drawn = (0..=40).map(|at| {
        // A zero in one stroke.
        let angle = std::f64::consts::TAU * (f64::from(at) / 40.0 - 0.3);
        [0.5 + 0.2 * angle.cos(), 0.5 + 0.34 * angle.sin()]
    });
    browser.drag(drawn.map(|place| browser.on_the_pad(place)).collect::<Vec<_>>().into_iter());
    browser.frame();
    browser.press_in_data("Wrong");
    browser.frame();
    let picture = browser.screenshot("readme-digits");
    if std::env::var_os("FLUXION_SNAPSHOTS").is_some() {
        fs::copy(&picture, READ).expect("the picture can be copied");
    }
}

#[test]
#[ignore = "needs the page: cargo xtask pictures"]
fn real_data_at_every_width_in_both_themes() {
    let browser = Browser::open(Window::LAPTOP);
    for (name, place) in [("digits", "#/laboratory/digits"), ("iris", "#/laboratory/iris")] {
        browser.open_data(place);
        browser.train_to_the_end();
        browser.run("document.querySelector('.gallery__entry').click()");
        for dark in [false, true] {
            for width in WIDTHS {
                browser.resize(Window { size: [width, 900], dark });
                browser.draw_all();
                browser.screenshot_whole(&format!("{name}-{width}-{}", if dark { "dark" } else { "light" }));
            }
        }
    }
}

/// Closes the open form.
const CANCEL: &str = "document.querySelector('.own__form [data-do=cancel]').click()";

#[test]
#[ignore = "needs the page: cargo xtask pictures"]
fn a_page_of_ones_own_and_its_forms() {
    let browser = Browser::open(Window::LAPTOP);
    browser.open_page("#/scratch");
    browser.screenshot("own-empty");
    take(&browser, &sound());
    for (width, dark) in [(390, false), (1280, false), (1920, true), (390, true)] {
        browser.resize(Window { size: [width, 900], dark });
        browser.draw_all();
        browser.screenshot_whole(&format!("own-{width}-{dark}"));
    }
    browser.resize(Window::LAPTOP);
    for form in ["add-text", "add-number", "add-figure"] {
        browser.run(&format!("document.querySelector('.own__gap:last-child [data-do={form}]').click()"));
        browser.frame();
        browser.screenshot_whole(&format!("own-{form}"));
        browser.run(CANCEL);
    }
    browser.resize(Window { size: [390, 900], dark: true });
    browser.run("document.querySelector('.own__gap:last-child [data-do=add-figure]').click()");
    browser.run("const kinds = document.querySelector('[data-kinds]'); kinds.value = 'slices'; kinds.dispatchEvent(new Event('change', { bubbles: true }))");
    browser.frame();
    browser.screenshot_whole("own-slices-390");
}
