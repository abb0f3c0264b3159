//! [`localized`]: what localizing does, done as slowly and as plainly as possible.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use codeword::response::{Detail, GenericTexts, Pair, Policy, Scope};
use codeword::{Args, Catalog, CodeBuf};

use super::json::Json;
use super::{LOCALE, catalog};

static CATALOG: LazyLock<Catalog> = LazyLock::new(catalog);

/// What a policy says.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    /// The paths of a code and of its text.
    pub(super) pairs: Vec<[&'static str; 2]>,
    pub(super) scope: Scope,
    pub(super) detail: Detail,
    pub(super) codes: Vec<RangeInclusive<i64>>,
    pub(super) generic: Vec<(i64, &'static str)>,
}

/// A pair that was found: its code, and the ways to its text and to its arguments.
struct Found {
    code: CodeBuf,
    text: Vec<usize>,
    args: Option<Vec<usize>>,
}

/// A field where it stands: the way to it, by the numbers of the children.
type Way = Vec<usize>;

impl Setting {
    pub(super) fn policy(&self) -> Policy {
        let pairs = self.pairs.iter().map(|[code, text]| Pair::new(code, text).unwrap());
        let policy = Policy::default().pairs(pairs).unwrap();
        let policy = policy.scope(self.scope).detail(self.detail).codes(self.codes.clone());
        if self.generic.is_empty() {
            return policy;
        }
        let texts = self.generic.iter().map(|(code, text)| (*code, *text));
        policy.generic_texts(GenericTexts::from_iter(texts))
    }

    /// What becomes of a body.
    pub(super) fn localized(&self, body: &Json) -> Json {
        let mut found = match self.scope {
            Scope::Within(levels) => self.pairs_within(body, levels.into()),
            Scope::TopLevel => self.pairs_of(body, usize::MAX),
            Scope::FirstPair => self.first_pairs(body),
            scope => unreachable!("{scope:?} is not drawn"),
        };
        let mut new = body.clone();
        while !found.is_empty() {
            // Of the pairs with one text, the first that there are words for has it.
            let text = found[0].text.clone();
            let (same, others) = found.into_iter().partition(|pair| pair.text == text);
            found = others;
            let same: Vec<Found> = same;
            let pair = same.iter().find(|pair| self.has_words(pair)).unwrap_or(&same[0]);
            if let Some(text) = self.new_text(body, pair) {
                let target = pair.text.iter().fold(&mut new, |json, index| json.child_mut(*index));
                *target = Json::Scalar(serde_json::to_string(&text).unwrap());
            }
        }
        new
    }

    /// The pairs in a value and in all that is so many levels within, the innermost first.
    fn pairs_within(&self, json: &Json, levels: usize) -> Vec<Found> {
        let mut found = Vec::new();
        if levels > 0 {
            for (index, child) in json.children().enumerate() {
                for mut pair in self.pairs_within(child, levels - 1) {
                    pair.text.insert(0, index);
                    if let Some(args) = &mut pair.args {
                        args.insert(0, index);
                    }
                    found.push(pair);
                }
            }
        }
        found.extend(self.pairs_of(json, usize::MAX));
        found
    }

    /// The first pairs of the object at the top: those that are complete at the earliest byte.
    fn first_pairs(&self, json: &Json) -> Vec<Found> {
        for seen in 0..=count(json) {
            let found = self.pairs_of(json, seen);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// The pairs that are in one object, of whose values only the first so many are seen.
    fn pairs_of(&self, json: &Json, seen: usize) -> Vec<Found> {
        let mut found = Vec::new();
        for [code, text] in &self.pairs {
            let field = |path: &str| way(json, path).filter(|way| number(json, way) < seen);
            let (Some(code), Some(text_way)) = (field(code), field(text)) else {
                continue;
            };
            let (Json::Scalar(code), Json::Scalar(old)) = (at(json, &code), at(json, &text_way))
            else {
                continue;
            };
            if !old.starts_with('"') {
                continue;
            }
            let args = field(&[text.trim_end_matches(|c| c != '.'), "args"].concat());
            if let Ok(code) = serde_json::from_str(code) {
                found.push(Found { code, text: text_way, args });
            }
        }
        found
    }

    /// Whether the policy touches the code of a pair, and the catalog knows it.
    fn has_words(&self, pair: &Found) -> bool {
        let is_touched =
            self.codes.is_empty() || self.codes.iter().any(|codes| contains(codes, &pair.code));
        is_touched && CATALOG.message(&pair.code, LOCALE).is_some()
    }

    /// The text that a pair gets, if it is another one.
    fn new_text(&self, body: &Json, pair: &Found) -> Option<String> {
        if !self.has_words(pair) {
            return None;
        }
        let args = pair.args.as_ref().map(|way| at(body, way).to_text()).unwrap_or_default();
        let args: Args<'_> = serde_json::from_str(&args).unwrap_or_default();
        let message = CATALOG.format(&pair.code, LOCALE, &args).filter(|it| it.is_complete())?;
        let old: String = serde_json::from_str(&at(body, &pair.text).to_text()).unwrap();
        let generic = self.generic.iter().find(|(code, _)| pair.code == *code);
        let detail = match generic {
            _ if self.detail == Detail::Drop => "",
            Some((_, generic)) => old.strip_prefix(generic)?,
            None => old.find(": ").map_or("", |start| &old[start..]),
        };
        let keeps = self.detail == Detail::Keep && detail.starts_with(": ");
        let new = format!("{}{detail}", message.text());
        ((detail.is_empty() || keeps) && new != old).then_some(new)
    }
}

/// Whether a code is one of some numbers.
fn contains(codes: &RangeInclusive<i64>, code: &CodeBuf) -> bool {
    code.as_code().as_i64().is_some_and(|number| codes.contains(&number))
}

/// The way to a field.
fn way(json: &Json, path: &str) -> Option<Way> {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let field = name.trim_end_matches("[]");
    let index = json.position(field)?;
    let value = json.children().nth(index)?;
    let below = match rest {
        None => Vec::new(),
        Some(rest) if field == name => self::way(value, rest)?,
        // The first element that has the field.
        Some(rest) => {
            let Json::Array(items, _) = value else { return None };
            let mut ways = items
                .iter()
                .enumerate()
                .filter_map(|(nth, item)| Some([vec![nth], self::way(item, rest)?].concat()));
            ways.next()?
        }
    };
    Some([vec![index], below].concat())
}

fn at<'j>(json: &'j Json, way: &[usize]) -> &'j Json {
    way.iter().fold(json, |json, index| json.children().nth(*index).unwrap())
}

/// How many values there are in a value, with it.
fn count(json: &Json) -> usize {
    1 + json.children().map(count).sum::<usize>()
}

/// How many values begin before the one that a way leads to.
fn number(json: &Json, way: &[usize]) -> usize {
    let [index, rest @ ..] = way else {
        return 0;
    };
    let before: usize = json.children().take(*index).map(count).sum();
    1 + before + number(json.children().nth(*index).unwrap(), rest)
}
