//! [`Browser`]: a real Chromium, driven by [WebDriver](https://www.w3.org/TR/webdriver2/).
//!
//! It needs `chromium` and `chromedriver`. Without them a test says so and passes, unless `CODEWORD_REQUIRE_CHROMIUM`
//! is set.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::{Value, json};

/// A browser with one page, and the chromedriver that drives it.
pub(crate) struct Browser {
    driver: Child,
    /// `127.0.0.1:…`.
    address: String,
    /// `/session/…`.
    session: String,
}

/// How large a page is, in CSS pixels, and whether its reader likes it dark.
#[derive(Clone, Copy)]
pub(crate) struct View {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) is_dark: bool,
}

pub(crate) const WIDE: View = View { width: 1300, height: 850, is_dark: false };

/// What happened beside a page.
pub(crate) struct Logs {
    /// The messages in the console.
    pub(crate) console: Vec<String>,
    /// The start of every address that was asked, such as `http://127.0.0.1:7400`.
    pub(crate) asked: Vec<String>,
}

/// For how long chromedriver may think about one command.
const PATIENCE: Duration = Duration::from_secs(120);

/// For how long something may take to come about, however busy the machine is.
const WAIT: Duration = Duration::from_secs(60);

/// How often it is looked at.
const LOOK: Duration = Duration::from_millis(50);

/// How a reference to an element is marked (WebDriver §12.2).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The errors that a page has while it draws itself (WebDriver §6.6).
const PASSING: [&str; 4] = [
    "element click intercepted",
    "element not interactable",
    "no such element",
    "stale element reference",
];

/// Whether a tool is here. If not, that is said, and is an error where the tools are required.
pub(crate) fn is_here(tool: bool, what: &str, install: &str) -> bool {
    let is_required = std::env::var_os("CODEWORD_REQUIRE_CHROMIUM").is_some();
    assert!(tool || !is_required, "{what} is not here: {install}");
    if !tool {
        eprintln!("skipped: {what} is not here: {install}");
    }
    tool
}

