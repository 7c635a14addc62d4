-- The credit model: customer → line 授信 → contract 合同 → note 借据 → instalment. A plain loan is a line with one contract
-- and one note. Exposure of customer, household and group is a sum over lines; drawing locks exactly one line row.

create table product (
  bank_id integer not null references bank,
  product_code text not null check (product_code ~ '^[A-Z][A-Z0-9_]*$'),
  name text not null,
  active boolean not null default true,
  primary key (bank_id, product_code)
);
select weidai.protect('product', 'select, insert, update', $$
  bank_id C1
  product_code C1 names the product in policy packs
  name C1
  active C1 offered to new applicants
$$);

create table customer (
  bank_id integer not null references bank,
  customer_id uuid not null,
  number text not null,
  customer_type text not null check (customer_type in ('SELF_EMPLOYED', 'MICRO_OWNER', 'FARMER', 'SALARIED')),
  name text not null check (name <> ''),
  id_number_cipher bytea not null,
  id_number_key text not null,
  id_number_masked text not null,
  id_number_hash text not null,
  phone_cipher bytea not null,
  phone_key text not null,
  phone_masked text not null,
  born_on date not null,
  sex text not null check (sex in ('FEMALE', 'MALE')),
  household_id uuid not null,
  group_id uuid,
  unit_id uuid not null,
  manager_id uuid not null,
  created_on date not null,
  row_version integer not null default 1,
  primary key (bank_id, customer_id),
  unique (bank_id, number),
  unique (bank_id, id_number_hash),
  foreign key (bank_id, unit_id) references unit,
  foreign key (bank_id, manager_id) references staff
);
create index customer_of_manager on customer (bank_id, manager_id);
create index customer_of_unit on customer (bank_id, unit_id);
create index customer_of_household on customer (bank_id, household_id);
create index customer_of_group on customer (bank_id, group_id) where group_id is not null;
select weidai.protect('customer', 'select, insert, update', $$
  bank_id C1
  customer_id C1
  number C1 what people read, from the bank's counter
  customer_type C1
  name C2
  id_number_cipher C2 AES-256-GCM: 12 bytes nonce, 16 bytes tag, ciphertext
  id_number_key C1 key id
  id_number_masked C2 what screens show
  id_number_hash C2 keyed hash; one customer for an ID number in each bank
  phone_cipher C2 as id_number_cipher
  phone_key C1 key id
  phone_masked C2
  born_on C2
  sex C2
  household_id C1 customers of one household share it; at first the customer's own id
  group_id C1 group of connected customers
  unit_id C1 the unit that looks after the customer
  manager_id C1 the client manager
  created_on C1 business day
  row_version C1 grows by one with each change
$$);

-- Found by plain equality, one row a key: no search ever reads a ciphertext.
create table customer_search_key (
  bank_id integer not null,
  kind text not null check (kind in ('ID_NUMBER', 'ID_LAST4', 'PHONE', 'PHONE_LAST4', 'NAME_BIGRAM', 'PINYIN', 'NUMBER')),
  key text not null,
  customer_id uuid not null,
  primary key (bank_id, kind, key, customer_id),
  foreign key (bank_id, customer_id) references customer
);
create index customer_search_key_of_customer on customer_search_key (bank_id, customer_id);
select weidai.protect('customer_search_key', 'select, insert, delete', $$
  bank_id C1
  kind C1
  key C2 keyed hash of a whole identifier, else last four, bigram of the name, or pinyin initials
  customer_id C1
$$);

