//! A small writer of SVG pictures, and the check that the committed ones are what the engine's figures give.

use std::fmt::Write;
use std::path::PathBuf;

/// A picture under way.
pub(crate) struct Picture {
    body: String,
    width: u32,
    height: u32,
}

impl Picture {
    /// An empty picture with a title and a description for people who cannot see it.
    pub(crate) fn new(width: u32, height: u32, title: &str, description: &str) -> Self {
        let mut body = String::new();
        writeln!(body, "<title>{title}</title>\n<desc>{description}</desc>").unwrap();
        writeln!(body, "<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>").unwrap();
        Self { body, width, height }
    }

    /// A straight line.
    pub(crate) fn line(&mut self, from: (i64, i64), to: (i64, i64), style: &str) {
        let ((x1, y1), (x2, y2)) = (from, to);
        writeln!(self.body, "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" {style}/>").unwrap();
    }

    /// A dot.
    pub(crate) fn dot(&mut self, at: (i64, i64), radius: i64, style: &str) {
        writeln!(self.body, "<circle cx=\"{}\" cy=\"{}\" r=\"{radius}\" {style}/>", at.0, at.1).unwrap();
    }

    /// Words, centred.
    pub(crate) fn words(&mut self, at: (i64, i64), size: u32, words: &str) {
        let style = "font-family=\"sans-serif\" text-anchor=\"middle\" fill=\"#1f2933\"";
        writeln!(self.body, "<text x=\"{}\" y=\"{}\" font-size=\"{size}\" {style}>{words}</text>", at.0, at.1).unwrap();
    }

    /// The whole document.
    pub(crate) fn finish(self) -> String {
        let Self { body, width, height } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n{body}</svg>\n"
        )
    }
}

/// Holds the committed picture to the drawn one; with `BLESS=1` it is written anew instead.
pub(crate) fn held(name: &str, drawn: &str) {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/pictures")).join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, drawn).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(committed, drawn, "run the tests with BLESS=1 to draw {name} anew");
}
