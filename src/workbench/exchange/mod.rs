//! Texts in and out of other formats.
//!
//! | format | file | what it is |
//! | --- | --- | --- |
//! | `markdown` | `.md` | a table of code and text, as documentation has it |
//! | `go-i18n` | `.toml` | `400142 = "…"` |
//! | `csv` | `.csv` | a spreadsheet with the source beside each text |
//! | `json` | `.json` | one object, `{"400142": "…"}` |
//! | `properties` | `.properties` | Java and Spring |
//! | `po` | `.po` | gettext, with the code as `msgctxt` |
//! | `yaml` | `.yaml` | one mapping, `400142: "…"` |
//! | `xliff`, `xliff-2` | `.xlf`, `.xliff` | translation tools, XLIFF 1.2 and 2.0 |
//!
//! In every format a text is named by its code, `400142` or `card_declined`, and an attribute by the code and its
//! own name, `400142.title`. A name may have a full stop itself, so its attributes are named by the message,
//! `code-card_declined.title`. Texts are plain: a brace is a brace, and Fluent's escapes are put in and taken out.
//! A variable is what the other format has for it ([`Placeholders`]): `{ $arg0 }` is `{0}` to Java. What
//! cannot be said like that, a message with a selector, travels as Fluent source under the name
//! `400142:fluent`, so that a program that knows nothing of Fluent does not show it to anybody; and so
//! does a text with signs that a reader would take for a placeholder.
//!
//! An import changes the texts that differ, and no other byte; importing a file a second time, or one
//! that was just exported, changes nothing. Empty texts are passed over. Line ends within a text are
//! `\n`, whatever the file has. What the formats cannot carry stays where it is: the order, the headings,
//! the comments and the layout of the Fluent files. What is passed over, and what is decided where a file
//! leaves a choice, is said: [`ExchangeFile::passed_over`], [`ExchangeFile::notes`], [`Import`].

mod columns;
mod csv;
mod export;
mod file;
mod format;
mod go_i18n;
mod header;
mod import;
mod json;
mod key;
mod markdown;
mod offsets;
#[cfg(feature = "preview")]
mod one;
mod options;
mod placeholder;
mod plan;
mod po;
mod properties;
mod replace;
mod rewritten;
mod sheet;
mod stale;
mod table;
mod tag;
mod text;
mod translation;
mod tree;
mod xliff;
mod yaml;

pub use export::{Export, export};
pub use file::ExchangeFile;
pub use format::Format;
pub use import::{Import, import, locales_of};
pub use options::{Column, ReadOptions, TableChoice};
pub use placeholder::Placeholders;
pub use stale::Stale;

pub(in crate::workbench) use columns::Line;
pub(in crate::workbench) use csv::lines as csv_lines;
pub(in crate::workbench) use header::names_code;
pub(crate) use import::to_fluent;
pub(in crate::workbench) use markdown::grids as markdown_grids;
pub(in crate::workbench) use offsets::Offsets;
#[cfg(feature = "preview")]
pub(in crate::workbench) use one::{change_one, one_text};
pub(in crate::workbench) use rewritten::Cells;