create table customer_relation (
  bank_id integer not null,
  relation_id uuid not null,
  customer_id uuid not null,
  kind text not null check (kind in ('SPOUSE', 'PARENT', 'CHILD', 'SIBLING', 'RELATIVE', 'PARTNER', 'GUARANTOR', 'EMPLOYER', 'SUPPLIER', 'BUYER', 'REFERRER', 'OTHER')),
  other_customer_id uuid,
  other_name text,
  note text,
  from_day date not null,
  until_day date check (until_day >= from_day),
  primary key (bank_id, relation_id),
  foreign key (bank_id, customer_id) references customer,
  foreign key (bank_id, other_customer_id) references customer,
  check (other_customer_id is not null or other_name is not null),
  check (other_customer_id <> customer_id)
);
create index customer_relation_of_customer on customer_relation (bank_id, customer_id);
create index customer_relation_of_other on customer_relation (bank_id, other_customer_id) where other_customer_id is not null;
select weidai.protect('customer_relation', 'select, insert, update', $$
  bank_id C1
  relation_id C1
  customer_id C1
  kind C1 what the other is to the customer
  other_customer_id C1 the other, where known to the bank as a customer
  other_name C2 the other, where not
  note C2
  from_day C1
  until_day C1 first day on which it no longer holds
$$);

create table line (
  bank_id integer not null,
  line_id uuid not null,
  number text not null,
  customer_id uuid not null,
  unit_id uuid not null,
  cap_fen bigint not null check (cap_fen > 0),
  drawn_fen bigint not null default 0 check (drawn_fen between 0 and cap_fen),
  revolving boolean not null,
  guarantee text not null,
  valid_from date not null,
  valid_until date not null check (valid_until > valid_from),
  resolution_id uuid,
  state text not null check (state in ('OPEN', 'FROZEN', 'CLOSED')),
  row_version integer not null default 1,
  primary key (bank_id, line_id),
  unique (bank_id, number),
  foreign key (bank_id, customer_id) references customer,
  foreign key (bank_id, unit_id) references unit
);
create index line_of_customer on line (bank_id, customer_id);
create index line_by_end on line (bank_id, valid_until) where state <> 'CLOSED';
select weidai.protect('line', 'select, insert, update', $$
  bank_id C1
  line_id C1
  number C1 授信编号
  customer_id C1
  unit_id C1
  cap_fen C2 the most that may be drawn at any time
  drawn_fen C2 drawn and not repaid; locked with this row when drawing
  revolving C2 repaid principal may be drawn again
  guarantee C2 CREDIT, PERSONAL_GUARANTEE, MORTGAGE …
  valid_from C2
  valid_until C2 first day on which nothing may be drawn
  resolution_id C1 the decision it rests on
  state C2
  row_version C1
$$);

create table line_product (
  bank_id integer not null,
  line_id uuid not null,
  product_code text not null,
  cap_fen bigint not null check (cap_fen > 0),
  primary key (bank_id, line_id, product_code),
  foreign key (bank_id, line_id) references line,
  foreign key (bank_id, product_code) references product
);
select weidai.protect('line_product', 'select, insert', $$
  bank_id C1
  line_id C1
  product_code C1 may be drawn under the line
  cap_fen C2 the most of the line this product may use
$$);

create table contract (
  bank_id integer not null,
  contract_id uuid not null,
  number text not null,
  line_id uuid not null,
  customer_id uuid not null,
  product_code text not null,
  amount_fen bigint not null check (amount_fen > 0),
  annual_rate numeric not null check (annual_rate >= 0),
  method text not null,
  every text not null check (every in ('MONTH', 'QUARTER', 'ONCE')),
  periods integer not null check (periods > 0),
  day_count text not null check (day_count in ('M30', 'ACT_360', 'ACT_365')),
  rounding text not null check (rounding in ('HALF_UP', 'UP')),
  purpose text not null,
  signed_on date not null,
  matures_on date not null check (matures_on > signed_on),
  state text not null check (state in ('SIGNED', 'ENDED', 'CANCELLED')),
  row_version integer not null default 1,
  primary key (bank_id, contract_id),
  unique (bank_id, number),
  foreign key (bank_id, line_id) references line,
  foreign key (bank_id, customer_id) references customer,
  foreign key (bank_id, line_id, product_code) references line_product
);
create index contract_of_line on contract (bank_id, line_id);
create index contract_of_customer on contract (bank_id, customer_id);
select weidai.protect('contract', 'select, insert, update', $$
  bank_id C1
  contract_id C1
  number C1 合同号
  line_id C1
  customer_id C1
  product_code C1
  amount_fen C2
  annual_rate C2 0.072 is 7.2 % a year
  method C2 repayment method, code of chapter 9.1
  every C2
  periods C2
  day_count C2
  rounding C2
  purpose C2
  signed_on C2
  matures_on C2
  state C2
  row_version C1
$$);

