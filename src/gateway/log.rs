//! [`Log`]: lines on their way to an output whose reader may be slow, stalled or gone.

use std::io::{self, ErrorKind, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

use crate::catalog::lock;

/// How many bytes of lines wait at most: more than a thousand lines.
const CAPACITY: usize = 256 * 1024;

/// How long lines are gathered before they are written together, so that a busy gateway writes some hundred
/// times a second and not once for each line; and how many bytes are enough before that.
const GATHERED: Duration = Duration::from_millis(10);
const ENOUGH: usize = 32 * 1024;

/// Lines that a thread of its own writes to an output, so that whoever logs never waits and never fails.
///
/// Each [`write`](Write::write) is a line, or some whole lines. Those that come while the output's reader
/// stalls wait, up to 256 KiB of them; what comes then is dropped, and so is what an output that is gone does
/// not take. Dropped lines are counted.
///
/// It is a writer for the subscribers of `tracing-subscriber`:
///
/// ```
/// use std::io::{Write, stdout};
/// use std::sync::Arc;
/// use std::time::Duration;
///
/// use codeword::gateway::log::Log;
///
/// let log = Arc::new(Log::new(stdout())?);
/// tracing_subscriber::fmt().with_writer(Arc::clone(&log)).init();
///
/// (&*log).write_all(b"a line\n")?;
/// assert!(log.flush(Duration::from_secs(1)));
/// assert_eq!(log.dropped(), 0);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Log(Arc<Queue>);

#[derive(Debug, Default)]
struct Queue {
    waiting: Mutex<Waiting>,
    /// Lines wait, enough of them wait, or no more will come.
    has_work: Condvar,
    /// No line waits, and none is being written.
    is_done: Condvar,
    dropped: AtomicU64,
}

#[derive(Debug, Default)]
struct Waiting {
    lines: Vec<u8>,
    is_writing: bool,
    is_closed: bool,
}

impl Log {
    /// Starts the thread that writes.
    ///
    /// # Errors
    ///
    /// If the system starts no thread.
    pub fn new(out: impl Write + Send + 'static) -> io::Result<Log> {
        let queue = Arc::new(Queue::default());
        let log = Log(Arc::clone(&queue));
        thread::Builder::new().name("log".to_owned()).spawn(move || queue.write_down(out))?;
        Ok(log)
    }

    /// How many lines were lost.
    pub fn dropped(&self) -> u64 {
        self.0.dropped.load(Ordering::Relaxed)
    }

    /// Waits until all lines are written, but not longer than this; whether they are.
    pub fn flush(&self, patience: Duration) -> bool {
        let is_busy = |waiting: &mut Waiting| waiting.is_writing || !waiting.lines.is_empty();
        let waiting = lock(&self.0.waiting);
        let waited = self.0.is_done.wait_timeout_while(waiting, patience, is_busy);
        waited.is_ok_and(|(_, timeout)| !timeout.timed_out())
    }
}

impl Drop for Log {
    /// Lets the thread write what waits, and end.
    fn drop(&mut self) {
        lock(&self.0.waiting).is_closed = true;
        self.0.has_work.notify_one();
    }
}

impl Write for &Log {
    /// Takes or drops all lines; never waits.
    fn write(&mut self, lines: &[u8]) -> io::Result<usize> {
        let mut waiting = lock(&self.0.waiting);
        if waiting.lines.len() + lines.len() > CAPACITY {
            drop(waiting);
            self.0.lose(lines);
            return Ok(lines.len());
        }
        let before = waiting.lines.len();
        waiting.lines.extend_from_slice(lines);
        let after = waiting.lines.len();
        drop(waiting);
        if before == 0 || (before < ENOUGH && after >= ENOUGH) {
            self.0.has_work.notify_one();
        }
        Ok(lines.len())
    }

    /// Does nothing, since nobody waits for the output: [`Log::flush`] does.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Queue {
    /// Writes what comes, until no more can come.
    fn write_down(&self, mut out: impl Write) {
        let mut batch = Vec::new();
        while self.take(&mut batch) {
            if let Err(unwritten) = deliver(&mut out, &batch) {
                self.lose(unwritten);
            }
            batch.clear();
        }
    }

    /// Waits for lines, and exchanges them for an empty batch; `false` if there will be no more.
    fn take(&self, batch: &mut Vec<u8>) -> bool {
        let mut waiting = lock(&self.waiting);
        waiting.is_writing = false;
        if waiting.lines.is_empty() {
            self.is_done.notify_all();
        }
        let is_idle = |waiting: &mut Waiting| waiting.lines.is_empty() && !waiting.is_closed;
        let Ok(waiting) = self.has_work.wait_while(waiting, is_idle) else { return false };
        let is_early = |waiting: &mut Waiting| waiting.lines.len() < ENOUGH && !waiting.is_closed;
        let gathered = self.has_work.wait_timeout_while(waiting, GATHERED, is_early);
        let Ok((mut waiting, _)) = gathered else { return false };
        std::mem::swap(&mut waiting.lines, batch);
        waiting.is_writing = true;
        !batch.is_empty()
    }

    fn lose(&self, lines: &[u8]) {
        let count = memchr::memchr_iter(b'\n', lines).count();
        self.dropped.fetch_add(count as u64, Ordering::Relaxed);
    }
}

/// Writes all, or returns what an output that is gone has not taken.
fn deliver<'a>(out: &mut impl Write, mut lines: &'a [u8]) -> Result<(), &'a [u8]> {
    while !lines.is_empty() {
        match out.write(lines) {
            Ok(0) => return Err(lines),
            Ok(length) => lines = &lines[length..],
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            // Somebody has made the pipe so: they share it with this process.
            Err(error) if error.kind() == ErrorKind::WouldBlock => thread::sleep(GATHERED),
            Err(_) => return Err(lines),
        }
    }
    // What cannot be flushed was taken all the same.
    let _ = out.flush();
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(60);

    /// Takes a piece whenever it is told to, and tells what it took.
    struct Slow {
        told: mpsc::Receiver<io::Result<usize>>,
        taken: mpsc::Sender<Vec<u8>>,
    }

    impl Write for Slow {
        fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
            let length = self.told.recv().unwrap_or(Ok(piece.len()))?.min(piece.len());
            self.taken.send(piece[..length].to_vec()).unwrap();
            Ok(length)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn slow() -> (Log, mpsc::Sender<io::Result<usize>>, mpsc::Receiver<Vec<u8>>) {
        let (tell, told) = mpsc::channel();
        let (taken, took) = mpsc::channel();
        (Log::new(Slow { told, taken }).unwrap(), tell, took)
    }

    #[test]
    fn lines_are_written_in_order_and_whole() {
        let (log, tell, took) = slow();
        for line in ["one\n", "two\n", "three\n"] {
            (&log).write_all(line.as_bytes()).unwrap();
        }
        tell.send(Err(ErrorKind::Interrupted.into())).unwrap();
        tell.send(Err(ErrorKind::WouldBlock.into())).unwrap();
        tell.send(Ok(5)).unwrap();
        drop(tell);
        assert!(log.flush(PATIENCE));
        drop(log);
        assert_eq!(took.iter().collect::<Vec<_>>().concat(), b"one\ntwo\nthree\n");
    }

    #[test]
    fn a_reader_that_stalls_delays_nobody_and_loses_what_does_not_fit() {
        let (log, tell, took) = slow();
        let line = [[b'x'; 1023].as_slice(), b"\n"].concat();
        for _ in 0..3 * CAPACITY / line.len() {
            (&log).write_all(&line).unwrap();
        }
        assert!(!log.flush(Duration::from_millis(1)));
        let dropped = log.dropped();
        assert!(dropped >= 256, "{dropped}");
        drop(tell);
        assert!(log.flush(PATIENCE));
        drop(log);
        let written = took.iter().collect::<Vec<_>>().concat();
        assert_eq!(written.len() / line.len() + dropped as usize, 3 * 256);
    }

    #[test]
    fn an_output_that_is_gone_loses_lines_and_no_more() {
        let (log, tell, _took) = slow();
        for lost in 1..=2 {
            tell.send(Err(ErrorKind::BrokenPipe.into())).unwrap();
            (&log).write_all(b"a line\n").unwrap();
            assert!(log.flush(PATIENCE));
            assert_eq!(log.dropped(), lost);
        }
    }
}
