//! Where metrics get their names, all of them beginning with `docent_`.

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

/// A registry that is being filled.
pub(super) struct Shelf(Registry);

impl Shelf {
    pub(super) fn new() -> Self {
        Self(Registry::with_prefix("docent"))
    }

    /// Which docent it is: `docent_build_info`.
    pub(super) fn build(&mut self) {
        let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        self.0.register("build", "The docent that runs", version);
    }

    pub(super) fn gauge(&mut self, name: &str, says: &str) -> Gauge {
        let gauge = Gauge::default();
        self.0.register(name, says, gauge.clone());
        gauge
    }

    /// A sum; `_total` comes after its name.
    pub(super) fn counter(&mut self, name: &str, says: &str) -> Counter {
        let counter = Counter::default();
        self.0.register(name, says, counter.clone());
        counter
    }

    /// Times in seconds; `_seconds` comes after the name. `bounds` are those of its buckets, in order.
    pub(super) fn seconds<const N: usize>(
        &mut self,
        name: &str,
        says: &str,
        bounds: [f64; N],
    ) -> Histogram {
        let histogram = Histogram::new(bounds);
        self.0
            .register_with_unit(name, says, Unit::Seconds, histogram.clone());
        histogram
    }

    /// Sums by a reason. Those that are known stand there from the beginning, so that their first
    /// event is seen as a rise.
    pub(super) fn reasons(
        &mut self,
        name: &str,
        says: &str,
        label: &'static str,
        known: &[&'static str],
    ) -> Reasons {
        let reasons = Reasons {
            label,
            sums: Family::default(),
        };
        for reason in known {
            let _ = reasons.sums.get_or_create(&[(label, reason)]);
        }
        self.0.register(name, says, reasons.sums.clone());
        reasons
    }

    pub(super) fn into_registry(self) -> Registry {
        self.0
    }
}

/// A sum for each of a few reasons.
#[derive(Debug)]
pub(super) struct Reasons {
    label: &'static str,
    sums: Family<[(&'static str, &'static str); 1], Counter>,
}

impl Reasons {
    /// One more for this reason.
    pub(super) fn count(&self, reason: &'static str) {
        self.sums.get_or_create(&[(self.label, reason)]).inc();
    }
}
