//! Writes the table of built pages that goes into the binary.
//!
//! Own table instead of rust-embed: it carries the ready brotli and gzip copies and the `ETag` of each file, and it fails when the pages are missing instead of embedding nothing.
//! It never runs npm: that is `make`'s work.

use std::collections::hash_map::DefaultHasher;
use std::fmt::Write as _;
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    println!("cargo:rerun-if-changed=build.rs");
    let table = if env::var_os("CARGO_FEATURE_EMBEDDED_WEB").is_some() {
        let dist = folder.join("../../web/dist");
        println!("cargo:rerun-if-changed={}", dist.display());
        built(&dist)?
    } else {
        let page = folder.join("src/pages/placeholder.html");
        println!("cargo:rerun-if-changed={}", page.display());
        entry("index.html", &page, Copies::Plain)?
    };
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("pages.rs"), format!("const FILES: &[File] = &[\n{table}];\n"))
}

/// Whether compressed copies lie beside a file.
#[derive(Clone, Copy)]
enum Copies {
    Plain,
    Compressed,
}

fn built(dist: &Path) -> io::Result<String> {
    let missing = |_| io::Error::other("web/dist is missing: run `npm ci && npm run build` in web/, or `make run`");
    let mut table = String::new();
    let mut folders = vec![dist.to_path_buf()];
    fs::metadata(dist.join("sw.js.br")).map_err(missing)?;
    while let Some(folder) = folders.pop() {
        let mut entries = fs::read_dir(&folder)?.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for path in entries.iter().map(fs::DirEntry::path) {
            let name = path.strip_prefix(dist).map_err(io::Error::other)?.to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if !name.ends_with(".br") && !name.ends_with(".gz") {
                table.push_str(&entry(&name, &path, Copies::Compressed)?);
            }
        }
    }
    Ok(table)
}

/// One line of the table.
fn entry(name: &str, path: &Path, copies: Copies) -> io::Result<String> {
    let mut hasher = DefaultHasher::new();
    hasher.write(&fs::read(path)?);
    let digest = hasher.finish();
    let bytes = |suffix: &str| format!("include_bytes!({:?})", format!("{}{suffix}", path.display()));
    let copy = |suffix: &str| match copies {
        Copies::Plain => "None".to_owned(),
        Copies::Compressed => format!("Some({})", bytes(suffix)),
    };
    let mut line = String::new();
    writeln!(
        line,
        "    File {{ name: {name:?}, etag: \"\\\"{digest:016x}\\\"\", plain: {}, brotli: {}, gzip: {} }},",
        bytes(""),
        copy(".br"),
        copy(".gz")
    )
    .map_err(io::Error::other)?;
    Ok(line)
}
