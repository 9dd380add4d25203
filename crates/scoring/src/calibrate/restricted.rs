//! The restricted likelihood of the variances at one point, with its slope, its average information and the effects that belong to it.
//!
//! Marks are y = mean + Zp worth + Zj severity + rest, V their variance, P the projection that takes the mean out (Patterson and Thompson 1971).
//! Proposals, the larger factor, are eliminated block by block, then the mean; what is left has one row a judge.

use super::Cell;
use super::matrix::Matrix;
use crate::real::real;

/// The share of what is added up for a likelihood that is lost to rounding.
const NOISE: f64 = 1e-12;

/// Something for each variance: of worth between proposals, of severity between judges, of the rest.
pub(super) type Three = [f64; 3];

/// What is known before any variance is.
pub(super) struct Panel<'a> {
    pub(super) cells: &'a [Cell],
    pub(super) judges: usize,
    /// The marks less their mean, which the projection takes out anyway; smaller numbers lose fewer digits.
    pub(super) marks: Vec<f64>,
    /// The least that each variance may be. The rest keeps a trace, so that V can be inverted.
    pub(super) least: Three,
}

impl Panel<'_> {
    fn rows(&self) -> impl Iterator<Item = &[Cell]> {
        self.cells.chunk_by(|a, b| a.proposal == b.proposal)
    }

    /// The sum of each proposal's values.
    fn by_proposal(&self, values: &[f64]) -> Vec<f64> {
        let mut rest = values;
        let sum = |row: &[Cell]| {
            let (own, after) = rest.split_at_checked(row.len()).unwrap_or((rest, &[]));
            rest = after;
            own.iter().sum()
        };
        self.rows().map(sum).collect()
    }

    /// The sum of each judge's values.
    fn by_judge(&self, values: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.judges];
        for (cell, value) in self.cells.iter().zip(values) {
            sums.get_mut(cell.judge).into_iter().for_each(|sum| *sum += value);
        }
        sums
    }

    /// For each mark what its judge has.
    pub(super) fn of_judge<'a>(&'a self, judges: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
        self.cells.iter().map(|cell| judges.get(cell.judge).copied().unwrap_or_default())
    }

    /// For each mark what its proposal has.
    pub(super) fn of_proposal<'a>(&'a self, proposals: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
        self.cells.iter().map(|cell| proposals.get(cell.proposal).copied().unwrap_or_default())
    }
}

/// The likelihood at given variances.
pub(super) struct Point<'a> {
    panel: &'a Panel<'a>,
    pub(super) variances: Three,
    /// The logarithm of the restricted likelihood, up to a constant.
    pub(super) likelihood: f64,
    /// How far rounding may move it.
    pub(super) noise: f64,
    /// Its slope in each variance.
    pub(super) slope: Three,
    weights: Weights,
    /// S = 1 / (1 + judges' variance times B).
    inverse: Matrix,
    /// P y, a figure for each mark.
    projected: Vec<f64>,
    /// The diagonal of Zp' P Zp.
    own: Vec<f64>,
}

/// What is left of V once proposals and the mean are eliminated.
struct Weights {
    /// The weight of each proposal's every mark: 1 / (residual + marks times the variance of worth).
    each: Vec<f64>,
    /// The sum over each judge's marks.
    judge: Vec<f64>,
    /// The sum over all marks.
    all: f64,
    /// B: the information about judges.
    information: Matrix,
}

impl Weights {
    fn of(panel: &Panel<'_>, [between, _, residual]: Three) -> Self {
        let each: Vec<f64> = panel.rows().map(|row| 1.0 / (residual + real(row.len()) * between)).collect();
        let marks: Vec<f64> = panel.of_proposal(&each).collect();
        let (judge, all) = (panel.by_judge(&marks), marks.iter().sum());
        let mut information = Matrix::zero(panel.judges);
        for (row, weight) in panel.rows().zip(&each) {
            for cell in row {
                information.add(cell.judge, cell.judge, 1.0 / residual);
                row.iter().for_each(|other| information.add(cell.judge, other.judge, -between * weight / residual));
            }
        }
        for (a, of_a) in judge.iter().enumerate() {
            judge.iter().enumerate().for_each(|(b, of_b)| information.add(a, b, -of_a * of_b / all));
        }
        Self { each, judge, all, information }
    }

    /// The information of proposals alone, without the mean, times the values.
    fn centred(&self, panel: &Panel<'_>, [between, _, residual]: Three, values: &[f64]) -> Vec<f64> {
        let sums = panel.by_proposal(values);
        let parts: Vec<f64> = sums.iter().zip(&self.each).map(|(sum, weight)| between * weight * sum).collect();
        let all: f64 = sums.iter().zip(&self.each).map(|(sum, weight)| sum * weight).sum();
        let marks = values.iter().zip(panel.of_proposal(&parts)).zip(panel.of_proposal(&self.each));
        marks.map(|((value, part), weight)| (value - part) / residual - weight * all / self.all).collect()
    }
}

