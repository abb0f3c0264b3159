//! The files beside the locales: what is wrong with them is told as they are typed, and what they say counts at once.

use std::fs;

use serde_json::{Value, json};

use super::client::Client;
use super::{rules, text_of, write_project};

const POLISH: &str = "locales/pl/errors.ftl";
const SOURCE: &str = "locales/en-US/errors.ftl";
const CODES: &str = "locales/codes.toml";
const GLOSSARY: &str = "locales/glossary.toml";
const SETTINGS: &str = "codeword.toml";

/// The whole of a file, in the place of what it says.
fn all(text: &str) -> (Value, &str) {
    (
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 999, "character": 0 } }),
        text,
    )
}

fn started() -> (tempfile::TempDir, Client) {
    let folder = tempfile::tempdir().unwrap();
    write_project(folder.path());
    let (client, _) = Client::start(folder.path(), &[]);
    (folder, client)
}

/// The lines, and the messages, of what is wrong.
fn messages(diagnostics: &[Value]) -> Vec<(u64, &str)> {
    let line = |it: &Value| it["range"]["start"]["line"].as_u64().unwrap();
    diagnostics.iter().map(|it| (line(it), it["message"].as_str().unwrap())).collect()
}

#[test]
fn a_registry_is_judged_as_it_is_typed() {
    let (_folder, mut client) = started();
    client.open(CODES, text_of(CODES));
    assert_eq!(client.diagnostics(CODES, 1), [Value::Null; 0]);

    for (version, text, expected) in [
        (2, "[404001]\nname = \n", "this is not TOML"),
        (3, "[404001]\n\nstatus = 4\n", "4 is not an HTTP status"),
        (4, "[404001]\n\n[404002]\n", "404002"),
        (5, "[404001]\nname = \"A\"\n[429001]\nname = \"A\"\n", "404001 has the name `A` too"),
    ] {
        let (range, text) = all(text);
        client.change(CODES, version, range, text);
        let found = client.diagnostics(CODES, version);
        let found = messages(&found);
        assert!(found.iter().any(|(_, it)| it.contains(expected)), "{expected}: {found:?}");
        assert!(found.iter().any(|(line, _)| *line > 0), "{found:?}");
    }
    // There is nothing to ask about such a file.
    for question in ["hover", "documentSymbol", "codeAction"] {
        let method = format!("textDocument/{question}");
        assert_eq!(client.ask(&method, CODES, 0, 2), Value::Null, "{question}");
    }
    client.end();
}

/// What a registry says of a message changes what is found in the message, before it is saved. What is found in all
/// files is published at once, in the order of their paths.
#[test]
fn a_registry_that_is_typed_changes_what_is_found_in_texts() {
    let (_folder, mut client) = started();
    client.open(SOURCE, text_of(SOURCE));
    client.open(CODES, text_of(CODES));
    client.diagnostics(CODES, 1);
    let before = client.diagnostics(SOURCE, 1);
    assert!(!rules(&before).contains(&"undeclared-argument"));

    // The source names `$order`, which the upstream does not send by that name.
    let (range, text) = all("[404001]\nargs.number = \"string\"\n");
    client.change(CODES, 2, range, text);
    assert_eq!(rules(&client.diagnostics(CODES, 2)), ["unused-argument"]);
    assert!(rules(&client.diagnostics(SOURCE, 1)).contains(&"undeclared-argument"));

    // It is closed without being saved: the disk counts.
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": client.uri(CODES) } }));
    assert_eq!(client.diagnostics(SOURCE, 1), before);
    client.end();
}

#[test]
fn a_glossary_and_settings_count_as_they_are_typed() {
    let (_folder, mut client) = started();
    client.open(POLISH, text_of(POLISH));
    client.open(GLOSSARY, text_of(GLOSSARY));
    client.open(SETTINGS, text_of(SETTINGS));
    // Types all of a file anew, and waits for what is found in it and in Polish.
    let mut version = 1;
    let mut type_in = |path: &str, text: &str| {
        version += 1;
        let (range, text) = all(text);
        client.change(path, version, range, text);
        let found = client.diagnostics(path, version);
        (found, client.diagnostics(POLISH, 1))
    };
    let (found, polish) = type_in(GLOSSARY, "[[term]]\nen-US = \"order\"\npl = \"rozkaz\"\n");
    assert_eq!(found, [Value::Null; 0]);
    assert_eq!(rules(&polish), ["glossary", "missing-plural"]);

    // What makes no sense has its place, and what was before it goes on counting.
    let (found, polish) = type_in(GLOSSARY, "[[term]]\nen-US = \n");
    assert_eq!(messages(&found)[0].0, 1, "{found:?}");
    assert_eq!(rules(&polish), ["glossary", "missing-plural"]);
    let (found, polish) = type_in(GLOSSARY, "");
    assert_eq!(found, [Value::Null; 0]);
    assert_eq!(rules(&polish), ["missing-plural"]);

    let allowed = "[catalog]\nsource = \"en-US\"\n[check]\nallow = [\"missing-plural\"]\n";
    let (found, polish) = type_in(SETTINGS, allowed);
    assert_eq!((found, polish), (Vec::new(), Vec::new()));
    let (found, _) = type_in(SETTINGS, &allowed.replace("missing-plural", "missing-prural"));
    assert_eq!(messages(&found)[0].0, 3, "{found:?}");
    let (found, _) = type_in(SETTINGS, "[catalog]\nsource = \"xx\"\n");
    assert_eq!(messages(&found)[0].0, 1, "{found:?}");
    client.end();
}

/// An editor may show the server every TOML file and every plain text.
#[test]
fn files_of_no_project_are_passed_over() {
    let (folder, mut client) = started();
    fs::write(folder.path().join("Cargo.toml"), "[package]\n").unwrap();
    for path in ["Cargo.toml", "notes.txt", "other/codes.toml"] {
        client.open(path, "this is = [ neither { TOML nor Fluent");
        assert_eq!(client.diagnostics(path, 1), [Value::Null; 0], "{path}");
        assert_eq!(client.ask("textDocument/hover", path, 0, 0), Value::Null);
    }
    client.end();
}
