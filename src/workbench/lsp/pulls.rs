//! [`Pulls`]: the diagnostics that the editor has asked for, and when it has to ask again (3.17, “Pull Diagnostics”).

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;

use gen_lsp_types::Diagnostic;
use lsp_server::{Message, Request};
use serde_json::{Value, json};
use twox_hash::XxHash3_64;

/// What an editor knows that asks for diagnostics.
#[derive(Default)]
pub(super) struct Pulls {
    /// What it was answered about each file: the hash of the diagnostics.
    answered: BTreeMap<String, String>,
    /// The files that were typed in since the last check: it asks about those by itself.
    touched: BTreeSet<String>,
    /// How often it was told.
    told: u32,
}

impl Pulls {
    /// A file was opened or typed in.
    pub(super) fn touch(&mut self, uri: &str) {
        self.touched.insert(uri.to_owned());
    }

    /// The answer about a file whose last answer may be known.
    pub(super) fn report(
        &mut self,
        uri: &str,
        found: &[Diagnostic],
        previous: Option<&str>,
    ) -> Value {
        let hash = hash(found);
        let report = match previous == Some(&*hash) {
            true => json!({ "kind": "unchanged", "resultId": hash }),
            false => json!({ "kind": "full", "resultId": hash, "items": found }),
        };
        self.answered.insert(uri.to_owned(), hash);
        report
    }

    /// What tells the editor to ask again, if the diagnostics of a file are others now that it has asked about and not
    /// typed in. It is told once.
    pub(super) fn refresh<'d>(
        &mut self,
        now: impl Iterator<Item = (&'d str, Vec<Diagnostic>)>,
    ) -> Option<Message> {
        let mut is_other = false;
        let touched = std::mem::take(&mut self.touched);
        for (uri, found) in now.filter(|(uri, _)| !touched.contains(*uri)) {
            if let Some(answered) = self.answered.get_mut(uri) {
                let hash = hash(&found);
                is_other |= *answered != hash;
                *answered = hash;
            }
        }
        is_other.then(|| {
            self.told += 1;
            let id = format!("codeword-refresh-{}", self.told).into();
            Request::new(id, "workspace/diagnostic/refresh".to_owned(), Value::Null).into()
        })
    }
}

fn hash(found: &[Diagnostic]) -> String {
    let mut hash = XxHash3_64::default();
    // What is answered as JSON can be written as such.
    hash.write(&serde_json::to_vec(found).unwrap_or_default());
    format!("{:016x}", hash.finish())
}
