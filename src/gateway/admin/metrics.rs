//! [`Metrics`]: the figures of a gateway, as Prometheus reads them.

use std::fmt::{self, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::StatusCode;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::prometheus_text;
use prometheus_client::encoding::{
    DescriptorEncoder, EncodeLabelSet, EncodeLabelValue, EncodeMetric, LabelValueEncoder,
};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::{ConstCounter, Counter};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use unic_langid::LanguageIdentifier;

use super::process::{Build, Process};
use super::requests::{CutBy, Requests, UpstreamError, encode_counts};
use super::unknown_codes::UnknownCodes;
use crate::catalog::lock;
use crate::gateway::log::Log;
use crate::response::{Localizer, Mismatch, Observed, Outcome, Understanding};
use crate::{Generation, LiveCatalog};

/// How long requests take, in seconds: the upper bounds of the histogram's buckets.
const SECONDS: [f64; 14] =
    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// The figures of a gateway. Displayed as Prometheus' text format 0.0.4; a clone counts the same.
///
/// | name | labels | what |
/// | --- | --- | --- |
/// | `codeword_responses_total` | `outcome` | what became of each response, by [`Outcome`] |
/// | `codeword_odd_pairs_total` | | pairs that were passed over, because the code is not one or the text is not a string |
/// | `codeword_lookups_total` | `locale`, `fallback` | texts by the language that was found, and why it is not the reader's: `no-match`, `untranslated`, or empty if it is |
/// | `codeword_sentences_total` | `by`, `mismatch` | texts by how they were understood, an [`Understanding`], and why no template of their code has them: `other-sentence`, `unclear`, or empty if one has, or there is none |
/// | `codeword_unknown_codes_total` | `code`, `name` | codes that no locale has, with the names that the registry gives them: the first hundred, and the others together as `other` |
/// | `codeword_requests_total` | `status` | requests by the status of their answer; 499 is one whose client gave up |
/// | `codeword_request_duration_seconds` | | a histogram of how long requests take |
/// | `codeword_upstream_errors_total` | `kind` | requests that the upstream has not answered, by why: an [`UpstreamError`] |
/// | `codeword_answers_cut_total` | `by` | answers that had begun and did not reach their end, by who has cut them: a [`CutBy`] |
/// | `codeword_log_dropped_total` | | lines of the log that were lost, because its reader stalled or is gone |
/// | `codeword_tls_certificate_expiry_seconds` | `file` | when a certificate of the proxy expires, in seconds since 1970 |
/// | `codeword_tls_handshakes_failed_total` | `why` | connections on which no TLS was agreed on: `plain-http`, `refused`, `cut` or `timed-out` |
/// | `codeword_catalog_generation` | | the number of the state of the files that answers, 0 for a stand-in |
/// | `codeword_catalog_newest_generation` | | that of the newest state, accepted or refused |
/// | `codeword_catalog_refused_generation` | | that of the last state that was refused, 0 if none was |
/// | `codeword_build_info` | `version` | 1 |
/// | `process_cpu_seconds_total`, `process_resident_memory_bytes`, `process_open_fds`, `process_max_fds` | | what Linux says of the process |
///
/// ```
/// use std::time::Duration;
///
/// use codeword::gateway::admin::Metrics;
/// use codeword::response::{Localizer, MediaType, Policy};
/// use codeword::{Catalog, LiveCatalog, Source};
///
/// let live = LiveCatalog::follow(Catalog::builder().source(Source::embedded()))?;
/// let metrics = Metrics::new(live.clone());
/// let localizer = Localizer::following(move || live.catalog(), Policy::default());
/// let localizer = metrics.observe(localizer);
///
/// localizer.localize(r#"{"code":400142,"info":""}"#.into(), MediaType::Json, "zh-CN");
/// metrics.request(http::StatusCode::BAD_REQUEST, Duration::from_millis(3));
///
/// let text = metrics.to_string();
/// assert!(text.contains(r#"codeword_responses_total{outcome="localized"} 1"#));
/// assert!(text.contains(r#"codeword_lookups_total{locale="zh-CN",fallback=""} 1"#));
/// assert!(text.contains(r#"codeword_sentences_total{by="whole",mismatch=""} 1"#));
/// assert!(text.contains(r#"codeword_request_duration_seconds_bucket{le="0.005"} 1"#));
/// assert!(text.contains(r#"codeword_requests_total{status="400"} 1"#));
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone)]
pub struct Metrics {
    registry: Arc<Mutex<Registry>>,
    responses: Responses,
    lookups: Family<TextLabels, Counter>,
    sentences: Family<SentenceLabels, Counter>,
    unknown_codes: UnknownCodes,
    requests: Requests,
    durations: Histogram,
}

