//! Published results of real competitions come out of their published marks, to the last digit.
#![cfg(test)]

use model::Mark;
use model::rules::{Rounding, RoundingMode, StagedRounding};
use num_traits::ToPrimitive;
use scoring::aggregate::{explained, figures};
use scoring::equating::{Equated, equate};
use scoring::marks::MarkTable;
use scoring::ranks::competition;
use scoring::rules::{
    Component, Equating, EquatingMethod, Link, Method, Overall, PanelRule, RuleSet, Source, TrimStep,
};
use scoring::standings::{Entry, standings};
use scoring::{Ratio, audience};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The folder with the data that may not be copied here; where it is not named, the test says so and passes, but not on the build machine.
fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("WEIGUANG_VECTORS").map(PathBuf::from);
    let must = std::env::var_os("CI").is_some_and(|ci| ci == "true");
    assert!(named.is_some() || !must, "WEIGUANG_VECTORS names no folder");
    if named.is_none() {
        println!("not run: WEIGUANG_VECTORS names no folder");
    }
    named
}

/// The rows of a CSV file without quotation marks, by the names of the columns.
fn csv(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = text.lines();
    let names: Vec<String> =
        lines.next().unwrap().trim_start_matches('\u{feff}').split(',').map(str::to_owned).collect();
    lines.map(|line| names.iter().cloned().zip(line.split(',').map(str::to_owned)).collect()).collect()
}

fn file(name: &str) -> Option<Vec<BTreeMap<String, String>>> {
    Some(csv(&std::fs::read_to_string(folder()?.join(name)).unwrap()))
}

fn ratio(text: &str) -> Ratio {
    Ratio::of(text.parse().unwrap())
}

fn trimmed(each: u32, rounding: Option<Rounding>) -> PanelRule {
    PanelRule {
        method: Method::Trimmed,
        trim: vec![TrimStep { from_sheets: 0, low: each, high: each }],
        quorum: 1,
        rounding,
    }
}

const TWO: Option<Rounding> = Some(Rounding { decimals: 2, mode: RoundingMode::HalfUp });

/// One table out of rows whose marks stand in these columns.
fn table(rows: &[BTreeMap<String, String>], judges: &[&str]) -> MarkTable {
    let mark = |row: &BTreeMap<String, String>, judge: &&str| row[*judge].parse::<Mark>().ok();
    MarkTable {
        proposals: (0..rows.len()).map(|n| n.to_string()).collect(),
        judges: judges.iter().map(|j| (*j).to_owned()).collect(),
        cells: rows.iter().flat_map(|row| judges.iter().map(move |j| mark(row, j))).collect(),
    }
}

const NINE: [&str; 9] = ["J1", "J2", "J3", "J4", "J5", "J6", "J7", "J8", "J9"];

#[test]
fn figure_skating_components_come_out() {
    let Some(rows) = file("isu_components_2016_2017.csv") else { return };
    let mut table = table(&rows, &NINE);
    let absent = table.cells.iter_mut().filter(|cell| **cell == Some(Mark::default())).map(|cell| *cell = None).count();
    let scores = figures(&table, &trimmed(1, TWO));
    let published = rows.iter().map(|row| row["scores_of_panel"].parse::<Mark>().unwrap().as_units());
    let right = scores
        .iter()
        .zip(published)
        .filter(|(ours, theirs)| ours.unwrap().published == Some(i128::from(*theirs)))
        .count();
    assert_eq!((right, rows.len(), absent), (2_797, 2_797, 12));
}

#[test]
fn diving_standings_of_sydney_come_out() {
    let Some(rows) = file("diving_sydney_2000.csv") else { return };
    let exact: Vec<Ratio> =
        figures(&table(&rows, &NINE[..7]), &trimmed(1, None)).iter().map(|f| f.unwrap().exact()).collect();
    let mut sums: BTreeMap<(&str, &str, &str), Ratio> = BTreeMap::new();
    let mut ranks: BTreeMap<(&str, &str, &str), i64> = BTreeMap::new();
    for (row, mean) in rows.iter().zip(exact) {
        let key = (row["Event"].as_str(), row["Round"].as_str(), row["Diver"].as_str());
        let dive = mean.try_times(Ratio::new(3, 1)).unwrap().try_times(ratio(&row["Difficulty"])).unwrap();
        let sum = sums.entry(key).or_default();
        *sum = sum.plus(dive);
        ranks.insert(key, row["Rank"].parse().unwrap());
    }
    let carried = |key: &(&'static str, &'static str), diver: &str, of: &BTreeMap<(&str, &str, &str), Ratio>| {
        let before = match key.1 {
            "Semi" => Some("Prelim"),
            "Final" => Some("Semi"),
            _ => None,
        };
        before.map_or(Ratio::ZERO, |round| of[&(key.0, round, diver)])
    };
    let (mut right, mut all) = (0, 0);
    for event in ["M3mSB", "W10mPF"] {
        for round in ["Prelim", "Semi", "Final"] {
            let divers: Vec<&str> = sums.keys().filter(|k| (k.0, k.1) == (event, round)).map(|k| k.2).collect();
            let total = |diver: &&str| {
                std::cmp::Reverse(sums[&(event, round, *diver)].plus(carried(&(event, round), diver, &sums)))
            };
            let ours = competition(&divers.iter().map(total).collect::<Vec<_>>());
            all += divers.len();
            right += divers.iter().zip(ours).filter(|(diver, rank)| ranks[&(event, round, **diver)] == *rank).count();
        }
    }
    assert_eq!(right, all);
    assert_eq!(all, 149);
}

