//! `tests/fixtures/bodies/table.toml`: what becomes of the bodies of services, frameworks and gateways, each by its
//! preset.

use bytes::Bytes;
use codeword::response::layer::LocalizeLayer;
use codeword::response::{Localizer, Policy, Preset};
use codeword::{Catalog, Source};
use http::Request;
use http_body_util::Full;
use serde::Deserialize;

use super::{send, text};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    body: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    preset: String,
    #[serde(default)]
    keys: String,
    upstream: Option<String>,
    #[serde(default = "bad_request")]
    status: u16,
    #[serde(default = "json", rename = "type")]
    content_type: String,
    messages: String,
    body: String,
    expected: Option<String>,
    becomes: Option<String>,
}

fn bad_request() -> u16 {
    400
}

fn json() -> String {
    "application/json".to_owned()
}

#[test]
fn each_body_is_localized_as_expected_or_left_byte_for_byte() {
    let table = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/bodies/table.toml");
    let Table { body: rows } = toml::from_str(&std::fs::read_to_string(table).unwrap()).unwrap();
    assert!(rows.len() >= 40, "{}", rows.len());
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("codeword.toml");
    let mut unseen: Vec<&str> = Preset::ALL.iter().map(|preset| preset.name()).collect();
    for row in &rows {
        unseen.retain(|name| *name != row.preset);
        let keys = format!("[response]\npreset = \"{}\"\n{}", row.preset, row.keys);
        std::fs::write(&settings, keys).unwrap();
        if let Some(texts) = &row.upstream {
            std::fs::write(folder.path().join("upstream.toml"), texts).unwrap();
        }
        let source = Source::files([("de/errors.ftl", row.messages.clone())]);
        let catalog = Catalog::builder().source(source).build().unwrap();
        let policy = Policy::from_file(&settings).unwrap();
        let unknown = policy.unknown_status_codes(&catalog);
        assert!(unknown.is_empty(), "{}: {unknown:?}", row.name);

        let mut answer = http::Response::builder().status(row.status);
        if !row.content_type.is_empty() {
            answer = answer.header("content-type", &row.content_type);
        }
        let answer = answer.body(Full::<Bytes>::from(row.body.clone())).unwrap();
        let request = Request::get("/").header("accept-language", "de").body(()).unwrap();
        let layer = LocalizeLayer::new(Localizer::new(catalog, policy));
        let sent = send(layer, request, answer);

        let content_type = sent.headers().get("content-type").map(|value| value.to_str().unwrap());
        let expected_type = row.becomes.as_deref().unwrap_or(&row.content_type);
        assert_eq!(content_type.unwrap_or_default(), expected_type, "{}", row.name);
        assert_eq!(sent.status(), row.status, "{}", row.name);
        let expected = row.expected.as_ref().unwrap_or(&row.body);
        assert_ne!(Some(&row.body), row.expected.as_ref(), "{} changes nothing", row.name);
        let is_changed = row.expected.is_some();
        assert_eq!(sent.headers().contains_key("content-language"), is_changed, "{}", row.name);
        assert_eq!(&text(sent.into_body()), expected, "{}", row.name);
    }
    assert!(unseen.is_empty(), "no body shows the presets {unseen:?}");
}
