-- What a bank changes about the shipped products, its own products, and what else of the bank a customer uses.

create table product_version (
  bank_id integer not null references bank,
  version_id uuid not null,
  code text not null check (code ~ '^[A-Z][A-Z0-9_]{0,40}$'),
  version integer not null check (version > 0),
  name text not null,
  content json not null,
  state text not null check (state in ('OFFERED', 'CLOSED')),
  pilot json,
  reason text not null,
  effective_on date not null,
  status text not null check (status in ('DRAFT', 'SIGNED_ONCE', 'IN_FORCE', 'WITHDRAWN')),
  in_force_since timestamptz,
  withdrawn_on date,
  author_id uuid not null,
  written_at timestamptz not null,
  primary key (bank_id, version_id),
  unique (bank_id, code, version),
  foreign key (bank_id, author_id) references staff,
  check (status <> 'IN_FORCE' or in_force_since is not null),
  check ((status = 'WITHDRAWN') = (withdrawn_on is not null))
);
create index product_version_of_day on product_version (bank_id, code, effective_on) where in_force_since is not null;
select weidai.protect('product_version', 'select, insert', $$
  bank_id C1
  version_id C1
  code C1 stable code of the product, shipped or the bank's own
  version C1 1, 2, 3 … for one code
  name C1 as applications, contracts and notes hold it; one code never has two names
  content C1 the whole product as written: for whom, for what, and the policy it lays over the shipped pack
  state C1 whether it may be asked for
  pilot C1 units with their days; null = the whole bank
  reason C1
  effective_on C1 first business day on which it holds
  status C1
  in_force_since C1 instant of the second signature
  withdrawn_on C1
  author_id C1
  written_at C1
$$);
-- What a version says never changes once written; only its course does.
grant update (status, in_force_since, withdrawn_on) on product_version to weidai_app;

create table product_signature (
  bank_id integer not null references bank,
  version_id uuid not null,
  staff_id uuid not null,
  business_date date not null,
  signed_at timestamptz not null,
  primary key (bank_id, version_id, staff_id),
  foreign key (bank_id, version_id) references product_version,
  foreign key (bank_id, staff_id) references staff
);
create trigger guard_append_only before update or delete or truncate on product_signature for each statement execute function weidai.refuse_change();
select weidai.protect('product_signature', 'select, insert', $$
  bank_id C1
  version_id C1
  staff_id C1 one of two, neither the author
  business_date C1
  signed_at C1
$$);

-- Deposits, settlement, cards, insurance, e-banking: what of them a customer was offered, took, or gave up.
create table customer_service (
  bank_id integer not null references bank,
  entry_id uuid not null,
  customer_id uuid not null,
  service text not null check (service ~ '^[A-Z][A-Z0-9_]{0,40}$'),
  seq integer not null check (seq > 0),
  state text not null check (state in ('OFFERED', 'OPENED', 'DECLINED', 'CLOSED')),
  amount_fen bigint check (amount_fen >= 0),
  income_fen bigint check (income_fen >= 0),
  note text,
  recorded_by uuid not null,
  recorded_on date not null,
  recorded_at timestamptz not null,
  primary key (bank_id, entry_id),
  unique (bank_id, customer_id, service, seq),
  foreign key (bank_id, customer_id) references customer,
  foreign key (bank_id, recorded_by) references staff
);
create trigger guard_append_only before update or delete or truncate on customer_service for each statement execute function weidai.refuse_change();
select weidai.protect('customer_service', 'select, insert', $$
  bank_id C1
  entry_id C1
  customer_id C1
  service C1 code of a product of the kind SERVICE
  seq C1 1, 2, 3 … for one customer and service; the last one counts
  state C1
  amount_fen C2 balance, monthly turnover or sum insured as known on the day; null = not known
  income_fen C2 fee the bank earned by it; null = none
  note C2
  recorded_by C1
  recorded_on C1 business day
  recorded_at C1
$$);
