//! [`sample`]: a body as an upstream may send it, for whoever wants to see what a policy makes of one.

use serde_json::{Map, Value};

use super::Policy;
use super::json::{PairPaths, Path, Step};
use crate::{Args, Code};

/// What a member is called that may have any name.
const ANY: &str = "field";

/// A body of the shape that a policy looks for, with a code and its arguments.
///
/// Its text is the sentence that the policy knows of the upstream, else `text`; the arguments that it does not say
/// stand where the policy reads them. `None` only if the policy reads no body.
pub(crate) fn sample(
    policy: &Policy,
    code: Code<'_>,
    args: &Args<'_>,
    text: &str,
) -> Option<String> {
    let PairPaths { code: of_code, text: of_text, args: of_args, .. } = policy.shape()?;
    let understood = |text| policy.read_sentence(code, str::as_bytes(text))?.ok();
    // Where the sentences are those of a catalog, its text has the right plural form.
    let sentence = match understood(text) {
        Some(_) => text.to_owned(),
        None => policy.sentence(code, args).unwrap_or_else(|| text.to_owned()),
    };
    let said = understood(&sentence);
    let is_said =
        |name: &str| said.iter().flat_map(|said| said.values()).any(|(known, _)| known == name);
    let unsaid = args.iter().filter(|(name, _)| !is_said(name));
    let unsaid: Args<'_> = unsaid.map(|(name, value)| (name.to_owned(), value.clone())).collect();

    let mut body = Value::Null;
    if let Some(path) = of_code {
        put(&mut body, path, serde_json::to_value(code).ok()?);
    }
    put(&mut body, of_text, sentence.as_str().into());
    if let Some(path) = of_args.filter(|_| unsaid.iter().next().is_some()) {
        put(&mut body, path, serde_json::to_value(&unsaid).ok()?);
    }
    serde_json::to_string_pretty(&body).ok()
}

/// Sets the field to which a path leads: through arrays by their first element, and where any member will do, by one.
/// Of two paths of a pair, none is within the other.
fn put(body: &mut Value, path: &Path, value: Value) {
    let mut place = body;
    for step in path.steps() {
        place = match step {
            Step::Member(name) => member(place, name),
            Step::Any => member(place, ANY),
            Step::Element => {
                if !place.is_array() {
                    *place = Value::Array(vec![Value::Null]);
                }
                &mut place[0]
            }
        };
    }
    *place = value;
}

fn member<'v>(object: &'v mut Value, name: &str) -> &'v mut Value {
    if !object.is_object() {
        *object = Map::new().into();
    }
    &mut object[name]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::{GenericTexts, Localizer, MediaType, Pair, Preset, Templates};
    use crate::{Catalog, Source};

    /// The body for 3 and "api" on one line, and what becomes of it in German.
    fn sampled(policy: Policy) -> (String, String) {
        let catalog = catalog();
        let args = Args::new().with("name", "api").with("limit", 3);
        let text = catalog.format(7, "en", &args).unwrap().text().to_owned();
        let body = sample(&policy, Code::new(7), &args, &text).unwrap();
        let localizer = Localizer::new(catalog, policy);
        let after = localizer.localize(body.clone().into(), MediaType::Json, "de").into_body();
        let line = |body: &[u8]| serde_json::from_slice::<Value>(body).unwrap().to_string();
        (line(body.as_bytes()), line(&after))
    }

    fn catalog() -> Catalog {
        let text = "code-7 = { $limit ->\n    [one] { $name } has one call\n   *[other] { $name } has { $limit } calls\n }\n";
        let german = text.replace("has", "hat").replace("call", "Anruf");
        let texts = Source::files([("en/errors.ftl", text.to_owned()), ("de/errors.ftl", german)]);
        Catalog::builder().source(texts).default_locale("en").build().unwrap()
    }

    #[test]
    fn arguments_stand_where_the_policy_reads_them() {
        let pair = |code, text, args| Pair::new(code, text).unwrap().with_args(args).unwrap();
        for (pair, expected) in [
            (
                pair("code", "info", "args"),
                r#"{"args":{"limit":3,"name":"api"},"code":7,"info":"api has 3 calls"}"#,
            ),
            (
                pair("error.code", "error.message", "params"),
                r#"{"error":{"code":7,"message":"api has 3 calls","params":{"limit":3,"name":"api"}}}"#,
            ),
            (
                pair("error.details[].reason", "error.message", "error.details[].metadata"),
                r#"{"error":{"details":[{"metadata":{"limit":3,"name":"api"},"reason":7}],"message":"api has 3 calls"}}"#,
            ),
        ] {
            let (before, after) = sampled(Policy::default().pairs([pair]).unwrap());
            assert_eq!(before, expected);
            assert_eq!(after, expected.replace("has 3 calls", "hat 3 Anrufs"));
        }
    }

    #[test]
    fn a_sentence_of_the_upstream_says_them_itself() {
        let sentence = |sentence| {
            Policy::default().templates(Templates::from_sentences([(7, sentence)]).unwrap())
        };
        let generic = GenericTexts::from_iter([(7, "too many calls")]);
        for (policy, before) in [
            // The second value is another than `$limit`.
            (
                sentence("{name} may call %d times"),
                r#"{"args":{"limit":3,"name":"api"},"code":7,"info":"api has 3 calls"}"#,
            ),
            (
                sentence("{name} may call {limit} times"),
                r#"{"code":7,"info":"api may call 3 times"}"#,
            ),
            (
                sentence("no more than {limit} calls"),
                r#"{"args":{"name":"api"},"code":7,"info":"no more than 3 calls"}"#,
            ),
            (
                Policy::default().templates(Templates::from_catalog(&catalog(), "en")),
                r#"{"code":7,"info":"api has 3 calls"}"#,
            ),
            (
                Policy::default().generic_texts(generic),
                r#"{"args":{"limit":3,"name":"api"},"code":7,"info":"too many calls"}"#,
            ),
        ] {
            let (found, after) = sampled(policy);
            assert_eq!(found, before);
            assert!(after.contains(r#""info":"api hat 3 Anrufs""#), "{after}");
        }
    }

    #[test]
    fn every_preset_has_a_sample_that_it_localizes() {
        for preset in Preset::ALL {
            let mut policy = preset.policy().unwrap();
            if policy.shape().unwrap().code.is_none() {
                let sentence = "{name} may call {limit} times";
                policy = policy.templates(Templates::from_sentences([(7, sentence)]).unwrap());
            }
            let (before, after) = sampled(policy);
            assert_ne!(before, after, "{preset:?}");
        }
    }

    #[test]
    fn a_text_without_a_code_has_a_sample_too() {
        let policy = Policy::default().pairs([Pair::without_code("errors.*[]").unwrap()]).unwrap();
        let templates = Templates::from_sentences([(7, "{name} may call {limit} times")]).unwrap();
        let (before, after) = sampled(policy.templates(templates));
        assert_eq!(before, r#"{"errors":{"field":["api may call 3 times"]}}"#);
        assert_eq!(after, r#"{"errors":{"field":["api hat 3 Anrufs"]}}"#);
    }
}
