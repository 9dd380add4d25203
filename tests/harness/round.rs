//! A small round whose people bring it, act by act and over HTTP, to the point at which a story begins.

use crate::person::Person;
use crate::town::Town;
use model::{Actor, Grant, Role, RoundId, Scope};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What rules the round: the demo season's rules, with a panel of two at the desk, three judges and two residents in the evening.
///
/// The call is open from 9:00 on 18 February 2025 until 17:00 on 10 March; the other days are the season's.
pub fn document() -> Value {
    let season: Value = serde_json::from_str(include_str!("../../demo/seasons/zhaohuimen-2.json")).unwrap();
    let mut schedule = season["round"].clone();
    let days = [
        "eligibility_check",
        "desk_review",
        "shortlist_published",
        "optimisation",
        "award_decided_on",
        "award_notice_from",
        "reserve_notice_from",
        "delivery",
        "mid_term_report_due",
        "final_report_due",
        "closed_on",
    ];
    schedule.as_object_mut().unwrap().retain(|key, _| days.contains(&key.as_str()));
    schedule["call_opens_at"] = json!("2025-02-18T09:00:00+08:00");
    schedule["call_closes_at"] = json!("2025-03-10T17:00:00+08:00");
    schedule["roadshows_at"] = json!(["2025-04-19T08:30:00+08:00"]);
    let mut rules = season["rules"].clone();
    for stage in rules["stages"].as_array_mut().unwrap() {
        match stage["kind"].as_str().unwrap() {
            "desk_review" => stage["reviewers"] = json!(2),
            "roadshow" => {
                stage["judges"] = json!(3);
                stage["public_jury"] = json!(2);
                stage["quorum_ballots"] = json!(2);
            }
            "delivery" => stage["milestones"]["per_project"] = json!(1),
            _ => {}
        }
    }
    json!({ "rules": rules, "schedule": schedule, "calendar": season["calendar"], "categories": season["categories"] })
}

/// What a proposal says that asks for so many yuan, all of them for flower pots of thirty yuan.
pub fn content(yuan: i64) -> Value {
    json!({
        "title": "楼道微花园", "category": "环境", "need": "楼道杂物多。", "goals": ["六个楼门"],
        "beneficiaries": { "direct": 60, "indirect": 200, "served": ["居民"] },
        "activities": [{ "name": "共建日", "times": 6, "when": "6-11月", "place": "楼道" }],
        "period": { "from": "2025-06-01", "to": "2025-11-30" }, "sustainability": "楼门长轮值。",
        "budget_lines": [{
            "no": 1, "class": "业务活动费", "name": "花盆", "unit": "个", "qty": yuan, "unit_price_fen": 100,
            "subtotal_fen": yuan * 100, "asked_fen": yuan * 100, "own_fen": 0,
        }],
        "papers": ["declaration", "community_opinion"],
    })
}

/// A round with everybody who works on it.
pub struct Round<'t> {
    /// Where it happens.
    pub town: &'t Town,
    /// Its path.
    pub path: String,
    /// 赵主任 of the sub-district office, which organises the round.
    pub zhao: Person<'t>,
    /// 吴秘书长 of the federation, which runs it for the office.
    pub wu: Person<'t>,
    /// 周会计 of the foundation, which owns the money.
    pub zhou: Person<'t>,
    /// 郑复核, who approves payments.
    pub zheng: Person<'t>,
    /// 宋理事, who approves them again.
    pub song: Person<'t>,
    /// 陈工, who evaluates.
    pub chen: Person<'t>,
    /// 高清明, who oversees.
    pub gao: Person<'t>,
    /// The judges: 李老师, 孙老师 and 钱老师; the first two sit at the desk, too.
    pub judges: Vec<Person<'t>>,
    /// The foundation's id.
    pub foundation: Value,
    /// The federation's id.
    pub federation: Value,
}

/// A proposal with the one who stands for it.
pub struct Project<'t> {
    /// Who stands for it.
    pub author: Person<'t>,
    /// Their group's id.
    pub group: Value,
    /// Its code.
    pub code: String,
    /// Its path.
    pub path: String,
}

impl<'t> Round<'t> {
    /// A round whose call has just opened.
    pub fn open(town: &'t Town) -> Self {
        Self::open_with(town, &document())
    }

    /// The same under other rules.
    pub fn open_with(town: &'t Town, document: &Value) -> Self {
        let round = Self::drafted(town, document);
        round.zhao.post(&format!("{}/publication", round.path), &json!({})).ok();
        town.until("2025-02-18T09:00:00+08:00");
        round
    }

