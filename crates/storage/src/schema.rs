//! The tables as the queries see them, written by hand beside the migrations, one file per subject.
//!
//! Tables are rarely joined: finders load by key, and lists load what belongs to them by `eq_any`.

pub(crate) mod agreements;
pub(crate) mod awards;
pub(crate) mod delivery;
pub(crate) mod events;
pub(crate) mod people;
pub(crate) mod proposals;
pub(crate) mod reviews;
pub(crate) mod roadshows;
pub(crate) mod rounds;
