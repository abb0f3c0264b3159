//! [`Memory`]: what was judged of the heads before, as most responses have a head that was judged already.

use std::hash::Hasher;
use std::sync::Mutex;

use rustc_hash::FxHasher;

use super::head::Known;
use super::verdict::Judgement;
use crate::response::Policy;
use crate::response::semantics::{Aspect, RESPONSE_HEADERS, length};

/// How many heads are remembered; a new one takes the place of another.
const PLACES: usize = 256;

/// The most that a head may say to be remembered, in bytes.
const LONGEST: usize = 512;

/// All that the judgement of a head depends on, but for texts of the catalog: two heads for which it is the same are
/// judged the same.
pub(super) struct Question {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Question {
    /// What of a head its judgement depends on; `None` if that is long. `limit` is that of the body, in bytes.
    pub(super) fn of(head: &Known<'_>, policy: &Policy, limit: usize) -> Option<Question> {
        let mut question = Question { bytes: [0; LONGEST], length: 0 };
        question.add(&head.status.as_u16().to_ne_bytes())?;
        question.add_text(head.method)?;
        for language in policy.languages_in(head.query) {
            question.add(&[language.is_some().into()])?;
            question.add_text(language.unwrap_or_default().as_bytes())?;
        }
        for line in &head.request {
            question.add(&[line.place])?;
            question.add_text(line.value)?;
        }
        // Where the response begins, whose headers have places of their own.
        question.add(&[u8::MAX])?;
        for line in &head.response {
            question.add(&[line.place])?;
            match RESPONSE_HEADERS.get(usize::from(line.place)) {
                Some((_, Aspect::Presence)) => {}
                Some((_, Aspect::Length)) => question.add(match length(line.value, limit) {
                    Ok(0) => b"none",
                    Ok(_) => b"some",
                    Err(_) => b"many",
                })?,
                Some((_, Aspect::Value)) | None => question.add_text(line.value)?,
            }
        }
        Some(question)
    }

    /// Adds a text after its length, so that no two heads have the same bytes.
    fn add_text(&mut self, text: &[u8]) -> Option<()> {
        self.add(&u16::try_from(text.len()).ok()?.to_ne_bytes())?;
        self.add(text)
    }

    fn add(&mut self, bytes: &[u8]) -> Option<()> {
        let end = self.length + bytes.len();
        self.bytes.get_mut(self.length..end)?.copy_from_slice(bytes);
        self.length = end;
        Some(())
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// A place below [`PLACES`].
    fn place(&self) -> usize {
        let mut hasher = FxHasher::default();
        hasher.write(self.bytes());
        hasher.finish() as usize % PLACES
    }
}

/// Some heads, and what was judged of them.
pub(super) struct Memory {
    /// Nobody waits for it: where another thread is at it, or was when the process forked, a head is judged anew.
    places: Mutex<Box<[Option<Remembered>]>>,
}

struct Remembered {
    question: Box<[u8]>,
    judgement: Judgement,
}

impl Memory {
    pub(super) fn new() -> Memory {
        Memory { places: Mutex::new((0..PLACES).map(|_| None).collect()) }
    }

    /// What `use_it` makes of the judgement, if it is remembered.
    pub(super) fn recall<T>(
        &self,
        question: &Question,
        use_it: impl FnOnce(&Judgement) -> T,
    ) -> Option<T> {
        let places = self.places.try_lock().ok()?;
        let remembered = places[question.place()].as_ref();
        let remembered = remembered.filter(|known| *known.question == *question.bytes())?;
        Some(use_it(&remembered.judgement))
    }

