//! The sentences of upstreams, understood by templates and said in other languages.

use codeword::response::{
    Detail, Localizer, MediaType, Mismatch, Outcome, Pair, Policy, Templates, Understanding,
};
use codeword::{Catalog, CodeBuf, Source};
use std::sync::{Arc, Mutex};

/// Sentences as public servers write them, with the messages of a small catalog of ours.
const TEMPLATES: &str = r#"
# MySQL
1045 = "Access denied for user '%-.48s'@'%-.255s' (using password: %s)"
1049 = "Unknown database '%-.192s'"
1054 = "Unknown column '%-.192s' in '%-.192s'"
1062 = "Duplicate entry '%-.192s' for key '%-.192s'"
1064 = "%s near '%-.80s' at line %d"
1118 = "Row size too large. The maximum row size is %ld."
# PostgreSQL
42P01 = "relation \"%s\" does not exist"
42703 = ["column %s does not exist", { of = "column \"%s\" of relation \"%s\" does not exist" }]
53300 = "remaining connection slots are reserved for roles with the %s attribute"
# Binance
-1003 = ["Too many requests queued.", { limit = "Too many requests; current limit is {limit} requests per {unit}." }]
-1121 = "Invalid symbol."
-1111 = "Parameter '%s' has too much precision."
# Kubernetes
NotFound = "%s %q not found"
AlreadyExists = "%s %q already exists"
# A container registry
NAME_UNKNOWN = "repository name not known to registry: {{.Name}}"
# Stripe
resource_missing = "No such ${kind}: '${id}'"
"#;

const FILES: [(&str, &str); 2] = [
    (
        "de/errors.ftl",
        "code-1045 = Zugriff verweigert für „{ $arg0 }“ von „{ $arg1 }“
code-1049 = Datenbank „{ $arg0 }“ unbekannt
code-1054 = Spalte „{ $arg0 }“ gibt es in „{ $arg1 }“ nicht
code-1062 = Den Eintrag „{ $arg0 }“ gibt es im Schlüssel „{ $arg1 }“ schon
code-1064 = Fehler in Zeile { $arg2 }, bei „{ $arg1 }“
code-1118 = Eine Zeile darf höchstens { $arg0 ->
    [one] ein Byte
   *[other] { $arg0 } Bytes
 } haben
code-42P01 = Die Relation „{ $arg0 }“ gibt es nicht
code-42703 = Die Spalte { $arg0 } gibt es nicht
    .of = Die Spalte „{ $arg0 }“ gibt es in „{ $arg1 }“ nicht
code--1003 = Zu viele Anfragen
    .limit = Höchstens { $limit ->
    [one] eine Anfrage
   *[other] { $limit } Anfragen
 } je { $unit }
code--1121 = Dieses Handelssymbol gibt es nicht
code-NotFound = { $arg0 } „{ $arg1 }“ nicht gefunden
code-resource_missing = { $kind } „{ $id }“ gibt es nicht
",
    ),
    (
        "zh-CN/errors.ftl",
        "code-1054 = “{ $arg1 }”中没有列“{ $arg0 }”
code--1111 = 参数“{ $arg0 }”的精度过高
code-AlreadyExists = { $arg0 }“{ $arg1 }”已存在
code-NAME_UNKNOWN = 仓库“{ $Name }”不存在
",
    ),
];

fn catalog() -> Catalog {
    Catalog::builder().source(Source::files(FILES)).default_locale("de").build().unwrap()
}

fn policy(templates: &str) -> Policy {
    Policy::default().templates(Templates::from_toml(templates).unwrap())
}

/// A text after it was localized.
fn said(policy: Policy, locale: &str, code: &str, text: &str) -> String {
    let body = serde_json::json!({"code": code, "info": text}).to_string();
    let localizer = Localizer::new(catalog(), policy);
    let body = localizer.localize(body.into(), MediaType::Json, locale).into_body();
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    body["info"].as_str().unwrap().to_owned()
}

