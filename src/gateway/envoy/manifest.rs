//! [`Manifests`]: an Envoy that Kubernetes configures, by Envoy Gateway or by Istio, and asks this processor.

use std::fmt;
use std::str::FromStr;

use super::Processor;
use super::address::{Address, Endpoint};
use super::filter::cluster;
use super::template::fill;
use crate::Error;

const ENVOY_GATEWAY: &str = include_str!("envoy-gateway.yaml");
const ISTIO: &str = include_str!("istio.yaml");

/// Allows a policy to name a service of another namespace.
const REFERENCE_GRANT: &str = include_str!("reference-grant.yaml");

/// What a manifest connects, for [`Processor::envoy_gateway`] and [`Processor::istio`].
///
/// ```
/// use codeword::Catalog;
/// use codeword::gateway::envoy::{Manifests, Processor};
/// use codeword::response::{Localizer, Policy};
///
/// let processor = Processor::new(Localizer::new(Catalog::embedded(), Policy::default()));
/// let manifests = Manifests { gateway: "eg".parse()?, processor: "codeword:50051".parse()? };
/// assert!(processor.envoy_gateway(&manifests).contains("kind: EnvoyExtensionPolicy"));
/// assert!(processor.istio(&manifests).contains("kind: EnvoyFilter"));
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifests {
    /// The Gateway whose responses are localized.
    pub gateway: ObjectName,
    /// The processor.
    pub processor: Service,
}

impl Processor {
    /// Objects for Envoy Gateway, in YAML, which send every response of a Gateway through this processor: an
    /// EnvoyExtensionPolicy, the ClientTrafficPolicy that it needs, and a ReferenceGrant if the two are in
    /// different namespaces. Comments say why each part is there.
    pub fn envoy_gateway(&self, manifests: &Manifests) -> String {
        let mut template = ENVOY_GATEWAY.to_owned();
        if manifests.gateway.namespace != manifests.processor.name.namespace {
            template.push_str(REFERENCE_GRANT);
        }
        self.manifest(&template, manifests)
    }

    /// An EnvoyFilter of Istio, in YAML, which sends every response of a Gateway through this processor.
    /// Comments say why each part is there.
    pub fn istio(&self, manifests: &Manifests) -> String {
        self.manifest(ISTIO, manifests)
    }

    fn manifest(&self, template: &str, Manifests { gateway, processor }: &Manifests) -> String {
        fill(template, |name| {
            Some(match name {
                "gateway" => gateway.to_string(),
                "namespace" => gateway.namespace.clone(),
                "name" => gateway.name.clone(),
                "service" => processor.name.name.clone(),
                "home" => processor.name.namespace.clone(),
                "port" => processor.port.to_string(),
                "limit" => self.body_limit.to_string(),
                "buffer" => self.buffer().to_string(),
                "processing" => self.filter(),
                "processor" => cluster(&Endpoint::Tcp(processor.address())),
                _ => return None,
            })
        })
    }
}

/// An object in a namespace of Kubernetes, `infra/eg`; without a namespace, in the one called `default`.
///
/// ```
/// use codeword::gateway::envoy::ObjectName;
///
/// let gateway: ObjectName = "eg".parse()?;
/// assert_eq!(gateway.to_string(), "default/eg");
/// assert!("infra/Eg".parse::<ObjectName>().is_err());
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectName {
    namespace: String,
    name: String,
}

/// The namespace of what names none.
const DEFAULT_NAMESPACE: &str = "default";

impl FromStr for ObjectName {
    type Err = Error;

    fn from_str(text: &str) -> Result<ObjectName, Error> {
        let (namespace, name) = text.split_once('/').unwrap_or((DEFAULT_NAMESPACE, text));
        if !is_label(namespace) || !name.split('.').all(is_label) {
            return Err(Error::invalid_address(format!(
                "`{text}` does not name an object of Kubernetes: write its name, such as eg, or its \
                 namespace and its name, such as infra/eg"
            )));
        }
        Ok(ObjectName { namespace: namespace.to_owned(), name: name.to_owned() })
    }
}

impl fmt::Display for ObjectName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.namespace, self.name)
    }
}

