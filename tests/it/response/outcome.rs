//! What is said, counted and observed of each text.

use codeword::response::{Defect, Localizer, MediaType, Outcome, Policy};

use super::catalog;

#[test]
fn the_outcome_of_each_text_is_said_and_counted() {
    let localizer = Localizer::new(catalog(), Policy::default().codes([1..=4]));
    let body = r#"{"code":1,"info":"x","all":[{"code":9,"info":"x"},{"code":4,"info":"x"},{"code":3,"info":"x"}]}"#;
    let localization = localizer.localize(body.into(), MediaType::Json, "zh-CN");
    let expected = [(1, "localized"), (9, "excluded-code"), (4, "localized"), (3, "incomplete")];
    let texts = localization.texts().iter().map(|(code, outcome)| (code.clone(), outcome.name()));
    assert!(texts.eq(expected.map(|(code, outcome)| (code.into(), outcome))));
    let tags: Vec<String> = localization.languages().iter().map(ToString::to_string).collect();
    assert_eq!(tags, ["zh-CN", "en-US"]);

    localizer.localize("{".into(), MediaType::Json, "");
    assert_eq!(localizer.counted(Outcome::Localized), 1);
    assert_eq!(localizer.counted(Outcome::Defective(Defect::InvalidJson)), 1);
    assert_eq!(localizer.counted(Outcome::NoPair), 0);
}

#[test]
fn each_text_is_told_to_the_observer() {
    let (sender, observed) = std::sync::mpsc::channel();
    let policy = Policy::default().codes([1..=9]);
    let localizer = Localizer::new(catalog(), policy).observed_by(move |text| {
        let language = text.language().map(ToString::to_string).unwrap_or_default();
        let fallback = text.fallback().map(|fallback| fallback.name()).unwrap_or_default();
        let (code, outcome) = (text.code(), text.outcome().name());
        sender.send(format!("{code} {outcome} {language} {fallback}")).unwrap();
    });
    let body = r#"[{"code":1,"info":"a"},{"code":3,"info":""},{"code":4,"info":""},{"code":9,"info":""},{"code":10,"info":""}]"#;
    for (reader, expected) in [
        (
            "zh-CN",
            [
                "1 localized zh-CN ",
                "3 incomplete zh-CN ",
                "4 localized en-US untranslated",
                "9 unknown-code  ",
                "10 excluded-code  ",
            ],
        ),
        (
            "ja",
            [
                "1 localized en-US no-match",
                "3 incomplete en-US no-match",
                "4 localized en-US no-match",
                "9 unknown-code  ",
                "10 excluded-code  ",
            ],
        ),
    ] {
        localizer.localize(body.into(), MediaType::Json, reader);
        assert_eq!(observed.try_iter().collect::<Vec<_>>(), expected);
    }
}
