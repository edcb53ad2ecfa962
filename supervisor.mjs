// Watches over the worker of a kernel or a trainer: starts it, gives it the module, carries bytes both ways, notices when it
// no longer answers, ends it and starts another. It does not know what the bytes mean. The worker is named after
// what it does: "kernel" runs the open lesson, "trainer" trains the laboratory's network, "digits" one on real data.
//
// States, as the listeners hear them:
//   "ready"      the worker runs, or answers again after it was late
//   "late"       nothing has been heard from it for LATE_MS
//   "restarted"  a new worker has taken its place and knows nothing: tell it everything again
//   "missing"    a file of the worker could not be loaded; nothing runs until restart() is called
//   "failed"     it broke too often; nothing runs until restart() is called
//
// The worker is watched from the moment its own script runs. It answers pings even before it has its module, so a slow
// download is never taken for a worker that hangs.

const LATE_MS = 1000;
const DEAD_MS = 4000;
const BEAT_MS = 200;
// How long after the last message either way the worker is still watched.
const QUIET_MS = 3000;
// No gap between two beats counts for more than this. A beat that comes later means that this page was asleep, or that
// the machine is too busy to run it, and then the worker has had no turn either.
const LONGEST_BEAT_MS = 2 * BEAT_MS;
const RESTARTS = 2;
const RESTARTS_WITHIN_MS = 60_000;

/**
 * Starts a worker of this name at once: `glue` is the address of its glue, `module` gives a promise of the compiled
 * module each time it is asked, and `tell` hears each state, with the reason where something is missing.
 * A worker that has not answered for `deadAfter` milliseconds is ended.
 */
export function superviseWorker(name, glue, module, tell, deadAfter = DEAD_MS) {
  let worker = null;
  let state = "starting";
  let isAwake = false;
  let onReply = () => {};
  let onState = () => {};
  let timer = null;
  let beatAt = 0;
  let activeAt = 0;
  // How long an answer has been outstanding, counted in beats; null if none is.
  let silentFor = null;
  const restartedAt = [];

  function enter(next, reason) {
    if (next === state) return;
    state = next;
    announce(next, reason);
  }

  function announce(news, reason) {
    tell(news, reason);
    onState(news);
  }

  function launch() {
    silentFor = null;
    isAwake = false;
    worker = new Worker("./worker.mjs", { type: "module", name });
    worker.addEventListener("message", hear);
    worker.addEventListener("error", fail);
    worker.postMessage({ glue });
    supply(worker);
  }

  async function supply(own) {
    try {
      const compiled = await module();
      if (own === worker) own.postMessage({ module: compiled });
    } catch (error) {
      if (own === worker) giveUp("missing", error.message);
    }
  }

  function fail({ target, message }) {
    if (target !== worker) return;
    // A worker that never woke has no script.
    if (isAwake) breakDown(message);
    else giveUp("missing", message || "the worker's script did not arrive");
  }

  function hear({ target, data }) {
    // A worker that was ended may still have had messages on their way.
    if (target !== worker) return;
    silentFor = silentFor === null || data === "pong" ? null : 0;
    if (data instanceof Uint8Array) {
      watch();
      onReply(data);
    } else if (data === "awake") {
      isAwake = true;
      watch();
    } else if (data?.missing) {
      return giveUp("missing", data.missing);
    } else if (data?.trap) {
      return breakDown(data.trap);
    }
    if (data === "ready" || state === "late") enter("ready");
  }

  /** Beats until both sides have been quiet for a while. */
  function watch() {
    activeAt = performance.now();
    if (timer !== null) return;
    beatAt = activeAt;
    timer = setInterval(beat, BEAT_MS);
  }

  function ping() {
    silentFor = 0;
    worker.postMessage("ping");
  }

  function rest() {
    clearInterval(timer);
    timer = null;
  }

  function beat() {
    const now = performance.now();
    const gap = Math.min(now - beatAt, LONGEST_BEAT_MS);
    beatAt = now;
    if (silentFor === null) {
      if (now - activeAt > QUIET_MS) return rest();
      ping();
      return;
    }
    // The timers of a hidden page are slowed down, and so may its worker be.
    silentFor = document.hidden ? 0 : silentFor + gap;
    if (silentFor > deadAfter) breakDown("it did not answer");
    else if (silentFor > LATE_MS && state === "ready") enter("late");
  }

  function breakDown(reason) {
    console.warn(`The worker "${name}" was ended: ${reason}`);
    const now = performance.now();
    while (restartedAt.length && now - restartedAt[0] > RESTARTS_WITHIN_MS) restartedAt.shift();
    if (restartedAt.length < RESTARTS) {
      restartedAt.push(now);
      replace();
    } else {
      giveUp("failed");
    }
  }

  function giveUp(next, reason) {
    end();
    enter(next, reason);
  }

  function end() {
    rest();
    worker?.terminate();
    worker = null;
  }

  function replace() {
    end();
    state = "starting";
    launch();
    announce("restarted");
  }

  launch();
  return {
    /** Posts a message; its buffer moves to the worker. Dropped where no worker runs. */
    post(bytes) {
      if (!worker) return;
      worker.postMessage(bytes, [bytes.buffer]);
      if (!isAwake) return;
      if (silentFor === null) ping();
      watch();
    },
    /** Sets who hears replies (Uint8Array) and states (string); the present state is told at once. */
    listen(reply, change) {
      onReply = reply;
      onState = change;
      if (state !== "starting") onState(state);
    },
    /** Ends the worker and starts another, because the learner asked: does not count as a failure. */
    restart() {
      restartedAt.length = 0;
      replace();
    },
    /** Ends the worker for good; replies that are still on their way are dropped. */
    end,
  };
}
