//! Location and scale that one odd judge cannot move.

/// Makes the median absolute deviation an estimate of the standard deviation.
const MAD_TO_SD: f64 = 1.482_6;
/// The interquartile range of a normal distribution in standard deviations.
const IQR_OF_NORMAL: f64 = 1.349;

/// The middle value, or the mean of the two middle ones.
pub(super) fn median(values: &[f64]) -> Option<f64> {
    quantile(&sorted(values), 1, 2)
}

/// How far a value lies from the median, in robust standard deviations; `None` when half of the values are the same and their quartiles too.
pub(super) fn z(value: f64, all: &[f64]) -> Option<f64> {
    let sorted_all = sorted(all);
    let middle = quantile(&sorted_all, 1, 2)?;
    let deviations: Vec<f64> = all.iter().map(|x| (x - middle).abs()).collect();
    let by_mad = median(&deviations)? * MAD_TO_SD;
    let by_iqr = (quantile(&sorted_all, 3, 4)? - quantile(&sorted_all, 1, 4)?) / IQR_OF_NORMAL;
    // Severities are sums with rounding, so a scale at their last digit counts as none.
    let least = 1e-9 * sorted_all.iter().map(|x| x.abs()).fold(0.0, f64::max);
    let scale = if by_mad > least { by_mad } else { by_iqr };
    (scale > least).then(|| (value - middle) / scale)
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values
}

/// The quantile `part / parts` with linear interpolation (Hyndman and Fan 1996, type 7).
fn quantile(sorted: &[f64], part: usize, parts: usize) -> Option<f64> {
    let place = sorted.len().checked_sub(1)? * part;
    let (at, rest) = (place / parts, place % parts);
    let low = *sorted.get(at)?;
    let high = sorted.get(at + 1).copied().unwrap_or(low);
    Some(low + (high - low) * crate::real::real(rest) / crate::real::real(parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_the_median_deviation_and_the_quartiles_where_that_is_none() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0]), Some(2.5));
        assert_eq!(median(&[]), None);
        assert_eq!(z(6.0, &[1.0, 2.0, 3.0, 4.0, 6.0]), Some(3.0 / 1.482_6));
        // Of the deviations 0, 0, 0, 8, 8 the middle is 0; the quartiles are 5 and 13.
        assert_eq!(z(13.0, &[5.0, 5.0, 5.0, 13.0, 13.0]), Some(8.0 / (8.0 / 1.349)));
        assert_eq!(z(9.0, &[5.0, 5.0, 5.0, 5.0, 9.0]), None);
    }
}
