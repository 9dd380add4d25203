//! Text that people typed, made safe for a header and for a mail's body.
//!
//! The mail library encodes what it is given; this removes what nobody has a reason to write in a name:
//! line breaks of every alphabet, control characters, and the marks that turn the direction of the text around.

/// The longest name in a header, in characters.
const NAME_LIMIT: usize = 120;

/// One line: every run of breaks, controls and blanks becomes one space.
pub(crate) fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if is_unprintable(c) { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A person's name for a header: one line, of bounded length, and nothing at all when nothing is left.
pub(crate) fn name(text: &str) -> Option<String> {
    let line: String = one_line(text).chars().take(NAME_LIMIT).collect();
    (!line.is_empty()).then_some(line)
}

/// Several lines: what could hide or turn text around is dropped, line breaks stay as they are written.
pub(crate) fn lines(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !is_unprintable(*c)).collect()
}

fn is_unprintable(c: char) -> bool {
    let breaks = matches!(c, '\u{2028}' | '\u{2029}');
    let turns = matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || breaks || turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_letters_and_loses_its_tricks() {
        let table = [
            ("王阿姨", Some("王阿姨")),
            ("  王\u{3000}阿姨 ", Some("王 阿姨")),
            ("王阿姨\r\nBcc: x@y.cn", Some("王阿姨 Bcc: x@y.cn")),
            ("王\u{2028}阿\u{2029}姨\u{85}", Some("王 阿 姨")),
            ("abc\u{202e}nc.elpmaxe", Some("abc nc.elpmaxe")),
            ("\0\u{7f}\t\r\n", None),
            ("", None),
        ];
        for (typed, expected) in table {
            assert_eq!(name(typed).as_deref(), expected, "{typed:?}");
        }
        assert_eq!(name(&"长".repeat(121)), Some("长".repeat(120)));
    }

    #[test]
    fn a_body_keeps_its_line_breaks() {
        assert_eq!(lines("一\r\n二\u{2028}\n\0三"), "一\n二\n三");
    }
}
