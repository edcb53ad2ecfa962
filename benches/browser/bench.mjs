// Runs every workload on the project (one thread in single and double precision, several workers, WebGPU) and on TF.js
// (webgpu, wasm, cpu) in one page load, checks that all compute the same loss, and posts the rates to the address that
// started it. What cannot be had in this browser is null.

import start, { Device, Gradient, Plane, Training } from "./engine/bench.js";

const { tf } = globalThis;
const TRAINED = ["linreg", "play", "spiral", "mlp784", "mlp784w"];
const GRID = 256;

/** What pays on a GPU: networks that are large enough. */
const TRAINED_ON_GPU = ["mlp784", "mlp784w"];
/** The points along a side of the large landscape; fewer where the GPU is imitated by software. */
const SIDE = { own: 512, software: 48 };
const MOST_WORKERS = 8;

/** How often `work(count)` does its work in a second: the median of three measurements of a third of a second. */
async function rate(work) {
  await work(1);
  let count = 1;
  let spent = 0;
  while (spent < 50) {
    const before = performance.now();
    await work(count);
    spent = performance.now() - before;
    if (spent < 50) count *= 2;
  }
  count = Math.max(1, Math.round((count * 333) / spent));
  const rates = [];
  for (let k = 0; k < 3; k += 1) {
    const before = performance.now();
    await work(count);
    rates.push((1000 * count) / (performance.now() - before));
  }
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
  return async (count) => {
    let last = 0;
    for (let step = 0; step < count; step += 1) {
      const wanted = step === count - 1;
      const value = tf.tidy(() => descent.minimize(() => loss(forward(), y), wanted));
      if (wanted) {
        [last] = await value.data();
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
  const losses = (along, across) =>
    tf.tidy(() => {
      const [a, b] = [along, across].map((steps) => tf.tensor3d(steps, [GRID, 1, 1]));
      const at = shapes.map((_, k) => tf.add(arrays[0][k], tf.add(tf.mul(a, arrays[1][k]), tf.mul(b, arrays[2][k]))));
      let h = x;
      for (let layer = 0; layer < 3; layer += 1) {
        h = tf.tanh(tf.add(tf.matMul(h, at[2 * layer]), at[2 * layer + 1]));
      }
      return tf.mean(tf.squaredDifference(h, y), [1, 2]);
    });
  return async (along, across) => {
    const value = losses(along, across);
    const data = await value.data();
    value.dispose();
    return data;
  };
}

function agree(name, ours, theirs) {
  if (!(Math.abs(ours - theirs) <= 1e-3 * Math.max(Math.abs(theirs), 1e-3))) {
    throw new Error(`${name}: our loss is ${ours}, that of TF.js ${theirs}`);
  }
}

const backends = { tfjs_webgpu: "webgpu", tfjs_wasm: "wasm", tfjs_cpu: "cpu" };

/** What `measure` gives on each backend of TF.js; null where the browser does not have it. */
async function onEach(backend, measure) {
  const rates = {};
  for (const [key, name] of Object.entries(backend)) {
    const isThere = await tf.setBackend(name).catch(() => false);
    if (!isThere) {
      rates[key] = null;
      continue;
    }
    await tf.ready();
    rates[key] = await measure();
  }
  return rates;
}

async function trained(name, device) {
  const ours = Training.named(name);
  const samples = ours.batch();
  const loss = Training.named(name).steps(20);
  const peers = await onEach(backends, async () => {
    agree(name, loss, await peer(ours)(20));
    return samples * (await rate(peer(ours)));
  });
  let gpu = null;
  if (device && TRAINED_ON_GPU.includes(name)) {
    agree(`${name} on the GPU`, await (await device.training(name)).steps(20), loss);
    const training = await device.training(name);
    gpu = samples * (await rate((count) => training.steps(count)));
  }
  agree(`${name} in double precision`, Training.named(name).double_steps(20), loss);
  const fluxion = samples * (await rate((count) => ours.steps(count)));
  const double = samples * (await rate((count) => ours.double_steps(count)));
  return { fluxion, double, workers: null, gpu, ...peers };
}

/** The places of a square grid with so many points along a side. */
function grid(side) {
  const at = (k) => (2 * k) / (side - 1) - 1;
  const along = Float32Array.from({ length: side * side }, (_, k) => at(k % side));
  const across = Float32Array.from({ length: side * side }, (_, k) => at(Math.floor(k / side)));
  return [along, across];
}

/** Workers that compute parts of the landscape, and how to ask them for all of it. */
async function pool() {
  const count = Math.min(navigator.hardwareConcurrency || 1, MOST_WORKERS);
  const workers = Array.from({ length: count }, () => new Worker("./bench-worker.mjs", { type: "module" }));
  const answer = (worker) => new Promise((resolve) => worker.addEventListener("message", ({ data }) => resolve(data), { once: true }));
  await Promise.all(workers.map(answer));
  async function losses(along, across) {
    const all = new Float32Array(along.length);
    let next = 0;
    const part = Math.ceil(along.length / (8 * count));
    const work = async (worker) => {
      while (next < along.length) {
        const from = next;
        next += part;
        const answered = answer(worker);
        worker.postMessage([along.slice(from, from + part), across.slice(from, from + part)]);
        all.set(await answered, from);
      }
    };
    await Promise.all(workers.map(work));
    return all;
  }
  return { losses, end: () => workers.forEach((worker) => worker.terminate()) };
}

async function landscape(side, device) {
  const ours = new Plane();
  const [along, across] = grid(side);
  const points = along.length;
  const losses = ours.losses(along, across);
  const some = [along.slice(0, GRID), across.slice(0, GRID)];
  const peers = await onEach(backends, async () => {
    const plane = peerPlane(ours);
    (await plane(...some)).forEach((theirs, k) => agree("landscape", losses[k], theirs));
    return GRID * (await rate(async (count) => {
      for (let k = 0; k < count; k += 1) await plane(...some);
    }));
  });
  const repeated = (compute) =>
    rate(async (count) => {
      for (let k = 0; k < count; k += 1) await compute(along, across);
    });
  const { losses: shared, end } = await pool();
  (await shared(along, across)).forEach((one, k) => {
    if (!Object.is(one, losses[k])) throw new Error(`landscape in workers: ${one} and ${losses[k]} at ${k}`);
  });
  const workers = points * (await repeated(shared));
  end();
  let gpu = null;
  if (device) {
    const plane = await device.plane(points);
    (await plane.losses(along, across)).forEach((one, k) => agree("landscape on the GPU", one, losses[k]));
    gpu = points * (await repeated((x, y) => plane.losses(x, y)));
  }
  return { fluxion: points * (await repeated((x, y) => ours.losses(x, y))), workers, gpu, ...peers };
}

/** Our device, and what stands behind it: "own", "software", or nothing. */
async function gpuOf() {
  const adapter = await navigator.gpu?.requestAdapter();
  if (!adapter) return { device: null, kind: "none" };
  const { architecture, description, isFallbackAdapter } = adapter.info;
  const isSoftware = isFallbackAdapter || /swiftshader|llvmpipe/i.test(`${architecture} ${description}`);
  return { device: await Device.open(), kind: isSoftware ? "software" : "own" };
}

async function run() {
  await start();
  tf.wasm.setWasmPaths("tf/");
  tf.wasm.setThreadsCount(1);
  const { device, kind } = await gpuOf();
  const results = {};
  for (const name of TRAINED) results[name] = await trained(name, device);
  results.landscape = await landscape(16, device);
  results.landscape512 = await landscape(SIDE[kind] ?? SIDE.own, device);
  const costs = {};
  for (const name of ["spiral", "mlp784"]) {
    const both = Gradient.named(name);
    costs[name] = (await rate((count) => both.function(count))) / (await rate((count) => both.gradient(count)));
  }
  const threads = Math.min(navigator.hardwareConcurrency || 1, MOST_WORKERS);
  return { gpu: kind, threads, costs, results };
}

const report = new URLSearchParams(location.search).get("report");
run()
  .catch((error) => ({ error: String(error.stack ?? error) }))
  .then((told) => {
    document.getElementById("told").textContent = JSON.stringify(told, null, 2);
    if (report) fetch(`http://127.0.0.1:${report}/`, { method: "POST", mode: "no-cors", body: JSON.stringify(told) });
  });
