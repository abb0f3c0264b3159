//! What a catalog promises, whatever its sources.

use codeword::{Catalog, Code, Source};

fn build(files: &[(&'static str, &'static str)]) -> Catalog {
    let source = Source::files(files.iter().copied());
    Catalog::builder().source(source).build().unwrap()
}

fn problems(sources: impl IntoIterator<Item = Source>) -> Vec<String> {
    let builder =
        sources.into_iter().fold(Catalog::builder(), |builder, source| builder.source(source));
    let error = builder.build().unwrap_err();
    assert!(error.is_catalog());
    error.diagnostics().iter().map(ToString::to_string).collect()
}

#[test]
fn an_unknown_code_has_no_message() {
    let catalog = Catalog::embedded();
    for code in [0, 1, 400143 + 1, 4_294_967_295_i64] {
        assert!(catalog.message(code, "en-US").is_none(), "{code}");
    }
}

#[test]
fn a_code_falls_along_the_chain() {
    let catalog = build(&[
        ("en-US/errors.ftl", "code-1 = one\ncode-2 = two"),
        ("zh-CN/errors.ftl", "code-1 = 一\ncode-3 = 三"),
    ]);
    for (code, preference, text, locale, fallback) in [
        (1, "zh-CN", "一", "zh-CN", false),
        (2, "zh-CN", "two", "en-US", true),
        (3, "zh-CN", "三", "zh-CN", false),
        (3, "en-US", "三", "zh-CN", true),
        (1, "ja", "one", "en-US", true),
        (1, "", "one", "en-US", true),
        (1, "\u{0}\u{FFFF};;;q=", "one", "en-US", true),
    ] {
        let message = catalog.message(code, preference).unwrap();
        assert_eq!(message.text(), text, "{code} {preference}");
        assert_eq!(message.locale().to_string(), locale, "{code} {preference}");
        assert_eq!(message.is_fallback(), fallback, "{code} {preference}");
        assert_eq!(message.code(), Code::new(code));
    }
}

#[test]
fn a_later_source_overrides_message_by_message() {
    let catalog = Catalog::builder()
        .source(Source::files([
            ("en-US/a.ftl", "code-1 = one\n"),
            ("en-US/b.ftl", "code-2 = two\n"),
        ]))
        .source(Source::files([("errors.en-US.ftl", "code-2 = TWO\ncode-3 = THREE\n")]))
        .build()
        .unwrap();
    let texts: Vec<_> = catalog
        .codes()
        .map(|code| catalog.message(code, "en").unwrap().into_text().into_owned())
        .collect();
    assert_eq!(texts, ["one", "TWO", "THREE"]);
}

#[test]
fn text_over_several_lines_is_one_text() {
    let catalog =
        build(&[("en-US/errors.ftl", "code-1 =\n    First line\n      indented\n\n    last\n")]);
    assert_eq!(catalog.message(1, "en").unwrap().text(), "First line\n  indented\n\nlast");
}

#[test]
fn placeables_are_formatted() {
    let catalog = build(&[(
        "en-US/errors.ftl",
        "-brand = Polaris\ncode-1 = { -brand } is { \"{\" }down{ \"}\" }\n",
    )]);
    assert_eq!(catalog.message(1, "en").unwrap().text(), "Polaris is {down}");
}

#[test]
fn every_problem_is_found_and_says_where() {
    assert_eq!(
        problems([Source::files([
            (
                "en-US/a.ftl",
                "code-1 = one\ncode-1 = again\ncode-2\ncode-3 = { -brand } { code-9 }\n"
            ),
            ("en-US/b.ftl", "code-1 = once more\n-t = x\n-t = y\n"),
            ("notes.ftl", "code-1 = x"),
            ("my locale/a.ftl", "code-1 = x"),
        ])]),
        [
            "notes.ftl: the file belongs to no locale: move it into a folder such as `zh-CN`, or \
             name it `errors.zh-CN.ftl`",
            "my locale/a.ftl: the folder `my locale` is not a language tag: name it as in \
             `zh-CN/errors.ftl`",
            "en-US/a.ftl:2:1: `code-1` stands at en-US/a.ftl:1 already: remove one of them, or give it \
             its own code",
            "en-US/a.ftl:3:7: `=` is expected here: a message is written `code-404001 = …`",
            "en-US/a.ftl:4:12: there is no term `-brand` in `en-US`: define it, `-brand = …`, or \
             correct the name",
            "en-US/a.ftl:4:23: there is no message `code-9` in `en-US`: define it, `code-9 = …`; for a \
             variable write `{ $code-9 }`",
            "en-US/b.ftl:1:1: `code-1` stands at en-US/a.ftl:1 already: remove one of them, or give it \
             its own code",
            "en-US/b.ftl:3:1: `-t` stands at en-US/b.ftl:2 already: remove one of them, or give it its \
             own code",
        ],
    );
}

