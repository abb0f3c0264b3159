//! [`Content`]: what there is to show, which follows the files.

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::RecvTimeoutError;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use tokio::sync::watch;
use unic_langid::LanguageIdentifier;

use crate::catalog::lock;
use crate::response::{Localizer, Policy};
use crate::workbench::Project;
use crate::workbench::preview::{Catalogs, Overview, Refusal};
use crate::{Catalog, Diagnostic, Error, Generation, LiveCatalog, Source};

/// The files of a catalog, as they were when nothing was wrong with them.
pub(super) struct Content {
    folder: PathBuf,
    source: Option<String>,
    live: LiveCatalog,
    shown: Mutex<Shown>,
    /// What is shown was made from these files, or they were refused.
    seen: Mutex<Seen>,
    /// How many states of the files there were, accepted or refused.
    newest: watch::Sender<u64>,
    /// Held while a text is saved, so that two windows do it one after the other.
    pub(super) saving: Mutex<()>,
}

/// A state of the files, to be compared with the next.
#[derive(PartialEq, Eq)]
struct Seen {
    /// The number of the generation: of the Fluent files and `codes.toml`.
    generation: u64,
    /// The other files, which a live catalog does not know.
    beside: Vec<Option<Vec<u8>>>,
    /// When those were written that the policy is read from, and how large they are: there may be many.
    of_policy: Vec<(PathBuf, Option<(SystemTime, u64)>)>,
}

/// What is shown at the moment.
struct Shown {
    state: Arc<State>,
    refusal: Option<Refusal>,
    /// What was asked for already, by the locale.
    overviews: HashMap<Option<LanguageIdentifier>, Bytes>,
}

/// A state of the files.
pub(super) struct State {
    generation: u64,
    pub(super) project: Project,
    pub(super) catalogs: Catalogs,
    /// What localizes bodies by the policy of `codeword.toml`, or what is wrong with that.
    pub(super) localizer: Result<Localizer, Error>,
}

/// How often the files are looked at where nothing says that they have changed, and the settings in any case.
const POLL: Duration = Duration::from_millis(500);

/// For how long nothing has to happen before files that change are read.
const SILENCE: Duration = Duration::from_millis(100);

impl Content {
    pub(super) fn open(folder: PathBuf, source: Option<String>) -> Result<Arc<Content>, Error> {
        let builder = || Catalog::builder().source(Source::folder(&folder));
        let live = LiveCatalog::builder(builder())
            .poll_interval(POLL)
            .debounce(SILENCE)
            // Files with a mistake are shown too, as far as they can be read.
            .stand_in(builder().build_lenient().0)
            .start()?;
        let generations = live.subscribe();
        let first = live.newest();
        let seen = Seen::now(&first, &folder);
        let project = Project::open(&folder, source.as_deref())?;
        let state = Arc::new(State::new(1, project, live.catalog()));
        let shown = Shown { state, refusal: refusal(1, &first), overviews: HashMap::new() };
        let content = Arc::new(Content {
            folder,
            source,
            live,
            shown: Mutex::new(shown),
            seen: Mutex::new(seen),
            newest: watch::Sender::new(1),
            saving: Mutex::new(()),
        });
        let follower = Arc::downgrade(&content);
        let follow = move || {
            loop {
                if let Err(RecvTimeoutError::Disconnected) = generations.recv_timeout(POLL) {
                    break;
                }
                let Some(content) = follower.upgrade() else { break };
                content.take_in();
            }
        };
        let thread = thread::Builder::new().name("preview".to_owned()).spawn(follow);
        thread.map_err(Error::thread)?;
        Ok(content)
    }

