//! [`Families`]: messages that i18next spreads over several names, `key_one` and `key_other`, `key_male` and
//! `key_female`.
//!
//! A name is taken apart only where others beside it show that it is meant so: plural forms need `key_other`, which
//! alone must show the number, and contexts need all of `key`, `key_male` and `key_female`. Anything else may be a
//! code that just ends so, `phase_one`.

use rustc_hash::FxHashMap;

use super::node::{Member, Node};
use crate::comparison::plural;
use crate::workbench::exchange::sheet::Plural;

/// A message and the names that it is spread over.
#[derive(Debug, PartialEq)]
pub(super) struct Family<'m> {
    /// The name of the message.
    pub(super) name: String,
    /// The text for all other cases.
    pub(super) text: &'m str,
    /// The forms beside it; `None` where the language has one form alone.
    pub(super) plural: Option<Plural>,
    /// The names that it is spread over, and the first of them in the file.
    pub(super) names: Vec<&'m str>,
    first: &'m str,
    pub(super) offset: usize,
}

/// The families among the members of an object.
#[derive(Default)]
pub(super) struct Families<'m> {
    found: Vec<Family<'m>>,
    /// Which family a name belongs to.
    by_name: FxHashMap<&'m str, usize>,
    /// The names with forms beside them that are no family, because the name has a text itself.
    pub(super) kept: Vec<String>,
}

/// The variables that i18next chooses a form by.
pub(super) const COUNT: &str = "count";
const CONTEXT: &str = "context";

/// The form for nothing at all, which i18next has in every language: the category `zero` where the language has it,
/// and else the number.
pub(in crate::workbench::exchange) const ZERO: &str = "=0";

/// Whether a name is read as a part of a family, where the names in a file are `has`: whoever writes such a name has to
/// write it otherwise.
pub(in crate::workbench::exchange) fn is_taken_apart(
    name: &str,
    text: &str,
    has: &dyn Fn(&str) -> bool,
) -> bool {
    if let Some(stem) = name.strip_suffix("_other") {
        return text.contains("{{") || has_form(stem, has);
    }
    let is_two = name.strip_suffix("_plural").is_some_and(has);
    let of_context = |stem: &str| has(stem) && has(&format!("{stem}_male"));
    is_two || name.strip_suffix("_female").is_some_and(of_context)
}

/// Whether a name has other plural forms than `_other` beside it.
fn has_form(stem: &str, has: &dyn Fn(&str) -> bool) -> bool {
    let mut forms = plural::NAMES.into_iter().filter(|category| *category != "other");
    forms.any(|category| has(&format!("{stem}_{category}")))
}

impl<'m> Families<'m> {
    pub(super) fn of(members: &'m [Member]) -> Families<'m> {
        let texts: FxHashMap<&str, &'m Member> = members
            .iter()
            .filter(|member| matches!(member.value.node, Node::Text(_)))
            .map(|member| (&*member.name, member))
            .collect();
        let mut families = Families::default();
        for member in members {
            let name = &*member.name;
            let found = name.strip_suffix("_other").and_then(|stem| of_plural(stem, &texts));
            let found = found
                .or_else(|| name.strip_suffix("_plural").and_then(|stem| of_two(stem, &texts)))
                .or_else(|| name.strip_suffix("_female").and_then(|stem| of_context(stem, &texts)));
            if let Some(family) = found {
                families.add(family);
            } else if let Some(stem) = name.strip_suffix("_other")
                && texts.contains_key(stem)
                && has_form(stem, &|name| texts.contains_key(name))
            {
                families.kept.push(name.to_owned());
            }
        }
        families
    }

    fn add(&mut self, family: Family<'m>) {
        // A message has one place.
        if family.names.iter().any(|name| self.by_name.contains_key(name)) {
            return;
        }
        self.by_name.extend(family.names.iter().map(|name| (*name, self.found.len())));
        self.found.push(family);
    }

    pub(super) fn all(&self) -> &[Family<'m>] {
        &self.found
    }

    /// What a name is a part of, and whether it is the first part in the file.
    pub(super) fn get(&self, name: &str) -> Option<(&Family<'m>, bool)> {
        let number = *self.by_name.get(name)?;
        let family = &self.found[number];
        Some((family, family.first == name))
    }
}

type Texts<'m> = FxHashMap<&'m str, &'m Member>;

fn text(member: &Member) -> &str {
    match &member.value.node {
        Node::Text(text) => text,
        _ => "",
    }
}

/// A family of some parts, each with the key of its form; the last of them is the text for all other cases.
fn family<'m>(
    name: &str,
    chosen_by: (&str, bool),
    parts: &[(&'static str, &'m Member)],
) -> Option<Family<'m>> {
    let ((_, last), cases) = parts.split_last()?;
    let cases = cases.iter().map(|(key, member)| ((*key).to_owned(), text(member).to_owned()));
    let cases: Vec<(String, String)> = cases.collect();
    let (count, is_ordinal) = chosen_by;
    let plural = Plural { count: count.to_owned(), cases, is_ordinal };
    let (_, first) = parts.iter().min_by_key(|(_, member)| member.offset)?;
    Some(Family {
        name: name.to_owned(),
        text: text(last),
        plural: (!plural.cases.is_empty()).then_some(plural),
        names: parts.iter().map(|(_, member)| &*member.name).collect(),
        first: &first.name,
        offset: first.offset,
    })
}

