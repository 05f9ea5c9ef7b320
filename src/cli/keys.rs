//! Keys of one's own: those of the settings file on top of the table, or the line that is wrong.

use super::exit::Failure;
use crate::app::bindings::{self, Keys, KeysRefused};
use crate::config::{self, Fault, OwnKeys};
use crate::host::Host;
use crate::text::{Lang, Say, say};

const NO_ACTION: Say = say(
    "no action of this name has keys that can be changed; there are {}",
    "단축키를 바꿀 수 있는 동작이 아닙니다. 쓸 수 있는 이름: {}",
);
const NO_KEY: Say = say(
    "`{}` is no key; write y, ctrl-y, f6, space, delete or the like",
    "`{}`은(는) 키 이름이 아닙니다. y, ctrl-y, f6, space, delete처럼 적으십시오",
);
const KEY_TAKEN: Say = say(
    "{} already means \"{}\" in \"{}\"; choose another, or change that one too",
    "{} 키는 이미 \"{}\"에 쓰입니다(\"{}\" 화면). 다른 키를 고르거나 그 키도 함께 바꾸십시오",
);
const KEY_TYPES: Say = say(
    "in \"{}\" letters are typed; add a key such as ctrl-y or f6",
    "\"{}\" 화면에서는 글자가 입력됩니다. ctrl-y나 f6 같은 키를 더하십시오",
);

/// The keys of the settings file on top of the table.
pub fn of(host: &dyn Host, own: &[OwnKeys]) -> Result<Keys, Failure> {
    let wrong = |line: usize, refused: KeysRefused| {
        let error = config::wrong(host, refusal(line, &refused));
        Failure::of(|lang| error.say(lang))
    };
    let mut keys = Keys::default();
    for row in own {
        keys = keys
            .with(&row.action, &row.keys)
            .map_err(|refused| wrong(row.line, refused))?;
    }
    match keys.clash() {
        Ok(()) => Ok(keys),
        Err((action, refused)) => {
            let line = own.iter().find(|row| row.action == action).map_or(1, |row| row.line);
            Err(wrong(line, refused))
        }
    }
}

fn refusal(line: usize, refused: &KeysRefused) -> Fault {
    match refused {
        KeysRefused::NoSuchAction => {
            let names: Vec<&str> = bindings::CHANGEABLE.iter().map(|(name, _)| *name).collect();
            Fault::new(line, NO_ACTION, &[&names.join(", ")])
        }
        KeysRefused::NoSuchKey(key) => Fault::new(line, NO_KEY, &[key]),
        KeysRefused::Taken(key, scope, hint) => {
            let (place, en, ko) = (scope.name(), key.name(Lang::En), key.name(Lang::Ko));
            Fault::both(line, KEY_TAKEN, &[&en, hint.en, place.en], &[&ko, hint.ko, place.ko])
        }
        KeysRefused::Types(scope) => {
            let place = scope.name();
            Fault::both(line, KEY_TYPES, &[place.en], &[place.ko])
        }
    }
}
