//! [`Processor::configuration`]: an Envoy that asks this processor.

use std::ops::Range;

use serde_json::json;

use super::Processor;
use super::address::{Address, Endpoint};
use crate::response::Policy;

/// Each `$name` in it is replaced.
const TEMPLATE: &str = include_str!("envoy.yaml");

/// What a buffer of Envoy holds by default, in bytes.
const BUFFER: usize = 1024 * 1024;

/// Who listens where, for [`Processor::configuration`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    /// Envoy, for clients.
    pub gateway: Address,
    /// Envoy, for its operators.
    pub admin: Address,
    /// The server whose responses are localized.
    pub upstream: Address,
    /// The processor.
    pub processor: Endpoint,
}

impl Processor {
    /// A complete configuration of Envoy, in YAML, which sends every error of an upstream through this
    /// processor. Comments in it say why each part is there.
    ///
    /// ```
    /// use codeword::Catalog;
    /// use codeword::gateway::envoy::{Addresses, Processor};
    /// use codeword::response::{Localizer, Policy};
    ///
    /// let processor = Processor::new(Localizer::new(Catalog::embedded(), Policy::default()));
    /// let configuration = processor.configuration(&Addresses {
    ///     gateway: "0.0.0.0:10000".parse()?,
    ///     admin: "127.0.0.1:19000".parse()?,
    ///     upstream: "127.0.0.1:8090".parse()?,
    ///     processor: "unix:/run/codeword.sock".parse()?,
    /// });
    /// assert!(configuration.contains("ext_proc"));
    /// # Ok::<(), codeword::Error>(())
    /// ```
    pub fn configuration(&self, addresses: &Addresses) -> String {
        let mut pieces = TEMPLATE.split('$');
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let end = piece.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(piece.len());
            let (name, rest) = piece.split_at(end);
            text.push_str(&self.value(name, addresses));
            text.push_str(rest);
        }
        text
    }

    /// What replaces a name, in JSON, which is YAML too.
    fn value(&self, name: &str, addresses: &Addresses) -> String {
        match name {
            "admin" => socket(&addresses.admin),
            "gateway" => socket(&addresses.gateway),
            "limit" => self.body_limit.to_string(),
            "buffer" => self.body_limit.max(BUFFER).to_string(),
            "attributes" => json!(self.attributes.names()).to_string(),
            "passed" => json!(passed(self.localizer.policy())).to_string(),
            "upstream" => addresses.upstream.to_string(),
            "target" => socket(&addresses.upstream),
            "discovery" => match addresses.processor {
                Endpoint::Tcp(_) => "STRICT_DNS".to_owned(),
                Endpoint::Unix(_) => "STATIC".to_owned(),
            },
            "processor" => match &addresses.processor {
                Endpoint::Tcp(address) => socket(&address.reachable()),
                Endpoint::Unix(path) => json!({ "pipe": { "path": path } }).to_string(),
            },
            name => format!("${name}"),
        }
    }
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

fn socket(address: &Address) -> String {
    let socket = json!({ "address": address.host(), "port_value": address.port() });
    json!({ "socket_address": socket }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalog;
    use crate::response::{Localizer, Policy};

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

    #[test]
    fn every_name_is_replaced() {
        let localizer = Localizer::new(Catalog::embedded(), Policy::default());
        let address: Address = "127.0.0.1:1".parse().unwrap();
        let configuration = |processor: Endpoint| {
            Processor::new(localizer.clone()).configuration(&Addresses {
                gateway: address.clone(),
                admin: address.clone(),
                upstream: address.clone(),
                processor,
            })
        };
        assert!(!configuration("127.0.0.1:1".parse().unwrap()).contains('$'));
        // A replacement is not looked through again.
        assert!(configuration("unix:/$admin".parse().unwrap()).contains(r#"{"path":"/$admin"}"#));
    }
}
