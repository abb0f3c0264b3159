//! What localizing a body promises, body by body.

mod added;
mod arguments;
mod into;
mod inverse;
mod json;
mod lists;
mod missing;
mod outcome;
mod plain;
mod policies;
mod policy;
mod presets;
mod problems;
mod properties;
mod sentences;
mod shapes;
mod status_codes;
mod texts;

use codeword::response::{Localization, Localizer, MediaType, Policy};
use codeword::{Catalog, Source};

/// Six codes; 3 needs an argument, 4 is English alone.
pub(crate) fn catalog() -> Catalog {
    Catalog::builder()
        .source(Source::files([
            (
                "en-US/errors.ftl",
                "code-1 = One\ncode-2 = Two \"2\"\ncode-3 = { $n } times\ncode-4 = Four\n\
                 code-lost = Lost\ncode--7 = Minus seven\n",
            ),
            (
                "zh-CN/errors.ftl",
                "code-1 = 一\ncode-2 = 二\ncode-3 = { $n } 次\ncode-lost = 丢了\ncode--7 = 负七\n",
            ),
        ]))
        .build()
        .unwrap()
}

/// The reader's language.
const LOCALE: &str = "zh-CN";

fn localize(policy: Policy, body: &[u8]) -> Localization {
    let body = bytes::Bytes::copy_from_slice(body);
    Localizer::new(catalog(), policy).localize(body, MediaType::Json, LOCALE)
}
