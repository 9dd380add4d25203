//! The standings desk over HTTP: how a result came about and how sure it is, for those who run or oversee the round, once it is sealed.

use crate::call::Signed;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::tie_acts::TieActView;
use crate::views::Page;
use actix_web::{HttpResponse, get, web};
use app::standings::Sealed;
use model::{Money, RoundId};
use scoring::allocation::{Allocation, Change};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(list).service(ties).service(reliability).service(judges);
    routes.service(intervals).service(margin).service(alterations).service(allocations);
}

/// Which track.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
struct TrackQuery {
    /// Its id; all of them when it is not said.
    track: Option<String>,
}

type Asked = (Signed, web::Path<RoundId>, web::Query<TrackQuery>);

/// Each sealed track of a round, as this view shows it.
async fn tracks<T: Serialize + Send + 'static>(
    asked: Asked,
    view: impl Fn(Sealed) -> T + Send + 'static,
) -> Result<HttpResponse, Problem> {
    let (call, id, query) = asked;
    call.read(move |tx, actor, _now| {
        let found = app::standings::list(tx, actor, *id, query.track.as_deref())?;
        Ok(Page::whole(found.into_iter().map(view).collect()))
    })
    .await
}

/// The whole trace of a track's result. Whoever has only this document can compute every figure of it again, as `verifier/check-trace.mjs` does.
#[derive(Debug, Serialize, ToSchema)]
struct TraceView {
    track: String,
    /// The roadshow.
    stage: String,
    /// SHA-256 of the rules as canonical JSON, in lower-case hex.
    rules_digest: String,
    /// Whether the stored sheets, ballots and lots still give exactly the sealed standings.
    recomputed: bool,
    /// Who goes on and who was equal at the line, where another roadshow follows.
    #[schema(value_type = Option<Object>)]
    cut: Option<scoring::standings::Cut>,
    /// The rules in force.
    #[schema(value_type = Object)]
    rules: scoring::rules::RuleSet,
    /// Rows with every step, ties, what each link compared, and who has no score and why.
    #[schema(value_type = Object)]
    standings: scoring::standings::Standings,
    /// The acts that broke ties.
    #[schema(value_type = Vec<Object>)]
    acts: Vec<scoring::ties::Act>,
    /// The lots behind them.
    #[schema(value_type = Vec<Object>)]
    draws: Vec<scoring::draw::Transcript>,
}

impl From<Sealed> for TraceView {
    fn from(s: Sealed) -> Self {
        Self {
            track: s.track,
            stage: s.stage,
            rules_digest: s.rules_digest,
            recomputed: s.recomputed,
            cut: s.cut,
            rules: s.rules,
            standings: s.standings,
            acts: s.acts,
            draws: s.draws,
        }
    }
}

/// The standings of each track with everything that is needed to compute them again.
#[utoipa::path(tag = "standings", params(TrackQuery), responses((status = 200, body = Page<TraceView>), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[get("/rounds/{id}/standings")]
async fn list(call: Signed, id: web::Path<RoundId>, query: web::Query<TrackQuery>) -> Result<HttpResponse, Problem> {
    tracks((call, id, query), TraceView::from).await
}

/// How one tie was decided.
#[derive(Debug, Serialize, ToSchema)]
struct TieView {
    track: String,
    stage: String,
    /// The rank that was shared.
    rank: i64,
    /// The score that was shared, as printed.
    score: String,
    /// Who shared it, by code.
    proposals: Vec<String>,
    /// The order that was found.
    order: Vec<String>,
    /// The first link that told them apart.
    decided_by: String,
    /// What each link compared, in the order in which the links were asked.
    #[schema(value_type = Vec<Object>)]
    links: Vec<scoring::ties::TieStep>,
    /// The lots that were drawn, for everybody to draw again.
    #[schema(value_type = Vec<Object>)]
    lots: Vec<scoring::draw::Transcript>,
    /// The second votes with their counts, and the chair's decisions with their reasons.
    entered: Vec<TieActView>,
}

