//! The door to the network. Tests put another one in its place, whose names lead to servers on loopback.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs};
use std::time::Duration;

/// The network, as far as checks use it.
pub trait Net: Send + Sync {
    /// The addresses of a name, by the resolver of the system, which is what the service asks. It cannot be called back and may take
    /// minutes.
    fn resolve(&self, host: &str) -> io::Result<Vec<IpAddr>>;

    /// A connection; an error of kind `TimedOut` where none stands within `patience`.
    fn connect(&self, to: SocketAddr, patience: Duration) -> io::Result<TcpStream>;
}

/// The network of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sockets;

/// A network that leads nowhere, for who is to reach nobody: the wizard as long as its face opens no other.
#[derive(Clone, Copy, Debug, Default)]
pub struct Closed;

impl Net for Closed {
    fn resolve(&self, _host: &str) -> io::Result<Vec<IpAddr>> {
        Err(io::Error::new(io::ErrorKind::Unsupported, "there is no network here"))
    }

    fn connect(&self, _to: SocketAddr, _patience: Duration) -> io::Result<TcpStream> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl Net for Sockets {
    fn resolve(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        let found = (host, 0).to_socket_addrs()?;
        Ok(found.map(|address| address.ip()).collect())
    }

    fn connect(&self, to: SocketAddr, patience: Duration) -> io::Result<TcpStream> {
        TcpStream::connect_timeout(&to, patience)
    }
}