    /// A round that only those who work on it know of.
    pub fn drafted(town: &'t Town, document: &Value) -> Self {
        let office = town.organisation("O1", "street_office", "registered");
        let foundation = town.organisation("O2", "community_foundation", "registered");
        let federation = town.organisation("O3", "federation", "registered");
        let evaluator = town.organisation("O4", "third_party_evaluator", "registered");
        let zhao = town.officer("赵主任", "organiser", &office);
        let programme = json!({ "code": "micro", "name": "公益微创投", "organiser": office });
        let programme = zhao.post("/api/v1/programmes", &programme).ok()["id"].clone();
        let form = json!({
            "code": "r1", "programme": programme, "name": "第一届", "organiser": office, "operator": federation,
            "funder": foundation, "evaluator": evaluator, "document": document,
        });
        let id = zhao.post("/api/v1/rounds", &form).ok()["id"].as_str().unwrap().to_owned();
        let overseer = Grant { role: Role::Overseer, scope: Scope::Round(RoundId(id.parse().unwrap())) };
        Self {
            town,
            path: format!("/api/v1/rounds/{id}"),
            zhao,
            wu: town.officer("吴秘书长", "operator", &federation),
            zhou: town.officer("周会计", "finance", &foundation),
            zheng: town.officer("郑复核", "approver", &foundation),
            song: town.officer("宋理事", "approver", &foundation),
            chen: town.officer("陈工", "evaluator", &evaluator),
            gao: town.person("高清明", vec![overseer]),
            judges: ["李老师", "孙老师", "钱老师"].map(|name| town.person(name, vec![])).into(),
            foundation,
            federation,
        }
    }

    /// Where the round stands.
    pub fn state(&self) -> String {
        self.zhao.get(&self.path).ok()["state"].as_str().unwrap().to_owned()
    }