#[test]
fn diving_scores_of_paris_come_out() {
    let Some(rows) = file("diving_paris_2024.csv") else { return };
    let judges = ["Judge1", "Judge2", "Judge3", "Judge4", "Judge5", "Judge6", "Judge7"];
    let right = figures(&table(&rows, &judges), &trimmed(2, None)).into_iter().zip(&rows).filter(|(f, row)| {
        let sum = f.unwrap().exact().try_times(Ratio::new(3, 1)).unwrap();
        sum.try_times(ratio(&row["Difficulty"])) == Some(ratio(&row["Round_Score"]))
    });
    assert_eq!((right.count(), rows.len()), (24, 24));
}

#[test]
fn the_song_contest_comes_out() {
    let (Some(votes), Some(published)) =
        (file("eurovision_2016_final_votes.csv"), file("eurovision_2016_final_published.csv"))
    else {
        return;
    };
    let sum = |country: &str, column: &str| {
        votes.iter().filter(|v| v["to_country"] == country).map(|v| v[column].parse::<i64>().unwrap_or(0)).sum::<i64>()
    };
    let half = |id: &str| Component { id: id.into(), weight: 5_000, source: Source::BallotCount {} };
    let rules = RuleSet {
        components: vec![half("televote"), half("jury")],
        rounding: Vec::new(),
        tie_chain: vec![Link::Public],
        ..RuleSet::of_panel(trimmed(0, None))
    };
    let entry = |row: &BTreeMap<String, String>| Entry {
        proposal: row["country"].clone(),
        counts: [("televote", "televoting_points"), ("jury", "jury_points")]
            .map(|(id, column)| (id.to_owned(), sum(&row["country"], column)))
            .into(),
        ..Entry::default()
    };
    let found = standings(&published.iter().map(entry).collect::<Vec<_>>(), &rules, &[]).unwrap();
    for row in &found.rows {
        let theirs = published.iter().find(|p| p["country"] == row.scored.proposal).unwrap();
        let whole = ratio(&theirs["final_total_points"]);
        assert_eq!(row.scored.final_score.exact.try_times(Ratio::new(2, 1)), Some(whole), "{}", row.scored.proposal);
    }
    let place =
        |country: &str| found.rows.iter().find(|r| r.scored.proposal == country).map(|r| (r.rank, r.place)).unwrap();
    assert_eq!(place("NL").0, place("MT").0);
    assert_eq!(place("NL").1 + 1, place("MT").1);
    jurors_give_the_points_of_their_mean_rank(&votes);
}

/// The points 12, 10, 8, .. follow the mean of five jurors' ranks, except inside ties.
fn jurors_give_the_points_of_their_mean_rank(votes: &[BTreeMap<String, String>]) {
    let ranks = file("eurovision_2016_final_juror_ranks.csv").unwrap();
    let points: Vec<Mark> = [12, 10, 8, 7, 6, 5, 4, 3, 2, 1].map(Mark::points).into();
    let mut checked = 0;
    let countries: std::collections::BTreeSet<&String> = ranks.iter().map(|r| &r["from_country"]).collect();
    for from in countries {
        let mut theirs: Vec<BTreeMap<String, String>> =
            ranks.iter().filter(|r| r["from_country"] == *from).cloned().collect();
        for row in &mut theirs {
            for juror in ["A", "B", "C", "D", "E"] {
                let rank: i64 = row[juror].parse().unwrap();
                row.insert(juror.into(), (100 - rank).to_string());
            }
        }
        let rule = PanelRule { method: Method::MeanRank, trim: Vec::new(), quorum: 1, rounding: None };
        let means: Vec<Ratio> =
            figures(&table(&theirs, &["A", "B", "C", "D", "E"]), &rule).iter().map(|f| f.unwrap().exact()).collect();
        let counts: Vec<i64> = means
            .iter()
            .map(|m| -i64::try_from(m.try_times(Ratio::new(10, 1)).unwrap().numerator()).unwrap())
            .collect();
        for ((row, given), mean) in theirs.iter().zip(audience::rank_points(&counts, &points)).zip(&means) {
            // Countries that got nothing from a jury and its public have no line.
            let vote = votes.iter().find(|v| v["from_country"] == *from && v["to_country"] == row["to_country"]);
            if means.iter().filter(|m| *m == mean).count() == 1 {
                assert_eq!(
                    given,
                    vote.map_or(Ratio::ZERO, |v| ratio(&v["jury_points"])),
                    "{from} to {}",
                    row["to_country"]
                );
                checked += 1;
            }
        }
    }
    assert!(checked > 500, "{checked}");
}

