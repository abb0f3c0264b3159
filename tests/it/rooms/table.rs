//! The table of rooms in README: which there are, and what each may import.

use std::collections::BTreeSet;

use super::imports::Import;
use super::sources::Sources;

/// The head of the table in README.
const HEAD: &str = "| room in `src/` | the question it answers | may import |";

/// The rooms, in the order of the table.
pub(super) struct Table {
    rooms: Vec<Room>,
}

struct Room {
    /// Its files and folders, without `/` and `.rs` at their ends: the names that others call it by.
    names: Vec<String>,
    /// The rooms that it may import, along with whatever those may import.
    imports: Vec<String>,
}

impl Table {
    /// Reads the table: in the first cell the paths of a room, in the last the rooms that it may import.
    pub(super) fn read(page: &str) -> Table {
        let rows = page.lines().skip_while(|line| *line != HEAD).skip(2);
        let names = |cell: &str| -> Vec<String> {
            let quoted = cell.split('`').skip(1).step_by(2);
            quoted.map(|name| name.trim_end_matches('/').trim_end_matches(".rs").into()).collect()
        };
        let room = |row: &str| {
            let cells: Vec<&str> = row.split('|').collect();
            Room { names: names(cells[1]), imports: names(cells[3]) }
        };
        Table { rooms: rows.take_while(|line| line.starts_with('|')).map(room).collect() }
    }

    /// What is wrong with the table: with what it says, and beside the files.
    pub(super) fn faults(&self, sources: &Sources) -> Vec<String> {
        let mut faults = Vec::new();
        if self.rooms.is_empty() {
            faults.push(format!("README has no table of rooms, which begins with `{HEAD}`"));
        }
        let folders = sources.keys().filter_map(|path| {
            let ends: Vec<usize> = path.match_indices('/').map(|(end, _)| end).collect();
            // Everything in `src/` is a room or a part of one, and so is each folder in a folder of it.
            Some(&path[..*ends.get(1).or(ends.first())?])
        });
        let files = sources.keys().map(|path| path.trim_end_matches(".rs"));
        let loose = files.filter(|path| !path.contains('/'));
        for path in folders.chain(loose).collect::<BTreeSet<_>>() {
            if self.room_called(path).is_none() {
                faults.push(format!("src/{path} is in no room: add it to README's table"));
            }
        }
        for name in self.rooms.iter().flat_map(|room| &room.names) {
            if !sources.keys().any(|path| is_in(path, name)) {
                faults.push(format!("README's table has a room `{name}`, and there is none"));
            }
        }
        for room in &self.rooms {
            for import in room.imports.iter().filter(|name| self.room_called(name).is_none()) {
                let name = &room.names[0];
                faults.push(format!("README lets `{name}` import `{import}`, which is not a room"));
            }
            if self.direct(room).iter().any(|next| self.reach(next).contains(&&*room.names[0])) {
                faults.push(format!("README's table lets `{}` import itself", room.names[0]));
            }
        }
        faults
    }

    /// What is wrong with an import.
    pub(super) fn fault(&self, import: &Import) -> Option<String> {
        let (from, to) = (self.room_of(&import.file)?, self.room_of(&import.definer)?);
        let reach = self.reach(from);
        if from.names == to.names || reach.contains(&&*to.names[0]) {
            return None;
        }
        // A room stands for the rooms in it.
        let inside = |name: &str| reach.iter().any(|outer| *outer != name && is_in(name, outer));
        let allowed: Vec<&str> = reach.iter().copied().filter(|name| !inside(name)).collect();
        let allowed = if allowed.is_empty() { "nothing".to_owned() } else { allowed.join(", ") };
        Some(format!("{import}; `{}` may import: {allowed}", from.names[0]))
    }

    fn room_called(&self, name: &str) -> Option<&Room> {
        self.rooms.iter().find(|room| room.names.iter().any(|own| own == name))
    }

    /// The innermost room of a file.
    fn room_of(&self, path: &str) -> Option<&Room> {
        let names =
            self.rooms.iter().flat_map(|room| room.names.iter().map(move |name| (name, room)));
        let around = names.filter(|(name, _)| is_in(path, name));
        around.max_by_key(|(name, _)| name.len()).map(|(_, room)| room)
    }

    /// The rooms that a room's row names. A name includes the rooms in the room, except for a room that
    /// is in it itself.
    fn direct(&self, room: &Room) -> Vec<&Room> {
        let is_named = |other: &&Room| {
            room.imports.iter().any(|named| {
                other.names.contains(named)
                    || is_in(&other.names[0], named) && !is_in(&room.names[0], named)
            })
        };
        self.rooms.iter().filter(is_named).collect()
    }

    /// The names of all rooms that a room may import.
    fn reach(&self, room: &Room) -> BTreeSet<&str> {
        let mut reached = BTreeSet::new();
        let mut queue = self.direct(room);
        while let Some(next) = queue.pop() {
            if reached.insert(&*next.names[0]) {
                queue.extend(self.direct(next));
            }
        }
        reached
    }
}

/// Whether a path is that of a room or lies in it.
fn is_in(path: &str, room: &str) -> bool {
    path.strip_prefix(room)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || rest == ".rs")
}
