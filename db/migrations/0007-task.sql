-- Who has a case in hand, until when, and what becomes of it when time runs out: tasks, the facts a case has heard, roles on a
-- case, stand-ins, accountability records, what people follow and are told.

-- Public holidays ship with the program; here a bank notes what its own calendar says otherwise.
create table calendar_day (
  bank_id integer not null references bank,
  day date not null,
  kind text not null check (kind in ('HOLIDAY', 'WORKING')),
  name text not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (bank_id, day),
  foreign key (bank_id, changed_by) references staff
);
select weidai.protect('calendar_day', 'select, insert, update', $$
  bank_id C1
  day C1
  kind C1 HOLIDAY: nobody works; WORKING: a weekend or holiday on which the bank works
  name C1
  changed_by C1
  changed_at C1
$$);

-- One row a case: where it stands, and of the application what lists and clocks need of it.
create table case_progress (
  bank_id integer not null,
  case_id uuid not null,
  state text not null,
  since_on date not null,
  since_at timestamptz not null,
  resumes text,
  number text not null,
  unit_id uuid not null,
  lead_id uuid not null,
  assist_id uuid,
  acceptor_id uuid not null,
  customer_id uuid not null,
  product text not null,
  amount_fen bigint not null,
  applied_on date not null,
  primary key (bank_id, case_id),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, unit_id) references unit,
  foreign key (bank_id, lead_id) references staff,
  foreign key (bank_id, assist_id) references staff,
  foreign key (bank_id, acceptor_id) references staff,
  foreign key (bank_id, customer_id) references customer
);
create index case_progress_in_state on case_progress (bank_id, state, since_at);
create index case_progress_of_customer on case_progress (bank_id, customer_id);
select weidai.protect('case_progress', 'select, insert, update', $$
  bank_id C1
  case_id C1
  state C2 life-cycle state
  since_on C1 business day
  since_at C1
  resumes C2 the state before a withdrawal, to which a case taken up again goes back
  number C1
  unit_id C1
  lead_id C1
  assist_id C1
  acceptor_id C1 who took the application in
  customer_id C1
  product C1
  amount_fen C2
  applied_on C1
$$);

create table case_fact (
  bank_id integer not null,
  case_id uuid not null,
  seq integer not null check (seq > 0),
  fact text not null,
  detail text,
  by uuid not null,
  on_day date not null,
  at timestamptz not null,
  primary key (bank_id, case_id, seq),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, by) references staff
);
create index case_fact_named on case_fact (bank_id, fact, on_day);
create trigger guard_append_only before update or delete or truncate on case_fact for each statement execute function weidai.refuse_change();
select weidai.protect('case_fact', 'select, insert', $$
  bank_id C1
  case_id C1
  seq C1 1, 2, 3 …
  fact C1 stable name such as investigation.submitted
  detail C1 outcome of a resolution
  by C1 whose act it was
  on_day C1 business day
  at C1
$$);

