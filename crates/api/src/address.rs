//! From which address a request comes: the peer's own, or what a proxy that is trusted says of it.

use actix_web::HttpRequest;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use std::str::FromStr;

/// The addresses of one machine or one network, written `10.0.0.7`, `10.0.0.0/8` or `fd00::/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Network {
    address: IpAddr,
    prefix: u32,
}

/// What is no address and no network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is neither an address nor a network such as 10.0.0.0/8")]
pub struct BadNetwork(String);

impl FromStr for Network {
    type Err = BadNetwork;

    fn from_str(text: &str) -> Result<Self, BadNetwork> {
        let bad = || BadNetwork(text.to_owned());
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address = address.parse::<IpAddr>().map_err(|_malformed| bad())?.to_canonical();
        let whole = if address.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.map_or(Ok(whole), str::parse::<u32>).map_err(|_malformed| bad())?;
        if prefix <= whole { Ok(Self { address, prefix }) } else { Err(bad()) }
    }
}

impl TryFrom<String> for Network {
    type Error = BadNetwork;
    fn try_from(text: String) -> Result<Self, BadNetwork> {
        text.parse()
    }
}

impl From<Network> for String {
    fn from(network: Network) -> Self {
        format!("{}/{}", network.address, network.prefix)
    }
}

impl Network {
    fn holds(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(ours), IpAddr::V4(theirs)) => {
                (ours.to_bits() ^ theirs.to_bits()).leading_zeros() >= self.prefix
            }
            (IpAddr::V6(ours), IpAddr::V6(theirs)) => {
                (ours.to_bits() ^ theirs.to_bits()).leading_zeros() >= self.prefix
            }
            _ => false,
        }
    }
}

/// The client's address: `X-Forwarded-For` counts only as far as trusted proxies wrote it, because everybody can send that header.
pub(crate) fn of(request: &HttpRequest, trusted: &[Network]) -> IpAddr {
    let peer = request.peer_addr().map_or(IpAddr::from([0, 0, 0, 0]), |peer| peer.ip().to_canonical());
    let headers = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
    let said: Vec<&str> = headers.flat_map(|value| value.split(',')).map(str::trim).collect();
    client(peer, &said, trusted)
}

/// Each proxy adds on the right whom it heard; the first from the right whom none of ours heard wrote everything before it himself.
fn client(peer: IpAddr, said: &[&str], trusted: &[Network]) -> IpAddr {
    let ours = |address: IpAddr| trusted.iter().any(|network| network.holds(address));
    let mut nearest = peer;
    for word in said.iter().rev() {
        if !ours(nearest) {
            break;
        }
        match word.parse::<IpAddr>() {
            Ok(address) => nearest = address.to_canonical(),
            // What cannot be read ends the trail at the last proxy that can be named.
            Err(_) => break,
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn networks(texts: &[&str]) -> Vec<Network> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn only_what_a_trusted_proxy_wrote_counts() {
        let told = |peer: &str, said: &[&str], trusted: &[&str]| {
            client(peer.parse().unwrap(), said, &networks(trusted)).to_string()
        };
        for (peer, said, trusted, client) in [
            // Nobody is trusted: the header is the client's own invention.
            ("10.0.0.7", &["192.0.2.1"][..], &[][..], "10.0.0.7"),
            ("198.51.100.9", &["192.0.2.1"], &["10.0.0.0/8"], "198.51.100.9"),
            ("10.0.0.7", &["192.0.2.1"], &["10.0.0.0/8"], "192.0.2.1"),
            ("10.0.0.7", &[], &["10.0.0.0/8"], "10.0.0.7"),
            // What stands further left was sent by the client.
            ("10.0.0.7", &["203.0.113.5", "192.0.2.1"], &["10.0.0.0/8"], "192.0.2.1"),
            ("10.0.0.7", &["203.0.113.5", "192.0.2.1", "10.1.1.1"], &["10.0.0.0/8"], "192.0.2.1"),
            ("10.0.0.7", &["192.0.2.1", "unknown"], &["10.0.0.0/8"], "10.0.0.7"),
            ("fd00::7", &["2001:db8::1"], &["fd00::/8"], "2001:db8::1"),
            ("10.0.0.7", &["::ffff:192.0.2.1"], &["::ffff:10.0.0.7"], "192.0.2.1"),
        ] {
            assert_eq!(told(peer, said, trusted), client, "{peer} {said:?} {trusted:?}");
        }
    }

    #[test]
    fn a_network_ends_where_its_prefix_says() {
        let holds = |network: &str, address: &str| networks(&[network])[0].holds(address.parse().unwrap());
        for (network, inside, outside) in [
            ("10.0.0.0/8", "10.255.255.255", "11.0.0.0"),
            ("192.0.2.128/25", "192.0.2.128", "192.0.2.127"),
            ("192.0.2.1", "192.0.2.1", "192.0.2.2"),
            ("2001:db8::/32", "2001:db8:ffff::1", "2001:db9::"),
        ] {
            assert_eq!((holds(network, inside), holds(network, outside)), (true, false), "{network}");
        }
        assert!(holds("0.0.0.0/0", "203.0.113.1"));
        assert!(!holds("0.0.0.0/0", "2001:db8::1"));
    }

    #[test]
    fn what_is_no_network_is_said() {
        for text in ["", "proxy", "10.0.0.0/33", "fd00::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0/8"] {
            assert_eq!(text.parse::<Network>(), Err(BadNetwork(text.into())), "{text}");
        }
        assert_eq!(String::from(networks(&["10.0.0.0/8"])[0]), "10.0.0.0/8");
    }
}
