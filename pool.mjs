// The workers that compute a landscape for the laboratory: of the trainer's module under the name "tiles", and of the
// module with the GPU. Which of them run, and who gets what, the laboratory's wasm decides (src/compute/pool.rs); this
// script only starts them, carries bytes, and ends them.
//
// What the laboratory's wasm finds as globalThis.fluxion.laboratory.pool (src/app/laboratory/pool.rs is the only caller):
//   begin(onReply, onState, onTick)
//                      called once: onReply(id, Uint8Array) for each reply of a worker; onState(id, state, reason) for
//                      each of its states (supervisor.mjs says which); onTick() now and then while there are workers
//   cores()            how many threads this machine runs at once, as far as the browser says
//   start(id, kind)    starts a worker, "tiles" or "gpu"
//   post(id, bytes)    sends it a Uint8Array, whose buffer moves away
//   end(id)            ends it

import { superviseWorker } from "./supervisor.mjs";

/** How often the wasm is told that time has passed, in milliseconds. */
const TICK_MS = 250;

/**
 * How long a worker of each kind may be silent, in milliseconds; the supervisor's own time where nothing is said. One
 * with a GPU waits while shaders are compiled, and the pool goes on without it.
 */
const DEAD_MS = { gpu: 120_000 };

/** Why no GPU can be used, or null: nothing is fetched for what cannot run. */
async function reasonAgainstGpu() {
  if (!navigator.gpu) return "this browser has no WebGPU";
  const adapter = await navigator.gpu.requestAdapter().catch(() => null);
  return adapter ? null : "this browser finds no GPU";
}

/** A pool whose workers run these modules: of each kind the address of its glue, and what promises its module. */
export function poolOf(modules) {
  const workers = new Map();
  let wasm = null;
  let timer = null;

  async function start(id, kind) {
    timer ??= setInterval(() => wasm.onTick(), TICK_MS);
    workers.set(id, null);
    if (kind === "gpu") {
      const reason = await reasonAgainstGpu();
      // It may have been ended in the meantime.
      if (!workers.has(id)) return;
      if (reason) {
        workers.delete(id);
        wasm.onState(id, "missing", reason);
        return;
      }
    }
    const { glue, module } = modules[kind];
    let reason = "";
    const tell = (_, why) => {
      reason = why ?? "";
    };
    const worker = superviseWorker(kind, glue, module, tell, DEAD_MS[kind]);
    workers.set(id, worker);
    worker.listen(
      (bytes) => wasm.onReply(id, bytes),
      (state) => wasm.onState(id, state, reason),
    );
  }

  function end(id) {
    workers.get(id)?.end();
    workers.delete(id);
    if (workers.size > 0) return;
    clearInterval(timer);
    timer = null;
  }

  return {
    begin(onReply, onState, onTick) {
      wasm = { onReply, onState, onTick };
    },
    cores: () => navigator.hardwareConcurrency || 1,
    start,
    post: (id, bytes) => workers.get(id)?.post(bytes),
    end,
    /** Ends all. */
    endAll: () => [...workers.keys()].forEach(end),
  };
}
