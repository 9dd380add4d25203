//! What an organiser may want to look at, each with the figure that raised it and the bound that it passed.

use super::JudgeReport;

/// What stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagKind {
    /// Marks far below the panel.
    Severe,
    /// Marks far above the panel.
    Lenient,
    /// Marks that differ less than half as much as the middle judge's.
    Narrow,
    /// Marks that differ more than twice as much.
    Wide,
    /// An order that runs against the other judges'.
    Contrary,
    /// Nearly every mark lies close to the judge's own mean.
    Central,
    /// Nearly every mark is the same.
    StraightLining,
}

/// A hint with its evidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flag {
    /// What stands out.
    pub kind: FlagKind,
    /// The figure of the report that shows it.
    pub figure: f64,
    /// The bound that it passed or met.
    pub bound: f64,
}

/// Severity at so many robust standard deviations.
const FAR: f64 = 3.0;
/// Spread below this share of the median, or above its reciprocal.
const NARROW: f64 = 0.5;
/// From this share on "nearly every".
const NEARLY_ALL: f64 = 0.9;
/// A habit is seen from so many marks on.
const SEVERAL: usize = 5;

pub(super) fn of(report: &JudgeReport) -> Vec<Flag> {
    let mut found = Vec::new();
    let mut say = |kind, figure, bound, raised: bool| found.extend(raised.then_some(Flag { kind, figure, bound }));
    if let Ok(z) = report.severity_z {
        say(FlagKind::Severe, z, -FAR, z <= -FAR);
        say(FlagKind::Lenient, z, FAR, z >= FAR);
    }
    if let Ok(ratio) = report.spread {
        say(FlagKind::Narrow, ratio, NARROW, ratio < NARROW);
        say(FlagKind::Wide, ratio, NARROW.recip(), ratio > NARROW.recip());
    }
    if let Ok(r) = report.spearman_rest {
        say(FlagKind::Contrary, r, 0.0, r < 0.0);
    }
    if report.marks >= SEVERAL {
        if let Ok(share) = report.central {
            say(FlagKind::Central, share, NEARLY_ALL, share >= NEARLY_ALL);
        }
        if let Ok(share) = report.straight_lining {
            say(FlagKind::StraightLining, share, NEARLY_ALL, share >= NEARLY_ALL);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reliability::Undefined;

    fn quiet() -> JudgeReport {
        let none = Err(Undefined::NoVariation);
        JudgeReport {
            judge: "J".into(),
            marks: 5,
            mean: none,
            severity: none,
            severity_z: none,
            standard_deviation: none,
            spread: none,
            spearman_rest: none,
            rmse_rest: none,
            central: none,
            straight_lining: none,
            flags: Vec::new(),
        }
    }

    fn kinds(report: &JudgeReport) -> Vec<FlagKind> {
        of(report).into_iter().map(|flag| flag.kind).collect()
    }

    #[test]
    fn each_bound_holds_below_at_and_above() {
        use FlagKind::{Central, Contrary, Lenient, Narrow, Severe, StraightLining, Wide};
        let none: Vec<FlagKind> = Vec::new();
        for (z, wanted) in [(-3.1, vec![Severe]), (-3.0, vec![Severe]), (-2.9, none.clone())] {
            assert_eq!(kinds(&JudgeReport { severity_z: Ok(z), ..quiet() }), wanted);
        }
        for (z, wanted) in [(2.9, none.clone()), (3.0, vec![Lenient]), (3.1, vec![Lenient])] {
            assert_eq!(kinds(&JudgeReport { severity_z: Ok(z), ..quiet() }), wanted);
        }
        for (ratio, wanted) in [(0.49, vec![Narrow]), (0.5, none.clone()), (2.0, none.clone()), (2.01, vec![Wide])] {
            assert_eq!(kinds(&JudgeReport { spread: Ok(ratio), ..quiet() }), wanted);
        }
        for (r, wanted) in [(-0.01, vec![Contrary]), (0.0, none.clone()), (0.01, none.clone())] {
            assert_eq!(kinds(&JudgeReport { spearman_rest: Ok(r), ..quiet() }), wanted);
        }
        for (share, central, straight) in [
            (0.89, none.clone(), none.clone()),
            (0.9, vec![Central], vec![StraightLining]),
            (1.0, vec![Central], vec![StraightLining]),
        ] {
            assert_eq!(kinds(&JudgeReport { central: Ok(share), ..quiet() }), central);
            assert_eq!(kinds(&JudgeReport { straight_lining: Ok(share), ..quiet() }), straight);
            assert_eq!(kinds(&JudgeReport { central: Ok(share), marks: 4, ..quiet() }), none);
        }
    }

    #[test]
    fn a_flag_carries_its_evidence() {
        let flags = of(&JudgeReport { severity_z: Ok(-4.0), ..quiet() });
        assert_eq!(flags, [Flag { kind: FlagKind::Severe, figure: -4.0, bound: -3.0 }]);
    }
}
