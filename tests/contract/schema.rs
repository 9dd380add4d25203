//! The schema goes up, down and up again on both engines, and a newer one is refused.

use app::{Db, SchemaState, Url};
use harness::{postgres, town};

fn goes_up_and_down(url: &str) {
    let url: Url = url.parse().unwrap();
    drop(server::instance::open(url.clone(), true).unwrap());
    assert_eq!(Db::schema(&url).unwrap(), SchemaState::Current);
    Db::revert(&url).unwrap();
    let SchemaState::Behind(steps) = Db::schema(&url).unwrap() else { panic!("the schema was not taken back") };
    assert!(steps >= 10);
    drop(server::instance::open(url.clone(), true).unwrap());
    assert_eq!(Db::schema(&url).unwrap(), SchemaState::Current);
}

#[test]
fn on_sqlite() {
    let file = town::temporary_file();
    goes_up_and_down(&format!("sqlite:{}", file.path.display()));
}

#[test]
fn on_postgresql() {
    goes_up_and_down(&postgres::fresh_database());
}

#[test]
fn a_missing_file_is_not_made_by_accident() {
    let file = town::temporary_file();
    let refused =
        server::instance::open(format!("sqlite:{}", file.path.display()).parse().unwrap(), false).unwrap_err();
    assert_eq!(refused.to_string(), format!("there is no database at {}", file.path.display()));
}
