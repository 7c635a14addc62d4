-- 关注名单: customers whose case the rules rejected, so that the bank remembers at the next application.

create table watch_entry (
  bank_id integer not null,
  watch_entry_id uuid not null,
  customer_id uuid not null,
  case_id uuid not null,
  why json not null,
  put_by uuid not null,
  put_on date not null,
  put_at timestamptz not null,
  released_by uuid,
  released_on date,
  released_at timestamptz,
  release_reason text,
  primary key (bank_id, watch_entry_id),
  foreign key (bank_id, customer_id) references customer,
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, put_by) references staff,
  foreign key (bank_id, released_by) references staff,
  check (num_nulls(released_by, released_on, released_at, release_reason) in (0, 4))
);
create unique index watch_entry_once on watch_entry (bank_id, case_id) where released_at is null;
create index watch_entry_of_customer on watch_entry (bank_id, customer_id, put_at);
create trigger guard_append_only before delete or truncate on watch_entry for each statement execute function weidai.refuse_change();
select weidai.protect('watch_entry', 'select, insert, update (released_by, released_on, released_at, release_reason)', $$
  bank_id C1
  watch_entry_id C1
  customer_id C1
  case_id C1 the case that was rejected; an open entry for it exists once
  why C2 codes of the rules and flags, never what was found
  put_by C1 who submitted the case
  put_on C1 business day
  put_at C1
  released_by C1
  released_on C1 business day
  released_at C1 set when the entry no longer counts; the row stays
  release_reason C2
$$);
