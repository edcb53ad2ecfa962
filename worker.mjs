// The kernel's worker: runs the page's own wasm, which takes the kernel's part where there is no window.
//
// kernel.mjs posts first { glue, module }: the address of the glue and the compiled module, so that nothing
// is downloaded or compiled twice. Whatever comes before the wasm is ready waits here. A "ping" is answered
// with "pong" as soon as the event loop turns, which shows that nothing hogs it. Errors that the browser
// would not report to the page are posted as { trap: message }.

const early = [];
let ready = false;

self.addEventListener("message", (event) => {
  if (event.data === "ping") {
    event.stopImmediatePropagation();
    self.postMessage("pong");
  } else if (!ready) {
    event.stopImmediatePropagation();
    if (event.data.module) start(event.data).catch(report);
    else early.push(event.data);
  }
});

self.addEventListener("unhandledrejection", (event) => report(event.reason));

async function start({ glue, module }) {
  const { default: init } = await import(glue);
  await init({ module_or_path: module });
  ready = true;
  for (const data of early.splice(0)) self.dispatchEvent(new MessageEvent("message", { data }));
  self.postMessage("ready");
}

function report(error) {
  self.postMessage({ trap: String(error) });
}