#[test]
fn the_judgment_of_paris_has_two_exact_ties() {
    let rows = csv(&include_str!("data/judgment_of_paris_1976_white.csv")
        .replace("\"Beaune, Clos des Mouches\"", "Clos des Mouches"));
    let french = ["Brejoux", "de Villaine", "Dovaz", "Kahn", "Dubois-Millot", "Oliver", "Tari", "Vanneque", "Vrinat"];
    let rule = PanelRule { method: Method::Sum, trim: Vec::new(), quorum: 9, rounding: None };
    let sums: Vec<String> =
        explained(&table(&rows, &french), &rule).unwrap().into_iter().map(|o| o.figure.unwrap().text).collect();
    let wines: Vec<&str> = rows.iter().map(|r| r["wine"].as_str()).collect();
    let expected = [
        ("A", "261/2"),
        ("B", "261/2"),
        ("C", "121"),
        ("D", "104"),
        ("E", "100"),
        ("F", "94"),
        ("G", "88"),
        ("H", "101"),
        ("I", "88"),
        ("J", "42"),
    ];
    assert_eq!(wines.into_iter().zip(sums.iter().map(String::as_str)).collect::<Vec<_>>(), expected);
}

#[test]
fn wine_tasters_rank_sums_come_out() {
    let all: Value = serde_json::from_str(include_str!("data/kendall_w_wine_tastings.json")).unwrap();
    for tasting in all["tastings"].as_array().unwrap() {
        let judges = tasting["rankings"].as_object().unwrap();
        let wines = judges.values().next().unwrap().as_array().unwrap().len();
        let mark = |judge: &Value, wine: usize| {
            Some(Mark::units(1_000_000 - judge[wine].to_string().parse::<Mark>().unwrap().as_units()))
        };
        let table = MarkTable {
            proposals: (0..wines).map(|w| w.to_string()).collect(),
            judges: judges.keys().cloned().collect(),
            cells: (0..wines).flat_map(|w| judges.values().map(move |j| mark(j, w))).collect(),
        };
        let rule = PanelRule { method: Method::MeanRank, trim: Vec::new(), quorum: 1, rounding: None };
        let means: Vec<Ratio> = figures(&table, &rule).iter().map(|f| f.unwrap().exact()).collect();
        let published = &tasting["published"];
        // One report prints no ranks.
        if !published["group_rank"].is_null() {
            assert_eq!(serde_json::json!(competition(&means)), published["group_rank"], "report {}", tasting["report"]);
        }
        let judges = Ratio::new(i128::try_from(judges.len()).unwrap(), 1);
        let sums: Vec<Option<Ratio>> = means.iter().map(|m| m.try_times(judges)).collect();
        let theirs: Vec<Option<Ratio>> =
            published["votes_against"].as_array().unwrap().iter().map(|v| Some(ratio(&v.to_string()))).collect();
        assert_eq!(sums, theirs, "report {}", tasting["report"]);
    }
}

#[test]
fn shrout_and_fleiss_table_gives_what_was_computed_for_it() {
    let table =
        MarkTable::from_csv(b"t,a,b,c,d\n1,9,2,5,8\n2,6,1,3,2\n3,8,4,6,8\n4,7,1,2,6\n5,10,5,6,9\n6,6,2,4,7\n").unwrap();
    let expected: Value = serde_json::from_str(include_str!("data/computed_expected.json")).unwrap();
    let expected = &expected["shrout_fleiss"]["aggregates"];
    let cases = [
        (Method::Mean, 0, "mean"),
        (Method::Trimmed, 1, "trim1"),
        (Method::Median, 0, "median"),
        (Method::Borda, 0, "borda_averaged_ties"),
        (Method::Z, 0, "z_mean_sample_sd"),
    ];
    for (method, each, name) in cases {
        let rule = PanelRule { method, ..trimmed(each, None) };
        for (found, theirs) in figures(&table, &rule).iter().zip(expected[name].as_array().unwrap()) {
            let exact = found.unwrap().exact();
            let ours = exact.numerator().to_f64().unwrap() / exact.denominator().to_f64().unwrap();
            assert!((ours - theirs.as_f64().unwrap()).abs() <= 1e-9, "{name}: {ours} {theirs}");
        }
    }
}

