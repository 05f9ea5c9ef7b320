//! What a newer version of the program wrote into a saved case and this one does not know: kept, and written again where it
//! stood.

use serde_json::Value;

/// Values of unknown keys, each by the way to it: names of keys, and numbers of items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Later(Vec<(Vec<String>, Value)>);

impl Later {
    /// What stands in `saved` under keys that are not in `known`, the same case as this version writes it.
    pub fn of(saved: &Value, known: &Value) -> Self {
        let mut later = Self::default();
        later.gather(saved, known, &mut Vec::new());
        later
    }

    fn gather(&mut self, saved: &Value, known: &Value, way: &mut Vec<String>) {
        let mut inner = |step: String, saved: &Value, known: Option<&Value>| {
            way.push(step);
            match known {
                Some(known) => self.gather(saved, known, way),
                None => self.0.push((way.clone(), saved.clone())),
            }
            way.pop();
        };
        match (saved, known) {
            (Value::Object(saved), Value::Object(known)) => {
                for (key, value) in saved {
                    inner(key.clone(), value, known.get(key));
                }
            }
            (Value::Array(saved), Value::Array(known)) => {
                for (at, (value, known)) in saved.iter().zip(known).enumerate() {
                    inner(at.to_string(), value, Some(known));
                }
            }
            _ => {}
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts everything back where the case still has the place for it.
    pub fn put_back(&self, case: &mut Value) {
        for (way, value) in &self.0 {
            let Some((key, above)) = way.split_last() else { continue };
            let place = above.iter().try_fold(&mut *case, |place, step| match place {
                Value::Object(map) => map.get_mut(step),
                Value::Array(items) => items.get_mut(step.parse::<usize>().ok()?),
                _ => None,
            });
            if let Some(Value::Object(map)) = place {
                map.entry(key.clone()).or_insert_with(|| value.clone());
            }
        }
    }
}