/// A port of a service of Kubernetes, by its name in DNS, such as `codeword:50051`, `codeword.infra:50051` or
/// `codeword.infra.svc.cluster.local:50051`.
///
/// ```
/// use codeword::gateway::envoy::Service;
///
/// let service: Service = "codeword.infra:50051".parse()?;
/// assert_eq!(service.to_string(), "codeword.infra.svc.cluster.local:50051");
/// assert!("127.0.0.1:50051".parse::<Service>().is_err());
/// # Ok::<(), codeword::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    name: ObjectName,
    /// That of the cluster.
    domain: String,
    port: u16,
}

impl Service {
    /// Where a processor that listens there is reached as a service.
    ///
    /// # Errors
    ///
    /// If it is a Unix socket, or a host that is no service.
    pub fn of(endpoint: &Endpoint) -> Result<Service, Error> {
        let service = match endpoint {
            Endpoint::Tcp(address) => service(address),
            Endpoint::Unix(_) => None,
        };
        service.ok_or_else(|| {
            Error::invalid_address(format!(
                "`{endpoint}` is not a service of Kubernetes: write its name in DNS and its port, such as \
                 codeword.default:50051"
            ))
        })
    }

    /// Where every namespace finds it.
    fn address(&self) -> Address {
        let ObjectName { namespace, name } = &self.name;
        Address::new(format!("{name}.{namespace}.svc.{}", self.domain), self.port)
    }
}

impl FromStr for Service {
    type Err = Error;

    fn from_str(text: &str) -> Result<Service, Error> {
        Service::of(&text.parse()?)
    }
}

impl fmt::Display for Service {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.address().fmt(out)
    }
}

/// A service is named `name`, `name.namespace`, `name.namespace.svc` or `name.namespace.svc.domain`.
fn service(address: &Address) -> Option<Service> {
    let mut labels = address.host().splitn(4, '.');
    let name = labels.next()?;
    let namespace = labels.next().unwrap_or(DEFAULT_NAMESPACE);
    let kind = labels.next().unwrap_or("svc");
    let domain = labels.next().unwrap_or("cluster.local");
    let is_service =
        kind == "svc" && [name, namespace].into_iter().chain(domain.split('.')).all(is_label);
    // A number is an address's.
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase());
    (is_service && is_name).then(|| Service {
        name: ObjectName { namespace: namespace.to_owned(), name: name.to_owned() },
        domain: domain.to_owned(),
        port: address.port(),
    })
}

/// Whether a text is a label of RFC 1123, as Kubernetes has them.
fn is_label(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.len() < 64
        && text.bytes().all(|byte| is_letter(byte) || byte == b'-')
        && text.bytes().next().is_some_and(is_letter)
        && text.bytes().next_back().is_some_and(is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalog;
    use crate::response::{Localizer, Policy};

    #[test]
    fn a_service_has_a_name_in_dns() {
        for (text, expected) in [
            ("codeword:1", Some("codeword.default.svc.cluster.local:1")),
            ("codeword.infra:1", Some("codeword.infra.svc.cluster.local:1")),
            ("codeword.infra.svc:1", Some("codeword.infra.svc.cluster.local:1")),
            ("codeword.infra.svc.k8s.example:1", Some("codeword.infra.svc.k8s.example:1")),
            ("127.0.0.1:1", None),
            ("0.0.0.0:1", None),
            ("[::1]:1", None),
            ("codeword.example.com:1", None),
            ("Codeword:1", None),
            ("code_word:1", None),
            ("codeword.:1", None),
            ("codeword.infra.svc.:1", None),
            ("unix:/run/codeword.sock", None),
        ] {
            let service = text.parse::<Service>();
            assert_eq!(service.ok().map(|it| it.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn an_object_has_a_name_and_a_namespace() {
        for (text, expected) in [
            ("eg", Some("default/eg")),
            ("infra/eg.example", Some("infra/eg.example")),
            ("", None),
            ("/eg", None),
            ("infra/", None),
            ("a/b/c", None),
            ("a.b/c", None),
            ("-eg", None),
            ("eg: {}", None),
        ] {
            let name = text.parse::<ObjectName>();
            assert_eq!(name.ok().map(|it| it.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn every_name_is_replaced() {
        let processor = Processor::new(Localizer::new(Catalog::embedded(), Policy::default()));
        for gateway in ["default/eg", "infra/eg"] {
            let manifests = Manifests {
                gateway: gateway.parse().unwrap(),
                processor: "codeword:1".parse().unwrap(),
            };
            for manifest in [processor.envoy_gateway(&manifests), processor.istio(&manifests)] {
                assert!(!manifest.contains('$'), "{manifest}");
            }
        }
    }
}
