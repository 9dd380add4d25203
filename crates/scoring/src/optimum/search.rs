//! The search through what may be better than the best known choice: all sets of deviations from the priced choice whose
//! losses leave enough of the bound. The room for losses grows step by step, so that little is searched beyond what is needed.

use super::dual::{SCALE, bound, worth};
use super::model::{Alternative, Model, Wide};
use super::{Certificate, NoneFound, Optimum, Problem, Ties, start};
use std::cmp::Ordering;

type Chosen = Vec<Option<usize>>;

/// How many deviations the first pass may reach; each next pass reaches half as many more.
const FIRST: usize = 24;

/// Taking another alternative of a class than the priced one.
struct Deviation {
    class: usize,
    loss: Wide,
    changes: Vec<(usize, Wide)>,
    from: Option<(usize, usize)>,
    to: Option<(usize, usize)>,
}

/// What a pass looks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// A greater value.
    Better,
    /// The same value with better ranks.
    Tied,
}

struct Search<'a> {
    model: &'a Model,
    prices: &'a [Wide],
    bound: Wide,
    priced: Chosen,
    deviations: Vec<Deviation>,
    /// For each limit the deviations that use less of it, and those that use more.
    less: Vec<Vec<usize>>,
    more: Vec<Vec<usize>>,
    /// The limits worth looking at: with a price, or exceeded by the priced choice.
    watched: Vec<usize>,
    /// For each limit the most that one deviation changes it by.
    steepest: Vec<Wide>,
    /// How many of the watched limits one deviation lowers, or raises, at most.
    relief: Wide,
    held: Vec<Wide>,
    exceeded: usize,
    taken: Vec<bool>,
    stack: Vec<usize>,
    aim: Aim,
    room: Wide,
    steps: u64,
    best: Option<(Wide, Chosen)>,
}

/// Searches for the best choice, from prices that give a bound.
pub(super) fn search(problem: &Problem, model: &Model, prices: &[Wide], steps: u64) -> Result<Optimum, NoneFound> {
    let mut search = Search::new(problem, model, prices);
    search.best = known(problem, model, prices);
    search.steps = steps;
    let bound = search.find_best();
    let (value, _) = search.best.clone().ok_or(NoneFound)?;
    let mut ties = Ties::Open;
    if bound <= value {
        search.steps = steps / 4;
        search.aim = Aim::Tied;
        search.pass(search.bound - SCALE * value);
        ties = if search.steps > 0 { Ties::Settled } else { Ties::Open };
    }
    let (_, chosen) = search.best.ok_or(NoneFound)?;
    let in_problem = |v: Wide| i64::try_from(v * Wide::from(model.unit)).unwrap_or(i64::MAX);
    let certificate = Certificate::new(in_problem(value), in_problem(bound));
    Ok(Optimum { chosen, certificate, ties })
}

/// The better of two first choices: by rank, and by worth after the prices.
fn known(problem: &Problem, model: &Model, prices: &[Wide]) -> Option<(Wide, Chosen)> {
    let mut worths = vec![Wide::MIN; problem.items.len()];
    for one in model.classes.iter().flatten() {
        if let Some(known) = worths.get_mut(one.item) {
            *known = (*known).max(worth(one, prices));
        }
    }
    let by_rank: Vec<usize> = (0..problem.items.len()).collect();
    let mut by_worth = by_rank.clone();
    by_worth.sort_by_key(|n| std::cmp::Reverse(worths.get(*n).copied()));
    let found = [by_rank, by_worth].map(|order| start::greedy(problem, &order));
    let value = |chosen: &Chosen| Wide::from(problem.value(chosen) / model.unit);
    found.into_iter().filter(|c| problem.admits(c)).map(|c| (value(&c), c)).max_by_key(|(value, _)| *value)
}

impl<'a> Search<'a> {
    fn new(problem: &Problem, model: &'a Model, prices: &'a [Wide]) -> Self {
        let count = model.limits.len();
        let (mut priced, mut held) = (vec![None; problem.items.len()], vec![0; count]);
        let mut deviations = Vec::new();
        for (class, number) in model.classes.iter().zip(0..) {
            let best = class.iter().max_by(|a, b| preferred(a, b, prices)).filter(|a| worth(a, prices) > 0);
            if let Some(best) = best {
                for (limit, amount) in &best.uses {
                    add(&mut held, *limit, *amount);
                }
                if let Some(slot) = priced.get_mut(best.item) {
                    *slot = Some(best.choice);
                }
            }
            let others = class.iter().map(Some).chain([None]);
            let differs = |a: &Option<&Alternative>| key(*a) != key(best);
            deviations.extend(others.filter(differs).map(|to| deviation(number, best, to, prices)));
        }
        deviations.sort_by_key(|d| d.loss);
        let (mut less, mut more) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for (one, number) in deviations.iter().zip(0..) {
            for (limit, change) in &one.changes {
                let list = if *change < 0 { less.get_mut(*limit) } else { more.get_mut(*limit) };
                list.into_iter().for_each(|l: &mut Vec<usize>| l.push(number));
            }
        }
        let over = |limit: &usize| held.get(*limit) > model.limits.get(*limit);
        let exceeded = (0..count).filter(over).count();
        let watched = (0..count).filter(|l| over(l) || prices.get(*l).is_some_and(|p| *p > 0)).collect::<Vec<usize>>();
        let steepest = steepest(&deviations, count);
        let relief = relief(&deviations, &watched);
        let bound = bound(model, prices);
        let taken = vec![false; model.classes.len()];
        let (stack, aim, room, steps, best) = (Vec::new(), Aim::Better, 0, 0, None);
        Self {
            model,
            prices,
            bound,
            priced,
            deviations,
            less,
            more,
            watched,
            steepest,
            relief,
            held,
            exceeded,
            taken,
            stack,
            aim,
            room,
            steps,
            best,
        }
    }

