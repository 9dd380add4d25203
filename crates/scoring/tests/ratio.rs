//! What an exact fraction is as text: to so many places, in a document, and back.
#![cfg(test)]

use model::Mark;
use model::rules::{Rounding, RoundingMode};
use scoring::{Figure, Ratio};

#[test]
fn a_rounded_figure_is_printed_with_all_its_places_and_one_sign() {
    let cases = [
        ((-713, 100), 2, "-7.13"),
        ((-1, 100), 2, "-0.01"),
        ((0, 1), 2, "0.00"),
        ((1, 100), 2, "0.01"),
        ((713, 100), 2, "7.13"),
        ((71, 10), 1, "7.1"),
        ((7, 1), 1, "7.0"),
        ((7, 1), 0, "7"),
        ((0, 1), 0, "0"),
        ((-7, 1), 0, "-7"),
        ((1, 10_000), 4, "0.0001"),
    ];
    for ((numerator, denominator), places, text) in cases {
        assert_eq!(Ratio::new(numerator, denominator).with_places(places), text);
    }
    let to_a_point = Rounding { decimals: 0, mode: RoundingMode::HalfUp };
    let found = [-15, -14, 14, 15].map(|n| Figure::new(Ratio::new(n, 10), Some(to_a_point)).text);
    assert_eq!(found, ["-2", "-1", "1", "2"]);
}

#[test]
fn a_fraction_comes_back_from_a_document_as_it_went_in() {
    for (text, ratio) in
        [("\"187/2\"", Ratio::new(187, 2)), ("\"94\"", Ratio::new(94, 1)), ("\"-1/3\"", Ratio::new(-1, 3))]
    {
        assert_eq!(serde_json::to_string(&ratio).unwrap(), text);
        assert_eq!(serde_json::from_str::<Ratio>(text).unwrap(), ratio);
    }
    for wrong in ["\"\"", "\"1/\"", "\"/2\"", "\"1/2/3\"", "\"0.5\"", "5"] {
        assert!(serde_json::from_str::<Ratio>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn no_marks_have_no_mean() {
    assert_eq!(Ratio::mean_of([].into_iter()), None);
    assert_eq!(Ratio::mean_of([Ratio::new(1, 2), Ratio::new(1, 3)].into_iter()), Some(Ratio::new(5, 12)));
    assert_eq!(Ratio::mean(&[]), None);
    assert_eq!(Ratio::mean(&[Mark::default()]), Some(Ratio::ZERO));
    assert_eq!(Ratio::mean(&[Mark::points(1), Mark::points(2)]), Some(Ratio::new(3, 2)));
}

/// Around the ends of a machine word, where the arithmetic changes hands.
#[test]
fn a_fraction_is_in_lowest_terms_however_large_it_is() {
    let word = i128::from(i64::MAX);
    for (numerator, denominator, lowest) in [
        (6, 4, (3, 2)),
        (-6, 4, (-3, 2)),
        (6, -4, (-3, 2)),
        (0, 7, (0, 1)),
        (7, 0, (0, 1)),
        (word, word, (1, 1)),
        (-word, 2, (-word, 2)),
        (-word - 1, 2, (-(word / 2) - 1, 1)),
        (-word - 1, -word - 1, (1, 1)),
        (2 * word, 2, (word, 1)),
        (3, 6 * word, (1, 2 * word)),
        (-word - 1, word, (-word - 1, word)),
    ] {
        let found = Ratio::new(numerator, denominator);
        assert_eq!((found.numerator(), found.denominator()), lowest, "{numerator} / {denominator}");
    }
}
