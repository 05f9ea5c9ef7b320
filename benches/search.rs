//! Search per key beside nucleo, in one run: `cargo bench --bench search`. Each query is typed key by key; what is
//! printed is milliseconds per key and the ratio of ours to theirs.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_precision_loss,
    reason = "a benchmark runs on its own and prints"
)]

use nucleo::pattern::{CaseMatching, Normalization};
use sspr::knowledge::Catalog;
use sspr::knowledge::shape::{Aliases, Area, Entry, Kind};
use sspr::search::{Search, pack};
use sspr::text::{Lang, Text};
use std::sync::Arc;
use std::time::Instant;

const QUERIES: [&str; 8] = [
    "31003",
    "password reset fail",
    "암호 재설정",
    "쓰기 저장 실패",
    "srvcbus",
    "ㅂㅎㅂ",
    "dkagh",
    "pasword histroy",
];
const EN: &str = "password reset writeback fail error permission account locked disabled policy history complexity minimum age \
    connector synchronization service bus token endpoint firewall proxy onboarding offboarding key pair decrypt configuration \
    directory user not found multiple matches timeout certificate TLS agent";
const KO: &str = "암호 재설정 쓰기 저장 실패 오류 권한 계정 잠김 사용 안 함 정책 기록 복잡성 최소 기간 커넥터 동기화 서비스 버스 토큰 엔드포인트 방화벽 \
    프록시 온보딩 오프보딩 키 쌍 복호화 구성 디렉터리 사용자 찾을 수 없음 다중 일치 시간 초과 인증서 에이전트";

/// Numbers without a clock: the same run gives the same entries.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn words(&mut self, list: &[&str], n: usize) -> String {
        (0..n)
            .map(|_| list[self.below(list.len())])
            .collect::<Vec<_>>()
            .join(" ")
    }
}

fn text(en: String, ko: String) -> Text {
    Text { en, ko }
}

/// Entries of the size of a line of some 200 bytes, in both languages, each with codes.
fn entries(count: usize) -> Vec<Entry> {
    let (en, ko): (Vec<&str>, Vec<&str>) = (EN.split_whitespace().collect(), KO.split_whitespace().collect());
    let mut dice = Dice(7);
    (0..count)
        .map(|i| {
            let number = 1000 + dice.below(98_999);
            Entry {
                id: format!("org.entry-{i:06}"),
                area: Area::Writeback,
                kind: Kind::Cause,
                title: text(
                    format!("{number} {}", dice.words(&en, 4)),
                    format!("{number} {}", dice.words(&ko, 4)),
                ),
                summary: text(dice.words(&en, 8), dice.words(&ko, 6)),
                codes: vec![
                    number.to_string(),
                    format!(
                        "0x{:08x}",
                        0x8000_0000_u32 + u32::try_from(dice.below(1 << 30)).unwrap()
                    ),
                ],
                aliases: Aliases {
                    en: vec![dice.words(&en, 3)],
                    ko: vec![dice.words(&ko, 3)],
                },
                earlier: None,
                affects: None,
                phrases: vec![],
                when: None,
                seen: vec![],
                causes: vec![],
                details: vec![],
                warnings: vec![],
                tell: None,
                helpdesk: vec![],
                steps: vec![],
                verify: None,
                wait: None,
                disputed: vec![],
                uncertain: vec![],
                deadlines: vec![],
                include: vec![],
                next: vec![],
                related: vec![],
                links: vec![],
                sources: vec!["K0".to_owned()],
                verified: "2026-11-21".to_owned(),
            }
        })
        .collect()
}

fn keys(query: &str) -> impl Iterator<Item = &str> {
    query.char_indices().map(|(at, c)| &query[..at + c.len_utf8()])
}

struct Times(Vec<f64>);

impl Times {
    fn of(mut all: Vec<f64>) -> Self {
        all.sort_by(f64::total_cmp);
        Self(all)
    }

    fn median(&self) -> f64 {
        self.0[self.0.len() / 2]
    }

    fn worst(&self) -> f64 {
        self.0[self.0.len() - 1]
    }
}

fn ours(catalog: &Catalog, query: &str) -> (f64, Times) {
    let mut all = Vec::new();
    let mut first = 0.0;
    for (n, typed) in keys(query).enumerate() {
        let start = Instant::now();
        let answer = Search::over(catalog).ask(typed, Lang::En, 10);
        let took = start.elapsed().as_secs_f64() * 1e3;
        assert!(answer.hits.len() <= 10);
        if n == 0 {
            first = took;
        }
        all.push(took);
    }
    (first, Times::of(all))
}

fn theirs(nucleo: &mut nucleo::Nucleo<usize>, query: &str) -> (f64, Times) {
    let mut all = Vec::new();
    let mut first = 0.0;
    for (n, typed) in keys(query).enumerate() {
        let start = Instant::now();
        nucleo
            .pattern
            .reparse(0, typed, CaseMatching::Smart, Normalization::Smart, n > 0);
        while nucleo.tick(1000).running {}
        let took = start.elapsed().as_secs_f64() * 1e3;
        if n == 0 {
            first = took;
        }
        all.push(took);
    }
    (first, Times::of(all))
}

fn main() {
    for count in [2_000, 100_000] {
        let mut knowledge = sspr::builtin::catalog().unpack().unwrap();
        knowledge.entries.extend(entries(count));
        let lines: Vec<String> = knowledge.entries.iter().map(line).collect();
        let start = Instant::now();
        let catalog = pack(&knowledge).unwrap();
        let built = start.elapsed().as_secs_f64() * 1e3;
        let size = catalog.blob(sspr::search::KEY).map_or(0, <[u8]>::len) as f64 / 1e6;
        drop(knowledge);

        let start = Instant::now();
        let mut nucleo = nucleo::Nucleo::new(nucleo::Config::DEFAULT, Arc::new(|| {}), Some(2), 1);
        let injector = nucleo.injector();
        for (i, line) in lines.iter().enumerate() {
            injector.push(i, |_, columns| columns[0] = line.as_str().into());
        }
        while nucleo.tick(10).running {}
        let loaded = start.elapsed().as_secs_f64() * 1e3;
        println!("\n{count} entries: our index {size:.1} MB in {built:.0} ms, nucleo loaded in {loaded:.0} ms");
        println!(
            "{:24} {:>27}   {:>27}   {:>14}",
            "typed", "ours: first median worst", "nucleo: first median worst", "ratio: median"
        );
        for query in QUERIES {
            let (our_first, our) = ours(&catalog, query);
            let (their_first, their) = theirs(&mut nucleo, query);
            println!(
                "{query:24} {our_first:9.2} {:8.2} {:8.2}   {their_first:9.2} {:8.2} {:8.2}   {:14.3}",
                our.median(),
                our.worst(),
                their.median(),
                their.worst(),
                our.median() / their.median()
            );
        }
    }
}

fn line(entry: &Entry) -> String {
    let names = entry
        .aliases
        .en
        .iter()
        .chain(&entry.aliases.ko)
        .chain(&entry.codes)
        .cloned()
        .collect::<Vec<_>>()
        .join(" ");
    let Entry { title, summary, .. } = entry;
    format!(
        "{} | {} — {} | {} [{names}]",
        title.en, title.ko, summary.en, summary.ko
    )
}
