//! Where a command finds a catalog: in the folder that is named, or in the project around it.

use std::path::{Path, PathBuf};

use codeword::workbench::Surroundings;
use codeword::{Catalog, CatalogBuilder, Source};

use super::output::Result;

/// The folder that the commands of a project read where nothing says another.
const CATALOG_FOLDER: &str = "locales";

/// The catalog of a folder, or the embedded one.
pub(super) fn builder(folder: Option<PathBuf>) -> CatalogBuilder {
    Catalog::builder().source(folder.map_or_else(Source::embedded, Source::folder))
}

/// The folder of a project's catalog: the one that is named, `locales` here, or that of the project around.
pub(super) fn project_folder(named: Option<PathBuf>) -> Result<PathBuf> {
    let here = PathBuf::from(CATALOG_FOLDER);
    match named {
        Some(folder) => Ok(folder),
        None if here.is_dir() => Ok(here),
        None => Ok(Surroundings::of(Path::new(""))?
            .map_or(here, |project| project.catalog().to_path_buf())),
    }
}
