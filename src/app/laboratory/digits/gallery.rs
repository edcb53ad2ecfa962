//! Examples that are kept for testing: those that the network gets wrong, or all, a page at a time. One that is chosen goes
//! through the network.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use super::bench::Bench;
use super::pixels;
use crate::app::reactive::{derived, memo};
use crate::lab::digits::message::{Look, Wrong};
use crate::view::laboratory::digits::pixels::{Image, Shade};
use crate::view::laboratory::digits::words;

/// Examples on a page: rows of measurements, and pictures, of which more fit.
const PAGE: [usize; 2] = [16, 20];

/// What is shown of an example: its place, and what the network says of it if that is wrong.
type Item = (u32, Option<Wrong>);

/// The gallery.
pub fn view(bench: Bench) -> AnyView {
    let on_page = PAGE[usize::from(bench.set.is_picture())];
    let shows_all = RwSignal::new(true);
    let page = RwSignal::new(0_usize);
    let items = memo(move || match shows_all.get() {
        true => bench
            .opened
            .with(|opened| (0..opened.labels.len() as u32).map(|at| (at, None)).collect::<Vec<Item>>()),
        false => bench.verdict.with(|verdict| {
            verdict.wrong.iter().map(|wrong| (wrong.example, Some(*wrong))).collect::<Vec<Item>>()
        }),
    });
    let pages = derived(move || items.with(|items| items.len().div_ceil(on_page).max(1)));
    let here = derived(move || page.get().min(pages.get() - 1));
    let shown = memo(move || {
        items.with(|items| {
            items.iter().skip(on_page * here.get()).take(on_page).copied().collect::<Vec<Item>>()
        })
    });
    let tab = move |words: Signal<String>, all: bool| {
        let choose = move |_| {
            shows_all.set(all);
            page.set(0);
        };
        view! {
            <button class="tabs__tab gallery__tab" type="button" aria-pressed=move || (shows_all.get() == all).to_string() on:click=choose>
                {words}
            </button>
        }
    };
    let all = derived(move || format!("All {}", bench.opened.with(|opened| opened.labels.len())));
    let wrong = derived(move || format!("Wrong {}", bench.verdict.with(|verdict| verdict.wrong.len())));
    let turn = move |by: isize| move |_: MouseEvent| page.set(here.get_untracked().saturating_add_signed(by));
    let (is_first, is_last) = (move || here.get() == 0, move || here.get() + 1 == pages.get());
    view! {
        <section class="gallery" aria-label="Examples kept for testing">
            <div class="lab__head">
                <h2 class="lab__title">"Examples"</h2>
                <span class="tabs" role="group" aria-label="Which">{tab(all, true)} {tab(wrong, false)}</span>
            </div>
            {list(bench, shown)}
            <p class="gallery__none" hidden=move || items.with(|items| !items.is_empty())>
                "The network is right about every example of the test."
            </p>
            <div class="gallery__pages">
                <button class="button" type="button" aria-label="Earlier examples" disabled=is_first on:click=turn(-1)>"‹"</button>
                <span>{move || format!("{} of {}", here.get() + 1, pages.get())}</span>
                <button class="button" type="button" aria-label="Later examples" disabled=is_last on:click=turn(1)>"›"</button>
            </div>
        </section>
    }
    .into_any()
}

/// A list in which one is chosen: a single stop for Tab, and arrow keys within.
fn list(bench: Bench, shown: Memo<Vec<Item>>) -> AnyView {
    let chosen = memo(move || match bench.look.get() {
        Look::Example(at) => Some(at),
        _ => None,
    });
    let active = move || chosen.get().filter(|at| shown.with(|items| items.iter().any(|(own, _)| own == at)));
    let keys = move |event: KeyboardEvent| {
        let now = shown
            .with_untracked(|items| items.iter().position(|(own, _)| Some(*own) == chosen.get_untracked()));
        let last = shown.with_untracked(Vec::len).saturating_sub(1);
        let next = match (event.key().as_str(), now) {
            ("ArrowRight" | "ArrowDown", Some(now)) => now + 1,
            ("ArrowLeft" | "ArrowUp", Some(now)) => now.saturating_sub(1),
            ("ArrowRight" | "ArrowDown" | "ArrowLeft" | "ArrowUp" | "Enter" | " ", None) | ("Home", _) => 0,
            ("End", _) => last,
            _ => return,
        };
        event.prevent_default();
        if let Some((at, _)) = shown.with_untracked(|items| items.get(next.min(last)).copied()) {
            bench.look_at(Look::Example(at));
        }
    };
    view! {
        <ul
            class="gallery__list"
            role="listbox"
            tabindex="0"
            aria-label="Examples"
            data-pictures=bench.set.is_picture().to_string()
            aria-activedescendant=move || active().map(|at| format!("example-{at}"))
            on:keydown=keys
        >
            <For each=move || shown.get() key=key children=move |item| entry(bench, chosen, item)/>
        </ul>
    }
    .into_any()
}

/// What tells one entry from another: the example, and what is said of it.
fn key((at, wrong): &Item) -> (u32, Option<u8>) {
    (*at, wrong.map(|wrong| wrong.said))
}

fn entry(bench: Bench, chosen: Memo<Option<u32>>, (at, wrong): Item) -> AnyView {
    let set = bench.set;
    let wanted = move || bench.opened.with(|opened| opened.labels.get(at as usize).copied().unwrap_or(0));
    let is_chosen = move || (chosen.get() == Some(at)).to_string();
    let caption = move || match &wrong {
        Some(wrong) => words::wrong(set, wrong, wanted()),
        None => set.classes.get(usize::from(wanted())).copied().unwrap_or("?").to_owned(),
    };
    let picture = if set.is_picture() {
        let [height, width] = set.shape;
        let image = move |theme: &_| {
            bench.opened.with(|opened| {
                let values = opened.tests.get(at as usize)?;
                let mut image = Image::new(width, height);
                image.put([0, 0], width, values.iter().map(|value| Shade::Ink.color(*value, 1.0, theme)));
                Some(image)
            })
        };
        pixels::canvas("gallery__pixels", image)
    } else {
        let measured = move || {
            bench
                .opened
                .with(|opened| opened.tests.get(at as usize).map(|features| words::measured(features)))
        };
        view! { <span class="gallery__measured">{measured}</span> }.into_any()
    };
    view! {
        <li
            class="gallery__entry"
            role="option"
            id=format!("example-{at}")
            aria-selected=is_chosen
            on:click=move |_| bench.look_at(Look::Example(at))
        >
            {picture}
            <span class="gallery__words">{caption}</span>
        </li>
    }
    .into_any()
}
