//! What a connection is to the server: a stranger, then somebody who has logged in, then a visitor.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use russh::server::Auth;

use crate::group::GuideId;
use crate::serve::guarded::Switch;
use crate::serve::limits::Permit;
use crate::serve::line::Line;
use crate::serve::log::Login;
use crate::serve::login::Wish;
use crate::serve::metrics::{Counted, End, Held};
use crate::serve::seat::{Outlet, Seat};
use crate::serve::server::Server;
use crate::serve::visitor::Visitor;
use crate::words::ENGLISH;

/// One connection, from its acceptance to its end; dropping it gives everything back.
#[derive(Debug)]
pub(super) struct Guest {
    server: Arc<Server>,
    seat: Arc<Seat>,
    /// Given back at the end.
    permit: Option<Permit>,
    address: IpAddr,
    since: Duration,
    /// The name of the login, until the visit begins.
    user: String,
    switch: Arc<Switch>,
    /// Bytes that have been added to the metrics: those that came, those that went.
    told: (u64, u64),
    /// Counts the connection until the visit begins.
    held: Option<Held>,
    /// Counts the visit.
    counted: Option<Counted>,
}

impl Guest {
    /// A stranger whose seat is taken already.
    pub(super) fn new(
        server: Arc<Server>,
        seat: Arc<Seat>,
        permit: Permit,
        address: IpAddr,
        switch: Arc<Switch>,
    ) -> Self {
        let (since, held) = (server.now(), server.house.metrics.connection());
        server.registry.enter(seat.number, Arc::clone(&seat));
        Self {
            server,
            seat,
            permit: Some(permit),
            address,
            since,
            user: String::new(),
            switch,
            told: (0, 0),
            held: Some(held),
            counted: None,
        }
    }

    /// Whether somebody with this name is let in by this key: a guide's has to be known.
    pub(super) fn is_welcome(&self, user: &str, key: Option<GuideId>) -> bool {
        let is_guide = |key| self.server.is_guide(key);
        !matches!(Wish::parse(user), Wish::Guide(_)) || key.is_some_and(is_guide)
    }

    /// Whoever comes is let in, but for guides without a key that is known.
    pub(super) fn welcome(&mut self, user: &str, key: Option<GuideId>) -> Auth {
        if !self.is_welcome(user, key) {
            return Auth::reject();
        }
        let wish = Wish::parse(user);
        let guide = key.filter(|key| self.server.is_guide(*key));
        user.clone_into(&mut self.user);
        self.seat.visitor().wish(wish, guide);
        Auth::Accept
    }

    /// The handshake is over; a sentence where there are too many visitors by now.
    pub(super) fn log_in(&mut self) -> Result<(), String> {
        let now = self.server.now();
        self.server
            .house
            .metrics
            .handshake(now.saturating_sub(self.since));
        let permit = self.permit.as_mut();
        let logged_in = permit.map_or(Ok(()), |permit| self.server.limits().log_in(permit));
        if let Err(refusal) = logged_in {
            self.server.refused(refusal.name(), self.address);
            return Err(refusal.sentence(&ENGLISH).to_string());
        }
        let unused = self.server.house.config().limits.unused;
        self.seat.wait_until(now + unused);
        Ok(())
    }

    /// The client has a terminal; false once the visit has begun.
    pub(super) fn terminal(&mut self, name: &str, columns: u32, rows: u32) -> bool {
        let mut visitor = self.seat.visitor();
        let door = visitor.door();
        door.map(|door| door.terminal(name, columns, rows))
            .is_some()
    }

    /// A variable of the client's environment; true where it is looked at.
    pub(super) fn tell(&mut self, name: &str, value: &str) -> bool {
        let mut visitor = self.seat.visitor();
        visitor.door().is_some_and(|door| door.tell(name, value))
    }

    /// Whether a visit can begin: there is one a connection.
    pub(super) fn may_begin(&self) -> bool {
        self.counted.is_none()
    }

