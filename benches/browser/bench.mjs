// Runs every workload on the project and on TF.js (wasm and cpu) in one page load, checks that both compute the same
// loss, and posts the rates to the address that started it.

import start, { Gradient, Plane, Training } from "./engine/bench.js";

const { tf } = globalThis;
const TRAINED = ["linreg", "play", "spiral", "mlp784", "mlp784w"];
const GRID = 256;

/** How often `work(count)` does its work in a second: the median of three measurements of a third of a second. */
function rate(work) {
  work(1);
  let count = 1;
  let spent = 0;
  while (spent < 50) {
    const before = performance.now();
    work(count);
    spent = performance.now() - before;
    if (spent < 50) count *= 2;
  }
  count = Math.max(1, Math.round((count * 333) / spent));
  const rates = [0, 1, 2].map(() => {
    const before = performance.now();
    work(count);
    return (1000 * count) / (performance.now() - before);
  });
  return rates.sort((a, b) => a - b)[1];
}

const ACTIVATIONS = { tanh: (x) => tf.tanh(x), relu: (x) => tf.relu(x), identity: (x) => x };

const LOSSES = {
  sse: (guess, wanted) => tf.sum(tf.squaredDifference(guess, wanted)),
  mse: (guess, wanted) => tf.mean(tf.squaredDifference(guess, wanted)),
  logitcrossentropy: (guess, wanted) => tf.losses.softmaxCrossEntropy(wanted, guess),
};

/** The same network, batch and descent in TF.js: a function that takes so many steps and gives the last loss. */
function peer(ours) {
  const sizes = [...ours.sizes()];
  const activations = ours.activations().split(",");
  const variables = activations.map((_, layer) => [
    tf.variable(tf.tensor2d(ours.parameter(2 * layer), [sizes[layer], sizes[layer + 1]])),
    tf.variable(tf.tensor1d(ours.parameter(2 * layer + 1))),
  ]);
  const x = tf.tensor2d(ours.data(0), [ours.batch(), sizes[0]]);
  const y = tf.tensor2d(ours.data(1), [ours.batch(), sizes.at(-1)]);
  const loss = LOSSES[ours.loss()];
  const forward = () =>
    activations.reduce((h, name, at) => ACTIVATIONS[name](tf.add(tf.matMul(h, variables[at][0]), variables[at][1])), x);
  const descent = tf.train.sgd(ours.rate());
  return (count) => {
    let last = 0;
    for (let step = 0; step < count; step += 1) {
      const wanted = step === count - 1;
      const value = tf.tidy(() => descent.minimize(() => loss(forward(), y), wanted));
      if (wanted) {
        [last] = value.dataSync();
        value.dispose();
      }
    }
    return last;
  };
}

/** The landscape in TF.js, so many points at a time by batched products. */
function peerPlane(ours) {
  const shapes = [[2, 8], [8], [8, 8], [8], [8, 1], [1]];
  const arrays = [0, 1, 2].map((of) =>
    shapes.map((shape, at) => tf.tensor(ours.parameter(of, at), [1, ...(shape.length === 1 ? [1, ...shape] : shape)])),
  );
  const x = tf.tile(tf.tensor3d(ours.data(0), [1, 200, 2]), [GRID, 1, 1]);
  const y = tf.tensor3d(ours.data(1), [1, 200, 1]);
  return (along, across) =>
    tf.tidy(() => {
      const [a, b] = [along, across].map((steps) => tf.tensor3d(steps, [GRID, 1, 1]));
      const at = shapes.map((_, k) => tf.add(arrays[0][k], tf.add(tf.mul(a, arrays[1][k]), tf.mul(b, arrays[2][k]))));
      let h = x;
      for (let layer = 0; layer < 3; layer += 1) {
        h = tf.tanh(tf.add(tf.matMul(h, at[2 * layer]), at[2 * layer + 1]));
      }
      return tf.mean(tf.squaredDifference(h, y), [1, 2]).dataSync();
    });
}

function agree(name, ours, theirs) {
  if (!(Math.abs(ours - theirs) <= 1e-3 * Math.max(Math.abs(theirs), 1e-3))) {
    throw new Error(`${name}: our loss is ${ours}, that of TF.js ${theirs}`);
  }
}

const backends = { tfjs_wasm: "wasm", tfjs_cpu: "cpu" };

async function onEach(backend, measure) {
  const rates = {};
  for (const [key, name] of Object.entries(backend)) {
    await tf.setBackend(name);
    await tf.ready();
    rates[key] = measure();
  }
  return rates;
}

async function trained(name) {
  const ours = Training.named(name);
  const samples = ours.batch();
  const loss = Training.named(name).steps(20);
  const peers = await onEach(backends, () => {
    agree(name, loss, peer(ours)(20));
    return samples * rate(peer(ours));
  });
  return { fluxion: samples * rate((count) => ours.steps(count)), ...peers };
}

async function landscape() {
  const ours = new Plane();
  const along = Float32Array.from({ length: GRID }, (_, k) => (k % 16) / 8 - 1);
  const across = Float32Array.from({ length: GRID }, (_, k) => Math.floor(k / 16) / 8 - 1);
  const losses = ours.losses(along, across);
  const peers = await onEach(backends, () => {
    const plane = peerPlane(ours);
    plane(along, across).forEach((theirs, k) => agree("landscape", losses[k], theirs));
    return GRID * rate((count) => {
      for (let k = 0; k < count; k += 1) plane(along, across);
    });
  });
  const own = (count) => {
    for (let k = 0; k < count; k += 1) ours.losses(along, across);
  };
  return { fluxion: GRID * rate(own), ...peers };
}

async function run() {
  await start();
  tf.wasm.setWasmPaths("tf/");
  tf.wasm.setThreadsCount(1);
  const results = {};
  for (const name of TRAINED) results[name] = await trained(name);
  results.landscape = await landscape();
  const costs = {};
  for (const name of ["spiral", "mlp784"]) {
    const both = Gradient.named(name);
    costs[name] = rate((count) => both.function(count)) / rate((count) => both.gradient(count));
  }
  return { costs, results };
}

const report = new URLSearchParams(location.search).get("report");
run()
  .catch((error) => ({ error: String(error.stack ?? error) }))
  .then((told) => {
    document.getElementById("told").textContent = JSON.stringify(told, null, 2);
    if (report) fetch(`http://127.0.0.1:${report}/`, { method: "POST", mode: "no-cors", body: JSON.stringify(told) });
  });
