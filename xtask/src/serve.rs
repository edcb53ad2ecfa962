//! A static file server for dist/, on this machine only, and the command that builds and serves the page.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::place::root;
use crate::run::{Outcome, Steps, output, program, run};
use crate::{app, tools};

/// The options of `cargo xtask serve`.
pub struct Options {
    port: u16,
    open: bool,
    mode: Mode,
}

/// A path under which the folder is served, and how late the kernel's module arrives there.
#[derive(Clone)]
pub struct Site {
    /// Begins and ends with `/`.
    pub path: &'static str,
    /// How long the server delays the kernel's module.
    pub kernel_after: Duration,
}

impl Site {
    /// The folder at the root, without a delay.
    pub const TOP: Site = Site { path: "/", kernel_after: Duration::ZERO };
}

enum Mode {
    Release,
    /// Trunk's server, which builds again and reloads whenever a file changes.
    Dev,
}

impl Options {
    /// Reads `--port N`, `--open`, `--dev`.
    ///
    /// # Errors
    /// Names the word that is not an option, or says what `--port` expects.
    pub fn parse(words: &[&str]) -> Result<Options, String> {
        let mut options = Options { port: 8080, open: false, mode: Mode::Release };
        let mut words = words.iter();
        while let Some(&word) = words.next() {
            match word {
                "--open" => options.open = true,
                "--dev" => options.mode = Mode::Dev,
                "--port" => {
                    options.port = words
                        .next()
                        .and_then(|number| number.parse().ok())
                        .ok_or("--port expects a number from 0 to 65535, for example --port 8081")?;
                }
                _ => {
                    return Err(format!(
                        "`{word}` is not an option of serve; the options are --port N, --open, --dev"
                    ));
                }
            }
        }
        Ok(options)
    }
}

/// `cargo xtask serve`.
pub fn command(options: &Options) -> Outcome {
    // The port is taken first: a port in use should be reported before a long build, not after it.
    let listener = match options.mode {
        Mode::Release => Some(listen(options.port)?),
        Mode::Dev => None,
    };
    let mut steps = Steps::new(2);
    steps.step("tools", tools::for_page)?;
    let Some(listener) = listener else {
        return steps.step("Trunk builds, serves, and reloads on every change", || develop(options));
    };
    steps.step("the page", app::build)?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("\nFluxion is served on http://{address}\nCtrl-C stops it.");
    if options.open {
        open_browser(&format!("http://{address}"));
    }
    answer(listener, root().join("dist"), &[Site::TOP]);
    Ok(())
}

fn develop(options: &Options) -> Outcome {
    // Trunk's reload script is inline, which the page's content policy forbids, so this index has no policy.
    let page =
        fs::read_to_string(root().join("index.html")).map_err(|error| format!("index.html: {error}"))?;
    let open: Vec<&str> = page.lines().filter(|line| !line.contains("Content-Security-Policy")).collect();
    fs::write(root().join(".dev.html"), open.join("\n")).map_err(|error| format!(".dev.html: {error}"))?;
    let port = options.port.to_string();
    let mut trunk = program("trunk", &["serve", "--cargo-profile", "look", "--port", &port]);
    trunk
        .args(["--html-output", "index.html"])
        .args(options.open.then_some("--open"))
        .arg(".dev.html")
        .env("NO_COLOR", "true");
    run(&mut trunk, "The messages above say what does not build.")
}

fn open_browser(address: &str) {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    if output(&mut program(opener, &[address])).is_none() {
        println!("No browser could be opened: open the address yourself.");
    }
}

/// Binds a port of this machine; 0 binds any free one.
///
/// # Errors
/// Says that the port is in use, and suggests another.
pub fn listen(port: u16) -> Result<TcpListener, String> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!(
                "Port {port} is in use. Stop the program that uses it, or choose another: --port {}",
                port.wrapping_add(1)
            )
        }
        _ => format!("Port {port} cannot be taken: {error}"),
    })
}

/// Serves `folder` under the paths of all sites until the process ends.
pub fn answer(listener: TcpListener, folder: PathBuf, sites: &[Site]) {
    for stream in listener.incoming().flatten() {
        let (folder, sites) = (folder.clone(), sites.to_vec());
        thread::spawn(move || {
            // A browser may close the connection in the middle of a response; that is not an error.
            let _ = respond(&stream, &folder, &sites);
        });
    }
}

fn respond(mut stream: &TcpStream, folder: &Path, sites: &[Site]) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut request = String::new();
    let mut reader = BufReader::new(stream);
    reader.read_line(&mut request)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let mut words = request.split_whitespace();
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let site = sites.iter().find(|site| target.starts_with(site.path));
    if let Some(site) = site.filter(|_| is_kernel(target)) {
        thread::sleep(site.kernel_after);
    }
    let file = site.and_then(|site| locate(target, folder, site.path));
    let file = file.and_then(|path| Some((fs::read(&path).ok()?, kind(&path))));
    let (status, body, kind) = match (method, file) {
        ("GET" | "HEAD", Some((body, kind))) => ("200 OK", body, kind),
        ("GET" | "HEAD", None) => ("404 Not Found", b"There is no such file.\n".to_vec(), "text/plain"),
        _ => ("405 Method Not Allowed", b"Only GET and HEAD.\n".to_vec(), "text/plain"),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// The file that a request asks for, if its path stays inside the folder.
fn locate(target: &str, folder: &Path, prefix: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix(prefix)?;
    let mut file = folder.to_path_buf();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        if part == ".." || part.contains(['\\', '%', '\0']) {
            return None;
        }
        file.push(part);
    }
    if file.is_dir() { Some(file.join("index.html")) } else { Some(file) }
}

/// Whether a request asks for the kernel's module.
fn is_kernel(target: &str) -> bool {
    target.rsplit('/').next().is_some_and(|file| file.starts_with("kernel") && file.ends_with(".wasm"))
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_stay_inside_the_folder() {
        let check = |target: &str, file: Option<&str>| {
            assert_eq!(locate(target, Path::new("/nowhere"), "/sub/"), file.map(PathBuf::from), "{target}");
        };
        check("/sub/a/b.css?v=1", Some("/nowhere/a/b.css"));
        check("/a.css", None);
        check("/sub/../secret", None);
        check("/sub/%2e%2e/secret", None);
        check("/sub/..\\secret", None);
    }

    #[test]
    fn only_the_module_of_the_kernel_is_held_back() {
        for (target, is) in [
            ("/sub/kernel-0123_bg.wasm", true),
            ("/sub/kernel-0123.js", false),
            ("/kernel/page-0123_bg.wasm", false),
        ] {
            assert_eq!(is_kernel(target), is, "{target}");
        }
    }

    #[test]
    fn options_say_what_is_wrong() {
        let message = |words: &[&str]| Options::parse(words).err();
        assert_eq!(message(&["--port", "8081", "--open"]), None);
        assert!(message(&["--port", "many"]).is_some_and(|text| text.contains("expects a number")));
        assert!(message(&["--fast"]).is_some_and(|text| text.contains("`--fast` is not an option")));
    }
}
