//! Who a load balancer speaks for: the PROXY protocol, versions 1 and 2, before the first byte of SSH.
//!
//! Anybody can write such a header, so it is read only from peers that are trusted. It has no deadline
//! of its own.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;

use ppp::{v1, v2};
use tokio::io::{AsyncRead, AsyncReadExt};

/// As much as the standard says always fits one segment; what is longer is refused.
const LONGEST: usize = 536;
/// A whole line of version 1.
const LONGEST_LINE: usize = 107;
const LINE_END: &[u8] = b"\r\n";
const TEXT: &[u8] = b"PROXY ";
/// Both versions have as many bytes at least.
const SHORTEST: usize = v2::PROTOCOL_PREFIX.len();
/// The part of version 2 that says how long the rest is.
const FIXED: usize = 16;

/// Reads a header, to its last byte and not one more. Gives the address of who connected to the balancer;
/// `None` if it speaks for itself or does not know, and then the peer's own address counts.
///
/// # Errors
///
/// When the stream cannot be read or ends too soon, and ([`ErrorKind::InvalidData`]) when what it begins
/// with is no header, or is one of something else than TCP.
pub async fn header(stream: &mut (impl AsyncRead + Unpin)) -> Result<Option<SocketAddr>> {
    let mut header = Header::default();
    header.read(SHORTEST, stream).await?;
    if header.bytes() == v2::PROTOCOL_PREFIX {
        header.read(FIXED - SHORTEST, stream).await?;
        header.read(header.rest(), stream).await?;
    } else if header.bytes().starts_with(TEXT) {
        while !header.is_line() {
            header.read(1, stream).await?;
        }
    }
    source(header.bytes())
}

/// What has been read.
struct Header {
    buffer: [u8; LONGEST],
    length: usize,
}

impl Default for Header {
    fn default() -> Self {
        Self {
            buffer: [0; LONGEST],
            length: 0,
        }
    }
}

impl Header {
    fn bytes(&self) -> &[u8] {
        &self.buffer[..self.length]
    }

    async fn read(&mut self, count: usize, stream: &mut (impl AsyncRead + Unpin)) -> Result<()> {
        let end = self.length + count;
        let free = self.buffer.get_mut(self.length..end);
        stream
            .read_exact(free.ok_or_else(|| wrong("is too long"))?)
            .await?;
        self.length = end;
        Ok(())
    }

    /// How much of version 2 follows its fixed part.
    fn rest(&self) -> usize {
        let [high, low] = [self.buffer[FIXED - 2], self.buffer[FIXED - 1]];
        u16::from_be_bytes([high, low]).into()
    }

    /// Nothing more is to be read of version 1.
    fn is_line(&self) -> bool {
        let mut pairs = self.bytes().windows(LINE_END.len());
        self.length == LONGEST_LINE || pairs.any(|pair| pair == LINE_END)
    }
}

/// The address that a whole header says.
fn source(header: &[u8]) -> Result<Option<SocketAddr>> {
    let source = if header.starts_with(v2::PROTOCOL_PREFIX) {
        binary(header)?
    } else {
        text(header)?
    };
    Ok(source.map(|address| SocketAddr::new(address.ip().to_canonical(), address.port())))
}

fn text(line: &[u8]) -> Result<Option<SocketAddr>> {
    // Whatever else such a line says is to be ignored; the parser takes only some of it.
    let unknown = line.strip_prefix(b"PROXY UNKNOWN");
    if unknown.is_some_and(|rest| rest == LINE_END || rest.starts_with(b" "))
        && line.ends_with(LINE_END)
    {
        return Ok(None);
    }
    // The parser takes a port with a sign.
    if line.contains(&b'+') {
        return Err(wrong("has a sign"));
    }
    match v1::Header::try_from(line).map_err(wrong)?.addresses {
        v1::Addresses::Unknown => Ok(None),
        v1::Addresses::Tcp4(ends) => Ok(Some((ends.source_address, ends.source_port).into())),
        v1::Addresses::Tcp6(ends) => Ok(Some((ends.source_address, ends.source_port).into())),
    }
}

fn binary(header: &[u8]) -> Result<Option<SocketAddr>> {
    // Whatever else the balancer says of a connection of its own is to be ignored; the parser checks it.
    const LOCAL: u8 = 0x20;
    if header.get(SHORTEST) == Some(&LOCAL) {
        return Ok(None);
    }
    let header = v2::Header::try_from(header).map_err(wrong)?;
    let address = match header.addresses {
        v2::Addresses::Unspecified | v2::Addresses::Unix(_) => return Ok(None),
        v2::Addresses::IPv4(ends) => (ends.source_address, ends.source_port).into(),
        v2::Addresses::IPv6(ends) => (ends.source_address, ends.source_port).into(),
    };
    if header.protocol != v2::Protocol::Stream {
        return Err(wrong("is not of TCP"));
    }
    Ok(Some(address))
}

fn wrong(why: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::InvalidData, format!("the PROXY header: {why}"))
}

#[cfg(test)]
mod tests;