#[test]
fn the_default_locale_is_the_owners_choice() {
    let files = [("de-DE/e.ftl", "code-1 = eins"), ("en-GB/e.ftl", "code-1 = one")];
    let build = |default: Option<&str>| {
        let builder = Catalog::builder().source(Source::files(files));
        match default {
            Some(tag) => builder.default_locale(tag).build(),
            None => builder.build(),
        }
    };
    assert_eq!(build(Some("de-DE")).unwrap().locales()[0].to_string(), "de-DE");
    assert_eq!(build(None).unwrap().locales()[0].to_string(), "en-GB");
    assert_eq!(
        build(Some("fr")).unwrap_err().to_string(),
        "default locale `fr`: no file is in this locale: choose one of de-DE, en-GB",
    );
    assert_eq!(
        build(Some("?")).unwrap_err().to_string(),
        "default locale `?`: this is not a language tag: write one such as `en-US`",
    );
}

#[test]
fn a_catalog_of_no_files_knows_no_code() {
    let (catalog, _) = Catalog::builder().build_lenient();
    assert_eq!(catalog.codes().len(), 0);
    assert!(catalog.message(400142, "en-US").is_none());
    assert_eq!(catalog.locales().len(), 1);
}

#[test]
fn a_catalog_has_a_code() {
    let folder = tempfile::tempdir().unwrap();
    let empty = || Source::folder(folder.path());
    let files = |text: &'static str| Source::files([("en-US/e.ftl", text)]);
    let name_one = "name one as in `zh-CN/errors.ftl`";
    assert_eq!(
        problems([]),
        ["catalog: it has no source: add one, such as `Source::folder(\"locales\")`"]
    );
    let in_folder =
        format!("{}: no Fluent file is in this folder: {name_one}", folder.path().display());
    for sources in [vec![empty()], vec![empty(), files("code-1 = one")]] {
        assert_eq!(problems(sources), [&*in_folder]);
    }
    assert_eq!(
        problems([Source::files([("", ""); 0])]),
        [format!("source 1: it has no Fluent file: {name_one}")]
    );
    assert_eq!(
        problems([files("-brand = Polaris")]),
        [
            "catalog: no code is in en-US/e.ftl: write a message such as `code-400142 = Too many heartbeats`"
        ]
    );
    // What lies over others may be empty.
    Catalog::builder().source(files("code-1 = one")).source(empty()).build().unwrap();
}

#[test]
fn every_message_is_of_a_code_or_used_by_one() {
    for (id, help) in [
        ("code-card__5Fdeclined", "write `code-card_declined`"),
        ("code-a__2eb", "write `code-a__2Eb`"),
        ("code_404001", "write `code-404001`"),
        ("Code-404001", "write `code-404001`"),
        ("code-a__20b", "write `code-` and the code, such as `code-400142`"),
        ("code-", "write `code-` and the code, such as `code-400142`"),
        ("not-found", "write `code-` and the code, such as `code-400142`"),
    ] {
        let text = format!("code-1 = one\n{id} = two\n");
        let source = || Source::files([("en-US/e.ftl", text.clone())]);
        let [problem] = &problems([source()])[..] else { panic!("{id}") };
        let expected = format!("en-US/e.ftl:2:1: `{id}` is the message of no code: {help}");
        assert!(problem.starts_with(&expected), "{problem}");
        // The others are answered all the same.
        let (catalog, _) = Catalog::builder().source(source()).build_lenient();
        assert_eq!(catalog.message(1, "en").unwrap().text(), "one");
    }
    build(&[(
        "en-US/e.ftl",
        "code-1 = { not-found } { -brand }\nnot-found = none\n-brand = a\n-b = b",
    )]);
}

#[test]
fn a_message_with_bytes_that_are_not_text_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("en-US")).unwrap();
    let bytes = b"code-1 = one\n-brand = \xFF\ncode-2 = \xFF\ncode-3 = { -brand }\ncode-4 = four";
    std::fs::write(folder.path().join("en-US/errors.ftl"), bytes).unwrap();
    let source = Source::folder(folder.path());
    let (catalog, problems) = Catalog::builder().source(source).build_lenient();
    assert_eq!(problems.len(), 2);
    let has = [1, 2, 3, 4].map(|code| catalog.message(code, "en").is_some());
    assert_eq!(has, [true, false, false, true]);
}

