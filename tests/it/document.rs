//! The embedded catalog is the source document, to the letter.

use codeword::Catalog;

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

fn is_han(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{303F}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

#[test]
fn chinese_is_the_document_both_ways() {
    let catalog = Catalog::embedded();
    let chinese: Vec<(u32, String)> = catalog
        .codes()
        .filter_map(|code| catalog.message(code, "zh-CN"))
        .filter(|message| !message.is_fallback())
        .map(|message| (message.code().get(), message.text().to_owned()))
        .collect();
    let rows: Vec<(u32, String)> =
        rows().into_iter().map(|(code, text)| (code, text.to_owned())).collect();

    assert_eq!(rows.len(), 153);
    assert_eq!(chinese, rows);
}

#[test]
fn the_chinese_file_is_in_the_order_of_the_document() {
    let file = include_str!("../../locales/zh-CN/errors.ftl");
    let messages = file.lines().filter(|line| line.starts_with("code-"));
    let expected = rows().into_iter().map(|(code, text)| format!("code-{code} = {text}"));
    assert_eq!(messages.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}

#[test]
fn english_has_every_code_and_no_chinese() {
    let catalog = Catalog::embedded();
    for (code, _) in rows() {
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
    let rows = rows();
    for (index, (first, chinese)) in rows.iter().enumerate() {
        for (second, other_chinese) in &rows[index + 1..] {
            let english = |code: u32| catalog.message(code, "en-US").map(|m| m.text().to_owned());
            if chinese != other_chinese {
                assert_ne!(english(*first), english(*second), "{first} and {second}");
            }
        }
    }
}

#[test]
fn each_comment_begins_with_the_symbolic_name() {
    let names = include_str!("../fixtures/code_names.tsv");
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
            let name = names
                .lines()
                .find_map(|line| line.strip_prefix(code)?.strip_prefix('\t'))
                .expect("every code has a name");
            let comment = message.comment.as_ref().expect("every message has a comment");
            let first = comment.content[0].split([' ', '.', ':', ',', ';']).next();
            assert_eq!(first, Some(name), "{path} {code}");
        }
    }
}
