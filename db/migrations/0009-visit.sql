-- The visit of an investigation and the credit reports it rests on: plan, presence, sites with times and places, what was
-- recorded on the spot, public searches, pressure put on the officer, and how an investigation was given up.

alter table investigation drop constraint investigation_state_check;
alter table investigation add constraint investigation_state_check check (state in ('DRAFT', 'RETURNED', 'SUBMITTED', 'REJECTED_BY_RULE', 'ABANDONED'));

alter table investigation_return add column code text, add column source text check (source in ('REVIEW', 'RE_INVESTIGATE', 'RULE'));
select weidai.describe('investigation_return', $$
  code C2 reason code of the review or the committee
  source C1 who sent it back: the review, the committee, or a second look at a rejection by rule
$$);

create table investigation_abandon (
  bank_id integer not null,
  case_id uuid not null,
  seq integer not null check (seq > 0),
  reason text not null check (reason in ('NOT_COOPERATIVE', 'UNCLEAR', 'RISK_NOT_UNDERSTOOD')),
  says text not null,
  state_before text not null,
  abandoned_by uuid not null,
  abandoned_on date not null,
  abandoned_at timestamptz not null,
  primary key (bank_id, case_id, seq),
  foreign key (bank_id, case_id) references investigation,
  foreign key (bank_id, abandoned_by) references staff
);
create trigger guard_append_only before update or delete or truncate on investigation_abandon for each statement execute function weidai.refuse_change();
select weidai.protect('investigation_abandon', 'select, insert', $$
  bank_id C1
  case_id C1
  seq C1
  reason C2
  says C2
  state_before C2 where the investigation stood
  abandoned_by C1
  abandoned_on C1 business day
  abandoned_at C1
$$);

create table visit (
  bank_id integer not null,
  visit_id uuid not null,
  case_id uuid not null,
  round integer not null check (round > 0),
  mode text not null check (mode in ('ON_SITE', 'OFF_SITE')),
  off_site_reason text,
  state text not null check (state in ('PLANNED', 'STARTED', 'CLOSED')),
  plan json not null,
  planned_by uuid not null,
  planned_on date not null,
  planned_at timestamptz not null,
  changed_at timestamptz not null,
  companion text,
  started_by uuid,
  started_on date,
  started_at timestamptz,
  closed_by uuid,
  closed_on date,
  closed_at timestamptz,
  closing json,
  primary key (bank_id, visit_id),
  unique (bank_id, case_id, round),
  foreign key (bank_id, case_id) references investigation,
  foreign key (bank_id, planned_by) references staff,
  foreign key (bank_id, started_by) references staff,
  foreign key (bank_id, closed_by) references staff,
  check ((mode = 'OFF_SITE') = (off_site_reason is not null)),
  check ((state = 'PLANNED') = (started_at is null)),
  check ((state = 'CLOSED') = (closed_at is not null)),
  check ((closed_at is null) = (closing is null))
);
create trigger guard_append_only before delete or truncate on visit for each statement execute function weidai.refuse_change();
select weidai.protect('visit', 'select, insert', $$
  bank_id C1
  visit_id C1
  case_id C1
  round C1 1, 2 …; a case sent back may be visited again
  mode C1
  off_site_reason C2 why nobody went, and by what means it is verified
  state C1
  plan C2 when, how long, which sites, the questions and what is known before
  planned_by C1
  planned_on C1 business day
  planned_at C1
  changed_at C1
  companion C2 who goes along when an officer is alone in the evening
  started_by C1
  started_on C1 business day
  started_at C1
  closed_by C1
  closed_on C1 business day
  closed_at C1
  closing C2 the check of completeness as it stood when the visit was closed, and the figures known then
$$);
grant update (mode, off_site_reason, state, plan, planned_by, planned_on, planned_at, changed_at, companion, started_by, started_on, started_at, closed_by, closed_on, closed_at, closing) on visit to weidai_app;

