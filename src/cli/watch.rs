//! `codeword watch`: says at once whether a change of the files is good, and what it changes.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anstyle::AnsiColor;
use codeword::workbench::Surroundings;
use codeword::{Catalog, Generation, LiveCatalog, Source};

use super::argument::{OutputFormat, parse_seconds};
use super::catalog::say;
use super::output::{Exit, Failure, Result, complain, enumerate};

/// Follow a folder, and print what each change of its files changes, or what is wrong with it
#[derive(clap::Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub(super) struct WatchArguments {
    /// The folder, whose sub-folders are locales (DIR/zh-CN/errors.ftl). With --catalog, its files
    /// lie over that catalog [default: the catalog of the project around]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,

    /// Look at the files this often even if nothing says that they changed, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "5", value_parser = parse_seconds)]
    interval: Duration,

    /// Print a block for each state of the files, or an object on a line of its own
    #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
    format: OutputFormat,
}

const EXAMPLES: &str = "\
Examples:
  codeword watch
  codeword watch locales
  codeword watch /etc/codeword/locales --format json | jq -r 'select(.accepted | not) | .diagnostics'

A state of the files in which something is wrong, or from which a locale is lost, is refused: a \
running gateway goes on with the one before. The signal SIGHUP means look now, Ctrl-C ends.";

impl WatchArguments {
    pub(super) fn run(self, catalog: Option<PathBuf>, out: &mut impl Write) -> Result<Exit> {
        let folder = match self.folder {
            Some(folder) => folder,
            None => of_project()?,
        };
        if !folder.is_dir() {
            let folder = folder.display();
            return Err(Failure::Usage(format!(
                "{folder}: this is not a folder: name one such as `locales`"
            )));
        }
        let sources = catalog.into_iter().chain([folder]).map(Source::folder);
        let live = LiveCatalog::builder(sources.fold(Catalog::builder(), |b, s| b.source(s)))
            .poll_interval(self.interval)
            // Whoever watches wants to see that the files are broken, and when they are mended.
            .stand_in(Catalog::builder().build_lenient().0)
            .start()?;
        if let Some(problem) = live.watch_problem() {
            let every = self.interval.as_secs_f64();
            complain(&format!("only looked at every {every} s, and not watched: {problem}"));
        }
        let generations = live.subscribe();
        end_by_signal(live)?;
        for generation in generations {
            match self.format {
                OutputFormat::Text => print(&generation, out)?,
                OutputFormat::Json => writeln!(out, "{}", serde_json::to_string(&generation)?)?,
            }
            out.flush()?;
        }
        Ok(Exit::Fine)
    }
}

/// The catalog of the project around the command.
fn of_project() -> Result<PathBuf> {
    let Some(project) = Surroundings::of(Path::new(""))? else {
        let text = "there is no project here: name the folder, such as `codeword watch locales`";
        return Err(Failure::Usage(text.to_owned()));
    };
    say(&project);
    Ok(project.catalog().to_path_buf())
}

/// Keeps the live catalog until a signal ends the command. Its subscriptions end with it.
#[cfg(unix)]
fn end_by_signal(live: LiveCatalog) -> Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM]).map_err(Failure::Signals)?;
    std::thread::spawn(move || {
        for signal in &mut signals {
            if signal != SIGHUP {
                break;
            }
            live.look_now();
        }
    });
    Ok(())
}

/// Elsewhere the system ends the command.
#[cfg(not(unix))]
fn end_by_signal(live: LiveCatalog) -> Result<()> {
    std::mem::forget(live);
    Ok(())
}

fn print(generation: &Generation, out: &mut impl Write) -> Result<()> {
    let (style, verdict) = match generation.is_accepted() {
        true => (AnsiColor::Green.on_default().bold(), "accepted"),
        false => (AnsiColor::Red.on_default().bold(), "refused"),
    };
    let (number, hash) = (generation.number(), generation.content_hash());
    writeln!(out, "generation {number} {style}{verdict}{style:#}, content {hash}")?;
    for diagnostic in generation.diagnostics() {
        writeln!(out, "  {diagnostic}")?;
    }
    if generation.is_accepted() {
        let lists = [
            ("added", generation.added()),
            ("changed", generation.changed()),
            ("removed", generation.removed()),
        ];
        let lists: Vec<_> = lists.into_iter().filter(|(_, codes)| !codes.is_empty()).collect();
        for (what, codes) in &lists {
            writeln!(out, "  {what} {}", enumerate(codes, NAMED))?;
        }
        if lists.is_empty() {
            writeln!(out, "  no text changed")?;
        }
    }
    Ok(())
}

/// How many codes are named in a line.
const NAMED: usize = 8;
