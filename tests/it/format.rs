//! Messages with arguments.

use codeword::{Args, Catalog, Date, DateTime, Source, Time};

fn catalog(locale: &str, text: &str) -> Catalog {
    let source = Source::files([(format!("{locale}/errors.ftl"), text.to_owned())]);
    let (catalog, mut diagnostics) = Catalog::builder().source(source).build_lenient();
    // Without ICU4X the functions cannot do as their options say, which is told and formatted all the same.
    diagnostics.retain(|it| cfg!(feature = "icu") || !it.text().contains("the feature `icu`"));
    assert_eq!(diagnostics, []);
    catalog
}

fn format(locale: &str, text: &str, args: &Args<'_>) -> (String, bool) {
    let catalog = catalog(locale, text);
    let message = catalog.format(1, locale, args).unwrap();
    (message.text().to_owned(), message.is_complete())
}

const APPLES: &str = "code-1 = { $n ->
    [0] none
    [one] one
    [two] two
    [few] few
    [many] many
    [special] special
   *[other] other
}";

#[test]
fn selectors_use_the_plural_rules_of_the_locale() {
    for (locale, number, expected) in [
        ("en-US", "0", "none"),
        ("en-US", "1", "one"),
        ("en-US", "1.0", "other"),
        ("en-US", "special", "special"),
        ("en-US", "unheard-of", "other"),
        ("zh-CN", "1", "other"),
        ("pl", "3", "few"),
        ("pl", "5", "many"),
        ("ar-EG", "2", "two"),
        ("ar-EG", "11", "many"),
        ("ar-EG", "103", "few"),
        ("lt", "22", "few"),
        ("lt", "111", "other"),
        ("eo", "1", "one"),
        ("tlh", "1", "other"),
    ] {
        // Numeric strings work as numbers do: headers and JSON often have them.
        let args = Args::new().with("n", number);
        assert_eq!(format(locale, APPLES, &args), (expected.to_owned(), true), "{locale} {number}");
        if let Ok(integer) = number.parse::<u64>() {
            let args = Args::new().with("n", integer);
            assert_eq!(format(locale, APPLES, &args).0, expected, "{locale} {integer}");
        }
    }
}

#[test]
fn both_formatters_select_by_ordinals() {
    let simple = "code-1 = { NUMBER($n, type: \"ordinal\") ->
        [one] { $n }st
        [two] { $n }nd
        [few] { $n }rd
       *[other] { $n }th
    } try";
    // A call of a term keeps a message with the resolver.
    let for_resolver = format!("-word = {{ $case ->\n  *[lower] try\n }}\n{simple}")
        .replace("} try", "} { -word(case: \"lower\") }");
    for text in [simple, &for_resolver] {
        for (n, expected) in [(1, "1st try"), (2, "2nd try"), (3, "3rd try"), (11, "11th try")] {
            assert_eq!(
                format("en-US", text, &Args::new().with("n", n)),
                (expected.to_owned(), true)
            );
        }
    }
}

/// `{ NUMBER($n) -> … }` chooses by the digits that NUMBER() prints, a bare `{ $n -> … }` by those that
/// were given; exact numbers are compared by value.
#[test]
fn a_selector_agrees_with_what_is_printed() {
    for (selector, number, expected) in [
        ("$n", "1.0", "other"),
        ("$n", "2.00", "exactly two"),
        ("NUMBER($n)", "2.00", "exactly two"),
        ("NUMBER($n, minimumFractionDigits: 1)", "2", "exactly two"),
        ("NUMBER($n)", "1.0", if cfg!(feature = "icu") { "one" } else { "other" }),
        (
            "NUMBER($n, maximumFractionDigits: 0)",
            "1.2",
            if cfg!(feature = "icu") { "one" } else { "other" },
        ),
        (
            "NUMBER($n, minimumFractionDigits: 1)",
            "1",
            if cfg!(feature = "icu") { "other" } else { "one" },
        ),
        ("2.0", "0", "exactly two"),
        ("NUMBER(2.0)", "0", "exactly two"),
    ] {
        let compiled = format!(
            "code-1 = {{ {selector} ->\n [one] one\n [2] exactly two\n *[other] other\n }}{{ \"\" }}"
        );
        // A call of a term keeps a message with the resolver.
        let for_resolver = format!("-x = {{ $y ->\n *[a] {{ \"\" }}\n }}\n{compiled}")
            .replace("{ \"\" }", "{ -x(y: 1) }")
            .replacen("{ -x(y: 1) }", "{ \"\" }", 1);
        for text in [compiled, for_resolver] {
            let args = Args::new().with("n", number);
            assert_eq!(
                format("en-US", &text, &args),
                (expected.to_owned(), true),
                "{text} {number}"
            );
        }
    }
}

