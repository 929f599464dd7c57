//! A connection that can be cut from outside, and that tells how it does.
//!
//! The SSH library runs a session in a task of its own that nobody can abort, and it may wait for a client
//! for ever. But it reads and writes through a [`Guarded`] stream, and its [`Switch`] ends both.

use std::io::{ErrorKind, IoSlice, Result};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::task::{Context, Poll};

use futures_util::task::AtomicWaker;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// How a connection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Bytes may pass.
    Open,
    /// One of both ends closed it, as is proper.
    Closed,
    /// It was reset or lost, or we gave it up without closing it.
    Broken,
    /// [`Switch::kill`] cut it.
    Killed,
}

impl Line {
    const ALL: [Self; 4] = [Self::Open, Self::Closed, Self::Broken, Self::Killed];
}

/// The outer end of a connection: cuts it, and counts what passes. Everybody who holds it sees the same.
#[derive(Debug, Default)]
pub struct Switch {
    is_dead: AtomicBool,
    is_full: AtomicBool,
    line: AtomicU8,
    came: AtomicU64,
    went: AtomicU64,
    reader: AtomicWaker,
    writer: AtomicWaker,
}

impl Switch {
    /// Cuts the connection: whoever reads or writes, or waits to, hears [`ErrorKind::ConnectionAborted`].
    pub fn kill(&self) {
        self.end(Line::Killed);
        self.is_dead.store(true, Ordering::Release);
        self.reader.wake();
        self.writer.wake();
    }

    /// How the connection stands. What ended it first counts.
    pub fn line(&self) -> Line {
        let number = usize::from(self.line.load(Ordering::Acquire));
        Line::ALL.get(number).copied().unwrap_or(Line::Open)
    }

    /// A write waits now: the client does not read what was sent, or the line is slower than we are.
    pub fn is_full(&self) -> bool {
        self.is_full.load(Ordering::Relaxed)
    }

    /// Bytes that came from the client.
    pub fn came(&self) -> u64 {
        self.came.load(Ordering::Relaxed)
    }

    /// Bytes that went into the client's socket.
    pub fn went(&self) -> u64 {
        self.went.load(Ordering::Relaxed)
    }

    fn end(&self, how: Line) {
        let [open, how] = [Line::Open as u8, how as u8];
        // It may be over already.
        let _ = self
            .line
            .compare_exchange(open, how, Ordering::AcqRel, Ordering::Acquire);
    }

    fn check(&self) -> Result<()> {
        if self.is_dead.load(Ordering::Acquire) {
            return Err(ErrorKind::ConnectionAborted.into());
        }
        Ok(())
    }

    fn waker(&self, way: Way) -> &AtomicWaker {
        match way {
            Way::In => &self.reader,
            Way::Out => &self.writer,
        }
    }
}

/// A direction.
#[derive(Debug, Clone, Copy)]
enum Way {
    In,
    Out,
}

/// The inner end of a connection: what the SSH library reads and writes.
#[derive(Debug)]
pub struct Guarded<S> {
    stream: S,
    switch: Arc<Switch>,
}

impl<S> Guarded<S> {
    /// A switch is for one connection.
    pub fn new(stream: S, switch: Arc<Switch>) -> Self {
        Self { stream, switch }
    }
}

impl<S> Drop for Guarded<S> {
    fn drop(&mut self) {
        self.switch.end(Line::Broken);
        self.switch.is_full.store(false, Ordering::Relaxed);
    }
}

