//! [`Terms`]: what is the same for every exchange of a processor.

use super::super::messages::Attributes;
use super::notices::Notices;
use crate::response::Localizer;

/// What is the same for every exchange of a processor.
#[derive(Clone, Debug)]
pub(in super::super) struct Terms {
    pub(in super::super) localizer: Localizer,
    pub(in super::super) attributes: Attributes,
    pub(in super::super) body_limit: usize,
    pub(in super::super) notices: Notices,
}
