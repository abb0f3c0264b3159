//! [`Bundle`]: Fluent's resolver, for the messages that do not compile to segments.
//!
//! Fluent's numbers are `f64`, and it prints and compares them in another way than the digits that a
//! program gave. So the resolver is given texts only, and nothing to compare but names: where a message
//! says `{ $n -> [0] none *[other] some }`, it reads
//! `{ SELECT($n, "0", "other") -> [v0] none *[v1] some }`, and SELECT() chooses as every selector does
//! here.
//!
//! fluent-bundle 0.16 knows no shorter way. A resource is made by parsing a text and not otherwise, so
//! that neither the syntax tree at hand nor a changed copy of it can be put into a bundle. An argument
//! cannot carry what its selectors choose: one argument may have several selectors, the parameters of a
//! term are known only inside its call, and a selector whose value is neither a text nor a number, such
//! as a `FluentValue::Custom`, leads to the default.

use std::collections::BTreeMap;
use std::ops::Range;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{InlineExpression, Variant};
use unic_langid::LanguageIdentifier;

use super::functions::{self, variant_name};
use super::selection::{Plurals, key};
use crate::Args;
use crate::fluent::function::Function;
use crate::fluent::walk::{Node, nodes};
use crate::fluent::{Definition, Definitions};

/// Messages with all that they refer to.
pub(in crate::catalog) struct Bundle(FluentBundle<FluentResource>);

impl Bundle {
    /// A bundle of these entries and what they refer to; `None` if there are none.
    pub(in crate::catalog) fn new<'a>(
        language: &LanguageIdentifier,
        isolate: bool,
        entries: Vec<&'a Definition<'a>>,
        definitions: &'a Definitions<'a>,
    ) -> Option<Bundle> {
        if entries.is_empty() {
            return None;
        }
        let mut source = String::new();
        for definition in with_references(entries, definitions).values() {
            push_source(definition, &mut source);
        }
        // Every entry has been parsed and judged before: nothing is lost here.
        let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, _)| resource);
        let mut bundle = FluentBundle::new_concurrent(vec![language.clone()]);
        bundle.set_use_isolating(isolate);
        bundle.set_formatter(Some(functions::format_literal));
        // Adding fails only for a name that is taken, and each is added once.
        for function in Function::ALL {
            let _ = bundle.add_function(function.name(), functions::implementation(function));
        }
        let _ = bundle.add_function(SELECT, functions::select(Plurals::of(language)));
        bundle.add_resource_overriding(resource);
        Some(Bundle(bundle))
    }

    /// The value of a message or of its attribute, and whether everything in it could be formatted.
    pub(in crate::catalog) fn format(
        &self,
        id: &str,
        attribute: Option<&str>,
        args: &Args<'_>,
    ) -> Option<(String, bool)> {
        let message = self.0.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let arguments: FluentArgs<'_> =
            args.iter().map(|(name, value)| (name, FluentValue::from(value.to_string()))).collect();
        let mut errors = Vec::new();
        let (text, formatted) = functions::watch_failures(|| {
            self.0.format_pattern(pattern, Some(&arguments), &mut errors).into_owned()
        });
        Some((text, formatted && errors.is_empty()))
    }
}

/// These entries and all that they refer to, by their identifiers.
fn with_references<'a>(
    mut pending: Vec<&'a Definition<'a>>,
    definitions: &'a Definitions<'a>,
) -> BTreeMap<&'a str, &'a Definition<'a>> {
    let mut needed = BTreeMap::new();
    while let Some(definition) = pending.pop() {
        if needed.insert(definition.id, definition).is_some() {
            continue;
        }
        pending.extend(definitions.references(definition));
    }
    needed
}

/// The function that every selector becomes an argument of. No message calls it: the judge knows no
/// function of this name.
const SELECT: &str = "SELECT";

