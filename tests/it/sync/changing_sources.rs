//! A source that changes while it is translated: what becomes of copies, translations and other locales.

use std::fs;

use codeword::workbench::exchange::{self, ExchangeFile, Format, ReadOptions};
use codeword::workbench::{MessageChange, Project, diff, sync};

/// A catalog that is worked on.
struct Workspace(tempfile::TempDir);

impl Workspace {
    fn new(files: &[(&str, &str)]) -> Workspace {
        let workspace = Workspace(tempfile::tempdir().unwrap());
        for (path, text) in files {
            workspace.write(path, text);
        }
        workspace
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap()
    }

    fn project(&self) -> Project {
        Project::open(self.0.path(), None).unwrap()
    }

    fn add(&self, locale: &str) {
        for change in sync::add(&self.project(), &locale.parse().unwrap()).unwrap() {
            change.write().unwrap();
        }
    }

    /// Brings some locales, or all, up to date, and says what became of which message.
    fn sync(&self, locales: &[&str]) -> Vec<(String, MessageChange)> {
        let locales: Vec<_> = locales.iter().map(|locale| locale.parse().unwrap()).collect();
        let changes = sync::sync(&self.project(), &locales).unwrap();
        changes.iter().for_each(|change| change.write().unwrap());
        let again = sync::sync(&self.project(), &locales).unwrap();
        assert_eq!(again, [], "a second run has nothing to do");
        let messages = changes.iter().flat_map(|change| change.messages());
        messages.map(|(id, change)| (id.to_owned(), change)).collect()
    }

    /// What the source said, and says, of each message that is outdated.
    fn diff(&self, locale: &str) -> Vec<(Option<String>, String)> {
        let changes = diff::diff(&self.project(), &locale.parse().unwrap()).unwrap();
        let texts = |change: &diff::SourceChange| {
            (change.was().map(str::to_owned), change.source().to_owned())
        };
        changes.iter().map(texts).collect()
    }
}

const SOURCE: &str = "en-US/errors.ftl";
const SETTINGS: (&str, &str) = ("codeword.toml", "[catalog]\nsource = 'en-US'\n");

#[test]
fn an_untranslated_copy_follows_its_source() {
    let versions = [
        " Wait 5 minutes",
        " Wait 10 minutes",
        " Wait\n    .title = Patience",
        " Wait\n    .title = More patience",
        "\n    two\n\n    lines",
        "\n    { $n ->\n        [one] one minute\n       *[other] { $n } minutes\n    }",
        "\n    { $n ->\n        [one] one hour\n       *[other] { $n } hours\n    }\n    .title = Hours",
        " 等待",
    ];
    for locale in ["pl", "ar", "ja-JP", "en-GB"] {
        let (path, settings) = (format!("{locale}/errors.ftl"), SETTINGS);
        let source = |text: &str| format!("# Words\n-term ={text}\n\ncode-1 ={text}\n");
        let workspace = Workspace::new(&[settings, (SOURCE, &source(versions[0]))]);
        workspace.add(locale);
        for version in &versions[1..] {
            for line_end in ["\n", "\r\n"] {
                let (before, text) = (workspace.read(&path), source(version));
                workspace.write(&path, &before.replace("\r\n", "\n").replace('\n', line_end));
                workspace.write(SOURCE, &text);
                workspace.sync(&[]);
                let fresh = Workspace::new(&[settings, (SOURCE, &text)]);
                fresh.add(locale);
                assert_eq!(workspace.read(&path).replace("\r\n", "\n"), fresh.read(&path));
                assert_eq!(workspace.diff(locale), []);
            }
        }
    }
}

