//! Packed knowledge that is not what was packed: a part that is lost is said, never taken for absent.

use crate::support::{FakeHost, NOON, SMALL, seoul};
use sspr::app::Model;
use sspr::case::CaseId;
use sspr::host::Host;
use sspr::knowledge::Catalog;
use sspr::knowledge::catalog::{Damage, pieces};
use sspr::knowledge::packed;
use sspr::knowledge::shape::{Knowledge, Source};
use sspr::plain::Plain;
use sspr::runtime::Runtime;
use sspr::text::Lang;

fn block() -> Vec<u8> {
    let sources = ["S1", "S2"].map(|id| Source {
        id: id.to_owned(),
        title: "A page".to_owned(),
        url: String::new(),
        date: String::new(),
    });
    let knowledge = Knowledge {
        sources: sources.to_vec(),
        ..Knowledge::default()
    };
    packed::build(pieces(&knowledge).unwrap()).unwrap()
}

#[test]
fn a_sound_block_is_read_without_damage() {
    let catalog = Catalog::over(block().into());
    assert_eq!(catalog.unpack().unwrap().sources.len(), 2);
    assert_eq!(catalog.source("S3"), None, "what is not there is no damage");
    assert_eq!(catalog.damage(), None);
}

#[test]
fn a_block_that_was_cut_names_the_piece_that_it_lost() {
    let mut cut = block();
    cut.pop();
    let catalog = Catalog::over(cut.into());
    assert!(catalog.source("S1").is_some() && catalog.damage().is_none());
    assert!(catalog.verification().proofs.is_empty());
    assert_eq!(catalog.damage().unwrap().key, "verification");
    assert_eq!(catalog.unpack().unwrap_err().key, "verification");
}

#[test]
fn an_altered_piece_is_damage_for_every_copy_and_the_first_one_stays() {
    let mut altered = block();
    let at = altered.windows(2).rposition(|pair| pair == b"S2").unwrap();
    altered[at - 1] = 200;
    let seen = Damage::default();
    let catalog = Catalog::over(altered.into()).noting(&seen);
    assert_eq!(catalog.clone().source("S2"), None);
    assert_eq!(seen.get().unwrap().key, "source:S2");
    assert!(catalog.prove(&Knowledge::default()).is_err());
    assert_eq!(catalog.damage(), seen.get());
}

#[test]
fn plain_lines_end_at_once_where_the_knowledge_turns_out_damaged() {
    let mut cut = block();
    cut.pop();
    let host = FakeHost::at(NOON);
    let seen = Damage::default();
    let catalog = Catalog::over(cut.into()).noting(&seen);
    let mut model = Model::new(
        sspr::app::screens::home::first,
        catalog.clone(),
        Lang::En,
        SMALL,
        host.now(),
        seoul(),
        CaseId::fresh(&host),
    );
    let lasting: &'static FakeHost = Box::leak(Box::new(host));
    let mut runtime = Runtime::new(lasting, catalog);
    // seen while something is shown, before the first line is asked for
    assert!(model.catalog.verification().proofs.is_empty());
    let (mut typed, mut out) = (&b"never read\n"[..], Vec::new());
    Plain {
        model: &mut model,
        runtime: &mut runtime,
        input: &mut typed,
        out: &mut out,
        width: 80,
        told: Vec::new(),
    }
    .run(Vec::new())
    .unwrap();
    assert!(seen.get().is_some(), "{}", String::from_utf8(out).unwrap());
    assert_eq!(typed, b"never read\n");
}

#[test]
fn a_proof_compares_the_block_with_the_files() {
    let catalog = Catalog::over(block().into());
    assert_eq!(catalog.prove(&catalog.unpack().unwrap()), Ok(()));
    assert!(catalog.prove(&Knowledge::default()).is_err());
}
