//! Means and trimmed means of resampled judges, fast: columns are added, and only the dropped ends are walked.
//!
//! A resample in which a judge stands three times has the figures of a table in which the judge's column stands three times; a test holds both to that.

use super::Place;
use crate::aggregate::Quotient;
use crate::marks::MarkTable;
use crate::optimum::gcd;
use crate::rules::{Method, PanelRule};
use model::Mark;
use model::rules::{Rounding, RoundingMode};

/// Marks up to here, and so many judges, leave room for every sum and key in 64 bits.
const LARGEST: i64 = 1 << 38;
const MOST_JUDGES: usize = 1 << 16;
const MOST_PROPOSALS: usize = 1 << INDEX_BITS;
/// A key to sort by has the proposal's number in its low bits.
const INDEX_BITS: u32 = 22;
/// The key of a proposal without a score; figures are not negative.
const NONE: i64 = -1;
/// Many keys that lie close together are counted, others are sorted: from so many on, within so many times their number.
const MANY: usize = 100;
const CLOSE: usize = 8;

/// A table laid out for resampling.
pub(super) struct Sheet<'a> {
    rule: &'a PanelRule,
    proposals: usize,
    /// What all marks are multiples of.
    unit: i64,
    /// The marks of each judge in units, one after the other; a gap is 0. They are narrow because adding them up is most of the work.
    columns: Vec<i32>,
    /// 1 where there is a mark, laid out alike; empty without gaps.
    present: Vec<i32>,
    /// For each proposal the judges with their marks, lowest first; empty where nothing is dropped.
    rising: Vec<Vec<(usize, i64)>>,
}

/// What one resample fills; used again for the next.
#[derive(Default)]
pub(super) struct Scratch {
    /// How often each judge was drawn last, and what the drawn columns add up to: the next resample begins there.
    counts: Vec<u32>,
    whole: Vec<i32>,
    held: Vec<i32>,
    /// What is left of it without the dropped ends.
    sums: Vec<i64>,
    sizes: Vec<i64>,
    /// What each proposal is ranked by, the larger the better; [`NONE`] without a score.
    keys: Vec<i64>,
    /// The competition rank of each proposal; 0 without a score.
    ranks: Vec<usize>,
    /// Room for the ranking: how many have each key, or the order of keys and proposals.
    having: Vec<usize>,
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
        let units = table.cells.iter().flatten().map(|mark| mark.as_units().unsigned_abs());
        let unit = i64::try_from(units.fold(0, gcd)).ok()?.max(1);
        let most = i32::MAX / i32::try_from(judges).ok()?;
        let narrow = |mark: Mark| i32::try_from(mark.as_units() / unit).ok().filter(|units| *units <= most);
        let column = |judge: usize| table.rows().map(move |row| row.get(judge).copied().flatten());
        let all = || (0..judges).flat_map(column);
        Some(Self {
            rule,
            proposals,
            unit,
            columns: all().map(|cell| cell.map_or(Some(0), narrow)).collect::<Option<_>>()?,
            present: if gaps { all().map(|cell| i32::from(cell.is_some())).collect() } else { Vec::new() },
            rising: if rule.method == Method::Trimmed { table.rows().map(rising).collect() } else { Vec::new() },
        })
    }

    /// The figures of a resample: its sums and sizes, and the order of the published figures.
    pub(super) fn score(&self, counts: &[u32], scratch: &mut Scratch) {
        scratch.counts.resize(counts.len(), 0);
        self.add_up(&self.columns, (&scratch.counts, counts), &mut scratch.whole);
        scratch.sums.clear();
        scratch.sums.extend(scratch.whole.iter().map(|sum| i64::from(*sum) * self.unit));
        if self.present.is_empty() {
            let drawn = counts.iter().map(|count| i64::from(*count)).sum();
            scratch.sizes.clear();
            scratch.sizes.resize(self.proposals, drawn);
        } else {
            self.add_up(&self.present, (&scratch.counts, counts), &mut scratch.held);
            scratch.sizes.clear();
            scratch.sizes.extend(scratch.held.iter().map(|held| i64::from(*held)));
        }
        scratch.counts.copy_from_slice(counts);
        self.trim(counts, scratch);
        self.rank(scratch);
    }

    /// Turns the sums of the resample before into those of the next: most columns stand as often as they did.
    fn add_up(&self, columns: &[i32], (before, counts): (&[u32], &[u32]), sums: &mut Vec<i32>) {
        sums.resize(self.proposals, 0);
        let changes = before.iter().zip(counts);
        for (column, (before, count)) in columns.chunks_exact(self.proposals.max(1)).zip(changes) {
            for _ in *before..*count {
                sums.iter_mut().zip(column).for_each(|(sum, mark)| *sum += mark);
            }
            for _ in *count..*before {
                sums.iter_mut().zip(column).for_each(|(sum, mark)| *sum -= mark);
            }
        }
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

    fn rank(&self, scratch: &mut Scratch) {
        let Scratch { sums, sizes, keys, .. } = scratch;
        let figures = sums.iter().zip(sizes.iter());
        keys.clear();
        match self.rule.rounding {
            Some(rounding) => {
                let mut published = Published::of(rounding);
                keys.extend(figures.map(|(sum, size)| if *size > 0 { published.units(*sum, *size) } else { NONE }));
            }
            None => keys.extend(figures.map(|(sum, size)| if *size > 0 { *sum } else { NONE })),
        }
        scratch.rank();
    }

    /// The places of the resample, in the order of the table.
    pub(super) fn places(&self, scratch: &Scratch) -> Vec<Option<Place>> {
        let ranked = self.figures(scratch).zip(scratch.ranks());
        ranked.map(|(figure, rank)| Some(Place { rank: u32::try_from(*rank).ok()?, figure: figure? })).collect()
    }

    /// The figures as quotients, in the order of the table.
    fn figures<'s>(&'s self, scratch: &'s Scratch) -> impl Iterator<Item = Option<Quotient>> + 's {
        let mut rounding = self.rule.rounding.map(Published::of);
        scratch.sums.iter().zip(&scratch.sizes).map(move |(sum, size)| {
            let published = rounding.as_mut().map(|r| i128::from(r.units(*sum, *size)) * i128::from(r.step));
            (*size > 0).then(|| Quotient { numerator: i128::from(*sum), denominator: i128::from(*size), published })
        })
    }
}

