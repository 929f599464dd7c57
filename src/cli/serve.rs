//! `docent serve`: its settings, and the server itself.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use listenfd::ListenFd;

use crate::cli::{report, state_folder, variable};
use crate::diagnostic::{Diagnostic, short};
use crate::error::{Error, exit};
use crate::library;
use crate::serve::config::{self, Config, Format, standard_file};
use crate::serve::log;
use crate::serve::run::{Service, run};

pub(crate) const EXAMPLES: &str = "\
Examples:
  docent serve                                    on 127.0.0.1:2222, the tours of ./tours or the built-in ones
  ssh -p 2222 karlag@127.0.0.1                    a visit to the tour karlag
  ssh -p 2222 karlag+mamochkino+ru@127.0.0.1      the same, at a station and in a language
  docent serve --print-config > serve.toml        every setting, explained
  docent serve --check-config --config serve.toml
  docent serve --config serve.toml --listen 0.0.0.0:22 --metrics 127.0.0.1:9222

TERM ends it when all visitors have left or their time is over; HUP reads settings and tours anew.";

/// What was typed.
#[derive(Debug, Args, Clone)]
pub(crate) struct Typed {
    /// The settings; without it all have their defaults.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Only tell every mistake in the settings.
    #[arg(long)]
    check_config: bool,
    /// Only print all settings with their defaults.
    #[arg(long, exclusive = true)]
    print_config: bool,
    /// Where visitors connect, instead of `listen`; may be given several times.
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Vec<SocketAddr>,
    /// A tour, or a folder of tours, instead of `tours`.
    #[arg(long, value_name = "TOUR")]
    tours: Option<String>,
    /// The folder of the host key and the counters, instead of `state`.
    #[arg(long, value_name = "FOLDER")]
    state: Option<String>,
    /// Where Prometheus reads the metrics, instead of `metrics.listen`.
    #[arg(long, value_name = "ADDRESS:PORT")]
    metrics: Option<SocketAddr>,
    /// The NATS server that groups go over, instead of `groups.nats`.
    #[arg(long, value_name = "URL", value_parser = nats)]
    nats: Option<String>,
    /// Seconds that visits go on after TERM, instead of `limits.drain`.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(0..=3600))]
    drain: Option<u64>,
}

/// Runs the server, or does what stands in its place.
pub(crate) fn serve(typed: &Typed) -> Result<ExitCode, Error> {
    if typed.print_config {
        report::print(&standard_file());
        return Ok(ExitCode::SUCCESS);
    }
    let (config, faults) = typed.read()?;
    if !faults.is_empty() {
        report::faulty(&faults);
        return Ok(ExitCode::from(exit::WRONG_USAGE));
    }
    if typed.check_config {
        report::print("no faults\n");
        return Ok(ExitCode::SUCCESS);
    }
    log::init(form(&config), place());
    run(service(typed, config))?;
    Ok(ExitCode::SUCCESS)
}

impl Typed {
    /// The settings of the file, with what was typed instead.
    fn read(&self) -> Result<(Config, Vec<Diagnostic>), Error> {
        let (config, faults) = match &self.config {
            None => (Config::standard(), Vec::new()),
            Some(path) => Config::read(&library::settings(path)?),
        };
        Ok((self.over(config), faults))
    }

    fn over(&self, mut config: Config) -> Config {
        if !self.listen.is_empty() {
            config.listen.clone_from(&self.listen);
        }
        config.tours = self.tours.clone().unwrap_or(config.tours);
        config.state = self.state.clone().unwrap_or(config.state);
        config.metrics.listen = self.metrics.or(config.metrics.listen);
        config.groups.nats = self.nats.clone().unwrap_or(config.groups.nats);
        let drain = self.drain.map(Duration::from_secs);
        config.limits.drain = drain.unwrap_or(config.limits.drain);
        config
    }

    /// The settings again; in a line what is wrong with them.
    fn reread(&self) -> Result<Config, String> {
        let (config, faults) = self.read().map_err(|error| error.to_string())?;
        match faults.as_slice() {
            [] => Ok(config),
            [first, ..] => Err(format!(
                "the settings have errors and stay as they were: {}",
                short::line(first).trim_end()
            )),
        }
    }
}

/// As the settings have it.
fn nats(url: &str) -> Result<String, String> {
    match config::nats(url) {
        None => Ok(url.to_owned()),
        Some(fault) => Err(format!("it {fault}")),
    }
}

fn service(typed: &Typed, config: Config) -> Service {
    let typed = typed.clone();
    Service {
        sockets: sockets(),
        state: state_folder(&config.state).or_else(own_folder),
        tours: tours(&config),
        config,
        reread: Box::new(move || typed.reread()),
    }
}

/// The sockets that the service manager opened (systemd's socket activation).
fn sockets() -> Vec<std::net::TcpListener> {
    let mut handed = ListenFd::from_env();
    let each = 0..handed.len();
    each.filter_map(|at| handed.take_tcp_listener(at).ok()?)
        .collect()
}

/// Where programs that are started by hand keep things (XDG Base Directory Specification).
fn own_folder() -> Option<PathBuf> {
    let state = variable("XDG_STATE_HOME").map(PathBuf::from);
    let home = || Some(PathBuf::from(variable("HOME")?).join(".local/state"));
    Some(state.or_else(home)?.join("docent"))
}

fn tours(config: &Config) -> Vec<String> {
    if !config.tours.is_empty() {
        return vec![config.tours.clone()];
    }
    if is_folder(Path::new("tours")) {
        return vec!["tours".to_owned()];
    }
    library::built_in_ids().map(str::to_owned).collect()
}

#[expect(
    clippy::disallowed_methods,
    reason = "paths are looked at where a command is run"
)]
fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

fn place() -> log::Place {
    match variable("JOURNAL_STREAM") {
        Some(_) => log::Place::Journal,
        None => log::Place::Other,
    }
}

fn form(config: &Config) -> log::Form {
    match config.log.format {
        Format::Human => log::Form::Human,
        Format::Json => log::Form::Json,
    }
}
