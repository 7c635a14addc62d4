-- The list of all notes of a unit, the newest first. Neither column ever changes, so writing a note costs nothing more.
create index note_of_unit on note (bank_id, unit_id, note_id);
