//! [`Overview`]: every message of a locale beside its source.

use rustc_hash::FxHashMap;
use serde::Serialize;
use unic_langid::{CharacterDirection, LanguageIdentifier};

use super::entry::{Entry, Side, hash, title};
use crate::fluent::document::{self, Level};
use crate::workbench::check::{Finding, check};
use crate::workbench::edit::block::{Block, BlockIndex, ParsedLocale};
use crate::workbench::project::Project;
use crate::workbench::status::{LocaleStatus, MessageState, copies, status};
use crate::{Catalog, CodeBuf, Diagnostic};

/// Everything that the list of the page shows.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Overview {
    /// The number of the state of the files that it shows.
    generation: u64,
    folder: String,
    is_editable: bool,
    locale: Tongue,
    /// The locale that this one is translated from; none for the one from which all others come.
    source: Option<Tongue>,
    locales: Vec<LocaleStatus>,
    /// The headings of the source's files, in their order.
    groups: Vec<String>,
    entries: Vec<Entry>,
    findings: Vec<Found>,
    /// Why the files are not shown as they are now, if they are not.
    refusal: Option<Refusal>,
    /// Why no body is localized, if none is.
    policy_mistakes: Vec<Told>,
}

/// A language as a page writes it.
#[derive(Clone, Serialize)]
pub(crate) struct Tongue {
    pub(super) tag: String,
    /// `ltr` or `rtl`, as in HTML's attribute `dir`.
    direction: &'static str,
}

impl Tongue {
    pub(super) fn of(language: &LanguageIdentifier) -> Tongue {
        let is_rtl = language.character_direction() == CharacterDirection::RTL;
        Tongue { tag: language.to_string(), direction: if is_rtl { "rtl" } else { "ltr" } }
    }
}

/// A finding of `check`.
#[derive(Serialize)]
pub(crate) struct Found {
    rule: &'static str,
    severity: &'static str,
    file: String,
    line: usize,
    column: usize,
    locale: Option<String>,
    id: Option<String>,
    message: String,
    help: String,
}

impl Found {
    pub(super) fn of(finding: &Finding) -> Found {
        Found {
            rule: finding.rule().name(),
            severity: finding.severity().name(),
            file: finding.file().to_owned(),
            line: finding.line(),
            column: finding.column(),
            locale: finding.locale().map(str::to_owned),
            id: about(finding).map(str::to_owned),
            message: finding.message().to_owned(),
            help: finding.help().to_owned(),
        }
    }
}

/// The message that a finding is about. One that is missing is in no file: the finding stands at its neighbour, and
/// its text begins with the name, in backquotes.
fn about(finding: &Finding) -> Option<&str> {
    match finding.rule().name() {
        "missing-message" => finding.message().split('`').nth(1),
        _ => finding.id(),
    }
}

/// A state of the files that was refused, and why.
#[derive(Clone, Serialize)]
pub(crate) struct Refusal {
    pub(crate) generation: u64,
    diagnostics: Vec<Told>,
}

#[derive(Clone, Serialize)]
struct Told {
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    text: String,
}

impl Refusal {
    pub(crate) fn new(generation: u64, diagnostics: &[Diagnostic]) -> Refusal {
        Refusal { generation, diagnostics: diagnostics.iter().map(Told::of).collect() }
    }
}

impl Told {
    fn of(diagnostic: &Diagnostic) -> Told {
        Told {
            file: diagnostic.file().to_owned(),
            line: diagnostic.line(),
            column: diagnostic.column(),
            text: diagnostic.text().to_owned(),
        }
    }
}

