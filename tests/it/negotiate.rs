//! Negotiation: the table of `tests/fixtures/negotiate.txt`, and what must hold for any header.

use codeword::{Locale, Negotiator, canonical_tag};
use proptest::prelude::*;
use unic_langid::LanguageIdentifier;

fn negotiator(available: &str, default: &str) -> Negotiator {
    let available = available.split(',').map(|tag| tag.trim().parse().unwrap()).collect();
    Negotiator::new(available, &default.parse().unwrap()).unwrap()
}

fn best(negotiator: &Negotiator, header: &str) -> String {
    language(negotiator, negotiator.negotiate(header).locale())
}

fn language(negotiator: &Negotiator, locale: Locale) -> String {
    negotiator.language(locale).unwrap().to_string()
}

#[test]
fn the_table_holds() {
    let mut rows = 0;
    let mut wrong = Vec::new();
    for (number, line) in (1..).zip(include_str!("../fixtures/negotiate.txt").lines()) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        let [available, default, header, expected, why] = columns[..] else {
            panic!("line {number} has {} columns", columns.len());
        };
        let got = best(&negotiator(available, default), &header.replace("\\t", "\t"));
        if got != expected {
            wrong.push(format!("line {number}: {got} for {header:?}: {why}"));
        }
        rows += 1;
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(rows >= 120, "{rows} rows");
}

#[test]
fn a_chain_has_every_locale_that_the_reader_may_get() {
    for (available, default, header, expected) in [
        ("zh-CN, en-US", "zh-CN", "en", "en-US zh-CN"),
        ("zh-CN, en-US", "zh-CN", "zh", "zh-CN"),
        ("zh-CN, en-US", "zh-CN", "ja", "zh-CN"),
        ("zh-CN, en-US, fr, de", "zh-CN", "de, fr;q=0.5, en;q=0.7", "de en-US fr zh-CN"),
        ("zh-CN, en-US, en-GB", "zh-CN", "en-GB", "en-GB en-US zh-CN"),
        ("zh-CN, pt-PT, pt-BR, en", "zh-CN", "pt-BR, en", "pt-BR pt-PT en zh-CN"),
        ("zh-CN, en, nb", "zh-CN", "nn, en", "en nb zh-CN"),
        ("en-US, zh-CN", "en-US", "zh-TW, en", "en-US zh-CN"),
        ("en-US, zh-CN, fr", "fr", "zh-TW", "zh-CN fr"),
        ("en, fr, de", "en", "fr, *;q=0.5, de;q=0.1", "fr en de"),
        ("en, fr, de", "en", "fr, en;q=0", "fr en"),
        ("en, fr", "en", "*;q=0", "en"),
        ("en-US, en-GB, fr", "fr", "en, en-GB;q=0", "en-US fr"),
        ("en, fr, de", "en", "ja, en;q=0", "fr en"),
    ] {
        let negotiator = negotiator(available, default);
        let chain: Vec<_> =
            negotiator.chain(header).map(|locale| language(&negotiator, locale)).collect();
        assert_eq!(chain.join(" "), expected, "{header} of {available}");
    }
}

#[test]
fn scripts_are_crossed_only_where_that_is_allowed() {
    for (available, header, allowed, forbidden) in [
        ("en-US, zh-CN", "zh-TW", "zh-CN", "en-US"),
        ("en-US, zh-CN, fr", "zh-TW, fr;q=0.5", "fr", "fr"),
        ("en-US, zh-CN", "zh-TW, zh", "zh-CN", "zh-CN"),
        ("en-US, sr", "sr-Latn", "sr", "en-US"),
        ("en-US, zh-TW", "zh-HK", "zh-TW", "zh-TW"),
        ("de, en", "bn", "en", "de"),
    ] {
        let default = available.split(',').next().unwrap();
        let negotiator = negotiator(available, default);
        assert_eq!(best(&negotiator, header), allowed, "{header} of {available}");
        let negotiator = negotiator.cross_script(false);
        assert_eq!(best(&negotiator, header), forbidden, "{header} of {available}, forbidden");
    }
}