/// Appends an entry as it stands in its file, with its selectors put into calls of SELECT().
fn push_source(definition: &Definition<'_>, source: &mut String) {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for pattern in definition.patterns() {
        nodes(pattern, &mut |node| {
            let Node::Select(selector, variants) = node else { return };
            if let Some(selector) = range_of_selector(definition, selector, variants) {
                let keys = variants.iter().map(|variant| format!(", \"{}\"", key(variant)));
                let keys: String = keys.collect();
                edits.push((selector.start..selector.start, format!("{SELECT}(")));
                edits.push((selector.end..selector.end, format!("{keys}) ")));
                edits.extend(variants.iter().enumerate().map(|(place, variant)| {
                    let start = definition.offset_in_source(key(variant));
                    (start..start + key(variant).len(), variant_name(place))
                }));
            }
        });
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut start = 0;
    for (range, text) in edits {
        source.push_str(&definition.source()[start..range.start]);
        source.push_str(&text);
        start = range.end;
    }
    source.push_str(&definition.source()[start..]);
    source.push('\n');
}

/// Where a selector stands in its entry; `None` if its value is a text in any case, which the resolver
/// compares with the names of variants as [`Selection`](super::selection::Selection) does.
fn range_of_selector(
    definition: &Definition<'_>,
    selector: &InlineExpression<&str>,
    variants: &[Variant<&str>],
) -> Option<Range<usize>> {
    let start = match selector {
        // With its `$`, which stands directly before the name.
        InlineExpression::VariableReference { id } => definition.offset_in_source(id.name) - 1,
        InlineExpression::NumberLiteral { value } => definition.offset_in_source(value),
        InlineExpression::FunctionReference { id, .. } if id.name == Function::Number.name() => {
            definition.offset_in_source(id.name)
        }
        _ => return None,
    };
    // Between the arrow and the first key stand blanks, a bracket and perhaps a star.
    let first_key = definition.offset_in_source(key(variants.first()?));
    let end = definition.source()[..first_key].rfind("->")?;
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::{select, subsequence};

    use super::*;
    use crate::catalog::format::compiler::Compiler;
    use crate::fluent::Document;
    use crate::{Code, Date, Value};

    /// What the generated messages refer to.
    const SHARED: &str = "-brand = Codeword\n\
                          -phrase = the { -brand }\n\
                          shared = shared text\n\
                          about = about { $a }\n    .short = short\n";

    const LOCALES: [&str; 8] = ["en-US", "fr", "lt", "ar-EG", "pt-PT", "zh-CN", "cy", "tlh"];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn both_formatters_say_the_same(
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
            let compiler = Compiler::new(&language, isolate, &definitions);
            let pattern = compiler.compile(definition.value().unwrap()).unwrap();
            let compiled = pattern.format(&args);

            let bundle = Bundle::new(&language, isolate, vec![definition], &definitions).unwrap();
            let resolved = bundle.format(definition.id, None, &args).unwrap();
            prop_assert_eq!(compiled, resolved, "{} with {:?} in {}", file, args, locale);
        }
    }

    /// The value of a message or a variant, with selectors to some depth.
    fn text(depth: u32) -> impl Strategy<Value = String> {
        let words =
            select(&["Text", "two words", "心跳", "a\n    new line", "(\"1\")", "ends"][..]);
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
        let element =
            prop_oneof![words.prop_map(str::to_owned), placeables.prop_map(str::to_owned)];
        let leaf = prop::collection::vec(element, 1..4).prop_map(|elements| elements.concat());
        leaf.prop_recursive(depth, 24, 4, |inner| {
            let variants = prop::collection::vec(inner.clone(), KEYS.len());
            (inner.clone(), selector(), keys(), variants, inner).prop_map(
                |(before, selector, (keys, default), texts, after)| {
                    let variants: String = keys
                        .iter()
                        .zip(texts)
                        .enumerate()
                        .map(|(place, (key, text))| {
                            let star = if place == default { "*" } else { " " };
                            format!("\n   {star}[{key}] {text}")
                        })
                        .collect();
                    format!("{before}{{ {selector} ->{variants}\n    }}{after}")
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
                &["", "one", "NaN", "1", "1.0", "01", "-0", "1.50", "9007199254740993", "x { $a }"]
                    [..]
            )
            .prop_map(Value::from),
            Just(Value::from(date)),
        ]
    }
}
