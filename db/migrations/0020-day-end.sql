-- The day-end: what of it is done, part by part, and what had accrued when a day was over.

alter table business_day add column ended_on date;
update business_day set ended_on = today - 1 where today > first_day;
alter table business_day add constraint business_day_ended check (ended_on < today and ended_on >= first_day);
select weidai.describe('business_day', $$
  ended_on C1 the last day whose day-end is finished; none before the first. A day is opened only when no other than the one before it is unfinished
$$);

create table day_end_run (
  bank_id integer not null references bank,
  day date not null,
  state text not null check (state in ('RUNNING', 'FAILED', 'DONE')),
  asked_by uuid,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (bank_id, day),
  foreign key (bank_id, asked_by) references staff,
  check ((state = 'DONE') = (finished_at is not null))
);
create trigger guard_append_only before delete or truncate on day_end_run for each statement execute function weidai.refuse_change();
select weidai.protect('day_end_run', 'select, insert, update (state, finished_at)', $$
  bank_id C1
  day C1 the closed day
  state C1
  asked_by C1 who ran it before its time; none for the worker and the command line
  started_at C1
  finished_at C1
$$);

-- One part of one step is one transaction. Its row is what two runs at once lock, so that each part is done once.
create table day_end_part (
  bank_id integer not null references bank,
  day date not null,
  step text not null check (step ~ '^[a-z][a-z-]*$'),
  part text not null,
  step_no integer not null check (step_no > 0),
  name text not null check (name <> ''),
  unit_id uuid,
  state text not null check (state in ('WAITING', 'RUNNING', 'FAILED', 'DONE')),
  attempts integer not null default 0 check (attempts >= 0),
  started_at timestamptz,
  finished_at timestamptz,
  row_count bigint check (row_count >= 0),
  control_fen numeric,
  figures json,
  error_code text,
  error text,
  primary key (bank_id, day, step, part),
  foreign key (bank_id, day) references day_end_run,
  foreign key (bank_id, unit_id) references unit,
  check ((part = 'BANK') = (unit_id is null)),
  check ((state = 'DONE') = (finished_at is not null)),
  check ((state = 'FAILED') = (error is not null))
);
create trigger guard_append_only before delete or truncate on day_end_part for each statement execute function weidai.refuse_change();
select weidai.protect('day_end_part', 'select, insert, update (state, attempts, started_at, finished_at, row_count, control_fen, figures, error_code, error)', $$
  bank_id C1
  day C1
  step C1 stable name such as accrual
  part C1 the unit's id, or BANK
  step_no C1 order of the steps
  name C1 what people call the step
  unit_id C1
  state C1
  attempts C1 how often it was begun
  started_at C1 of the last attempt
  finished_at C1
  row_count C1 rows the part wrote
  control_fen C2 sum over them
  figures C2 what a person looks at
  error_code C1 why the last attempt failed
  error C1 the same in words a person of the bank can act on
$$);

-- S(D): what had accrued and was not paid at the end of a day, by unit and product, on and off the balance sheet. The
-- booking of a day is the change of this figure plus what was received, so that no note is written to.
create table accrued_of_day (
  bank_id integer not null references bank,
  day date not null,
  unit_id uuid not null,
  product_code text not null,
  off_balance boolean not null,
  note_count integer not null check (note_count >= 0),
  balance_fen bigint not null,
  interest_fen bigint not null,
  penalty_fen bigint not null,
  compound_fen bigint not null,
  primary key (bank_id, day, unit_id, product_code, off_balance),
  foreign key (bank_id, unit_id) references unit,
  foreign key (bank_id, product_code) references product
);
select weidai.protect('accrued_of_day', 'select, insert, update', $$
  bank_id C1
  day C1
  unit_id C1
  product_code C1
  off_balance C1 whether of notes whose interest is kept off the balance sheet
  note_count C1 notes that were running
  balance_fen C2 their principal outstanding
  interest_fen C2 interest accrued and not paid, that fallen due included
  penalty_fen C2
  compound_fen C2
$$);

-- What was late how long at the end of a day: the one scan over the notes, kept so that a figure of a closed day stays as it
-- was, and so that nothing after it has to scan again.
create table aging_of_day (
  bank_id integer not null references bank,
  day date not null,
  unit_id uuid not null,
  product_code text not null,
  book text not null,
  off_balance boolean not null,
  bucket text not null check (bucket ~ '^[A-Z0-9_]+$'),
  note_count integer not null check (note_count > 0),
  balance_fen bigint not null,
  overdue_principal_fen bigint not null,
  overdue_interest_fen bigint not null,
  accrued_fen bigint not null,
  primary key (bank_id, day, unit_id, product_code, book, off_balance, bucket),
  foreign key (bank_id, unit_id) references unit,
  foreign key (bank_id, product_code) references product
);
create trigger guard_append_only before update or delete or truncate on aging_of_day for each statement execute function weidai.refuse_change();
select weidai.protect('aging_of_day', 'select, insert', $$
  bank_id C1
  day C1
  unit_id C1
  product_code C1
  book C1
  off_balance C1 whether of notes whose interest is kept off the balance sheet
  bucket C1 NONE, or the days overdue such as D1_30
  note_count C1
  balance_fen C2
  overdue_principal_fen C2 of overdue notes: fallen due and not paid
  overdue_interest_fen C2
  accrued_fen C2 interest accrued and not paid
$$);

create index note_non_accrual on note (bank_id, unit_id, note_id) where non_accrual_on is not null;
create index note_event_misuse on note_event (bank_id, note_id) where kind = 'MISUSE_FOUND';
