-- The ledger closed day by day: balances that never change again, what did not agree, months closed by two people; classes of
-- notes with who judged them, the portfolio as it stood each day, provision and the price of the bank's own money.

create index transfer_reversal on transfer (bank_id, reverses_voucher_id) where reverses_voucher_id is not null;

-- One row says that a unit's day is closed: nothing is booked on it any more.
create table ledger_day (
  bank_id integer not null,
  day date not null,
  unit_id uuid not null,
  transfer_count bigint not null check (transfer_count >= 0),
  turnover_fen numeric not null check (turnover_fen >= 0),
  closed_at timestamptz not null,
  primary key (bank_id, day, unit_id),
  foreign key (bank_id, unit_id) references unit
);
create index ledger_day_of_unit on ledger_day (bank_id, unit_id, day);
create trigger guard_append_only before update or delete or truncate on ledger_day for each statement execute function weidai.refuse_change();
select weidai.protect('ledger_day', 'select, insert', $$
  bank_id C1
  day C1
  unit_id C1
  transfer_count C1 transfers booked on it
  turnover_fen C2 their sum
  closed_at C1
$$);

-- Closing balances: the day before and the transfers of the day. Debit is positive on every account.
create table account_balance (
  bank_id integer not null,
  day date not null,
  unit_id uuid not null,
  product_code text not null,
  account_code text not null,
  opening_fen bigint not null,
  debit_fen bigint not null check (debit_fen >= 0),
  credit_fen bigint not null check (credit_fen >= 0),
  closing_fen bigint not null check (closing_fen = opening_fen + debit_fen - credit_fen),
  primary key (bank_id, day, unit_id, product_code, account_code),
  foreign key (bank_id, account_code) references ledger_account,
  foreign key (bank_id, day, unit_id) references ledger_day
);
create trigger guard_append_only before update or delete or truncate on account_balance for each statement execute function weidai.refuse_change();
select weidai.protect('account_balance', 'select, insert', $$
  bank_id C1
  day C1
  unit_id C1
  product_code C1
  account_code C1
  opening_fen C2 closing balance of the day before; debit positive
  debit_fen C2 booked on its debit side that day
  credit_fen C2
  closing_fen C2
$$);

-- What the notes say and what the ledger says, where the two are not the same.
create table ledger_difference (
  bank_id integer not null,
  day date not null,
  unit_id uuid not null,
  product_code text not null,
  account_code text not null,
  ledger_fen bigint not null,
  notes_fen bigint not null check (notes_fen <> ledger_fen),
  explained_by uuid,
  explained_on date,
  explained_at timestamptz,
  explanation text check (explanation <> ''),
  primary key (bank_id, day, unit_id, product_code, account_code),
  foreign key (bank_id, unit_id) references unit,
  foreign key (bank_id, account_code) references ledger_account,
  foreign key (bank_id, explained_by) references staff,
  check ((explained_by is null) = (explanation is null) and (explained_by is null) = (explained_on is null) and (explained_by is null) = (explained_at is null))
);
create index ledger_difference_open on ledger_difference (bank_id, day) where explained_by is null;
create trigger guard_append_only before delete or truncate on ledger_difference for each statement execute function weidai.refuse_change();
select weidai.protect('ledger_difference', 'select, insert, update (explained_by, explained_on, explained_at, explanation)', $$
  bank_id C1
  day C1
  unit_id C1
  product_code C1
  account_code C1 the control account
  ledger_fen C2 its closing balance, debit positive
  notes_fen C2 what the notes sum up to
  explained_by C1 none while nobody has said why
  explained_on C1 business day
  explained_at C1
  explanation C2
$$);

