//! The pages for people, README and those beside the rooms: their links lead somewhere, and what they
//! show of settings and messages is what codeword reads. `cli` runs their transcripts, and rustdoc
//! their Rust.

use std::fs;
use std::path::{Path, PathBuf};

/// README, and the pages in these folders.
fn pages() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = vec![root.join("README.md"), root.join("CHANGELOG.md")];
    let mut folders =
        ["benches", "examples", "locales", "src"].map(|name| root.join(name)).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("target") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path);
            }
        }
    }
    pages.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn links_lead_somewhere() {
    let mut followed = 0;
    for (path, text) in pages() {
        for link in links(&text) {
            // The Web's may be down, and rustdoc follows those to items.
            if link.contains("://") || link.contains("::") {
                continue;
            }
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { path.with_file_name(file) };
            assert!(target.exists(), "{}: {link} leads nowhere", path.display());
            if !heading.is_empty() {
                let target = fs::read_to_string(target).unwrap();
                let there = target.lines().filter(|line| line.starts_with('#')).map(anchor);
                assert!(
                    there.into_iter().any(|name| name == heading),
                    "{}: {link} names no heading",
                    path.display(),
                );
            }
            followed += 1;
        }
    }
    assert!(followed > 8, "only {followed} links were found: does this test still read them?");
}

/// What the links of a page point to, `[…](this)` and `[…]: this`.
fn links(page: &str) -> Vec<&str> {
    let inline = page.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0));
    let by_name =
        page.lines().filter_map(|line| Some(line.strip_prefix('[')?.split_once("]: ")?.1));
    inline.chain(by_name).collect()
}

/// The name by which a link finds a heading.
fn anchor(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(feature = "cli")]
#[test]
fn settings_and_messages_are_read() {
    use codeword::registry::Registry;
    use codeword::response::{Policy, Templates};
    use codeword::workbench::Project;
    use codeword::{Catalog, Source};

    let (mut settings, mut messages) = (0, 0);
    for (path, page) in pages() {
        // The page of a rule shows what is wrong; the fixtures of `check` hold both examples to it.
        let is_rule = path.parent().is_some_and(|folder| folder.ends_with("check/rules"));
        for block in blocks(&page, "ftl").into_iter().filter(|_| !is_rule) {
            // Of a shortened message, the text stands for any.
            let files = [("en-US/errors.ftl", block.to_owned())];
            let built = Catalog::builder().source(Source::files(files)).build();
            assert!(built.is_ok(), "{}: {}", path.display(), built.unwrap_err());
            messages += 1;
        }
        for block in blocks(&page, "toml") {
            let folder = tempfile::tempdir().unwrap();
            let locales = folder.path().join("locales");
            for (locale, text) in [("zh-CN", "code-1 = 一\n"), ("en-US", "code-1 = One\n")] {
                fs::create_dir_all(locales.join(locale)).unwrap();
                fs::write(locales.join(locale).join("errors.ftl"), text).unwrap();
            }
            let settings_file = folder.path().join("codeword.toml");
            if block.contains("[[term]]") {
                fs::write(locales.join("glossary.toml"), block).unwrap();
            } else if block.starts_with("# codes.toml") {
                let registry = Registry::from_toml("codes.toml", block);
                assert!(registry.is_ok(), "{}: {}", path.display(), registry.unwrap_err());
            } else if block.starts_with("# upstream/sentences.toml") {
                let templates = Templates::from_toml(block);
                assert!(templates.is_ok(), "{}: {}", path.display(), templates.unwrap_err());
            } else if !["[dependencies]", "[language"].iter().any(|other| block.contains(other)) {
                // What is left is not a file of Cargo or of an editor.
                fs::write(&settings_file, block).unwrap();
            }
            if block.contains("[response]") {
                fs::create_dir(folder.path().join("upstream")).unwrap();
                for file in ["upstream/en.toml", "upstream/sentences.toml"] {
                    fs::write(folder.path().join(file), "400142 = \"no\"\n").unwrap();
                }
                let policy = Policy::from_file(&settings_file);
                assert!(policy.is_ok(), "{}: {}", path.display(), policy.unwrap_err());
            }
            let project = Project::open(&locales, None);
            assert!(project.is_ok(), "{}: {}", path.display(), project.err().unwrap());
            settings += 1;
        }
    }
    assert!(settings > 3 && messages > 2, "{settings} and {messages}: does this test read them?");
}

/// The blocks of code in a page that are in a language.
#[cfg(feature = "cli")]
fn blocks<'p>(page: &'p str, language: &str) -> Vec<&'p str> {
    let begin = format!("```{language}\n");
    page.split(&begin).skip(1).filter_map(|rest| Some(rest.split_once("\n```")?.0)).collect()
}
