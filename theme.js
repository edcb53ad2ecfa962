// Decides before the first paint, so that nothing flashes or moves, whether the page is light or dark, and whether the
// contents stand beside the text. It is a classic script, so the page waits for it. The wasm writes the same
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
