//! Start-up beside its peers, in several interleaved runs: `explain` beside `errno`, the first frame and a key beside a bare
//! ratatui program, `dialog` and `fzf`. Peers that are not installed are left out. Run with `cargo bench --bench startup`;
//! it ends with 1 where a bound is broken.
//!
//! Measured is the program that is handed out (`.ci/release`), where it was made; on Linux it is static and needs no loader.
//! Else the one that Cargo built for the bench, with what the crates of the tests turn on: tables of Unicode for `regex`, with
//! 4,100 addresses that each start writes. `SSPR_MEASURED` names another one. The first line says which it was.
//!
//! Absolute times drift on a shared machine; the ratios of one run hold, and the middle one of several counts. Unix only: it
//! needs a pseudo-terminal.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::indexing_slicing
)]

#[cfg(not(unix))]
fn main() {
    println!("SKIPPED: start-up is measured on a pseudo-terminal, which this system does not have");
}

#[cfg(unix)]
fn main() -> std::process::ExitCode {
    if std::env::args().nth(1).as_deref() == Some("hello") {
        unix::hello();
        return std::process::ExitCode::SUCCESS;
    }
    if unix::measure() {
        std::process::ExitCode::SUCCESS
    } else {
        std::process::ExitCode::FAILURE
    }
}

#[cfg(unix)]
mod unix {
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    use std::io::{Read, Write};
    use std::path::PathBuf;
    use std::process::{Command, Stdio};
    use std::sync::mpsc;
    use std::time::{Duration, Instant};

    /// Names the program to measure, in place of the one that Cargo built for the bench.
    const MEASURED: &str = "SSPR_MEASURED";
    /// Where `.ci/release` leaves the program of this system.
    const HANDED_OUT: &[&str] = &["target/handed-out/x86_64-unknown-linux-musl/release/sspr"];
    const RUNS: usize = 5;
    /// Look-ups of each program in a run; the first ones only warm the caches.
    const LOOKUPS: usize = 26;
    const WARM: usize = 5;
    /// First frames of each program in a run.
    const FRAMES: usize = 5;
    /// Keys pressed after each.
    const KEYS: usize = 12;

    /// Cargo sets it for its own sake, and makes the loader look for every library in folders that no user has.
    const CARGOS: &str = "LD_LIBRARY_PATH";

    const ERRNO: &str = "errno 13";
    const EXPLAIN: &str = "sspr explain 31003";
    const BARE: &str = "bare ratatui program";
    const WIZARD: &str = "sspr";
    const DIALOG: &str = "dialog --menu";
    const FZF: &str = "fzf, list of entries";

    /// What must hold: this one's median is at most so many times that one's.
    type Bound = (&'static str, f64, &'static str);
    const LOOKUP_BOUNDS: &[Bound] = &[(EXPLAIN, 1.6, ERRNO)];
    const FRAME_BOUNDS: &[Bound] = &[(WIZARD, 1.25, BARE), (WIZARD, 1.0, DIALOG)];
    const KEY_BOUNDS: &[Bound] = &[(WIZARD, 1.1, FZF)];

