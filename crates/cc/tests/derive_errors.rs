//! What the derive says about mistakes. `TRYBUILD=overwrite` writes the messages anew.

#[test]
fn messages() {
    trybuild::TestCases::new().compile_fail("tests/derive_errors/*.rs");
}
