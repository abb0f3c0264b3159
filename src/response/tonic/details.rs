//! The details of a status, `google.rpc.Status`: its `ErrorInfo` is read, and a `LocalizedMessage` written.

use prost::Message as _;
use prost::bytes::Bytes;
use tonic_types::pb::{ErrorInfo, LocalizedMessage, Status};

use crate::response::policy::value;
use crate::response::{Exemption, Localizer, Outcome};
use crate::{Args, Code};

/// What the type URLs of those two end with.
const ERROR_INFO: &str = "/google.rpc.ErrorInfo";
const LOCALIZED_MESSAGE: &str = "/google.rpc.LocalizedMessage";

/// The type URL of the new one.
const TYPE_URL: &str = "type.googleapis.com/google.rpc.LocalizedMessage";

/// The most bytes of details that are sent on: coded in Base64, 8 KiB.
const LIMIT: usize = 6 * 1024;

/// The details with the words for a reader, or why they are left as they are.
pub(super) fn localize(
    details: &[u8],
    localizer: &Localizer,
    preference: &str,
) -> Result<Bytes, Outcome> {
    let mut status = Status::decode(details).map_err(|_| Outcome::Exempt(Exemption::Coded))?;
    let info = status.details.iter().find(|detail| detail.type_url.ends_with(ERROR_INFO));
    let info = info.and_then(|detail| ErrorInfo::decode(&*detail.value).ok());
    let info = info.ok_or(Outcome::NoPair)?;
    let code = Code::parse(&info.reason).ok_or(Outcome::OddPair)?;
    let catalog = localizer.catalog();
    let args: Args<'_> = info.metadata.iter().map(|(name, text)| (&**name, value(text))).collect();
    let message = catalog.format(code, preference, &args).ok_or(Outcome::UnknownCode)?;
    let name = message.name().and_then(Code::parse);
    let policy = localizer.policy();
    if !(policy.includes(message.code()) || name.is_some_and(|name| policy.includes(name))) {
        return Err(Outcome::ExcludedCode);
    }
    if !message.is_complete() {
        return Err(Outcome::Incomplete);
    }
    let (locale, message_text) = (message.locale().to_string(), message.text().to_owned());
    let localized = LocalizedMessage { locale, message: message_text }.encode_to_vec();
    let known = |detail: &&mut prost_types::Any| detail.type_url.ends_with(LOCALIZED_MESSAGE);
    match status.details.iter_mut().find(known) {
        Some(detail) if detail.value == localized || message.is_fallback() => {
            return Err(Outcome::Same);
        }
        Some(detail) => detail.value = localized,
        None => {
            status.details.push(prost_types::Any { type_url: TYPE_URL.into(), value: localized });
        }
    }
    let details = status.encode_to_vec();
    if details.len() > LIMIT {
        return Err(Outcome::Exempt(Exemption::TooLarge));
    }
    Ok(details.into())
}
