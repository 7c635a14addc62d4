-- The bank's own figures of each trade, from cases that were approved. A sample names no customer, no case, no unit and no day,
-- so that whoever reads the table cannot walk back; which cases have given one stands apart, in no order.

create table trade_sample (
  bank_id integer not null references bank,
  sample_id uuid not null,
  trade text not null,
  accepted_in text not null check (accepted_in ~ '^[0-9]{4}$'),
  figures json not null,
  primary key (bank_id, sample_id)
);
create index trade_sample_of on trade_sample (bank_id, trade);
create trigger guard_append_only before update or delete or truncate on trade_sample for each statement execute function weidai.refuse_change();
select weidai.protect('trade_sample', 'select, insert', $$
  bank_id C1
  sample_id C1 chance: its order says nothing of when it came
  trade C1 code of the industry pack
  accepted_in C1 the year, no more
  figures C2 ratios and sizes of one shop as decimal text, without a name
$$);

create table trade_sample_given (
  bank_id integer not null references bank,
  case_id uuid not null,
  primary key (bank_id, case_id),
  foreign key (bank_id, case_id) references application
);
create trigger guard_append_only before update or delete or truncate on trade_sample_given for each statement execute function weidai.refuse_change();
select weidai.protect('trade_sample_given', 'select, insert', $$
  bank_id C1
  case_id C1 a case gives one sample, however often it is decided
$$);