    /// Lets the room grow until nothing better can be left, or the steps run out; gives what no choice exceeds.
    fn find_best(&mut self) -> Wide {
        let (mut reach, mut proven) = (FIRST, self.bound.div_euclid(SCALE));
        loop {
            let full = self.best.as_ref().map_or(self.bound, |(value, _)| self.bound - SCALE * (value + 1));
            let room = self.deviations.get(reach).map_or(full, |d| d.loss).min(full);
            let value = |s: &Self| s.best.as_ref().map(|(value, _)| *value);
            if full < 0 {
                return value(self).unwrap_or(proven);
            }
            self.pass(room);
            if self.steps == 0 {
                return proven;
            }
            proven = (self.bound - room - 1).div_euclid(SCALE);
            if room == full || value(self).is_some_and(|v| v >= proven) {
                return value(self).unwrap_or(proven);
            }
            reach += reach / 2;
        }
    }

    fn pass(&mut self, room: Wide) {
        self.room = room;
        self.look(0);
        self.deviate(0, 0);
    }

    /// Adds each deviation from `next` on that leaves a chance, and all that may follow it.
    fn deviate(&mut self, next: usize, lost: Wide) {
        let until = self.until(lost);
        for number in next..until {
            let Some(one) = self.deviations.get(number) else { return };
            let (loss, class) = (lost + one.loss, one.class);
            if loss > self.room || self.steps == 0 {
                return;
            }
            if self.taken.get(class).copied().unwrap_or(true) {
                continue;
            }
            self.steps -= 1;
            self.apply(number);
            self.look(loss);
            if self.chance(number + 1, loss) {
                self.deviate(number + 1, loss);
            }
            self.undo(number);
        }
    }

    /// The next deviation must come before this one: else a limit could not be kept, or used well enough, within the room.
    fn until(&self, lost: Wide) -> usize {
        let left = self.room - lost;
        let within = self.deviations.partition_point(|d| d.loss <= left);
        let last = |list: Option<&Vec<usize>>| {
            let list = list.map(Vec::as_slice).unwrap_or_default();
            let count = list.partition_point(|n| *n < within);
            count.checked_sub(1).and_then(|at| list.get(at)).map_or(0, |n| n + 1)
        };
        let needed = |limit: &usize| {
            let slack = self.slack(*limit);
            let price = self.prices.get(*limit).copied().unwrap_or(0);
            if slack < 0 {
                Some(last(self.less.get(*limit)))
            } else if price * slack > left {
                Some(last(self.more.get(*limit)))
            } else {
                None
            }
        };
        self.watched.iter().filter_map(needed).min().unwrap_or(within).min(within)
    }

    fn slack(&self, limit: usize) -> Wide {
        self.model.limits.get(limit).copied().unwrap_or(0) - self.held.get(limit).copied().unwrap_or(0)
    }

    /// Whether deviations from `next` on can still keep every limit and use it well enough within the room.
    ///
    /// What is exceeded needs so many deviations that use less, and no deviation relieves more than `relief` limits; so
    /// the losses that are needed add up.
    fn chance(&self, next: usize, lost: Wide) -> bool {
        let first = |list: Option<&Vec<usize>>| {
            let list = list.map(Vec::as_slice).unwrap_or_default();
            let at = list.partition_point(|n| *n < next);
            list.get(at).and_then(|n| self.deviations.get(*n)).map(|d| d.loss)
        };
        let left = self.room - lost;
        let (mut relieved, mut used) = (0, 0);
        for limit in &self.watched {
            let slack = self.slack(*limit);
            let of = |list: &[Wide]| list.get(*limit).copied().unwrap_or(0).max(1);
            if slack < 0 {
                let Some(loss) = first(self.less.get(*limit)) else { return false };
                relieved += loss * ((-slack + of(&self.steepest) - 1) / of(&self.steepest));
            } else {
                let idle = self.prices.get(*limit).copied().unwrap_or(0) * slack;
                let loss = first(self.more.get(*limit));
                used += loss.map_or(idle, |loss| idle.min(loss));
            }
        }
        relieved.max(used) <= left * self.relief
    }

