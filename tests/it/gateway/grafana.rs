//! The queries of `scripts/grafana.json` name metrics and labels that gateways have, and leave none out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Arc;
use std::time::Duration;

use codeword::gateway::admin::Metrics;
use codeword::gateway::log::Log;
use codeword::gateway::proxy::{Proxy, ServerCertificates};
use codeword::response::{Localizer, MediaType, Policy};
use codeword::{Catalog, LiveCatalog, Source};
use serde_json::Value;

const DASHBOARD: &str = include_str!("../../../scripts/grafana.json");

/// The metrics, each with its labels and their values.
type Served = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// What a gateway serves that has met everything.
fn served() -> Served {
    let live = LiveCatalog::follow(Catalog::builder().source(Source::embedded())).unwrap();
    let metrics = Metrics::new(live);
    metrics.count_lost_lines(Arc::new(Log::new(std::io::sink()).unwrap()));
    let localizer = metrics.observe(Localizer::new(Catalog::embedded(), Policy::default()));
    for code in [400142, 999999] {
        let body = format!(r#"{{"code":{code},"info":"x"}}"#);
        localizer.localize(body.into(), MediaType::Json, "zh-CN");
    }
    metrics.request(http::StatusCode::BAD_REQUEST, Duration::from_millis(3));
    let _proxy = with_tls(metrics.clone());

    let mut served = Served::new();
    for line in metrics.to_string().lines().filter(|line| !line.starts_with('#')) {
        let (series, _) = line.rsplit_once(' ').unwrap();
        let (name, labels) = series.split_once('{').unwrap_or((series, "}"));
        let known = served.entry(name.to_owned()).or_default();
        for (label, value) in pairs(labels.strip_suffix('}').unwrap()) {
            known.entry(label.to_owned()).or_default().insert(value.to_owned());
        }
    }
    served
}

/// A proxy with TLS towards its clients, whose figures are these.
fn with_tls(metrics: Metrics) -> Proxy {
    let folder = tempfile::tempdir().unwrap();
    let files = (folder.path().join("server.pem"), folder.path().join("server.key"));
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    fs::write(&files.0, made.cert.pem()).unwrap();
    fs::write(&files.1, made.signing_key.serialize_pem()).unwrap();
    let certificates = ServerCertificates::follow([files]).unwrap();
    let upstream = "http://127.0.0.1:9".parse().unwrap();
    Proxy::builder(upstream).metrics(metrics).tls(certificates).build().unwrap()
}

/// The labels and values of `a="1",b=~"2"`.
fn pairs(labels: &str) -> Vec<(&str, &str)> {
    let pairs = labels.split("\",").filter_map(|pair| pair.split_once('"'));
    pairs
        .map(|(label, value)| {
            (label.trim_end_matches(['=', '~', '!']), value.trim_end_matches('"'))
        })
        .collect()
}

/// The labels that Prometheus gives what it scrapes.
const OF_PROMETHEUS: [&str; 2] = ["job", "instance"];

#[test]
fn the_dashboard_shows_what_is_served() {
    let served = served();
    let dashboard: Value = serde_json::from_str(DASHBOARD).unwrap();
    let mut shown = BTreeSet::new();
    for panel in dashboard["panels"].as_array().unwrap() {
        for target in panel["targets"].as_array().unwrap() {
            let query = target["expr"].as_str().unwrap();
            let mut grouped: Vec<&str> = OF_PROMETHEUS.to_vec();
            for group in query.split("by (").skip(1) {
                grouped.extend(group.split_once(')').unwrap().0.split(", "));
            }
            for (name, labels) in selectors(query) {
                let known = served.get(name).unwrap_or_else(|| panic!("{name} in {query}"));
                for (label, values) in pairs(labels) {
                    let is_own = OF_PROMETHEUS.contains(&label);
                    let is_value = |value| known.get(label).is_some_and(|all| all.contains(value));
                    assert!(is_own || values.split('|').all(is_value), "{label} in {query}");
                }
                let is_known = |label: &&str| known.contains_key(*label);
                let mut own = grouped.iter().filter(|label| !OF_PROMETHEUS.contains(label));
                assert!(own.all(is_known), "{query}");
                shown.insert(name.to_owned());
            }
            // What a line is called stands in what it is grouped by.
            let legend = target["legendFormat"].as_str().unwrap();
            for label in legend.split("{{").skip(1) {
                let label = label.split_once("}}").unwrap().0;
                assert!(grouped.contains(&label), "{legend} of {query}");
            }
        }
    }
    // Of a histogram, its buckets stand for the rest.
    let is_sum =
        |name: &&String| name.ends_with("_seconds_sum") || name.ends_with("_seconds_count");
    let left_out: Vec<&String> =
        served.keys().filter(|name| !is_sum(name) && !shown.contains(*name)).collect();
    assert!(left_out.is_empty(), "{left_out:?}");
}

/// The metrics of a query, each with what selects from it.
fn selectors(query: &str) -> Vec<(&str, &str)> {
    let pieces: Vec<&str> = query.split('{').collect();
    let name = |before: &str| before.rfind(|c: char| !c.is_ascii_lowercase() && c != '_');
    let selectors: Vec<(&str, &str)> = (pieces.windows(2))
        .map(|pair| {
            let start = name(pair[0]).map_or(0, |end| end + 1);
            (&pair[0][start..], pair[1].split_once('}').unwrap().0)
        })
        .collect();
    assert!(!selectors.is_empty(), "{query} asks for nothing");
    selectors
}
