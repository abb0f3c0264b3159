//! XLIFF 1.2 and 2.0 (OASIS), for translation tools: each text with its source, its state and its notes.
//!
//! Core elements only. A unit that is split into segments is put together again; markup within a text
//! is refused, because a message has none that XLIFF knows: placeables travel as text, with a note.

use std::borrow::Cow;
use std::fmt::Write as _;

use quick_xml::escape::{escape, partial_escape};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::table::{ReadError, Record, Row, Sheet, Table};
use super::text::travels;

/// The note of a unit whose text is Fluent source.
const FLUENT_NOTE: &str = "Fluent source: leave what stands in { } as it is";

/// XLIFF 1.2.
pub(super) fn write_1_2(table: &Table) -> String {
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
            let state = if row.needs_translation { "needs-translation" } else { "translated" };
            element(&mut out, 8, "target", &format!(" state=\"{state}\""), text);
        }
        notes(row).for_each(|note| element(&mut out, 8, "note", "", note));
        out.push_str("      </trans-unit>\n");
    }
    out + "    </body>\n  </file>\n</xliff>\n"
}

/// XLIFF 2.0.
pub(super) fn write_2_0(table: &Table) -> String {
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
        let _ = writeln!(out, "    <unit id=\"{}\">", escape(row.key.to_string()));
        if notes(row).next().is_some() {
            out.push_str("      <notes>\n");
            notes(row).for_each(|note| element(&mut out, 8, "note", "", note));
            out.push_str("      </notes>\n");
        }
        let is_translated = row.text.is_some() && !row.needs_translation && !table.is_source();
        let state = if is_translated { "translated" } else { "initial" };
        let _ = writeln!(out, "      <segment state=\"{state}\">");
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

/// Reads either version: both are units with a source and a target, under other names.
pub(super) fn read(text: &str) -> Result<Sheet, ReadError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut parser = Parser::default();
    loop {
        let offset = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| {
            ReadError::new((reader.error_position() as usize).min(text.len()), error.to_string())
        })?;
        match event {
            Event::Start(element) => parser.open(&element, offset)?,
            Event::End(_) => parser.close(),
            Event::Text(text) => parser.text(&text.xml10_content()),
            Event::CData(text) => parser.text(&text.xml10_content()),
            Event::GeneralRef(reference) => parser.text(&resolve(&reference, offset)?),
            Event::Eof if parser.path.is_empty() => return parser.finish(),
            Event::Eof => {
                return Err(ReadError::new(offset, "the file breaks off: an element is open"));
            }
            Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::Comment(_)
            | Event::Empty(_) => {}
        }
    }
}

/// A character reference, or one of the five entities that every document has.
fn resolve(reference: &BytesRef<'_>, offset: usize) -> Result<String, ReadError> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Ok(c.to_string());
    }
    let name = reference.xml10_content();
    let known = quick_xml::escape::resolve_predefined_entity(&name);
    known.map(str::to_owned).ok_or_else(|| ReadError::new(offset, format!("`&{name};` is unknown")))
}

/// What has been read of a file so far.
#[derive(Default)]
struct Parser {
    /// The elements that are open, by their local names.
    path: Vec<String>,
    is_xliff: bool,
    source_language: Option<String>,
    target_language: Option<String>,
    units: Vec<Unit>,
    /// Where text goes.
    capture: Option<Side>,
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Source,
    Target,
}

/// A unit of translation.
struct Unit {
    id: String,
    offset: usize,
    source: String,
    target: Option<String>,
    translated: Option<bool>,
}

impl Parser {
    fn open(&mut self, element: &BytesStart<'_>, offset: usize) -> Result<(), ReadError> {
        let name = element.local_name().as_ref().to_owned();
        let attribute = |name: &str| attribute(element, name, offset);
        let parent = self.path.last().map(String::as_str);
        match (&*name, parent) {
            ("xliff", None) => {
                self.is_xliff = true;
                self.source_language = attribute("srcLang")?;
                self.target_language = attribute("trgLang")?;
            }
            ("file", Some("xliff")) => {
                self.source_language =
                    attribute("source-language")?.or(self.source_language.take());
                self.target_language =
                    attribute("target-language")?.or(self.target_language.take());
            }
            ("trans-unit" | "unit", _) => {
                let id = attribute("id")?
                    .ok_or_else(|| ReadError::new(offset, "a unit needs an `id`"))?;
                let translated = (attribute("approved")?.as_deref() == Some("yes")).then_some(true);
                self.units.push(Unit {
                    id,
                    offset,
                    source: String::new(),
                    target: None,
                    translated,
                });
            }
            ("segment", Some("unit")) => self.state(attribute("state")?.as_deref()),
            // Not those of suggestions, which have parents of their own.
            ("source", Some("trans-unit" | "segment" | "ignorable")) => {
                self.capture = Some(Side::Source);
            }
            ("target", Some("trans-unit" | "segment" | "ignorable")) => {
                self.capture = Some(Side::Target);
                self.state(attribute("state")?.as_deref());
                if let Some(unit) = self.units.last_mut() {
                    unit.target.get_or_insert_default();
                }
            }
            // A marker says something about its text and changes nothing in it.
            ("mrk", _) => {}
            _ if self.capture == Some(Side::Target) => {
                let text =
                    format!("`<{name}>` within a text cannot be read: a message has no markup");
                return Err(ReadError::new(offset, text));
            }
            _ => {}
        }
        self.path.push(name);
        Ok(())
    }