create table visit_presence (
  bank_id integer not null,
  visit_id uuid not null,
  staff_id uuid not null,
  on_behalf_of uuid,
  latitude numeric check (latitude between -90 and 90),
  longitude numeric check (longitude between -180 and 180),
  accuracy_m integer check (accuracy_m >= 0),
  place_missing text,
  present_on date not null,
  present_at timestamptz not null,
  primary key (bank_id, visit_id, staff_id),
  foreign key (bank_id, visit_id) references visit,
  foreign key (bank_id, staff_id) references staff,
  foreign key (bank_id, on_behalf_of) references staff,
  check ((latitude is null) = (longitude is null)),
  check ((latitude is null) = (place_missing is not null))
);
create trigger guard_append_only before update or delete or truncate on visit_presence for each statement execute function weidai.refuse_change();
select weidai.protect('visit_presence', 'select, insert', $$
  bank_id C1
  visit_id C1
  staff_id C1 an investigator, from his own account
  on_behalf_of C1 whom he stands in for
  latitude C2 WGS-84
  longitude C2 WGS-84
  accuracy_m C2 metres
  place_missing C2 why there is no place
  present_on C1 business day
  present_at C1
$$);

create table visit_site (
  bank_id integer not null,
  site_id uuid not null,
  visit_id uuid not null,
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('SHOP', 'WAREHOUSE', 'WORKSHOP', 'FIELD', 'HOME', 'OTHER')),
  label text not null,
  address text not null,
  not_visited text,
  arrived_by uuid,
  arrived_at timestamptz,
  latitude numeric check (latitude between -90 and 90),
  longitude numeric check (longitude between -180 and 180),
  accuracy_m integer check (accuracy_m >= 0),
  place_missing text,
  left_at timestamptz,
  primary key (bank_id, site_id),
  unique (bank_id, visit_id, seq),
  foreign key (bank_id, visit_id) references visit,
  foreign key (bank_id, arrived_by) references staff,
  check ((arrived_at is null) = (arrived_by is null)),
  check (left_at is null or left_at >= arrived_at),
  check ((latitude is null) = (longitude is null)),
  check ((arrived_at is null) = (latitude is null and place_missing is null))
);
create trigger guard_append_only before delete or truncate on visit_site for each statement execute function weidai.refuse_change();
select weidai.protect('visit_site', 'select, insert', $$
  bank_id C1
  site_id C1
  visit_id C1
  seq C1
  kind C1
  label C2
  address C2
  not_visited C2 why nobody could go there
  arrived_by C1
  arrived_at C2 as the server's clock says
  latitude C2 WGS-84
  longitude C2 WGS-84
  accuracy_m C2 metres
  place_missing C2 why there is no place
  left_at C2 as the server's clock says
$$);
grant update (not_visited, arrived_by, arrived_at, latitude, longitude, accuracy_m, place_missing, left_at) on visit_site to weidai_app;

create table visit_photo (
  bank_id integer not null,
  visit_id uuid not null,
  evidence_id uuid not null,
  site_id uuid,
  shows text not null check (shows in ('FRONT', 'INSIDE', 'STOCK', 'BOOKS', 'METER', 'WITH_OFFICER', 'OTHER')),
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (bank_id, visit_id, evidence_id),
  foreign key (bank_id, visit_id) references visit,
  foreign key (bank_id, evidence_id) references evidence,
  foreign key (bank_id, site_id) references visit_site,
  foreign key (bank_id, added_by) references staff
);
create trigger guard_append_only before update or delete or truncate on visit_photo for each statement execute function weidai.refuse_change();
select weidai.protect('visit_photo', 'select, insert', $$
  bank_id C1
  visit_id C1
  evidence_id C1
  site_id C1 where it was taken; none for a visit off site
  shows C1
  added_by C1
  added_at C1
$$);

create table visit_part (
  bank_id integer not null,
  visit_id uuid not null,
  part text not null check (part in ('PEOPLE', 'ANSWERS', 'SENSES', 'EXCUSES')),
  row_version integer not null check (row_version > 0),
  content json not null,
  saved_by uuid not null,
  saved_at timestamptz not null,
  primary key (bank_id, visit_id, part),
  foreign key (bank_id, visit_id) references visit,
  foreign key (bank_id, saved_by) references staff
);
create trigger guard_append_only before delete or truncate on visit_part for each statement execute function weidai.refuse_change();
select weidai.protect('visit_part', 'select, insert', $$
  bank_id C1
  visit_id C1
  part C1 people met, answers, six senses, what does not apply
  row_version C1 grows by one with each save; a save from an older one is refused
  content C2
  saved_by C1
  saved_at C1
$$);
grant update (row_version, content, saved_by, saved_at) on visit_part to weidai_app;

