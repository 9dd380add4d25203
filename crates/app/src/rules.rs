//! The scoring rules of a round: whether every roadshow can be scored as its rules say, and the rules in words for everybody.

use crate::{Error, roadshows, seats};
use model::rules::{Rules, Stage};
use model::{Actor, RoundId};
use scoring::rules::{Lang, Line, RuleSet};
use serde_json::json;
use storage::{Tx, rounds};
use workflow::{Fault, Refusal};

/// Whether every roadshow can be scored as its rules say.
///
/// # Errors
/// [`Refusal::Invalid`] with every fault.
pub(crate) fn scorable(rules: &Rules) -> Result<(), Error> {
    let mut faults = Vec::new();
    for (n, stage) in rules.stages.iter().enumerate() {
        let Stage::Roadshow(roadshow) = stage else { continue };
        let at = |pointer: &str| format!("/rules/stages/{n}{pointer}");
        match RuleSet::try_from(roadshow) {
            Err(e) => faults.push(Fault::new(at(&e.pointer), "rule_unknown", json!({ "found": e.found }))),
            Ok(rules) => {
                let found = rules.validate();
                faults.extend(found.iter().map(|f| Fault::new(at(&f.pointer), f.fault.code(), json!({}))));
            }
        }
    }
    Ok(Refusal::of(faults)?)
}

/// The scoring rules of a roadshow, with the words for them.
#[derive(Debug, Clone)]
pub struct Explained {
    /// The roadshow.
    pub stage: String,
    /// The rules.
    pub rules: RuleSet,
    /// Their SHA-256 in lower-case hex, over the canonical JSON.
    pub digest: String,
    /// In Chinese.
    pub zh: Vec<Line>,
    /// In English.
    pub en: Vec<Line>,
}

/// The scoring rules of every roadshow of a round, for everybody who may see the round.
///
/// # Errors
/// [`storage::Error::NotFound`]; a draft that scoring does not know is refused as its publication would be.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Vec<Explained>, Error> {
    let round = rounds::find(tx, actor, id)?;
    let explained = |(n, roadshow)| {
        let rules = roadshows::rules_of(roadshow)?;
        Ok(Explained {
            stage: seats::roadshow(n),
            digest: transparency::digest(&rules).map_err(Error::broken)?,
            zh: rules.explain(Lang::Zh),
            en: rules.explain(Lang::En),
            rules,
        })
    };
    round.document.rules.roadshows().enumerate().map(explained).collect()
}
