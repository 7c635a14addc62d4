-- Direct debit and the core bank's book: what the bank asks to be debited each day and what came of it, money nobody can place,
-- drawdowns that leave as a file, and for products whose ledger is the core bank its daily figures beside our own.

alter table product add column core_channel text not null default 'NONE' check (core_channel in ('NONE', 'FILE'));
select weidai.describe('product', $$
  core_channel C1 FILE: drawdowns, debits and daily figures go to and come from the core bank by file
$$);

create table debit_batch (
  bank_id integer not null,
  batch_id uuid not null,
  day date not null,
  product_code text not null,
  part integer not null check (part > 0),
  number text not null,
  orders integer not null check (orders >= 0),
  amount_fen bigint not null check (amount_fen >= 0),
  file_id uuid,
  made_on date not null,
  made_at timestamptz not null,
  primary key (bank_id, batch_id),
  unique (bank_id, day, product_code, part),
  unique (bank_id, number),
  foreign key (bank_id, product_code) references product
);
select weidai.protect('debit_batch', 'select, insert, update (file_id)', $$
  bank_id C1
  batch_id C1
  day C1 the day on which the accounts are to be debited
  product_code C1
  part C1 1, 2 … where a day's orders are too many for one file
  number C1 what the core bank knows it by
  orders C1 none on a day on which nothing is asked for; the core bank is told so
  amount_fen C2
  file_id C1 the file it left in
  made_on C1 the closed day whose day-end made it
  made_at C1
$$);

create table debit_order (
  bank_id integer not null,
  day date not null,
  note_id uuid not null,
  order_no text not null,
  batch_id uuid,
  unit_id uuid not null,
  product_code text not null,
  amount_fen bigint not null check (amount_fen > 0),
  overdue_fen bigint not null check (overdue_fen between 0 and amount_fen),
  debited_fen bigint not null default 0 check (debited_fen >= 0),
  state text not null default 'SENT' check (state in ('SENT', 'FULL', 'PARTIAL', 'INSUFFICIENT', 'REFUSED')),
  reason text,
  answered_on date,
  primary key (bank_id, day, note_id),
  unique (bank_id, order_no),
  foreign key (bank_id, note_id) references note,
  foreign key (bank_id, batch_id) references debit_batch,
  foreign key (bank_id, unit_id) references unit,
  check ((state = 'SENT') = (answered_on is null))
);
create index debit_order_of_note on debit_order (bank_id, note_id, day);
create index debit_order_short on debit_order (bank_id, day, unit_id) where state in ('PARTIAL', 'INSUFFICIENT', 'REFUSED');
select weidai.protect('debit_order', 'select, insert, update (batch_id, debited_fen, state, reason, answered_on)', $$
  bank_id C1
  day C1 the day on which the account is to be debited
  note_id C1 one order a note and day, on the note's own repayment account
  order_no C1 what the core bank answers to
  batch_id C1 none until the day's files are made up
  unit_id C1
  product_code C1
  amount_fen C2 all that is due and overdue on the day
  overdue_fen C2 what of it fell due before the day, penalty included
  debited_fen C2 what the answers say was taken
  state C2 SENT until it is answered
  reason C2 why not all of it, in the words of the core bank
  answered_on C1 business day of the last answer
$$);

-- One row is one answer of the core bank. The same answer in a second file finds its row and changes nothing.
create table debit_result (
  bank_id integer not null,
  source text not null check (source <> ''),
  day date not null,
  order_no text not null,
  core_ref text,
  note_id uuid,
  note_number text,
  unit_id uuid not null,
  product_code text not null,
  outcome text not null check (outcome in ('DEBITED', 'INSUFFICIENT', 'REFUSED')),
  amount_fen bigint not null check (amount_fen >= 0),
  paid_on date not null,
  reason text,
  account_cipher bytea,
  account_key text,
  account_masked text,
  account_matches boolean,
  file_id uuid,
  line integer not null,
  received_on date not null,
  received_at timestamptz not null,
  state text not null check (state in ('WAITING', 'DONE', 'NOTED')),
  settled_fen bigint not null default 0 check (settled_fen >= 0),
  suspense_fen bigint not null default 0 check (suspense_fen >= 0),
  primary key (bank_id, source),
  foreign key (bank_id, unit_id) references unit,
  foreign key (bank_id, product_code) references product,
  check ((outcome = 'DEBITED') = (amount_fen > 0)),
  check (num_nulls(account_cipher, account_key, account_masked) in (0, 3)),
  check (state <> 'DONE' or settled_fen + suspense_fen = amount_fen)
);
create index debit_result_waiting on debit_result (bank_id, unit_id, received_on) where state = 'WAITING';
create index debit_result_of_order on debit_result (bank_id, order_no);
create index debit_result_of_file on debit_result (bank_id, file_id, line);
select weidai.protect('debit_result', 'select, insert, update (state, settled_fen, suspense_fen)', $$
  bank_id C1
  source C1 order and transaction number of the core bank; money by it is taken in once
  day C1 day of the order, or the day it was debited where no such order is known
  order_no C1 as it stands in the file
  core_ref C1 transaction number of the core bank, where it gives one
  note_id C1 none where neither order nor note is known
  note_number C1 as it stands in the file
  unit_id C1 of the order; the head office where none is known
  product_code C1
  outcome C2
  amount_fen C2
  paid_on C2 day of the debit
  reason C2
  account_cipher C2 the account that was debited, where it is not the note's own
  account_key C1 key id
  account_masked C2
  account_matches C2 whether it is the repayment account of the note; null where the file names none
  file_id C1
  line C1 of the file
  received_on C1 business day
  received_at C1
  state C1 WAITING until its money is set off or put into suspense; NOTED where the core bank's own statement brings it
  settled_fen C2
  suspense_fen C2
$$);

