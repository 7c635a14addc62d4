-- What every stage stands on: banks, business day, counters, idempotency, audit, jobs, files, outbox.
-- Rules of the house for every table of a bank (docs/decisions/007-bank-first.md): bank_id first in every key and
-- foreign key, row-level security forced, a data class on every column. weidai.protect() does the last two.

create schema weidai;
revoke all on schema public from public;
grant usage on schema public to weidai_app;

-- Writes the comment of each column from lines `column  C2 what it is`; C1/C2/C3 is the class of JR/T 0171.
create function weidai.describe(relation regclass, columns text) returns void language plpgsql as $$
declare
  line text;
begin
  foreach line in array string_to_array(columns, E'\n') loop
    continue when btrim(line) = '';
    execute format('comment on column %s.%I is %L', relation, split_part(btrim(line), ' ', 1),
      btrim(substr(btrim(line), length(split_part(btrim(line), ' ', 1)) + 1)));
  end loop;
end $$;

-- A table of a bank: rows are seen and written only by a transaction that says which bank it works for.
create function weidai.protect(relation regclass, grants text, columns text) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', relation);
  execute format('alter table %s force row level security', relation);
  execute format('create policy one_bank on %s using (bank_id = (select nullif(current_setting(''app.bank_id'', true), '''')::int))'
    ' with check (bank_id = (select nullif(current_setting(''app.bank_id'', true), '''')::int))', relation);
  execute format('grant %s on %s to weidai_app', grants, relation);
  perform weidai.describe(relation, columns);
end $$;

-- One of the few tables that belong to no bank.
create function weidai.share(relation regclass, grants text, columns text) returns void language plpgsql as $$
begin
  execute format('grant %s on %s to weidai_app', grants, relation);
  perform weidai.describe(relation, columns);
end $$;

-- The guard of append-only tables: even the owner changes nothing that someone relied on.
create function weidai.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create table bank (
  bank_id integer primary key check (bank_id > 0),
  code text not null unique,
  name text not null,
  zone text not null default 'Asia/Shanghai',
  demonstration boolean not null default false,
  created_at timestamptz not null default now()
);
select weidai.share('bank', 'select', $$
  bank_id C1
  code C1 short name in addresses and commands
  name C1
  zone C1 time zone in which the bank's days are counted
  demonstration C1 made for trying out; production mode refuses it
  created_at C1
$$);

select weidai.describe('schema_migration', $$
  number C1
  name C1
  hash C1 SHA-256 of the file as it was run
  applied_at C1
$$);
grant select on schema_migration to weidai_app;

create table job_heartbeat (
  worker text primary key,
  modes text not null,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);
select weidai.share('job_heartbeat', 'select, insert, update, delete', $$
  worker C1 host, process and start of a running server
  modes C1 web, worker or both
  started_at C1
  seen_at C1 last sign of life
$$);

create table business_day (
  bank_id integer not null references bank,
  first_day date not null,
  today date not null check (today >= first_day),
  opened_at timestamptz not null default now(),
  primary key (bank_id)
);
select weidai.protect('business_day', 'select, update', $$
  bank_id C1
  first_day C1 the day the bank began to work with Weidai
  today C1 the open business day; it moves by day-end only
  opened_at C1
$$);

create table counter (
  bank_id integer not null references bank,
  name text not null,
  period text not null,
  last_number bigint not null check (last_number > 0),
  primary key (bank_id, name, period)
);
select weidai.protect('counter', 'select, insert, update', $$
  bank_id C1
  name C1 what is numbered
  period C1 the year or month in which numbers start at 1 again; empty for never
  last_number C1
$$);

create table idempotency_key (
  bank_id integer not null references bank,
  caller text not null,
  route text not null,
  key text not null check (length(key) between 1 and 255),
  body_hash text not null,
  status integer not null,
  answer text not null,
  media_type text not null,
  created_at timestamptz not null default now(),
  primary key (bank_id, caller, route, key)
);
create index idempotency_key_age on idempotency_key (bank_id, created_at);
select weidai.protect('idempotency_key', 'select, insert, update, delete', $$
  bank_id C1
  caller C1 user or machine that sent the request
  route C1
  key C1 made by the caller, the same for each repetition
  body_hash C1 SHA-256 of the request body
  status C1 HTTP status of the first answer
  answer C2 body of the first answer
  media_type C1
  created_at C1
$$);

-- Acts of people, one chain for each case. The keyed hash covers bank, case, number, act, who, day, instant, body and the hash before.
create table audit_event (
  bank_id integer not null references bank,
  case_id uuid not null,
  seq integer not null check (seq > 0),
  act text not null,
  who text not null,
  business_date date not null,
  at timestamptz not null,
  body json not null,
  body_hash text not null,
  previous_hash text not null,
  hash text not null,
  recipe smallint not null,
  key_id text not null,
  primary key (bank_id, case_id, seq)
);
create index audit_event_day on audit_event (bank_id, business_date, case_id);
create trigger guard_append_only before update or delete or truncate on audit_event for each statement execute function weidai.refuse_change();
select weidai.protect('audit_event', 'select, insert', $$
  bank_id C1
  case_id C1 the case, or the user or setting, the acts belong to
  seq C1 1, 2, 3 … without a gap
  act C1 stable name such as committee.cast-vote
  who C1 user id, or the name of a machine
  business_date C1
  at C1
  body C2 what was done, before and after
  body_hash C1 SHA-256 of the body text
  previous_hash C1
  hash C1 keyed; the key lies outside the database
  recipe C1 version of what is hashed and how
  key_id C1
$$);

