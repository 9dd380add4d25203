//! `weiguang doctor`: what an operator wants to know before the evening, each line with its finding.
#![expect(clippy::print_stdout, reason = "a command line speaks to who called it")]

use crate::config::Config;
use crate::{clock, instance};

/// Examines database, clock, disk and mail, and prints the configuration with its secrets masked.
///
/// # Errors
/// When something is so wrong that serving would not work.
pub fn examine(config: &Config) -> anyhow::Result<()> {
    println!("{}", config.masked()?);
    let url: app::Url = config.database.parse()?;
    println!("schema: {:?}", app::Db::schema(&url)?);
    for (name, value) in app::Db::durability(&url)? {
        println!("{name}: {value}");
    }
    let db = instance::open(url, false)?;
    let before = clock::real()();
    db.write_now(|tx| app::tenants::list_unscoped(tx).map_err(app::Error::from))?;
    let after = clock::real()();
    println!("write: {} ms", after.duration_since(before).as_millis());
    println!("clock: {after}");
    println!("mail: {} {}", config.mail.way, config.mail.target);
    Ok(())
}
