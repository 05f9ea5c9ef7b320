//! The greeting of TLS with whoever answers: the version, the certificate, and whether this machine trusts it. The handshake goes on
//! with a certificate that is not trusted, so that it can be told whose it is; nothing is said over such a connection. Owns the doors
//! to `rustls` and to the trust of the platform.

use super::certificate::Certificate;
use super::timed::Timed;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    AlertDescription, CertificateError, ClientConfig, ClientConnection, DigitallySignedStruct, Error, ProtocolVersion,
    SignatureScheme, StreamOwned,
};
use rustls_platform_verifier::Verifier;
use std::io::{self, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// Whom this machine trusts.
pub struct Trust {
    provider: Arc<CryptoProvider>,
    /// `None` where the system has no list of roots.
    verifier: Option<Arc<dyn ServerCertVerifier>>,
}

impl Trust {
    /// The store of the system, as the current user sees it.
    pub fn of_system() -> Self {
        let provider = Arc::new(ring::default_provider());
        let verifier = Verifier::new(Arc::clone(&provider)).ok();
        let verifier = verifier.map(|verifier| Arc::new(verifier) as Arc<dyn ServerCertVerifier>);
        Self { provider, verifier }
    }

    /// Only those of a test.
    ///
    /// # Panics
    /// One of them is no certificate.
    #[cfg(test)]
    pub fn of_roots(roots: &[Vec<u8>]) -> Self {
        let provider = Arc::new(ring::default_provider());
        let mut store = rustls::RootCertStore::empty();
        for root in roots {
            store.add(CertificateDer::from(root.clone())).unwrap();
        }
        let verifier =
            rustls::client::WebPkiServerVerifier::builder_with_provider(Arc::new(store), Arc::clone(&provider))
                .build()
                .unwrap();
        Self {
            provider,
            verifier: Some(verifier),
        }
    }
}

/// What the machine makes of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Trusted,
    /// It is for another host.
    OtherHost,
    /// It does not hold, for whatever reason.
    Distrusted,
    /// Its issuer took it back.
    Revoked,
    /// Nobody can say: the machine has no roots.
    Unknown,
}

/// What was seen.
pub struct Greeted {
    /// `TLS 1.2` or `TLS 1.3`.
    pub version: &'static str,
    pub certificate: Option<Certificate>,
    pub verdict: Verdict,
}

/// A connection behind its greeting.
pub struct Session(StreamOwned<ClientConnection, Timed>);

impl Session {
    pub fn timed(&mut self) -> &mut Timed {
        &mut self.0.sock
    }
}

impl Read for Session {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.0.read(out)
    }
}

impl Write for Session {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Why there was no greeting.
#[derive(Debug)]
pub enum Broken {
    /// The other end speaks nothing as new as TLS 1.2.
    TooOld,
    /// It speaks something else; how it began.
    OtherWords(Vec<u8>),
    /// It ended the connection.
    Cut,
    TimedOut,
    /// It says why not, by the name of an alert of TLS.
    Refused(String),
    /// It does not keep to the protocol.
    Misspoken,
}

/// Greets a host over a connection.
pub fn greet(trust: &Trust, host: &str, stream: Timed) -> Result<(Session, Greeted), Broken> {
    let recorder = Arc::new(Recorder {
        provider: Arc::clone(&trust.provider),
        inner: trust.verifier.clone(),
        seen: Mutex::default(),
    });
    let config = ClientConfig::builder_with_provider(Arc::clone(&trust.provider))
        .with_safe_default_protocol_versions()
        .map_err(|_| Broken::Misspoken)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::clone(&recorder) as Arc<dyn ServerCertVerifier>)
        .with_no_client_auth();
    let name = ServerName::try_from(host.to_owned()).map_err(|_| Broken::Misspoken)?;
    let mut connection = ClientConnection::new(Arc::new(config), name).map_err(|_| Broken::Misspoken)?;
    let mut stream = stream;
    while connection.is_handshaking() {
        if let Err(error) = connection.complete_io(&mut stream) {
            return Err(broken(&error, &stream.begun));
        }
    }
    let version = match connection.protocol_version() {
        Some(ProtocolVersion::TLSv1_3) => "TLS 1.3",
        _ => "TLS 1.2",
    };
    let seen = recorder
        .seen
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take()
        .ok_or(Broken::Misspoken)?;
    let greeted = Greeted {
        version,
        certificate: Certificate::read(&seen.0),
        verdict: seen.1,
    };
    Ok((Session(StreamOwned::new(connection, stream)), greeted))
}

/// What an error of a greeting means.
fn broken(error: &io::Error, begun: &[u8]) -> Broken {
    let own = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
    match (own, error.kind()) {
        // what begins like no record of TLS was said by somebody who does not speak it
        _ if begun.first().is_some_and(|byte| !(20..=24).contains(byte)) => Broken::OtherWords(begun.to_vec()),
        (Some(Error::PeerIncompatible(_) | Error::AlertReceived(AlertDescription::ProtocolVersion)), _) => {
            Broken::TooOld
        }
        (Some(Error::AlertReceived(alert)), _) => Broken::Refused(format!("{alert:?}")),
        (Some(_), _) => Broken::Misspoken,
        (None, io::ErrorKind::TimedOut) => Broken::TimedOut,
        (None, io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted) => {
            Broken::Cut
        }
        (None, _) => Broken::Cut,
    }
}

/// Keeps the certificate and what the machine makes of it, and lets the handshake go on.
#[derive(Debug)]
struct Recorder {
    provider: Arc<CryptoProvider>,
    inner: Option<Arc<dyn ServerCertVerifier>>,
    seen: Mutex<Option<(Vec<u8>, Verdict)>>,
}

impl ServerCertVerifier for Recorder {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verdict = match &self.inner {
            None => Verdict::Unknown,
            Some(inner) => match inner.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now) {
                Ok(_) => Verdict::Trusted,
                Err(Error::InvalidCertificate(
                    CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
                )) => Verdict::OtherHost,
                Err(Error::InvalidCertificate(CertificateError::Revoked)) => Verdict::Revoked,
                Err(_) => Verdict::Distrusted,
            },
        };
        let seen = (end_entity.to_vec(), verdict);
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(seen);
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        rustls::crypto::verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        rustls::crypto::verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
