//! A journey through the protocol: messages in, messages out, over pipes to the command.

use std::fs;

use serde_json::{Value, json};

use super::client::Client;
use super::{rules, text_of, write_project};

const GERMAN: &str = "locales/de-DE/errors.ftl";
const POLISH: &str = "locales/pl/errors.ftl";

fn range(line: u32, start: u32, end: u32) -> Value {
    json!({ "start": { "line": line, "character": start }, "end": { "line": line, "character": end } })
}

/// The titles of the actions for a place, and the actions.
fn actions(client: &mut Client, path: &str, range: Value) -> Vec<Value> {
    let file = json!({ "uri": client.uri(path) });
    let parameters =
        json!({ "textDocument": file, "range": range, "context": { "diagnostics": [] } });
    let actions = client.request("textDocument/codeAction", parameters).unwrap();
    actions.as_array().unwrap().clone()
}

fn action<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let titles: Vec<&Value> = actions.iter().map(|action| &action["title"]).collect();
    let found = actions.iter().find(|action| action["title"] == title);
    found.unwrap_or_else(|| panic!("{title} is not in {titles:?}"))
}

/// The edits of an action or a rename in a file.
fn edits(client: &Client, edit: &Value, path: &str) -> Vec<Value> {
    edit["changes"][client.uri(path)].as_array().cloned().unwrap_or_default()
}

#[test]
fn a_translator_types_and_is_told() {
    let folder = tempfile::tempdir().unwrap();
    write_project(folder.path());
    let (mut client, answer) = Client::start(folder.path(), &["utf-16"]);
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(answer["serverInfo"]["name"], "codeword");

    client.open(POLISH, text_of(POLISH));
    let found = client.diagnostics(POLISH, 1);
    assert_eq!(rules(&found), ["missing-plural"], "{found:#?}");

    // The variable is misspelt: `{ $order }` becomes `{ $oder }`.
    client.change(POLISH, 2, range(3, 46, 47), "");
    let found = client.diagnostics(POLISH, 2);
    assert!(rules(&found).contains(&"unknown-variable"), "{found:#?}");
    let wrong = found.iter().find(|it| it["code"] == "unknown-variable").unwrap();
    assert_eq!(wrong["range"]["start"]["line"], 3);
    client.change(POLISH, 3, range(3, 46, 46), "r");
    assert_eq!(rules(&client.diagnostics(POLISH, 3)), ["missing-plural"]);

    // The plural forms are added, and nothing is left to say.
    let offered = actions(&mut client, POLISH, range(6, 5, 5));
    let mend = action(&offered, "Add the plural forms");
    assert_eq!((&mend["kind"], &mend["isPreferred"]), (&json!("quickfix"), &json!(true)));
    let mended = edits(&client, &mend["edit"], POLISH);
    let text = mended[0]["newText"].as_str().unwrap();
    assert!(text.contains("[few] { $count } zamówienia"), "{text}");
    client.change(POLISH, 4, mended[0]["range"].clone(), text);
    assert_eq!(rules(&client.diagnostics(POLISH, 4)), Vec::<&str>::new());
    client.end();
}

#[test]
fn a_mark_is_taken_out_and_a_text_is_copied() {
    let folder = tempfile::tempdir().unwrap();
    write_project(folder.path());
    let (mut client, _) = Client::start(folder.path(), &[]);
    client.open(GERMAN, text_of(GERMAN));
    let offered = actions(&mut client, GERMAN, range(6, 3, 3));
    let take_out =
        edits(&client, &action(&offered, "Take out the mark: it is translated")["edit"], GERMAN);
    let (start, end) = (json!({ "line": 5, "character": 0 }), json!({ "line": 6, "character": 0 }));
    assert_eq!(take_out, [json!({ "range": { "start": start, "end": end }, "newText": "" })]);
    let copy = edits(&client, &action(&offered, "Copy the text from the source")["edit"], GERMAN);
    assert_eq!(copy[0]["newText"], "code-404001 = { -shop } has no order { $order }");
    client.end();
}

