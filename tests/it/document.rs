//! The embedded catalog is the source document, to the letter, and the codes of the specification that
//! the document lacks.

use codeword::{Catalog, Code, CodeBuf};

/// The document's rows: code and description, without the padding of the table.
fn rows() -> Vec<(u32, &'static str)> {
    let document = include_str!("../fixtures/error_code.md");
    document
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
            Some((cells.next()?.parse().ok()?, cells.next()?))
        })
        .collect()
}

/// The codes of the specification and their names.
fn names() -> Vec<(u32, &'static str)> {
    let names = include_str!("../fixtures/code_names.tsv");
    let rows = names.lines().filter_map(|line| line.split_once('\t'));
    rows.filter_map(|(code, name)| Some((code.parse().ok()?, name))).collect()
}

/// Whether the document has the code.
fn is_of_the_document(code: impl PartialEq<u32>) -> bool {
    rows().iter().any(|(other, _)| code == *other)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{303F}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

#[test]
fn chinese_is_the_document_both_ways() {
    let catalog = Catalog::embedded();
    let chinese: Vec<(CodeBuf, String)> = catalog
        .codes()
        .filter_map(|code| catalog.message(code, "zh-CN"))
        .filter(|message| !message.is_fallback() && is_of_the_document(message.code()))
        .map(|message| (message.code().into(), message.text().to_owned()))
        .collect();
    let rows: Vec<(CodeBuf, String)> =
        rows().into_iter().map(|(code, text)| (code.into(), text.to_owned())).collect();

    assert_eq!(rows.len(), 153);
    assert_eq!(chinese, rows);
}

#[test]
fn the_chinese_file_is_in_the_order_of_the_document() {
    let file = include_str!("../../locales/zh-CN/errors.ftl");
    let messages: Vec<(u32, &str)> = file
        .lines()
        .filter_map(|line| line.strip_prefix("code-")?.split_once(" = "))
        .map(|(code, text)| (code.parse().expect("a number"), text))
        .collect();
    let of_the_document = messages.iter().filter(|(code, _)| is_of_the_document(*code));
    assert_eq!(of_the_document.copied().collect::<Vec<_>>(), rows());
    assert!(messages.is_sorted());
}

#[test]
fn the_codes_are_those_of_the_specification() {
    let catalog = Catalog::embedded();
    let codes: Vec<Code<'_>> = catalog.codes().collect();
    let mut expected: Vec<Code<'_>> = names().into_iter().map(|(code, _)| code.into()).collect();
    expected.sort();
    assert_eq!(codes, expected);
    assert_eq!(codes.len(), 153 + 19);
}

#[test]
fn english_has_every_code_and_no_chinese() {
    let catalog = Catalog::embedded();
    for code in catalog.codes() {
        let message = catalog.message(code, "en-US").expect("every code has a message");
        let text = message.text();
        assert_eq!(message.locale().to_string(), "en-US", "{code}");
        assert!(!message.is_fallback(), "{code}");
        assert!(!text.contains(is_han), "{code}: {text}");
        assert!(text.starts_with(|c: char| c.is_uppercase()), "{code}: {text}");
        assert!(!text.ends_with('.'), "{code}: {text}");
    }
}

#[test]
fn two_codes_share_their_english_only_where_they_share_their_chinese() {
    let catalog = Catalog::embedded();
    let text = |code, locale| catalog.message(code, locale).map(|found| found.text().to_owned());
    let codes: Vec<_> = catalog.codes().collect();
    for (index, first) in codes.iter().enumerate() {
        for second in &codes[index + 1..] {
            if text(*first, "zh-CN") != text(*second, "zh-CN") {
                let english = [*first, *second].map(|code| text(code, "en-US"));
                assert_ne!(english[0], english[1], "{first} and {second}");
            }
        }
    }
}

#[test]
fn each_comment_begins_with_the_symbolic_name() {
    let names = names();
    for path in ["zh-CN", "en-US"] {
        let file = match path {
            "zh-CN" => include_str!("../../locales/zh-CN/errors.ftl"),
            _ => include_str!("../../locales/en-US/errors.ftl"),
        };
        let resource = fluent_syntax::parser::parse(file).expect("no syntax error");
        for entry in &resource.body {
            let fluent_syntax::ast::Entry::Message(message) = entry else {
                continue;
            };
            let code = message.id.name.strip_prefix("code-").expect("every message is of a code");
            let of_code = names.iter().find(|(other, _)| other.to_string() == code);
            let (_, name) = of_code.expect("every code has a name");
            let comment = message.comment.as_ref().expect("every message has a comment");
            let first = comment.content[0].split([' ', '.', ':', ',', ';']).next();
            assert_eq!(first, Some(*name), "{path} {code}");
        }
    }
}
