//! A small blocking WebDriver client: one browser for each test, and waits that say what they waited for.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::counts::COUNT;

/// How long a condition may take to become true. This only ends a test that would otherwise wait forever, so it is far
/// longer than even a busy machine needs.
const PATIENCE: Duration = Duration::from_secs(240);

/// The number of attempts to start a browser before a test fails.
const ATTEMPTS: usize = 3;

/// How long one WebDriver call may take, including scripts that wait for the page.
const LONGEST_CALL: Duration = Duration::from_secs(600);

/// The browser's window and colour preference.
#[derive(Clone, Copy)]
pub struct Window {
    /// Width and height in CSS pixels.
    pub size: [u32; 2],
    /// Whether the system prefers dark colours.
    pub dark: bool,
}

impl Window {
    /// A laptop's window, in light colours.
    pub const LAPTOP: Window = Window { size: [1280, 900], dark: false };
}

/// A browser with one window; it and its driver end when this is dropped.
pub struct Browser {
    driver: Child,
    /// The driver's output. It is kept open because a closed pipe would end the driver.
    _said: BufReader<ChildStdout>,
    agent: ureq::Agent,
    session: String,
    opened: Instant,
    /// The page's address, with a slash at its end.
    pub home: String,
}

/// Runs in every document before its own scripts, and records what tests read later.
const WATCH: &str = r#"
    globalThis.seen = { violations: [], errors: [], shift: 0, moved: [], alive: null };
    addEventListener("securitypolicyviolation", (event) =>
        seen.violations.push(`${event.violatedDirective}: ${event.blockedURI}`));
    addEventListener("error", (event) => seen.errors.push(String(event.message)));
    addEventListener("unhandledrejection", (event) => seen.errors.push(String(event.reason)));
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries().filter((entry) => !entry.hadRecentInput)) {
            seen.shift += entry.value;
            for (const { node, previousRect: from, currentRect: to } of entry.sources)
                seen.moved.push(`${node?.nodeName} ${node?.id} ${node?.className} ${node?.textContent.slice(0, 40)}: `
                    + `${from.x}, ${from.y} (${from.width} × ${from.height}) to ${to.x}, ${to.y} (${to.width} × ${to.height})`);
        }
    }).observe({ type: "layout-shift", buffered: true });
    new MutationObserver((_, observer) => {
        if (document.querySelector("main")?.dataset.alive !== "true") return;
        seen.alive = performance.now();
        observer.disconnect();
    }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-alive"] });
"#;

/// Delays the page's requests for wasm.
const HOLD: &str = r#"
    globalThis.modules = {};
    modules.released = new Promise((release) => { modules.release = release; });
    const fetchNow = globalThis.fetch;
    globalThis.fetch = async (address, ...options) => {
        if (String(address?.url ?? address).endsWith(".wasm")) await modules.released;
        return fetchNow(address, ...options);
    };
"#;

impl Browser {
    /// Opens a browser. The address of the page is in `FLUXION_URL`; `cargo xtask test` sets it.
    pub fn open(window: Window) -> Browser {
        Browser::open_at("FLUXION_URL", window, &[])
    }

    /// Opens a browser that has WebGPU, imitated by software.
    pub fn open_with_gpu(window: Window) -> Browser {
        Browser::open_at(
            "FLUXION_URL",
            window,
            &["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"],
        )
    }

    /// Opens a browser on the same page, where the kernel's module arrives ten seconds late.
    pub fn open_late(window: Window) -> Browser {
        Browser::open_at("FLUXION_LATE_URL", window, &[])
    }

    fn open_at(variable: &str, window: Window, more: &[&str]) -> Browser {
        let opened = Instant::now();
        let home = std::env::var(variable).expect("run by `cargo xtask test`, which serves the page");
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed");
        let mut said = BufReader::new(driver.stdout.take().expect("what the driver says is piped"));
        let port = port_of(&mut said);
        let config = ureq::Agent::config_builder().http_status_as_error(false);
        let agent = config.timeout_global(Some(LONGEST_CALL)).build().into();
        let mut browser =
            Browser { driver, _said: said, agent, session: format!("http://127.0.0.1:{port}"), opened, home };
        browser.begin(window, more);
        browser
    }

    fn begin(&mut self, window: Window, more: &[&str]) {
        let end = Instant::now() + PATIENCE;
        while self.agent.get(format!("{}/status", self.session)).call().is_err() {
            assert!(Instant::now() < end, "chromedriver does not answer");
            sleep(Duration::from_millis(20));
        }
        let [width, height] = window.size;
        let size = format!("--window-size={width},{height}");
        let flags = [
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--disable-quic",
            "--hide-scrollbars",
            &size,
        ];
        let flags: Vec<&str> = flags.iter().chain(more).copied().collect();
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "args": flags },
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "script": LONGEST_CALL.as_millis() as u64, "pageLoad": LONGEST_CALL.as_millis() as u64 },
        } } });
        // On a busy machine a browser may not start in time; it is started again.
        let session = (1..ATTEMPTS).find_map(|_| self.try_call("POST", "/session", &wanted).ok());
        let session = session.unwrap_or_else(|| self.call("POST", "/session", &wanted));
        let id = session["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {session}"));
        self.session = format!("{}/session/{id}", self.session);
        self.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({ "source": format!("{WATCH}{COUNT}") }),
        );
        self.resize(window);
    }

    /// Sets the window's size, which may be narrower than a real window can be.
    pub fn resize(&self, window: Window) {
        let [width, height] = window.size;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
        let scheme = if window.dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", &media);
    }

    /// Calls a WebDriver command.
    pub fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        self.try_call(method, path, body).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    fn try_call(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let address = format!("{}{path}", self.session);
        let answer = match method {
            "GET" => self.agent.get(address).call(),
            "DELETE" => self.agent.delete(address).call(),
            _ => self.agent.post(address).send_json(body),
        };
        let mut answer = answer.map_err(|error| error.to_string())?;
        let value: Value = answer
            .body_mut()
            .with_config()
            .limit(100 << 20)
            .read_json()
            .map_err(|error| error.to_string())?;
        let value = value["value"].clone();
        match &value["error"] {
            Value::Null => Ok(value),
            error => Err(format!("{error}\n{}", value["message"])),
        }
    }

    /// Calls a method of the browser's own protocol.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.call("POST", "/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// The policy violations and uncaught errors of the open document.
    fn mishaps(&self) -> Value {
        self.run("return globalThis.seen ? [...seen.violations, ...seen.errors] : []")
    }

    /// Loads the page at a place such as `#/lesson/walking-downhill`, afresh. A test fails if it leaves a
    /// page with a policy violation or an uncaught error.
    #[track_caller]
    pub fn load(&self, place: &str) {
        assert_eq!(self.mishaps(), json!([]), "violations and errors before {place} was opened");
        self.call("POST", "/url", &json!({ "url": "about:blank" }));
        self.call("POST", "/url", &json!({ "url": format!("{}{place}", self.home) }));
    }

    /// Holds back the modules of wasm in every document that is opened from now on, until [`Browser::release_modules`]:
    /// the test decides what arrives first, not the speed of the machine.
    pub fn hold_modules(&self) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": HOLD }));
    }

    /// Releases the modules that [`Browser::hold_modules`] holds back.
    pub fn release_modules(&self) {
        self.run("modules.release()");
    }

    /// Loads the page at a place and waits until it is alive and nothing is left to compute.
    #[track_caller]
    pub fn open_page(&self, place: &str) {
        self.load(place);
        self.come_alive();
    }

    /// Waits until the page is alive and nothing is left to compute.
    #[track_caller]
    pub fn come_alive(&self) {
        self.wait("the page to come alive", "return document.querySelector('main').dataset.alive === 'true'");
        self.settle();
    }

    /// Waits until everything on the page reflects the last change.
    #[track_caller]
    pub fn settle(&self) {
        self.wait(
            "the kernel to settle",
            "return Number(document.documentElement.dataset.settled) >= Number(document.documentElement.dataset.revision)",
        );
        self.frame();
    }

    /// Waits for two frames, after which the results are painted.
    pub fn frame(&self) {
        self.run_async("requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()))");
    }

    /// Scrolls down the whole page and back: figures are drawn when they come into view.
    #[track_caller]
    pub fn draw_all(&self) {
        self.run_async(
            "const done = arguments[0]; let y = 0;
             const down = () => {
                 scrollTo({ top: y, behavior: 'instant' }); y += 600;
                 if (y < document.documentElement.scrollHeight + 600) requestAnimationFrame(down);
                 else { scrollTo({ top: 0, behavior: 'instant' }); done(); }
             };
             down();",
        );
        self.settle();
    }

    /// Runs a function body in the page and returns its result.
    pub fn run(&self, script: &str) -> Value {
        self.call("POST", "/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Runs a function body in the page that calls `arguments[0]` when it is done.
    pub fn run_async(&self, script: &str) -> Value {
        self.run_async_with(script, &[])
    }

    /// The same with further arguments before the function that ends it.
    pub fn run_async_with(&self, script: &str, arguments: &[Value]) -> Value {
        self.call("POST", "/execute/async", &json!({ "script": script, "args": arguments }))
    }

    /// What a script returns, as text.
    pub fn text(&self, script: &str) -> String {
        self.run(script).as_str().unwrap_or_default().to_owned()
    }

    /// What a script returns, as a number.
    pub fn number(&self, script: &str) -> f64 {
        self.run(script).as_f64().unwrap_or_else(|| panic!("no number: {script}"))
    }

    /// Waits until a script returns true.
    #[track_caller]
    pub fn wait(&self, what: &str, script: &str) {
        let end = Instant::now() + PATIENCE;
        while self.run(script) != json!(true) {
            if Instant::now() > end {
                self.fail(&format!("waited for {what}: {script}"));
            }
            sleep(Duration::from_millis(15));
        }
    }

    /// Fails the test with the console's messages and a screenshot.
    #[track_caller]
    pub fn fail(&self, what: &str) -> ! {
        let picture = self.screenshot("failed");
        let words = self.text("return document.body.innerText.slice(0, 600)");
        panic!("{what}\nconsole: {:#?}\npage: {words}\npicture: {}", self.console(), picture.display());
    }

    /// The console's messages since the last call, but for what the browser itself says where it finds no GPU.
    pub fn console(&self) -> Vec<String> {
        let log = self.call("POST", "/se/log", &json!({ "type": "browser" }));
        let lines = log.as_array().into_iter().flatten();
        let messages = lines.map(|line| format!("{} {}", line["level"], line["message"]));
        messages.filter(|message| !message.ends_with(" - No available adapters.\"")).collect()
    }

    /// Saves a screenshot of the window, or of the whole page with `whole`.
    pub fn screenshot(&self, name: &str) -> PathBuf {
        let picture = self.devtools("Page.captureScreenshot", &json!({ "format": "png" }));
        save(name, &picture)
    }

    /// Saves the whole page, however long.
    pub fn screenshot_whole(&self, name: &str) -> PathBuf {
        let size = self.run("return [innerWidth, document.documentElement.scrollHeight]");
        let clip = json!({ "x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1 });
        let parameters = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        save(name, &self.devtools("Page.captureScreenshot", &parameters))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let mishaps = if std::thread::panicking() { json!([]) } else { self.mishaps() };
        // The browser ends with its driver; if the driver has ended already, so has the browser.
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let test = std::thread::current();
        let (test, seconds) = (test.name().unwrap_or("a test"), self.opened.elapsed().as_secs());
        println!("{test} had a browser open for {seconds} s");
        assert_eq!(mishaps, json!([]), "violations and errors at the end");
    }
}

/// The port that a driver reports once it listens.
fn port_of(said: &mut BufReader<ChildStdout>) -> u16 {
    let number =
        |line: String| line.split("successfully on port ").nth(1)?.trim_end_matches('.').parse().ok();
    let port = said.lines().map_while(Result::ok).find_map(number);
    port.expect("chromedriver says on which port it listens")
}

fn save(name: &str, picture: &Value) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let file = folder.join(format!("{name}.png"));
    std::fs::write(&file, base64(picture["data"].as_str().unwrap_or_default()))
        .expect("the picture can be written");
    file
}

/// The bytes of a base64 text.
fn base64(text: &str) -> Vec<u8> {
    let value = |letter: u8| match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let letters: Vec<u8> = text.bytes().filter(|letter| *letter != b'=').collect();
    let groups = letters.chunks(4).flat_map(|group| {
        let bits = group.iter().fold(0_u32, |bits, letter| (bits << 6) | u32::from(value(*letter)));
        let bits = bits << (6 * (4 - group.len()));
        bits.to_be_bytes().into_iter().skip(1).take(group.len() - 1)
    });
    groups.collect()
}
