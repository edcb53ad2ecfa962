// The text of the page that the address names, shown before the wasm has arrived.
//
// A lesson's text is a static fragment, lessons/SLUG.html, made when the page was built. It is put into
// <main>, whose data-slug then names the lesson; the wasm finds the text there and only adds to it.
// Once the wasm has started, it follows the address itself.

const HOME = "home";

/** The slug and heading that an address names, or null for an address that names no text. */
export function readRoute(hash) {
  if (hash === "" || hash === "#" || hash === "#/") return { slug: HOME, heading: null };
  if (/^#\/scratch(?:\/\d+)?\/?(?:\?.*)?$/.test(hash)) return { slug: "scratch", heading: null };
  // After a question mark a link may carry a lesson's state, which the wasm reads.
  const parts = /^#\/lesson\/([a-z0-9-]+)(?:\/([^/?]+))?\/?(?:\?.*)?$/.exec(hash);
  return parts && { slug: parts[1], heading: parts[2] ? decoded(parts[2]) : null };
}

/** A part of an address, decoded; unchanged if its encoding is not valid. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Shows the text that the address names; leaves the page unchanged if there is none. */
export async function showProse() {
  const route = readRoute(location.hash);
  if (!route) return;
  const response = await fetch(`lessons/${route.slug}.html`);
  if (!response.ok) return;
  const text = await response.text();
  const main = document.getElementById("main");
  // The wasm may have been faster, or the reader may have left the page.
  if (main.dataset.slug || readRoute(location.hash)?.slug !== route.slug) return;
  const fragment = document.createElement("template");
  fragment.innerHTML = text;
  main.replaceChildren(fragment.content);
  main.dataset.slug = route.slug;
  nameThePage(main, route.slug);
  if (route.heading) document.getElementById(route.heading)?.scrollIntoView();
}

/** Shows the text's title in the tab and in the bar. */
function nameThePage(main, slug) {
  const title = main.querySelector("h1")?.textContent.trim();
  if (!title || slug === HOME) return;
  document.title = `${title} · Fluxion`;
  document.getElementById("bar-title").textContent = title;
}
