//! Figures that nobody marks or votes on, as people entered them: bonuses, penalties, donations, agreed scores.

use crate::ask::Ask;
use crate::column::{Id, Instant};
use crate::schema::roadshows::component_figure;
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Actor, ComponentFigureId, Mark, PersonId, SlotId, Timestamp};

/// A figure as one person entered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComponentFigure {
    /// Its id.
    pub id: ComponentFigureId,
    /// For which slot.
    pub slot: SlotId,
    /// For which component of the final score, by its id.
    pub component: String,
    /// Points, or yuan where donations are counted.
    pub figure: Mark,
    /// Out of which paper it is.
    pub note: String,
    /// Who entered it.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// Since when it counts; `None` while a second person has to enter the same.
    pub settled_at: Option<Timestamp>,
}

/// Keeps what somebody entered, in the place of what still waits: one's own earlier entry, and both where the second one settles it.
///
/// # Errors
/// When the database does not answer.
pub fn put(tx: &mut Tx<'_>, actor: &Actor, new: &ComponentFigure) -> Result<(), Error> {
    withdraw(tx, actor, (new.slot, &new.component), new.settled_at.is_none().then_some(new.person))?;
    diesel::insert_into(component_figure::table)
        .values((
            component_figure::id.eq(Id::of(new.id)),
            component_figure::tenant.eq(Id::of(actor.tenant)),
            component_figure::slot.eq(Id::of(new.slot)),
            component_figure::component.eq(&new.component),
            component_figure::figure.eq(new.figure.as_units()),
            component_figure::note.eq(&new.note),
            component_figure::person.eq(Id::of(new.person)),
            component_figure::at.eq(Instant(new.at)),
            component_figure::settled_at.eq(new.settled_at.map(Instant)),
        ))
        .run(tx)?;
    Ok(())
}

/// Takes back what waits for a second person: one person's entry, or everybody's. What counts stays.
///
/// # Errors
/// When the database does not answer.
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, of: (SlotId, &str), whose: Option<PersonId>) -> Result<usize, Error> {
    let mine = component_figure::tenant.eq(Id::of(actor.tenant)).and(component_figure::slot.eq(Id::of(of.0)));
    let waiting = mine.and(component_figure::component.eq(of.1)).and(component_figure::settled_at.is_null());
    Ok(match whose {
        Some(person) => {
            let own = component_figure::person.eq(Id::of(person));
            diesel::delete(component_figure::table.filter(waiting.and(own))).run(tx)?
        }
        None => diesel::delete(component_figure::table.filter(waiting)).run(tx)?,
    })
}

/// Every figure that was entered for these slots, in its order; the caller has found the round before. What still waits is never for a view: only two people see it.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, slots: &[SlotId]) -> Result<Vec<ComponentFigure>, Error> {
    type Row = (Id, Id, String, i64, String, Id, Instant, Option<Instant>);
    let ids: Vec<Id> = slots.iter().copied().map(Id::of).collect();
    let mine = component_figure::tenant.eq(Id::of(actor.tenant)).and(component_figure::slot.eq_any(ids));
    let rows: Vec<Row> = component_figure::table
        .filter(mine)
        .select((
            component_figure::id,
            component_figure::slot,
            component_figure::component,
            component_figure::figure,
            component_figure::note,
            component_figure::person,
            component_figure::at,
            component_figure::settled_at,
        ))
        .order(component_figure::id)
        .rows(tx)?;
    let read = |(id, slot, component, figure, note, person, at, settled_at): Row| ComponentFigure {
        id: ComponentFigureId(id.0),
        slot: SlotId(slot.0),
        component,
        figure: Mark::units(figure),
        note,
        person: PersonId(person.0),
        at: at.0,
        settled_at: settled_at.map(|at| at.0),
    };
    Ok(rows.into_iter().map(read).collect())
}
