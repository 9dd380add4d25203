//! `weiguang`: serve, demo, migrate, openapi, admin, doctor.

use clap::Parser;

fn main() -> std::process::ExitCode {
    let cli = server::cli::Cli::parse();
    match server::cli::run(cli) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            server::cli::complain(&error);
            std::process::ExitCode::FAILURE
        }
    }
}
