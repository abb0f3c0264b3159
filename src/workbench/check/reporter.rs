//! [`Reporter`]: what a rule reports its findings to. Places are offsets, and become lines and columns at the
//! end.

use std::borrow::Cow;
use std::ops::Range;

use crate::comparison::Gap;
use crate::error::Position;
use crate::workbench::edit::Edit;

/// Takes down what one rule finds.
pub(super) struct Reporter<'f> {
    /// The number of the rule among all.
    rule: usize,
    found: &'f mut Vec<Found>,
}

/// What a rule found.
pub(super) struct Found {
    /// The number of the rule among all.
    pub(super) rule: usize,
    pub(super) place: Place,
    pub(super) message: Cow<'static, str>,
    pub(super) help: Cow<'static, str>,
    pub(super) edit: Option<Edit>,
}

/// Where something was found.
#[derive(Clone)]
pub(super) enum Place {
    /// In a file of a locale: its number, and the offsets.
    File(FileNumber, Range<usize>),
    /// In the registry, `codes.toml`: the offsets.
    Registry(Range<usize>),
    /// In another file, or in one that is not there.
    Path { path: String, locale: Option<String>, position: Position },
}

/// The number of a locale, and that of a file within it.
pub(super) type FileNumber = (usize, usize);

impl<'f> Reporter<'f> {
    /// A reporter for the rule of this number.
    pub(super) fn new(rule: usize, found: &'f mut Vec<Found>) -> Reporter<'f> {
        Reporter { rule, found }
    }

    /// Adds a finding: where, what is wrong, and what to do.
    pub(super) fn add(
        &mut self,
        place: Place,
        message: impl Into<Cow<'static, str>>,
        help: impl Into<Cow<'static, str>>,
    ) -> &mut Found {
        let (rule, message, help) = (self.rule, message.into(), help.into());
        self.found.push(Found { rule, place, message, help, edit: None });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Adds what a translation lacks beside its source; `place` is that of a slice of its file.
    pub(super) fn add_gaps<'t>(
        &mut self,
        place: impl Fn(&str) -> Place,
        gaps: impl IntoIterator<Item = Gap<'t>>,
    ) {
        for gap in gaps {
            self.add(place(gap.at), gap.message, gap.help);
        }
    }

    /// Adds a finding whose text was put together elsewhere: what is wrong, a colon, and what to do.
    pub(super) fn add_text(&mut self, place: Place, text: &str) {
        let (message, help) = text.split_once(": ").unwrap_or((text, ""));
        self.add(place, message.to_owned(), help.to_owned());
    }
}

impl Found {
    /// Says what mends it: what is to stand in a range of the file.
    pub(super) fn fix(&mut self, range: Range<usize>, replacement: impl Into<String>) {
        self.edit = Some(Edit::replace(range, replacement));
    }
}

impl Place {
    /// A file as a whole.
    pub(super) fn path(path: impl Into<String>, locale: Option<&str>) -> Place {
        let position = Position { line: 1, column: 1 };
        Place::Path { path: path.into(), locale: locale.map(str::to_owned), position }
    }
}
