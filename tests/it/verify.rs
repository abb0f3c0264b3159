//! `Catalog::verify`: what readers would miss is found, in the words of `codeword check`.

use codeword::{Catalog, Source};

fn verify(files: &[(&str, &str)], required: &[&str]) -> Vec<String> {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let builder = Catalog::builder().source(Source::files(files)).default_locale("en-US");
    let (catalog, _) = builder.build_lenient();
    catalog.verify(required.iter().copied()).iter().map(ToString::to_string).collect()
}

#[test]
fn everything_that_a_required_locale_lacks_is_found() {
    let english =
        ("en-US/errors.ftl", "code-1 = Wait { $s } s\n    .title = Wait\ncode-2 = Ready\n");
    for (german, expected) in [
        ("code-1 = { $s } s Geduld\n    .title = Geduld\ncode-2 = Fertig\n", &[][..]),
        (
            "code-2 = Fertig\n",
            &["de/errors.ftl:1:1: `code-1` is not translated into `de`: add `code-1 = …`"],
        ),
        (
            "code-1 = { $s } s\ncode-2 = { $s }\n",
            &[
                "de/errors.ftl:1:1: `code-1` lacks the attribute `.title`: write `.title = …` below it, indented",
                "de/errors.ftl:2:13: the source text has no variable `$s`: the source has no variables: write the \
                 text without it",
            ],
        ),
        // A misspelt variable of an attribute, though the text has it.
        (
            "code-1 = { $s } s\n    .title = { $S }\ncode-2 = Fertig\n",
            &[
                "de/errors.ftl:2:17: the source text has no variable `$S`: the source has no variables: write the \
               text without it",
            ],
        ),
        // What does not parse is said once.
        (
            "code-1 = { $s\n\ncode-2 = Fertig\n",
            &["de/errors.ftl:1:14: `}` is expected here: end what stands in braces with `}`"],
        ),
        // What is allowed, for a message or for the file, and what waits for its translation.
        (
            "# codeword: allow(lost-variable) it is always 1 s\ncode-1 = Geduld\n    .title = x\ncode-2 = x\n",
            &[],
        ),
        ("### codeword: allow(missing-message)\n\ncode-2 = Fertig\n", &[]),
        ("# needs translation\ncode-1 = Wait\ncode-2 = Fertig\n", &[]),
    ] {
        assert_eq!(verify(&[english, ("de/errors.ftl", german)], &["de"]), expected, "{german}");
        assert_eq!(verify(&[english, ("de/errors.ftl", "code-2 = x\n")], &["en-US"]), [""; 0]);
    }
}

#[test]
fn a_locale_without_files_and_a_code_of_another_locale_are_found() {
    let files =
        [("en-US/errors.ftl", "code-1 = Ready"), ("de/errors.ftl", "code-1 = x\ncode-2 = y")];
    let found = verify(&files, &["en-US", "fr", "no tag"]);
    let expected = [
        "en-US/errors.ftl:1:1: `code-2` is not translated into `en-US`: add `code-2 = …` after `code-1`",
        "required locale `fr`: no file is in this locale: add one, or do not require it",
        "required locale `no tag`: no file is in this locale: add one, or do not require it",
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_shipped_catalog_is_whole() {
    assert_eq!(Catalog::embedded().verify(["en-US", "zh-CN"]), []);
}

/// Both ask the same rules: on the examples of these rules, they find the same at the same places.
#[cfg(feature = "cli")]
#[test]
fn check_finds_the_same() {
    use std::collections::BTreeSet;
    use std::fs;

    use codeword::workbench::{Project, check};

    const RULES: [&str; 4] =
        ["missing-message", "missing-attribute", "lost-variable", "unknown-variable"];
    let mut count = 0;
    for rule in RULES {
        for example in ["bad", "good"] {
            let folder = format!("tests/fixtures/check/{rule}/{example}/locales");
            let project = Project::open(&folder, None).unwrap();
            let report = check::check(&project);
            let of_rules = report.findings().iter().filter(|it| RULES.contains(&it.rule().name()));
            let checked: BTreeSet<String> = of_rules
                .map(|it| {
                    let place = format!("{}:{}:{}", it.file(), it.line(), it.column());
                    format!("{place}: {}: {}", it.message(), it.help())
                })
                .collect();
            let source = project.source_locale().to_string();
            let builder = Catalog::builder().source(Source::folder(&folder)).default_locale(source);
            let tags = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
            let mut tags: Vec<String> = tags.map(|tag| tag.into_string().unwrap()).collect();
            tags.retain(|tag| !tag.contains('.'));
            let found = builder.build_lenient().0.verify(tags.iter().map(String::as_str));
            let found: BTreeSet<String> = found.iter().map(ToString::to_string).collect();
            assert_eq!(found, checked, "{folder}");
            count += found.len();
        }
    }
    assert!(count >= RULES.len(), "{count} are too few to compare");
}