impl<'a> Point<'a> {
    /// `None` where the variances are too far apart for the digits of a float.
    pub(super) fn at(panel: &'a Panel<'a>, variances: Three) -> Option<Self> {
        let [_, severity, residual] = variances;
        let weights = Weights::of(panel, variances);
        let mut system = Matrix::zero(panel.judges);
        for a in 0..panel.judges {
            system.add(a, a, 1.0);
            (0..panel.judges).for_each(|b| system.add(a, b, severity * weights.information.get(a, b)));
        }
        let factor = system.factor()?;
        let logarithms: f64 = panel
            .rows()
            .zip(&weights.each)
            .map(|(row, weight)| real(row.len().saturating_sub(1)) * libm::log(residual) - libm::log(*weight))
            .sum();
        let volume = logarithms + libm::log(weights.all) + factor.log_determinant();
        let inverse = factor.inverse();
        let mut point = Self {
            panel,
            variances,
            likelihood: 0.0,
            noise: 0.0,
            slope: [0.0; 3],
            weights,
            inverse,
            projected: Vec::new(),
            own: Vec::new(),
        };
        point.projected = point.project(&panel.marks);
        point.likelihood = -(volume + dot(&panel.marks, &point.projected)) / 2.0;
        let added: f64 = panel.marks.iter().zip(&point.projected).map(|(mark, own)| (mark * own).abs()).sum();
        point.noise = NOISE * (volume.abs() + added);
        point.own = point.own_proposals();
        point.slope = point.slopes();
        point.likelihood.is_finite().then_some(point)
    }

    /// P times the values.
    fn project(&self, values: &[f64]) -> Vec<f64> {
        let panel = self.panel;
        let judges = panel.by_judge(&self.weights.centred(panel, self.variances, values));
        let [_, severity, _] = self.variances;
        let effects: Vec<f64> = self.inverse.times(&judges).iter().map(|effect| severity * effect).collect();
        let left: Vec<f64> =
            values.iter().zip(panel.of_judge(&effects)).map(|(value, effect)| value - effect).collect();
        self.weights.centred(panel, self.variances, &left)
    }

    /// The diagonal of Zp' P Zp.
    fn own_proposals(&self) -> Vec<f64> {
        let [_, severity, _] = self.variances;
        let (all, judge) = (self.weights.all, &self.weights.judge);
        let leaning = self.inverse.times(judge);
        let lean = dot(judge, &leaning);
        let own = |(row, weight): (&[Cell], &f64)| {
            let share = real(row.len()) / all;
            let pairs = row.iter().flat_map(|a| row.iter().map(|b| self.inverse.get(a.judge, b.judge)));
            let cross: f64 = row.iter().filter_map(|cell| leaning.get(cell.judge)).sum();
            let form = pairs.sum::<f64>() - 2.0 * share * cross + share * share * lean;
            weight * (real(row.len()) * (1.0 - share * weight) - severity * weight * form)
        };
        self.panel.rows().zip(&self.weights.each).map(own).collect()
    }

    /// (y' P Z Z' P y - tr Z' P Z) / 2 for each variance.
    fn slopes(&self) -> Three {
        let [between, severity, residual] = self.variances;
        let (proposals, judges) = (self.worth_over_variance(), self.severity_over_variance());
        let of_proposals: f64 = self.own.iter().sum();
        let of_judges = self.inverse.dot(&self.weights.information);
        // tr P V is the number of marks less the one mean.
        let of_rest =
            (real(self.projected.len().saturating_sub(1)) - between * of_proposals - severity * of_judges) / residual;
        [
            (dot(&proposals, &proposals) - of_proposals) / 2.0,
            (dot(&judges, &judges) - of_judges) / 2.0,
            (dot(&self.projected, &self.projected) - of_rest) / 2.0,
        ]
    }

    fn worth_over_variance(&self) -> Vec<f64> {
        self.panel.by_proposal(&self.projected)
    }

    fn severity_over_variance(&self) -> Vec<f64> {
        self.panel.by_judge(&self.projected)
    }

    /// The average of observed and expected information, y' P Vi P Vj P y / 2 (Gilmour, Thompson and Cullis 1995).
    pub(super) fn information(&self) -> [Three; 3] {
        let (proposals, judges) = (self.worth_over_variance(), self.severity_over_variance());
        let of_proposals: Vec<f64> = self.panel.of_proposal(&proposals).collect();
        let of_judges: Vec<f64> = self.panel.of_judge(&judges).collect();
        let working = [&of_proposals, &of_judges, &self.projected];
        working.map(|one| {
            let projected = self.project(one);
            working.map(|other| dot(other, &projected) / 2.0)
        })
    }

    /// One step of expectation and maximisation (Dempster, Laird and Rubin 1977), which never leads down.
    pub(super) fn expectation_step(&self) -> Three {
        let counts = [self.own.len(), self.panel.judges, self.projected.len()];
        let mut step = [0.0; 3];
        for (((step, slope), variance), count) in step.iter_mut().zip(self.slope).zip(self.variances).zip(counts) {
            *step = 2.0 * variance * variance * slope / real(count);
        }
        step
    }

    /// The mean of the centred marks.
    pub(super) fn mean(&self) -> f64 {
        let [_, severity, _] = self.variances;
        let effects: Vec<f64> = self.severity_over_variance().iter().map(|b| severity * b).collect();
        let weights = self.panel.of_proposal(&self.weights.each);
        let left = self.panel.marks.iter().zip(self.panel.of_judge(&effects)).map(|(mark, effect)| mark - effect);
        weights.zip(left).map(|(weight, left)| weight * left).sum::<f64>() / self.weights.all
    }

    /// Each proposal's predicted worth and its posterior variance (Henderson 1975).
    pub(super) fn proposals(&self) -> Vec<(f64, f64)> {
        let [between, ..] = self.variances;
        let pairs = self.worth_over_variance().into_iter().zip(&self.own);
        pairs.map(|(worth, own)| (between * worth, between * (1.0 - between * own))).collect()
    }

    /// Each judge's predicted severity and its posterior variance.
    pub(super) fn judges(&self) -> Vec<(f64, f64)> {
        let [_, severity, _] = self.variances;
        let judges = self.severity_over_variance();
        judges.iter().enumerate().map(|(at, b)| (severity * b, severity * self.inverse.get(at, at))).collect()
    }
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