/// An earlier version wrote the new fingerprint above the old text, and kept nothing else.
#[test]
fn a_copy_that_was_left_behind_is_recognised() {
    for (locale, source, text, expected) in [
        ("pl", "Wait 10 minutes", "Wait 5 minutes", true),
        ("ja-JP", "心跳超限, 实例每秒1次", "心跳超限, 实例每秒2次", true),
        // Somebody has begun to translate.
        ("pl", "Wait 10 minutes", "Czekaj 10 minut", false),
        ("en-GB", "The color is not right", "The colour is not right", false),
    ] {
        let source = format!("code-1 = {source}\n");
        let workspace = Workspace::new(&[SETTINGS, (SOURCE, &source)]);
        workspace.add(locale);
        let path = format!("{locale}/errors.ftl");
        let (head, _) = workspace
            .read(&path)
            .rsplit_once("code-1")
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .unwrap();
        workspace.write(&path, &format!("{head}code-1 = {text}\n"));
        // With its sources kept, only an exact copy is one.
        assert_eq!(workspace.sync(&[]), []);
        fs::remove_file(workspace.0.path().join(".sources.ftl")).unwrap();
        let replaced = vec![("code-1".to_owned(), MessageChange::Replaced)];
        assert_eq!(workspace.sync(&[]), if expected { replaced } else { vec![] }, "{text}");
        assert_eq!(workspace.read(&path).ends_with(&source), expected, "{text}");
    }
}

#[test]
fn a_translation_keeps_its_source_until_it_is_translated_again() {
    let first = "code-1 = Wait { $n } minutes\n    .title = Patience\n";
    let workspace = Workspace::new(&[SETTINGS, (SOURCE, first)]);
    workspace.add("de-DE");
    let path = "de-DE/errors.ftl";
    let translated = workspace.read(path).replace("# needs translation\n", "# state: final\n");
    let translated = translated.replace("Wait { $n } minutes", "Warten Sie { $n } Minuten");
    workspace.write(path, &translated);
    assert_eq!(workspace.sync(&[]), []);

    // Before `sync` has marked it, too.
    let second = first.replace("Wait", "Please wait");
    workspace.write(SOURCE, &second);
    let was = "Wait { $n } minutes\n.title = Patience".to_owned();
    let now = "Please wait { $n } minutes\n.title = Patience".to_owned();
    assert_eq!(workspace.diff("de-DE"), [(Some(was.clone()), now.clone())]);
    let outdated = [("code-1".to_owned(), MessageChange::Outdated)];
    assert_eq!(workspace.sync(&[]), outdated);
    let marks = "# needs translation: the source has changed\n\
                 # was: Wait { $n } minutes\n#     .title = Patience\n# source: ";
    assert!(workspace.read(path).contains(marks), "{}", workspace.read(path));
    assert!(!workspace.read(path).contains("# state"), "a text that is outdated is not final");
    assert_eq!(workspace.diff("de-DE"), [(Some(was.clone()), now)]);

    // It was translated from the first text, whatever the source says meanwhile.
    workspace.write(SOURCE, &second.replace("minutes", "hours"));
    assert_eq!(workspace.sync(&[]), outdated);
    assert!(workspace.read(path).contains(marks));
    assert_eq!(workspace.diff("de-DE")[0].0, Some(was));

    // Whoever translates it takes out the mark, and `sync` the rest.
    let done = workspace.read(path).replace("# needs translation: the source has changed\n", "");
    workspace.write(path, &done);
    assert_eq!(workspace.diff("de-DE"), []);
    assert_eq!(workspace.sync(&[]), [("code-1".to_owned(), MessageChange::Translated)]);
    assert!(
        !workspace.read(path).contains("# was") && !workspace.read(path).contains("Patience\n#")
    );

    // Also where the source changes again before that.
    workspace.write(path, &done);
    workspace.write(SOURCE, first);
    assert_eq!(workspace.sync(&[]), outdated);
    let was = "Please wait { $n } hours\n.title = Patience";
    assert_eq!(workspace.diff("de-DE")[0].0.as_deref(), Some(was));
}

