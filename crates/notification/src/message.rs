//! A letter as a mail: every header is built by type, and none comes from the clock or from chance.

use crate::post_office::DeliveryError;
use crate::{Letter, Rendered, plain};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};
use lettre::{Address, Message};
use std::time::{Duration, SystemTime};

/// Who signs the mails as their sender.
#[derive(Debug, Clone)]
pub(crate) struct Sender(Mailbox);

/// The sender's address is not one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the sender {0:?} is not an address such as 招商街道 <letters@example.cn>")]
pub struct BadSender(pub String);

impl Sender {
    /// Reads `name <address>` or a bare address; the address is ASCII, since its domain goes into every Message-ID.
    pub(crate) fn parse(text: &str) -> Result<Self, BadSender> {
        let bad = |_| BadSender(text.to_owned());
        let mailbox: Mailbox = text.parse().map_err(bad)?;
        let address: &str = mailbox.email.as_ref();
        if !address.is_ascii() {
            return Err(BadSender(text.to_owned()));
        }
        let name = mailbox.name.as_deref().and_then(plain::name);
        Ok(Self(Mailbox::new(name, mailbox.email)))
    }

    /// The domain of the address, by which mail servers know the sender.
    pub(crate) fn domain(&self) -> &str {
        self.0.email.domain()
    }
}

/// Builds the mail: the same letter always gives the same bytes.
pub(crate) fn build(letter: &Letter, rendered: &Rendered, sender: &Sender) -> Result<Message, DeliveryError> {
    let refused = |why: String| DeliveryError::Permanent(why);
    let address: Address =
        letter.to_address.parse().map_err(|error| refused(format!("the address is not one: {error}")))?;
    let to = Mailbox::new(plain::name(&letter.to_name), address);
    Message::builder()
        .from(sender.0.clone())
        .to(to)
        .subject(plain::one_line(&rendered.subject))
        .date(date(letter))
        .message_id(Some(format!("<{}@{}>", letter.id, sender.domain())))
        .raw_header(by_machine())
        .singlepart(SinglePart::plain(plain::lines(&rendered.body)))
        .map_err(|error| refused(error.to_string()))
}

/// RFC 3834: keeps holiday answers and other machines from writing back.
fn by_machine() -> HeaderValue {
    let name = HeaderName::new_from_ascii_str("Auto-Submitted");
    HeaderValue::new(name, "auto-generated".to_owned())
}

/// The instant of the letter. A Date begins in 1970; an earlier instant, which no act has, is told as that beginning.
fn date(letter: &Letter) -> SystemTime {
    let secs = u64::try_from(letter.created_at.as_second()).unwrap_or(0);
    SystemTime::UNIX_EPOCH + Duration::from_secs(secs)
}
