// Starts the page and its kernel, each from a module of wasm of its own, and watches over the page. Plain JavaScript,
// because it must still work when the wasm does not. Neither module waits for the other.
//
// What the page's wasm finds as globalThis.fluxion (src/app/client.rs is the only caller):
//   post(bytes)                  sends a Uint8Array to the kernel; its buffer moves away, so pass a copy
//   listen(onReply, onState)     onReply(Uint8Array) for each reply; onState(string) for each new state of
//                                the kernel: "ready", "late", "restarted", "missing", "failed" (supervisor.mjs
//                                says when)
//   restart()                    ends the kernel and starts another, because the learner pressed Stop
//   openLaboratory(element)      puts the laboratory into an element; fetches its files the first time
//   closeLaboratory()            takes it out again and ends its worker
//   memory()                     bytes of wasm memory that the page holds
//   pagePanicked(message)        the page's wasm is lost: show the card that says so
//
// Trunk writes the script element that loads this file; its data attributes name the glue and the wasm of each module.

import { downloads, kept } from "./download.mjs";
import { showProse } from "./prose.mjs";
import { superviseWorker } from "./supervisor.mjs";

const addresses = document.querySelector("script[data-page-wasm]").dataset;
/** The page's module, or the one that can edit pages of one's own, where the address names one. */
const page = location.hash.startsWith("#/scratch")
  ? { js: addresses.ownJs, wasm: addresses.ownWasm }
  : { js: addresses.pageJs, wasm: addresses.pageWasm };
const status = document.getElementById("status");
const load = document.getElementById("load");
/** Whether the page's module could not be loaded; the progress of other downloads is then no longer shown. */
let isLost = false;

/** The smallest module that uses a vector instruction. */
const SIMD_PROBE = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
);

/** Why this browser cannot run the engine, in words, or null. */
function whatIsMissing() {
  if (typeof WebAssembly !== "object") {
    return "This browser has no WebAssembly (or it is switched off), so the figures and the code stay still. You can read on; to try things out, open this page in a current Firefox, Chrome, Edge or Safari.";
  }
  if (!WebAssembly.validate(SIMD_PROBE)) {
    return "This browser is too old for our engine: it lacks WebAssembly SIMD, so the figures and the code stay still. You can read on; Chrome and Edge since 91, Firefox since 89 and Safari since 16.4 have it.";
  }
  return null;
}

/** Shows words in the status strip, with a button where there is something to do. */
function say(words, action) {
  status.replaceChildren(words);
  if (action) status.append(button(action.label, action.run));
}

/** A button that does something once. */
function button(label, run) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = label;
  made.addEventListener("click", run, { once: true });
  return made;
}

function showProgress(done, total) {
  if (isLost) return;
  const kilobytes = (bytes) => Math.ceil(bytes / 1024);
  load.hidden = false;
  if (total) load.value = done / total;
  else load.removeAttribute("value");
  say(total ? `Loading the engine: ${kilobytes(done)} of ${kilobytes(total)} KB` : `Loading the engine: ${kilobytes(done)} KB`);
}

function hideProgress() {
  if (load.hidden) return;
  load.hidden = true;
  say("");
}

/** Loads both modules at once. The page takes over as soon as its text is there; the kernel follows when it arrives. */
async function startEngine(prose) {
  let memory = null;
  let [state, reason] = ["starting", ""];
  // Until the page is alive, the strip reports the page's own progress.
  const showKernel = () => {
    if (!memory) return;
    if (state === "ready") hideProgress();
    else if (state === "missing") sayThatTheEngineIsMissing(reason, kernel.restart);
    else if (state === "failed") sayThatTheKernelFailed(kernel.restart);
  };
  const download = downloads(showProgress);
  const parts = Promise.all([import(page.js), download(page.wasm)]);
  const kernelModule = kept(() => download(addresses.kernelWasm));
  const kernel = superviseWorker("kernel", addresses.kernelJs, kernelModule, (now, why) => {
    [state, reason] = [now, why];
    showKernel();
  });
  globalThis.fluxion = {
    post: kernel.post,
    listen: kernel.listen,
    restart: kernel.restart,
    ...laboratoryDoor(),
    memory: () => memory?.buffer.byteLength ?? 0,
    pagePanicked,
  };
  const [glue, module] = await parts;
  await prose;
  ({ memory } = await glue.default({ module_or_path: module }));
  showKernel();
}

/** Functions that open and close the laboratory; its script is fetched when it is first opened. */
function laboratoryDoor() {
  const script = kept(() => import("./laboratory.mjs"));
  // The element that holds the laboratory; null while it is closed.
  let place = null;

  async function openLaboratory(element) {
    place = element;
    try {
      const { open } = await script();
      if (place === element) await open(element);
    } catch (error) {
      if (isPanic(error)) return pagePanicked(String(error));
      if (place === element) sayThatTheLaboratoryIsMissing(element, error.message);
    }
  }

  function sayThatTheLaboratoryIsMissing(element, reason) {
    const why = navigator.onLine ? reason : "you seem to be offline";
    const words = document.createElement("p");
    words.setAttribute("role", "alert");
    words.textContent = `The laboratory could not be loaded (${why}). `;
    words.append(button("Try again", () => openLaboratory(element)));
    element.replaceChildren(words);
  }

  function closeLaboratory() {
    const element = place;
    place = null;
    script().then(({ close }) => close(element), () => {});
  }

  return { openLaboratory, closeLaboratory };
}

function sayThatTheKernelFailed(startAgain) {
  say("The part of this page that runs your code broke down several times in a row, so it was stopped. Your code is kept. Undo your last change if it caused this, then start again.", {
    label: "Start again",
    run: () => {
      say("");
      startAgain();
    },
  });
}

function sayThatTheEngineIsMissing(reason, tryAgain) {
  load.hidden = true;
  const why = navigator.onLine ? reason : "you seem to be offline";
  say(`The engine could not be loaded (${why}). You can read on; the figures and the code need it.`, {
    label: "Try again",
    run: tryAgain,
  });
}

/** Shows the card that says that the page is lost, and how to go on. */
function pagePanicked(message) {
  const card = document.getElementById("recovery");
  if (!card.hidden) return;
  document.getElementById("recovery-message").textContent = message;
  card.hidden = false;
  document.getElementById("recovery-reload").focus();
}

function isPanic(error) {
  return typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;
}

function watchForPanics() {
  const judge = (error) => {
    if (isPanic(error)) pagePanicked(String(error));
  };
  addEventListener("error", (event) => judge(event.error));
  addEventListener("unhandledrejection", (event) => judge(event.reason));
  document.getElementById("recovery-reload").addEventListener("click", () => location.reload());
}

/** The address names the place in the lessons, so a link to #main must not change it. */
function skipWithoutLeaving() {
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main").focus();
  });
}

function start() {
  watchForPanics();
  skipWithoutLeaving();
  const prose = showProse().catch(() => {});
  const missing = whatIsMissing();
  if (missing) return say(missing);
  startEngine(prose).catch((error) => {
    if (isPanic(error)) return pagePanicked(String(error));
    isLost = true;
    sayThatTheEngineIsMissing(error.message, () => location.reload());
  });
}

start();
