//! How much a comparison is expected to teach: divergences of Kullback and Leibler (1951) between what is believed before and after.
#![expect(clippy::float_arithmetic, reason = "beliefs are statistics")]

use super::crowd::{Belief, Trust};

/// Divergence of one normal belief from another.
pub(super) fn of_beliefs(after: Belief, before: Belief) -> f64 {
    let apart = after.mu - before.mu;
    let ratio = after.sigma_sq / before.sigma_sq;
    0.5 * (ratio - 1.0 - libm::log(ratio) + apart * apart / before.sigma_sq)
}

/// Divergence of one beta belief from another.
pub(super) fn of_trusts(after: Trust, before: Trust) -> f64 {
    let (alpha, beta) = (before.alpha - after.alpha, before.beta - after.beta);
    log_beta(before) - log_beta(after) - alpha * digamma(after.alpha) - beta * digamma(after.beta)
        + (alpha + beta) * digamma(after.alpha + after.beta)
}

fn log_beta(trust: Trust) -> f64 {
    libm::lgamma(trust.alpha) + libm::lgamma(trust.beta) - libm::lgamma(trust.alpha + trust.beta)
}

/// The derivative of the logarithm of the gamma function, for positive numbers: the recurrence up to 10, then the series of Stirling (Abramowitz and Stegun 1964, 6.3.5 and 6.3.18).
fn digamma(x: f64) -> f64 {
    let (mut at, mut below) = (x, 0.0);
    while at < 10.0 {
        below -= 1.0 / at;
        at += 1.0;
    }
    let f = 1.0 / (at * at);
    let tail = f * (1.0 / 12.0 - f * (1.0 / 120.0 - f * (1.0 / 252.0 - f * (1.0 / 240.0 - f * (1.0 / 132.0)))));
    below + libm::log(at) - 0.5 / at - tail
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, wanted: f64) {
        assert!((found - wanted).abs() < 1e-13, "{found} is not {wanted}");
    }

    /// The closed forms: minus Euler's constant, at a half less by 2 ln 2, and the sum of 1/1 to 1/9 more at 10.
    #[test]
    fn digamma_has_its_known_values() {
        let euler = 0.577_215_664_901_532_9;
        close(digamma(1.0), -euler);
        close(digamma(0.5), -euler - 2.0 * libm::log(2.0));
        close(digamma(10.0), 7_129.0 / 2_520.0 - euler);
    }

    /// The densities 2x against 1 and against 3x^2 are integrated by hand.
    #[test]
    fn divergence_of_trusts_has_its_closed_form() {
        let trust = |alpha| Trust { alpha, beta: 1.0 };
        close(of_trusts(trust(2.0), trust(1.0)), libm::log(2.0) - 0.5);
        close(of_trusts(trust(2.0), trust(3.0)), libm::log(2.0 / 3.0) + 0.5);
        close(log_beta(Trust { alpha: 2.0, beta: 3.0 }), libm::log(1.0 / 12.0));
    }
}
