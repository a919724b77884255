//! A JUnit report: what continuous integration reads.

use super::file::{Case, FileReport};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use std::error::Error;
use std::fs::File;
use std::path::Path;

/// Writes the report: a suite for each file, with times.
///
/// # Errors
/// The file cannot be written.
pub(super) fn write(path: &Path, reports: &[FileReport]) -> Result<(), Box<dyn Error>> {
    let mut report = Report::new("oxbow test");
    for file in reports.iter().filter(|file| !file.cases.is_empty()) {
        let name = file.file.display().to_string();
        let mut suite = TestSuite::new(&name);
        suite.add_test_cases(file.cases.iter().map(|case| test_case(&name, case)));
        report.add_test_suite(suite);
    }
    report.serialize(File::create(path)?)?;
    Ok(())
}

fn test_case(file: &str, case: &Case) -> TestCase {
    let status = match &case.failure {
        None => TestCaseStatus::success(),
        Some(failure) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_message(&failure.message).set_description(&failure.report);
            status
        }
    };
    let mut found = TestCase::new(&case.name, status);
    found.set_classname(file).set_time(case.time);
    if !case.output.is_empty() {
        found.set_system_out(&case.output);
    }
    found
}
