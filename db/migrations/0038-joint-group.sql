-- Joint-liability groups: borrowers who answer for each other. Who belonged to a group when stays on record.

create table joint_group (
  bank_id integer not null references bank,
  group_id uuid not null,
  number text not null,
  name text not null check (name <> ''),
  unit_id uuid not null,
  cap_fen bigint not null check (cap_fen > 0),
  formed_by uuid not null,
  formed_on date not null,
  formed_at timestamptz not null,
  primary key (bank_id, group_id),
  unique (bank_id, number),
  foreign key (bank_id, unit_id) references unit,
  foreign key (bank_id, formed_by) references staff
);
create trigger guard_append_only before update or delete or truncate on joint_group for each statement execute function weidai.refuse_change();
select weidai.protect('joint_group', 'select, insert', $$
  bank_id C1
  group_id C1
  number C1
  name C2 as its members call it
  unit_id C1 unit that formed it
  cap_fen C2 most the bank lends to all members together, by the policy of the day it was formed
  formed_by C1
  formed_on C1 business day
  formed_at C1
$$);

create table joint_group_member (
  bank_id integer not null,
  group_id uuid not null,
  customer_id uuid not null,
  joined_by uuid not null,
  joined_on date not null,
  joined_at timestamptz not null,
  left_by uuid,
  left_on date,
  left_at timestamptz,
  left_reason text,
  primary key (bank_id, group_id, customer_id),
  foreign key (bank_id, group_id) references joint_group,
  foreign key (bank_id, customer_id) references customer,
  foreign key (bank_id, joined_by) references staff,
  foreign key (bank_id, left_by) references staff,
  check (num_nulls(left_by, left_on, left_at, left_reason) in (0, 4))
);
-- Who answers in one group has nothing left to answer with in another.
create unique index joint_group_member_in_one on joint_group_member (bank_id, customer_id) where left_at is null;
create trigger guard_append_only before delete or truncate on joint_group_member for each statement execute function weidai.refuse_change();
select weidai.protect('joint_group_member', 'select, insert, update (left_by, left_on, left_at, left_reason)', $$
  bank_id C1
  group_id C1
  customer_id C1
  joined_by C1
  joined_on C1 business day
  joined_at C1
  left_by C1
  left_on C1 business day
  left_at C1 set when he no longer answers; the row stays
  left_reason C2
$$);