#[test]
fn sentences_of_public_catalogs_are_said_in_the_readers_language() {
    for (locale, code, text, expected) in [
        // MySQL.
        (
            "de",
            "1045",
            "Access denied for user 'root'@'10.0.0.1' (using password: YES)",
            "Zugriff verweigert für „root“ von „10.0.0.1“",
        ),
        ("de", "1049", "Unknown database 'shop'", "Datenbank „shop“ unbekannt"),
        (
            "de",
            "1054",
            "Unknown column 'price' in 'field list'",
            "Spalte „price“ gibt es in „field list“ nicht",
        ),
        ("zh-CN", "1054", "Unknown column 'a' in 'b'", "“b”中没有列“a”"),
        (
            "de",
            "1062",
            "Duplicate entry 'a: \"b\"\n' for key 'users.PRIMARY'",
            "Den Eintrag „a: \"b\"\n“ gibt es im Schlüssel „users.PRIMARY“ schon",
        ),
        (
            "de",
            "1064",
            "You have an error in your SQL syntax near 'FORM t' at line 3",
            "Fehler in Zeile 3, bei „FORM t“",
        ),
        (
            "de",
            "1118",
            "Row size too large. The maximum row size is 1.",
            "Eine Zeile darf höchstens ein Byte haben",
        ),
        (
            "de",
            "1118",
            "Row size too large. The maximum row size is 65535.",
            "Eine Zeile darf höchstens 65535 Bytes haben",
        ),
        // PostgreSQL.
        (
            "de",
            "42P01",
            "relation \"orders\" does not exist",
            "Die Relation „orders“ gibt es nicht",
        ),
        ("de", "42703", "column o.x does not exist", "Die Spalte o.x gibt es nicht"),
        // Binance.
        ("de", "-1121", "Invalid symbol.", "Dieses Handelssymbol gibt es nicht"),
        ("de", "-1003", "Too many requests queued.", "Zu viele Anfragen"),
        (
            "de",
            "-1003",
            "Too many requests; current limit is 1200 requests per minute.",
            "Höchstens 1200 Anfragen je minute",
        ),
        (
            "zh-CN",
            "-1111",
            "Parameter 'quantity' has too much precision.",
            "参数“quantity”的精度过高",
        ),
        // Kubernetes.
        ("de", "NotFound", "pods \"web-0\" not found", "pods „web-0“ nicht gefunden"),
        ("zh-CN", "AlreadyExists", "pods \"web-0\" already exists", "pods“web-0”已存在"),
        // A container registry.
        (
            "zh-CN",
            "NAME_UNKNOWN",
            "repository name not known to registry: library/x",
            "仓库“library/x”不存在",
        ),
        // Stripe.
        ("de", "resource_missing", "No such customer: 'cus_1'", "customer „cus_1“ gibt es nicht"),
    ] {
        assert_eq!(said(policy(TEMPLATES), locale, code, text), expected, "{code}: {text}");
    }
}

#[test]
fn what_is_not_sure_is_left_to_the_other_rules() {
    let unchanged = |code, text: &str| {
        assert_eq!(said(policy(TEMPLATES), "de", code, text), text);
    };
    // Two templates of the code have different values.
    unchanged("42703", "column \"x\" of relation \"orders\" does not exist");
    // There are two ways to take it apart.
    unchanged("1054", "Unknown column 'a' in 'b' in 'c'");
    // It is another sentence, and the message cannot do without its values.
    unchanged("1049", "Incorrect database name 'x'");
    // A code without values says what it says.
    let symbol = said(policy(TEMPLATES), "de", "-1121", "Bad symbol: X");
    assert_eq!(symbol, "Dieses Handelssymbol gibt es nicht: X");
}

#[test]
fn a_detail_after_a_sentence_is_what_the_policy_says() {
    for (detail, expected) in [
        (Detail::Keep, "Datenbank „a: b“ unbekannt: on node 5"),
        (Detail::Drop, "Datenbank „a: b“ unbekannt"),
        (Detail::OnlyGeneric, "Unknown database 'a: b': on node 5"),
    ] {
        let policy = policy(TEMPLATES).detail(detail);
        assert_eq!(said(policy, "de", "1049", "Unknown database 'a: b': on node 5"), expected);
    }
    // A sentence without one is replaced by each.
    for detail in [Detail::Keep, Detail::Drop, Detail::OnlyGeneric] {
        let policy = policy(TEMPLATES).detail(detail);
        let text = said(policy, "de", "1049", "Unknown database 'x'");
        assert_eq!(text, "Datenbank „x“ unbekannt");
    }
}

#[test]
fn arguments_of_the_body_go_before_those_of_the_sentence() {
    let localizer = Localizer::new(catalog(), policy(TEMPLATES));
    let body = r#"{"code":1054,"info":"Unknown column 'a' in 'b'","args":{"arg1":"c"}}"#;
    let body = localizer.localize(body.into(), MediaType::Json, "de").into_body();
    let expected = r#"{"code":1054,"info":"Spalte „a“ gibt es in „c“ nicht","args":{"arg1":"c"}}"#;
    assert_eq!(body, expected);
}

