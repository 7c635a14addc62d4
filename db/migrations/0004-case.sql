-- A case: the application of a customer and its investigation, the evidence it rests on, the bills that were read.
-- application and investigation share the case id; what was submitted is kept in versions nobody can change.

create table application (
  bank_id integer not null references bank,
  case_id uuid not null,
  number text not null,
  customer_id uuid not null,
  product text not null,
  amount_fen bigint not null check (amount_fen > 0),
  periods integer not null check (periods > 0),
  applied_on date not null,
  source text not null,
  intake json not null,
  unit_id uuid not null,
  lead_id uuid not null,
  assist_id uuid check (assist_id <> lead_id),
  filed_by uuid not null,
  filed_at timestamptz not null,
  state text not null check (state in ('FILED', 'ADMITTED', 'DECLINED', 'WITHDRAWN')),
  reason text,
  changed_at timestamptz not null,
  primary key (bank_id, case_id),
  unique (bank_id, number),
  foreign key (bank_id, customer_id) references customer,
  foreign key (bank_id, unit_id) references unit,
  foreign key (bank_id, lead_id) references staff,
  foreign key (bank_id, assist_id) references staff,
  foreign key (bank_id, filed_by) references staff
);
create index application_of_customer on application (bank_id, customer_id);
create index application_of_lead on application (bank_id, lead_id, changed_at);
create index application_of_assist on application (bank_id, assist_id, changed_at) where assist_id is not null;
create index application_of_unit on application (bank_id, unit_id, changed_at);
create index application_changed on application (bank_id, changed_at);
select weidai.protect('application', 'select, insert, update', $$
  bank_id C1
  case_id C1 the case: application, investigation and everything after share it
  number C1 what people read, from the bank's counter
  customer_id C1
  product C1
  amount_fen C2 requested
  periods C2
  applied_on C1 business day
  source C1 how the customer came
  intake C2 the intake as it was filed
  unit_id C1 the unit that handles the case
  lead_id C1 主办
  assist_id C1 协办
  filed_by C1
  filed_at C1
  state C2
  reason C2 why it was declined, withdrawn or taken up again
  changed_at C1 last act on the case
$$);

create table investigation (
  bank_id integer not null,
  case_id uuid not null,
  state text not null check (state in ('DRAFT', 'RETURNED', 'SUBMITTED', 'REJECTED_BY_RULE')),
  version integer not null check (version > 0),
  row_version integer not null check (row_version > 0),
  draft json not null,
  saved_by uuid not null,
  saved_at timestamptz not null,
  primary key (bank_id, case_id),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, saved_by) references staff
);
create index investigation_in_state on investigation (bank_id, state, case_id);
select weidai.protect('investigation', 'select, insert, update', $$
  bank_id C1
  case_id C1
  state C2
  version C1 the version being written, or the one last submitted
  row_version C1 grows by one with each save; a save from an older one is refused
  draft C2 case file without its evidence list, which lies in evidence
  saved_by C1
  saved_at C1
$$);

create table investigation_version (
  bank_id integer not null,
  case_id uuid not null,
  version integer not null check (version > 0),
  case_file json not null,
  assessment json not null,
  decision text not null check (decision in ('PROPOSE', 'REFER', 'REJECT')),
  limit_fen bigint,
  score integer,
  grade text,
  policy text not null,
  policy_hash text not null,
  formulas text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  submitted_by uuid not null,
  submitted_on date not null,
  submitted_at timestamptz not null,
  primary key (bank_id, case_id, version),
  foreign key (bank_id, case_id) references investigation,
  foreign key (bank_id, submitted_by) references staff
);
create trigger guard_append_only before update or delete or truncate on investigation_version for each statement execute function weidai.refuse_change();
select weidai.protect('investigation_version', 'select, insert', $$
  bank_id C1
  case_id C1
  version C1 1, 2, 3 …; a return opens the next
  case_file C2 the input of judgement, evidence list included
  assessment C2 what judgement said of it
  decision C2
  limit_fen C2
  score C2
  grade C2
  policy C1 name and version of the policy it was judged by
  policy_hash C1 SHA-256 of that policy
  formulas C1 version of the formulas
  hash C1 SHA-256 over case file, policy, formulas and assessment
  submitted_by C1
  submitted_on C1 business day
  submitted_at C1
$$);

