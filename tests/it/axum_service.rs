//! `examples/axum-service`: a service with errors of its own, and how little it takes to say them to their readers.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The most lines that a service writes for codeword's sake, by the promise of README.
const MOST_LINES: usize = 30;

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/axum-service")
}

#[test]
fn the_glue_is_short() {
    let files =
        ["src/words.rs", "build.rs"].map(|file| fs::read_to_string(example().join(file)).unwrap());
    let lines = files.iter().flat_map(|file| file.lines());
    let is_code = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with("//");
    // `mod words;` and `.layer(words::layer())`.
    let lines = lines.filter(is_code).count() + 2;
    assert!(lines <= MOST_LINES, "{lines} lines");
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    assert!(
        page.contains(&format!("| **codeword** | {lines} |")),
        "README says otherwise: {lines}"
    );
}

/// The service, until the test ends.
struct Service {
    process: Child,
    address: String,
}

impl Service {
    /// Builds the example with what is here already, and starts it.
    fn start() -> Service {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let copy = tempfile::tempdir().unwrap();
        for file in [
            "build.rs",
            "locales/codes.toml",
            "locales/de-DE/errors.ftl",
            "locales/en-US/errors.ftl",
            "locales/pl-PL/errors.ftl",
            "src/main.rs",
            "src/words.rs",
        ] {
            let path = copy.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::copy(example().join(file), path).unwrap();
        }
        let manifest = fs::read_to_string(example().join("Cargo.toml")).unwrap();
        let root_path = format!("path = {:?}", root.display().to_string());
        let manifest = manifest.replace("path = \"../..\"", &root_path);
        fs::write(copy.path().join("Cargo.toml"), manifest).unwrap();
        // The versions that are here already.
        fs::copy(root.join("Cargo.lock"), copy.path().join("Cargo.lock")).unwrap();
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build");
        let output = Command::new(env!("CARGO"))
            .current_dir(&copy)
            .env("CARGO_TARGET_DIR", &target)
            .env_remove("RUSTFLAGS")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_NET_OFFLINE", "true")
            .arg("build")
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut process = Command::new(target.join("debug/axum-service"))
            .arg("127.0.0.1:0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap().to_owned();
        Service { process, address }
    }

    /// The head, in lower case, and the body of an answer.
    fn ask(&self, request: &str, languages: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let head = "HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nAccept-Language";
        write!(stream, "{request} {head}: {languages}\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_ascii_lowercase(), body.to_owned())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn its_errors_are_in_the_language_of_the_reader() {
    let service = Service::start();
    for (request, languages, status, language, expected) in [
        (
            "POST /cart/122",
            "pl",
            413,
            "pl-pl",
            r#"{"type":"about:blank","title":"Za dużo w koszyku","status":413,"detail":"W koszyku są 122 sztuki, a dozwolone jest 100","code":413002}"#,
        ),
        (
            "POST /cart/101",
            "ja, de;q=0.5",
            413,
            "de-de",
            r#"{"type":"about:blank","title":"Zu viel im Warenkorb","status":413,"detail":"Ihr Warenkorb hat 101 Stück, und höchstens 100 sind erlaubt","code":413002}"#,
        ),
        (
            "GET /orders/7-A",
            "ja",
            404,
            "en-us",
            r#"{"type":"about:blank","title":"There is no order 7-A","status":404,"code":404001}"#,
        ),
    ] {
        let (head, body) = service.ask(request, languages);
        assert_eq!(body, expected);
        assert!(head.starts_with(&format!("http/1.1 {status} ")), "{head}");
        for header in [
            "content-type: application/problem+json",
            &format!("content-language: {language}"),
            "vary: accept-language",
        ] {
            assert!(head.contains(&format!("\r\n{header}\r\n")), "{header}: {head}");
        }
    }
    assert_eq!(service.ask("POST /cart/7", "pl").1, r#"{"count":7}"#);
}
