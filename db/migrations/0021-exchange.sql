-- Files between Weidai and the core bank: how they look, which ones came and went, and what the ports did.

-- A bank's mapping of one kind of file, version after version; the last one a second person released is in use. Version 0 is the shipped one and has no row.
create table exchange_mapping (
  bank_id integer not null references bank,
  kind text not null check (kind in ('DRAWDOWN_ORDER', 'DEBIT_ORDER', 'DRAWDOWN_RESULT', 'DEBIT_RESULT', 'STATEMENT', 'BALANCES')),
  version integer not null check (version > 0),
  code text not null,
  name text not null,
  content json not null,
  note text not null,
  tried_rows integer check (tried_rows >= 0),
  proposed_by uuid not null,
  proposed_on date not null,
  proposed_at timestamptz not null,
  decision text check (decision in ('RELEASED', 'REJECTED')),
  decided_by uuid check (decided_by <> proposed_by),
  decided_on date,
  decided_at timestamptz,
  reason text,
  primary key (bank_id, kind, version),
  foreign key (bank_id, proposed_by) references staff,
  foreign key (bank_id, decided_by) references staff,
  check ((decision is null) = (decided_by is null)),
  check ((decision is null) = (decided_at is null)),
  check (decision <> 'REJECTED' or reason is not null)
);
create unique index exchange_mapping_open on exchange_mapping (bank_id, kind) where decision is null;
create trigger guard_append_only before delete or truncate on exchange_mapping for each statement execute function weidai.refuse_change();
select weidai.protect('exchange_mapping', 'select, insert, update (decision, decided_by, decided_on, decided_at, reason)', $$
  bank_id C1
  kind C1
  version C1 1, 2, 3 … of this kind; 0 is the shipped mapping
  code C1 of the mapping it was copied from or named by the bank
  name C1
  content C1 the mapping: fields, widths, codes
  note C1 what was changed and why
  tried_rows C1 lines of the sample it was tried on before it was proposed
  proposed_by C1
  proposed_on C1 business day
  proposed_at C1
  decision C1 of a second person; none while it waits
  decided_by C1 never who proposed it
  decided_on C1 business day
  decided_at C1
  reason C1 why it was rejected
$$);