fn tie_views(sealed: &Sealed) -> Vec<TieView> {
    let view = |d: app::standings::TieDecision<'_>| TieView {
        track: sealed.track.clone(),
        stage: sealed.stage.clone(),
        rank: d.tie.rank,
        score: d.tie.score.clone(),
        proposals: d.tie.proposals.clone(),
        order: d.tie.order.clone(),
        decided_by: d.tie.decided_by.clone(),
        links: d.links.into_iter().cloned().collect(),
        lots: d.lots.into_iter().cloned().collect(),
        entered: d.entered.into_iter().map(TieActView::from).collect(),
    };
    sealed.ties().into_iter().map(view).collect()
}

/// Every tie of the round, and how it was decided.
#[utoipa::path(tag = "standings", params(TrackQuery), responses((status = 200, body = Page<TieView>), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[get("/rounds/{id}/tie-decisions")]
async fn ties(call: Signed, id: web::Path<RoundId>, query: web::Query<TrackQuery>) -> Result<HttpResponse, Problem> {
    call.read(move |tx, actor, _now| {
        let found = app::standings::list(tx, actor, *id, query.track.as_deref())?;
        Ok(Page::whole(found.iter().flat_map(tie_views).collect()))
    })
    .await
}

/// How far the judges of a track agree. A figure that is not defined is null, and the reason stands beside it under its name with `_reason`.
#[derive(Debug, Serialize, ToSchema)]
struct ReliabilityView {
    track: String,
    stage: String,
    /// `icc` in six forms with 95 % intervals, `kendall_w`, `krippendorff_alpha` in four metrics, `cronbach_alpha`.
    #[schema(value_type = Object)]
    figures: Map<String, Value>,
}

/// How far the judges of each track agree.
#[utoipa::path(tag = "standings", params(TrackQuery), responses((status = 200, body = Page<ReliabilityView>), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[get("/rounds/{id}/reliability")]
async fn reliability(
    call: Signed,
    id: web::Path<RoundId>,
    query: web::Query<TrackQuery>,
) -> Result<HttpResponse, Problem> {
    let view = |s: Sealed| ReliabilityView { figures: app::standings::reliability(&s), track: s.track, stage: s.stage };
    tracks((call, id, query), view).await
}

/// What the marks say about each judge of a track: hints with their evidence. They change nothing and say nothing about intent.
#[derive(Debug, Serialize, ToSchema)]
struct JudgesView {
    track: String,
    stage: String,
    /// For each judge, by code, the figures and the flags; a flag has its kind, its figure and the bound that it passed.
    /// `affinity` is the favour for the own community with its exact chance, null where the judge's home is not known or they marked nothing of it.
    #[schema(value_type = Vec<Object>)]
    judges: Vec<Map<String, Value>>,
}

/// What the marks say about each judge.
#[utoipa::path(tag = "standings", params(TrackQuery), responses((status = 200, body = Page<JudgesView>), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[get("/rounds/{id}/judge-report")]
async fn judges(call: Signed, id: web::Path<RoundId>, query: web::Query<TrackQuery>) -> Result<HttpResponse, Problem> {
    let view = |s: Sealed| JudgesView { judges: app::standings::judge_report(&s), track: s.track, stage: s.stage };
    tracks((call, id, query), view).await
}

/// How sure the ranks and awards of a track are when the judges are drawn again.
#[derive(Debug, Serialize, ToSchema)]
struct IntervalsView {
    track: String,
    stage: String,
    /// `method`, `outcomes`, `proposals` with the probability of each rank, `expected_rank`, `interval_90` and the probability of an award, `too_close_to_call` in words, `without_judge`.
    #[schema(value_type = Option<Object>)]
    figures: Option<Map<String, Value>>,
    /// Why there are none.
    reason: Option<String>,
}

/// How sure ranks and awards are.
#[utoipa::path(tag = "standings", params(TrackQuery), responses((status = 200, body = Page<IntervalsView>), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[get("/rounds/{id}/rank-intervals")]
async fn intervals(
    call: Signed,
    id: web::Path<RoundId>,
    query: web::Query<TrackQuery>,
) -> Result<HttpResponse, Problem> {
    let view = |s: Sealed| {
        let (figures, reason) = halves(app::standings::rank_intervals(&s));
        IntervalsView { track: s.track, stage: s.stage, figures, reason }
    };
    tracks((call, id, query), view).await
}

fn halves<T, E>(found: Result<T, E>) -> (Option<T>, Option<E>) {
    match found {
        Ok(found) => (Some(found), None),
        Err(why) => (None, Some(why)),
    }
}

