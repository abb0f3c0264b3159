//! The units of `scripts/systemd` start the command as it is, and systemd finds nothing wrong with them.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

const UNITS: [(&str, &str); 3] = [
    ("codeword-proxy.service", include_str!("../../../scripts/systemd/codeword-proxy.service")),
    ("codeword-proxy.socket", include_str!("../../../scripts/systemd/codeword-proxy.socket")),
    ("codeword-envoy.service", include_str!("../../../scripts/systemd/codeword-envoy.service")),
];

/// Where the units expect the command.
const PROGRAM: &str = "/usr/local/bin/codeword";

/// The value of a setting that stands once in a unit.
fn setting<'u>(unit: &'u str, name: &str) -> &'u str {
    let mut values = unit.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix('='));
    let (Some(value), None) = (values.next(), values.next()) else { panic!("one {name}") };
    value
}

#[test]
fn the_command_starts_reloads_and_ends() {
    for (name, unit) in UNITS.into_iter().filter(|(name, _)| name.ends_with(".service")) {
        let upstream = unit.lines().find_map(|line| line.strip_prefix("Environment=UPSTREAM="));
        let arguments = setting(unit, "ExecStart").strip_prefix(PROGRAM).unwrap();
        // The same, but with the shipped texts, and ports that are free.
        let arguments = arguments
            .replace("${UPSTREAM}", upstream.unwrap_or("${UPSTREAM}"))
            .replace("/etc/codeword", concat!(env!("CARGO_MANIFEST_DIR"), "/locales"))
            .replace(":50051", ":0")
            .replace(":9901", ":0");
        let mut command = Command::new(env!("CARGO_BIN_EXE_codeword"));
        command.args(arguments.split_whitespace());
        if name.contains("proxy") {
            // Instead of the socket of systemd.
            command.args(["--listen", "127.0.0.1:0"]);
        }
        let mut process = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let said = BufReader::new(process.stderr.take().unwrap()).lines().map(Result::unwrap);
        let began = |line: &String| line.contains("proxying") || line.contains("answering Envoy");
        assert!(said.into_iter().any(|line| began(&line)), "{name} does not begin");

        let reload = setting(unit, "ExecReload").strip_suffix(" $MAINPID").unwrap();
        let (kill, signal) = reload.split_once(' ').unwrap();
        for signal in [signal, "-TERM"] {
            let id = process.id().to_string();
            assert!(Command::new(kill).args([signal, &id]).status().unwrap().success());
        }
        assert!(process.wait().unwrap().success(), "{name}");

        // Requests in flight have the time that the command gives them.
        let grace = arguments.split_once("--grace ").unwrap().1.split(' ').next().unwrap();
        let stop: u64 = setting(unit, "TimeoutStopSec").parse().unwrap();
        assert!(stop > grace.parse().unwrap(), "{name}");
    }
}

/// systemd knows each setting, and rates what an attacker could do from within as small.
#[test]
fn systemd_takes_the_units() {
    if Command::new("systemd-analyze").arg("--version").output().is_err() {
        let is_required = std::env::var_os("CODEWORD_REQUIRE_SYSTEMD").is_some();
        assert!(!is_required, "systemd-analyze is not installed");
        eprintln!("systemd-analyze is not installed: nothing was tested with it");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let paths = UNITS.map(|(name, unit)| {
        let path = folder.path().join(name);
        fs::write(&path, unit.replace(PROGRAM, env!("CARGO_BIN_EXE_codeword"))).unwrap();
        path
    });
    let output = Command::new("systemd-analyze").arg("verify").args(&paths).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    // It reads the units around, too, which are the machine's own.
    let ours: Vec<&str> = said.lines().filter(|line| line.contains("codeword")).collect();
    assert!(ours.is_empty(), "{said}");
    for path in paths.iter().filter(|path| path.extension().is_some_and(|it| it == "service")) {
        let output = Command::new("systemd-analyze")
            // An exposure of at most 1.5, of 10.
            .args(["security", "--offline=true", "--threshold=15", "--no-pager"])
            .arg(path)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    }
}
