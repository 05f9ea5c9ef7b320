//! What a run of checks needs of the world, in one value that threads can hold on to after everybody stopped waiting for them.

use super::door::{Net, Sockets};
use super::tls::Trust;
use crate::host::Host;
use std::sync::Arc;

/// The world of a run.
#[derive(Clone)]
pub struct World {
    pub host: &'static dyn Host,
    pub net: Arc<dyn Net>,
    pub trust: Arc<Trust>,
}

impl World {
    /// This machine, its network and whom it trusts.
    pub fn of(host: &'static dyn Host) -> Self {
        Self {
            host,
            net: Arc::new(Sockets),
            trust: Arc::new(Trust::of_system()),
        }
    }
}
