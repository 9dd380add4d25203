//! Climbs the restricted likelihood to its top: steps by average information, safeguarded by expectation and maximisation.

use super::matrix::Matrix;
use super::restricted::{Panel, Point, Three, dot};

/// So many steps at most; ten are usual.
const STEPS: usize = 200;
/// A step is halved so many times at most before the safeguard takes over.
const HALVINGS: usize = 10;
/// A step that changes no variance by more than this share of it is the last.
const STILL: f64 = 1e-12;

/// The variances of the greatest restricted likelihood, from `start` on.
///
/// Steps follow the average information (Gilmour, Thompson and Cullis 1995), in the free variances only: one that lies at its bound and is pushed below stays there (Bertsekas 1982).
/// `None` where already the start cannot be calculated.
pub(super) fn highest<'a>(panel: &'a Panel<'a>, start: Three) -> Option<Point<'a>> {
    let mut here = Step::of(Point::at(panel, start)?, panel);
    for _ in 0..STEPS {
        if here.is_still() {
            break;
        }
        let Some(next) = here.next(panel) else { break };
        here = next;
    }
    Some(here.from)
}

/// A point and the step that leads on from it.
struct Step<'a> {
    from: Point<'a>,
    by: Three,
    /// What the step gains if the likelihood is a parabola: the measure of how far the top is.
    gain: f64,
}

impl<'a> Step<'a> {
    fn of(from: Point<'a>, panel: &Panel<'_>) -> Self {
        let bound = from.variances.iter().zip(&panel.least).zip(&from.slope);
        let free: Vec<bool> = bound.map(|((variance, least), slope)| variance > least || *slope > 0.0).collect();
        let pushed = |step: Three| -> Vec<f64> {
            step.into_iter().zip(&free).map(|(x, free)| if *free { x } else { 0.0 }).collect()
        };
        let slope = pushed(from.slope);
        let mut system = Matrix::zero(free.len());
        for ((at, line), free_line) in from.information().into_iter().enumerate().zip(&free) {
            let own = if *free_line { pushed(line) } else { vec![0.0; free.len()] };
            own.into_iter().enumerate().for_each(|(other, value)| system.add(at, other, value));
            system.add(at, at, if *free_line { 0.0 } else { 1.0 });
        }
        let solved = system.factor().map(|factor| factor.solve(&slope));
        let by = solved.and_then(|by| Three::try_from(by).ok()).unwrap_or_else(|| from.expectation_step());
        let gain = dot(&by, &slope);
        Self { from, by, gain }
    }

    fn is_still(&self) -> bool {
        self.by.iter().zip(&self.from.variances).all(|(step, variance)| step.abs() <= STILL * variance)
    }

    /// The first better point: at the whole step, at a half of it, and so on, or by the safeguard.
    fn next(&self, panel: &'a Panel<'a>) -> Option<Self> {
        let mut by = self.by;
        // Where rounding hides the likelihood, a part of the step tells no more than the whole.
        let halvings = if self.gain.abs() > self.from.noise { HALVINGS } else { 1 };
        for _ in 0..halvings {
            if let Some(better) = self.better(panel, by) {
                return Some(better);
            }
            by = by.map(|x| x / 2.0);
        }
        self.better(panel, self.from.expectation_step())
    }

    /// The point that a step leads to, where it is higher; where rounding hides which is, where the top is nearer.
    fn better(&self, panel: &'a Panel<'a>, by: Three) -> Option<Self> {
        let mut variances = self.from.variances;
        for ((variance, by), least) in variances.iter_mut().zip(by).zip(panel.least) {
            *variance = (*variance + by).max(least);
        }
        let there = Self::of(Point::at(panel, variances)?, panel);
        let rise = there.from.likelihood - self.from.likelihood;
        let noise = self.from.noise;
        (rise > noise || rise >= -noise && there.gain.abs() < self.gain.abs()).then_some(there)
    }
}
