// The text of the page that the address names, shown before the wasm has arrived.
//
// A lesson's text is a static fragment, lessons/SLUG.html, made when the page was built. It is put into
// <main>, which then says in data-slug whose text it holds; the wasm finds it there and only adds to it.
// Once the wasm has started, it follows the address itself.

const HOME = "home";

/** The slug and heading that an address names, or null for an address that names no text. */
export function readRoute(hash) {
  if (hash === "" || hash === "#" || hash === "#/") return { slug: HOME, heading: null };
  // Behind a question mark a link may carry a lesson's state, which is the wasm's business.
  const parts = /^#\/lesson\/([a-z0-9-]+)(?:\/([^/?]+))?\/?(?:\?.*)?$/.exec(hash);
  return parts && { slug: parts[1], heading: parts[2] ? decoded(parts[2]) : null };
}

/** A part of an address in plain characters; as it stands if it is no valid encoding. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Shows the text that the address names; leaves the page as it is where there is none. */
export async function showProse() {
  const route = readRoute(location.hash);
  if (!route) return;
  const response = await fetch(`lessons/${route.slug}.html`);
  if (!response.ok) return;
  const text = await response.text();
  const main = document.getElementById("main");
  // The wasm may have been quicker, or the reader may have gone elsewhere.
  if (main.dataset.slug || readRoute(location.hash)?.slug !== route.slug) return;
  const fragment = document.createElement("template");
  fragment.innerHTML = text;
  main.replaceChildren(fragment.content);
  main.dataset.slug = route.slug;
  nameThePage(main, route.slug);
  if (route.heading) document.getElementById(route.heading)?.scrollIntoView();
}

/** Puts the text's own title into the tab and the bar. */
function nameThePage(main, slug) {
  const title = main.querySelector("h1")?.textContent.trim();
  if (!title || slug === HOME) return;
  document.title = `${title} · Fluxion`;
  document.getElementById("bar-title").textContent = title;
}
