//! Another implementation of Fluent says the same: @fluent/bundle, in JavaScript, with the plural
//! rules, numbers and dates of ICU.
//!
//! `scripts/test` installs it below `target/node_modules`. Where it is not, these tests say so and
//! pass, unless `CODEWORD_REQUIRE_PEERS=1` is set. The fixtures are in `tests/fixtures/fluent`, and
//! every difference stands there in `differences.tsv` with its reason.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use codeword::{Args, Catalog, Source};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

const FILES: [(&str, &str); 7] = [
    ("text", include_str!("../fixtures/fluent/text.ftl")),
    ("literals", include_str!("../fixtures/fluent/literals.ftl")),
    ("terms", include_str!("../fixtures/fluent/terms.ftl")),
    ("references", include_str!("../fixtures/fluent/references.ftl")),
    ("selects", include_str!("../fixtures/fluent/selects.ftl")),
    ("numbers", include_str!("../fixtures/fluent/numbers.ftl")),
    ("dates", include_str!("../fixtures/fluent/dates.ftl")),
];

/// Every kind of plural rule, digits, grouping and calendar.
const LEFT_TO_RIGHT: [&str; 23] = [
    "en-US", "en-GB", "zh-CN", "zh-TW", "ja", "ko", "de", "fr", "fr-CH", "es", "pt-BR", "pt-PT",
    "ro", "pl", "ru", "lt", "lv", "sl", "cy", "ga", "tr", "hi", "th",
];
const RIGHT_TO_LEFT: [&str; 3] = ["ar-EG", "fa", "he"];

/// A catalog of one file, and what is asked of it.
#[derive(Serialize)]
struct Case {
    #[serde(skip)]
    file: &'static str,
    #[serde(skip)]
    catalog: Catalog,
    locale: &'static str,
    isolate: bool,
    text: &'static str,
    arguments: Value,
}

/// What the other implementation printed.
#[derive(Deserialize)]
struct Row {
    case: usize,
    arguments: String,
    id: String,
    attribute: Option<String>,
    text: String,
    complete: bool,
}

impl Case {
    fn new(
        file: &'static str,
        locale: &'static str,
        text: &'static str,
        arguments: &Value,
    ) -> Case {
        let source = Source::files([(format!("{locale}/{file}.ftl"), text)]);
        // Some fixtures have what a catalog complains of, such as a tab. A message that it leaves out is
        // a difference.
        let (catalog, _) = Catalog::builder().source(source).build_lenient();
        Case {
            file,
            catalog,
            locale,
            isolate: RIGHT_TO_LEFT.contains(&locale),
            text,
            arguments: arguments.clone(),
        }
    }

    /// What codeword prints for a row: of a text that could not be formatted in full it says so, of
    /// such an attribute there is none.
    fn format(&self, row: &Row) -> Option<(String, bool)> {
        let code: u32 = row.id.strip_prefix("code-").unwrap().parse().unwrap();
        let args = Args::deserialize(&self.arguments[&row.arguments]).unwrap();
        let message = self.catalog.format(code, self.locale, &args)?;
        match &row.attribute {
            Some(name) => message.attribute(name).map(|text| (text.into_owned(), true)),
            None => Some((message.text().to_owned(), message.is_complete())),
        }
    }
}

impl Row {
    fn expected(&self) -> Option<(String, bool)> {
        (self.attribute.is_none() || self.complete).then(|| (self.text.clone(), self.complete))
    }
}

/// The other implementation: its modules, and the node that runs it.
pub(crate) struct Peer {
    modules: PathBuf,
    node: PathBuf,
}

impl Peer {
    pub(crate) fn find() -> Option<Peer> {
        let modules = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/node_modules");
        let architecture = match std::env::consts::ARCH {
            "x86_64" => "x64",
            "aarch64" => "arm64",
            other => other,
        };
        // Not any node: its ICU decides what numbers and dates look like.
        let node = modules.join(format!("node-linux-{architecture}/bin/node"));
        if node.exists() && modules.join("@fluent/bundle").exists() {
            return Some(Peer { modules, node });
        }
        let missing =
            "the Fluent implementation to compare with is not installed: run scripts/test";
        assert_ne!(std::env::var("CODEWORD_REQUIRE_PEERS").as_deref(), Ok("1"), "{missing}");
        // Past the capture of a test's output, which nobody sees when the test passes.
        let mut stderr = std::io::stderr();
        writeln!(stderr, "\nSKIPPED, and so not tested: {missing}\n").unwrap();
        None
    }

