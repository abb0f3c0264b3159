//! `src/response/shapes.md` shows how the answers of well-known services are localized; each section is
//! held to what it shows.

use codeword::response::{Localizer, MediaType, Policy};
use codeword::{Catalog, Source};

const PAGE: &str = include_str!("../../../src/response/shapes.md");

/// The sections whose tables say more than the preset.
const BEYOND_PRESETS: [&str; 3] = ["Google, with the original kept", "ASP.NET", "protovalidate"];

#[test]
fn each_shape_of_the_page_is_localized_as_it_shows() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("codeword.toml");
    let mut answers = 0;
    let sections = PAGE.split("\n## ").skip(1);
    let names: Vec<&str> = sections
        .map(|section| {
            let name = section.lines().next().unwrap();
            let find = |language: &str| {
                let (_, rest) = section.split_once(&format!("```{language}\n"))?;
                Some(rest.split_once("```").unwrap().0.to_owned())
            };
            let block = |language: &str| find(language).unwrap();
            std::fs::write(&settings, block("toml")).unwrap();
            // The texts of the server, where the section has them.
            std::fs::create_dir_all(folder.path().join("upstream")).unwrap();
            let texts = find("text").unwrap_or_default();
            std::fs::write(folder.path().join("upstream/en.toml"), texts).unwrap();
            let source = Source::files([("de/errors.ftl", block("ftl"))]);
            let catalog = Catalog::builder().source(source).build().unwrap();
            let localizer = Localizer::new(catalog.clone(), Policy::from_file(&settings).unwrap());
            // Of `OCI registries`, the first word.
            let preset = name.split([' ', ',']).next().unwrap().to_lowercase();
            let says_more = BEYOND_PRESETS.contains(&name);
            let by_name =
                (!says_more).then(|| Localizer::new(catalog, Policy::preset(&preset).unwrap()));
            let json = block("json");
            let lines: Vec<&str> = json.lines().collect();
            for pair in lines.chunks(2) {
                let types = [r#""type":"about:blank""#, r#""type":"https:"#];
                let is_problem = types.iter().any(|kind| pair[0].contains(kind));
                let media_type = if is_problem { MediaType::Problem } else { MediaType::Json };
                for localizer in [&localizer].into_iter().chain(&by_name) {
                    let body = localizer.localize(pair[0].to_owned().into(), media_type, "de");
                    let body = String::from_utf8(body.into_body().to_vec()).unwrap();
                    assert_eq!(body, pair[1], "{name}");
                }
                answers += 1;
            }
            name
        })
        .collect();
    assert_eq!(names.len(), 17, "{names:?}");
    assert_eq!(answers, 23);
}

#[test]
fn a_real_registry_is_localized() {
    // Recorded from Docker's registry 2.8.2; see `examples/container-registry/README.md`.
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/container-registry");
    let source = Source::folder(folder.join("locales"));
    let catalog = Catalog::builder().source(source).build().unwrap();
    let policy = Policy::from_file(folder.join("codeword.toml")).unwrap();
    let localizer = Localizer::new(catalog, policy);
    for (answer, texts) in [
        ("unknown-repository", &["Das Repository „team/app“ gibt es in dieser Registry nicht"][..]),
        ("unknown-tag", &["Es gibt kein Image mit diesem Tag oder Digest"]),
        ("unknown-digest", &["Es gibt kein Image mit diesem Tag oder Digest"]),
        ("unknown-blob", &["Den Blob gibt es in diesem Repository nicht"]),
        (
            "missing-layers",
            &["Das Manifest verweist auf einen Blob, der nicht hochgeladen wurde"; 2],
        ),
        ("read-only", &["Diese Registry unterstützt den Vorgang nicht"]),
        (
            "unknown-upload",
            &["Der Upload wurde abgebrochen, oder seine Adresse ist falsch; beginnen Sie ihn neu"],
        ),
        ("wrong-digest", &["Der Digest passt nicht zu den hochgeladenen Daten"]),
    ] {
        let path = folder.join("answers").join(format!("{answer}.json"));
        let body = std::fs::read(path).unwrap();
        let mut expected: serde_json::Value = serde_json::from_slice(&body).unwrap();
        for (error, text) in expected["errors"].as_array_mut().unwrap().iter_mut().zip(texts) {
            error["message"] = (*text).into();
        }
        let localized = localizer.localize(body.into(), MediaType::Json, "de-DE,de;q=0.9");
        let localized: serde_json::Value = serde_json::from_slice(&localized.into_body()).unwrap();
        assert_eq!(localized, expected, "{answer}");
    }
}
