//! [`Editor`]: how an entry or a field comes into `codes.toml`, and no other byte changes.

use crate::registry::{Entry, FIELDS, PlacedEntry, RegistryFile};
use crate::workbench::edit::{Edit, line_end, with_line_ends};

/// Makes the edits of a registry.
pub(super) struct Editor<'a> {
    registry: &'a RegistryFile,
    line_end: &'static str,
}

/// How an entry is written.
enum Form {
    /// `[400142]`, and its fields below.
    Table,
    /// `[400142.args]` alone.
    SubTable,
    /// `400142 = { … }`.
    Inline,
    /// `400142.name = …`.
    Dotted,
}

impl<'a> Editor<'a> {
    pub(super) fn new(registry: &'a RegistryFile) -> Editor<'a> {
        Editor { registry, line_end: line_end(&registry.text) }
    }

    /// Gives fields of an entry their values, in the order of [`FIELDS`].
    pub(super) fn put(&self, placed: &PlacedEntry, fields: &[(&str, String)]) -> Vec<Edit> {
        let text = &self.registry.text;
        let mut edits = Vec::new();
        let mut new = Vec::new();
        for (field, value) in fields {
            match placed.fields.get(field) {
                Some(range) => edits.push(Edit::replace(range.clone(), value)),
                None => new.push((*field, format!("{field} = {value}"))),
            }
        }
        let key = &text[placed.key.clone()];
        let lines = || new.iter().map(|(_, line)| &**line).collect::<Vec<_>>();
        match self.form(placed) {
            _ if new.is_empty() => {}
            Form::Inline => {
                let inner = text[..placed.table.end - 1].trim_end();
                let comma = if inner.ends_with(['{', ',']) { "" } else { "," };
                let space = if text[inner.len()..].starts_with(' ') { "" } else { " " };
                let fields = format!("{comma} {}{space}", lines().join(", "));
                edits.push(Edit::insert(inner.len(), fields));
            }
            Form::SubTable => {
                let header = format!("[{key}]\n{}\n\n", lines().join("\n"));
                let start = self.line_start(placed.key.start);
                edits.push(Edit::insert(start, with_line_ends(&header, self.line_end)));
            }
            form => edits.extend(new.iter().map(|(field, line)| {
                let line = match form {
                    Form::Dotted => format!("{key}.{line}"),
                    _ => line.clone(),
                };
                self.line_after(self.last_line(placed, field), &line)
            })),
        }
        edits
    }

    /// Puts in entries that are not there yet, in the order of their codes: each before the first of a higher
    /// code, and those of the highest codes at the end, which is the second edit.
    pub(super) fn insert(&self, entries: &[&Entry]) -> (Vec<Edit>, Option<Edit>) {
        let text = &self.registry.text;
        let (mut edits, mut last) = (Vec::new(), Vec::new());
        for entry in entries {
            let mut placed = self.registry.entries.iter();
            let is_after = |placed: &&PlacedEntry| {
                // Before the first table stand lines that would become a part of the new one.
                matches!(self.form(placed), Form::Table | Form::SubTable)
                    && placed.entry.code() > entry.code()
            };
            match placed.find(is_after) {
                Some(after) => {
                    let block = with_line_ends(&format!("{entry}\n"), self.line_end);
                    edits.push(Edit::insert(self.block_start(after), block));
                }
                None => last.push(entry.to_string()),
            }
        }
        let gap = match &**text {
            "" => "",
            text if text.ends_with("\n\n") || text.ends_with("\n\r\n") => "",
            text if text.ends_with('\n') => "\n",
            _ => "\n\n",
        };
        let blocks = with_line_ends(&format!("{gap}{}", last.join("\n")), self.line_end);
        (edits, (!last.is_empty()).then(|| Edit::insert(text.len(), blocks)))
    }

    fn form(&self, placed: &PlacedEntry) -> Form {
        let text = &self.registry.text;
        let (before, after) = (text[..placed.key.start].trim_end(), &text[placed.key.end..]);
        if text[placed.table.clone()].starts_with('{') {
            Form::Inline
        } else if !before.ends_with('[') {
            Form::Dotted
        } else if after.trim_start().starts_with(']') {
            Form::Table
        } else {
            Form::SubTable
        }
    }

    /// The end of what a field is written after: the last of the fields before it, or the header.
    fn last_line(&self, placed: &PlacedEntry, field: &str) -> usize {
        let text = &self.registry.text;
        let before = FIELDS.iter().take_while(|known| **known != field);
        let ranges = before.filter_map(|known| placed.fields.get(known));
        // A table of its own, `[400142.args]`, comes after all the others.
        let ends =
            ranges.filter(|range| !text[(*range).clone()].starts_with('[')).map(|range| range.end);
        let first = match self.form(placed) {
            Form::Dotted => self.line_start(placed.key.start),
            _ => placed.key.end,
        };
        ends.max().unwrap_or(first)
    }

    /// A line after the one with an offset; before that line, if the offset is its start.
    fn line_after(&self, offset: usize, line: &str) -> Edit {
        let text = &self.registry.text;
        if offset == self.line_start(offset) {
            return Edit::insert(offset, format!("{line}{}", self.line_end));
        }
        match text[offset..].find('\n') {
            Some(end) => Edit::insert(offset + end + 1, format!("{line}{}", self.line_end)),
            None => Edit::insert(text.len(), format!("{}{line}", self.line_end)),
        }
    }

    fn line_start(&self, offset: usize) -> usize {
        self.registry.text[..offset].rfind('\n').map_or(0, |end| end + 1)
    }

    /// Where an entry begins: with the comments directly above its header.
    fn block_start(&self, placed: &PlacedEntry) -> usize {
        let mut start = self.line_start(placed.key.start);
        while start > 0 {
            let above = self.line_start(start - 1);
            if !self.registry.text[above..start].trim_start().starts_with('#') {
                break;
            }
            start = above;
        }
        start
    }
}