#[test]
fn a_handle_belongs_to_a_list_of_locales() {
    let [one, same, other] =
        ["zh-CN, en-US", "zh-CN, en-US", "en-US, zh-CN"].map(|list| negotiator(list, "zh-CN"));
    let handle = one.negotiate("en").locale();
    assert_eq!(same.language(handle).map(ToString::to_string).as_deref(), Some("en-US"));
    assert_eq!(other.language(handle), None);
    assert_eq!(one.locale(&"en-US".parse().unwrap()), Some(handle));
    assert_eq!(one.locale(&"en-GB".parse().unwrap()), None);
    assert_eq!(one.locales().collect::<Vec<_>>(), [one.default_locale(), handle]);
}

#[test]
fn a_parsed_language_is_negotiated_as_its_tag_is() {
    let negotiator = negotiator("en, ca, ca-valencia, zh-TW", "en");
    for tag in ["ca", "ca-valencia", "zh-HK", "zh", "ja", "und", "abcde"] {
        let parsed: LanguageIdentifier = tag.parse().unwrap();
        let (parsed, text) = (negotiator.negotiate(&parsed), negotiator.negotiate(tag));
        assert_eq!(parsed.locale(), text.locale(), "{tag}");
        assert_eq!(parsed.distance(), text.distance(), "{tag}");
        assert_eq!(parsed.is_default(), text.is_default(), "{tag}");
    }
}

#[test]
fn a_negotiator_needs_its_default() {
    let english: LanguageIdentifier = "en".parse().unwrap();
    assert_eq!(
        Negotiator::new(Vec::new(), &english).unwrap_err().to_string(),
        "the default locale en is not available: add it, or name another"
    );
    assert_eq!(
        Negotiator::new(vec![english.clone(); 1025], &english).unwrap_err().to_string(),
        "1025 locales are too many: at most 1024 are possible"
    );
    assert!(Negotiator::new(vec![english.clone(); 1024], &english).is_ok());
}

#[test]
fn a_long_header_costs_no_more_than_its_limits() {
    let negotiator = negotiator("en, fr, zh-CN", "fr");
    let unknown = "ja,".repeat(70);
    assert_eq!(best(&negotiator, &format!("{}en", &unknown[..63 * 3])), "en", "the 64th range");
    assert_eq!(best(&negotiator, &format!("{}en", &unknown[..64 * 3])), "fr", "the 65th range");
    assert_eq!(best(&negotiator, &format!("{},en", " ".repeat(4093))), "en", "up to 4096 bytes");
    assert_eq!(best(&negotiator, &format!("{},en", " ".repeat(4094))), "fr", "one byte too many");
}

#[test]
fn negotiating_allocates_nothing() {
    let negotiator = negotiator("zh-CN, en-US, fr, ca, ca-valencia, es-419, pt-BR, sr", "en-US");
    let many = vec!["es-AR;q=0.5"; 64].join(", ");
    for header in [
        "zh-CN",
        "zh-TW, zh;q=0.9, en-US;q=0.8, en;q=0.7",
        "de-AT, de;q=0.9, it;q=0.8, fr-CH;q=0.75, nl;q=0.6, ja;q=0.5, *;q=0.1, xx;q=0",
        "en;q=0.1, fr;q=0.2, ca-ES-valencia;q=0.3, es-419;q=0.4, zh-yue-HK, i-klingon;q=0, sh, *",
        "not a header; at all",
        &many,
    ] {
        let allocations = allocation_counter::measure(|| {
            let picked = negotiator.negotiate(header).locale();
            assert_eq!(negotiator.chain(header).next(), Some(picked));
            assert!(negotiator.chain(header).count() > 0);
        });
        assert_eq!(allocations.count_total, 0, "{header}");
    }
}

const AVAILABLE: &str =
    "en-US, zh-CN, en-GB, es-419, es, pt-BR, sr, sr-Latn, zh-TW, ca-valencia, ca, he, nb, en-XA";

/// Tags of every form, known and unknown.
fn tag() -> impl Strategy<Value = String> {
    prop_oneof![
        "(en|zh|es|pt|sr|ca|iw|no|sh|hr|ja|tlh|und)([-_](Latn|Hans|Hant|Cyrl))?(-(US|GB|TW|MX|419|001|XA))?(-valencia)?",
        "[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?(-[a-z]{5,8})?(-u-[a-z]{2,8})?",
        "(i-klingon|zh-min-nan|zh-yue|zh-cmn-Hans|art-lojban|sgn-BE-FR|no-bok|en-GB-oed|x-mine)",
    ]
}

