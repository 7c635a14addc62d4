-- Intake, assignment, requests for documents, corrections by a second person, and customers that are one person twice.

-- One person on file twice: nothing moves, the row only says which customer it stands behind, so that taking it back restores exactly.
alter table customer add column person_id uuid,
  add foreign key (bank_id, person_id) references customer,
  add check (person_id <> customer_id);
create index customer_of_person on customer (bank_id, person_id) where person_id is not null;
select weidai.describe('customer', $$
  person_id C1 the customer it stands behind since a merge, the last of a chain; none while it stands for itself
$$);

create table customer_merge (
  bank_id integer not null,
  merge_id uuid not null,
  customer_id uuid not null,
  into_id uuid not null,
  grounds json not null,
  reason text not null,
  state text not null check (state in ('PROPOSED', 'MERGED', 'REFUSED', 'UNMERGE_PROPOSED', 'UNMERGED')),
  proposed_by uuid not null,
  proposed_on date not null,
  proposed_at timestamptz not null,
  decided_by uuid check (decided_by <> proposed_by),
  decided_on date,
  decided_at timestamptz,
  undo_reason text,
  undo_by uuid,
  undo_on date,
  undo_at timestamptz,
  undone_by uuid check (undone_by <> undo_by),
  undone_on date,
  undone_at timestamptz,
  primary key (bank_id, merge_id),
  foreign key (bank_id, customer_id) references customer,
  foreign key (bank_id, into_id) references customer,
  foreign key (bank_id, proposed_by) references staff,
  foreign key (bank_id, decided_by) references staff,
  foreign key (bank_id, undo_by) references staff,
  foreign key (bank_id, undone_by) references staff,
  check (customer_id <> into_id)
);
create unique index customer_merge_once on customer_merge (bank_id, customer_id) where state in ('PROPOSED', 'MERGED', 'UNMERGE_PROPOSED');
create index customer_merge_of_into on customer_merge (bank_id, into_id);
create trigger guard_append_only before delete or truncate on customer_merge for each statement execute function weidai.refuse_change();
select weidai.protect('customer_merge', 'select, insert, update (state, decided_by, decided_on, decided_at, undo_reason, undo_by, undo_on, undo_at, undone_by, undone_on, undone_at)', $$
  bank_id C1
  merge_id C1
  customer_id C1 the file that stands behind the other
  into_id C1 the file that goes on
  grounds C2 what the two have in common
  reason C2
  state C2 in force while MERGED or UNMERGE_PROPOSED
  proposed_by C1
  proposed_on C1 business day
  proposed_at C1
  decided_by C1 another person, who confirmed or refused
  decided_on C1 business day
  decided_at C1
  undo_reason C2 why they are two people after all
  undo_by C1
  undo_on C1 business day
  undo_at C1
  undone_by C1 another person than who asked for it
  undone_on C1 business day
  undone_at C1
$$);

alter table application add column documents_complete_on date,
  add column documents_complete_at timestamptz,
  add column documents_complete_by uuid,
  add column assigned_at timestamptz,
  add column line_id uuid,
  add column beside_case_id uuid,
  add foreign key (bank_id, documents_complete_by) references staff,
  add foreign key (bank_id, line_id) references line,
  add foreign key (bank_id, beside_case_id) references application,
  add check (num_nulls(documents_complete_on, documents_complete_at, documents_complete_by) in (0, 3)),
  add check (beside_case_id <> case_id);
create index application_of_line on application (bank_id, line_id) where line_id is not null;
select weidai.describe('application', $$
  documents_complete_on C1 business day on which the documents were complete; the admission clock begins
  documents_complete_at C1
  documents_complete_by C1
  assigned_at C1 when the officers were named last; none while lead_id is only who filed it
  line_id C1 the open line under which this further product is asked for
  beside_case_id C1 the running case of the same customer beside which it is asked for
$$);

