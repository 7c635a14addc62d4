-- The people of the bank: its units, its staff and their posts, and how they sign in.

create table unit (
  bank_id integer not null references bank,
  unit_id uuid not null,
  parent_id uuid,
  code text not null,
  name text not null,
  primary key (bank_id, unit_id),
  unique (bank_id, code),
  foreign key (bank_id, parent_id) references unit,
  check (parent_id <> unit_id)
);
-- A bank has one tree, so one unit without a parent.
create unique index unit_root on unit (bank_id) where parent_id is null;
select weidai.protect('unit', 'select, insert, update', $$
  bank_id C1
  unit_id C1
  parent_id C1 the unit above; none for the bank itself
  code C1 the bank's own number of the unit
  name C1
$$);

create table staff (
  bank_id integer not null references bank,
  staff_id uuid not null,
  login text not null check (login = lower(login)),
  name text not null,
  unit_id uuid not null,
  status text not null check (status in ('ACTIVE', 'SUSPENDED')),
  primary key (bank_id, staff_id),
  unique (bank_id, login),
  foreign key (bank_id, unit_id) references unit
);
select weidai.protect('staff', 'select, insert, update', $$
  bank_id C1
  staff_id C1
  login C1 employee number or short name typed at sign-in
  name C1
  unit_id C1 where the person belongs; posts may be held elsewhere
  status C1 SUSPENDED cannot sign in and loses every open session
$$);

create table staff_post (
  bank_id integer not null references bank,
  staff_post_id uuid not null,
  staff_id uuid not null,
  post text not null,
  unit_id uuid not null,
  from_day date not null,
  until_day date check (until_day >= from_day),
  primary key (bank_id, staff_post_id),
  foreign key (bank_id, staff_id) references staff,
  foreign key (bank_id, unit_id) references unit
);
create unique index staff_post_held on staff_post (bank_id, staff_id, post, unit_id) where until_day is null;
select weidai.protect('staff_post', 'select, insert, update', $$
  bank_id C1
  staff_post_id C1
  staff_id C1
  post C1
  unit_id C1 where the post is held
  from_day C1 first business day of the post
  until_day C1 first business day without it; none while it is held
$$);

create table credential (
  bank_id integer not null references bank,
  staff_id uuid not null,
  password_hash text not null,
  must_change boolean not null,
  changed_at timestamptz not null,
  primary key (bank_id, staff_id),
  foreign key (bank_id, staff_id) references staff
);
select weidai.protect('credential', 'select, insert, update', $$
  bank_id C1
  staff_id C1
  password_hash C3 argon2id
  must_change C1 set by someone else; the person chooses a new one at the next sign-in
  changed_at C1
$$);

create table session (
  bank_id integer not null references bank,
  token_hash text not null,
  staff_id uuid not null,
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (bank_id, token_hash),
  foreign key (bank_id, staff_id) references staff
);
create index session_of_staff on session (bank_id, staff_id);
select weidai.protect('session', 'select, insert, update, delete', $$
  bank_id C1
  token_hash C3 SHA-256 of the secret in the cookie
  staff_id C1
  opened_at C1
  seen_at C1 to the minute; idle time-out counts from here
  expires_at C1 end of the session, however busy
$$);

create table sign_in_attempt (
  bank_id integer not null references bank,
  attempt_id uuid not null,
  login text not null,
  at timestamptz not null,
  address text not null,
  outcome text not null check (outcome in ('SIGNED_IN', 'WRONG', 'LOCKED', 'SUSPENDED')),
  primary key (bank_id, attempt_id)
);
create index sign_in_attempt_age on sign_in_attempt (bank_id, at);
select weidai.protect('sign_in_attempt', 'select, insert, delete', $$
  bank_id C1
  attempt_id C1
  login C2 as typed; it need not exist
  at C1
  address C2 network address
  outcome C1
$$);

create table sign_in_lock (
  bank_id integer not null references bank,
  login text not null,
  failures integer not null check (failures > 0),
  failed_at timestamptz not null,
  locked_until timestamptz,
  primary key (bank_id, login)
);
select weidai.protect('sign_in_lock', 'select, insert, update, delete', $$
  bank_id C1
  login C2 as typed; it need not exist
  failures C1 wrong passwords in a row
  failed_at C1
  locked_until C1
$$);