impl Overview {
    /// What there is to say of a locale, by default the first that is translated. The catalog is made of the
    /// same files.
    pub(crate) fn of(
        project: &Project,
        catalog: &Catalog,
        locale: Option<&LanguageIdentifier>,
        generation: u64,
    ) -> Overview {
        let known = locale.filter(|locale| !project.files(locale).is_empty()).cloned();
        let locale = known.or_else(|| project.translations().into_iter().next());
        let locale = locale.unwrap_or_else(|| project.source_locale().clone());
        let from = project.source_of(&locale);
        // What does not parse is a finding.
        let parse = |locale| ParsedLocale::new(project.files(locale), &mut Vec::new());
        let (source, target) = (from.map(parse).unwrap_or_default(), parse(&locale));
        let report = check(project);
        let tag = locale.to_string();
        let copies = copies(&report, &tag);
        let findings: Vec<Found> = report.findings().iter().map(Found::of).collect();
        let mut by_id: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (number, found) in findings.iter().enumerate() {
            let is_here = found.locale.as_deref().is_none_or(|locale| locale == tag);
            if let Some(id) = found.id.as_deref().filter(|_| is_here) {
                by_id.entry(id).or_default().push(number);
            }
        }
        let (sources, targets) = (source.index(), target.index());
        let mut entries = Vec::new();
        let mut groups = Vec::new();
        let listed = if from.is_some() { &source } else { &target };
        let entry = |id: &str, group| {
            let (source, target) = (sources.get(id), targets.get(id));
            let state = match (source, from) {
                (Some(source), Some(_)) => {
                    Some(MessageState::of(source, target, copies.contains(id)))
                }
                _ => None,
            };
            let code = CodeBuf::from_message_id(id);
            let registered = code.as_ref().and_then(|code| catalog.registry().get(code));
            Entry {
                id: id.to_owned(),
                name: registered.and_then(|entry| entry.name()).map(str::to_owned),
                http_status: match registered {
                    Some(entry) => entry.http_status(),
                    None => code.as_ref().and_then(|code| code.as_code().http_status()),
                },
                code: code.map(|code| code.to_string()),
                group,
                state,
                source: source.map(Side::of),
                target: target.map(Side::of),
                findings: by_id.get(id).cloned().unwrap_or_default(),
                hash: hash(source, target),
            }
        };
        each_with_group(listed, &mut groups, &mut |id, group| entries.push(entry(id, group)));
        let is_strange =
            |block: &Block<'_, '_>| from.is_some() && !sources.has(block.definition.id);
        let strangers = target.blocks().filter(|block| targets.counts(block) && is_strange(block));
        entries.extend(strangers.map(|block| entry(block.definition.id, None)));
        let folder = project.folder.display().to_string();
        Overview {
            generation,
            folder,
            is_editable: false,
            locale: Tongue::of(&locale),
            source: from.map(Tongue::of),
            locales: status(project, &report),
            groups,
            entries,
            findings,
            refusal: None,
            policy_mistakes: Vec::new(),
        }
    }

    /// The same, where texts may be changed.
    pub(crate) fn editable(self, is_editable: bool) -> Overview {
        Overview { is_editable, ..self }
    }

    /// The same, with what is wrong with the policy that says which texts of a body are replaced.
    pub(crate) fn without_bodies(self, mistakes: &[Diagnostic]) -> Overview {
        Overview { policy_mistakes: mistakes.iter().map(Told::of).collect(), ..self }
    }

    /// The same, with why the newest state of the files is not shown.
    pub(crate) fn refused(self, refusal: Option<Refusal>) -> Overview {
        Overview { refusal, ..self }
    }
}

/// Calls `found` for each message that counts, with the number of its group.
fn each_with_group(
    locale: &ParsedLocale<'_>,
    groups: &mut Vec<String>,
    found: &mut dyn FnMut(&str, Option<usize>),
) {
    let index: BlockIndex<'_, '_> = locale.index();
    for (_, document) in &locale.files {
        let mut group = None;
        let mut blocks = crate::workbench::edit::block::blocks(document);
        for entry in &document.entries {
            match entry {
                document::Entry::Comment(Level::Group, comment) => {
                    let title = title(*comment);
                    group = (!title.is_empty()).then_some(groups.len());
                    groups.extend(group.map(|_| title));
                }
                document::Entry::Definition(definition) => {
                    if blocks.next().is_some_and(|block| index.counts(&block)) {
                        found(definition.id, group);
                    }
                }
                document::Entry::Comment(..) | document::Entry::Junk(_) => {}
            }
        }
    }
}
