//! Writes XLIFF.

use std::fmt::Write as _;

use quick_xml::escape::{escape, partial_escape};

use crate::workbench::exchange::table::{Row, Table};
use crate::workbench::exchange::text::travels;

/// The note of a unit whose text is Fluent source.
pub(super) const FLUENT_NOTE: &str = "Fluent source: leave what stands in { } as it is";

/// XLIFF 1.2.
pub(in crate::workbench::exchange) fn write_1_2(table: &Table) -> String {
    let (source, locale) = (&table.source, &table.locale);
    let target = match table.is_source() {
        true => String::new(),
        false => format!(" target-language=\"{locale}\""),
    };
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n  \
         <file original=\"errors.ftl\" source-language=\"{source}\"{target} datatype=\"plaintext\">\n    \
         <body>\n"
    );
    for row in &table.rows {
        let key = row.key.to_string();
        let _ = writeln!(out, "      <trans-unit id=\"{}\" xml:space=\"preserve\">", escape(key));
        element(&mut out, 8, "source", "", source_text(row));
        if let Some(text) = row.text.as_deref().filter(|_| !table.is_source()) {
            let mut attributes = format!(" state=\"{}\"", row.state.in_xliff_1());
            if let Some(qualifier) = row.state.qualifier() {
                let _ = write!(attributes, " state-qualifier=\"{}\"", escape(qualifier));
            }
            element(&mut out, 8, "target", &attributes, text);
        }
        notes(row).for_each(|note| element(&mut out, 8, "note", "", note));
        out.push_str("      </trans-unit>\n");
    }
    out + "    </body>\n  </file>\n</xliff>\n"
}

/// XLIFF 2.0.
pub(in crate::workbench::exchange) fn write_2_0(table: &Table) -> String {
    let (source, locale) = (&table.source, &table.locale);
    let target = match table.is_source() {
        true => String::new(),
        false => format!(" trgLang=\"{locale}\""),
    };
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <xliff version=\"2.0\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" \
         srcLang=\"{source}\"{target}>\n  \
         <file id=\"errors\" original=\"errors.ftl\" xml:space=\"preserve\">\n"
    );
    for row in &table.rows {
        let _ = writeln!(out, "    <unit id=\"{}\">", escape(row.key.to_token()));
        if notes(row).next().is_some() {
            out.push_str("      <notes>\n");
            notes(row).for_each(|note| element(&mut out, 8, "note", "", note));
            out.push_str("      </notes>\n");
        }
        let has_target = row.text.is_some() && !table.is_source();
        let state = if has_target { row.state.in_xliff_2() } else { "initial" };
        let sub_state = row.state.sub_state().filter(|_| has_target);
        let sub_state = sub_state.map(|own| format!(" subState=\"{}\"", escape(own)));
        let sub_state = sub_state.unwrap_or_default();
        let _ = writeln!(out, "      <segment state=\"{state}\"{sub_state}>");
        element(&mut out, 8, "source", "", source_text(row));
        if let Some(text) = row.text.as_deref().filter(|_| !table.is_source()) {
            element(&mut out, 8, "target", "", text);
        }
        out.push_str("      </segment>\n    </unit>\n");
    }
    out + "  </file>\n</xliff>\n"
}

/// The source of a row; a message that only the translation has is its own.
fn source_text(row: &Row) -> &str {
    row.source.as_deref().or(row.text.as_deref()).unwrap_or_default()
}

fn notes(row: &Row) -> impl Iterator<Item = &str> {
    let comment = Some(row.comment.as_str()).filter(|comment| !comment.is_empty());
    comment.into_iter().chain(row.key.is_fluent.then_some(FLUENT_NOTE))
}

fn element(out: &mut String, indent: usize, name: &str, attributes: &str, text: &str) {
    // A comment may have what XML cannot; texts have none of it.
    let text: String = text.chars().filter(|c| travels(*c)).collect();
    let text = partial_escape(text);
    // Writing into a string cannot fail.
    let _ = writeln!(out, "{:indent$}<{name}{attributes}>{text}</{name}>", "");
}
