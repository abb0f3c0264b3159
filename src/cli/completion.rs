//! `codeword completions`: what a shell offers while a command is typed. The script of the shell asks the
//! command, so that it knows the project's codes and locales.

use std::io::Write;
use std::path::Path;

use clap::CommandFactory;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::{CompleteEnv, Shells};
use codeword::response::Preset;
use codeword::workbench::check;
use codeword::workbench::{Project, Surroundings};
use codeword::{Catalog, LanguageIdentifier};

use super::output::{Exit, Failure, Result, first_sentence};
use super::surroundings::{builder, project_folder};

/// The variable by which the script of a shell asks.
const VARIABLE: &str = "CODEWORD_COMPLETE";

/// Print the completions of a shell, to be saved where that shell looks for them
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CompletionsArguments {
    /// The shell
    shell: clap_complete::Shell,
}

const EXAMPLES: &str = "\
Examples:
  codeword completions bash > ~/.local/share/bash-completion/completions/codeword
  codeword completions zsh > \"${fpath[1]}/_codeword\"
  codeword completions fish > ~/.config/fish/completions/codeword.fish

The shell asks the command for the codes, locales, rules and formats that it offers, so they are \
those of the project that it stands in. Print them anew when you install another version.";

impl CompletionsArguments {
    pub(super) fn run(self, out: &mut impl Write) -> Result<Exit> {
        let (shell, shells) = (self.shell.to_string(), Shells::builtins());
        let Some(completer) = shells.completer(&shell) else {
            return Err(Failure::Usage(format!("there are no completions for {shell}")));
        };
        let mut script = Vec::new();
        completer.write_registration(VARIABLE, "codeword", "codeword", "codeword", &mut script)?;
        out.write_all(&script)?;
        Ok(Exit::Fine)
    }
}

/// Answers the script of a shell and ends the process, if that is who asks.
pub(super) fn answer<C: CommandFactory>() {
    CompleteEnv::with_factory(C::command).var(VARIABLE).complete();
}

/// The codes, each with its text in the first locale.
pub(super) fn codes() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let catalog = catalog();
        let default = catalog.negotiator().default_locale();
        let messages = catalog.codes().filter_map(|code| catalog.message(code, default));
        messages.map(|message| candidate(&message.code(), message.text())).collect()
    })
}

/// The locales of the catalog.
pub(super) fn locales() -> ArgValueCandidates {
    ArgValueCandidates::new(|| candidates(catalog().locales()))
}

/// The locales of the project.
pub(super) fn project_locales() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let folder = project_folder(None).ok();
        let project = folder.and_then(|folder| Project::open(folder, None).ok());
        project.map_or_else(Vec::new, |project| {
            let source = [project.source_locale().clone()];
            candidates(&[&source[..], &project.translations()].concat())
        })
    })
}

/// The policies that have a name.
pub(super) fn presets() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        Preset::ALL.iter().map(|preset| candidate(preset, preset.summary())).collect()
    })
}

/// The rules of `codeword check`.
pub(super) fn rules() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        check::rules().iter().map(|rule| candidate(&rule.name(), &rule.summary())).collect()
    })
}

fn candidates(locales: &[LanguageIdentifier]) -> Vec<CompletionCandidate> {
    locales.iter().map(|locale| CompletionCandidate::new(locale.to_string())).collect()
}

/// A value, with the first sentence of what it means.
fn candidate(value: &impl ToString, meaning: &str) -> CompletionCandidate {
    let sentence = first_sentence(meaning.lines().next().unwrap_or_default());
    CompletionCandidate::new(value.to_string()).help(Some(sentence.to_owned().into()))
}

/// The project's catalog, or the embedded one; what is wrong in it is not to be said here.
fn catalog() -> Catalog {
    let project = Surroundings::of(Path::new("")).ok().flatten();
    let folder = project.map(|project| project.catalog().to_path_buf());
    builder(folder).build_lenient().0
}
