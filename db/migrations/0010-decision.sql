-- Review, decision above it, and the second factor those who sign above the committee's authority prove themselves with.

create table review (
  bank_id integer not null references bank,
  review_id uuid not null,
  case_id uuid not null,
  version integer not null,
  round integer not null check (round > 0),
  seat integer not null check (seat in (1, 2)),
  opened_on date not null,
  opened_at timestamptz not null,
  reviewer_id uuid,
  on_behalf_of uuid,
  begun_at timestamptz,
  closed_at timestamptz,
  primary key (bank_id, review_id),
  unique (bank_id, case_id, round, seat),
  foreign key (bank_id, case_id, version) references investigation_version,
  foreign key (bank_id, reviewer_id) references staff,
  foreign key (bank_id, on_behalf_of) references staff,
  check ((begun_at is null) = (reviewer_id is null))
);
create index review_open on review (bank_id, case_id) where closed_at is null;
create index review_of_reviewer on review (bank_id, reviewer_id, opened_on);
create index review_opened on review (bank_id, opened_on);
select weidai.protect('review', 'select, insert, update (reviewer_id, on_behalf_of, begun_at, closed_at)', $$
  bank_id C1
  review_id C1
  case_id C1
  version C1 the submitted version under review
  round C1 1, 2, 3 …; grows with each submission that is reviewed
  seat C1 2 where the policy asks for a second reviewer
  opened_on C1 business day
  opened_at C1
  reviewer_id C1 whose desk it lies on
  on_behalf_of C1 for whom he stands in
  begun_at C1 time at the desk counts from here
  closed_at C1
$$);

create table review_outcome (
  bank_id integer not null,
  review_id uuid not null,
  outcome text not null check (outcome in ('PASSED', 'RETURNED')),
  kind text,
  answers json not null,
  reasons json not null,
  says text not null,
  points json not null,
  reviewer_id uuid not null,
  on_behalf_of uuid,
  decided_on date not null,
  decided_at timestamptz not null,
  desk_seconds integer not null check (desk_seconds >= 0),
  primary key (bank_id, review_id),
  foreign key (bank_id, review_id) references review,
  foreign key (bank_id, reviewer_id) references staff,
  foreign key (bank_id, on_behalf_of) references staff
);
create index review_outcome_of on review_outcome (bank_id, reviewer_id, decided_on);
create trigger guard_append_only before update or delete or truncate on review_outcome for each statement execute function weidai.refuse_change();
select weidai.protect('review_outcome', 'select, insert', $$
  bank_id C1
  review_id C1
  outcome C2
  kind C2 kind of business the reviewer put it under; none when returned
  answers C2 the six questions: yes or no, and the remark
  reasons C2 codes of why it was returned
  says C2 the reviewer's own words
  points C2 sheets and fields to put right
  reviewer_id C1
  on_behalf_of C1
  decided_on C1 business day
  decided_at C1
  desk_seconds C1 from taking it up to the outcome
$$);

create table decision (
  bank_id integer not null references bank,
  decision_id uuid not null,
  case_id uuid not null,
  version integer not null,
  round integer not null check (round > 0),
  state text not null check (state in ('ROUTED', 'DEFERRED', 'SIGNING', 'APPROVED', 'USED', 'LAPSED', 'REJECTED', 'RE_INVESTIGATE')),
  reconsiders uuid,
  new_facts text,
  authority text not null check (authority in ('UNIT_COMMITTEE', 'DEPARTMENT_COMMITTEE', 'HEAD_OFFICE_CENTRE')),
  seats integer not null check (seats > 0),
  signatures json not null,
  total_fen bigint not null check (total_fen > 0),
  amount_fen bigint not null check (amount_fen > 0),
  basis json not null,
  routed_on date not null,
  routed_at timestamptz not null,
  resolution_id uuid,
  outcome text,
  reasons json not null default '[]',
  valid_until date,
  changed_at timestamptz not null,
  primary key (bank_id, decision_id),
  unique (bank_id, case_id, round),
  foreign key (bank_id, case_id, version) references investigation_version,
  check ((reconsiders is null) = (new_facts is null)),
  check ((state in ('APPROVED', 'USED', 'LAPSED')) <= (valid_until is not null))
);
create unique index decision_open on decision (bank_id, case_id) where state in ('ROUTED', 'DEFERRED', 'SIGNING');
create index decision_valid on decision (bank_id, valid_until) where state = 'APPROVED';
select weidai.protect('decision', 'select, insert, update (state, resolution_id, outcome, reasons, valid_until, changed_at)', $$
  bank_id C1
  decision_id C1
  case_id C1
  version C1 the submitted version it decides on
  round C1 1, 2 …: after a re-investigation or a reconsideration
  state C2
  reconsiders C1 the resolution that is looked at again
  new_facts C2 what nobody knew when that resolution was made
  authority C1 the body that deliberates
  seats C1
  signatures C1 posts that sign above it, in order
  total_fen C2 what the customer owes and asks for, this application included
  amount_fen C2 of this application
  basis C2 where authority, seats and signatures come from
  routed_on C1 business day
  routed_at C1
  resolution_id C1 of the committee
  outcome C2 of the committee
  reasons C2 why it was rejected, deferred or sent back
  valid_until C1 last day on which the contract may be signed
  changed_at C1
$$);

