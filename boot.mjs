// Starts the page and watches over it. Plain JavaScript, because it must still work when the wasm does not.
//
// What the wasm finds as globalThis.fluxion (src/app/client.rs is the only caller):
//   post(bytes)                  sends a Uint8Array to the kernel; its buffer moves away, so pass a copy
//   listen(onReply, onState)     onReply(Uint8Array) for each reply; onState(string) for each new state of
//                                the kernel: "ready", "late", "restarted", "failed" (kernel.mjs says when)
//   restart()                    ends the kernel and starts another, because the learner pressed Stop
//   memory()                     bytes of wasm memory that the page holds
//   pagePanicked(message)        the page's wasm is lost: show the card that says so
//
// Trunk writes the script element that loads this file; its data-js and data-wasm name the glue and the wasm.

import { superviseKernel } from "./kernel.mjs";
import { showProse } from "./prose.mjs";

const addresses = document.querySelector("script[data-wasm]").dataset;
const status = document.getElementById("status");
const load = document.getElementById("load");

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
  if (!action) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = action.label;
  button.addEventListener("click", action.run, { once: true });
  status.append(button);
}

/** Downloads and compiles the wasm at once, telling the progress in words and on the bar. */
async function compile(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  // A compressed body comes out larger than its stated length, so then only what has come is told.
  const packed = response.headers.has("content-encoding");
  const total = packed ? 0 : Number(response.headers.get("content-length"));
  let done = 0;
  const counter = new TransformStream({
    transform(chunk, controller) {
      done += chunk.byteLength;
      showProgress(done, total);
      controller.enqueue(chunk);
    },
  });
  const counted = new Response(response.body.pipeThrough(counter), { headers: { "content-type": "application/wasm" } });
  return WebAssembly.compileStreaming(counted);
}

function showProgress(done, total) {
  const kilobytes = (bytes) => Math.ceil(bytes / 1024);
  load.hidden = false;
  if (total) load.value = done / total;
  else load.removeAttribute("value");
  say(total ? `Loading the engine: ${kilobytes(done)} of ${kilobytes(total)} KB` : `Loading the engine: ${kilobytes(done)} KB`);
}

/** Loads the wasm, starts the kernel, and hands the page over once its text stands. */
async function startEngine(prose) {
  const [glue, module] = await Promise.all([import(addresses.js), compile(addresses.wasm)]);
  const kernel = superviseKernel(addresses.js, module);
  const listen = (onReply, onState) => kernel.listen(onReply, (state) => {
    if (state === "failed") sayThatTheKernelFailed(kernel);
    onState(state);
  });
  let memory = null;
  globalThis.fluxion = {
    post: kernel.post,
    listen,
    restart: kernel.restart,
    memory: () => memory?.buffer.byteLength ?? 0,
    pagePanicked,
  };
  await prose;
  ({ memory } = await glue.default({ module_or_path: module }));
  load.hidden = true;
  say("");
}

function sayThatTheKernelFailed(kernel) {
  say("The part of this page that runs your code broke down several times in a row, so it was stopped. Your code is kept. Undo your last change if it caused this, then start again.", {
    label: "Start again",
    run: () => {
      say("");
      kernel.restart();
    },
  });
}

function sayThatTheEngineIsMissing(error) {
  load.hidden = true;
  const why = navigator.onLine ? error.message : "you seem to be offline";
  say(`The engine could not be loaded (${why}). You can read on; the figures and the code need it.`, {
    label: "Try again",
    run: () => location.reload(),
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
    if (!isPanic(error)) sayThatTheEngineIsMissing(error);
    else pagePanicked(String(error));
  });
}

start();
