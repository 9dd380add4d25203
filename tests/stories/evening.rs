//! A small evening for the stories of the night: three projects in an order drawn by lot, three judges with cards, four residents with votes.

use harness::round::{content, document};
use harness::{Person, Town};
use model::{Actor, ProposalId, ProposalState};
use serde_json::{Value, json};

/// A round whose running order is drawn.
pub(crate) struct Evening<'t> {
    pub(crate) town: &'t Town,
    /// The organiser's officer, who is host as well.
    pub(crate) zhao: Person<'t>,
    /// The path of the round.
    pub(crate) round: String,
    /// Each judge's person, code and card.
    pub(crate) judges: Vec<(String, String, String)>,
    /// Each resident's code and credential.
    pub(crate) jurors: Vec<(String, String)>,
    /// The slots in their order, as the service names them.
    pub(crate) slots: Vec<Value>,
}

/// The bands of the first criterion.
pub(crate) fn need_bands() -> Value {
    let band = |name: &str, from: &str, to: &str| json!({ "name": name, "from": from, "to": to });
    json!([band("好", "30", "40"), band("中", "15", "29.5"), band("差", "0", "14.5")])
}

/// What the judges of the small evening mark.
fn roadshow(reveal: &Value) -> Value {
    json!({
        "kind": "roadshow", "present_secs": 300, "questions_secs": 180, "marking_secs": 120, "order": "lots",
        "rubric": { "step": "0.5", "criteria": [
            { "id": "need", "name": "需求", "max": 40, "bands": need_bands() }, { "id": "plan", "name": "方案", "max": 60 },
        ] },
        "judges": 3, "quorum_sheets": 2, "public_jury": 4, "quorum_ballots": 1,
        "components": [
            { "id": "panel", "kind": "panel_trimmed", "weight": 70, "trim_scope": "judge_total", "trim_each_side": 1, "trim_from_sheets": 3 },
            { "id": "public", "kind": "approval_rate", "weight": 30 },
        ],
        "rounding": [{ "stage": "final", "decimals": 2, "mode": "half_up" }],
        "rank": "competition", "rank_on": "published_figure", "tie_chain": ["criterion:need", "public", "lot"],
        "reveal": reveal,
    })
}

impl<'t> Evening<'t> {
    /// An evening under this reveal policy.
    pub(crate) fn drawn(town: &'t Town, reveal: &Value) -> Self {
        let office = town.organisation("O1", "street_office", "registered");
        let foundation = town.organisation("O2", "community_foundation", "registered");
        let zhao = town.officer("赵主任", "organiser", &office);
        let programme = json!({ "code": "micro", "name": "公益微创投", "organiser": office });
        let programme = zhao.post("/api/v1/programmes", &programme).ok()["id"].clone();
        let mut document = document();
        for stage in document["rules"]["stages"].as_array_mut().unwrap() {
            if stage["kind"] == "roadshow" {
                *stage = roadshow(reveal);
            }
        }
        let round = json!({
            "code": "r1", "programme": programme, "name": "第一届", "organiser": office, "funder": foundation, "document": document,
        });
        let id = zhao.post("/api/v1/rounds", &round).ok()["id"].clone();
        let round = format!("/api/v1/rounds/{}", id.as_str().unwrap());
        zhao.post(&format!("{round}/publication"), &json!({})).ok();
        town.until("2025-02-18T09:00:00+08:00");
        for n in 1..=3 {
            shortlisted(town, &round, n);
        }
        town.until("2025-03-10T17:00:00+08:00");
        let mut evening = Self { town, zhao, round, judges: vec![], jurors: vec![], slots: vec![] };
        evening.judges = (1..=3).map(|n| evening.seat(n)).collect();
        evening.jurors = (1..=4).map(|n| evening.juror(n)).collect();
        let draw = json!({ "purpose": "order", "seed_parts": ["一", "二"] });
        evening.zhao.post(&evening.path("draws"), &draw).ok();
        let slots = evening.zhao.get(&evening.path("slots")).ok();
        evening.slots = slots["items"].as_array().unwrap().clone();
        evening
    }

    /// A path below the round.
    pub(crate) fn path(&self, below: &str) -> String {
        format!("{}/{below}", self.round)
    }

    /// The id of the round.
    pub(crate) fn round_id(&self) -> model::RoundId {
        self.round.rsplit('/').next().unwrap().parse().unwrap()
    }

    /// The path of the n-th slot, from 1.
    pub(crate) fn slot(&self, n: usize) -> String {
        format!("/api/v1/slots/{}", self.slots[n - 1]["id"].as_str().unwrap())
    }

