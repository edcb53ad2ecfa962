// Light or dark, decided before the first paint. A classic script, so that the page waits for it.
// The theme button (src/app/theme.rs) writes the same key: "light", "dark", or nothing for what the system prefers.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem("fluxion.theme");
  } catch {
    // Storage is blocked: the system's preference stands.
  }
  const prefersDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const known = choice === "light" || choice === "dark";
  document.documentElement.dataset.theme = known ? choice : prefersDark ? "dark" : "light";
})();
