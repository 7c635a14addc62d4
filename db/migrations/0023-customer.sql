-- What later stages and the customer are to be told of a note: signals of a closed day, and messages to the customer.

-- What a day-end changes in place keeps its place: rows whose indexed columns stay the same leave their indexes alone.
alter table line set (fillfactor = 85);
alter table line_product set (fillfactor = 85);
alter table debit_order set (fillfactor = 85);

-- Whose first check is due goes by the day the money went out.
create index drawdown_by_value_day on drawdown (bank_id, value_on);

-- Lists of a book of a million notes.
create index note_settled_list on note (bank_id, settled_on desc, note_id desc) where state = 'SETTLED';
create index note_non_accrual_list on note (bank_id, non_accrual_on, note_id) where state = 'RUNNING' and non_accrual_on is not null;

create table note_signal (
  bank_id integer not null,
  day date not null,
  kind text not null check (kind in ('DUE_SOON', 'DUE_TODAY', 'SHORT', 'FELL_OVERDUE', 'FIRST_CHECK', 'ON_TIME')),
  note_id uuid not null,
  unit_id uuid not null,
  due_on date,
  amount_fen bigint not null check (amount_fen >= 0),
  primary key (bank_id, day, kind, note_id),
  foreign key (bank_id, note_id) references note
);
create index note_signal_of_note on note_signal (bank_id, note_id, day);
create trigger guard_append_only before update or delete or truncate on note_signal for each statement execute function weidai.refuse_change();
select weidai.protect('note_signal', 'select, insert', $$
  bank_id C1
  day C1 the day it is meant for
  kind C2 DUE_SOON: remind of what falls due; DUE_TODAY: look at the repayment account; SHORT: the account was short on its day; FELL_OVERDUE; FIRST_CHECK: the first check is due; ON_TIME: so many instalments on time that an increase may be asked for
  note_id C1
  unit_id C1
  due_on C2 the due day it is about
  amount_fen C2 the amount it is about
$$);

create table customer_message (
  bank_id integer not null,
  message_id uuid not null,
  note_id uuid not null,
  kind text not null check (kind in ('DUE_SOON', 'OVERDUE', 'SETTLED')),
  day date not null,
  due_on date,
  says text not null check (says <> ''),
  created_at timestamptz not null,
  due_at timestamptz not null,
  attempts integer not null default 0 check (attempts >= 0),
  sent_at timestamptz,
  error text,
  primary key (bank_id, message_id),
  foreign key (bank_id, note_id) references note
);
create index customer_message_due on customer_message (bank_id, due_at) where sent_at is null;
create index customer_message_sent on customer_message (bank_id, sent_at desc) where sent_at is not null;
create index customer_message_of_note on customer_message (bank_id, note_id, day);
select weidai.protect('customer_message', 'select, insert, update (attempts, due_at, sent_at, error)', $$
  bank_id C1
  message_id C1 a hash of note, kind and day: told once
  note_id C1
  kind C1
  day C1 business day it is for
  due_on C2 the due day it speaks of
  says C2 names no customer; the phone is put to it when it is sent
  created_at C1
  due_at C1
  attempts C1
  sent_at C1
  error C1 why the last attempt failed
$$);
