//! Many visitors at once, for measuring `docent serve`:
//!
//! ```text
//! cargo run --release --example load -- --to 127.0.0.1:2222 --pid "$(pidof docent)" --sessions 1000
//! ```
//!
//! Opens the sessions, lets them rest, then has each press keys, and prints what the server needed for it:
//! memory, processor, bytes, and how long keys waited for their frames. The sessions are real ones: a key
//! exchange, a login, a terminal.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program beside docent, which measures and prints"
)]

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Parser;
use russh::client::{self, Handle, Msg};
use russh::keys::PublicKeyOrCertificate;
use russh::{Channel, ChannelMsg};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

#[derive(Debug, Clone, Parser)]
struct Args {
    /// The server.
    #[arg(long, default_value = "127.0.0.1:2222")]
    to: SocketAddr,
    /// The server's process, for its memory and processor time.
    #[arg(long)]
    pid: Option<u32>,
    #[arg(long, default_value_t = 500)]
    sessions: usize,
    /// Sessions that are opened at the same time.
    #[arg(long, default_value_t = 32)]
    at_once: usize,
    /// Seconds that every session presses a key a second; 0 for none.
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    #[arg(long, default_value = "karlag")]
    user: String,
    #[arg(long, default_value_t = 100)]
    columns: u32,
    #[arg(long, default_value_t = 30)]
    rows: u32,
    /// The most memory a session, in KiB; more is a failure.
    #[arg(long)]
    most_memory: Option<f64>,
    /// The most processor time a key, in milliseconds; more is a failure.
    #[arg(long)]
    most_time: Option<f64>,
    /// The most bytes a page turn; more is a failure.
    #[arg(long)]
    most_bytes: Option<f64>,
}

/// Whoever answers is the server that was named.
struct Trusting;

impl client::Handler for Trusting {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &PublicKeyOrCertificate) -> Result<bool, Self::Error> {
        Ok(true)
    }
}

/// One visitor.
struct Visitor {
    channel: Channel<Msg>,
    /// Keeps the connection.
    _handle: Handle<Trusting>,
}

/// What a visitor's keys came to.
#[derive(Default)]
struct Tally {
    /// How long each key waited for its frame.
    waits: Vec<Duration>,
    /// The bytes after each key.
    bytes: Vec<usize>,
    /// The bytes of each turn to another station's page.
    turns: Vec<usize>,
    /// Keys whose frame did not come.
    lost: usize,
}

/// How long a frame may take before its key counts as lost.
const PATIENCE: Duration = Duration::from_secs(10);
/// After so long without bytes a frame is whole.
const SETTLED: Duration = Duration::from_millis(60);

impl Visitor {
    async fn come(args: &Args) -> Result<Self, russh::Error> {
        let config = Arc::new(client::Config::default());
        let mut handle = client::connect(config, args.to, Trusting).await?;
        handle.authenticate_none(&args.user).await?;
        let channel = handle.channel_open_session().await?;
        let (columns, rows) = (args.columns, args.rows);
        channel
            .request_pty(false, "xterm-256color", columns, rows, 0, 0, &[])
            .await?;
        channel.set_env(false, "LANG", "en_GB.UTF-8").await?;
        channel.request_shell(false).await?;
        let mut visitor = Self {
            channel,
            _handle: handle,
        };
        visitor.frame(PATIENCE).await;
        Ok(visitor)
    }

    /// Waits for bytes; how many came until it was quiet, and when the first did.
    async fn frame(&mut self, patience: Duration) -> Option<(usize, Instant)> {
        let (mut bytes, mut first) = (0, None);
        let mut wait = patience;
        while let Ok(message) = timeout(wait, self.channel.wait()).await {
            match message? {
                ChannelMsg::Data { data } => {
                    bytes += data.len();
                    first = first.or_else(|| Some(Instant::now()));
                    wait = SETTLED;
                }
                ChannelMsg::Close | ChannelMsg::Eof => return None,
                _ => {}
            }
        }
        Some((bytes, first?))
    }

    async fn press(&mut self, key: &[u8]) -> Option<(usize, Duration)> {
        let start = Instant::now();
        self.channel.data(key).await.ok()?;
        let (bytes, at) = self.frame(PATIENCE).await?;
        Some((bytes, at.saturating_duration_since(start)))
    }

    /// A key a second, for so many seconds.
    async fn walk(mut self, seconds: u64, number: usize) -> (Self, Tally) {
        let mut tally = Tally::default();
        // Through the notice of the tour, and to a first page.
        for key in [&b"\r"[..], b"\r"] {
            self.press(key).await;
        }
        sleep(Duration::from_millis((number as u64 * 37) % 1000)).await;
        for second in 0..seconds {
            let next = Instant::now() + Duration::from_secs(1);
            let second = second as usize;
            // On, back, and to another station, which is another page; each visitor at another time.
            let turn = format!("{}\r", [5, 9, 1][(second / 5 + number) % 3]);
            let (key, turns): (&[u8], bool) = match second % 5 {
                2 => (b"\x1b[D", false),
                4 => (turn.as_bytes(), true),
                _ => (b" ", false),
            };
            match self.press(key).await {
                Some((bytes, wait)) => {
                    tally.waits.push(wait);
                    tally.bytes.push(bytes);
                    if turns {
                        tally.turns.push(bytes);
                    }
                }
                None => tally.lost += 1,
            }
            sleep(next.saturating_duration_since(Instant::now())).await;
        }
        (self, tally)
    }
}

