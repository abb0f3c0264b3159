//! Policies by name.

use codeword::response::{Policy, Preset};

/// Two policies that say the same.
fn assert_same(policy: &Policy, expected: &Policy, name: &str) {
    assert_eq!(format!("{policy:?}"), format!("{expected:?}"), "{name}");
}

fn read(toml: &str) -> Result<Policy, codeword::Error> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("codeword.toml");
    std::fs::write(&path, toml).unwrap();
    Policy::from_file(path)
}

#[test]
fn what_is_printed_is_what_is_used() {
    for preset in Preset::ALL {
        let name = preset.name();
        let policy = Policy::preset(name).unwrap();
        assert_same(&read(preset.toml()).unwrap(), &policy, name);
        assert_same(&read(&format!("[response]\npreset = \"{name}\"")).unwrap(), &policy, name);
    }
    assert_same(&Policy::preset("polaris").unwrap(), &Policy::default(), "polaris");
}

#[test]
fn other_keys_go_before_the_preset() {
    let table = "preset = \"okx\"\ndetail = \"keep\"\nstatuses = [\"500\"]";
    let expected = read(
        &Preset::ALL
            .iter()
            .find(|preset| preset.name() == "okx")
            .unwrap()
            .toml()
            .replace("drop", "keep")
            .replace("\"200\", \"400-599\"", "\"500\""),
    );
    assert_same(&read(&format!("[response]\n{table}")).unwrap(), &expected.unwrap(), "okx");
}

#[test]
fn a_mistake_has_its_place() {
    for (line, expected) in [
        ("preset = \"okex\"", "2:10: there is no preset `okex`: is `okx` meant? There are "),
        (
            "status-codes = { 200 = 1 }",
            "2:18: `200` is not the status of an error: write one from 400 to 599",
        ),
        ("status-codes = { x = 1 }", "2:18: `x` is not the status of an error"),
        ("status-codes = { 404 = \"x y\" }", "2:24: "),
        ("status-codes = { 404 = 1.5 }", "2:24: "),
        (
            "pages = \"html\"",
            "2:9: `html` says nothing of pages: write `leave`, `json` or `problem`",
        ),
    ] {
        let error = read(&format!("[response]\n{line}")).unwrap_err();
        assert!(error.is_invalid_settings());
        assert!(error.to_string().contains(&format!("codeword.toml:{expected}")), "{error}");
    }
}

/// The catalog may gain the message later, so that it is no reason to refuse the file.
#[test]
fn a_code_that_the_catalog_lacks_has_its_place_too() {
    let policy = read("[response]\nstatus-codes = { 404 = 1, 502 = \"gone\" }").unwrap();
    let unknown = policy.unknown_status_codes(&super::catalog());
    assert_eq!(unknown.len(), 1);
    assert_eq!((unknown[0].line(), unknown[0].column()), (Some(2), Some(27)));
    assert!(unknown[0].text().starts_with("the catalog has no message for `gone`"), "{unknown:?}");
}