create table note (
  bank_id integer not null,
  note_id uuid not null,
  number text not null,
  contract_id uuid not null,
  line_id uuid not null,
  customer_id uuid not null,
  unit_id uuid not null,
  amount_fen bigint not null check (amount_fen > 0),
  balance_fen bigint not null check (balance_fen between 0 and amount_fen),
  annual_rate numeric not null check (annual_rate >= 0),
  disbursed_on date not null,
  matures_on date not null check (matures_on > disbursed_on),
  account_cipher bytea not null,
  account_key text not null,
  account_masked text not null,
  schedule_version integer not null check (schedule_version > 0),
  state text not null check (state in ('RUNNING', 'SETTLED', 'WRITTEN_OFF', 'REVERSED')),
  row_version integer not null default 1,
  primary key (bank_id, note_id),
  unique (bank_id, number),
  foreign key (bank_id, contract_id) references contract,
  foreign key (bank_id, line_id) references line,
  foreign key (bank_id, customer_id) references customer,
  foreign key (bank_id, unit_id) references unit
);
create index note_of_contract on note (bank_id, contract_id);
create index note_of_line on note (bank_id, line_id);
create index note_of_customer on note (bank_id, customer_id);
create index note_running on note (bank_id, unit_id, note_id) where state = 'RUNNING';
select weidai.protect('note', 'select, insert, update', $$
  bank_id C1
  note_id C1
  number C1 借据号
  contract_id C1
  line_id C1
  customer_id C1
  unit_id C1
  amount_fen C2
  balance_fen C2 principal not repaid
  annual_rate C2
  disbursed_on C2 interest begins
  matures_on C2
  account_cipher C2 as customer.id_number_cipher
  account_key C1 key id
  account_masked C2
  schedule_version C1 the version in force
  state C2
  row_version C1
$$);

-- Schedules are never changed; a change makes the next version, and the one before stays.
create table schedule_version (
  bank_id integer not null,
  note_id uuid not null,
  version integer not null check (version > 0),
  from_day date not null,
  reason text not null check (reason in ('DISBURSED', 'PREPAID', 'EXTENDED', 'RESCHEDULED', 'RATE_CHANGED')),
  terms json not null,
  made_by text not null,
  made_at timestamptz not null,
  primary key (bank_id, note_id, version),
  foreign key (bank_id, note_id) references note
);
select weidai.protect('schedule_version', 'select, insert', $$
  bank_id C1
  note_id C1
  version C1
  from_day C1 business day from which it holds
  reason C1
  terms C2 input of the schedule
  made_by C1
  made_at C1
$$);

create table instalment (
  bank_id integer not null,
  note_id uuid not null,
  version integer not null,
  seq integer not null check (seq > 0),
  due_on date not null,
  principal_fen bigint not null check (principal_fen >= 0),
  interest_fen bigint not null check (interest_fen >= 0),
  balance_fen bigint not null check (balance_fen >= 0),
  primary key (bank_id, note_id, version, seq),
  foreign key (bank_id, note_id, version) references schedule_version
);
create index instalment_due on instalment (bank_id, due_on, note_id);
select weidai.protect('instalment', 'select, insert', $$
  bank_id C1
  note_id C1
  version C1
  seq C1
  due_on C2
  principal_fen C2
  interest_fen C2
  balance_fen C2 principal left after it
$$);
