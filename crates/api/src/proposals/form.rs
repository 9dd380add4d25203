//! What a proposal is sent as. Sums may be sent along; one that does not add up is refused, never corrected.

use crate::problem::Problem;
use app::proposals::NewProposal;
use model::proposal::{Beneficiaries, BudgetLine, Content, PlannedActivity};
use model::{Code, Day, Money, OrganisationId, Period};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;
use workflow::Fault;

/// A draft to be begun.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProposalForm {
    #[schema(value_type = Option<String>)]
    code: Option<Code>,
    #[validate(length(max = 64))]
    track: Option<String>,
    #[schema(value_type = uuid::Uuid)]
    applicant: OrganisationId,
    /// Those who propose it together with the applicant.
    #[serde(default)]
    #[validate(length(max = 10))]
    #[schema(value_type = Vec<uuid::Uuid>)]
    partners: Vec<OrganisationId>,
    #[validate(nested)]
    content: ContentForm,
}

/// What a proposal says.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContentForm {
    #[validate(length(max = 100))]
    title: String,
    #[serde(default)]
    #[validate(length(max = 40))]
    category: String,
    #[schema(value_type = Option<uuid::Uuid>)]
    community: Option<OrganisationId>,
    #[serde(default)]
    #[validate(length(max = 5000))]
    need: String,
    #[serde(default)]
    #[validate(length(max = 30))]
    goals: Vec<String>,
    #[serde(default)]
    #[validate(nested)]
    beneficiaries: BeneficiariesForm,
    #[serde(default)]
    #[validate(nested, length(max = 50))]
    activities: Vec<PlannedActivityForm>,
    #[validate(nested)]
    period: Option<PeriodForm>,
    #[serde(default)]
    #[validate(length(max = 5000))]
    sustainability: String,
    #[serde(default)]
    #[validate(nested, length(max = 100))]
    budget_lines: Vec<LineForm>,
    #[serde(default)]
    #[validate(length(max = 30))]
    papers: Vec<String>,
    /// The sums as the sender has them; checked, never stored.
    total_fen: Option<i64>,
    asked_fen: Option<i64>,
    own_fen: Option<i64>,
}

#[derive(Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct BeneficiariesForm {
    #[validate(range(min = 0, max = 100_000_000))]
    direct: i64,
    #[validate(range(min = 0, max = 100_000_000))]
    indirect: i64,
    #[serde(default)]
    #[validate(length(max = 30))]
    served: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct PlannedActivityForm {
    #[validate(length(min = 1, max = 100))]
    name: String,
    #[validate(range(min = 0, max = 100_000))]
    times: i64,
    #[validate(length(max = 100))]
    when: String,
    #[validate(length(max = 100))]
    place: String,
}

#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct PeriodForm {
    #[schema(value_type = String, format = Date)]
    from: Day,
    #[schema(value_type = String, format = Date)]
    to: Day,
}

/// One budget line, in fen.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LineForm {
    #[validate(range(min = 1, max = 1000))]
    no: i64,
    #[validate(length(min = 1, max = 40))]
    class: String,
    #[validate(length(min = 1, max = 100))]
    name: String,
    #[validate(length(min = 1, max = 20))]
    unit: String,
    #[validate(range(min = 0, max = 1_000_000))]
    qty: i64,
    #[validate(range(min = 0, max = 100_000_000_000_i64))]
    unit_price_fen: i64,
    #[validate(range(min = 0, max = 100_000_000_000_i64))]
    subtotal_fen: i64,
    #[validate(range(min = 0, max = 100_000_000_000_i64))]
    asked_fen: i64,
    #[validate(range(min = 0, max = 100_000_000_000_i64))]
    own_fen: i64,
    #[serde(default)]
    #[validate(range(min = 0, max = 100_000_000_000_i64))]
    in_kind_fen: i64,
}

impl From<LineForm> for BudgetLine {
    fn from(f: LineForm) -> Self {
        Self {
            no: f.no,
            class: f.class,
            name: f.name,
            unit: f.unit,
            qty: f.qty,
            unit_price_fen: Money::fen(f.unit_price_fen),
            subtotal_fen: Money::fen(f.subtotal_fen),
            asked_fen: Money::fen(f.asked_fen),
            own_fen: Money::fen(f.own_fen),
            in_kind_fen: Money::fen(f.in_kind_fen),
        }
    }
}

impl ProposalForm {
    pub(super) fn read(self) -> Result<NewProposal, Problem> {
        let (content, community) = self.content.read()?;
        Ok(NewProposal {
            code: self.code,
            track: self.track,
            applicant: self.applicant,
            partners: self.partners,
            community,
            content,
        })
    }
}

impl ContentForm {
    pub(crate) fn read(self) -> Result<(Content, Option<OrganisationId>), Problem> {
        let said = [("total_fen", self.total_fen), ("asked_fen", self.asked_fen), ("own_fen", self.own_fen)];
        let content = Content {
            title: self.title,
            category: self.category,
            need: self.need,
            goals: self.goals,
            beneficiaries: Beneficiaries {
                direct: self.beneficiaries.direct,
                indirect: self.beneficiaries.indirect,
                served: self.beneficiaries.served,
            },
            activities: self
                .activities
                .into_iter()
                .map(|a| PlannedActivity { name: a.name, times: a.times, when: a.when, place: a.place })
                .collect(),
            period: self.period.map(|p| Period { from: p.from, to: p.to }),
            sustainability: self.sustainability,
            budget_lines: self.budget_lines.into_iter().map(BudgetLine::from).collect(),
            papers: self.papers,
        };
        let sums = [content.total(), content.asked(), content.own()];
        let wrong = said.into_iter().zip(sums).filter(|((_, said), sum)| said.is_some_and(|s| s != sum.as_fen()));
        let faults: Vec<Fault> = wrong
            .map(|((name, said), sum)| Fault::new(format!("/{name}"), "sum_wrong", json!({ "sent": said, "sum": sum })))
            .collect();
        if faults.is_empty() { Ok((content, self.community)) } else { Err(Problem::new("invalid").fields(faults)) }
    }
}
