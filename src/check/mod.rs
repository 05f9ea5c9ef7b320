//! The checks of writeback connectivity, network and server: the only part of the program that opens a socket, and only when somebody
//! asked for it and saw what is contacted. What is looked at is data (`knowledge/endpoints.yaml`); here it is planned, probed beside
//! each other with a time limit each, judged, told and kept in a case.

mod certificate;
mod changed;
mod door;
mod examined;
mod http;
mod into_case;
mod judge;
mod plan;
mod probe;
mod proxy;
mod run;
mod said;
mod script;
mod text;
mod timed;
mod tls;
mod world;

#[cfg(test)]
mod loopback;
#[cfg(test)]
mod proxy_tests;
#[cfg(test)]
mod run_tests;
#[cfg(test)]
mod way_tests;

pub use changed::{Change, Changed};
pub use door::{Closed, Net, Sockets};
pub use examined::{Examined, Step};
pub use judge::Values;
pub use plan::{Plan, Request, namespace, namespaces};
pub use proxy::{NoProxy, Proxy};
pub use run::{Checked, Limits, SoFar, run};
pub use script::script;
pub use text::{conclusion, progress, sums, tell, will};
pub use tls::Trust;
pub use world::World;
