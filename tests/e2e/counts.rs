//! Counts what the page does: messages, canvas redraws, writes to the document, layout reads. These numbers do
//! not depend on the speed of the machine, so tests can assert them.

use serde_json::Value;

use crate::driver::Browser;

/// Runs in every document before its own scripts. `counts.begin()` starts from zero, `counts.end()` returns the counts.
pub const COUNT: &str = r#"
    globalThis.counts = (() => {
        const now = {};
        let timesDrawn = new Map(), frameDrawn = new WeakMap();
        const zero = () => {
            for (const name of ["requests", "requestBytes", "replies", "replyBytes", "drawsAgain",
                "texts", "attributes", "sameAgain", "layoutReads"]) now[name] = 0;
            timesDrawn = new Map();
        };
        zero();
        const around = (owner, name, before) => {
            const own = Object.getOwnPropertyDescriptor(owner, name);
            const wrapped = (real) => function (...parts) { before(this, ...parts); return real.apply(this, parts); };
            Object.defineProperty(owner, name,
                own.get ? { ...own, get: wrapped(own.get) } : { ...own, value: wrapped(own.value) });
        };
        const heard = new WeakSet();
        const hear = ({ data }) => {
            if (!(data instanceof Uint8Array)) return;
            now.replies++;
            now.replyBytes += data.byteLength;
        };
        around(Worker.prototype, "postMessage", (worker, message) => {
            if (!heard.has(worker)) worker.addEventListener("message", hear);
            heard.add(worker);
            if (!(message instanceof Uint8Array)) return;
            now.requests++;
            now.requestBytes += message.byteLength;
        });
        const canvas = CanvasRenderingContext2D.prototype;
        around(canvas, "clearRect", ({ canvas }) => {
            if (!canvas.isConnected) return;
            // The time of the document's timeline stands still within a frame.
            const frame = document.timeline.currentTime;
            now.drawsAgain += frameDrawn.get(canvas) === frame;
            frameDrawn.set(canvas, frame);
            timesDrawn.set(canvas, (timesDrawn.get(canvas) ?? 0) + 1);
        });
        const reads = [
            [Element.prototype, ["getBoundingClientRect", "getClientRects", "clientWidth", "clientHeight",
                "scrollWidth", "scrollHeight", "scrollTop", "scrollLeft"]],
            [HTMLElement.prototype, ["offsetWidth", "offsetHeight", "offsetTop", "offsetLeft", "offsetParent"]],
            [MouseEvent.prototype, ["offsetX", "offsetY"]],
            [globalThis, ["getComputedStyle"]],
        ];
        for (const [owner, names] of reads)
            for (const name of names) around(owner, name, () => { now.layoutReads++; });
        const written = (records) => {
            // Backwards: the value that a record wrote is the old value of the next record for the same place.
            const found = new Map();
            for (const record of records.reverse()) {
                const { type, target, attributeName, oldValue } = record;
                if (type === "childList") {
                    const [before, after] = [record.removedNodes[0], record.addedNodes[0]];
                    now.texts++;
                    now.sameAgain += before?.nodeType === 3 && after?.nodeType === 3 && before.data === after.data;
                    continue;
                }
                now[type === "attributes" ? "attributes" : "texts"]++;
                const places = found.get(target) ?? found.set(target, new Map()).get(target);
                const value = places.has(attributeName) ? places.get(attributeName)
                    : type === "attributes" ? target.getAttribute(attributeName) : target.data;
                now.sameAgain += value === oldValue;
                places.set(attributeName, oldValue);
            }
        };
        const nameOf = (canvas) => {
            const figure = canvas.closest("figure");
            if (!figure) return "gone";
            return `figure ${figure.dataset.figure}, canvas ${[...figure.querySelectorAll("canvas")].indexOf(canvas)}`;
        };
        const observer = new MutationObserver(written);
        const begin = () => {
            observer.disconnect();
            observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true,
                characterDataOldValue: true, attributeOldValue: true });
            zero();
            now.start = performance.now();
        };
        const end = () => {
            written(observer.takeRecords());
            observer.disconnect();
            return { ...now, millis: performance.now() - now.start, mostDraws: Math.max(0, ...timesDrawn.values()),
                canvases: [...timesDrawn.keys()].map(nameOf).sort() };
        };
        return { begin, end };
    })();
"#;

/// What the page did between `counts.begin()` and `counts.end()`.
#[derive(Debug)]
pub struct Counts {
    /// Messages to the kernel.
    pub requests: u32,
    /// Their bytes.
    pub request_bytes: u32,
    /// Messages from the kernel.
    pub replies: u32,
    /// Their bytes.
    pub reply_bytes: u32,
    /// Canvases that were drawn at least once: `figure 3, canvas 1`.
    pub canvases: Vec<String>,
    /// The most redraws of any one canvas.
    pub most_draws: u32,
    /// Redraws of a canvas that had already been drawn in the same frame.
    pub draws_again: u32,
    /// Writes of texts and child nodes.
    pub texts: u32,
    /// Writes of attributes.
    pub attributes: u32,
    /// Writes that changed nothing.
    pub same_again: u32,
    /// Reads that force the browser to compute the layout at once.
    pub layout_reads: u32,
    /// Elapsed milliseconds: printed, never asserted.
    pub millis: f64,
}

impl Counts {
    /// Reads the result of `counts.end()`.
    pub fn read(told: &Value) -> Counts {
        let number = |name: &str| told[name].as_f64().unwrap_or_else(|| panic!("no count of {name}: {told}"));
        let count = |name: &str| number(name) as u32;
        Counts {
            requests: count("requests"),
            request_bytes: count("requestBytes"),
            replies: count("replies"),
            reply_bytes: count("replyBytes"),
            canvases: told["canvases"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            most_draws: count("mostDraws"),
            draws_again: count("drawsAgain"),
            texts: count("texts"),
            attributes: count("attributes"),
            same_again: count("sameAgain"),
            layout_reads: count("layoutReads"),
            millis: number("millis"),
        }
    }

    /// What the page does in response to `act`, until it has settled.
    #[track_caller]
    pub fn of(browser: &Browser, act: impl FnOnce()) -> Counts {
        browser.run("counts.begin()");
        act();
        browser.settle();
        Counts::read(&browser.run("return counts.end()"))
    }
}