create table task (
  bank_id integer not null,
  task_id uuid not null,
  case_id uuid not null,
  step text not null,
  subject text not null default '',
  state text not null default 'OPEN' check (state in ('OPEN', 'DONE', 'CANCELLED')),
  goes_to text not null check (goes_to in ('LEAD', 'ACCEPTOR', 'POOL', 'PERSON')),
  posts text[] not null,
  unit_id uuid not null,
  assignee_id uuid,
  assigned_at timestamptz,
  opened_on date not null,
  opened_at timestamptz not null,
  clock_value integer,
  clock_unit text check (clock_unit in ('CALENDAR_DAY', 'WORKING_DAY', 'HOUR', 'SAME_EVENING')),
  clock_on date,
  clock_at timestamptz,
  due_on date,
  due_at timestamptz,
  escalate_on date,
  escalate_at timestamptz,
  met_at timestamptz,
  acted_by uuid,
  acted_for uuid,
  acted_at timestamptz,
  handed_back integer not null default 0,
  escalated_at timestamptz,
  breached_on date,
  closed_on date,
  closed_at timestamptz,
  closed_by uuid,
  closed_for uuid,
  closed_fact text,
  primary key (bank_id, task_id),
  foreign key (bank_id, case_id) references case_progress,
  foreign key (bank_id, unit_id) references unit,
  foreign key (bank_id, assignee_id) references staff,
  foreign key (bank_id, acted_by) references staff,
  foreign key (bank_id, acted_for) references staff,
  foreign key (bank_id, closed_by) references staff,
  foreign key (bank_id, closed_for) references staff,
  check (goes_to <> 'PERSON' or assignee_id is not null),
  check ((state = 'OPEN') = (closed_at is null)),
  check ((assignee_id is null) = (assigned_at is null))
);
create unique index task_open_once on task (bank_id, case_id, step, subject) where state = 'OPEN';
create index task_of_case on task (bank_id, case_id, opened_at);
create index task_of_person on task (bank_id, assignee_id, state) where assignee_id is not null;
create index task_open_at_step on task (bank_id, step, unit_id) where state = 'OPEN';
create index task_due on task (bank_id, due_on) where state = 'OPEN';
create index task_closed on task (bank_id, closed_on, step) where state = 'DONE';
create index task_closed_by on task (bank_id, closed_by, closed_at) where closed_by is not null;
select weidai.protect('task', 'select, insert, update', $$
  bank_id C1
  task_id C1
  case_id C1
  step C1 step of the process
  subject C1 makes several tasks of one step distinct: a member, a condition
  state C1
  goes_to C1 how the process hands the step out: to the lead, to who took the case in, to a pool, to a named person
  posts C1 posts that may do it, as the policy of the case said when it opened
  unit_id C1 where it lies
  assignee_id C1 who has it; none while it lies in the pool
  assigned_at C1
  opened_on C1 business day
  opened_at C1
  clock_value C1 time allowed
  clock_unit C1
  clock_on C1 business day on which the clock began
  clock_at C1 instant at which the clock began
  due_on C1 last business day in time
  due_at C1 instant until which it is in time; only for clocks in hours
  escalate_on C1 business day from which the supervisor is told; none for an evening
  escalate_at C1 the same instant for clocks in hours
  met_at C1 the clock was met, though the step goes on
  acted_by C1 who last worked on it
  acted_for C1 the absent colleague in whose place he did
  acted_at C1
  handed_back C1 times it was handed back
  escalated_at C1
  breached_on C1 business day on which it was found late
  closed_on C1 business day
  closed_at C1
  closed_by C1
  closed_for C1 the absent colleague in whose place it was done
  closed_fact C1 the fact that closed or cancelled it
$$);

create table task_move (
  bank_id integer not null,
  task_id uuid not null,
  seq integer not null check (seq > 0),
  move text not null check (move in ('CLAIM', 'RELEASE', 'ASSIGN', 'HAND_BACK', 'STAND_IN', 'ESCALATE', 'BREACH')),
  by uuid,
  to_id uuid,
  reason text,
  on_day date not null,
  at timestamptz not null,
  primary key (bank_id, task_id, seq),
  foreign key (bank_id, task_id) references task,
  foreign key (bank_id, by) references staff,
  foreign key (bank_id, to_id) references staff
);
create trigger guard_append_only before update or delete or truncate on task_move for each statement execute function weidai.refuse_change();
select weidai.protect('task_move', 'select, insert', $$
  bank_id C1
  task_id C1
  seq C1 1, 2, 3 …
  move C1
  by C1 none when the clock moved it
  to_id C1 who has it after the move
  reason C2
  on_day C1 business day
  at C1
$$);

create table case_role (
  bank_id integer not null,
  case_role_id uuid not null,
  case_id uuid not null,
  role text not null,
  staff_id uuid not null,
  on_behalf_of uuid check (on_behalf_of <> staff_id),
  on_day date not null,
  at timestamptz not null,
  primary key (bank_id, case_role_id),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, staff_id) references staff,
  foreign key (bank_id, on_behalf_of) references staff
);
create unique index case_role_once on case_role (bank_id, case_id, role, staff_id, coalesce(on_behalf_of, staff_id));
create trigger guard_append_only before update or delete or truncate on case_role for each statement execute function weidai.refuse_change();
select weidai.protect('case_role', 'select, insert', $$
  bank_id C1
  case_role_id C1
  case_id C1
  role C1 what the person was on the case: investigator, reviewer, maker …
  staff_id C1 who acted
  on_behalf_of C1 the absent colleague in whose place he acted; the role counts for both
  on_day C1 business day
  at C1
$$);

