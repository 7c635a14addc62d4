-- The book: whose ledger a note is kept in, what the day-end must know of it at a glance, what happened to it beside repayments,
-- and transfers: one row debits one account and credits another, so that every voucher balances by construction.

alter table product add column book text not null default 'BOOK' check (book in ('BOOK', 'MIRROR'));
select weidai.describe('product', $$
  book C1 BOOK: Weidai is the ledger of its notes; MIRROR: the core bank is, and Weidai compares
$$);

alter table note add column product_code text;
update note set product_code = c.product_code from contract c where c.bank_id = note.bank_id and c.contract_id = note.contract_id;
alter table note alter column product_code set not null;
alter table note add foreign key (bank_id, product_code) references product;
alter table note add column book text not null default 'BOOK' check (book in ('BOOK', 'MIRROR'));
alter table note add column next_event_on date;
alter table note add column period_from date;
alter table note add column period_to date;
alter table note add column period_interest_fen bigint not null default 0 check (period_interest_fen >= 0);
alter table note add column due_principal_fen bigint not null default 0 check (due_principal_fen >= 0);
alter table note add column due_interest_fen bigint not null default 0 check (due_interest_fen >= 0);
alter table note add column written_off_fen bigint not null default 0 check (written_off_fen >= 0);
alter table note add column risk_class text not null default 'NORMAL' check (risk_class in ('NORMAL', 'SPECIAL_MENTION', 'SUBSTANDARD', 'DOUBTFUL', 'LOSS'));
alter table note add column non_accrual_on date;
alter table note add column event_count integer not null default 0 check (event_count >= 0);
create index note_by_next_event on note (bank_id, next_event_on, unit_id, note_id) where state = 'RUNNING';
drop index note_by_oldest_due;
create index note_by_oldest_due on note (bank_id, oldest_due_on, unit_id, note_id) where state = 'RUNNING';
drop index instalment_due;
select weidai.describe('note', $$
  product_code C1 as its contract
  book C1 as its product when it was drawn
  next_event_on C1 the next day whose day-end has to look at it: an instalment falls due or a period of interest ends; none once it no longer runs
  period_from C2 first day of the running period of interest
  period_to C2 day on which it ends
  period_interest_fen C2 interest of the running period, as planned
  due_principal_fen C2 fallen due and not paid, as of the last day-end or act
  due_interest_fen C2 likewise, interest
  written_off_fen C2 principal written off; paid, outstanding and written off are what was disbursed
  risk_class C2 the class in force
  non_accrual_on C2 day from which its interest is kept off the balance sheet; none while it accrues
  event_count C1 events beside repayments recorded so far
$$);

-- The state of a note at the end of a day that is closed but not ended, kept by the first act of the next day; the day-end
-- reads it in place of the note, so that daytime work may go on beside it.
create table note_before (
  bank_id integer not null,
  day date not null,
  note_id uuid not null,
  unit_id uuid not null,
  product_code text not null,
  book text not null,
  state text not null,
  balance_fen bigint not null,
  annual_rate numeric not null,
  schedule_version integer not null,
  oldest_due_on date,
  next_event_on date,
  period_from date,
  period_to date,
  period_interest_fen bigint not null,
  due_principal_fen bigint not null,
  due_interest_fen bigint not null,
  written_off_fen bigint not null,
  risk_class text not null,
  non_accrual_on date,
  instalment_states json not null,
  primary key (bank_id, day, note_id),
  foreign key (bank_id, note_id) references note
);
select weidai.protect('note_before', 'select, insert, update, delete', $$
  bank_id C1
  day C1 the closed day
  note_id C1
  unit_id C1
  product_code C1
  book C1
  state C2 these columns as in note, at the end of that day
  balance_fen C2
  annual_rate C2
  schedule_version C1
  oldest_due_on C2
  next_event_on C1
  period_from C2
  period_to C2
  period_interest_fen C2
  due_principal_fen C2
  due_interest_fen C2
  written_off_fen C2
  risk_class C2
  non_accrual_on C2
  instalment_states C2 open rows of instalment_state as they were
$$);

alter table instalment_state add column free_until date;
create index instalment_state_open on instalment_state (bank_id, note_id, seq) where settled_on is null;
select weidai.describe('instalment_state', $$
  free_until C2 last day on which it may be paid without penalty; written when it falls due unpaid
$$);

