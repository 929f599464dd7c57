//! Taking connections: who may come in, before any key is exchanged.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;

use crate::serve::connection::{Connection, Rules};
use crate::serve::guarded::{Guarded, Switch};
use crate::serve::guest::Guest;
use crate::serve::limits::Permit;
use crate::serve::proxy;
use crate::serve::rules::NAME;
use crate::serve::seat::Seat;
use crate::serve::server::Server;
use crate::serve::visitor::Visitor;

/// How long accepting rests after a failure, such as no file descriptor being left.
const REST: Duration = Duration::from_millis(50);

/// How long a refused client may take to go.
const LINGER: Duration = Duration::from_secs(2);

/// How long the header of a load balancer may take.
const HEADER: Duration = Duration::from_secs(2);

/// What a connection is served by.
#[derive(Debug, Clone)]
pub(super) struct Desk {
    pub(super) server: Arc<Server>,
    pub(super) rules: Rules,
    /// Places for those who are not served yet, or are told why not.
    pub(super) hall: Arc<Semaphore>,
}

/// How many may be there: those who send the header of a load balancer, and those who are refused.
pub(super) const HALL: usize = 1024;

/// Takes connections until `closing` says that none is taken any more.
pub(super) async fn listen(listener: TcpListener, desk: Desk, mut closing: watch::Receiver<bool>) {
    let mut fails = false;
    loop {
        let taken = tokio::select! {
            taken = listener.accept() => taken,
            _ = closing.changed() => return,
        };
        match taken {
            Ok((stream, peer)) => {
                fails = false;
                let desk = desk.clone();
                tokio::spawn(async move { desk.meet(stream, peer).await });
            }
            Err(error) => {
                // It may go on failing for hours: once is enough.
                if !std::mem::replace(&mut fails, true) {
                    let what = format!("accepting a connection failed: {error}");
                    desk.server.log.trouble(&what);
                }
                tokio::time::sleep(REST).await;
            }
        }
    }
}

impl Desk {
    /// Lets a client in, or tells it why not.
    async fn meet(&self, mut stream: TcpStream, peer: SocketAddr) {
        // Where there is no place the line is closed without a word, and costs nothing more.
        let Ok(place) = self.hall.try_acquire() else {
            return self.server.refused("hall", peer.ip());
        };
        let Ok(address) = self.address(&mut stream, peer.ip()).await else {
            return self.server.refused("proxy", peer.ip());
        };
        match self.server.admit(address) {
            Ok(permit) => {
                drop(place);
                self.serve(stream, address, permit).await;
            }
            Err(why) => turn_away(stream, &why.answer(NAME)).await,
        }
    }

    /// Where a client is, as the load balancer in front of it says.
    async fn address(&self, stream: &mut TcpStream, peer: IpAddr) -> io::Result<IpAddr> {
        if !self.server.house.config().proxy.is_from(peer) {
            return Ok(peer);
        }
        let header = timeout(HEADER, proxy::header(stream)).await??;
        Ok(header.map_or(peer, |told| told.ip()))
    }

    /// Hands the connection to the SSH library, whose task it is from then on.
    async fn serve(&self, stream: TcpStream, address: IpAddr, permit: Permit) {
        // A key and its page are small; they must not wait for one another.
        let _ = stream.set_nodelay(true);
        let server = &self.server;
        let (now, grace) = (server.now(), server.house.config().limits.grace);
        let switch = Arc::new(Switch::default());
        let connection = server.number();
        let seat = Seat::new(
            connection,
            Visitor::new(connection, now),
            Arc::clone(&switch),
            now + grace,
        );
        server.log.connected(connection, address);
        let guest = Guest::new(
            Arc::clone(server),
            Arc::new(seat),
            permit,
            address,
            Arc::clone(&switch),
        );
        let guarded = Guarded::new(stream, switch);
        let rules = Arc::clone(&self.rules);
        // The session that comes of it goes on by itself; who breaks off before has no session.
        let _ = russh::server::run_stream(rules, guarded, Connection::new(guest)).await;
    }
}

/// Tells a client why it is not let in, and waits until it has gone.
async fn turn_away(mut stream: TcpStream, answer: &[u8]) {
    // A client that has gone before needs no answer.
    let _ = timeout(LINGER, async {
        stream.write_all(answer).await?;
        stream.shutdown().await?;
        // What it has sent is read: closing before would take the answer from it.
        let mut rest = [0; 512];
        while stream.read(&mut rest).await? > 0 {}
        io::Result::Ok(())
    })
    .await;
}
