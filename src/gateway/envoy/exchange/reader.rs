//! [`Told`]: what Envoy has told of the request.

use http::Method;
use http::header::HeaderMap;

use super::super::messages::{self, proto};
use crate::response::Localizer;
use crate::response::semantics::Requester;

/// What Envoy has told of the request.
pub(super) enum Told {
    Nothing,
    /// What the response depends on, but not the method.
    Attributes(Requester),
    /// All of its head.
    Request(Requester),
}

impl Told {
    /// Attributes come with whatever message is the first of its direction.
    pub(super) fn hear_attributes(&mut self, reader: Option<Requester>) {
        if let (Told::Nothing, Some(reader)) = (&self, reader) {
            *self = Told::Attributes(reader);
        }
    }

    pub(super) fn hear_request(&mut self, headers: proto::HeaderMap, localizer: &Localizer) {
        let request = messages::request(headers);
        let query = request.uri.query();
        let reader = Requester::of(&request.method, query, &request.headers, localizer);
        *self = Told::Request(reader);
    }

    /// The reader; of whom nothing is known, one without any wishes.
    ///
    /// `looks_like_head` says whether the response looks like one to a HEAD, for where the method is unknown.
    pub(super) fn reader(self, looks_like_head: bool, localizer: &Localizer) -> Requester {
        match self {
            Told::Request(reader) => reader,
            Told::Attributes(reader) => Requester { is_head: looks_like_head, ..reader },
            Told::Nothing => {
                let reader = Requester::of(&Method::GET, None, &HeaderMap::new(), localizer);
                // It may be a browser, which keeps its pages.
                let prefers_json = !localizer.policy().asks_for_accept();
                Requester { is_head: looks_like_head, prefers_json, ..reader }
            }
        }
    }
}