-- The intake form of one person for one customer before it is filed: begun on the phone, finished at the desk.
create table application_draft (
  bank_id integer not null,
  staff_id uuid not null,
  customer_id uuid not null,
  form json not null,
  saved_at timestamptz not null,
  primary key (bank_id, staff_id, customer_id),
  foreign key (bank_id, staff_id) references staff,
  foreign key (bank_id, customer_id) references customer
);
create index application_draft_of_customer on application_draft (bank_id, customer_id);
select weidai.protect('application_draft', 'select, insert, update, delete', $$
  bank_id C1
  staff_id C1
  customer_id C1
  form C2 the form as typed
  saved_at C1
$$);

create table application_party (
  bank_id integer not null,
  party_id uuid not null,
  case_id uuid not null,
  role text not null check (role in ('SPOUSE', 'GUARANTOR', 'CO_BORROWER', 'PARTNER', 'RELATED')),
  name text not null check (name <> ''),
  relation text not null,
  customer_id uuid,
  id_number_cipher bytea,
  id_number_key text,
  id_number_masked text,
  id_number_hash text,
  phone_cipher bytea,
  phone_key text,
  phone_masked text,
  phone_hash text,
  added_by uuid not null,
  added_on date not null,
  added_at timestamptz not null,
  removed_by uuid,
  removed_at timestamptz,
  remove_reason text,
  primary key (bank_id, party_id),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, customer_id) references customer,
  foreign key (bank_id, added_by) references staff,
  foreign key (bank_id, removed_by) references staff,
  check (num_nulls(id_number_cipher, id_number_key, id_number_masked, id_number_hash) in (0, 4)),
  check (num_nulls(phone_cipher, phone_key, phone_masked, phone_hash) in (0, 4)),
  check (num_nulls(removed_by, removed_at, remove_reason) in (0, 3))
);
create index application_party_of_case on application_party (bank_id, case_id);
create index application_party_of_customer on application_party (bank_id, customer_id) where customer_id is not null;
create trigger guard_append_only before delete or truncate on application_party for each statement execute function weidai.refuse_change();
select weidai.protect('application_party', 'select, insert, update (removed_by, removed_at, remove_reason)', $$
  bank_id C1
  party_id C1
  case_id C1
  role C1
  name C2
  relation C2 what he is to the applicant, in words
  customer_id C1 the same person as a customer, where known
  id_number_cipher C2 as customer.id_number_cipher
  id_number_key C1 key id
  id_number_masked C2
  id_number_hash C2 keyed
  phone_cipher C2 as customer.phone_cipher
  phone_key C1 key id
  phone_masked C2
  phone_hash C2 keyed
  added_by C1
  added_on C1 business day
  added_at C1
  removed_by C1
  removed_at C1 set when he no longer takes part; the row stays
  remove_reason C2
$$);

create table application_step (
  bank_id integer not null,
  case_id uuid not null,
  step text not null check (step in ('IDENTIFIED', 'PROCESS_EXPLAINED', 'DOCUMENT_LIST', 'CONDUCT_CODE', 'LIST_CHECK')),
  seq integer not null check (seq > 0),
  detail json not null,
  done_by uuid not null,
  done_on date not null,
  done_at timestamptz not null,
  primary key (bank_id, case_id, step, seq),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, done_by) references staff
);
create trigger guard_append_only before update or delete or truncate on application_step for each statement execute function weidai.refuse_change();
select weidai.protect('application_step', 'select, insert', $$
  bank_id C1
  case_id C1
  step C1
  seq C1 done again, the last one counts
  detail C2 how the person was identified, which code and phone were told, what the lists said
  done_by C1
  done_on C1 business day
  done_at C1
$$);

