//! For any body: where texts are added or stand beside the original, they do, once, and nothing else changes.

use std::sync::LazyLock;

use codeword::response::{Missing, Outcome, Pair, Policy, Scope};
use codeword::{Args, Catalog, CodeBuf};
use proptest::prelude::*;

use super::json::{Json, any_json};
use super::{LOCALE, catalog, localize};

static CATALOG: LazyLock<Catalog> = LazyLock::new(catalog);

/// The policy of one pair, `code` and `info`.
#[derive(Clone, Copy, Debug)]
struct Setting {
    levels: u8,
    missing: Missing,
    /// Whether the words go into `title`.
    is_beside: bool,
}

impl Setting {
    fn policy(self) -> Policy {
        let pair = Pair::new("code", "info").unwrap();
        let pair = if self.is_beside { pair.with_into("title").unwrap() } else { pair };
        let policy = Policy::default().pairs([pair]).unwrap();
        policy.missing(self.missing).scope(Scope::Within(self.levels))
    }

    /// Localizes a value that is within so many others.
    fn localize(self, json: &mut Json, level: u8) {
        if level > self.levels {
            return;
        }
        for index in 0..json.children().count() {
            self.localize(json.child_mut(index), level + 1);
        }
        let field = |name| json.position(name).map(|at| (at, json.children().nth(at).unwrap()));
        let Some((code_at, Json::Scalar(code))) = field("code") else { return };
        let Ok(code) = serde_json::from_str::<CodeBuf>(code) else { return };
        let (text_at, old) = match (field("info"), self.missing) {
            (Some((at, Json::Scalar(text))), _) if text.starts_with('"') => {
                (Some(at), serde_json::from_str(text).unwrap())
            }
            (Some((at, Json::Scalar(text))), Missing::Add) if text == "null" => {
                (Some(at), String::new())
            }
            (None, Missing::Add) => (None, String::new()),
            _ => return,
        };
        let args = field("args").map(|(_, args)| args.to_text()).unwrap_or_default();
        let args: Args<'_> = serde_json::from_str(&args).unwrap_or_default();
        let message = CATALOG.format(&code, LOCALE, &args).filter(|it| it.is_complete());
        let Some(message) = message else { return };
        let detail = old.find(": ").map_or("", |at| &old[at..]);
        let words = serde_json::to_string(&format!("{}{detail}", message.text())).unwrap();
        let name = if self.is_beside { "title" } else { "info" };
        match (json.position(name), &mut *json) {
            (Some(at), json) => match json.child_mut(at) {
                Json::Scalar(text) if text == "null" => *text = words,
                // What says the same is not spelled anew.
                Json::Scalar(text) if text.starts_with('"') && !is_same(text, &words) => {
                    *text = words;
                }
                _ => {}
            },
            (None, Json::Object(members, _)) => {
                members.insert(text_at.unwrap_or(code_at) + 1, (name, Json::Scalar(words)));
            }
            (None, _) => {}
        }
    }
}

fn is_same(one: &str, other: &str) -> bool {
    serde_json::from_str::<String>(one).unwrap() == serde_json::from_str::<String>(other).unwrap()
}

fn any_setting() -> impl Strategy<Value = Setting> {
    let missing = prop::sample::select(vec![Missing::Leave, Missing::Add, Missing::Add]);
    (0..6u8, missing, any::<bool>()).prop_map(|(levels, missing, is_beside)| Setting {
        levels,
        missing,
        is_beside,
    })
}

/// The tokens of a text, and the white space between them.
fn parts(text: &str) -> (String, String) {
    let (mut in_string, mut escaped) = (false, false);
    text.chars().partition(|sign| {
        let is_token = in_string || !sign.is_ascii_whitespace();
        in_string ^= *sign == '"' && !escaped;
        escaped = in_string && *sign == '\\' && !escaped;
        is_token
    })
}

/// Whether a text has all signs of another, in their order.
fn has_all(text: &str, signs: &str) -> bool {
    let mut rest = text.chars();
    signs.chars().all(|sign| rest.any(|other| other == sign))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn texts_are_added_once_and_nothing_else_changes(json in any_json(), setting in any_setting()) {
        let body = json.to_text();
        let mut expected = json.clone();
        setting.localize(&mut expected, 0);
        let localization = localize(setting.policy(), body.as_bytes());
        let in_doubt = matches!(localization.outcome(), Outcome::Defective(_));
        prop_assert!(!in_doubt, "{}", localization.outcome());
        let new = String::from_utf8(localization.into_body().to_vec()).unwrap();
        let ((tokens, space), (_, old_space)) = (parts(&new), parts(&body));
        prop_assert_eq!(tokens, parts(&expected.to_text()).0);
        // White space is added, but none goes.
        prop_assert!(has_all(&space, &old_space), "{body:?} {new:?}");
        let is_json = serde_json::from_str::<serde::de::IgnoredAny>(&new).is_ok();
        prop_assert!(is_json, "{new}");
        // Once is enough.
        let again = localize(setting.policy(), new.as_bytes());
        prop_assert!(!again.is_changed(), "{new}");
    }
}
