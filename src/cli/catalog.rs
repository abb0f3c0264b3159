//! Which catalog a command reads: the one that is named, that of the project around it, or the one that is
//! shipped.

use std::path::{Path, PathBuf};

use codeword::workbench::{Project, Surroundings};
use codeword::{Catalog, CatalogBuilder, LanguageIdentifier, Message};

use super::completion;
use super::output::{Result, note};
use super::surroundings::{builder, project_folder};

/// Which catalog answers.
#[derive(clap::Args)]
pub(super) struct CatalogArguments {
    /// Read the catalog that the command ships with, in a project too
    #[arg(long, conflicts_with = "catalog")]
    embedded: bool,
}

impl CatalogArguments {
    /// The catalog; if it is a project's, that is said.
    pub(super) fn catalog(&self, named: Option<PathBuf>) -> Result<Catalog> {
        let project = self.project(named.as_deref())?;
        build(named, project.as_ref())
    }

    /// The same for who asks more of it, before it is built.
    pub(super) fn builder(&self, named: Option<PathBuf>) -> Result<CatalogBuilder> {
        let Some(project) = self.project(named.as_deref())? else { return Ok(builder(named)) };
        // What is wrong in it says where it is.
        let _ = build(None, Some(&project));
        Ok(builder(Some(project.catalog().to_path_buf())))
    }

    /// The project around the command, unless another catalog is asked for.
    pub(super) fn project(&self, named: Option<&Path>) -> Result<Option<Surroundings>> {
        match named {
            None if !self.embedded => Ok(Surroundings::of(Path::new(""))?),
            _ => Ok(None),
        }
    }
}

/// The catalog of a project, or else the one that is named; if it is a project's, that is said.
pub(super) fn build(named: Option<PathBuf>, project: Option<&Surroundings>) -> Result<Catalog> {
    let folder = project.map(|project| project.catalog().to_path_buf()).or(named);
    let catalog = builder(folder).build()?;
    if let Some(project) = project.filter(|_| !is_embedded(&catalog)) {
        say(project);
    }
    Ok(catalog)
}

/// Says that a project's catalog answers.
pub(super) fn say(project: &Surroundings) {
    note(&format!("the catalog of this project answers: {}", project.catalog().display()));
}

/// Whether a catalog has the texts of the embedded one, as in the project that it was made from.
fn is_embedded(catalog: &Catalog) -> bool {
    let embedded = Catalog::embedded();
    let same_texts = |locale: &LanguageIdentifier| {
        let text = |catalog, code| Catalog::message(catalog, code, locale).map(Message::into_text);
        catalog.codes().all(|code| text(catalog, code) == text(&embedded, code))
    };
    catalog.codes().eq(embedded.codes())
        && catalog.locales() == embedded.locales()
        && catalog.locales().iter().all(same_texts)
}

/// The locale that is translated from.
#[derive(clap::Args)]
pub(super) struct SourceLocale {
    /// The locale that all others are translated from
    /// [default: as codeword.toml or l10n.toml says, then zh-CN]
    #[arg(long, value_name = "LOCALE", add = completion::project_locales())]
    source: Option<String>,
}

impl SourceLocale {
    /// The project in a folder, or the one around the command.
    pub(super) fn project(&self, named: Option<PathBuf>) -> Result<Project> {
        Ok(Project::open(project_folder(named)?, self.source.as_deref())?)
    }

    /// The preview of the catalog in a folder.
    #[cfg(feature = "preview")]
    pub(super) fn preview(&self, folder: PathBuf) -> Result<codeword::gateway::preview::Preview> {
        Ok(codeword::gateway::preview::Preview::open(folder, self.source.as_deref())?)
    }
}