create table visit_inquiry (
  bank_id integer not null,
  visit_id uuid not null,
  evidence_id uuid not null,
  who text not null,
  relation text not null,
  positive boolean not null,
  says text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  primary key (bank_id, visit_id, evidence_id),
  foreign key (bank_id, visit_id) references visit,
  foreign key (bank_id, evidence_id) references evidence,
  foreign key (bank_id, asked_by) references staff
);
create trigger guard_append_only before update or delete or truncate on visit_inquiry for each statement execute function weidai.refuse_change();
select weidai.protect('visit_inquiry', 'select, insert', $$
  bank_id C1
  visit_id C1
  evidence_id C1 the note it is kept as
  who C2
  relation C2
  positive C2
  says C2
  asked_by C1
  asked_at C1
$$);

create table public_search (
  bank_id integer not null,
  search_id uuid not null,
  case_id uuid not null,
  target text not null check (target in ('NAME', 'PHONE', 'ENTERPRISE_CREDIT', 'EXECUTED_PERSON', 'OTHER')),
  tool text not null,
  asked text not null,
  found boolean not null,
  says text not null,
  searched_by uuid not null,
  searched_on date not null,
  searched_at timestamptz not null,
  primary key (bank_id, search_id),
  foreign key (bank_id, case_id) references investigation,
  foreign key (bank_id, searched_by) references staff
);
create index public_search_of_case on public_search (bank_id, case_id, searched_at);
create trigger guard_append_only before update or delete or truncate on public_search for each statement execute function weidai.refuse_change();
select weidai.protect('public_search', 'select, insert', $$
  bank_id C1
  search_id C1
  case_id C1
  target C1
  tool C1 the site or tool asked
  asked C2 what was looked for, numbers masked
  found C2 whether anything against the customer turned up
  says C2
  searched_by C1
  searched_on C1 business day
  searched_at C1
$$);

create table pressure_entry (
  bank_id integer not null,
  pressure_id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('INTERCESSION', 'THREAT')),
  who text not null,
  relation text not null,
  happened_on date not null,
  channel text not null check (channel in ('IN_PERSON', 'PHONE', 'MESSAGE', 'THROUGH_OTHERS')),
  says text not null,
  entered_by uuid not null,
  entered_on date not null,
  entered_at timestamptz not null,
  primary key (bank_id, pressure_id),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, entered_by) references staff
);
create index pressure_of_case on pressure_entry (bank_id, case_id, entered_at);
create trigger guard_append_only before update or delete or truncate on pressure_entry for each statement execute function weidai.refuse_change();
select weidai.protect('pressure_entry', 'select, insert', $$
  bank_id C1
  pressure_id C1
  case_id C1
  kind C1
  who C2
  relation C2
  happened_on C2
  channel C2
  says C2
  entered_by C1
  entered_on C1 business day
  entered_at C1
$$);

create table credit_report (
  bank_id integer not null,
  report_id uuid not null,
  case_id uuid not null,
  subject text not null,
  role text not null check (role in ('BORROWER', 'SPOUSE', 'CO_BORROWER', 'FIRM', 'PARTNER', 'GUARANTOR')),
  name text not null,
  queried_on date not null,
  authorised_on date not null,
  entry text not null check (entry in ('TYPED', 'IMPORTED')),
  content json not null,
  source json,
  evidence_id uuid not null,
  queried_by uuid not null,
  entered_on date not null,
  entered_at timestamptz not null,
  primary key (bank_id, report_id),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, evidence_id) references evidence,
  foreign key (bank_id, queried_by) references staff,
  check (queried_on >= authorised_on)
);
create index credit_report_of_case on credit_report (bank_id, case_id, subject, entered_at);
create trigger guard_append_only before update or delete or truncate on credit_report for each statement execute function weidai.refuse_change();
select weidai.protect('credit_report', 'select, insert', $$
  bank_id C1
  report_id C1
  case_id C1
  subject C1 whose report it is: APPLICANT, or the person beside him
  role C1
  name C2
  queried_on C2
  authorised_on C2 the authorisation it rests on
  entry C1
  content C2 what the bureau reports, as judgement reads it
  source C2 the imported file; none where it was typed
  evidence_id C1
  queried_by C1
  entered_on C1 business day
  entered_at C1
$$);