create table suspense_item (
  bank_id integer not null,
  suspense_id uuid not null,
  number text not null,
  source text not null,
  cause text not null check (cause in ('UNKNOWN_ORDER', 'UNKNOWN_NOTE', 'WRONG_ACCOUNT', 'CLOSED_NOTE', 'TOO_MUCH', 'NOT_TAKEN')),
  amount_fen bigint not null check (amount_fen > 0),
  left_fen bigint not null check (left_fen between 0 and amount_fen),
  paid_on date not null,
  received_on date not null,
  received_at timestamptz not null,
  unit_id uuid not null,
  product_code text not null,
  note_id uuid,
  note_number text,
  order_no text not null,
  account_cipher bytea,
  account_key text,
  account_masked text,
  says text not null,
  voucher_id uuid not null,
  row_version integer not null default 1,
  primary key (bank_id, suspense_id),
  unique (bank_id, number),
  unique (bank_id, source),
  foreign key (bank_id, unit_id) references unit,
  foreign key (bank_id, product_code) references product,
  foreign key (bank_id, note_id) references note,
  check (paid_on <= received_on)
);
create index suspense_open on suspense_item (bank_id, received_on, suspense_id) where left_fen > 0;
select weidai.protect('suspense_item', 'select, insert, update (left_fen, row_version)', $$
  bank_id C1
  suspense_id C1
  number C1 what people read
  source C1 the answer it came with; one answer is in suspense once
  cause C2 why it could not be set off
  amount_fen C2
  left_fen C2 what is still to be placed
  paid_on C2 day from which it counts
  received_on C1 business day
  received_at C1
  unit_id C1 whose work it is
  product_code C1
  note_id C1 the note it was meant for, where one is known
  note_number C1 as it stands in the file
  order_no C1 as it stands in the file
  account_cipher C2 where the money came from and may go back to, where the file names it
  account_key C1 key id
  account_masked C2
  says C2 how it came here, in a sentence
  voucher_id C1
  row_version C1
$$);

create table suspense_act (
  bank_id integer not null,
  act_id uuid not null,
  suspense_id uuid not null,
  kind text not null check (kind in ('ALLOCATE', 'RETURN', 'EXPLAIN')),
  amount_fen bigint not null check (amount_fen >= 0),
  note_id uuid,
  reason text not null check (reason <> ''),
  state text not null check (state in ('PROPOSED', 'DONE', 'REFUSED')),
  done_fen bigint not null default 0 check (done_fen between 0 and amount_fen),
  voucher_id uuid,
  asked_by uuid not null,
  asked_on date not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_on date,
  decided_at timestamptz,
  decision text,
  primary key (bank_id, act_id),
  foreign key (bank_id, suspense_id) references suspense_item,
  foreign key (bank_id, note_id) references note,
  foreign key (bank_id, asked_by) references staff,
  foreign key (bank_id, decided_by) references staff,
  check ((kind = 'ALLOCATE') = (note_id is not null)),
  check ((kind = 'EXPLAIN') = (amount_fen = 0)),
  check (decided_by is null or decided_by <> asked_by),
  check (num_nulls(decided_by, decided_on, decided_at) in (0, 3))
);
create unique index suspense_act_proposed on suspense_act (bank_id, suspense_id) where state = 'PROPOSED';
create index suspense_act_of_item on suspense_act (bank_id, suspense_id, asked_at);
create trigger guard_append_only before delete or truncate on suspense_act for each statement execute function weidai.refuse_change();
select weidai.protect('suspense_act', 'select, insert, update (state, done_fen, voucher_id, decided_by, decided_on, decided_at, decision)', $$
  bank_id C1
  act_id C1
  suspense_id C1
  kind C2 set off against a note, sent back, or explained and left
  amount_fen C2
  note_id C1
  reason C2
  state C1 PROPOSED waits for the second person
  done_fen C2 what of the amount was used
  voucher_id C1
  asked_by C1
  asked_on C1 business day
  asked_at C1
  decided_by C1 never who asked
  decided_on C1 business day
  decided_at C1
  decision C2 words of the second person
$$);