-- A month closed: the report it was closed on, by one person, confirmed by another.
create table ledger_period (
  bank_id integer not null,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  seq integer not null check (seq > 0),
  report json not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  closed_by uuid not null,
  closed_on date not null,
  closed_at timestamptz not null,
  confirmed_by uuid check (confirmed_by <> closed_by),
  confirmed_on date,
  confirmed_at timestamptz,
  withdrawn_by uuid,
  withdrawn_on date,
  withdrawn_at timestamptz,
  withdrawn_for text check (withdrawn_for <> ''),
  primary key (bank_id, month, seq),
  foreign key (bank_id, closed_by) references staff,
  foreign key (bank_id, confirmed_by) references staff,
  foreign key (bank_id, withdrawn_by) references staff,
  check (confirmed_by is null or withdrawn_by is null),
  check ((withdrawn_by is null) = (withdrawn_for is null))
);
create unique index ledger_period_standing on ledger_period (bank_id, month) where withdrawn_by is null;
create trigger guard_append_only before delete or truncate on ledger_period for each statement execute function weidai.refuse_change();
select weidai.protect('ledger_period', 'select, insert, update (confirmed_by, confirmed_on, confirmed_at, withdrawn_by, withdrawn_on, withdrawn_at, withdrawn_for)', $$
  bank_id C1
  month C1
  seq C1 grows when a closing was withdrawn
  report C2 the figures it was closed on
  hash C1 SHA-256 of the report
  closed_by C1
  closed_on C1 business day
  closed_at C1
  confirmed_by C1 never who closed it
  confirmed_on C1
  confirmed_at C1
  withdrawn_by C1
  withdrawn_on C1
  withdrawn_at C1
  withdrawn_for C2 why it was not confirmed
$$);

-- Which class a note was put into, by whom, why; the first row of a note is its first change.
create table classification (
  bank_id integer not null,
  note_id uuid not null,
  seq integer not null check (seq > 0),
  class_before text not null,
  class text not null check (class in ('NORMAL', 'SPECIAL_MENTION', 'SUBSTANDARD', 'DOUBTFUL', 'LOSS')),
  source text not null check (source in ('FLOOR', 'JUDGED', 'EVENT')),
  overdue_days integer not null check (overdue_days >= 0),
  balance_fen bigint not null,
  unit_id uuid not null,
  product_code text not null,
  business_day date not null,
  proposal_id uuid,
  at timestamptz not null,
  primary key (bank_id, note_id, seq),
  foreign key (bank_id, note_id) references note,
  check ((source = 'JUDGED') = (proposal_id is not null))
);
create index classification_of_day on classification (bank_id, business_day, unit_id);
create trigger guard_append_only before update or delete or truncate on classification for each statement execute function weidai.refuse_change();
select weidai.protect('classification', 'select, insert', $$
  bank_id C1
  note_id C1
  seq C1 1, 2, 3 … of the note
  class_before C2
  class C2
  source C1 FLOOR: by overdue days alone, at the day-end; EVENT: a new plan because of difficulty; JUDGED: by three people
  overdue_days C2 on that day
  balance_fen C2 on that day
  unit_id C1
  product_code C1
  business_day C1
  proposal_id C1 who judged it and why
  at C1
$$);

-- The judgement of a class: proposed, confirmed, approved, each by another person; sent back by whoever does not agree.
create table class_proposal (
  bank_id integer not null,
  proposal_id uuid not null,
  note_id uuid not null,
  unit_id uuid not null,
  class_before text not null,
  class text not null check (class in ('NORMAL', 'SPECIAL_MENTION', 'SUBSTANDARD', 'DOUBTFUL', 'LOSS')),
  reasons json not null,
  says text not null check (says <> ''),
  state text not null check (state in ('PROPOSED', 'CONFIRMED', 'APPROVED', 'SENT_BACK')),
  proposed_by uuid not null,
  proposed_on date not null,
  proposed_at timestamptz not null,
  confirmed_by uuid check (confirmed_by <> proposed_by),
  confirmed_on date,
  confirmed_says text,
  approved_by uuid check (approved_by <> proposed_by and approved_by <> confirmed_by),
  approved_on date,
  approved_says text,
  sent_back_by uuid,
  sent_back_on date,
  sent_back_says text,
  row_version integer not null default 1,
  primary key (bank_id, proposal_id),
  foreign key (bank_id, note_id) references note,
  foreign key (bank_id, proposed_by) references staff,
  foreign key (bank_id, confirmed_by) references staff,
  foreign key (bank_id, approved_by) references staff,
  foreign key (bank_id, sent_back_by) references staff,
  check ((state = 'APPROVED') = (approved_by is not null)),
  check (state <> 'CONFIRMED' or confirmed_by is not null),
  check ((state = 'SENT_BACK') = (sent_back_by is not null))
);
create unique index class_proposal_open on class_proposal (bank_id, note_id) where state in ('PROPOSED', 'CONFIRMED');
create index class_proposal_of_note on class_proposal (bank_id, note_id, proposed_at);
create index class_proposal_by_state on class_proposal (bank_id, state, proposed_at);
create trigger guard_append_only before delete or truncate on class_proposal for each statement execute function weidai.refuse_change();
select weidai.protect('class_proposal', 'select, insert, update (state, confirmed_by, confirmed_on, confirmed_says, approved_by, approved_on, approved_says, sent_back_by, sent_back_on, sent_back_says, row_version)', $$
  bank_id C1
  proposal_id C1
  note_id C1
  unit_id C1 of the note
  class_before C2 the class when it was proposed
  class C2 the class proposed; the same when a review keeps it
  reasons C2 codes of what speaks for it
  says C2 in words
  state C1
  proposed_by C1
  proposed_on C1 business day
  proposed_at C1
  confirmed_by C1
  confirmed_on C1
  confirmed_says C2
  approved_by C1
  approved_on C1
  approved_says C2
  sent_back_by C1
  sent_back_on C1
  sent_back_says C2
  row_version C1
$$);
create index note_by_class on note (bank_id, risk_class, unit_id, note_id) where state = 'RUNNING' and risk_class <> 'NORMAL';