-- Set-based steps (day-end, imports), one chain for each bank.
create table operation_step (
  bank_id integer not null references bank,
  seq integer not null check (seq > 0),
  step text not null,
  business_date date not null,
  at timestamptz not null,
  row_count bigint not null check (row_count >= 0),
  control_total numeric not null,
  rows_hash text not null,
  previous_hash text not null,
  hash text not null,
  recipe smallint not null,
  key_id text not null,
  primary key (bank_id, seq)
);
create index operation_step_day on operation_step (bank_id, business_date);
create trigger guard_append_only before update or delete or truncate on operation_step for each statement execute function weidai.refuse_change();
select weidai.protect('operation_step', 'select, insert', $$
  bank_id C1
  seq C1 1, 2, 3 … without a gap
  step C1
  business_date C1
  at C1
  row_count C1 rows the step wrote
  control_total C2 sum over them, in the unit of the step
  rows_hash C1 SHA-256 over the ordered rows
  previous_hash C1
  hash C1 keyed
  recipe C1
  key_id C1
$$);

-- The last link of each chain; the operations chain is the one whose case_id is all zeros.
create table audit_head (
  bank_id integer not null references bank,
  case_id uuid not null,
  seq integer not null,
  hash text not null,
  business_date date not null,
  primary key (bank_id, case_id)
);
create index audit_head_day on audit_head (bank_id, business_date);
select weidai.protect('audit_head', 'select, insert, update', $$
  bank_id C1
  case_id C1
  seq C1
  hash C1
  business_date C1 day of the last link
$$);

create table day_seal (
  bank_id integer not null references bank,
  day date not null,
  seq integer not null check (seq > 0),
  head_count integer not null check (head_count >= 0),
  root text not null,
  previous_hash text not null,
  hash text not null,
  recipe smallint not null,
  key_id text not null,
  sealed_at timestamptz not null,
  primary key (bank_id, day),
  unique (bank_id, seq)
);
create trigger guard_append_only before update or delete or truncate on day_seal for each statement execute function weidai.refuse_change();
select weidai.protect('day_seal', 'select, insert', $$
  bank_id C1
  day C1
  seq C1 seals chain too: 1, 2, 3 …
  head_count C1
  root C1 hash over all heads of the day; printed and exported, so that it exists outside
  previous_hash C1
  hash C1 keyed
  recipe C1
  key_id C1
  sealed_at C1
$$);

create table sealed_head (
  bank_id integer not null,
  day date not null,
  case_id uuid not null,
  seq integer not null,
  hash text not null,
  primary key (bank_id, day, case_id),
  foreign key (bank_id, day) references day_seal
);
create trigger guard_append_only before update or delete or truncate on sealed_head for each statement execute function weidai.refuse_change();
select weidai.protect('sealed_head', 'select, insert', $$
  bank_id C1
  day C1
  case_id C1
  seq C1 last link of the chain on that day
  hash C1
$$);

create table job_run (
  bank_id integer not null references bank,
  kind text not null,
  subject text not null,
  day date not null,
  state text not null check (state in ('DONE', 'FAILED')),
  attempts integer not null check (attempts > 0),
  started_at timestamptz not null,
  finished_at timestamptz not null,
  result json,
  error text,
  primary key (bank_id, kind, subject, day)
);
create index job_run_failed on job_run (bank_id, day) where state = 'FAILED';
select weidai.protect('job_run', 'select, insert, update', $$
  bank_id C1
  kind C1
  subject C1 what the job was done for; empty for the bank itself
  day C1 business day it belongs to
  state C1
  attempts C1
  started_at C1
  finished_at C1
  result C2
  error C1 code or message of the last failure, without customer data
$$);

create table file_object (
  bank_id integer not null references bank,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  media_type text not null,
  stored_by text not null,
  stored_at timestamptz not null default now(),
  primary key (bank_id, hash)
);
select weidai.protect('file_object', 'select, insert', $$
  bank_id C1
  hash C1 SHA-256 of the content; also its key in the store
  size C1 bytes
  media_type C1
  stored_by C1
  stored_at C1
$$);

create table outbox (
  bank_id integer not null references bank,
  message_id uuid not null,
  topic text not null,
  body json not null,
  created_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts integer not null default 0,
  sent_at timestamptz,
  error text,
  primary key (bank_id, message_id)
);
create index outbox_due on outbox (bank_id, due_at) where sent_at is null;
select weidai.protect('outbox', 'select, insert, update', $$
  bank_id C1
  message_id C1 the id of the fact; the receiver drops what it has seen
  topic C1
  body C2
  created_at C1
  due_at C1
  attempts C1
  sent_at C1
  error C1
$$);
