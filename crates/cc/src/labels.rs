//! [`Labels`]: what the objects of a collection's garbage are called, and [`Texts`], texts by number.
//!
//! Invariant: objects of one type with equal keys (see [`Trace::label_key`](crate::Trace::label_key)) are asked for their label once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::header::Obj;
use crate::panics::Payload;
use crate::record::TypeRecord;

/// A type and a key.
type Alike = (*const TypeRecord, usize);

/// Labels of objects, by index.
#[derive(Default)]
pub(crate) struct Labels {
    texts: Texts,
    of: Vec<u32>,
    numbers: HashMap<Alike, u32>,
    /// The last of `numbers` that was asked for: neighbours are often alike.
    last: Option<(Alike, u32)>,
}

impl Labels {
    /// Asks the next object. One whose hook panics is called `?`.
    ///
    /// # Safety
    /// The value of `obj` is alive and stays so while its hooks run.
    pub(crate) unsafe fn push(&mut self, obj: Obj) -> Option<Payload> {
        let vtable = obj.record().vtable;
        let record = obj.record_ptr().as_ptr().cast_const();
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            // SAFETY: the caller's guarantee; the record describes the object's type.
            let key = unsafe { (vtable.label_key)(obj.value()) };
            let Some(key) = key else {
                // SAFETY: as above.
                return self.texts.number(&unsafe { (vtable.label)(obj.value()) });
            };
            // SAFETY: as above.
            self.number_of((record, key), || unsafe { (vtable.label)(obj.value()) })
        }));
        let (number, panic) = match outcome {
            Ok(number) => (number, None),
            Err(panic) => (self.texts.number("?"), Some(panic)),
        };
        self.of.push(number);
        panic
    }

    fn number_of(&mut self, alike: Alike, label: impl FnOnce() -> Cow<'static, str>) -> u32 {
        if let Some((last, number)) = self.last
            && last == alike
        {
            return number;
        }
        let number = match self.numbers.get(&alike) {
            Some(number) => *number,
            None => {
                let number = self.texts.number(&label());
                self.numbers.insert(alike, number);
                number
            }
        };
        self.last = Some((alike, number));
        number
    }

    /// Forgets the labels of objects that turned out to live.
    pub(crate) fn retain(&mut self, mut is_garbage: impl FnMut(usize) -> bool) {
        let mut index = 0;
        self.of.retain(|_| {
            index += 1;
            is_garbage(index - 1)
        });
    }

    /// Number of the label of the object at `index`.
    pub(crate) fn number(&self, index: usize) -> u32 {
        self.of[index]
    }

    /// The texts that the numbers mean.
    pub(crate) fn texts(&self) -> &Texts {
        &self.texts
    }

    /// Labels and how many objects have them, sorted.
    pub(crate) fn counts(self) -> Vec<(String, u64)> {
        let mut counts = vec![0; self.texts.len()];
        self.of.iter().for_each(|number| counts[*number as usize] += 1);
        let mut by_text: Vec<_> =
            self.texts.list.into_iter().zip(counts).filter(|(_, count)| *count > 0).collect();
        by_text.sort_unstable();
        by_text
    }
}

/// Texts by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    list: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Texts {
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.list.len() as u32;
        self.list.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }

    pub(crate) fn knows(&self, text: &str) -> bool {
        self.numbers.contains_key(text)
    }

    pub(crate) fn get(&self, number: u32) -> &str {
        &self.list[number as usize]
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }
}