#[test]
fn an_observer_is_told_how_a_text_was_understood() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let teller = Arc::clone(&told);
    let localizer = Localizer::new(catalog(), policy(TEMPLATES)).observed_by(move |text| {
        let values: Vec<_> = text.values().map(|(name, value)| format!("{name}={value}")).collect();
        teller.lock().unwrap().push((
            text.offset(),
            text.outcome(),
            text.understanding(),
            text.mismatch(),
            text.template().map(str::to_owned),
            values.join(" "),
        ));
    });
    let body = r#"[{"code":1049,"info":"Unknown database 'x'"},{"code":-1121,"info":"a: b"}]"#;
    localizer.localize(body.into(), MediaType::Json, "de");
    assert_eq!(
        *told.lock().unwrap(),
        [
            (
                22,
                Outcome::Localized,
                Some(Understanding::Template),
                None,
                Some("Unknown database '%-.192s'".to_owned()),
                "arg0=x".to_owned()
            ),
            (
                67,
                Outcome::Localized,
                Some(Understanding::DetailGuessed),
                Some(Mismatch::OtherSentence),
                None,
                String::new()
            ),
        ]
    );
}

#[test]
fn a_catalog_in_the_upstreams_language_is_turned_around() {
    let upstream = Catalog::builder()
        .source(Source::files([(
            "en/errors.ftl",
            "-brand = Shop
code-1049 = { -brand } has no database { $arg0 }
code--1003 = Too many requests
    .limit = { $limit ->
        [1] Only one request per { $unit }
       *[other] Only { $limit } requests per { $unit }
    }
code-1054 = { $arg0 }{ $arg1 } is bad
code-1118 = At most { NUMBER($arg0) } bytes
",
        )]))
        .default_locale("en")
        .build()
        .unwrap();
    let templates = Templates::from_catalog(&upstream, "en");
    assert_eq!((templates.len(), templates.left_out()), (2, 2));
    for (code, text, expected) in [
        ("1049", "Shop has no database x", "Datenbank „x“ unbekannt"),
        ("-1003", "Too many requests", "Zu viele Anfragen"),
        ("-1003", "Only one request per Tag", "Höchstens eine Anfrage je Tag"),
        ("-1003", "Only 5 requests per Tag", "Höchstens 5 Anfragen je Tag"),
    ] {
        let policy = Policy::default().templates(templates.clone());
        assert_eq!(said(policy, "de", code, text), expected);
    }
}

#[test]
fn the_sentence_alone_names_its_code_if_one_has_it() {
    let templates = Templates::from_toml(TEMPLATES).unwrap();
    let code = |text| {
        let recognized = templates.recognize(text);
        recognized.map(|(code, _)| CodeBuf::from(code).to_string())
    };
    assert_eq!(code("Invalid symbol.").as_deref(), Some("-1121"));
    assert_eq!(code("pods \"x\" not found").as_deref(), Some("NotFound"));
    assert_eq!(code("relation \"a\" does not exist").as_deref(), Some("42P01"));
    // Two templates of one code disagree, and nothing has this.
    assert_eq!(code("column \"a\" of relation \"b\" does not exist"), None);
    assert_eq!(code("Something else"), None);
}

#[test]
fn a_problem_has_its_sentence_in_one_member() {
    let localizer = Localizer::new(catalog(), policy(TEMPLATES));
    let body = r#"{"code":1049,"title":"Unknown","detail":"Unknown database 'x'"}"#;
    let body = localizer.localize(body.into(), MediaType::Problem, "de").into_body();
    // Its values serve both.
    assert_eq!(
        body,
        r#"{"code":1049,"title":"Datenbank „x“ unbekannt","detail":"Datenbank „x“ unbekannt"}"#
    );
    // And in a body of another shape.
    let pair = Pair::new("error.code", "error.message").unwrap();
    let localizer = Localizer::new(catalog(), policy(TEMPLATES).pairs([pair]).unwrap());
    let body = r#"{"error":{"code":"NotFound","message":"pods \"\u0061\" not found"}}"#;
    let body = localizer.localize(body.into(), MediaType::Json, "de").into_body();
    assert_eq!(body, r#"{"error":{"code":"NotFound","message":"pods „a“ nicht gefunden"}}"#);
}