    /// The path of the proposal in the n-th slot, from 1.
    pub(crate) fn proposal(&self, n: usize) -> String {
        format!("/api/v1/proposals/{}", self.slots[n - 1]["proposal"].as_str().unwrap())
    }

    fn seat(&self, n: usize) -> (String, String, String) {
        let code = format!("J{n}");
        let form = json!({ "code": code, "name": format!("李老师{n}"), "email": format!("j{n}@example.org"), "password": "a judge of the story", "grants": [] });
        let person = self.town.keeper().post("/api/v1/people", &form).ok()["id"].clone();
        let form = json!({ "stage": "roadshow", "person": person, "code": code });
        let card = self.zhao.post(&self.path("seats"), &form).ok()["card"].clone();
        (person.as_str().unwrap().to_owned(), code, card.as_str().unwrap().to_owned())
    }

    fn juror(&self, n: usize) -> (String, String) {
        let code = format!("R{n}");
        let form = json!({ "code": code, "name": format!("居民{n}") });
        let made = self.zhao.post(&self.path("jurors"), &form).ok();
        (code, made["credential"].as_str().unwrap().to_owned())
    }

    /// The n-th judge with a card that was just opened, from 1.
    pub(crate) fn judge(&self, n: usize) -> Person<'t> {
        let (_, code, card) = &self.judges[n - 1];
        let session = self.town.stranger().post("/api/v1/judge-sessions", &json!({ "code": card })).ok();
        let judge = self.town.holder(code, &session);
        judge.post(&self.path("declaration"), &json!({ "conflicts": [] })).ok();
        judge
    }

    /// The n-th resident with a voting paper that was just opened, from 1.
    pub(crate) fn resident(&self, n: usize) -> Person<'t> {
        let (code, credential) = &self.jurors[n - 1];
        let session = self.town.stranger().post("/api/v1/voting-sessions", &json!({ "code": credential })).ok();
        self.town.holder(code, &session)
    }

    /// A display in the hall.
    pub(crate) fn screen(&self) -> Person<'t> {
        let code = self.zhao.post(&self.path("screens"), &json!({ "name": "大屏" })).ok()["code"].clone();
        let session = self.town.stranger().post("/api/v1/screen-sessions", &json!({ "code": code })).ok();
        self.town.holder("大屏", &session)
    }
}

/// A proposal that was admitted to the roadshow.
fn shortlisted(town: &Town, round: &str, n: usize) {
    let group = town.organisation(&format!("A{n}"), "community_organisation", "registered");
    let wang = town.officer(&format!("王阿姨{n}"), "applicant", &group);
    let draft = json!({ "code": format!("P0{n}"), "applicant": group, "content": content(3_000) });
    let made = wang.post(&format!("{round}/proposals"), &draft).ok();
    let path = format!("/api/v1/proposals/{}/submission", made["id"].as_str().unwrap());
    wang.post_once(&path, &format!("submit-{n}"), &json!({})).ok();
    let id: ProposalId = made["id"].as_str().unwrap().parse().unwrap();
    let clock = Actor::clock(town.tenant);
    town.db()
        .write_now(move |tx| {
            let found = app::proposals::find(tx, &clock, id)?;
            storage::proposals::advance(tx, &found, &found.advanced(ProposalState::Shortlisted))?;
            Ok::<_, app::Error>(())
        })
        .unwrap();
}

/// The marks of a judge.
pub(crate) fn marks(need: &str, plan: &str) -> Value {
    json!({ "marks": { "need": need, "plan": plan }, "comment": null })
}

impl Evening<'_> {
    /// Opens the n-th slot; every judge hands in these totals, halved between the criteria as far as the first one goes.
    pub(crate) fn play(&self, n: usize, sheets: [(&str, &str); 3], votes: [&str; 4]) {
        self.zhao.post(&format!("{}/opening", self.slot(n)), &json!({})).ok();
        for (judge, (need, plan)) in (1..).zip(sheets) {
            let (judge, path) = (self.judge(judge), format!("{}/sheet", self.proposal(n)));
            judge.put_once(&path, &format!("save {n}"), &marks(need, plan)).ok();
            judge.post_once(&format!("{path}/signature"), &format!("sign {n}"), &json!({})).ok();
        }
        for (resident, choice) in (1..).zip(votes) {
            let path = format!("{}/ballot", self.proposal(n));
            self.resident(resident).put_once(&path, &format!("vote {n}"), &json!({ "choice": choice })).ok();
        }
    }

    /// Seals the n-th slot.
    pub(crate) fn seal(&self, n: usize) {
        self.zhao.post(&format!("{}/seal", self.slot(n)), &json!({})).ok();
    }

    /// The evening as somebody sees it.
    pub(crate) fn stage(&self, who: &Person<'_>) -> Value {
        who.get(&self.path("stage")).ok()
    }
}