create table stand_in (
  bank_id integer not null,
  stand_in_id uuid not null,
  absent_id uuid not null,
  deputy_id uuid not null check (deputy_id <> absent_id),
  post text not null,
  from_day date not null,
  until_day date not null check (until_day > from_day),
  reason text not null,
  made_by uuid not null,
  made_on date not null,
  made_at timestamptz not null,
  ended_by uuid,
  ended_on date,
  ended_at timestamptz,
  primary key (bank_id, stand_in_id),
  foreign key (bank_id, absent_id) references staff,
  foreign key (bank_id, deputy_id) references staff,
  foreign key (bank_id, made_by) references staff,
  foreign key (bank_id, ended_by) references staff,
  check (num_nulls(ended_by, ended_on, ended_at) in (0, 3))
);
create index stand_in_of_deputy on stand_in (bank_id, deputy_id, from_day) where ended_at is null;
create index stand_in_of_absent on stand_in (bank_id, absent_id, from_day) where ended_at is null;
create trigger guard_append_only before delete or truncate on stand_in for each statement execute function weidai.refuse_change();
select weidai.protect('stand_in', 'select, insert, update (ended_by, ended_on, ended_at)', $$
  bank_id C1
  stand_in_id C1
  absent_id C1 who is away (A角)
  deputy_id C1 who stands in (B角)
  post C1 the post both hold
  from_day C1 first business day of the stand-in
  until_day C1 first business day after it
  reason C2
  made_by C1
  made_on C1 business day
  made_at C1
  ended_by C1
  ended_on C1 set when it was ended early; that day counts no more
  ended_at C1
$$);

create table accountability (
  bank_id integer not null,
  accountability_id uuid not null,
  task_id uuid not null,
  case_id uuid not null,
  step text not null,
  staff_id uuid,
  post text,
  head_id uuid,
  unit_id uuid not null,
  due_on date,
  due_at timestamptz,
  opened_on date not null,
  opened_at timestamptz not null,
  state text not null check (state in ('OPEN', 'EXPLAINED', 'DECIDED', 'APPEALED', 'SETTLED')),
  primary key (bank_id, accountability_id),
  unique (bank_id, task_id),
  foreign key (bank_id, task_id) references task,
  foreign key (bank_id, staff_id) references staff,
  foreign key (bank_id, head_id) references staff,
  foreign key (bank_id, unit_id) references unit,
  check ((staff_id is null) = (post is not null))
);
create index accountability_of_person on accountability (bank_id, staff_id, opened_at);
create index accountability_open on accountability (bank_id, state, opened_at);
select weidai.protect('accountability', 'select, insert, update (state)', $$
  bank_id C1
  accountability_id C1
  task_id C1 a late task is answered for once
  case_id C1
  step C1
  staff_id C1 who had it; none when nobody had claimed it
  post C1 the post whose pool it lay in, when nobody had claimed it
  head_id C1 who heads the unit: answers for what nobody had claimed
  unit_id C1
  due_on C1
  due_at C1
  opened_on C1 business day
  opened_at C1
  state C1
$$);

create table accountability_step (
  bank_id integer not null,
  accountability_id uuid not null,
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('EXPLAIN', 'DECIDE', 'APPEAL', 'DECIDE_APPEAL')),
  outcome text check (outcome in ('EXCUSED', 'REMINDED', 'HELD')),
  says text not null,
  by uuid not null,
  on_day date not null,
  at timestamptz not null,
  primary key (bank_id, accountability_id, seq),
  foreign key (bank_id, accountability_id) references accountability,
  foreign key (bank_id, by) references staff,
  check ((kind in ('DECIDE', 'DECIDE_APPEAL')) = (outcome is not null))
);
create trigger guard_append_only before update or delete or truncate on accountability_step for each statement execute function weidai.refuse_change();
select weidai.protect('accountability_step', 'select, insert', $$
  bank_id C1
  accountability_id C1
  seq C1 1, 2, 3 …
  kind C1 explanation, decision, appeal, decision on the appeal
  outcome C2 of a decision: excused, reminded, held to account
  says C2
  by C1
  on_day C1 business day
  at C1
$$);

create table case_follow (
  bank_id integer not null,
  case_id uuid not null,
  staff_id uuid not null,
  since timestamptz not null,
  primary key (bank_id, case_id, staff_id),
  foreign key (bank_id, case_id) references application,
  foreign key (bank_id, staff_id) references staff
);
create index case_follow_of_person on case_follow (bank_id, staff_id);
select weidai.protect('case_follow', 'select, insert, delete', $$
  bank_id C1
  case_id C1
  staff_id C1
  since C1
$$);

