-- Servicing: how much of a line its products have taken, what a note has agreed and come to, repayments and where each fen
-- of them went, the link that shows a customer his own loan. The acts that open a line and start a note come with these
-- tables, so no row of line, note or instalment is older than they are.

alter table line add column taken_fen bigint not null default 0 check (taken_fen >= 0);
alter table line add constraint line_taken check (taken_fen >= drawn_fen and (revolving or taken_fen <= cap_fen));
alter table line_product add column drawn_fen bigint not null default 0 check (drawn_fen between 0 and cap_fen);
alter table line_product add column taken_fen bigint not null default 0 check (taken_fen >= drawn_fen);
grant update (drawn_fen, taken_fen) on line_product to weidai_app;
select weidai.describe('line', $$
  taken_fen C2 all that was ever drawn; repayment does not lower it, so a line that does not revolve is used up by it
$$);
select weidai.describe('line_product', $$
  drawn_fen C2 drawn under this product and not repaid; changes only under the lock of the line's row
  taken_fen C2 all that was ever drawn under this product
$$);

alter table note add column case_id uuid;
alter table note add column oldest_due_on date;
alter table note add column settled_on date;
alter table note add column repayment_count integer not null default 0 check (repayment_count >= 0);
alter table note add foreign key (bank_id, case_id) references application;
alter table note add constraint note_settled check ((state = 'SETTLED') = (settled_on is not null));
create index note_of_case on note (bank_id, case_id) where case_id is not null;
create index note_by_oldest_due on note (bank_id, oldest_due_on, note_id) where state = 'RUNNING';
select weidai.describe('note', $$
  case_id C1 the case the loan came from
  oldest_due_on C2 due day of the oldest instalment not paid in full: due when it is today, overdue when it is past; nothing is written on a day on which nothing happens
  settled_on C2 business day of the last payment
  repayment_count C1 repayments recorded so far, reversed ones included; numbers the receipts
$$);

-- A version is the whole plan, what is paid already included; its last row leaves nothing owed.
alter table schedule_version drop constraint schedule_version_reason_check;
alter table schedule_version add constraint schedule_version_reason_check check (reason in ('DISBURSED', 'PREPAID', 'EXTENDED', 'RESCHEDULED', 'RATE_CHANGED', 'REVERSED'));
alter table instalment add column kind text not null default 'REGULAR' check (kind in ('REGULAR', 'PREPAID'));
select weidai.describe('instalment', $$
  kind C1 PREPAID is a payment made before its time, on the day it was made; it has no number among the regular ones
$$);

-- What was agreed at drawdown about being late; a change is the next row.
create table note_rule (
  bank_id integer not null,
  note_id uuid not null,
  from_day date not null,
  penalty_rate numeric not null check (penalty_rate >= 0),
  compound boolean not null,
  days_per_year integer not null check (days_per_year in (360, 365)),
  grace_days integer not null check (grace_days >= 0),
  grace_to_working_day boolean not null,
  allocation json not null,
  primary key (bank_id, note_id, from_day),
  foreign key (bank_id, note_id) references note
);
create trigger guard_append_only before update or delete or truncate on note_rule for each statement execute function weidai.refuse_change();
select weidai.protect('note_rule', 'select, insert', $$
  bank_id C1
  note_id C1
  from_day C1
  penalty_rate C2 yearly rate on overdue principal, and on overdue interest where compound holds
  compound C2 whether overdue interest bears interest
  days_per_year C2 divisor of a rate for single days
  grace_days C2 late days without penalty, when paid within them
  grace_to_working_day C2 a due day on a holiday may be paid on the next working day without penalty
  allocation C2 order in which money received is set against what is owed
$$);

create table repayment (
  bank_id integer not null,
  repayment_id uuid not null,
  note_id uuid not null,
  seq integer not null check (seq > 0),
  number text not null,
  kind text not null check (kind in ('DUE', 'AHEAD', 'PART', 'FULL')),
  keep text check (keep in ('SHORTEN', 'KEEP_TERM')),
  amount_fen bigint not null check (amount_fen > 0),
  paid_on date not null,
  channel text not null check (channel in ('OWN_ACCOUNT', 'TRANSFER', 'CASH', 'QR')),
  payer text not null check (payer in ('OWN', 'OTHER')),
  payer_name text,
  reference text,
  recorded_by uuid not null,
  recorded_on date not null,
  recorded_at timestamptz not null,
  primary key (bank_id, repayment_id),
  unique (bank_id, note_id, seq),
  unique (bank_id, number),
  foreign key (bank_id, note_id) references note,
  foreign key (bank_id, recorded_by) references staff,
  check ((kind = 'PART') = (keep is not null)),
  check (paid_on <= recorded_on),
  check (payer = 'OWN' or payer_name is not null)
);
create index repayment_of_day on repayment (bank_id, recorded_on, note_id);
create trigger guard_append_only before update or delete or truncate on repayment for each statement execute function weidai.refuse_change();
select weidai.protect('repayment', 'select, insert', $$
  bank_id C1
  repayment_id C1
  note_id C1
  seq C1 1, 2, 3 … of the note
  number C1 what people read: the note's number and the seq
  kind C2 DUE what has fallen due, AHEAD the next instalment before its day, PART principal before its time, FULL all of it
  keep C2 what a partial early repayment keeps: the instalment (SHORTEN) or the term
  amount_fen C2
  paid_on C2 day from which it counts
  channel C2
  payer C2 OTHER: not the borrower's own account
  payer_name C2 who paid for the borrower
  reference C2 number of the transfer or slip
  recorded_by C1
  recorded_on C1 business day
  recorded_at C1
$$);

