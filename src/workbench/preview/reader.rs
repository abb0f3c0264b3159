//! [`Reader`]: one message as its reader gets it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

use super::overview::Tongue;
use super::variables::{self, Variable};
use crate::args::{Kind, Number};
use crate::registry::ArgumentKind;
use crate::workbench::edit::block::ParsedLocale;
use crate::workbench::project::Project;
use crate::workbench::pseudo::Pseudolocale;
use crate::{Args, Catalog, Code, CodeBuf, Date, DateTime, Message, Source, Time, Value};

/// What is asked about a message.
#[derive(Deserialize)]
pub(crate) struct Question {
    pub(crate) code: CodeBuf,
    /// The locale that is worked on, whose plural categories have examples.
    #[serde(default)]
    locale: String,
    /// What the reader's browser sends as Accept-Language.
    #[serde(default)]
    pub(crate) header: String,
    #[serde(default)]
    args: BTreeMap<String, Argument>,
    /// The body of the answer before it is localized; one of the policy's shape if there is none.
    pub(crate) body: Option<String>,
}

/// The value of a variable, as it was typed.
#[derive(Deserialize)]
struct Argument {
    kind: String,
    value: String,
}

impl Question {
    /// The values that can be read; the names of the others.
    pub(crate) fn args(&self) -> (Args<'_>, Vec<&str>) {
        let (mut args, mut unread) = (Args::new(), Vec::new());
        for (name, argument) in &self.args {
            match argument.read() {
                Some(value) => args.set(name.as_str(), value),
                None if argument.value.is_empty() => {}
                None => unread.push(name.as_str()),
            }
        }
        (args, unread)
    }
}

impl Argument {
    fn read(&self) -> Option<Value<'_>> {
        match &*self.kind {
            "number" => Number::parse(self.value.trim()).map(|number| Value(Kind::Number(number))),
            "date" => {
                let text = self.value.trim();
                let date_time = text.parse::<DateTime>().map(Value::from);
                let date = || text.parse::<Date>().map(Value::from);
                let time = || text.parse::<Time>().map(Value::from);
                date_time.or_else(|_| date()).or_else(|_| time()).ok()
            }
            _ => Some(Value::from(self.value.as_str())),
        }
    }
}

/// The catalogs that are asked: that of the files, and that of the pseudo-locales made from them.
pub(crate) struct Catalogs {
    pub(crate) files: Catalog,
    pseudo: Catalog,
}

impl Catalogs {
    /// The pseudo-locales are made from English if the project has it, else from the source.
    pub(crate) fn new(files: Catalog, project: &Project) -> Catalogs {
        let locales = project.locales.keys().filter_map(|tag| tag.parse().ok());
        let english = locales.into_iter().find(|it: &LanguageIdentifier| it.language == "en");
        let from = english.unwrap_or_else(|| project.source_locale().clone());
        let pseudo = [Pseudolocale::Accented, Pseudolocale::Bidi].into_iter();
        // The locale is one of the project's.
        let made = pseudo.filter_map(|pseudo| pseudo.files(project, &from).ok()).flatten();
        let made: Vec<(String, String)> = made.collect();
        let pseudo = Catalog::builder().source(Source::files(made)).build_lenient().0;
        Catalogs { files, pseudo }
    }
}

/// A message as its reader gets it.
#[derive(Serialize)]
pub(crate) struct Reader {
    negotiation: Negotiated,
    /// What the message can be filled in with.
    variables: Vec<Variable>,
    /// The names of the arguments that are not what they should be.
    unread: Vec<String>,
    /// The text of the locale that answers first, then those of the others.
    texts: Vec<Reading>,
    pseudo: Vec<Reading>,
}

/// Which locale answers, and why.
#[derive(Serialize)]
struct Negotiated {
    /// The best locale for the header.
    locale: String,
    /// The range of the header for which it was found; none if it is the default.
    matched: Option<String>,
    distance: Option<u8>,
    /// The locale whose text is given, which is another where the best one lacks the code.
    answers: Option<String>,
    /// The order in which locales are tried.
    chain: Vec<String>,
}

