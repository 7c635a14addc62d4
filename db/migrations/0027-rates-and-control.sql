-- Published rates a bank adds to the shipped list, and what of a note stands on control accounts beside principal and interest.

create table lpr_publication (
  bank_id integer not null references bank,
  publication_id uuid not null,
  published_on date not null,
  one_year numeric not null check (one_year > 0 and one_year < 1),
  five_years numeric not null check (five_years > 0 and five_years < 1),
  source text not null check (source <> ''),
  state text not null check (state in ('PROPOSED', 'IN_FORCE', 'REPLACED', 'DROPPED')),
  made_by uuid not null,
  made_on date not null,
  made_at timestamptz not null,
  decided_by uuid,
  decided_on date,
  decided_at timestamptz,
  decision text,
  primary key (bank_id, publication_id),
  foreign key (bank_id, made_by) references staff,
  foreign key (bank_id, decided_by) references staff,
  check ((state = 'PROPOSED') = (decided_by is null)),
  check (num_nulls(decided_by, decided_on, decided_at) in (0, 3)),
  check (state not in ('IN_FORCE', 'REPLACED') or decided_by <> made_by)
);
create unique index lpr_publication_in_force on lpr_publication (bank_id, published_on) where state = 'IN_FORCE';
create unique index lpr_publication_proposed on lpr_publication (bank_id, published_on) where state = 'PROPOSED';
create trigger guard_append_only before delete or truncate on lpr_publication for each statement execute function weidai.refuse_change();
select weidai.protect('lpr_publication', 'select, insert, update (state, decided_by, decided_on, decided_at, decision)', $$
  bank_id C1
  publication_id C1
  published_on C1 day on which it was published
  one_year C1 一年期, as a share of one
  five_years C1 五年期以上
  source C1 where it was read
  state C1 a second person puts it in force; a later entry for the same day replaces it
  made_by C1
  made_on C1 business day
  made_at C1
  decided_by C1 never who made it, unless it was dropped
  decided_on C1 business day
  decided_at C1
  decision C1
$$);

-- Written by the act that changes it, as the note stood at the end of that business day; the row before holds until then.
create table note_beside (
  bank_id integer not null,
  note_id uuid not null,
  business_day date not null,
  suspense_fen bigint not null check (suspense_fen >= 0),
  costs_fen bigint not null check (costs_fen >= 0),
  written_off_fen bigint not null check (written_off_fen >= 0),
  claim_fen bigint not null check (claim_fen >= 0 and claim_fen <= written_off_fen),
  refund_fen bigint not null check (refund_fen >= 0),
  primary key (bank_id, note_id, business_day),
  foreign key (bank_id, note_id) references note
);
create trigger guard_append_only before delete or truncate on note_beside for each statement execute function weidai.refuse_change();
select weidai.protect('note_beside', 'select, insert, update (suspense_fen, costs_fen, written_off_fen, claim_fen, refund_fen)', $$
  bank_id C1
  note_id C1
  business_day C1 the day the act was booked on
  suspense_fen C2 money that came and could not be set off
  costs_fen C2 paid for the customer and not yet paid back
  written_off_fen C2 principal and costs written off
  claim_fen C2 of these, not recovered
  refund_fen C2 to be given back and not yet paid out
$$);

insert into note_beside (bank_id, note_id, business_day, suspense_fen, costs_fen, written_off_fen, claim_fen, refund_fen)
select m.bank_id, m.note_id, max(m.business_day),
  greatest(0, -coalesce(sum(m.amount) filter (where m.purpose = 'SUSPENSE' and m.kind not like 'SUSPEN%'), 0)), greatest(0, coalesce(sum(m.amount) filter (where m.purpose = 'COSTS_RECEIVABLE'), 0)),
  greatest(0, coalesce(sum(m.amount) filter (where m.purpose = 'WRITTEN_OFF' and m.kind = 'WRITTEN_OFF'), 0)), greatest(0, coalesce(sum(m.amount) filter (where m.purpose = 'WRITTEN_OFF'), 0)),
  greatest(0, -coalesce(sum(m.amount) filter (where m.purpose = 'REFUND_PAYABLE'), 0))
from (
  select t.bank_id, t.note_id, t.business_day, t.kind, a.purpose, case when t.debit_code = a.code then t.amount_fen else -t.amount_fen end as amount
  from transfer t join ledger_account a on a.bank_id = t.bank_id and a.code in (t.debit_code, t.credit_code)
  where t.note_id is not null and a.purpose in ('SUSPENSE', 'COSTS_RECEIVABLE', 'WRITTEN_OFF', 'REFUND_PAYABLE')
) m group by 1, 2;