impl Browser {
    /// Starts a browser, if there is one.
    pub(crate) fn start(view: View) -> Option<Browser> {
        let driver = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).spawn();
        let install = "apt-get install chromium chromium-driver";
        if !is_here(driver.is_ok(), "chromedriver", install) {
            return None;
        }
        let mut driver = driver.unwrap();
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines().map(Result::unwrap);
        let port = lines.find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            Some(port.trim_end_matches('.').to_owned())
        });
        let address = format!("127.0.0.1:{}", port.unwrap());
        let mut browser = Browser { driver, address, session: String::new() };
        let arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--lang=en-US"];
        let capabilities = json!({
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        });
        let wanted = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let answer = browser.command("POST", "/session", &wanted);
        browser.session = format!("/session/{}", answer["sessionId"].as_str().unwrap());
        browser.look(view);
        Some(browser)
    }

    /// Makes the page as large and as dark as this. A window cannot be narrower than 500 pixels, a page can.
    pub(crate) fn look(&self, view: View) {
        let View { width, height, is_dark } = view;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
        let scheme = if is_dark { "dark" } else { "light" };
        let scheme = json!({ "name": "prefers-color-scheme", "value": scheme });
        self.devtools("Emulation.setEmulatedMedia", &json!({ "features": [scheme] }));
    }

    /// Sends a command of the DevTools protocol.
    fn devtools(&self, command: &str, parameters: &Value) {
        self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }));
    }

    /// Opens a page, and waits until an expression holds there.
    pub(crate) fn open(&self, url: &str, is_ready: &str) {
        self.post("/url", &json!({ "url": url }));
        self.until(is_ready);
    }

    /// What an expression of JavaScript says.
    pub(crate) fn says(&self, expression: &str) -> Value {
        self.run(&format!("return {expression};"))
    }

    /// Runs a script, and waits for what it returns.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Waits until an expression holds.
    pub(crate) fn until(&self, expression: &str) {
        let end = Instant::now() + WAIT;
        while self.says(expression) != true {
            if Instant::now() > end {
                let page = self.says("document.body.innerText");
                let page = page.as_str().unwrap_or_default();
                panic!("it does not come about: {expression}\n{page}");
            }
            thread::sleep(LOOK);
        }
    }

    /// Types into a field, in the place of what it has.
    pub(crate) fn fill(&self, selector: &str, text: &str) {
        let field = || self.find(selector);
        self.act(field, "clear", &json!({}));
        self.act(field, "value", &json!({ "text": text }));
    }

    pub(crate) fn click(&self, selector: &str) {
        self.act(|| self.find(selector), "click", &json!({}));
    }

    /// Presses keys, wherever the focus is.
    pub(crate) fn press(&self, keys: &str) {
        let active = || self.ask("GET", &format!("{}/element/active", self.session), &Value::Null);
        self.act(active, "value", &json!({ "text": keys }));
    }

    fn find(&self, selector: &str) -> std::io::Result<(String, Value)> {
        let wanted = json!({ "using": "css selector", "value": selector });
        self.ask("POST", &format!("{}/element", self.session), &wanted)
    }

    /// Does something with an element as soon as that is possible: a page that draws itself may replace, cover or move
    /// what was found a moment ago.
    fn act(
        &self,
        find: impl Fn() -> std::io::Result<(String, Value)>,
        deed: &str,
        parameters: &Value,
    ) {
        let end = Instant::now() + WAIT;
        loop {
            let mut answer = find().unwrap();
            if let Some(element) = answer.1[ELEMENT].as_str() {
                let path = format!("{}/element/{element}/{deed}", self.session);
                answer = self.ask("POST", &path, parameters).unwrap();
            }
            let (status, value) = answer;
            if status == "200" {
                return;
            }
            let is_passing = PASSING.contains(&value["error"].as_str().unwrap());
            assert!(is_passing && Instant::now() < end, "{deed}: {value}");
            thread::sleep(LOOK);
        }
    }

    /// Keeps a picture where `CODEWORD_SCREENSHOTS` says.
    pub(crate) fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("CODEWORD_SCREENSHOTS") else { return };
        let path = format!("{}/screenshot", self.session);
        let picture = self.command("GET", &path, &Value::Null);
        let picture = BASE64_STANDARD.decode(picture.as_str().unwrap()).unwrap();
        std::fs::write(Path::new(&folder).join(format!("{name}.png")), picture).unwrap();
    }

    /// What is wider than the page or stands beside it, by tag, id and class.
    pub(crate) fn sticks_out(&self, width: u32) -> Vec<String> {
        let found = self.says(&format!(
            "[...document.querySelectorAll('body, body *')].filter(it => {{ \
               const box = it.getBoundingClientRect(); \
               return box.width > 0 && (box.left < 0 || box.right > {width}); \
             }}).map(it => `${{it.localName}}#${{it.id}}.${{it.className}}`)"
        ));
        serde_json::from_value(found).unwrap()
    }

    /// What axe-core finds that is serious or critical; nothing if it is not here.
    pub(crate) fn barriers(&self) -> Vec<String> {
        let axe = std::fs::read_to_string("target/node_modules/axe-core/axe.min.js");
        if !is_here(axe.is_ok(), "axe-core", "npm install --prefix target axe-core") {
            return Vec::new();
        }
        self.run(&axe.unwrap());
        let found = self.run(
            "return axe.run({ preload: false }).then(found => found.violations\
             .filter(it => ['serious', 'critical'].includes(it.impact))\
             .map(it => it.id + ': ' + it.nodes.map(node => node.target).join(', ')))",
        );
        serde_json::from_value(found).unwrap()
    }

    /// What happened since the page was opened, or since this was asked.
    pub(crate) fn logs(&self) -> Logs {
        let log = |kind: &str| match self.post("/se/log", &json!({ "type": kind })) {
            Value::Array(entries) => entries,
            other => panic!("this is no log: {other}"),
        };
        let console = log("browser").iter().map(|entry| entry["message"].to_string()).collect();
        let asked = log("performance").into_iter().filter_map(|entry| {
            let event: Value = serde_json::from_str(entry["message"].as_str().unwrap()).unwrap();
            let message = &event["message"];
            let is_request = message["method"] == "Network.requestWillBeSent";
            let url = is_request.then(|| message["params"]["request"]["url"].as_str().unwrap())?;
            Some(url.split('/').take(3).collect::<Vec<_>>().join("/"))
        });
        Logs { console, asked: asked.collect() }
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.command("POST", &format!("{}{path}", self.session), body)
    }

    fn command(&self, method: &str, path: &str, body: &Value) -> Value {
        let (status, value) = self.ask(method, path, body).unwrap();
        assert!(status == "200", "{method} {path} {body}: {value}");
        value
    }

    /// The status and the value of an answer. chromedriver keeps the connection open whatever it is asked, so that it
    /// is read by its length.
    fn ask(&self, method: &str, path: &str, body: &Value) -> std::io::Result<(String, Value)> {
        let stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}",
            self.address,
            body.len()
        );
        (&stream).write_all(format!("{head}\r\n\r\n{body}").as_bytes())?;
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let status = line.split(' ').nth(1).unwrap_or_default().to_owned();
        let mut length = 0;
        while !line.trim().is_empty() {
            line.clear();
            reader.read_line(&mut line)?;
            if let Some(found) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = found.trim().parse().unwrap();
            }
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer)?;
        let answer: Value = serde_json::from_slice(&answer)?;
        Ok((status, answer["value"].clone()))
    }
}

/// A test that fails leaves nothing running.
impl Drop for Browser {
    fn drop(&mut self) {
        // The browser is a process of its own, which ends with its session.
        let _ = self.ask("DELETE", &self.session, &Value::Null);
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
