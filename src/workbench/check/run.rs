//! [`check`]: every rule is asked about every file.

#[cfg(feature = "lsp")]
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::allow::Allowances;
use super::context::{CheckedLocale, CheckedProject, Comparison};
use super::entry::{CheckedFile, CheckedPattern};
use super::finding::Report;
use super::language::Language;
use super::reporter::{Found, Place, Reporter};
use super::rule::Check;
use super::rules::{of_flaw, of_kind};
use crate::fluent::Judgement;
use crate::fluent::characters::is_indented_entry;
use crate::fluent::flaw::{Flaw, FlawKind};
use crate::workbench::Project;
use crate::workbench::edit::Edit;

/// Asks every rule about every file of a project.
///
/// The findings are in a fixed order: by file, then by place, then by rule.
pub fn check(project: &Project) -> Report<'_> {
    check_with_progress(project, &mut |_| {})
}

/// Like [`check`], and says after each step how far it has come, from 0 to 1.
pub fn check_with_progress<'p>(project: &'p Project, progress: &mut dyn FnMut(f64)) -> Report<'p> {
    let tags: Vec<&String> = project.locales.keys().chain(&project.absent).collect();
    check_tags(project, &tags, &|_| true, progress)
}

/// Like [`check`], of some locales alone: what it finds in their files is all that [`check`] finds there. Of the
/// others, no more is read than what these are compared with.
#[cfg(feature = "lsp")]
pub(crate) fn check_locales<'p>(project: &'p Project, locales: &BTreeSet<String>) -> Report<'p> {
    let sources = locales.iter().filter_map(|tag| project.source_of(&tag.parse().ok()?));
    let sources = sources.chain([project.source_locale()]).map(ToString::to_string);
    let needed: BTreeSet<String> = sources.chain(locales.iter().cloned()).collect();
    let tags = project.locales.keys().chain(&project.absent);
    let tags: Vec<&String> = tags.filter(|tag| needed.contains(*tag)).collect();
    check_tags(project, &tags, &|tag| locales.contains(tag), &mut |_| {})
}

/// Reads the locales of these tags, and checks the wanted ones.
fn check_tags<'p>(
    project: &'p Project,
    tags: &[&String],
    is_wanted: &(dyn Fn(&str) -> bool + Sync),
    progress: &mut dyn FnMut(f64),
) -> Report<'p> {
    let steps = 2 * tags.len() + 1;
    let mut done = 0;
    let mut step = || {
        done += 1;
        progress(done as f64 / steps as f64);
    };
    let tags = tags.iter().copied().enumerate();
    let languages: Vec<Language> =
        tags.map(|(number, tag)| Language::new(number, tag, project.source_locale())).collect();
    let parse = |language| CheckedLocale::parse(language, project);
    let definitions = for_each(&languages, parse, &mut step);
    let locales = languages.iter().map(|language| {
        let source = project.source_of(language.tag()).map(ToString::to_string);
        let source = languages.iter().position(|language| Some(&language.name) == source.as_ref());
        CheckedLocale::new(language, &definitions, source, project)
    });
    let checked = CheckedProject { project, locales: &locales.collect::<Vec<_>>() };

    let check = |locale: &CheckedLocale<'_>| match is_wanted(&locale.language.name) {
        true => check_locale(locale, &checked),
        false => Vec::new(),
    };
    let found = for_each(checked.locales, check, &mut step);
    let mut found: Vec<Found> = found.into_iter().flatten().collect();
    for (rule, check) in of_kind(|check| match check {
        Check::Project(check) => Some(check),
        _ => None,
    }) {
        check(&checked, &mut Reporter::new(rule, &mut found));
    }
    Allowances::read(&checked).filter(&checked, &mut found);
    let report = Report::new(found, &checked, project);
    step();
    report
}