    fn close(&mut self) {
        if let Some("source" | "target") = self.path.pop().as_deref() {
            self.capture = None;
        }
    }

    /// What a unit's state says, by the names of both versions. A unit is translated if all of it is.
    fn state(&mut self, state: Option<&str>) {
        let Some(unit) = self.units.last_mut() else { return };
        let translated = match state {
            Some("new" | "initial" | "needs-translation" | "needs-adaptation" | "needs-l10n") => {
                false
            }
            Some(_) => true,
            None => return,
        };
        unit.translated = Some(translated && unit.translated != Some(false));
    }

    fn text(&mut self, text: &str) {
        let Some(unit) = self.units.last_mut() else { return };
        match self.capture {
            Some(Side::Source) => unit.source.push_str(text),
            Some(Side::Target) => unit.target.get_or_insert_default().push_str(text),
            None => {}
        }
    }

    fn finish(self) -> Result<Sheet, ReadError> {
        if !self.is_xliff {
            return Err(ReadError::new(0, "this is not an XLIFF file: it has no `<xliff>`"));
        }
        let is_translation = self.target_language.is_some();
        let record = |unit: Unit| Record {
            key: unit.id,
            // Without a language to translate to, the source is what the file is about.
            text: if is_translation { unit.target.unwrap_or_default() } else { unit.source },
            offset: unit.offset,
            translated: unit.translated.filter(|_| is_translation),
        };
        let records = self.units.into_iter().map(record).collect();
        Ok(Sheet { locale: self.target_language.or(self.source_language), records })
    }
}

fn attribute(
    element: &BytesStart<'_>,
    name: &str,
    offset: usize,
) -> Result<Option<String>, ReadError> {
    let found =
        element.try_get_attribute(name).map_err(|error| ReadError::new(offset, error.to_string()));
    let value = found?.map(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0));
    let value = value.transpose().map_err(|error| ReadError::new(offset, error.to_string()));
    Ok(value?.map(Cow::into_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(units: &str) -> String {
        format!(
            "<xliff version='2.0' srcLang='zh-CN' trgLang='de'><file id='f'>{units}</file></xliff>"
        )
    }

    #[test]
    fn segments_are_put_together_and_suggestions_are_not_read() {
        let text = file(
            "<unit id='1'><mtc:matches><mtc:match><source>x</source><target>y</target></mtc:match>\
             </mtc:matches><segment state='final'><source>a</source><target>A &lt;<mrk id='m1'>b</mrk>\
             </target></segment><ignorable><source> </source><target> </target></ignorable>\
             <segment state='initial'><source>c</source><target><![CDATA[C&]]>&#x5FC3;</target></segment>\
             </unit>",
        );
        let sheet = read(&text).unwrap();
        assert_eq!(sheet.locale.as_deref(), Some("de"));
        assert_eq!(sheet.records[0].text, "A <b C&心");
        assert_eq!(sheet.records[0].translated, Some(false));
    }

    #[test]
    fn errors_have_their_place() {
        for (text, place) in [
            (file("<unit><segment/></unit>"), "<unit>"),
            (file("<unit id='1'><segment><target>a<ph/></target></segment></unit>"), "<ph/>"),
            (file("<unit id='1'><segment><target>&nbsp;</target></segment></unit>"), "&nbsp;"),
            (file("<unit id='1'>").replace("</file></xliff>", ""), ""),
            ("<html></html>".to_owned(), "<html>"),
        ] {
            let error = read(&text).unwrap_err();
            let expected = if place.is_empty() { text.len() } else { text.find(place).unwrap() };
            assert_eq!(error.offset, expected, "{text}: {}", error.text);
        }
        assert!(read(&file("</unit>")).is_err());
    }
}
