//! Addresses: `#/` is the home page, `#/lesson/SLUG` a lesson, `#/lesson/SLUG/HEADING` a place in it, `#/laboratory` the
//! laboratory, `#/laboratory/SET` the laboratory with a set of real data, `#/embed/laboratory` the laboratory alone, for a
//! frame in another page, `#/scratch/NUMBER` a page of one's own.
//!
//! Everything lies behind the `#`, so any static host can serve the page from any folder. `prose.mjs` reads
//! the same addresses before the wasm has arrived. Behind a `?` a link may carry a lesson's state, or a laboratory's.

/// What an address names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The home page.
    Home,
    /// A lesson, and a heading's id in it.
    Lesson {
        /// The lesson.
        slug: String,
        /// The heading to begin at.
        heading: Option<String>,
    },
    /// The laboratory, in a module of its own.
    Laboratory {
        /// Whether it stands alone in a frame of another page.
        is_embedded: bool,
        /// The set of real data that it opens with; `None` for points in the plane.
        set: Option<String>,
    },
    /// A page of one's own.
    Scratch {
        /// Its number in this browser; the last one that was open if none is named.
        page: Option<u32>,
        /// A page that the address carries.
        carried: Option<String>,
    },
    /// Nothing that this page has.
    NotFound,
}

/// The address of the laboratory.
pub const LABORATORY: &str = "#/laboratory";

/// The address of the laboratory without the page around it.
pub const EMBEDDED_LABORATORY: &str = "#/embed/laboratory";

impl Route {
    /// The slug whose text the route shows; the home page is a lesson file too.
    pub fn slug(&self) -> Option<&str> {
        match self {
            Route::Home => Some("home"),
            Route::Lesson { slug, .. } => Some(slug),
            Route::Scratch { .. } => Some("scratch"),
            Route::Laboratory { .. } | Route::NotFound => None,
        }
    }

    /// The route to the beginning of the same page.
    pub fn without_heading(self) -> Route {
        match self {
            Route::Lesson { slug, .. } => Route::Lesson { slug, heading: None },
            other => other,
        }
    }

    /// The address of a page of one's own.
    pub fn own(page: u32) -> String {
        format!("#/scratch/{page}")
    }

    /// The address of a lesson; `#/` for the home page.
    pub fn href(slug: &str) -> String {
        if slug == "home" { "#/".to_owned() } else { format!("#/lesson/{slug}") }
    }
}

/// Reads the part of an address from the `#` on; every text has a meaning.
pub fn parse(hash: &str) -> Route {
    let path = without_state(hash).trim_start_matches('#').trim_matches('/');
    let parts: Vec<&str> = path.split('/').collect();
    let lesson = |slug: &str, heading: Option<&str>| Route::Lesson {
        slug: slug.to_owned(),
        heading: heading.map(decoded),
    };
    match parts.as_slice() {
        [""] => Route::Home,
        ["lesson", slug] if is_slug(slug) => lesson(slug, None),
        ["lesson", slug, heading] if is_slug(slug) => lesson(slug, Some(heading)),
        ["laboratory", set @ ..] => laboratory(false, set),
        ["embed", "laboratory", set @ ..] => laboratory(true, set),
        ["scratch"] => Route::Scratch { page: None, carried: carried(hash).map(str::to_owned) },
        ["scratch", page] if page.parse::<u32>().is_ok() => {
            Route::Scratch { page: page.parse().ok(), carried: None }
        }
        _ => Route::NotFound,
    }
}

/// The laboratory with a set of real data, or with points if the address goes no further.
fn laboratory(is_embedded: bool, set: &[&str]) -> Route {
    match set {
        [] => Route::Laboratory { is_embedded, set: None },
        [set] if is_slug(set) => Route::Laboratory { is_embedded, set: Some((*set).to_owned()) },
        _ => Route::NotFound,
    }
}

/// The address without the state that it carries.
pub fn without_state(hash: &str) -> &str {
    hash.split_once('?').map_or(hash, |(place, _)| place)
}

/// The state that an address carries, if any.
pub fn carried(hash: &str) -> Option<&str> {
    hash.split_once('?').map(|(_, state)| state)
}

/// Browsers write letters beyond ASCII as `%CE%B7`; what is not a valid encoding stays as it is.
fn decoded(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = (*first == b'%').then(|| after.get(..2)).flatten();
        let byte = escaped.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| part.to_owned())
}

fn is_slug(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(hash: &str, slug: Option<&str>) {
        assert_eq!(parse(hash).slug(), slug, "{hash}");
    }

    #[test]
    fn addresses_name_lessons() {
        check("", Some("home"));
        check("#", Some("home"));
        check("#/", Some("home"));
        check("#/lesson/walking-downhill", Some("walking-downhill"));
        check("#/lesson/walking-downhill/", Some("walking-downhill"));
        check("#/lesson/walking-downhill?1AAAA", Some("walking-downhill"));
        check("#/lesson", None);
        check("#/lesson/", None);
        check("#/lesson/Walking", None);
        check("#/lesson/..%2F..", None);
        check("#/lesson/a/b/c", None);
        check("#/elsewhere", None);
        check("#/scratch", Some("scratch"));
        check("#/scratch/x", None);
        let own = |page, carried: Option<&str>| Route::Scratch { page, carried: carried.map(str::to_owned) };
        assert_eq!(parse("#/scratch/3"), own(Some(3), None));
        assert_eq!(parse("#/scratch?1AB"), own(None, Some("1AB")));
    }

    #[test]
    fn the_laboratory_has_its_addresses() {
        for (hash, is_embedded) in [
            (LABORATORY, false),
            ("#/laboratory/", false),
            ("#/laboratory?1AAAA", false),
            (EMBEDDED_LABORATORY, true),
            ("#/embed/laboratory?1AAAA", true),
        ] {
            assert_eq!(parse(hash), Route::Laboratory { is_embedded, set: None }, "{hash}");
        }
        let digits = |is_embedded| Route::Laboratory { is_embedded, set: Some("digits".to_owned()) };
        assert_eq!(parse("#/laboratory/digits"), digits(false));
        assert_eq!(parse("#/embed/laboratory/digits/"), digits(true));
        assert_eq!(parse("#/laboratory/digits/3"), Route::NotFound);
        assert_eq!(parse("#/laboratory/Digits"), Route::NotFound);
        assert_eq!(parse("#/embed"), Route::NotFound);
    }

    #[test]
    fn a_heading_may_hold_any_letter() {
        let heading = |hash: &str| match parse(hash) {
            Route::Lesson { heading, .. } => heading,
            _ => None,
        };
        assert_eq!(heading("#/lesson/a/too-small-too-large").as_deref(), Some("too-small-too-large"));
        assert_eq!(heading("#/lesson/a/the-%CE%B7-that-fits").as_deref(), Some("the-η-that-fits"));
        assert_eq!(heading("#/lesson/a/100%").as_deref(), Some("100%"));
        assert_eq!(heading("#/lesson/a/%ff").as_deref(), Some("%ff"));
        assert_eq!(heading("#/lesson/a"), None);
    }

    #[test]
    fn an_address_is_read_back() {
        for slug in ["home", "walking-downhill"] {
            check(&Route::href(slug), Some(slug));
        }
    }
}
