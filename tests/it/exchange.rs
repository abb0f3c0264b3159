//! Texts go out and come back as they were, in every format.

use std::error::Error as _;
use std::fs;
use std::path::{Path, PathBuf};

use codeword::workbench::exchange::{self, ExchangeFile, Format, Import};
use codeword::workbench::{FileChange, Project};
use codeword::{Catalog, Source};
use proptest::prelude::*;
use tempfile::TempDir;

/// A folder with files and a project in it.
struct Workspace {
    folder: TempDir,
}

impl Workspace {
    fn new(files: &[(&str, &str)]) -> Workspace {
        let workspace = Workspace { folder: tempfile::tempdir().unwrap() };
        for (path, text) in files {
            workspace.write(path, text.as_bytes());
        }
        workspace
    }

    fn write(&self, path: &str, text: &[u8]) -> PathBuf {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    fn project(&self) -> Project {
        Project::open(self.folder.path(), Some("zh-CN")).unwrap()
    }

    fn export(&self, locale: &str, format: Format) -> String {
        exchange::export(&self.project(), &locale.parse().unwrap(), format).unwrap()
    }

    fn import(&self, text: &[u8], locale: &str, format: Format) -> Result<Import, codeword::Error> {
        let path = self.write("exchange.file", text);
        let file = ExchangeFile::open(path, Some(format))?;
        exchange::import(&self.project(), &file, &locale.parse().unwrap())
    }

    /// The error of an import, without the folder.
    fn error(&self, text: &str, format: Format) -> String {
        let error = self.import(text.as_bytes(), "en-US", format).unwrap_err().to_string();
        error.replace(&self.folder.path().join("").display().to_string(), "")
    }

    fn catalog(&self) -> Catalog {
        let source = Source::folder(self.folder.path());
        // A text from elsewhere may have what a catalog complains of: tabs, or a turned direction.
        Catalog::builder().source(source).build_lenient().0
    }
}

const CHINESE: &str =
    "# First\ncode-1 = 一\n\n## Group\n\n# Second\ncode-2 = { $n }二\n\ncode-3 = 三\n";

#[test]
fn the_table_of_the_document_comes_back_to_the_letter() {
    let document = include_str!("../fixtures/error_code.md");
    let project =
        Project::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("locales"), None).unwrap();
    let table = exchange::export(&project, &"zh-CN".parse().unwrap(), Format::Markdown).unwrap();
    let rows: Vec<&str> = document.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(table.lines().collect::<Vec<_>>(), rows);
}

#[test]
fn an_import_changes_its_own_lines_and_no_others() {
    let english =
        "### File\r\n\r\ncode-3 = Three\r\n\r\n## Own\r\ncode-1   =   One  \r\n    .title = T\r\n";
    let workspace = Workspace::new(&[("zh-CN/e.ftl", CHINESE), ("en-US/e.ftl", english)]);
    let json = r#"{ "1": "Eins {x}", "2:fluent": "{ $n } zwei", "1.title": "T", "1.more": "a\nb", "9": "", "4": "Vier" }"#;
    let import = workspace.import(json.as_bytes(), "en-US", Format::Json).unwrap();
    assert_eq!(import.empty, 1);
    let changed = import.changes[0].text();
    let (fingerprint, _) = changed.split_once("# source: ").unwrap().1.split_at(8);
    let expected = format!(
        "### File\n\n# Second\n# source: {fingerprint}\ncode-2 = {{ $n }} zwei\n\ncode-3 = Three\n\n## Own\n\
         code-1   = Eins {{ \"{{\" }}x{{ \"}}\" }}  \n    .title = T\n    .more =\n        a\n        b\n\n\
         code-4 = Vier\n"
    );
    assert_eq!(changed, expected.replace('\n', "\r\n"));
}

