//! [`Json`]: a JSON text in which every byte is known, and any such text.

use proptest::prelude::*;

/// A JSON text, with the spelling of everything in it.
#[derive(Clone, Debug)]
pub(super) enum Json {
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

    pub(super) fn to_text(&self) -> String {
        let mut out = String::new();
        self.print(&mut out);
        out
    }

    /// The values within, in their order.
    pub(super) fn children(&self) -> impl Iterator<Item = &Json> {
        let (items, members): (&[Json], &[_]) = match self {
            Json::Scalar(_) => (&[], &[]),
            Json::Array(items, _) => (items, &[]),
            Json::Object(members, _) => (&[], members),
        };
        items.iter().chain(members.iter().map(|(_, value)| value))
    }

    pub(super) fn child_mut(&mut self, index: usize) -> &mut Json {
        match self {
            Json::Scalar(_) => unreachable!("nothing is within a scalar"),
            Json::Array(items, _) => &mut items[index],
            Json::Object(members, _) => &mut members[index].1,
        }
    }

    /// Where the member of a name stands among the children.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        let Json::Object(members, _) = self else {
            return None;
        };
        members.iter().position(|(known, _)| *known == name)
    }
}

/// Any JSON text, with fields of the policies that are tested in many places.
pub(super) fn any_json() -> impl Strategy<Value = Json> {
    let word = prop::sample::select(vec![
        "1",
        "2",
        "3",
        "4",
        "9",
        "-1",
        "-7",
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
        r#""lost""#,
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
    let code = prop::sample::select(vec![
        "1",
        "2",
        "3",
        "4",
        "9",
        "-7",
        r#""1""#,
        r#""-7""#,
        r#""lost""#,
        r#""l\u006fst""#,
        r#""not found""#,
    ]);
    let fields = (code, prop::collection::vec(scalar.clone(), 1..3)).prop_map(|(code, texts)| {
        let texts = ["info", "title"].into_iter().zip(texts);
        [("code", Json::Scalar(code.to_owned()))].into_iter().chain(texts).collect::<Vec<_>>()
    });
    scalar.prop_recursive(6, 60, 6, move |inner| {
        let space = prop::sample::select(vec!["", "", " ", "\n\t  ", "                  \r\n"]);
        let name = prop::sample::select(vec![
            "code",
            "info",
            "error",
            "args",
            "n",
            "title",
            "",
            "b: c",
            "infos",
            "of sixteen bytes",
            r#"of thirty-two, as \"it\" is told"#,
        ]);
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
