//! The way by SMTP: settings, the connection they describe, and what its failures mean.

use crate::message::{BadSender, Sender};
use crate::post_office::DeliveryError;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Category;
use lettre::{Message, SmtpTransport, Transport};
use std::{fmt, time::Duration};

/// How to reach the mail server.
#[derive(Clone)]
pub struct SmtpSettings {
    /// Its name, which its certificate must bear, or its address.
    pub host: String,
    /// Its port: usually 465 with [`SmtpTls::Tls`], 587 with [`SmtpTls::StartTls`], 25 with [`SmtpTls::None`].
    pub port: u16,
    /// How the connection is protected.
    pub tls: SmtpTls,
    /// The account, if the server wants one.
    pub user: Option<String>,
    /// Its password.
    pub password: Option<String>,
    /// The sender, `name <address>` or an address; its domain stands in every Message-ID, so changing it while letters wait makes their repeats strangers.
    pub from: String,
    /// How long to wait for a connection and for each answer.
    pub timeout: Duration,
}

/// How a connection to the mail server is protected. There is no "if possible": that would be "no" to whoever stands in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpTls {
    /// Not at all; for a server on the same machine or in a closed network.
    None,
    /// Begun in the clear and then always encrypted.
    StartTls,
    /// Encrypted from the first byte.
    Tls,
}

/// Settings that cannot work, said when the server starts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadSettings {
    /// The sender is not an address.
    #[error(transparent)]
    Sender(#[from] BadSender),
    /// Only one of account and password is given.
    #[error("a mail account needs both a user and a password")]
    HalfAnAccount,
    /// A password would travel readable over a network.
    #[error("a mail password is only sent over TLS, or to this very machine")]
    PasswordInTheClear,
    /// The server's name cannot be checked against a certificate.
    #[error("the mail server's name cannot be used for TLS: {0}")]
    Tls(String),
}

impl fmt::Debug for SmtpSettings {
    /// Without the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("tls", &self.tls)
            .field("user", &self.user)
            .field("from", &self.from)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// Makes the way ready; nobody is called before the first mail.
pub(crate) fn open(settings: &SmtpSettings, sender: &Sender) -> Result<SmtpTransport, BadSettings> {
    let way = SmtpTransport::builder_dangerous(&settings.host)
        .port(settings.port)
        .tls(protection(settings)?)
        .hello_name(ClientId::Domain(sender.domain().to_owned()))
        .timeout(Some(settings.timeout));
    let way = match account(settings)? {
        Some(account) => way.credentials(account),
        None => way,
    };
    Ok(way.build())
}

/// Carries one mail, over a connection of its own.
pub(crate) fn send(way: &SmtpTransport, mail: &Message) -> Result<(), DeliveryError> {
    way.send(mail).map(drop).map_err(|error| meaning(&error))
}

/// Greets the mail server, signs in where an account is set, and hangs up.
pub(crate) fn examine(way: &SmtpTransport) -> Result<(), DeliveryError> {
    match way.test_connection() {
        Ok(true) => Ok(()),
        Ok(false) => Err(DeliveryError::Temporary("the mail server does not answer as one".into())),
        Err(error) => Err(meaning(&error)),
    }
}

fn protection(settings: &SmtpSettings) -> Result<Tls, BadSettings> {
    let parameters = || TlsParameters::new(settings.host.clone()).map_err(|error| BadSettings::Tls(error.to_string()));
    Ok(match settings.tls {
        SmtpTls::None => Tls::None,
        SmtpTls::StartTls => Tls::Required(parameters()?),
        SmtpTls::Tls => Tls::Wrapper(parameters()?),
    })
}

fn account(settings: &SmtpSettings) -> Result<Option<Credentials>, BadSettings> {
    let (user, password) = match (&settings.user, &settings.password) {
        (None, None) => return Ok(None),
        (Some(user), Some(password)) => (user.clone(), password.clone()),
        _ => return Err(BadSettings::HalfAnAccount),
    };
    let here = matches!(settings.host.as_str(), "localhost" | "127.0.0.1" | "::1");
    if settings.tls == SmtpTls::None && !here {
        return Err(BadSettings::PasswordInTheClear);
    }
    Ok(Some(Credentials::new(user, password)))
}

/// Whether another try can help. Only the replies 55x speak about this mail (RFC 5321, 4.2.3);
/// any other refusal, a wrong password among them, is for the administrator to mend, and the letters wait for it.
fn meaning(error: &lettre::transport::smtp::Error) -> DeliveryError {
    let about_the_mail = error.status().is_some_and(|code| code.category == Category::MailSystem);
    if error.is_permanent() && about_the_mail {
        DeliveryError::Permanent(error.to_string())
    } else {
        DeliveryError::Temporary(error.to_string())
    }
}
