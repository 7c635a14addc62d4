-- What a bank changes about the shipped policy, and the policies its decisions were made under.

create table policy_overlay (
  bank_id integer not null references bank,
  overlay_id uuid not null,
  level text not null check (level in ('BANK', 'UNIT', 'PRODUCT')),
  subject text not null check ((level = 'BANK') = (subject = '')),
  version integer not null check (version > 0),
  base_pack text check ((level = 'BANK') = (base_pack is not null)),
  content json not null,
  reason text not null,
  effective_on date not null,
  status text not null check (status in ('DRAFT', 'SIGNED_ONCE', 'IN_FORCE', 'WITHDRAWN')),
  in_force_since timestamptz,
  withdrawn_on date,
  author_id uuid not null,
  written_at timestamptz not null,
  primary key (bank_id, overlay_id),
  unique (bank_id, level, subject, version),
  foreign key (bank_id, author_id) references staff,
  check (status <> 'IN_FORCE' or in_force_since is not null),
  check ((status = 'WITHDRAWN') = (withdrawn_on is not null))
);
create index policy_overlay_of_day on policy_overlay (bank_id, level, subject, effective_on) where in_force_since is not null;
select weidai.protect('policy_overlay', 'select, insert', $$
  bank_id C1
  overlay_id C1
  level C1 BANK, UNIT or PRODUCT; each lies over the one before
  subject C1 unit id or product code; empty for the whole bank
  version C1 1, 2, 3 … for one level and subject
  base_pack C1 shipped pack the bank's own layer lies over
  content C1 changed keys as written: groups of keys, amounts with their unit
  reason C1 why the bank changes it
  effective_on C1 first business day on which it holds
  status C1
  in_force_since C1 instant of the second signature
  withdrawn_on C1 first business day on which it no longer holds
  author_id C1
  written_at C1
$$);
-- Content, author and day never change once written; only the course of the version does.
grant update (status, in_force_since, withdrawn_on) on policy_overlay to weidai_app;

create table policy_signature (
  bank_id integer not null references bank,
  overlay_id uuid not null,
  staff_id uuid not null,
  business_date date not null,
  signed_at timestamptz not null,
  primary key (bank_id, overlay_id, staff_id),
  foreign key (bank_id, overlay_id) references policy_overlay,
  foreign key (bank_id, staff_id) references staff
);
create trigger guard_append_only before update or delete or truncate on policy_signature for each statement execute function weidai.refuse_change();
select weidai.protect('policy_signature', 'select, insert', $$
  bank_id C1
  overlay_id C1
  staff_id C1 one of two, neither the author
  business_date C1
  signed_at C1
$$);

-- A whole policy as a decision used it. Shipped packs change with the program; what was decided is explained by this row.
create table policy_snapshot (
  bank_id integer not null references bank,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  content json not null,
  kept_at timestamptz not null default now(),
  primary key (bank_id, hash)
);
create trigger guard_append_only before update or delete or truncate on policy_snapshot for each statement execute function weidai.refuse_change();
select weidai.protect('policy_snapshot', 'select, insert', $$
  bank_id C1
  hash C1 SHA-256 of the content
  content C1 every key with its value, amounts in fen
  kept_at C1
$$);
