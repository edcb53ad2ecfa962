// Opens and closes the laboratory: its style sheet, its module of wasm, and a worker of the trainer's module, which
// trains its network. None of this is fetched until the laboratory is first opened; the worker lives while it is open.
// boot.mjs tells the learner what could not be loaded.
//
// What the laboratory's wasm finds as globalThis.fluxion.laboratory (src/app/laboratory/client.rs is the only caller):
//   begin(onOpen, onClose, onReply, onState, onTheme)
//                    called once: onOpen(element) and onClose() as the laboratory opens and closes; onReply(Uint8Array)
//                    for each reply of the worker; onState(string) for each of its states (supervisor.mjs says which);
//                    onTheme() when the page has become light or dark
//   post(bytes)      sends a Uint8Array to the worker; its buffer moves away, so pass a copy
//   restart()        ends the worker and starts another
//   pool             the workers that compute landscapes (pool.mjs says what it has)

import { downloads, kept } from "./download.mjs";
import { poolOf } from "./pool.mjs";
import { superviseWorker } from "./supervisor.mjs";

const addresses = document.querySelector("script[data-page-wasm]").dataset;

/** The callbacks of the laboratory's wasm, once it runs. */
let wasm = null;
let worker = null;
/** The element that shows the progress while a laboratory is being loaded. */
let progress = null;

/** Downloads a module; while a laboratory is being loaded, shows how much has arrived. */
const download = downloads((done, total) => {
  const kilobytes = (bytes) => Math.ceil(bytes / 1024);
  if (progress) progress.textContent = `Loading the laboratory: ${kilobytes(done)}${total ? ` of ${kilobytes(total)}` : ""} KB`;
});

/** A promise of the trainer's compiled module, kept for the next worker; and of the one with the GPU. */
const trainer = kept(() => download(addresses.trainerWasm));
const gpu = kept(() => download(addresses.gpuWasm));

const pool = poolOf({
  tiles: { glue: addresses.trainerJs, module: trainer },
  gpu: { glue: addresses.gpuJs, module: gpu },
});

globalThis.fluxion.laboratory = {
  pool,
  begin(onOpen, onClose, onReply, onState, onTheme) {
    wasm = { onOpen, onClose, onReply, onState };
    new MutationObserver(() => onTheme()).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  },
  post: (bytes) => worker?.post(bytes),
  restart: () => worker?.restart(),
};

/** A promise of the style sheets, in their order. */
const styles = kept(async () => {
  const links = addresses.laboratoryCss.split(" ").map((address) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    return link;
  });
  const loaded = links.map((link) => new Promise((resolve, reject) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => reject(new Error("a style sheet did not arrive")));
  }));
  document.head.append(...links);
  try {
    await Promise.all(loaded);
  } catch (error) {
    for (const link of links) link.remove();
    throw error;
  }
});

/** Loads and runs the laboratory's module; `begin` is called while it starts. */
const start = kept(async () => {
  const [glue, module] = await Promise.all([import(addresses.laboratoryJs), download(addresses.laboratoryWasm)]);
  await glue.default({ module_or_path: module });
});

/** What the worker trains follows from its name (src/worker.rs): real data where the address names a set, or points. */
function workerName() {
  return /^#\/(?:embed\/)?laboratory\/[a-z]/.test(location.hash) ? "digits" : "trainer";
}

/** Puts the laboratory into an element. */
export async function open(element) {
  progress = document.createElement("p");
  progress.setAttribute("role", "status");
  progress.textContent = "Loading the laboratory";
  element.replaceChildren(progress);
  // Both modules are downloaded at the same time; if the trainer's fails, its supervisor asks again and reports it.
  trainer().catch(() => {});
  await Promise.all([styles(), start()]);
  // It may have been closed, or opened elsewhere, in the meantime.
  if (!progress || progress.parentElement !== element) return;
  progress = null;
  element.replaceChildren();
  worker = superviseWorker(workerName(), addresses.trainerJs, trainer, () => {});
  worker.listen(wasm.onReply, wasm.onState);
  wasm.onOpen(element);
}

/** Takes the laboratory out of its element and ends its worker. */
export function close(element) {
  progress = null;
  if (worker) {
    wasm.onClose();
    pool.endAll();
    worker.end();
    worker = null;
  }
  element?.replaceChildren();
}