/// The smallest change of one judge's total that changes an award.
#[derive(Debug, Serialize, ToSchema)]
struct MarginView {
    track: String,
    stage: String,
    /// `proposal`, `judge`, `from`, `to`, `change`, `awards_that_change`; null when no single change does.
    #[schema(value_type = Option<Object>)]
    margin: Option<Value>,
    /// Why nothing can be said.
    reason: Option<String>,
}

/// How little would change an award.
#[utoipa::path(tag = "standings", params(TrackQuery), responses((status = 200, body = Page<MarginView>), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[get("/rounds/{id}/award-margin")]
async fn margin(call: Signed, id: web::Path<RoundId>, query: web::Query<TrackQuery>) -> Result<HttpResponse, Problem> {
    let view = |s: Sealed| {
        let (margin, reason) = halves(app::standings::award_margin(&s));
        MarginView { track: s.track, stage: s.stage, margin: margin.flatten(), reason }
    };
    tracks((call, id, query), view).await
}

/// What would have come out under other rules. An alteration of which nothing can be said is null, with the reason beside it.
#[derive(Debug, Serialize, ToSchema)]
struct AlterationsView {
    track: String,
    stage: String,
    /// By the name of the alteration: the order of award, what is spent and left, how many scores differ, whose award differs.
    #[schema(value_type = Object)]
    alterations: Map<String, Value>,
}

/// What would have come out under other rules, beside the official result.
#[utoipa::path(tag = "standings", params(TrackQuery), responses((status = 200, body = Page<AlterationsView>), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[get("/rounds/{id}/what-if")]
async fn alterations(
    call: Signed,
    id: web::Path<RoundId>,
    query: web::Query<TrackQuery>,
) -> Result<HttpResponse, Problem> {
    let view = |s: Sealed| AlterationsView { alterations: app::standings::what_if(&s), track: s.track, stage: s.stage };
    tracks((call, id, query), view).await
}

/// One way to give the pool away, beside the official one.
#[derive(Debug, Serialize, ToSchema)]
struct AlternativeView {
    /// `skip`, `stop`, `downgrade`, `part` or `optimum`.
    way: &'static str,
    funded: usize,
    #[schema(value_type = i64)]
    spent_fen: Money,
    #[schema(value_type = i64)]
    left_fen: Money,
    /// Who gets more than officially.
    #[schema(value_type = Vec<Object>)]
    gains: Vec<Change>,
    /// Who gets less.
    #[schema(value_type = Vec<Object>)]
    losses: Vec<Change>,
    /// For the optimum: its value, what no choice exceeds, and the gap; a gap of 0 is a proof.
    #[schema(value_type = Option<Object>)]
    certificate: Option<scoring::optimum::Certificate>,
}

impl From<app::standings::Alternative> for AlternativeView {
    fn from(a: app::standings::Alternative) -> Self {
        Self {
            way: a.name,
            funded: a.funded,
            spent_fen: a.spent,
            left_fen: a.left,
            gains: a.gains,
            losses: a.losses,
            certificate: a.certificate,
        }
    }
}

/// The ways to give the pool of a track away.
#[derive(Debug, Serialize, ToSchema)]
struct AllocationsView {
    track: String,
    stage: String,
    /// As the rules say: what came out for each proposal, what is left, who moves up, and what kept somebody out.
    #[schema(value_type = Option<Object>)]
    official: Option<Allocation>,
    /// The others.
    others: Vec<AlternativeView>,
    /// Why there are none.
    reason: Option<&'static str>,
}

/// The ways to give the pool away, with who gains and who loses.
#[utoipa::path(tag = "standings", params(TrackQuery), responses((status = 200, body = Page<AllocationsView>), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[get("/rounds/{id}/allocations")]
async fn allocations(
    call: Signed,
    id: web::Path<RoundId>,
    query: web::Query<TrackQuery>,
) -> Result<HttpResponse, Problem> {
    let view = |s: Sealed| {
        let (found, reason) = halves(app::standings::allocations(&s));
        let (official, others) = found.map_or_else(|| (None, Vec::new()), |a| (Some(a.official), a.others));
        let others = others.into_iter().map(AlternativeView::from).collect();
        AllocationsView { track: s.track, stage: s.stage, official, others, reason }
    };
    tracks((call, id, query), view).await
}