    /// Reads the files anew, if they are in a new state.
    fn take_in(&self) {
        let generation = self.live.newest();
        let now = Seen::now(&generation, &self.folder);
        let mut seen = lock(&self.seen);
        if *seen == now {
            return;
        }
        *seen = now;
        let number = *self.newest.borrow() + 1;
        let state = match refusal(number, &generation) {
            Some(refusal) => Err(refusal),
            None => match self.read() {
                Ok(project) => Ok(State::new(number, project, self.live.catalog())),
                Err(error) => Err(Refusal::new(number, &told(&error))),
            },
        };
        let mut shown = lock(&self.shown);
        match state {
            Ok(state) => {
                *shown = Shown { state: Arc::new(state), refusal: None, overviews: HashMap::new() };
            }
            Err(refusal) => {
                shown.refusal = Some(refusal);
                shown.overviews.clear();
            }
        }
        drop(shown);
        self.newest.send_replace(number);
    }

    /// The files as they are now, whether they are shown or not.
    pub(super) fn read(&self) -> Result<Project, Error> {
        Project::open(&self.folder, self.source.as_deref())
    }

    /// Looks at the files now.
    pub(super) fn look(&self) {
        self.live.look_now();
    }

    /// The numbers of the states of the files from now on, beginning with the newest.
    pub(super) fn newest(&self) -> watch::Receiver<u64> {
        self.newest.subscribe()
    }

    pub(super) fn state(&self) -> Arc<State> {
        Arc::clone(&lock(&self.shown).state)
    }

    /// The overview of a locale, as JSON.
    pub(super) fn overview(
        &self,
        locale: Option<LanguageIdentifier>,
        is_editable: bool,
    ) -> Result<Bytes, serde_json::Error> {
        let (state, refusal) = {
            let shown = lock(&self.shown);
            if let Some(known) = shown.overviews.get(&locale) {
                return Ok(known.clone());
            }
            (Arc::clone(&shown.state), shown.refusal.clone())
        };
        let State { project, catalogs, generation, localizer } = &*state;
        let overview = Overview::of(project, &catalogs.files, locale.as_ref(), *generation);
        let mistakes = localizer.as_ref().err().map(told).unwrap_or_default();
        let overview = overview.editable(is_editable).refused(refusal).without_bodies(&mistakes);
        let json = Bytes::from(serde_json::to_vec(&overview)?);
        let mut shown = lock(&self.shown);
        // Of a state that is over by now, nothing is kept.
        let is_known = locale.as_ref().is_none_or(|locale| project.has(locale));
        if Arc::ptr_eq(&shown.state, &state) && is_known {
            shown.overviews.insert(locale, json.clone());
        }
        Ok(json)
    }
}

impl State {
    fn new(generation: u64, project: Project, catalog: Catalog) -> State {
        let catalogs = Catalogs::new(catalog, &project);
        let policy = match Project::settings_file(&project.folder) {
            Ok(Some(path)) => Policy::from_file_or_default(path),
            Ok(None) => Ok(Policy::default()),
            Err(error) => Err(error),
        };
        let localizer = policy.map(|policy| Localizer::new(catalogs.files.clone(), policy));
        State { generation, project, catalogs, localizer }
    }
}

impl Seen {
    fn now(generation: &Generation, folder: &Path) -> Seen {
        let beside = Project::settings_and_glossary(folder);
        let settings = Project::settings_file(folder).ok().flatten();
        let files = settings.map(|path| Policy::files_of(&path)).unwrap_or_default();
        let of_policy = files.into_iter().map(|path| {
            let metadata = fs::metadata(&path).ok();
            let state = metadata.and_then(|it| Some((it.modified().ok()?, it.len())));
            (path, state)
        });
        Seen { generation: generation.number(), beside, of_policy: of_policy.collect() }
    }
}

fn refusal(number: u64, generation: &Generation) -> Option<Refusal> {
    let diagnostics = generation.diagnostics();
    (!generation.is_accepted()).then(|| Refusal::new(number, diagnostics))
}

/// What is wrong, where an error does not say it of a line.
fn told(error: &Error) -> Vec<Diagnostic> {
    match error.diagnostics() {
        [] => vec![Diagnostic::of_file(String::new(), error.to_string())],
        diagnostics => diagnostics.to_vec(),
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Content").field("folder", &self.folder).finish_non_exhaustive()
    }
}
