fn main() {
    let args: Vec<String> = std::env::args().collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.get(1..).unwrap_or_default() {
        ["knowledge", "lint", dir] => {
            let mut files = Vec::new();
            for item in std::fs::read_dir(dir).unwrap() {
                let path = item.unwrap().path();
                if path.extension().is_some_and(|e| e == "yaml") {
                    files.push(sspr::knowledge::load::File {
                        name: path.display().to_string(),
                        text: std::fs::read_to_string(&path).unwrap(),
                    });
                }
            }
            files.sort_by(|a, b| a.name.cmp(&b.name));
            let (loaded, mut problems) = sspr::knowledge::load::read(files);
            problems.extend(sspr::knowledge::check::check(&loaded, &Default::default()));
            for p in &problems {
                println!("{p}");
            }
            println!("{} problems", problems.len());
        }
        ["explain", id, lang] => {
            let c = sspr::builtin::catalog();
            let lang = if *lang == "ko" {
                sspr::text::Lang::Ko
            } else {
                sspr::text::Lang::En
            };
            let e = c.entry(id).unwrap();
            let b = sspr::knowledge::article::blocks(
                &c,
                &e,
                &sspr::knowledge::article::Reading::plain(lang, sspr::text::time::parse("2026-11-21")),
            );
            print!("{}", sspr::knowledge::article::text(&b, 100));
        }
        _ => {}
    }
}