impl Scratch {
    /// The competition rank of each proposal; 0 without a score.
    pub(super) fn ranks(&self) -> &[usize] {
        &self.ranks
    }

    /// One more than the proposals that are better.
    fn rank(&mut self) {
        self.ranks.clear();
        match self.close() {
            Some((least, span)) => self.count(least, span),
            None => self.sort(),
        }
    }

    /// The least key and how far the others lie from it, where counting them is worth it.
    fn close(&self) -> Option<(i64, usize)> {
        let scored = || self.keys.iter().copied().filter(|key| *key != NONE);
        let many = self.keys.len() >= MANY;
        let (least, most) = many.then(scored)?.min().zip(scored().max())?;
        let span = usize::try_from(most - least).ok()?;
        (span < CLOSE * self.keys.len()).then_some((least, span))
    }

    /// Counts how many have each key, then from the best down how many are better.
    fn count(&mut self, least: i64, span: usize) {
        let Self { keys, ranks, having, .. } = self;
        // A key without a score lies below the least and has no place.
        let place = |key: &i64| usize::try_from(key - least).ok();
        having.clear();
        having.resize(span + 1, 0);
        for at in keys.iter().filter_map(place) {
            having.get_mut(at).into_iter().for_each(|count| *count += 1);
        }
        let mut better = 0;
        for count in having.iter_mut().rev() {
            better += std::mem::replace(count, better + 1);
        }
        ranks.extend(keys.iter().map(|key| place(key).and_then(|at| having.get(at)).copied().unwrap_or(0)));
    }

    fn sort(&mut self) {
        let Self { keys, ranks, order, .. } = self;
        order.clear();
        order.extend(keys.iter().zip(0_u64..).filter(|(key, _)| **key != NONE).map(|(key, at)| packed(*key, at)));
        order.sort_unstable();
        ranks.resize(keys.len(), 0);
        let mut last = (u64::MAX, 0);
        for (packed, before) in order.iter().zip(0..) {
            let key = packed >> INDEX_BITS;
            if key != last.0 {
                last = (key, before + 1);
            }
            let at = usize::try_from(packed & ((1 << INDEX_BITS) - 1)).unwrap_or(usize::MAX);
            ranks.get_mut(at).into_iter().for_each(|rank| *rank = last.1);
        }
    }
}