create table drawdown_order (
  bank_id integer not null,
  note_id uuid not null,
  note_number text not null,
  product_code text not null,
  unit_id uuid not null,
  amount_fen bigint not null check (amount_fen > 0),
  day date not null,
  state text not null check (state in ('WAITING', 'SENT', 'PAID', 'REFUSED', 'WITHDRAWN')),
  file_id uuid,
  sent_at timestamptz,
  core_number text,
  core_ref text,
  reason text,
  answered_on date,
  primary key (bank_id, note_id),
  unique (bank_id, note_number),
  foreign key (bank_id, product_code) references product,
  foreign key (bank_id, unit_id) references unit,
  check ((state in ('PAID', 'REFUSED')) = (answered_on is not null))
);
create index drawdown_order_open on drawdown_order (bank_id, day) where state in ('WAITING', 'SENT');
select weidai.protect('drawdown_order', 'select, insert, update (state, file_id, sent_at, core_number, core_ref, reason, answered_on)', $$
  bank_id C1
  note_id C1
  note_number C1
  product_code C1
  unit_id C1
  amount_fen C2
  day C1 business day of the drawdown
  state C1
  file_id C1 the file it left in
  sent_at C1
  core_number C1 number of the note in the core bank
  core_ref C1 transaction number of the core bank
  reason C2 why the core bank refused it
  answered_on C1 business day
$$);

create table core_note (
  bank_id integer not null,
  note_id uuid not null,
  core_number text not null,
  linked_on date not null,
  linked_by text not null check (linked_by in ('DRAWDOWN', 'BALANCE')),
  primary key (bank_id, note_id),
  unique (bank_id, core_number),
  foreign key (bank_id, note_id) references note
);
select weidai.protect('core_note', 'select, insert', $$
  bank_id C1
  note_id C1
  core_number C1 number of the note in the core bank
  linked_on C1 business day
  linked_by C1 the answer to a drawdown, or the first balance that named our number
$$);

create table core_file (
  bank_id integer not null,
  kind text not null check (kind in ('BALANCES', 'STATEMENT')),
  product_code text not null,
  day date not null,
  file_id uuid not null,
  row_count integer not null check (row_count >= 0),
  total_fen bigint not null,
  received_on date not null,
  received_at timestamptz not null,
  primary key (bank_id, kind, product_code, day, file_id),
  foreign key (bank_id, product_code) references product
);
select weidai.protect('core_file', 'select, insert', $$
  bank_id C1
  kind C1
  product_code C1
  day C1 the day the file speaks of
  file_id C1
  row_count C1
  total_fen C2 sum of the balances, or of the transactions
  received_on C1 business day
  received_at C1
$$);

-- What the core bank says of each note at the end of a day; kept for the last days only, the files stay.
create table core_balance (
  bank_id integer not null,
  day date not null,
  note_number text not null,
  core_number text,
  note_id uuid,
  product_code text not null,
  balance_fen bigint not null,
  due_principal_fen bigint,
  due_interest_fen bigint,
  accrued_fen bigint,
  penalty_fen bigint,
  annual_rate numeric,
  overdue_days integer,
  risk_class text,
  state text not null check (state in ('RUNNING', 'SETTLED', 'WRITTEN_OFF', 'CANCELLED')),
  primary key (bank_id, day, note_number)
);
create index core_balance_of_note on core_balance (bank_id, note_id, day) where note_id is not null;
select weidai.protect('core_balance', 'select, insert, delete', $$
  bank_id C1
  day C1
  note_number C1 our number, as the core bank keeps it
  core_number C1
  note_id C1 none where we know no such note
  product_code C1
  balance_fen C2
  due_principal_fen C2 these figures are null where the file does not carry them
  due_interest_fen C2
  accrued_fen C2 interest of the running period up to the day
  penalty_fen C2 penalty and compound interest owed
  annual_rate C2
  overdue_days C2
  risk_class C2
  state C2
$$);