create table application_consent (
  bank_id integer not null,
  consent_id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('PERSONAL_DATA', 'BUREAU')),
  party_id uuid,
  signed_on date not null,
  evidence_id uuid,
  note text,
  recorded_by uuid not null,
  recorded_on date not null,
  recorded_at timestamptz not null,
  revoked_by uuid,
  revoked_on date,
  revoked_at timestamptz,
  revoke_reason text,
  primary key (bank_id, consent_id),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, party_id) references application_party,
  foreign key (bank_id, evidence_id) references evidence,
  foreign key (bank_id, recorded_by) references staff,
  foreign key (bank_id, revoked_by) references staff,
  check (evidence_id is not null or note is not null),
  check (num_nulls(revoked_by, revoked_on, revoked_at, revoke_reason) in (0, 4))
);
create index application_consent_of_case on application_consent (bank_id, case_id);
create trigger guard_append_only before delete or truncate on application_consent for each statement execute function weidai.refuse_change();
select weidai.protect('application_consent', 'select, insert, update (revoked_by, revoked_on, revoked_at, revoke_reason)', $$
  bank_id C1
  consent_id C1
  case_id C1
  kind C1
  party_id C1 who signed; none for the applicant
  signed_on C2
  evidence_id C1 photo or scan of the signed sheet
  note C2 where the signed sheet lies, when there is no picture of it
  recorded_by C1
  recorded_on C1 business day
  recorded_at C1
  revoked_by C1
  revoked_on C1 business day
  revoked_at C1 set when the person took it back; the row stays
  revoke_reason C2
$$);

create table application_document (
  bank_id integer not null,
  case_id uuid not null,
  item text not null,
  position integer not null check (position > 0),
  name text not null,
  is_required boolean not null,
  state text not null check (state in ('PENDING', 'RECEIVED', 'WAIVED')),
  evidence_id uuid,
  note text,
  changed_by uuid,
  changed_on date,
  changed_at timestamptz,
  primary key (bank_id, case_id, item),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, evidence_id) references evidence,
  foreign key (bank_id, changed_by) references staff,
  check (state <> 'WAIVED' or note is not null),
  check (num_nulls(changed_by, changed_on, changed_at) in (0, 3))
);
select weidai.protect('application_document', 'select, insert, update', $$
  bank_id C1
  case_id C1
  item C1 code of the pack's list
  position C1 where it stands on the list
  name C1
  is_required C1
  state C2
  evidence_id C1 the document itself
  note C2 where it lies, or why it is not needed
  changed_by C1
  changed_on C1 business day
  changed_at C1
$$);

create table application_admission (
  bank_id integer not null,
  case_id uuid not null,
  seq integer not null check (seq > 0),
  outcome text not null check (outcome in ('ADMITTED', 'DECLINED')),
  rules json not null,
  grounds json not null,
  reason text,
  due_on date,
  due_at timestamptz,
  policy text not null,
  decided_by uuid not null,
  decided_on date not null,
  decided_at timestamptz not null,
  primary key (bank_id, case_id, seq),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, decided_by) references staff
);
create trigger guard_append_only before update or delete or truncate on application_admission for each statement execute function weidai.refuse_change();
select weidai.protect('application_admission', 'select, insert', $$
  bank_id C1
  case_id C1
  seq C1 1, 2, 3 …; taken up again, decided again
  outcome C2
  rules C2 each admission rule, whether it holds and what it says
  grounds C2 codes of why it was declined
  reason C2
  due_on C1 the last business day for the answer
  due_at C1 when the answer was due, for clocks in hours
  policy C1 the policy it was decided by
  decided_by C1
  decided_on C1 business day
  decided_at C1
$$);

create table application_assignment (
  bank_id integer not null,
  case_id uuid not null,
  seq integer not null check (seq > 0),
  lead_id uuid not null,
  assist_id uuid check (assist_id <> lead_id),
  reason text,
  assigned_by uuid not null,
  assigned_on date not null,
  assigned_at timestamptz not null,
  primary key (bank_id, case_id, seq),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, lead_id) references staff,
  foreign key (bank_id, assist_id) references staff,
  foreign key (bank_id, assigned_by) references staff
);
create trigger guard_append_only before update or delete or truncate on application_assignment for each statement execute function weidai.refuse_change();
select weidai.protect('application_assignment', 'select, insert', $$
  bank_id C1
  case_id C1
  seq C1
  lead_id C1 主办
  assist_id C1 协办
  reason C2 why others took over
  assigned_by C1
  assigned_on C1 business day
  assigned_at C1
$$);