create table exchange_file (
  bank_id integer not null references bank,
  file_id uuid not null,
  direction text not null check (direction in ('IN', 'OUT')),
  kind text not null check (kind in ('DRAWDOWN_ORDER', 'DEBIT_ORDER', 'DRAWDOWN_RESULT', 'DEBIT_RESULT', 'STATEMENT', 'BALANCES')),
  name text not null check (name <> ''),
  mapping_version integer not null check (mapping_version >= 0),
  business_day date,
  sequence integer check (sequence >= 0),
  sequence_of text,
  hash text not null,
  size bigint not null check (size >= 0),
  identity text not null check (identity ~ '^[0-9a-f]{64}$'),
  control_name text,
  control_hash text,
  state text not null check (state in ('RECEIVED', 'ACCEPTED', 'PARTLY', 'REFUSED', 'SENT', 'ANSWERED')),
  row_count integer check (row_count >= 0),
  total_fen bigint,
  ok_count integer,
  ok_fen bigint,
  refused integer not null default 0 check (refused >= 0),
  refusals json not null default '[]',
  difference_count integer not null default 0 check (difference_count >= 0),
  differences json not null default '[]',
  late boolean not null default false,
  attempts integer not null default 1 check (attempts > 0),
  deliveries integer not null default 1 check (deliveries > 0),
  via text not null check (via in ('PORT', 'HAND', 'SYSTEM')),
  brought_by uuid,
  came_on date not null,
  came_at timestamptz not null,
  delivered_at timestamptz,
  settled_on date,
  settled_at timestamptz,
  primary key (bank_id, file_id),
  foreign key (bank_id, hash) references file_object,
  foreign key (bank_id, control_hash) references file_object (bank_id, hash),
  foreign key (bank_id, brought_by) references staff,
  check ((direction = 'OUT') = (state in ('SENT', 'ANSWERED'))),
  check (state = 'REFUSED' or (business_day is not null and sequence is not null and sequence_of is not null))
);
create unique index exchange_file_once on exchange_file (bank_id, direction, kind, identity);
create unique index exchange_file_in_turn on exchange_file (bank_id, direction, kind, sequence_of, sequence) where state <> 'REFUSED';
create index exchange_file_latest on exchange_file (bank_id, came_at desc, file_id);
create index exchange_file_waiting on exchange_file (bank_id, kind, sequence_of, sequence) where state = 'RECEIVED';
create index exchange_file_undelivered on exchange_file (bank_id, came_at) where direction = 'OUT' and delivered_at is null;
create trigger guard_append_only before delete or truncate on exchange_file for each statement execute function weidai.refuse_change();
select weidai.protect('exchange_file',
  'select, insert, update (mapping_version, business_day, sequence, sequence_of, identity, control_name, control_hash, state, row_count, total_fen, ok_count, ok_fen, refused, refusals, difference_count, differences, late, attempts, deliveries, delivered_at, settled_on, settled_at)', $$
  bank_id C1
  file_id C1
  direction C1 OUT: to the core bank
  kind C1
  name C1 as it came or went
  mapping_version C1 by which it was read or written
  business_day C1 the day it speaks of; none for a file that could not be read
  sequence C1
  sequence_of C1 within what numbers run: the day, or empty where they run on
  hash C1 SHA-256 of the original bytes, key in the file store
  size C1 bytes
  identity C1 hash of what makes two deliveries one file: kind, day, sequence and content
  control_name C1
  control_hash C1
  state C1
  row_count C1
  total_fen C2
  ok_count C1
  ok_fen C2
  refused C1 how many places are wrong
  refusals C2 the first hundred of them
  difference_count C1 how many lines were not applied
  differences C2 the first hundred of them, with their reasons
  late C1 came after its day was closed
  attempts C1 how often it was read
  deliveries C1 how often the same file came
  via C1
  brought_by C1 who uploaded it; none for a file of the port or of the system
  came_on C1 business day
  came_at C1
  delivered_at C1 when the port took it, or someone fetched it
  settled_on C1 business day on which it was applied, refused or answered
  settled_at C1
$$);

-- A number of which someone says that no file will come, so that the files after it need not wait.
create table exchange_gap (
  bank_id integer not null references bank,
  kind text not null,
  sequence_of text not null,
  sequence integer not null check (sequence >= 0),
  reason text not null check (reason <> ''),
  said_by uuid not null,
  said_on date not null,
  said_at timestamptz not null,
  primary key (bank_id, kind, sequence_of, sequence),
  foreign key (bank_id, said_by) references staff
);
create trigger guard_append_only before update or delete or truncate on exchange_gap for each statement execute function weidai.refuse_change();
select weidai.protect('exchange_gap', 'select, insert', $$
  bank_id C1
  kind C1
  sequence_of C1
  sequence C1
  reason C1
  said_by C1
  said_on C1 business day
  said_at C1
$$);

-- What the ports did last: for the screen, not for the auditor; old rows go.
create table exchange_call (
  bank_id integer not null references bank,
  call_id uuid not null,
  port text not null,
  act text not null check (act in ('LIST', 'TAKE', 'PUT', 'DONE', 'QUARANTINE')),
  name text not null,
  good boolean not null,
  says text not null,
  at timestamptz not null,
  primary key (bank_id, call_id)
);
create index exchange_call_latest on exchange_call (bank_id, at desc);
select weidai.protect('exchange_call', 'select, insert, delete', $$
  bank_id C1
  call_id C1
  port C1 FOLDER or HTTP
  act C1
  name C1 file, empty for a list
  good C1
  says C1 the error, or what was done
  at C1
$$);
