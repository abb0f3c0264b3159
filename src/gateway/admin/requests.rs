//! [`Requests`]: how many requests had which end, and [`UpstreamError`]: why an upstream did not answer.

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

/// Counts requests by status, and upstream errors by kind. A clone counts the same.
#[derive(Clone, Debug)]
pub(super) struct Requests {
    /// One for each status.
    statuses: Arc<[AtomicU64]>,
    upstream_errors: Arc<[AtomicU64; UpstreamError::ALL.len()]>,
}

impl Requests {
    pub(super) fn new() -> Requests {
        let statuses = (0..STATUSES).map(|_| AtomicU64::new(0)).collect();
        Requests { statuses, upstream_errors: Arc::default() }
    }

    pub(super) fn count(&self, status: StatusCode) {
        let index = usize::from(status.as_u16()) - FIRST;
        self.statuses[index].fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn count_upstream_error(&self, error: UpstreamError) {
        self.upstream_errors[error as usize].fetch_add(1, Ordering::Relaxed);
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
        let mut family =
            encoder.encode_descriptor("upstream_errors", help, None, MetricType::Counter)?;
        for error in UpstreamError::ALL {
            let counted = self.upstream_errors[error as usize].load(Ordering::Relaxed);
            let labels = [("kind", error.name())];
            ConstCounter::new(counted).encode(family.encode_family(&labels)?)?;
        }
        Ok(())
    }
}
