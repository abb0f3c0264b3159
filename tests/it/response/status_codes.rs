//! Errors that say no code, and the code of their status.

use codeword::Code;
use codeword::response::{Detail, Localizer, MediaType, Outcome, Pages, Pair, Policy};

use super::catalog;

fn policy() -> Policy {
    let pairs = [
        Pair::new("error.details[].reason", "error.message").unwrap(),
        Pair::new("error.status", "error.message").unwrap(),
        Pair::new("code", "message").unwrap(),
    ];
    let policy = Policy::default().pairs(pairs).unwrap().detail(Detail::Keep);
    let codes = [(404, "1"), (403, "lost"), (500, "3"), (502, "99")];
    policy.status_codes(codes.map(|(status, code)| (status, Code::from_static(code)))).unwrap()
}

#[test]
fn the_code_goes_where_a_pair_has_it() {
    let localizer = Localizer::new(catalog(), policy());
    for (status, body, expected) in [
        (404, r#"{"message":"gone: x"}"#, Some(r#"{"code":1,"message":"一: x"}"#)),
        (403, r#"{"message":"gone"}"#, Some(r#"{"code":"lost","message":"丢了"}"#)),
        (404, r#"{"error":{"message":"no"}}"#, Some(r#"{"error":{"status":1,"message":"一"}}"#)),
        // Whatever says a code keeps it, whether that is known or not.
        (404, r#"{"code":2,"message":"no"}"#, Some(r#"{"code":2,"message":"二"}"#)),
        (404, r#"{"code":9,"message":"no"}"#, None),
        (404, r#"{"code":null,"message":"no"}"#, None),
        (404, r#"{"inner":{"code":9,"message":"no"},"message":"no"}"#, None),
        // There is no text, or no code, or the code has no words.
        (404, r#"{"code":9}"#, None),
        (404, r#"{"text":"no"}"#, None),
        (401, r#"{"message":"no"}"#, None),
        (500, r#"{"message":"no"}"#, None),
        (502, r#"{"message":"no"}"#, None),
    ] {
        let localized = localizer.localize_error(status, body.into(), MediaType::Json, "zh-CN");
        assert_eq!(localized.is_changed(), expected.is_some(), "{status} {body}");
        assert_eq!(localized.into_body(), expected.unwrap_or(body), "{status} {body}");
    }
    // Without a status there is nothing to go by.
    let body = r#"{"message":"gone"}"#;
    let localized = localizer.localize(body.into(), MediaType::Json, "zh-CN");
    assert_eq!(localized.outcome(), Outcome::NoPair);
    assert_eq!(localizer.counted(Outcome::NoPair), 6);
}

#[test]
fn a_page_has_the_form_that_the_policy_says() {
    for (pages, expected) in [
        (Pages::Leave, None),
        // The first pair goes through an array, which a page has not.
        (Pages::Json, Some((MediaType::Json, r#"{"error":{"message":"一","status":1}}"#))),
        (
            Pages::Problem,
            Some((
                MediaType::Problem,
                r#"{"code":1,"status":404,"title":"一","type":"about:blank"}"#,
            )),
        ),
    ] {
        // However the policy treats other texts, this one is ours.
        for detail in [Detail::Keep, Detail::OnlyGeneric] {
            let localizer = Localizer::new(catalog(), policy().pages(pages).detail(detail));
            let page = localizer.page(404, "zh-CN");
            let page = page.map(|(media_type, page)| {
                assert_eq!(page.languages().len(), 1);
                (media_type, String::from_utf8(page.into_body().to_vec()).unwrap())
            });
            let expected = expected.map(|(media_type, page)| (media_type, page.to_owned()));
            assert_eq!(page, expected, "{pages:?}");
            assert!(
                [401, 500, 502].into_iter().all(|status| localizer.page(status, "en").is_none())
            );
        }
    }
}