    /// A registered group with a draft that asks for so many yuan.
    pub fn draft(&self, name: &str, code: &str, yuan: i64) -> Project<'t> {
        let group = self.town.organisation(&format!("A-{code}"), "community_organisation", "registered");
        let author = self.town.officer(name, "applicant", &group);
        let form = json!({ "code": code, "applicant": group, "content": content(yuan) });
        let made = author.post(&format!("{}/proposals", self.path), &form).ok();
        Project {
            author,
            group,
            code: code.into(),
            path: format!("/api/v1/proposals/{}", made["id"].as_str().unwrap()),
        }
    }

    /// The same, handed in.
    pub fn submit(&self, name: &str, code: &str, yuan: i64) -> Project<'t> {
        let project = self.draft(name, code, yuan);
        project.author.act(&format!("{}/submission", project.path), &json!({})).ok();
        project
    }

    /// 赵主任 checks these on the morning of 11 March.
    pub fn check(&self, all: &[&Project<'t>]) {
        self.town.until("2025-03-11T10:00:00+08:00");
        for project in all {
            self.zhao.post(&format!("{}/eligibility-check", project.path), &json!({})).ok();
        }
    }

    /// Gives a judge a seat on a panel; the card.
    pub fn seat(&self, stage: &str, judge: usize) -> Value {
        let form = json!({ "stage": stage, "person": self.judges[judge].id, "code": format!("J{judge}") });
        self.zhao.post(&format!("{}/seats", self.path), &form).ok()["card"].clone()
    }

    /// The desk review on 18 March, where both reviewers give the mark beside each project, and the shortlist on 26 March.
    pub fn shortlist(&self, all: &[(&Project<'t>, &str)]) {
        self.town.until("2025-03-18T09:00:00+08:00");
        self.seat("desk_review", 0);
        self.seat("desk_review", 1);
        for (project, mark) in all {
            for judge in &self.judges[..2] {
                judge.put_down(&format!("{}/review", project.path), &json!({ "mark": mark })).ok();
            }
        }
        self.town.until("2025-03-26T09:00:00+08:00");
        self.zhao.post(&format!("{}/shortlist", self.path), &json!({})).ok();
    }

    /// On the evening before the roadshow: three judges, two residents, the order drawn, and no conflict declared; the residents.
    pub fn prepare_evening(&self) -> Vec<Person<'t>> {
        self.town.until("2025-04-18T18:00:00+08:00");
        (0..3).for_each(|judge| drop(self.seat("roadshow", judge)));
        let juror = |(code, name): (&str, &str)| {
            let form = json!({ "code": code, "name": name });
            let made = self.wu.post(&format!("{}/jurors", self.path), &form).ok();
            self.town.with_paper(name, &made["credential"])
        };
        let residents = [("R1", "何大爷"), ("R2", "吕阿姨")].map(juror).into();
        let draw = json!({ "purpose": "order", "seed_parts": ["晨", "暮"] });
        self.zhao.post(&format!("{}/draws", self.path), &draw).ok();
        for judge in &self.judges {
            judge.post(&format!("{}/declaration", self.path), &json!({ "conflicts": [] })).ok();
        }
        residents
    }

    /// The path of the slot in which a project pitches.
    pub fn slot(&self, project: &Project<'t>) -> String {
        let slots = self.zhao.get(&format!("{}/slots", self.path)).ok();
        let slots = slots["items"].as_array().unwrap();
        let slot = slots.iter().find(|s| project.path.ends_with(s["proposal"].as_str().unwrap())).unwrap();
        format!("/api/v1/slots/{}", slot["id"].as_str().unwrap())
    }

    /// The roadshow of 19 April: every judge gives each project the mark beside it in a hundred, both residents approve; then the results are sealed.
    pub fn pitch(&self, all: &[(&Project<'t>, i64)]) {
        let residents = self.prepare_evening();
        self.town.until("2025-04-19T08:30:00+08:00");
        for (project, total) in all {
            let slot = self.slot(project);
            self.wu.post(&format!("{slot}/opening"), &json!({})).ok();
            for judge in &self.judges {
                judge.put_down(&format!("{}/sheet", project.path), &sheet(*total)).ok();
                judge.act(&format!("{}/sheet/signature", project.path), &json!({})).ok();
            }
            for resident in &residents {
                resident.put_down(&format!("{}/ballot", project.path), &json!({ "choice": "approve" })).ok();
            }
            self.wu.post(&format!("{slot}/seal"), &json!({})).ok();
        }
        self.zhao.post(&format!("{}/results", self.path), &json!({})).ok();
    }

    /// The awards of 22 April and their public notice from 24 April.
    pub fn award(&self) {
        self.town.until("2025-04-22T10:00:00+08:00");
        self.zhao.post(&format!("{}/awards", self.path), &json!({})).ok();
        self.town.until("2025-04-24T09:00:00+08:00");
        self.zhao.post(&format!("{}/notices", self.path), &json!({})).ok();
    }

    /// A project of 王阿姨 for so many yuan whose award is confirmed: nobody objected until the notice ended.
    pub fn confirmed(&self, yuan: i64) -> Project<'t> {
        let project = self.submit("王阿姨", "P01", yuan);
        self.check(&[&project]);
        self.shortlist(&[(&project, "80")]);
        self.pitch(&[(&project, 90)]);
        self.award();
        self.town.until("2025-04-30T00:00:00+08:00");
        project
    }

    /// The same, with the agreement signed on 20 May and one milestone due on 20 August.
    pub fn agreed(&self, yuan: i64) -> Project<'t> {
        let project = self.confirmed(yuan);
        self.town.until("2025-05-20T09:00:00+08:00");
        self.zhao.post(&format!("{}/agreement", project.path), &self.agreement(&project)).ok();
        for (who, party) in self.parties(&project) {
            who.post(&format!("{}/agreement/signatures", project.path), &json!({ "organisation": party })).ok();
        }
        project
    }

    /// The agreement of a project as it is drawn up.
    pub fn agreement(&self, project: &Project<'t>) -> Value {
        let milestone = json!({
            "code": "M1", "title": "六个楼门", "due_on": "2025-08-20", "evidence": "photos",
            "planned": [{ "activity": "共建日", "times": 3 }],
        });
        json!({ "parties": [self.foundation, project.group, self.federation], "milestones": [milestone] })
    }

    /// Who signs for which party.
    pub fn parties<'a>(&'a self, project: &'a Project<'t>) -> [(&'a Person<'t>, &'a Value); 3] {
        [(&self.zheng, &self.foundation), (&project.author, &project.group), (&self.wu, &self.federation)]
    }

    /// The same, with the first instalment paid on 26 May.
    pub fn active(&self, yuan: i64) -> Project<'t> {
        let project = self.agreed(yuan);
        self.town.until("2025-05-26T10:00:00+08:00");
        self.pay(&project, 1);
        project
    }

    /// The path of an instalment.
    pub fn instalment(&self, project: &Project<'t>, part: usize) -> String {
        let parts = self.zhou.get(&format!("{}/instalments", project.path)).ok();
        format!("/api/v1/instalments/{}", parts["items"][part - 1]["id"].as_str().unwrap())
    }

    /// Requested, approved, approved again, paid.
    pub fn pay(&self, project: &Project<'t>, part: usize) {
        let path = self.instalment(project, part);
        self.zhou.act(&format!("{path}/request"), &json!({})).ok();
        self.zheng.act(&format!("{path}/approval"), &json!({})).ok();
        self.song.act(&format!("{path}/second-approval"), &json!({})).ok();
        self.zhou.act(&format!("{path}/payment"), &json!({ "reference": "银行-1" })).ok();
    }

    /// The same, with its milestone accepted and the mid-term evaluation passed on 25 September.
    pub fn halfway(&self, yuan: i64) -> Project<'t> {
        let project = self.active(yuan);
        self.accept_milestone(&project);
        self.town.until("2025-09-10T10:00:00+08:00");
        let path = format!("{}/mid-term", project.path);
        project.author.act(&format!("{path}/report"), &json!({})).ok();
        self.town.until("2025-09-25T10:00:00+08:00");
        self.chen.post(&format!("{path}/marks"), &evaluation(80)).ok();
        self.chen.post(&format!("{path}/decision"), &json!({})).ok();
        project
    }

    /// 王阿姨 reports on her milestone on 18 August, 赵主任 accepts it.
    pub fn accept_milestone(&self, project: &Project<'t>) {
        self.town.until("2025-08-18T10:00:00+08:00");
        let milestone = self.milestone(project);
        project.author.post(&format!("{milestone}/reports"), &json!({ "evidence_count": 6 })).ok();
        self.zhao.post(&format!("{milestone}/acceptance"), &json!({})).ok();
    }

    /// The path of a project's milestone.
    pub fn milestone(&self, project: &Project<'t>) -> String {
        let all = self.zhao.get(&format!("{}/milestones", project.path)).ok();
        format!("/api/v1/milestones/{}", all["items"][0]["id"].as_str().unwrap())
    }

    /// What every account holds, in fen; refuses books that do not balance, or a pool that was ever overdrawn.
    pub fn accounts(&self) -> BTreeMap<String, i64> {
        let id: RoundId = self.path.rsplit('/').next().unwrap().parse::<uuid::Uuid>().unwrap().into();
        let clock = Actor::clock(self.town.tenant);
        let entries = self.town.db().read_now(move |tx| {
            let round = app::rounds::find(tx, &clock, id)?;
            storage::ledger::list(tx, &clock, &round).map_err(app::Error::from)
        });
        let mut accounts = BTreeMap::new();
        let mut pairs = entries.unwrap().into_iter();
        while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
            assert_eq!(from.amount.as_fen() + to.amount.as_fen(), 0, "{from:?} and {to:?} do not balance");
            for entry in [from, to] {
                *accounts.entry(entry.account).or_insert(0) += entry.amount.as_fen();
            }
            assert!(accounts.get("pool").is_none_or(|fen| *fen >= 0), "the pool is overdrawn: {accounts:?}");
        }
        assert_eq!(accounts.values().sum::<i64>(), 0);
        accounts
    }
}