/// The labels of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct TextLabels {
    locale: Tag,
    fallback: Option<&'static str>,
}

/// How the sentence of a text was understood.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct SentenceLabels {
    by: Option<&'static str>,
    mismatch: Option<&'static str>,
}

/// A language as a label.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Tag(LanguageIdentifier);

impl Metrics {
    /// The figures of a catalog and, with [`Metrics::observe`], of what is done with it.
    pub fn new(live: LiveCatalog) -> Metrics {
        let mut all = Registry::default();
        let registry = all.sub_registry_with_prefix("codeword");
        let lookups = Family::default();
        registry.register(
            "lookups",
            "Texts by the language that was found, and why it is not the reader's",
            lookups.clone(),
        );
        let sentences = Family::default();
        registry.register(
            "sentences",
            "Texts by how they were understood, and why no template of their code has them",
            sentences.clone(),
        );
        let unknown_codes = UnknownCodes::default();
        registry.register("unknown_codes", "Codes that no locale has", unknown_codes.family());
        let durations = Histogram::new(SECONDS);
        registry.register_with_unit(
            "request_duration",
            "How long requests take",
            Unit::Seconds,
            durations.clone(),
        );
        registry.register_collector(Box::new(Generations(live)));
        let responses = Responses::default();
        registry.register_collector(Box::new(responses.clone()));
        let requests = Requests::new();
        registry.register_collector(Box::new(requests.clone()));
        registry.register_collector(Box::new(Build));
        all.sub_registry_with_prefix("process").register_collector(Box::new(Process));
        Metrics {
            registry: Arc::new(Mutex::new(all)),
            responses,
            lookups,
            sentences,
            unknown_codes,
            requests,
            durations,
        }
    }

    /// Tells from now on how many lines a log has lost.
    pub fn count_lost_lines(&self, log: Arc<Log>) {
        let mut all = lock(&self.registry);
        all.sub_registry_with_prefix("codeword").register_collector(Box::new(LostLines(log)));
    }

    /// Tells from now on what another room knows, too.
    #[cfg(feature = "proxy")]
    pub(in crate::gateway) fn add(&self, figures: impl Collector) {
        let mut all = lock(&self.registry);
        all.sub_registry_with_prefix("codeword").register_collector(Box::new(figures));
    }

    /// The same localizer, with its responses and texts counted, together with those of others.
    pub fn observe(&self, localizer: Localizer) -> Localizer {
        self.responses.add(&localizer);
        let figures = self.clone();
        localizer.observed_by(move |text| figures.text(text))
    }

    /// Counts a request, by the status of its answer and by how long it took.
    pub fn request(&self, status: StatusCode, duration: Duration) {
        self.requests.count(status);
        self.durations.observe(duration.as_secs_f64());
    }

    /// Counts what was refused with this status before it was a request, which takes no time.
    pub fn refused(&self, status: StatusCode) {
        self.requests.count(status);
    }

    /// Counts a request that the upstream has not answered, or not in full.
    pub fn upstream_error(&self, error: UpstreamError) {
        self.requests.count_upstream_error(error);
    }

    /// Counts an answer that had begun and was cut before its end.
    pub fn answer_cut(&self, by: CutBy) {
        self.requests.count_cut(by);
    }

    fn text(&self, text: &Observed<'_>) {
        let by = text.understanding().map(Understanding::name);
        let mismatch = text.mismatch().map(Mismatch::name);
        if by.is_some() || mismatch.is_some() {
            self.sentences.get_or_create(&SentenceLabels { by, mismatch }).inc();
        }
        if let Some(language) = text.language() {
            let fallback = text.fallback().map(|fallback| fallback.name());
            let labels = TextLabels { locale: Tag(language.clone()), fallback };
            self.lookups.get_or_create(&labels).inc();
        } else if text.outcome() == Outcome::UnknownCode {
            self.unknown_codes.count(text.code(), text.name());
        }
    }
}

