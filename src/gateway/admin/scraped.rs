//! The figures that are counted elsewhere, and fetched when somebody asks.

use std::fmt;
use std::sync::{Arc, Mutex};

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;

use super::lock::lock;
use crate::response::{Localizer, Outcome};
use crate::{Generation, LiveCatalog};

/// What became of the responses of some localizers. A clone has the same ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Responses(Arc<Mutex<Vec<Localizer>>>);

impl Responses {
    /// Adds a localizer, unless it is there already.
    pub(super) fn add(&self, localizer: &Localizer) {
        let mut localizers = lock(&self.0);
        if !localizers.iter().any(|known| known.is_clone_of(localizer)) {
            localizers.push(localizer.clone());
        }
    }
}

impl Collector for Responses {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let help = "What became of each response";
        let mut family = encoder.encode_descriptor("responses", help, None, MetricType::Counter)?;
        let localizers = lock(&self.0);
        for outcome in Outcome::ALL {
            let labels = [("outcome", outcome.name())];
            let counted: u64 = localizers.iter().map(|localizer| localizer.counted(outcome)).sum();
            ConstCounter::new(counted).encode(family.encode_family(&labels)?)?;
        }
        Ok(())
    }
}

/// The state of a catalog's files.
#[derive(Debug)]
pub(super) struct Texts(pub(super) LiveCatalog);

impl Collector for Texts {
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