fn check_locale(locale: &CheckedLocale<'_>, checked: &CheckedProject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let judgement = Judgement::of(locale.definitions, &locale.language.name);
    for (file, flaw) in judgement.flaws {
        let file = &locale.files[file];
        let edit = edit_of(file.text(), &flaw);
        let place = Place::File(file.number, flaw.range);
        let mut reporter = Reporter::new(of_flaw(flaw.kind), &mut found);
        reporter.add(place, flaw.message, flaw.help).edit = edit;
    }
    for (rule, check) in of_kind(|check| match check {
        Check::Locale(check) => Some(check),
        _ => None,
    }) {
        check(locale, &mut Reporter::new(rule, &mut found));
    }
    for file in &locale.files {
        check_file(file, &mut found);
    }
    // Beside a source that cannot be read, everything would be wrong.
    let source = checked.source_of(locale);
    if let Some(source) = source.filter(|source| source.files.iter().all(CheckedFile::is_read)) {
        compare(&Comparison::new(source, locale, checked.project), &mut found);
    }
    // The same goes for such a file: that it is in another encoding is all there is to say.
    let of_encoding = of_flaw(FlawKind::InvalidUtf8);
    found.retain(|found| match &found.place {
        Place::File(file, _) => found.rule == of_encoding || checked.file(*file).is_read(),
        Place::Registry(_) | Place::Path { .. } => true,
    });
    found
}

/// What a tab at the start of a line becomes.
const INDENT: &str = "    ";

/// What mends a flaw: the tabs that a line is indented with become spaces, unless a message may begin there.
fn edit_of(text: &str, flaw: &Flaw) -> Option<Edit> {
    let start = text[..flaw.range.start].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let rest = line.trim_start_matches([' ', '\t']);
    let blanks = &line[..line.len() - rest.len()];
    let is_indent = flaw.kind == FlawKind::TabIndent && flaw.range.start < start + blanks.len();
    (is_indent && !rest.is_empty() && !is_indented_entry(rest))
        .then(|| Edit::replace(start..start + blanks.len(), blanks.replace('\t', INDENT)))
}

/// The rules that look at a file as a whole, and one pass over what stands in it for all the rules that
/// look at it piece by piece.
fn check_file(file: &CheckedFile<'_>, found: &mut Vec<Found>) {
    for (rule, check) in of_kind(|check| match check {
        Check::File(check) => Some(check),
        _ => None,
    }) {
        check(file, &mut Reporter::new(rule, found));
    }
    let entry_rules = of_kind(|check| match check {
        Check::Entry(check) => Some(check),
        _ => None,
    });
    let pattern_rules = of_kind(|check| match check {
        Check::Pattern(check) => Some(check),
        _ => None,
    });
    // What waits for its translation is not looked at before.
    for entry in file.entries().filter(|entry| !entry.waits()) {
        if !entry.definition.is_plain() {
            for (rule, check) in &entry_rules {
                check(entry, &mut Reporter::new(*rule, found));
            }
        }
        entry.each_pattern(&mut |pattern: &CheckedPattern<'_>| {
            for (rule, check) in &pattern_rules {
                check(pattern, &mut Reporter::new(*rule, found));
            }
        });
    }
}

fn compare(comparison: &Comparison<'_>, found: &mut Vec<Found>) {
    for (rule, check) in of_kind(|check| match check {
        Check::Comparison(check) => Some(check),
        _ => None,
    }) {
        check(comparison, &mut Reporter::new(rule, found));
    }
    let pair_rules = of_kind(|check| match check {
        Check::Pair(check) => Some(check),
        _ => None,
    });
    for pair in comparison.pairs.iter().filter(|pair| !pair.waits) {
        for (rule, check) in &pair_rules {
            check(pair, &mut Reporter::new(*rule, found));
        }
    }
}

/// Calls `work` for every item, on all processors, and gives back what it makes in the order of the items. `step` is
/// called on this thread whenever one is done.
fn for_each<'i, T: Sync, R: Send>(
    items: &'i [T],
    work: impl Fn(&'i T) -> R + Sync,
    mut step: impl FnMut(),
) -> Vec<R> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let mut done: Vec<(usize, R)> = Vec::with_capacity(items.len());
    thread::scope(|scope| {
        for _ in 0..processors.min(items.len()) {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(number) else { break };
                    // It is received until the last sender is gone.
                    let _ = sender.send((number, work(item)));
                }
            });
        }
        drop(sender);
        for result in receiver {
            done.push(result);
            step();
        }
    });
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_items() {
        let items: Vec<u32> = (0..100).collect();
        let mut steps = 0;
        let squares = for_each(&items, |item| item * item, || steps += 1);
        assert_eq!(squares, items.iter().map(|item| item * item).collect::<Vec<_>>());
        assert_eq!(steps, 100);
        assert!(for_each(&[0; 0], |item| *item, || {}).is_empty());
    }
}