#[test]
fn an_import_takes_the_earlier_source_away() {
    let workspace = Workspace::new(&[SETTINGS, (SOURCE, "code-1 = Wait 5 minutes\n")]);
    workspace.write("de-DE/errors.ftl", "code-1 = Warten Sie 5 Minuten\n");
    workspace.sync(&[]);
    workspace.write(SOURCE, "code-1 = Wait 10 minutes\n");
    workspace.sync(&[]);
    let marked = workspace.read("de-DE/errors.ftl");
    assert!(marked.contains("# was: Wait 5 minutes\n"));

    let german = "de-DE".parse().unwrap();
    let csv = exchange::export(&workspace.project(), &german, Format::Csv, None).unwrap().text;
    assert!(!csv.contains("Wait 5 minutes"), "{csv}");
    let import = |text: &str| {
        workspace.write("texts.csv", text);
        let file =
            ExchangeFile::open(workspace.0.path().join("texts.csv"), &ReadOptions::default())
                .unwrap();
        let import = exchange::import(&workspace.project(), &file, &german).unwrap();
        import.changes.iter().for_each(|change| change.write().unwrap());
    };
    import(&csv);
    assert_eq!(workspace.read("de-DE/errors.ftl"), marked, "what was exported changes nothing");
    let translated = csv.replace("Sie 5", "Sie 10").replace("needs translation", "translated");
    import(&translated);
    let text = workspace.read("de-DE/errors.ftl");
    assert!(text.starts_with("# source: ") && text.ends_with("code-1 = Warten Sie 10 Minuten\n"));
    assert_eq!(workspace.sync(&[]), []);
}

#[test]
fn a_locale_that_is_synced_later_still_knows_its_source() {
    let workspace = Workspace::new(&[SETTINGS, (SOURCE, "code-1 = One\n\ncode-2 = Two\n")]);
    for locale in ["de-DE", "fr-FR"] {
        workspace.add(locale);
        let path = format!("{locale}/errors.ftl");
        let text = workspace.read(&path).replace("# needs translation\n", "");
        workspace.write(&path, &text.replace("One", "1").replace("Two", "2"));
    }
    workspace.write(SOURCE, "code-1 = First\n\ncode-2 = Two\n");
    workspace.sync(&["de-DE"]);
    workspace.write(SOURCE, "code-1 = Primary\n\ncode-2 = Second\n");
    workspace.sync(&["de-DE"]);
    workspace.sync(&["fr-FR"]);
    for (locale, was) in [("de-DE", ["One", "Two"]), ("fr-FR", ["One", "Two"])] {
        let found: Vec<_> = workspace.diff(locale).into_iter().filter_map(|(was, _)| was).collect();
        assert_eq!(found, was, "{locale}");
    }
    assert!(!workspace.read(".sources.ftl").contains("One"), "nobody needs it any more");
}

#[test]
fn a_locale_follows_the_source_of_its_own() {
    let settings = "[catalog]\nsource = 'zh-CN'\n[catalog.sources]\nja-JP = 'en-US'\n";
    let workspace = Workspace::new(&[
        ("codeword.toml", settings),
        ("zh-CN/errors.ftl", "code-1 = 一\n"),
        (SOURCE, "code-1 = One\n"),
    ]);
    workspace.sync(&[]);
    workspace.add("ja-JP");
    let japanese = workspace.read("ja-JP/errors.ftl");
    assert!(japanese.starts_with("### Translated from en-US.\n"), "{japanese}");
    assert!(japanese.ends_with("code-1 = One\n"));

    // One run brings a message from the Chinese through the English into the Japanese.
    workspace.write("zh-CN/errors.ftl", "code-1 = 一\n\ncode-2 = 二\n");
    workspace.sync(&[]);
    assert!(workspace.read("ja-JP/errors.ftl").contains("code-2 = 二\n"));
    let english = workspace.read(SOURCE).replace("# needs translation\n", "").replace("二", "Two");
    workspace.write(SOURCE, &english);
    workspace.sync(&[]);
    assert!(workspace.read("ja-JP/errors.ftl").contains("code-2 = Two\n"));

    // The Japanese does not become outdated by the Chinese alone.
    let japanese = workspace.read("ja-JP/errors.ftl").replace("# needs translation\n", "");
    workspace.write("ja-JP/errors.ftl", &japanese);
    workspace.write("zh-CN/errors.ftl", "code-1 = 壹\n\ncode-2 = 二\n");
    workspace.sync(&[]);
    assert_eq!((workspace.diff("en-US").len(), workspace.diff("ja-JP").len()), (1, 0));
}

#[test]
fn a_new_locale_is_named_in_the_file_of_mozilla() {
    let workspace = Workspace::new(&[
        (SOURCE, "code-1 = One\n"),
        SETTINGS,
        ("l10n.toml", "locales = [] # all\n"),
    ]);
    workspace.add("ja-JP");
    workspace.add("pl");
    assert_eq!(workspace.read("l10n.toml"), "locales = [\"ja-JP\", \"pl\"] # all\n");
}
