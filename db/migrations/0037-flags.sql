-- Flags from the bank's own records: the device an application came from, who lifted a flag, which explanation was not believed.
alter table application_attribute drop constraint application_attribute_kind_check;
alter table application_attribute add constraint application_attribute_kind_check check (kind in ('PHONE', 'ADDRESS', 'GUARANTOR', 'DEVICE'));

create table flag_lift (
  bank_id integer not null,
  lift_id uuid not null,
  case_id uuid not null,
  flag text not null check (flag ~ '^FR[0-9]{2}$'),
  says text not null check (says <> ''),
  ground text not null check (ground <> ''),
  reason text not null check (reason <> ''),
  lifted_by uuid not null,
  lifted_on date not null,
  lifted_at timestamptz not null,
  primary key (bank_id, lift_id),
  unique (bank_id, case_id, flag, ground),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, lifted_by) references staff
);
create trigger guard_append_only before update or delete or truncate on flag_lift for each statement execute function weidai.refuse_change();
select weidai.protect('flag_lift', 'select, insert', $$
  bank_id C1
  lift_id C1
  case_id C1
  flag C1
  says C2 what the flag said when it was lifted
  ground C2 the facts that raised it: on other facts it stands again
  reason C2
  lifted_by C1
  lifted_on C1 business day
  lifted_at C1
$$);

create table explanation_refused (
  bank_id integer not null,
  refusal_id uuid not null,
  case_id uuid not null,
  cell text not null,
  says text not null check (says <> ''),
  reason text not null check (reason <> ''),
  refused_by uuid not null,
  refused_on date not null,
  refused_at timestamptz not null,
  primary key (bank_id, refusal_id),
  unique (bank_id, case_id, cell, says),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, refused_by) references staff
);
create trigger guard_append_only before update or delete or truncate on explanation_refused for each statement execute function weidai.refuse_change();
select weidai.protect('explanation_refused', 'select, insert', $$
  bank_id C1
  refusal_id C1
  case_id C1
  cell C1 the cell of the soft matrix
  says C2 the explanation that was not believed; another one is heard anew
  reason C2
  refused_by C1
  refused_on C1 business day
  refused_at C1
$$);
