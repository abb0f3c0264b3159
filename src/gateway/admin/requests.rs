//! [`Requests`]: how many requests had which end, [`UpstreamError`]: why an upstream did not answer, and
//! [`CutBy`]: who has ended an answer too early.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use http::StatusCode;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;

/// The smallest status that is valid (RFC 9110 §15), and how many there are in three digits.
const FIRST: usize = 100;
const STATUSES: usize = 900;

/// Why an upstream has not answered a request, or not in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UpstreamError {
    /// It cannot be reached.
    Unreachable,
    /// It has broken off, or does not speak HTTP.
    Broken,
    /// It has taken too long.
    TimedOut,
}

impl UpstreamError {
    const ALL: [UpstreamError; 3] =
        [UpstreamError::Unreachable, UpstreamError::Broken, UpstreamError::TimedOut];

    /// The name in the figures: `unreachable`, `broken` or `timed-out`.
    pub fn name(self) -> &'static str {
        match self {
            UpstreamError::Unreachable => "unreachable",
            UpstreamError::Broken => "broken",
            UpstreamError::TimedOut => "timed-out",
        }
    }
}

/// Who has ended an answer that had begun, before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CutBy {
    /// The upstream, which has broken off or was silent for too long: an [`UpstreamError`] says which.
    Upstream,
    /// The client, which has gone; or the gateway itself, if it ends before the answer does.
    Client,
}

impl CutBy {
    const ALL: [CutBy; 2] = [CutBy::Upstream, CutBy::Client];

    /// The name in the figures and in the log: `upstream` or `client`.
    pub fn name(self) -> &'static str {
        match self {
            CutBy::Upstream => "upstream",
            CutBy::Client => "client",
        }
    }
}

/// Counts requests by status, upstream errors by kind, and answers that were cut. A clone counts the same.
#[derive(Clone, Debug)]
pub(super) struct Requests {
    /// One for each status.
    statuses: Arc<[AtomicU64]>,
    upstream_errors: Arc<[AtomicU64; UpstreamError::ALL.len()]>,
    cuts: Arc<[AtomicU64; CutBy::ALL.len()]>,
}

impl Requests {
    pub(super) fn new() -> Requests {
        let statuses = (0..STATUSES).map(|_| AtomicU64::new(0)).collect();
        Requests { statuses, upstream_errors: Arc::default(), cuts: Arc::default() }
    }

    pub(super) fn count(&self, status: StatusCode) {
        let index = usize::from(status.as_u16()) - FIRST;
        self.statuses[index].fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn count_upstream_error(&self, error: UpstreamError) {
        self.upstream_errors[error as usize].fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn count_cut(&self, by: CutBy) {
        self.cuts[by as usize].fetch_add(1, Ordering::Relaxed);
    }
}

impl Collector for Requests {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let help = "Requests by the status of their answer, 499 if the client gave up";
        let mut family = encoder.encode_descriptor("requests", help, None, MetricType::Counter)?;
        for (status, counter) in (FIRST..).zip(&*self.statuses) {
            let counted = counter.load(Ordering::Relaxed);
            if counted > 0 {
                let status = status.to_string();
                let labels = [("status", status.as_str())];
                ConstCounter::new(counted).encode(family.encode_family(&labels)?)?;
            }
        }
        let help = "Requests that the upstream has not answered, or not in full, by why";
        let counted = |error: UpstreamError| {
            (error.name(), self.upstream_errors[error as usize].load(Ordering::Relaxed))
        };
        let counts = UpstreamError::ALL.into_iter().map(counted);
        encode_counts(&mut encoder, "upstream_errors", help, "kind", counts)?;
        let help = "Answers that had begun and were cut before their end, by whom";
        let counted = |by: CutBy| (by.name(), self.cuts[by as usize].load(Ordering::Relaxed));
        encode_counts(&mut encoder, "answers_cut", help, "by", CutBy::ALL.into_iter().map(counted))
    }
}

/// Writes a figure for each value of a label.
pub(super) fn encode_counts(
    encoder: &mut DescriptorEncoder<'_>,
    name: &str,
    help: &str,
    label: &str,
    counts: impl IntoIterator<Item = (&'static str, u64)>,
) -> fmt::Result {
    let mut family = encoder.encode_descriptor(name, help, None, MetricType::Counter)?;
    for (value, count) in counts {
        ConstCounter::new(count).encode(family.encode_family(&[(label, value)])?)?;
    }
    Ok(())
}
