//! `weiguang`: serve, demo, migrate, openapi, admin, doctor, and the calculator.

use clap::Parser;

fn main() -> std::process::ExitCode {
    let cli = server::cli::Cli::parse();
    match server::cli::run(cli) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            server::cli::complain(&error);
            let refused = error.is::<server::calculator::Refused>();
            if refused { std::process::ExitCode::from(2) } else { std::process::ExitCode::FAILURE }
        }
    }
}
