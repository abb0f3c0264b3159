//! Reads XLIFF 1.2 and 2.0: both are units with a source and a target, under other names.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::super::table::{Fault, Record, Sheet};

/// Reads either version.
pub(crate) fn read(text: &str) -> Result<Sheet, Fault> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut document = Document::default();
    loop {
        let offset = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| {
            Fault::new((reader.error_position() as usize).min(text.len()), error.to_string())
        })?;
        match event {
            Event::Start(element) => document.open(&element, offset)?,
            Event::End(_) => document.close(),
            Event::Text(text) => document.text(&text.xml10_content()),
            Event::CData(text) => document.text(&text.xml10_content()),
            Event::GeneralRef(reference) => document.text(&resolve(&reference, offset)?),
            Event::Eof if document.path.is_empty() => return document.finish(),
            Event::Eof => {
                return Err(Fault::new(offset, "the file breaks off: an element is open"));
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
fn resolve(reference: &BytesRef<'_>, offset: usize) -> Result<String, Fault> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Ok(c.to_string());
    }
    let name = reference.xml10_content();
    let known = quick_xml::escape::resolve_predefined_entity(&name);
    known.map(str::to_owned).ok_or_else(|| Fault::new(offset, format!("`&{name};` is unknown")))
}

/// What is read of a document so far.
#[derive(Default)]
struct Document {
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

impl Document {
    fn open(&mut self, element: &BytesStart<'_>, offset: usize) -> Result<(), Fault> {
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
                let id =
                    attribute("id")?.ok_or_else(|| Fault::new(offset, "a unit needs an `id`"))?;
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
                return Err(Fault::new(offset, text));
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

    fn finish(self) -> Result<Sheet, Fault> {
        if !self.is_xliff {
            return Err(Fault::new(0, "this is no XLIFF file: it has no `<xliff>`"));
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

fn attribute(element: &BytesStart<'_>, name: &str, offset: usize) -> Result<Option<String>, Fault> {
    let fault = |text: String| Fault::new(offset, text);
    match element.try_get_attribute(name).map_err(|error| fault(error.to_string()))? {
        Some(attribute) => match attribute.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) => Ok(Some(value.into_owned())),
            Err(error) => Err(fault(error.to_string())),
        },
        None => Ok(None),
    }
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
    fn faults_have_their_place() {
        for (text, place) in [
            (file("<unit><segment/></unit>"), "<unit>"),
            (file("<unit id='1'><segment><target>a<ph/></target></segment></unit>"), "<ph/>"),
            (file("<unit id='1'><segment><target>&nbsp;</target></segment></unit>"), "&nbsp;"),
            (file("<unit id='1'>").replace("</file></xliff>", ""), ""),
            ("<html></html>".to_owned(), "<html>"),
        ] {
            let fault = read(&text).unwrap_err();
            let expected = if place.is_empty() { text.len() } else { text.find(place).unwrap() };
            assert_eq!(fault.offset, expected, "{text}: {}", fault.text);
        }
        assert!(read(&file("</unit>")).is_err());
    }
}
