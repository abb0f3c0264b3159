//! A process beside a test.

use std::io::Read;
use std::process::Child;

/// A process that ends with its test.
pub(super) struct Process(pub(super) Child);

impl Process {
    /// Panics with what the process has said, if it has ended.
    pub(super) fn assert_alive(&mut self) {
        if let Some(status) = self.0.try_wait().unwrap() {
            let mut said = String::new();
            if let Some(stderr) = &mut self.0.stderr {
                stderr.read_to_string(&mut said).unwrap();
            }
            panic!("{status}: {said}");
        }
    }

    pub(super) fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
