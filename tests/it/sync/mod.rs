//! `sync` touches nothing but what it says, and has nothing to do a second time.

mod changing_sources;

use std::fs;
use std::path::Path;

use codeword::workbench::{MessageChange, Project, sync};
use proptest::prelude::*;

fn project(folder: &Path, files: &[(&str, &str)]) -> Project {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    Project::open(folder, Some("zh-CN")).unwrap()
}

/// What `sync` makes of one file beside its source.
fn synced(source: &str, target: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let files = [("zh-CN/errors.ftl", source), ("en-US/errors.ftl", target)];
    let changes = sync::sync(&project(folder.path(), &files), &[]).unwrap();
    let change = changes.iter().find(|change| change.path().ends_with("errors.ftl"));
    change.map_or(target.to_owned(), |change| change.text().to_owned())
}

#[test]
fn a_change_of_the_source_is_marked_once() {
    let source = "# Name\ncode-1 = 一\n\ncode-2 = 二\n";
    let adopted = synced(source, "# Name\ncode-1 = One\n\ncode-2 = Two");
    assert_eq!(synced(source, &adopted), adopted);

    let changed = source.replace("一", "壹");
    let marked = synced(&changed, &adopted);
    let difference: Vec<&str> =
        marked.lines().filter(|line| !adopted.lines().any(|known| known == *line)).collect();
    assert_eq!(difference[0], "# needs translation: the source has changed");
    assert_eq!(difference.len(), 2, "{marked}");
    assert!(marked.contains("\ncode-1 = One\n"));

    // The translator takes the mark out; another change puts it back.
    let translated = marked.replace("# needs translation: the source has changed\n", "");
    assert_eq!(synced(&changed, &translated), translated);
    assert!(synced(source, &translated).contains("# needs translation: the source has changed\n"));
    // A message that is marked already is not marked twice.
    assert_eq!(synced(source, &marked).matches("needs translation").count(), 1);
}

#[test]
fn comments_of_the_source_come_along_and_those_of_translators_stay() {
    let source = "# Name\n# What it is about.\n# codeword: allow(html) here only\ncode-1 = 一\n";
    let fingerprint =
        |text: &str| text.lines().find(|line| line.starts_with("# source: ")).unwrap().to_owned();
    for (comment, expected) in [
        ("", "# Name\n# What it is about.\n"),
        ("# Name\n", "# Name\n# What it is about.\n"),
        ("# What it is about.\n", "# Name\n# What it is about.\n"),
        ("# Name\n# My own words.\n", "# Name\n# My own words.\n"),
        ("# needs translation\n", "# Name\n# What it is about.\n# needs translation\n"),
    ] {
        let text = synced(source, &format!("{comment}code-1 = One\n"));
        assert_eq!(text, format!("{expected}{}\ncode-1 = One\n", fingerprint(&text)), "{comment}");
    }
}

#[test]
fn nothing_is_written_where_something_could_be_hidden() {
    for (target, place) in [
        ("code-1 = { $n\ncode-2 = x\n", "en-US/errors.ftl:1:14: "),
        ("code-1 = x\nno message\n", "en-US/errors.ftl:2:1: "),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let files = [("zh-CN/errors.ftl", "code-1 = 一\n"), ("en-US/errors.ftl", target)];
        let error = sync::sync(&project(folder.path(), &files), &[]).unwrap_err();
        assert!(error.to_string().contains(place), "{error}");
    }
}

#[test]
fn a_locale_is_made_as_the_source_keeps_its_files() {
    for (source, expected) in [
        ("zh-CN/errors.ftl", "ja-JP/errors.ftl"),
        ("zh-CN/api/errors.ftl", "ja-JP/api/errors.ftl"),
        ("errors.zh-CN.ftl", "errors.ja-JP.ftl"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let project =
            project(folder.path(), &[(source, "-t = 词\n\ncode-1 = { -t }一\n    .a = 二\n")]);
        let changes = sync::add(&project, &"ja-JP".parse().unwrap()).unwrap();
        assert_eq!(Path::new(changes[0].path()), folder.path().join(expected));
        let messages: Vec<_> = changes[0].messages().collect();
        assert_eq!(messages, [("-t", MessageChange::Added), ("code-1", MessageChange::Added)]);
        assert!(changes[0].text().ends_with("\ncode-1 = { -t }一\n    .a = 二\n"));
    }
}

/// The shipped catalog, which has no fingerprints, gets one for each message and nothing else.
#[test]
fn the_shipped_english_is_adopted() {
    let chinese = include_str!("../../../locales/zh-CN/errors.ftl");
    let english = include_str!("../../../locales/en-US/errors.ftl");
    let text = synced(chinese, english);
    let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("# source: ")).collect();
    let before = english.lines().filter(|line| !line.starts_with("# source: "));
    assert_eq!(kept, before.collect::<Vec<_>>());
    assert_eq!(text.lines().count() - kept.len(), 153 + 19);
}