impl fmt::Display for Metrics {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        prometheus_text::encode(out, &lock(&self.registry))
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Metrics").finish_non_exhaustive()
    }
}

impl EncodeLabelValue for Tag {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> fmt::Result {
        write!(encoder, "{}", self.0)
    }
}

/// The responses of some localizers, which count them themselves. A clone has the same localizers.
#[derive(Clone, Debug, Default)]
struct Responses(Arc<Mutex<Vec<Localizer>>>);

impl Responses {
    /// Adds a localizer, unless it is there already.
    fn add(&self, localizer: &Localizer) {
        let mut localizers = lock(&self.0);
        if !localizers.iter().any(|known| known.is_clone_of(localizer)) {
            localizers.push(localizer.clone());
        }
    }
}

impl Collector for Responses {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let help = "What became of each response";
        let localizers = lock(&self.0);
        let counts = Outcome::ALL.into_iter().map(|outcome| {
            (outcome.name(), localizers.iter().map(|localizer| localizer.counted(outcome)).sum())
        });
        encode_counts(&mut encoder, "responses", help, "outcome", counts)?;
        let help =
            "Pairs that were passed over, because the code is not one or the text not a string";
        let odd = encoder.encode_descriptor("odd_pairs", help, None, MetricType::Counter)?;
        let counted: u64 = localizers.iter().map(Localizer::odd_pairs).sum();
        ConstCounter::new(counted).encode(odd)
    }
}

/// The lines that a log has lost.
#[derive(Debug)]
struct LostLines(Arc<Log>);

impl Collector for LostLines {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let help = "Lines of the log that were lost";
        let metric = encoder.encode_descriptor("log_dropped", help, None, MetricType::Counter)?;
        ConstCounter::new(self.0.dropped()).encode(metric)
    }
}

/// The numbers of the states of a catalog's files, looked up when someone asks.
#[derive(Debug)]
struct Generations(LiveCatalog);

impl Collector for Generations {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let number = |generation: Option<&Generation>| generation.map_or(0, Generation::number);
        for (name, help, value) in [
            (
                "catalog_generation",
                "The number of the state of the files that answers, 0 for a stand-in",
                number(self.0.load().generation()),
            ),
            (
                "catalog_newest_generation",
                "The number of the newest state of the files, accepted or refused",
                number(Some(&self.0.newest())),
            ),
            (
                "catalog_refused_generation",
                "The number of the last state of the files that was refused, 0 if none was",
                number(self.0.last_refused().as_ref()),
            ),
        ] {
            let metric = encoder.encode_descriptor(name, help, None, MetricType::Gauge)?;
            ConstGauge::new(value).encode(metric)?;
        }
        Ok(())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::response::{MediaType, Policy};
    use crate::{Catalog, Source};

    /// The figures of a gateway with the shipped catalog.
    pub(in crate::gateway::admin) fn metrics() -> Metrics {
        let sources = Catalog::builder().source(Source::embedded());
        Metrics::new(LiveCatalog::follow(sources).unwrap())
    }

    #[test]
    fn localizers_are_counted_together_and_each_once() {
        let metrics = metrics();
        let localizer = || Localizer::new(Catalog::embedded(), Policy::default());
        let (one, other) = (metrics.observe(localizer()), metrics.observe(localizer()));
        let clone = metrics.observe(one.clone());
        for localizer in [one, other, clone] {
            localizer.localize(r#"{"size":1}"#.into(), MediaType::Json, "en");
        }
        let text = metrics.to_string();
        let lines = |start: &str| text.lines().filter(|line| line.starts_with(start)).count();
        assert_eq!(lines("# TYPE codeword_responses"), 1, "{text}");
        assert_eq!(lines("codeword_responses_total{"), Outcome::ALL.len(), "{text}");
        assert!(text.contains(r#"codeword_responses_total{outcome="no-pair"} 3"#), "{text}");
        assert!(text.contains("codeword_odd_pairs_total 0"), "{text}");
    }
}