-- What changed a note beside repayments: rate, misuse, cost, acceleration, extension, new plan, relief, write-off, recovery, refund.
create table note_event (
  bank_id integer not null,
  note_id uuid not null,
  seq integer not null check (seq > 0),
  kind text not null check (kind ~ '^[A-Z][A-Z_]*$'),
  value_day date not null,
  business_day date not null,
  body json not null,
  reverses_seq integer,
  voucher_id uuid not null,
  made_by uuid,
  approved_by uuid,
  at timestamptz not null,
  primary key (bank_id, note_id, seq),
  foreign key (bank_id, note_id) references note,
  foreign key (bank_id, made_by) references staff,
  foreign key (bank_id, approved_by) references staff,
  check (value_day <= business_day)
);
create index note_event_of_day on note_event (bank_id, business_day, note_id);
create trigger guard_append_only before update or delete or truncate on note_event for each statement execute function weidai.refuse_change();
select weidai.protect('note_event', 'select, insert', $$
  bank_id C1
  note_id C1
  seq C1 1, 2, 3 … of the note
  kind C1
  value_day C1 day from which it counts
  business_day C1 day on which it was recorded
  body C2 its figures, in the shape of its kind
  reverses_seq C1 the event it takes back
  voucher_id C1 the voucher its transfers stand under
  made_by C1 none for a step of the day-end
  approved_by C1 never who made it
  at C1
$$);

-- A repayment may come by a file: nobody typed it.
alter table repayment alter column recorded_by drop not null;
alter table repayment drop constraint repayment_channel_check;
alter table repayment add constraint repayment_channel_check check (channel in ('OWN_ACCOUNT', 'TRANSFER', 'CASH', 'QR', 'DIRECT_DEBIT', 'CORE'));
alter table repayment add column source text;
create unique index repayment_by_source on repayment (bank_id, source) where source is not null;
select weidai.describe('repayment', $$
  recorded_by C1 none for a repayment that came by a file
  source C1 which row of which file it came from; one row is one repayment
$$);

create table ledger_account (
  bank_id integer not null references bank,
  code text not null check (code ~ '^\d{4,12}$'),
  name text not null check (name <> ''),
  kind text not null check (kind in ('ASSET', 'LIABILITY', 'EQUITY', 'INCOME', 'EXPENSE', 'OFF_BALANCE')),
  side text not null check (side in ('DEBIT', 'CREDIT')),
  purpose text not null check (purpose ~ '^[A-Z][A-Z_]*$'),
  primary key (bank_id, code),
  unique (bank_id, purpose)
);
select weidai.protect('ledger_account', 'select, insert, update (name)', $$
  bank_id C1
  code C1 科目号
  name C1
  kind C1
  side C1 the side on which its balance stands
  purpose C1 what the rules call it; a rule never names a code
$$);

create table transfer (
  bank_id integer not null,
  voucher_id uuid not null,
  line_no integer not null check (line_no > 0),
  business_day date not null,
  value_day date not null,
  kind text not null check (kind ~ '^[A-Z][A-Z_]*$'),
  debit_code text not null,
  credit_code text not null check (credit_code <> debit_code),
  amount_fen bigint not null check (amount_fen > 0),
  unit_id uuid not null,
  product_code text not null,
  note_id uuid,
  reverses_voucher_id uuid,
  primary key (bank_id, voucher_id, line_no),
  foreign key (bank_id, debit_code) references ledger_account,
  foreign key (bank_id, credit_code) references ledger_account,
  foreign key (bank_id, unit_id) references unit
);
create index transfer_of_day on transfer (bank_id, business_day, unit_id);
create index transfer_of_note on transfer (bank_id, note_id, business_day) where note_id is not null;
create trigger guard_append_only before update or delete or truncate on transfer for each statement execute function weidai.refuse_change();
select weidai.protect('transfer', 'select, insert', $$
  bank_id C1
  voucher_id C1 one act or one step of the day-end
  line_no C1
  business_day C1 the day it is booked on
  value_day C1 the day from which it counts
  kind C1 what happened
  debit_code C1
  credit_code C1
  amount_fen C2
  unit_id C1
  product_code C1
  note_id C1 none for a sum over notes
  reverses_voucher_id C1 the voucher this one takes back
$$);
