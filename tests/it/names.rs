//! A name that the registry gives a code stands for it, wherever codes stand.

use codeword::registry::{Entry, GrpcCode, Registry};
use codeword::{Catalog, Source, polaris};

const MESSAGES: &str = "code-404001 = The order was not found\ncode--1121 = The symbol is invalid\n\
                        code-card_declined = The card was declined\ncode-Taken = A code of its own\n";

/// What 410 stands for.
const GONE: GrpcCode = GrpcCode::FailedPrecondition;

fn registry() -> Registry {
    let entry = |code: &'static str, name: &str| {
        Entry::new(codeword::Code::parse(code).unwrap()).with_name(name).unwrap()
    };
    Registry::new([
        entry("404001", "OrderNotFound").with_http_status(410).unwrap(),
        entry("-1121", "InvalidSymbol").with_http_status(400).unwrap(),
        entry("card_declined", "CardDeclined").with_grpc(GrpcCode::DataLoss),
        // A message is called like that.
        entry("7", "Taken"),
        entry("8", "NoMessage"),
    ])
    .unwrap()
}

fn catalog() -> Catalog {
    let files =
        [("en-US/errors.ftl", MESSAGES), ("de/errors.ftl", "code-404001 = Keine Bestellung")];
    Catalog::builder().source(Source::files(files).registry(registry())).build().unwrap()
}

#[test]
fn a_message_is_found_by_its_name() {
    let catalog = catalog();
    for (asked, code, name, http, grpc) in [
        ("OrderNotFound", "404001", Some("OrderNotFound"), Some(410), GONE),
        ("404001", "404001", Some("OrderNotFound"), Some(410), GONE),
        ("InvalidSymbol", "-1121", Some("InvalidSymbol"), Some(400), GrpcCode::InvalidArgument),
        ("CardDeclined", "card_declined", Some("CardDeclined"), None, GrpcCode::DataLoss),
    ] {
        let message = catalog.message(asked, "en-US").unwrap();
        assert_eq!(message.code(), code, "{asked}");
        assert_eq!((message.name(), message.http_status()), (name, http), "{asked}");
        assert_eq!(message.grpc(), Some(grpc), "{asked}");
    }
    // A code is itself first, and a name of another after that.
    let taken = catalog.message("Taken", "en-US").unwrap();
    assert_eq!(taken.code(), "Taken");
    assert_eq!((taken.name(), taken.http_status(), taken.grpc()), (None, None, None));
    for unknown in ["ordernotfound", "NoMessage", "7", "8"] {
        assert!(catalog.message(unknown, "en-US").is_none(), "{unknown}");
    }
    assert_eq!(catalog.message("OrderNotFound", "de").unwrap().text(), "Keine Bestellung");
    assert_eq!(catalog.codes().len(), 4);
}

#[test]
fn the_shipped_codes_have_names_without_any_feature() {
    let catalog = Catalog::embedded();
    assert_eq!(polaris::NAMES.len(), 172);
    for (code, name) in polaris::NAMES {
        let message = catalog.message(name, "en-US").unwrap();
        assert_eq!((message.code(), message.name()), (code, Some(name)));
        assert_eq!(message.http_status(), code.http_status());
    }
    assert_eq!(polaris::HEARTBEAT_EXCEED_LIMIT, 400142);
}

#[test]
fn a_later_source_names_codes_anew() {
    let ours = Registry::new([
        Entry::new(400142).with_name("TooFast").unwrap().with_http_status(429).unwrap(),
        Entry::new(400143).with_name("HeartbeatExceedLimit").unwrap(),
    ]);
    let files =
        Source::files([("en-US/ours.ftl", "code-400142 = Slow down")]).registry(ours.unwrap());
    let catalog = Catalog::builder().source(Source::embedded()).source(files).build().unwrap();
    for (asked, code, status) in [
        ("TooFast", 400142, 429),
        ("HeartbeatExceedLimit", 400143, 400),
        ("NotFoundResource", 400202, 400),
    ] {
        let message = catalog.message(asked, "en-US").unwrap();
        assert_eq!((message.code(), message.http_status()), (code.into(), Some(status)), "{asked}");
    }
    assert!(catalog.message("HeartbeatTypeNotFound", "en-US").is_none());
}