-- Where each fen of a repayment went. A correction is the reversal of the repayment: its rows stay.
create table repayment_allocation (
  bank_id integer not null,
  repayment_id uuid not null,
  line_no integer not null check (line_no > 0),
  note_id uuid not null,
  seq integer not null,
  part text not null check (part in ('COSTS', 'COMPOUND', 'PENALTY', 'INTEREST', 'PRINCIPAL')),
  owed_fen bigint not null,
  amount_fen bigint not null check (amount_fen > 0 and amount_fen <= owed_fen),
  says text not null,
  primary key (bank_id, repayment_id, line_no),
  foreign key (bank_id, repayment_id) references repayment
);
create index repayment_allocation_of_note on repayment_allocation (bank_id, note_id, seq);
create trigger guard_append_only before update or delete or truncate on repayment_allocation for each statement execute function weidai.refuse_change();
select weidai.protect('repayment_allocation', 'select, insert', $$
  bank_id C1
  repayment_id C1
  line_no C1 order in which it was set off
  note_id C1
  seq C1 the instalment
  part C2
  owed_fen C2 what was owed of this part before
  amount_fen C2
  says C2 how the sum owed was worked out, as the customer reads it
$$);

create table repayment_reversal (
  bank_id integer not null,
  repayment_id uuid not null,
  reason text not null check (reason <> ''),
  reversed_by uuid not null,
  reversed_on date not null,
  reversed_at timestamptz not null,
  primary key (bank_id, repayment_id),
  foreign key (bank_id, repayment_id) references repayment,
  foreign key (bank_id, reversed_by) references staff
);
create trigger guard_append_only before update or delete or truncate on repayment_reversal for each statement execute function weidai.refuse_change();
select weidai.protect('repayment_reversal', 'select, insert', $$
  bank_id C1
  repayment_id C1
  reason C2
  reversed_by C1 never who recorded it
  reversed_on C1 business day
  reversed_at C1
$$);

-- A version made by an early repayment, or by its reversal, names it.
alter table schedule_version add column repayment_id uuid;
alter table schedule_version add foreign key (bank_id, repayment_id) references repayment;
select weidai.describe('schedule_version', $$
  repayment_id C1 the early repayment that made it, or whose reversal did
$$);

-- What was paid of an instalment; no row while nothing was. Always what the versions and the repayments alone give.
create table instalment_state (
  bank_id integer not null,
  note_id uuid not null,
  seq integer not null check (seq > 0),
  principal_paid_fen bigint not null check (principal_paid_fen >= 0),
  interest_paid_fen bigint not null check (interest_paid_fen >= 0),
  penalty_closed_fen bigint not null check (penalty_closed_fen >= 0),
  penalty_paid_fen bigint not null check (penalty_paid_fen >= 0),
  penalty_from date,
  compound_closed_fen bigint not null check (compound_closed_fen >= 0),
  compound_paid_fen bigint not null check (compound_paid_fen >= 0),
  compound_from date,
  settled_on date,
  primary key (bank_id, note_id, seq),
  foreign key (bank_id, note_id) references note
);
select weidai.protect('instalment_state', 'select, insert, update', $$
  bank_id C1
  note_id C1
  seq C1 the instalment, in the version in force
  principal_paid_fen C2
  interest_paid_fen C2
  penalty_closed_fen C2 penalty of the stretches whose overdue principal no longer changes
  penalty_paid_fen C2
  penalty_from C2 day from which penalty runs on the principal still overdue; none before a payment changed it
  compound_closed_fen C2 likewise on overdue interest
  compound_paid_fen C2
  compound_from C2
  settled_on C2 day on which nothing of it was owed any more
$$);

create table customer_link (
  bank_id integer not null,
  link_id uuid not null,
  note_id uuid not null,
  token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  made_by uuid not null,
  made_on date not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_by uuid,
  revoked_at timestamptz,
  revoke_reason text,
  primary key (bank_id, link_id),
  unique (bank_id, token_hash),
  foreign key (bank_id, note_id) references note,
  foreign key (bank_id, made_by) references staff,
  foreign key (bank_id, revoked_by) references staff,
  check ((revoked_by is null) = (revoked_at is null))
);
create index customer_link_of_note on customer_link (bank_id, note_id, made_at);
create trigger guard_append_only before delete or truncate on customer_link for each statement execute function weidai.refuse_change();
select weidai.protect('customer_link', 'select, insert, update (revoked_by, revoked_at, revoke_reason)', $$
  bank_id C1
  link_id C1
  note_id C1 the one note it shows
  token_hash C1 SHA-256 of the secret in the link; the secret itself is kept nowhere
  made_by C1
  made_on C1 business day
  made_at C1
  expires_at C1 from this instant on it shows nothing
  revoked_by C1
  revoked_at C1
  revoke_reason C2
$$);
