//! What other sites, other machines and odd paths get of the preview: nothing.

use serde_json::json;

use super::stand::Stand;

const FILES: [(&str, &str); 2] = [
    ("en-US/errors.ftl", "code-404001 = There is no <b>order</b>\n"),
    ("de-DE/errors.ftl", "code-404001 = Es gibt keine Bestellung\n"),
];

/// DNS rebinding: the browser asks us by the attacker's name.
#[test]
fn another_host_or_origin_gets_nothing() {
    let stand = Stand::start(&FILES, &["--edit"]);
    let own = stand.address.clone();
    let port = own.rsplit_once(':').unwrap().1;
    for (headers, status) in [
        (format!("Host: {own}"), 200),
        (format!("Host: localhost:{port}"), 200),
        (format!("Host: {own}\nOrigin: http://{own}"), 200),
        ("Host: evil.example".to_owned(), 421),
        (format!("Host: evil.example:{port}"), 421),
        (format!("Host: 127.0.0.1.evil.example:{port}"), 421),
        (format!("Host: {own}\nHost: evil.example"), 400),
        (format!("Host: {own}\nOrigin: http://evil.example"), 403),
        (format!("Host: {own}\nOrigin: null"), 403),
        (format!("Host: {own}\nOrigin: http://{own}\nOrigin: http://evil.example"), 403),
    ] {
        for path in ["/", "/overview", "/words"] {
            let answer = stand.ask(&format!("GET {path} HTTP/1.1\n{headers}"), "");
            assert_eq!(answer.status, status, "{path} {headers}");
            assert_eq!(answer.body.contains("order</b>"), status == 200 && path == "/overview");
        }
    }
}

/// A form of another site can send text, and no browser asks first.
#[test]
fn a_form_changes_nothing() {
    let stand = Stand::start(&FILES, &["--edit"]);
    let hash = &stand.overview("de-DE")["entries"][0]["hash"];
    let save = json!({ "locale": "de-DE", "id": "code-404001", "text": "Weg", "hash": hash });
    for headers in
        ["Content-Type: text/plain", "Content-Type: application/x-www-form-urlencoded", "X: y"]
    {
        let answer = stand.ask(&format!("POST /save HTTP/1.1\n{headers}"), &save.to_string());
        assert_eq!(answer.status, 415, "{headers}");
    }
    let answer = stand.ask("GET /save HTTP/1.1", "");
    assert_eq!(answer.status, 405);
    assert_eq!(stand.text("de-DE/errors.ftl"), FILES[1].1);
}

#[test]
fn no_path_leads_to_a_file() {
    let stand = Stand::start(&FILES, &[]);
    for path in [
        "/../Cargo.toml",
        "/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/page.css/../../locales/en-US/errors.ftl",
        "/locales/en-US/errors.ftl",
        "/main.js%00.html",
        "/\\..\\..\\etc\\passwd",
    ] {
        let answer = stand.ask(&format!("GET {path} HTTP/1.1"), "");
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.body.contains("code-404001") && !answer.body.contains("root:"), "{path}");
    }
}

/// What is saved is named by locale, message and attribute: none of them becomes a path or a line of a file.
#[test]
fn no_name_leads_to_another_file_or_line() {
    let stand = Stand::start(&FILES, &["--edit"]);
    let hash = &stand.overview("de-DE")["entries"][0]["hash"];
    for (locale, id, attribute, text) in [
        ("../../etc", "code-404001", None, "x"),
        ("fr-FR", "code-404001", None, "x"),
        ("de-DE", "code-1 = y\ncode-2", None, "x"),
        ("de-DE", "code-404001", Some("a = b\ncode-3"), "x"),
        ("de-DE", "code-404001", None, "x\n}\ncode-4 = y"),
        ("de-DE", "code-404001", None, ""),
    ] {
        let save = json!({ "locale": locale, "id": id, "attribute": attribute, "text": text, "hash": hash });
        assert_eq!(stand.post("/save", &save)["outcome"], "refused", "{save}");
    }
    assert_eq!(stand.text("de-DE/errors.ftl"), FILES[1].1);
    // A line that looks like a message becomes a line of the text.
    let save =
        json!({ "locale": "de-DE", "id": "code-404001", "text": "x\ncode-4 = y", "hash": hash });
    assert_eq!(stand.post("/save", &save)["outcome"], "saved");
    assert_eq!(stand.text("de-DE/errors.ftl"), "code-404001 =\n    x\n    code-4 = y\n");
}

#[test]
fn every_answer_forbids_inline_scripts_and_frames() {
    let stand = Stand::start(&FILES, &[]);
    for path in ["/", "/main.js", "/overview", "/nowhere"] {
        let head = stand.ask(&format!("GET {path} HTTP/1.1"), "").head;
        for expected in [
            "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self';",
            "frame-ancestors 'none'",
            "x-content-type-options: nosniff",
            "cross-origin-resource-policy: same-origin",
        ] {
            assert!(head.contains(expected), "{path}: {head}");
        }
        assert!(!head.contains("unsafe") && !head.contains("access-control"), "{head}");
    }
}

#[test]
fn texts_need_the_token() {
    let stand = Stand::start(&FILES, &["--token", "0123456789abcdef"]);
    for (path, header, status) in [
        ("/", "X: y", 200),
        ("/overview", "X: y", 401),
        ("/overview", "Authorization: Bearer 0123456789abcde", 401),
        ("/overview?token=0123456789abcdef", "X: y", 401),
        ("/events", "X: y", 401),
        ("/overview", "Authorization: Bearer 0123456789abcdef", 200),
    ] {
        let answer = stand.ask(&format!("GET {path} HTTP/1.1\n{header}"), "");
        assert_eq!(answer.status, status, "{path} {header}");
    }
    let answer = stand.ask("POST /read HTTP/1.1\nContent-Type: application/json", "{}");
    assert_eq!(answer.status, 401);
}

#[test]
fn a_body_has_a_limit_and_a_shape() {
    let stand = Stand::start(&FILES, &["--edit"]);
    let head = "POST /read HTTP/1.1\nContent-Type: application/json";
    for (body, status) in [("{", 400), ("{}", 400), ("[]", 400), ("{\"code\":404001}", 200)] {
        assert_eq!(stand.ask(head, body).status, status, "{body}");
    }
    // A megabyte and not a byte more, whoever asks.
    let question = |size: usize| {
        let question = r#"{"code":404001,"header":""}"#;
        let header = "x".repeat(size - question.len());
        question.replace(r#""header":"""#, &format!(r#""header":"{header}""#))
    };
    for (size, status) in [(1 << 20, 200), ((1 << 20) + 1, 413)] {
        let body = question(size);
        assert_eq!((body.len(), stand.ask(head, &body).status), (size, status));
    }
    assert_eq!(stand.ask("GET /overview HTTP/1.1", "").status, 200);
}
