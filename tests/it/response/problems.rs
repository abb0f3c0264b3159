//! The title and the detail of a problem: both or neither, and nothing of another language behind them.

use codeword::response::{Detail, Localizer, MediaType, Missing, Outcome, Policy};
use codeword::{Catalog, Source};

/// A catalog of one code, `1`, in German.
fn catalog(message: &str) -> Catalog {
    let files = Source::files([("de-DE/errors.ftl", format!("code-1 ={message}"))]);
    Catalog::builder().source(files).default_locale("de-DE").build().unwrap()
}

fn localize(policy: Policy, message: &str, body: &str) -> (String, Outcome) {
    let localizer = Localizer::new(catalog(message), policy);
    let localized = localizer.localize(body.to_owned().into(), MediaType::Problem, "de");
    let outcome = localized.outcome();
    (String::from_utf8(localized.into_body().to_vec()).unwrap(), outcome)
}

#[test]
fn a_title_and_a_detail_are_localized_together_or_not_at_all() {
    for (message, body, expected) in [
        // No English stays behind a text that says all.
        (
            " Zu groß: { $count } Stück",
            r#"{"code":1,"title":"cart too large: 7 items","args":{"count":7}}"#,
            Some(r#"{"code":1,"title":"Zu groß: 7 Stück","args":{"count":7}}"#),
        ),
        (
            " Zu groß\n    .detail = Nehmen Sie etwas heraus",
            r#"{"code":1,"title":"cart too large: 7 items","detail":"put: back"}"#,
            Some(r#"{"code":1,"title":"Zu groß","detail":"Nehmen Sie etwas heraus"}"#),
        ),
        // A text without values leaves those that the server gives.
        (
            " Zu groß",
            r#"{"code":1,"title":"cart too large: 7 items"}"#,
            Some(r#"{"code":1,"title":"Zu groß: 7 items"}"#),
        ),
        // One of the two lacks an argument.
        (
            " Zu groß: { $count } Stück\n    .title = Zu groß",
            r#"{"code":1,"title":"too large","detail":"7 items"}"#,
            None,
        ),
        (
            " Zu groß\n    .title = Größer als { $count }",
            r#"{"title":"too large","detail":"7 items","code":1}"#,
            // The text serves where the attribute lacks an argument.
            Some(r#"{"title":"Zu groß","detail":"Zu groß","code":1}"#),
        ),
        // A title alone gets the detail that belongs to it.
        (
            " Nehmen Sie etwas heraus\n    .title = Zu groß",
            r#"{ "title": "too large", "code": 1 }"#,
            Some(r#"{ "title": "Zu groß", "detail": "Nehmen Sie etwas heraus", "code": 1 }"#),
        ),
        (
            " Zu groß\n    .detail = Höchstens { $count }",
            r#"{"code":1,"title":"too large","args":{"count":7}}"#,
            Some(r#"{"code":1,"title":"Zu groß","detail":"Höchstens 7","args":{"count":7}}"#),
        ),
        (
            " Zu groß\n    .detail = Höchstens { $count }",
            r#"{"code":1,"title":"too large"}"#,
            Some(r#"{"code":1,"title":"Zu groß"}"#),
        ),
        (
            " Höchstens { $count }\n    .title = Zu groß",
            r#"{"code":1,"title":"too large"}"#,
            Some(r#"{"code":1,"title":"Zu groß"}"#),
        ),
        (" Zu groß", r#"{"code":1,"title":"x"}"#, Some(r#"{"code":1,"title":"Zu groß"}"#)),
        // One that is there, if not as a text, is not added again.
        (
            " Zu groß\n    .detail = Mehr",
            r#"{"code":1,"title":"x","detail":null}"#,
            Some(r#"{"code":1,"title":"Zu groß","detail":null}"#),
        ),
        // Only the object at the top is a problem.
        (
            " Zu groß\n    .detail = Mehr",
            r#"{"type":"about:blank","errors":[{"code":1,"title":"x"}]}"#,
            None,
        ),
    ] {
        let (found, outcome) = localize(Policy::default(), message, body);
        assert_eq!(found, expected.unwrap_or(body), "{message}");
        assert_eq!(outcome == Outcome::Localized, expected.is_some(), "{message}");
        // Once more, it stays.
        let (again, _) = localize(Policy::default(), message, &found);
        let has_detail_of_its_own = message == " Zu groß";
        assert!(again == found || has_detail_of_its_own, "{again}");
    }
}

#[test]
fn a_policy_that_says_what_becomes_of_a_detail_is_obeyed() {
    let body = r#"{"code":1,"title":"cart too large: 7","args":{"count":7}}"#;
    for (policy, expected) in [
        (Policy::default(), r#"{"code":1,"title":"Mehr als 7","args":{"count":7}}"#),
        (
            Policy::default().detail(Detail::Keep),
            r#"{"code":1,"title":"Mehr als 7: 7","args":{"count":7}}"#,
        ),
        (Policy::default().detail(Detail::OnlyGeneric), body),
    ] {
        assert_eq!(localize(policy, " Mehr als { $count }", body).0, expected);
    }
    // A title that stays has no detail added.
    let policy = || Policy::default().detail(Detail::OnlyGeneric);
    let message = " Zu groß\n    .detail = Mehr";
    let body = r#"{"code":1,"title":"cart too large: 7"}"#;
    assert_eq!(localize(policy(), message, body), (body.to_owned(), Outcome::OwnText));
    let added = localize(policy().missing(Missing::Add), message, r#"{"code":1}"#).0;
    assert_eq!(added, r#"{"code":1,"title":"Zu groß"}"#);
}
