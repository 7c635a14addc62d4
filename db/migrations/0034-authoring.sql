-- Judging the judge: a draft of the policy replayed on all cases before it is signed, and every variable of a decision as it was
-- when the decision was made, so that a card can be calibrated on what became of the loans.

create table policy_replay (
  bank_id integer not null,
  replay_id uuid not null,
  overlay_id uuid not null,
  seq integer not null check (seq > 0),
  state text not null check (state in ('RUNNING', 'DONE', 'FAILED')),
  basis text not null check (basis ~ '^[0-9a-f]{64}$'),
  cases integer not null default 0 check (cases >= 0),
  done integer not null default 0 check (done >= 0),
  summary json,
  hash text check (hash ~ '^[0-9a-f]{64}$'),
  error text,
  started_by uuid not null,
  started_on date not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (bank_id, replay_id),
  unique (bank_id, overlay_id, seq),
  foreign key (bank_id, overlay_id) references policy_overlay,
  foreign key (bank_id, started_by) references staff,
  check ((state = 'DONE') = (hash is not null)),
  check ((state = 'DONE') = (summary is not null)),
  check ((state = 'RUNNING') = (finished_at is null))
);
create trigger guard_append_only before delete or truncate on policy_replay for each statement execute function weidai.refuse_change();
select weidai.protect('policy_replay', 'select, insert, update (state, cases, done, summary, hash, error, finished_at)', $$
  bank_id C1
  replay_id C1
  overlay_id C1 the draft that was replayed
  seq C1 1, 2, 3 … of the draft; the last counts
  state C1
  basis C1 SHA-256 of what was replayed on what: the draft, the versions in force beside it, the formulas
  cases C1 how many cases there were to replay
  done C1 how many are
  summary C2 who changes side, amount, grade and price, counted
  hash C1 SHA-256 of basis, summary and rows: what a signature stands for
  error C1 why it failed
  started_by C1
  started_on C1 business day
  started_at C1
  finished_at C1
$$);

-- Only cases that come out differently have a row.
create table policy_replay_case (
  bank_id integer not null,
  replay_id uuid not null,
  seq integer not null check (seq > 0),
  case_id uuid,
  name text not null,
  before json not null,
  after json not null,
  changes json not null,
  primary key (bank_id, replay_id, seq),
  foreign key (bank_id, replay_id) references policy_replay,
  foreign key (bank_id, case_id) references application
);
create trigger guard_append_only before update or delete or truncate on policy_replay_case for each statement execute function weidai.refuse_change();
select weidai.protect('policy_replay_case', 'select, insert', $$
  bank_id C1
  replay_id C1
  seq C1 in the order the cases were replayed
  case_id C1 none for an example that ships with the product
  name C2 number of the case, or the example
  before C2 decision, amount, grade, score and rate without the draft
  after C2 the same with it
  changes C2 which of them differ
$$);

-- A signature says which replay it stands for; drafts that no judgement reads have none.
alter table policy_signature add column replay_hash text check (replay_hash ~ '^[0-9a-f]{64}$');
select weidai.describe('policy_signature', $$
  replay_hash C1 hash of the replay the signatory saw
$$);

-- One row a decision, written in its own transaction and never changed: all that a calibration will ask.
create table decision_snapshot (
  bank_id integer not null,
  snapshot_id uuid not null,
  case_id uuid not null,
  version integer not null check (version > 0),
  outcome text not null check (outcome in ('APPROVED', 'REJECTED', 'REJECTED_BY_RULE')),
  proposed text not null check (proposed in ('PROPOSE', 'REFER', 'REJECT')),
  limit_fen bigint not null check (limit_fen >= 0),
  granted_fen bigint check (granted_fen > 0),
  grade text,
  score integer,
  card text not null,
  policy text not null,
  policy_hash text not null,
  formulas text not null,
  product text not null,
  decided_on date not null,
  points json not null,
  variables json not null,
  taken_at timestamptz not null,
  primary key (bank_id, snapshot_id),
  foreign key (bank_id, case_id, version) references investigation_version
);
create index decision_snapshot_of_case on decision_snapshot (bank_id, case_id, taken_at);
create index decision_snapshot_of_card on decision_snapshot (bank_id, card, decided_on);
create trigger guard_append_only before update or delete or truncate on decision_snapshot for each statement execute function weidai.refuse_change();
select weidai.protect('decision_snapshot', 'select, insert', $$
  bank_id C1
  snapshot_id C1
  case_id C1
  version C1 the submitted version that was decided on
  outcome C2
  proposed C2 what the judgement said
  limit_fen C2 what the judgement gave, 0 where nothing
  granted_fen C2 what was granted
  grade C2 after the cap of a first loan
  score C2
  card C1 version of the scorecard
  policy C1 name and version of the policy
  policy_hash C1 SHA-256 of that policy
  formulas C1 version of the formulas
  product C1
  decided_on C1 business day
  points C2 of every indicator of the card
  variables C2 every figure of the judgement with its name, money in fen
  taken_at C1
$$);