    /// Keeps the current choice if it is the best so far.
    fn look(&mut self, lost: Wide) {
        if self.exceeded > 0 {
            return;
        }
        let idle: Wide = self.watched.iter().map(|l| self.prices.get(*l).copied().unwrap_or(0) * self.slack(*l)).sum();
        if lost + idle > self.room {
            return;
        }
        let value = (self.bound - lost - idle).div_euclid(SCALE);
        match self.aim {
            Aim::Better => {
                self.room = self.room.min(self.bound - SCALE * (value + 1));
                self.best = Some((value, self.chosen()));
            }
            Aim::Tied => {
                let chosen = self.chosen();
                let size = u64::try_from(chosen.len()).unwrap_or(0) / 64;
                self.steps = self.steps.saturating_sub(size);
                if self.best.as_ref().is_none_or(|(_, known)| ranks_better(&chosen, known)) {
                    self.best = Some((value, chosen));
                }
            }
        }
    }

    fn chosen(&self) -> Chosen {
        let mut chosen = self.priced.clone();
        let all = || self.stack.iter().filter_map(|n| self.deviations.get(*n));
        for (item, _) in all().filter_map(|d| d.from) {
            chosen.get_mut(item).into_iter().for_each(|slot| *slot = None);
        }
        for (item, choice) in all().filter_map(|d| d.to) {
            chosen.get_mut(item).into_iter().for_each(|slot| *slot = Some(choice));
        }
        chosen
    }

    fn apply(&mut self, number: usize) {
        self.turn(number, 1);
        self.stack.push(number);
    }

    fn undo(&mut self, number: usize) {
        self.turn(number, -1);
        self.stack.pop();
    }

    fn turn(&mut self, number: usize, sign: Wide) {
        let Some(one) = self.deviations.get(number) else { return };
        if let Some(taken) = self.taken.get_mut(one.class) {
            *taken = sign > 0;
        }
        for (limit, change) in &one.changes {
            let most = self.model.limits.get(*limit).copied().unwrap_or(0);
            if let Some(held) = self.held.get_mut(*limit) {
                let before = *held > most;
                *held += sign * change;
                let after = *held > most;
                self.exceeded = (self.exceeded + usize::from(after)).saturating_sub(usize::from(before));
            }
        }
    }
}

fn steepest(deviations: &[Deviation], limits: usize) -> Vec<Wide> {
    let mut found: Vec<Wide> = vec![0; limits];
    for (limit, change) in deviations.iter().flat_map(|d| &d.changes) {
        found.get_mut(*limit).into_iter().for_each(|most| *most = change.abs().max(*most));
    }
    found
}

fn relief(deviations: &[Deviation], watched: &[usize]) -> Wide {
    let counted = |d: &Deviation, sign: Wide| {
        let changes = d.changes.iter().filter(|(limit, change)| change.signum() == sign && watched.contains(limit));
        Wide::try_from(changes.count()).unwrap_or(Wide::MAX)
    };
    deviations.iter().map(|d| counted(d, -1).max(counted(d, 1))).max().unwrap_or(1).max(1)
}

fn key(one: Option<&Alternative>) -> Option<(usize, usize)> {
    one.map(|a| (a.item, a.choice))
}

fn add(held: &mut [Wide], limit: usize, amount: Wide) {
    held.get_mut(limit).into_iter().for_each(|sum| *sum += amount);
}

fn preferred(a: &Alternative, b: &Alternative, prices: &[Wide]) -> Ordering {
    worth(a, prices).cmp(&worth(b, prices)).then((b.item, b.choice).cmp(&(a.item, a.choice)))
}

fn deviation(class: usize, from: Option<&Alternative>, to: Option<&Alternative>, prices: &[Wide]) -> Deviation {
    let value = |one: Option<&Alternative>| one.map_or(0, |a| worth(a, prices));
    let mut changes: Vec<(usize, Wide)> = to.map(|a| a.uses.clone()).unwrap_or_default();
    for (limit, amount) in from.map(|a| a.uses.as_slice()).unwrap_or_default() {
        match changes.iter_mut().find(|(l, _)| l == limit) {
            Some(known) => known.1 -= amount,
            None => changes.push((*limit, -amount)),
        }
    }
    changes.retain(|(_, change)| *change != 0);
    Deviation { class, loss: value(from) - value(to), changes, from: key(from), to: key(to) }
}

/// Whether the first project in which two choices differ gets more by the first one.
fn ranks_better(one: &[Option<usize>], other: &[Option<usize>]) -> bool {
    let place = |choice: &Option<usize>| choice.unwrap_or(usize::MAX);
    one.iter().map(place).lt(other.iter().map(place))
}