create table decision_terms (
  bank_id integer not null,
  decision_id uuid not null,
  seq integer not null check (seq > 0),
  terms json not null,
  reason text not null,
  set_by uuid not null,
  set_on date not null,
  set_at timestamptz not null,
  primary key (bank_id, decision_id, seq),
  foreign key (bank_id, decision_id) references decision,
  foreign key (bank_id, set_by) references staff
);
create trigger guard_append_only before update or delete or truncate on decision_terms for each statement execute function weidai.refuse_change();
select weidai.protect('decision_terms', 'select, insert', $$
  bank_id C1
  decision_id C1
  seq C1 1 as the committee resolved; the last binds
  terms C2
  reason C2 why they were made stricter
  set_by C1
  set_on C1 business day
  set_at C1
$$);

create table decision_signature (
  bank_id integer not null,
  decision_id uuid not null,
  post text not null check (post in ('VICE_PRESIDENT', 'PRESIDENT')),
  outcome text not null check (outcome in ('SIGNED', 'REFUSED')),
  reason text not null,
  terms_hash text not null check (terms_hash ~ '^[0-9a-f]{64}$'),
  factor text not null check (factor in ('TOTP', 'RECOVERY')),
  signed_by uuid not null,
  on_behalf_of uuid,
  signed_on date not null,
  signed_at timestamptz not null,
  primary key (bank_id, decision_id, post),
  foreign key (bank_id, decision_id) references decision,
  foreign key (bank_id, signed_by) references staff,
  foreign key (bank_id, on_behalf_of) references staff
);
create trigger guard_append_only before update or delete or truncate on decision_signature for each statement execute function weidai.refuse_change();
select weidai.protect('decision_signature', 'select, insert', $$
  bank_id C1
  decision_id C1
  post C1
  outcome C2
  reason C2
  terms_hash C1 SHA-256 of the terms that were signed
  factor C1 what the person proved himself with
  signed_by C1
  on_behalf_of C1
  signed_on C1 business day
  signed_at C1
$$);

create table customer_answer (
  bank_id integer not null references bank,
  answer_id uuid not null,
  case_id uuid not null,
  decision_id uuid,
  outcome text not null check (outcome in ('APPROVED', 'REJECTED', 'DEFERRED')),
  channel text not null check (channel in ('IN_PERSON', 'PHONE', 'SMS', 'WECHAT', 'LETTER')),
  says text not null,
  remark text,
  told_by uuid not null,
  on_behalf_of uuid,
  told_on date not null,
  told_at timestamptz not null,
  primary key (bank_id, answer_id),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, decision_id) references decision,
  foreign key (bank_id, told_by) references staff,
  foreign key (bank_id, on_behalf_of) references staff
);
create index customer_answer_of_case on customer_answer (bank_id, case_id, told_at);
create trigger guard_append_only before update or delete or truncate on customer_answer for each statement execute function weidai.refuse_change();
select weidai.protect('customer_answer', 'select, insert', $$
  bank_id C1
  answer_id C1
  case_id C1
  decision_id C1 none where a rule rejected the case before anyone decided
  outcome C2
  channel C1
  says C2 the words, neutral where it is a no
  remark C2 what the customer said to it
  told_by C1
  on_behalf_of C1
  told_on C1 business day
  told_at C1
$$);

create table second_factor (
  bank_id integer not null references bank,
  staff_id uuid not null,
  secret_cipher bytea not null,
  secret_key text not null,
  begun_at timestamptz not null,
  enrolled_at timestamptz,
  last_step bigint,
  failures integer not null default 0 check (failures >= 0),
  failed_at timestamptz,
  locked_until timestamptz,
  primary key (bank_id, staff_id),
  foreign key (bank_id, staff_id) references staff
);
select weidai.protect('second_factor', 'select, insert, update, delete', $$
  bank_id C1
  staff_id C1
  secret_cipher C3 AES-256-GCM: 12 bytes nonce, 16 bytes tag, ciphertext
  secret_key C1 key id
  begun_at C1
  enrolled_at C1 none until the first code was right
  last_step C1 the time step of the last right code; that one and older are refused
  failures C1 wrong codes in a row
  failed_at C1
  locked_until C1
$$);

create table recovery_code (
  bank_id integer not null,
  staff_id uuid not null,
  code_hash text not null,
  used_at timestamptz,
  primary key (bank_id, staff_id, code_hash),
  foreign key (bank_id, staff_id) references second_factor on delete cascade
);
select weidai.protect('recovery_code', 'select, insert, update (used_at), delete', $$
  bank_id C1
  staff_id C1
  code_hash C3 keyed hash
  used_at C1 each counts once
$$);

create table step_up (
  bank_id integer not null,
  token_hash text not null,
  staff_id uuid not null,
  act text not null,
  subject uuid not null,
  factor text not null check (factor in ('TOTP', 'RECOVERY')),
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (bank_id, token_hash),
  foreign key (bank_id, staff_id) references staff
);
create index step_up_expires on step_up (bank_id, expires_at);
select weidai.protect('step_up', 'select, insert, update (used_at), delete', $$
  bank_id C1
  token_hash C3 SHA-256 of the token
  staff_id C1
  act C1 the one act it opens
  subject C1 the case it opens it for
  factor C1
  opened_at C1
  expires_at C1 a few minutes later
  used_at C1 counts once
$$);