    /// The times of each program in one run.
    type Times = Vec<(&'static str, Vec<Duration>)>;

    /// A bare ratatui program: a list of lines, one frame, then a frame a key. The floor of our stack.
    pub fn hello() {
        use ratatui::crossterm::event::{self, Event, KeyCode};
        use ratatui::widgets::{List, ListState};
        let mut terminal = ratatui::init();
        let mut state = ListState::default().with_selected(Some(0));
        loop {
            let items = (0..30).map(|i| format!("line{i}"));
            terminal
                .draw(|frame| {
                    frame.render_stateful_widget(List::new(items).highlight_symbol("> "), frame.area(), &mut state);
                })
                .unwrap();
            match event::read().unwrap() {
                Event::Key(key) if key.code == KeyCode::Down => state.select_next(),
                Event::Key(key) if key.code == KeyCode::Up => state.select_previous(),
                Event::Key(_) => break,
                _ => {}
            }
        }
        ratatui::restore();
    }

    /// The whole path of the program that is measured.
    fn ours() -> String {
        let built = || env!("CARGO_BIN_EXE_sspr").into();
        let handed_out = || HANDED_OUT.iter().map(PathBuf::from).find(|path| path.is_file());
        let named = std::env::var_os(MEASURED).map(PathBuf::from);
        let path = named.or_else(handed_out).unwrap_or_else(built);
        std::fs::canonicalize(path).unwrap().display().to_string()
    }

    fn installed(program: &str) -> bool {
        Command::new("sh")
            .args(["-c", &format!("command -v {program} >/dev/null")])
            .status()
            .is_ok_and(|s| s.success())
    }

    fn median(times: &[Duration]) -> f64 {
        let mut times = times.to_vec();
        times.sort();
        times[times.len() / 2].as_secs_f64()
    }

    /// The median ratio of two programs in each run, sorted; none where one of them was not measured.
    fn ratios(runs: &[Times], ours: &str, theirs: &str) -> Vec<f64> {
        let of = |run: &Times, name: &str| run.iter().find(|(n, _)| *n == name).map(|(_, times)| median(times));
        let mut ratios: Vec<f64> = runs
            .iter()
            .filter_map(|run| Some(of(run, ours)? / of(run, theirs)?))
            .collect();
        ratios.sort_by(f64::total_cmp);
        ratios
    }

    fn table(title: &str, runs: &[Times]) {
        println!("\n{title}");
        let first = runs[0][0].0;
        for (name, _) in &runs[0] {
            let times = runs.iter().flatten().filter(|(n, _)| n == name);
            let times: Vec<Duration> = times.flat_map(|(_, times)| times.clone()).collect();
            let ratios = ratios(runs, name, first);
            println!(
                "  {name:<24} median {:>7.2} ms  worst {:>7.2} ms  ratio {:.2} ({:.2} to {:.2})",
                median(&times) * 1e3,
                times.iter().max().unwrap().as_secs_f64() * 1e3,
                ratios[ratios.len() / 2],
                ratios[0],
                ratios[ratios.len() - 1],
            );
        }
    }

    /// Measures, prints, and says whether every bound holds that could be measured.
    pub fn measure() -> bool {
        let home = tempfile::tempdir().unwrap();
        println!("measured: {}", ours());
        let own = format!("{} hello", std::env::current_exe().unwrap().display());
        let (mut starts, mut keys) = (Vec::new(), Vec::new());
        let lookups: Vec<Times> = (0..RUNS).map(|_| explain(home.path())).collect();
        for _ in 0..RUNS {
            let (frame, pressed) = first_frame(home.path(), &own);
            starts.push(frame);
            keys.push(pressed);
        }
        table("one-shot look-up, whole process", &lookups);
        table("first frame in a terminal of 120x40", &starts);
        table("arrow key until its frame is painted", &keys);
        println!("\nbounds, by the middle one of {RUNS} runs");
        let mut held = true;
        for (runs, bounds) in [(&lookups, LOOKUP_BOUNDS), (&starts, FRAME_BOUNDS), (&keys, KEY_BOUNDS)] {
            for (ours, most, theirs) in bounds {
                let ratios = ratios(runs, ours, theirs);
                let Some(ratio) = ratios.get(ratios.len() / 2) else {
                    println!("  {ours} beside {theirs}: SKIPPED, not installed");
                    continue;
                };
                let said = if ratio <= most { "holds" } else { "BROKEN" };
                println!("  {ours} beside {theirs}: {ratio:.2}, at most {most:.2}: {said}");
                held &= ratio <= most;
            }
        }
        held
    }

    fn explain(home: &std::path::Path) -> Times {
        let ours = ours();
        let mut commands = vec![(EXPLAIN, vec![ours.as_str(), "explain", "31003"])];
        if installed("errno") {
            commands.insert(0, (ERRNO, vec!["errno", "13"]));
        }
        let mut rows: Times = commands.iter().map(|(name, _)| (*name, Vec::new())).collect();
        for round in 0..LOOKUPS + WARM {
            for (i, (_, command)) in commands.iter().enumerate() {
                let start = Instant::now();
                let status = Command::new(command[0])
                    .args(&command[1..])
                    .env_remove(CARGOS)
                    .env("SSPR_HOME", home)
                    .stdout(Stdio::null())
                    .status()
                    .unwrap();
                let took = start.elapsed();
                assert!(status.success(), "{command:?} failed");
                if round >= WARM {
                    rows[i].1.push(took);
                }
            }
        }
        rows
    }

    /// One run in a pseudo-terminal of 120x40: until `mark` is on the way to the screen, then some arrow keys.
    fn run(command: &str, mark: &str, home: &std::path::Path) -> (Duration, Vec<Duration>) {
        let size = PtySize {
            rows: 40,
            cols: 120,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut builder = CommandBuilder::new("sh");
        builder.args(["-c", &format!("exec {command}")]);
        builder.env_remove(CARGOS);
        builder.env("SSPR_HOME", home);
        builder.env("TERM", "xterm-256color");
        builder.env("LC_ALL", "C.UTF-8");
        let mut reader = pair.master.try_clone_reader().unwrap();
        let mut writer = pair.master.take_writer().unwrap();
        let start = Instant::now();
        let mut child = pair.slave.spawn_command(builder).unwrap();
        drop(pair.slave);
        let (send, receive) = mpsc::channel::<(Instant, Vec<u8>)>();
        std::thread::spawn(move || {
            let mut buffer = vec![0; 65536];
            while let Ok(n) = reader.read(&mut buffer) {
                if n == 0 || send.send((Instant::now(), buffer[..n].to_vec())).is_err() {
                    break;
                }
            }
        });
        let mut seen = Vec::new();
        let frame = loop {
            let (at, bytes) = receive
                .recv_timeout(Duration::from_secs(5))
                .expect("no frame within five seconds");
            seen.extend(bytes);
            if String::from_utf8_lossy(&seen).contains(mark) {
                break at - start;
            }
        };
        let mut keys = Vec::new();
        for i in 0..KEYS {
            while receive.recv_timeout(Duration::from_millis(10)).is_ok() {}
            let pressed = Instant::now();
            writer.write_all(if i % 4 < 2 { b"\x1b[B" } else { b"\x1b[A" }).unwrap();
            // painted when the last piece of the frame has come
            let mut painted = receive.recv_timeout(Duration::from_secs(1)).ok();
            while let Ok(more) = receive.recv_timeout(Duration::from_millis(8)) {
                painted = Some(more);
            }
            if let Some((at, _)) = painted {
                keys.push(at - pressed);
            }
        }
        let _ = writer.write_all(b"\x03");
        let _ = child.kill();
        let _ = child.wait();
        (frame, keys)
    }

    fn first_frame(home: &std::path::Path, own: &str) -> (Times, Times) {
        // what a person would search with it instead: the entries in both languages, some 400 lines
        let list = home.join("entries.txt");
        let entries = ["en", "ko"].map(|lang| {
            let args = ["knowledge", "list", "--lang", lang];
            let listed = Command::new(ours()).args(args).env("SSPR_HOME", home).output().unwrap();
            assert!(listed.status.success(), "{args:?} failed");
            listed.stdout
        });
        std::fs::write(&list, entries.concat()).unwrap();
        let mut programs: Vec<(&str, String, &str)> =
            vec![(BARE, own.to_owned(), "line20"), (WIZARD, ours(), "writeback")];
        if installed("dialog") {
            programs.push((DIALOG, "dialog --menu SSPR 20 70 8 1 one 2 two".into(), "two"));
        }
        // upside down, or an arrow key down at its first line moves nothing
        if installed("fzf") {
            programs.push((FZF, format!("fzf --layout=reverse < {}", list.display()), "hr.80230626"));
        }
        let mut frames: Times = programs.iter().map(|(name, ..)| (*name, Vec::new())).collect();
        let mut keys = frames.clone();
        for _ in 0..FRAMES {
            for (i, (_, command, mark)) in programs.iter().enumerate() {
                let (frame, pressed) = run(command, mark, home);
                frames[i].1.push(frame);
                keys[i].1.extend(pressed);
            }
        }
        keys.retain(|(_, times)| !times.is_empty());
        (frames, keys)
    }
}
