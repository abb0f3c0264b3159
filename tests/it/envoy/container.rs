//! The image of `scripts/Containerfile` can be built and starts, as far as that shows without an engine: each
//! of its steps is taken here, in a folder.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use http::Request;
use tokio::net::TcpStream;

use super::kubernetes::start;
use super::stand::send;

const CONTAINERFILE: &str = include_str!("../../../scripts/Containerfile");

/// Its steps, without comments: `("USER", "65532:65532")`.
fn steps() -> Vec<(&'static str, &'static str)> {
    let lines = CONTAINERFILE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(' ').unwrap()).collect()
}

#[tokio::test]
async fn the_steps_lead_to_a_processor() {
    let context = Path::new(env!("CARGO_MANIFEST_DIR"));
    // The root of the stage's file system, and where it works.
    let (mut root, mut folder) = (tempfile::tempdir().unwrap(), String::new());
    let (mut built, mut stages) = (String::new(), 0);
    let mut started = HashMap::new();
    for (step, rest) in steps() {
        let words: Vec<&str> = rest.split(' ').collect();
        match (step, &words[..]) {
            ("FROM", [_, "AS", "build"] | [_]) => {
                root = tempfile::tempdir().unwrap();
                stages += 1;
            }
            ("WORKDIR", [path]) => folder = (*path).to_owned(),
            ("COPY", ["--from=build", from, to]) => {
                assert_eq!(*from, format!("{folder}/target/release/{built}"));
                assert_eq!(*to, format!("/usr/local/bin/{built}"));
            }
            ("COPY", [from @ .., to]) => {
                let to = root.path().join(Path::new(&folder).join(to).strip_prefix("/").unwrap());
                from.iter().for_each(|name| copy(&context.join(name), &to.join(into(name, from))));
            }
            ("RUN", ["cargo", "build", "--release", arguments @ ..]) => {
                // Cargo finds what the manifest names, the features, and a lock file that fits.
                let output = Command::new(env!("CARGO"))
                    .args(["tree", "--offline", "--quiet", "--depth=0"])
                    .args(arguments)
                    .current_dir(root.path().join(folder.trim_start_matches('/')))
                    .output()
                    .unwrap();
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                built = env!("CARGO_PKG_NAME").to_owned();
            }
            ("USER", [user]) => {
                let numbers = user.split(':').map(|number| number.parse::<u32>().unwrap());
                assert!(numbers.into_iter().all(|number| number > 0), "{user}");
            }
            ("ENTRYPOINT" | "CMD", _) => {
                started.insert(step, serde_json::from_str::<Vec<String>>(rest).unwrap());
            }
            ("EXPOSE", ports) => {
                let ports = ports.iter().map(|port| format!("0.0.0.0:{port}"));
                started.insert(step, ports.collect());
            }
            _ => panic!("{step} {rest}"),
        }
    }
    assert_eq!((stages, &started["ENTRYPOINT"]), (2, &vec![built]));

    // The same arguments, but with the folder of this stage, and ports that are free.
    let catalog = root.path().join("etc/codeword/catalog");
    let mut freed = 0;
    let arguments = started["CMD"].iter().map(|argument| {
        let mut argument = argument.replace("/etc/codeword/catalog", catalog.to_str().unwrap());
        for port in &started["EXPOSE"] {
            freed += usize::from(argument.contains(port));
            argument = argument.replace(port, "127.0.0.1:0");
        }
        argument
    });
    let arguments: Vec<String> = arguments.collect();
    assert_eq!(freed, 2);
    let (_process, admin, envoy) = start(&arguments);
    TcpStream::connect(envoy).await.unwrap();
    let ready = send(admin, Request::get("/readyz").body(())).await.unwrap();
    assert_eq!(ready.status(), 200);
}

/// What a thing is called in the folder that several are copied into; one alone takes the name that it is told.
fn into<'n>(name: &'n str, all: &[&str]) -> &'n str {
    if all.len() > 1 { name } else { "" }
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            // What Cargo has built beside benches is no part of a clone.
            if entry.file_name() != "target" {
                copy(&entry.path(), &to.join(entry.file_name()));
            }
        }
    } else {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    }
}