create table inbox_seen (
  bank_id integer not null,
  staff_id uuid not null,
  tray text not null check (tray in ('TODO', 'DONE', 'FOLLOWED', 'NOTICE')),
  seen_at timestamptz not null,
  primary key (bank_id, staff_id, tray),
  foreign key (bank_id, staff_id) references staff
);
select weidai.protect('inbox_seen', 'select, insert, update', $$
  bank_id C1
  staff_id C1
  tray C1
  seen_at C1 what came later is unread
$$);

create table notification (
  bank_id integer not null,
  notification_id uuid not null,
  staff_id uuid not null,
  kind text not null,
  case_id uuid,
  says text not null,
  on_day date not null,
  at timestamptz not null,
  primary key (bank_id, notification_id),
  foreign key (bank_id, staff_id) references staff,
  foreign key (bank_id, case_id) references application
);
create index notification_of_person on notification (bank_id, staff_id, at);
select weidai.protect('notification', 'select, insert', $$
  bank_id C1
  notification_id C1
  staff_id C1 who is told
  kind C1 assigned, handed back, due soon, late, followed case moved …
  case_id C1
  says C1 names step and case number, never a customer
  on_day C1 business day
  at C1
$$);

create table staff_contact (
  bank_id integer not null,
  staff_id uuid not null,
  channel text not null check (channel in ('MAIL', 'SMS', 'WECOM')),
  address text not null,
  digest boolean not null default true,
  changed_at timestamptz not null,
  primary key (bank_id, staff_id, channel),
  foreign key (bank_id, staff_id) references staff
);
select weidai.protect('staff_contact', 'select, insert, update, delete', $$
  bank_id C1
  staff_id C1
  channel C1
  address C2 where the person is told outside Weidai: mail address, phone number, WeCom user id
  digest C1 also the daily digest
  changed_at C1
$$);

-- Cases that were under way before there were tasks: each gets its progress and the task it waits at, without a clock.
do $$
declare
  each_bank integer;
begin
  for each_bank in select bank_id from bank loop
    perform set_config('app.bank_id', each_bank::text, true);
    insert into case_progress (bank_id, case_id, state, since_on, since_at, number, unit_id, lead_id, assist_id, acceptor_id, customer_id, product, amount_fen, applied_on)
      select a.bank_id, a.case_id,
        case when a.state = 'FILED' then 'APPLIED' when a.state = 'DECLINED' then 'ADMISSION_REJECTED' when a.state = 'WITHDRAWN' then 'WITHDRAWN'
          when i.state = 'SUBMITTED' then 'REPORT_SUBMITTED' when i.state in ('RETURNED', 'REJECTED_BY_RULE') then i.state else 'INVESTIGATING' end,
        a.applied_on, a.changed_at, a.number, a.unit_id, a.lead_id, a.assist_id, a.filed_by, a.customer_id, a.product, a.amount_fen, a.applied_on
      from application a left join investigation i on i.bank_id = a.bank_id and i.case_id = a.case_id where a.bank_id = each_bank;
    insert into task (bank_id, task_id, case_id, step, goes_to, posts, unit_id, assignee_id, assigned_at, opened_on, opened_at)
      select p.bank_id, gen_random_uuid(), p.case_id, s.step, s.goes_to, s.posts, p.unit_id,
        case when s.goes_to = 'LEAD' then p.lead_id end, case when s.goes_to = 'LEAD' then p.since_at end, p.since_on, p.since_at
      from case_progress p join (values
        ('APPLIED', 'ADMISSION', 'LEAD', array['OFFICER', 'FIELD', 'INSIDE', 'CENTRAL_OPS', 'INVESTIGATION']),
        ('INVESTIGATING', 'INVESTIGATE', 'LEAD', array['OFFICER', 'FIELD', 'INVESTIGATION']),
        ('RETURNED', 'CORRECT', 'LEAD', array['OFFICER', 'FIELD', 'INVESTIGATION']),
        ('REPORT_SUBMITTED', 'REVIEW', 'POOL', array['REVIEWER', 'RISK_MANAGER', 'UNIT_HEAD', 'AREA_SUPERVISOR'])
      ) as s (state, step, goes_to, posts) on s.state = p.state where p.bank_id = each_bank;
  end loop;
  perform set_config('app.bank_id', '', true);
end $$;