impl Drop for Round<'_> {
    /// Whatever happened in a story, its books balance.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.accounts();
        }
    }
}

impl Project<'_> {
    /// Where it stands.
    pub fn state(&self) -> String {
        self.author.get(&self.path).ok()["state"].as_str().unwrap().to_owned()
    }
}

/// A score sheet that adds up to so many points in a hundred: the criteria are filled one after the other.
pub fn sheet(total: i64) -> Value {
    let most = [("need", 20), ("plan", 25), ("innovation", 10), ("participation", 15), ("budget", 15), ("team", 10)];
    let mut left = total;
    let mut marks = serde_json::Map::new();
    for (criterion, max) in most.into_iter().chain([("presentation", 5)]) {
        let mark = left.min(max);
        left -= mark;
        marks.insert(criterion.into(), json!(mark.to_string()));
    }
    json!({ "marks": marks, "comment": "已听取答辩。" })
}

/// An evaluator's marks at so many points in a hundred, to the tenth.
pub fn evaluation(percent: i64) -> Value {
    let most = [("implementation", 40), ("money", 25), ("effect_satisfaction", 25), ("people_materials", 10)];
    let mark = |max: i64| format!("{}.{:02}", max * percent / 100, max * percent % 100);
    json!({ "marks": most.iter().map(|(name, max)| ((*name).to_owned(), json!(mark(*max)))).collect::<serde_json::Map<_, _>>() })
}
