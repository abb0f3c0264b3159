//! What goes out comes back, in every format and with every kind of placeholder.

use codeword::LanguageIdentifier;
use codeword::workbench::exchange::{ExchangeFile, Format, Placeholders, ReadOptions};
use codeword::workbench::new;
use proptest::prelude::*;

use super::Workspace;

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
        // What looks like a placeholder is meant as it stands.
        let options =
            ReadOptions { format: Some(Format::Json), placeholders: Some(Placeholders::None), ..Default::default() };
        for change in workspace.import_with(json.as_bytes(), "en-US", &options).unwrap().changes {
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

/// A message of a source file and of its translation.
fn message(number: usize) -> impl Strategy<Value = (String, String)> {
    let texts = vec![
        "One of { $arg0 } and { $arg1 }",
        "It's { $arg0 }, { \"{\" }1{ \"}\" }",
        "{ NUMBER($arg0) } and { DATETIME($arg1) }",
        "{ NUMBER($arg0, minimumFractionDigits: 2, maximumFractionDigits: 2) }: 100% of { $arg1 }",
        "Hello, { $name }",
        "{ $user_name } and { $arg0 }",
        "{ $count ->\n    [one] one\n   *[other] { $count }\n}",
        "Plain, and it's 100%",
        "Literal { \"{0}\" } %s :name",
        "{ -brand } of { $name }",
    ];
    let comments = [
        "",
        "# A note\n",
        "# A note\n# in two lines\n",
        "#   $arg0 (Number) - %1$d\n",
        "#   $name (String) - {{ name }}\n",
    ];
    let states = [
        "",
        "# state: final\n",
        "# state: needs-review-translation (fuzzy-match)\n",
        "# state: signed-off\n",
        "# state: reviewed\n",
        "# state: x-legal\n",
    ];
    let unfinished = [
        "# needs translation\n",
        "# needs translation\n# state: new\n",
        "# needs translation\n# state: needs-adaptation\n",
    ];
    let parts = (0..texts.len(), 0..texts.len(), prop::sample::select(comments.to_vec()));
    let marks = (
        prop::sample::select(states.to_vec()),
        prop::sample::select(unfinished.to_vec()),
        any::<bool>(),
    );
    (parts, marks).prop_map(move |((one, other, comment), (state, mark, is_done))| {
        let indented = |text: &str| format!("\n    {}", text.replace('\n', "\n    "));
        let source = format!("{comment}code-{number} ={}\n\n", indented(texts[one]));
        // What is not translated has the text of the source.
        let (mark, text) = if is_done { (state, texts[other]) } else { (mark, texts[one]) };
        (source, format!("{comment}{mark}code-{number} ={}\n\n", indented(text)))
    })
}

fn catalog() -> impl Strategy<Value = (String, String)> {
    (message(1), message(2), message(3), message(4)).prop_map(|messages| {
        let (one, two, three, four) = messages;
        let messages = [one, two, three, four];
        let of = |language: fn(&(String, String)) -> &str| {
            "-brand = B\n\n".to_owned() + &messages.iter().map(language).collect::<String>()
        };
        (of(|message| &message.0), of(|message| &message.1))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn placeholders_states_comments_and_plurals_make_the_round((source, translation) in catalog()) {
        let workspace = Workspace::new(&[("zh-CN/e.ftl", &source), ("en-US/e.ftl", &translation)]);
        let kinds = Placeholders::ALL.into_iter().map(Some).chain([None]);
        for (format, kind) in kinds.flat_map(|kind| Format::ALL.map(|format| (format, kind))) {
            let exported = workspace.export_with("en-US", format, kind);
            // What a person says on the way out is said on the way in, or guessed.
            let placeholders = kind.filter(|kind| *kind == Placeholders::None);
            let options = ReadOptions { format: Some(format), placeholders, ..Default::default() };
            let again = workspace.import_with(exported.as_bytes(), "en-US", &options).unwrap();
            prop_assert_eq!(again.changes, vec![], "{:?} {:?}\n{}", format, kind, exported);
            prop_assert_eq!(again.stale, vec![], "{:?} {:?}\n{}", format, kind, exported);

            let empty = Workspace::new(&[("zh-CN/e.ftl", &source)]);
            for change in empty.import_with(exported.as_bytes(), "en-US", &options).unwrap().changes {
                change.write().unwrap();
            }
            prop_assert_eq!(empty.export_with("en-US", format, kind), exported, "{:?} {:?}", format, kind);
        }
        // The source itself, with its comments, into a catalog of its own.
        for format in [Format::Csv, Format::Po, Format::Xliff, Format::Xliff2] {
            let exported = workspace.export("zh-CN", format);
            let options = ReadOptions { format: Some(format), ..Default::default() };
            let file = ExchangeFile::open(workspace.write("out", exported.as_bytes()), &options).unwrap();
            let folder = tempfile::tempdir().unwrap();
            let locale: LanguageIdentifier = "zh-CN".parse().unwrap();
            for change in new::create(folder.path(), &locale, Some(&file)).unwrap().changes {
                change.write().unwrap();
            }
            let made = codeword::workbench::Project::open(folder.path().join("locales"), None).unwrap();
            let again = codeword::workbench::exchange::export(&made, &locale, format, None).unwrap();
            prop_assert_eq!(again.text, exported, "{:?}", format);
        }
    }
}

/// Names with the texts that i18next has under them: forms of one message, and codes that merely end so.
fn i18next() -> impl Strategy<Value = serde_json::Map<String, serde_json::Value>> {
    let stem = prop::sample::select(vec!["40001", "card", "a.b", "step-2"]);
    let ends = vec![
        "",
        "_zero",
        "_one",
        "_two",
        "_few",
        "_many",
        "_other",
        "_plural",
        "_male",
        "_female",
        "_ordinal_one",
        "_ordinal_two",
        "_ordinal_other",
    ];
    let text =
        prop::sample::select(vec!["{{count}} things", "One of { and }", "Several, by {{ name }}"]);
    let member = (stem, prop::sample::select(ends), text);
    prop::collection::vec(member, 1..12).prop_map(|members| {
        let members = members.into_iter();
        members.map(|(stem, end, text)| (format!("{stem}{end}"), text.into())).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// What i18next spreads over several names is one message from then on.
    #[test]
    fn forms_of_i18next_make_the_round(members in i18next(), is_czech in any::<bool>()) {
        let locale = if is_czech { "cs" } else { "en-US" };
        let json = serde_json::to_string(&members).unwrap();
        let workspace = Workspace::new(&[("zh-CN/e.ftl", "code-1 = 一\n")]);
        for change in workspace.import(json.as_bytes(), locale, Format::Json).unwrap().changes {
            change.write().unwrap();
        }
        for format in Format::ALL {
            let exported = workspace.export(locale, format);
            let again = workspace.import(exported.as_bytes(), locale, format).unwrap();
            prop_assert_eq!(again.changes, vec![], "{:?}\n{}", format, exported);
            let empty = Workspace::new(&[("zh-CN/e.ftl", "code-1 = 一\n")]);
            for change in empty.import(exported.as_bytes(), locale, format).unwrap().changes {
                change.write().unwrap();
            }
            prop_assert_eq!(empty.export(locale, format), exported, "{:?}", format);
        }
    }

    /// Codes that look like forms of one message, or like what a spreadsheet makes of a code, stay what they are.
    #[test]
    fn codes_that_look_like_something_else_make_the_round(
        codes in prop::collection::btree_set(prop::sample::select(vec![
            "a", "a_one", "a_other", "a_plural", "a_male", "a_female", "4E__2B05", "400142__2E0", "400__2C142",
            "404__2E13", "5-Jan", "__23N__2FA",
        ]), 1..8),
    ) {
        let files: String = codes.iter().map(|code| format!("code-{code} = Text of {code}\n")).collect();
        let workspace = Workspace::new(&[("zh-CN/e.ftl", &files), ("en-US/e.ftl", &files)]);
        for format in Format::ALL {
            let exported = workspace.export("en-US", format);
            let again = workspace.import(exported.as_bytes(), "en-US", format).unwrap();
            prop_assert_eq!(again.changes, vec![], "{:?}\n{}", format, exported);
            prop_assert_eq!(again.messages, codes.len(), "{:?}\n{}", format, exported);
        }
    }
}