#[test]
fn a_translated_message_is_no_longer_marked() {
    let english = "# needs translation\n# source: 00000000\ncode-1 = 一\n\n# needs translation\ncode-3 = 三\n";
    let workspace = Workspace::new(&[("zh-CN/e.ftl", CHINESE), ("en-US/e.ftl", english)]);
    let one = |format, text: &str| {
        let import = workspace.import(text.as_bytes(), "en-US", format).unwrap();
        import.changes.first().map(FileChange::text).map(str::to_owned)
    };
    let translated = english.replacen("# needs translation\n", "", 1);
    assert_eq!(one(Format::Json, r#"{"1": "One"}"#), Some(translated.replace("= 一", "= One")));
    assert_eq!(one(Format::Json, r#"{"1": "一"}"#), None);
    assert_eq!(one(Format::Csv, "id,text,state\n1,一,translated\n"), Some(translated));
    assert_eq!(one(Format::Csv, "id,text,state\n1,一,needs translation\n"), None);

    // A translation tool says whether it is done.
    let xliff = workspace.export("en-US", Format::Xliff);
    assert_eq!(xliff.matches("needs-translation").count(), 2);
    let draft = xliff.replace(
        "<target state=\"needs-translation\">一",
        "<target state=\"needs-translation\">One",
    );
    assert_eq!(one(Format::Xliff, &draft).unwrap(), english.replace("= 一", "= One"));
    let done = draft.replacen("needs-translation", "final", 1);
    assert!(one(Format::Xliff, &done).unwrap().starts_with("# source: 00000000\ncode-1 = One\n"));
}

#[test]
fn a_new_locale_gets_the_comments_and_headings_of_the_source() {
    let workspace = Workspace::new(&[("zh-CN/e.ftl", CHINESE)]);
    let import = workspace.import(br#"{"3": "Drei", "1": "Eins"}"#, "de-DE", Format::Json).unwrap();
    let text = import.changes[0].text();
    let kept: Vec<&str> =
        text.lines().filter(|line| !line.starts_with("# source: ")).skip(3).collect();
    assert_eq!(kept, ["", "# First", "code-1 = Eins", "", "## Group", "", "code-3 = Drei"]);
    assert!(import.changes[0].path().ends_with("e.ftl") && import.changes[0].is_new());
}

#[test]
fn the_locale_stands_in_the_name_or_in_the_file() {
    let workspace = Workspace::new(&[("zh-CN/e.ftl", CHINESE), ("en-US/e.ftl", "")]);
    for (name, expected) in [
        ("active.zh-CN.toml", Some("zh-CN")),
        ("en.toml", Some("en-US")),
        ("messages_zh_CN.toml", Some("zh-CN")),
        ("messages_en.toml", Some("en-US")),
        ("error_code.toml", None),
        ("de.toml", None),
    ] {
        let file = ExchangeFile::open(workspace.write(name, b""), None).unwrap();
        let locale = exchange::locale_of(&workspace.project(), &file).ok();
        assert_eq!(locale.map(|locale| locale.to_string()).as_deref(), expected, "{name}");
    }
}

#[test]
fn bad_files_are_refused_with_their_place() {
    let workspace = Workspace::new(&[("zh-CN/e.ftl", CHINESE), ("en-US/e.ftl", "code-1 = One\n")]);
    for (format, text, expected) in [
        (
            Format::Json,
            "{\n  \"1\": \"a\",\n  \"x y\": \"b\"\n}",
            "exchange.file:3:10: `x y` is not a valid code: write decimal digits, such as 400142",
        ),
        (
            Format::Json,
            "{\"1\": \"a\", \"1\": \"b\"}",
            "exchange.file:1:17: `1` stands here a second time: remove one",
        ),
        (Format::Json, "{\"心\": 7}", "exchange.file:1:7: this is not a text: write it in quotes"),
        (
            Format::GoI18n,
            "1 = \"a\"\n2 = { one = \"a\", other = \"b\" }\n",
            "exchange.file:2:7: plural forms cannot be read: write one text with `other`, or a Fluent selector",
        ),
        (
            Format::Markdown,
            "| a | b |\n|--|--|\n| 1 |\n",
            "exchange.file:3:1: a row needs a code and a text: `| 400142 | … |`",
        ),
        (
            Format::Csv,
            "foo,bar\n",
            "exchange.file:1:1: the columns have no names: begin with a line `id,text`",
        ),
        (
            Format::Csv,
            "id,text\n1,a\n0400142,b\n",
            "exchange.file:3:1: `0400142` is not a valid code: write decimal digits, such as 400142",
        ),
        (
            Format::Properties,
            "1=a\n2=\\u12\n",
            "exchange.file:2:1: `\\u12` is not an escape: write four hexadecimal digits",
        ),
        (
            Format::Xliff,
            "<xliff version='1.2'>\n <file><body>\n",
            "exchange.file:3:1: the file breaks off: an element is open",
        ),
        (
            Format::Json,
            "{\"1:fluent\": \"{ $n\"}",
            "exchange.file:1:14: `1:fluent`: this is not Fluent text: close every `{` and `\"`, and give each selector one `*` variant",
        ),
        (
            Format::Json,
            "{\"-t.a\": \"x\"}",
            "exchange.file:1:10: the term `-t` has no text of its own",
        ),
    ] {
        assert_eq!(workspace.error(text, format), expected);
    }
    let import = workspace.import(b"{\"1\": \"\xFF\"}", "en-US", Format::Json).unwrap_err();
    assert!(
        import
            .to_string()
            .ends_with("exchange.file:1:8: this is not valid UTF-8: save the file as UTF-8")
    );
}

#[test]
fn an_error_says_what_it_is_about() {
    let workspace = Workspace::new(&[("zh-CN/e.ftl", CHINESE)]);
    let project = workspace.project();
    let error = ExchangeFile::open(workspace.folder.path().join("nowhere.csv"), None).unwrap_err();
    let cause = error.source().and_then(|cause| cause.downcast_ref::<std::io::Error>()).unwrap();
    assert!(error.is_io() && cause.kind() == std::io::ErrorKind::NotFound);
    let error = exchange::export(&project, &"fr".parse().unwrap(), Format::Json).unwrap_err();
    assert!(error.is_unknown_locale() && error.source().is_none());
    let error = ExchangeFile::open(workspace.write("codes.json", b"[]"), None).unwrap_err();
    assert!(error.is_exchange_file() && error.diagnostics()[0].line() == Some(1));
    workspace.write("zh-CN/e.ftl", b"code-1 = {");
    let broken = exchange::export(&workspace.project(), project.source_locale(), Format::Json);
    assert!(broken.unwrap_err().is_catalog());
}

#[test]
fn properties_may_be_in_latin_1() {
    let workspace = Workspace::new(&[("zh-CN/e.ftl", CHINESE)]);
    let import = workspace.import(b"1=caf\xE9\n", "fr", Format::Properties).unwrap();
    assert!(import.changes[0].text().contains("code-1 = café\n"));
}

/// A text that a translator could write, or anybody else.
fn text() -> impl Strategy<Value = String> {
    let parts = vec![
        " ",
        "\n",
        "\t",
        "{",
        "}",
        "[",
        "*",
        ".",
        "\"",
        "'",
        "\\",
        "\\u",
        "\\n",
        "|",
        "<br>",
        "&#32;",
        "&amp;",
        "<b>",
        "]]>",
        ",",
        ";",
        "=",
        "#",
        "!",
        ":",
        "é",
        "心",
        "😀",
        "%s",
        "${x}",
        "{{.X}}",
        "code-1 = x",
        "a",
        "-",
        "\r",
        "\u{0}",
        "\u{85}",
        "\u{2028}",
        "\u{FEFF}",
        "\u{FFFE}",
        "\u{202E}",
        "ftl:",
        "=1+1",
    ];
    prop_oneof![
        prop::collection::vec(prop::sample::select(parts), 1..10).prop_map(|parts| parts.concat()),
        any::<String>().prop_filter("an empty text is passed over", |text| !text.is_empty()),
    ]
    // Line ends within a text are `\n`.
    .prop_map(|text| text.replace("\r\n", "\n"))
}

const FLUENT: [&str; 4] = [
    "{ $n ->\n    [one] { $n } day\n   *[other] { NUMBER($n, minimumFractionDigits: 2) } days\n}",
    "An order { $id } of { -brand }\nin two lines { \"{\" }",
    "{ -brand(case: \"x\") }{ code-0.title } <b>x</b> | , \\ \" é",
    "a\n    { $n }\n  b",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// What comes in as JSON is what a reader gets, and goes through every format and back.
    #[test]
    fn any_text_makes_the_round(texts in prop::collection::vec(text(), 1..5), fluent in 0..FLUENT.len()) {
        let mut members = serde_json::Map::new();
        for (number, text) in texts.iter().enumerate() {
            members.insert(format!("{number}"), text.as_str().into());
            members.insert(format!("{number}.title"), text.as_str().into());
        }
        members.insert("900".to_owned(), "text".into());
        members.insert("-brand".to_owned(), "B".into());
        let json = serde_json::to_string(&members).unwrap();

        let chinese = "-brand = 词\n\ncode-0 = 零\n    .title = 题\n\n# Note\ncode-1 = 一\n    .title = 题\n";
        let workspace = Workspace::new(&[("zh-CN/e.ftl", chinese)]);
        for change in workspace.import(json.as_bytes(), "en-US", Format::Json).unwrap().changes {
            change.write().unwrap();
        }
        let catalog = workspace.catalog();
        for (number, text) in texts.iter().enumerate() {
            let message = catalog.message(number as u32, "en-US").unwrap();
            prop_assert_eq!(message.text(), text);
        }
        // A message of Fluent source beside them.
        let json = serde_json::json!({ "901:fluent": FLUENT[fluent], "901.a:fluent": FLUENT[fluent] });
        for change in workspace.import(json.to_string().as_bytes(), "en-US", Format::Json).unwrap().changes {
            change.write().unwrap();
        }

        for format in Format::ALL {
            let exported = workspace.export("en-US", format);
            let again = workspace.import(exported.as_bytes(), "en-US", format).unwrap();
            prop_assert_eq!(again.changes, vec![], "{:?}\n{}", format, exported);

            let empty = Workspace::new(&[("zh-CN/e.ftl", chinese)]);
            for change in empty.import(exported.as_bytes(), "en-US", format).unwrap().changes {
                change.write().unwrap();
            }
            prop_assert_eq!(empty.export("en-US", format), exported, "{:?}", format);
            for (number, text) in texts.iter().enumerate() {
                let catalog = empty.catalog();
                let message = catalog.message(number as u32, "en-US").unwrap();
                prop_assert_eq!(message.text(), text, "{:?}", format);
            }
        }
    }
}
