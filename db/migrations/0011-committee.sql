-- The credit committee: its bodies and their members by day, meetings and the cases on their agenda, the sealed votes,
-- what they came to when opened, and the resolution.

create table committee_body (
  bank_id integer not null references bank,
  body_id uuid not null,
  authority text not null check (authority in ('UNIT_COMMITTEE', 'DEPARTMENT_COMMITTEE', 'HEAD_OFFICE_CENTRE')),
  unit_id uuid not null,
  name text not null check (name <> ''),
  founded_by uuid not null,
  founded_on date not null,
  primary key (bank_id, body_id),
  unique (bank_id, authority, unit_id),
  foreign key (bank_id, unit_id) references unit,
  foreign key (bank_id, founded_by) references staff
);
select weidai.protect('committee_body', 'select, insert', $$
  bank_id C1
  body_id C1
  authority C1 the kind of cases it decides
  unit_id C1 for the cases of this unit and those below, unless one nearer exists
  name C1
  founded_by C1
  founded_on C1 business day
$$);

create table committee_member (
  bank_id integer not null,
  member_id uuid not null,
  body_id uuid not null,
  staff_id uuid not null,
  seat text not null check (seat in ('CHAIR', 'MEMBER', 'RESERVE')),
  certificate text not null check (certificate in ('MATURE', 'EXPERT', 'RISK_STAFF', 'MANAGEMENT')),
  certified_until date not null,
  from_day date not null,
  until_day date check (until_day >= from_day),
  appointed_by uuid not null,
  appointed_at timestamptz not null,
  ended_by uuid,
  end_reason text,
  primary key (bank_id, member_id),
  foreign key (bank_id, body_id) references committee_body,
  foreign key (bank_id, staff_id) references staff,
  foreign key (bank_id, appointed_by) references staff,
  foreign key (bank_id, ended_by) references staff,
  check ((until_day is null) = (ended_by is null))
);
create unique index committee_member_now on committee_member (bank_id, body_id, staff_id) where until_day is null;
create index committee_member_of_staff on committee_member (bank_id, staff_id);
select weidai.protect('committee_member', 'select, insert, update (until_day, ended_by, end_reason)', $$
  bank_id C1
  member_id C1
  body_id C1
  staff_id C1
  seat C1
  certificate C1 what makes him fit to sit
  certified_until C1 last day of the certificate
  from_day C1 first day of membership
  until_day C1 first day without it
  appointed_by C1
  appointed_at C1
  ended_by C1
  end_reason C1
$$);

create table committee_referral (
  bank_id integer not null,
  case_id uuid not null,
  round integer not null check (round > 0),
  version integer not null,
  authority text not null check (authority in ('UNIT_COMMITTEE', 'DEPARTMENT_COMMITTEE', 'HEAD_OFFICE_CENTRE')),
  seats integer not null check (seats > 0),
  signatures json not null,
  reconsiders uuid,
  referred_on date not null,
  referred_at timestamptz not null,
  state text not null check (state in ('WAITING', 'LISTED', 'RESOLVED', 'DROPPED')),
  primary key (bank_id, case_id, round),
  foreign key (bank_id, case_id, version) references investigation_version
);
create unique index committee_referral_open on committee_referral (bank_id, case_id) where state in ('WAITING', 'LISTED');
create index committee_referral_waiting on committee_referral (bank_id, referred_at) where state = 'WAITING';
select weidai.protect('committee_referral', 'select, insert, update (state)', $$
  bank_id C1
  case_id C1
  round C1 1, 2 …: again after a new investigation, a deferral or for reconsideration
  version C1 the submitted version to decide on
  authority C1
  seats C1
  signatures C1 posts that sign above the committee
  reconsiders C1 the resolution looked at again
  referred_on C1 business day
  referred_at C1
  state C2 DROPPED: the case was withdrawn or given back
$$);