#[test]
fn a_bare_variable_is_its_exact_text() {
    let simple = "code-1 = { $n ->\n [one] one\n *[other] { $n } of them\n}";
    let for_resolver =
        format!("-x = {{ $y ->\n *[a] of them\n}}\n{}", simple.replace("of them", "{ -x(y: 1) }"));
    for text in [simple, &for_resolver] {
        for (args, expected) in [
            (Args::new().with("n", 8080), "8080 of them"),
            (Args::new().with("n", 9_007_199_254_740_993_u64), "9007199254740993 of them"),
            (Args::new().with("n", u128::MAX), "340282366920938463463374607431768211455 of them"),
            (Args::new().with("n", i128::MIN), "-170141183460469231731687303715884105728 of them"),
            (Args::new().with("n", "007"), "007 of them"),
            (Args::new().with("n", 0.1_f32), "0.1 of them"),
            (Args::new().with("n", f64::NAN), "NaN of them"),
            (Args::new().with("n", f64::INFINITY), "inf of them"),
            (Args::new().with("n", 1e300), &format!("1{} of them", "0".repeat(300))),
            (Args::new().with("n", 1e-300), &format!("0.{}1 of them", "0".repeat(299))),
            (Args::new().with("n", 1), "one"),
        ] {
            let catalog = catalog("en-US", text);
            let message = catalog.format(1, "en-US", &args).unwrap();
            assert_eq!(message.text(), expected, "{text}");
        }
    }
}

#[test]
fn a_missing_argument_shows_and_makes_the_message_incomplete() {
    for (text, expected) in [
        ("code-1 = Hello { $who }", "Hello {$who}"),
        ("code-1 = { $n ->\n [one] one\n *[other] other\n}", "other"),
        ("code-1 = { NUMBER($n) }", "{NUMBER()}"),
        ("code-1 = { DATETIME($n) } later", "{DATETIME()} later"),
    ] {
        assert_eq!(format("en-US", text, &Args::new()), (expected.to_owned(), false), "{text}");
    }
    for (text, value) in
        [("code-1 = { NUMBER($n) }", "many"), ("code-1 = { DATETIME($n) }", "soon")]
    {
        let args = Args::new().with("n", value);
        assert!(!format("en-US", text, &args).1, "{text} with {value}");
    }
}

#[test]
fn isolation_marks_are_for_right_to_left() {
    let text = "code-1 = a { $x } b { \"c\" }";
    let args = Args::new().with("x", "X");
    assert_eq!(format("en-US", text, &args).0, "a X b c");
    assert_eq!(format("ar-EG", text, &args).0, "a \u{2068}X\u{2069} b c");
    assert_eq!(format("he", "code-1 = { $x }", &args).0, "X");

    let build = |on| {
        let source = Source::files([("en-US/e.ftl", text)]);
        Catalog::builder().source(source).isolation_marks(on).build().unwrap()
    };
    assert_eq!(build(true).format(1, "en", &args).unwrap().text(), "a \u{2068}X\u{2069} b c");
    assert_eq!(build(false).format(1, "en", &args).unwrap().text(), "a X b c");
}

#[test]
fn attributes_have_the_locale_and_the_arguments_of_the_text() {
    let catalog = Catalog::builder()
        .source(Source::files([
            ("en-US/e.ftl", "code-1 = one\n    .detail = Detail of { $x }\n    .plain = Plain\n"),
            ("zh-CN/e.ftl", "code-1 = 一\n"),
        ]))
        .build()
        .unwrap();
    let args = Args::new().with("x", 5);
    let english = catalog.format(1, "en-US", &args).unwrap();
    assert_eq!(english.attribute("detail").as_deref(), Some("Detail of 5"));
    assert_eq!(english.attribute("plain").as_deref(), Some("Plain"));
    // Chinese has no detail, and English would be the wrong language.
    assert_eq!(catalog.format(1, "zh-CN", &args).unwrap().attribute("detail"), None);
    // Never {$x} in a response.
    assert_eq!(catalog.message(1, "en-US").unwrap().attribute("detail"), None);
}

