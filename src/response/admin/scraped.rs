//! The figures that are counted elsewhere, and fetched when somebody asks.

use std::fmt;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;

use crate::response::{Localizer, Outcome};
use crate::{Generation, LiveCatalog};

/// What became of the responses of a localizer.
#[derive(Debug)]
pub(super) struct Responses(pub(super) Localizer);

impl Collector for Responses {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let help = "What became of each response";
        let mut family = encoder.encode_descriptor("responses", help, None, MetricType::Counter)?;
        for outcome in Outcome::ALL {
            let labels = [("outcome", outcome.name())];
            let counted = ConstCounter::new(self.0.counted(outcome));
            counted.encode(family.encode_family(&labels)?)?;
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
