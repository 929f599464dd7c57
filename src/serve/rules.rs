//! Which SSH is spoken: modern algorithms only, no password, small buffers.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use russh::keys::{Algorithm, PrivateKey};
use russh::server::Config;
use russh::{MethodKind, MethodSet, Preferred, SshId, cipher, compression, kex, mac};

use crate::serve::config::Limits;

/// What the server calls itself (RFC 4253, 4.2).
pub(super) const NAME: &str = concat!("SSH-2.0-docent_", env!("CARGO_PKG_VERSION"));

/// Bytes of keys and pastes that a client may send ahead.
const WINDOW: u32 = 16 * 1024;
const PACKET: u32 = 4096;

/// How often a client that is asked may not answer.
const UNANSWERED: usize = 3;

/// As long as a client may take no bytes while some are under way.
const STALLED: Duration = Duration::from_secs(3600);

/// What holds for every connection.
pub(super) fn rules(key: PrivateKey, limits: &Limits) -> Arc<Config> {
    Arc::new(Config {
        server_id: SshId::Standard(Cow::Borrowed(NAME)),
        keys: vec![key],
        // No question is asked, so there is nothing to guess.
        methods: MethodSet::from(&[MethodKind::None, MethodKind::PublicKey][..]),
        max_auth_attempts: 6,
        auth_rejection_time: Duration::from_secs(1),
        auth_rejection_time_initial: Some(Duration::ZERO),
        window_size: WINDOW,
        maximum_packet_size: PACKET,
        channel_buffer_size: 1,
        event_buffer_size: 4,
        keepalive_interval: Some(limits.keepalive),
        keepalive_max: UNANSWERED,
        inactivity_timeout: Some(STALLED),
        nodelay: true,
        preferred: preferred(),
        ..Config::default()
    })
}

fn preferred() -> Preferred {
    Preferred {
        kex: Cow::Borrowed(&[
            kex::MLKEM768X25519_SHA256,
            kex::CURVE25519,
            kex::CURVE25519_PRE_RFC_8731,
            kex::EXTENSION_SUPPORT_AS_SERVER,
            // Without it what comes before the keys could be tampered with (CVE-2023-48795).
            kex::EXTENSION_OPENSSH_STRICT_KEX_AS_SERVER,
        ]),
        key: Cow::Borrowed(&[Algorithm::Ed25519]),
        cipher: Cow::Borrowed(&[cipher::CHACHA20_POLY1305, cipher::AES_256_GCM]),
        mac: Cow::Borrowed(&[mac::HMAC_SHA512_ETM, mac::HMAC_SHA256_ETM]),
        compression: Cow::Borrowed(&[compression::NONE]),
        ..Preferred::default()
    }
}
