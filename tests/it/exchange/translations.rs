//! What a translation is of, and how far along it is.

use codeword::workbench::exchange::{Format, ReadOptions};

use super::Workspace;

const SOURCE: &str = "code-1 = The order was not found\n\ncode-2 = Start the server\n";

const GERMAN: &str = "# needs translation\n# source: 74f66d90\ncode-1 = The order was not found\n\n\
                      # needs translation\n# source: 710bbdcf\ncode-2 = Stop the server\n";

fn workspace() -> Workspace {
    Workspace::new(&[("zh-CN/e.ftl", SOURCE), ("de/e.ftl", GERMAN)])
}

#[test]
fn a_translation_of_an_old_source_stays_marked_in_every_format_with_sources() {
    let unit = |id: u32, source: &str, target: &str| {
        format!(
            "<trans-unit id='{id}'><source>{source}</source><target state='final'>{target}</target></trans-unit>"
        )
    };
    let xliff = format!(
        "<xliff version='1.2'><file source-language='zh-CN' target-language='de'><body>{}{}</body></file></xliff>",
        unit(1, "The order was not found", "Eins"),
        unit(2, "Stop the server", "Zwei"),
    );
    for (format, text) in [
        (
            Format::Csv,
            "id,source,text,state\n1,The order was not found,Eins,final\n2,Stop the server,Zwei,final\n",
        ),
        (Format::Csv, "code,zh-CN,de\n1,The order was not found,Eins\n2,Stop the server,Zwei\n"),
        (
            Format::Markdown,
            "| Code | Source | Text |\n|-|-|-|\n|1|The order was not found|Eins|\n|2|Stop the server|Zwei|\n",
        ),
        (
            Format::Po,
            "msgctxt \"1\"\nmsgid \"The order was not found\"\nmsgstr \"Eins\"\n\nmsgctxt \"2\"\nmsgid \"Stop the server\"\nmsgstr \"Zwei\"\n",
        ),
        (Format::Xliff, &*xliff),
    ] {
        let workspace = workspace();
        let import = workspace.import(text.as_bytes(), "de", format).unwrap();
        let changed = import.changes[0].text();
        assert!(
            !changed.split("code-1").next().unwrap().contains("needs translation"),
            "{changed}"
        );
        assert!(
            changed.contains("# needs translation\n# source: 710bbdcf\ncode-2 = Zwei\n"),
            "{changed}"
        );
        let [stale] = &import.stale[..] else { panic!("one is stale: {:?}", import.stale) };
        assert_eq!((&*stale.in_file, &*stale.in_catalog), ("Stop the server", "Start the server"));

        // A second time, nothing changes, and it is said again.
        import.changes[0].write().unwrap();
        let again = workspace.import(text.as_bytes(), "de", format).unwrap();
        assert_eq!((again.changes.len(), again.stale.len()), (0, 1), "{format:?}");
    }
}

#[test]
fn a_translation_that_was_done_is_marked_when_it_gets_a_text_of_an_old_source() {
    let workspace = Workspace::new(&[("zh-CN/e.ftl", SOURCE), ("de/e.ftl", "code-2 = Alt\n")]);
    let csv = "id,source,text\n1,The order is gone,Eins\n2,Stop the server,Zwei\n";
    let import = workspace.import(csv.as_bytes(), "de", Format::Csv).unwrap();
    let changed = import.changes[0].text();
    assert_eq!(
        changed.matches("# needs translation: the source has changed\n").count(),
        2,
        "{changed}"
    );
}

#[test]
fn states_are_kept_and_written_back() {
    for (format, state) in [
        (Format::Csv, "needs-review-translation"),
        (Format::Csv, "final"),
        (Format::Xliff, "needs-review-translation"),
        (Format::Xliff, "needs-adaptation"),
        (Format::Xliff, "signed-off"),
        (Format::Xliff2, "reviewed"),
        (Format::Xliff2, "final"),
    ] {
        let workspace = workspace();
        let plain = if format == Format::Xliff2 { "initial" } else { "needs-translation" };
        let exported =
            workspace.export("de", format).replace("needs translation", "needs-translation");
        let given = exported.replacen(plain, state, 1).replace("Stop the server", "Zwei");
        for change in workspace.import(given.as_bytes(), "de", format).unwrap().changes {
            change.write().unwrap();
        }
        let again = workspace.export("de", format);
        assert!(again.contains(state), "{format:?} {state}\n{again}");
    }
}

#[test]
fn plural_forms_become_a_selector_on_their_count() {
    let workspace = workspace();
    let toml = "[1]\none = \"{{.PluralCount}} order of {{.Name}}\"\nother = \"{{.PluralCount}} orders of {{.Name}}\"\n";
    let import = workspace.import(toml.as_bytes(), "de", Format::GoI18n).unwrap();
    let expected = "code-1 =\n    { $PluralCount ->\n        [one] { $PluralCount } order of { $Name }\n       \
                    *[other] { $PluralCount } orders of { $Name }\n    }\n";
    let changed = import.changes[0].text();
    assert!(changed.contains(expected), "{changed}");
}

#[test]
fn the_count_of_go_i18n_1_is_the_number_that_a_text_shows() {
    let workspace = workspace();
    let json =
        r#"[{"id": "1", "translation": {"one": "one order", "other": "{{.Count}} orders"}}]"#;
    let import = workspace.import(json.as_bytes(), "de", Format::Json).unwrap();
    let expected = "code-1 =\n    { $Count ->\n        [one] one order\n       \
                    *[other] { $Count } orders\n    }\n";
    let changed = import.changes[0].text();
    assert!(changed.contains(expected), "{changed}");
}

#[test]
fn variables_are_explained_in_the_source() {
    let workspace = workspace();
    let options = ReadOptions { format: Some(Format::Properties), ..Default::default() };
    let import = workspace
        .import_with(
            b"1=It''s {0,number} of {1}\n9={0}: {1,choice,0#no|1#one}\n",
            "zh-CN",
            &options,
        )
        .unwrap();
    let changed = import.changes[0].text();
    let expected = "#   $arg0 (Number) - {0,number}\n#   $arg1 (String) - {1}\ncode-1 = It's { NUMBER($arg0) } of { $arg1 }\n";
    assert!(changed.starts_with(expected), "{changed}");
    assert_eq!(import.passed_over[0].line(), Some(2));
}
