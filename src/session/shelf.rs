//! What was made before and may be wanted again, up to a number of bytes.

use std::borrow::Borrow;
use std::hash::Hash;

use lru::LruCache;

/// Values by their keys. Those that were not wanted for the longest time give way to new ones; the
/// newest is always there.
#[derive(Debug)]
pub(super) struct Shelf<K: Hash + Eq, V> {
    held: LruCache<K, (V, usize)>,
    /// What they take together, in bytes.
    bytes: usize,
    /// What they may take.
    bound: usize,
}

impl<K: Hash + Eq, V> Shelf<K, V> {
    pub(super) fn new(bound: usize) -> Self {
        Self {
            held: LruCache::unbounded(),
            bytes: 0,
            bound,
        }
    }

    /// The value of a key, with the key as it is held.
    pub(super) fn get<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        let (key, (value, _)) = self.held.get_key_value(key)?;
        Some((key, value))
    }

    /// Puts a value of this many bytes there.
    pub(super) fn put(&mut self, key: K, value: V, bytes: usize) {
        self.bytes += bytes;
        if let Some((_, replaced)) = self.held.put(key, (value, bytes)) {
            self.bytes -= replaced;
        }
        while self.bytes > self.bound && self.held.len() > 1 {
            if let Some((_, (_, freed))) = self.held.pop_lru() {
                self.bytes -= freed;
            }
        }
    }

    pub(super) fn clear(&mut self) {
        self.held.clear();
        self.bytes = 0;
    }

    pub(super) fn len(&self) -> usize {
        self.held.len()
    }

    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::Shelf;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_never_holds_more_than_it_may(puts in prop::collection::vec((0_u8..20, 1_usize..50), 1..60)) {
            let mut shelf = Shelf::new(100);
            for (key, bytes) in puts {
                shelf.put(key, bytes, bytes);
                prop_assert!(shelf.bytes() <= 100);
                prop_assert_eq!(shelf.get(&key), Some((&key, &bytes)));
                let held: usize = shelf.held.iter().map(|(_, (_, bytes))| bytes).sum();
                prop_assert_eq!(held, shelf.bytes());
            }
        }
    }

    #[test]
    fn what_was_wanted_lately_stays() {
        let mut shelf = Shelf::new(2);
        shelf.put("a", 1, 1);
        shelf.put("b", 2, 1);
        shelf.get("a");
        shelf.put("c", 3, 1);
        assert_eq!(shelf.get("b"), None);
        assert_eq!(shelf.get("a"), Some((&"a", &1)));
    }

    #[test]
    fn the_newest_stays_however_large_it_is() {
        let mut shelf = Shelf::new(0);
        shelf.put("a", 1, 1000);
        shelf.put("b", 2, 1000);
        assert_eq!(shelf.get("a"), None);
        assert_eq!(shelf.len(), 1);
    }
}
