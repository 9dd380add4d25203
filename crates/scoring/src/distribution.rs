//! The F and the chi-square distribution, the same to the bit on every machine: logarithms and gammas come from `libm`, sums run in a fixed order.
#![expect(clippy::float_arithmetic, reason = "probabilities are real numbers")]

/// How many terms a series or a continued fraction may take; the largest table of marks needs a few hundred.
const TERMS: u32 = 20_000;
/// Where a term no longer moves the sum.
const SMALL: f64 = 1e-16;
/// Stands for a zero denominator in Lentz's method.
const TINY: f64 = 1e-300;

/// The value below which an F-distributed figure falls with probability `p`; `None` unless 0 < p < 1 and both degrees of freedom are positive.
///
/// With x = d1 F / (d1 F + d2) this is the quantile of the beta distribution (Abramowitz and Stegun 1964, 26.6.2).
/// ```
/// let f = scoring::distribution::f_quantile(0.95, 1.0, 10.0).unwrap();
/// assert!((f - 4.964_602_743_730_711).abs() < 1e-11);
/// ```
#[must_use]
pub fn f_quantile(p: f64, d1: f64, d2: f64) -> Option<f64> {
    let sound = p > 0.0 && p < 1.0 && d1 > 0.0 && d2 > 0.0 && d1.is_finite() && d2.is_finite();
    if !sound {
        return None;
    }
    let (a, b) = (d1 / 2.0, d2 / 2.0);
    // The smaller of x and 1 - x is looked for, so that neither loses digits.
    let odds = if beta_regularised(0.5, a, b) >= p {
        let x = beta_quantile(p, a, b);
        x / (1.0 - x)
    } else {
        let y = beta_quantile(1.0 - p, b, a);
        (1.0 - y) / y
    };
    Some(odds * d2 / d1)
}

/// The probability that a chi-square-distributed figure exceeds `x`; `None` for no degrees of freedom or a negative figure.
///
/// ```
/// let p = scoring::distribution::chi_square_tail(3.841_458_820_694_124, 1.0).unwrap();
/// assert!((p - 0.05).abs() < 1e-12);
/// ```
#[must_use]
pub fn chi_square_tail(x: f64, df: f64) -> Option<f64> {
    let sound = x >= 0.0 && df > 0.0 && x.is_finite() && df.is_finite();
    sound.then(|| gamma_tail(df / 2.0, x / 2.0))
}

/// The regularised incomplete beta function `I_x(a, b)`.
fn beta_regularised(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    if x < (a + 1.0) / (a + b + 2.0) { beta_below(x, a, b) } else { 1.0 - beta_below(1.0 - x, b, a) }
}

fn log_beta(a: f64, b: f64) -> f64 {
    libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b)
}

/// The continued fraction of the incomplete beta function (Abramowitz and Stegun 1964, 26.5.8) by Lentz's method.
fn beta_below(x: f64, a: f64, b: f64) -> f64 {
    let front = libm::exp(a * libm::log(x) + b * libm::log1p(-x) - log_beta(a, b)) / a;
    let (mut c, mut d) = (1.0, 1.0 / kept_away(1.0 - (a + b) * x / (a + 1.0)));
    let mut sum = d;
    for term in 1..TERMS {
        let m = f64::from(term);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / kept_away(1.0 + even * d);
        c = kept_away(1.0 + even / c);
        sum *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / kept_away(1.0 + odd * d);
        c = kept_away(1.0 + odd / c);
        let step = d * c;
        sum *= step;
        if (step - 1.0).abs() < SMALL {
            break;
        }
    }
    front * sum
}

fn kept_away(denominator: f64) -> f64 {
    if denominator.abs() < TINY { TINY } else { denominator }
}

/// The x with `I_x(a, b) = p`: the bracket is halved until no number lies inside it.
fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return middle;
        }
        if beta_regularised(middle, a, b) > p {
            high = middle;
        } else {
            low = middle;
        }
    }
}

