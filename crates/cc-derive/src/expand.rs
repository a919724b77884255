//! Writes the impl.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Data, DeriveInput, Error, Fields, Generics, Ident, Member, Result, Type, parse_quote};

use crate::attributes::{self, TypeAttributes};

/// A field that is reported.
struct Field {
    member: Member,
    name: String,
    binding: Ident,
    of_type: Type,
}

/// A struct's or a variant's way to match, the fields that are reported, and the others.
struct Arm {
    path: TokenStream,
    fields: Vec<Field>,
    skipped: Vec<Field>,
}

pub(crate) fn trace(input: DeriveInput) -> Result<TokenStream> {
    let attributes = attributes::of_type(&input.attrs)?;
    let arms = if attributes.acyclic { Vec::new() } else { arms(&input)? };
    let name = &input.ident;
    let generics = with_bounds(input.generics.clone(), &attributes, &arms);
    let (params, args, conditions) = generics.split_for_impl();
    let (trace, named) = match (attributes.acyclic, attributes.shown) {
        (true, false) => (quote!({}), quote!({})),
        (true, true) => (quote!({}), match_arms(&self::arms(&input)?, with_name)),
        (false, _) => (match_arms(&arms, plain), match_arms(&arms, with_name)),
    };
    let trace = if attributes.slot { slot_edge(&trace) } else { trace };
    let named = match &attributes.edge_names {
        Some(path) => quote!(tracer.renamed(|name| #path(self, name), |tracer| { #named })),
        None => named,
    };
    let cyclic = cyclic(&attributes, &arms);
    let edges_only = edges_only(&attributes, &arms);
    let rest = rest(&attributes, &arms);
    let label = label(&attributes);
    let external = attributes.external.as_ref().map(|path| {
        quote! {
            #[inline]
            fn external_bytes(&self) -> usize {
                #path(self)
            }
        }
    });
    let finalizer = attributes.finalize.then(|| {
        quote! {
            fn finalizer() -> ::core::option::Option<fn(&::oxbow_cc::Cc<Self>)> {
                ::core::option::Option::Some(<Self as ::oxbow_cc::Finalize>::finalize_cc)
            }

            fn tail_finalizer<Item: ::oxbow_cc::Trace>()
            -> ::core::option::Option<::oxbow_cc::TailFinalizer<Self, Item>> {
                ::core::option::Option::Some(<Self as ::oxbow_cc::Finalize>::finalize_tail::<Item>)
            }
        }
    });
    let slot = if attributes.slot { Some(slot(&input, &attributes)?) } else { None };
    let answer = match (&attributes.finalize_by, &attributes.finalize_if) {
        (Some(field), _) => Some(quote!(::oxbow_cc::Trace::wants_finalizer(&self.#field))),
        (None, Some(path)) => Some(quote!(#path(self))),
        (None, None) => None,
    };
    let wants = answer.map(|answer| {
        quote! {
            #[inline]
            fn wants_finalizer(&self) -> bool {
                #answer
            }
        }
    });
    let item_names = attributes.item_names.as_ref().map(|path| {
        quote! {
            fn item_name(&self, index: usize) -> ::core::option::Option<::std::string::String> {
                #path(self, index)
            }
        }
    });
    Ok(quote! {
        // SAFETY: each field is reported once, nothing else is, and nothing but the fields' hooks runs.
        #[automatically_derived]
        #[allow(unsafe_code, clippy::undocumented_unsafe_blocks)]
        unsafe impl #params ::oxbow_cc::Trace for #name #args #conditions {
            #[inline]
            fn trace(&self, tracer: &mut ::oxbow_cc::Tracer<'_>) {
                let _ = &tracer;
                #trace
            }

            fn trace_named(&self, tracer: &mut ::oxbow_cc::Tracer<'_>) {
                let _ = &tracer;
                #named
            }

            fn is_cyclic() -> bool {
                #cyclic
            }

            #edges_only
            #rest
            #label
            #external
            #finalizer
            #wants
            #item_names
        }

        #slot
    })
}

fn arms(input: &DeriveInput) -> Result<Vec<Arm>> {
    match &input.data {
        Data::Struct(data) => Ok(vec![arm(quote!(Self), &data.fields, "")?]),
        Data::Enum(data) => {
            let of_variant = |variant: &syn::Variant| {
                attributes::none_on_variant(&variant.attrs)?;
                let name = &variant.ident;
                arm(quote!(Self::#name), &variant.fields, &format!("{name}."))
            };
            data.variants.iter().map(of_variant).collect()
        }
        Data::Union(data) => Err(Error::new_spanned(
            data.union_token,
            "`Trace` cannot be derived for a union: it is not known which field is alive",
        )),
    }
}

fn arm(path: TokenStream, fields: &Fields, prefix: &str) -> Result<Arm> {
    let mut arm = Arm { path, fields: Vec::new(), skipped: Vec::new() };
    for (index, field) in fields.iter().enumerate() {
        let member = match &field.ident {
            Some(name) => Member::Named(name.clone()),
            None => Member::from(index),
        };
        let plain = field.ident.as_ref().map_or(index.to_string(), |name| name.to_string().replace("r#", ""));
        let skips = attributes::skips_field(&field.attrs)?;
        let kind = if skips { &mut arm.skipped } else { &mut arm.fields };
        kind.push(Field {
            member,
            name: format!("{prefix}{plain}"),
            binding: format_ident!("field{index}"),
            of_type: field.ty.clone(),
        });
    }
    Ok(arm)
}

/// Adds `T: Trace` for each type parameter of a reported field, or the bounds that the type asks for.
fn with_bounds(mut generics: Generics, attributes: &TypeAttributes, arms: &[Arm]) -> Generics {
    if let Some(bound) = &attributes.bound {
        generics.make_where_clause().predicates.extend(bound.iter().cloned());
        return generics;
    }
    let params: Vec<Ident> = generics.type_params().map(|param| param.ident.clone()).collect();
    let clause = generics.make_where_clause();
    for param in params {
        let reported = arms.iter().flat_map(|arm| &arm.fields).any(|field| mentions(&field.of_type, &param));
        if reported {
            clause.predicates.push(parse_quote!(#param: ::oxbow_cc::Trace));
        } else {
            clause.predicates.push(parse_quote!(#param: 'static));
        }
    }
    generics
}

fn mentions(of_type: &Type, param: &Ident) -> bool {
    fn search(tokens: TokenStream, param: &Ident) -> bool {
        tokens.into_iter().any(|token| match token {
            proc_macro2::TokenTree::Ident(ident) => ident == *param,
            proc_macro2::TokenTree::Group(group) => search(group.stream(), param),
            _ => false,
        })
    }
    search(quote!(#of_type), param)
}

fn match_arms(arms: &[Arm], field: fn(&Field) -> TokenStream) -> TokenStream {
    if arms.is_empty() {
        return quote!(match *self {});
    }
    let arms = arms.iter().map(|arm| {
        let path = &arm.path;
        let members = arm.fields.iter().map(|field| &field.member);
        let bindings = arm.fields.iter().map(|field| &field.binding);
        let calls = arm.fields.iter().map(field);
        quote!(#path { #(#members: #bindings,)* .. } => { #(#calls)* })
    });
    quote!(match self { #(#arms)* })
}

fn plain(field: &Field) -> TokenStream {
    let binding = &field.binding;
    quote!(::oxbow_cc::Trace::trace(#binding, tracer);)
}

fn with_name(field: &Field) -> TokenStream {
    let (binding, name) = (&field.binding, &field.name);
    quote!(tracer.named(#name, |tracer| ::oxbow_cc::Trace::trace_named(#binding, tracer));)
}

/// Reports the pointer of a value that owns one at most without asking for its variant. That of an acyclic type is told as well, so that
/// garbage that owns it need not be dropped.
fn slot_edge(by_fields: &TokenStream) -> TokenStream {
    quote! {
        if !<Self as ::oxbow_cc::SlotValue>::ONE_POINTER {
            #by_fields
        } else if let Some(owned) = ::oxbow_cc::SlotValue::owned(self) {
            tracer.owned(owned, ::oxbow_cc::SlotValue::is_acyclic(self));
        }
    }
}

/// The `SlotValue` impl.
fn slot(input: &DeriveInput, attributes: &TypeAttributes) -> Result<TokenStream> {
    if !input.generics.params.is_empty() {
        return Err(Error::new_spanned(&input.generics, "`slot` is for types without parameters"));
    }
    let variants: Vec<(TokenStream, &Fields)> = match &input.data {
        Data::Struct(data) => vec![(quote!(Self), &data.fields)],
        Data::Enum(data) => {
            data.variants.iter().map(|v| (&v.ident, &v.fields)).map(|(i, f)| (quote!(Self::#i), f)).collect()
        }
        Data::Union(data) => {
            return Err(Error::new_spanned(data.union_token, "a union cannot be copied field by field"));
        }
    };
    let arms = variants.iter().map(|(path, fields)| {
        let members: Vec<Member> = fields.members().collect();
        let bindings: Vec<Ident> = (0..members.len()).map(|i| format_ident!("field{i}")).collect();
        quote!(#path { #(#members: #bindings),* } => { #(::oxbow_cc::SlotValue::retain(#bindings);)* })
    });
    let body = if variants.is_empty() { quote!(match *self {}) } else { quote!(match self { #(#arms)* }) };
    let single = !variants.is_empty() && variants.iter().all(|(_, fields)| fields.len() <= 1);
    let one_pointer = single.then(|| one_pointer(&variants, attributes.acyclic));
    let name = &input.ident;
    Ok(quote! {
        // SAFETY: each field is retained once, so a copy of all of them is owned; only the methods of the same name of the fields run.
        #[automatically_derived]
        #[allow(unsafe_code, clippy::undocumented_unsafe_blocks)]
        unsafe impl ::oxbow_cc::SlotValue for #name {
            #[inline(always)]
            fn retain(&self) {
                if !<Self as ::oxbow_cc::SlotValue>::ONE_POINTER {
                    #body
                } else if let Some(owned) = ::oxbow_cc::SlotValue::owned(self) {
                    owned.retain();
                }
            }

            #one_pointer
        }
    })
}

/// What a `SlotValue` says of itself whose variants have one field at most: it owns one pointer if each of these does.
fn one_pointer(variants: &[(TokenStream, &Fields)], acyclic: bool) -> TokenStream {
    let types = variants.iter().flat_map(|(_, fields)| fields.iter()).map(|field| &field.ty);
    let arms = variants.iter().map(|(path, fields)| match fields.members().next() {
        Some(member) => quote!(#path { #member: field } => ::oxbow_cc::SlotValue::owned(field),),
        None => quote!(#path { .. } => None,),
    });
    let kinds = variants.iter().map(|(path, fields)| match fields.members().next() {
        Some(member) if !acyclic => {
            quote!(#path { #member: field } => ::oxbow_cc::SlotValue::is_acyclic(field),)
        }
        _ => quote!(#path { .. } => #acyclic,),
    });
    quote! {
        const ONE_POINTER: bool = {
            #[allow(unused_imports)]
            use ::oxbow_cc::__private::NoDrop as _;
            !<::oxbow_cc::__private::Probe<Self>>::IMPLEMENTS_DROP
                #(&& <#types as ::oxbow_cc::SlotValue>::ONE_POINTER)*
        };

        #[inline(always)]
        fn owned(&self) -> Option<::oxbow_cc::Owned> {
            match self { #(#arms)* }
        }

        #[inline(always)]
        fn is_acyclic(&self) -> bool {
            match self { #(#kinds)* }
        }
    }
}

fn cyclic(attributes: &TypeAttributes, arms: &[Arm]) -> TokenStream {
    let types: Vec<&Type> = reported_types(arms).collect();
    if attributes.acyclic || types.is_empty() {
        return quote!(false);
    }
    quote!(::oxbow_cc::__private::cyclic_by_fields(&[#(<#types as ::oxbow_cc::Trace>::is_cyclic),*]))
}

/// Left to the default where a field is not looked into.
fn edges_only(attributes: &TypeAttributes, arms: &[Arm]) -> Option<TokenStream> {
    if attributes.acyclic && attributes.slot && attributes.external.is_none() && attributes.bound.is_none() {
        return Some(quote! {
            fn drops_only_edges() -> bool {
                <Self as ::oxbow_cc::SlotValue>::ONE_POINTER || !::core::mem::needs_drop::<Self>()
            }
        });
    }
    let skips = arms.iter().any(|arm| !arm.skipped.is_empty());
    if attributes.acyclic || attributes.external.is_some() || attributes.bound.is_some() || skips {
        return None;
    }
    let types = reported_types(arms);
    Some(quote! {
        fn drops_only_edges() -> bool {
            #[allow(unused_imports)]
            use ::oxbow_cc::__private::NoDrop as _;
            !<::oxbow_cc::__private::Probe<Self>>::IMPLEMENTS_DROP
                #(&& <#types as ::oxbow_cc::Trace>::drops_only_edges())*
        }
    })
}

/// What the value owns beside the pointers that it reports: the rest of each field, and all of those that are left out.
fn rest(attributes: &TypeAttributes, arms: &[Arm]) -> Option<TokenStream> {
    if attributes.bound.is_some() || attributes.acyclic && attributes.slot {
        return None;
    }
    if attributes.acyclic {
        return Some(quote! {
            fn knows_rest() -> bool {
                true
            }

            unsafe fn drop_rest(&mut self) {
                // SAFETY: the value is not used again, and reports nothing.
                unsafe { ::core::ptr::drop_in_place(self) }
            }
        });
    }
    let types = reported_types(arms);
    let drops = match_every_field(arms);
    Some(quote! {
        fn knows_rest() -> bool {
            #[allow(unused_imports)]
            use ::oxbow_cc::__private::NoDrop as _;
            !<::oxbow_cc::__private::Probe<Self>>::IMPLEMENTS_DROP
                && ::oxbow_cc::__private::knows_by_fields(&[#(<#types as ::oxbow_cc::Trace>::knows_rest),*])
        }

        #[inline]
        unsafe fn drop_rest(&mut self) {
            if <Self as ::oxbow_cc::Trace>::drops_only_edges() {
                return;
            }
            // SAFETY: the value is not used again; the fields' types know their rest, and those that are left out report nothing.
            unsafe { #drops }
        }
    })
}

fn match_every_field(arms: &[Arm]) -> TokenStream {
    if arms.is_empty() {
        return quote!(match *self {});
    }
    let arms = arms.iter().map(|Arm { path, fields, skipped }| {
        let members = fields.iter().chain(skipped).map(|field| &field.member);
        let bindings = fields.iter().chain(skipped).map(|field| &field.binding);
        let reported = fields.iter().map(|field| &field.binding);
        let types = fields.iter().map(|field| &field.of_type);
        let left_out = skipped.iter().map(|field| &field.binding);
        quote!(#path { #(#members: #bindings,)* } => {
            ::core::mem::drop((
                #(::oxbow_cc::__private::Rest::new(#reported, <#types as ::oxbow_cc::Trace>::drop_rest),)*
                #(::core::ptr::read(#left_out),)*
            ))
        })
    });
    quote!(match self { #(#arms)* })
}

fn reported_types(arms: &[Arm]) -> impl Iterator<Item = &Type> {
    arms.iter().flat_map(|arm| &arm.fields).map(|field| &field.of_type)
}

fn label(attributes: &TypeAttributes) -> TokenStream {
    let key = match (&attributes.label_with, &attributes.label_key) {
        (Some(_), Some(path)) => quote!(::core::option::Option::Some(#path(self))),
        (Some(_), None) => quote!(::core::option::Option::None),
        (None, _) => quote!(::core::option::Option::Some(0)),
    };
    let body = match (&attributes.label, &attributes.label_with) {
        (Some(text), _) => Some(quote!(::std::borrow::Cow::Borrowed(#text))),
        (_, Some(path)) => Some(quote!(#path(self))),
        _ => None,
    };
    let label = body.map(|body| {
        quote! {
            fn label(&self) -> ::std::borrow::Cow<'static, str> {
                #body
            }
        }
    });
    quote! {
        #label

        fn label_key(&self) -> ::core::option::Option<usize> {
            #key
        }
    }
}
