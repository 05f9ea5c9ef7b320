//! What a screen has laid out, kept until something else is asked for.

use std::cell::RefCell;
use std::rc::Rc;

/// What was made last, and what it was made for.
#[derive(Clone, Debug)]
pub struct Once<K, V>(RefCell<Option<(K, Rc<V>)>>);

impl<K, V> Default for Once<K, V> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<K: PartialEq, V> Once<K, V> {
    /// What is made for `key`; made anew only where the last was for another.
    pub fn of(&self, key: K, make: impl FnOnce() -> V) -> Rc<V> {
        if let Some((made_for, made)) = &*self.0.borrow()
            && *made_for == key
        {
            return Rc::clone(made);
        }
        let made = Rc::new(make());
        *self.0.borrow_mut() = Some((key, Rc::clone(&made)));
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_not_made_twice() {
        let once = Once::default();
        let (one, again) = (once.of(1, || "one"), once.of(1, || "made anew"));
        assert_eq!((*one, *again), ("one", "one"));
        assert_eq!(*once.of(2, || "two"), "two");
    }
}