create table committee_meeting (
  bank_id integer not null,
  meeting_id uuid not null,
  number text not null,
  body_id uuid not null,
  place text not null check (place <> ''),
  starts_at timestamptz not null,
  chair_id uuid not null,
  recorder_id uuid not null check (recorder_id <> chair_id),
  state text not null check (state in ('PLANNED', 'RUNNING', 'CLOSED')),
  convened_by uuid not null,
  convened_on date not null,
  convened_at timestamptz not null,
  opened_at timestamptz,
  closed_at timestamptz,
  primary key (bank_id, meeting_id),
  unique (bank_id, number),
  foreign key (bank_id, body_id) references committee_body,
  foreign key (bank_id, chair_id) references staff,
  foreign key (bank_id, recorder_id) references staff,
  foreign key (bank_id, convened_by) references staff
);
create index committee_meeting_by_start on committee_meeting (bank_id, starts_at);
select weidai.protect('committee_meeting', 'select, insert, update (state, opened_at, closed_at)', $$
  bank_id C1
  meeting_id C1
  number C1 what people read, from the bank's counter
  body_id C1
  place C1 room, or how remote members join
  starts_at C1
  chair_id C1
  recorder_id C1 keeps the minutes, has no vote
  state C1
  convened_by C1
  convened_on C1 business day
  convened_at C1
  opened_at C1 when the first case was called
  closed_at C1
$$);

create table committee_item (
  bank_id integer not null,
  item_id uuid not null,
  meeting_id uuid not null,
  seq integer not null check (seq > 0),
  case_id uuid not null,
  round integer not null,
  version integer not null,
  seats integer not null check (seats > 0),
  signatures json not null,
  may_veto boolean not null,
  request json not null,
  proposal json not null,
  rules json not null,
  members json not null,
  state text not null check (state in ('LISTED', 'PRESENTED', 'VOTING', 'OPENED', 'RESOLVED', 'ADJOURNED')),
  invited_at timestamptz not null,
  presented_at timestamptz,
  voting_at timestamptz,
  opened_at timestamptz,
  ended_at timestamptz,
  end_reason text,
  settlement json,
  primary key (bank_id, item_id),
  unique (bank_id, meeting_id, seq),
  foreign key (bank_id, meeting_id) references committee_meeting,
  foreign key (bank_id, case_id, round) references committee_referral,
  foreign key (bank_id, case_id, version) references investigation_version
);
create unique index committee_item_open on committee_item (bank_id, case_id) where state in ('LISTED', 'PRESENTED', 'VOTING', 'OPENED');
create index committee_item_of_case on committee_item (bank_id, case_id);
select weidai.protect('committee_item', 'select, insert, update (state, proposal, members, presented_at, voting_at, opened_at, ended_at, end_reason, settlement)', $$
  bank_id C1
  item_id C1
  meeting_id C1
  seq C1 place on the agenda
  case_id C1
  round C1 of the referral
  version C1 the submitted version on the table
  seats C1
  signatures C1 posts that sign above the committee
  may_veto C2 whether each member holds the veto for this case
  request C2 what the customer asked for
  proposal C2 the terms put to the vote, with the conditions the presenter proposes
  rules C1 pass rule, quorum and reading time of the policy of the case
  members C1 the members of the body on the day the case was called, with what barred each from it
  state C2
  invited_at C1 from here the members can read
  presented_at C1
  voting_at C1
  opened_at C1 when the last vote was in and all were opened
  ended_at C1
  end_reason C2 why it was adjourned
  settlement C2 terms the chair settled, with who consents
$$);

create table committee_seat (
  bank_id integer not null,
  item_id uuid not null,
  staff_id uuid not null,
  seat text not null check (seat in ('CHAIR', 'MEMBER')),
  standing text not null check (standing in ('SEATED', 'RECUSED', 'LEFT')),
  why text,
  replaces uuid,
  consented_at timestamptz,
  declared_at timestamptz,
  seated_at timestamptz not null,
  primary key (bank_id, item_id, staff_id),
  foreign key (bank_id, item_id) references committee_item,
  foreign key (bank_id, staff_id) references staff,
  foreign key (bank_id, replaces) references staff
);
create index committee_seat_of_staff on committee_seat (bank_id, staff_id);
select weidai.protect('committee_seat', 'select, insert, update (seat, standing, why, consented_at, declared_at)', $$
  bank_id C1
  item_id C1
  staff_id C1
  seat C1
  standing C1
  why C2 why he was recused or left
  replaces C1 whose place he took
  consented_at C1 agreed to open the case although the papers came late
  declared_at C1 of the declaration in force
  seated_at C1
$$);