-- The portfolio at the end of a day, one row for each unit, product and kind of note there is: the one scan over the notes.
create table portfolio_day (
  bank_id integer not null,
  day date not null,
  unit_id uuid not null,
  product_code text not null,
  book text not null,
  risk_class text not null,
  bucket text not null check (bucket in ('NONE', 'D1_30', 'D31_60', 'D61_90', 'D91_180', 'D181_270', 'D271_360', 'D361')),
  term text not null check (term in ('M3', 'M6', 'M12', 'M24', 'M36', 'LONG')),
  notes integer not null check (notes > 0),
  balance_fen bigint not null check (balance_fen >= 0),
  overdue_principal_fen bigint not null check (overdue_principal_fen >= 0),
  overdue_interest_fen bigint not null check (overdue_interest_fen >= 0),
  primary key (bank_id, day, unit_id, product_code, book, risk_class, bucket, term)
);
create trigger guard_append_only before update or delete or truncate on portfolio_day for each statement execute function weidai.refuse_change();
select weidai.protect('portfolio_day', 'select, insert', $$
  bank_id C1
  day C1
  unit_id C1
  product_code C1
  book C1
  risk_class C1
  bucket C1 days overdue
  term C1 of the note when it was drawn
  notes C1
  balance_fen C2
  overdue_principal_fen C2 of overdue notes: fallen due and not paid
  overdue_interest_fen C2
$$);

create table provision (
  bank_id integer not null,
  day date not null,
  unit_id uuid not null,
  product_code text not null,
  book text not null,
  risk_class text not null,
  balance_fen bigint not null,
  coefficient numeric not null check (coefficient between 0 and 1),
  required_fen bigint not null,
  primary key (bank_id, day, unit_id, product_code, book, risk_class)
);
create trigger guard_append_only before update or delete or truncate on provision for each statement execute function weidai.refuse_change();
select weidai.protect('provision', 'select, insert', $$
  bank_id C1
  day C1 last day of the month
  unit_id C1
  product_code C1
  book C1 only BOOK is booked here; the core bank provides for MIRROR
  risk_class C1
  balance_fen C2
  coefficient C1 of the class, as the policy had it
  required_fen C2 their product, rounded once
$$);

create table ftp_charge (
  bank_id integer not null,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  unit_id uuid not null,
  product_code text not null,
  book text not null,
  term text not null,
  day_count integer not null check (day_count > 0),
  balance_days_fen numeric not null check (balance_days_fen >= 0),
  annual_rate numeric not null check (annual_rate >= 0),
  charge_fen bigint not null,
  primary key (bank_id, month, unit_id, product_code, book, term)
);
create trigger guard_append_only before update or delete or truncate on ftp_charge for each statement execute function weidai.refuse_change();
select weidai.protect('ftp_charge', 'select, insert', $$
  bank_id C1
  month C1
  unit_id C1 who pays for the bank's money
  product_code C1
  book C1 only BOOK is booked here
  term C1
  day_count C1 days of the month on which there was a balance to read
  balance_days_fen C2 balances of these days, added up; divided by the days it is the average
  annual_rate C1 of the term, as the policy had it
  charge_fen C2
$$);
