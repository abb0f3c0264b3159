//! What a project, a file or a message allows, and the allowances that allow nothing.
//!
//! `### codeword: allow(rule, rule) why` stands for its file, `# codeword: allow(rule) why` for the
//! message below it, and `allow = ["rule"]` under `[check]` in `codeword.toml` for the project.

use memchr::memmem;
use rustc_hash::FxHashMap;

use super::context::CheckedProject;
use super::entry::CheckedFile;
use super::reporter::{FileNumber, Found, Place, Reporter};
use super::rule::Check;
use super::rules::{of_kind, rule, rules};
use crate::fluent::definition::Comment;
use crate::fluent::document::{Entry, Level};
use crate::fluent::remark::{DIRECTIVE, Directive};

/// Every allowance of a project.
#[derive(Default)]
pub(super) struct Allowances {
    allowances: Vec<Allowance>,
    /// The numbers of the allowances by what they allow. Where two allow the same, the first one does.
    numbers: FxHashMap<(String, Scope), usize>,
    /// Directives that say nothing that is understood: where, and what is wrong.
    misread: Vec<(Place, &'static str)>,
}

struct Allowance {
    rule: String,
    place: Place,
    is_used: bool,
}

/// How far an allowance reaches.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Scope {
    Project,
    File(FileNumber),
    /// A message, by its number among the entries of its file.
    Message(FileNumber, usize),
}

impl Allowances {
    /// Reads the settings and the comments of every file.
    pub(super) fn read(checked: &CheckedProject<'_>) -> Allowances {
        let mut found = Allowances::default();
        if let Some((path, allowed)) = &checked.project.settings.allowed {
            for allowed in allowed {
                let path = path.display().to_string();
                let place = Place::Path { path, locale: None, position: allowed.position };
                found.add(&allowed.rule, place, Scope::Project);
            }
        }
        checked.files().for_each(|file| found.read_file(file));
        found
    }

    fn read_file(&mut self, file: &CheckedFile<'_>) {
        let document = file.document;
        let mut last = None;
        for at in memmem::find_iter(file.text().as_bytes(), DIRECTIVE) {
            let Some(number) = document.entry_at(at) else { continue };
            if last.replace(number) == Some(number) {
                continue;
            }
            match &document.entries[number] {
                Entry::Definition(definition) => {
                    let Some(comment) = definition.comment() else { continue };
                    self.read_comment(file, comment, Some(Scope::Message(file.number, number)));
                }
                Entry::Comment(Level::Resource, comment) => {
                    self.read_comment(file, *comment, Some(Scope::File(file.number)));
                }
                Entry::Comment(_, comment) => self.read_comment(file, *comment, None),
                Entry::Junk(_) => {}
            }
        }
    }

    fn read_comment(&mut self, file: &CheckedFile<'_>, comment: Comment<'_>, scope: Option<Scope>) {
        for line in comment.lines() {
            let Some(directive) = Directive::of_line(line) else { continue };
            let Some(scope) = scope else {
                self.misread.push((file.at(line), "this stands above no message"));
                continue;
            };
            if directive == Directive::Unknown {
                self.misread.push((file.at(line), "this is not understood"));
            }
            for name in directive.rules() {
                self.add(name, file.at(name), scope);
            }
        }
    }

    fn add(&mut self, rule: &str, place: Place, scope: Scope) {
        self.numbers.entry((rule.to_owned(), scope)).or_insert(self.allowances.len());
        self.allowances.push(Allowance { rule: rule.to_owned(), place, is_used: false });
    }

    /// Takes out what is allowed, and adds what is wrong with the allowances themselves.
    pub(super) fn filter(mut self, checked: &CheckedProject<'_>, found: &mut Vec<Found>) {
        if !self.allowances.is_empty() {
            found.retain(|found| !self.allow(checked, found));
        }
        let of_allowances = of_kind(|check| matches!(check, Check::Allowances).then_some(()));
        let Some((number, ())) = of_allowances.first() else { return };
        let mut reporter = Reporter::new(*number, found);
        for (place, message) in self.misread {
            let help = "write `# codeword: allow(rule)` directly above a message, or \
                        `### codeword: allow(rule)` for the whole file";
            reporter.add(place, message, help);
        }
        for allowance in self.allowances.into_iter().filter(|allowance| !allowance.is_used) {
            let (name, place) = (allowance.rule, allowance.place);
            match rule(&name) {
                Some(_) => reporter.add(place, format!("`{name}` finds nothing here"), "remove it"),
                None => reporter.add(place, format!("there is no rule `{name}`"), nearest(&name)),
            };
        }
    }

    /// Whether any allowance covers a finding; all that do are used.
    fn allow(&mut self, checked: &CheckedProject<'_>, found: &Found) -> bool {
        let mut scopes = vec![Scope::Project];
        if let Place::File(file, range) = &found.place {
            scopes.push(Scope::File(*file));
            let entry = checked.file(*file).document.entry_at(range.start);
            scopes.extend(entry.map(|entry| Scope::Message(*file, entry)));
        }
        let mut is_allowed = false;
        for scope in scopes {
            if let Some(number) = self.numbers.get(&(rules()[found.rule].name().to_owned(), scope))
            {
                self.allowances[*number].is_used = true;
                is_allowed = true;
            }
        }
        is_allowed
    }
}

/// What may have been meant.
fn nearest(name: &str) -> String {
    let shared = |rule: &str| {
        let words: Vec<&str> = rule.split('-').collect();
        name.split(['-', '_', ' ']).filter(|word| words.contains(word)).count()
    };
    let best = rules().iter().map(|rule| rule.name()).max_by_key(|rule| shared(rule));
    match best.filter(|rule| shared(rule) > 0) {
        Some(rule) => format!("is `{rule}` meant? `codeword check --rules` names them all"),
        None => "`codeword check --rules` names them all".to_owned(),
    }
}
