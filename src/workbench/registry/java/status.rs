//! [`status`]: the constants by which Java's frameworks call HTTP's statuses, `HttpStatus.NOT_FOUND`.

use crate::workbench::registry::scanner::{Kind, Token};

/// The statuses by the names that Spring's `HttpStatus`, `Response.Status` and, after `SC_`, the servlets have.
const NAMES: &str = "\
100 CONTINUE 101 SWITCHING_PROTOCOLS 102 PROCESSING 103 EARLY_HINTS 200 OK 201 CREATED 202 ACCEPTED \
203 NON_AUTHORITATIVE_INFORMATION 204 NO_CONTENT 205 RESET_CONTENT 206 PARTIAL_CONTENT 207 MULTI_STATUS \
208 ALREADY_REPORTED 226 IM_USED 300 MULTIPLE_CHOICES 301 MOVED_PERMANENTLY 302 FOUND 303 SEE_OTHER \
304 NOT_MODIFIED 305 USE_PROXY 307 TEMPORARY_REDIRECT 308 PERMANENT_REDIRECT 400 BAD_REQUEST 401 UNAUTHORIZED \
402 PAYMENT_REQUIRED 403 FORBIDDEN 404 NOT_FOUND 405 METHOD_NOT_ALLOWED 406 NOT_ACCEPTABLE \
407 PROXY_AUTHENTICATION_REQUIRED 408 REQUEST_TIMEOUT 409 CONFLICT 410 GONE 411 LENGTH_REQUIRED \
412 PRECONDITION_FAILED 413 PAYLOAD_TOO_LARGE 413 CONTENT_TOO_LARGE 413 REQUEST_ENTITY_TOO_LARGE \
414 URI_TOO_LONG 414 REQUEST_URI_TOO_LONG 415 UNSUPPORTED_MEDIA_TYPE 416 REQUESTED_RANGE_NOT_SATISFIABLE \
417 EXPECTATION_FAILED 418 I_AM_A_TEAPOT 421 MISDIRECTED_REQUEST 422 UNPROCESSABLE_ENTITY \
422 UNPROCESSABLE_CONTENT 423 LOCKED 424 FAILED_DEPENDENCY 425 TOO_EARLY 426 UPGRADE_REQUIRED \
428 PRECONDITION_REQUIRED 429 TOO_MANY_REQUESTS 431 REQUEST_HEADER_FIELDS_TOO_LARGE \
451 UNAVAILABLE_FOR_LEGAL_REASONS 500 INTERNAL_SERVER_ERROR 501 NOT_IMPLEMENTED 502 BAD_GATEWAY \
503 SERVICE_UNAVAILABLE 504 GATEWAY_TIMEOUT 505 HTTP_VERSION_NOT_SUPPORTED 506 VARIANT_ALSO_NEGOTIATES \
507 INSUFFICIENT_STORAGE 508 LOOP_DETECTED 510 NOT_EXTENDED 511 NETWORK_AUTHENTICATION_REQUIRED";

/// The types whose constants these are.
const TYPES: [&str; 5] =
    ["HttpStatus", "HttpStatusCode", "Status", "HttpServletResponse", "HttpResponseStatus"];

/// Whether a parameter of this type is an HTTP status.
pub(super) fn is_type(name: &str) -> bool {
    TYPES.contains(&name)
}

/// The status that a constant stands for: `HttpStatus.NOT_FOUND`, its `value()`, or its name alone where
/// `may_be_bare`, as an import has made it.
pub(super) fn status(tokens: &[Token<'_>], may_be_bare: bool) -> Option<u16> {
    let word = |at: usize| match tokens.get(at)?.kind {
        Kind::Word(word) => Some(word),
        _ => None,
    };
    let mut path = vec![word(0)?];
    let mut at = 1;
    while tokens.get(at).is_some_and(|token| token.is('.')) {
        path.push(word(at + 1)?);
        at += 2;
    }
    match &tokens[at..] {
        [] => {}
        [open, close] if open.is('(') && close.is(')') => {
            matches!(path.pop(), Some("value" | "code" | "getStatusCode")).then_some(())?;
        }
        _ => return None,
    }
    let name = path.pop()?;
    match path.last() {
        Some(owner) => is_type(owner).then_some(())?,
        None => may_be_bare.then_some(())?,
    }
    let name = name.strip_prefix("SC_").unwrap_or(name);
    let mut words = NAMES.split(' ').zip(NAMES.split(' ').skip(1));
    words.find(|(_, known)| *known == name).and_then(|(number, _)| number.parse().ok())
}

/// Whether HTTP has a status of this number.
pub(super) fn is_known(number: i128) -> bool {
    NAMES.split(' ').any(|word| word.parse() == Ok(number))
}
