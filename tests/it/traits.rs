//! What every public type has, whoever uses it: it can be sent to other threads, shared between them, and printed.

use std::fmt::Debug;

use codeword::registry::{ArgumentKind, Entry, GrpcCode, Registry};
use codeword::{
    Args, Catalog, CatalogBuilder, Chain, Code, CodeBuf, Coded, Codes, Date, DateTime, Diagnostic,
    Error, InvalidCode, Locale, Message, Negotiation, Negotiator, Preference, Problem, Reader,
    Source, Time, Value,
};

/// Holds the types at compile time: a test of this file that compiles has passed.
macro_rules! shared {
    ($($type:ty),+ $(,)?) => {$({
        fn is_shared<T: Debug + Send + Sync>() {}
        is_shared::<$type>();
    })+};
}

#[test]
fn whatever_a_program_holds_can_be_shared_and_printed() {
    shared!(
        Args<'_>,
        ArgumentKind,
        Catalog,
        CatalogBuilder,
        Chain<'_, '_>,
        Code<'_>,
        CodeBuf,
        Coded,
        Codes<'_>,
        Date,
        DateTime,
        Diagnostic,
        Entry,
        Error,
        GrpcCode,
        InvalidCode,
        Locale,
        Message<'_>,
        Negotiation<'_>,
        Negotiator,
        Preference<'_>,
        Problem<'_>,
        Reader,
        Registry,
        Source,
        Time,
        Value<'_>,
    );
}

#[cfg(feature = "reload")]
#[test]
fn a_live_catalog_and_what_comes_from_it_can_be_shared_and_printed() {
    use codeword::{ContentHash, Generation, LiveCatalog, LiveView, Snapshot};
    shared!(ContentHash, Generation, LiveCatalog, LiveView, Snapshot);
}

#[cfg(feature = "json")]
#[test]
fn a_localizer_and_all_of_its_policy_can_be_shared_and_printed() {
    use codeword::response::{
        Arguments, CodePattern, Defect, Detail, Exemption, Fallback, GenericTexts, LanguageSource,
        Localization, Localizer, MediaType, Mismatch, Missing, Observed, Outcome, Pages, Pair,
        Policy, Preset, Scope, Statuses, Templates, Understanding, Understood,
    };
    shared!(
        Arguments,
        CodePattern,
        Defect,
        Detail,
        Exemption,
        Fallback,
        GenericTexts,
        LanguageSource,
        Localization,
        Localizer,
        MediaType,
        Mismatch,
        Missing,
        Observed<'_>,
        Outcome,
        Pages,
        Pair,
        Policy,
        Preset,
        Scope,
        Statuses,
        Templates,
        Understanding,
        Understood<'_>,
    );
}

#[cfg(feature = "tower")]
#[test]
fn a_layer_of_tower_can_be_shared_and_printed() {
    use axum::body::Body;
    use codeword::response::layer::{
        Always, Localize, LocalizeBody, LocalizeLayer, ResponseFuture,
    };
    use std::future::Ready;
    shared!(Always, Localize<(), Always>, LocalizeLayer);
    // A body of axum is not `Sync`, and so no body around it is.
    fn is_sent<T: Debug + Send>() {}
    is_sent::<LocalizeBody<Body>>();
    is_sent::<ResponseFuture<Ready<()>, Body, Always>>();
}

#[cfg(feature = "tonic")]
#[test]
fn a_layer_of_tonic_can_be_shared_and_printed() {
    use codeword::response::tonic::{LocalizeStatus, StatusBody, StatusFuture, StatusLayer};
    shared!(LocalizeStatus<()>, StatusBody<()>, StatusFuture<()>, StatusLayer);
}
