//! The night in a process of its own, so that its memory and its open files are those of the server alone, and so that it can be killed.

use crate::night::Night;
use crate::votes::{self, Tally};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

/// The argument that makes the bench the night instead.
pub(crate) const CHILD: &str = "--night";

/// What is asked of the night.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    database: String,
    voters: usize,
}

/// Where the night is, and who leads it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Place {
    /// Host and port.
    pub(crate) address: String,
    /// The organiser's token.
    pub(crate) organiser: String,
    /// The path of the round.
    pub(crate) round: String,
    /// The path of the proposal whose slot is open.
    pub(crate) proposal: String,
    /// The votes on it that the season itself has cast.
    pub(crate) cast: Tally,
}

/// A night that ends when it is dropped, as if the power had failed.
pub(crate) struct Apart {
    child: Child,
    /// Where it is.
    pub(crate) place: Place,
}

impl Apart {
    /// Lets the night fall, with so many residents who have a vote.
    pub(crate) fn fall(database: &str, voters: usize) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .arg(CHILD)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let asked = Asked { database: database.to_owned(), voters };
        writeln!(child.stdin.as_mut().unwrap(), "{}", serde_json::to_string(&asked).unwrap()).unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let place = serde_json::from_str(&line).expect("the night says where it is");
        Self { child, place }
    }

    /// The process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Apart {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// The other side: serves until it is killed, or until the bench is gone.
pub(crate) fn child() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
    let asked: Asked = serde_json::from_str(&line).unwrap();
    let night = Night::fall_before(&asked.database, 0);
    votes::register(&night, asked.voters);
    let place = Place {
        address: night.address.clone(),
        organiser: night.organiser.clone(),
        round: night.round.clone(),
        proposal: night.proposal.clone(),
        cast: votes::tally(&night.played().instance.db, &night.round, &night.proposal),
    };
    println!("{}", serde_json::to_string(&place).unwrap());
    let _gone = std::io::stdin().read_line(&mut line);
}
