//! What becomes of the files when a text is changed in the page.

use serde_json::{Value, json};

use super::stand::Stand;

const SOURCE: &str = "\
## Orders

# OrderNotFound
code-404001 = There is no order { $id }
    .hint = Look at the number
code-404002 = There is no shop
";

const GERMAN: &str = "\
### Deutsch\r
\r
# OrderNotFound\r
# needs translation\r
# source: 00000000\r
code-404001   =   There is no order { $id }\r
    .hint = Sehen Sie nach\r
";

fn stand(arguments: &[&str]) -> Stand {
    Stand::start(&[("en-US/errors.ftl", SOURCE), ("de-DE/errors.ftl", GERMAN)], arguments)
}

fn entry(stand: &Stand, id: &str) -> Value {
    let overview = stand.overview("de-DE");
    let entries = overview["entries"].as_array().unwrap();
    entries.iter().find(|entry| entry["id"] == id).unwrap().clone()
}

fn save(stand: &Stand, id: &str, text: &str, hash: &Value) -> Value {
    stand.post("/save", &json!({ "locale": "de-DE", "id": id, "text": text, "hash": hash }))
}

#[test]
fn a_text_is_spliced_in_and_the_mark_goes() {
    let stand = stand(&["--edit"]);
    let found = entry(&stand, "code-404001");
    assert_eq!(found["state"], "untranslated");
    let saved = save(&stand, "code-404001", "Es gibt keine Bestellung { $id }", &found["hash"]);
    assert_eq!(saved["outcome"], "saved", "{saved}");
    let text = stand.text("de-DE/errors.ftl");
    let (before, after) = text.split_once("# source: ").unwrap();
    assert_eq!(before, "### Deutsch\r\n\r\n# OrderNotFound\r\n");
    let (fingerprint, after) = after.split_once("\r\n").unwrap();
    assert!(fingerprint.len() == 8 && fingerprint != "00000000", "{fingerprint}");
    assert_eq!(
        after,
        "code-404001   = Es gibt keine Bestellung { $id }\r\n    .hint = Sehen Sie nach\r\n"
    );
}

#[test]
fn a_missing_message_is_added() {
    let stand = stand(&["--edit"]);
    let found = entry(&stand, "code-404002");
    assert_eq!(found["state"], "missing");
    assert_eq!(save(&stand, "code-404002", "Kein Laden", &found["hash"])["outcome"], "saved");
    let text = stand.text("de-DE/errors.ftl");
    assert!(text.starts_with(GERMAN) && text.ends_with("code-404002 = Kein Laden\r\n"), "{text}");
}

#[test]
fn the_second_of_two_is_told() {
    let stand = stand(&["--edit"]);
    let hash = entry(&stand, "code-404001")["hash"].clone();
    assert_eq!(save(&stand, "code-404001", "Eins { $id }", &hash)["outcome"], "saved");
    let conflict = save(&stand, "code-404001", "Zwei { $id }", &hash);
    assert_eq!(conflict["outcome"], "conflict");
    assert_eq!(conflict["target"]["text"], "Eins { $id }");
    assert!(!stand.text("de-DE/errors.ftl").contains("Zwei"));
    // Who has seen it can save over it.
    assert_eq!(save(&stand, "code-404001", "Zwei { $id }", &conflict["hash"])["outcome"], "saved");

    // An editor is a writer like any other, and so is who changes the source.
    let hash = entry(&stand, "code-404001")["hash"].clone();
    stand.write("en-US/errors.ftl", &SOURCE.replace("no order", "no such order"));
    assert_eq!(save(&stand, "code-404001", "Drei { $id }", &hash)["outcome"], "conflict");
}

#[test]
fn what_would_break_is_refused_and_nothing_is_written() {
    let stand = stand(&["--edit"]);
    let hash = entry(&stand, "code-404001")["hash"].clone();
    for (text, expected) in [
        ("Keine Bestellung { $id", "this is not Fluent text"),
        ("Keine Bestellung { $nummer }", "unknown-variable"),
        ("Keine Bestellung { -order }", "unknown-term"),
    ] {
        let refused = save(&stand, "code-404001", text, &hash);
        assert_eq!(refused["outcome"], "refused", "{text}");
        assert!(refused.to_string().contains(expected), "{text}: {refused}");
        assert_eq!(stand.text("de-DE/errors.ftl"), GERMAN);
    }
}

#[test]
fn without_edit_nothing_is_written() {
    let stand = stand(&[]);
    let hash = entry(&stand, "code-404001")["hash"].clone();
    let wanted = json!({ "locale": "de-DE", "id": "code-404001", "text": "x", "hash": hash });
    let head = "POST /save HTTP/1.1\nContent-Type: application/json";
    assert_eq!(stand.ask(head, &wanted.to_string()).status, 403);
    assert_eq!(stand.text("de-DE/errors.ftl"), GERMAN);
}