create table core_transaction (
  bank_id integer not null,
  day date not null,
  reference text not null,
  note_number text,
  note_id uuid,
  product_code text not null,
  unit_id uuid,
  value_day date not null,
  kind text not null check (kind in ('REPAYMENT', 'DISBURSEMENT', 'REVERSAL', 'MANUAL')),
  amount_fen bigint not null check (amount_fen > 0),
  flow text not null check (flow in ('IN', 'OUT')),
  principal_fen bigint,
  interest_fen bigint,
  penalty_fen bigint,
  says text,
  file_id uuid not null,
  line integer not null,
  received_on date not null,
  state text not null check (state in ('WAITING', 'RECORDED', 'NOTED', 'UNMATCHED')),
  recorded_fen bigint not null default 0 check (recorded_fen >= 0),
  primary key (bank_id, day, reference),
  foreign key (bank_id, product_code) references product,
  foreign key (bank_id, unit_id) references unit
);
create index core_transaction_waiting on core_transaction (bank_id, unit_id, received_on) where state = 'WAITING';
create index core_transaction_of_note on core_transaction (bank_id, note_id, day) where note_id is not null;
create index core_transaction_of_file on core_transaction (bank_id, file_id, line);
select weidai.protect('core_transaction', 'select, insert, update (state, recorded_fen)', $$
  bank_id C1
  day C1 day it was posted
  reference C1 transaction number of the core bank; one of a day is taken in once
  note_number C1 as it stands in the file
  note_id C1 none where we know no such note
  product_code C1
  unit_id C1 of the note
  value_day C1
  kind C2 MANUAL: posted by hand or outside what was agreed
  amount_fen C2
  flow C2 IN is money the bank received
  principal_fen C2 these parts are null where the file does not carry them
  interest_fen C2
  penalty_fen C2 penalty and compound interest
  says C2
  file_id C1
  line C1 of the file
  received_on C1 business day
  state C1 WAITING until a repayment is recorded here too; NOTED asks for none
  recorded_fen C2 what of it could be set off here
$$);

create table core_difference (
  bank_id integer not null,
  difference_id uuid not null,
  subject text not null,
  note_id uuid,
  core_number text,
  product_code text not null,
  unit_id uuid,
  cause text not null check (cause in ('RATE', 'DAY_COUNT', 'LATE_FILE', 'MANUAL_POSTING', 'ROUNDING', 'UNKNOWN')),
  why text not null,
  figures json not null,
  balance_delta_fen bigint not null,
  total_delta_fen bigint not null,
  opened_on date not null,
  seen_on date not null,
  state text not null check (state in ('OPEN', 'ACCEPTED', 'GONE')),
  closed_on date,
  closed_by uuid,
  closed_at timestamptz,
  reason text,
  row_version integer not null default 1,
  primary key (bank_id, difference_id),
  foreign key (bank_id, note_id) references note,
  foreign key (bank_id, product_code) references product,
  foreign key (bank_id, unit_id) references unit,
  foreign key (bank_id, closed_by) references staff,
  check ((state = 'OPEN') = (closed_on is null)),
  check ((state <> 'ACCEPTED') or (closed_by is not null and reason is not null))
);
create unique index core_difference_live on core_difference (bank_id, subject, cause) where state in ('OPEN', 'ACCEPTED');
create index core_difference_of_note on core_difference (bank_id, note_id) where note_id is not null;
create trigger guard_append_only before delete or truncate on core_difference for each statement execute function weidai.refuse_change();
select weidai.protect('core_difference', 'select, insert, update (figures, why, balance_delta_fen, total_delta_fen, seen_on, state, closed_on, closed_by, closed_at, reason, row_version)', $$
  bank_id C1
  difference_id C1
  subject C1 the note, the number only the core bank knows, or the file that is missing
  note_id C1
  core_number C1
  product_code C1
  unit_id C1 whose work it is; none for a file or an unknown number
  cause C2 found by rules
  why C2 what the rule saw, in a sentence
  figures C2 each figure that differs: what we expect, what the core bank says
  balance_delta_fen C2 core bank less ours, principal
  total_delta_fen C2 sum of all money differences without their sign
  opened_on C1 the first day it was seen
  seen_on C1 the last day it was seen
  state C1 ACCEPTED: a person said why it may stay; it is shown again when the principal differs otherwise
  closed_on C1
  closed_by C1 none when it vanished by itself
  closed_at C1
  reason C2
  row_version C1
$$);
