// The worker of a kernel or a trainer: fetches nothing but the glue of its wasm, and runs the module that it is given.
//
// supervisor.mjs posts { glue } first, the glue's address, and { module } once the compiled module is there; other
// messages that arrive before the wasm runs wait here. A "ping" is answered with "pong" as soon as the event loop
// turns, which shows that nothing hogs it. What goes back besides the module's replies:
//   "awake"               this script runs
//   "ready"               the module runs
//   { missing: message }  the glue could not be loaded
//   { trap: message }     the module is lost: an error that the browser would not report to the page

const early = [];
let ready = false;
let imported = null;

self.addEventListener("message", (event) => {
  const { data } = event;
  if (data === "ping") {
    event.stopImmediatePropagation();
    self.postMessage("pong");
  } else if (!ready) {
    event.stopImmediatePropagation();
    if (data.glue) imported = importGlue(data.glue);
    else if (data.module) start(data.module).catch(report);
    else early.push(data);
  }
});

self.addEventListener("unhandledrejection", (event) => report(event.reason));

/** The glue, or null where it could not be loaded. */
async function importGlue(address) {
  try {
    return await import(address);
  } catch (error) {
    self.postMessage({ missing: error.message });
    return null;
  }
}

async function start(module) {
  const glue = await imported;
  if (!glue) return;
  await glue.default({ module_or_path: module });
  ready = true;
  for (const data of early.splice(0)) self.dispatchEvent(new MessageEvent("message", { data }));
  self.postMessage("ready");
}

function report(error) {
  self.postMessage({ trap: String(error) });
}

self.postMessage("awake");
