//! A message that compiles to segments says the same as the resolver would say.

use std::sync::Arc;

use intl_memoizer::concurrent::IntlLangMemoizer;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use unic_langid::LanguageIdentifier;

use super::bundle::Bundle;
use super::compiler::Compiler;
use crate::fluent::{Definitions, Document};
use crate::{Args, Code, Date, Value};

/// What the generated messages refer to.
const SHARED: &str = "-brand = Codeword\n\
                      -phrase = the { -brand }\n\
                      shared = shared text\n\
                      about = about { $a }\n    .short = short\n";

const LOCALES: [&str; 8] = ["en-US", "fr", "lt", "ar-EG", "pt-PT", "zh-CN", "cy", "tlh"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn both_ways_say_the_same(
        message in text(3),
        args in args(),
        locale in select(&LOCALES[..]),
        isolate in any::<bool>(),
    ) {
        let language: LanguageIdentifier = locale.parse().unwrap();
        let file = format!("{SHARED}code-1 = {message}\n");
        let document = Document::parse(&file);
        prop_assert!(document.failures.is_empty(), "{file}");
        let definitions = Definitions::merge([(0, document)]);

        let definition = definitions.find(&Code::new(1).message_id()).unwrap();
        let memoizer = Arc::new(IntlLangMemoizer::new(language.clone()));
        let compiler = Compiler::new(&definitions, &memoizer, isolate);
        let pattern = compiler.compile(definition.value().unwrap()).unwrap();
        let compiled = pattern.format(&args);

        let bundle = Bundle::new(&language, &memoizer, isolate, vec![definition], &definitions).unwrap();
        let resolved = bundle.format(definition.id, None, &args).unwrap();
        prop_assert_eq!(compiled, resolved, "{} with {:?} in {}", file, args, locale);
    }
}

/// The value of a message or a variant, with selectors to some depth.
fn text(depth: u32) -> impl Strategy<Value = String> {
    let words = select(&["Text", "two words", "心跳", "a\n    new line", "(\"1\")", "ends"][..]);
    let placeables = select(
        &[
            "{ $a }",
            "{ $b }",
            "{ $missing }",
            "{ { $a } }",
            "{ \"\" }",
            "{ \"{\" }",
            "{ \"\\u00E9\" }",
            "{ { \"nested\" } }",
            "{ -brand }",
            "{ -phrase }",
            "{ shared }",
            "{ about }",
        ][..],
    );
    let element = prop_oneof![words.prop_map(str::to_owned), placeables.prop_map(str::to_owned)];
    let leaf = prop::collection::vec(element, 1..4).prop_map(|elements| elements.concat());
    leaf.prop_recursive(depth, 24, 4, |inner| {
        let variants = prop::collection::vec(inner.clone(), KEYS.len());
        (inner.clone(), selector(), keys(), variants, inner).prop_map(
            |(before, selector, (keys, default), texts, behind)| {
                let variants: String = keys
                    .iter()
                    .zip(texts)
                    .enumerate()
                    .map(|(place, (key, text))| {
                        let star = if place == default { "*" } else { " " };
                        format!("\n   {star}[{key}] {text}")
                    })
                    .collect();
                format!("{before}{{ {selector} ->{variants}\n    }}{behind}")
            },
        )
    })
}

const KEYS: [&str; 13] = [
    "0",
    "1",
    "1.0",
    "-1",
    "1.5",
    "9007199254740993",
    "zero",
    "one",
    "two",
    "few",
    "many",
    "other",
    "NaN",
];

/// Some keys in any order, and which of them is the default.
fn keys() -> impl Strategy<Value = (Vec<&'static str>, usize)> {
    subsequence(KEYS.to_vec(), 1..KEYS.len())
        .prop_shuffle()
        .prop_flat_map(|keys| (0..keys.len()).prop_map(move |default| (keys.clone(), default)))
}

fn selector() -> impl Strategy<Value = &'static str> {
    select(
        &[
            "$a",
            "$b",
            "$missing",
            "NUMBER($a)",
            "NUMBER($a, type: \"ordinal\")",
            "NUMBER($b, type: \"cardinal\", minimumFractionDigits: 1)",
            "NUMBER($b, maximumFractionDigits: 0, style: \"percent\")",
        ][..],
    )
}

fn args() -> impl Strategy<Value = Args<'static>> {
    (value(), prop::option::of(value())).prop_map(|(a, b)| {
        let args = Args::new().with("a", a);
        match b {
            Some(b) => args.with("b", b),
            None => args,
        }
    })
}

fn value() -> impl Strategy<Value = Value<'static>> {
    let date = Date::new(2026, 11, 23).unwrap();
    prop_oneof![
        (-2..130_i64).prop_map(Value::from),
        any::<i128>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<f32>().prop_map(Value::from),
        (-200..200_i32).prop_map(|halves| Value::from(f64::from(halves) / 2.0)),
        select(&[f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0, 1e15, 1e21, 1e300][..])
            .prop_map(Value::from),
        select(
            &["", "one", "NaN", "1", "1.0", "01", "-0", "1.50", "9007199254740993", "x { $a }"][..]
        )
        .prop_map(Value::from),
        Just(Value::from(date)),
    ]
}
