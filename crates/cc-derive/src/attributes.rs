//! Reads `#[trace(...)]` attributes.

use syn::{
    Attribute, Error, Expr, ExprPath, Ident, LitStr, Result, WherePredicate, punctuated::Punctuated,
    token::Comma,
};

/// What `#[trace(...)]` says on a type.
#[derive(Default)]
pub(crate) struct TypeAttributes {
    pub(crate) acyclic: bool,
    pub(crate) shown: bool,
    pub(crate) finalize: bool,
    pub(crate) finalize_by: Option<Ident>,
    pub(crate) finalize_if: Option<ExprPath>,
    pub(crate) item_names: Option<ExprPath>,
    pub(crate) slot: bool,
    pub(crate) external: Option<ExprPath>,
    pub(crate) label: Option<Expr>,
    pub(crate) label_with: Option<ExprPath>,
    pub(crate) label_key: Option<ExprPath>,
    pub(crate) edge_names: Option<ExprPath>,
    pub(crate) bound: Option<Vec<WherePredicate>>,
}

pub(crate) fn of_type(attributes: &[Attribute]) -> Result<TypeAttributes> {
    let mut found = TypeAttributes::default();
    for attribute in attributes.iter().filter(|a| a.path().is_ident("trace")) {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("acyclic") {
                found.acyclic = true;
            } else if meta.path.is_ident("shown") {
                found.shown = true;
            } else if meta.path.is_ident("finalize") {
                found.finalize = true;
            } else if meta.path.is_ident("finalize_by") {
                found.finalize_by = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("finalize_if") {
                found.finalize_if = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("item_names") {
                found.item_names = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("slot") {
                found.slot = true;
            } else if meta.path.is_ident("external") {
                found.external = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("label") {
                found.label = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("label_with") {
                found.label_with = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("label_key") {
                found.label_key = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("edge_names") {
                found.edge_names = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("bound") {
                let text: LitStr = meta.value()?.parse()?;
                let bounds = text.parse_with(Punctuated::<WherePredicate, Comma>::parse_terminated)?;
                found.bound = Some(bounds.into_iter().collect());
            } else if meta.path.is_ident("skip") {
                return Err(
                    meta.error("`skip` belongs on a field; for a whole type write `#[trace(acyclic)]`")
                );
            } else {
                return Err(meta.error(
                    "expected `acyclic`, `external`, `finalize`, `finalize_by`, `finalize_if`, `slot`, `label`, `label_with`, `label_key`, `edge_names`, `item_names`, `shown` or `bound`",
                ));
            }
            Ok(())
        })?;
    }
    if let (false, true, Some(attribute)) = (found.acyclic, found.shown, attributes.first()) {
        return Err(Error::new_spanned(
            attribute,
            "`shown` is for acyclic types: the edges of others are shown",
        ));
    }
    contradictions(&found)?;
    Ok(found)
}

/// What does not go together.
fn contradictions(found: &TypeAttributes) -> Result<()> {
    if let (Some(_), Some(path)) = (&found.finalize_by, &found.finalize_if) {
        return Err(Error::new_spanned(path, "`finalize_by` and `finalize_if` exclude each other"));
    }
    if let (Some(_), Some(path)) = (&found.label, &found.label_with) {
        return Err(Error::new_spanned(path, "`label` and `label_with` exclude each other"));
    }
    if let (None, Some(path)) = (&found.label_with, &found.label_key) {
        return Err(Error::new_spanned(path, "`label_key` goes with `label_with`"));
    }
    Ok(())
}

/// Whether a field is left out.
pub(crate) fn skips_field(attributes: &[Attribute]) -> Result<bool> {
    let mut skip = false;
    for attribute in attributes.iter().filter(|a| a.path().is_ident("trace")) {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("skip") || meta.path.is_ident("acyclic") {
                skip = true;
                return Ok(());
            }
            Err(meta.error("expected `skip` or `acyclic` on a field"))
        })?;
    }
    Ok(skip)
}

/// Attributes on an enum's variants have no meaning.
pub(crate) fn none_on_variant(attributes: &[Attribute]) -> Result<()> {
    match attributes.iter().find(|a| a.path().is_ident("trace")) {
        Some(attribute) => Err(Error::new_spanned(
            attribute,
            "`#[trace(...)]` belongs on the type or on a field, not on a variant",
        )),
        None => Ok(()),
    }
}
