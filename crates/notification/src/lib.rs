//! Events become letters; the post office carries them.
//!
//! `app` writes a row of the outbox in the transaction of the act; later, and apart from it, the row becomes a [`Letter`],
//! [`render`] puts it into words, and a [`PostOffice`] carries it. A row is settled only after the post office said yes,
//! so a letter goes out at least once, and a mail server that is away costs nobody an act.
//! A letter that goes out twice is the same mail to the byte, with the same Message-ID, so that a mailbox can fold the two.
//!
//! Nothing here knows the database, the clock or chance: a mail is a function of its letter and of its sender.

mod facts;
mod kinds;
mod letter;
mod message;
mod plain;
mod post_office;
mod reasons;
mod render;
mod retry;
mod smtp;

pub use facts::{Fact, LETTERHEAD, Shape};
pub use kinds::LetterKind;
pub use letter::{Letter, Locale};
pub use message::BadSender;
pub use post_office::{DeliveryError, Letterbox, Mail, PostOffice};
pub use reasons::in_words;
pub use render::{RenderError, Rendered, check, render};
pub use retry::retry_after;
pub use smtp::{BadSettings, SmtpSettings, SmtpTls};
