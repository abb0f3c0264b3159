//! What localizing a body promises for every body there is.

use codeword::response::{Defect, Detail, Outcome, Pair, Policy, Scope};
use proptest::prelude::*;

use super::localize;

/// A JSON text, with the spelling of everything in it.
#[derive(Clone, Debug)]
enum Json {
    /// A number or a word, or a string with its quotes.
    Scalar(String),
    Array(Vec<Json>, &'static str),
    Object(Vec<(&'static str, Json)>, &'static str),
}

impl Json {
    fn print(&self, out: &mut String) {
        match self {
            Json::Scalar(text) => out.push_str(text),
            Json::Array(items, space) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    out.push_str(space);
                    item.print(out);
                    out.push_str(space);
                }
                out.push(']');
            }
            Json::Object(members, space) => {
                out.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    out.push_str(&format!("{space}\"{name}\"{space}:{space}"));
                    value.print(out);
                    out.push_str(space);
                }
                out.push('}');
            }
        }
    }

    fn to_text(&self) -> String {
        let mut out = String::new();
        self.print(&mut out);
        out
    }

    fn member(&self, name: &str) -> Option<&Json> {
        let Json::Object(members, _) = self else {
            return None;
        };
        members.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The same text localized, as slowly and plainly as possible; `None` if it is in doubt.
    fn localized(&self, pair: [&str; 3], levels: usize, detail: Detail) -> Option<Json> {
        let [outer, code_name, text_name] = pair;
        let mut json = self.clone();
        match &mut json {
            Json::Scalar(_) => {}
            Json::Array(items, _) if levels > 0 => {
                for item in items {
                    *item = item.localized(pair, levels - 1, detail)?;
                }
            }
            Json::Object(members, _) if levels > 0 => {
                for (_, value) in members {
                    *value = value.localized(pair, levels - 1, detail)?;
                }
            }
            _ => {}
        }
        let holder = if outer.is_empty() { Some(self) } else { self.member(outer) };
        let (code, text) = (
            holder.and_then(|holder| holder.member(code_name)),
            holder.and_then(|holder| holder.member(text_name)),
        );
        let (Some(code), Some(text)) = (code, text) else {
            return Some(json);
        };
        let (Json::Scalar(code), Json::Scalar(text)) = (code, text) else {
            return None;
        };
        if !code.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') || !text.starts_with('"')
        {
            return None;
        }
        let text: String = serde_json::from_str(text).unwrap();
        let message = match code.as_str() {
            "1" => "一",
            "2" => "二",
            "4" => "Four",
            _ => return Some(json),
        };
        let end = text.find(": ").unwrap_or(text.len());
        let new = match detail {
            Detail::Keep => format!("{message}{}", &text[end..]),
            Detail::Drop => message.to_owned(),
            Detail::OnlyGeneric if end == text.len() => message.to_owned(),
            Detail::OnlyGeneric => return Some(json),
        };
        if new == text {
            return Some(json);
        }
        let mut target = &mut json;
        for name in [outer, text_name].into_iter().filter(|name| !name.is_empty()) {
            let Json::Object(members, _) = target else { unreachable!() };
            target = &mut members.iter_mut().find(|(known, _)| *known == name).unwrap().1;
        }
        *target = Json::Scalar(serde_json::to_string(&new).unwrap());
        Some(json)
    }
}

