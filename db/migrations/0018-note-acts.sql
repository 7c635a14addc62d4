-- Acts on a note beside repayments: what one person asks for and another decides, how a note follows the published rate, and in
-- which order repayments and other events were recorded.

alter table note_rule drop constraint note_rule_pkey;
alter table note_rule add column seq integer not null default 1 check (seq > 0);
alter table note_rule add primary key (bank_id, note_id, from_day, seq);
select weidai.describe('note_rule', $$
  seq C1 1, 2, 3 … of one day: the last one holds
$$);

alter table note_event add column repayments_before integer check (repayments_before >= 0);
alter table note_event add column request_id uuid;
select weidai.describe('note_event', $$
  repayments_before C1 repayments of the note recorded before it; none for a step of the day-end, which comes after all of its day
  request_id C1 what was asked for and approved
$$);

alter table schedule_version drop constraint schedule_version_reason_check;
alter table schedule_version add constraint schedule_version_reason_check check (reason in ('DISBURSED', 'PREPAID', 'EXTENDED', 'RESCHEDULED', 'RATE_CHANGED', 'ACCELERATED', 'CORRECTED', 'REVERSED'));
alter table schedule_version add column event_seq integer check (event_seq > 0);
select weidai.describe('schedule_version', $$
  event_seq C1 the event of the note that made it
$$);

-- A note that follows the published rate: which one, how far above it, and the next day on which it is looked at anew.
alter table note add column lpr_tenor text check (lpr_tenor in ('ONE_YEAR', 'FIVE_YEARS'));
alter table note add column lpr_spread numeric;
alter table note add column repricing text not null default 'NEVER' check (repricing in ('NEVER', 'YEAR_START', 'ANNIVERSARY'));
alter table note add column reprice_on date;
alter table note add constraint note_follows check ((repricing = 'NEVER') = (reprice_on is null) and (repricing = 'NEVER' or (lpr_tenor is not null and lpr_spread is not null)));
create index note_by_repricing on note (bank_id, reprice_on, note_id) where state = 'RUNNING' and reprice_on is not null;
alter table note add column corrected boolean not null default false;
select weidai.describe('note', $$
  lpr_tenor C2 which published rate it follows
  lpr_spread C2 what was agreed above it
  repricing C2 when it is looked at anew
  reprice_on C1 the next such day; none for a fixed rate
  corrected C1 something was recorded with an earlier value day, or taken back from under later repayments: where each repayment went is then told by playing its events
$$);

create table note_request (
  bank_id integer not null,
  request_id uuid not null,
  note_id uuid not null,
  kind text not null check (kind ~ '^[A-Z][A-Z_]*$'),
  value_day date,
  body json not null,
  grounds json not null,
  note_version integer not null,
  state text not null check (state in ('PROPOSED', 'DONE', 'REFUSED', 'WITHDRAWN')),
  asked_by uuid not null,
  asked_on date not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_on date,
  decided_at timestamptz,
  decision text,
  event_seq integer,
  primary key (bank_id, request_id),
  foreign key (bank_id, note_id) references note,
  foreign key (bank_id, asked_by) references staff,
  foreign key (bank_id, decided_by) references staff,
  check (value_day <= asked_on),
  check ((state = 'PROPOSED') = (decided_by is null)),
  check (num_nulls(decided_by, decided_on, decided_at) in (0, 3)),
  check ((state = 'DONE') = (event_seq is not null)),
  check (state = 'WITHDRAWN' or decided_by is null or decided_by <> asked_by)
);
create unique index note_request_proposed on note_request (bank_id, note_id, kind) where state = 'PROPOSED';
create index note_request_open on note_request (bank_id, asked_at, request_id) where state = 'PROPOSED';
create index note_request_of_note on note_request (bank_id, note_id, asked_at);
create trigger guard_append_only before delete or truncate on note_request for each statement execute function weidai.refuse_change();
select weidai.protect('note_request', 'select, insert, update (state, decided_by, decided_on, decided_at, decision, event_seq)', $$
  bank_id C1
  request_id C1
  note_id C1
  kind C1 the event it becomes
  value_day C1 day from which it is to count; none: the day on which it is approved
  body C2 its figures, in the shape of its kind
  grounds C2 what it rests on: consents, recovery steps, the committee's words
  note_version C1 the note as it was seen
  state C1 PROPOSED waits for the second person
  asked_by C1
  asked_on C1 business day
  asked_at C1
  decided_by C1 never who asked; who withdrew it is who asked
  decided_on C1 business day
  decided_at C1
  decision C2 words of who decided
  event_seq C1 the event it became
$$);
