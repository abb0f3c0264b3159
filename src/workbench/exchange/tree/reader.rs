//! [`Reader`]: the messages in a tree, by the names of its objects.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::family::{self, Families, Family};
use super::node::{Item, Member, Node};
use crate::workbench::exchange::ReadOptions;
use crate::workbench::exchange::header::{self, Meaning};
use crate::workbench::exchange::key::TextKey;
use crate::workbench::exchange::rewritten::Cells;
use crate::workbench::exchange::sheet::{Record, Remark, Sheet};

/// Reads the messages of a tree, and takes down what it decides on the way.
pub(super) struct Reader<'o> {
    pub(super) count: &'o str,
    pub(super) options: &'o ReadOptions,
    /// The names of texts beside those of messages, which are passed over.
    pub(super) left: RefCell<BTreeSet<String>>,
    /// The names that were read as one, `a_one` and `a_other`, and those that were not.
    merged: RefCell<Vec<String>>,
    kept: RefCell<Vec<String>>,
    passed_over: RefCell<Vec<Remark>>,
}

/// How many names of each kind are said.
const NAMED: usize = 3;

impl<'o> Reader<'o> {
    /// `count` is the variable that plural forms are chosen by.
    pub(super) fn new(count: &'o str, options: &'o ReadOptions) -> Reader<'o> {
        let (left, merged, kept) = Default::default();
        Reader { count, options, left, merged, kept, passed_over: RefCell::default() }
    }

    /// Says in a sheet what was decided and passed over.
    pub(super) fn say(self, sheet: &mut Sheet) {
        sheet.notes.extend(self.note());
        let (merged, kept) = (self.merged.into_inner(), self.kept.into_inner());
        let list = |names: &[String]| {
            let more = names.len().saturating_sub(NAMED);
            let names = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
            if more == 0 { names } else { format!("{names}, and {more} more") }
        };
        if !merged.is_empty() {
            let names = list(&merged);
            sheet.notes.push(format!(
                "forms of one message, as i18next has them, are read as one with a selector: {names}"
            ));
        }
        if !kept.is_empty() {
            let names = list(&kept);
            sheet.notes.push(format!(
                "what ends like plural forms is read as messages of its own, because the name without the end has a \
                 text too: {names}"
            ));
        }
        sheet.passed_over.extend(self.passed_over.into_inner());
    }
}