fn any_json() -> impl Strategy<Value = Json> {
    let word = prop::sample::select(vec![
        "1",
        "2",
        "4",
        "9",
        "-1",
        "-0.50",
        "1E400",
        "12345678901234567890",
        "true",
        "false",
        "null",
    ]);
    let text = prop::sample::select(vec![
        r#""""#,
        r#""one""#,
        r#""one: two""#,
        r#""\u006fne:\u0020two""#,
        r#""一""#,
        r#""一: x: y""#,
        r#""\"\\\/ \ud83d\ude00""#,
    ]);
    let scalar = prop_oneof![
        word.prop_map(|word| Json::Scalar(word.to_owned())),
        text.prop_map(|text| Json::Scalar(text.to_owned())),
        "[a-zé心😀\\\\\":{},\\[\\]]{0,70}"
            .prop_map(|text| Json::Scalar(serde_json::to_string(&text).unwrap())),
    ];
    let code = prop::sample::select(vec!["1", "2", "4", "9"]);
    let fields = (code, scalar.clone())
        .prop_map(|(code, text)| vec![("code", Json::Scalar(code.to_owned())), ("info", text)]);
    scalar.prop_recursive(6, 60, 6, move |inner| {
        let space = prop::sample::select(vec!["", "", " ", "\n\t  ", "                  \r\n"]);
        let name = prop::sample::select(vec!["code", "info", "error", "a", "", "b: c", "infos"]);
        let members = prop::collection::vec((name, inner.clone()), 0..5);
        let fields = prop::option::weighted(0.7, fields.clone());
        prop_oneof![
            (prop::collection::vec(inner, 0..5), space.clone())
                .prop_map(|(items, space)| Json::Array(items, space)),
            (fields, members, space).prop_map(|(fields, members, space)| {
                let mut all = fields.unwrap_or_default();
                for (name, value) in members {
                    // Names that stand twice have a test of their own.
                    if all.iter().all(|(known, _)| *known != name) {
                        all.insert(all.len() / 2, (name, value));
                    }
                }
                Json::Object(all, space)
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    /// For any JSON and any policy: the texts that should change do, and no other byte.
    #[test]
    fn only_the_texts_change(
        json in any_json(),
        path in prop::sample::select(vec![["", "code", "info"], ["error", "code", "info"]]),
        levels in 0..6u8,
        detail in prop::sample::select(vec![Detail::Keep, Detail::Drop, Detail::OnlyGeneric]),
    ) {
        let [outer, code, text] = path;
        let field = |name: &str| format!("{outer}.{name}").trim_start_matches('.').to_owned();
        let pair = Pair::new(&field(code), &field(text)).unwrap();
        let scope = Scope::Within(levels);
        let policy = Policy::default().pairs([pair]).unwrap().scope(scope).detail(detail);

        let body = json.to_text();
        let expected = json.localized(path, levels.into(), detail);
        let localization = localize(policy, body.as_bytes());
        let in_doubt = matches!(localization.outcome(), Outcome::Defective(_));
        prop_assert_eq!(in_doubt, expected.is_none(), "{}", localization.outcome());
        let expected = expected.unwrap_or(json).to_text();
        prop_assert_eq!(String::from_utf8(localization.into_body().to_vec()).unwrap(), expected);
    }

    /// What is JSON here is JSON elsewhere, for bytes that nearly are.
    #[test]
    fn another_parser_agrees_on_what_is_json(
        json in any_json(),
        at in any::<prop::sample::Index>(),
        byte in prop_oneof![any::<u8>(), prop::sample::select(b"{}[],:\"\\0-.eE+ \ntrue".to_vec())],
        length in 0..3usize,
    ) {
        let mut body = json.to_text().into_bytes();
        let at = at.index(body.len() + 1);
        let end = (at + length).min(body.len());
        body.splice(at..end, [byte]);
        let elsewhere = serde_json::from_slice::<serde_json::Value>(&body);
        // To say so of a number is not to say that it is no JSON.
        let out_of_range = |error: &serde_json::Error| error.to_string().starts_with("number out");
        prop_assume!(!elsewhere.as_ref().is_err_and(out_of_range));
        let outcome = localize(Policy::default(), &body).outcome();
        let is_json = !matches!(
            outcome,
            Outcome::Defective(
                Defect::InvalidJson
                    | Defect::InvalidUnicode
                    | Defect::TrailingBytes
                    | Defect::ByteOrderMark
            )
        );
        // What is no JSON may have another defect, which was seen first.
        let in_doubt = matches!(outcome, Outcome::Defective(_));
        let agrees = if elsewhere.is_ok() { is_json } else { in_doubt };
        prop_assert!(agrees, "{outcome}, {elsewhere:?}: {}", body.escape_ascii());
    }

    #[test]
    fn no_bytes_make_it_panic(body in prop::collection::vec(any::<u8>(), 0..200)) {
        localize(Policy::default(), &body);
        localize(Policy::default().scope(Scope::FirstPair), &body);
    }
}
