//! XLIFF 1.2 and 2.0 (OASIS), for translation tools: each text with its source, its state and its notes.
//!
//! Core elements only. A unit that is split into segments is put together again; markup within a text
//! is refused, because a message has none that XLIFF knows: placeables travel as text, with a note. A
//! unit is named by its `resname` (1.2) or `name` (2.0) if that is a code, else by its `id`; where every
//! source is a code, as in Symfony's files without a `resname`, by its source.

mod write;

use std::borrow::Cow;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::key::TextKey;
use super::sheet::{Language, Record, Remark, Sheet};
use crate::workbench::edit::state::State;

pub(super) use write::{write_1_2, write_2_0};

/// Reads either version: both are units with a source and a target, under other names.
pub(super) fn read(text: &str) -> Result<Sheet, Remark> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut parser = Parser::default();
    loop {
        let offset = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| {
            Remark::new((reader.error_position() as usize).min(text.len()), error.to_string())
        })?;
        match event {
            Event::Start(element) => parser.open(&element, offset)?,
            Event::End(_) => parser.close(),
            Event::Text(text) => parser.text(&text.xml10_content()),
            Event::CData(text) => parser.text(&text.xml10_content()),
            Event::GeneralRef(reference) => parser.text(&resolve(&reference, offset)?),
            Event::Eof if parser.path.is_empty() => return parser.finish(),
            Event::Eof => {
                return Err(Remark::new(offset, "the file breaks off: an element is open"));
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
fn resolve(reference: &BytesRef<'_>, offset: usize) -> Result<String, Remark> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Ok(c.to_string());
    }
    let name = reference.xml10_content();
    let known = resolve_xml_entity(&name);
    known.map(str::to_owned).ok_or_else(|| Remark::new(offset, format!("`&{name};` is unknown")))
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
    Note,
}

/// A unit of translation.
struct Unit {
    key: String,
    offset: usize,
    source: String,
    target: Option<String>,
    state: Option<State>,
    notes: Vec<String>,
}

impl Parser {
    fn open(&mut self, element: &BytesStart<'_>, offset: usize) -> Result<(), Remark> {
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
                let name = attribute("resname")?.or(attribute("name")?);
                let id = attribute("id")?;
                // Symfony names some units by their text, and all by a number.
                let is_key = |name: &String| name.parse::<TextKey>().is_ok();
                let name = name.filter(|name| is_key(name) || !id.as_ref().is_some_and(is_key));
                let key = name.or(id).ok_or_else(|| Remark::new(offset, "a unit needs an `id`"))?;
                let is_approved = attribute("approved")?.as_deref() == Some("yes");
                let state = is_approved.then(|| State::of_mark(false));
                let (source, target, notes) = (String::new(), None, Vec::new());
                self.units.push(Unit { key, offset, source, target, state, notes });
            }
            ("segment", Some("unit")) => {
                let sub_state = attribute("subState")?;
                self.state(
                    attribute("state")?.and_then(|state| State::of_segment(&state, sub_state)),
                );
            }
            // Not those of suggestions, which have parents of their own.
            ("source", Some("trans-unit" | "segment" | "ignorable")) => {
                self.capture = Some(Side::Source);
            }
            ("target", Some("trans-unit" | "segment" | "ignorable")) => {
                self.capture = Some(Side::Target);
                let qualifier = attribute("state-qualifier")?;
                self.state(attribute("state")?.and_then(|state| State::new(&state, qualifier)));
                if let Some(unit) = self.units.last_mut() {
                    unit.target.get_or_insert_default();
                }
            }
            ("note", Some("trans-unit" | "notes")) => {
                if let Some(unit) = self.units.last_mut() {
                    unit.notes.push(String::new());
                    self.capture = Some(Side::Note);
                }
            }
            // A marker says something about its text and changes nothing in it.
            ("mrk", _) => {}
            _ if self.capture == Some(Side::Target) => {
                let text =
                    format!("`<{name}>` within a text cannot be read: a message has no markup");
                return Err(Remark::new(offset, text));
            }
            _ => {}
        }
        self.path.push(name);
        Ok(())
    }

    fn close(&mut self) {
        if let Some("source" | "target" | "note") = self.path.pop().as_deref() {
            self.capture = None;
        }
    }

    /// The state of a unit. One with several segments is as far along as the least of them.
    fn state(&mut self, state: Option<State>) {
        let (Some(unit), Some(state)) = (self.units.last_mut(), state) else { return };
        if unit.state.as_ref().is_none_or(|known| known.yields_to(&state)) {
            unit.state = Some(state);
        }
    }

    fn text(&mut self, text: &str) {
        let Some(unit) = self.units.last_mut() else { return };
        match self.capture {
            Some(Side::Source) => unit.source.push_str(text),
            Some(Side::Target) => unit.target.get_or_insert_default().push_str(text),
            Some(Side::Note) => {
                unit.notes.last_mut().into_iter().for_each(|note| note.push_str(text))
            }
            None => {}
        }
    }

    fn finish(self) -> Result<Sheet, Remark> {
        if !self.is_xliff {
            return Err(Remark::new(0, "this is not an XLIFF file: it has no `<xliff>`"));
        }
        let has_targets = self.units.iter().any(|unit| unit.target.is_some());
        let is_translation = self.target_language.is_some() || has_targets;
        let is_key = |text: &str| {
            text.starts_with(|c: char| c.is_ascii_digit()) && text.parse::<TextKey>().is_ok()
        };
        let are_keys = is_translation && self.units.iter().all(|unit| is_key(unit.source.trim()));
        let mut texts = Language { tag: self.target_language, ..Language::default() };
        let mut sources = Language {
            tag: self.source_language,
            is_source: is_translation,
            ..Language::default()
        };
        for unit in self.units {
            let notes = unit.notes.iter().filter(|note| *note != write::FLUENT_NOTE);
            let comment = notes.map(String::as_str).collect::<Vec<_>>().join("\n");
            let key = if are_keys { unit.source.trim().to_owned() } else { unit.key };
            let record = Record { key, offset: unit.offset, comment, ..Record::default() };
            if !are_keys {
                sources.records.push(Record { text: unit.source, ..record.clone() });
            }
            let text = unit.target.unwrap_or_default();
            texts.records.push(Record { text, state: unit.state, ..record });
        }
        // Without a language to translate to, the source is what the file is about.
        let languages = match (is_translation, are_keys) {
            (true, true) => vec![texts],
            (true, false) => vec![texts, sources],
            (false, _) => vec![sources],
        };
        Ok(Sheet { languages, ..Sheet::default() })
    }
}