/// Candidates whose figures add up to the sum, all between the given ends.
fn candidates(sum: &str, count: i64) -> Vec<Ratio> {
    let all: Mark = sum.parse().unwrap();
    let each = all.as_units() / count;
    let mut marks = vec![Ratio::of(Mark::units(each)); usize::try_from(count).unwrap() - 1];
    marks.push(Ratio::of(Mark::units(all.as_units() - each * (count - 1))));
    marks
}

fn stages(list: &[(&str, u32)]) -> Vec<StagedRounding> {
    list.iter()
        .map(|(stage, decimals)| StagedRounding {
            stage: (*stage).into(),
            decimals: *decimals,
            mode: RoundingMode::HalfUp,
        })
        .collect()
}

fn printed(found: &Equated) -> (Vec<String>, String, Vec<String>) {
    let text = |f: &scoring::Figure| f.text.clone();
    (
        found.rooms.values().map(|r| text(&r.mean)).collect(),
        text(&found.overall.mean),
        found.coefficients.values().map(text).collect(),
    )
}

fn notice(name: &str) -> Value {
    let all: Value = serde_json::from_str(include_str!("data/panel_equating_cn.json")).unwrap();
    all["cases"].as_array().unwrap().iter().find(|c| c["name"] == name).unwrap().clone()
}

fn texts(list: &Value, key: Option<&str>) -> Vec<String> {
    let text = |v: &Value| key.map_or(v, |k| &v[k]).as_str().unwrap().to_owned();
    list.as_array().unwrap().iter().map(text).collect()
}

#[test]
fn the_rooms_of_henan_come_out() {
    let notice = notice("Henan music");
    let rooms: BTreeMap<String, Vec<Ratio>> = ["1", "2"]
        .into_iter()
        .zip(notice["rooms"].as_array().unwrap())
        .map(|(name, room)| (name.to_owned(), candidates(room["sum"].as_str().unwrap(), room["n"].as_i64().unwrap())))
        .collect();
    let rule = Equating {
        component: "panel".into(),
        method: EquatingMethod::Ratio,
        overall: Overall::Pooled,
        drop_low: 0,
        drop_high: 0,
    };
    let rounding = stages(&[("room_mean", 2), ("overall_mean", 2), ("coefficient", 2), ("equated", 4)]);
    let found = equate(&rooms, &rule, &rounding).unwrap();
    let expected = (
        texts(&notice["rooms"], Some("published_mean")),
        "79.40".to_owned(),
        texts(&notice["published_coefficient"], None),
    );
    assert_eq!(printed(&found), expected);
    // The mean of the rooms' means is another figure, so the notice's word "pooled" matters.
    let twice = Equating { overall: Overall::MeanOfMeans, ..rule.clone() };
    assert_eq!(equate(&rooms, &twice, &rounding).unwrap().overall.mean.text, "79.59");
    let product = scoring::equating::apply(&found, &rule, ("1", ratio("85.5")), &rooms).unwrap();
    assert_eq!(scoring::Figure::new(product, scoring::figure::rounding_at(&rounding, "equated")).text, "88.9200");
}

#[test]
fn the_rooms_of_gao_an_come_out_with_their_own_pooled_trim() {
    let notice = notice("Gao'an water stations");
    let rooms: BTreeMap<String, Vec<Ratio>> = ["1", "2"]
        .into_iter()
        .zip(notice["rooms"].as_array().unwrap())
        .map(|(name, room)| {
            let mut all = candidates(room["trimmed_sum"].as_str().unwrap(), room["n_after_trim"].as_i64().unwrap());
            all.extend(
                texts(&room["dropped_high"], None).iter().chain(&texts(&room["dropped_low"], None)).map(|t| ratio(t)),
            );
            (name.to_owned(), all)
        })
        .collect();
    let rule = Equating {
        component: "panel".into(),
        method: EquatingMethod::Ratio,
        overall: Overall::Pooled,
        drop_low: 2,
        drop_high: 2,
    };
    let found = equate(&rooms, &rule, &stages(&[("room_mean", 4), ("overall_mean", 4), ("coefficient", 4)])).unwrap();
    let expected = (
        texts(&notice["rooms"], Some("published_mean")),
        "73.1596".to_owned(),
        texts(&notice["published_coefficient"], None),
    );
    assert_eq!(printed(&found), expected);
    assert_eq!(found.rooms.values().map(|r| r.count).collect::<Vec<_>>(), [22, 20]);
    assert_eq!((found.overall.count, found.overall.sum), (46, ratio("3365.34")));
}
