-- Statements whole: whose account a bill is of, layouts a bank taught by hand, and what an officer ruled of single rows.

alter table bill add column layout_name text not null default '';
alter table bill add column account_tail text not null default '' check (account_tail ~ '^[0-9]{0,4}$');
alter table bill add column holder text not null default '';
alter table bill add column layout_id uuid;
select weidai.describe('bill', $$
  layout_name C1 name of the layout as people of the bank know it
  account_tail C2 last digits of the account's number; empty where the bill names none
  holder C2 whose account it is, by the bill or by who sent it
  layout_id C1 the layout the bank taught, where it was read by one
$$);

alter table bill_row add column account_tail text not null default '' check (account_tail ~ '^[0-9]{0,4}$');
alter table bill_row add column counter_tail text not null default '' check (counter_tail ~ '^[0-9]{0,4}$');
alter table bill_row add column note text not null default '';
alter table bill_row add column file_row integer not null default 0 check (file_row >= 0);
select weidai.describe('bill_row', $$
  account_tail C2 last digits of the account the row is of, where one file holds several
  counter_tail C2 last digits of the other side's account
  note C2 what the row says beside its kind: usage, goods, remark
  file_row C1 row of the sheet or line of the text it stands in; 0 where it was read before this was kept
$$);

create table bill_layout (
  bank_id integer not null references bank,
  layout_id uuid not null,
  name text not null check (name <> ''),
  titles_hash text not null check (titles_hash ~ '^[0-9a-f]{64}$'),
  content json not null,
  tried_rows integer not null check (tried_rows > 0),
  saved_by uuid not null,
  saved_on date not null,
  saved_at timestamptz not null,
  replaces_id uuid,
  retired_by uuid,
  retired_on date,
  retired_at timestamptz,
  primary key (bank_id, layout_id),
  foreign key (bank_id, saved_by) references staff,
  foreign key (bank_id, retired_by) references staff,
  check (num_nulls(retired_by, retired_on, retired_at) in (0, 3))
);
create unique index bill_layout_in_use on bill_layout (bank_id, titles_hash) where retired_at is null;
create trigger guard_append_only before delete or truncate on bill_layout for each statement execute function weidai.refuse_change();
select weidai.protect('bill_layout', 'select, insert, update (retired_by, retired_on, retired_at)', $$
  bank_id C1
  layout_id C1
  name C1 as people of the bank call it
  titles_hash C1 SHA-256 of the row of titles by which it is known again
  content C1 which column means what, how days are written, which words tell the direction
  tried_rows C1 rows of the sample it was saved with, all of them read
  saved_by C1
  saved_on C1 business day
  saved_at C1
  replaces_id C1 the layout of the same titles it took the place of
  retired_by C1 who took it out of use, or saved the one that replaced it
  retired_on C1 business day
  retired_at C1
$$);

create table bill_ruling (
  bank_id integer not null,
  ruling_id uuid not null,
  case_id uuid not null,
  evidence_id uuid not null,
  seq integer not null,
  rules text not null check (rules in ('COUNTS', 'EXCLUDED', 'AS_READ')),
  reason text not null check (reason <> ''),
  ruled_by uuid not null,
  ruled_on date not null,
  ruled_at timestamptz not null,
  primary key (bank_id, ruling_id),
  foreign key (bank_id, evidence_id, seq) references bill_row,
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, ruled_by) references staff
);
create index bill_ruling_of_case on bill_ruling (bank_id, case_id, ruled_at);
create trigger guard_append_only before update or delete or truncate on bill_ruling for each statement execute function weidai.refuse_change();
select weidai.protect('bill_ruling', 'select, insert', $$
  bank_id C1
  ruling_id C1
  case_id C1
  evidence_id C1 the file the row stands in
  seq C1 order of the row in the file
  rules C2 counts as a sale, does not, or again as it was read; the last ruling of a row is in force
  reason C2
  ruled_by C1
  ruled_on C1 business day
  ruled_at C1
$$);
