//! The released program by itself: how soon it answers on an empty database, and what it holds while it idles.

use crate::table::{Line, median, within};
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 5;

/// Both lines.
pub(crate) fn measure() -> Vec<Line> {
    let (mut starts, mut sizes) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let file = harness::town::temporary_file();
        let address = free_address();
        let started = Instant::now();
        let mut child = serve(&format!("sqlite:{}", file.path.display()), &address);
        while !is_ready(&address) {
            assert!(child.try_wait().unwrap().is_none(), "the server ended by itself");
            assert!(started.elapsed() < Duration::from_secs(20), "the server does not become ready");
            std::thread::sleep(Duration::from_millis(2));
        }
        starts.push(started.elapsed().as_secs_f64());
        std::thread::sleep(Duration::from_secs(2));
        sizes.push(resident_mib(child.id()));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    vec![within("cold start", "s", median(starts), 0.3), within("idle memory", "MiB", median(sizes), 40.0)]
}

fn serve(database: &str, address: &str) -> Child {
    let program = std::env::current_exe().unwrap().with_file_name("weiguang");
    Command::new(&program)
        .args(["serve", "--database", database, "--bind", address, "--create"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|e| panic!("{}: {e}; `make bench` builds it", program.display()))
}

fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

fn is_ready(address: &str) -> bool {
    let Ok(mut stream) = TcpStream::connect(address) else { return false };
    let asked =
        std::io::Write::write_all(&mut stream, b"GET /readyz HTTP/1.1\r\nhost: bench\r\nconnection: close\r\n\r\n");
    let mut answer = String::new();
    asked.is_ok() && stream.read_to_string(&mut answer).is_ok() && answer.starts_with("HTTP/1.1 200")
}

/// The memory that a process holds.
pub(crate) fn resident_mib(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").trim().parse::<f64>().unwrap() / 1024.0
}
