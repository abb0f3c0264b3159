//! Texts go out and come back as they were, in every format.

mod columns;
mod rounds;
mod translations;

use std::error::Error as _;
use std::fs;
use std::path::{Path, PathBuf};

use codeword::workbench::exchange::{
    self, ExchangeFile, Format, Import, Placeholders, ReadOptions,
};
use codeword::workbench::{FileChange, Project};
use codeword::{Catalog, Code, Source};
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
        self.export_with(locale, format, None)
    }

    fn export_with(&self, locale: &str, format: Format, kind: Option<Placeholders>) -> String {
        exchange::export(&self.project(), &locale.parse().unwrap(), format, kind).unwrap().text
    }

    fn import(&self, text: &[u8], locale: &str, format: Format) -> Result<Import, codeword::Error> {
        self.import_with(text, locale, &ReadOptions { format: Some(format), ..Default::default() })
    }

    fn import_with(
        &self,
        text: &[u8],
        locale: &str,
        options: &ReadOptions,
    ) -> Result<Import, codeword::Error> {
        let path = self.write("exchange.file", text);
        let file = ExchangeFile::open(path, options)?;
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
    let document = include_str!("../../fixtures/error_code.md");
    let project =
        Project::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("locales"), None).unwrap();
    let table =
        exchange::export(&project, &"zh-CN".parse().unwrap(), Format::Markdown, None).unwrap().text;
    let rows: Vec<&str> = document.lines().filter(|line| line.starts_with('|')).collect();
    // Codes that the document lacks are in the registry with where they are known from.
    let catalog = Catalog::builder().source(Source::folder("locales")).build().unwrap();
    let is_of_the_document = |line: &&str| {
        let code = line.split('|').nth(1).map(str::trim).and_then(Code::parse);
        let entry = code.and_then(|code| catalog.registry().get(code));
        entry.is_none_or(|entry| entry.origin().is_none())
    };
    assert_eq!(table.lines().filter(is_of_the_document).collect::<Vec<_>>(), rows);
}

#[test]
fn an_import_changes_its_own_lines_and_no_others() {
    let english =
        "### File\r\n\r\ncode-3 = Three\r\n\r\n## Own\r\ncode-1   =   One  \r\n    .title = T\r\n";
    let workspace = Workspace::new(&[("zh-CN/e.ftl", CHINESE), ("en-US/e.ftl", english)]);
    let json = r#"{ "1": "Eins {x}", "2:fluent": "{ $n } zwei", "1.title": "T", "1.more": "a\nb", "9": "", "4": "Vier" }"#;
    let options = ReadOptions {
        format: Some(Format::Json),
        placeholders: Some(Placeholders::None),
        ..ReadOptions::default()
    };
    let import = workspace.import_with(json.as_bytes(), "en-US", &options).unwrap();
    assert_eq!(import.empty, ["9"]);
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
    assert!(
        one(Format::Xliff, &done)
            .unwrap()
            .starts_with("# source: 8d469043\n# state: final\ncode-1 = One\n")
    );
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
        ("messages_pt_BR.toml", Some("pt-BR")),
        ("active.de.toml", Some("de")),
        ("codes_id.toml", None),
    ] {
        let file = ExchangeFile::open(workspace.write(name, b""), &ReadOptions::default()).unwrap();
        let locales = exchange::locales_of(&workspace.project(), &file).ok();
        assert_eq!(locales.map(|locales| locales[0].to_string()).as_deref(), expected, "{name}");
    }
}

#[test]
fn bad_files_are_refused_with_their_place() {
    let workspace = Workspace::new(&[("zh-CN/e.ftl", CHINESE), ("en-US/e.ftl", "code-1 = One\n")]);
    for (format, text, expected) in [
        (
            Format::Json,
            "{\n  \"1\": \"a\",\n  \"x y\": \"b\"\n}",
            "exchange.file:3:10: `x y` is not a valid code: write a number such as 400142 or -1121, or a name such as card_declined, of 1 to 128 visible ASCII characters without white space",
        ),
        (
            Format::Json,
            "{\"1\": \"a\", \"1\": \"b\"}",
            "exchange.file:1:17: `1` stands here a second time, with another text: remove one",
        ),
        (Format::Json, "{\"心\": 7}", "exchange.file:1:7: this is not a text: write it in quotes"),
        (
            Format::GoI18n,
            "1 = \"a\"\n2 = [\"a\", \"b\"]\n",
            "exchange.file:2:5: a list at `2`, and not a text",
        ),
        (
            Format::Markdown,
            "| a | b |\n|--|--|\n| 1 | 2 |\n",
            "exchange.file:1:1: which column holds the codes? say it with --code-column, by name or number, such as --code-column 1: 1 (`a`), 2 (`b`)",
        ),
        (
            Format::Csv,
            "foo,bar\n",
            "exchange.file:1:1: which column holds the codes? say it with --code-column, by name or number, such as --code-column 1: 1, 2",
        ),
        (
            Format::Csv,
            "id,text\n1,a\n错误,b\n",
            "exchange.file:3:1: `错误` is not a valid code: write a number such as 400142 or -1121, or a name such as card_declined, of 1 to 128 visible ASCII characters without white space",
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
    let error =
        ExchangeFile::open(workspace.folder.path().join("nowhere.csv"), &ReadOptions::default())
            .unwrap_err();
    let cause = error.source().and_then(|cause| cause.downcast_ref::<std::io::Error>()).unwrap();
    assert!(error.is_io() && cause.kind() == std::io::ErrorKind::NotFound);
    let error = exchange::export(&project, &"fr".parse().unwrap(), Format::Json, None).unwrap_err();
    assert!(error.is_unknown_locale() && error.source().is_none());
    let error = ExchangeFile::open(workspace.write("codes.json", b"7"), &ReadOptions::default())
        .unwrap_err();
    assert!(error.is_exchange_file() && error.diagnostics()[0].line() == Some(1));
    workspace.write("zh-CN/e.ftl", b"code-1 = {");
    let broken =
        exchange::export(&workspace.project(), project.source_locale(), Format::Json, None);
    assert!(broken.unwrap_err().is_catalog());
}

#[test]
fn properties_may_be_in_latin_1() {
    let workspace = Workspace::new(&[("zh-CN/e.ftl", CHINESE)]);
    let import = workspace.import(b"1=caf\xE9\n", "fr", Format::Properties).unwrap();
    assert!(import.changes[0].text().contains("code-1 = café\n"));
}
