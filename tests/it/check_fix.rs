//! `check --fix` mends what has one safe answer, and touches no other byte: laws over any files.

use std::fs;

use codeword::workbench::Project;
use codeword::workbench::check;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use unicode_normalization::UnicodeNormalization;

/// What stands on a line: everything that is mended, and much that is not.
fn line() -> impl Strategy<Value = String> {
    let parts = select(vec![
        "code-1 = Ready",
        "# Comment",
        "## Group",
        "code-2 = ",
        "cafe\u{301}",
        "{ $n }",
        "{",
        "}",
        " ",
        "  ",
        "\t",
        "心跳",
        "，",
        "\u{FEFF}",
        "\u{212B}",
        "\r",
        ".title = x",
        "[one] y",
        "*[other] z",
        "=",
    ]);
    vec(parts, 0..5).prop_map(|parts| parts.concat())
}

fn text() -> impl Strategy<Value = String> {
    let ending = select(vec!["\n", "\r\n", " \n", "\t\r\n", ""]);
    let lines = vec((line(), ending), 0..12);
    (any::<bool>(), lines).prop_map(|(mark, lines)| {
        let start = if mark { "\u{FEFF}" } else { "" };
        let lines = lines.iter().map(|(line, ending)| format!("{line}{ending}"));
        start.to_owned() + &lines.collect::<String>()
    })
}

/// The mended text of a file that is alone, and how many findings were mended.
fn mend(text: &str) -> (String, usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("zh-CN/errors.ftl");
    fs::create_dir(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    let fixed = check::fix(&mut Project::open(folder.path(), None).unwrap()).unwrap();
    (fs::read_to_string(&path).unwrap(), fixed.iter().map(|file| file.fixes).sum())
}

/// The same by hand: a mark less, and each line by itself.
fn mend_line_by_line(text: &str) -> String {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        // What was after a space or a mark can be at the edge afterwards.
        let mut line = line.to_owned();
        loop {
            let trimmed = line.strip_suffix('\r').unwrap_or(&line);
            let trimmed = trimmed.trim_end_matches([' ', '\t']).to_owned();
            if trimmed == line {
                break;
            }
            line = trimmed;
        }
        lines.push(spaced(&line.nfc().collect::<String>()));
    }
    if lines.last().is_some_and(|last| !last.is_empty()) {
        lines.push(String::new());
    }
    lines.join("\n")
}

/// A line that is indented with spaces, unless it begins a message or a comment.
fn spaced(line: &str) -> String {
    let rest = line.trim_start_matches([' ', '\t']);
    let name = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-');
    let is_entry = name.len() < rest.len() && name.trim_start_matches(' ').starts_with('=');
    if !line.trim_start_matches(' ').starts_with('\t') || rest.starts_with('#') || is_entry {
        return line.to_owned();
    }
    line[..line.len() - rest.len()].replace('\t', "    ") + rest
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_else_changes(text in text().prop_filter("a carriage return alone stays", |text| {
        !text.replace("\r\n", "\n").contains('\r') && !text.trim_start_matches('\u{FEFF}').is_empty()
            && !text.starts_with("\u{FEFF}\u{FEFF}")
    })) {
        prop_assert_eq!(mend(&text).0, mend_line_by_line(&text));
    }

    #[test]
    fn a_second_time_changes_nothing(text in text()) {
        let (mended, _) = mend(&text);
        let (again, fixes) = mend(&mended);
        prop_assert_eq!(again, mended);
        prop_assert_eq!(fixes, 0);
    }

    /// Messages in any order, with comments and blank lines between, come into the order of the source
    /// within their groups; the pieces are the same, and what is between them stays.
    #[test]
    fn order_moves_whole_messages(
        groups in vec(vec((0..3usize, any::<Index>()), 1..6), 1..4),
        newline in any::<bool>(),
    ) {
        let mut source = String::new();
        let mut translation = String::new();
        let (mut code, mut expected) = (0, String::new());
        for (number, group) in groups.iter().enumerate() {
            let mut blocks: Vec<String> = Vec::new();
            for (blank, _) in group {
                code += 1;
                let comment = "# Comment\n".repeat(*blank);
                source += &format!("code-{code} = 源文 {code}\n");
                blocks.push(format!("{comment}code-{code} =\n    Text {code}\n      and more"));
            }
            let mut shuffled: Vec<&String> = blocks.iter().collect();
            for (at, (_, other)) in group.iter().enumerate() {
                let other = other.index(blocks.len());
                shuffled.swap(at, other);
            }
            let heading = format!("## Group {number}\n\n");
            let gaps: Vec<String> = group.iter().map(|(blank, _)| "\n".repeat(blank + 1)).collect();
            translation += &heading;
            expected += &heading;
            for (at, gap) in gaps.iter().enumerate() {
                translation += &format!("{}{gap}", shuffled[at]);
                expected += &format!("{}{gap}", blocks[at]);
            }
        }
        if !newline {
            translation.truncate(translation.trim_end().len());
            translation.push('\n');
            expected.truncate(expected.trim_end().len());
            expected.push('\n');
        }

        let folder = tempfile::tempdir().unwrap();
        for (locale, text) in [("zh-CN", &source), ("en-US", &translation)] {
            fs::create_dir(folder.path().join(locale)).unwrap();
            fs::write(folder.path().join(locale).join("errors.ftl"), text).unwrap();
        }
        check::fix(&mut Project::open(folder.path(), None).unwrap()).unwrap();
        let mended = fs::read_to_string(folder.path().join("en-US/errors.ftl")).unwrap();
        prop_assert_eq!(mended, expected);
    }
}
