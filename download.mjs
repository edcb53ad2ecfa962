// Downloads and compiles modules of wasm, all that are asked for at the same time, and counts what has come.

/** A function that gives what `make` promises, asked for once and kept; asked for again if it could not be had. */
export function kept(make) {
  let promise = null;
  return () => {
    promise ??= make().catch((error) => {
      promise = null;
      throw error;
    });
    return promise;
  };
}

/** Calls `tell(done, total)` with bytes of all downloads together; `total` is 0 while it is not known. */
export function downloads(tell) {
  const counts = new Map();

  function count(address, done, total) {
    counts.set(address, { done, total });
    const all = [...counts.values()];
    const isKnown = all.every((one) => one.total);
    const sum = (key) => all.reduce((sum, one) => sum + one[key], 0);
    tell(sum("done"), isKnown ? sum("total") : 0);
  }

  /** A promise of the compiled module at an address. */
  return async function download(address) {
    count(address, 0, 0);
    const response = await fetch(address);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    // A compressed body comes out larger than its stated length, so then only what has come is told.
    const packed = response.headers.has("content-encoding");
    const total = packed ? 0 : Number(response.headers.get("content-length"));
    let done = 0;
    const counter = new TransformStream({
      transform(chunk, controller) {
        done += chunk.byteLength;
        count(address, done, total);
        controller.enqueue(chunk);
      },
    });
    const counted = new Response(response.body.pipeThrough(counter), { headers: { "content-type": "application/wasm" } });
    return WebAssembly.compileStreaming(counted);
  };
}
