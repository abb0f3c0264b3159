//! A message that is an object: plural forms, a text under a known name, attributes.

use super::node::{Item, Member, Node};
use super::reader::{Reader, at_path};
use crate::comparison::plural::{self, is_category};
use crate::workbench::edit::state::State;
use crate::workbench::exchange::header::{self, Meaning};
use crate::workbench::exchange::key::TextKey;
use crate::workbench::exchange::sheet::{Plural, Record, Remark};

/// What a number that chooses a plural form is called by go-i18n 2, and by go-i18n 1.
const GO_COUNTS: [&str; 2] = ["PluralCount", "Count"];

/// What else a message has that says nothing to a reader.
const PASSED_OVER: [&str; 5] = ["id", "code", "hash", "leftdelim", "rightdelim"];

impl Reader<'_> {
    /// Reads the object of a message.
    pub(super) fn message_of(
        &self,
        members: &[&Member],
        key: String,
        offset: usize,
        records: &mut Vec<Record>,
    ) -> Result<(), Remark> {
        let named = |name: &str| value_of(members, name);
        let comment = named("description").map(|item| self.text(item, &key)).transpose();
        let mut record = Record { key: key.clone(), offset, ..Record::default() };
        if let Some(path) = &self.options.text_path {
            let Some(item) = at_path(members, path) else {
                let text = format!("the object at `{key}` has no text at `{path}`");
                return Err(Remark::new(offset, text));
            };
            record.text = self.text(item, &key)?;
            records.push(record);
            return Ok(());
        }
        // `translation` of go-i18n 1 is a text or has plural forms.
        let translation = named("translation").and_then(|item| match &item.node {
            Node::Object(forms) => Some(forms.iter().collect::<Vec<_>>()),
            _ => None,
        });
        let forms = translation.as_deref().unwrap_or(members);
        let form = |name: &str| value_of(forms, name);
        let is_reserved = |name: &str| {
            let name = name.to_ascii_lowercase();
            PASSED_OVER.contains(&&*name) || is_category(&name)
        };
        let own = self.text_member(members);
        let text = match form("other") {
            Some(other) => {
                let other = self.text(other, &key)?;
                let mut cases = Vec::new();
                for name in plural::NAMES.into_iter().filter(|name| *name != "other") {
                    if let Some(item) = form(name) {
                        cases.push((name.to_owned(), self.text(item, &key)?));
                    }
                }
                if !cases.is_empty() {
                    let texts = || cases.iter().map(|(_, text)| text).chain([&other]);
                    // go-i18n's files are in JSON and YAML too.
                    let is_shown = |name: &&str| {
                        let spelling = format!("{{{{.{name}}}}}");
                        texts().any(|text| text.contains(&spelling))
                    };
                    let count = GO_COUNTS.into_iter().find(is_shown).unwrap_or(self.count);
                    record.plural =
                        Some(Plural { count: count.to_owned(), cases, is_ordinal: false });
                }
                Some(other)
            }
            None => match named("translation") {
                Some(item) => Some(self.text(item, &key)?),
                None => own.map(|member| self.text(&member.value, &key)).transpose()?,
            },
        };
        let has_other = form("other").is_some();
        let Some(text) = text else {
            return self.attributes(members, &key, offset, records);
        };
        record.text = text;
        record.comment = comment.ok().flatten().filter(|_| has_other).unwrap_or_default();
        record.state = named("state").and_then(|item| match &item.node {
            Node::Text(state) => State::read(state),
            _ => None,
        });
        records.push(record);
        let text_name = own.map(|member| &*member.name);
        for member in members {
            let name = &*member.name;
            let is_remedy = header::rank(Meaning::Remedy, name).is_some();
            let is_taken = is_reserved(name)
                || name.eq_ignore_ascii_case("description")
                || name.eq_ignore_ascii_case("translation")
                || name.eq_ignore_ascii_case("state")
                || (!has_other && Some(name) == text_name);
            let Node::Text(text) = &member.value.node else { continue };
            if is_remedy || (has_other && !is_taken) {
                let name = if is_remedy { "remedy" } else { name };
                let (key, text) = (TextKey::attribute_of(&key, name), text.clone());
                records.push(Record { key, text, offset: member.offset, ..Record::default() });
            } else if !is_taken {
                self.left.borrow_mut().insert(name.to_owned());
            }
        }
        Ok(())
    }
}

/// What stands under a name, in whatever case that is written.
fn value_of<'m>(members: &[&'m Member], name: &str) -> Option<&'m Item> {
    let is_it = |member: &&&Member| member.name.eq_ignore_ascii_case(name);
    members.iter().find(is_it).map(|member| &member.value)
}
