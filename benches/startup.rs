//! Start-up beside its peers, in one interleaved run: `explain` beside `errno`, the first frame and a key beside a bare
//! ratatui program, `dialog` and `fzf`. Peers that are not installed are left out. Run with `cargo bench --bench startup`.
//!
//! Absolute times drift on a shared machine; the ratios of one run hold. Unix only: it needs a pseudo-terminal.

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
fn main() {
    let args: Vec<String> = std::env::args().collect();
    if args.get(1).map(String::as_str) == Some("hello") {
        unix::hello();
        return;
    }
    unix::measure();
}

#[cfg(unix)]
mod unix {
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    use std::io::{Read, Write};
    use std::process::{Command, Stdio};
    use std::sync::mpsc;
    use std::time::{Duration, Instant};

    const OURS: &str = env!("CARGO_BIN_EXE_sspr");
    const ROUNDS: usize = 31;
    const KEYS: usize = 60;

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

    fn installed(program: &str) -> bool {
        Command::new("sh")
            .args(["-c", &format!("command -v {program} >/dev/null")])
            .status()
            .is_ok_and(|s| s.success())
    }

    fn median(mut times: Vec<Duration>) -> Duration {
        times.sort();
        times[times.len() / 2]
    }

    fn table(title: &str, rows: &[(String, Vec<Duration>)]) {
        println!("\n{title}");
        let first = median(rows[0].1.clone()).as_secs_f64();
        for (name, times) in rows {
            let (worst, middle) = (times.iter().max().unwrap(), median(times.clone()));
            println!(
                "  {name:<24} median {:>7.2} ms  worst {:>7.2} ms  ratio {:.2}",
                middle.as_secs_f64() * 1e3,
                worst.as_secs_f64() * 1e3,
                middle.as_secs_f64() / first
            );
        }
    }

    pub fn measure() {
        let home = tempfile::tempdir().unwrap();
        let own = format!("{} hello", std::env::current_exe().unwrap().display());
        explain(home.path());
        first_frame(home.path(), &own);
    }

    fn explain(home: &std::path::Path) {
        let mut commands: Vec<(String, Vec<String>)> = Vec::new();
        if installed("errno") {
            commands.push(("errno 13".into(), vec!["errno".into(), "13".into()]));
        }
        commands.push((
            "sspr explain 31003".into(),
            vec![OURS.into(), "explain".into(), "31003".into()],
        ));
        let mut rows: Vec<(String, Vec<Duration>)> = commands.iter().map(|(n, _)| (n.clone(), Vec::new())).collect();
        for round in 0..ROUNDS + 5 {
            for (i, (_, command)) in commands.iter().enumerate() {
                let start = Instant::now();
                let status = Command::new(&command[0])
                    .args(&command[1..])
                    .env("SSPR_HOME", home)
                    .stdout(Stdio::null())
                    .status()
                    .unwrap();
                let took = start.elapsed();
                assert!(status.success(), "{command:?} failed");
                if round >= 5 {
                    rows[i].1.push(took);
                }
            }
        }
        table("one-shot look-up, whole process", &rows);
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

    fn first_frame(home: &std::path::Path, own: &str) {
        let list = home.join("lines.txt");
        let lines: Vec<String> = (0..400).map(|i| format!("line{i}")).collect();
        std::fs::write(&list, lines.join("\n")).unwrap();
        let mut programs: Vec<(&str, String, &str)> = vec![
            ("bare ratatui program", own.to_owned(), "line20"),
            ("sspr", OURS.to_owned(), "writeback"),
        ];
        if installed("dialog") {
            programs.push(("dialog --menu", "dialog --menu SSPR 20 70 8 1 one 2 two".into(), "two"));
        }
        if installed("fzf") {
            programs.push(("fzf, 400 lines", format!("fzf < {}", list.display()), "line20"));
        }
        let mut frames: Vec<(String, Vec<Duration>)> = programs.iter().map(|p| (p.0.to_owned(), Vec::new())).collect();
        let mut keys = frames.clone();
        for _ in 0..ROUNDS / 3 {
            for (i, (_, command, mark)) in programs.iter().enumerate() {
                let (frame, pressed) = run(command, mark, home);
                frames[i].1.push(frame);
                keys[i].1.extend(pressed);
            }
        }
        table("first frame in a terminal of 120x40", &frames);
        keys.retain(|(_, times)| !times.is_empty());
        table("arrow key until its frame is painted", &keys);
    }
}
