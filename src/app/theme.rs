//! Light or dark: the learner's choice, what the system prefers, and the button that changes it.
//!
//! `theme.js` has already decided before the first paint; this takes over from there. Style sheets read `data-theme` on
//! the root element; what draws on canvases reads [`Theme::is_dark`].

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::MediaQueryList;

use super::storage;
use crate::view::theme::Choice;

/// Where the choice is kept; absent means as the system prefers. `theme.js` reads it.
const KEY: &str = "fluxion.theme";

/// The page's theme as a context: the choice, and what follows from it.
#[derive(Clone, Copy)]
pub struct Theme {
    choice: RwSignal<Choice>,
    dark: RwSignal<bool>,
}

impl Theme {
    /// Puts the theme into the context and follows the system from now on.
    pub fn provide() -> Theme {
        let choice = Choice::parse(storage::get(KEY).as_deref());
        let theme = Theme { choice: RwSignal::new(choice), dark: RwSignal::new(is_dark(choice)) };
        if let Some(query) = dark_preference() {
            let changed = Closure::<dyn FnMut()>::new(move || theme.apply());
            // A browser too old to report changes keeps what it had at the start.
            let _ = query.add_event_listener_with_callback("change", changed.as_ref().unchecked_ref());
            // The page follows the system for as long as it lives.
            changed.forget();
        }
        provide_context(theme);
        theme
    }

    /// The theme of a page that another module of wasm holds, in this module's context; [`Theme::follow`] keeps it up.
    pub fn of_page() -> Theme {
        let choice = Choice::parse(storage::get(KEY).as_deref());
        let theme = Theme { choice: RwSignal::new(choice), dark: RwSignal::new(page_is_dark()) };
        provide_context(theme);
        theme
    }

    /// Takes over what the page's root element says.
    pub fn follow(self) {
        let dark = page_is_dark();
        if self.dark.get_untracked() != dark {
            self.dark.set(dark);
        }
    }

    /// Whether the page is dark now. Style sheets have already switched when this changes.
    pub fn is_dark(self) -> bool {
        self.dark.get()
    }

    /// What the learner chose.
    pub fn choice(self) -> Choice {
        self.choice.get()
    }

    /// Makes a choice and remembers it.
    pub fn choose(self, choice: Choice) {
        match choice {
            Choice::System => storage::remove(KEY),
            chosen => {
                storage::set(KEY, chosen.name());
            }
        }
        self.choice.set(choice);
        self.apply();
    }

    /// Updates the style sheets first, then whatever reads their colours.
    fn apply(self) {
        let dark = is_dark(self.choice.get_untracked());
        if let Some(root) = document().document_element() {
            // Setting an attribute of an element that exists cannot fail.
            let _ = root.set_attribute("data-theme", if dark { "dark" } else { "light" });
        }
        if self.dark.get_untracked() != dark {
            self.dark.set(dark);
        }
    }
}

fn is_dark(choice: Choice) -> bool {
    match choice {
        Choice::Light => false,
        Choice::Dark => true,
        Choice::System => system_is_dark(),
    }
}

/// Whether style sheets show the page in dark colours now.
fn page_is_dark() -> bool {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute("data-theme")).as_deref() == Some("dark")
}

fn system_is_dark() -> bool {
    dark_preference().is_some_and(|query| query.matches())
}

fn dark_preference() -> Option<MediaQueryList> {
    window().match_media("(prefers-color-scheme: dark)").ok()?
}

/// The button in the bar: cycles through the system's colours, the opposite, and the same as the system's but fixed.
#[component]
pub fn ThemeButton(
    /// The theme that it changes.
    theme: Theme,
) -> impl IntoView {
    let next = move |choice: Choice| choice.next(system_is_dark());
    let words = move || {
        let choice = theme.choice();
        let now = if choice == Choice::System { "following the system" } else { choice.name() };
        let then = match next(choice) {
            Choice::System => "the system's",
            other => other.name(),
        };
        format!("Colours: {now}. Switch to {then}")
    };
    view! {
        <button
            class="button bar__button"
            id="bar-theme"
            type="button"
            title=words
            aria-label=words
            on:click=move |_| theme.choose(next(theme.choice.get_untracked()))
        >
            <span class="theme-icon" aria-hidden="true" data-choice=move || theme.choice().name()></span>
        </button>
    }
}