/// The server's memory in KiB, and its processor time in seconds.
#[derive(Debug, Clone, Copy, Default)]
struct Use {
    memory: f64,
    time: f64,
}

fn usage(pid: Option<u32>) -> Use {
    let Some(pid) = pid else {
        return Use::default();
    };
    let read =
        |name: &str| std::fs::read_to_string(format!("/proc/{pid}/{name}")).unwrap_or_default();
    let status = read("status");
    let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let memory = memory.and_then(|line| line.split_whitespace().next()?.parse().ok());
    let stat = read("stat");
    let after_name = stat.rsplit(") ").next().unwrap_or_default().split(' ');
    // The 14th and 15th field, in hundredths of a second (proc_pid_stat(5)).
    let ticks: f64 = after_name
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<f64>().ok())
        .sum();
    Use {
        memory: memory.unwrap_or_default(),
        time: ticks / 100.0,
    }
}

async fn open(args: &Args) -> Vec<Visitor> {
    let mut visitors = Vec::with_capacity(args.sessions);
    let mut coming = JoinSet::new();
    for _ in 0..args.sessions {
        while coming.len() >= args.at_once {
            take(coming.join_next().await, &mut visitors);
        }
        let args = args.clone();
        coming.spawn(async move { Visitor::come(&args).await });
    }
    while let Some(one) = coming.join_next().await {
        take(Some(one), &mut visitors);
    }
    visitors
}

type Come = Option<Result<Result<Visitor, russh::Error>, tokio::task::JoinError>>;

fn take(came: Come, visitors: &mut Vec<Visitor>) {
    match came {
        Some(Ok(Ok(visitor))) => visitors.push(visitor),
        Some(Ok(Err(error))) => eprintln!("not let in: {error}"),
        Some(Err(error)) => eprintln!("{error}"),
        None => {}
    }
}

async fn walk(visitors: Vec<Visitor>, seconds: u64) -> (Vec<Visitor>, Tally) {
    let mut walking = JoinSet::new();
    for (number, visitor) in visitors.into_iter().enumerate() {
        walking.spawn(visitor.walk(seconds, number));
    }
    let (mut back, mut all) = (Vec::new(), Tally::default());
    while let Some(Ok((visitor, tally))) = walking.join_next().await {
        back.push(visitor);
        all.waits.extend(tally.waits);
        all.bytes.extend(tally.bytes);
        all.turns.extend(tally.turns);
        all.lost += tally.lost;
    }
    (back, all)
}

/// A line of the report; whether it holds.
fn tell(what: &str, value: f64, unit: &str, most: Option<f64>) -> bool {
    let holds = most.is_none_or(|most| value <= most);
    let word = if holds { "ok  " } else { "MISS" };
    let bound = most.map_or_else(String::new, |most| format!(" (at most {most})"));
    println!("{word} {what}: {value:.3} {unit}{bound}");
    holds
}

fn mean(numbers: &[usize]) -> f64 {
    numbers.iter().sum::<usize>() as f64 / numbers.len().max(1) as f64
}

fn percentile(waits: &mut [Duration], share: f64) -> f64 {
    waits.sort_unstable();
    let at = ((waits.len() as f64 - 1.0) * share).max(0.0) as usize;
    waits.get(at).map_or(0.0, Duration::as_secs_f64) * 1000.0
}

#[tokio::main]
async fn main() -> ExitCode {
    let args = Args::parse();
    let empty = usage(args.pid);
    let start = Instant::now();
    let visitors = open(&args).await;
    let opened = visitors.len();
    println!(
        "ok   sessions open: {opened} in {:.1} s",
        start.elapsed().as_secs_f64()
    );
    sleep(Duration::from_secs(2)).await;
    let full = usage(args.pid);
    let each = (full.memory - empty.memory) / opened.max(1) as f64;
    let mut holds = opened == args.sessions;
    holds &= tell(
        "memory of the empty server",
        empty.memory / 1024.0,
        "MiB",
        None,
    );
    holds &= tell("memory an idle session", each, "KiB", args.most_memory);
    let login = (full.time - empty.time) * 1000.0 / opened.max(1) as f64;
    holds &= tell("processor a login with its first page", login, "ms", None);
    if args.seconds > 0 {
        let before = usage(args.pid);
        let start = Instant::now();
        let (visitors, mut tally) = walk(visitors, args.seconds).await;
        let (after, took) = (usage(args.pid), start.elapsed().as_secs_f64());
        let keys = tally.waits.len() + visitors.len() * 2;
        let time = after.time - before.time;
        holds &= tell(
            "processor a key",
            time * 1000.0 / keys.max(1) as f64,
            "ms",
            args.most_time,
        );
        holds &= tell("processor in all", time / took * 100.0, "% of a core", None);
        holds &= tell(
            "a key's frame, median",
            percentile(&mut tally.waits, 0.5),
            "ms",
            None,
        );
        holds &= tell(
            "a key's frame, 99 %",
            percentile(&mut tally.waits, 0.99),
            "ms",
            None,
        );
        holds &= tell("bytes a key", mean(&tally.bytes), "B", None);
        holds &= tell(
            "bytes a turn to another station",
            mean(&tally.turns),
            "B",
            args.most_bytes,
        );
        holds &= tell("keys without a frame", tally.lost as f64, "", Some(0.0));
        let each = (after.memory - empty.memory) / visitors.len().max(1) as f64;
        holds &= tell("memory a session that has walked", each, "KiB", None);
    }
    if holds {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
