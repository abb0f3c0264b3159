//! Codes of every spelling, as public catalogs have them: in look-ups, in files, and in the tables of other
//! formats.

use codeword::{Catalog, Code, CodeBuf, Source};

/// Spellings of public catalogs, and the identifiers of their messages.
const SPELLINGS: [(&str, &str); 27] = [
    // Polaris, OKX, WeChat, Binance
    ("400142", "code-400142"),
    ("50011", "code-50011"),
    ("0", "code-0"),
    ("-1", "code--1"),
    ("-1121", "code--1121"),
    // Windows' HRESULT, as a number of 32 bits with a sign and without
    ("-2147024891", "code--2147024891"),
    ("2147942405", "code-2147942405"),
    ("0x80070005", "code-0x80070005"),
    // Stripe, Ory Kratos
    ("card_declined", "code-card_declined"),
    ("4000006", "code-4000006"),
    // The distribution specification of OCI
    ("NAME_UNKNOWN", "code-NAME_UNKNOWN"),
    ("TOOMANYREQUESTS", "code-TOOMANYREQUESTS"),
    // Alibaba Cloud, AWS EC2, Tencent Cloud
    ("InvalidParameter.Format", "code-InvalidParameter__2EFormat"),
    ("InvalidInstanceID.NotFound", "code-InvalidInstanceID__2ENotFound"),
    ("AuthFailure.SignatureFailure", "code-AuthFailure__2ESignatureFailure"),
    // SQLSTATE
    ("00000", "code-00000"),
    ("22P02", "code-22P02"),
    ("22012", "code-22012"),
    ("0A000", "code-0A000"),
    ("42S02", "code-42S02"),
    // TiDB, Oracle, PostgreSQL's modules
    ("ddl:1054", "code-ddl__3A1054"),
    ("ORA-00942", "code-ORA-00942"),
    // gRPC, Kubernetes, Google
    ("DATA_LOSS", "code-DATA_LOSS"),
    ("NotFound", "code-NotFound"),
    // Types of problems as paths, OAuth 2.0, systemd
    ("/problems/out-of-credit", "code-__2Fproblems__2Fout-of-credit"),
    ("invalid_grant", "code-invalid_grant"),
    ("org.freedesktop.DBus.Error.NoReply", "code-org__2Efreedesktop__2EDBus__2EError__2ENoReply"),
];

fn files() -> String {
    let message = |(spelling, id): &(&str, &str)| {
        format!("{id} = The code {spelling}\n    .title = {spelling}\n")
    };
    SPELLINGS.iter().map(message).collect()
}

fn catalog() -> Catalog {
    let source = Source::files([("en-US/errors.ftl", files())]);
    Catalog::builder().source(source).build().unwrap()
}

#[test]
fn every_spelling_has_its_message() {
    let catalog = catalog();
    assert_eq!(catalog.codes().len(), SPELLINGS.len());
    for (spelling, id) in SPELLINGS {
        let message = catalog.message(spelling, "en-US").unwrap();
        assert_eq!(message.text(), format!("The code {spelling}"));
        assert_eq!(message.attribute("title").as_deref(), Some(spelling));
        assert_eq!(message.code(), spelling);
        assert_eq!(message.code().message_id(), id);
        assert_eq!(CodeBuf::from_message_id(id).unwrap(), spelling);
        let code: CodeBuf = spelling.parse().unwrap();
        assert_eq!(catalog.message(&code, "en-US").unwrap().code(), code);
    }
    assert!(catalog.codes().is_sorted());
}

#[test]
fn a_look_up_takes_numbers_of_every_width_and_texts() {
    let catalog = catalog();
    let text = |message: Option<codeword::Message<'_>>| message.unwrap().text().to_owned();
    assert_eq!(text(catalog.message(400142, "en")), "The code 400142");
    assert_eq!(text(catalog.message(-1121, "en")), "The code -1121");
    assert_eq!(text(catalog.message("400142", "en")), "The code 400142");
    assert_eq!(text(catalog.message("card_declined", "en")), "The code card_declined");
    assert_eq!(text(catalog.message(&"22P02".to_owned(), "en")), "The code 22P02");
    assert_eq!(text(catalog.message(50011_u16, "en")), "The code 50011");
    assert_eq!(text(catalog.message(2_147_942_405_u32, "en")), "The code 2147942405");
    assert_eq!(text(catalog.message(-2_147_024_891_i64, "en")), "The code -2147024891");
    assert_eq!(text(catalog.message(400142_u64, "en")), "The code 400142");
    assert_eq!(text(catalog.message(0_usize, "en")), "The code 0");
    assert_eq!(text(catalog.message(Code::from_static("NotFound"), "en")), "The code NotFound");
    let unknown = ["400143", "not found", "", "0400142", "+1", "notfound", "NotFound ", "错误"];
    assert!(unknown.iter().all(|code| catalog.message(*code, "en").is_none()));
    assert!(catalog.message(u64::MAX, "en").is_none());
    assert!(catalog.message(i64::MIN, "en").is_none());
}

#[cfg(feature = "cli")]
mod files {
    use std::fs;

    use codeword::workbench::exchange::{self, ExchangeFile, Format, ReadOptions};
    use codeword::workbench::{Project, check};

    use super::files;

    fn project(texts: &str) -> (tempfile::TempDir, Project) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("en-US")).unwrap();
        fs::write(folder.path().join("en-US/errors.ftl"), texts).unwrap();
        let project = Project::open(folder.path(), Some("en-US")).unwrap();
        (folder, project)
    }

    #[test]
    fn a_thousand_names_and_a_thousand_signed_numbers_are_checked() {
        let name = |nth: usize| match nth % 5 {
            0 => format!("code-card_declined_{nth}"),
            1 => format!("code-InvalidParameter__2EFormat{nth}"),
            2 => format!("code-ddl__3A{nth}"),
            3 => format!("code-22P{nth}"),
            _ => format!("code-00{nth}"),
        };
        let numbers =
            (-500..500).map(|number: i32| format!("code-{} = Number {number}\n", 7 * number));
        let names = (0..1000).map(|nth| format!("{} = Name {nth}\n", name(nth)));
        let (_folder, project) = project(&numbers.chain(names).collect::<String>());
        let report = check::check(&project);
        let found: Vec<String> = report.findings().iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{}", found.join("\n"));
    }

    #[test]
    fn every_spelling_goes_through_every_format_and_back() {
        let (folder, project) = project(&files());
        let english = "en-US".parse().unwrap();
        for format in Format::ALL {
            let exported = exchange::export(&project, &english, format, None).unwrap().text;
            let path = folder.path().join("exchange.file");
            fs::write(&path, &exported).unwrap();
            let options = ReadOptions { format: Some(format), ..Default::default() };
            let file = ExchangeFile::open(&path, &options).unwrap();
            let again = exchange::import(&project, &file, &english).unwrap();
            assert_eq!(again.changes, [], "{format:?}\n{exported}");

            let (folder, empty) = self::project("");
            let import = exchange::import(&empty, &file, &english).unwrap();
            for change in &import.changes {
                change.write().unwrap();
            }
            let filled = Project::open(folder.path(), Some("en-US")).unwrap();
            assert_eq!(
                exchange::export(&filled, &english, format, None).unwrap().text,
                exported,
                "{format:?}"
            );
        }
    }
}