    /// The visit begins, from a client that names itself so.
    pub(super) fn begin(&mut self, client: &[u8], line: Line, outlet: &mut impl Outlet) {
        self.tell_login(client);
        self.held = None;
        self.counted = Some(self.server.house.metrics.session());
        self.seat.connect(line);
        let server = Arc::clone(&self.server);
        let now = server.now();
        self.act(outlet, now, |visitor| visitor.start(&server.house, now));
    }

    fn tell_login(&mut self, client: &[u8]) {
        let user = std::mem::take(&mut self.user);
        let chosen = match Wish::parse(&user) {
            Wish::Visit { tour, .. } => tour.and_then(|tour| self.server.house.tour(&tour)),
            // Codes are nobody's names.
            group => Some(group.to_string()),
        };
        let mut visitor = self.seat.visitor();
        let term = visitor.door().map(|door| door.name().to_owned());
        drop(visitor);
        let login = Login {
            user: &user,
            // A name may be a person's: only what names something is told.
            chosen: chosen.as_deref(),
            term: &term.unwrap_or_default(),
            client,
        };
        self.server.log.login(self.seat.number, &login);
    }

    pub(super) fn resize(&mut self, columns: u32, rows: u32, outlet: &mut impl Outlet) {
        let now = self.server.now();
        self.act(outlet, now, |visitor| visitor.resize(columns, rows));
    }

    /// What the client typed.
    pub(super) fn read(&mut self, bytes: &[u8], outlet: &mut impl Outlet) {
        let server = Arc::clone(&self.server);
        let now = server.now();
        let keys = self.act(outlet, now, |visitor| {
            visitor.read(bytes, &server.house, now)
        });
        server.house.metrics.keys(keys);
    }

    /// The client's window has room again.
    pub(super) fn catch_up(&mut self, outlet: &mut impl Outlet) {
        if self.counted.is_some() {
            let now = self.server.now();
            self.act(outlet, now, |_| ());
        }
    }

    /// The client will type nothing more.
    pub(super) fn end_of_input(&mut self, outlet: &mut impl Outlet) {
        let now = self.server.now();
        self.act(outlet, now, |visitor| visitor.end_of_input(now));
    }

    /// The client wants to leave.
    pub(super) fn leave(&mut self, outlet: &mut impl Outlet) {
        let now = self.server.now();
        self.act(outlet, now, |visitor| visitor.end(End::Left, now));
    }

    /// Something was asked for that there is not.
    pub(super) fn refused_request(&self) {
        self.server.house.metrics.refused("request");
    }

    fn act<T>(
        &mut self,
        outlet: &mut impl Outlet,
        now: Duration,
        act: impl FnOnce(&mut Visitor) -> T,
    ) -> T {
        let done = self.seat.serve(&self.server.house, now, act, outlet);
        self.server.attend(&self.seat);
        self.tell_bytes();
        done
    }

    fn tell_bytes(&mut self) {
        let (came, went) = (self.switch.came(), self.switch.went());
        self.server.house.metrics.received(came - self.told.0);
        self.server.house.metrics.sent(went - self.told.1);
        self.told = (came, went);
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let now = self.server.now();
        let end = {
            let mut visitor = self.seat.visitor();
            // Where nothing else ended it, the line did.
            visitor.end(End::Line, now);
            visitor.ended()
        };
        self.server.follow_up(&self.seat);
        self.server.leave_group(&self.seat);
        // A call that failed is no end: dropped so, a visit counts as an error.
        let end = end.filter(|_| self.counted.is_some() && !std::thread::panicking());
        if let (Some(counted), Some(end)) = (self.counted.take(), end) {
            counted.end(end);
        }
        self.tell_bytes();
        self.server.registry.leave(self.seat.number);
        if let Some(permit) = self.permit.take() {
            self.server.limits().leave(permit);
        }
        let lasted = now.saturating_sub(self.since);
        self.server.log.disconnected(self.seat.number, end, lasted);
    }
}