fn weight() -> impl Strategy<Value = String> {
    prop_oneof!["", ";q=0\\.[1-9][0-9]{0,2}", " ; q=1(\\.0{0,3})?"]
}

fn header() -> impl Strategy<Value = String> {
    let range = (prop_oneof![4 => tag(), 1 => Just("*".to_owned())], weight());
    prop::collection::vec(range.prop_map(|(tag, weight)| tag + &weight), 0..10)
        .prop_map(|ranges| ranges.join(", "))
}

/// Languages that none of the available locales comes near to.
fn unknown() -> impl Strategy<Value = String> {
    "(ja|ko|th|vi|el|hu|tr|qaa|qab-DE|not a tag|english)"
}

proptest! {
    #[test]
    fn any_header_gets_an_available_locale(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let negotiator = negotiator(AVAILABLE, "zh-CN");
        let header = String::from_utf8_lossy(&bytes);
        let negotiation = negotiator.negotiate(&header);
        prop_assert!(negotiator.language(negotiation.locale()).is_some());
        prop_assert_eq!(negotiation.matched().is_none(), negotiation.is_default());
    }

    #[test]
    fn the_matched_range_is_in_the_header(header in header()) {
        let negotiator = negotiator(AVAILABLE, "zh-CN");
        let negotiation = negotiator.negotiate(&header);
        if let Some(matched) = negotiation.matched() {
            prop_assert!(header.contains(matched));
            let distance = negotiation.distance().unwrap();
            if matched != "*" {
                let alone = negotiator.negotiate(matched);
                prop_assert_eq!((alone.locale(), alone.distance()), (negotiation.locale(), Some(distance)));
            }
        }
    }

    #[test]
    fn the_memory_holds_what_a_search_finds(headers in prop::collection::vec(header(), 1..20)) {
        let old = negotiator(AVAILABLE, "zh-CN");
        for header in headers.iter().chain(&headers) {
            let new = negotiator(AVAILABLE, "zh-CN");
            prop_assert_eq!(old.negotiate(header), new.negotiate(header));
        }
    }

    #[test]
    fn a_chain_starts_with_the_best_and_repeats_nothing(header in header()) {
        let negotiator = negotiator(AVAILABLE, "zh-CN");
        let chain: Vec<Locale> = negotiator.chain(&header).collect();
        prop_assert_eq!(chain[0], negotiator.negotiate(&header).locale());
        prop_assert!(chain.contains(&negotiator.default_locale()));
        for (place, locale) in chain.iter().enumerate() {
            prop_assert!(!chain[..place].contains(locale));
        }
    }

    #[test]
    fn the_order_of_unknown_ranges_does_not_matter(
        (one, other) in prop::collection::vec(unknown(), 1..12)
            .prop_flat_map(|unknown| (Just(unknown.clone()), Just(unknown).prop_shuffle())),
        known in prop::collection::vec(tag(), 0..3),
    ) {
        let negotiator = negotiator(AVAILABLE, "zh-CN");
        let header = |unknown: Vec<String>| [unknown, known.clone()].concat().join(", ");
        let (one, other) = (header(one), header(other));
        prop_assert_eq!(
            negotiator.negotiate(&one).locale(),
            negotiator.negotiate(&other).locale(),
            "{} / {}", one, other
        );
    }

    #[test]
    fn a_refused_language_is_never_picked(header in header(), refused in 0_usize..14) {
        let negotiator = negotiator(AVAILABLE, "zh-CN");
        let refused = negotiator.available()[refused].to_string();
        let all_but_refused = format!("{header}, {refused};q=0");
        let picked = best(&negotiator, &all_but_refused);
        prop_assert_ne!(picked, refused, "{}", all_but_refused);
    }

    #[test]
    fn a_canonical_tag_stays_as_it_is(tag in tag()) {
        if let Some(canonical) = canonical_tag(&tag) {
            prop_assert_eq!(canonical_tag(&canonical.to_string()), Some(canonical));
        }
    }

    #[test]
    fn any_text_may_be_canonicalised(text in "\\PC{0,40}|[a-zA-Z0-9_-]{0,40}") {
        if let Some(canonical) = canonical_tag(&text) {
            prop_assert_eq!(canonical_tag(&canonical.to_string()), Some(canonical));
        }
    }
}
