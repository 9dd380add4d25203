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
