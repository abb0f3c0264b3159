//! What every Envoy of one's own is told of the processor: the filter, its cluster, and whom not to ask.

use std::ops::Range;

use serde_json::json;

use super::Processor;
use super::address::{Address, Endpoint};
use super::template::fill;
use crate::response::Policy;

/// The configuration of Envoy's filter `ext_proc`.
const FILTER: &str = include_str!("ext-proc.yaml");

/// The cluster that the filter asks.
const CLUSTER: &str = include_str!("cluster.yaml");

/// What a buffer of Envoy holds by default, in bytes.
const BUFFER: usize = 1024 * 1024;

impl Processor {
    /// The filter's configuration, in YAML.
    pub(super) fn filter(&self) -> String {
        fill(FILTER, |name| {
            (name == "attributes").then(|| json!(self.attributes.names()).to_string())
        })
    }

    /// The size that a buffer of Envoy must have, in bytes, so that a body up to the limit fits.
    pub(super) fn buffer(&self) -> usize {
        self.body_limit.max(BUFFER)
    }

    /// The statuses that the processor is not asked about, as a regular expression in JSON.
    pub(super) fn passed(&self) -> String {
        json!(passed(self.localizer.policy())).to_string()
    }
}

/// The cluster of a processor, in YAML.
pub(super) fn cluster(processor: &Endpoint) -> String {
    fill(CLUSTER, |name| match (name, processor) {
        ("discovery", Endpoint::Tcp(_)) => Some("STRICT_DNS".to_owned()),
        ("discovery", Endpoint::Unix(_)) => Some("STATIC".to_owned()),
        ("address", Endpoint::Tcp(address)) => Some(socket(&address.reachable())),
        ("address", Endpoint::Unix(path)) => Some(json!({ "pipe": { "path": path } }).to_string()),
        _ => None,
    })
}

/// An address, in JSON, which is YAML too.
pub(super) fn socket(address: &Address) -> String {
    let socket = json!({ "address": address.host(), "port_value": address.port() });
    json!({ "socket_address": socket }).to_string()
}

/// The statuses that the processor is not asked about, as a regular expression: `[123].*` for those that are not
/// errors.
fn passed(policy: &Policy) -> String {
    // The first digits of those hundreds, and of those tens, that are passed as a whole.
    let is_passed = |statuses: Range<u16>| !statuses.into_iter().any(|it| policy.has_status(it));
    let (hundreds, others): (Vec<u16>, Vec<u16>) =
        (1..10).partition(|hundred| is_passed(hundred * 100..(hundred + 1) * 100));
    let tens = others.iter().flat_map(|hundred| hundred * 10..(hundred + 1) * 10);
    let (tens, others): (Vec<u16>, Vec<u16>) =
        tens.partition(|ten| is_passed(ten * 10..(ten + 1) * 10));
    let ones = others.iter().flat_map(|ten| ten * 10..(ten + 1) * 10);
    let ones = ones.filter(|status| is_passed(*status..status + 1));

    let hundreds: String = hundreds.iter().map(u16::to_string).collect();
    let hundreds = (!hundreds.is_empty()).then(|| format!("[{hundreds}].*"));
    let tens = tens.iter().map(|ten| format!("{ten}."));
    let ones = ones.map(|status| status.to_string());
    let all: Vec<String> = hundreds.into_iter().chain(tens).chain(ones).collect();
    // Envoy takes no empty expression, and 0 is not a status.
    if all.is_empty() { "0".to_owned() } else { all.join("|") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_that_are_not_looked_into_are_passed() {
        for (statuses, expected) in [
            ("400-999", "[123].*"),
            ("100-999", "0"),
            ("100-199,210-999", "20."),
            (
                "200,400-999",
                "[13].*|21.|22.|23.|24.|25.|26.|27.|28.|29.|201|202|203|204|205|206|207|208|209",
            ),
        ] {
            let policy = Policy::default().statuses(statuses.parse().unwrap());
            assert_eq!(passed(&policy), expected, "{statuses}");
        }
    }
}
