-- What a unit cost in a month, as lines; a later version takes the place of the one before and says why. And papers of the bank
-- that belong to no case: guides made from the policy in force, kept as they were issued.

create table unit_cost (
  bank_id integer not null references bank,
  unit_id uuid not null,
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  version integer not null check (version > 0),
  lines json not null,
  total_fen bigint not null check (total_fen >= 0),
  reason text not null check (version = 1 or reason <> ''),
  written_by uuid not null,
  business_date date not null,
  written_at timestamptz not null,
  primary key (bank_id, unit_id, month, version),
  foreign key (bank_id, unit_id) references unit,
  foreign key (bank_id, written_by) references staff
);
create index unit_cost_of_month on unit_cost (bank_id, month);
create trigger guard_append_only before update or delete or truncate on unit_cost for each statement execute function weidai.refuse_change();
select weidai.protect('unit_cost', 'select, insert', $$
  bank_id C1
  unit_id C1
  month C1
  version C1 1, 2, 3 … of this unit and month; the last one holds
  lines C2 kind, words and amount of each; none takes the month back
  total_fen C2 of the lines
  reason C1 why the version before no longer holds
  written_by C1
  business_date C1
  written_at C1
$$);

create table bank_paper (
  bank_id integer not null references bank,
  paper_id uuid not null,
  kind text not null,
  number text not null,
  subject text not null,
  title text not null,
  content json not null,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  issued_by uuid not null,
  issued_on date not null,
  issued_at timestamptz not null,
  primary key (bank_id, paper_id),
  unique (bank_id, number),
  foreign key (bank_id, issued_by) references staff
);
create index bank_paper_of_subject on bank_paper (bank_id, kind, subject, issued_at desc);
create trigger guard_append_only before update or delete or truncate on bank_paper for each statement execute function weidai.refuse_change();
select weidai.protect('bank_paper', 'select, insert', $$
  bank_id C1
  paper_id C1
  kind C1
  number C1
  subject C1 what tells papers of one kind apart
  title C1
  content C1 its blocks; of no customer
  content_hash C1 SHA-256 of the blocks: the same blocks are not issued twice
  hash C1 SHA-256 of kind, number and blocks, as printed
  issued_by C1
  issued_on C1 business day
  issued_at C1
$$);

-- Loans disbursed and visits made in a month.
create index note_by_disbursement on note (bank_id, disbursed_on, unit_id);
create index visit_by_start on visit (bank_id, started_on) where started_on is not null;
