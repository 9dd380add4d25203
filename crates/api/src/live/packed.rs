//! The same stream as gzip: each message is packed once and its bytes are handed to all who accept that.
//!
//! A message is a run of blocks (RFC 1951) that refers to nothing before it and ends on a whole byte, so that messages of any choice follow each other in one stream.
//! The stream is never finished; whoever reads it unpacks what is there.

use actix_web::http::header::{ACCEPT_ENCODING, HeaderMap};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::Write;

/// The head of a gzip stream (RFC 1952), and the client's first pause before it comes back as a block that is stored as it is.
pub(super) const GREETING: &[u8] = b"\x1f\x8b\x08\0\0\0\0\0\0\xff\0\x0c\0\xf3\xffretry: 500\n\n";
/// A heartbeat, stored as it is.
pub(super) const PING: &[u8] = b"\0\x08\0\xf7\xff: ping\n\n";

/// How a stream is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    /// As it is.
    Identity,
    /// As gzip.
    Gzip,
}

impl Coding {
    /// The one that this client asks for: gzip when it names it and does not give it the weight 0.
    pub(super) fn accepted(headers: &HeaderMap) -> Self {
        let named = |part: &str| {
            let (coding, weight) = part.split_once(';').unwrap_or((part, ""));
            let refused = weight.trim().strip_prefix("q=").is_some_and(|q| q.trim_matches(['0', '.']).is_empty());
            coding.trim().eq_ignore_ascii_case("gzip") && !refused
        };
        let lines = headers.get_all(ACCEPT_ENCODING).filter_map(|value| value.to_str().ok());
        if lines.flat_map(|line| line.split(',')).any(named) { Self::Gzip } else { Self::Identity }
    }

    /// Its name in a header.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
        }
    }
}

/// Packs a message.
///
/// # Errors
/// Never by its nature: it is written to memory.
pub(super) fn pack(message: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(message)?;
    encoder.flush()?;
    Ok(encoder.get_ref().clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;
    use std::io::Read;

    fn unpacked(stream: &[u8]) -> String {
        let (mut reader, mut text, mut buffer) = (flate2::read::GzDecoder::new(stream), Vec::new(), [0; 64]);
        // The stream has no end, so the last look is an error and not the end.
        while let Ok(read) = reader.read(&mut buffer) {
            text.extend_from_slice(&buffer[..read]);
        }
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn messages_of_any_choice_and_heartbeats_follow_each_other() {
        let (first, second) = ("id: 1\ndata: 微光微光微光\n\n", "id: 9\ndata: 微光微光微光\n\n");
        let pack = |text: &str| pack(text.as_bytes()).unwrap();
        let stream = [GREETING, &pack(first), PING, PING, &pack(second), &pack(first)].concat();
        let said = format!("retry: 500\n\n{first}: ping\n\n: ping\n\n{second}{first}");
        assert_eq!(unpacked(&stream), said);
    }

    #[test]
    fn gzip_is_sent_to_whoever_asks_for_it() {
        let asked = [
            ("", Coding::Identity),
            ("br", Coding::Identity),
            ("gzip", Coding::Gzip),
            ("GZIP", Coding::Gzip),
            ("gzip, deflate, br, zstd", Coding::Gzip),
            ("br;q=1.0, gzip;q=0.1", Coding::Gzip),
            ("gzip;q=0", Coding::Identity),
            ("gzip; q=0.000, br", Coding::Identity),
            ("x-gzip2", Coding::Identity),
        ];
        for (line, coding) in asked {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(line));
            assert_eq!(Coding::accepted(&headers), coding, "{line}");
        }
        assert_eq!(Coding::accepted(&HeaderMap::new()), Coding::Identity);
    }
}
