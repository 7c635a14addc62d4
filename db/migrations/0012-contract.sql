-- From the decision to the money: the contract file of a case with its conditions, papers and people, signing and
-- confirmation, the registers of guarantors and collateral, and the drawdown by two people.
-- A file becomes a row of `contract` when it is signed; what was drawn up before that lies in contract_version.

-- A product is called what the bank calls it in applications and packs, and that is mostly Chinese.
alter table product drop constraint product_product_code_check;
alter table product add constraint product_product_code_check check (product_code = btrim(product_code) and product_code <> '');

create table contract_file (
  bank_id integer not null references bank,
  contract_id uuid not null,
  case_id uuid not null,
  resolution_id uuid not null,
  customer_id uuid not null,
  unit_id uuid not null,
  terms json not null,
  valid_until date not null,
  version integer not null default 0 check (version >= 0),
  state text not null check (state in ('DRAFTING', 'DRAWN_UP', 'SIGNED', 'CONFIRMED', 'CLOSED')),
  number text,
  line_id uuid,
  opened_on date not null,
  opened_at timestamptz not null,
  reason text,
  primary key (bank_id, contract_id),
  unique (bank_id, resolution_id),
  unique (bank_id, number),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, customer_id) references customer,
  foreign key (bank_id, unit_id) references unit,
  foreign key (bank_id, line_id) references line
);
create unique index contract_file_open on contract_file (bank_id, case_id) where state <> 'CLOSED';
create index contract_file_of_customer on contract_file (bank_id, customer_id);
create index contract_file_of_line on contract_file (bank_id, line_id) where line_id is not null;
select weidai.protect('contract_file', 'select, insert, update', $$
  bank_id C1
  contract_id C1 the id the contract has once it is signed
  case_id C1 a case has one file that is not closed
  resolution_id C1 the decision it carries out; a new decision opens a new file
  customer_id C1
  unit_id C1
  terms C2 as decided
  valid_until C2 last day on which the decision may be carried out
  version C1 of the papers; 0 before the first drawing up, grows by one with each
  state C2
  number C1 合同编号, given at the first drawing up and kept
  line_id C1 the line the contract stands under, once signed
  opened_on C1 business day
  opened_at C1
  reason C2 why it was closed or is to be drawn up again
$$);

create table contract_condition (
  bank_id integer not null,
  condition_id uuid not null,
  contract_id uuid not null,
  seq integer not null check (seq > 0),
  timing text not null check (timing in ('BEFORE', 'AFTER')),
  kind text not null,
  says text not null,
  owner_post text not null,
  due_on date,
  evidence_needed boolean not null,
  met_by uuid,
  met_on date,
  met_at timestamptz,
  met_note text,
  primary key (bank_id, condition_id),
  unique (bank_id, contract_id, seq),
  foreign key (bank_id, contract_id) references contract_file,
  foreign key (bank_id, met_by) references staff,
  check (num_nulls(met_by, met_on, met_at, met_note) in (0, 4))
);
create index contract_condition_open on contract_condition (bank_id, due_on) where met_at is null;
create trigger guard_append_only before delete or truncate on contract_condition for each statement execute function weidai.refuse_change();
select weidai.protect('contract_condition', 'select, insert, update (met_by, met_on, met_at, met_note)', $$
  bank_id C1
  condition_id C1
  contract_id C1
  seq C1
  timing C1 BEFORE the money (先决) or AFTER it (后续)
  kind C1
  says C2
  owner_post C1 who sees to it
  due_on C1
  evidence_needed C1
  met_by C1
  met_on C1 business day
  met_at C1
  met_note C2 how it was met
$$);

