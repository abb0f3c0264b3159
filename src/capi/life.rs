//! How a localizer begins, follows its files, and ends.

use std::ffi::c_char;
use std::fmt::Write;

use super::border::{Fault, border};
use super::buffer::{Buffer, Output, place, write_as_much_as_fits};
use super::handles;
use super::input::{Input, Text};
use super::library::Library;
use crate::Diagnostic;
use crate::response::Outcome;

/// `CODEWORD_ABI` of the header.
const ABI: u32 = 1;

/// What [`codeword_reload`] has found.
const AS_BEFORE: i32 = 0;
const TAKEN: i32 = 1;
const REFUSED: i32 = 2;

/// Which state of the files answers: `codeword_state`.
#[derive(Debug)]
#[repr(C)]
pub struct State {
    generation: u64,
    content_hash: u64,
    newest: u64,
}

/// Opens a localizer.
///
/// # Safety
///
/// Each pointer is NULL, or is good for what the header says, and nobody else uses that during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codeword_open(
    configuration: *const u8,
    length: usize,
    text: *mut Buffer,
    handle: *mut u32,
) -> i32 {
    border(|| {
        let handle = place(handle)?;
        // SAFETY: the caller has promised that the pointers are good during the call.
        let input = unsafe { Input::promised() };
        let configuration = input.bytes(Text { data: configuration, length })?;
        let opened = match str::from_utf8(configuration) {
            Ok(configuration) => Library::open(configuration).map_err(|error| error.to_string()),
            Err(error) => Err(format!("configuration: this is not UTF-8: {error}")),
        };
        let (opened, said) = match opened {
            Ok((library, notes)) => (Some(library), lines(&notes)),
            Err(error) => (None, error),
        };
        // SAFETY: the caller has promised that the buffer is NULL or good.
        unsafe { write_as_much_as_fits(text, &said) }?;
        let opened = handles::open(opened.ok_or(Fault::Configuration)?)?;
        // SAFETY: it is neither NULL nor unaligned, and the caller has promised that it is good.
        unsafe { handle.write(opened) };
        Ok(0)
    })
}

/// Closes a localizer.
#[unsafe(no_mangle)]
pub extern "C" fn codeword_close(handle: u32) -> i32 {
    border(|| handles::close(handle).map(|()| 0))
}

/// Looks at the files of the catalog.
///
/// # Safety
///
/// The pointer is NULL, or is good for what the header says, and nobody else uses that during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codeword_reload(handle: u32, text: *mut Buffer) -> i32 {
    border(|| {
        let news = handles::get(handle)?.library()?.live.look_if_touched();
        let said = news.as_ref().map(|generation| lines(generation.diagnostics()));
        // SAFETY: the caller has promised that the buffer is NULL or good.
        unsafe { write_as_much_as_fits(text, &said.unwrap_or_default()) }?;
        Ok(match news {
            None => AS_BEFORE,
            Some(generation) if generation.is_accepted() => TAKEN,
            Some(_) => REFUSED,
        })
    })
}

/// Which state of the files answers.
///
/// # Safety
///
/// The pointer is NULL, or is good for writing, and nobody else uses that during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codeword_generation(handle: u32, state: *mut State) -> i32 {
    border(|| {
        let state = place(state)?;
        let held = handles::get(handle)?;
        let Library { live, .. } = held.library()?;
        let (newest, snapshot) = (live.newest(), live.load());
        let answering = snapshot.generation().unwrap_or(&newest);
        let found = State {
            generation: answering.number(),
            content_hash: answering.content_hash().get(),
            newest: newest.number(),
        };
        // SAFETY: it is neither NULL nor unaligned, and the caller has promised that it is good.
        unsafe { state.write(found) };
        Ok(0)
    })
}

/// How many responses have come to which end so far.
///
/// # Safety
///
/// The pointer is NULL, or is good for what the header says, and nobody else uses that during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codeword_counts(handle: u32, text: *mut Buffer) -> i32 {
    border(|| {
        let held = handles::get(handle)?;
        let Library { localizer, .. } = held.library()?;
        let mut counts = String::new();
        for outcome in Outcome::ALL {
            // Writing to a string cannot fail.
            let _ = writeln!(counts, "{outcome} {}", localizer.counted(outcome));
        }
        // SAFETY: the caller has promised that the buffer is NULL or good.
        unsafe { Output::begin(text, counts.len()) }?.write(counts.as_bytes())?;
        Ok(0)
    })
}

/// The version of the library, with a NUL at its end.
#[unsafe(no_mangle)]
pub extern "C" fn codeword_version() -> *const c_char {
    const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\0");
    VERSION.as_ptr().cast()
}

/// The version of this interface.
#[unsafe(no_mangle)]
pub extern "C" fn codeword_abi() -> u32 {
    ABI
}

/// One line for each.
fn lines(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|diagnostic| format!("{diagnostic}\n")).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::capi::caller::{Caller, buffer};

    #[test]
    fn files_are_taken_as_a_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("errors.en-US.ftl");
        fs::write(&file, "code-1 = One").unwrap();
        let configuration = format!("folders = ['{}']", folder.path().display());
        let mut caller = Caller::open(&configuration).unwrap();
        for (text, expected, message) in [
            ("code-1 = One", AS_BEFORE, "One"),
            ("code-1 = Two", TAKEN, "Two"),
            ("code-1 = Three\ncode-2", REFUSED, "Two"),
            ("code-1 = Three\ncode-2", AS_BEFORE, "Two"),
            ("code-1 = Two", TAKEN, "Two"),
        ] {
            fs::write(&file, text).unwrap();
            let (value, said) = caller.reload();
            assert_eq!(value, expected, "{text}");
            assert_eq!(said.contains("errors.en-US.ftl:2:7: "), value == REFUSED, "{said}");
            assert_eq!(caller.message("1", "en", "").body, message);
        }
        let mut state = State { generation: 0, content_hash: 0, newest: 0 };
        // SAFETY: the state lives, and is used by nobody else.
        assert_eq!(unsafe { codeword_generation(caller.handle, &mut state) }, 0);
        assert_eq!((state.generation, state.newest), (4, 4));
    }

    #[test]
    fn what_is_said_is_cut_off_between_characters() {
        let said = |capacity: usize| {
            let (mut memory, mut handle) = (vec![0; capacity], 0);
            let mut buffer = buffer(&mut memory);
            let configuration = "\"é\" = 1";
            let (text, length) = (configuration.as_ptr(), configuration.len());
            // SAFETY: all that it is given lives, and is used by nobody else.
            let value = unsafe { codeword_open(text, length, &mut buffer, &mut handle) };
            assert_eq!((value, handle), (Fault::Configuration as i32, 0));
            String::from_utf8(memory[..buffer.length()].to_vec()).unwrap()
        };
        let whole = said(1000);
        assert!(whole.starts_with("configuration:1:1: unknown field `é`"), "{whole}");
        for capacity in 0..whole.len() {
            assert!(whole.starts_with(&said(capacity)), "{capacity}");
        }
    }

    #[test]
    fn the_version_is_that_of_the_crate() {
        // SAFETY: it has a NUL at its end, and lives for good.
        let version = unsafe { std::ffi::CStr::from_ptr(codeword_version()) };
        assert_eq!(version.to_str(), Ok(env!("CARGO_PKG_VERSION")));
    }
}
