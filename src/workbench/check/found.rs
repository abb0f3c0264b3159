//! [`Findings`]: what is found while rules run. Places are offsets, and become lines and columns at the end.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::context::{Catalog, File, FileNumber};
use super::finding::{Finding, Origin, Report};
use super::rules::{self, Rule};
use crate::error::Position;
use crate::workbench::Project;
use crate::workbench::edit::Edit;

/// Everything that was found so far.
#[derive(Default)]
pub(super) struct Findings {
    rule: Option<&'static Rule>,
    pub(super) found: Vec<Found>,
}

pub(super) struct Found {
    pub(super) rule: &'static Rule,
    pub(super) place: Place,
    message: Cow<'static, str>,
    help: Cow<'static, str>,
    edit: Option<Edit>,
}

/// Where something was found.
#[derive(Clone)]
pub(super) enum Place {
    /// In a file of a locale: its number, and the offsets.
    File(FileNumber, Range<usize>),
    /// In another file, or in one that is not there.
    Path { path: String, locale: Option<String>, position: Position },
}

impl Place {
    /// A file as a whole.
    pub(super) fn path(path: impl Into<String>, locale: Option<&str>) -> Place {
        let position = Position { line: 1, column: 1 };
        Place::Path { path: path.into(), locale: locale.map(str::to_owned), position }
    }
}

impl Findings {
    /// From here on, what is found is found by this rule.
    pub(super) fn of(&mut self, rule: &'static Rule) -> &mut Findings {
        self.rule = Some(rule);
        self
    }

    /// Adds what was found elsewhere.
    pub(super) fn extend(&mut self, others: Findings) {
        self.found.extend(others.found);
    }

    /// Adds a finding: where, what is wrong, and what to do.
    pub(super) fn add(
        &mut self,
        place: Place,
        message: impl Into<Cow<'static, str>>,
        help: impl Into<Cow<'static, str>>,
    ) -> &mut Found {
        // `of` is called before every rule; without one there is nobody to find anything.
        let rule = self.rule.unwrap_or(&rules::rules()[0]);
        let found = Found { rule, place, message: message.into(), help: help.into(), edit: None };
        self.found.push(found);
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// What was found, with lines, columns and identifiers.
    pub(super) fn report<'p>(mut self, catalog: &Catalog<'_>, project: &'p Project) -> Report<'p> {
        let origin = |file: &File<'_>| {
            let locale = Some(file.language.name.clone());
            Arc::new(Origin { path: file.source.path.clone(), locale })
        };
        let origins =
            catalog.locales.iter().map(|locale| locale.files.iter().map(origin).collect());
        let origins: Vec<Vec<Arc<Origin>>> = origins.collect();
        // From one place to the next in a file.
        self.found.sort_by_key(|found| match &found.place {
            Place::File(file, range) => Some((*file, range.start)),
            Place::Path { .. } => None,
        });
        let mut last = None;
        let finish = |found: Found| found.finish(catalog, &origins, &mut last);
        let mut findings: Vec<Finding> = self.found.into_iter().map(finish).collect();
        // Stable: what one rule finds at one place stays in the order in which it found it.
        findings.sort_by(|a, b| {
            let place = |finding: &Finding| (finding.start, finding.range.start);
            (a.file().cmp(b.file()))
                .then_with(|| place(a).cmp(&place(b)))
                .then_with(|| a.rule.name.cmp(b.rule.name))
        });
        let sources = project.locales.values().flatten();
        let texts = sources.map(|file| (file.path.as_str(), file.text.as_str())).collect();
        Report { findings, texts }
    }
}

impl Found {
    /// Says what mends it.
    pub(super) fn fix(&mut self, range: Range<usize>, replacement: impl Into<String>) {
        self.edit = Some(Edit::replace(range, replacement));
    }

    /// `last` is the place of the finding before this one.
    fn finish(
        self,
        catalog: &Catalog<'_>,
        origins: &[Vec<Arc<Origin>>],
        last: &mut Option<(FileNumber, usize, Position)>,
    ) -> Finding {
        let Found { rule, place, message, help, edit } = self;
        let (origin, id, start, end, range) = match place {
            Place::File(file, range) => {
                let document = &catalog.file(file).document;
                let id = document.id_at(range.start).map(Box::from);
                let start = match *last {
                    Some((number, offset, position)) if number == file => {
                        document.position_behind((offset, position), range.start)
                    }
                    _ => document.position(range.start),
                };
                let end = document.position_behind((range.start, start), range.end);
                *last = Some((file, range.start, start));
                (Arc::clone(&origins[file.0][file.1]), id, start, end, range)
            }
            Place::Path { path, locale, position } => {
                (Arc::new(Origin { path, locale }), None, position, position, 0..0)
            }
        };
        Finding { rule, origin, id, start, end, range, message, help, edit }
    }
}
