//! [`Flaw`]: something that is wrong with a file: where, what, and what to do.

use std::borrow::Cow;
use std::ops::Range;

/// Something that is wrong with a file, or with what the files of its locale say together.
///
/// A catalog that has one is not built, and `check` calls it an error.
#[derive(Clone, Debug)]
pub(crate) struct Flaw {
    /// Where it is, in bytes of the file's text.
    pub(crate) range: Range<usize>,
    /// By what `check` finds its rule.
    pub(crate) kind: FlawKind,
    /// What is wrong.
    pub(crate) message: Cow<'static, str>,
    /// What to do; empty if the message says it.
    pub(crate) help: Cow<'static, str>,
}

/// What is wrong, as far as it has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FlawKind {
    BadId,
    BidiControl,
    CarriageReturn,
    ControlCharacter,
    Cycle,
    DuplicateAttribute,
    DuplicateId,
    EmptyMessage,
    ExpansionLimit,
    FractionDigits,
    FullWidthPlaceable,
    FunctionArgument,
    InvalidUtf8,
    LiteralDigits,
    MergeConflict,
    MissingDefault,
    NestingLimit,
    OptionValue,
    PositionalArgument,
    SyntaxError,
    TabIndent,
    TextOutsideMessage,
    UnicodeEscape,
    UnknownAttribute,
    UnknownFunction,
    UnknownMessage,
    UnknownOption,
    UnknownTerm,
}

#[cfg(all(test, feature = "cli"))]
impl FlawKind {
    pub(crate) const ALL: [FlawKind; 28] = [
        FlawKind::BadId,
        FlawKind::BidiControl,
        FlawKind::CarriageReturn,
        FlawKind::ControlCharacter,
        FlawKind::Cycle,
        FlawKind::DuplicateAttribute,
        FlawKind::DuplicateId,
        FlawKind::EmptyMessage,
        FlawKind::ExpansionLimit,
        FlawKind::FractionDigits,
        FlawKind::FullWidthPlaceable,
        FlawKind::FunctionArgument,
        FlawKind::InvalidUtf8,
        FlawKind::LiteralDigits,
        FlawKind::MergeConflict,
        FlawKind::MissingDefault,
        FlawKind::NestingLimit,
        FlawKind::OptionValue,
        FlawKind::PositionalArgument,
        FlawKind::SyntaxError,
        FlawKind::TabIndent,
        FlawKind::TextOutsideMessage,
        FlawKind::UnicodeEscape,
        FlawKind::UnknownAttribute,
        FlawKind::UnknownFunction,
        FlawKind::UnknownMessage,
        FlawKind::UnknownOption,
        FlawKind::UnknownTerm,
    ];
}

impl Flaw {
    pub(crate) fn new(
        range: Range<usize>,
        kind: FlawKind,
        message: impl Into<Cow<'static, str>>,
        help: impl Into<Cow<'static, str>>,
    ) -> Flaw {
        Flaw { range, kind, message: message.into(), help: help.into() }
    }

    /// What is wrong and what to do, in one text.
    pub(crate) fn text(&self) -> Cow<'static, str> {
        match &*self.help {
            "" => self.message.clone(),
            help => Cow::Owned(format!("{}: {help}", self.message)),
        }
    }
}
