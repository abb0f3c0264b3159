//! [`Routes`]: which upstream answers which paths, and how each is reached.

use std::fmt::Debug;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use http::{Method, Request};

use super::client::{Connector, Protocol};
use super::failure::Failure;
use super::path_prefix::{PathPrefix, readings};
use super::request::Rewrite;
use super::tls::{Trust, client_config};
use super::upstream::Upstream;
use crate::Error;
use crate::response::layer::LocalizeLayer;

/// The way of a request to an upstream, and of its answer back.
pub(super) struct Route {
    pub(super) prefix: PathPrefix,
    pub(super) rewrite: Rewrite,
    pub(super) layer: Option<LocalizeLayer>,
    /// Makes connections for all requests but those in `for_upgrades`.
    pub(super) usual: Connector,
    /// With HTTP/1.1, which alone can be upgraded.
    pub(super) for_upgrades: Connector,
    /// How long a connection is kept that no request uses.
    pub(super) idle: Duration,
    /// How long upstream and client may keep each other waiting before the head of the answer is there, and the
    /// upstream afterwards, before the next piece of it is.
    pub(super) timeout: Duration,
}

/// An upstream, and what it is for.
#[derive(Debug)]
pub(super) struct Destination {
    pub(super) prefix: PathPrefix,
    pub(super) upstream: Upstream,
    /// Instead of that of the proxy.
    pub(super) layer: Option<LocalizeLayer>,
}

/// How upstreams are reached.
#[derive(Debug)]
pub(super) struct Reach {
    pub(super) timeout: Duration,
    pub(super) connect_timeout: Duration,
    pub(super) idle: Duration,
    pub(super) http2: bool,
    pub(super) certificates: Option<PathBuf>,
    pub(super) keep_host: bool,
    pub(super) trust_forwarded: bool,
}

impl Reach {
    /// The routes to these upstreams, the longest prefix first, from a proxy whose clients use this scheme.
    pub(super) fn routes(
        &self,
        destinations: Vec<Destination>,
        layer: Option<&LocalizeLayer>,
        scheme: &'static str,
    ) -> Result<Vec<Arc<Route>>, Error> {
        if self.keep_host && self.http2 {
            let text = "the host of clients cannot be kept by HTTP/2: choose one of the two";
            return Err(Error::invalid_upstream(text));
        }
        let Some(Destination { upstream: first, .. }) = destinations.first() else {
            return Err(Error::invalid_upstream("the proxy has no upstream: name one"));
        };
        let has_tls = destinations.iter().any(|it| it.upstream.has_tls());
        let trust = match &self.certificates {
            Some(file) if has_tls => Trust::File(file),
            Some(file) => {
                let file = file.display();
                return Err(Error::invalid_upstream(format!(
                    "{file}: {first} has no TLS to use certificates for: write https:// or leave them out"
                )));
            }
            None if has_tls => Trust::System,
            None => Trust::Unneeded,
        };
        let tls = client_config(trust)?;
        let route = |Destination { prefix, upstream, layer: own }| {
            let protocol = match (upstream.has_tls(), self.http2) {
                _ if self.keep_host => Protocol::Http1,
                (true, _) => Protocol::Negotiated,
                (false, true) => Protocol::Http2,
                (false, false) => Protocol::Http1,
            };
            let connector =
                |protocol| Connector::new(&upstream, self.connect_timeout, protocol, tls.clone());
            let (usual, for_upgrades) = (connector(protocol), connector(Protocol::Http1));
            let layer = own.or_else(|| layer.cloned());
            let rewrite = Rewrite {
                upstream,
                http1: protocol == Protocol::Http1,
                keep_host: self.keep_host,
                scheme,
                trust_forwarded: self.trust_forwarded,
                readable: layer.is_some(),
            };
            let (idle, timeout) = (self.idle, self.timeout);
            Arc::new(Route { prefix, rewrite, layer, usual, for_upgrades, idle, timeout })
        };
        let mut routes: Vec<Arc<Route>> = destinations.into_iter().map(route).collect();
        routes.sort_by_key(|route| std::cmp::Reverse(route.prefix.len()));
        for (index, route) in routes.iter().enumerate() {
            if routes[..index].iter().any(|other| other.prefix == route.prefix) {
                let prefix = &route.prefix;
                return Err(Error::invalid_upstream(format!(
                    "two upstreams are for {prefix}: name one for each beginning of a path"
                )));
            }
        }
        Ok(routes)
    }
}

