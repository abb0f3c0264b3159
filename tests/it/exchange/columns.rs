//! Which columns of a table hold the codes and the texts.

use codeword::workbench::exchange::{Format, ReadOptions};

use super::Workspace;

/// The texts that a file gives, a code each, or why it is refused.
fn read(
    text: &str,
    format: Format,
    options: &ReadOptions,
) -> Result<Vec<(String, String)>, String> {
    let workspace = Workspace::new(&[("zh-CN/e.ftl", "")]);
    let options = ReadOptions { format: Some(format), ..options.clone() };
    let import = workspace
        .import_with(text.as_bytes(), "zh-CN", &options)
        .map_err(|error| error.to_string())?;
    for change in import.changes {
        change.write().unwrap();
    }
    let project = workspace.project();
    let locale = project.source_locale().clone();
    let json =
        codeword::workbench::exchange::export(&project, &locale, Format::Json, None).unwrap().text;
    let texts: std::collections::BTreeMap<String, String> = serde_json::from_str(&json).unwrap();
    Ok(texts.into_iter().collect())
}

#[test]
fn headers_of_many_documents_are_understood() {
    let cases = include_str!("../../fixtures/exchange/columns.md");
    let mut count = 0;
    for case in cases.split("\n## ").skip(1) {
        let (title, table) = case.split_once('\n').unwrap();
        let (table, expected) = table.split_once("\n=> ").unwrap();
        let texts = read(table, Format::Markdown, &ReadOptions::default());
        let found = match texts {
            Ok(texts) => texts
                .iter()
                .map(|(code, text)| format!("{code}: {text}"))
                .collect::<Vec<_>>()
                .join("; "),
            Err(reason) => reason,
        };
        let expected = expected.trim();
        match expected.strip_prefix("refused: ") {
            Some(option) => assert!(found.contains(option), "{title}: {found}"),
            None => assert_eq!(found, expected, "{title}"),
        }
        count += 1;
    }
    assert!(count >= 12);
}

#[test]
fn a_column_can_be_named_where_two_qualify() {
    let table = "a,b,c\n1,400,x\n2,401,y\n";
    assert!(
        read(table, Format::Csv, &ReadOptions::default()).unwrap_err().contains("--code-column")
    );
    for column in ["1", "a", "A"] {
        let options = ReadOptions { code_column: Some(column.into()), ..Default::default() };
        let expected = [("1".to_owned(), "x".to_owned()), ("2".to_owned(), "y".to_owned())];
        assert_eq!(read(table, Format::Csv, &options).unwrap(), expected, "{column}");
    }
    let options = ReadOptions { code_column: Some("d".into()), ..Default::default() };
    assert!(read(table, Format::Csv, &options).unwrap_err().contains("there is no column `d`"));
}

#[test]
fn rows_that_are_not_codes_are_passed_over_if_asked() {
    let table = "Code,Message\n1,x\n错误,y\n400-499,z\n";
    assert!(read(table, Format::Csv, &ReadOptions::default()).is_err());
    let options = ReadOptions { skip_invalid: true, ..Default::default() };
    assert_eq!(read(table, Format::Csv, &options).unwrap(), [("1".to_owned(), "x".to_owned())]);
}

#[test]
fn a_sheet_in_another_encoding_is_named() {
    let workspace = Workspace::new(&[("zh-CN/e.ftl", "")]);
    let bytes = b"code,message\n1,\xD5\xD2\xB2\xBB\xB5\xBD\xCE\xC4\xBC\xFE\n";
    let options = ReadOptions { format: Some(Format::Csv), ..Default::default() };
    let error = workspace.import_with(bytes, "zh-CN", &options).unwrap_err().to_string();
    assert!(error.contains("`iconv -f GBK -t UTF-8`"), "{error}");
}

#[test]
fn spreadsheets_come_in_utf_16_with_tabs_and_line_ends_in_quotes() {
    let text = "Code\tMessage\r\n1\t\"two\nlines\"\r\n";
    let workspace = Workspace::new(&[("zh-CN/e.ftl", "")]);
    let utf_16: Vec<u8> =
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let import = workspace.import(&utf_16, "zh-CN", Format::Csv).unwrap();
    assert_eq!(import.changes[0].text(), "code-1 =\n    two\n    lines\n");
}