/// The source is another text than the one that German was translated from: `sync` has marked it, or not yet.
#[test]
fn what_has_changed_in_the_source_is_shown() {
    for (mark, title) in [
        (
            "# needs translation: the source has changed\n# was: { -shop } lacks order { $order }\n",
            "Take out the mark: it is translated",
        ),
        ("", "Mark as translated: it suits the source as it is now"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        write_project(folder.path());
        // In the second case, this file has kept it.
        let kept = "code-404001 = { -shop } lacks order { $order }\n";
        fs::write(folder.path().join("locales/.sources.ftl"), kept).unwrap();
        let german = text_of(GERMAN)
            .replace("# needs translation\n", &format!("{mark}# source: 98152924\n"));
        let (mut client, _) = Client::start(folder.path(), &[]);
        client.open(GERMAN, &german);
        let line = german.lines().position(|line| line.starts_with("code-404001")).unwrap() as u32;

        let hover = client.ask("textDocument/hover", GERMAN, line, 3);
        let shown = "-{ -shop } lacks order { $order }\n+{ -shop } has no order { $order }\n";
        let text = hover["contents"]["value"].as_str().unwrap();
        assert!(text.contains(&format!("```diff\n{shown}```")), "{text}");

        let offered = actions(&mut client, GERMAN, range(line, 3, 3));
        let show = &action(&offered, "Show what has changed in the source")["command"];
        let command = json!({ "command": show["command"], "arguments": show["arguments"] });
        client.send_request("workspace/executeCommand", command);
        assert_eq!(client.notified("window/showMessage")["message"], shown);

        let edits = edits(&client, &action(&offered, title)["edit"], GERMAN);
        let marked = if mark.is_empty() { 1 } else { 3 };
        assert_eq!(edits.len(), marked, "{edits:?}");
        assert_eq!(edits[marked - 1]["newText"].as_str().unwrap().len(), 8);
        client.end();
    }
}

#[test]
fn a_place_is_explained_and_completed() {
    let folder = tempfile::tempdir().unwrap();
    write_project(folder.path());
    let (mut client, answer) = Client::start(folder.path(), &["utf-8", "utf-16"]);
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-8");
    client.open(POLISH, text_of(POLISH));

    let hover = client.ask("textDocument/hover", POLISH, 5, 3);
    let text = hover["contents"]["value"].as_str().unwrap();
    for expected in [
        "**`code-429001`** · HTTP 429",
        "`$count = 1`: `1 zamówienie`",
        "`$count = 2`: `2 zamówienia`",
        "**en-US** (source)\n```ftl\ncode-429001 = ",
        "**de-DE**\n",
    ] {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
    let hover = client.ask("textDocument/hover", POLISH, 3, 48);
    let text = hover["contents"]["value"].as_str().unwrap();
    assert_eq!(text, "**`$order`**\n\n$order (String) - the number of the order");

    // A message that does not parse yet is completed all the same.
    client.change(POLISH, 2, range(3, 14, 51), "Brak { ");
    let items = client.ask("textDocument/completion", POLISH, 3, 21);
    let labels: Vec<&str> =
        items.as_array().unwrap().iter().map(|it| it["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["$order", "NUMBER", "DATETIME", "-shop"]);
    assert_eq!(items[0]["textEdit"]["range"], range(3, 21, 21));

    client.open(GERMAN, text_of(GERMAN));
    let items = client.ask("textDocument/completion", GERMAN, 6, 25);
    assert_eq!(items[0]["label"], "Auftrag");
    client.end();
}

#[test]
fn names_are_found_and_changed_in_every_locale() {
    let folder = tempfile::tempdir().unwrap();
    write_project(folder.path());
    let (mut client, _) = Client::start(folder.path(), &[]);
    client.open(POLISH, text_of(POLISH));

    let places = client.ask("textDocument/definition", POLISH, 3, 18);
    assert_eq!(places, json!([{ "uri": client.uri(POLISH), "range": range(0, 0, 5) }]));
    let places = client.ask("textDocument/definition", POLISH, 3, 2);
    let source = client.uri("locales/en-US/errors.ftl");
    assert_eq!(places, json!([{ "uri": source, "range": range(5, 0, 11) }]));

    let symbols = client.ask("textDocument/documentSymbol", POLISH, 0, 0);
    assert_eq!(
        (&symbols[1]["name"], &symbols[1]["detail"]),
        (&json!("code-404001"), &json!("ORDER_NOT_FOUND"))
    );

    assert_eq!(client.ask("textDocument/prepareRename", POLISH, 3, 18), range(3, 17, 21));
    assert_eq!(client.ask("textDocument/prepareRename", POLISH, 3, 2), Value::Null);
    let mut rename = |line: u32, character: u32, name: &str| {
        let place = json!({ "line": line, "character": character });
        let file = json!({ "uri": client.uri(POLISH) });
        let parameters = json!({ "textDocument": file, "position": place, "newName": name });
        let answer = client.request("textDocument/rename", parameters)?;
        let paths = ["locales/en-US/errors.ftl", GERMAN, POLISH];
        Ok::<_, String>(paths.map(|path| edits(&client, &answer, path).len()))
    };
    assert_eq!(rename(3, 18, "-store"), Ok([2, 2, 2]));
    // Its comment names it, too.
    assert_eq!(rename(3, 48, "number"), Ok([2, 2, 2]));
    assert!(rename(3, 48, "two words").unwrap_err().starts_with("`two words` is not a name"));
    assert!(rename(3, 2, "code-1").unwrap_err().starts_with("terms and variables can be renamed"));
    client.end();
}

#[test]
fn what_others_change_on_the_disk_counts() {
    let folder = tempfile::tempdir().unwrap();
    write_project(folder.path());
    let (mut client, _) = Client::start(folder.path(), &[]);
    client.open(GERMAN, text_of(GERMAN));
    assert_eq!(rules(&client.diagnostics(GERMAN, 1)), ["untranslated"]);

    let source = "locales/en-US/errors.ftl";
    let more = format!("{}\ncode-500001 = More\n", text_of(source));
    fs::write(folder.path().join(source), more).unwrap();
    let change = json!([{ "uri": client.uri(source), "type": 2 }]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": change }));
    let found = client.diagnostics(GERMAN, 1);
    let missing = found.iter().find(|it| it["code"] == "missing-message").unwrap();
    let offered = actions(&mut client, GERMAN, missing["range"].clone());
    let add = action(&offered, "Add the 1 missing from the source, marked “needs translation”");
    let added = edits(&client, &add["edit"], GERMAN);
    assert!(added[0]["newText"].as_str().unwrap().ends_with("code-500001 = More"), "{added:?}");

    // A file that belongs to no project is judged by itself.
    let alone = "notes/x.ftl";
    client.open(alone, "hello = World\ncode-1 = { $name\n");
    assert_eq!(rules(&client.diagnostics(alone, 1)), ["syntax-error"]);
    client.end();
}
