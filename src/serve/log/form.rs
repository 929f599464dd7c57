//! How lines are written, and where to.

use std::fmt;
use std::io;

use tracing::dispatcher::set_global_default;
use tracing::level_filters::LevelFilter;
use tracing::{Dispatch, Event, Level, Subscriber};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::format::{Format, Writer};
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields, MakeWriter, layer};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::registry::{LookupSpan, Registry};

/// How a line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `INFO connected connection=7 address=-`
    Human,
    /// An object a line.
    Json,
}

/// What standard error is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The journal, which has the time of each line, and takes how grave it is from a number before it.
    Journal,
    /// A terminal, a file or a pipe.
    Other,
}

/// Sets the log up for the whole program; of several calls the first one stands.
pub fn init(form: Form, place: Place) {
    let _ = set_global_default(dispatch(form, place, io::stderr));
}

/// Docent's own lines, and of other crates what went wrong.
pub(super) fn dispatch<W>(form: Form, place: Place, writer: W) -> Dispatch
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let layer = layer().with_ansi(false).with_writer(writer);
    let shape = Format::default().with_ansi(false).with_target(false);
    let layer = match (form, place) {
        (Form::Human, Place::Other) => layer.event_format(shape).boxed(),
        (Form::Human, Place::Journal) => layer.event_format(Graded(shape.without_time())).boxed(),
        (Form::Json, Place::Other) => layer
            .json()
            .event_format(shape.json().flatten_event(true))
            .boxed(),
        (Form::Json, Place::Journal) => layer
            .json()
            .event_format(Graded(shape.without_time().json().flatten_event(true)))
            .boxed(),
    };
    let wanted = Targets::new()
        .with_target(env!("CARGO_PKG_NAME"), LevelFilter::INFO)
        // It would tell of each attempt to reach a server that is not there; the relay tells once.
        .with_target("async_nats", LevelFilter::OFF)
        .with_default(LevelFilter::WARN);
    Dispatch::new(Registry::default().with(layer.with_filter(wanted)))
}

/// Puts before each line how grave it is, as systemd reads it.
struct Graded<F>(F);

impl<S, N, F> FormatEvent<S, N> for Graded<F>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
    F: FormatEvent<S, N>,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        write!(writer, "<{}>", grade(*event.metadata().level()))?;
        self.0.format_event(context, writer, event)
    }
}

/// A level of syslog.
fn grade(level: Level) -> u8 {
    match level {
        Level::ERROR => 3,
        Level::WARN => 4,
        Level::INFO => 6,
        _ => 7,
    }
}
