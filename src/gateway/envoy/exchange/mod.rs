//! [`Exchange`]: one request and its response on their way through Envoy, message by message.

mod answers;
mod body;
mod document;
mod head;
mod modes;
mod notices;
mod reader;
mod terms;

use http::StatusCode;
use http::header::CONTENT_LENGTH;
use tonic::Status;

use super::messages;
use super::messages::proto::processing_request::Request;
use super::messages::proto::processing_response::Response;
use super::messages::proto::{
    HeadersResponse, HttpBody, HttpHeaders, ProcessingRequest, ProcessingResponse, TrailersResponse,
};
use crate::response::{Exemption, Outcome};
use body::{Held, Step};
use head::Verdict;
use modes::Modes;
use reader::Told;

pub(super) use notices::Notices;
pub(super) use terms::Terms;

/// One request and its response on their way through Envoy.
pub(super) struct Exchange {
    terms: Terms,
    modes: Modes,
    told: Told,
    /// That of the response, once its head has come.
    status: Option<StatusCode>,
    stage: Stage,
}

/// How far the response has come.
enum Stage {
    /// Its head has not.
    Request,
    /// Its head has; what it waits for is its body.
    Body(Box<Held>),
    /// What becomes of it is known, but Envoy wants its messages answered to the end.
    Passing(Outcome),
}

/// The answer to a message of Envoy.
#[derive(Debug)]
pub(super) enum Answer {
    /// These, mostly one, and the exchange goes on.
    More(Vec<ProcessingResponse>),
    /// These or none, and the exchange has ended: Envoy goes on alone.
    Last(Vec<ProcessingResponse>, Outcome),
}

impl Exchange {
    pub(super) fn new(terms: Terms) -> Exchange {
        let (modes, told) = (Modes::default(), Told::Nothing);
        Exchange { terms, modes, told, status: None, stage: Stage::Request }
    }

    pub(super) fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// Answers a message of Envoy. The answer to one that was not asked for is that nothing changes.
    pub(super) fn answer(&mut self, message: ProcessingRequest) -> Result<Answer, Status> {
        if let Some(configuration) = &message.protocol_config {
            self.modes = Modes::of(configuration);
        }
        let Terms { attributes, localizer, .. } = &self.terms;
        self.told.hear_attributes(attributes.reader(&message.attributes, localizer));
        let answer = match message.request {
            Some(Request::RequestHeaders(head)) => {
                self.told.hear_request(head.headers.unwrap_or_default(), localizer);
                answer(Response::RequestHeaders(HeadersResponse::default()))
            }
            Some(Request::RequestBody(body)) => {
                answer(Response::RequestBody(answers::unchanged(self.modes.request, body)))
            }
            Some(Request::RequestTrailers(_)) => {
                answer(Response::RequestTrailers(TrailersResponse {}))
            }
            Some(Request::ResponseHeaders(head)) => return self.head(head),
            Some(Request::ResponseBody(body)) => return self.body(body),
            Some(Request::ResponseTrailers(_)) => return Ok(self.trailers()),
            None => return Err(Status::unimplemented("this message is not known here")),
        };
        Ok(Answer::More(vec![answer]))
    }

    fn head(&mut self, message: HttpHeaders) -> Result<Answer, Status> {
        let parts = messages::response(message.headers.unwrap_or_default())
            .ok_or_else(|| Status::invalid_argument("the response has no status"))?;
        self.status = Some(parts.status);
        let told = std::mem::replace(&mut self.told, Told::Nothing);
        if matches!(told, Told::Nothing) {
            self.terms.notices.no_reader(&self.terms.attributes);
        }
        let is_end = message.end_of_stream;
        // Of a response that ends with its head, only one to a HEAD says that it has a content.
        let is_empty = parts.headers.get(CONTENT_LENGTH).is_some_and(|length| length == "0");
        let reader = told.reader(is_end && !is_empty, &self.terms.localizer);
        Ok(match head::judge(parts, is_end, reader, self.modes, &self.terms) {
            Verdict::Left(answers, outcome) => self.leave(answers, outcome),
            Verdict::Held(answers, held) => {
                self.stage = Stage::Body(held);
                Answer::More(answers)
            }
        })
    }

    fn body(&mut self, message: HttpBody) -> Result<Answer, Status> {
        match &mut self.stage {
            Stage::Request => Err(Status::invalid_argument("a body came before its head")),
            Stage::Body(held) => {
                if !self.modes.send_bodies() {
                    self.terms.notices.has_body_come();
                }
                let step = held.add(message, &self.terms);
                Ok(self.go(step))
            }
            Stage::Passing(_) => {
                let body = answers::unchanged(self.modes.response, message);
                Ok(Answer::More(vec![answer(Response::ResponseBody(body))]))
            }
        }
    }

    fn trailers(&mut self) -> Answer {
        let mut all = match &mut self.stage {
            Stage::Body(held) => {
                let step = held.end(&self.terms);
                self.go(step)
            }
            Stage::Request | Stage::Passing(_) => Answer::More(vec![]),
        };
        let (Answer::More(answers) | Answer::Last(answers, _)) = &mut all;
        answers.push(answer(Response::ResponseTrailers(TrailersResponse {})));
        all
    }

    fn go(&mut self, step: Step) -> Answer {
        match step {
            Step::Wait(answers) => Answer::More(answers),
            Step::Done(answers, outcome) => self.leave(answers, outcome),
        }
    }

    /// Ends the exchange, or keeps it where Envoy does not go on alone.
    fn leave(&mut self, answers: Vec<ProcessingResponse>, outcome: Outcome) -> Answer {
        if self.modes.are_duplex() {
            self.stage = Stage::Passing(outcome);
            Answer::More(answers)
        } else {
            Answer::Last(answers, outcome)
        }
    }

    /// What has become of the response, when Envoy says no more; `None` if there has been none. One that waits
    /// for its body has lost it.
    pub(super) fn end(self) -> Option<Outcome> {
        match self.stage {
            Stage::Request => None,
            Stage::Passing(outcome) => Some(outcome),
            Stage::Body(_) => {
                if !self.modes.send_bodies() {
                    self.terms.notices.no_body();
                }
                Some(self.terms.localizer.exempt(Exemption::Broken))
            }
        }
    }
}

fn answer(response: Response) -> ProcessingResponse {
    ProcessingResponse { response: Some(response), mode_override: None }
}