impl Reader<'_> {
    /// What was left beside the texts.
    fn note(&self) -> Option<String> {
        let left = self.left.borrow();
        let names: Vec<String> = left.iter().map(|name| format!("`{name}`")).collect();
        (!names.is_empty()).then(|| {
            format!(
                "beside the texts, {} is passed over: --text-path names another",
                names.join(", ")
            )
        })
    }

    /// Reads what stands under a name, which is empty for a whole file.
    pub(super) fn read(
        &self,
        item: &Item,
        name: &str,
        records: &mut Vec<Record>,
    ) -> Result<(), Remark> {
        match &item.node {
            Node::Object(members) => self.members(members, name, records),
            Node::List(items) => items.iter().try_for_each(|item| match &item.node {
                Node::Object(members) => self.entry(members, item.offset, records),
                _ => Err(Remark::new(item.offset, "a list needs objects with a code and a text")),
            }),
            _ => Err(Remark::new(item.offset, "this is not an object from code to text")),
        }
    }

    /// Reads the messages in an object.
    fn members(
        &self,
        members: &[Member],
        above: &str,
        records: &mut Vec<Record>,
    ) -> Result<(), Remark> {
        // go-i18n has the forms of a message in an object of its own.
        let families = match self.count {
            family::COUNT => Families::of(members),
            _ => Families::default(),
        };
        self.kept.borrow_mut().extend(families.kept.iter().map(|name| format!("`{name}`")));
        for family in families.all() {
            let names: Vec<String> = family.names.iter().map(|name| format!("`{name}`")).collect();
            let name = key_of(&family.name, above);
            self.merged.borrow_mut().push(format!("{} as `{name}`", names.join(" ")));
        }
        for member in members {
            // What a file says about itself: JSON's `$schema`, and `@@locale` of Flutter's ARB.
            if member.name == "$schema" || member.name.starts_with("@@") {
                let text = format!("`{}` is about the file and no message", member.name);
                self.passed_over.borrow_mut().push(Remark::new(member.offset, text));
                continue;
            }
            match families.get(&member.name) {
                None => self.member(member, above, records)?,
                Some((_, false)) => {}
                Some((Family { name, text, plural, offset, .. }, true)) => records.push(Record {
                    key: key_of(name, above),
                    text: (*text).to_owned(),
                    offset: *offset,
                    plural: plural.clone(),
                    ..Record::default()
                }),
            }
        }
        Ok(())
    }

    fn member(
        &self,
        member: &Member,
        above: &str,
        records: &mut Vec<Record>,
    ) -> Result<(), Remark> {
        let key = key_of(&member.name, above);
        match &member.value.node {
            Node::Object(members) if is_code(&key) || self.is_message(members) => {
                let members: Vec<&Member> = members.iter().collect();
                self.message_of(&members, key, member.offset, records)
            }
            Node::Object(_) | Node::List(_) if !is_code(&key) => {
                self.read(&member.value, &key, records)
            }
            _ => {
                let text = self.text(&member.value, &key)?;
                records.push(Record { key, text, offset: member.offset, ..Record::default() });
                Ok(())
            }
        }
    }

    /// Whether an object says one message, and has not several: a text and what belongs to it.
    fn is_message(&self, members: &[Member]) -> bool {
        let is_inner =
            |member: &Member| matches!(member.value.node, Node::Object(_) | Node::List(_));
        let of_path = self.options.text_path.as_deref().map(|path| path.split('.').next());
        let names_text = |member: &Member| match of_path {
            Some(name) => name == Some(&*member.name),
            None => {
                let rank = header::rank(Meaning::Text, &member.name);
                !is_inner(member)
                    && (rank.is_some_and(|rank| rank < 3)
                        || member.name.eq_ignore_ascii_case("other"))
            }
        };
        members.iter().any(names_text) && !members.iter().any(|member| is_code(&member.name))
    }

    /// An object of a list, which says its code itself.
    fn entry(
        &self,
        members: &[Member],
        offset: usize,
        records: &mut Vec<Record>,
    ) -> Result<(), Remark> {
        let ranked = members.iter().filter_map(|member| {
            let rank = header::rank(Meaning::Code, &member.name)?;
            matches!(member.value.node, Node::Text(_) | Node::Number(_)).then_some((rank, member))
        });
        let Some((_, member)) = ranked.min_by_key(|(rank, _)| *rank) else {
            return Err(Remark::new(offset, "this object of a list has no `code` or `id`"));
        };
        let (Node::Text(key) | Node::Number(key)) = &member.value.node else { return Ok(()) };
        if let Err(text) = Cells::of([]).code(key)
            && matches!(member.value.node, Node::Number(_))
        {
            if !self.options.skip_invalid {
                return Err(Remark::new(offset, text));
            }
            self.passed_over.borrow_mut().push(Remark::new(offset, text));
            return Ok(());
        }
        let rest = members.iter().filter(|other| other.name != member.name);
        self.message_of(&rest.collect::<Vec<_>>(), key.clone(), offset, records)
    }

    /// The member that is the text of a message, if one name says so better than all others.
    pub(super) fn text_member<'m>(&self, members: &[&'m Member]) -> Option<&'m Member> {
        let ranked = members.iter().filter_map(|member| {
            matches!(member.value.node, Node::Text(_)).then_some(())?;
            Some((header::rank(Meaning::Text, &member.name)?, *member))
        });
        let ranked: Vec<(usize, &Member)> = ranked.collect();
        let best = ranked.iter().map(|(rank, _)| *rank).min()?;
        let mut best = ranked.into_iter().filter(|(rank, _)| *rank == best);
        best.next().filter(|_| best.next().is_none()).map(|(_, member)| member)
    }

    /// An object whose members are the attributes of a message, `400142.title`; anything else is not
    /// understood.
    pub(super) fn attributes(
        &self,
        members: &[&Member],
        key: &str,
        offset: usize,
        records: &mut Vec<Record>,
    ) -> Result<(), Remark> {
        for member in members {
            let (Node::Text(text), true) = (&member.value.node, is_attribute(&member.name)) else {
                return Err(Remark::new(offset, not_understood(key, members.iter().copied())));
            };
            let (key, text) = (TextKey::attribute_of(key, &member.name), text.clone());
            records.push(Record { key, text, offset: member.offset, ..Record::default() });
        }
        Ok(())
    }

    pub(super) fn text(&self, item: &Item, key: &str) -> Result<String, Remark> {
        let what = match &item.node {
            Node::Text(text) => return Ok(text.clone()),
            Node::Nothing => return Ok(String::new()),
            Node::Object(members) => not_understood(key, members.iter()),
            Node::List(_) => format!("a list at `{key}`, and not a text"),
            Node::Number(_) | Node::Other => "this is not a text: write it in quotes".to_owned(),
        };
        Err(Remark::new(item.offset, what))
    }
}

/// That an object is not understood, and how its text can be named.
fn not_understood<'m>(key: &str, members: impl Iterator<Item = &'m Member>) -> String {
    let path = first_text(members).unwrap_or_else(|| "message".to_owned());
    format!("an object at `{key}`: give `--text-path {path}`")
}

/// The path of the first text in an object.
fn first_text<'m>(mut members: impl Iterator<Item = &'m Member>) -> Option<String> {
    members.find_map(|Member { name, value, .. }| match &value.node {
        Node::Text(_) => Some(name.clone()),
        Node::Object(inner) => Some(format!("{name}.{}", first_text(inner.iter())?)),
        _ => None,
    })
}

/// The value at a path of names with dots between.
pub(super) fn at_path<'m>(members: &[&'m Member], path: &str) -> Option<&'m Item> {
    let (name, rest) = match path.split_once('.') {
        Some((name, rest)) => (name, Some(rest)),
        None => (path, None),
    };
    let item = members.iter().find(|member| member.name == name).map(|member| &member.value)?;
    match (rest, &item.node) {
        (None, _) => Some(item),
        (Some(rest), Node::Object(members)) => at_path(&members.iter().collect::<Vec<_>>(), rest),
        _ => None,
    }
}

/// The name of a message under those of the objects around it.
fn key_of(name: &str, above: &str) -> String {
    match above {
        "" => name.to_owned(),
        // What the codes of a file stand under does not belong to them.
        _ if is_code(name) => name.to_owned(),
        _ => format!("{above}.{name}"),
    }
}

/// Whether a name is that of a message: `400142`, and not a word that other names stand under.
fn is_code(name: &str) -> bool {
    let digits = name.strip_prefix('-').unwrap_or(name);
    digits.starts_with(|c: char| c.is_ascii_digit()) && name.parse::<TextKey>().is_ok()
}

fn is_attribute(name: &str) -> bool {
    format!("1.{name}").parse::<TextKey>().is_ok_and(|key| key.attribute.is_some())
}
