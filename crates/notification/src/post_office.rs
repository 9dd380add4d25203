//! The post office: carries a letter by SMTP, into a folder, or into memory.

use crate::message::{self, BadSender, Sender};
use crate::smtp::{self, BadSettings, SmtpSettings};
use crate::{Letter, LetterKind, Rendered};
use lettre::{Message, SmtpTransport};
use model::LetterId;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{fs, io};

/// Where letters are handed in. Cheap to clone; a clone is the same office.
#[derive(Debug, Clone)]
pub struct PostOffice {
    sender: Sender,
    way: Way,
}

/// How the mail leaves.
#[derive(Debug, Clone)]
enum Way {
    Smtp(SmtpTransport),
    Folder(PathBuf),
    Memory(Letterbox),
}

/// Why a letter was not carried. The act that caused it stands all the same.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryError {
    /// This letter will never be taken: its address is no address, or the mail server refuses this very mail.
    #[error("the letter cannot be carried: {0}")]
    Permanent(String),
    /// Not now: the mail server is away, busy or misconfigured, or the disk is full.
    #[error("the letter could not be carried this time: {0}")]
    Temporary(String),
}

impl DeliveryError {
    /// Whether another try is useless.
    #[must_use]
    pub const fn is_permanent(&self) -> bool {
        matches!(self, Self::Permanent(_))
    }
}

impl PostOffice {
    /// An office that hands its mail to a mail server. Nobody is called yet, so a server that is away does not keep ours from starting.
    ///
    /// # Errors
    /// [`BadSettings`] when the settings can never work.
    pub fn smtp(settings: &SmtpSettings) -> Result<Self, BadSettings> {
        let sender = Sender::parse(&settings.from)?;
        let way = Way::Smtp(smtp::open(settings, &sender)?);
        Ok(Self { sender, way })
    }

    /// An office that writes each mail as `<letter id>.eml` into a folder, which exists or is made at the first letter.
    ///
    /// # Errors
    /// [`BadSender`] when `from` is not an address.
    pub fn folder(folder: &Path, from: &str) -> Result<Self, BadSender> {
        let sender = Sender::parse(from)?;
        let way = Way::Folder(folder.to_owned());
        Ok(Self { sender, way })
    }

    /// An office that keeps its mail in memory, for tests and demonstrations, and the letterbox in which to look for it.
    ///
    /// # Errors
    /// [`BadSender`] when `from` is not an address.
    pub fn memory(from: &str) -> Result<(Self, Letterbox), BadSender> {
        let sender = Sender::parse(from)?;
        let letterbox = Letterbox::default();
        let way = Way::Memory(letterbox.clone());
        Ok((Self { sender, way }, letterbox))
    }

    /// Whether a letter could leave now: the mail server answers and takes the account, or the folder can be written to. No letter is sent.
    ///
    /// # Errors
    /// [`DeliveryError::Temporary`] with what stands in the way.
    pub fn examine(&self) -> Result<(), DeliveryError> {
        match &self.way {
            Way::Smtp(way) => smtp::examine(way),
            Way::Folder(folder) => try_folder(folder).map_err(|error| DeliveryError::Temporary(error.to_string())),
            Way::Memory(_) => Ok(()),
        }
    }

    /// Carries a letter; it may be called again for the same letter, and the mail is then the same to the byte.
    ///
    /// Blocks for as long as the mail server takes, so nobody calls it within a transaction.
    ///
    /// # Errors
    /// [`DeliveryError`], which tells whether another try can help.
    pub fn deliver(&self, letter: &Letter, rendered: &Rendered) -> Result<(), DeliveryError> {
        let mail = message::build(letter, rendered, &self.sender)?;
        match &self.way {
            Way::Smtp(way) => smtp::send(way, &mail),
            Way::Folder(folder) => {
                write(folder, letter.id, &mail).map_err(|error| DeliveryError::Temporary(error.to_string()))
            }
            Way::Memory(letterbox) => {
                letterbox.put(Mail {
                    letter: letter.id,
                    kind: letter.kind,
                    to_address: letter.to_address.clone(),
                    subject: rendered.subject.clone(),
                    body: rendered.body.clone(),
                    raw: mail.formatted(),
                });
                Ok(())
            }
        }
    }
}

/// Makes a file that no letter is called and takes it away again.
fn try_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let probe = folder.join("doctor.part");
    fs::write(&probe, b"")?;
    fs::remove_file(probe)
}

/// Writes under another name first, so that who watches the folder never sees half a mail; a repeat replaces the file by itself.
fn write(folder: &Path, letter: LetterId, mail: &Message) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let unfinished = folder.join(format!("{letter}.part"));
    fs::write(&unfinished, mail.formatted())?;
    fs::rename(unfinished, folder.join(format!("{letter}.eml")))
}

/// The mails of an office in memory, in the order in which they came, repeats included.
#[derive(Debug, Clone, Default)]
pub struct Letterbox(Arc<Mutex<Vec<Mail>>>);

/// A mail that arrived in a [`Letterbox`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The letter it was.
    pub letter: LetterId,
    /// Its kind.
    pub kind: LetterKind,
    /// Where it went.
    pub to_address: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// The whole mail as it would travel (RFC 5322).
    pub raw: Vec<u8>,
}

impl Letterbox {
    /// The mails that lie in it.
    #[must_use]
    pub fn mails(&self) -> Vec<Mail> {
        self.open().clone()
    }

    /// Takes the mails out.
    #[must_use]
    pub fn take(&self) -> Vec<Mail> {
        std::mem::take(&mut *self.open())
    }

    fn put(&self, mail: Mail) {
        self.open().push(mail);
    }

    /// A test that died while it held the box leaves whole mails behind, so the box stays usable.
    fn open(&self) -> MutexGuard<'_, Vec<Mail>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
