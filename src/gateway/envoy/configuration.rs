//! [`Processor::configuration`]: an Envoy that asks this processor.

use super::Processor;
use super::address::{Address, Endpoint};
use super::filter::{cluster, socket};
use super::template::fill;

/// Each `$name` in it is replaced.
const TEMPLATE: &str = include_str!("envoy.yaml");

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
        fill(TEMPLATE, |name| {
            Some(match name {
                "admin" => socket(&addresses.admin),
                "gateway" => socket(&addresses.gateway),
                "limit" => self.body_limit.to_string(),
                "buffer" => self.buffer().to_string(),
                "passed" => self.passed(),
                "processing" => self.filter(),
                "processor" => cluster(&addresses.processor),
                "upstream" => addresses.upstream.to_string(),
                "target" => socket(&addresses.upstream),
                _ => return None,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalog;
    use crate::response::{Localizer, Policy};

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
