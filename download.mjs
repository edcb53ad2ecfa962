// Downloads and compiles modules of wasm side by side, and counts the bytes that have arrived.

/** A function that returns the promise of `make`, made once and kept; made again if it failed. */
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

/** Calls `tell(done, total)` with the bytes of all downloads together; `total` is 0 while it is not known. */
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
    // A compressed body comes out larger than its stated length, so its total is not known.
    const isCompressed = response.headers.has("content-encoding");
    const total = isCompressed ? 0 : Number(response.headers.get("content-length"));
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
