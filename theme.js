// What must be decided before the first paint, so that nothing flashes or moves: light or dark, and whether the
// contents stands beside the text. A classic script, so that the page waits for it. The wasm writes the same
// keys (src/app/theme.rs, src/app/shell.rs).
(() => {
  const root = document.documentElement;

  function kept(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      // Storage is blocked: the system's preference applies.
      return null;
    }
  }

  const choice = kept("fluxion.theme");
  const dark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";

  const open = matchMedia("(min-width: 100rem)").matches && kept("fluxion.contents") !== "closed";
  root.dataset.contents = open ? "open" : "closed";
})();