fn attribute(
    element: &BytesStart<'_>,
    name: &str,
    offset: usize,
) -> Result<Option<String>, Remark> {
    let found =
        element.try_get_attribute(name).map_err(|error| Remark::new(offset, error.to_string()));
    let value = found?.map(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0));
    let value = value.transpose().map_err(|error| Remark::new(offset, error.to_string()));
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
        let [german, chinese] = &sheet.languages[..] else { panic!("two languages") };
        assert_eq!((german.tag.as_deref(), chinese.tag.as_deref()), (Some("de"), Some("zh-CN")));
        assert!(chinese.is_source && chinese.records[0].text == "a c");
        assert_eq!(german.records[0].text, "A <b C&心");
        assert_eq!(german.records[0].state, State::new("initial", None));
    }

    #[test]
    fn a_unit_is_as_far_along_as_the_least_of_its_segments() {
        for (first, second, expected) in [
            ("final", "initial", "initial"),
            ("initial", "final", "initial"),
            ("initial", "translated", "initial"),
            ("translated", "final", "final"),
            ("final", "translated", "final"),
        ] {
            let segment = |state| {
                format!("<segment state='{state}'><source>a</source><target>A</target></segment>")
            };
            let segments = segment(first) + &segment(second);
            let sheet = read(&file(&format!("<unit id='1'>{segments}</unit>"))).unwrap();
            let state = sheet.languages[0].records[0].state.clone();
            assert_eq!(state, State::new(expected, None), "{first}, {second}");
        }
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
