-- Papers of a note that has no case: one taken over from the core bank is as much the customer's loan as any other.
alter table document alter column case_id drop not null;
alter table document add column note_id uuid;
alter table document add foreign key (bank_id, note_id) references note;
alter table document add check (num_nonnulls(case_id, note_id) = 1);
drop index document_valid_once;
create unique index document_valid_once on document (bank_id, coalesce(case_id, note_id), kind, subject) where voided_at is null;
create index document_of_note on document (bank_id, note_id, issued_at) where note_id is not null;
select weidai.describe('document', $$
  note_id C1 the note it is of, where that has no case
$$);
