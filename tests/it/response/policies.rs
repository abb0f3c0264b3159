//! For any body and any policy: what comes out is JSON, in which nothing but the texts of the policy differs, and a
//! second time changes nothing.

use codeword::response::{Detail, GenericTexts, Missing, Outcome, Pair, Policy, Scope};
use codeword::{Code, CodeBuf};
use proptest::prelude::*;
use serde_json::Value;

use super::json::{Json, any_json};
use super::localize;

/// A pair of a policy: its fields, and the names of the members that it may write.
#[derive(Clone, Copy, Debug)]
enum Field {
    /// A code, a text, and where its words go, if not in the place of the text.
    Coded(&'static str, &'static str, Option<&'static str>),
    /// A code and a text whose words go into this array, as Google has them.
    Google(&'static str, &'static str, &'static str),
    /// A text without a code.
    Sentence(&'static str),
}

impl Field {
    fn pair(self) -> Pair {
        match self {
            Field::Coded(code, text, None) => Pair::new(code, text).unwrap(),
            Field::Coded(code, text, Some(into)) => {
                Pair::new(code, text).unwrap().with_into(into).unwrap()
            }
            Field::Google(code, text, details) => {
                Pair::new(code, text).unwrap().with_localized_message(details).unwrap()
            }
            Field::Sentence(text) => Pair::without_code(text).unwrap(),
        }
    }

    /// The last name of the path that is written to; none if that is any member.
    fn target(self) -> Option<&'static str> {
        let (Field::Coded(_, _, Some(path))
        | Field::Coded(_, path, None)
        | Field::Google(_, _, path)
        | Field::Sentence(path)) = self;
        let name = path.rsplit('.').next().unwrap().trim_end_matches("[]");
        (name != "*").then_some(name)
    }
}

#[derive(Clone, Debug)]
struct Setting {
    fields: Vec<Field>,
    scope: Scope,
    missing: Missing,
    detail: Detail,
}

impl Setting {
    /// Whether one pair replaces what another leaves and puts words beside. A text that the one adds is an original
    /// for the other when the body comes again, which then changes a second time.
    fn is_contradictory(&self) -> bool {
        let texts = self.fields.iter().map(|field| match *field {
            Field::Coded(_, text, into) => (text, into.is_some()),
            Field::Google(_, text, _) => (text, true),
            Field::Sentence(text) => (text, false),
        });
        // What is `title` to one may be `error.title` to the other, further out.
        let texts = texts.map(|(text, is_beside)| (text.rsplit('.').next(), is_beside));
        let differs = |one: (_, _)| texts.clone().any(|other| one.0 == other.0 && one.1 != other.1);
        texts.clone().any(differs)
    }

    /// The policy; `None` if its pairs are in each other's way.
    fn policy(&self) -> Option<Policy> {
        let generic = ["lost", "1"].map(|code| CodeBuf::from(Code::parse(code).unwrap()));
        let generic = generic.into_iter().zip(["lost", "one"]);
        let policy = Policy::default().pairs(self.fields.iter().map(|field| field.pair())).ok()?;
        let policy = policy.scope(self.scope).missing(self.missing).detail(self.detail);
        Some(policy.generic_texts(GenericTexts::from_iter(generic)))
    }

    /// A body without all that this policy may write.
    fn without_texts(&self, value: Value) -> Value {
        match value {
            Value::Array(values) => {
                let is_any = self.fields.iter().any(|field| field.target().is_none());
                let values = values.into_iter().filter(|value| !is_localized_message(value));
                let values = values.map(|value| match value {
                    Value::String(_) if is_any => Value::Null,
                    value => self.without_texts(value),
                });
                values.collect()
            }
            Value::Object(members) => {
                let members = members.into_iter().map(|(name, value)| {
                    let targets = self
                        .fields
                        .iter()
                        .filter(|field| field.target().is_none_or(|target| target == name));
                    let is_text = value.is_string() || value.is_null();
                    let kept = targets.clone().all(|field| match field {
                        Field::Google(..) => value
                            .as_array()
                            .is_none_or(|values| !values.iter().all(is_localized_message)),
                        Field::Coded(..) | Field::Sentence(_) => !is_text,
                    });
                    kept.then(|| (name, self.without_texts(value)))
                });
                Value::Object(members.flatten().collect())
            }
            value => value,
        }
    }
}

fn is_localized_message(value: &Value) -> bool {
    value["@type"] == "type.googleapis.com/google.rpc.LocalizedMessage"
}

fn any_setting() -> impl Strategy<Value = Setting> {
    let fields = vec![
        Field::Coded("code", "info", None),
        Field::Coded("code", "title", None),
        Field::Coded("code", "info", Some("local")),
        Field::Coded("n", "info", Some("title")),
        Field::Coded("error.code", "error.info", None),
        Field::Coded("code", "error.title", Some("error.local")),
        Field::Coded("error[].code", "info", None),
        Field::Google("code", "title", "error"),
        Field::Google("error[].code", "info", "error"),
        Field::Google("code", "info", "details"),
        Field::Sentence("info"),
        Field::Sentence("*"),
        Field::Sentence("error.*[]"),
    ];
    let scope = prop_oneof![
        4 => (0..6u8).prop_map(Scope::Within),
        1 => Just(Scope::TopLevel),
        2 => Just(Scope::FirstPair),
    ];
    let missing = prop::sample::select(vec![Missing::Leave, Missing::Add]);
    let detail = prop::sample::select(vec![Detail::Keep, Detail::Drop, Detail::OnlyGeneric]);
    let fields = prop::sample::subsequence(fields, 1..=4).prop_shuffle();
    (fields, scope, missing, detail)
        .prop_map(|(fields, scope, missing, detail)| Setting { fields, scope, missing, detail })
        .prop_filter("pairs in each other's way", |setting| {
            !setting.is_contradictory() && setting.policy().is_some()
        })
}

/// Any JSON whose numbers serde_json can hold.
fn any_body() -> impl Strategy<Value = String> {
    any_json().prop_map(|json: Json| json.to_text().replace("1E400", "1E40"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn only_the_texts_of_the_policy_differ(body in any_body(), setting in any_setting()) {
        let policy = setting.policy().unwrap();
        let localization = localize(policy.clone(), body.as_bytes());
        let in_doubt = matches!(localization.outcome(), Outcome::Defective(_));
        prop_assert!(!in_doubt, "{}", localization.outcome());
        let is_changed = localization.is_changed();
        let new = localization.into_body();
        prop_assert_eq!(is_changed, new != body.as_bytes());
        let old: Value = serde_json::from_str(&body).unwrap();
        let read = serde_json::from_slice::<Value>(&new);
        prop_assert!(read.is_ok(), "{}", new.escape_ascii());
        let read = read.unwrap();
        if is_changed {
            prop_assert_ne!(&read, &old);
        }
        prop_assert_eq!(setting.without_texts(read), setting.without_texts(old));
        let again = localize(policy, &new);
        prop_assert!(!again.is_changed(), "{}", new.escape_ascii());
    }
}
