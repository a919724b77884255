//! `#[derive(Trace)]` for `oxbow-cc`. Documented there, at the trait.
//!
//! The output reports each field once and nothing else, which discharges the obligations of the trait.

mod attributes;
mod expand;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Implements `oxbow_cc::Trace` for a struct or enum: every field is reported.
///
/// On a field: `#[trace(skip)]` does not look into it (its type need not be `Trace`; a `Cc` in it counts as held
/// from outside). `#[trace(acyclic)]` does the same, and reads better for fields that own no `Cc`.
///
/// On the type: `#[trace(acyclic)]` (no field is looked into and objects never register), `#[trace(finalize)]` (calls
/// `oxbow_cc::Finalize` before an object dies), `#[trace(external = path)]` (a `fn(&Self) -> usize`: the bytes of its
/// buffers), `#[trace(label = "name")]` or `#[trace(label_with = path)]` (the
/// name in logs; the path is a `fn(&Self) -> Cow<'static, str>`), `#[trace(label_key = path)]` (a `fn(&Self) -> usize`: objects for which it is the
/// same have the same label, which is then asked for once in a collection), `#[trace(edge_names = path)]` (a `fn(&Self, &str) -> Option<String>`:
/// other names for edges in snapshots), `#[trace(item_names = path)]` (a `fn(&Self, usize) -> Option<String>`: names for the edges of the items
/// of a `Tail` whose head is of this type), `#[trace(finalize_if = path)]` (a `fn(&Self) -> bool`: whether the finalizer has anything to do), `#[trace(shown)]` (an acyclic type's edges are listed in snapshots all the same), `#[trace(bound = "T: Trace")]` (replaces the bounds
/// on type parameters, which by default are `T: Trace`).
///
/// Mistakes are compile errors:
///
/// ```compile_fail
/// #[derive(oxbow_cc::Trace)]
/// struct NotTraced(Box<dyn Fn()>); // its field is not `Trace`: skip it
/// ```
///
/// ```compile_fail
/// #[derive(oxbow_cc::Trace)]
/// #[trace(skip)] // belongs on a field
/// struct Misplaced(u8);
/// ```
///
/// ```compile_fail
/// #[derive(oxbow_cc::Trace)]
/// union Unknown { // which field is alive is not known
///     a: u8,
///     b: u8,
/// }
/// ```
///
/// ```compile_fail
/// #[derive(oxbow_cc::Trace)]
/// struct Borrows<'a>(&'a str); // a cycle may outlive what it borrows
/// ```
#[proc_macro_derive(Trace, attributes(trace))]
pub fn derive_trace(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::trace(input).unwrap_or_else(syn::Error::into_compile_error).into()
}