    /// Remembers a judgement that holds whatever texts the catalog has.
    pub(super) fn remember(&self, question: &Question, judgement: Judgement) {
        if let Ok(mut places) = self.places.try_lock() {
            let remembered = Remembered { question: question.bytes().into(), judgement };
            places[question.place()] = Some(remembered);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::capi::caller::{Caller, Lines};
    use crate::capi::verdict::{HELD, LEFT};

    const CONFIGURATION: &str = "[response]\npages = \"json\"\nstatus-codes = { 404 = 400202 }";
    const JSON: (&str, &str) = ("content-type", "application/json");

    /// Of a query and of a request: what differs makes a difference, or none.
    const REQUESTS: [(&str, &str, Lines<'_>); 11] = [
        ("GET", "", &[]),
        ("GET", "lang=zh-CN", &[]),
        ("GET", "page=2&l%61ng=zh-CN", &[]),
        ("GET", "lang=", &[("accept-language", "zh-CN")]),
        ("GET", "", &[("Accept-Language", "zh-CN")]),
        ("GET", "", &[("accept-language", "zh-CN"), ("accept-language", "de")]),
        ("GET", "", &[("accept-language", "zh-CN, de")]),
        ("GET", "", &[("accept-encoding", "identity;q=0")]),
        ("GET", "", &[("accept", "text/html")]),
        ("GET", "", &[("cache-control", "no-transform")]),
        ("HEAD", "", &[]),
    ];

    const RESPONSES: [Lines<'_>; 15] = [
        &[],
        &[JSON],
        &[JSON, ("etag", "\"a\"")],
        &[JSON, ("etag", "\"b\"")],
        &[JSON, ("etag", "\0")],
        &[JSON, ("content-length", "0")],
        &[JSON, ("content-length", "9")],
        &[JSON, ("content-length", "10")],
        &[JSON, ("content-length", "99999999")],
        &[JSON, ("content-length", "x")],
        &[JSON, ("vary", "*"), ("last-modified", "now")],
        &[JSON, ("x-polaris-code", "1"), ("content-encoding", "gzip")],
        &[JSON, ("cache-control", "no-transform")],
        &[("content-type", "application/json;charset=gbk")],
        &[("content-type", "text/html")],
    ];

    #[test]
    fn a_head_that_is_remembered_is_judged_as_if_it_were_the_first() {
        let mut caller = Caller::open(CONFIGURATION).unwrap();
        let mut firsts = Vec::new();
        for round in 0..3 {
            let mut judged = Vec::new();
            for (method, query, request) in REQUESTS {
                for response in RESPONSES {
                    judged.push(caller.judge_asked(method, query, request, 404, response));
                    if round == 0 {
                        let mut fresh = Caller::open(CONFIGURATION).unwrap();
                        firsts.push(fresh.judge_asked(method, query, request, 404, response));
                    }
                }
            }
            assert_eq!(judged, firsts, "{round}");
        }
        for value in [HELD, LEFT] {
            assert!(firsts.iter().filter(|judged| judged.value == value).count() > 20, "{value}");
        }
    }

    #[test]
    fn a_head_is_remembered_unless_the_texts_decide_or_it_is_long() {
        let mut caller = Caller::open(CONFIGURATION).unwrap();
        let mut allocations = |language: &str, response: Lines<'_>| {
            let request = [("accept-language", language)];
            let mut count = || {
                allocation_counter::measure(|| drop(caller.judge("GET", &request, 404, response)))
                    .count_total
            };
            (count(), count())
        };
        // What the caller of these tests allocates by itself, and what judging does.
        let (first, second) = allocations("fr", &[JSON, ("content-length", "9")]);
        assert!(first > second + 5, "{first} {second}");
        let (again, _) = allocations("fr", &[JSON, ("content-length", "10")]);
        assert_eq!(again, second);
        let long = "fr, ".repeat(200);
        for (language, response) in [
            (&*long, &[JSON][..]),
            ("fr", &[("content-type", "text/html")]),
            ("fr", &[JSON, ("content-length", "0")]),
        ] {
            let (first, second) = allocations(language, response);
            assert!(second > 10 && first - second < 5, "{first} {second} {response:?}");
        }
    }
}