#[test]
fn a_folder_is_read_with_its_sub_folders_and_without_hidden_names() {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("en-US/errors.ftl", "code-1 = one"),
        ("en-US/api/v2.ftl", "code-2 = two"),
        ("errors.zh-CN.ftl", "code-1 = 一"),
        ("..data/errors.fr.ftl", "code-1 = un"),
        ("en-US/.errors.ftl.swp", "rubbish"),
        ("en-US/notes.txt", "rubbish"),
    ] {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let catalog = Catalog::builder().source(Source::folder(folder.path())).build().unwrap();
    assert_eq!(
        catalog.locales().iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["en-US", "zh-CN"]
    );
    assert_eq!(catalog.codes().collect::<Vec<_>>(), [1, 2]);
}

/// A Kubernetes volume: links to files behind `..data`, itself a link to the current version.
#[cfg(unix)]
#[test]
fn a_volume_is_read_behind_its_link() {
    use std::os::unix::fs::symlink;

    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    std::fs::create_dir(root.join("..2026_11_23")).unwrap();
    std::fs::write(root.join("..2026_11_23/errors.en-US.ftl"), "code-1 = one\ncode-2").unwrap();
    symlink("..2026_11_23", root.join("..data")).unwrap();
    symlink("..data/errors.en-US.ftl", root.join("errors.en-US.ftl")).unwrap();
    // What is not in the volume's version is not of the volume.
    std::fs::write(root.join("errors.de.ftl"), "code-1 = eins").unwrap();

    let (catalog, problems) = Catalog::builder().source(Source::folder(root)).build_lenient();
    assert_eq!(catalog.locales().iter().map(ToString::to_string).collect::<Vec<_>>(), ["en-US"]);
    let [problem] = &problems[..] else { panic!("{problems:?}") };
    assert_eq!(problem.file(), root.join("errors.en-US.ftl").display().to_string());
}

#[test]
fn unreadable_files_are_said() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("en-US")).unwrap();
    std::fs::write(folder.path().join("en-US/errors.ftl"), b"code-1 = one\ncode-2 = \xFF\n")
        .unwrap();
    let [problem] = &problems([Source::folder(folder.path())])[..] else { panic!("one problem") };
    assert!(
        problem.ends_with(
            "errors.ftl:2:10: this is not valid UTF-8: save the file as UTF-8, and look at what stands here"
        ),
        "{problem}"
    );

    let [problem] = &problems([Source::folder(folder.path().join("nowhere"))])[..] else {
        panic!()
    };
    assert!(problem.contains("nowhere: this folder cannot be read: "), "{problem}");
}

/// A message with two texts and attributes, which have variables and have none.
fn with_attributes() -> Catalog {
    let text = "code-1 = Plain
    .title = At most { $limit }
code-2 = { $limit } at most
    .title = Too many
    .detail = { $name } sent { $limit }";
    let source = codeword::Source::files([("en-US/errors.ftl", text)]);
    Catalog::builder().source(source).build().unwrap()
}

#[test]
fn a_message_outlives_its_arguments_and_its_catalog() {
    let catalog = with_attributes();
    let borrowed = |code: u32, limit: &str| {
        let (name, limit) = ("web".to_owned(), limit.to_owned());
        let args = codeword::Args::new().with("limit", &limit).with("name", &name);
        catalog.format(code, "en", &args).unwrap()
    };
    let (plain, owned) = (borrowed(1, "5"), borrowed(2, "5").into_owned());
    assert_eq!(plain.text(), "Plain");
    assert_eq!(plain.attribute("title").as_deref(), Some("At most 5"));
    assert_eq!(owned, borrowed(2, "5"));
    assert_ne!(owned, borrowed(2, "6"));
    drop(catalog);

    fn shared<T: Send + Sync + Clone + 'static>(_: &T) {}
    shared(&owned);
    assert_eq!((owned.code(), owned.text()), (codeword::Code::from(2_u32), "5 at most"));
    let problem = owned.problem().into_owned();
    shared(&problem);
    drop(owned);
    assert_eq!(problem.title(), "Too many");
    assert_eq!(problem.detail(), Some("web sent 5"));
}
