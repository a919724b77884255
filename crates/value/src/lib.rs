//! The objects of a dynamic language on `oxbow-cc`, each with a traverse hook.
