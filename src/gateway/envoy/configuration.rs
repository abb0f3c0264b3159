//! [`Processor::configuration`]: an Envoy that asks this processor.

use serde_json::json;

use super::Processor;
use super::address::{Address, Endpoint};

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