impl<S: Unpin> Guarded<S> {
    /// Acts on the stream unless it is dead, and does not wait any longer than that.
    fn unless_dead<T>(
        &mut self,
        way: Way,
        context: &mut Context<'_>,
        act: impl FnOnce(Pin<&mut S>, &mut Context<'_>) -> Poll<Result<T>>,
    ) -> Poll<Result<T>> {
        self.switch.check()?;
        let poll = act(Pin::new(&mut self.stream), context);
        match &poll {
            Poll::Pending => {
                self.switch.waker(way).register(context.waker());
                // Whoever killed it before that woke nobody.
                self.switch.check()?;
            }
            Poll::Ready(Err(_)) => self.switch.end(Line::Broken),
            Poll::Ready(Ok(_)) => {}
        }
        poll
    }
}

impl<S: AsyncWrite + Unpin> Guarded<S> {
    fn write(
        &mut self,
        context: &mut Context<'_>,
        act: impl FnOnce(Pin<&mut S>, &mut Context<'_>) -> Poll<Result<usize>>,
    ) -> Poll<Result<usize>> {
        let poll = self.unless_dead(Way::Out, context, act);
        if let Poll::Ready(Ok(count)) = poll {
            self.switch.went.fetch_add(count as u64, Ordering::Relaxed);
        }
        self.switch
            .is_full
            .store(poll.is_pending(), Ordering::Relaxed);
        poll
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Guarded<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        let before = into.remaining();
        let poll = self.unless_dead(Way::In, context, |stream, context| {
            stream.poll_read(context, into)
        });
        let count = before - into.remaining();
        self.switch.came.fetch_add(count as u64, Ordering::Relaxed);
        if matches!(poll, Poll::Ready(Ok(()))) && count == 0 && before > 0 {
            self.switch.end(Line::Closed);
        }
        poll
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Guarded<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<Result<usize>> {
        self.write(context, |stream, context| stream.poll_write(context, bytes))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        self.write(context, |stream, context| {
            stream.poll_write_vectored(context, bytes)
        })
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        self.unless_dead(Way::Out, context, S::poll_flush)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        let poll = self.unless_dead(Way::Out, context, S::poll_shutdown);
        if matches!(poll, Poll::Ready(Ok(()))) {
            self.switch.end(Line::Closed);
        }
        poll
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{
        AsyncReadExt, AsyncWriteExt, DuplexStream, ReadHalf, WriteHalf, duplex, split,
    };
    use tokio::task::yield_now;

    use super::*;

    /// What a stream between both ends holds.
    const ROOM: usize = 8;

    struct Connection {
        client: DuplexStream,
        reader: ReadHalf<Guarded<DuplexStream>>,
        writer: WriteHalf<Guarded<DuplexStream>>,
        switch: Arc<Switch>,
    }

    fn connection() -> Connection {
        let (client, server) = duplex(ROOM);
        let switch = Arc::new(Switch::default());
        let (reader, writer) = split(Guarded::new(server, Arc::clone(&switch)));
        Connection {
            client,
            reader,
            writer,
            switch,
        }
    }

    #[tokio::test]
    async fn what_passes_is_counted() {
        let mut connection = connection();
        connection.client.write_all(b"hello").await.unwrap();
        let mut came = [0; 5];
        connection.reader.read_exact(&mut came).await.unwrap();
        connection.writer.write_all(b"day").await.unwrap();
        connection.writer.flush().await.unwrap();
        let mut went = [0; 3];
        connection.client.read_exact(&mut went).await.unwrap();
        assert_eq!((&came, &went), (b"hello", b"day"));
        let switch = &connection.switch;
        assert_eq!((switch.came(), switch.went()), (5, 3));
        assert_eq!((switch.line(), switch.is_full()), (Line::Open, false));
    }

    #[tokio::test]
    async fn whoever_waits_hears_of_its_death() {
        let mut connection = connection();
        let switch = Arc::clone(&connection.switch);
        let reading = tokio::spawn(async move { connection.reader.read_u8().await });
        let writing =
            tokio::spawn(async move { connection.writer.write_all(&[0; 2 * ROOM]).await });
        yield_now().await;
        assert!(!reading.is_finished() && !writing.is_finished());
        assert!(switch.is_full());
        switch.kill();
        let errors = [
            reading.await.unwrap().map(drop).unwrap_err(),
            writing.await.unwrap().unwrap_err(),
        ];
        assert!(
            errors
                .iter()
                .all(|error| error.kind() == ErrorKind::ConnectionAborted)
        );
        assert_eq!((switch.line(), switch.is_full()), (Line::Killed, false));
        assert_eq!(switch.went(), ROOM as u64);
    }

    #[tokio::test]
    async fn nothing_goes_through_the_dead() {
        let mut connection = connection();
        connection.client.write_all(b"hello").await.unwrap();
        connection.switch.kill();
        let (reader, writer) = (&mut connection.reader, &mut connection.writer);
        for error in [
            reader.read_u8().await.map(drop).unwrap_err(),
            writer.write_all(b"day").await.unwrap_err(),
            writer
                .write_vectored(&[IoSlice::new(b"day")])
                .await
                .map(drop)
                .unwrap_err(),
            writer.flush().await.unwrap_err(),
            writer.shutdown().await.unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::ConnectionAborted);
        }
        assert_eq!((connection.switch.came(), connection.switch.went()), (0, 0));
    }

    #[tokio::test]
    async fn a_full_line_is_told_until_there_is_room() {
        let Connection {
            mut client,
            reader: _reader,
            mut writer,
            switch,
        } = connection();
        let writing = tokio::spawn(async move { writer.write_all(&[0; ROOM + 1]).await });
        yield_now().await;
        assert!(switch.is_full());
        client.read_exact(&mut [0; ROOM]).await.unwrap();
        writing.await.unwrap().unwrap();
        assert!(!switch.is_full());
    }

    #[tokio::test]
    async fn what_ended_it_first_counts() {
        let mut closed = connection();
        drop(closed.client);
        assert_eq!(closed.reader.read(&mut [0]).await.unwrap(), 0);
        assert_eq!(closed.switch.line(), Line::Closed);
        assert!(closed.writer.write_all(b"day").await.is_err());
        closed.switch.kill();
        assert_eq!(closed.switch.line(), Line::Closed);

        let mut left = connection();
        left.writer.shutdown().await.unwrap();
        drop((left.reader, left.writer));
        assert_eq!(left.switch.line(), Line::Closed);

        let mut broken = connection();
        drop(broken.client);
        assert!(broken.writer.write_all(b"day").await.is_err());
        assert_eq!(broken.switch.line(), Line::Broken);

        let dropped = connection();
        assert_eq!(dropped.switch.line(), Line::Open);
        drop((dropped.reader, dropped.writer));
        assert_eq!(dropped.switch.line(), Line::Broken);
    }

    /// A client that has closed its end and still reads nothing holds nothing up.
    #[tokio::test]
    async fn what_is_closed_can_be_killed() {
        let mut connection = connection();
        connection.client.shutdown().await.unwrap();
        assert_eq!(connection.reader.read(&mut [0]).await.unwrap(), 0);
        let mut writer = connection.writer;
        let writing = tokio::spawn(async move { writer.write_all(&[0; 2 * ROOM]).await });
        yield_now().await;
        connection.switch.kill();
        let error = writing.await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ConnectionAborted);
    }
}
