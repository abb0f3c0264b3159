//! The printed configuration is one that Envoy takes.

use std::fs;
use std::process::Command;

use super::stand::{configuration, envoy};

#[test]
fn envoy_takes_it() {
    let Some(program) = envoy() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("envoy.yaml");
    for arguments in [
        &[][..],
        &["--listen", "unix:/run/with space \"and\" $admin: {}.sock"],
        &["--listen", "codeword:50051", "--upstream", "upstream.example:443"],
        &["--listen", "[::]:50051", "--upstream", "[::1]:8090", "--envoy-listen", "[::]:80"],
        &["--body-limit", "4000000"],
    ] {
        fs::write(&file, configuration(arguments)).unwrap();
        let output = Command::new(&program)
            .args(["--mode", "validate", "--log-level", "warn", "-c"])
            .arg(&file)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
        let said_twice = String::from_utf8_lossy(&output.stdout);
        assert!(!format!("{said}{said_twice}").contains("deprecated"), "{said}{said_twice}");
    }
}

/// What listens on every address is reached at one.
#[test]
fn the_processor_is_reached_where_it_listens() {
    for (listen, expected) in [
        ("127.0.0.1:7", r#"{"socket_address":{"address":"127.0.0.1","port_value":7}}"#),
        ("0.0.0.0:7", r#"{"socket_address":{"address":"127.0.0.1","port_value":7}}"#),
        ("[::]:7", r#"{"socket_address":{"address":"::1","port_value":7}}"#),
        ("codeword:7", r#"{"socket_address":{"address":"codeword","port_value":7}}"#),
        ("unix:/run/c.sock", r#"{"pipe":{"path":"/run/c.sock"}}"#),
    ] {
        let configuration = configuration(&["--listen", listen]);
        let endpoint = format!("- endpoint: {{address: {expected}}}\n");
        assert!(configuration.contains(&endpoint), "{listen}: {configuration}");
    }
}
