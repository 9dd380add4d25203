//! The configuration: a file, then the environment, then flags; each overrules the one before.

use anyhow::Context;
use api::address::Network;
use api::identity::tokens::Signing;
use notification::{PostOffice, SmtpSettings, SmtpTls};
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Everything that can be set. Every field has a default but the database.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// `sqlite:PATH` or `postgres://..`.
    pub database: String,
    /// Where to listen.
    pub bind: SocketAddr,
    /// How many threads answer requests; 0 takes the number of cores.
    pub workers: usize,
    /// The file with the installation's secret; made when it is not there.
    pub secret_file: PathBuf,
    /// By what access tokens are signed: `hs256` or `eddsa`.
    pub tokens: Signing,
    /// The proxies, as addresses or networks, whose `X-Forwarded-For` counts; without them all clients behind a proxy share its address.
    pub trusted_proxies: Vec<Network>,
    /// How many live streams one address may hold.
    pub streams_per_address: usize,
    /// How letters leave: `smtp`, `folder` or `memory`.
    pub mail: Mail,
}

/// How letters leave.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// `smtp`, `folder` or `memory`.
    pub way: String,
    /// The folder, or the SMTP server's host.
    pub target: String,
    /// The SMTP port.
    pub port: u16,
    /// `none`, `starttls` or `tls`.
    pub tls: String,
    /// The SMTP user.
    pub user: String,
    /// The SMTP password.
    pub password: String,
    /// The sender.
    pub from: String,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            way: "memory".into(),
            target: String::new(),
            port: 587,
            tls: "starttls".into(),
            user: String::new(),
            password: String::new(),
            from: "weiguang@localhost".into(),
        }
    }
}

impl Mail {
    /// The post office that these settings describe.
    ///
    /// # Errors
    /// For a way that is not known, or settings that do not fit together.
    pub fn open(&self) -> anyhow::Result<PostOffice> {
        match self.way.as_str() {
            "memory" => Ok(PostOffice::memory(&self.from)?.0),
            "folder" => Ok(PostOffice::folder(Path::new(&self.target), &self.from)?),
            "smtp" => Ok(PostOffice::smtp(&self.smtp()?)?),
            other => anyhow::bail!("mail leaves by smtp, folder or memory, not by {other:?}"),
        }
    }

    fn smtp(&self) -> anyhow::Result<SmtpSettings> {
        let tls = match self.tls.as_str() {
            "none" => SmtpTls::None,
            "starttls" => SmtpTls::StartTls,
            "tls" => SmtpTls::Tls,
            other => anyhow::bail!("mail.tls is none, starttls or tls, not {other:?}"),
        };
        let given = |text: &String| Some(text.clone()).filter(|t| !t.is_empty());
        Ok(SmtpSettings {
            host: self.target.clone(),
            port: self.port,
            tls,
            user: given(&self.user),
            password: given(&self.password),
            from: self.from.clone(),
            timeout: std::time::Duration::from_secs(20),
        })
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database: "sqlite:weiguang.db".into(),
            bind: SocketAddr::from(([127, 0, 0, 1], 8080)),
            workers: 0,
            secret_file: "weiguang.key".into(),
            tokens: Signing::default(),
            trusted_proxies: Vec::new(),
            streams_per_address: api::live::STREAMS_PER_ADDRESS,
            mail: Mail::default(),
        }
    }
}

impl Config {
    /// Reads the file, if one is named, and lets the environment overrule it.
    ///
    /// # Errors
    /// When the file cannot be read, or says something that is not known.
    pub fn read(file: Option<&Path>) -> anyhow::Result<Self> {
        let mut config = match file {
            Some(path) => {
                let text =
                    std::fs::read_to_string(path).with_context(|| format!("the configuration {}", path.display()))?;
                toml::from_str(&text).with_context(|| format!("the configuration {}", path.display()))?
            }
            None => Self::default(),
        };
        if let Some(database) = variable("WEIGUANG_DATABASE") {
            config.database = database;
        }
        if let Some(bind) = variable("WEIGUANG_BIND") {
            config.bind = bind.parse().with_context(|| format!("WEIGUANG_BIND is {bind:?}"))?;
        }
        if let Some(file) = variable("WEIGUANG_SECRET_FILE") {
            config.secret_file = file.into();
        }
        if let Some(tokens) = variable("WEIGUANG_TOKENS") {
            config.tokens = tokens.parse().context("WEIGUANG_TOKENS")?;
        }
        if let Some(proxies) = variable("WEIGUANG_TRUSTED_PROXIES") {
            let named: Result<_, _> = proxies.split(',').map(|proxy| proxy.trim().parse()).collect();
            config.trusted_proxies = named.context("WEIGUANG_TRUSTED_PROXIES")?;
        }
        if let Some(password) = variable("WEIGUANG_MAIL_PASSWORD") {
            config.mail.password = password;
        }
        Ok(config)
    }

    /// The configuration as `doctor` prints it: secrets are masked.
    ///
    /// # Errors
    /// When it cannot be written as TOML.
    pub fn masked(&self) -> anyhow::Result<String> {
        let mut shown = self.clone();
        if !shown.mail.password.is_empty() {
            shown.mail.password = "********".into();
        }
        shown.database = mask_password(&shown.database);
        Ok(toml::to_string(&shown)?)
    }
}

/// `postgres://user:secret@host/db` without the secret.
fn mask_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let Some((who, place)) = rest.split_once('@') else {
        return url.to_owned();
    };
    match who.split_once(':') {
        Some((user, _)) => format!("{scheme}://{user}:********@{place}"),
        None => url.to_owned(),
    }
}

fn variable(name: &str) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The secret of the access tokens; made with the machine's randomness when the file is not there yet, readable for its owner only.
///
/// # Errors
/// When the file cannot be read or written.
pub fn secret(file: &Path) -> anyhow::Result<Vec<u8>> {
    if !file.exists() {
        let mut bytes = [0; 32];
        crate::clock::randomness()(&mut bytes);
        let text: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
        write_private(file, &text).with_context(|| format!("the secret {}", file.display()))?;
    }
    let text = std::fs::read_to_string(file).with_context(|| format!("the secret {}", file.display()))?;
    let secret = text.trim().as_bytes().to_vec();
    anyhow::ensure!(secret.len() >= 32, "the secret in {} is shorter than 32 bytes", file.display());
    Ok(secret)
}

fn write_private(file: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut opened = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    opened.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_masked() {
        assert_eq!(mask_password("postgres://u:secret@h/d"), "postgres://u:********@h/d");
        assert_eq!(mask_password("postgres://u@h/d"), "postgres://u@h/d");
        assert_eq!(mask_password("sqlite:a.db"), "sqlite:a.db");
        let mut config = Config::default();
        config.mail.password = "hush".into();
        assert!(!config.masked().unwrap().contains("hush"));
    }
}