create table committee_declaration (
  bank_id integer not null,
  item_id uuid not null,
  staff_id uuid not null,
  seq integer not null check (seq > 0),
  conflicts json not null,
  says text not null,
  withdrawn_note text,
  noted_by uuid not null,
  at timestamptz not null,
  primary key (bank_id, item_id, staff_id, seq),
  foreign key (bank_id, item_id, staff_id) references committee_seat,
  foreign key (bank_id, noted_by) references staff
);
create trigger guard_append_only before update or delete or truncate on committee_declaration for each statement execute function weidai.refuse_change();
select weidai.protect('committee_declaration', 'select, insert', $$
  bank_id C1
  item_id C1
  staff_id C1
  seq C1 the last one holds
  conflicts C2 relations to the people of the case; none is an answer too
  says C2
  withdrawn_note C2 the recorder's note when a recusal was taken back
  noted_by C1 the member, or the recorder who took the recusal back
  at C1
$$);

create table committee_attendance (
  bank_id integer not null,
  meeting_id uuid not null,
  seq integer not null check (seq > 0),
  staff_id uuid not null,
  what text not null check (what in ('JOINED', 'LEFT')),
  how text not null check (how in ('ROOM', 'REMOTE')),
  noted_by uuid not null,
  at timestamptz not null,
  primary key (bank_id, meeting_id, seq),
  foreign key (bank_id, meeting_id) references committee_meeting,
  foreign key (bank_id, staff_id) references staff,
  foreign key (bank_id, noted_by) references staff
);
create trigger guard_append_only before update or delete or truncate on committee_attendance for each statement execute function weidai.refuse_change();
select weidai.protect('committee_attendance', 'select, insert', $$
  bank_id C1
  meeting_id C1
  seq C1
  staff_id C1
  what C1
  how C1 in the room or from his own device elsewhere
  noted_by C1 himself, or the recorder
  at C1
$$);

create table committee_minute (
  bank_id integer not null,
  item_id uuid not null,
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('PRESENTATION', 'QUESTION', 'ANSWER', 'NOTE')),
  section text check ((section is not null) = (kind = 'PRESENTATION')),
  said_by uuid not null,
  says text not null check (says <> ''),
  noted_by uuid not null,
  at timestamptz not null,
  primary key (bank_id, item_id, seq),
  foreign key (bank_id, item_id) references committee_item,
  foreign key (bank_id, said_by) references staff,
  foreign key (bank_id, noted_by) references staff
);
create trigger guard_append_only before update or delete or truncate on committee_minute for each statement execute function weidai.refuse_change();
select weidai.protect('committee_minute', 'select, insert', $$
  bank_id C1
  item_id C1
  seq C1
  kind C1
  section C1 of the presentation
  said_by C1
  says C2
  noted_by C1 himself, or the recorder
  at C1
$$);

-- Sealed: the content lies here encrypted and bound to its row, until the last vote is in. A replaced vote stays.
create table committee_vote (
  bank_id integer not null,
  item_id uuid not null,
  staff_id uuid not null,
  seq integer not null check (seq > 0),
  cipher bytea not null,
  key_id text not null,
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  cast_on date not null,
  cast_at timestamptz not null,
  primary key (bank_id, item_id, staff_id, seq),
  foreign key (bank_id, item_id, staff_id) references committee_seat
);
create trigger guard_append_only before update or delete or truncate on committee_vote for each statement execute function weidai.refuse_change();
select weidai.protect('committee_vote', 'select, insert', $$
  bank_id C1
  item_id C1
  staff_id C1
  seq C1 the last one counts
  cipher C2 the ballot and its nonce, AES-256-GCM
  key_id C1
  commitment C1 SHA-256 of nonce and ballot, shown at once, checked at the opening
  cast_on C1 business day
  cast_at C1
$$);