/// Plural forms, `stem_one` to `stem_other`, where the stem may end with `_ordinal`.
fn of_plural<'m>(stem: &str, texts: &Texts<'m>) -> Option<Family<'m>> {
    let form = |category: &'static str| {
        let member = *texts.get(&*format!("{stem}_{category}"))?;
        Some((if category == "zero" { ZERO } else { category }, member))
    };
    let parts: Vec<(&'static str, &'m Member)> =
        plural::NAMES.into_iter().filter_map(form).collect();
    let shows_count = |(_, member): &(_, &Member)| {
        let text = text(member);
        text.match_indices("{{").any(|(at, _)| text[at + 2..].trim_start().starts_with(COUNT))
    };
    if stem.is_empty()
        || texts.contains_key(stem)
        || !(parts.len() > 1 || parts.iter().any(shows_count))
    {
        return None;
    }
    let base = stem.strip_suffix("_ordinal").filter(|base| !base.is_empty());
    // A message cannot be chosen by both kinds of numbers.
    let is_taken =
        |base: &str| texts.contains_key(base) || texts.contains_key(&*format!("{base}_other"));
    let name = base.filter(|base| !is_taken(base)).unwrap_or(stem);
    family(name, (COUNT, base.is_some()), &parts)
}

/// One and many, as i18next wrote them before its fourth format: `stem` and `stem_plural`.
fn of_two<'m>(stem: &str, texts: &Texts<'m>) -> Option<Family<'m>> {
    let one = *texts.get(stem)?;
    let many = *texts.get(&*format!("{stem}_plural"))?;
    family(stem, (COUNT, false), &[("one", one), ("other", many)])
}

/// Texts by the gender of somebody.
fn of_context<'m>(stem: &str, texts: &Texts<'m>) -> Option<Family<'m>> {
    let of = |gender: &str| texts.get(&*format!("{stem}_{gender}")).copied();
    let parts = [("male", of("male")?), ("female", of("female")?), ("other", *texts.get(stem)?)];
    family(stem, (CONTEXT, false), &parts)
}

#[cfg(test)]
mod tests {
    use crate::workbench::exchange::ReadOptions;
    use crate::workbench::exchange::json;
    use crate::workbench::exchange::sheet::Record;

    /// The messages of a file, each with its forms, and how many notes there are.
    fn read(text: &str) -> (Vec<String>, usize) {
        let sheet = json::read(text, &ReadOptions::default()).unwrap();
        let records = sheet.languages.into_iter().flat_map(|language| language.records);
        let shown = |Record { key, text, plural, .. }: Record| match plural {
            None => format!("{key}: {text}"),
            Some(plural) => {
                let cases = plural.cases.iter().map(|(key, text)| format!("{key}={text} "));
                let kind = if plural.is_ordinal { " ordinal" } else { "" };
                format!("{key}: {}{kind}? {}other={text}", plural.count, cases.collect::<String>())
            }
        };
        (records.map(shown).collect(), sheet.notes.len())
    }

    #[test]
    fn forms_of_one_message_are_read_as_one() {
        for (text, expected, notes) in [
            (
                r#"{"a_one": "1", "b": "x", "a_other": "n"}"#,
                &["a: count? one=1 other=n", "b: x"][..],
                1,
            ),
            (
                r#"{"40001_zero": "no", "40001_few": "f", "40001_many": "m", "40001_other": "n"}"#,
                &["40001: count? =0=no few=f many=m other=n"],
                1,
            ),
            (
                r#"{"a_ordinal_one": "st", "a_ordinal_two": "nd", "a_ordinal_other": "th"}"#,
                &["a: count ordinal? one=st two=nd other=th"],
                1,
            ),
            (
                r#"{"a_one": "1", "a_other": "n", "a_ordinal_one": "st", "a_ordinal_other": "th"}"#,
                &["a: count? one=1 other=n", "a_ordinal: count ordinal? one=st other=th"],
                1,
            ),
            (r#"{"a": "1", "a_plural": "n"}"#, &["a: count? one=1 other=n"], 1),
            (
                r#"{"a": "t", "a_male": "h", "a_female": "s"}"#,
                &["a: context? male=h female=s other=t"],
                1,
            ),
            (r#"{"a_other": "{{ count }} n"}"#, &["a: {{ count }} n"], 1),
            (r#"{"e": {"a_one": "1", "a_other": "n"}}"#, &["e.a: count? one=1 other=n"], 1),
            // Names of codes that end so.
            (r#"{"phase_one": "1"}"#, &["phase_one: 1"], 0),
            (r#"{"phase_one": "1", "phase_two": "2"}"#, &["phase_one: 1", "phase_two: 2"], 0),
            (r#"{"error_other": "n"}"#, &["error_other: n"], 0),
            (r#"{"a_male": "h", "a_female": "s"}"#, &["a_male: h", "a_female: s"], 0),
            (r#"{"a_plural": "n"}"#, &["a_plural: n"], 0),
            (r#"{"$schema": "s", "@@locale": "en", "a": "x"}"#, &["a: x"], 0),
            (r#"{"a": "x", "a_one": "1", "a_other": "n"}"#, &["a: x", "a_one: 1", "a_other: n"], 1),
        ] {
            let expected = expected.iter().map(|text| (*text).to_owned()).collect();
            assert_eq!(read(text), (expected, notes), "{text}");
        }
    }
}
