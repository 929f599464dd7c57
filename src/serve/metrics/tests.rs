//! The text, read as strictly as its format is written down.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::{End, Metrics, Reload};
use crate::session::Counts;

/// The samples of a text by name and labels; whatever is not as the format has it fails.
fn samples(text: &str) -> BTreeMap<String, f64> {
    let mut samples = BTreeMap::new();
    let mut family = None;
    assert!(text.ends_with('\n'), "the last line has no end");
    for line in text.lines() {
        if let Some(help) = line.strip_prefix("# HELP ") {
            let (name, help) = help.split_once(' ').expect("a help text");
            assert!(!help.is_empty() && is_name(name), "{line}");
            continue;
        }
        if let Some(typed) = line.strip_prefix("# TYPE ") {
            let (name, kind) = typed.split_once(' ').expect("a type");
            assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
            assert_eq!(kind == "counter", name.ends_with("_total"), "{line}");
            family = Some((name.to_owned(), kind.to_owned()));
            continue;
        }
        let (sample, value) = line.rsplit_once(' ').expect("a value");
        let (name, kind) = family.as_ref().expect("a type before its samples");
        let of_family = sample.split('{').next().unwrap_or_default();
        assert!(is_name(of_family) && of_family.starts_with("docent_"));
        let rest = of_family.strip_prefix(name).expect("one of the family");
        let parts: &[&str] = match kind.as_str() {
            "histogram" => &["_bucket", "_sum", "_count"],
            _ => &[""],
        };
        assert!(parts.contains(&rest), "{line}");
        labels(&sample[of_family.len()..]);
        let value = value.parse().expect("a number");
        let before = samples.insert(sample.to_owned(), value);
        assert_eq!(before, None, "{sample} stands there twice");
    }
    samples
}

fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c == '_';
    !name.is_empty() && name.chars().all(fits)
}

/// `{name="value"}`, or nothing.
fn labels(text: &str) {
    if text.is_empty() {
        return;
    }
    let inside = text.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
    for label in inside.expect("braces").split(',') {
        let (name, value) = label.split_once('=').expect("a label");
        let value = value.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        assert!(is_name(name), "{text}");
        assert!(!value.expect("quotes").contains(['"', '\\']), "{text}");
    }
}

#[track_caller]
fn check(metrics: &Metrics, expected: &[(&str, f64)]) {
    let text = metrics.text();
    let samples = samples(&text);
    for (name, value) in expected {
        let found = samples.get(&format!("docent_{name}"));
        assert_eq!(found, Some(value), "{name}\n{text}");
    }
}

#[test]
fn everything_known_beforehand_stands_at_nothing() {
    let metrics = Metrics::new();
    check(
        &metrics,
        &[
            ("sessions", 0.0),
            ("connections_before_login", 0.0),
            ("handshakes_total", 0.0),
            ("handshake_seconds_count", 0.0),
            ("frames_skipped_total", 0.0),
            ("reloads_total{result=\"failed\"}", 0.0),
        ],
    );
    let text = metrics.text();
    let version = concat!(
        "docent_build_info{version=\"",
        env!("CARGO_PKG_VERSION"),
        "\"} 1\n"
    );
    assert!(text.contains(version), "{text}");
    for end in End::ALL {
        let sample = format!("docent_sessions_total{{end=\"{end}\"}} 0\n");
        assert!(text.contains(&sample), "{text}");
    }
}

#[test]
fn what_happens_is_in_the_text() {
    let metrics = Metrics::new();
    metrics.handshake(Duration::from_millis(7));
    metrics.refused("rate");
    metrics.refused("rate");
    metrics.refused("full");
    metrics.keys(12);
    metrics.received(40);
    metrics.sent(2_490);
    metrics.skipped();
    metrics.cache(Counts {
        renders: 1,
        hits: 1,
        entries: 3,
        bytes: 1_000,
    });
    metrics.groups(2, 31);
    metrics.reloaded(Reload::Ok);
    metrics.drain();
    check(
        &metrics,
        &[
            ("handshakes_total", 1.0),
            ("handshake_seconds_bucket{le=\"0.005\"}", 0.0),
            ("handshake_seconds_bucket{le=\"0.01\"}", 1.0),
            ("refused_total{reason=\"rate\"}", 2.0),
            ("refused_total{reason=\"full\"}", 1.0),
            ("keys_total", 12.0),
            ("received_bytes_total", 40.0),
            ("sent_bytes_total", 2_490.0),
            ("frames_skipped_total", 1.0),
            ("cache_hits_total", 1.0),
            ("cache_misses_total", 1.0),
            ("cache_bytes", 1_000.0),
            ("cache_entries", 3.0),
            ("groups", 2.0),
            ("followers", 31.0),
            ("reloads_total{result=\"ok\"}", 1.0),
            ("draining", 1.0),
        ],
    );
}

#[test]
fn a_frame_is_in_the_bucket_of_its_time() {
    let metrics = Metrics::new();
    metrics.frame(2_403, Duration::from_micros(10));
    metrics.frame(1_200, Duration::from_micros(45));
    metrics.frame(0, Duration::from_secs(1));
    check(
        &metrics,
        &[
            ("frames_total", 3.0),
            ("frame_bytes_total", 3_603.0),
            ("frame_seconds_count", 3.0),
            ("frame_seconds_bucket{le=\"1e-05\"}", 1.0),
            ("frame_seconds_bucket{le=\"2.5e-05\"}", 1.0),
            ("frame_seconds_bucket{le=\"5e-05\"}", 2.0),
            ("frame_seconds_bucket{le=\"0.1\"}", 2.0),
            ("frame_seconds_bucket{le=\"+Inf\"}", 3.0),
        ],
    );
}

#[test]
fn a_session_that_fails_leaves_nothing_behind() {
    let metrics = Arc::new(Metrics::new());
    let connection = metrics.connection();
    let (one, two) = (metrics.session(), metrics.session());
    check(
        &metrics,
        &[("connections_before_login", 1.0), ("sessions", 2.0)],
    );
    drop(connection);
    one.end(End::Finished);
    let failed = thread::spawn(move || {
        let _two = two;
        panic!("a fault in docent");
    });
    assert!(failed.join().is_err());
    check(
        &metrics,
        &[
            ("connections_before_login", 0.0),
            ("sessions", 0.0),
            ("sessions_total{end=\"finished\"}", 1.0),
            ("sessions_total{end=\"error\"}", 1.0),
        ],
    );
}

#[test]
fn threads_lose_nothing_between_them() {
    let metrics = Metrics::new();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..1_000 {
                    metrics.keys(1);
                    metrics.refused("rate");
                    metrics.frame(10, Duration::from_micros(20));
                }
            });
        }
    });
    check(
        &metrics,
        &[
            ("keys_total", 4_000.0),
            ("refused_total{reason=\"rate\"}", 4_000.0),
            ("frame_seconds_count", 4_000.0),
            ("frame_bytes_total", 40_000.0),
        ],
    );
}