    /// What a script in `tests/differential` prints for an input.
    pub(crate) fn run<T: DeserializeOwned>(&self, script: &str, input: &impl Serialize) -> T {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/differential");
        let mut child = Command::new(&self.node)
            .arg(folder.join(script))
            .arg(&self.modules)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(&serde_json::to_vec(input).unwrap()).unwrap();
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "the script failed: {}", output.status);
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

#[test]
fn the_fixtures_are_formatted_alike() {
    let Some(peer) = Peer::find() else { return };
    let arguments: Value =
        serde_json::from_str(include_str!("../fixtures/fluent/arguments.json")).unwrap();
    let locales = || LEFT_TO_RIGHT.into_iter().chain(RIGHT_TO_LEFT);
    let cases: Vec<Case> = FILES
        .into_iter()
        .flat_map(|(file, text)| locales().map(move |locale| (file, locale, text)))
        .map(|(file, locale, text)| Case::new(file, locale, text, &arguments))
        .collect();
    let rows: Vec<Row> = peer.run("format.mjs", &cases);
    assert!(rows.len() > 50_000, "only {} rows", rows.len());

    let known: BTreeMap<String, &str> = differences().collect();
    let mut found = BTreeSet::new();
    let mut unknown = Vec::new();
    for row in &rows {
        let case = &cases[row.case];
        let (ours, theirs) = (case.format(row), row.expected());
        if ours == theirs || without_narrow_spaces(&ours) == theirs {
            continue;
        }
        let difference = describe(case, row, ours, theirs);
        if !known.contains_key(&difference) {
            unknown.push(difference.clone());
        }
        found.insert(difference);
    }
    let gone: Vec<&String> = known.keys().filter(|known| !found.contains(*known)).collect();
    assert!(unknown.is_empty(), "not in differences.tsv:\n?\t{}", unknown.join("\n?\t"));
    assert!(gone.is_empty(), "in differences.tsv, but alike: {gone:#?}");
}

#[test]
fn the_shipped_catalog_is_formatted_alike() {
    let Some(peer) = Peer::find() else { return };
    let none = json!({ "none": {} });
    let cases = [
        Case::new("errors", "zh-CN", include_str!("../../locales/zh-CN/errors.ftl"), &none),
        Case::new("errors", "en-US", include_str!("../../locales/en-US/errors.ftl"), &none),
    ];
    let rows: Vec<Row> = peer.run("format.mjs", &cases);
    assert_eq!(rows.len(), 2 * Catalog::embedded().codes().len());
    for row in &rows {
        let locale = cases[row.case].locale;
        assert_eq!(cases[row.case].format(row), row.expected(), "{} in {locale}", row.id);
        let code: u32 = row.id.strip_prefix("code-").unwrap().parse().unwrap();
        let message = Catalog::embedded().message(code, locale).unwrap().into_text().into_owned();
        assert_eq!(message, row.text, "{code} in {locale}");
    }
}

/// The known differences, each with its reason.
fn differences() -> impl Iterator<Item = (String, &'static str)> {
    let table = include_str!("../fixtures/fluent/differences.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|row| {
        let (reason, difference) = row.split_once('\t').unwrap();
        let described = table.lines().any(|line| line.starts_with(&format!("# {reason}: ")));
        assert!(described, "the reason `{reason}` is not described");
        (difference.to_owned(), reason)
    })
}

/// A difference as it stands in the table.
fn describe(
    case: &Case,
    row: &Row,
    ours: Option<(String, bool)>,
    theirs: Option<(String, bool)>,
) -> String {
    let attribute = row.attribute.as_ref().map(|name| format!(".{name}")).unwrap_or_default();
    let text = |side: Option<(String, bool)>| match side {
        Some((text, true)) => text.replace('\n', "\\n"),
        Some((text, false)) => format!("{text} (incomplete)"),
        None => "(none)".to_owned(),
    };
    let place = format!("{}\t{}{attribute}\t{}", case.file, row.id, case.locale);
    format!("{place}\t{}\t{}\t{}", row.arguments, text(ours), text(theirs))
}

/// V8 prints a space wherever CLDR has a narrow no-break space in a date.
fn without_narrow_spaces(side: &Option<(String, bool)>) -> Option<(String, bool)> {
    side.as_ref().map(|(text, complete)| (text.replace('\u{202F}', " "), *complete))
}