create table contract_version (
  bank_id integer not null,
  contract_id uuid not null,
  version integer not null check (version > 0),
  terms json not null,
  less_than_decided text,
  starts_on date not null,
  first_due_on date not null,
  residence text not null,
  premises text not null,
  delivery_address text not null,
  delivery_name text not null,
  account_bank text not null,
  account_name text not null,
  account_cipher bytea not null,
  account_key text not null,
  account_masked text not null,
  payment text not null check (payment in ('SELF', 'ENTRUSTED')),
  payment_reason text not null,
  fees json not null,
  prepayment text not null,
  use_line_id uuid,
  revolving boolean not null,
  line_until date not null,
  drawn_up_by uuid not null,
  drawn_up_on date not null,
  drawn_up_at timestamptz not null,
  primary key (bank_id, contract_id, version),
  foreign key (bank_id, contract_id) references contract_file,
  foreign key (bank_id, use_line_id) references line,
  foreign key (bank_id, drawn_up_by) references staff
);
create trigger guard_append_only before update or delete or truncate on contract_version for each statement execute function weidai.refuse_change();
select weidai.protect('contract_version', 'select, insert', $$
  bank_id C1
  contract_id C1
  version C1
  terms C2 as drawn up: the decided ones, or less
  less_than_decided C2 why amount or term is below the decision
  starts_on C2
  first_due_on C2
  residence C2
  premises C2
  delivery_address C2
  delivery_name C2
  account_bank C2
  account_name C2 the borrower's own
  account_cipher C2 as customer.id_number_cipher
  account_key C1 key id
  account_masked C2
  payment C2 SELF 自主支付, ENTRUSTED 受托支付
  payment_reason C2 what the thresholds said
  fees C2 every fee with who takes it; empty when there is none
  prepayment C2 what early repayment costs, as the disclosure says it
  use_line_id C1 the open line it is to stand under; a new one where empty
  revolving C2 of the line to be opened
  line_until C2 first day on which nothing may be drawn
  drawn_up_by C1
  drawn_up_on C1 business day
  drawn_up_at C1
$$);

create table contract_payee (
  bank_id integer not null,
  contract_id uuid not null,
  version integer not null,
  seq integer not null check (seq > 0),
  name text not null,
  account_bank text not null,
  account_cipher bytea not null,
  account_key text not null,
  account_masked text not null,
  amount_fen bigint not null check (amount_fen > 0),
  trade_contract text not null,
  goods text not null,
  evidence_id uuid not null,
  primary key (bank_id, contract_id, version, seq),
  foreign key (bank_id, contract_id, version) references contract_version,
  foreign key (bank_id, evidence_id) references evidence
);
create trigger guard_append_only before update or delete or truncate on contract_payee for each statement execute function weidai.refuse_change();
select weidai.protect('contract_payee', 'select, insert', $$
  bank_id C1
  contract_id C1
  version C1
  seq C1
  name C2
  account_bank C2
  account_cipher C2 as customer.id_number_cipher
  account_key C1 key id
  account_masked C2
  amount_fen C2
  trade_contract C2 number of the trade contract
  goods C2
  evidence_id C1 the trade contract itself
$$);

create table contract_paper (
  bank_id integer not null,
  contract_id uuid not null,
  version integer not null check (version > 0),
  kind text not null,
  subject text not null default '',
  document_id uuid not null,
  number text not null,
  signed_on date,
  signed_at timestamptz,
  primary key (bank_id, document_id),
  foreign key (bank_id, contract_id) references contract_file
);
create unique index contract_paper_once on contract_paper (bank_id, contract_id, version, kind, subject);
create trigger guard_append_only before delete or truncate on contract_paper for each statement execute function weidai.refuse_change();
select weidai.protect('contract_paper', 'select, insert, update (signed_on, signed_at)', $$
  bank_id C1
  contract_id C1
  version C1 the version it belongs to; of an older one it is void
  kind C1
  subject C1 which drawdown it is for, where it is for one
  document_id C1 the issued document
  number C1
  signed_on C1 business day on which the customer signed it
  signed_at C1
$$);

