//! The program as a person calls it in a folder of their own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of the test's own with these files.
pub(crate) fn folder(test: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    std::fs::create_dir_all(&path).unwrap();
    for (name, bytes) in files {
        std::fs::write(path.join(name), bytes).unwrap();
    }
    path
}

/// What it prints and how it ends.
pub(crate) fn weiguang(at: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_weiguang")).args(args).current_dir(at).output().unwrap()
}