/// The regularised upper incomplete gamma function Q(a, x): the series below a + 1, the continued fraction above (Abramowitz and Stegun 1964, 6.5.29 and 6.5.31).
fn gamma_tail(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    let front = libm::exp(a * libm::log(x) - x - libm::lgamma(a));
    if x < a + 1.0 { 1.0 - front * gamma_series(a, x) } else { front * gamma_fraction(a, x) }
}

fn gamma_series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
    for _ in 0..TERMS {
        n += 1.0;
        term *= x / n;
        sum += term;
        if term < sum * SMALL {
            break;
        }
    }
    sum
}

fn gamma_fraction(a: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - a;
    let (mut c, mut d) = (1.0 / TINY, 1.0 / kept_away(b));
    let mut sum = d;
    for term in 1..TERMS {
        let n = f64::from(term);
        let factor = -n * (n - a);
        b += 2.0;
        d = 1.0 / kept_away(factor * d + b);
        c = kept_away(b + factor / c);
        sum *= d * c;
        if (d * c - 1.0).abs() < SMALL {
            break;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, wanted: f64) {
        assert!((found - wanted).abs() <= 1e-11 * wanted.abs(), "{found} is not {wanted}");
    }

    #[test]
    fn quantiles_agree_with_closed_forms() {
        // With d1 = 2: P(F > f) = (1 + 2 f / d2)^(-d2 / 2).
        for (p, d2) in [(0.025, 4.0), (0.5, 10.0), (0.95, 5.0), (0.975, 120.0), (0.975, 2450.0), (0.999, 3.5)] {
            let wanted = ((1.0_f64 - p).powf(-2.0 / d2) - 1.0) * d2 / 2.0;
            near(f_quantile(p, 2.0, d2).unwrap(), wanted);
            // The quantile of the other side is the reciprocal with the degrees exchanged.
            near(f_quantile(1.0 - p, d2, 2.0).unwrap(), 1.0 / wanted);
        }
        // With one and one degree F is the square of a Cauchy figure.
        near(f_quantile(0.975, 1.0, 1.0).unwrap(), (std::f64::consts::FRAC_PI_2 * 0.975).tan().powi(2));
    }

    #[test]
    fn a_large_panel_has_a_quantile_too() {
        let f = f_quantile(0.975, 999.0, 48_951.0).unwrap();
        assert!(f > 1.08 && f < 1.1, "{f}");
        near(f_quantile(0.025, 48_951.0, 999.0).unwrap(), 1.0 / f);
    }

    #[test]
    fn tails_agree_with_closed_forms() {
        // With two degrees the tail is exp(-x / 2), with four exp(-x / 2) (1 + x / 2).
        for x in [0.0, 0.3, 1.9, 2.0, 2.1, 5.9, 6.1, 30.0, 400.0] {
            near(chi_square_tail(x, 2.0).unwrap(), (-x / 2.0_f64).exp());
            near(chi_square_tail(x, 4.0).unwrap(), (-x / 2.0_f64).exp() * (1.0 + x / 2.0));
        }
        // With one degree it is that of a squared normal figure; three add a term. Neither fraction nor series ends by itself here.
        for x in [0.0001_f64, 0.3, 1.9, 2.1, 5.9, 30.0] {
            let one = libm::erfc((x / 2.0).sqrt());
            near(chi_square_tail(x, 1.0).unwrap(), one);
            near(chi_square_tail(x, 3.0).unwrap(), one + (2.0 * x / std::f64::consts::PI).sqrt() * (-x / 2.0).exp());
        }
    }

    #[test]
    fn what_is_no_distribution_has_no_figure() {
        for (p, d1, d2) in [(0.0, 1.0, 1.0), (1.0, 1.0, 1.0), (0.5, 0.0, 1.0), (0.5, 1.0, -1.0), (f64::NAN, 1.0, 1.0)] {
            assert_eq!(f_quantile(p, d1, d2), None);
        }
        for (x, df) in [(-0.1, 1.0), (1.0, 0.0), (f64::NAN, 1.0), (f64::INFINITY, 1.0)] {
            assert_eq!(chi_square_tail(x, df), None);
        }
    }
}
