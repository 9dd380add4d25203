//! `weiguang draw`: lots out of words that people said, drawn again by anybody with the same words.
#![expect(clippy::print_stdout, reason = "a command line speaks to who called it")]

use super::Refused;
use scoring::draw::{DOMAIN, Transcript, draw_in};
use serde::Serialize;

/// Lots out of words that people said.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What the drawing is for; keeps drawings with the same words apart.
    #[arg(long, value_name = "D", default_value = DOMAIN, allow_hyphen_values = true)]
    domain: String,
    /// A word, in the order in which the words were said; it may be empty. Name the option once for each.
    #[arg(long = "part", value_name = "P", allow_hyphen_values = true)]
    parts: Vec<String>,
    /// What is drawn for; the order of the ids changes nothing. Name the option once for each.
    #[arg(long = "id", value_name = "ID", required = true, allow_hyphen_values = true)]
    ids: Vec<String>,
    /// Print one JSON document instead of the readable order.
    #[arg(long)]
    json: bool,
}

/// What is printed.
#[derive(Debug, Serialize)]
struct Document {
    order: Vec<String>,
    transcript: Words,
}

/// Everything that is needed to draw again.
#[derive(Debug, Serialize)]
struct Words {
    domain: String,
    parts: Vec<String>,
    ids: Vec<String>,
    key_hex: String,
    order: Vec<String>,
}

impl From<Transcript> for Document {
    fn from(drawn: Transcript) -> Self {
        let Transcript { domain, seed_parts, codes, key_hex, order } = drawn;
        Self { order: order.clone(), transcript: Words { domain, parts: seed_parts, ids: codes, key_hex, order } }
    }
}

/// Draws and prints.
///
/// # Errors
/// [`Refused`] for an id that is given twice.
pub fn run(args: &Args) -> Result<(), Refused> {
    let document = document(args)?;
    if args.json {
        println!("{}", serde_json::to_string(&document).map_err(|e| Refused::new(e.to_string()))?);
    } else {
        print!("{}", readable(&document));
    }
    Ok(())
}

fn document(args: &Args) -> Result<Document, Refused> {
    let drawn = draw_in(&args.domain, &args.parts, &args.ids);
    drawn.map(Document::from).map_err(|e| Refused::new(format!("--id: {e}")))
}

fn readable(document: &Document) -> String {
    let places = document.order.iter().zip(1..).map(|(id, place)| format!("{place:>4}  {id}\n"));
    let words = &document.transcript;
    let said = words.parts.iter().map(|part| format!("part    {part:?}\n"));
    let head = format!("domain  {:?}\n", words.domain);
    places.chain([String::from("\n"), head]).chain(said).chain([format!("key     {}\n", words.key_hex)]).collect()
}

#[cfg(test)]
mod tests {
    use super::{Args, document, readable};
    use clap::Parser;
    use serde_json::json;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        args: Args,
    }

    fn args(line: &[&str]) -> Args {
        Line::try_parse_from([&["draw"], line].concat()).unwrap().args
    }

    #[test]
    fn the_document_has_the_promised_shape() {
        let line = ["--part", "organiser-reveal", "--part", "beacon-42", "--id", "C", "--id", "A", "--id", "B"];
        let key = "e2a3ea5f28982f5aca2955838ca9769d95f5def086326380d8a5179d2691294f";
        let transcript = json!({
            "domain": "draw-v1", "parts": ["organiser-reveal", "beacon-42"], "ids": ["A", "B", "C"], "key_hex": key, "order": ["C", "B", "A"]
        });
        let found = document(&args(&line)).unwrap();
        assert_eq!(json!(found), json!({ "order": ["C", "B", "A"], "transcript": transcript }));
        let text = format!(
            "   1  C\n   2  B\n   3  A\n\ndomain  \"draw-v1\"\npart    \"organiser-reveal\"\npart    \"beacon-42\"\nkey     {key}\n"
        );
        assert_eq!(readable(&found), text);
    }

    #[test]
    fn words_may_be_empty_or_look_like_options_and_the_domain_counts() {
        let found = document(&args(&["--part", "", "--part", "--id", "--id", "-1"])).unwrap();
        assert_eq!((found.transcript.parts, found.order), (vec![String::new(), "--id".into()], vec!["-1".to_owned()]));
        let key = |line: &[&str]| document(&args(line)).unwrap().transcript.key_hex;
        assert_ne!(key(&["--domain", "other", "--id", "A"]), key(&["--id", "A"]));
        assert_eq!(key(&["--domain", "draw-v1", "--id", "A"]), key(&["--id", "A"]));
    }

    #[test]
    fn an_id_that_is_given_twice_and_no_id_at_all_are_refused() {
        let refused = document(&args(&["--id", "A", "--id", "A"])).unwrap_err();
        assert_eq!(refused.message, "--id: the id \"A\" is given twice; every id may stand once");
        assert!(Line::try_parse_from(["draw", "--part", "x"]).is_err());
    }
}