const BODIES: [&str; 6] = [
    " text",
    "\n    two\n    lines  ",
    " { $n ->\n    [one] x\n   *[other] y\n    }",
    " value\n    .title = title",
    "\n    .title = only",
    "   { \"{\" } # = text",
];

const COMMENTS: [&str; 6] = [
    "",
    "# Words\n",
    "# Words\n#\n# More words\n",
    "# needs translation\n",
    "# Own words\n# source: 0123abcd\n",
    "# codeword: allow(html) why\n",
];

/// A file: messages in any order, with headings, comments and blank lines between them.
pub(crate) fn file() -> impl Strategy<Value = String> {
    let message = (0..12u32, 0..BODIES.len(), 0..COMMENTS.len());
    let message = message.prop_map(|(code, body, comment)| {
        (Some(code), format!("{}code-{code} ={}", COMMENTS[comment], BODIES[body]))
    });
    let other =
        prop::sample::select(vec!["## One", "## Two", "# Alone\n", "### File", "-term = x"]);
    let entry = prop_oneof![4 => message, 1 => other.prop_map(|text| (None, text.to_owned()))];
    let entries =
        prop::collection::vec((entry, prop::sample::select(vec!["\n", "\n\n", "\n\n\n"])), 0..10);
    (entries, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(entries, crlf, mark, end)| {
        let mut seen = Vec::new();
        let mut text = String::new();
        for ((code, entry), blank) in entries {
            if code.is_some() && seen.contains(&code) {
                continue;
            }
            seen.push(code);
            text += &(entry + blank);
        }
        let text = if end { text } else { text.trim_end_matches('\n').to_owned() };
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        if mark { format!("\u{FEFF}{text}") } else { text }
    })
}

/// Whether every line of a text is still there, in its order; of a fingerprint the digits may change.
fn keeps(before: &str, after: &str) -> Result<(), String> {
    let mut rest = after.trim_start_matches('\u{FEFF}').split_inclusive('\n');
    for line in before.trim_start_matches('\u{FEFF}').split_inclusive('\n') {
        let same = |new: &str| match line.starts_with("# source: ") {
            true => new.starts_with("# source: ") && new.len() == line.len(),
            // The last line had no end, and something follows it now.
            false => {
                new == line || (!line.ends_with('\n') && new.trim_end_matches(['\r', '\n']) == line)
            }
        };
        if !rest.any(same) {
            return Err(format!("{line:?} is lost"));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn bytes_outside_the_change_stay_and_a_second_run_changes_nothing(source in file(), target in file()) {
        let once = synced(&source, &target);
        if let Err(lost) = keeps(&target, &once) {
            prop_assert!(false, "{lost}\n{target}\n---\n{once}");
        }
        prop_assert_eq!(target.starts_with('\u{FEFF}'), once.starts_with('\u{FEFF}'));
        prop_assert_eq!(&synced(&source, &once), &once, "a second run of\n{}", source);

        let ids = |text: &str| -> Vec<String> {
            let resource = fluent_syntax::parser::parse(text.trim_start_matches('\u{FEFF}').to_owned());
            let resource = resource.unwrap_or_else(|(_, errors)| panic!("{errors:?}\n{text}"));
            resource.body.into_iter().filter_map(|entry| match entry {
                fluent_syntax::ast::Entry::Message(message) => Some(message.id.name),
                _ => None,
            }).collect()
        };
        let (wanted, found) = (ids(&source), ids(&once));
        prop_assert!(wanted.iter().all(|id| found.contains(id)), "{wanted:?} {found:?}");
    }
}