create table investigation_return (
  bank_id integer not null,
  case_id uuid not null,
  version integer not null,
  reason text not null,
  returned_by uuid not null,
  returned_on date not null,
  returned_at timestamptz not null,
  primary key (bank_id, case_id, version),
  foreign key (bank_id, case_id, version) references investigation_version,
  foreign key (bank_id, returned_by) references staff
);
create trigger guard_append_only before update or delete or truncate on investigation_return for each statement execute function weidai.refuse_change();
select weidai.protect('investigation_return', 'select, insert', $$
  bank_id C1
  case_id C1
  version C1 the version that was returned
  reason C2
  returned_by C1
  returned_on C1 business day
  returned_at C1
$$);

create table evidence (
  bank_id integer not null,
  evidence_id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('SEEN', 'DOCUMENT', 'STATEMENT', 'THIRD_PARTY', 'SYSTEM_DATA')),
  kind text not null check (kind in ('PHOTO', 'FILE', 'NOTE', 'BILL', 'INVOICES')),
  title text not null,
  text text,
  file_hash text,
  filename text,
  taken_at timestamptz,
  latitude numeric check (latitude between -90 and 90),
  longitude numeric check (longitude between -180 and 180),
  accuracy_m integer check (accuracy_m >= 0),
  place_missing text,
  added_by uuid not null,
  added_on date not null,
  added_at timestamptz not null,
  detached_by uuid,
  detached_at timestamptz,
  detach_reason text,
  primary key (bank_id, evidence_id),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, file_hash) references file_object,
  foreign key (bank_id, added_by) references staff,
  foreign key (bank_id, detached_by) references staff,
  check ((kind = 'NOTE') = (file_hash is null)),
  check ((latitude is null) = (longitude is null)),
  check ((detached_at is null) = (detached_by is null))
);
create unique index evidence_once on evidence (bank_id, case_id, file_hash) where file_hash is not null and detached_at is null;
create index evidence_of_case on evidence (bank_id, case_id, added_at);
create trigger guard_append_only before delete or truncate on evidence for each statement execute function weidai.refuse_change();
select weidai.protect('evidence', 'select, insert, update (detached_by, detached_at, detach_reason)', $$
  bank_id C1
  evidence_id C1
  case_id C1
  class C1 how near the truth it is
  kind C1
  title C2
  text C2 what a note says
  file_hash C1 SHA-256 of the bytes, key in the file store; none for a note
  filename C2 as uploaded
  taken_at C2 when the photo was taken, as the device says
  latitude C2 WGS-84
  longitude C2 WGS-84
  accuracy_m C2 metres
  place_missing C2 why there is no place
  added_by C1
  added_on C1 business day
  added_at C1
  detached_by C1
  detached_at C1 set when it was taken off the case before submission; the row stays
  detach_reason C2
$$);

create table bill (
  bank_id integer not null,
  evidence_id uuid not null,
  case_id uuid not null,
  format text not null,
  period_from date,
  period_until date,
  summary json not null,
  warnings json not null,
  primary key (bank_id, evidence_id),
  foreign key (bank_id, evidence_id) references evidence,
  foreign key (bank_id, case_id) references application
);
create index bill_of_case on bill (bank_id, case_id);
select weidai.protect('bill', 'select, insert', $$
  bank_id C1
  evidence_id C1 the file it was read from
  case_id C1
  format C1 layout found from the content
  period_from C2 first day it covers
  period_until C2 last day it covers
  summary C2
  warnings C2 what did not fit inside the file
$$);

create table bill_row (
  bank_id integer not null,
  evidence_id uuid not null,
  seq integer not null check (seq > 0),
  row_id text not null,
  at text not null,
  direction text not null check (direction in ('IN', 'OUT', 'NEUTRAL')),
  recorded text not null check (recorded in ('IN', 'OUT', 'NEUTRAL')),
  nature text not null,
  amount_fen bigint not null,
  refund_fen bigint not null,
  balance_fen bigint,
  counterparty text not null,
  kind text not null,
  status text not null,
  primary key (bank_id, evidence_id, seq),
  foreign key (bank_id, evidence_id) references bill
);
select weidai.protect('bill_row', 'select, insert', $$
  bank_id C1
  evidence_id C1
  seq C1 order in the file
  row_id C2 the bill's own number of the row
  at C2 day, or day and time where the bill gives it
  direction C2
  recorded C2 direction as the file itself says
  nature C2 what the row is to the business
  amount_fen C2
  refund_fen C2 the part that was refunded
  balance_fen C2
  counterparty C2
  kind C2
  status C2
$$);
