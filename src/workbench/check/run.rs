//! [`check`]: every rule is asked about every file.

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
use crate::workbench::Project;

/// Asks every rule about every file of a project.
///
/// The findings are in a fixed order: by file, then by place, then by rule.
pub fn check(project: &Project) -> Report<'_> {
    check_with_progress(project, &mut |_| {})
}

/// Like [`check`], and says after each step how far it has come, from 0 to 1.
pub fn check_with_progress<'p>(project: &'p Project, progress: &mut dyn FnMut(f64)) -> Report<'p> {
    let steps = 2 * project.locales.len() + 1;
    let mut done = 0;
    let mut step = || {
        done += 1;
        progress(done as f64 / steps as f64);
    };
    let tags = project.locales.keys().enumerate();
    let languages: Vec<Language> =
        tags.map(|(number, tag)| Language::new(number, tag, &project.source)).collect();
    let parse = |language| CheckedLocale::parse(language, project);
    let definitions = for_each(&languages, parse, &mut step);
    let locales = languages.iter().zip(&definitions);
    let locales = locales.map(|(language, found)| CheckedLocale::new(language, found, project));
    let checked = CheckedProject { project, locales: &locales.collect::<Vec<_>>() };

    let found = for_each(checked.locales, |locale| check_locale(locale, &checked), &mut step);
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
        let place = Place::File(locale.files[file].number, flaw.range);
        Reporter::new(of_flaw(flaw.kind), &mut found).add(place, flaw.message, flaw.help);
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
    let source = checked.source().filter(|source| !std::ptr::eq(*source, locale));
    if let Some(source) = source {
        compare(&Comparison::new(source, locale, checked.project), &mut found);
    }
    found
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
    for entry in file.entries() {
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
    for pair in &comparison.pairs {
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