fn rising(row: &[Option<Mark>]) -> Vec<(usize, i64)> {
    let mut marks: Vec<(usize, i64)> =
        row.iter().enumerate().filter_map(|(judge, mark)| Some((judge, mark.as_ref()?.as_units()))).collect();
    marks.sort_by_key(|(_, mark)| *mark);
    marks
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
    /// The size that was divided by last, and what divides by it.
    size: i64,
    part: Divisor,
}

impl Published {
    fn of(rounding: Rounding) -> Self {
        let step = 10_i64.pow(4_u32.saturating_sub(rounding.decimals.min(4)));
        Self { mode: rounding.mode, step, size: 0, part: Divisor::by(1) }
    }

    /// The figure in units of the last decimal.
    fn units(&mut self, sum: i64, size: i64) -> i64 {
        if size != self.size {
            (self.size, self.part) = (size, Divisor::by((size * self.step).unsigned_abs()));
        }
        let (whole, left) = self.part.divide(sum.unsigned_abs());
        let up = match self.mode {
            RoundingMode::HalfUp => 2 * left >= self.part.by,
            RoundingMode::Down => false,
            RoundingMode::HalfEven => 2 * left > self.part.by || (2 * left == self.part.by && whole % 2 == 1),
        };
        i64::try_from(whole).unwrap_or(i64::MAX) + i64::from(up)
    }
}

/// Division by the same number again and again: a product with the reciprocal falls short by one at most (Granlund and Montgomery 1994).
struct Divisor {
    by: u64,
    reciprocal: u64,
}

impl Divisor {
    fn by(by: u64) -> Self {
        let by = by.max(1);
        Self { by, reciprocal: u64::MAX / by }
    }

    /// The quotient and the remainder.
    fn divide(&self, number: u64) -> (u64, u64) {
        let short = u64::try_from((u128::from(number) * u128::from(self.reciprocal)) >> 64).unwrap_or(0);
        let left = number - short * self.by;
        if left >= self.by { (short + 1, left - self.by) } else { (short, left) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_divisor_divides() {
        let near = |n: u64| [n.saturating_sub(1), n, n.saturating_add(1)];
        for by in [1, 2, 3, 7, 90, 900, 4_500, (1 << 20) - 1, 1 << 40, u64::MAX] {
            for number in [0, 1, by, by.saturating_mul(3), 850_000 * 9, 1 << 54, u64::MAX].into_iter().flat_map(near) {
                assert_eq!(Divisor::by(by).divide(number), (number / by, number % by), "{number} by {by}");
            }
        }
    }

    /// A rank is one more than the proposals that are better, whichever way it is found.
    #[test]
    fn keys_are_counted_and_sorted_to_the_same_ranks() {
        let keys: Vec<i64> = (0..130).map(|n| if n % 9 == 4 { NONE } else { 7_000 + n * n % 83 }).collect();
        let better = |own: i64| 1 + keys.iter().filter(|key| **key > own).count();
        let wanted: Vec<usize> = keys.iter().map(|key| if *key == NONE { 0 } else { better(*key) }).collect();
        let mut scratch = Scratch { keys: keys.clone(), ..Scratch::default() };
        assert_eq!(scratch.close(), Some((7_000, 81)));
        scratch.rank();
        assert_eq!(scratch.ranks(), wanted);
        // The same keys far apart, and a few of them.
        scratch.keys.iter_mut().filter(|key| **key != NONE).for_each(|key| *key *= 100);
        assert_eq!(scratch.close(), None);
        scratch.rank();
        assert_eq!(scratch.ranks(), wanted);
        scratch.keys = vec![3, NONE, 3, 9];
        assert_eq!(scratch.close(), None);
        scratch.rank();
        assert_eq!(scratch.ranks(), [2, 0, 2, 1]);
        scratch.keys = vec![NONE; MANY];
        scratch.rank();
        assert_eq!(scratch.ranks(), [0; MANY]);
    }
}
