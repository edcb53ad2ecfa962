// A worker of the bench: computes the landscape at the points that it is sent.

import start, { Plane } from "./engine/bench.js";

await start();
const plane = new Plane();
self.addEventListener("message", ({ data: [along, across] }) => self.postMessage(plane.losses(along, across)));
self.postMessage("ready");
