-- Figures of a closed day by what people ask of a book: product, guarantee, unit, client manager, first loan, kind and size of
-- customer. The day-end keeps them, so that no report ever counts the notes again. What falls due and what comes in is kept
-- every day; the sums over all notes on the days named in the decision on figures.

create table due_of_day (
  bank_id integer not null,
  day date not null,
  unit_id uuid not null,
  product_code text not null,
  instalments integer not null check (instalments >= 0),
  principal_fen bigint not null check (principal_fen >= 0),
  interest_fen bigint not null check (interest_fen >= 0),
  primary key (bank_id, day, unit_id, product_code),
  foreign key (bank_id, unit_id) references unit
);
create trigger guard_append_only before delete or truncate on due_of_day for each statement execute function weidai.refuse_change();
select weidai.protect('due_of_day', 'select, insert, update (instalments, principal_fen, interest_fen)', $$
  bank_id C1
  day C1 the due day
  unit_id C1
  product_code C1
  instalments C1 that fell due by the plan in force, paid before or not
  principal_fen C2 as planned
  interest_fen C2
$$);

create table collected_of_day (
  bank_id integer not null,
  day date not null,
  unit_id uuid not null,
  product_code text not null,
  repayments integer not null,
  principal_fen bigint not null,
  interest_fen bigint not null,
  charges_fen bigint not null,
  primary key (bank_id, day, unit_id, product_code),
  foreign key (bank_id, unit_id) references unit
);
create trigger guard_append_only before update or delete or truncate on collected_of_day for each statement execute function weidai.refuse_change();
select weidai.protect('collected_of_day', 'select, insert', $$
  bank_id C1
  day C1 business day; the first row of a bank holds all that was recorded before
  unit_id C1
  product_code C1
  repayments C1 recorded less reversed
  principal_fen C2 likewise; negative where more was reversed
  interest_fen C2
  charges_fen C2 penalty, compound interest and costs
$$);

create table account_figure (
  bank_id integer not null,
  day date not null,
  unit_id uuid not null,
  product_code text not null,
  guarantee text not null,
  manager_id uuid not null,
  first_loan boolean not null,
  lent integer not null check (lent > 0),
  lent_fen bigint not null,
  written_off_fen bigint not null,
  notes integer not null check (notes >= 0),
  balance_fen bigint not null,
  overdue_notes integer not null,
  overdue_fen bigint not null,
  overdue_principal_fen bigint not null,
  par30_fen bigint not null,
  non_performing_fen bigint not null,
  primary key (bank_id, day, unit_id, product_code, guarantee, manager_id, first_loan),
  foreign key (bank_id, unit_id) references unit,
  foreign key (bank_id, manager_id) references staff
);
create trigger guard_append_only before update or delete or truncate on account_figure for each statement execute function weidai.refuse_change();
select weidai.protect('account_figure', 'select, insert', $$
  bank_id C1
  day C1
  unit_id C1
  product_code C1
  guarantee C1 of the line it was drawn from
  manager_id C1 client manager of the borrower
  first_loan C1 the borrower's first note at this bank
  lent C1 notes ever disbursed, reversed ones not counted
  lent_fen C2
  written_off_fen C2 principal written off
  notes C1 running
  balance_fen C2 principal outstanding
  overdue_notes C1 with anything overdue
  overdue_fen C2 all of the balance of these
  overdue_principal_fen C2 of it the principal fallen due and not paid
  par30_fen C2 all of the balance of notes overdue more than thirty days
  non_performing_fen C2 all of the balance of classes substandard and below
$$);

create table customer_figure (
  bank_id integer not null,
  day date not null,
  unit_id uuid not null,
  customer_type text not null,
  size text not null check (size in ('TO_1M', 'TO_5M', 'TO_10M', 'TO_30M', 'ABOVE')),
  customers integer not null check (customers > 0),
  balance_fen bigint not null,
  rate_fen numeric not null,
  lent_year integer not null,
  lent_year_fen bigint not null,
  overdue_fen bigint not null,
  overdue90_fen bigint not null,
  non_performing_fen bigint not null,
  primary key (bank_id, day, unit_id, customer_type, size),
  foreign key (bank_id, unit_id) references unit
);
create trigger guard_append_only before update or delete or truncate on customer_figure for each statement execute function weidai.refuse_change();
select weidai.protect('customer_figure', 'select, insert', $$
  bank_id C1
  day C1
  unit_id C1 of the customer
  customer_type C1
  size C1 by all credit lines of the customer that are not closed
  customers C1 with a running note, each counted once
  balance_fen C2 of their running notes
  rate_fen C2 balances times yearly rates, added up; divided by the balance it is the average rate
  lent_year C1 notes disbursed to them since the first of January
  lent_year_fen C2
  overdue_fen C2 all of the balance of notes with anything overdue
  overdue90_fen C2 all of the balance of notes overdue more than ninety days
  non_performing_fen C2
$$);

create table maturity_figure (
  bank_id integer not null,
  day date not null,
  unit_id uuid not null,
  product_code text not null,
  from_day date not null,
  instalments integer not null check (instalments > 0),
  principal_fen bigint not null,
  unpaid integer not null,
  unpaid_fen bigint not null,
  primary key (bank_id, day, unit_id, product_code),
  foreign key (bank_id, unit_id) references unit
);
create trigger guard_append_only before update or delete or truncate on maturity_figure for each statement execute function weidai.refuse_change();
select weidai.protect('maturity_figure', 'select, insert', $$
  bank_id C1
  day C1
  unit_id C1
  product_code C1
  from_day C1 first day of the month, or the first day that was counted
  instalments C1 fallen due from that day on
  principal_fen C2 of these
  unpaid C1 of these not paid in full at the end of the day
  unpaid_fen C2 principal of these still owed
$$);