create table committee_opened_vote (
  bank_id integer not null,
  item_id uuid not null,
  staff_id uuid not null,
  seq integer not null,
  kind text not null check (kind in ('AGREE', 'AGREE_WITH_CHANGE', 'REJECT', 'DEFER', 'RE_INVESTIGATE', 'VETO')),
  reason text not null check (btrim(reason) <> ''),
  ballot json not null,
  nonce text not null,
  copied boolean not null,
  opened_at timestamptz not null,
  primary key (bank_id, item_id, staff_id),
  foreign key (bank_id, item_id, staff_id, seq) references committee_vote
);
create index committee_opened_vote_of on committee_opened_vote (bank_id, staff_id, opened_at);
create trigger guard_append_only before update or delete or truncate on committee_opened_vote for each statement execute function weidai.refuse_change();
select weidai.protect('committee_opened_vote', 'select, insert', $$
  bank_id C1
  item_id C1
  staff_id C1
  seq C1 the vote that counted
  kind C2
  reason C2
  ballot C2
  nonce C1 with the ballot it gives the commitment
  copied C2 the reason is word for word that of a member who voted before
  opened_at C1
$$);

create table committee_own_words (
  bank_id integer not null,
  item_id uuid not null,
  staff_id uuid not null,
  reason text not null check (btrim(reason) <> ''),
  at timestamptz not null,
  primary key (bank_id, item_id, staff_id),
  foreign key (bank_id, item_id, staff_id) references committee_opened_vote
);
create trigger guard_append_only before update or delete or truncate on committee_own_words for each statement execute function weidai.refuse_change();
select weidai.protect('committee_own_words', 'select, insert', $$
  bank_id C1
  item_id C1
  staff_id C1
  reason C2 written after the opening in place of a copied one, which stays beside it
  at C1
$$);

create table committee_resolution (
  bank_id integer not null,
  resolution_id uuid not null,
  number text not null,
  item_id uuid not null,
  case_id uuid not null,
  round integer not null,
  outcome text not null check (outcome in ('APPROVED', 'APPROVED_WITH_CHANGE', 'REJECTED', 'DEFERRED', 'RE_INVESTIGATE')),
  terms json,
  settled boolean not null,
  reasons json not null,
  says text not null,
  risk_class text,
  risk_reason text,
  monitoring json not null,
  form json not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  resolved_by uuid not null,
  resolved_on date not null,
  resolved_at timestamptz not null,
  primary key (bank_id, resolution_id),
  unique (bank_id, number),
  unique (bank_id, item_id),
  foreign key (bank_id, item_id) references committee_item,
  foreign key (bank_id, case_id, round) references committee_referral,
  foreign key (bank_id, resolved_by) references staff,
  check ((outcome in ('APPROVED', 'APPROVED_WITH_CHANGE')) = (terms is not null)),
  check ((terms is null) = (risk_class is null))
);
create index committee_resolution_of_case on committee_resolution (bank_id, case_id, resolved_at);
create index committee_resolution_by_day on committee_resolution (bank_id, resolved_on);
create trigger guard_append_only before update or delete or truncate on committee_resolution for each statement execute function weidai.refuse_change();
select weidai.protect('committee_resolution', 'select, insert', $$
  bank_id C1
  resolution_id C1
  number C1 决议编号
  item_id C1
  case_id C1
  round C1
  outcome C2
  terms C2 of an approval
  settled C2 the chair settled the terms and every agreeing member consented
  reasons C2 codes
  says C2 the reason in words
  risk_class C2 of an approval
  risk_reason C2
  monitoring C2 conditions of monitoring
  form C2 everything the resolution form prints
  hash C1 SHA-256 over form, votes and outcome
  resolved_by C1 the chair or the recorder
  resolved_on C1 business day
  resolved_at C1
$$);