const NUMBERS: &str = "code-1 = { NUMBER($n) }
code-2 = { NUMBER($n, minimumFractionDigits: 2) }
code-3 = { NUMBER($n, maximumFractionDigits: 0) }
code-4 = { NUMBER($n, useGrouping: \"false\") }
code-5 = { NUMBER($n, minimumIntegerDigits: 3, maximumFractionDigits: 1) }
code-6 = { NUMBER($n, style: \"percent\") }
";

const DATES: &str = "code-1 = { DATETIME($when) }
code-2 = { DATETIME($when, dateStyle: \"full\") }
code-3 = { DATETIME($when, dateStyle: \"long\") }
code-4 = { DATETIME($when, dateStyle: \"medium\", timeStyle: \"short\") }
code-5 = { DATETIME($when, timeStyle: \"medium\") }
";

fn texts(catalog: &Catalog, locale: &str, args: &Args<'_>) -> Vec<String> {
    let messages = catalog.codes().map(|code| catalog.format(code, locale, args).unwrap());
    messages.inspect(|m| assert!(m.is_complete())).map(|m| m.into_text().into_owned()).collect()
}

#[test]
#[cfg(not(feature = "icu"))]
fn without_icu_the_functions_print_what_they_are_given() {
    let args = Args::new().with("n", 1_234_567.891);
    assert_eq!(texts(&catalog("de", NUMBERS), "de", &args), ["1234567.891"; 6]);
    let when: DateTime = "2026-11-23T20:44:10".parse().unwrap();
    let args = Args::new().with("when", when);
    assert_eq!(texts(&catalog("de", DATES), "de", &args), ["2026-11-23T20:44:10"; 5]);
}

#[test]
#[cfg(not(feature = "icu"))]
fn without_icu_a_file_with_options_is_reported() {
    for (text, function) in [
        ("code-1 = { NUMBER($n) } { DATETIME($when) }", None),
        ("code-1 = { NUMBER($n, type: \"ordinal\") ->\n *[other] x\n }", None),
        ("code-1 = { NUMBER($n, minimumFractionDigits: 2) }", Some("NUMBER")),
        ("code-1 = { DATETIME($when, dateStyle: \"long\") }", Some("DATETIME")),
        ("code-1 = x\n    .detail = { NUMBER($n, style: \"percent\") }", Some("NUMBER")),
    ] {
        let source = Source::files([("en-US/errors.ftl", text)]);
        let (_, diagnostics) = Catalog::builder().source(source).build_lenient();
        let found: Vec<&str> = diagnostics.iter().map(codeword::Diagnostic::text).collect();
        let expected = function.map(|function| {
            format!(
                "built without the feature `icu`, which the options of `{function}` need: build with it, or \
                 leave the options out"
            )
        });
        assert_eq!(found, expected.as_slice(), "{text}");
    }
}

#[test]
#[cfg(feature = "icu")]
#[rustfmt::skip]
fn numbers_are_written_as_the_locale_writes_them() {
    let args = Args::new().with("n", 1_234_567.891);
    for (locale, expected) in [
        ("en-US", ["1,234,567.891", "1,234,567.891", "1,234,568", "1234567.891", "1,234,567.9", "123,456,789%"]),
        ("de", ["1.234.567,891", "1.234.567,891", "1.234.568", "1234567,891", "1.234.567,9", "123.456.789\u{a0}%"]),
        ("fr-CH", ["1'234'567,891", "1'234'567,891", "1'234'568", "1234567,891", "1'234'567,9", "123'456'789%"]),
        ("pl", ["1\u{a0}234\u{a0}567,891", "1\u{a0}234\u{a0}567,891", "1\u{a0}234\u{a0}568", "1234567,891", "1\u{a0}234\u{a0}567,9", "123\u{a0}456\u{a0}789%"]),
        ("hi", ["12,34,567.891", "12,34,567.891", "12,34,568", "1234567.891", "12,34,567.9", "12,34,56,789%"]),
        ("fa", ["۱٬۲۳۴٬۵۶۷٫۸۹۱", "۱٬۲۳۴٬۵۶۷٫۸۹۱", "۱٬۲۳۴٬۵۶۸", "۱۲۳۴۵۶۷٫۸۹۱", "۱٬۲۳۴٬۵۶۷٫۹", "۱۲۳٬۴۵۶٬۷۸۹٪"]),
        ("ar-EG", ["١٬٢٣٤٬٥٦٧٫٨٩١", "١٬٢٣٤٬٥٦٧٫٨٩١", "١٬٢٣٤٬٥٦٨", "١٢٣٤٥٦٧٫٨٩١", "١٬٢٣٤٬٥٦٧٫٩", "١٢٣٬٤٥٦٬٧٨٩٪\u{61c}"]),
        ("zh-CN", ["1,234,567.891", "1,234,567.891", "1,234,568", "1234567.891", "1,234,567.9", "123,456,789%"]),
    ] {
        assert_eq!(texts(&catalog(locale, NUMBERS), locale, &args), expected, "{locale}");
    }
    let args = Args::new().with("n", -0.5);
    assert_eq!(texts(&catalog("tr", NUMBERS), "tr", &args)[5], "-%50");
}

#[test]
#[cfg(feature = "icu")]
fn digits_are_rounded_and_filled_as_the_options_say() {
    for (number, expected) in [
        ("5", ["5", "5.00", "5", "5", "005", "500%"]),
        ("0.005", ["0.005", "0.005", "0", "0.005", "000", "1%"]),
        ("-1234.5", ["-1,234.5", "-1,234.50", "-1,235", "-1234.5", "-1,234.5", "-123,450%"]),
        (
            "9007199254740993",
            [
                "9,007,199,254,740,993",
                "9,007,199,254,740,993.00",
                "9,007,199,254,740,993",
                "9007199254740993",
                "9,007,199,254,740,993",
                "900,719,925,474,099,300%",
            ],
        ),
    ] {
        let args = Args::new().with("n", number);
        assert_eq!(texts(&catalog("en-US", NUMBERS), "en-US", &args), expected, "{number}");
    }
}

#[test]
#[cfg(feature = "icu")]
#[rustfmt::skip]
fn dates_are_written_as_the_locale_writes_them() {
    let when: DateTime = "2026-11-23T20:44:10".parse().unwrap();
    let args = Args::new().with("when", when);
    for (locale, expected) in [
        ("en-US", ["11/23/26", "Monday, November 23, 2026", "November 23, 2026", "Nov 23, 2026, 8:44\u{202f}PM", "8:44:10\u{202f}PM"]),
        ("de", ["23.11.26", "Montag, 23. November 2026", "23. November 2026", "23.11.2026, 20:44", "20:44:10"]),
        ("fr-CH", ["23.11.26", "lundi 23 novembre 2026", "23 novembre 2026", "23 nov. 2026, 20:44", "20:44:10"]),
        ("pl", ["23.11.2026", "poniedziałek, 23 listopada 2026", "23 listopada 2026", "23 lis 2026, 20:44", "20:44:10"]),
        ("hi", ["23/11/26", "सोमवार, 23 नव\u{902}बर, 2026", "23 नव\u{902}बर, 2026", "23 नव॰ 2026, 8:44 pm", "8:44:10 pm"]),
        ("fa", ["۱۴۰۵/۹/۲", "دوشنبه ۲ آذر ۱۴۰۵", "۲ آذر ۱۴۰۵", "۲ آذر ۱۴۰۵، ۲۰:۴۴", "۲۰:۴۴:۱۰"]),
        ("ar-EG", ["٢٣\u{200f}/١١\u{200f}/٢٠٢٦", "الاثنين، ٢٣ نوفمبر ٢٠٢٦", "٢٣ نوفمبر ٢٠٢٦", "٢٣\u{200f}/١١\u{200f}/٢٠٢٦، ٨:٤٤ م", "٨:٤٤:١٠ م"]),
        ("zh-CN", ["2026/11/23", "2026年11月23日星期一", "2026年11月23日", "2026年11月23日 20:44", "20:44:10"]),
    ] {
        assert_eq!(texts(&catalog(locale, DATES), locale, &args), expected, "{locale}");
    }
}

#[test]
fn dates_can_be_given_in_many_ways() {
    let date = Date::new(2026, 11, 23).unwrap();
    let time = Time::new(20, 44, 10).unwrap();
    let text = "code-1 = { DATETIME($when, dateStyle: \"short\", timeStyle: \"short\") }";
    let same: Vec<(String, bool)> = [
        Args::new().with("when", DateTime::new(date, time)),
        Args::new().with("when", "2026-11-23T20:44:10Z"),
    ]
    .iter()
    .map(|args| format("en-US", text, args))
    .collect();
    assert!(same.iter().all(|(_, complete)| *complete));
    if cfg!(feature = "icu") {
        assert_eq!(same[0], same[1]);
    }
    for value in ["2026-11-23", "20:44", "1795466650000"] {
        assert!(format("en-US", text, &Args::new().with("when", value)).1, "{value}");
    }
    let date_only = "code-1 = { DATETIME($when, dateStyle: \"short\") }";
    assert!(!format("en-US", date_only, &Args::new().with("when", time)).1);
}