/// Which of some prefixes, of which the longest comes first, a request belongs to.
///
/// Its path goes to the upstream as it is written, and upstreams read paths in more than one way. If two of these
/// lead to different upstreams, the request is refused, so that nobody reaches one by the path of another.
pub(super) fn find<'a, B>(
    prefixes: impl Iterator<Item = &'a PathPrefix> + Clone,
    request: &Request<B>,
) -> Result<usize, Failure> {
    if request.method() == Method::CONNECT {
        return Err(Failure::Connect);
    }
    // Of the server as a whole, the upstream of all other paths tells.
    let path = match request.uri().path() {
        "*" | "" => "/",
        path => path,
    };
    let found = |path: &[u8]| prefixes.clone().position(|prefix| prefix.begins(path));
    let mut all = readings(path).map(|path| found(&path));
    let first = all.next().flatten();
    if all.any(|other| other != first) {
        return Err(Failure::TwoWays);
    }
    first.ok_or(Failure::NoUpstream)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(prefixes: &[&str], target: &str) -> Result<String, u16> {
        let mut prefixes: Vec<PathPrefix> =
            prefixes.iter().map(|prefix| prefix.parse().unwrap()).collect();
        prefixes.sort_by_key(|prefix| std::cmp::Reverse(prefix.len()));
        let request = Request::get(target).body(()).unwrap();
        let found = find(prefixes.iter(), &request).map(|index| prefixes[index].to_string());
        found.map_err(|failure| failure.response().status().as_u16())
    }

    #[test]
    fn the_longest_prefix_answers() {
        let all = &["/", "/orders", "/orders/archive", "/naming/v1"][..];
        let some = &["/orders", "/naming"][..];
        for (prefixes, target, expected) in [
            (all, "/", Ok("/")),
            (all, "*", Ok("/")),
            (all, "/orders", Ok("/orders")),
            (all, "/orders?x=/naming/v1", Ok("/orders")),
            (all, "/orders/7", Ok("/orders")),
            (all, "/ordersx", Ok("/")),
            (all, "/Orders", Ok("/")),
            (all, "/orders/archive/7", Ok("/orders/archive")),
            (all, "/orders/archived", Ok("/orders")),
            (all, "/naming", Ok("/")),
            (all, "/naming/v1/x", Ok("/naming/v1")),
            (all, "http://elsewhere/orders/7", Ok("/orders")),
            (some, "/", Err(404)),
            (some, "*", Err(404)),
            (some, "/ordersx", Err(404)),
            // However they are read, these stay where they are.
            (all, "/orders/a%2Fb", Ok("/orders")),
            (all, "/orders/a;v=1/b//c/./d/../e", Ok("/orders")),
            (all, "/x/..%2F..%2fy", Ok("/")),
            // These do not.
            (all, "/orders/../x", Err(400)),
            (all, "/orders/%2e%2E/x", Err(400)),
            (all, "/x/%2e%2e/orders", Err(400)),
            (all, "/x/..%2forders", Err(400)),
            (all, "/orders%2f7", Err(400)),
            (all, "/%6frders", Err(400)),
            (all, "//orders", Err(400)),
            (all, "/./orders", Err(400)),
            (all, "/orders/..;/x", Err(400)),
            (all, "/orders;a=b", Err(400)),
            (all, "/orders/archive/../7", Err(400)),
            (some, "/orders/../secret", Err(400)),
            (&["/"], "/orders/../%2e%2e//x;y", Ok("/")),
        ] {
            let found = found(prefixes, target);
            assert_eq!(found.as_deref().map_err(|status| *status), expected, "{target}");
        }
    }
}
