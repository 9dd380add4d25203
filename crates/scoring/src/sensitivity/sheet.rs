//! Means and trimmed means of resampled judges, fast: columns are added, and only the dropped ends are walked.
//!
//! A resample in which a judge stands three times has the figures of a table in which the judge's column stands three times; a test holds both to that.

use crate::aggregate::Quotient;
use crate::marks::MarkTable;
use crate::rules::{Method, PanelRule};
use model::Mark;
use model::rules::{Rounding, RoundingMode};

/// Marks up to here, and so many judges, leave room for every sum and key in 64 bits.
const LARGEST: i64 = 1 << 38;
const MOST_JUDGES: usize = 1 << 16;
const MOST_PROPOSALS: usize = 1 << INDEX_BITS;
/// A key to sort by has the proposal's number in its low bits.
const INDEX_BITS: u32 = 22;

/// A table laid out for resampling.
pub(super) struct Sheet<'a> {
    rule: &'a PanelRule,
    proposals: usize,
    /// The marks of each judge, one after the other; a gap is 0.
    columns: Vec<i64>,
    /// 1 where there is a mark, laid out alike; empty without gaps.
    present: Vec<i64>,
    /// For each proposal the judges with their marks, lowest first; empty where nothing is dropped.
    rising: Vec<Vec<(usize, i64)>>,
}

/// What one resample fills; used again for the next.
#[derive(Default)]
pub(super) struct Scratch {
    sums: Vec<i64>,
    sizes: Vec<i64>,
    /// Sorted: the key, best first, over the proposal's number.
    order: Vec<u64>,
}

impl<'a> Sheet<'a> {
    /// `None` where the method or the size asks for the general way.
    pub(super) fn of(table: &MarkTable, rule: &'a PanelRule) -> Option<Self> {
        let (proposals, judges) = (table.proposals.len(), table.judges.len());
        let gaps = table.cells.iter().any(Option::is_none);
        let sizes = judges > 0 && judges <= MOST_JUDGES && proposals < MOST_PROPOSALS;
        let method = matches!(rule.method, Method::Mean | Method::Trimmed);
        // Exact fractions with one divisor are ranked by their sums; with several they are not whole numbers.
        let largest = if rule.rounding.is_some() { LARGEST } else { LARGEST / i64::try_from(judges.max(1)).ok()? };
        let fits = table.cells.iter().flatten().all(|mark| (0..=largest).contains(&mark.as_units()));
        if !(sizes && method && fits && (rule.rounding.is_some() || !gaps)) {
            return None;
        }
        let column = |judge: usize| table.rows().map(move |row| row.get(judge).copied().flatten());
        let all = || (0..judges).flat_map(column);
        Some(Self {
            rule,
            proposals,
            columns: all().map(|cell| cell.map_or(0, Mark::as_units)).collect(),
            present: if gaps { all().map(|cell| i64::from(cell.is_some())).collect() } else { Vec::new() },
            rising: if rule.method == Method::Trimmed { table.rows().map(rising).collect() } else { Vec::new() },
        })
    }

    /// The figures of a resample: its sums and sizes, and the order of the published figures.
    pub(super) fn score(&self, counts: &[u32], scratch: &mut Scratch) {
        let drawn = counts.iter().map(|count| i64::from(*count)).sum();
        add_up(&self.columns, self.proposals, counts, &mut scratch.sums);
        if self.present.is_empty() {
            scratch.sizes.clear();
            scratch.sizes.resize(self.proposals, drawn);
        } else {
            add_up(&self.present, self.proposals, counts, &mut scratch.sizes);
        }
        self.trim(counts, scratch);
        self.sort(scratch);
    }

    /// Takes the dropped ends off the sums, and sets the size to 0 where there is no score.
    fn trim(&self, counts: &[u32], scratch: &mut Scratch) {
        let quorum = i64::from(self.rule.quorum.max(1));
        let mut drops = (-1, (0, 0));
        let mut rising = self.rising.iter();
        for (sum, size) in scratch.sums.iter_mut().zip(&mut scratch.sizes) {
            if *size != drops.0 {
                let (low, high) = self.rule.drops(usize::try_from(*size).unwrap_or(0));
                let count = |drops: usize| i64::try_from(drops).unwrap_or(i64::MAX);
                drops = (*size, (count(low), count(high)));
            }
            let (low, high) = drops.1;
            let marks = rising.next();
            let left = size.saturating_sub(low).saturating_sub(high);
            if *size < quorum || left <= 0 {
                *size = 0;
                continue;
            }
            if let Some(marks) = marks {
                *sum -= end(marks.iter(), counts, low) + end(marks.iter().rev(), counts, high);
            }
            *size = left;
        }
    }

