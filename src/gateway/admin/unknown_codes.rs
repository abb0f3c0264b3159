//! [`UnknownCodes`]: how often each code was met that no locale has.

use std::collections::HashSet;
use std::fmt::{self, Write};
use std::sync::{Arc, Mutex};

use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;

use crate::catalog::lock;
use crate::{Code, CodeBuf};

/// How many unknown codes are counted separately. The others are counted together, so that no upstream can
/// fill a gateway's memory.
const LIMIT: usize = 100;

/// The label of the unknown codes that are counted together.
const OTHER: &str = "other";

/// Counts unknown codes. A clone counts the same.
#[derive(Clone, Debug, Default)]
pub(super) struct UnknownCodes {
    counters: Family<UnknownCode, Counter>,
    /// The codes that are counted separately.
    own: Arc<Mutex<HashSet<CodeBuf>>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct UnknownCode {
    code: CodeLabel,
    /// What the registry calls it.
    name: Option<String>,
}

/// A code that is counted separately, or all the others.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum CodeLabel {
    Code(CodeBuf),
    Other,
}

impl UnknownCodes {
    /// The counters, to be registered.
    pub(super) fn family(&self) -> Family<UnknownCode, Counter> {
        self.counters.clone()
    }

    /// Counts a code, and the name that it has in the registry.
    pub(super) fn count(&self, code: Code<'_>, name: Option<&str>) {
        let code = code.to_code_buf();
        let mut own = lock(&self.own);
        let has_own = own.contains(&code)
            // A code of that name would be taken for the others.
            || (code != OTHER && own.len() < LIMIT && own.insert(code.clone()));
        drop(own);
        let labels = match has_own {
            true => UnknownCode { code: CodeLabel::Code(code), name: name.map(str::to_owned) },
            false => UnknownCode { code: CodeLabel::Other, name: None },
        };
        self.counters.get_or_create(&labels).inc();
    }
}

impl EncodeLabelValue for CodeLabel {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> fmt::Result {
        match self {
            CodeLabel::Code(code) => write!(encoder, "{code}"),
            CodeLabel::Other => encoder.write_str(OTHER),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::metrics::tests::metrics;
    use super::*;
    use crate::Catalog;
    use crate::response::{Localizer, MediaType, Policy};

    #[test]
    fn an_upstream_cannot_make_figures_without_end() {
        let metrics = metrics();
        let localizer = metrics.observe(Localizer::new(Catalog::embedded(), Policy::default()));
        for code in (0..1000).chain(0..10) {
            let body = format!(r#"{{"code":{code},"info":""}}"#);
            localizer.localize(body.into(), MediaType::Json, "en");
        }
        let text = metrics.to_string();
        let lines = text.lines().filter(|line| line.starts_with("codeword_unknown_codes_total{"));
        let lines: Vec<&str> = lines.collect();
        assert_eq!(lines.len(), LIMIT + 1, "{lines:?}");
        for line in [r#"{code="other",name=""} 900"#, r#"{code="9",name=""} 2"#] {
            let line = format!("codeword_unknown_codes_total{line}");
            assert!(lines.contains(&&*line), "{lines:?}");
        }
        assert!(
            text.contains(r#"codeword_responses_total{outcome="unknown-code"} 1010"#),
            "{text}"
        );
    }

    #[test]
    fn an_unknown_name_is_a_label() {
        let metrics = metrics();
        let localizer = metrics.observe(Localizer::new(Catalog::embedded(), Policy::default()));
        for code in ["card_declined", r#"a\"b"#, "other", "not a code"] {
            let body = format!(r#"{{"code":"{code}","info":""}}"#);
            localizer.localize(body.into(), MediaType::Json, "en");
        }
        let text = metrics.to_string();
        for label in ["card_declined", r#"a\"b"#, "other"] {
            let line = format!("codeword_unknown_codes_total{{code=\"{label}\",name=\"\"}} 1");
            assert!(text.contains(&line), "{text}");
        }
        assert!(text.contains("codeword_odd_pairs_total 1"), "{text}");
    }
}