/// A text in one locale.
#[derive(Serialize)]
struct Reading {
    #[serde(flatten)]
    tongue: Tongue,
    text: String,
    /// Whether everything in it could be filled in.
    complete: bool,
    attributes: Vec<(String, String)>,
}

impl Reader {
    pub(crate) fn of(question: &Question, project: &Project, catalogs: &Catalogs) -> Reader {
        let (args, unread) = question.args();
        let catalog = &catalogs.files;
        let code = question.code.as_code();
        let negotiation = catalog.negotiate(&*question.header);
        let negotiator = catalog.negotiator();
        let tag = |locale| negotiator.language(locale).map(ToString::to_string);
        let answer = catalog.format(code, &*question.header, &args);
        let negotiation = Negotiated {
            locale: catalog.language(negotiation.locale()).to_string(),
            matched: negotiation.matched().map(str::to_owned),
            distance: negotiation.distance(),
            answers: answer.map(|message| message.locale().to_string()),
            chain: negotiator.chain(&question.header).filter_map(tag).collect(),
        };
        let (variables, attributes) = said(question, project, catalog);
        let texts = |catalog: &Catalog| -> Vec<Reading> {
            let message = |locale| own(catalog, code, locale, &args);
            let messages = catalog.locales().iter().filter_map(message);
            messages.map(|message| Reading::of(&message, &attributes)).collect()
        };
        let mut all = texts(catalog);
        all.sort_by_key(|reading| Some(&reading.tongue.tag) != negotiation.answers.as_ref());
        Reader {
            negotiation,
            variables,
            unread: unread.into_iter().map(str::to_owned).collect(),
            texts: all,
            pseudo: texts(&catalogs.pseudo),
        }
    }
}

impl Reading {
    fn of(message: &Message<'_>, attributes: &[String]) -> Reading {
        let attribute =
            |name: &String| message.attribute(name).map(|text| (name.clone(), text.into_owned()));
        Reading {
            tongue: Tongue::of(message.locale()),
            text: message.text().to_owned(),
            complete: message.is_complete(),
            attributes: attributes.iter().filter_map(attribute).collect(),
        }
    }
}

/// The message of a locale itself, and not that of another in its place.
fn own<'m>(
    catalog: &'m Catalog,
    code: Code<'_>,
    locale: &LanguageIdentifier,
    args: &'m Args<'m>,
) -> Option<Message<'m>> {
    catalog.format(code, locale, args).filter(|message| message.locale() == locale)
}

/// The variables and the attributes that a message has in any locale.
fn said(question: &Question, project: &Project, catalog: &Catalog) -> (Vec<Variable>, Vec<String>) {
    let id = question.code.as_code().message_id();
    let (mut found, mut attributes) = (Vec::new(), Vec::<String>::new());
    let counting = question.locale.parse::<LanguageIdentifier>().ok();
    for tag in project.locales.keys() {
        let Ok(locale) = tag.parse::<LanguageIdentifier>() else { continue };
        let counting = counting.as_ref().unwrap_or(&locale);
        let parsed = ParsedLocale::new(project.files(&locale), &mut Vec::new());
        let Some(block) = parsed.blocks().find(|block| block.definition.id == id) else { continue };
        variables::add(block.definition, counting, &mut found);
        for attribute in block.definition.attributes() {
            if !attributes.iter().any(|known| known == attribute.id.name) {
                attributes.push(attribute.id.name.to_owned());
            }
        }
    }
    let registered = catalog.registry().get(&question.code);
    for (name, kind) in registered.into_iter().flat_map(|entry| entry.arguments()) {
        match found.iter_mut().find(|variable| variable.name == name) {
            Some(variable) if kind != ArgumentKind::String => variable.kind = kind.name(),
            _ => {}
        }
    }
    found.iter_mut().for_each(Variable::fill);
    (found, attributes)
}