create table contract_party (
  bank_id integer not null,
  party_id uuid not null,
  contract_id uuid not null,
  customer_id uuid not null,
  role text not null check (role in ('SPOUSE', 'COBORROWER', 'GUARANTOR', 'PLEDGOR')),
  name text not null,
  relation text not null,
  id_number_cipher bytea not null,
  id_number_key text not null,
  id_number_masked text not null,
  id_number_hash text not null,
  phone_cipher bytea not null,
  phone_key text not null,
  phone_masked text not null,
  address text not null,
  monthly_disposable_fen bigint check (monthly_disposable_fen >= 0),
  guaranteed_fen bigint check (guaranteed_fen > 0),
  added_by uuid not null,
  added_at timestamptz not null,
  signed_on date,
  signed_version integer,
  removed_by uuid,
  removed_at timestamptz,
  remove_reason text,
  primary key (bank_id, party_id),
  foreign key (bank_id, contract_id) references contract_file,
  foreign key (bank_id, customer_id) references customer,
  foreign key (bank_id, added_by) references staff,
  foreign key (bank_id, removed_by) references staff,
  check ((role = 'GUARANTOR') = (guaranteed_fen is not null)),
  check (num_nulls(removed_by, removed_at, remove_reason) in (0, 3))
);
create unique index contract_party_once on contract_party (bank_id, contract_id, role, id_number_hash) where removed_at is null;
create index contract_party_of_customer on contract_party (bank_id, customer_id);
create index contract_party_by_person on contract_party (bank_id, id_number_hash);
create trigger guard_append_only before delete or truncate on contract_party for each statement execute function weidai.refuse_change();
select weidai.protect('contract_party', 'select, insert, update (signed_on, signed_version, removed_by, removed_at, remove_reason)', $$
  bank_id C1
  party_id C1
  contract_id C1
  customer_id C1 the borrower
  role C1
  name C2
  relation C2
  id_number_cipher C2 as customer.id_number_cipher
  id_number_key C1 key id
  id_number_masked C2
  id_number_hash C2 keyed hash, as of a customer: finds what else this person guarantees
  phone_cipher C2 as customer.id_number_cipher
  phone_key C1 key id
  phone_masked C2
  address C2
  monthly_disposable_fen C2 what a guarantor has left each month
  guaranteed_fen C2 principal a guarantor stands for
  added_by C1
  added_at C1
  signed_on C1 business day
  signed_version C1 the version that was signed
  removed_by C1
  removed_at C1
  remove_reason C2
$$);

create table collateral (
  bank_id integer not null,
  collateral_id uuid not null,
  contract_id uuid not null,
  customer_id uuid not null,
  unit_id uuid not null,
  kind text not null,
  item text not null,
  owner_name text not null,
  place text not null,
  title_number text not null,
  pledged_fen bigint not null check (pledged_fen > 0),
  registry_office text,
  registration_number text,
  registered_on date,
  added_by uuid not null,
  added_on date not null,
  added_at timestamptz not null,
  state text not null check (state in ('PLEDGED', 'RELEASED', 'REMOVED')),
  ended_by uuid,
  ended_on date,
  end_reason text,
  primary key (bank_id, collateral_id),
  foreign key (bank_id, contract_id) references contract_file,
  foreign key (bank_id, customer_id) references customer,
  foreign key (bank_id, unit_id) references unit,
  foreign key (bank_id, added_by) references staff,
  foreign key (bank_id, ended_by) references staff,
  check (num_nulls(registry_office, registration_number, registered_on) in (0, 3)),
  check ((state = 'PLEDGED') = (ended_on is null))
);
create index collateral_of_customer on collateral (bank_id, customer_id);
create index collateral_of_contract on collateral (bank_id, contract_id);
create index collateral_by_title on collateral (bank_id, title_number);
create trigger guard_append_only before delete or truncate on collateral for each statement execute function weidai.refuse_change();
select weidai.protect('collateral', 'select, insert, update (registry_office, registration_number, registered_on, state, ended_by, ended_on, end_reason)', $$
  bank_id C1
  collateral_id C1
  contract_id C1
  customer_id C1 the borrower
  unit_id C1
  kind C1 HOUSE, SHOP …; the haircut goes by it
  item C2
  owner_name C2
  place C2
  title_number C2 number of the title deed
  pledged_fen C2 principal it secures
  registry_office C2
  registration_number C2
  registered_on C2
  added_by C1
  added_on C1 business day
  added_at C1
  state C2
  ended_by C1
  ended_on C1 business day of release or removal
  end_reason C2
$$);