    fn sort(&self, scratch: &mut Scratch) {
        scratch.order.clear();
        let figures = scratch.sums.iter().zip(&scratch.sizes).zip(0_u64..);
        match self.rule.rounding {
            Some(rounding) => {
                let published = Published::of(rounding);
                scratch.order.extend(
                    figures
                        .filter(|((_, size), _)| **size > 0)
                        .map(|((sum, size), at)| packed(published.units(*sum, *size), at)),
                );
            }
            None => {
                scratch
                    .order
                    .extend(figures.filter(|((_, size), _)| **size > 0).map(|((sum, _), at)| packed(*sum, at)));
            }
        }
        scratch.order.sort_unstable();
    }

    /// The figures as quotients, in the order of the table.
    pub(super) fn figures<'s>(&'s self, scratch: &'s Scratch) -> impl Iterator<Item = Option<Quotient>> + 's {
        scratch.sums.iter().zip(&scratch.sizes).map(|(sum, size)| {
            let published = self.rule.rounding.map(|rounding| {
                let published = Published::of(rounding);
                i128::from(published.units(*sum, *size)) * i128::from(published.step)
            });
            (*size > 0).then(|| Quotient { numerator: i128::from(*sum), denominator: i128::from(*size), published })
        })
    }

    pub(super) const fn proposals(&self) -> usize {
        self.proposals
    }
}

impl Scratch {
    /// Each scored proposal's number with its competition rank, best first.
    pub(super) fn ranks(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let mut last = (u64::MAX, 0);
        self.order.iter().enumerate().map(move |(before, packed)| {
            let key = packed >> INDEX_BITS;
            if key != last.0 {
                last = (key, before + 1);
            }
            (usize::try_from(packed & ((1 << INDEX_BITS) - 1)).unwrap_or(usize::MAX), last.1)
        })
    }
}

fn rising(row: &[Option<Mark>]) -> Vec<(usize, i64)> {
    let mut marks: Vec<(usize, i64)> =
        row.iter().enumerate().filter_map(|(judge, mark)| Some((judge, mark.as_ref()?.as_units()))).collect();
    marks.sort_by_key(|(_, mark)| *mark);
    marks
}

/// Adds each column as often as its judge was drawn.
fn add_up(columns: &[i64], proposals: usize, counts: &[u32], sums: &mut Vec<i64>) {
    sums.clear();
    sums.resize(proposals, 0);
    for (column, count) in columns.chunks_exact(proposals.max(1)).zip(counts) {
        for _ in 0..*count {
            sums.iter_mut().zip(column).for_each(|(sum, mark)| *sum += mark);
        }
    }
}

/// The sum of the first so many drawn marks from one end.
fn end<'m>(marks: impl Iterator<Item = &'m (usize, i64)>, counts: &[u32], drops: i64) -> i64 {
    let (mut sum, mut left) = (0, drops);
    if left == 0 {
        return 0;
    }
    for (judge, mark) in marks {
        let taken = i64::from(counts.get(*judge).copied().unwrap_or(0)).min(left);
        sum += taken * mark;
        left -= taken;
        if left == 0 {
            break;
        }
    }
    sum
}

/// The better the smaller, so that sorting puts the best first.
fn packed(key: i64, at: u64) -> u64 {
    let top = (1_u64 << (64 - INDEX_BITS)) - 1;
    (top - key.unsigned_abs()) << INDEX_BITS | at
}

/// Rounding of `sum / size` in 64 bits, for figures that are not negative.
struct Published {
    mode: RoundingMode,
    step: i64,
}

impl Published {
    fn of(rounding: Rounding) -> Self {
        Self { mode: rounding.mode, step: 10_i64.pow(4_u32.saturating_sub(rounding.decimals.min(4))) }
    }

    /// The figure in units of the last decimal.
    fn units(&self, sum: i64, size: i64) -> i64 {
        let part = (size * self.step).max(1);
        match self.mode {
            RoundingMode::HalfUp => (2 * sum + part) / (2 * part),
            RoundingMode::Down => sum / part,
            RoundingMode::HalfEven => {
                let (whole, twice) = (sum / part, 2 * (sum % part));
                whole + i64::from(twice > part || (twice == part && whole % 2 == 1))
            }
        }
    }
}
