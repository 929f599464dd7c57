//! One SSH connection: what its client may ask for, and that is a tour.
//!
//! Everything happens inside russh's calls: there is no task, queue or timer of ours for a connection.
//! Every request is answered, for clients wait for answers; all but a terminal and a visit is refused.

use std::sync::Arc;

use bytes::Bytes;
use russh::server::{
    Auth, ChannelOpenHandle, Handler, Msg, PublicKeyOffer, Session, VerifiedPublicKey,
};
use russh::{Channel, ChannelId, ChannelOpenFailure, Disconnect, Pty, Sig};

use crate::serve::guest::Guest;
use crate::serve::guides;
use crate::serve::line::Line;
use crate::serve::seat::Outlet;

/// What goes wrong with a connection ends it.
type Done = Result<(), russh::Error>;

/// The handler of one connection.
#[derive(Debug)]
pub(super) struct Connection {
    guest: Guest,
    /// The session, once there is one; there is never a second.
    channel: Option<ChannelId>,
}

/// A session's channel, as an outlet.
struct Open<'a> {
    session: &'a mut Session,
    channel: ChannelId,
}

impl Outlet for Open<'_> {
    fn is_free(&self) -> bool {
        !self.session.has_pending_data(self.channel)
    }

    fn send(&mut self, bytes: Bytes) {
        // It fails for a channel that is gone, and then there is nobody to tell.
        let _ = self.session.data(self.channel, bytes);
    }
}

impl Connection {
    pub(super) fn new(guest: Guest) -> Self {
        Self {
            guest,
            channel: None,
        }
    }

    fn refuse(channel: ChannelId, session: &mut Session) -> Done {
        session.channel_failure(channel)
    }

    /// A request for something else than a tour: answered at once, and then nothing is left to do.
    fn refuse_and_close(&mut self, channel: ChannelId, session: &mut Session) -> Done {
        self.guest.refused_request();
        session.channel_failure(channel)?;
        session.exit_status_request(channel, 1)?;
        session.close(channel)
    }
}

impl Handler for Connection {
    type Error = russh::Error;

    async fn auth_none(&mut self, user: &str) -> Result<Auth, Self::Error> {
        Ok(self.guest.welcome(user, None))
    }

    /// A key that would not be taken is refused before the client asks for its passphrase.
    async fn auth_publickey_offered(
        &mut self,
        user: &str,
        offer: PublicKeyOffer<'_>,
    ) -> Result<Auth, Self::Error> {
        let guide = guides::id(offer.public_key);
        let is_welcome = self.guest.is_welcome(user, Some(guide));
        Ok(if is_welcome {
            Auth::Accept
        } else {
            Auth::reject()
        })
    }

    async fn auth_publickey(
        &mut self,
        user: &str,
        key: VerifiedPublicKey<'_>,
    ) -> Result<Auth, Self::Error> {
        let guide = guides::id(key.public_key);
        Ok(self.guest.welcome(user, Some(guide)))
    }

    async fn auth_succeeded(&mut self, session: &mut Session) -> Done {
        match self.guest.log_in() {
            Ok(()) => Ok(()),
            Err(sentence) => session.disconnect(Disconnect::TooManyConnections, &sentence, ""),
        }
    }

    async fn channel_open_session(
        &mut self,
        channel: Channel<Msg>,
        reply: ChannelOpenHandle,
        _: &mut Session,
    ) -> Done {
        if self.channel.is_some() {
            reply.reject(ChannelOpenFailure::ResourceShortage).await;
            return Ok(());
        }
        self.channel = Some(channel.id());
        // `channel` goes: nothing reads it, and one that is kept unread would stall the connection.
        drop(channel);
        reply.accept().await;
        Ok(())
    }

    async fn pty_request(
        &mut self,
        channel: ChannelId,
        term: &str,
        columns: u32,
        rows: u32,
        _: u32,
        _: u32,
        _: &[(Pty, u32)],
        session: &mut Session,
    ) -> Done {
        if self.guest.terminal(term, columns, rows) {
            session.channel_success(channel)
        } else {
            Self::refuse(channel, session)
        }
    }

    async fn env_request(
        &mut self,
        channel: ChannelId,
        name: &str,
        value: &str,
        session: &mut Session,
    ) -> Done {
        if self.guest.tell(name, value) {
            session.channel_success(channel)
        } else {
            Self::refuse(channel, session)
        }
    }

    async fn shell_request(&mut self, channel: ChannelId, session: &mut Session) -> Done {
        let line = Line::new(session.handle(), channel);
        if !self.guest.may_begin() {
            return self.refuse_and_close(channel, session);
        }
        session.channel_success(channel)?;
        let client = session.remote_sshid().to_vec();
        self.guest
            .begin(&client, line, &mut Open { session, channel });
        Ok(())
    }

    async fn exec_request(&mut self, channel: ChannelId, _: &[u8], session: &mut Session) -> Done {
        self.refuse_and_close(channel, session)
    }

    async fn subsystem_request(
        &mut self,
        channel: ChannelId,
        _: &str,
        session: &mut Session,
    ) -> Done {
        self.refuse_and_close(channel, session)
    }

    async fn x11_request(
        &mut self,
        channel: ChannelId,
        _: bool,
        _: &str,
        _: &str,
        _: u32,
        session: &mut Session,
    ) -> Done {
        Self::refuse(channel, session)
    }

    async fn agent_request(
        &mut self,
        channel: ChannelId,
        session: &mut Session,
    ) -> Result<bool, Self::Error> {
        Self::refuse(channel, session)?;
        Ok(false)
    }

    async fn window_change_request(
        &mut self,
        channel: ChannelId,
        columns: u32,
        rows: u32,
        _: u32,
        _: u32,
        session: &mut Session,
    ) -> Done {
        self.guest
            .resize(columns, rows, &mut Open { session, channel });
        Ok(())
    }

    async fn data(&mut self, channel: ChannelId, data: &[u8], session: &mut Session) -> Done {
        self.guest.read(data, &mut Open { session, channel });
        Ok(())
    }

    async fn signal(&mut self, channel: ChannelId, signal: Sig, session: &mut Session) -> Done {
        if matches!(signal, Sig::HUP | Sig::INT | Sig::TERM | Sig::QUIT) {
            self.guest.leave(&mut Open { session, channel });
        }
        Ok(())
    }

    async fn window_adjusted(&mut self, channel: ChannelId, _: u32, session: &mut Session) -> Done {
        self.guest.catch_up(&mut Open { session, channel });
        Ok(())
    }

    async fn channel_eof(&mut self, channel: ChannelId, session: &mut Session) -> Done {
        self.guest.end_of_input(&mut Open { session, channel });
        Ok(())
    }

    async fn channel_close(&mut self, _: ChannelId, session: &mut Session) -> Done {
        session.disconnect(Disconnect::ByApplication, "", "")
    }
}

/// Shared by all connections of a server.
pub(super) type Rules = Arc<russh::server::Config>;