create table collateral_valuation (
  bank_id integer not null,
  valuation_id uuid not null,
  collateral_id uuid not null,
  value_fen bigint not null check (value_fen > 0),
  prior_claims_fen bigint not null check (prior_claims_fen >= 0),
  haircut numeric not null check (haircut between 0 and 1),
  source text not null,
  valued_on date not null,
  evidence_id uuid,
  entered_by uuid not null,
  entered_at timestamptz not null,
  primary key (bank_id, valuation_id),
  foreign key (bank_id, collateral_id) references collateral,
  foreign key (bank_id, evidence_id) references evidence,
  foreign key (bank_id, entered_by) references staff
);
create index collateral_valuation_of on collateral_valuation (bank_id, collateral_id, valued_on);
create trigger guard_append_only before update or delete or truncate on collateral_valuation for each statement execute function weidai.refuse_change();
select weidai.protect('collateral_valuation', 'select, insert', $$
  bank_id C1
  valuation_id C1
  collateral_id C1
  value_fen C2
  prior_claims_fen C2 claims that stand before ours
  haircut C2 share of the value that counts, from the policy of the day
  source C2 who says so: appraiser, sale prices, tax value
  valued_on C2
  evidence_id C1 the appraisal
  entered_by C1
  entered_at C1
$$);

create table collateral_insurance (
  bank_id integer not null,
  insurance_id uuid not null,
  collateral_id uuid not null,
  insurer text not null,
  policy_number text not null,
  insured_fen bigint not null check (insured_fen > 0),
  from_day date not null,
  until_day date not null check (until_day > from_day),
  entered_by uuid not null,
  entered_at timestamptz not null,
  primary key (bank_id, insurance_id),
  foreign key (bank_id, collateral_id) references collateral,
  foreign key (bank_id, entered_by) references staff
);
create index collateral_insurance_of on collateral_insurance (bank_id, collateral_id, until_day);
create trigger guard_append_only before update or delete or truncate on collateral_insurance for each statement execute function weidai.refuse_change();
select weidai.protect('collateral_insurance', 'select, insert', $$
  bank_id C1
  insurance_id C1
  collateral_id C1
  insurer C2
  policy_number C2
  insured_fen C2
  from_day C2
  until_day C2 first day without cover
  entered_by C1
  entered_at C1
$$);

create table custody_movement (
  bank_id integer not null,
  movement_id uuid not null,
  collateral_id uuid not null,
  number text not null,
  paper text not null,
  direction text not null check (direction in ('IN', 'OUT')),
  reason text not null,
  counterpart text not null,
  handed_by uuid not null,
  handed_on date not null,
  handed_at timestamptz not null,
  received_by uuid check (received_by <> handed_by),
  received_at timestamptz,
  primary key (bank_id, movement_id),
  unique (bank_id, number),
  foreign key (bank_id, collateral_id) references collateral,
  foreign key (bank_id, handed_by) references staff,
  foreign key (bank_id, received_by) references staff,
  check (num_nulls(received_by, received_at) in (0, 2))
);
create unique index custody_movement_pending on custody_movement (bank_id, collateral_id, paper) where received_at is null;
create index custody_movement_of on custody_movement (bank_id, collateral_id, handed_at);
create trigger guard_append_only before delete or truncate on custody_movement for each statement execute function weidai.refuse_change();
select weidai.protect('custody_movement', 'select, insert, update (received_by, received_at)', $$
  bank_id C1
  movement_id C1
  collateral_id C1
  number C1 of the receipt
  paper C2 title deed, certificate of the mortgage, policy …
  direction C1 into the bank's custody, or out of it
  reason C2
  counterpart C2 from whom it comes or to whom it goes
  handed_by C1 who enters it
  handed_on C1 business day
  handed_at C1
  received_by C1 the second person, who counts it
  received_at C1
$$);

