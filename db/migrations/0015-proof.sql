-- What left the house of a case's file, and what the auditors drew, saw and asked for.

create table dossier_export (
  bank_id integer not null,
  export_id uuid not null,
  case_id uuid not null,
  file_hash text not null,
  root text not null check (root ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes > 0),
  chain_whole boolean not null,
  exported_by uuid not null,
  exported_on date not null,
  exported_at timestamptz not null,
  primary key (bank_id, export_id),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, file_hash) references file_object,
  foreign key (bank_id, exported_by) references staff
);
create index dossier_export_of_case on dossier_export (bank_id, case_id, exported_at);
create trigger guard_append_only before update or delete or truncate on dossier_export for each statement execute function weidai.refuse_change();
select weidai.protect('dossier_export', 'select, insert', $$
  bank_id C1
  export_id C1
  case_id C1
  file_hash C1 SHA-256 of the archive, key in the file store
  root C1 SHA-256 of its manifest; printed, so that a later archive cannot be passed off as this one
  bytes C1
  chain_whole C1 whether the keyed chain held when it was exported
  exported_by C1
  exported_on C1 business day
  exported_at C1
$$);

-- A sample drawn by internal audit: the same seed and filter draw the same cases again.
create table audit_sample (
  bank_id integer not null references bank,
  sample_id uuid not null,
  number text not null,
  purpose text not null,
  filter json not null,
  seed text not null,
  population integer not null check (population >= 0),
  drawn_by uuid not null,
  drawn_on date not null,
  drawn_at timestamptz not null,
  primary key (bank_id, sample_id),
  unique (bank_id, number),
  foreign key (bank_id, drawn_by) references staff
);
create trigger guard_append_only before update or delete or truncate on audit_sample for each statement execute function weidai.refuse_change();
select weidai.protect('audit_sample', 'select, insert', $$
  bank_id C1
  sample_id C1
  number C1 抽样编号
  purpose C1 what the sample is to show
  filter C1 which cases it was drawn from
  seed C1 with it the draw can be repeated
  population C1 how many cases the filter left
  drawn_by C1
  drawn_on C1 business day
  drawn_at C1
$$);

create table audit_sample_case (
  bank_id integer not null,
  sample_id uuid not null,
  case_id uuid not null,
  place integer not null check (place > 0),
  conclusion text check (conclusion in ('IN_ORDER', 'FINDINGS')),
  remark text,
  worked_by uuid,
  worked_at timestamptz,
  primary key (bank_id, sample_id, case_id),
  foreign key (bank_id, sample_id) references audit_sample,
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, worked_by) references staff
);
create index audit_sample_case_of_case on audit_sample_case (bank_id, case_id);
select weidai.protect('audit_sample_case', 'select, insert, update (conclusion, remark, worked_by, worked_at)', $$
  bank_id C1
  sample_id C1
  case_id C1
  place C1 order of the draw
  conclusion C1
  remark C2
  worked_by C1
  worked_at C1
$$);

-- One line of the worksheet: what the auditor says of one of the 25 items. The last one counts, all stay.
create table audit_tick (
  bank_id integer not null,
  tick_id uuid not null,
  sample_id uuid not null,
  case_id uuid not null,
  item integer not null check (item between 1 and 25),
  verdict text not null check (verdict in ('OK', 'FINDING', 'NOT_APPLICABLE')),
  remark text,
  ticked_by uuid not null,
  ticked_at timestamptz not null,
  primary key (bank_id, tick_id),
  foreign key (bank_id, sample_id, case_id) references audit_sample_case,
  foreign key (bank_id, ticked_by) references staff
);
create index audit_tick_of_case on audit_tick (bank_id, sample_id, case_id, ticked_at);
create trigger guard_append_only before update or delete or truncate on audit_tick for each statement execute function weidai.refuse_change();
select weidai.protect('audit_tick', 'select, insert', $$
  bank_id C1
  tick_id C1
  sample_id C1
  case_id C1
  item C1 number of the item in the due-diligence file
  verdict C1
  remark C2
  ticked_by C1
  ticked_at C1
$$);

create table audit_finding (
  bank_id integer not null,
  finding_id uuid not null,
  number text not null,
  sample_id uuid not null,
  case_id uuid not null,
  item integer not null check (item between 1 and 25),
  severity text not null check (severity in ('MINOR', 'MAJOR', 'SERIOUS')),
  says text not null,
  answer_by uuid not null,
  due_on date not null,
  state text not null check (state in ('OPEN', 'ANSWERED', 'CLOSED')),
  found_by uuid not null,
  found_on date not null,
  found_at timestamptz not null,
  primary key (bank_id, finding_id),
  unique (bank_id, number),
  foreign key (bank_id, sample_id, case_id) references audit_sample_case,
  foreign key (bank_id, answer_by) references staff,
  foreign key (bank_id, found_by) references staff
);
create index audit_finding_open on audit_finding (bank_id, answer_by, due_on) where state <> 'CLOSED';
create trigger guard_append_only before delete or truncate on audit_finding for each statement execute function weidai.refuse_change();
select weidai.protect('audit_finding', 'select, insert, update (state)', $$
  bank_id C1
  finding_id C1
  number C1 发现编号
  sample_id C1
  case_id C1
  item C1 item of the due-diligence file it concerns
  severity C1
  says C2
  answer_by C1 who must answer
  due_on C1 last day of the answer
  state C1
  found_by C1
  found_on C1 business day
  found_at C1
$$);

create table audit_follow_up (
  bank_id integer not null,
  follow_up_id uuid not null,
  finding_id uuid not null,
  kind text not null check (kind in ('ANSWER', 'REOPEN', 'CLOSE')),
  says text not null,
  evidence_id uuid,
  said_by uuid not null,
  said_on date not null,
  said_at timestamptz not null,
  primary key (bank_id, follow_up_id),
  foreign key (bank_id, finding_id) references audit_finding,
  foreign key (bank_id, evidence_id) references evidence,
  foreign key (bank_id, said_by) references staff
);
create index audit_follow_up_of_finding on audit_follow_up (bank_id, finding_id, said_at);
create trigger guard_append_only before update or delete or truncate on audit_follow_up for each statement execute function weidai.refuse_change();
select weidai.protect('audit_follow_up', 'select, insert', $$
  bank_id C1
  follow_up_id C1
  finding_id C1
  kind C1
  says C2
  evidence_id C1
  said_by C1
  said_on C1 business day
  said_at C1
$$);