#[test]
fn json_has_the_name_where_there_is_one() {
    let json = |asked: &str| {
        let catalog = catalog();
        serde_json::to_string(&catalog.message(asked, "en-US").unwrap()).unwrap()
    };
    assert!(
        json("InvalidSymbol")
            .starts_with(r#"{"code":-1121,"name":"InvalidSymbol","locale":"en-US","#)
    );
    assert!(json("Taken").starts_with(r#"{"code":"Taken","locale":"en-US","#));
}

#[test]
fn a_problem_has_the_type_of_the_registry() {
    let entry = Entry::new(404001).with_type_uri("https://example.com/orders/404").unwrap();
    let source = Source::files([("en-US/errors.ftl", MESSAGES)]);
    let source = source.registry(Registry::new([entry]).unwrap());
    let catalog = Catalog::builder().source(source).build().unwrap();
    let r#type = |code: i32| catalog.message(code, "en").unwrap().problem().r#type().to_owned();
    assert_eq!(r#type(404001), "https://example.com/orders/404");
    assert_eq!(r#type(-1121), "about:blank");
}

#[cfg(not(feature = "registry"))]
#[test]
fn a_registry_that_cannot_be_read_is_not_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("en-US")).unwrap();
    std::fs::write(folder.path().join("en-US/errors.ftl"), MESSAGES).unwrap();
    std::fs::write(folder.path().join("codes.toml"), "[404001]\nname = \"OrderNotFound\"\n")
        .unwrap();
    let files = [("en-US/errors.ftl", MESSAGES), ("codes.toml", "")];
    for source in [Source::folder(folder.path()), Source::files(files)] {
        let (catalog, diagnostics) = Catalog::builder().source(source).build_lenient();
        let [diagnostic] = &diagnostics[..] else { panic!("{diagnostics:?}") };
        assert!(diagnostic.file().ends_with("codes.toml"), "{diagnostic}");
        assert!(diagnostic.text().contains("the feature `registry`"), "{diagnostic}");
        assert!(catalog.message(404001, "en-US").is_some());
    }
}

#[cfg(feature = "json")]
mod bodies {
    use std::sync::mpsc;

    use codeword::response::{CodePattern, Localizer, MediaType, Outcome, Policy};

    use super::*;

    #[test]
    fn a_name_in_a_body_stands_for_its_code() {
        for (codes, body, expected, outcome) in [
            (
                None,
                r#"{"code":"OrderNotFound","info":"no"}"#,
                "The order was not found",
                Outcome::Localized,
            ),
            (
                None,
                r#"{"code":"CardDeclined","info":"no"}"#,
                "The card was declined",
                Outcome::Localized,
            ),
            (None, r#"{"code":"Taken","info":"no"}"#, "A code of its own", Outcome::Localized),
            (None, r#"{"code":"NoMessage","info":"no"}"#, "no", Outcome::UnknownCode),
            // A policy may name the code either way, and so may the body.
            (
                Some("404000-404999"),
                r#"{"code":"OrderNotFound","info":"no"}"#,
                "The order was not found",
                Outcome::Localized,
            ),
            (
                Some("OrderNotFound"),
                r#"{"code":404001,"info":"no"}"#,
                "The order was not found",
                Outcome::Localized,
            ),
            (
                Some("Order*"),
                r#"{"code":"404001","info":"no"}"#,
                "The order was not found",
                Outcome::Localized,
            ),
            (
                Some("card_*"),
                r#"{"code":"OrderNotFound","info":"no"}"#,
                "no",
                Outcome::ExcludedCode,
            ),
        ] {
            let mut policy = Policy::default();
            if let Some(codes) = codes {
                policy = policy.codes([codes.parse::<CodePattern>().unwrap()]);
            }
            let localized =
                Localizer::new(catalog(), policy).localize(body.into(), MediaType::Json, "en-US");
            assert_eq!(localized.outcome(), outcome, "{body}");
            let localized: serde_json::Value =
                serde_json::from_slice(&localized.into_body()).unwrap();
            assert_eq!(localized["info"], expected, "{body}");
        }
    }

    #[test]
    fn an_observer_is_told_of_the_code_and_of_the_name() {
        let (sender, texts) = mpsc::channel();
        let localizer = Localizer::new(catalog(), Policy::default()).observed_by(move |text| {
            sender.send((text.code().to_code_buf(), text.name().map(str::to_owned))).unwrap();
        });
        let body = r#"[{"code":"OrderNotFound","info":""},{"code":-1121,"info":""},{"code":8,"info":""},{"code":9,"info":""}]"#;
        let localized = localizer.localize(body.into(), MediaType::Json, "en-US");
        let codes: Vec<String> =
            localized.texts().iter().map(|(code, _)| code.to_string()).collect();
        assert_eq!(codes, ["404001", "-1121", "8", "9"]);
        let told: Vec<(String, Option<String>)> =
            texts.try_iter().map(|(code, name)| (code.to_string(), name)).collect();
        let expected = [
            ("404001", Some("OrderNotFound")),
            ("-1121", Some("InvalidSymbol")),
            ("8", Some("NoMessage")),
            ("9", None),
        ];
        assert_eq!(told, expected.map(|(code, name)| (code.to_owned(), name.map(str::to_owned))));
    }

    #[cfg(feature = "admin")]
    #[test]
    fn the_figures_have_the_names_of_codes_without_a_message() {
        use codeword::LiveCatalog;
        use codeword::gateway::admin::Metrics;

        let live = LiveCatalog::follow(Catalog::builder().source(Source::embedded())).unwrap();
        let metrics = Metrics::new(live);
        let localizer = metrics.observe(Localizer::new(catalog(), Policy::default()));
        localizer.localize(r#"{"code":"NoMessage","info":""}"#.into(), MediaType::Json, "en");
        let text = metrics.to_string();
        assert!(
            text.contains(r#"codeword_unknown_codes_total{code="8",name="NoMessage"} 1"#),
            "{text}"
        );
    }
}