create table contract_mark (
  bank_id integer not null,
  mark_id uuid not null,
  contract_id uuid not null,
  version integer not null check (version >= 0),
  item text not null,
  subject text not null default '',
  says text not null,
  details json not null,
  marked_by uuid not null,
  marked_on date not null,
  marked_at timestamptz not null,
  primary key (bank_id, mark_id),
  foreign key (bank_id, contract_id) references contract_file,
  foreign key (bank_id, marked_by) references staff
);
create index contract_mark_of on contract_mark (bank_id, contract_id, marked_at);
create trigger guard_append_only before update or delete or truncate on contract_mark for each statement execute function weidai.refuse_change();
select weidai.protect('contract_mark', 'select, insert', $$
  bank_id C1
  mark_id C1
  contract_id C1
  version C1 the version of the papers at the time
  item C1 what was done: identity verified, terms read out, repayment explained …
  subject C1 for whom: a party, or empty for the borrower
  says C2 in the words of whoever did it
  details C2 place, answers, device checks
  marked_by C1
  marked_on C1 business day
  marked_at C1
$$);

create table contract_signing (
  bank_id integer not null,
  signing_id uuid not null,
  contract_id uuid not null,
  version integer not null check (version > 0),
  place_kind text not null check (place_kind in ('BRANCH', 'ON_SITE')),
  place text not null,
  opened_by uuid not null,
  opened_on date not null,
  opened_at timestamptz not null,
  joined_by uuid check (joined_by <> opened_by),
  joined_at timestamptz,
  outcome text check (outcome in ('SIGNED', 'REFUSED')),
  ended_on date,
  ended_at timestamptz,
  reason text,
  primary key (bank_id, signing_id),
  foreign key (bank_id, contract_id) references contract_file,
  foreign key (bank_id, opened_by) references staff,
  foreign key (bank_id, joined_by) references staff,
  check (num_nulls(joined_by, joined_at) in (0, 2)),
  check (num_nulls(outcome, ended_on, ended_at) in (0, 3)),
  check (outcome is distinct from 'SIGNED' or joined_by is not null)
);
create unique index contract_signing_open on contract_signing (bank_id, contract_id) where ended_at is null;
create trigger guard_append_only before delete or truncate on contract_signing for each statement execute function weidai.refuse_change();
select weidai.protect('contract_signing', 'select, insert, update (joined_by, joined_at, outcome, ended_on, ended_at, reason)', $$
  bank_id C1
  signing_id C1
  contract_id C1
  version C1
  place_kind C1 a visit to the branch is counted
  place C2
  opened_by C1 the first of the two people of the bank
  opened_on C1 business day
  opened_at C1
  joined_by C1 the second, from his own account
  joined_at C1
  outcome C2
  ended_on C1 business day
  ended_at C1
  reason C2 why the customer did not sign
$$);

create table contract_confirmation (
  bank_id integer not null,
  confirmation_id uuid not null,
  contract_id uuid not null,
  version integer not null check (version > 0),
  how text not null check (how in ('CALL', 'VISIT', 'AT_SIGNING')),
  spoke_with text not null,
  answers json not null,
  passed boolean not null,
  says text not null,
  confirmed_by uuid not null,
  confirmed_on date not null,
  confirmed_at timestamptz not null,
  primary key (bank_id, confirmation_id),
  foreign key (bank_id, contract_id) references contract_file,
  foreign key (bank_id, confirmed_by) references staff
);
create index contract_confirmation_of on contract_confirmation (bank_id, contract_id, confirmed_at);
create trigger guard_append_only before update or delete or truncate on contract_confirmation for each statement execute function weidai.refuse_change();
select weidai.protect('contract_confirmation', 'select, insert', $$
  bank_id C1
  confirmation_id C1
  contract_id C1
  version C1
  how C1
  spoke_with C2
  answers C2 each question with the customer's answer
  passed C2
  says C2
  confirmed_by C1 the supervisor
  confirmed_on C1 business day
  confirmed_at C1
$$);

create table contract_evidence (
  bank_id integer not null,
  contract_id uuid not null,
  part text not null check (part in ('CONDITION', 'MARK', 'SIGNING', 'CONFIRMATION', 'DRAWDOWN', 'CUSTODY')),
  part_id uuid not null,
  evidence_id uuid not null,
  primary key (bank_id, contract_id, part, part_id, evidence_id),
  foreign key (bank_id, contract_id) references contract_file,
  foreign key (bank_id, evidence_id) references evidence
);
create trigger guard_append_only before update or delete or truncate on contract_evidence for each statement execute function weidai.refuse_change();
select weidai.protect('contract_evidence', 'select, insert', $$
  bank_id C1
  contract_id C1
  part C1 what of the contract it proves
  part_id C1
  evidence_id C1
$$);