-- What an application has that another may have too: found by plain equality.
create table application_attribute (
  bank_id integer not null,
  kind text not null check (kind in ('PHONE', 'ADDRESS', 'GUARANTOR')),
  key text not null,
  case_id uuid not null,
  customer_id uuid not null,
  primary key (bank_id, kind, key, case_id),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, customer_id) references customer
);
create index application_attribute_of_case on application_attribute (bank_id, case_id);
select weidai.protect('application_attribute', 'select, insert, delete', $$
  bank_id C1
  kind C1
  key C2 keyed hash
  case_id C1
  customer_id C1 the applicant
$$);

-- 退回补件: any stage asks for documents; what was asked and answered stays.
create table correction_request (
  bank_id integer not null,
  request_id uuid not null,
  case_id uuid not null,
  stage text not null,
  asks json not null,
  asked_of uuid not null,
  due_on date not null,
  state text not null check (state in ('OPEN', 'ANSWERED', 'SETTLED', 'CANCELLED')),
  asked_by uuid not null,
  asked_on date not null,
  asked_at timestamptz not null,
  primary key (bank_id, request_id),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, asked_of) references staff,
  foreign key (bank_id, asked_by) references staff
);
create index correction_request_of_case on correction_request (bank_id, case_id);
create index correction_request_of_staff on correction_request (bank_id, asked_of, due_on) where state = 'OPEN';
create trigger guard_append_only before delete or truncate on correction_request for each statement execute function weidai.refuse_change();
select weidai.protect('correction_request', 'select, insert, update (state)', $$
  bank_id C1
  request_id C1
  case_id C1
  stage C1 the stage that asks
  asks C2 what is asked for, one by one
  asked_of C1 who has to bring it
  due_on C1
  state C2
  asked_by C1
  asked_on C1 business day
  asked_at C1
$$);

create table correction_event (
  bank_id integer not null,
  request_id uuid not null,
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('ANSWERED', 'SETTLED', 'REOPENED', 'CANCELLED')),
  says text not null,
  evidence json not null,
  done_by uuid not null,
  done_on date not null,
  done_at timestamptz not null,
  primary key (bank_id, request_id, seq),
  foreign key (bank_id, request_id) references correction_request,
  foreign key (bank_id, done_by) references staff
);
create trigger guard_append_only before update or delete or truncate on correction_event for each statement execute function weidai.refuse_change();
select weidai.protect('correction_event', 'select, insert', $$
  bank_id C1
  request_id C1
  seq C1
  kind C1
  says C2
  evidence C1 ids of the evidence brought
  done_by C1
  done_on C1 business day
  done_at C1
$$);

-- 更正: what was filed is changed by two people; the old value stays.
create table fact_correction (
  bank_id integer not null,
  correction_id uuid not null,
  case_id uuid not null,
  place text not null,
  old_value json not null,
  new_value json not null,
  reason text not null,
  state text not null check (state in ('PROPOSED', 'CONFIRMED', 'REFUSED')),
  proposed_by uuid not null,
  proposed_on date not null,
  proposed_at timestamptz not null,
  decided_by uuid check (decided_by <> proposed_by),
  decided_on date,
  decided_at timestamptz,
  decide_reason text,
  primary key (bank_id, correction_id),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, proposed_by) references staff,
  foreign key (bank_id, decided_by) references staff,
  check ((state = 'PROPOSED') = (decided_by is null))
);
create unique index fact_correction_once on fact_correction (bank_id, case_id, place) where state = 'PROPOSED';
create index fact_correction_of_case on fact_correction (bank_id, case_id);
create trigger guard_append_only before delete or truncate on fact_correction for each statement execute function weidai.refuse_change();
select weidai.protect('fact_correction', 'select, insert, update (state, decided_by, decided_on, decided_at, decide_reason)', $$
  bank_id C1
  correction_id C1
  case_id C1
  place C1 where in the intake it stands
  old_value C2
  new_value C2
  reason C2
  state C2
  proposed_by C1
  proposed_on C1 business day
  proposed_at C1
  decided_by C1 another person
  decided_on C1 business day
  decided_at C1
  decide_reason C2
$$);