create table drawdown (
  bank_id integer not null,
  drawdown_id uuid not null,
  contract_id uuid not null,
  version integer not null,
  seq integer not null check (seq > 0),
  case_id uuid not null,
  customer_id uuid not null,
  line_id uuid not null,
  product_code text not null,
  purpose text not null,
  amount_fen bigint not null check (amount_fen > 0),
  payment text not null check (payment in ('SELF', 'ENTRUSTED')),
  value_on date not null,
  first_due_on date not null,
  note_id uuid not null,
  note_number text not null,
  state text not null check (state in ('ORDERED', 'CANCELLED', 'DISBURSED', 'ARRIVED', 'REVERSED')),
  ordered_by uuid not null,
  ordered_at timestamptz not null,
  checked_by uuid check (checked_by <> ordered_by),
  checked_at timestamptz,
  cancelled_by uuid,
  cancelled_at timestamptz,
  cancel_reason text,
  arrived_how text,
  arrived_with text,
  arrived_by uuid,
  arrived_on date,
  arrived_at timestamptz,
  reversal_asked_by uuid,
  reversal_asked_at timestamptz,
  reversal_reason text,
  reversed_by uuid check (reversed_by <> reversal_asked_by),
  reversed_at timestamptz,
  primary key (bank_id, drawdown_id),
  unique (bank_id, contract_id, seq),
  unique (bank_id, note_id),
  unique (bank_id, note_number),
  foreign key (bank_id, contract_id, version) references contract_version,
  foreign key (bank_id, contract_id) references contract,
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, customer_id) references customer,
  foreign key (bank_id, line_id) references line,
  foreign key (bank_id, ordered_by) references staff,
  foreign key (bank_id, checked_by) references staff,
  foreign key (bank_id, cancelled_by) references staff,
  foreign key (bank_id, arrived_by) references staff,
  foreign key (bank_id, reversal_asked_by) references staff,
  foreign key (bank_id, reversed_by) references staff,
  check (num_nulls(checked_by, checked_at) in (0, 2)),
  check (num_nulls(cancelled_by, cancelled_at, cancel_reason) in (0, 3)),
  check (num_nulls(arrived_how, arrived_with, arrived_by, arrived_on, arrived_at) in (0, 5)),
  check (num_nulls(reversal_asked_by, reversal_asked_at, reversal_reason) in (0, 3)),
  check (num_nulls(reversed_by, reversed_at) in (0, 2)),
  check ((state in ('DISBURSED', 'ARRIVED', 'REVERSED')) = (checked_at is not null))
);
create unique index drawdown_ordered on drawdown (bank_id, contract_id) where state = 'ORDERED';
create index drawdown_of_customer on drawdown (bank_id, customer_id, value_on);
create index drawdown_of_line on drawdown (bank_id, line_id);
create trigger guard_append_only before delete or truncate on drawdown for each statement execute function weidai.refuse_change();
select weidai.protect('drawdown', 'select, insert, update', $$
  bank_id C1
  drawdown_id C1
  contract_id C1
  version C1
  seq C1
  case_id C1
  customer_id C1
  line_id C1
  product_code C1
  purpose C2 split payments are looked for within one purpose
  amount_fen C2
  payment C2
  value_on C2 business day; interest begins
  first_due_on C2
  note_id C1 given when ordered
  note_number C1
  state C2
  ordered_by C1 the maker
  ordered_at C1
  checked_by C1 the checker, another person
  checked_at C1
  cancelled_by C1
  cancelled_at C1
  cancel_reason C2
  arrived_how C2
  arrived_with C2 who of the customer's side saw the money
  arrived_by C1
  arrived_on C1 business day
  arrived_at C1
  reversal_asked_by C1
  reversal_asked_at C1
  reversal_reason C2
  reversed_by C1 the second person
  reversed_at C1
$$);
